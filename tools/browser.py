"""The Chromium that the tests drive and that prints the book."""

import functools
import os
import shutil

from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INSTALL = (
    "`sudo apt-get install chromium` or `.venv/bin/python -m playwright install chromium` "
    "installs one"
)


@functools.cache
def find_chromium():
    """Return the path of a Chromium, the system's before Playwright's own, or None.

    The shell without windows is the same engine, and opens a page in half the time.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if os.path.exists(own) else None
