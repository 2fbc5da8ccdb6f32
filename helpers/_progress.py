"""A line that tells how far training is, for someone who looks on, and that leaves no trace.

On a terminal it is rewritten, and erased at the end. In a notebook it is an output of its own that
is emptied at the end; but only where a person may answer a prompt. A notebook run unattended, to
be stored or compared, forbids that, and gets no output at all.
"""

import sys
import time

SECONDS = 0.1  # between two lines


class Progress:
    """A context manager; `show(line)` inside shows the line in place of the last one."""

    def __init__(self, wanted):
        self._write = _writer() if wanted else None
        self._last = 0.0

    def show(self, line):
        """Show the line, unless the last one is too fresh to have been read."""
        if self._write is not None and time.monotonic() - self._last > SECONDS:
            self._write(line)
            self._last = time.monotonic()

    def __enter__(self):
        """Return the object itself."""
        return self

    def __exit__(self, *_):
        """Erase the line."""
        if self._write is not None and self._last:
            self._write("")


def _writer():
    """Return a function that shows a line in place of the last one, or None if nobody looks on."""
    if sys.stderr is not None and sys.stderr.isatty():
        return lambda line: print(f"\r\x1b[2K{line}", end="", file=sys.stderr, flush=True)
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    kernel = getattr(shell, "kernel", None)
    if kernel is None or not kernel.get_parent("shell").get("content", {}).get("allow_stdin"):
        return None
    return _notebook_writer()


def _notebook_writer():
    from IPython.display import DisplayHandle

    handle = DisplayHandle()

    def write(line):
        show = handle.update if write.shown else handle.display
        show({"text/plain": line, "text/html": line}, raw=True)
        write.shown = True

    write.shown = False
    return write
