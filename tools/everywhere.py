r"""Markdown of the notebooks that reads in every viewer, and the MyST that the site makes of it.

Colab, VS Code, GitHub and JupyterLab without an extension know no directives and no roles: of an
exercise they swallow the title, and a citation stands there as ``{cite:t}`` and a key. So a
notebook says these things in Markdown that all of them show, with what only the site needs in a
comment, which none of them shows, or in the title of a link:

==========================================  ====================================================
the site reads                              the notebook says
==========================================  ====================================================
``{exercise-start} Title``, with its label  ``### Exercise: Title``, ``<!-- exercise: ex-… -->``
``{solution-start} ex-…``                   ``#### Solution``, ``<!-- solution: ex-… -->``
``{exercise-end}``, ``{solution-end}``      ``<!-- end of exercise -->``, ``<!-- end of … -->``
``:::{admonition} Title``, with its class   ``**Title**``, ``<!-- box: admonition dropdown -->``
``:::`` at its end                          ``<!-- end of box -->``
``$$ … $$ (eq-…)``                          ``$$ … \tag{3} $$``, ``<!-- eq-… -->``
``{eq}`eq-…```                              ``(3)<!-- eq-… -->``; of another page, a link to it
``{cite:t}`key```                           ``[Tibshirani (1996)](https://doi.org/… "key")``
``{cite:p}`key```                           ``([Tibshirani, 1996](https://doi.org/… "key"))``
``{term}`shown <entry>```                   ``[shown](../appendix/glossary.md "entry")``
``{numref}`fig-…```                         ``this figure<!-- fig-… -->``, or a link to its page
``(place)=``                                ``<!-- place: place -->``
==========================================  ====================================================

`plain` writes the right column, and belongs to the notebooks' normal form: an author may write
either. `myst` writes the left one, for the site and for every tool that reads a notebook. An
equation's number counts the labelled ones of its page, as on the site, where the number of the
chapter stands before it.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from pybtex.database import parse_file
from pybtex.richtext import Text

GLOSSARY, REFERENCES = "../appendix/glossary.md", "../appendix/references.md"
LABEL = r"[\w-]+"

# What the site reads, by what stands in the notebook; both are patterns of whole lines.
EXERCISE = re.compile(rf"^### Exercise: (.+)\n<!-- exercise: ({LABEL}) -->$", re.MULTILINE)
SOLUTION = re.compile(rf"^#### Solution\n<!-- solution: ex-({LABEL}) -->$", re.MULTILINE)
END = re.compile(r"^<!-- end of (exercise|solution) -->$", re.MULTILINE)
BOX = re.compile(r"^\*\*(.+)\*\*\n<!-- box: (admonition|dropdown)(?: (\w+))? -->$", re.MULTILINE)
END_OF_BOX = re.compile(r"^<!-- end of box -->$", re.MULTILINE)
PLACE = re.compile(rf"^<!-- place: ({LABEL}) -->$", re.MULTILINE)
EQUATION = re.compile(rf" \\tag\{{\d+\}}(\s*)\$\$\s+<!-- (eq-{LABEL}) -->")
FIGURE = re.compile(rf"(?:this figure|\[this figure\]\([^()\s]+\))<!-- (fig-{LABEL}) -->")
REFERENCE = re.compile(rf"(?:\(\d+\)|\[\(\d+\)\]\([^()\s]+\))<!-- (eq-{LABEL}) -->")
AT = r'\((?:<[^>]+>|[^\s()<>]+) "([a-z]+\d{4}[a-z\d]+)"\)'
# "Tibshirani (1996)" in a sentence; "Tibshirani, 1996" in brackets.
IN_SENTENCE = re.compile(rf"\[[^\]]+\)\]{AT}")
IN_BRACKETS = re.compile(rf"\[[^\]]+[^\])]\]{AT}")
BRACKETS = re.compile(rf"\({IN_BRACKETS.pattern}(?:; {IN_BRACKETS.pattern})*\)")
TERM = re.compile(rf'\[([^\]]+)\]\({re.escape(GLOSSARY)} "([^"]+)"\)')

EXERCISE_START = re.compile(
    rf"^```\{{exercise-start\}} (.+)\n:label: ({LABEL})\n```$", re.MULTILINE
)
SOLUTION_START = re.compile(
    rf"^```\{{solution-start\}} ex-({LABEL})\n:label: sol-\1\n:class: dropdown\n```$", re.MULTILINE
)
EITHER_END = re.compile(r"^```\{(exercise|solution)-end\}\n```$", re.MULTILINE)
BOX_START = re.compile(r"^:::\{(admonition|dropdown)\} (.+)(?:\n:class: (\w+))?$", re.MULTILINE)
BOX_END = re.compile(r"^:::$", re.MULTILINE)
TARGET = re.compile(rf"^\(({LABEL})\)=$", re.MULTILINE)
LABELLED = re.compile(rf"\$\$ \((eq-{LABEL})\)")
DISPLAYED = re.compile(rf"(\s*?( *))\$\$ \((eq-{LABEL})\)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ROLE = re.compile(r"\{(eq|numref|cite:t|cite:p|term)\}`([^`]+)`")
SHOWN = re.compile(r"(.+?)\s*<(.+)>", re.DOTALL)


@dataclass
class Book:
    """What a notebook says of the rest: labels of its own page and of others, and the works."""

    own: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)
    works: dict = field(default_factory=dict)


def myst(source):
    """Return the MyST that the site reads, of a cell's Markdown."""
    source = EXERCISE.sub(r"```{exercise-start} \1\n:label: \2\n```", source)
    source = SOLUTION.sub(
        r"```{solution-start} ex-\1\n:label: sol-\1\n:class: dropdown\n```", source
    )
    source = END.sub(r"```{\1-end}\n```", source)
    source = BOX.sub(box, source)
    source = END_OF_BOX.sub(":::", source)
    source = FIGURE.sub(r"{numref}`\1`", source)
    source = PLACE.sub(r"(\1)=", source)
    source = EQUATION.sub(r"\1$$ (\2)", source)
    source = REFERENCE.sub(r"{eq}`\1`", source)
    source = BRACKETS.sub(lambda m: f"{{cite:p}}`{','.join(IN_BRACKETS.findall(m[0]))}`", source)
    source = IN_SENTENCE.sub(r"{cite:t}`\1`", source)
    return TERM.sub(term_role, source)


