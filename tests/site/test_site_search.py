"""What the search finds, in the browser and on the index of the built site."""

import gzip
import json
import re

import pytest
from conftest import DOCUMENTS, NOTEBOOKS
from site_checks import axe_violations
from site_html import Page

# What a learner types, and the page or section that must come first; several where each is right.
QUESTIONS = {
    "alpha vs lambda": ["penalties/conventions"],
    "what is the C of logistic regression": ["penalties/conventions"],
    "PyTorch weight_decay": ["appendix/tools#pytorch", "penalties/conventions"],
    "weight decay Adam": ["penalties/decay", "penalties/networks"],
    "AdamW": ["penalties/decay", "penalties/networks"],
    "is weight decay the same as L2": ["appendix/faq#is-weight-decay-the-same-as-l2"],
    "kernel_regularizer": ["penalties/networks"],
    "max norm": ["penalties/networks#max-norm-a-wall-in-place-of-a-slope"],
    "early stopping": ["background/four-knobs#early-stopping", "penalties/stopping"],
    "lasso path": ["penalties/l1-path"],
    "coordinate descent": ["penalties/l1#one-weight-at-a-time"],
    "soft thresholding": ["penalties/l1#one-weight-and-a-kink"],
    "LassoCV": ["penalties/l1#in-the-library", "penalties/choosing"],
    "ridge closed form": ["penalties/l2#the-closed-form"],
    "why not penalize the intercept": ["penalties/l2#why-the-intercept-stays-free"],
    "how to choose lambda": ["penalties/choosing"],
    "generalized cross-validation": ["penalties/choosing"],
    "effective degrees of freedom": ["penalties/l2#which-directions-shrink"],
    "one standard error rule": ["penalties/l2#the-cautious-rule-judged", "penalties/choosing"],
    "correlated features": ["penalties/elastic-net"],
    "elastic net": ["penalties/elastic-net"],
    "weight decay": ["penalties/decay", "penalties/networks", "penalties/l2"],
    "data leakage": ["background/hyperparameters"],
    "overfitting": ["background/overfitting"],
    "bias variance tradeoff": ["background/overfitting#bias-and-variance"],
    "double descent": ["background/double-descent"],
    "learning rate": ["background/four-knobs"],
    "droput": ["dropout/from-scratch"],
    "inverted dropout": ["dropout/from-scratch"],
    "MC dropout": ["dropout/uncertainty"],
    "batch normalisation": ["dropout/batch-normalization"],
    "SELU alpha dropout": ["dropout/variants-derived"],
    "dropout LSTM": ["dropout/variants-derived#recurrent-layers"],
    "grid search or random search": ["tuning/search"],
    "hyperband": ["tuning/search#hyperband"],
    "nested cross validation": ["tuning/nested"],
    "gausian proces": ["tuning/gaussian-process"],
    "data augmentation": ["applications/images", "applications/speech#the-augmentations"],
    "mel spectrogram": ["applications/speech-features"],
    "学习率": ["appendix/glossary#term-learning-rate"],
    "过拟合": ["appendix/glossary#term-overfitting"],
    "正则化": ["appendix/glossary#term-regularization"],
    "交叉验证": ["appendix/glossary#term-cross-validation"],
}  # fmt: skip
# What must be among the first four besides.
BESIDES = {
    "学习率": "background/four-knobs",
    "过拟合": "background/overfitting",
    "交叉验证": "tuning/nested",
    "LOOCV": "penalties/l2",
    "λ": "penalties/conventions",
}

# Letters exchanged, lost, added, wrong, doubled or not: the answer is that of the right word.
SLIPS = {
    "dropuot": "dropout",
    "droupout rate": "dropout rate",
    "laso": "lasso",
    "overfiting": "overfitting",
    "regularizaton": "regularization",
    "batch normalizaton": "batch normalization",
    "hyperparamter": "hyperparameter",
    "kernal_regularizer": "kernel_regularizer",
}

