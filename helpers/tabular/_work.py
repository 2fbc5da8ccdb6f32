"""Fits one after the other, none begun that would not end in time, as far as can be foreseen."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning

from helpers.tabular._prepared import Fold, Folds, width
from helpers.tabular._scores import fit_and_score, probabilities

RESERVE = 1.2  # what is to come is estimated from what was done, with this reserve
LARGER = 1.25  # rows that are fitted to be judged, for each that is fitted to be tuned, or more
SMALL = 100_000  # cells of a fit that is begun without a smaller one before
PROBES = (16, 8)  # parts of the rows that the smaller ones take
STEEPEST = 3.0  # power of the rows that the time grows with


class Work:
    """What was fitted within a budget, and what it took.

    Parameters
    ----------
    data : Data
        What is fitted.
    outer : list of tuple
        Pairs of fitted and held-out rows.
    inner : list of list of tuple
        Pairs that divide the fitted rows of each outer fold.
    clock : callable
        Returns seconds.
    end : float
        When the budget is over, by the clock.
    """

    def __init__(self, data, outer, inner, clock, end):
        self.data, self.outer, self.inner = data, outer, inner
        self.clock, self.end = clock, end
        self.unconverged = 0
        self.unfinished = {}  # the name of a model: how many fits of its last settings were in vain
        self._folds = Folds(data, sum(map(len, inner)))
        self._path = {}  # the name of a model: seconds for all settings so far on one inner fold
        self._longest = {}  # … and for the slowest fit
        self._foreseen = {}  # … and for one setting, where a smaller fit was made
        self._pending = {}  # the name of a model that is still to be judged: the model

    @property
    def small(self):
        """Whether a fit is so small that it may be begun without a smaller one before."""
        return max(len(fitted) for fitted, _ in self.outer) * width(self.data) <= SMALL

    def at_once(self, kind):
        """Tell whether all settings of a path cost as much as one."""
        mixes = {setting.get("mix") for setting in kind.settings}
        return bool(kind.path) and self.data.problem == "regression" and mixes == {0.0}

    def losses(self, kind, settings, part):
        """Return the losses of settings on one part, of shape (settings,)."""
        return np.array(measured(self.data, kind, settings, part, self._folds, self))

    def block(self, kind, settings, needed=False, harder=1.0):
        """Return mean inner losses of settings, of shape (outer folds, settings).

        Or None, if there is no time for all folds; unless they are needed. Settings may be
        `harder` to fit than those of the same model before.
        """
        done, total = 0, sum(map(len, self.inner))
        if not needed:
            slowest = harder * len(settings) * self._each(kind, self.inner[0][0])
            if not self._fits(kind, slowest, total):
                return None
        slowest, found = 0.0, []
        for parts in self.inner:
            losses = []
            for part in parts:
                began = self.clock()
                if not needed and not self._fits(kind, slowest, 1):
                    self.unfinished[kind.name] = done
                    return None
                losses.append(self.losses(kind, settings, part))
                slowest = max(slowest, self.clock() - began)
                done += 1
            found.append(np.mean(losses, axis=0))
        self._path[kind.name] = self._path.get(kind.name, 0.0) + slowest
        each = slowest / (len(settings) if kind.path else 1)
        self._longest[kind.name] = max(self._longest.get(kind.name, 0.0), each)
        self._pending[kind.name] = kind
        return np.array(found)

    def thin(self, kind):
        """Use every k-th row alone, if there is no time for all settings of a model otherwise.

        Returns k, 1 if all rows are used.
        """
        if self.small:
            return 1
        settings = 1 if self.at_once(kind) else len(kind.settings)
        fits = sum(map(len, self.inner)) + LARGER * (2 * len(self.outer) + 1)
        seconds = RESERVE**2 * fits * settings * self._each(kind, self.inner[0][0])
        left = self.end - self.clock()
        step = int(np.clip(np.ceil(seconds / max(left, 1e-9)), 1, self._most()))
        if step > 1:
            self.outer = thinned(self.outer, step)
            self.inner = [thinned(parts, step) for parts in self.inner]
            self._folds = Folds(self.data, sum(map(len, self.inner)))
            self._foreseen.clear()
        return step

    def _most(self):
        """Return the largest step that leaves fits which need no thinning."""
        rows = max(len(fitted) for fitted, _ in self.outer)
        return max(1, rows * width(self.data) // SMALL)

    def may_judge(self, kind):
        """Tell whether there is time to judge a model that has nothing to be tuned."""
        each = self._each(kind, self.outer[0])
        return self.clock() + RESERVE * len(self.outer) * each <= self.end - self._last(kind, each)

    def judge(self, kind, settings, chosen):
        """Fit the chosen setting of each outer fold; return the losses and the predictions."""
        data, K = self.data, len(self.data.classes)
        predictions = np.full((len(data.y), K) if K else len(data.y), np.nan)
        losses = []
        for place, part in zip(chosen, self.outer, strict=True):
            estimator, value, settled = fit_and_score(data, kind.make(**settings[place]), part)
            self.unconverged += not settled
            losses.append(value)
            held = data.X[part[1]]
            predictions[part[1]] = (
                probabilities(estimator, held, K) if K else estimator.predict(held)
            )
        self._pending.pop(kind.name, None)
        return np.array(losses), predictions

    def _fits(self, kind, slowest, count):
        """Tell whether so many fits end in time, with those of the judging that follow."""
        last = self._last(kind, slowest)
        return self.clock() + RESERVE * count * slowest <= self.end - RESERVE * last

    def _last(self, kind, slowest):
        """Return seconds for all that has to come after a block of a model."""
        judged, paths = 0.0, {**self._path, kind.name: self._path.get(kind.name, 0.0) + slowest}
        for other in {**self._pending, kind.name: kind}.values():
            longest = max(
                self._longest.get(other.name, 0.0), slowest if other.name == kind.name else 0.0
            )
            judged += len(self.outer) * (paths[other.name] if other.path else longest)
        # The chosen model is tuned once more on all rows, with as many folds as judged.
        return LARGER * (judged + (len(self.outer) + 1) * max(paths.values()))

    def _each(self, kind, part):
        """Return the seconds that one setting takes on a part, from the past or a smaller fit."""
        if kind.name in self._longest:
            return self._longest[kind.name]
        if kind.name not in self._foreseen:
            self._foreseen[kind.name] = self._probe(kind, part)
        return self._foreseen[kind.name]

    def _probe(self, kind, part):
        if self.clock() + kind.startup > self.end:
            return np.inf
        fitted, held = part
        if kind.path and len(fitted) * width(self.data) <= SMALL:
            return 0.0
        seconds = []
        for share in PROBES:
            began = self.clock()
            smaller = fitted[:: min(share, max(1, len(fitted) // 50))], held
            measured(self.data, kind, kind.settings[:1], smaller, self._fold, self)
            seconds.append(self.clock() - began)
        growth = np.log2(max(seconds[1], 1e-9) / max(seconds[0], 1e-9))
        return seconds[1] * PROBES[1] ** np.clip(growth, 0, STEEPEST)

    def _fold(self, part):
        return Fold(self.data, part)


def thinned(parts, step):
    """Return parts with every `step`-th of their fitted and of their held-out rows."""
    return [(fitted[::step], held[::step]) for fitted, held in parts]


def measured(data, kind, settings, part, folds, counter=None):
    """Return the losses of settings of a model on one part; warnings go to the counter."""
    if kind.path is None:
        found = [fit_and_score(data, kind.make(**setting), part)[1:] for setting in settings]
        if counter is not None:
            counter.unconverged += sum(not settled for _, settled in found)
        return [value for value, _ in found]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ConvergenceWarning)
        losses = kind.path(folds(part), settings)
    if counter is not None:
        counter.unconverged += sum(issubclass(w.category, ConvergenceWarning) for w in caught)
    return losses
