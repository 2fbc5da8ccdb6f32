"""Training: epochs, validation, early stopping."""

from dataclasses import dataclass, field

import numpy as np

from helpers._progress import Progress
from helpers._validate import flag, generator, integer
from helpers.network._batches import Trainer
from helpers.network._evaluation import check_data
from helpers.network._optimizers import DivergenceError, Optimizer

ADVICE = (
    "Try a lower learning rate, features (and numeric targets) scaled to mean 0 and standard "
    "deviation 1, or smaller initial weights; very large values in the data do the same harm"
)


@dataclass
class History:
    """What `fit` measured, one value an epoch.

    Attributes
    ----------
    loss : list of float
        Mean over the epoch's rows of the objective in training mode, penalty included.
    accuracy : list of float
        Share of the epoch's rows that were classified correctly in training mode.
    validation_loss, validation_accuracy : list of float
        At the end of the epoch, at inference, without penalty; empty without validation.
    best_epoch : int or None
        Index of the least validation loss, the first of equal ones; None without validation.

    The accuracies are empty unless the loss is `SoftmaxCrossEntropy`.
    """

    loss: list = field(default_factory=list)
    accuracy: list = field(default_factory=list)
    validation_loss: list = field(default_factory=list)
    validation_accuracy: list = field(default_factory=list)
    best_epoch: int | None = None

    def add_training(self, loss, accuracy):
        """Append what an epoch of training gave."""
        self.loss.append(loss)
        if accuracy is not None:
            self.accuracy.append(accuracy)

    def add_validation(self, loss, accuracy):
        """Append what the validation after it gave; return whether it has the least loss so far."""
        self.validation_loss.append(loss)
        if accuracy is not None:
            self.validation_accuracy.append(accuracy)
        if self.best_epoch is not None and not loss < self.validation_loss[self.best_epoch]:
            return False
        self.best_epoch = len(self.validation_loss) - 1
        return True

    def last(self):
        """Return one line on the last epoch."""
        shown = {
            "loss": self.loss,
            "accuracy": self.accuracy,
            "validation loss": self.validation_loss,
            "validation accuracy": self.validation_accuracy,
        }
        return ", ".join(f"{name} {values[-1]:.4g}" for name, values in shown.items() if values)


def fit(
    model,
    X,
    y,
    *,
    loss,
    optimizer,
    epochs,
    batch_size=32,
    rng,
    validation=None,
    patience=None,
    restore_best=True,
    progress=False,
):
    """Train a model: minimize the mean loss plus the model's penalties.

    Each epoch goes once through the rows in an order drawn from `rng`; each batch is a forward
    in training mode, a backward and a step of the optimizer. The last batch may be smaller.

    Parameters
    ----------
    model : Sequential
        Changed in place. Training goes on from the weights that it has.
    X : array_like of shape (n, …)
        Finite; cast to the type of the model.
    y : array_like
        Targets as the loss wants them: labels (n,), or numbers (n, K).
    loss : Loss
    optimizer : Optimizer
    epochs : int
        ≥ 1.
    batch_size : int, default 32
        ≥ 1.
    rng : numpy.random.Generator
        For the order of the rows. Layers with randomness have their own.
    validation : tuple (X, y), optional
        Evaluated after each epoch.
    patience : int, optional
        ≥ 1; needs `validation`. Stop after so many epochs in a row without a new least
        validation loss.
    restore_best : bool, default True
        With `patience`, end with the weights of the best epoch, whether stopped early or not.
    progress : bool, default False
        Show a line on a terminal or in an attended notebook while training; nothing remains.

    Returns
    -------
    History

    Raises
    ------
    DivergenceError
        A ValueError: if outputs, loss or gradients are not finite, or if the loss exceeds
        1e6·max(1, loss of the first batch). It names the epoch and the batch.
    ValueError
        If an argument is not as above. Found before training starts.
    """
    X, y = check_data(model, X, y, loss)
    if model.dtype is None:
        raise ValueError(f"expected a model with parameters to train, got {model.layers}")
    if validation is not None:
        if not isinstance(validation, tuple | list) or len(validation) != 2:
            raise ValueError(f"expected validation as a tuple (X, y), got {validation!r}")
        validation = check_data(model, *validation, loss)
    if not isinstance(optimizer, Optimizer):
        raise ValueError(f"expected optimizer as a network.Optimizer, got {optimizer!r}")
    epochs = integer(epochs, "epochs", minimum=1)
    batch_size = integer(batch_size, "batch_size", minimum=1)
    generator(rng, "rng")
    if patience is not None:
        patience = integer(patience, "patience", minimum=1)
        if validation is None:
            raise ValueError("expected validation data, since patience is given, got None")
    keep_best = flag(restore_best, "restore_best") and patience is not None
    trainer, history, best = Trainer(model, loss, optimizer), History(), None
    # What overflows shows in the loss: NumPy's warnings would say no more than the error.
    with np.errstate(all="ignore"), Progress(flag(progress, "progress")) as line:
        for epoch in range(epochs):
            try:
                order = rng.permutation(len(X))
                history.add_training(
                    *trainer.train(X.take(order, axis=0), y.take(order, axis=0), batch_size)
                )
                if validation is not None:
                    improved = history.add_validation(*trainer.validate(*validation))
                    best = model.get_weights() if improved and keep_best else best
            except DivergenceError as error:
                raise DivergenceError(f"epoch {epoch + 1} of {epochs}, {error}. {ADVICE}") from None
            line.show(f"epoch {epoch + 1} of {epochs}: {history.last()}")
            if patience is not None and epoch - history.best_epoch >= patience:
                break
    if best is not None:
        model.set_weights(best)
    return history
