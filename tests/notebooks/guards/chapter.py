"""The rooms of a chapter, the same in each, so that a reader knows the way.

A chapter opens with its title, the only heading of level 1, and a sentence that promises something.
Then the rooms follow in this order, each under a heading of level 2 or 3 that holds the words in
quotation marks, in any case and among others:

====================================  ===========================================================
"what you will be able to do"         a list of three to five things, each begun with a verb
(any title)                           the opening experiment: a heading, and a code cell below it
"derivation"
"from scratch"
"check"
"in the library" or "in scikit-…"     "in Keras", "in TensorFlow" and "in PyTorch" do as well
"experiment"
"pitfalls"
"take-away"                           at most five lines
"exercises"
"further reading"                     cites at least one work
====================================  ===========================================================

Further headings may stand anywhere between, and a room may have several: the first that fits
counts. So "Experiment: the path over λ" or "Pitfalls of scale" are found, and a subsection
"Check against the closed form" of "From scratch" is the room of checks.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from guards.cells import markdown_parser

ROOMS = (
    ("What you will be able to do", r"what you will be able to do"),
    ("(the opening experiment)", r"."),
    ("Derivation", r"\bderivation"),
    ("From scratch", r"\bfrom scratch\b"),
    ("Check", r"\bcheck"),
    ("In the library", r"\bin (the librar|scikit-learn|keras|tensorflow|pytorch)"),
    ("Experiment", r"\bexperiment"),
    ("Pitfalls", r"\bpitfall"),
    ("Take-away", r"\btake-?aways?\b"),
    ("Exercises", r"\bexercises?\b"),
    ("Further reading", r"\bfurther reading\b"),
)
TAKE_AWAY_LINES = 5
OUTCOMES = range(3, 6)


@dataclass
class Section:
    """A heading with what stands under it up to the next heading of any level."""

    level: int
    title: str
    lines: list = field(default_factory=list)
    code: list = field(default_factory=list)


def sections(notebook):
    """Return the notebook's sections; the first, of level 0, is what precedes all headings."""
    found = [Section(0, "")]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            found[-1].code.append(cell)
            continue
        lines = cell.source.split("\n")
        tokens = markdown_parser().parse(cell.source)
        start = 0
        for token, inline in pairwise(tokens):
            if token.type == "heading_open" and token.level == 0:
                found[-1].lines += lines[start : token.map[0]]
                found.append(Section(int(token.tag[1]), inline.content))
                start = token.map[1]
        found[-1].lines += lines[start:]
    for section in found:
        # A target such as (ridge-path)=, and the rails and options of a directive, are no text.
        section.lines = [
            line
            for line in section.lines
            if line.strip() and not re.match(r"\(.*\)=$|:::|```|:[\w-]+:", line)
        ]
    return found


def room(notebook, name):
    """Return the sections of a room: its own and those below it; none if there is no such room."""
    pattern = dict(ROOMS)[name]
    every = sections(notebook)
    for index, section in enumerate(every):
        if section.level in (2, 3) and re.search(pattern, section.title, re.IGNORECASE):
            rest = every[index + 1 :]
            end = next((i for i, s in enumerate(rest) if s.level <= section.level), len(rest))
            return [section, *rest[:end]]
    return []


def title_and_promise(notebook, path):
    """The first cell is the title, the only heading of level 1, and a promise follows it."""
    every = sections(notebook)
    if every[0].lines or every[0].code or len(every) < 2 or every[1].level != 1:
        return ["expected a title, a heading of level 1, as the first thing of all"]
    complaints = [f"a second title: {s.title}" for s in every[2:] if s.level == 1]
    if not every[1].lines:
        complaints.append("expected a sentence of promise under the title")
    return complaints


def rooms(notebook, path):
    """Every room is there, in order, the opening experiment runs, and further reading cites."""
    every = [section for section in sections(notebook) if section.level in (2, 3)]
    complaints, next_one = [], 0
    for name, pattern in ROOMS:
        fits = [i for i, s in enumerate(every) if re.search(pattern, s.title, re.IGNORECASE)]
        later = [i for i in fits if i >= next_one]
        if later:
            next_one = later[0] + 1
        elif fits:
            complaints.append(f"the room “{name}” stands too early: “{every[fits[0]].title}”")
        else:
            complaints.append(f"no heading for the room “{name}”")
    cited = [line for s in room(notebook, "Further reading") for line in s.lines]
    if cited and not any("{cite" in line for line in cited):
        complaints.append("further reading cites nothing")
    return complaints + opening_faults(every)


def opening_faults(every):
    """Complain when no code runs between the list of outcomes and the derivation."""
    titles = [section.title.lower() for section in every]
    ends = [i for i, title in enumerate(titles) if re.search(r"\bderivation", title)]
    starts = [i for i, title in enumerate(titles) if "what you will be able to do" in title]
    if not ends or not starts or any(s.code for s in every[starts[0] + 1 : ends[0]]):
        return []
    return ["expected an opening experiment, with code, between the outcomes and the derivation"]


def outcomes(notebook, path):
    """The list of what the reader will be able to do has three to five items."""
    lines = [line for s in room(notebook, "What you will be able to do") for line in s.lines]
    items = sum(bool(re.match(r"([-*+]|\d+[.)])\s", line)) for line in lines)
    if items in OUTCOMES:
        return []
    return [f"expected three to five outcomes, got {items}"]


def take_away(notebook, path):
    """The take-away has one to five lines."""
    lines = [line for s in room(notebook, "Take-away") for line in s.lines]
    if 1 <= len(lines) <= TAKE_AWAY_LINES:
        return []
    return [f"expected at most {TAKE_AWAY_LINES} lines of take-away, got {len(lines)}"]
