"""The exercises of a page, used as a reader uses them."""

from pathlib import Path

from conftest import EVERY
from live import notebook
from site_checks import Visit

ROOT = Path(__file__).resolve().parents[2]

# Python starts within seconds; a machine that does much else takes longer.
PATIENCE = 120_000


def pages(documents):
    """Return the notebooks that have exercises, with what they hold, by the names of the pages."""
    read = {name: notebook.read(ROOT / f"{name}.ipynb") for name in documents}
    return {name: page for name, page in read.items() if page.exercises}


def chosen(found):
    """Return the exercises that are done on each run: all of them weekly, else one a page.

    The first of the first page, the second of the second, and so on round: warm-ups and open ones.
    """
    if EVERY:
        return {name: page.exercises for name, page in found.items()}
    return {
        name: [page.exercises[number % len(page.exercises)]]
        for number, (name, page) in enumerate(found.items())
    }


class Reader(Visit):
    """A reader in front of one exercise."""

    def __init__(self, browser, url, name, **options):
        self.dialogs, self.consent = [], True
        super().__init__(browser, url, **options)
        self.page.on("dialog", self._answer_dialog)
        self.turn_to(name)

    def _answer_dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.accept() if self.consent else dialog.dismiss()

    def ask(self, button):
        """Press a button and wait for its question; the answer is `consent`."""
        with self.page.expect_event("dialog"):
            button.click()

    def turn_to(self, name):
        """Look at another exercise of the page."""
        self.box = self.page.locator(f'[data-exercise="{name}"]')

    def button(self, what):
        """Return one of the exercise's buttons."""
        return self.box.locator(f"[data-do={what}]")

    @property
    def code(self):
        """What the editor, or the stub, holds."""
        return self.box.evaluate(
            """box => {
                const lines = [...box.querySelectorAll('.cm-line')].map(line => line.textContent);
                return lines.length ? lines.join('\\n') : box.querySelector('pre').textContent;
            }"""
        )

    def open(self):
        """Open the editor by a click into the code."""
        self.box.locator(".cell_input pre, .cm-content").first.click()
        self.box.locator(".cm-content:focus").wait_for()

    def write(self, code):
        """Replace what the editor holds."""
        self.open()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)

    def result(self):
        """Wait for the end of a run; return its status and its text."""
        result = self.box.locator("[data-result][data-status]")
        result.wait_for(timeout=PATIENCE)
        return result.get_attribute("data-status"), result.inner_text()

    def run(self, code=None):
        """Write an answer, press Run, and return what came."""
        if code is not None:
            self.write(code)
        self.button("run").click()
        return self.result()

    def start(self, code):
        """Press Run and wait until the reader's own code runs."""
        self.write(code)
        self.button("run").click()
        self.box.get_by_text("Running…", exact=True).wait_for(timeout=PATIENCE)
        # From the worker's own word on, the clock runs.
        self.page.wait_for_timeout(300)
