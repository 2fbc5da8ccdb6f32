"""What `check` returns: a status, a hint, and a message of a few plain lines."""

import textwrap
from dataclasses import dataclass

MISSING, WRONG, PASSED = "missing", "wrong", "passed"
WIDTH = 84


@dataclass(frozen=True, repr=False)
class Feedback:
    """What `check` found.

    Its text is the message: the same on each run and on each machine, without times, paths and
    addresses, so that a notebook can be compared with it.

    Parameters
    ----------
    name : str
        Name of the exercise.
    status : {"missing", "wrong", "passed"}
        Whether the stub is untouched, the answer wrong or right.
    hint : str
        What was probably done, and what helps; empty where there is nothing to say.
    detail : str
        The case that failed, with the expected and the received result, or empty.
    """

    name: str
    status: str
    hint: str = ""
    detail: str = ""

    def __repr__(self):
        """Return the message."""
        if self.status == PASSED:
            return f"✓ {self.name}: passed"
        if self.status == MISSING:
            return f"{self.name}: not attempted yet"
        lines = [f"✗ {self.name}: not right yet"]
        lines += textwrap.wrap(self.hint, WIDTH, initial_indent="  ", subsequent_indent="  ")
        for line in self.detail.splitlines():
            lines += textwrap.wrap(line, WIDTH, initial_indent="  ", subsequent_indent="    ")
        return "\n".join(lines)
