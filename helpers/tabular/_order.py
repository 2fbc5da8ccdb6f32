"""What is tried first and what later, and how far the grids go."""

from dataclasses import dataclass, replace

import numpy as np

from helpers.tabular._grids import Edge, beyond, end_of, flat
from helpers.tabular._models import Model

BLOCKS = (7, 8)  # settings of a slow path after which the clock is looked at
HARDER = 3.0  # times the seconds of a setting, for one beyond the grid


@dataclass(frozen=True)
class Tried:
    """What came out for one kind of model.

    Parameters
    ----------
    model : Model
        The kind of model, with the settings that its grid went on to at the end of its list.
    inner : numpy.ndarray of shape (outer folds, settings tried)
        Mean loss over the inner folds; NaN where there is one setting alone, and no choice.
    chosen : numpy.ndarray of shape (outer folds,)
        The place of the setting with the lowest inner loss.
    outer : numpy.ndarray of shape (outer folds,)
        Loss of the chosen settings on the outer folds: what may be reported.
    predictions : numpy.ndarray
        For each row the prediction of the fold that held it out: of shape (n,), or (n, K) of
        probabilities. NaN for the early rows that no fold held out, where there is a time.
    seconds : float
        How long the fits to the outer folds took.
    """

    model: Model
    inner: np.ndarray
    chosen: np.ndarray
    outer: np.ndarray
    predictions: np.ndarray
    seconds: float = 0.0

    @property
    def tuned(self):
        """Whether all settings of the model were tried."""
        return self.inner.shape[1] == len(self.model.settings)


class Order:
    """The order of the work, and what came out.

    Parameters
    ----------
    work : Work
        Fits within the budget.
    kinds : list of Model
        The baseline, the simplest model, and others.
    show : callable
        Is told the name of the model whose turn it is.
    """

    def __init__(self, work, kinds, show):
        self.work, self.kinds, self.show = work, kinds, show
        self.tried, self.edges = {}, []
        self._losses = {}  # the name of a model: losses of shape (outer folds, settings tried)

    def run(self):
        """Try the models in their order."""
        for kind in self.kinds[:2]:
            self._whole(kind, needed=True)
        fast = [kind for kind in self.kinds[2:] if kind.yardstick or kind.path]
        for kind in sorted(fast, key=lambda kind: not kind.yardstick):
            self._whole(kind)
        slow = turns = [kind for kind in self.kinds[2:] if kind not in fast]
        while turns:
            turns = [kind for kind in turns if self._next(kind)]
        for kind in slow:
            self._judge(kind)

    def _whole(self, kind, needed=False):
        """Try all settings of a model, and judge it."""
        more = True
        while more:
            more, needed = self._next(kind, needed), False
        self._judge(self._further(kind))

    def _next(self, kind, needed=False):
        """Try a block of settings of a model; tell whether there is time for it, and more to do."""
        self.show(kind.name)
        before = self._losses.get(kind.name, np.empty((len(self.work.outer), 0)))
        done = before.shape[1]
        block = kind.settings[done : done + self._size(kind, done)]
        if len(kind.settings) == 1:
            found = None
            if needed or self.work.may_judge(kind):
                found = np.full((len(before), 1), np.nan)
        else:
            found = self.work.block(kind, block, needed)
        if found is None:
            return False
        self._losses[kind.name] = np.hstack([before, found])
        return done + len(block) < len(kind.settings)

    def _size(self, kind, done):
        """Return how many settings the next block has."""
        if not kind.path:
            return 1
        if self.work.small or self.work.at_once(kind):
            return len(kind.settings)
        return BLOCKS[min(done, 1)] if done < sum(BLOCKS) else len(kind.settings)

    def _further(self, kind):
        """Go on with the grid where its end is the best; return the model with all settings."""
        losses = self._losses.get(kind.name, np.empty((0, 0)))
        if not kind.path or losses.shape[1] < len(kind.settings):
            return kind
        planned = kind.settings
        found = {}  # (mix, end): whether the best lies there no longer, or nothing changes
        while True:
            settings, losses = kind.settings, self._losses[kind.name]
            at_end = {}
            for row in losses:
                place = int(row.argmin())
                where = settings[place]["mix"], end_of(settings, place)
                if where[1]:
                    at_end[where] = at_end.get(where, True) and flat(row, settings, place)
            found = {**dict.fromkeys(found, True), **at_end}
            more = [
                s for where, still in at_end.items() if not still for s in beyond(settings, *where)
            ]
            if not more:
                break
            tried = self.work.block(kind, more, harder=HARDER)
            if tried is None:
                break
            kind = replace(kind, settings=(*settings, *more))
            self._losses[kind.name] = np.hstack([losses, tried])
        for (mix, end), settled in found.items():
            lams = [
                [s["lam"] for s in part if s["mix"] == mix] for part in (planned, kind.settings)
            ]
            last = min if end == "weak" else max
            self.edges.append(Edge(kind.name, end, last(lams[0]), last(lams[1]), settled))
        return kind

    def _judge(self, kind):
        """Judge a model by the settings that were tried, if any."""
        losses = self._losses.get(kind.name)
        if losses is None:
            return
        self.show(kind.name)
        chosen = losses.argmin(axis=1)
        outer, predictions, seconds = self.work.judge(kind, kind.settings, chosen)
        self.tried[kind.name] = Tried(kind, losses, chosen, outer, predictions, seconds)
