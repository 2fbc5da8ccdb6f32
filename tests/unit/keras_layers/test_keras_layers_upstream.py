"""Keras' own tests, from the installed wheel, with the book's layers and regularizers in place."""

import ast
import functools
import importlib
import inspect
import unittest

import pytest
from packaging.version import Version

from helpers import keras_layers
from helpers.keras_layers._keras import keras

# Keras' test case trains a model without weights, from a generator, with shuffling on.
pytestmark = [
    pytest.mark.skipif(
        Version(keras.__version__) < Version("3.15.1"), reason="the wheel has no tests in it"
    ),
    pytest.mark.filterwarnings("ignore:`shuffle=True` was passed:UserWarning"),
    pytest.mark.filterwarnings("ignore:The model does not have any trainable weights:UserWarning"),
    # Keras copies variables in a way that NumPy 2 warns of.
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy"),
]

MODULES = {
    "keras.src.layers.regularization.dropout_test": ["Dropout"],
    "keras.src.layers.regularization.gaussian_dropout_test": ["GaussianDropout"],
    "keras.src.regularizers.regularizers_test": ["L1", "L2", "L1L2"],
}


class Record(unittest.TestResult):
    """Keep the name of every test that started."""

    def __init__(self):
        super().__init__()
        self.started = []

    def startTest(self, test):  # noqa: N802 - the name is unittest's
        super().startTest(test)
        self.started.append(test.id())


@pytest.fixture(autouse=True)
def _tracebacks_as_before():
    # Keras' test case switches the filter off for the rest of the process.
    filtered = keras.config.is_traceback_filtering_enabled()
    yield
    if filtered:
        keras.config.enable_traceback_filtering()


def substitute(module, name, monkeypatch):
    """Put our class where Keras' test looks it up; return counts of both classes' instances."""
    room = module.layers if hasattr(module, "layers") else module.regularizers
    theirs, ours = getattr(room, name), getattr(keras_layers, name)
    assert theirs is not ours
    monkeypatch.setattr(room, name, ours)
    for key, value in getattr(room, "ALL_OBJECTS_DICT", {}).items():
        if value is theirs:
            monkeypatch.setitem(room.ALL_OBJECTS_DICT, key, ours)
    return count_instances(ours, monkeypatch), count_instances(theirs, monkeypatch)


def count_instances(cls, monkeypatch):
    made = []
    original = cls.__init__

    @functools.wraps(original)
    def counting(self, *args, **kwargs):
        made.append(type(self))
        original(self, *args, **kwargs)

    # Keras reads the parameters of a layer from here, for its default configuration.
    counting.__signature__ = inspect.signature(original)
    monkeypatch.setattr(cls, "__init__", counting)
    return made


def run(module):
    result = Record()
    unittest.defaultTestLoader.loadTestsFromModule(module).run(result)
    return result


def defined_tests(module):
    """Names of the tests that the source file defines, found without the loader."""
    tree = ast.parse(inspect.getsource(module))
    return sorted(
        f"{module.__name__}.{cls.name}.{function.name}"
        for cls in tree.body if isinstance(cls, ast.ClassDef)
        for function in cls.body
        if isinstance(function, ast.FunctionDef) and function.name.startswith("test")
    )  # fmt: skip


def names(outcomes):
    return {test.id().rsplit(".", 1)[1] for test, _ in outcomes}


@pytest.mark.parametrize("name", MODULES)
def test_keras_own_tests_pass(name, monkeypatch):
    module = importlib.import_module(name)
    made = {cls: substitute(module, cls, monkeypatch) for cls in MODULES[name]}
    result = run(module)
    report = "\n".join(text for _, text in result.failures + result.errors)
    assert result.wasSuccessful(), report
    assert result.skipped == []
    assert sorted(result.started) == defined_tests(module) != []
    for cls, (ours, theirs) in made.items():
        assert ours, f"{cls}: Keras' tests made no instance of the book's class"
        assert not theirs, f"{cls}: Keras' tests still made {len(theirs)} of Keras' own"


WRONG = {
    # What breaks, and the tests of Keras that must notice.
    "Dropout": ("_add_noise", lambda self, x: x * 0.5, {"test_dropout_rescaling"}),
    "GaussianDropout": ("_add_noise", lambda self, x: x, {"test_gaussian_dropout_correctness"}),
    "L1": ("__call__", lambda self, x: 0.0, {"test_l1", "test_l1l2_only_l1"}),
    "L2": ("__call__", lambda self, x: 0.0, {"test_l2", "test_l1l2_only_l2"}),
    "L1L2": ("__call__", lambda self, x: 0.0, {"test_l1_l2", "test_l1l2_only_l1"}),
}


@pytest.mark.parametrize("cls", WRONG)
def test_keras_own_tests_notice_what_is_wrong(cls, monkeypatch):
    name = next(name for name, classes in MODULES.items() if cls in classes)
    module = importlib.import_module(name)
    substitute(module, cls, monkeypatch)
    method, broken, noticed = WRONG[cls]
    monkeypatch.setattr(getattr(keras_layers, cls), method, broken)
    result = run(module)
    assert noticed <= names(result.failures)
