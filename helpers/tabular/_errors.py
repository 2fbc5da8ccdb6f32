"""The error of a file that cannot be used: one sentence, also in a notebook."""


class DataError(ValueError):
    """A file, a column or a setting is not what the recipe needs.

    The message is one sentence that says what was expected and what came. A notebook shows that
    sentence alone: where in the code a bad file was noticed does not help to mend it.
    """

    def _render_traceback_(self):
        """Return the lines that IPython shows in place of a traceback."""
        return [f"{type(self).__name__}: {self}"]
