"""Bundle the editor of the exercises: npm's packages and `editor/editor.js` into one file.

The bundle is in the repository, so that building the book needs neither Node nor a network. Its
first line holds the sha256 of what it was made of: a test sees a bundle that is out of date.

    python tools/live/editor.py            make the bundle anew (`make editor`)
    python tools/live/editor.py --compare  make it elsewhere, and compare byte for byte
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "tools" / "live" / "editor"
BUNDLE = ROOT / "assets" / "live" / "editor.js"
LICENCES = ROOT / "assets" / "live" / "editor-licences.txt"
MADE_OF = ("editor.js", "package.json", "package-lock.json")
BANNER = (
    "/*! CodeMirror 6 and what it needs, MIT: see editor-licences.txt. "
    "Made by tools/live/editor.py of sources with the sha256 {digest}. */"
)


def digest():
    """Return the sha256 of what the bundle is made of."""
    total = hashlib.sha256(Path(__file__).read_bytes())
    for name in MADE_OF:
        total.update(hashlib.sha256((SOURCES / name).read_bytes()).digest())
    return total.hexdigest()


def bundle():
    """Return the bundle and the licences of what is in it."""
    with tempfile.TemporaryDirectory() as work:
        for path in SOURCES.iterdir():
            shutil.copy(path, work)
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=work, check=True)
        command = ["node_modules/.bin/esbuild", "editor.js", "--bundle", "--minify"]
        command += ["--format=esm", "--target=es2022", "--charset=utf8", "--log-level=warning"]
        command += ["--outfile=made.js", "--metafile=made.json", "--legal-comments=none"]
        command += [f"--banner:js={BANNER.format(digest=digest())}"]
        subprocess.run(command, cwd=work, check=True)
        made = json.loads(Path(work, "made.json").read_text("utf-8"))
        (output,) = made["outputs"].values()
        used = [name for name, part in output["inputs"].items() if part["bytesInOutput"]]
        packages = sorted({package(name) for name in used if name.startswith("node_modules/")})
        return Path(work, "made.js").read_bytes(), licences(Path(work, "node_modules"), packages)


def package(path):
    """Return the name of the package that a file of `node_modules` belongs to."""
    parts = path.split("/")[1:]
    return "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def licences(folder, packages):
    """Return the licences of the packages, one after the other."""
    texts = []
    for name in packages:
        version = json.loads((folder / name / "package.json").read_text("utf-8"))["version"]
        text = (folder / name / "LICENSE").read_text("utf-8").strip()
        texts.append(f"{name} {version}\n\n{text}\n")
    return ("\n" + "-" * 72 + "\n\n").join(texts).encode()


def main(arguments=None):
    """Do what is asked; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--compare", action="store_true", help="write nothing, compare")
    options = parser.parse_args(arguments)
    made = dict(zip((BUNDLE, LICENCES), bundle(), strict=True))
    if options.compare:
        wrong = [path.name for path, content in made.items() if path.read_bytes() != content]
        print(f"not as it is made: {', '.join(wrong)}" if wrong else "byte for byte as it is made")
        return 1 if wrong else 0
    for path, content in made.items():
        path.write_bytes(content)
        print(f"{path.relative_to(ROOT)}: {len(content)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
