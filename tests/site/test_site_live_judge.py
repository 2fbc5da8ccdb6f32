"""The judge in the browser says what the judge in Python says."""

import ast
import json
from pathlib import Path

import pytest
from conftest import NOTEBOOKS
from live import engine
from site_reader import chosen, pages

from helpers.exercises.registry import find

PAGES = chosen(pages(NOTEBOOKS))
PROGRAM = Path(__file__).with_name("judged.py").read_text("utf-8")
# The same engine and the same helpers as the page's worker, without its runner.
WORKER = """
importScripts('engine/pyodide.js');
self.onmessage = async ({data: {names, program, numpy}}) => {
    try {
        const indexURL = new URL('engine/', self.location.href).href;
        self.python ??= await (async () => {
            const python = await loadPyodide({indexURL, packages: []});
            const quiet = {messageCallback: () => {}};
            await python.loadPackage(indexURL + numpy, quiet);
            const helpers = await (await fetch('helpers.zip')).arrayBuffer();
            python.unpackArchive(helpers, 'zip', {extractDir: '/book'});
            python.runPython("import sys; sys.path.insert(0, '/book')");
            return python;
        })();
        python.globals.set('NAMES', python.toPy(names));
        postMessage({said: python.runPython(program)});
    } catch (error) {
        postMessage({error: String(error)});
    }
};
"""


@pytest.fixture(scope="module")
def judge(browser, address):
    """Return a function that runs the program in one Python of the browser."""
    context = browser.new_context()
    place = f"{address}_static/live/judge.js"
    context.route(place, lambda route: route.fulfill(body=WORKER, content_type="text/javascript"))
    page = context.new_page()
    page.goto(f"{address}book/index.html")
    page.evaluate("place => { window.judge = new Worker(place); }", place)
    (numpy,) = engine.wheels()

    def ask(names):
        answer = page.evaluate(
            """message => new Promise(done => {
                window.judge.onmessage = ({data}) => done(data);
                window.judge.onerror = event => done({error: event.message});
                window.judge.postMessage(message);
            })""",
            {"names": names, "program": PROGRAM, "numpy": numpy},
        )
        assert "error" not in answer, answer["error"]
        return json.loads(answer["said"])

    yield ask
    context.close()


def in_python(names):
    """Return what the program says in the Python of the tests."""
    *steps, last = ast.parse(PROGRAM).body
    namespace = {"NAMES": names, "__name__": "judged"}
    exec(compile(ast.Module(steps, []), "judged.py", "exec"), namespace)
    return json.loads(eval(compile(ast.Expression(last.value), "judged.py", "eval"), namespace))


# One exercise a page on each run, all of them weekly.
@pytest.mark.parametrize("page", PAGES)
def test_the_browser_says_what_python_says(judge, page):
    names = [e.name for e in PAGES[page] if not find(e.name).needs]
    expected, said = in_python(names), judge(names)
    assert said.keys() == expected.keys()
    differing = [
        f"{key}\nin the browser: {said[key]}\nin Python:      {expected[key]}"
        for key in said
        if said[key] != expected[key]
    ]
    assert not differing, "\n\n".join(differing)
