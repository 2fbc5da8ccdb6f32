"""The rules that a notebook of the book has to keep, each one a function.

A guard takes a notebook (as read by ``tools/notebooks.py``) and its path, and returns its
complaints: one line each, none when the rule is kept. Code cells are numbered from 1, as in the
margin of the page.

``EVERY_NOTEBOOK`` holds for all; of those outside ``book/appendix/``, ``EVERY_CHAPTER`` for main
pages and ``EVERY_IN_DEPTH`` for pages in depth; ``EVERY_ON_A_ROUTE`` for those of the appendix to
which a route in the preface leads; ``EVERY_PAGE`` for the pages in plain Markdown too, each taken
as a notebook of one cell. What the rooms of a chapter are and how their headings are recognised is
said in ``chapter``, what a page in depth is in ``kinds``.
"""

from guards.book import colab_cell, every_page_listed, normal_form, small_file
from guards.chapter import outcomes, rooms, take_away, title_and_promise
from guards.execution import (
    everything_compared,
    executed_in_order,
    no_stderr,
    no_trailing_semicolon,
    no_unexpected_errors,
    only_code_and_markdown,
    outputs_present,
    stable_order,
)
from guards.exercises import exercises, few_exercises
from guards.kinds import (
    belongs,
    further_reading,
    is_in_depth,
    is_on_a_route,
    opening_lines,
    time_and_ground,
)
from guards.outputs import (
    alt_text,
    figures_shown,
    no_machine_traces,
    no_progress_bars,
    no_widgets,
    only_png_pictures,
    spread_named,
)
from guards.prose import one_sentence_a_line, short_cells

EVERY_NOTEBOOK = (
    alt_text,
    colab_cell,
    everything_compared,
    executed_in_order,
    figures_shown,
    no_machine_traces,
    no_progress_bars,
    no_stderr,
    no_trailing_semicolon,
    no_unexpected_errors,
    no_widgets,
    normal_form,
    one_sentence_a_line,
    only_code_and_markdown,
    only_png_pictures,
    outputs_present,
    short_cells,
    small_file,
    spread_named,
    stable_order,
)
EVERY_PAGE = (alt_text, one_sentence_a_line)
EVERY_CHAPTER = (exercises, opening_lines, outcomes, rooms, take_away, title_and_promise)
EVERY_IN_DEPTH = (belongs, few_exercises, further_reading, title_and_promise)
EVERY_ON_A_ROUTE = (time_and_ground,)

__all__ = [
    "EVERY_CHAPTER",
    "EVERY_IN_DEPTH",
    "EVERY_NOTEBOOK",
    "EVERY_ON_A_ROUTE",
    "EVERY_PAGE",
    "every_page_listed",
    "guards_for",
]


def guards_for(path):
    """Return the guards that hold for the page at this path."""
    if path.suffix == ".md":
        return EVERY_PAGE
    if "appendix" in path.parts:
        return EVERY_NOTEBOOK + (EVERY_ON_A_ROUTE if is_on_a_route(path) else ())
    return EVERY_NOTEBOOK + (EVERY_IN_DEPTH if is_in_depth(path) else EVERY_CHAPTER)
