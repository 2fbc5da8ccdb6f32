"""The exercises on the page: right and wrong answers, and all that a reader may do to them."""

import json
import re

import pytest
from conftest import NOTEBOOKS, ON_EACH_RUN
from live import engine
from site_checks import axe_violations, keyboard_problems, overflow_problems
from site_reader import PATIENCE, Reader, chosen, pages

from helpers.exercises.registry import find

PAGES = pages(NOTEBOOKS)
L2 = "book/penalties/l2.html"
NAME = "l2.decay_step"
HEAD = "def decay_step(w, gradient, step, lam):\n"
TAIL = f'\n\n\ncheck("{NAME}", decay_step)'
RIGHT = f"{HEAD}    return (1 - step * lam) * w - step * gradient{TAIL}"
WRONG = f"{HEAD}    return (1 - lam) * w - step * gradient{TAIL}"
ENDLESS = f"{HEAD}    while True:\n        pass{TAIL}"
STUB = next(e.stub for e in PAGES["book/penalties/l2"].exercises if e.name == NAME)
KEY = f"regularization-executed/1/{NAME}"


def address_of(address, name):
    """Return the address of the page that has an exercise."""
    page = next(n for n, page in PAGES.items() if name in [e.name for e in page.exercises])
    return f"{address}{page}.html"


@pytest.fixture(scope="module")
def lasting(browser, address):
    """Return a reader for the whole module, whose Python has been started."""
    reader = Reader(browser, address + L2, NAME)
    yield reader
    assert (reader.errors, reader.outside) == ([], [])
    reader.close()


@pytest.fixture
def reader(lasting):
    """Return this reader on a page as it was at first, Python still running."""
    yield lasting
    lasting.turn_to(NAME)
    lasting.page.evaluate("localStorage.clear(); dispatchEvent(new Event('answers'))")
    lasting.consent = True
    lasting.dialogs.clear()


@pytest.fixture
def fresh(browser, address):
    """Return a function that opens a page in a new browser profile."""
    readers = []

    def start(name=NAME, **options):
        readers.append(Reader(browser, address_of(address, name), name, **options))
        return readers[-1]

    yield start
    for reader in readers:
        assert (reader.errors, reader.outside) == ([], [])
        reader.close()


# ── A page: its stub and its solution; all pages and exercises weekly ───────────


# To start Python costs more than all that these tests do with it, and each request gets a namespace
# of its own. So one page keeps a Python, and the pages that are read reach it over a channel; that
# each starts its own is looked at further down.
KEPT = """place => {
    const channel = new BroadcastChannel('python'), python = new Worker(place);
    python.onmessage = ({data}) => channel.postMessage({said: data});
    channel.onmessage = ({data}) => data.asked && python.postMessage(data.asked);
}"""
LENT = """window.Worker = class {
    constructor() {
        this.channel = new BroadcastChannel('python');
        this.channel.onmessage = ({data}) => data.said && this.onmessage({data: data.said});
    }
    postMessage(asked) { this.channel.postMessage({asked}); }
    terminate() { this.channel.close(); }
};"""


