"""The exercises of the chapter on dropout in Keras.

The rate ρ is the probability of dropping. In training a unit with activation h becomes h/(1 − ρ)
with probability 1 − ρ, else 0; at inference it is h.

References
----------
Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014), Journal of Machine Learning
Research 15, 1929-1958: dropout that is scaled at inference (section 4).
Tompson, Goroshin, Jain, LeCun & Bregler (2015), CVPR, 648-656: dropout of whole channels.
"""

import math
from functools import partial

import numpy as np

from helpers import runtime
from helpers.exercises.registry import Exercise, Mistake

# 1. Labels as rows of zeros and a one

ONE_HOT = Exercise(
    name="dropout_keras.one_hot",
    call="one_hot(labels, classes)",
    reference=lambda labels, classes: np.eye(classes)[labels],
    cases=(
        lambda: (np.array([2, 0, 1, 2]), 3),
        lambda: (np.array([1, 1, 3]), 6),
        lambda: (np.array([0]), 2),
        lambda: (np.random.default_rng(1).integers(0, 9, 30), 10),
    ),
    mistakes=(
        Mistake(
            "columns of the classes seen",
            "There are as many columns as the labels of this batch need. A class that happens to "
            "be absent from a batch still has its column.",
            lambda labels, classes: np.eye(labels.max() + 1)[labels],
        ),
        Mistake(
            "counted from one",
            "Every one stands a column too far to the left. Label 0 is the first class, and its "
            "one belongs into the first column.",
            lambda labels, classes: np.eye(classes)[labels - 1],
        ),
        Mistake(
            "classes as rows",
            "Rows and columns were exchanged: each label has a row of its own, each class a "
            "column.",
            lambda labels, classes: np.eye(classes)[labels].T,
        ),
        Mistake(
            "a column of labels",
            "These are still the labels themselves, as a column. The loss needs a probability for "
            "each class: one for the right one, zero for the others.",
            lambda labels, classes: labels[:, None].astype(float),
        ),
    ),
)

# 2. The paper's weights, in Keras


def _carry(W1, b1, W2, b2, rate, *, scales=(0, 0, 1, 0), scale=lambda rate: 1 - rate):
    arrays = zip((W1, b1, W2, b2), scales, strict=True)
    return [scale(rate) * array if scaled else array for array, scaled in arrays]


def _network(seed, features, units, classes, rate):
    rng = np.random.default_rng(seed)
    shapes = ((features, units), (units,), (units, classes), (classes,))
    return (*(rng.normal(size=shape) for shape in shapes), rate)


CARRY = Exercise(
    name="dropout_keras.carry",
    call="carry(W1, b1, W2, b2, rate)",
    reference=_carry,
    cases=(
        partial(_network, 1, 4, 5, 3, 0.2),
        partial(_network, 2, 6, 8, 2, 0.6),
        partial(_network, 3, 3, 3, 3, 0.0),
    ),
    mistakes=(
        Mistake(
            "biases scaled",
            "The bias after the dropped units was scaled too. It is there whether they are or not.",
            partial(_carry, scales=(0, 0, 1, 1)),
        ),
        Mistake(
            "divided",
            "The kernel became larger. In training only a share of the units was there: what does "
            "the sum over all of them amount to, in comparison?",
            partial(_carry, scale=lambda rate: 1 / (1 - rate)),
        ),
        Mistake(
            "the rate as a share that is kept",
            "The kernel was multiplied by the rate itself. A rate is a share of dropped units; "
            "the sums in training were made of the others.",
            partial(_carry, scale=lambda rate: rate),
        ),
        Mistake(
            "nothing scaled",
            "The weights are as they were. Keras' inference scales nothing, and the paper's does: "
            "who is going to do it now?",
            partial(_carry, scales=(0, 0, 0, 0)),
        ),
        Mistake(
            "the first kernel",
            "The kernel before the dropped units was scaled, but their ReLU came in between with "
            "an unscaled bias. Scale where the dropped units are added up.",
            partial(_carry, scales=(1, 0, 0, 0)),
        ),
        Mistake(
            "both kernels",
            "Both kernels were scaled. The inputs of the first one are never dropped, so its sums "
            "were complete in training.",
            partial(_carry, scales=(1, 0, 1, 0)),
        ),
    ),
)

