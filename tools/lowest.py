"""Verify the book on the oldest libraries that `pyproject.toml` allows.

::

    python tools/lowest.py                    the unit tests and the book
    python tools/lowest.py NOTEBOOK ...       these notebooks alone

An environment of its own, `_build/lowest`, has each library that `helpers` needs in its lowest
version, what these need in the newest that they allow, and everything else, such as pytest and
Jupyter, as locked. It is made anew when that changes. In it the unit tests run, and then the
notebooks, which `tools/loose_notebooks.py` compares with their outputs but for the last digits.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "_build" / "lowest"
VENV = FOLDER / "venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = FOLDER / "installed.txt"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==[^\\\n]*[^\\\s]", re.MULTILINE)
# Old libraries warn of what newer ones among them do; that is no fault of the book.
UNIT_TESTS = ("-m", "pytest", "-W", "default", "-n", "auto", "--maxprocesses=4", "--dist=worksteal")


def main(arguments):
    """Make the environment, run everything in it, and return the first status that is not 0."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        pins = lowest_versions()
        if not INSTALLED.is_file() or INSTALLED.read_text(encoding="utf-8") != pins:
            install(pins)
    except subprocess.CalledProcessError as error:
        return error.returncode
    runs = [("tools/loose_notebooks.py", *arguments)]
    if not arguments:
        runs.insert(0, (*UNIT_TESTS, "tests/unit"))
    statuses = [subprocess.call([PYTHON, *run], cwd=ROOT) for run in runs]
    return next(filter(None, statuses), 0)


def lowest_versions():
    """Return the versions wanted, as lines of a requirements file."""
    needed = {found[1] for found in PIN.finditer(resolved())}
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = [found[0] for found in PIN.finditer(lock) if found[1] not in needed]
    tools = FOLDER / "tools.txt"
    tools.write_text("\n".join(locked) + "\n", encoding="utf-8")
    return resolved("--all-extras", "--constraint", tools)


def resolved(*options):
    """Return the versions that uv finds when each direct requirement is as low as allowed."""
    options = ("--resolution", "lowest-direct", "--no-header", "--no-annotate", *options)
    command = uv("pip", "compile", *options, "--python", sys.executable, ROOT / "pyproject.toml")
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def install(pins):
    """Make the environment anew with these versions, and with `helpers` from the folder."""
    print("lowest: installing the lowest versions into _build/lowest", flush=True)
    INSTALLED.unlink(missing_ok=True)
    shutil.rmtree(VENV, ignore_errors=True)
    wanted = FOLDER / "requirements.txt"
    wanted.write_text(pins, encoding="utf-8")
    into = ("pip", "install", "--no-deps", "--python", PYTHON)
    for step in (
        uv("venv", "--python", sys.executable, VENV),
        uv(*into, "-r", wanted),
        uv(*into, "--no-build-isolation", "-e", ROOT),
    ):
        subprocess.run(step, check=True)
    INSTALLED.write_text(pins, encoding="utf-8")


def uv(*arguments):
    """Return a command of the uv that stands in this environment."""
    return [sys.executable, "-m", "uv", "--quiet", *arguments]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
