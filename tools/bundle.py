"""Bundle what the pages load of npm's packages: a folder of sources into one file.

The bundles are in the repository, so that building the book needs neither Node nor a network. Their
first line holds the sha256 of what they were made of: a test sees one that is out of date.

    python tools/bundle.py NAME            make a bundle anew (`make editor`, `make search-engine`)
    python tools/bundle.py NAME --compare  make it elsewhere, and compare byte for byte
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BANNER = (
    "/*! {what}, MIT: see {licences}. "
    "Made by tools/bundle.py of sources with the sha256 {digest}. */"
)


@dataclass(frozen=True)
class Bundle:
    """A bundle: its name, what is in it, where it is made of and put, and how esbuild writes it."""

    name: str
    what: str
    sources: Path
    script: Path
    options: tuple[str, ...]

    @property
    def licences(self):
        """Where the licences of what is in it stand."""
        return self.script.with_name(f"{self.script.stem}-licences.txt")

    @property
    def made_of(self):
        """The names of its sources."""
        return (f"{self.name}.js", "package.json", "package-lock.json")

    def digest(self):
        """Return the sha256 of what the bundle is made of."""
        total = hashlib.sha256(Path(__file__).read_bytes())
        for name in self.made_of:
            total.update(hashlib.sha256((self.sources / name).read_bytes()).digest())
        return total.hexdigest()

    def make(self):
        """Return the bundle and the licences of what is in it, each with its place."""
        with tempfile.TemporaryDirectory() as work:
            for path in self.sources.iterdir():
                shutil.copy(path, work)
            install = ["npm", "ci", "--silent", "--no-audit", "--no-fund"]
            subprocess.run(install, cwd=work, check=True)
            banner = BANNER.format(
                what=self.what, licences=self.licences.name, digest=self.digest()
            )
            command = ["node_modules/.bin/esbuild", f"{self.name}.js", "--bundle", "--minify"]
            command += ["--target=es2022", "--charset=utf8", "--log-level=warning", *self.options]
            command += ["--outfile=made.js", "--metafile=made.json", "--legal-comments=none"]
            command += [f"--banner:js={banner}"]
            subprocess.run(command, cwd=work, check=True)
            made = json.loads(Path(work, "made.json").read_text("utf-8"))
            (output,) = made["outputs"].values()
            used = [name for name, part in output["inputs"].items() if part["bytesInOutput"]]
            packages = sorted({package(name) for name in used if name.startswith("node_modules/")})
            return {
                self.script: Path(work, "made.js").read_bytes(),
                self.licences: licences(Path(work, "node_modules"), packages),
            }


BUNDLES = {
    bundle.name: bundle
    for bundle in (
        Bundle(
            name="editor",
            what="CodeMirror 6 and what it needs",
            sources=ROOT / "tools" / "live" / "editor",
            script=ROOT / "assets" / "live" / "editor.js",
            options=("--format=esm",),
        ),
        Bundle(
            name="engine",
            what="MiniSearch and a stemmer",
            sources=ROOT / "tools" / "search_engine",
            script=ROOT / "assets" / "search" / "engine.js",
            # No module: a page that was opened from a file may not load one.
            options=("--format=iife", "--global-name=SearchEngine"),
        ),
    )
}


def package(path):
    """Return the name of the package that a file of `node_modules` belongs to."""
    parts = path.split("/")[1:]
    return "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def licences(folder, packages):
    """Return the licences of the packages, one after the other."""
    texts = []
    for name in packages:
        version = json.loads((folder / name / "package.json").read_text("utf-8"))["version"]
        (licence,) = (path for path in (folder / name).iterdir() if is_licence(path))
        text = licence.read_text("utf-8").strip()
        texts.append(f"{name} {version}\n\n{text}\n")
    return ("\n" + "-" * 72 + "\n\n").join(texts).encode()


def is_licence(path):
    """Tell whether a file is a package's licence."""
    return path.is_file() and path.stem.lower() in ("license", "licence")


def main(arguments=None):
    """Do what is asked; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("name", choices=BUNDLES)
    parser.add_argument("--compare", action="store_true", help="write nothing, compare")
    options = parser.parse_args(arguments)
    made = BUNDLES[options.name].make()
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
