"""Each run of ``tools/processors.py`` sees one processor, whatever the shell has chosen."""

import subprocess

import pytest
from tool import load

processors = load("processors")
SHELL = {"PATH": "/bin", "OMP_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Core2"}


def test_this_processor_is_left_to_choose():
    assert processors.environment("this processor", SHELL) == {
        "PATH": "/bin",
        "OMP_NUM_THREADS": "1",
    }


@pytest.mark.parametrize("name", list(processors.PROCESSORS)[1:])
def test_another_processor_limits_each_library(name):
    found = processors.environment(name, SHELL)
    assert found["OMP_NUM_THREADS"] == "1"
    assert found["OPENBLAS_CORETYPE"] in ("Haswell", "Sandybridge")
    assert {"NPY_DISABLE_CPU_FEATURES", "ONEDNN_MAX_CPU_ISA"} < found.keys()


@pytest.fixture
def run(monkeypatch):
    """Return a function that runs the tool with steps that end so, and returns what it did."""

    def run(arguments, statuses):
        commands, left = [], iter(statuses)

        def call(command, env):
            commands.append((command[1:], env.get("ONEDNN_MAX_CPU_ISA")))
            return next(left)

        monkeypatch.setattr(subprocess, "call", call)
        return processors.main(arguments), commands

    return run


@pytest.mark.parametrize(("statuses", "expected"), [((0, 0, 0), 0), ((0, 3, 0), 3), ((1, 2, 0), 1)])
def test_one_red_run_is_red(run, statuses, expected):
    status, commands = run(["book/penalties"], statuses)
    assert status == expected
    verify = [processors.VERIFY, "book/penalties"]
    assert commands == [(verify, None), (verify, "AVX2"), (verify, "AVX")]


@pytest.mark.parametrize("red", [None, *range(6)])
def test_without_a_name_the_unit_tests_run_too(run, red):
    status, commands = run([], [7 * (step == red) for step in range(6)])
    assert status == (0 if red is None else 7)
    assert [processor for _, processor in commands] == [None, None, "AVX2", "AVX2", "AVX", "AVX"]
    assert [command for command, _ in commands[1::2]] == [[processors.VERIFY]] * 3
    for command, _ in commands[::2]:
        assert command[:2] == ["-m", "pytest"]
        assert command[-1].is_dir()
        assert command[-1].relative_to(processors.VERIFY.parents[1]).parts == ("tests", "unit")