ASK = """async questions => {
    for (const name of ['engine', 'sections', 'rank']) {
        if (name === 'rank' && window.BookSearch) continue;
        await new Promise((done, failed) => {
            const script = document.createElement('script');
            const src = `_static/search/${name}.js`;
            Object.assign(script, {src, onload: done, onerror: failed});
            document.head.append(script);
        });
    }
    const search = await new BookSearch.BookSearch(BookSections).fill();
    return questions.map(question => {
        const start = performance.now(), found = search.find(question);
        const first = found.slice(0, 40).map(({section, terms}) =>
            ({page: section.page, place: section.place, kind: section.kind,
              line: BookSearch.line(section.text, terms)}));
        return {first, took: performance.now() - start};
    });
}"""


@pytest.fixture(scope="module")
def ask(browser, address):
    """Return a function that answers questions as the page's own scripts do."""
    page = browser.new_page()
    page.goto(f"{address}search.html")
    yield lambda questions: page.evaluate(ASK, list(questions))
    page.close()


def is_at(found, wanted):
    """Tell whether a place is the wanted one, or on the wanted page."""
    page, _, place = wanted.partition("#")
    return found["page"] == f"book/{page}" and place in ("", found["place"])


def test_what_a_learner_asks_is_answered_first(ask):
    answers = dict(zip(QUESTIONS, ask(QUESTIONS), strict=True))
    wrong = [
        f"{question}: {[(one['page'], one['place']) for one in answers[question]['first'][:3]]}"
        for question, wanted in QUESTIONS.items()
        if not any(is_at(one, want) for one in answers[question]["first"][:1] for want in wanted)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_slip_is_answered_as_the_right_word_and_each_time(ask):
    # One search for all: what it was asked before must not change what it knows.
    answers = ask([*SLIPS, *SLIPS, *SLIPS.values()])
    wrong, again, right = (answers[k * len(SLIPS) :][: len(SLIPS)] for k in range(3))
    for slip, *answers in zip(SLIPS, wrong, again, right, strict=True):
        firsts = [[(one["page"], one["place"]) for one in a["first"][:5]] for a in answers]
        assert firsts[0], slip
        assert firsts[0] == firsts[1] == firsts[2], slip


def test_what_else_is_asked_is_near(ask):
    answers = dict(zip(BESIDES, ask(BESIDES), strict=True))
    wrong = [
        f"{question}: {[(one['page'], one['place']) for one in answers[question]['first'][:4]]}"
        for question, wanted in BESIDES.items()
        if not any(is_at(one, wanted) for one in answers[question]["first"][:4])
    ]
    assert not wrong, "\n".join(wrong)


def test_an_answer_takes_no_time(ask):
    # The least of three, since the machine does other things besides.
    rounds = [[answer["took"] for answer in ask(QUESTIONS)] for _ in range(3)]
    least = sorted(map(min, zip(*rounds, strict=True)))
    assert least[len(least) // 2] < 100


def test_nonsense_finds_nothing_and_odd_questions_raise_nothing(ask):
    assert ask(["qzxvkw"])[0]["first"] == []
    for question in ("", "   ", "the of a", "(", "\\", "<b>", "λ", "é", "a" * 500, "学"):
        ask([question])


def test_a_line_of_context_holds_what_was_asked_and_is_short(ask):
    (answer,) = ask(["early stopping"])
    lines = ["".join(text for text, _ in one["line"]) for one in answer["first"]]
    marked = [text for one in answer["first"][:4] for text, found in one["line"] if found]
    assert {"early", "stopping"} <= {text.lower() for text in marked}
    assert max(map(len, lines)) < 200
    # Cut between words.
    assert not [line for line in lines if re.search(r"\w…$|^…\w", line)]


def indexed(site):
    """Return the sections of the index."""
    script = (site / "_static" / "search" / "sections.js").read_text("utf-8")
    return json.loads(re.fullmatch(r"window\.BookSections = (.*);\n", script)[1])["sections"]


def test_every_place_of_the_index_is_there(site):
    places = {name: set(Page((site / f"{name}.html").read_text("utf-8")).ids) for name in DOCUMENTS}
    lost = [f"{name}#{place}" for name, place, *_ in indexed(site) if place not in places[name]]
    assert lost == []


def test_every_heading_exercise_and_term_is_in_the_index(site):
    known = {(name, place) for name, place, *_ in indexed(site)}
    for name in DOCUMENTS:
        html = (site / f"{name}.html").read_text("utf-8")
        article = re.search(r"<article.*?</article>", html, re.DOTALL)[0]
        places = re.findall(r'<section\b[^>]* id="([^"]+)">\s*(?:<span[^>]*></span>)*<h\d', article)
        places += re.findall(r'<div class="exercise [^>]*id="([^"]+)"', article)
        places += re.findall(r'<dt id="(term-[^"]+)"', article)
        assert places
        assert {(name, place) for place in places} <= known


def test_the_index_is_light(site):
    folder = site / "_static" / "search"
    # It grows with the book, and a server sends it compressed: no more than a page may weigh.
    assert len(gzip.compress((folder / "sections.js").read_bytes(), 6)) < 300_000
    assert not (site / "searchindex.js").exists()
    assert not list(site.rglob("searchtools.js"))


def test_nothing_of_it_is_loaded_before_it_is_used(visit, address):
    opened = visit(f"{address}{NOTEBOOKS[0]}.html")
    names = "() => performance.getEntriesByType('resource').map(one => one.name)"
    assert not [name for name in opened.page.evaluate(names) if "search/sections" in name]
    opened.page.keyboard.press("Control+k")
    opened.page.wait_for_function("() => window.BookSearch")
    # On its own page the box has the focus from the start, and waits for a key.
    opened.goto(f"{address}search.html")
    assert not [name for name in opened.page.evaluate(names) if "search/sections" in name]
    opened.page.keyboard.type("l")
    opened.page.wait_for_function("() => window.BookSearch")


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_by_keyboard(visit, site, address, scheme):
    home = address if scheme == "http" else f"{site.as_uri()}/"
    opened = visit(f"{home}{NOTEBOOKS[0]}.html")
    opened.page.keyboard.press("Control+k")
    opened.page.keyboard.type("lasso path")
    first = opened.page.locator("#pst-search-dialog li a").first
    first.wait_for()
    assert "places" in opened.page.locator("#pst-search-dialog [role=status]").inner_text()
    opened.page.keyboard.press("ArrowDown")
    assert first.evaluate("one => one === document.activeElement")
    opened.page.keyboard.press("ArrowUp")
    assert opened.page.evaluate("() => document.activeElement.name") == "q"
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/book/penalties/l1-path.html*")
    assert opened.errors == []
    assert opened.outside == []


def test_enter_leads_to_all_results(visit, address):
    opened = visit(f"{address}{NOTEBOOKS[0]}.html")
    opened.page.keyboard.press("Control+k")
    opened.page.keyboard.type("penalty")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/search.html?q=penalty*")
    opened.page.locator("article .book-search li a").nth(20).wait_for()


def test_a_result_on_the_same_page_closes_the_dialog(visit, address):
    opened = visit(f"{address}book/penalties/l2.html")
    opened.page.keyboard.press("Control+k")
    opened.page.keyboard.type("why the intercept stays free")
    opened.page.locator("#pst-search-dialog li a").first.click()
    opened.page.wait_for_url("**/l2.html#why-the-intercept-stays-free")
    assert not opened.page.locator("#pst-search-dialog").evaluate("one => one.open")


@pytest.mark.parametrize("width", [1280, 375])
def test_results_are_accessible(visit, address, width):
    opened = visit(f"{address}search.html?q=penalty", width=width)
    opened.page.locator("article .book-search li a").first.wait_for()
    for theme in ("light", "dark"):
        opened.use_theme(theme)
        assert axe_violations(opened.page) == []
    opened.goto(f"{address}{DOCUMENTS[0]}.html")
    opened.page.keyboard.press("Control+k")
    opened.page.keyboard.type("penalty")
    opened.page.locator("#pst-search-dialog li a").first.wait_for()
    for theme in ("light", "dark"):
        opened.use_theme(theme)
        assert axe_violations(opened.page, within="#pst-search-dialog") == []


def test_nothing_found_is_said(visit, address):
    opened = visit(f"{address}search.html?q=qzxvkw")
    opened.page.get_by_text("Nothing about “qzxvkw”.").wait_for()
