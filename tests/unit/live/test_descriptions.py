"""What a page says of itself is not cut within a word or a sentence."""

import pytest
from site_head import LENGTH, description, rooted

LONG = "One sentence that is long enough to say what the page is about, for whom, and what for. "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("All of it.", "All of it."),
        ("No stop", "No stop"),
        (LONG + LONG, LONG.strip()),
        (LONG + "Is it? Yes! " + LONG, f"{LONG}Is it? Yes!"),
        ("With 0.5 and e.g. this. " + LONG, "With 0.5 and e.g. this. " + LONG.strip()),
    ],
)
def test_whole_sentences_are_kept(text, said):
    assert description(text) == said


def test_a_long_sentence_is_cut_between_words():
    text = "Short. " + "word, " * 60
    said = description(text)
    assert said.endswith("word …")
    assert 80 < len(said) <= LENGTH + 2


def test_a_page_for_lost_addresses_starts_from_the_root():
    html = '<html><head><link href="_static/a.css"></head><a href="#main">x</a></html>'
    made = rooted(html, "https://someone.github.io/fork/")
    assert made.index('<base href="/fork/" />') < made.index("_static/a.css")
    assert 'href="404.html#main"' in made
