"""A file of plain arrays and a text: nothing in it is run when it is opened.

joblib and pickle write what makes objects anew, and opening such a file runs whatever its author
put there. skops asks which types may be made, and is safer; but what it makes is still the
estimators of one version of scikit-learn, and it would be one more dependency. What a model of the
recipe needs to predict is a few arrays, so these are all that is written: ``numpy.load`` with
``allow_pickle=False`` opens them.
"""

import io
import json
import os
import zipfile
from pathlib import Path

import numpy as np

from helpers.tabular._errors import DataError

TEXT = "about"
# Of a pickle of protocol 2 or later, and of what joblib compresses.
PICKLES = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")


def check_place(path):
    """Check that a file can be written, before the work that it is to hold.

    Raises
    ------
    DataError
        If the path is none, its folder is missing, or it may not be written.
    """
    try:
        path = Path(path)
    except TypeError:
        raise DataError(f"expected the path of a file to write, got {path!r}") from None
    if path.is_dir():
        raise DataError(f'expected the path of a file to write, got the folder "{path}"')
    if not path.parent.is_dir():
        found = "a file of that name" if path.parent.exists() else "nothing there"
        raise DataError(f'expected a folder "{path.parent}" to write "{path.name}" to, got {found}')
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise DataError(f'expected a place to write to, got "{path}", which may not be written')


def write(path, content):
    """Write bytes or text; what stood there before is lost only when the new file is whole.

    Raises
    ------
    DataError
        As `check_place` says, or if writing fails, as on a full disk.
    """
    check_place(path)
    path = Path(path)
    content = content.encode() if isinstance(content, str) else content
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DataError(
            f'expected a place to write to, got "{path}": {error.strerror or error}'
        ) from None


def write_arrays(path, about, arrays):
    """Write a dictionary that JSON can hold, and named arrays of numbers."""
    buffer = io.BytesIO()
    text = json.dumps(about, ensure_ascii=False, default=float)  # a setting of NumPy's numbers
    np.savez(buffer, **{TEXT: np.array(text)}, **arrays)
    write(path, buffer.getvalue())


def read_arrays(path):
    """Return the dictionary and the arrays of a file that `write_arrays` wrote.

    Raises
    ------
    DataError
        If there is no such file, or it holds something else.
    """
    content = _content(path)
    if content.startswith(PICKLES):
        raise DataError(
            "expected a saved model, got a pickle, as joblib writes: opening one runs what is in "
            "it, so it was not opened"
        )
    if not content.startswith(b"PK\x03\x04"):
        what = "an empty file" if not content else "a file that holds none"
        raise DataError(f"expected a saved model, got {what}")
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as found:
            if TEXT not in found.files:
                raise DataError("expected a saved model, got an archive that holds none")
            arrays = {name: found[name] for name in found.files}
        return json.loads(str(arrays.pop(TEXT))), arrays
    # Whatever a damaged archive can bring: cut off, a wrong checksum, no array, no JSON.
    except (
        zipfile.BadZipFile, EOFError, OSError, MemoryError, RuntimeError, KeyError, SyntaxError,
    ):  # fmt: skip
        raise DataError("expected a saved model, got a file that is damaged") from None
    except ValueError as error:
        if isinstance(error, DataError):
            raise
        raise DataError("expected a saved model, got a file that is damaged") from None


def _content(path):
    try:
        path = Path(path)
        return path.read_bytes()
    except TypeError:
        raise DataError(f"expected the path of a saved model, got {path!r}") from None
    except (FileNotFoundError, NotADirectoryError):
        raise DataError(f'expected a saved model at "{path}", got nothing there') from None
    except OSError:
        kind = "a folder" if path.is_dir() else "a file that may not be read"
        raise DataError(f'expected a saved model at "{path}", got {kind}') from None