# 3. Whole channels, in Keras


def _channel_dropout(inputs, rate, training, seed, *, axes=(True, False, True), scale=None):
    """Drop with one draw along each axis that is False."""
    keras = runtime.import_keras()
    if not training:
        return inputs
    shape = [length if own else 1 for length, own in zip(inputs.shape, axes, strict=True)]
    kept = keras.random.uniform(shape, seed=seed) >= rate
    return keras.ops.where(kept, inputs * (scale or 1 / (1 - rate)), 0.0)


def _same_every_call(inputs, rate, training, seed):
    return _channel_dropout(inputs, rate, training, 0)


def _also_at_inference(inputs, rate, training, seed):
    return _channel_dropout(inputs, rate, True, seed)


def _kept_with_the_rate(inputs, rate, training, seed):
    return _channel_dropout(inputs, 1 - rate, training, seed, scale=1 / (1 - rate))


def _use(answer, rate, shape, seed):
    """Call an answer in both modes, and say which properties hold."""
    keras = runtime.import_keras()
    generator = keras.random.SeedGenerator(seed)
    given = np.random.default_rng(seed).uniform(1, 2, shape).astype("float32")
    inputs = keras.ops.convert_to_tensor(given)
    outputs = []
    # No comprehension: in Python 3.11 it has a frame of its own, and a stub that raises is
    # recognized by the frame that called it.
    for training in (False, True, True):
        output = answer(inputs, rate, training, generator)
        outputs.append(np.asarray(keras.ops.convert_to_numpy(output)))
    if any(output.shape != shape for output in outputs):
        return tuple(output.shape == shape for output in outputs)
    still, first, second = outputs
    dropped = first == 0
    allowed = 5 * np.sqrt(rate * (1 - rate) / (shape[0] * shape[2]))
    return (
        np.array_equal(still, given),
        np.allclose(first[~dropped], given[~dropped] / (1 - rate), rtol=1e-5),
        bool(np.all(dropped == dropped[:, :1])),
        bool(np.any(dropped != dropped[:, :, :1])),
        bool(np.any(dropped != dropped[:1])),
        not np.array_equal(dropped, second == 0),
        bool(abs(dropped.mean() - rate) < allowed),
    )


CHANNEL_DROPOUT = Exercise(
    name="dropout_keras.channel_dropout",
    call="channel_dropout(inputs, rate, training, seed)",
    needs=("keras",),
    returns=(
        "inference is the identity",
        "what is kept is scaled",
        "positions share a draw",
        "channels have their own",
        "rows have their own",
        "calls have their own",
        "the share of the dropped is the rate",
    ),
    reference=_channel_dropout,
    drive=_use,
    cases=(
        lambda: (0.2, (30, 5, 40), 1),
        lambda: (0.5, (8, 3, 64), 2),
        lambda: (0.7, (40, 7, 20), 3),
    ),
    mistakes=(
        Mistake(
            "single activations",
            "Each position draws for itself, as in plain dropout. Let the shape of the draw have "
            "length 1 along the axis that shares it.",
            partial(_channel_dropout, axes=(True, True, True)),
        ),
        Mistake(
            "whole positions",
            "Whole positions vanish, with all of their channels. Look again at which of the three "
            "axes shares a draw.",
            partial(_channel_dropout, axes=(True, True, False)),
        ),
        Mistake(
            "one mask for the batch",
            "All rows of the batch lose the same channels. Each row is a case of its own, and has "
            "a mask of its own.",
            partial(_channel_dropout, axes=(False, False, True)),
        ),
        Mistake(
            "not scaled",
            "What is kept stays as it was, so the mean is smaller in training than at inference.",
            partial(_channel_dropout, scale=1.0),
        ),
        Mistake(
            "the same in every call",
            "Both calls drew the same mask. A bare integer gives the same numbers each time; hand "
            "on the generator that you were given.",
            _same_every_call,
        ),
        Mistake(
            "also at inference",
            "Channels are dropped at inference too. There the layer does nothing at all.",
            _also_at_inference,
        ),
        Mistake(
            "kept with the rate",
            "The share of channels that should be dropped is kept, and the other way round. A "
            "uniform number is below the rate with which probability?",
            _kept_with_the_rate,
        ),
    ),
    time_limit=60.0,
)

