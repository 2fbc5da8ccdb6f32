"""Fits one after the other, none begun that would not end in time, as far as can be foreseen."""

import warnings
from itertools import chain

import numpy as np
from sklearn.exceptions import ConvergenceWarning

from helpers.tabular._prepared import Fold, Folds, width
from helpers.tabular._scores import fit_and_score, probabilities

RESERVE = 1.2  # what is to come is estimated from what was done, with this reserve
SMALL = 100_000  # cells of a fit that is begun without a smaller one before
PROBE = 16  # every how many rows the smallest fit takes one; the next one takes twice as many
LEAST = 50  # rows of it
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
        self._paths = set()  # the names of the models that have a path
        self._judged = {}  # the name of a model: seconds for the slowest fit that judged it
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
        if kind.path:
            self._paths.add(kind.name)
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
        # The inner folds; judging, tuning once more and weighing; and the last fit, to all rows.
        fits = sum(map(len, self.inner)) + 3 * len(self.outer) * self._larger
        seconds = RESERVE**2 * settings * self._each(kind, self.inner[0][0])
        left = self.end - self.clock() - self._larger * self._whole * seconds
        step = int(np.clip(np.ceil(fits * seconds / max(left, 1e-9)), 1, self._most()))
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
        """Fit the chosen setting of each outer fold.

        Returns the losses, the predictions, and how many seconds it took.
        """
        data, K = self.data, len(self.data.classes)
        predictions = np.full((len(data.y), K) if K else len(data.y), np.nan)
        losses, seconds = [], []
        for place, part in zip(chosen, self.outer, strict=True):
            began = self.clock()
            estimator, value, settled = fit_and_score(data, kind.make(**settings[place]), part)
            self.unconverged += not settled
            losses.append(value)
            held = data.X[part[1]]
            predictions[part[1]] = (
                probabilities(estimator, held, K) if K else estimator.predict(held)
            )
            seconds.append(self.clock() - began)
        self._pending.pop(kind.name, None)
        self._judged[kind.name] = max(seconds)
        return np.array(losses), predictions, sum(seconds)

    def left(self):
        """Return the seconds that will be left when a model was tuned once more and weighed."""
        paths = self._path
        needed = [self._afterwards(name, path, self._judged[name]) for name, path in paths.items()]
        return self.end - self.clock() - max(needed, default=0.0)

    def _fits(self, kind, slowest, count):
        """Tell whether so many fits end in time, with those of the judging that follow."""
        last = self._last(kind, slowest)
        return self.clock() + RESERVE * count * slowest <= self.end - RESERVE * last

    def _last(self, kind, slowest):
        """Return seconds for all that has to come after a block of a model."""
        paths = {**self._path, kind.name: self._path.get(kind.name, 0.0) + slowest}
        fits = dict(self._judged)
        for other in {**self._pending, kind.name: kind}.values():
            longest = max(
                self._longest.get(other.name, 0.0), slowest if other.name == kind.name else 0.0
            )
            fits[other.name] = self._larger * (paths[other.name] if other.path else longest)
        judged = sum(fits[name] for name in {*self._pending, kind.name})
        after = max(self._afterwards(name, path, fits[name]) for name, path in paths.items())
        return len(self.outer) * judged + after

    def _afterwards(self, name, path, fit):
        """Return seconds to tune a model once more on all rows, to fit it to them, and to weigh.

        From those for all settings on an inner fold, and for a fit to an outer one. There are as
        many folds as judge; models without a path have no weights.
        """
        weighed = fit if name in self._paths else 0.0
        return len(self.outer) * (self._larger * path + weighed) + self._whole * fit

    @property
    def _larger(self):
        """How many rows are fitted to be judged, for each that is fitted to be tuned."""
        return _mean_rows(self.outer) / _mean_rows(chain(*self.inner))

    @property
    def _whole(self):
        """How many rows there are, for each that is fitted to be judged."""
        return len(self.data.y) / _mean_rows(self.outer)

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
        seconds, rows = [], []
        step = min(PROBE, max(1, len(fitted) // LEAST))
        for part_of in (step, max(1, step // 2)):
            began = self.clock()
            if began + 2**STEEPEST * sum(seconds) > self.end:
                return np.inf
            smaller = fitted[::part_of], held
            measured(self.data, kind, kind.settings[:1], smaller, self._fold, self)
            seconds.append(self.clock() - began)
            rows.append(len(smaller[0]))
        if rows[1] == len(fitted):
            return seconds[1]
        slope = np.log(max(seconds[1], 1e-9) / max(seconds[0], 1e-9)) / np.log(rows[1] / rows[0])
        return seconds[1] * (len(fitted) / rows[1]) ** np.clip(slope, 0, STEEPEST)

    def _fold(self, part):
        return Fold(self.data, part)


def _mean_rows(parts):
    return np.mean([len(fitted) for fitted, _ in parts])


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
