"""Pack the built site into a zip that is read without a network, from the file system.

::

    python tools/offline.py
"""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"
NAME = "regularization-executed"
TARGET = ROOT / "_build" / f"{NAME}.zip"
# The same in each packing of the same files.
DATE = (1980, 1, 1, 0, 0, 0)
NOTE = """\
Open index.html in a browser. Nothing is asked of a network.

A browser runs the exercises only where the pages come from a server. From this folder,

    python -m http.server

is one, also without a network: then open http://localhost:8000.
"""


def main():
    """Make the zip and say where it is; return the exit status."""
    if not (SITE / "index.html").exists():
        print("offline: there is no built site; run `make book`", file=sys.stderr)
        return 1
    pack(SITE, TARGET)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size / 1e6:.1f} MB")
    return 0


def pack(site, target):
    """Pack a site, in one folder and with a note beside it."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        add(archive, "READ ME.txt", NOTE.encode())
        for path in sorted(site.rglob("*")):
            # The downloads that are published with the site are no part of it.
            if path.is_file() and path.stem != NAME:
                add(archive, path.relative_to(site).as_posix(), path.read_bytes())


def add(archive, name, content):
    """Add a file to the archive."""
    info = zipfile.ZipInfo(f"{NAME}/{name}", DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)


if __name__ == "__main__":
    sys.exit(main())