# 4. The floor under dropped scores


def _binomial(successes, trials, rate):
    """Return the probabilities of the numbers of successes."""
    ways = np.array([math.comb(trials, k) for k in successes], dtype=float)
    return ways * rate**successes * (1 - rate) ** (trials - successes)


def _score_floor(rate, classes):
    others = np.arange(classes)
    return float(rate * np.sum(_binomial(others, classes - 1, rate) * np.log(1 + others)))


SCORE_FLOOR = Exercise(
    name="dropout_keras.score_floor",
    call="score_floor(rate, classes)",
    reference=_score_floor,
    cases=(
        lambda: (0.5, 10),
        lambda: (0.2, 3),
        lambda: (0.1, 30),
        lambda: (0.0, 5),
        lambda: (0.7, 2),
    ),
    mistakes=(
        Mistake(
            "all dropped",
            "This counts only the case in which every score is dropped. When the true one is "
            "dropped and some of the others are, these others tie with it.",
            lambda rate, classes: rate**classes * np.log(classes),
        ),
        Mistake(
            "the true one always dropped",
            "This is the floor when the true class's score is dropped. It is dropped only "
            "sometimes; and when it is kept, how low can the loss go?",
            lambda rate, classes: _score_floor(rate, classes) / rate if rate else 0.0,
        ),
        Mistake(
            "logarithm of the mean",
            "The mean number of ties went into the logarithm. Take the mean of the logarithms: it "
            "is smaller.",
            lambda rate, classes: rate * np.log(1 + (classes - 1) * rate),
        ),
        Mistake(
            "guessing when dropped",
            "When its score is dropped the true class is not one of all the classes, but one of "
            "those at zero: scores that are kept can be as low as the network likes.",
            lambda rate, classes: rate * np.log(classes),
        ),
        Mistake(
            "the true one counted twice",
            "The ties are counted among all the scores. The true one is dropped already, so only "
            "the others are left to chance.",
            lambda rate, classes: float(
                rate
                * np.sum(
                    _binomial(np.arange(classes + 1), classes, rate)
                    * np.log(1 + np.arange(classes + 1))
                )
            ),
        ),
    ),
)

# 5. Which rates can be told apart


def _tied(rates, losses, *, errors=2.0, ddof=1, paired=True, mean=True):
    best = losses.mean(axis=0).argmin()
    difference = losses - losses[:, [best]]
    spread = difference.std(axis=0, ddof=ddof)
    if not paired:
        spread = np.hypot(losses.std(axis=0, ddof=1), losses[:, best].std(ddof=1))
    error = spread / np.sqrt(len(losses)) if mean else spread
    return rates[difference.mean(axis=0) <= errors * error]


def _without_the_best(rates, losses):
    best = rates[losses.mean(axis=0).argmin()]
    found = _tied(rates, losses)
    return found[found != best]


def _losses(seed, shifts, common, noise, seeds=5):
    """Losses of runs that share much of their luck where they share a seed."""
    rng = np.random.default_rng(seed)
    rates = np.linspace(0.1, 0.7, len(shifts))
    luck = rng.normal(scale=common, size=(seeds, 1))
    return rates, 1 + np.array(shifts) + luck + rng.normal(scale=noise, size=(seeds, len(shifts)))


