"""What several guards need to know about a notebook's cells."""

import ast
from functools import cache
from pathlib import Path

import yaml
from IPython.core.inputtransformer2 import TransformerManager
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

ROOT = Path(__file__).resolve().parents[3]
TEXTS = ("text/plain", "text/html", "text/markdown", "text/latex")


@cache
def configuration():
    """Return the content of ``_config.yml``."""
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))


@cache
def markdown_parser():
    """Return a parser that reads Markdown as the site does."""
    extensions = set(configuration()["parse"]["myst_enable_extensions"])
    return create_md_parser(MdParserConfig(enable_extensions=extensions), RendererHTML)


def code_cells(notebook):
    """Return the code cells with their numbers from 1."""
    return list(enumerate((c for c in notebook.cells if c.cell_type == "code"), 1))


def markdown_cells(notebook):
    """Return the Markdown cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def tags(cell):
    """Return a cell's tags."""
    return cell.metadata.get("tags", [])


def texts(output):
    """Return all that an output shows as text."""
    found = [output[key] for key in ("text", "evalue") if key in output]
    found += [output.data[kind] for kind in TEXTS if kind in output.get("data", {})]
    return found + list(output.get("traceback", []))


def all_text(cell):
    """Return all that a code cell's outputs show as text."""
    return "\n".join(text for output in cell.outputs for text in texts(output))


def statements(cell):
    """Return the statements of a code cell; none if it is not Python, which executing it shows."""
    try:
        return ast.parse(TransformerManager().transform_cell(cell.source)).body
    except SyntaxError:
        return []


def called(node):
    """Return the dotted name of what an expression statement or a call calls, or ""."""
    node = node.value if isinstance(node, ast.Expr) else node
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""
