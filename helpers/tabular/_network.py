"""A small Keras network with dropout as a scikit-learn estimator."""

from functools import lru_cache

import numpy as np
from scipy import sparse
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin

from helpers import runtime

BATCH = 32  # rows
STEPS = 200  # for each thousand rows begun


class _Network(BaseEstimator):
    """One hidden layer of rectified units, dropout, and an L2 penalty; trained with Adam.

    After a fit it holds plain arrays, and can be pickled like any other estimator.

    Parameters
    ----------
    width : int
        Units of the hidden layer.
    rate : float
        Dropout rate, the probability of dropping a unit.
    lam : float
        Strength of the penalty λ/2 ‖W‖² on the weights of both layers.
    learning_rate : float
        Adam's learning rate.
    seed : int
        Seed of the first weights, of the order of the rows and of the dropout masks.
    """

    def __init__(self, width=32, rate=0.5, lam=0.001, learning_rate=0.01, seed=0):
        self.width = width
        self.rate = rate
        self.lam = lam
        self.learning_rate = learning_rate
        self.seed = seed

    def _train(self, X, targets, outputs):
        X = _dense(X)
        steps = STEPS * -(-len(X) // 1000)
        self.architecture_ = (X.shape[1], outputs, self.width, self.rate, self.lam)
        self.classifies_ = isinstance(self, ClassifierMixin)
        model, fresh = _built(*self.architecture_, self.classifies_, self.learning_rate, steps)
        rng = np.random.default_rng(self.seed)
        model.set_weights([_drawn(weights.shape, rng) for weights in model.get_weights()])
        for variable, value in fresh:
            variable.assign(value)
        for layer in model.layers:
            if hasattr(layer, "seed_generator"):
                layer.seed_generator.state.assign(rng.integers(2**31, size=2))
        batches = _batches(X, targets, steps, rng)
        model.fit(batches, steps_per_epoch=steps, shuffle=False, verbose=0)
        # Dropout keeps its seed among the weights, and that is no result of training.
        self.weights_ = [variable.numpy() for variable in model.trainable_variables]
        self.n_features_in_ = X.shape[1]
        return self

    def _outputs(self, X):
        X = _dense(X)
        model, _ = _built(*self.architecture_, self.classifies_, self.learning_rate, STEPS)
        for variable, value in zip(model.trainable_variables, self.weights_, strict=True):
            variable.assign(value)
        return model(X, training=False).numpy().astype(float)


class NetworkRegressor(RegressorMixin, _Network):
    """The network with one linear output, for the squared error."""

    def fit(self, X, y):
        """Fit to rows X of shape (n, p) and targets y of shape (n,); return the estimator."""
        return self._train(X, np.asarray(y, dtype=np.float32)[:, None], 1)

    def predict(self, X):
        """Return predictions of shape (n,)."""
        return self._outputs(X)[:, 0]


class NetworkClassifier(ClassifierMixin, _Network):
    """The network with one output for each class, for the cross-entropy."""

    def fit(self, X, y):
        """Fit to rows X of shape (n, p) and classes y of shape (n,); return the estimator."""
        self.classes_, codes = np.unique(y, return_inverse=True)
        return self._train(X, codes, len(self.classes_))

    def predict_proba(self, X):
        """Return the probabilities of the classes, of shape (n, K)."""
        return softmax(self._outputs(X), axis=1)

    def predict(self, X):
        """Return the most probable classes, of shape (n,)."""
        return self.classes_[self.predict_proba(X).argmax(axis=1)]


@lru_cache(maxsize=64)
def _built(inputs, outputs, width, rate, lam, classifies, learning_rate, steps):
    """Return a compiled network, and its optimizer's variables with their first values.

    Compiling takes longer than training, so networks of the same make share one.
    """
    keras = runtime.import_keras()
    penalty = keras.regularizers.L2(lam / 2)  # Keras' L2 has no ½
    model = keras.Sequential(
        [
            keras.Input((inputs,)),
            keras.layers.Dense(width, activation="relu", kernel_regularizer=penalty),
            keras.layers.Dropout(rate, seed=0),
            keras.layers.Dense(outputs, kernel_regularizer=penalty),
        ]
    )
    loss = keras.losses.MeanSquaredError()
    if classifies:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    adam = keras.optimizers.Adam(learning_rate)
    # All steps in one call of the compiled function: the way between costs more than a step.
    model.compile(adam, loss, steps_per_execution=steps, jit_compile=False)
    adam.build(model.trainable_variables)
    return model, [(variable, variable.numpy()) for variable in adam.variables]


def _dense(X):
    return (X.toarray() if sparse.issparse(X) else np.asarray(X)).astype(np.float32)


def _drawn(shape, rng):
    """Return weights as Glorot and Bengio draw them, and zeros for biases."""
    if len(shape) < 2:
        return np.zeros(shape)
    limit = np.sqrt(6 / sum(shape))
    return rng.uniform(-limit, limit, shape)


def _batches(X, targets, steps, rng):
    """Return a data set of `steps` batches, the rows in a new order in each epoch."""
    tf = runtime.import_tensorflow()
    size = min(BATCH, len(X))
    epochs = -(-steps * size // len(X))
    order = np.concatenate([rng.permutation(len(X)) for _ in range(epochs)])[: steps * size]
    X, targets = tf.constant(X), tf.constant(targets)
    # All batches are full; not saying so leaves their size open, and one compiled function serves
    # folds that are smaller than a batch too.
    rows = tf.data.Dataset.from_tensor_slices(order).batch(size)
    return rows.map(lambda i: (tf.gather(X, i), tf.gather(targets, i)))
