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


@pytest.mark.parametrize(("statuses", "expected"), [((0, 0, 0), 0), ((0, 3, 0), 3), ((1, 2, 0), 1)])
def test_one_red_run_is_red(monkeypatch, statuses, expected):
    commands, left = [], iter(statuses)

    def call(command, env):
        commands.append((command[1:], env.get("ONEDNN_MAX_CPU_ISA")))
        return next(left)

    monkeypatch.setattr(subprocess, "call", call)
    assert processors.main(["book/penalties"]) == expected
    verify = [processors.VERIFY, "book/penalties"]
    assert commands == [(verify, None), (verify, "AVX2"), (verify, "AVX")]
