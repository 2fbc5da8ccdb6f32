"""Dropout layers and regularizers for Keras, written by hand.

They have the names, signatures, configurations and behaviour of Keras' own, on every back end, and
are built from `keras.ops` and `keras.random.SeedGenerator` alone. Once this module is imported,
models that hold them are saved, loaded and cloned without `custom_objects`.

They differ from Keras' own in these points:

- A rate of 1 is refused. It would drop everything, and 1/(1 − rate) does not exist.
- A seed is an integer from 0 to 2³¹ − 1, the range that every back end can take.
- A `noise_shape` that does not fit the inputs is refused where Keras would leave it to the back
  end. NumPy integers are allowed in it.
- Noise is drawn in float32 at least, under mixed precision as well. Keras draws in the inputs'
  type; in bfloat16 its rate is rounded up to a multiple of 1/128, and the mean is not kept.
- The slope of Σ|w| at w = 0 is 0 on every back end. That of Keras' own is 1 there on JAX.
- `L1` keeps its factor as the number given, not rounded to float32.

Importing this module imports Keras, on TensorFlow unless Keras is loaded already or the environment
variable KERAS_BACKEND names another back end.
"""

from helpers.keras_layers.dropout import Dropout, GaussianDropout
from helpers.keras_layers.regularizers import L1, L1L2, L2

__all__ = ["L1", "L1L2", "L2", "Dropout", "GaussianDropout"]
