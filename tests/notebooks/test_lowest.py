"""``make lowest`` has libraries at their lowest and tools as locked, and a red run is red.

Nothing here uses the network or installs anything: the commands are faked, the rest is real.
"""

import subprocess
from types import SimpleNamespace

import pytest
from tool import load

LOCK = """\
# made by a command
numpy==2.4.6 \\
    --hash=sha256:00
ml-dtypes==0.6.0 ; python_version > '3' \\
    --hash=sha256:01
pytest==9.2.0 ; sys_platform != 'none' \\
    --hash=sha256:02
    # via regularization-executed (pyproject.toml)
PyYAML==6.0.4
"""
NEEDED = "ml-dtypes==0.4.1\nnumpy==2.0.0\n"
EVERYTHING = "ml-dtypes==0.4.1\nnumpy==2.0.0\npytest==9.2.0\npyyaml==6.0.4\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of one requirement, whose commands are kept and answered as these texts say."""
    lowest = load("lowest")
    monkeypatch.setattr(lowest, "ROOT", tmp_path)
    folder = tmp_path / "_build" / "lowest"
    for name, path in {
        "FOLDER": folder, "VENV": folder / "venv", "INSTALLED": folder / "installed.txt",
        "PYTHON": folder / "venv" / "python",
    }.items():  # fmt: skip
        monkeypatch.setattr(lowest, name, path)
    (tmp_path / "requirements.txt").write_text(LOCK)
    project = SimpleNamespace(
        lowest=lowest, root=tmp_path, folder=folder, commands=[], failing="", statuses=[0, 0],
        runs=[], everything=EVERYTHING,
    )  # fmt: skip

    def run(command, *, check, stdout=None, text=None):
        assert check
        words = list(map(str, command))
        project.commands.append(words)
        if project.failing and project.failing in words:
            raise subprocess.CalledProcessError(5, words)
        return SimpleNamespace(stdout=project.everything if "--all-extras" in words else NEEDED)

    def call(command, cwd):
        assert (command[0], cwd) == (lowest.PYTHON, tmp_path)
        project.runs.append(list(map(str, command[1:])))
        return project.statuses[len(project.runs) - 1]

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(subprocess, "call", call)
    return project


def test_what_is_not_needed_at_run_time_is_as_locked(project):
    assert project.lowest.main([]) == 0
    needed, everything = project.commands[:2]
    for command in (needed, everything):
        assert command[command.index("--resolution") + 1] == "lowest-direct"
        assert command[-1] == str(project.root / "pyproject.toml")
    assert "--all-extras" not in needed
    tools = project.folder / "tools.txt"
    assert everything[everything.index("--constraint") + 1] == str(tools)
    assert tools.read_text() == "pytest==9.2.0 ; sys_platform != 'none'\nPyYAML==6.0.4\n"
    assert (project.folder / "requirements.txt").read_text() == EVERYTHING


def test_the_environment_is_made_once_and_anew_when_the_versions_change(project):
    for everything, steps in ((EVERYTHING, 3), (EVERYTHING, 0), (EVERYTHING + "new==1\n", 3)):
        project.everything = everything
        project.commands.clear()
        project.runs.clear()
        assert project.lowest.main([]) == 0
        assert len(project.commands) == 2 + steps


@pytest.mark.parametrize("step", ["compile", "venv", "install"])
def test_a_failed_step_is_red_and_is_done_again(project, step):
    project.failing = step
    assert project.lowest.main([]) == 5
    assert project.runs == []
    assert not project.lowest.INSTALLED.exists()
    project.failing = ""
    assert project.lowest.main([]) == 0


def test_a_failed_renewal_leaves_no_environment_that_counts_as_made(project):
    assert project.lowest.main([]) == 0
    project.everything, project.failing = EVERYTHING + "new==1\n", "install"
    assert project.lowest.main([]) == 5
    project.everything, project.failing = EVERYTHING, ""
    project.runs.clear()
    project.commands.clear()
    assert project.lowest.main([]) == 0
    assert len(project.commands) == 5


@pytest.mark.parametrize(("statuses", "expected"), [((0, 0), 0), ((0, 1), 1), ((2, 0), 2)])
def test_the_unit_tests_and_the_book_run_there(project, statuses, expected):
    project.statuses = statuses
    assert project.lowest.main([]) == expected
    tests, book = project.runs
    assert tests[:2] == ["-m", "pytest"]
    assert tests[-1] == "tests/unit"
    assert book == ["tools/loose_notebooks.py"]


def test_named_notebooks_run_alone(project):
    assert project.lowest.main(["book/penalties/l1.ipynb"]) == 0
    assert project.runs == [["tools/loose_notebooks.py", "book/penalties/l1.ipynb"]]
