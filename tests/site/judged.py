"""What the judge says of references, of every named mistake, and of odd answers, as JSON.

Run as it stands in two Pythons, that of the tests and that of the browser, with `NAMES` set to the
names of the exercises; the last line is the value.
"""

import json

from helpers.exercises import check
from helpers.exercises.registry import find


def raising(*arguments, **options):
    raise ZeroDivisionError("division by zero")


def looking(*arguments):
    return arguments[0][0][0]


ODD = {
    "nothing": lambda *arguments: None,
    "zero": lambda *arguments: 0,
    "a text": lambda *arguments: "none",
    "NaN": lambda *arguments: float("nan"),
    "its first argument": lambda *arguments: arguments[0],
    "its arguments": lambda *arguments: arguments,
    "raises": raising,
    "a wrong number of arguments": lambda: 0,
    "looks into what it got": looking,
    "no function": 3,
}

said = {}
for name in NAMES:  # noqa: F821
    exercise = find(name)
    answers = {"reference": exercise.reference}
    answers |= {mistake.name: mistake.implementation for mistake in exercise.mistakes}
    for kind, answer in {**answers, **ODD}.items():
        said[f"{name}: {kind}"] = repr(check(name, answer))
json.dumps(said)
