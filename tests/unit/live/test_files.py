"""The files that the browser is given: each is the one that it should be."""

import shutil
import zipfile

import pytest
from live import engine

LIVE = engine.FOLDER.parent


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """Return a copy of the engine's folder in the place of the folder itself."""
    folder = tmp_path / "engine"
    shutil.copytree(engine.FOLDER, folder)
    monkeypatch.setattr(engine, "FOLDER", folder)
    return folder


def test_every_file_of_the_engine_is_the_official_one():
    assert engine.faults() == []


@pytest.mark.parametrize("name", [*engine.CORE[:-1], *engine.wheels()])
def test_a_changed_file_is_seen(copied, name):
    content = (copied / name).read_bytes()
    (copied / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    (fault,) = engine.faults()
    assert fault.startswith(f"{name}: expected sha256 ")
    (copied / name).unlink()
    assert engine.faults() == [f"{name} is missing"]


def test_a_changed_lock_is_seen(copied):
    lock = copied / engine.LOCK
    (wanted,) = engine.wheels().values()
    lock.write_text(lock.read_text("utf-8").replace(wanted, "0" * 64), "utf-8")
    assert len(engine.faults()) == 2  # the lock itself, and the wheel that it names


def test_a_version_that_does_not_fit_is_seen(copied):
    record = copied / "engine.json"
    record.write_text(record.read_text("utf-8").replace("0.27.7", "0.27.8"), "utf-8")
    assert engine.faults() == ["engine.json names version 0.27.8, the lock 0.27.7"]


def test_only_the_right_wheel_is_taken(copied, tmp_path, capsys):
    ((name, _),) = engine.wheels().items()
    content = (copied / name).read_bytes()
    (copied / name).unlink()
    carrier = tmp_path / "carrier.zip"
    with zipfile.ZipFile(carrier, "w") as archive:
        archive.writestr(f"some/folder/{name}", content[::-1])
    with pytest.raises(SystemExit, match="nothing was written"):
        engine.take_wheels(carrier)
    assert not (copied / name).exists()
    with zipfile.ZipFile(carrier, "w") as archive:
        archive.writestr(f"some/folder/{name}", content)
    engine.take_wheels(carrier)
    assert (copied / name).read_bytes() == content


def test_the_engine_has_its_licences_and_nothing_more():
    licences = {"LICENSE-pyodide.txt", "LICENSE-python.txt", "LICENSE-numpy.txt"}
    names = {path.name for path in engine.FOLDER.iterdir()}
    assert names == {*engine.CORE, *engine.wheels(), *licences, "README.md", "engine.json"}
    readme = (engine.FOLDER / "README.md").read_text("utf-8")
    assert all(f"({name})" in readme for name in licences)
    for name, words in (
        ("LICENSE-pyodide.txt", "Mozilla Public License Version 2.0"),
        ("LICENSE-python.txt", "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2"),
        ("LICENSE-numpy.txt", "Redistribution and use in source and binary forms"),
    ):
        assert words in (engine.FOLDER / name).read_text("utf-8")


def test_the_version_stands_in_one_place():
    version = engine.record()["version"]
    folders = [LIVE, engine.ROOT / "tools", engine.ROOT / "README.md", engine.ROOT / ".github"]
    carriers = {*engine.CORE, "engine.json", "package-lock.json"}
    files = [path for top in folders for path in (top.rglob("*") if top.is_dir() else [top])]
    found = [
        path.name
        for path in files
        if path.suffix in (".py", ".js", ".json", ".md", ".yml") and path.name not in carriers
        if version in path.read_text("utf-8")
    ]
    assert found == []
