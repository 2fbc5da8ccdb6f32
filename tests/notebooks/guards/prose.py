"""How text and code are laid out."""

import re
import statistics
from itertools import pairwise

from guards.cells import code_cells, markdown_cells, markdown_parser

LONGEST_CELL = 30
MEDIAN_CELL = 8
# Directives whose content is prose; what others hold (math, code, tables) is not read.
PROSE_DIRECTIVES = re.compile(
    r"\{(admonition|attention|caution|danger|dropdown|epigraph|error|exercise|figure|hint|important"
    r"|margin|note|seealso|sidebar|solution|tip|topic|warning)\}"
)
ABBREVIATIONS = re.compile(
    r"al|approx|cf|chaps?|chs?|dr|eds?|eqs?|etc|ex|figs?|inc|jr|mrs?|ms|nos?|pp?|prof|refs?|resp"
    r"|sect?s?|sr|st|tab|univ|viz|vols?|vs"
)
INITIALS = re.compile(r"(\w\.)*[^\W\d_]")
PLACEHOLDERS = {"code_inline": "code", "math_inline": "math", "myst_role": "role"}
SENTENCE_END = re.compile(r"""[.!?]["'”’)\]*]*\s+(?=["'“‘(\[]*[A-ZÀ-Þ])""")


def short_cells(notebook, path):
    """No code cell has over 30 non-blank lines, and the median is at most 8."""
    lengths = {
        number: sum(bool(line.strip()) for line in cell.source.split("\n"))
        for number, cell in code_cells(notebook)
    }
    complaints = [
        f"code cell {number}: expected at most {LONGEST_CELL} lines, got {length}"
        for number, length in lengths.items()
        if length > LONGEST_CELL
    ]
    median = statistics.median(lengths.values()) if lengths else 0
    if median > MEDIAN_CELL:
        complaints.append(f"expected at most {MEDIAN_CELL} lines in the median cell, got {median}")
    return complaints


def one_sentence_a_line(notebook, path):
    """In Markdown each sentence has a line of its own, and no sentence is broken over lines."""
    complaints = []
    for cell in markdown_cells(notebook):
        for line, following in prose_lines(cell.source):
            end = sentence_end(line)
            if end:
                complaints.append(f"two sentences on a line: “{line[max(0, end - 30) : end + 30]}”")
            if re.search(r"[a-z,]$", line) and re.match(r"[a-z]", following):
                complaints.append(
                    f"a sentence broken over two lines: “{line[-30:]} / {following[:20]}”"
                )
    return complaints


def prose_lines(markdown):
    """Yield each line of the paragraphs with the one after it in the same paragraph, or ""."""
    tokens = markdown_parser().parse(markdown)
    for opening, token in pairwise(tokens):
        if token.type == "inline" and opening.type == "paragraph_open":
            for block in plain(token.children):
                lines = [line.strip() for line in block.split("\n")]
                yield from zip(lines, [*lines[1:], ""], strict=True)
    for token in tokens:
        if PROSE_DIRECTIVES.match(token.info):
            yield from prose_lines(re.sub(r"\A(:[\w-]+:.*\n)+", "", token.content))


def plain(tokens):
    """Return the text of a paragraph as blocks between forced line breaks.

    Words stand for code, math, roles and links, whose own punctuation ends no sentence.
    """
    blocks = [""]
    in_link = False
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            in_link = token.type == "link_open"
            blocks[-1] += "link" if in_link else ""
        elif in_link:
            continue
        elif token.type == "hardbreak":
            blocks.append("")
        elif token.type == "softbreak":
            blocks[-1] += "\n"
        elif token.type == "strong_close" and re.search(r"(^|\n)[^\n]{1,60}[.?!]$", blocks[-1]):
            # A heading that runs in to its paragraph: **Why.** Because …
            blocks[-1] = blocks[-1][:-1] + ":"
        else:
            text = token.content if token.type == "text" else PLACEHOLDERS.get(token.type, "")
            blocks[-1] += text
    return blocks


def sentence_end(line):
    """Return where a sentence ends inside the line, or None."""
    for match in SENTENCE_END.finditer(line):
        word = (line[: match.start()].split() or [""])[-1].lstrip("([\"'“‘").lower()
        listed = line[: match.start()].isdigit()
        if not (
            listed
            or word.endswith("..")
            or ABBREVIATIONS.fullmatch(word)
            or INITIALS.fullmatch(word)
        ):
            return match.start() + 1
    return None
