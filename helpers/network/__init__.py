"""Neural networks in plain NumPy: layers, losses, optimizers and a training loop.

A network is a list of layers. Each has

- ``forward(x, training=False)``, which returns the output for a batch x of n rows;
- ``backward(gradient)``, which takes ∂J/∂output, keeps ∂J/∂parameter for each parameter, and
  returns ∂J/∂x;
- ``parameters`` and ``gradients``, two lists of arrays that belong together.

    rng = np.random.default_rng(0)
    model = network.Sequential([
        network.Dense(64, 128, rng), network.ReLU(), network.Dropout(0.5, rng),
        network.Dense(128, 10, rng),
    ])
    history = network.fit(
        model, X, y, loss=network.SoftmaxCrossEntropy(), optimizer=network.Adam(),
        epochs=20, rng=rng, validation=(X_validation, y_validation),
    )

Numbers stay in the type of the model, float32 or float64. Data are checked where they enter: a
model, a loss and `fit` raise ValueError for numbers that are not finite. A single layer does not
look at every number, it hands NaN on; `fit` notices, and stops with a `DivergenceError`.
"""

from helpers.network._attention import SelfAttention
from helpers.network._branches import Positionwise, Residual
from helpers.network._evaluation import accuracy, evaluate
from helpers.network._layers import Dense, Dropout, Layer, ReLU
from helpers.network._losses import (
    Loss,
    SoftmaxCrossEntropy,
    SquaredError,
    TokenCrossEntropy,
    softmax,
)
from helpers.network._optimizers import SGD, Adam, AdamW, DivergenceError, Momentum, Optimizer
from helpers.network._sequences import Embedding, LayerNormalization
from helpers.network._sequential import Sequential
from helpers.network._training import History, fit
from helpers.network._transformer import transformer

__all__ = [
    "SGD",
    "Adam",
    "AdamW",
    "Dense",
    "DivergenceError",
    "Dropout",
    "Embedding",
    "History",
    "Layer",
    "LayerNormalization",
    "Loss",
    "Momentum",
    "Optimizer",
    "Positionwise",
    "ReLU",
    "Residual",
    "SelfAttention",
    "Sequential",
    "SoftmaxCrossEntropy",
    "SquaredError",
    "TokenCrossEntropy",
    "accuracy",
    "evaluate",
    "fit",
    "softmax",
    "transformer",
]
