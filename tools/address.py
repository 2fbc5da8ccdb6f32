"""The repository's address: it stands in `_config.yml`, and whatever names it follows from there.

python tools/address.py        name the places that do not follow
python tools/address.py URL    move the book to another address (`make address URL=…`)
"""

import os
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import yaml

ROOT = Path(__file__).resolve().parent.parent
CONFIG = "_config.yml"
# Files that are read where nothing can look the address up.
FOLLOWERS = ("README.md", "CONTRIBUTING.md", "CITATION.cff", "book/**/*.ipynb")
REPOSITORY = re.compile(r"https://github\.com/([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9._-]+)")
# A place that names this repository, not one of many others.
NAMED = re.compile(
    r"(?:git clone |git\+|repository-code: \"?|colab\.research\.google\.com/github/"
    r"|mybinder\.org/v2/gh/)(?:https://github\.com/)?(?P<name>[\w-]+/[\w.-]+?)(?=\.git\b|[\s\"'/)]|$)",
    re.MULTILINE,
)


def split(url):
    """Return the owner and the name of a repository.

    Raises
    ------
    ValueError
        If it is no address of a repository on GitHub, which Binder and Colab are opened by.
    """
    found = REPOSITORY.fullmatch(url.removesuffix("/").removesuffix(".git"))
    if not found:
        raise ValueError(f"expected https://github.com/OWNER/NAME, got {url}")
    return found[1], found[2]


def configured(root=ROOT):
    """Return the address in `_config.yml`."""
    return yaml.safe_load((root / CONFIG).read_text("utf-8"))["repository"]["url"]


def repository(root=ROOT):
    """Return the address of the repository that builds the site, so that a fork's site is right."""
    name = os.environ.get("GITHUB_REPOSITORY")
    if not name:
        return configured(root)
    return f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}"


def site(url):
    """Return the address of the site that a repository publishes, with a slash at its end."""
    parts = urlsplit(url)
    owner, name = parts.path.strip("/").split("/")[:2]
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def followers(root=ROOT):
    """Return the files that name the address."""
    found = [path for pattern in FOLLOWERS for path in sorted(root.glob(pattern))]
    return [path for path in found if ".ipynb_checkpoints" not in path.parts]


def strays(root=ROOT):
    """Return what names another repository as this one: the file, and what it says."""
    wanted = "/".join(split(configured(root)))
    return [
        f"{path.relative_to(root).as_posix()}: {match['name']} instead of {wanted}"
        for path in followers(root)
        for match in NAMED.finditer(path.read_text("utf-8"))
        if match["name"] != wanted
    ]


def moved(text, old, new):
    """Return a text in which one repository's address stands for another's."""
    (owner, name), (new_owner, new_name) = split(old), split(new)
    whole = r"(?![\w-]|\.(?!git\b|$|\s))"
    text = re.sub(rf"\b{re.escape(f'{owner}/{name}')}{whole}", f"{new_owner}/{new_name}", text)
    text = text.replace(site(old), site(new))
    # The folder that a clone makes.
    return re.sub(rf"^(\s*cd ){re.escape(name)}$", rf"\g<1>{new_name}", text, flags=re.MULTILINE)


def move(url, root=ROOT):
    """Move the book to another address; return the files that changed."""
    old, new = configured(root), "https://github.com/" + "/".join(split(url))
    changed = []
    for path in [root / CONFIG, *followers(root)]:
        before = path.read_text("utf-8")
        after = moved(before, old, new)
        if after != before:
            path.write_text(after, "utf-8", newline="\n")
            changed.append(path)
    return changed


def main(arguments):
    """Do what is asked; return the exit status."""
    if not arguments:
        print("\n".join(strays()) or f"All places name {configured()}.")
        return 1 if strays() else 0
    try:
        changed = move(arguments[0])
    except ValueError as error:
        print(f"address: {error}", file=sys.stderr)
        return 1
    print(f"{len(changed)} files now name {configured()}; its site is {site(configured())}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
