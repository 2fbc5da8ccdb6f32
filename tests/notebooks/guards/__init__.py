"""The rules that a notebook of the book has to keep, each one a function.

A guard takes a notebook (as read by ``tools/notebooks.py``) and its path, and returns its
complaints: one line each, none when the rule is kept. Code cells are numbered from 1, as in the
margin of the page.

``EVERY_NOTEBOOK`` holds for all, ``EVERY_CHAPTER`` for those outside ``book/appendix/``, and
``EVERY_PAGE`` for the pages in plain Markdown too, each taken as a notebook of one cell. What the
rooms of a chapter are and how their headings are recognised is said in ``chapter``.
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
from guards.exercises import exercises
from guards.outputs import (
    alt_text,
    figures_shown,
    no_machine_traces,
    no_progress_bars,
    no_widgets,
    only_png_pictures,
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
    stable_order,
)
EVERY_PAGE = (alt_text, one_sentence_a_line)
EVERY_CHAPTER = (exercises, outcomes, rooms, take_away, title_and_promise)

__all__ = ["EVERY_CHAPTER", "EVERY_NOTEBOOK", "EVERY_PAGE", "every_page_listed", "guards_for"]


def guards_for(path):
    """Return the guards that hold for the page at this path."""
    if path.suffix == ".md":
        return EVERY_PAGE
    return EVERY_NOTEBOOK if "appendix" in path.parts else EVERY_NOTEBOOK + EVERY_CHAPTER
