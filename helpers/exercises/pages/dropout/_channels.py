"""The exercise "Whole channels, in Keras" of the chapter on dropout in Keras.

What an answer draws is its own affair, so it is used as a layer of a model would use it, inside a
graph that is traced once, and what is wrong is said in a few words, which the known mistakes have
too.

References
----------
Tompson, Goroshin, Jain, LeCun & Bregler (2015), CVPR, 648-656: dropout of whole channels.
"""

from functools import partial

import numpy as np

from helpers import runtime
from helpers.exercises.pages.dropout._returned import array_from
from helpers.exercises.registry import Case, Exercise, Mistake, Objection

AS_ASKED = "as asked"
_CALLS = 12


def _channel_dropout(inputs, rate, training, seed, *, own=(True, False, True), scale=None):
    """Drop with a draw of its own along each axis that is True."""
    keras = runtime.import_keras()
    if not training:
        return inputs
    shape = [length if single else 1 for length, single in zip(inputs.shape, own, strict=True)]
    kept = keras.random.uniform(shape, seed=seed) >= rate
    return keras.ops.where(kept, inputs * (scale or 1 / (1 - rate)), 0.0)


def _same_every_call(inputs, rate, training, seed):
    return _channel_dropout(inputs, rate, training, 0)


def _drawn_by_numpy(inputs, rate, training, seed):
    if not training:
        return inputs
    rows, _, channels = inputs.shape
    kept = np.random.default_rng().random((rows, 1, channels)) >= rate
    return inputs * (kept / (1 - rate)).astype("float32")


def _another_seed(inputs, rate, training, seed):
    return _channel_dropout(inputs, rate, training, None)


def _fixed_number(inputs, rate, training, seed):
    keras = runtime.import_keras()
    if not training:
        return inputs
    rows, _, channels = inputs.shape
    drawn = keras.random.uniform((rows, 1, channels), seed=seed)
    places = keras.ops.argsort(keras.ops.argsort(drawn, axis=2), axis=2)
    return keras.ops.where(places >= round(rate * channels), inputs / (1 - rate), 0.0)


def _also_at_inference(inputs, rate, training, seed):
    return _channel_dropout(inputs, rate, True, seed)


def _at_inference_only(inputs, rate, training, seed):
    return _channel_dropout(inputs, rate, not training, seed)


def _kept_with_the_rate(inputs, rate, training, seed):
    return _channel_dropout(inputs, 1 - rate, training, seed, scale=1 / (1 - rate))


def _scaled_at_inference(inputs, rate, training, seed):
    return _channel_dropout(inputs, rate, training, seed, scale=1.0) * (1 if training else 1 - rate)


def _scaled_in_both(inputs, rate, training, seed):
    return _channel_dropout(inputs, rate, training, seed) * (1 if training else 1 - rate)


def _divided_by_the_rate(inputs, rate, training, seed):
    return _channel_dropout(inputs, rate, training, seed, scale=1 / rate)


def _divided_by_the_share(inputs, rate, training, seed):
    output = _channel_dropout(inputs, rate, training, seed, scale=1.0)
    if not training:
        return output
    ops = runtime.import_keras().ops
    return output / ops.mean(ops.cast(output != 0, "float32"))


def _use(answer, rate, shape):
    """Say in a few words what is wrong with an answer, or `AS_ASKED`."""
    keras, tf = runtime.import_keras(), runtime.import_tensorflow()
    given = np.random.default_rng(1).uniform(1, 2, shape).astype("float32")
    inputs = keras.ops.convert_to_tensor(given)
    # Keras' own generator is made when a thread first draws without a seed, and not in a graph.
    keras.random.uniform((1,))
    # Called from here, and not from a graph: a stub that raises is recognized by who called it.
    still = answer(inputs, rate, False, keras.random.SeedGenerator(5))
    still = array_from(still, shape, "The answer")

    def trained(seed, calls=1):
        generator = keras.random.SeedGenerator(seed)

        @tf.function(autograph=False)
        def call(inputs):
            output = answer(inputs, rate, True, generator)
            if not keras.ops.is_tensor(output):
                array_from(output, shape, "In training the answer")
            elif tuple(output.shape) != shape:
                raise Objection(
                    f"In training the answer should return a tensor of shape {shape}, as its "
                    f"inputs are, not of shape {tuple(output.shape)}."
                )
            return output

        try:
            return [array_from(call(inputs), shape, "The answer") for _ in range(calls)]
        except ValueError as error:
            if "singleton tf.Variables" not in str(error):
                raise
        raise Objection(
            "Each call makes a generator or a layer of its own, and with it a variable, which a "
            "graph does not allow. Hand on the `seed` that you were given."
        )

    outputs = trained(5, _CALLS)
    kept = [output != 0 for output in outputs]
    return (
        _about_draws(kept)
        or _about_the_seed(outputs, trained)
        or _about_numbers(kept, rate)
        or _about_sizes(outputs[0], given, still, rate)
        or _about_inference(given, still, rate)
        or AS_ASKED
    )


def _about_draws(kept):
    if np.all(kept):
        return "nothing is dropped in training"
    rows, positions, channels = (
        all((k == k.take([0], axis)).all() for k in kept) for axis in range(3)
    )
    known = {
        (False, True, False): "",
        (False, False, False): "single activations",
        (False, False, True): "whole positions",
        (True, True, False): "one mask for the batch",
        (False, True, True): "whole rows",
        (True, True, True): "one draw for all",
    }
    words = known.get((rows, positions, channels))
    if words is None:
        raise Objection(
            "All rows of the batch share their draws, and the positions of a channel do not. It "
            "should be the other way round."
        )
    return words


