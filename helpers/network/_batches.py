"""One epoch of training, batch by batch, and the validation after it."""

import math
from dataclasses import dataclass
from itertools import islice

import numpy as np

from helpers.network._evaluation import hits
from helpers.network._losses import Loss, SoftmaxCrossEntropy
from helpers.network._optimizers import DivergenceError, Optimizer, Parts, all_finite
from helpers.network._sequential import Sequential

EXPLODED = 1e6  # times the loss of the first batch, or times 1 where that is less


@dataclass
class Trainer:
    """A model with its loss and optimizer.

    What `train` and `validate` return is the mean loss of the rows, and the share of them that were
    classified correctly (None unless the loss is `SoftmaxCrossEntropy`).
    """

    model: Sequential
    loss: Loss
    optimizer: Optimizer
    limit: float | None = None  # of the loss of a batch

    def __post_init__(self):
        """Look up once what is the same in every step."""
        self.parameters = self.model.parameters
        self.gradients = Parts(self.parameters)
        views = iter(self.gradients)
        self.into = [list(islice(views, len(layer.parameters))) for layer in self.model.layers]
        self.classifies = isinstance(self.loss, SoftmaxCrossEntropy)

    def train(self, X, y, batch_size):
        """Train for an epoch, on the rows in the order given."""
        total, correct = 0.0, 0
        starts = range(0, len(X), batch_size)
        for number, start in enumerate(starts, 1):
            rows = slice(start, start + batch_size)
            try:
                value, hit = self._step(X[rows], y[rows])
            except DivergenceError as error:
                raise DivergenceError(f"batch {number} of {len(starts)}: {error}") from None
            total += value * len(X[rows])
            correct += hit
        return total / len(X), self._share(correct, y.size)

    def validate(self, X, y):
        """Evaluate at inference, without penalties."""
        try:
            outputs = self._finite(self.model.run(X, training=False))
            value, _ = self.loss.compute(outputs, y)
            if not math.isfinite(value):
                raise DivergenceError(f"expected a finite loss, got {value}")
        except DivergenceError as error:
            raise DivergenceError(f"validation: {error}") from None
        return value, self._share(self._hits(outputs, y), y.size)

    def _step(self, X, y):
        outputs = self._finite(self.model.run(X, training=True))
        value, gradient = self.loss.compute(outputs, y)
        value += self.model.penalty()
        if self.limit is None and math.isfinite(value):
            self.limit = EXPLODED * max(1.0, value)
        if self.limit is None or not value <= self.limit:
            expected = "a finite loss" if self.limit is None else f"a loss <= {self.limit:.3g}"
            raise DivergenceError(f"expected {expected}, got {value:.3g}")
        self.model.keep_gradients(gradient, self.into)
        self.optimizer.step(self.parameters, self.gradients)
        return value, self._hits(outputs, y)

    def _finite(self, outputs):
        if not all_finite(outputs):
            found = outputs[~np.isfinite(outputs)][0]
            raise DivergenceError(f"expected finite outputs, got {found}")
        return outputs

    def _hits(self, outputs, y):
        return hits(outputs, y) if self.classifies else 0

    def _share(self, correct, n):
        return correct / n if self.classifies else None
