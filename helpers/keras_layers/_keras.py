"""Keras without its log lines, on the back end that is loaded or asked for."""

import importlib
import os
import sys

from helpers import runtime


def _import_keras():
    other = os.environ.get("KERAS_BACKEND", "") not in ("", "tensorflow")
    if other or "keras" in sys.modules:
        # Whatever the back end, Keras imports TensorFlow where it is installed.
        with runtime.quiet_stderr():
            return importlib.import_module("keras")
    return runtime.import_keras()


keras = _import_keras()