def _about_the_seed(outputs, trained):
    (again,), (other,) = trained(5), trained(6)
    if np.array_equal(outputs[0], outputs[1]):
        drawn_when_traced = not np.array_equal(outputs[0], again)
        return "drawn when traced" if drawn_when_traced else "the same in every call"
    if np.array_equal(outputs[0], again) and not np.array_equal(outputs[0], other):
        return ""
    return "another seed than the given one"


def _about_numbers(kept, rate):
    single = np.array(kept)[:, :, 0]
    share = 1 - single.mean()
    allowed = 5 * np.sqrt(rate * (1 - rate) / single.size)
    if abs(share - (1 - rate)) <= allowed:
        return "the rate is kept"
    if abs(share - rate) > allowed:
        raise Objection(
            f"In training a share of {share:.3f} of the channels is dropped; it should be near "
            f"{rate:g}."
        )
    return "a fixed number" if len(np.unique(single.sum(axis=2))) == 1 else ""


def _about_sizes(output, given, still, rate):
    kept = output != 0
    ratio = output[kept] / given[kept]
    known = {
        "": 1 / (1 - rate),
        "nothing is divided": 1.0,
        "divided by the rate": 1 / rate,
        "divided by the share that stayed": 1 / kept.mean(),
    }
    words = next((w for w, size in known.items() if np.allclose(ratio, size, rtol=1e-4)), None)
    if words is None:
        raise Objection(
            "In training, a channel that stays should be its input divided by 1 − rate. Here the "
            f"factors lie between {ratio.min():.4g} and {ratio.max():.4g}."
        )
    if words == "nothing is divided" and np.allclose(still, given * (1 - rate), rtol=1e-4):
        return "scaled at inference"
    return words


def _about_inference(given, still, rate):
    if np.allclose(still, given):
        return ""
    if (still == 0).any():
        return "dropped at inference"
    if np.allclose(still, given * (1 - rate), rtol=1e-4):
        return "scaled in training and at inference"
    raise Objection("At inference the inputs should come out as they are. Here they are changed.")


CHANNEL_DROPOUT = Exercise(
    name="dropout_keras.channel_dropout",
    call="channel_dropout(inputs, rate, training, seed)",
    needs=("keras",),
    reference=_channel_dropout,
    drive=_use,
    quick=False,
    cases=(
        Case("30 rows, 5 positions, 40 channels", lambda: (0.2, (30, 5, 40))),
        Case("40 rows, 7 positions, 20 channels", lambda: (0.7, (40, 7, 20))),
    ),
    mistakes=(
        Mistake(
            "single activations",
            "Each position draws for itself, as in plain dropout. Let the shape of the draw have "
            "length 1 along the axis that shares it.",
            partial(_channel_dropout, own=(True, True, True)),
        ),
        Mistake(
            "whole positions",
            "Whole positions vanish, with all of their channels. Look again at which of the three "
            "axes shares a draw.",
            partial(_channel_dropout, own=(True, True, False)),
        ),
        Mistake(
            "whole rows",
            "Whole rows vanish, with all of their channels. Each channel of a row has a draw of "
            "its own.",
            partial(_channel_dropout, own=(True, False, False)),
        ),
        Mistake(
            "one mask for the batch",
            "All rows of the batch lose the same channels. Each row is a case of its own, and has "
            "a mask of its own.",
            partial(_channel_dropout, own=(False, False, True)),
        ),
        Mistake(
            "one draw for all",
            "One number was drawn for the whole batch, which vanishes or stays as a whole. Draw "
            "one for each channel of each row.",
            partial(_channel_dropout, own=(False, False, False)),
        ),
        Mistake(
            "not scaled",
            "What is kept stays as it was, so the mean is smaller in training than at inference.",
            partial(_channel_dropout, scale=1.0),
        ),
        Mistake(
            "scaled at inference",
            "This is the older twin, which scales at inference. Here what is kept in training is "
            "scaled, and inference does nothing.",
            _scaled_at_inference,
        ),
        Mistake(
            "scaled in both",
            "Training scales what is kept, and inference scales as well. One of the two is enough: "
            "at inference the layer does nothing at all.",
            _scaled_in_both,
        ),
        Mistake(
            "divided by the rate",
            "What is kept was divided by the probability to be dropped. To keep the mean, divide "
            "by the probability to stay.",
            _divided_by_the_rate,
        ),
        Mistake(
            "divided by the measured share",
            "What is kept was divided by the share that happened to stay. The probability to stay "
            "is known, and the same in each call.",
            _divided_by_the_share,
        ),
        Mistake(
            "the same in every call",
            "Both calls drew the same mask. A bare integer gives the same numbers each time; hand "
            "on the generator that you were given.",
            _same_every_call,
        ),
        Mistake(
            "drawn when the graph is traced",
            "Inside a graph every call has the same mask: it was drawn once, when the call was "
            "traced. NumPy draws outside the graph; `keras.random` draws in it.",
            _drawn_by_numpy,
        ),
        Mistake(
            "another seed",
            "With a generator of the same seed the mask is not the same again. It was drawn from "
            "another source: hand on the `seed` that you were given.",
            _another_seed,
        ),
        Mistake(
            "a fixed number",
            "In each row the same number of channels is dropped. If each is dropped by itself, the "
            "number is left to chance too.",
            _fixed_number,
        ),
        Mistake(
            "also at inference",
            "Channels are dropped at inference too. There the layer does nothing at all.",
            _also_at_inference,
        ),
        Mistake(
            "at inference only",
            "In training no channel is dropped. Is `training` asked the wrong way round, or the "
            "mask drawn and not used?",
            _at_inference_only,
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
