"""A weekly run that failed opens one issue, and the next one adds to it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "report"
# Keeps what it was called with, and answers as the jq expression of the script would.
GH = """#!/bin/sh
if [ "$2" = list ]; then printf '%s' "$OPEN"; exit; fi
printf '%s\\n' "$@" > called
while [ "$1" != --body-file ]; do shift; done
cat "$2" > body
"""

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("bash"), reason="runs on GitHub's Linux alone"
)


def report(folder, number):
    """Run the script with a `gh` that knows this open issue; return its call and the report."""
    (folder / "gh").write_text(GH)
    (folder / "gh").chmod(0o755)
    log = [f"line {i}" for i in range(400)] + ["\x1b[31mred\x1b[0m"]
    (folder / "run.log").write_text("\n".join(log) + "\n")
    subprocess.run(
        ["bash", SCRIPT, "It fails", "run.log"],
        input="What was run.\n", text=True, check=True, cwd=folder,
        env=os.environ | {
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "OPEN": number,
            "RUN": "https://example.org/runs/7",
        },
    )  # fmt: skip
    return (folder / "called").read_text().splitlines(), (folder / "body").read_text()


def test_the_first_failure_opens_an_issue(tmp_path):
    called, body = report(tmp_path, "")
    assert called[:5] == ["issue", "create", "--title", "It fails", "--body-file"]
    head, log = body.split("```\n", 1)
    assert head == "What was run.\n\nThe end of the log of [the run](https://example.org/runs/7):\n"
    lines = log.splitlines()
    assert lines[-2:] == ["red", "```"]
    assert (lines[0], len(lines)) == ("line 251", 151)


def test_another_one_is_a_comment_on_it(tmp_path):
    called, body = report(tmp_path, "12")
    assert called[:4] == ["issue", "comment", "12", "--body-file"]
    assert body.startswith("What was run.\n")
