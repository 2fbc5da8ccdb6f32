"""What the outputs show is the same on every machine, and can be seen by every reader."""

import re

from guards.cells import all_text, called, code_cells, markdown_cells, markdown_parser, statements

ALT_WORDS = 6
ALT_LETTERS = 40
LIBRARIES = "python|numpy|scipy|matplotlib|scikit-learn|sklearn|tensorflow|keras|torch|pytorch|jax"
TRACES = {
    "a memory address": r"\b0x[0-9a-fA-F]{6,}",
    "an absolute path": (
        r"(?<![\w:/.<+=])/(?:[\w.-]+/){2,}"
        r"|(?<![\w:/.<+=])/(?:home|Users|root|tmp|usr|opt|var|content|private|mnt)/"
        r"|\b[A-Za-z]:\\\w|(?<![\w/])~/\w"
    ),
    "a time stamp": (
        r"\b(?:19|20)\d\d-[01]\d-[0-3]\d\b|\b[0-2]?\d:[0-5]\d:[0-5]\d\b"
        r"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    ),
    "a version number": (
        r"(?<![\w.,-])v?\d+\.\d+\.\d+(?![\d.])"
        rf"|\b(?i:{LIBRARIES})(?:\s+|==|=|:\s*|/)(?i:version\s+)?v?\d+\.\d+"
        r"|scikit-learn\.org/\d"
    ),
    "a wall-clock time": (
        r"\b(?:CPU times|Wall time)\b|\b\d[\d.]*\s?(?:ms|µs|μs|ns)\b"
        r"|\b(?:it/s|s/(?:it|step|epoch))\b"
        r"|\b(?i:took|elapsed|runtime|duration)\b\W{0,3}\d[\d.]*\s?(?:s|sec|seconds|min|minutes)\b"
    ),
}
PLOT_OBJECT = re.compile(
    r"^[\[(]*(?:array\(.*)?<(?:matplotlib|mpl_toolkits|Figure|Axes|BarContainer|ErrorbarContainer)"
    r"|^Text\(|^\{'whiskers'|^<a list of \d+ ",
    re.DOTALL,
)
# An abbreviation alone is not enough: it says over what.
SPREAD = re.compile(
    r"\b(?:sd|se|standard (?:deviations?|errors?)|half[ -]width)s?\b[^.±]{0,30}?"
    r"\b(?:over|between|of|from|by)\b|\binterval\b.{0,20}?\b(?:over|by)\b"
    r"|\binterval, [a-z]"
)
HEADING = re.compile(r"±(?! ?[\d.])")  # speaks of what ± is, as in "mean ± sd over seeds"
WIDGET = "application/vnd.jupyter.widget"


def no_machine_traces(notebook, path):
    """No address, absolute path, time stamp, version number or wall-clock time in an output."""
    complaints = []
    for number, cell in code_cells(notebook):
        text = re.sub(r"data:[\w/+-]+;base64,[\w+/=]+", "", all_text(cell))
        for what, pattern in TRACES.items():
            found = re.search(pattern, text)
            if found:
                complaints.append(f"code cell {number}: shows {what}: {found.group().strip()!r}")
    return complaints


def only_png_pictures(notebook, path):
    """Pictures are PNG: the comparison reads no other, and SVG carries ids that change."""
    return [
        f"code cell {number}: expected a picture as image/png, got {kind}"
        for number, cell in code_cells(notebook)
        for output in cell.outputs
        for kind in output.get("data", {})
        if kind == "application/pdf" or (kind.startswith("image/") and kind != "image/png")
    ]


def no_widgets(notebook, path):
    """No widget, which is dead on the site, and no state of one."""
    complaints = ["the notebook carries widget state"] if "widgets" in notebook.metadata else []
    return complaints + [
        f"code cell {number}: shows a widget"
        for number, cell in code_cells(notebook)
        if any(kind.startswith(WIDGET) for out in cell.outputs for kind in out.get("data", {}))
    ]


def figures_shown(notebook, path):
    """A cell that draws ends with ``plt.show()``, and no plot object is printed."""
    complaints = []
    for number, cell in code_cells(notebook):
        body = statements(cell)
        draws = any("image/png" in output.get("data", {}) for output in cell.outputs)
        if draws and (not body or called(body[-1]) != "plt.show"):
            complaints.append(
                f"code cell {number}: draws a figure and does not end with plt.show()"
            )
        for output in cell.outputs:
            text = output.get("data", {}).get("text/plain", "")
            if "image/png" not in output.get("data", {}) and PLOT_OBJECT.search(text):
                complaints.append(f"code cell {number}: shows a plot object: {text[:60]!r}")
    return complaints


def alt_text(notebook, path):
    """Every figure has an alternative text of its own that says what it shows."""
    complaints, seen = [], set()
    for number, cell in code_cells(notebook):
        figures = sum("image/png" in output.get("data", {}) for output in cell.outputs)
        if figures > 1:
            complaints.append(f"code cell {number}: {figures} figures share one alternative text")
        if figures:
            image = cell.metadata.get("mystnb", {}).get("image", {})
            alt = str(image.get("alt") or "").strip()
            complaints += [f"code cell {number}: {fault}" for fault in alt_faults(alt, seen)]
    for cell in markdown_cells(notebook):
        for token in markdown_parser().parse(cell.source):
            for child in token.children or ():
                if child.type == "image":
                    complaints += [f"![…]: {fault}" for fault in alt_faults(child.content, seen)]
            if re.match(r"\{(figure|image)\}", token.info) and ":alt:" not in token.content:
                complaints.append(f"{token.info}: expected an :alt: option")
    return complaints


def alt_faults(alt, seen):
    """Say what is wrong with an alternative text; ``seen`` holds those before it."""
    faults = []
    if len(alt) < ALT_LETTERS or len(alt.split()) < ALT_WORDS:
        faults.append(
            f"expected an alternative text of at least {ALT_WORDS} words and {ALT_LETTERS} letters "
            f"that says what the figure shows, got {alt!r}"
        )
    elif re.match(r"(an? |the )?(image|picture|figure)\b", alt, re.IGNORECASE):
        faults.append(f"its alternative text says that it is a picture: {alt!r}")
    elif alt in seen:
        faults.append(f"has the alternative text of another figure: {alt!r}")
    seen.add(alt)
    return faults


def no_progress_bars(notebook, path):
    """No progress bar: it shows times, and is drawn over and over."""
    return [
        f"code cell {number}: uses a progress bar"
        for number, cell in code_cells(notebook)
        if re.search(r"\btqdm\b", cell.source) or re.search(r"\d+%\|", all_text(cell))
    ]


def spread_named(notebook, path):
    """Where an output prints ±, it says what stands behind it: "sd over seeds", "se over folds".

    It does so in the line itself, or in a heading above it or a last line below it, "mean ± sd over
    seeds", with no empty line and no check between them.
    """
    return [
        f"code cell {number}: prints ± and does not say of what: {line[:60]!r}"
        for number, cell in code_cells(notebook)
        for block in re.split(r"^(?:✓.*|\s*)$", all_text(cell), flags=re.MULTILINE)
        for line in unnamed(line.strip() for line in block.splitlines() if "±" in line)[:1]
    ]


def unnamed(lines):
    """Return the lines of a block for which neither they nor a heading say what ± is."""
    bare, headings, ends = [], 0, False
    for line in lines:
        said = bool(SPREAD.search(line))
        ends = said and bool(HEADING.search(line))
        headings += ends
        if not said and not headings:
            bare.append(line)
    return [] if ends and headings == 1 else bare