@pytest.fixture(scope="session")
def profile(browser, address):
    """Return a browser profile whose pages share one Python."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    keeper = context.new_page()
    keeper.goto(f"{address}book/index.html")
    keeper.evaluate(KEPT, f"{address}_static/live/worker.js")
    context.add_init_script(LENT)
    yield context
    context.close()


# That all stubs and solutions run where NumPy is alone is tested without a browser.
@pytest.mark.parametrize("chapter", [name for name in PAGES if name in ON_EACH_RUN])
def test_stubs_are_missing_and_solutions_pass(browser, profile, address, chapter):
    exercises = chosen(PAGES)[chapter]
    reader = Reader(browser, f"{address}{chapter}.html", exercises[0].name, context=profile)
    said = {}
    for exercise in exercises:
        reader.turn_to(exercise.name)
        stub = reader.run()
        said[exercise.name] = [stub, reader.run(exercise.solution)]
    for name, (stub, solution) in said.items():
        assert stub == ("missing", f"{name}: not attempted yet")
        if find(name).needs:
            assert solution[0] == "error"
            assert "does not run in a page" in solution[1]
        else:
            assert solution == ("passed", f"✓ {name}: passed")
    assert (reader.errors, reader.outside) == ([], [])
    reader.close()


# ── Before the click ────────────────────────────────────────────────────────────


def test_a_page_that_is_only_read_loads_one_small_script(browser, address, site):
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address + L2, wait_until="networkidle")
    page.mouse.wheel(0, 100_000)
    page.wait_for_timeout(500)
    live = [name.partition("?")[0] for name in asked if "_static/live/" in name]
    assert sorted(live) == ["_static/live/live.css", "_static/live/page.js"]
    assert sum((site / name).stat().st_size for name in live) < 10_000
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('regul'))") == []
    context.close()


def test_the_second_page_is_ready_without_a_download(browser, site, counting):
    address, sent = counting(site)
    context = browser.new_context()
    page = context.new_page()
    for name, least, most in (("l2", 15e6, 25e6), ("l1", 0, 3e6)):
        before = sum(sent.values())
        page.goto(f"{address}book/penalties/{name}.html", wait_until="networkidle")
        page.locator("[data-do=run]").first.click()
        page.locator("[data-result][data-status=missing]").wait_for(timeout=PATIENCE)
        assert least <= sum(sent.values()) - before <= most
    context.close()


def test_the_page_says_who_judges(reader):
    versions = [f"{name} {version}" for name, version in engine.versions().items()]
    assert reader.box.locator(".live-judge").inner_text() == ", ".join(versions)
    code = 'import sys\nprint("Python", sys.version.split()[0])\nprint("NumPy", np.__version__)\n'
    status, text = reader.run(code + RIGHT)
    assert status == "passed"
    assert text.splitlines()[:2] == versions


# ── Answers ─────────────────────────────────────────────────────────────────────


def test_a_wrong_answer_gets_its_hint(reader):
    status, text = reader.run(WRONG)
    hint = next(m.hint for m in find(NAME).mistakes if "at once" in m.hint)
    assert status == "wrong"
    assert " ".join(text.split()) == f"✗ {NAME}: not right yet {hint}"
    assert reader.box.locator(".verdict-failed").inner_text() == f"✗ {NAME}: not right yet"


def test_a_right_answer_is_set_off_and_shows_what_it_prints(reader):
    assert reader.run(f"print('so', 1)\n{RIGHT}") == ("passed", f"so 1\n✓ {NAME}: passed")
    line = reader.box.locator(".verdict-passed")
    assert line.count() == 1
    # The mark itself is in sight: the line does not begin left of its box.
    assert line.bounding_box()["x"] >= reader.box.locator("pre.live-value").bounding_box()["x"]


def test_a_syntax_error(reader):
    status, text = reader.run(f"{HEAD}    return (w{TAIL}")
    assert status == "error"
    assert '"<your code>", line 2' in text
    assert text.endswith("SyntaxError: '(' was never closed")


def test_an_exception_shows_the_readers_lines_alone(reader):
    status, text = reader.run("def f(x):\n    return np.linalg.inv(x)\n\nf(np.ones((2, 3)))")
    assert status == "error"
    assert re.findall(r'File "([^"]+)", line (\d+)', text) == [
        ("<your code>", "4"),
        ("<your code>", "2"),
    ]
    assert "LinAlgError" in text


def test_an_exception_within_the_judge_is_a_feedback(reader):
    status, text = reader.run(f"{HEAD}    return w @ np.ones(9){TAIL}")
    assert status == "wrong"
    assert "raised ValueError" in text


def test_what_the_page_defined_above_is_there(reader):
    status, text = reader.run(f"print(Z.shape, datasets.load_prostate().train.n)\n{RIGHT}")
    assert status == "passed", text
    assert text.startswith("(67, 8) 67\n")


def test_an_answer_that_checks_itself_does_not_hang(reader):
    status, text = reader.run(f'{HEAD}    return check("{NAME}", decay_step){TAIL}')
    assert status == "wrong"
    assert "an answer cannot check itself" in text


def test_running_without_a_change_keeps_python(reader):
    workers = []
    reader.page.on("worker", lambda worker: workers.append(worker))
    reader.run(RIGHT)
    reader.turn_to("l2.penalty_gradient")
    assert reader.run()[0] == "missing"
    reader.turn_to(NAME)
    reader.run(WRONG)
    assert len(workers) <= 1


def test_a_runs_end_is_not_taken_for_the_next_ones(reader):
    assert reader.run(RIGHT)[0] == "passed"
    status = reader.page.evaluate(
        """name => {
            const box = document.querySelector(`[data-exercise="${name}"]`);
            box.querySelector('[data-do=run]').click();
            return box.querySelector('[data-result]').dataset.status ?? 'none';
        }""",
        NAME,
    )
    assert status == "none"
    assert reader.result()[0] == "passed"


def test_while_one_runs_the_others_wait(reader):
    reader.start(ENDLESS)
    others = reader.page.locator("[data-do=run]:visible")
    assert others.evaluate_all("all => all.length > 3 && all.every(one => one.disabled)")
    reader.button("stop").click()
    assert reader.result()[0] == "error"
    assert others.evaluate_all("all => all.every(one => !one.disabled)")


def test_an_endless_loop_is_stopped_by_hand(reader):
    reader.start(ENDLESS)
    assert reader.box.locator("[data-result]").get_attribute("data-status") is None
    assert reader.button("run").is_hidden()
    reader.button("stop").click()
    status, text = reader.result()
    assert (status, text.partition(".")[0]) == ("error", "Stopped")
    assert reader.code == ENDLESS
    assert reader.run(RIGHT) == ("passed", f"✓ {NAME}: passed")


def test_an_endless_loop_is_stopped_by_the_limit(fresh):
    reader = fresh()
    reader.page.clock.install()
    reader.write(ENDLESS.replace("pass", "sum(iter(int, 1))"))
    reader.button("run").click()
    reader.box.get_by_text("Loading", exact=False).first.wait_for()
    # The clock stands while Python is loaded.
    reader.page.clock.fast_forward(100_000)
    reader.box.get_by_text("Running…", exact=True).wait_for(timeout=PATIENCE)
    code = reader.code
    limit = 2 * find(NAME).time_limit
    reader.page.wait_for_timeout(300)
    reader.page.clock.fast_forward(1000 * (limit - 5))
    reader.page.wait_for_timeout(300)
    assert reader.button("stop").is_visible()
    reader.page.clock.fast_forward(6_000)
    status, text = reader.result()
    assert (status, text.partition(":")[0]) == ("error", f"Stopped after {limit:g} s")
    assert reader.code == code
    assert reader.run(RIGHT)[0] == "passed"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("    return decay_step(w, gradient, step, lam)", "calls itself without end"),
        (
            "    return sorted([w, w], key=lambda w: decay_step(w, gradient, step, lam))",
            "Python ran out of stack|calls itself without end",
        ),
        ("    return bytearray(2**31 - 1)", "raised MemoryError|out of memory"),
    ],
)
def test_what_breaks_python_is_said_and_the_next_run_works(reader, body, words):
    status, text = reader.run(f"{HEAD}{body}{TAIL}")
    assert status in ("wrong", "error")
    assert re.search(words, " ".join(text.split()))
    assert body in reader.code
    assert reader.run(RIGHT)[0] == "passed"
    # The engine's own report of what broke it.
    reader.errors.clear()


def test_what_cannot_be_run_here_says_where(fresh):
    name = "dropout_keras.channel_dropout"
    reader = fresh(name)
    note = reader.box.locator(".live-note")
    assert "asks for Keras, which does not run in a page" in note.inner_text()
    links = note.locator("a").evaluate_all("all => all.map(one => one.href)")
    assert [link.split("/")[2] for link in links] == ["colab.research.google.com", "mybinder.org"]
    assert all(link.endswith("dropout/keras.ipynb") for link in links)
    assert reader.run()[0] == "missing"


# ── The editor ──────────────────────────────────────────────────────────────────


def test_a_click_opens_the_editor_in_place(fresh):
    reader = fresh()
    reader.box.locator(".cell_input pre").click(trial=True)
    shape = "box => JSON.stringify(box.querySelector('.cell_input').getBoundingClientRect())"
    before = json.loads(reader.box.evaluate(shape))
    reader.open()
    after = json.loads(reader.box.evaluate(shape))
    assert {key: abs(before[key] - after[key]) < 2 for key in before} == dict.fromkeys(before, True)
    assert reader.code == STUB
    assert reader.box.locator("pre:visible").count() == 1  # what the stub's check said
    assert (
        reader.box.locator(".cm-content").get_attribute("aria-label").startswith("Your answer to ")
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_editor_has_the_pages_colours(fresh, theme):
    reader = fresh()
    reader.use_theme(theme)
    colours = """box => Object.fromEntries([...box.querySelectorAll('.cell_input span')]
        .filter(part => !part.firstElementChild && part.textContent.trim())
        .map(part => [part.textContent.trim(), getComputedStyle(part)])
        .map(([text, {color, fontStyle}]) => [text, color + fontStyle])
        .reverse())"""
    before = reader.box.evaluate(colours)
    reader.open()
    after = reader.box.evaluate(colours)
    # A word that occurs twice is looked at where it comes first. What has the colour of the ink has
    # no span of its own on the page, and one in the editor.
    ink = reader.box.evaluate(
        "box => getComputedStyle(box.querySelector('.cm-content')).color + 'normal'"
    )
    words = ["def", "decay_step", "# Your code here.", f'"{NAME}"', "check", "(", "lam"]
    assert [after.get(word, ink) for word in words] == [before.get(word, ink) for word in words]
    assert len(set(before.values()) - {ink}) >= 3


def test_it_is_done_by_keyboard_alone(fresh):
    reader = fresh()
    keys = reader.page.keyboard
    reader.button("run").focus()
    keys.press("Tab")
    assert reader.button("edit").evaluate("one => one === document.activeElement")
    keys.press("Enter")
    reader.box.locator(".cm-content:focus").wait_for()
    # The cursor stands behind the line that asks for code.
    keys.press("Enter")
    keys.type("if lam == 0:")
    keys.press("Enter")
    keys.type("return w - step * gradient")
    assert "\n    if lam == 0:\n        return w - step * gradient\n" in reader.code
    keys.press("Enter")
    keys.press("Shift+Tab")
    keys.type("pass")
    keys.press("Home")
    keys.press("Tab")
    assert "\n        pass\n" in reader.code
    keys.press("ControlOrMeta+z")
    assert "\n    pass\n" in reader.code
    keys.press("ControlOrMeta+a")
    keys.insert_text(RIGHT)
    keys.press("Control+Enter")
    assert reader.result()[0] == "passed"
    keys.press("End")
    keys.press("Escape")
    keys.press("Tab")
    assert reader.button("run").evaluate("one => one === document.activeElement")
    assert reader.code == RIGHT
    keys.press("Enter")
    assert reader.result()[0] == "passed"
    assert reader.button("run").evaluate("one => one === document.activeElement")


def test_nobody_who_passes_through_is_caught(fresh):
    reader = fresh()
    reader.open()
    reader.button("run").focus()
    reader.page.keyboard.press("Shift+Tab")
    reader.box.locator(".cm-content:focus").wait_for()
    reader.page.keyboard.press("Tab")
    assert reader.button("run").evaluate("one => one === document.activeElement")
    assert reader.code == STUB


def test_shift_enter_runs_too(reader):
    reader.write(WRONG)
    reader.page.keyboard.press("Shift+Enter")
    assert reader.result()[0] == "wrong"
    assert reader.code == WRONG


def test_tab_reaches_everything_beside_open_editors(fresh):
    reader = fresh()
    for box in reader.page.locator(".live").all()[:3]:
        box.locator("[data-do=edit]").click()
        box.locator(".cm-content").wait_for()
    assert keyboard_problems(reader.page) == []


def test_the_solution_opens_and_stays_below(reader):
    solution = reader.page.locator("#sol-l2-decay-step")
    assert solution.get_attribute("open") is None
    reader.button("solution").click()
    # The first click on a page loads the script that answers it.
    reader.page.locator("#sol-l2-decay-step[open]").wait_for()
    assert solution.get_attribute("open") is not None
    assert solution.locator("summary").evaluate("one => one === document.activeElement")
    assert solution.evaluate("one => one.getBoundingClientRect().top < innerHeight")


# ── What is kept ────────────────────────────────────────────────────────────────


def test_a_reload_keeps_what_was_typed_and_passed(fresh):
    reader = fresh()
    reader.run(RIGHT)
    reader.write(WRONG)
    reader.page.reload()
    reader.box.locator(".cm-content").wait_for()
    assert reader.code == WRONG
    assert "passed" in reader.box.locator(".live-state").inner_text()
    assert "not attempted yet" not in reader.box.inner_text()
    kept = json.loads(reader.page.evaluate(f"localStorage['{KEY}']"))
    assert kept == {"passed": True, "text": WRONG}
    counts = reader.page.locator(".bd-sidebar-primary .live-count")
    assert [text.split("\n")[0].strip() for text in counts.all_inner_texts()] == ["1 of 7"]


def test_what_is_kept_and_damaged_harms_nobody(fresh):
    reader = fresh()
    for damaged in ("{", "null", "[]", '{"text": 3, "passed": "yes"}'):
        reader.page.evaluate("([key, text]) => localStorage[key] = text", [KEY, damaged])
        reader.page.reload()
        reader.page.wait_for_load_state("networkidle")
        assert reader.code.rstrip("\n") == STUB


def test_reset_asks_only_if_something_would_be_lost(reader):
    reader.button("reset").click()
    assert reader.dialogs == []
    reader.write(WRONG)
    reader.consent = False
    reader.ask(reader.button("reset"))
    assert len(reader.dialogs) == 1
    assert reader.code == WRONG
    reader.consent = True
    reader.ask(reader.button("reset"))
    assert reader.code == STUB
    assert reader.page.evaluate(f"localStorage.getItem('{KEY}')") is None
    said = reader.box.locator("[data-result]").inner_text()
    assert said.strip() == f"{NAME}: not attempted yet"
    reader.open()
    reader.page.keyboard.press("ControlOrMeta+z")
    assert reader.code == WRONG


def test_forgetting_asks_and_forgets_everything(reader):
    reader.run(RIGHT)
    line = reader.page.locator(".live-line")
    reader.consent = False
    reader.ask(line.locator("[data-do=forget]"))
    assert reader.code == RIGHT
    reader.consent = True
    reader.ask(line.locator("[data-do=forget]"))
    line.get_by_text("Forgotten.").wait_for()
    assert "cannot be undone" in reader.dialogs[-1]
    assert reader.code == STUB
    assert reader.page.evaluate(f"localStorage.getItem('{KEY}')") is None
    assert reader.page.locator(".live-count").count() == 0


def test_a_file_carries_the_answers_to_another_machine(fresh, reader, tmp_path):
    reader.run(RIGHT)
    reader.turn_to("l2.penalty_gradient")
    reader.write("half = 0.5")
    with reader.page.expect_download() as download:
        reader.page.locator(".live-line [data-do=save]").click()
    path = tmp_path / "answers.json"
    download.value.save_as(path)
    saved = json.loads(path.read_text("utf-8"))
    assert saved["exercises"] == {
        NAME: {"text": RIGHT, "passed": True},
        "l2.penalty_gradient": {"text": "half = 0.5"},
    }
    other = fresh()
    load(other, path)
    other.page.get_by_text("Loaded: 2 exercises.").wait_for()
    other.box.locator(".cm-content").wait_for()
    assert other.code == RIGHT
    assert "1 of 7" in other.page.locator(".bd-sidebar-primary .live-count").inner_text()
    assert other.dialogs == []
    other.write(WRONG)
    other.consent = False
    with other.page.expect_event("dialog"):
        load(other, path)
    assert other.code == WRONG
    assert "replaces what you typed here in 1 exercise." in other.dialogs[0]


def load(reader, path):
    """Load a file of answers."""
    with reader.page.expect_file_chooser() as chooser:
        reader.page.locator(".live-line [data-do=load]").click()
    chooser.value.set_files(path)


GOOD = {"format": "regularization-executed answers", "version": 1, "exercises": {}}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "it is not JSON"),
        ("[]", "it was not saved by this book"),
        (json.dumps(GOOD | {"format": "other"}), "it was not saved by this book"),
        (json.dumps(GOOD | {"version": 2}), "its version is 2, and this page reads version 1"),
        (json.dumps(GOOD | {"exercises": []}), "it holds no answers"),
        (json.dumps(GOOD | {"exercises": {NAME: 3}}), f"its entry for {NAME} is damaged"),
        (json.dumps(GOOD | {"exercises": {NAME: {"text": 3}}}), "is damaged"),
        (json.dumps(GOOD | {"exercises": {NAME: {"passed": False}}}), "is damaged"),
        (json.dumps(GOOD | {"exercises": {NAME: {"more": 1}}}), "is damaged"),
        (json.dumps(GOOD | {"exercises": {NAME: {"text": "x" * 100_001}}}), "is damaged"),
    ],
)
def test_a_bad_file_is_refused_and_said(reader, tmp_path, content, words):
    path = tmp_path / "answers.json"
    path.write_text(content, "utf-8")
    load(reader, path)
    state = reader.page.locator(".live-line .live-state")
    state.filter(has_text=re.compile(f"The file was not loaded: .*{re.escape(words)}")).wait_for()
    assert (
        reader.page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('regul'))") == []
    )


def test_what_the_book_no_longer_has_is_left_out(reader, tmp_path):
    path = tmp_path / "answers.json"
    entries = {NAME: {"passed": True}, "l0.gone": {"text": "x"}}
    path.write_text(json.dumps(GOOD | {"exercises": entries}), "utf-8")
    load(reader, path)
    reader.page.get_by_text("Loaded: 1 exercise. 1 exercise of the file").wait_for()


def test_the_map_counts_what_is_done(fresh, address):
    reader = fresh()
    assert reader.page.locator(".live-count").count() == 0
    reader.page.evaluate(
        "entries => entries.forEach(([name, entry]) => "
        "localStorage.setItem('regularization-executed/1/' + name, JSON.stringify(entry)))",
        [
            *[(e.name, {"passed": True}) for e in PAGES["book/penalties/l2"].exercises],
            ("l1.soft_threshold", {"text": "x"}),
        ],
    )
    reader.goto(f"{address}book/index.html")
    reader.page.locator(".live-count").first.wait_for()
    found = reader.page.evaluate(
        """() => [...document.querySelectorAll('.live-count')].map(count => {
            const link = count.closest('a') ?? count.closest('.sd-card').querySelector('a');
            return [link.getAttribute('href'), count.textContent];
        })"""
    )
    l1, l2 = (len(PAGES[f"book/penalties/{name}"].exercises) for name in ("l1", "l2"))
    assert sorted(found) == [
        ["penalties/l1.html", f"0 of {l1} exercises done"],
        ["penalties/l1.html", f"0 of {l1} exercises done"],
        ["penalties/l2.html", f"{l2} of {l2} exercises done"],
        ["penalties/l2.html", f"{l2} of {l2} exercises done"],
    ]
    assert axe_violations(reader.page) == []


# ── Narrow, dark, printed ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("width", "theme", "of"),
    [(1280, "light", "all"), (1280, "dark", "colours"), (375, "light", "layout")],
)
def test_an_exercise_that_was_run_is_accessible_and_fits(fresh, width, theme, of):
    reader = fresh(width=width)
    reader.use_theme(theme)
    long = WRONG.replace(" * w", " * (w + 0 * sum(range(100)) + 0 * sum(range(100)) + 0)")
    assert reader.run(long)[0] == "wrong"
    reader.turn_to("l2.penalty_gradient")
    assert reader.run("print('x' * 200)\nraise ValueError('y' * 200)")[0] == "error"
    assert overflow_problems(reader.page) == []
    assert reader.page.evaluate(
        "[...document.querySelectorAll('.live *')].every(e => e.scrollWidth <= e.clientWidth + 1"
        " || getComputedStyle(e).display === 'inline' || !e.closest('.cm-editor, .live-result'))"
    )
    # The first exercise; the rest of the page is as it was.
    assert axe_violations(reader.page, "div.exercise", of) == []


def test_print_shows_the_answer_and_no_buttons(reader):
    reader.write(RIGHT)
    reader.page.emulate_media(media="print")
    shown = reader.page.locator(".live [data-do], .live-line, .live-judge").filter(visible=True)
    assert shown.count() == 0
    assert reader.box.locator(".cm-line").first.is_visible()
    reader.page.emulate_media(media="screen")


# ── Without it ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("without", "words"),
    [
        ("delete window.Worker", "no web workers"),
        ("delete window.WebAssembly", "no WebAssembly"),
        ("delete HTMLScriptElement.prototype.noModule", "too old"),
    ],
)
def test_an_old_browser_says_what_is_missing(browser, address, without, words):
    context = browser.new_context()
    context.add_init_script(without)
    page = context.new_page()
    page.goto(address + L2)
    line = page.locator(".live-line").inner_text()
    assert line.startswith("The exercises of this page cannot be run here.")
    assert words in line
    assert page.locator("[data-do]").count() == 0
    assert page.locator(f'[data-exercise="{NAME}"] .cell_output').is_visible()
    context.close()


def test_without_javascript_one_line_says_so(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + L2)
    assert "where the browser allows JavaScript" in page.locator(".live-line").inner_text()
    assert page.locator("[data-do]").count() == 0
    context.close()


def test_from_a_file_one_line_says_so(browser, site):
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / L2).as_uri())
    assert "Opened from a file" in page.locator(".live-line").inner_text()
    assert page.locator("[data-do]").count() == 0
    context.close()


def test_what_does_not_come_is_said(browser, address):
    reader = Reader(browser, address + L2, NAME)
    reader.context.route("**/*.wasm", lambda route: route.fulfill(status=404))
    status, text = reader.run()
    assert status == "error"
    assert "could not be loaded (404)" in text
    reader.context.unroute("**/*.wasm")
    assert reader.run()[0] == "missing"
    reader.close()
