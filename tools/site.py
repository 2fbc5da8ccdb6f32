"""Build the site into `_build/html`, warnings as errors, and say where to open it.

A site is either up to date or built afresh: nothing of an earlier build is used again, so a warning
that failed one run fails the next one too, and no page is left behind that a change should have
touched. The last good site stays in place until a new one is complete.
"""

import hashlib
import html
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from environment import wait_for

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
SITE = BUILD / "html"
STAMP = BUILD / "site.stamp"

# What a page can be made of. `helpers` is among them because pages may quote its files.
SOURCES = ("_config.yml", "_toc.yml", "references.bib", "assets", "book", "helpers", "tools")
ENVIRONMENT = ("GITHUB_REPOSITORY", "GITHUB_SERVER_URL")
SKIPPED = {"__pycache__", ".ipynb_checkpoints"}

# What a page says of itself to whoever links to it.
SHARED = re.compile(
    r'<(?:meta (?:name="(?:description|twitter:card)"|property="og:)|link rel="canonical")[^>]*>'
)

INDEX = """\
<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="0; url={page}" />
    <title>{title}</title>
    {shared}
  </head>
  <body>
    <main>
      <h1>{title}</h1>
      <p><a href="{page}">Open the book</a></p>
    </main>
  </body>
</html>
"""


def fingerprint():
    """Return a digest of everything that the site is made of."""
    digest = hashlib.sha256(sys.version.encode())
    for name in ENVIRONMENT:
        digest.update(f"{name}={os.environ.get(name)}\n".encode())
    for package in sorted(f"{d.name}=={d.version}" for d in importlib.metadata.distributions()):
        digest.update(f"{package}\n".encode())
    for source in SOURCES:
        top = ROOT / source
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and SKIPPED.isdisjoint(path.parts):
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{path.relative_to(ROOT).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def is_up_to_date(wanted):
    """Tell whether the site in place was made of just these sources."""
    return (SITE / "index.html").exists() and STAMP.exists() and STAMP.read_text("utf-8") == wanted


def run_jupyter_book(work):
    """Build into the folder; return the exit status and what was said."""
    command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    command += ["build", ".", "--path-output", str(work), "-W", "-n", "--keep-going", "-q"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return done.returncode, done.stdout, done.stderr


def readable(errors):
    """Return Sphinx's complaints without colours, absolute paths and the wrapper's traceback."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", errors)
    complaints = plain.partition("Traceback (most recent call last)")[0].strip() or plain.strip()
    return complaints.replace(f"{ROOT}{os.sep}", "")


def build(wanted):
    """Build the site and put it in place; return whether that succeeded."""
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="unfinished-", dir=BUILD) as work:
        status, said, errors = run_jupyter_book(work)
        if status:
            print(readable(errors) or said, file=sys.stderr)
            return False
        made = Path(work) / "_build" / "html"
        (made / "index.html").write_text(front_door(made), "utf-8")
        STAMP.unlink(missing_ok=True)
        shutil.rmtree(SITE, ignore_errors=True)
        made.replace(SITE)
        STAMP.write_text(wanted, "utf-8")
        return True


def front_door(made):
    """Return a page that leads on to the first page of the book, and is shared as that one is."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    page = contents["root"] + ".html"
    shared = "\n    ".join(SHARED.findall((made / page).read_text("utf-8").partition("</head>")[0]))
    return INDEX.format(title=html.escape(config["title"]), page=page, shared=shared)


def main():
    """Bring the site up to date; return the exit status."""
    # Held until the site is in place. The file itself is not changed.
    with open(__file__, "a") as lock:
        wait_for(lock, "building the site", print)
        return bring_up_to_date()


def bring_up_to_date():
    """Build unless the site in place is of just these sources; return the exit status."""
    wanted = fingerprint()
    if not is_up_to_date(wanted):
        print("Building the site …", flush=True)
        if not build(wanted):
            print(
                "site: not built. Warnings are errors; each is named above with its file and line.",
                file=sys.stderr,
            )
            return 1
    print(f"The site is in {SITE.relative_to(ROOT)}. Open {(SITE / 'index.html').as_uri()}")
    print("or run `make serve` and open http://localhost:8000")
    return 0


if __name__ == "__main__":
    sys.exit(main())
