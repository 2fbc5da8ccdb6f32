"""The repository's address stands in one place, and everything else follows."""

import re
import shutil
import subprocess
from functools import cache

import address
import pytest

ROOT = address.ROOT
NAME = "/".join(address.split(address.configured()))
FORK_NAME = "/".join(["some-one", "a.fork"])
FORK = f"https://github.com/{FORK_NAME}"


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """Return a copy of everything that git keeps and that is text."""
    root = tmp_path_factory.mktemp("book")
    for path in kept():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, root / path)
    return root


@cache
def kept():
    """Return the paths of the repository's files, less the Python that the browser is given."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("not in a clone, so what belongs to the repository is not known")
    found = [path for path in listed.split("\0") if path and (ROOT / path).is_file()]
    return [path for path in found if not path.startswith("assets/live/engine/")]


def naming(root, name):
    """Return the files that name a repository."""
    whole = re.compile(rf"\b{re.escape(name)}(?![\w-])".encode())
    return {path for path in kept() if whole.search((root / path).read_bytes())}


def test_every_place_names_the_address():
    assert address.strays() == []


def test_no_other_place_names_it():
    allowed = {path.relative_to(ROOT).as_posix() for path in address.followers()}
    assert naming(ROOT, NAME) <= allowed | {address.CONFIG}
    pages = {path for path in naming(ROOT, NAME) if path.endswith(".ipynb")}
    assert pages == {path for path in allowed if path.endswith(".ipynb")}


def test_the_book_moves_as_a_whole_and_back(copied):
    before = {path: (copied / path).read_bytes() for path in kept()}
    address.move(FORK, copied)
    assert address.configured(copied) == FORK
    assert naming(copied, NAME) == set()
    assert naming(copied, FORK_NAME) == naming(ROOT, NAME)
    assert address.strays(copied) == []
    readme = (copied / "README.md").read_text("utf-8")
    assert f"git clone {FORK}\ncd a.fork\n" in readme
    assert "https://some-one.github.io/a.fork/" in (copied / "CITATION.cff").read_text("utf-8")
    address.move(f"https://github.com/{NAME}.git", copied)
    assert {path: (copied / path).read_bytes() for path in kept()} == before


@pytest.mark.parametrize(
    "slip",
    [
        "git clone https://github.com/other/book",
        '%pip install "git+https://github.com/other/book.git"',
        "[Colab](https://colab.research.google.com/github/other/book/blob/main/a.ipynb)",
        "[Binder](https://mybinder.org/v2/gh/other/book/main)",
        f"git clone https://github.com/{NAME}s",
    ],
)
def test_a_place_that_names_another_is_seen(tmp_path, slip):
    shutil.copy(ROOT / address.CONFIG, tmp_path)
    readme = tmp_path / "README.md"
    readme.write_text(f"git clone https://github.com/{NAME}\n", "utf-8")
    assert address.strays(tmp_path) == []
    readme.write_text(f"{slip}\nand https://github.com/other/work is cited\n", "utf-8")
    assert len(address.strays(tmp_path)) == 1


@pytest.mark.parametrize(
    "wrong",
    ["", "someone/fork", "https://gitlab.com/a/b", "https://github.com/a", "git@github.com:a/b"],
)
def test_what_is_no_address_is_said_in_one_line(wrong):
    with pytest.raises(ValueError, match=r"expected https://github\.com/OWNER/NAME, got"):
        address.split(wrong)


@pytest.mark.parametrize(
    ("repository", "site"),
    [
        ("https://github.com/Someone/book", "https://someone.github.io/book/"),
        ("https://github.com/someone/someone.github.io", "https://someone.github.io/"),
    ],
)
def test_the_site_is_where_pages_are_published(repository, site):
    assert address.site(repository) == site


def test_a_fork_on_ci_names_itself(monkeypatch):
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    assert address.repository() == address.configured()
    monkeypatch.setenv("GITHUB_REPOSITORY", "someone/fork")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    assert address.repository() == "https://github.com/someone/fork"
