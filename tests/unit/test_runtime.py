"""A quiet TensorFlow in a real kernel, descriptor 2 restored, seeds, versions."""

import importlib.metadata
import os
import random
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from packaging.version import Version

import helpers
from helpers import runtime

ROOT = Path(__file__).parents[2]


def run_cells(*sources):
    """Run cells in a fresh kernel of this very environment; return the outputs of each."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(textwrap.dedent(source)) for source in sources]
    )
    # With no folder to look in, the kernel is that of the running Python.
    manager = KernelManager(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
    # A kernel under pytest does not watch descriptor 2, so it must not know that it is.
    env = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    NotebookClient(notebook, km=manager, timeout=300).execute(cleanup_kc=True, env=env)
    return [
        [(o.output_type, o.get("name"), o.get("text")) for o in c.outputs] for c in notebook.cells
    ]


def run_python(code, **keywords):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True, text=True, cwd=ROOT, check=False, **keywords,
    )  # fmt: skip


# Older ones log their first compilation, whatever they are told; no page compiles.
COMPILED = Version(importlib.metadata.version("tensorflow")) >= Version("2.21")


@pytest.mark.skipif(sys.platform == "win32", reason="kernels on Windows do not watch descriptor 2")
def test_no_log_line_reaches_a_cell():
    outputs = run_cells(
        "from helpers import runtime",
        "keras = runtime.import_keras()",
        f"""
        import numpy as np
        model = keras.Sequential([keras.layers.Dense(1)])
        model.compile("sgd", "mse", jit_compile={COMPILED})
        history = model.fit(np.ones((8, 3)), np.ones(8), verbose=0)
        """,
        "tensorflow = runtime.import_tensorflow()",
        "print(keras.backend.backend(), tensorflow.add(1, 1).numpy())",
        # What proves the silence above: the kernel does show what comes to the descriptor. It reads
        # the descriptor in a thread of its own, which may come to it late on a busy machine.
        "import os, time\nwritten = os.write(2, b'a line on descriptor 2')\ntime.sleep(1)",
        """
        def draw(seed):
            rng = runtime.set_seeds(seed)
            return [*keras.random.normal((3,)).numpy(), *np.random.rand(3), *rng.random(3)]

        print(draw(1) == draw(1), draw(1) == draw(2))
        """,
    )
    shown = [output for cell in outputs for output in cell]
    assert sorted(shown) == [
        ("stream", "stderr", "a line on descriptor 2"),
        ("stream", "stdout", "True False\n"),
        ("stream", "stdout", "tensorflow 2\n"),
    ]
    assert outputs[:4] == [[], [], [], []]


def test_descriptor_is_silent_inside_and_restored_after(capfd):
    os.write(2, b"before ")
    with runtime.quiet_stderr():
        os.write(2, b"inside ")
        os.write(1, b"stdout is left alone")
    os.write(2, b"after")
    out, err = capfd.readouterr()
    assert err == "before after"
    assert out == "stdout is left alone"


def test_descriptor_is_restored_after_an_exception(capfd):
    open_before = len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else None
    with pytest.raises(KeyError), runtime.quiet_stderr():
        raise KeyError
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"
    if open_before is not None:
        assert len(os.listdir("/proc/self/fd")) == open_before


def test_buffered_text_goes_where_it_was_meant_to_go():
    done = run_python(
        """
        import io, os, sys
        from helpers.runtime import quiet_stderr
        sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), write_through=False)
        sys.stderr.write("before ")
        with quiet_stderr():
            sys.stderr.write("inside ")
        sys.stderr.write("after")
        sys.stderr.flush()
        """
    )
    assert (done.returncode, done.stderr) == (0, "before after")


@pytest.mark.parametrize("stream", ["None", "io.StringIO()", "closed", "NoDescriptor()"])
def test_any_sys_stderr_will_do(stream):
    done = run_python(
        f"""
        import io, os, sys
        from helpers.runtime import quiet_stderr
        class NoDescriptor:
            pass
        closed = io.StringIO()
        closed.close()
        keep = sys.stderr
        sys.stderr = {stream}
        with quiet_stderr():
            os.write(2, b"inside")
        os.write(2, b"after")
        sys.stderr = keep
        """
    )
    assert (done.returncode, done.stderr) == (0, "after")


def test_without_descriptor_2_the_block_still_runs():
    done = run_python(
        """
        import os
        from helpers.runtime import quiet_stderr
        os.close(2)
        with quiet_stderr():
            print("ran")
        """
    )
    assert done.stdout == "ran\n"


def test_helpers_do_not_import_tensorflow_by_themselves():
    done = run_python(
        """
        import sys
        import helpers.datasets, helpers.linear, helpers.penalties, helpers.runtime, helpers.verify
        print(sorted({"tensorflow", "keras", "matplotlib"} & set(sys.modules)))
        """
    )
    assert (done.returncode, done.stdout) == (0, "[]\n")


def test_keras_on_another_back_end_is_refused(monkeypatch):
    other = SimpleNamespace(backend=SimpleNamespace(backend=lambda: "jax"))
    monkeypatch.setitem(sys.modules, "keras", other)
    with pytest.raises(ImportError, match="expected Keras on the TensorFlow back end, got jax"):
        runtime.import_keras()


def test_seeds_without_keras(monkeypatch):
    monkeypatch.delitem(sys.modules, "keras", raising=False)
    draws = [
        (runtime.set_seeds(seed).random(), random.random(), np.random.rand())  # noqa: NPY002
        for seed in (3, 3, np.int64(3), 4)
    ]
    assert draws[0] == draws[1] == draws[2]
    assert all(a != b for a, b in zip(draws[0], draws[3], strict=True))
    assert draws[0][0] == np.random.default_rng(3).random()


@pytest.mark.parametrize("bad", [-1, 2**32, 1.0, np.nan, None, "1", True, [1]])
def test_bad_seed(bad):
    with pytest.raises(ValueError, match="expected the seed as an integer from 0 to"):
        runtime.set_seeds(bad)


def test_versions_is_one_line():
    line = runtime.versions()
    assert re.fullmatch(r"Python 3\.\d+\.\d+( · [\w-]+ [\w.+]+)+", line)
    assert f"NumPy {np.__version__}" in line
    assert "Keras 3." in line


@pytest.fixture
def word_on(monkeypatch, capsys):
    """Return a function that says what is printed where these are needed, there and loaded."""

    def word_on(requirements, installed, loaded=()):
        def version(name):
            if name not in installed:
                raise importlib.metadata.PackageNotFoundError(name)
            return installed[name]

        metadata = SimpleNamespace(
            requires=lambda name: requirements,
            version=version,
            PackageNotFoundError=importlib.metadata.PackageNotFoundError,
        )
        monkeypatch.setattr(runtime, "importlib", SimpleNamespace(metadata=metadata))
        modules = {name: SimpleNamespace(__version__=v) for name, v in dict(loaded).items()}
        monkeypatch.setattr(runtime, "sys", SimpleNamespace(modules=modules))
        assert runtime.check_versions() is None
        return capsys.readouterr().out

    return word_on


NEEDED = ["numpy<2.5,>=2.0", "scikit-learn>=1.8", 'dask>=2100; extra == "cluster"', "tqdm"]
ALL_WELL = {"numpy": "2.0", "scikit-learn": "1.8.0", "dask": "1.0", "tqdm": "0.1"}


@pytest.mark.parametrize(
    "found", ["1.8", "1.8.0", "1.8.1rc1", "1.9.dev0", "1.10", "2.0", "1.8.post1", "1.8+local"]
)
def test_an_equal_or_newer_library_is_no_reason_for_a_word(word_on, found):
    assert word_on(NEEDED, ALL_WELL | {"scikit-learn": found}) == ""
    assert word_on(NEEDED, ALL_WELL, {"sklearn": found}) == ""


@pytest.mark.parametrize("found", ["1.6.1", "1.7.2", "0.24", "1.8rc1", "1.8.dev3", "1.8.0a1"])
def test_an_older_library_is_named_with_what_to_do(word_on, found):
    assert word_on(NEEDED, ALL_WELL | {"scikit-learn": found}) == (
        f"Older than this book needs: scikit-learn {Version(found)} (at least 1.8). Numbers may "
        'come out wrong; run `%pip install --upgrade "scikit-learn>=1.8"` and restart the kernel.\n'
    )


def test_all_that_are_older_stand_in_one_line(word_on):
    line = word_on(NEEDED, ALL_WELL | {"numpy": "1.26.4", "scikit-learn": "1.6.1"})
    assert "numpy 1.26.4 (at least 2.0), scikit-learn 1.6.1 (at least 1.8)." in line
    assert '`%pip install --upgrade "numpy>=2.0" "scikit-learn>=1.8"`' in line
    assert line.count("\n") == 1


def test_what_was_renewed_after_it_was_loaded_wants_a_new_kernel_alone(word_on):
    assert word_on(NEEDED, ALL_WELL, {"sklearn": "1.6.1"}) == (
        "Older than this book needs: scikit-learn 1.6.1 (at least 1.8). "
        "Numbers may come out wrong; restart the kernel.\n"
    )


@pytest.mark.parametrize("requirements", [None, [], ["numpy"], ["numpy>=two"], ["?"], ["numpy<2"]])
def test_requirements_that_say_nothing_are_no_reason_for_a_word(word_on, requirements):
    assert word_on(requirements, {"numpy": "1.0"}) == ""


@pytest.mark.parametrize("version", [None, "unknown", "", 3])
def test_a_version_that_cannot_be_read_hides_no_other(word_on, version):
    old = {"numpy": version, "scikit-learn": "1.6"}
    assert "needs: scikit-learn 1.6 (" in word_on(NEEDED, ALL_WELL | old)
    assert "needs: scikit-learn 1.6 (" in word_on(NEEDED, old, {"tqdm": version})


def test_a_missing_library_is_left_to_its_import(word_on):
    assert word_on(NEEDED, {"numpy": "2.4"}) == ""


def test_without_installed_helpers_nothing_is_said(monkeypatch, capsys):
    monkeypatch.setattr(runtime, "PROJECT", "regularization-executed-that-nobody-installed")
    runtime.check_versions()
    assert capsys.readouterr().out == ""


def test_nothing_is_said_here(capsys):
    runtime.check_versions()
    assert capsys.readouterr().out == ""


def test_the_bounds_are_read_from_what_was_installed(monkeypatch, capsys):
    name = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    assert name == runtime.PROJECT
    monkeypatch.setattr(np, "__version__", "1.26.4")
    runtime.check_versions()
    assert "numpy 1.26.4 (at least 2" in capsys.readouterr().out


def test_version_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert helpers.__version__ == project["version"]