def box(match):
    """Return the first lines of the directive of a box."""
    title, kind, look = match.groups()
    return f":::{{{kind}}} {title}" + (f"\n:class: {look}" if look else "")


def term_role(match):
    """Return the role of a link to the glossary."""
    shown, entry = match.groups()
    return f"{{term}}`{shown}`" if shown == entry else f"{{term}}`{shown} <{entry}>`"


def plain(source, book):
    """Return Markdown that reads everywhere, of a cell's MyST."""
    source = EXERCISE_START.sub(r"### Exercise: \1\n<!-- exercise: \2 -->", source)
    source = SOLUTION_START.sub(r"#### Solution\n<!-- solution: ex-\1 -->", source)
    source = EITHER_END.sub(r"<!-- end of \1 -->", source)
    source = BOX_START.sub(
        lambda m: f"**{m[2]}**\n<!-- box: {' '.join(filter(None, (m[1], m[3])))} -->", source
    )
    source = BOX_END.sub("<!-- end of box -->", source)
    source = TARGET.sub(r"<!-- place: \1 -->", source)
    source = DISPLAYED.sub(lambda match: numbered(match, book), source)
    return ROLE.sub(lambda match: link(match, book), source)


def numbered(match, book):
    """Return the end of an equation with its number, and its label on a line of its own."""
    before, indent, label = match.groups()
    return (
        rf" \tag{{{book.own[label]}}}{before}$$"
        + f"\n{indent if before.strip(' ') else ''}<!-- {label} -->"
    )


def link(match, book):
    """Return what a role says where nobody knows it; the role itself if it leads nowhere."""
    role, argument = match.groups()
    if role == "term":
        shown, entry = (
            SHOWN.fullmatch(argument) or re.fullmatch("((.+))", argument, re.S)
        ).groups()
        return f'[{shown}]({GLOSSARY} "{entry}")'
    if role in ("eq", "numref"):
        page, shown = (
            ("", book.own[argument])
            if argument in book.own
            else book.others.get(argument, ("", ""))
        )
        shown = f"({shown})" if role == "eq" and shown else shown
        shown = f"[{shown}]({page})" if page else shown
        return f"{shown}<!-- {argument} -->" if shown else match[0]
    keys = argument.split(",")
    if not all(key in book.works for key in keys):
        return match[0]
    form = '[{} ({})]({} "{}")' if role == "cite:t" else '[{}, {}]({} "{}")'
    cited = [form.format(*book.works[key], key) for key in keys]
    return ", ".join(cited) if role == "cite:t" else f"({'; '.join(cited)})"


def with_myst(content):
    """Return the content of a notebook's file with its Markdown as the site reads it."""
    cells = [
        cell | {"source": myst("".join(cell["source"]))}
        if cell["cell_type"] == "markdown"
        else cell
        for cell in content["cells"]
    ]
    return content | {"cells": cells}


def is_unseen(source):
    """Tell whether a cell's Markdown shows nothing."""
    return bool(source.strip()) and not COMMENT.sub("", source).strip()


def labels(cells):
    """Return what a page's equations and figures are called elsewhere, by their labels."""
    found, figures = [], {}
    for cell in cells:
        if cell["cell_type"] == "markdown":
            found += LABELLED.findall(myst("".join(cell["source"])))
        elif name := cell["metadata"].get("mystnb", {}).get("figure", {}).get("name"):
            figures[name] = "this figure"
    return {label: str(number) for number, label in enumerate(dict.fromkeys(found), 1)} | figures


@cache
def works(path):
    """Return of each reference, by its key: its authors, its year, and where it is found."""
    found = {}
    for key, entry in parse_file(str(path), bib_format="bibtex").entries.items():
        people = entry.persons.get("author") or entry.persons.get("editor") or ()
        names = [" ".join(str(Text.from_latex(part)) for part in last_name(one)) for one in people]
        found[key] = (joined(names), entry.fields.get("year", "n.d."), address(entry.fields))
    return found


def last_name(person):
    """Return the parts of a person's last name, the "van" before it included."""
    return person.prelast_names + person.last_names


def joined(names):
    """Return names as they are cited in a sentence."""
    if len(names) > 2 or "others" in names:
        return f"{names[0]} et al."
    return " and ".join(names)


def address(fields):
    """Return where a work is found, or the page of references."""
    if "doi" in fields:
        found = f"https://doi.org/{fields['doi']}"
    elif fields.get("archiveprefix", "").lower() == "arxiv" or "eprint" in fields:
        found = f"https://arxiv.org/abs/{fields['eprint']}"
    else:
        found = fields.get("url", REFERENCES)
    return f"<{found}>" if re.search(r"[()\s]", found) else found