TIED = Exercise(
    name="dropout_keras.tied",
    call="tied(rates, losses)",
    reference=_tied,
    cases=(
        partial(_losses, 13, (0.06, 0.008, 0.0, 0.03, 0.012, 0.2), 0.08, 0.01),
        partial(_losses, 8, (0.0, 0.006, 0.012, 0.018, 0.024), 0.03, 0.01, 4),
        partial(_losses, 21, (0.3, 0.02, 0.0, 0.014, 0.04, 0.05, 0.01), 0.05, 0.02, 10),
    ),
    mistakes=(
        Mistake(
            "not paired",
            "This adds up the spreads of the two rates. Runs of the same seed share their luck: "
            "subtract them seed by seed, and look at the spread of the differences.",
            partial(_tied, paired=False),
        ),
        Mistake(
            "spread instead of error",
            "This is the spread of the differences. The uncertainty of their mean is smaller, by "
            "the square root of the number of seeds.",
            partial(_tied, mean=False),
        ),
        Mistake(
            "one error",
            "One standard error was allowed; the rule here is two.",
            partial(_tied, errors=1.0),
        ),
        Mistake(
            "divided by the number of seeds",
            "The standard deviation was divided by the number of seeds. One of them is used up by "
            "the mean.",
            partial(_tied, ddof=0),
        ),
        Mistake(
            "without the best",
            "The best rate itself is missing. It is certainly tied with itself.",
            _without_the_best,
        ),
    ),
)

# 6. Noise after pooling


def _pooled_noise(h, rate, whole, *, factor=lambda rate: rate / (1 - rate)):
    squares = h.mean(axis=0) ** 2 if whole else np.sum(h**2, axis=0) / len(h) ** 2
    return factor(rate) * squares


def _same_value(h, rate, whole):
    return _pooled_noise(h, rate, True) / (1 if whole else len(h))


def _maps(seed, positions, channels, rate, whole):
    return np.random.default_rng(seed).normal(0.5, 1, (positions, channels)), rate, whole


POOLED_NOISE = Exercise(
    name="dropout_keras.pooled_noise",
    call="pooled_noise(h, rate, whole)",
    reference=_pooled_noise,
    cases=(
        lambda: (np.array([[1.0, 2.0], [3.0, -2.0]]), 0.5, False),
        lambda: (np.array([[1.0, 2.0], [3.0, -2.0]]), 0.5, True),
        partial(_maps, 1, 4, 3, 0.2, False),
        partial(_maps, 2, 4, 3, 0.2, True),
        partial(_maps, 3, 1, 5, 0.4, False),
        partial(_maps, 4, 6, 1, 0.1, True),
    ),
    mistakes=(
        Mistake(
            "equal activations",
            "This takes all positions for equal, as the chapter's example does. Independent "
            "errors add up as squares, one for each position with its own activation.",
            _same_value,
        ),
        Mistake(
            "whole channels always",
            "Both kinds got the noise of whole channels. With a draw for each position the errors "
            "are independent, and partly cancel in the mean.",
            lambda h, rate, whole: _pooled_noise(h, rate, True),
        ),
        Mistake(
            "single activations always",
            "Both kinds got the noise of single activations. With one draw for a channel all of "
            "its positions err together: pool first, and drop the result.",
            lambda h, rate, whole: _pooled_noise(h, rate, False),
        ),
        Mistake(
            "the other way round",
            "The two kinds were exchanged: `whole` means one draw for all positions of a channel.",
            lambda h, rate, whole: _pooled_noise(h, rate, not whole),
        ),
        Mistake(
            "not scaled",
            "This is the variance of a mask alone. What is kept is divided by the share that is "
            "kept, and a variance by its square.",
            partial(_pooled_noise, factor=lambda rate: rate * (1 - rate)),
        ),
        Mistake(
            "standard deviation",
            "This is the standard deviation; its square is asked for.",
            lambda h, rate, whole: np.sqrt(_pooled_noise(h, rate, whole)),
        ),
        Mistake(
            "mean of the variances",
            "The variances of the positions were averaged. In the variance of a mean of k "
            "independent numbers their sum is divided by k squared.",
            lambda h, rate, whole: (
                _pooled_noise(h, rate, True) if whole else len(h) * _pooled_noise(h, rate, False)
            ),
        ),
    ),
)

EXERCISES = (ONE_HOT, CARRY, CHANNEL_DROPOUT, SCORE_FLOOR, TIED, POOLED_NOISE)
