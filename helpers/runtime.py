"""A quiet TensorFlow, seeds, the line of versions, and a word on libraries that are too old."""

import contextlib
import importlib
import importlib.metadata
import numbers
import os
import platform
import random
import sys

import numpy as np

PROJECT = "regularization-executed"
MODULES = {"scikit-learn": "sklearn"}  # where a library is imported by another name


@contextlib.contextmanager
def quiet_stderr():
    """Point file descriptor 2 at the null device inside the `with` block.

    TensorFlow's C++ code writes log lines, with time and process id, straight to the descriptor,
    and a notebook's kernel copies them into the cell. No environment variable silences all.
    What Python itself writes to `sys.stderr` is not lost where that is no plain descriptor, as in
    a notebook. Where the process has no descriptor 2 the block runs as it is.
    """
    _flush_stderr()
    try:
        saved = os.dup(2)
    except OSError:
        yield
        return
    try:
        with open(os.devnull, "wb") as null:
            os.dup2(null.fileno(), 2)
        yield
    finally:
        _flush_stderr()
        os.dup2(saved, 2)
        os.close(saved)


def import_tensorflow():
    """Import TensorFlow without its log lines, and return the module.

    One operation is run as well, since the lines on the processor and on missing GPU drivers come
    with the first. Warnings and errors that TensorFlow logs later still show.

    Raises
    ------
    ImportError
        If TensorFlow is not installed.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with quiet_stderr():
        tensorflow = importlib.import_module("tensorflow")
        tensorflow.zeros(1)
    return tensorflow


def import_keras():
    """Import Keras on its TensorFlow back end without log lines, and return the module.

    Raises
    ------
    ImportError
        If Keras or TensorFlow is not installed, or if Keras was imported earlier in this process
        on another back end.
    """
    loaded = sys.modules.get("keras")
    if loaded is not None and loaded.backend.backend() != "tensorflow":
        raise ImportError(
            "expected Keras on the TensorFlow back end, got "
            f"{loaded.backend.backend()}: restart the kernel, then import Keras from here first"
        )
    os.environ["KERAS_BACKEND"] = "tensorflow"
    import_tensorflow()
    with quiet_stderr():
        return importlib.import_module("keras")


def set_seeds(seed):
    """Seed every global random generator there is, and return a local one.

    The global ones are those of `random` and NumPy, and, if Keras has been imported, those of
    Keras and its back end (through `keras.utils.set_random_seed`): import Keras first. Chapters
    use the generator returned; the global ones serve libraries that know no other.

    Parameters
    ----------
    seed : int
        From 0 to 2³² − 1.

    Returns
    -------
    numpy.random.Generator
        `numpy.random.default_rng(seed)`.

    Raises
    ------
    ValueError
        If the seed is not such an integer.
    """
    if isinstance(seed, bool) or not isinstance(seed, numbers.Integral) or not 0 <= seed < 2**32:
        raise ValueError(f"expected the seed as an integer from 0 to 2**32 - 1, got {seed!r}")
    seed = int(seed)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(seed)
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - the legacy generator is the one to be seeded here
    return np.random.default_rng(seed)


def versions():
    """Return one line with the versions of Python and of the libraries behind the book.

    It differs from one machine to the next, so no compared output may show it.
    """
    names = {
        "NumPy": "numpy",
        "SciPy": "scipy",
        "scikit-learn": "scikit-learn",
        "TensorFlow": "tensorflow",
        "Keras": "keras",
    }
    found = [f"Python {platform.python_version()}"]
    for label, package in names.items():
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found.append(f"{label} {importlib.metadata.version(package)}")
    return " · ".join(found)


def check_versions():
    """Print one line if a library is older than the book needs, and nothing otherwise.

    What the book needs is what `helpers` asked for when it was installed. A library that is
    loaded counts as what is loaded: one that was renewed after that, as may happen on Colab, is
    used only when the kernel starts anew. Newer libraries, missing ones, and versions or
    requirements that cannot be read are no reason to say anything; nor is there one where
    `helpers` was not installed, as in a browser.
    """
    old = list(_too_old())
    if not old:
        return
    named = ", ".join(f"{name} {used} (at least {lowest})" for name, used, lowest, _ in old)
    stale = [f'"{name}>={lowest}"' for name, _, lowest, installed in old if installed < lowest]
    renew = f"run `%pip install --upgrade {' '.join(stale)}` and " if stale else ""
    print(
        f"Older than this book needs: {named}. "
        f"Numbers may come out wrong; {renew}restart the kernel."
    )


def _too_old():
    """Yield the name, the version in use, the lowest one and the one installed, of each."""
    try:
        requirements = importlib.metadata.requires(PROJECT) or []
    except importlib.metadata.PackageNotFoundError:
        return
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.version import InvalidVersion, Version

    unreadable = (InvalidRequirement, InvalidVersion, TypeError)
    for text in requirements:
        with contextlib.suppress(*unreadable, importlib.metadata.PackageNotFoundError):
            needed = Requirement(text)
            if needed.marker and not needed.marker.evaluate({"extra": ""}):
                continue
            lowest = [Version(s.version) for s in needed.specifier if s.operator == ">="]
            installed = Version(importlib.metadata.version(needed.name))
            module = sys.modules.get(MODULES.get(needed.name, needed.name))
            used = Version(getattr(module, "__version__", str(installed)))
            if lowest and used < max(lowest):
                yield needed.name, used, max(lowest), installed


def _flush_stderr():
    # What is buffered has to go where it was meant to go. `sys.stderr` may be None, or closed.
    with contextlib.suppress(AttributeError, ValueError, OSError):
        sys.stderr.flush()
