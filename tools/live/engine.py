"""The Python that runs in the reader's browser: its files, fetched anew or compared.

`engine.json` beside the files holds the one version, and the sha256 of each file as it was found in
the npm package. Pyodide's own lock, which is among these files, names the sha256 of every wheel
that belongs to it. Who carries a file does not matter: only one with the right sha256 is taken.

    python tools/live/engine.py                 compare the files in the repository
    python tools/live/engine.py --fetch         take the npm package anew, with npm
    python tools/live/engine.py --wheel FILE    take the NumPy wheel out of what carries it
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "assets" / "live" / "engine"
LOCK = "pyodide-lock.json"
# What each page waits for; the wheels are those that the lock names for these packages.
CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", LOCK)
PACKAGES = ("numpy",)


def sha256(content):
    """Return the hexadecimal sha256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def record():
    """Return the content of `engine.json`."""
    return json.loads((FOLDER / "engine.json").read_text("utf-8"))


def lock():
    """Return the content of Pyodide's lock."""
    return json.loads((FOLDER / LOCK).read_text("utf-8"))


def wheels():
    """Return the file names of the wheels, each with the sha256 that the lock gives it."""
    packages = lock()["packages"]
    return {packages[name]["file_name"]: packages[name]["sha256"] for name in PACKAGES}


def versions():
    """Return the versions that judge in the page, by name."""
    locked = lock()
    numpy = locked["packages"]["numpy"]["version"]
    return {"Python": locked["info"]["python"], "NumPy": numpy}


def faults():
    """Return what is wrong with the files, one line each."""
    known = record()
    expected = {name: known["sha256"].get(name) for name in CORE} | wheels()
    complaints = compared(FOLDER, expected)
    if (carried := lock()["info"]["version"]) != known["version"]:
        complaints.append(f"engine.json names version {known['version']}, the lock {carried}")
    more = set(known["sha256"]) - set(CORE)
    return complaints + [f"engine.json names {name}, which is not needed" for name in sorted(more)]


def compared(folder, expected):
    """Return which files of a folder are missing or have another sha256, one line each."""
    complaints = []
    for name, wanted in expected.items():
        if not (folder / name).is_file():
            complaints.append(f"{name} is missing")
        elif (digest := sha256((folder / name).read_bytes())) != wanted:
            complaints.append(f"{name}: expected sha256 {wanted}, got {digest}")
    return complaints


def take(name, content, wanted):
    """Write a file if it is the right one."""
    if (digest := sha256(content)) != wanted:
        raise SystemExit(f"engine: {name} has sha256 {digest}, not {wanted}; nothing was written")
    (FOLDER / name).write_bytes(content)
    print(f"{name}: taken")


def from_npm(package, names):
    """Return the bytes of files of a package, `name@version`, by their names in it."""
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["npm", "pack", "--silent", package], cwd=work, check=True)
        (archive,) = Path(work).glob("*.tgz")
        with tarfile.open(archive) as files:
            return {name: files.extractfile(f"package/{name}").read() for name in names}


def fetch():
    """Take the core files from the npm package."""
    known = record()
    for name, content in from_npm(f"pyodide@{known['version']}", CORE).items():
        take(name, content, known["sha256"][name])


def take_wheels(carrier):
    """Take the wheels from a file that is one, or from an archive that has them in any folder."""
    for name, wanted in wheels().items():
        if carrier.name == name:
            take(name, carrier.read_bytes(), wanted)
            continue
        with zipfile.ZipFile(carrier) as archive:
            inside = [entry for entry in archive.namelist() if Path(entry).name == name]
            if not inside:
                raise SystemExit(f"engine: {carrier} has no {name}")
            take(name, archive.read(inside[0]), wanted)


def main(arguments=None):
    """Do what is asked; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--fetch", action="store_true", help="take the npm package anew")
    parser.add_argument("--wheel", type=Path, help="a wheel, or an archive that carries it")
    options = parser.parse_args(arguments)
    if options.fetch:
        fetch()
    if options.wheel:
        take_wheels(options.wheel)
    complaints = faults()
    print("\n".join(complaints) or f"Pyodide {record()['version']}: every file is the right one")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
