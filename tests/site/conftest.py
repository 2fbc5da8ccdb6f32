"""The built site, a server for it, and a browser. The site is brought up to date first."""

import collections
import functools
import http.server
import importlib
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import sync_playwright
from site_checks import Visit
from sphinx_external_toc.parsing import parse_toc_yaml
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
browser_tool = importlib.import_module("browser")
DOCUMENTS = list(parse_toc_yaml(ROOT / "_toc.yml"))
PAGES = ["search.html", *(f"{name}.html" for name in DOCUMENTS)]
NOTEBOOKS = [name for name in DOCUMENTS if (ROOT / f"{name}.ipynb").exists()]
CONTENTS = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
CHAPTERS = [chapter for part in CONTENTS["parts"] for chapter in part["chapters"]]
MAIN_LINE = [CONTENTS["root"], *(chapter["file"] for chapter in CHAPTERS)]
# All pages are made of the same parts. What is asked of parts, and takes long, is asked on each run
# of the pages below, which have all parts among them: every fifth of the main line, and one with
# sound, one with a slider, one with forms. Weekly it is asked of all.
EVERY = "WEEKLY" in os.environ
WITH_ALL_PARTS = ["book/applications/speech", "book/penalties/l2", "book/tuning/your-data"]
ON_EACH_RUN = DOCUMENTS if EVERY else sorted({*MAIN_LINE[::5], *WITH_ALL_PARTS})

NO_CHROMIUM = (
    f"no Chromium here, so the tests of the site in a browser were not run; {browser_tool.INSTALL}"
)


def pytest_generate_tests(metafunc):
    """Run a test that asks for them on every page, document or notebook, or on some of them."""
    for argument, values in (
        ("page_name", PAGES),
        ("document", DOCUMENTS),
        ("notebook", NOTEBOOKS),
        ("some_page", ["search", *ON_EACH_RUN]),
        ("some_notebook", [name for name in NOTEBOOKS if name in ON_EACH_RUN]),
    ):
        if argument in metafunc.fixturenames:
            metafunc.parametrize(argument, values, scope="module")


class ByPage(LoadScopeScheduling):
    """Keeps together, in a parallel run, what shares a page or a module's fixtures.

    Marks for `--dist=loadgroup` would say the same, and with pytest 9.2 xdist 3.8 loses them.
    """

    def _split_scope(self, nodeid):
        of_page = re.search(r"\[((?:book/|search)\S*?)\.html", nodeid)
        return of_page[1] if of_page else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config, log):
    """Hand the tests out page by page."""
    return ByPage(config, log)


@pytest.fixture(scope="session")
def site():
    """Return the folder of the built site, made of the sources as they are now."""
    built = subprocess.run(
        [sys.executable, ROOT / "tools" / "site.py"], capture_output=True, text=True, check=False
    )
    if built.returncode:
        pytest.fail(f"the site does not build:\n{built.stderr}", pytrace=False)
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def serve():
    """Return a function that serves a folder and returns its address."""
    running = []

    def start(folder, kind=QuietHandler):
        handler = functools.partial(kind, directory=folder)
        server = PatientServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


class PatientServer(http.server.ThreadingHTTPServer):
    """A server that lets more wait than five, whom it would turn away to try again much later."""

    request_queue_size = 128


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def counting(serve):
    """Return a function that serves a folder and returns its address, and the bytes it sends."""

    def start(folder):
        sent = collections.Counter()

        class Counting(QuietHandler):
            def copyfile(self, source, outputfile):
                content = source.read()
                sent[self.path] += len(content)
                outputfile.write(content)

        return serve(folder, Counting), sent

    return start


@pytest.fixture(scope="session")
def address(site, serve):
    """Return the address at which the site is served."""
    return serve(site)


def pytest_runtest_setup(item):
    """Without a Chromium, skip what needs one; on CI, stop.

    Said here and not in a fixture, so that pytest folds all of it into one line.
    """
    if "browser" in item.fixturenames and browser_tool.find_chromium() is None:
        if os.environ.get("CI") == "true":
            pytest.exit(NO_CHROMIUM, returncode=1)
        pytest.skip(NO_CHROMIUM)


@pytest.fixture(scope="session")
def browser():
    """Return a headless Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser_tool.find_chromium(), args=browser_tool.FLAGS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser):
    """Return a function that opens an address in a fresh context."""
    visits = []

    def start(url, **options):
        visits.append(Visit(browser, url, **options))
        return visits[-1]

    yield start
    for one in visits:
        one.close()
