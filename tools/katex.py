"""KaTeX, which sets the formulas when the site is built: its files, fetched anew or compared.

`katex.json` beside the files holds the one version, and the sha256 of each file as it was found in
the npm package, so that building the book needs neither Node nor a network.

    python tools/katex.py          compare the files in the repository
    python tools/katex.py --fetch  take the npm package anew, with npm (`make katex`)
"""

import argparse
import json
import sys
from pathlib import Path

from live.engine import compared, from_npm, sha256

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "katex"
# What only the build needs; the rest is published.
SCRIPT = "katex.min.js"


def record():
    """Return the content of `katex.json`."""
    return json.loads((FOLDER / "katex.json").read_text("utf-8"))


def faults():
    """Return what is wrong with the files, one line each."""
    known = record()["sha256"]
    found = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    found -= {"katex.json"}
    complaints = [f"katex.json does not name {name}" for name in sorted(found - set(known))]
    return complaints + compared(FOLDER, {name: wanted for name, (_, wanted) in known.items()})


def fetch():
    """Take the files from the npm package; write nothing unless all are the right ones."""
    version, known = record()["version"], record()["sha256"]
    contents = from_npm(f"katex@{version}", [origin for origin, _ in known.values()])
    for origin, wanted in known.values():
        if (digest := sha256(contents[origin])) != wanted:
            raise SystemExit(f"katex: {origin} has sha256 {digest}, not {wanted}; nothing written")
    for name, (origin, _) in known.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(contents[origin])


def main(arguments=None):
    """Do what is asked; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--fetch", action="store_true", help="take the npm package anew")
    if parser.parse_args(arguments).fetch:
        fetch()
    complaints = faults()
    print("\n".join(complaints) or f"KaTeX {record()['version']}: every file is the right one")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
