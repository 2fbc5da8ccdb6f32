"""The documents round the book say what is true of the repository."""

import json
import re
import tomllib
from pathlib import Path

import everywhere
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from pybtex.database import parse_file

import helpers

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", GITHUB / "PULL_REQUEST_TEMPLATE.md"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
SUPPORTED = {
    f"3.{minor}"
    for minor in range(30)
    if SpecifierSet(PROJECT["requires-python"]).contains(f"3.{minor}")
}


def name(path):
    """Return the path as a test's id, the same on every system."""
    return path.relative_to(ROOT).as_posix()


def load(path):
    """Return the content of a YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def written_text(path):
    """Return what a page's author wrote: a notebook's Markdown cells, or the whole file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return text
    cells = everywhere.with_myst(json.loads(text))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def pages():
    """Return the book's pages, without the copies that editors and builds leave."""
    found = [path for suffix in ("md", "ipynb") for path in (ROOT / "book").rglob(f"*.{suffix}")]
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def cited_keys():
    """Return the keys that the pages cite, each with the pages that cite it."""
    cited = {}
    for page in pages():
        for keys in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", written_text(page)):
            for key in keys.split(","):
                cited.setdefault(key.strip(), set()).add(name(page))
    return cited


def test_citation_agrees_with_the_package():
    citation = load(ROOT / "CITATION.cff")
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == PROJECT["version"]
    assert citation["preferred-citation"]["version"] == PROJECT["version"]
    assert helpers.__version__ == PROJECT["version"]
    assert f"version {PROJECT['version']}" in GUIDES[0].read_text(encoding="utf-8")
    title = load(ROOT / "_config.yml")["title"]
    assert citation["title"] == citation["preferred-citation"]["title"] == title


def test_every_reference_is_cited_and_every_citation_has_its_reference():
    references = set(parse_file(str(ROOT / "references.bib"), bib_format="bibtex").entries)
    cited = cited_keys()
    assert cited, "no page cites anything: the pattern for citations no longer fits the pages"
    missing = {key: where for key, where in cited.items() if key not in references}
    assert not missing, f"cited, but not in references.bib: {missing}"
    assert references <= set(cited), f"cited nowhere: {sorted(references - set(cited))}"


@pytest.mark.parametrize("guide", [*GUIDES, *WORKFLOWS, ROOT / ".ci" / "run"], ids=name)
def test_every_make_target_that_is_named_exists(guide):
    named = re.findall(r"(?:`|^|run: )make ([a-z][a-z-]*)", guide.read_text(encoding="utf-8"), re.M)
    assert set(named) <= TARGETS


def test_the_guides_name_the_two_commands():
    readme = GUIDES[0].read_text(encoding="utf-8")
    assert {"book", "test"} <= set(re.findall(r"^make ([a-z]+)$", readme, re.MULTILINE))


@pytest.mark.parametrize("binaries", [".venv/bin/", ".venv\\Scripts\\"])
def test_the_plain_commands_are_those_of_the_makefile(binaries):
    readme = GUIDES[0].read_text(encoding="utf-8").replace("tools\\", "tools/")
    for target in ("book", "lint", "unit", "notebooks-test", "site-test"):
        recipe = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE).group(1)
        for line in recipe.splitlines():
            command = line.strip().removeprefix("@").replace("$(BIN)/", binaries)
            assert f"\n{command}\n" in readme, f"README.md lacks the command {command}"


@pytest.mark.parametrize("guide", GUIDES[:2], ids=name)
def test_every_file_that_a_guide_links_to_exists(guide):
    links = re.findall(r"\]\(([^)#]+)", guide.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert local
    assert [link for link in local if not (ROOT / link).exists()] == []


def test_the_tree_in_the_readme_exists():
    readme = GUIDES[0].read_text(encoding="utf-8")
    tree = re.search(r"## What is inside\n+```text\n(.*?)```", readme, re.DOTALL).group(1)
    entries = [line.split()[0] for line in tree.splitlines()]
    assert [entry for entry in entries if not (ROOT / entry).exists()] == []


def test_the_lock_satisfies_every_requirement():
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", lock, re.MULTILINE))
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    requirements = [Requirement(text) for group in groups for text in group]
    assert {r.name for r in requirements if not r.specifier.contains(locked[r.name])} == set()


def test_what_the_book_needs_has_a_lower_bound():
    for requirement in map(Requirement, PROJECT["dependencies"]):
        assert ">=" in {part.operator for part in requirement.specifier}, requirement.name


def test_the_pythons_are_the_same_everywhere():
    jobs = load(GITHUB / "workflows" / "ci.yml")["jobs"].values()
    versions = set()
    for job in jobs:
        versions.update(job.get("strategy", {}).get("matrix", {}).get("python", []))
        for step in job["steps"]:
            version = step.get("with", {}).get("python-version", "")
            versions.update([] if version.startswith("${{") else [version])
    assert versions - {""} == SUPPORTED
    binder = (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    assert binder.removeprefix("python-") in SUPPORTED
    for guide in GUIDES[:2]:
        named = set(re.findall(r"\b3\.\d\d\b", guide.read_text(encoding="utf-8")))
        assert named == SUPPORTED, name(guide)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=name)
def test_a_workflow_is_lean(workflow):
    content = load(workflow)
    assert content["permissions"] == {"contents": "read"}
    for job in content["jobs"].values():
        if "uses" in job:
            assert (ROOT / job["uses"]).is_file()
            continue
        assert "timeout-minutes" in job
        assert all(step["uses"].startswith("actions/") for step in job["steps"] if "uses" in step)


@pytest.mark.parametrize("form", FORMS, ids=name)
def test_an_issue_form_is_what_github_reads(form):
    content = load(form)
    assert {"name", "description", "body"} <= set(content)
    ids = [element["id"] for element in content["body"]]
    assert len(ids) == len(set(ids))
    for element in content["body"]:
        assert element["type"] in {"input", "textarea", "dropdown"}
        assert element["attributes"]["label"]
        assert ("options" in element["attributes"]) == (element["type"] == "dropdown")


def test_issues_are_opened_through_the_forms_alone():
    assert load(GITHUB / "ISSUE_TEMPLATE" / "config.yml") == {"blank_issues_enabled": False}
    assert [form.stem for form in FORMS] == ["error", "exercise", "question"]


def public_files():
    """Return every text file that a reader or a tool opens, tests and caches apart."""
    found = [path for path in ROOT.iterdir() if path.suffix != ".log"]
    for folder in ("book", "helpers", "tools", "assets", ".ci", ".github", ".binder"):
        found += (
            path
            for path in (ROOT / folder).rglob("*")
            if not any(part[0] in "._" for part in path.relative_to(ROOT / folder).parts[:-1])
        )
    binary = {".png", ".ico", ".npz", ".gz", ".woff2"}
    # Files of others, kept byte for byte.
    engine = ROOT / "assets" / "live" / "engine"
    return sorted(
        path
        for path in found
        if path.is_file() and path.suffix not in binary and path.parent != engine
    )


def test_no_file_names_a_folder_of_somebodys_machine():
    # The characters before the slash keep addresses, relative paths and base64 images out.
    folder = re.compile(r"(?<![\w.~/+$}])/(?:home|root|Users|work|tmp|opt|mnt)/|[A-Z]:\\Users")
    named = {
        name(path): folder.findall(path.read_text(encoding="utf-8")) for path in public_files()
    }
    assert {path: found for path, found in named.items() if found} == {}
