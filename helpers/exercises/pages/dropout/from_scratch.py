"""The exercises of the chapter "Dropout from scratch".

The rate ρ is the probability to drop. Inverted dropout multiplies an array by m/(1 − ρ), with the
entries of the mask m independent, 1 with probability 1 − ρ and 0 otherwise.

References
----------
Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014), Journal of Machine Learning
Research 15, 1929-1958: section 5 (training, and the scaling of weights at test time), section 10
(scaling in training).
"""

from functools import partial
from itertools import pairwise

import numpy as np

from helpers.exercises.compare import difference
from helpers.exercises.pages.dropout._layer import LAYER
from helpers.exercises.registry import Case, Exercise, Mistake, Objection
from helpers.exercises.values import plain

# 1. How many are left


def _survivors(units, rate):
    return units * (1 - rate), float(np.sqrt(units * rate * (1 - rate)))


SURVIVORS = Exercise(
    name="dropout_scratch.survivors",
    call="survivors(units, rate)",
    returns=("mean", "deviation"),
    reference=_survivors,
    cases=(
        lambda: (122, 0.3),
        lambda: (1000, 0.5),
        lambda: (40, 0.85),
        Case("nothing is dropped", lambda: (7, 0.0)),
    ),
    mistakes=(
        Mistake(
            "those that are dropped",
            "These units are the dropped ones. The rate is the probability to drop; the exercise "
            "asks for those that stay.",
            lambda units, rate: (units * rate, _survivors(units, rate)[1]),
        ),
        Mistake(
            "variance",
            "The second number is the variance of the count. Its root is the standard deviation.",
            lambda units, rate: (units * (1 - rate), units * rate * (1 - rate)),
        ),
        Mistake(
            "deviations added",
            "The standard deviations of the single units were added. For independent units it is "
            "the variances that add up.",
            lambda units, rate: (units * (1 - rate), units * float(np.sqrt(rate * (1 - rate)))),
        ),
        Mistake(
            "deviation of one unit",
            "The second number is the deviation of a single entry of the mask. How does it grow "
            "with the number of units?",
            lambda units, rate: (units * (1 - rate), float(np.sqrt(rate * (1 - rate)))),
        ),
        Mistake(
            "root of the mean",
            "The root of the mean is the deviation of a count of rare events. Here staying is not "
            "rare, and the variance of an entry has one more factor.",
            lambda units, rate: (units * (1 - rate), float(np.sqrt(units * (1 - rate)))),
        ),
        Mistake(
            "root of the dropped",
            "The root of the expected number of dropped units would do if dropping were rare. The "
            "variance of an entry has one more factor.",
            lambda units, rate: (units * (1 - rate), float(np.sqrt(units * rate))),
        ),
        Mistake(
            "scaled units",
            "These are the moments of a sum of scaled factors. Here a unit that stays counts as "
            "one, by whatever its activation is divided.",
            lambda units, rate: (units, float(np.sqrt(units * rate / (1 - rate)))),
        ),
        Mistake(
            "scaled deviation",
            "The deviation belongs to a sum of factors that were divided by the keep probability. "
            "Here the units that stay are counted, each as one.",
            lambda units, rate: (units * (1 - rate), float(np.sqrt(units * rate / (1 - rate)))),
        ),
        Mistake(
            "whole units",
            "The mean was made a whole number. No single mask keeps a part of a unit, but a mean "
            "over masks may well lie between two whole numbers.",
            lambda units, rate: (round(units * (1 - rate)), _survivors(units, rate)[1]),
        ),
        Mistake(
            "root of the number alone",
            "The root was taken of the number of units alone. The variance is the number "
            "of units times ρ(1 − ρ); its root takes them all.",
            lambda units, rate: (units * (1 - rate), np.sqrt(units) * rate * (1 - rate)),
        ),
        Mistake(
            "deviation at one half",
            "The deviation is that at rate one half. At other rates the variance of an entry is"
            " smaller: how does it depend on the rate?",
            lambda units, rate: (units * (1 - rate), float(np.sqrt(units) / 2)),
        ),
        Mistake(
            "root of the units times the share",
            "The probability to stay stands outside of the root, and that to drop is missing. "
            "The variance of an entry is ρ(1 − ρ).",
            lambda units, rate: (units * (1 - rate), float(np.sqrt(units) * (1 - rate))),
        ),
    ),
)

# 2. The covariance of the logits


def _layer(seed, units, outputs, rate):
    rng = np.random.default_rng(seed)
    return np.maximum(rng.normal(size=units), 0), rng.normal(size=(units, outputs)), rate


def _logit_covariance(h, W2, rate):
    contributions = h[:, None] * W2
    return rate / (1 - rate) * contributions.T @ contributions


def _correlation(covariance):
    deviations = np.sqrt(np.diag(covariance))
    return covariance / np.outer(deviations, deviations)


LOGIT_COVARIANCE = Exercise(
    name="dropout_scratch.logit_covariance",
    call="logit_covariance(h, W2, rate)",
    reference=_logit_covariance,
    cases=(
        partial(_layer, 0, 9, 4, 0.2),
        partial(_layer, 1, 30, 3, 0.5),
        partial(_layer, 2, 5, 6, 0.75),
        partial(_layer, 3, 8, 2, 0.05),
    ),
    mistakes=(
        Mistake(
            "diagonal only",
            "The diagonal is right, and all else was set to zero. One unit reaches every logit, "
            "so when it is dropped they move together.",
            lambda h, W2, rate: np.diag(np.diag(_logit_covariance(h, W2, rate))),
        ),
        Mistake(
            "unscaled dropout",
            "This is the covariance for masks alone. Inverted dropout divides by the keep "
            "probability; what does that do to a product of two of them?",
            lambda h, W2, rate: (1 - rate) ** 2 * _logit_covariance(h, W2, rate),
        ),
        Mistake(
            "divided once",
            "The scaling by the keep probability was counted once. A covariance is quadratic: "
            "each of its two factors brings one.",
            lambda h, W2, rate: (1 - rate) * _logit_covariance(h, W2, rate),
        ),
        Mistake(
            "activations not squared",
            "The activations enter to the first power. What a unit adds to a logit is h times a "
            "weight, and a covariance takes the product of two of these.",
            lambda h, W2, rate: rate / (1 - rate) * W2.T @ (h[:, None] * W2),
        ),
        Mistake(
            "activations forgotten",
            "The activations are missing. The noise of a unit is proportional to its activation, "
            "and a silent unit makes none.",
            lambda h, W2, rate: rate / (1 - rate) * W2.T @ W2,
        ),
        Mistake(
            "factor forgotten",
            "The rate is missing: without dropout there is no noise at all, so a factor has to be "
            "zero at rate 0.",
            lambda h, W2, rate: (h[:, None] * W2).T @ (h[:, None] * W2),
        ),
        Mistake(
            "variances alone",
            "These are the variances of the single logits. They are the diagonal of what is asked; "
            "what two logits share stands beside it.",
            lambda h, W2, rate: np.diag(_logit_covariance(h, W2, rate)),
        ),
        Mistake(
            "squared after summing",
            "The logits were multiplied as wholes. Units are dropped one by one, so each unit "
            "brings a product of its own, and these add up.",
            lambda h, W2, rate: rate / (1 - rate) * np.outer(h @ W2, h @ W2),
        ),
        Mistake(
            "units by units",
            "There is a row for each unit. The covariance is one between logits: the sum goes "
            "over the units, and the two axes are logits.",
            lambda h, W2, rate: rate / (1 - rate) * (h[:, None] * W2) @ (h[:, None] * W2).T,
        ),
        Mistake(
            "covariance over the units",
            "This is the covariance of the contributions, as if the units were drawn at random. "
            "The units stand fixed here; what is drawn is the mask.",
            lambda h, W2, rate: rate / (1 - rate) * np.cov(h[:, None] * W2, rowvar=False),
        ),
        Mistake(
            "correlation",
            "These are correlations, with ones on the diagonal. Here the variances belong on it.",
            lambda h, W2, rate: _correlation(_logit_covariance(h, W2, 0.5)),
        ),
        Mistake(
            "second moment",
            "The factors' mean square stands where their variance belongs: the square of their "
            "mean, which is 1, is still to be subtracted.",
            lambda h, W2, rate: _logit_covariance(h, W2, 0.5) / (1 - rate),
        ),
        Mistake(
            "root of the odds",
            "The root of the odds is the deviation of a factor. In a covariance the odds stand "
            "without a root.",
            lambda h, W2, rate: np.sqrt(rate / (1 - rate)) * _logit_covariance(h, W2, 0.5),
        ),
        Mistake(
            "rate as the mask's variance",
            "The variance of a mask before it is divided was taken for the rate itself. An entry "
            "that is 0 or 1 varies less than that.",
            lambda h, W2, rate: _logit_covariance(h, W2, rate) / (1 - rate),
        ),
        Mistake(
            "roots of the covariances",
            "The root was taken of each entry. A covariance is a product of two deviations, "
            "with its sign, and asked for as it is.",
            lambda h, W2, rate: np.sqrt(np.abs((W2.T * h**2) @ W2 * rate / (1 - rate))),
        ),
        Mistake(
            "second moment of the logits",
            "The product of the mean logits was left in. A covariance is around the means.",
            lambda h, W2, rate: (W2.T * h**2) @ W2 * rate / (1 - rate) + np.outer(h @ W2, h @ W2),
        ),
    ),
)

# 3. Dropout on the features of a regression


def _regression(seed, n, p, rate):
    rng = np.random.default_rng(seed)
    X, w = rng.normal(1, 1, size=(n, p)), rng.normal(size=p)
    return X, 2 + X @ w + rng.normal(size=n), w + 0.5, 0.3, rng.random((n, p)) >= rate, rate


def _input_gradient(X, y, w, b, M, rate):
    dropped = M * X / (1 - rate)
    error = dropped @ w + b - y
    return dropped.T @ error / len(y), float(error.mean())


def _parts(X, y, w, b, M, rate):
    """Return the dropped features, the error made with them, and n."""
    dropped = M * X / (1 - rate)
    return dropped, dropped @ w + b - y, len(y)


def _undropped_on_the_way_back(*arguments):
    _, error, n = _parts(*arguments)
    return arguments[0].T @ error / n, float(error.mean())


def _undropped_predictions(X, y, w, b, M, rate):
    error = X @ w + b - y
    return (M * X / (1 - rate)).T @ error / len(y), float(error.mean())


def _scaled_twice(X, y, w, b, M, rate):
    to_w, to_b = _input_gradient(X, y, w, b, M, rate)
    return to_w / (1 - rate), to_b


def _scaled_once(X, y, w, b, M, rate):
    to_w, to_b = _input_gradient(X, y, w, b, M, rate)
    return to_w * (1 - rate), to_b


def _summed(*arguments):
    to_w, to_b = _input_gradient(*arguments)
    return to_w * len(arguments[1]), to_b * len(arguments[1])


INPUT_GRADIENT = Exercise(
    name="dropout_scratch.input_gradient",
    call="input_gradient(X, y, w, b, M, rate)",
    returns=("to_w", "to_b"),
    reference=_input_gradient,
    cases=(
        partial(_regression, 10, 8, 3, 0.3),
        partial(_regression, 11, 5, 7, 0.6),
        partial(_regression, 12, 20, 1, 0.1),
    ),
    mistakes=(
        Mistake(
            "undropped features on the way back",
            "The predictions are right, and the gradient meets the whole features again. It has "
            "to go back through the mask by which the predictions were made.",
            _undropped_on_the_way_back,
        ),
        Mistake(
            "undropped predictions",
            "The errors are those of predictions without a mask. Which features does the objective "
            "see?",
            _undropped_predictions,
        ),
        Mistake(
            "no mask at all",
            "This is the gradient without dropout. Both the predictions and the way back go "
            "through the masked and divided features.",
            lambda X, y, w, b, M, rate: _input_gradient(X, y, w, b, 1, 0.0),
        ),
        Mistake(
            "bias of undropped predictions",
            "The gradient of w is right, and that of b has the errors of other predictions, made "
            "without the mask.",
            lambda X, y, w, b, M, rate: (
                _input_gradient(X, y, w, b, M, rate)[0],
                float((X @ w + b - y).mean()),
            ),
        ),
        Mistake(
            "mask turned round",
            "What the mask drops was kept, and the other way round. `M` is true, or 1, where an "
            "entry stays.",
            lambda X, y, w, b, M, rate: _input_gradient(X, y, w, b, 1 - M, rate),
        ),
        Mistake(
            "mean over the masks",
            "This is the gradient averaged over all masks, with a penalty in place of the noise. "
            "Here one mask is given.",
            lambda X, y, w, b, M, rate: (
                _input_gradient(X, y, w, b, 1, 0.0)[0] + rate / (1 - rate) * (X**2).mean(0) * w,
                float((X @ w + b - y).mean()),
            ),
        ),
        Mistake(
            "multiplied by the keep probability",
            "The features that stay became smaller. To keep their mean, what stays has to make up "
            "for what is dropped.",
            lambda X, y, w, b, M, rate: _input_gradient((1 - rate) * X, y, w, b, M, 0.0),
        ),
        Mistake(
            "bias scaled",
            "The gradient of b was divided by the keep probability. No mask touches the intercept, "
            "so it has no such factor of its own.",
            lambda *a: (_input_gradient(*a)[0], _input_gradient(*a)[1] / (1 - a[-1])),
        ),
        Mistake(
            "mean over the features",
            "The gradient of w was divided by the number of features. The mean of the objective "
            "is one over the rows.",
            lambda *a: (
                _input_gradient(*a)[0] * len(a[1]) / len(a[2]),
                _input_gradient(*a)[1],
            ),
        ),
        Mistake(
            "mask alone",
            "The features were masked and not divided by the keep probability.",
            lambda X, y, w, b, M, rate: _input_gradient(X, y, w, b, M, 0.0),
        ),
        Mistake(
            "divided by the rate",
            "The features were divided by the probability to drop. What keeps the mean is the "
            "probability to stay.",
            lambda X, y, w, b, M, rate: _input_gradient(X, y, w, b, M, 1 - rate),
        ),
        Mistake(
            "scaled twice on the way back",
            "The gradient of w was divided by the keep probability once too often: the dropped "
            "features have that factor in them already.",
            _scaled_twice,
        ),
        Mistake(
            "not scaled on the way back",
            "The predictions are right, and on the way back the features are masked but not "
            "divided. The same factor belongs to both directions.",
            _scaled_once,
        ),
        Mistake(
            "sum over the rows",
            "This is the gradient of a sum over the rows. The objective is a mean, so it should "
            "not grow with their number.",
            _summed,
        ),
        Mistake(
            "bias summed",
            "The gradient of b is a sum over the rows, that of w a mean. Both come from the same "
            "objective.",
            lambda *a: (_input_gradient(*a)[0], _input_gradient(*a)[1] * len(a[1])),
        ),
        Mistake(
            "sign turned",
            "The sign is turned round: this points downhill. The gradient points to where the "
            "objective grows.",
            lambda *a: (-_input_gradient(*a)[0], -_input_gradient(*a)[1]),
        ),
        Mistake(
            "no half",
            "Twice too long: the ½ in front of the square cancels the 2 that its derivative "
            "brings.",
            lambda *a: (2 * _input_gradient(*a)[0], 2 * _input_gradient(*a)[1]),
        ),
    ),
)

# 4. Weight scaling


def _network(seed, sizes, rates):
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=pair) for pair in pairwise(sizes)]
    return weights, [rng.normal(size=size) for size in sizes[1:]], list(rates)


def _inference_weights(weights, biases, rates):
    scaled = [(1 - rate) * W for W, rate in zip(weights, rates, strict=True)]
    return scaled, [b.copy() for b in biases]


def _last_alone(weights, biases, rates):
    scaled = [W.copy() for W in weights[:-1]] + [(1 - rates[-1]) * weights[-1]]
    return scaled, [b.copy() for b in biases]


def _inverse(weights, biases, rates):
    return [W / (1 - rate) for W, rate in zip(weights, rates, strict=True)], biases


def _by_the_rate(weights, biases, rates):
    return [rate * W for W, rate in zip(weights, rates, strict=True)], biases


def _with_biases(weights, biases, rates):
    scaled = [(1 - rate) * b for b, rate in zip(biases, rates, strict=True)]
    return _inference_weights(weights, biases, rates)[0], scaled


def _rate_of_the_output(weights, biases, rates):
    return _inference_weights(weights, biases, [*rates[1:], 0.0])


def _rate_of_the_input_before(weights, biases, rates):
    return _inference_weights(weights, biases, [0.0, *rates[:-1]])


def _each_share_again(weights, biases, rates):
    shares = np.cumprod([1 - rate for rate in rates])
    return [share * W for share, W in zip(shares, weights, strict=True)], list(biases)


def _new_lists(answer, weights, biases, rates):
    """Return the two lists, which must not be the old ones if all else is right."""
    found = answer(weights, biases, rates)
    expected = plain(_inference_weights(weights, biases, rates))
    parts = found if type(found) in (tuple, list) else ()
    if any(part is old for part in parts for old in (weights, biases)) and not difference(
        plain(found), expected, rtol=1e-6
    ):
        raise Objection(
            "The numbers are right, but one of the lists is the very list that was given. Whoever "
            "changes the new one would change the old one with it: make a new list."
        )
    return found


INFERENCE_WEIGHTS = Exercise(
    name="dropout_scratch.inference_weights",
    call="inference_weights(weights, biases, rates)",
    returns=("weights", "biases"),
    reference=_inference_weights,
    drive=_new_lists,
    cases=(
        partial(_network, 20, (6, 5, 3), (0.2, 0.5)),
        Case(
            "the first input is not dropped",
            partial(_network, 21, (4, 8, 8, 2), (0.0, 0.3, 0.6)),
        ),
        Case("one layer", partial(_network, 22, (3, 1), (0.1,))),
        Case("as many inputs as outputs", partial(_network, 23, (3, 3, 3), (0.4, 0.2))),
    ),
    mistakes=(
        Mistake(
            "nothing scaled",
            "The weights are as they were trained. Without masks each layer now receives more "
            "than it was trained on: by which factor?",
            lambda weights, biases, rates: (weights, biases),
        ),
        Mistake(
            "divided",
            "The weights were divided. In training only a part of the inputs arrived; now all of "
            "them do, so the weights have to become smaller.",
            _inverse,
        ),
        Mistake(
            "by the rate",
            "The weights were multiplied by the probability to drop. What arrived in training was "
            "the other share.",
            _by_the_rate,
        ),
        Mistake(
            "biases too",
            "The weights are right, and the biases were scaled with them. Did a mask ever touch a "
            "bias?",
            _with_biases,
        ),
        Mistake(
            "rate of the output",
            "Each layer was scaled by the rate of the layer behind it. A mask on the input of a "
            "layer is made good by the weights of that layer.",
            _rate_of_the_output,
        ),
        Mistake(
            "rate of the layer before",
            "Each layer was scaled by the rate of the layer before it, and the first by none. Even "
            "the first layer's input was masked, at the first rate.",
            _rate_of_the_input_before,
        ),
        Mistake(
            "every share again",
            "The shares of all layers before were multiplied. Those have been made good by their "
            "own weights; a layer answers for its own input alone.",
            _each_share_again,
        ),
        Mistake(
            "the first layer left out",
            "The first layer is not scaled, all others are. Its input was masked in training like "
            "theirs: the first rate is its own.",
            lambda weights, biases, rates: _inference_weights(weights, biases, [0.0, *rates[1:]]),
        ),
        Mistake(
            "the last layer left out",
            "The last layer is not scaled. Its outputs are never dropped, but its inputs are.",
            lambda weights, biases, rates: _inference_weights(weights, biases, [*rates[:-1], 0.0]),
        ),
        Mistake(
            "one rate for all",
            "All layers were scaled by the first rate. Each has a rate of its own.",
            lambda weights, biases, rates: _inference_weights(
                weights, biases, [rates[0]] * len(rates)
            ),
        ),
        Mistake(
            "root of the share",
            "The square root of the share is what keeps a variance. Here a mean is to be kept, and "
            "a mean changes by the share itself.",
            lambda weights, biases, rates: (
                [W * np.sqrt(1 - rate) for W, rate in zip(weights, rates, strict=True)],
                list(biases),
            ),
        ),
        Mistake(
            "the mean rate for all",
            "All layers were scaled by the mean of the rates. Each has a rate of its own.",
            lambda weights, biases, rates: (
                [(1 - np.mean(rates)) * w for w in weights],
                [b.copy() for b in biases],
            ),
        ),
        Mistake(
            "scaled twice",
            "The weights were scaled twice. What arrived in training was a share 1 − ρ of the "
            "inputs, and that is the factor.",
            lambda weights, biases, rates: (
                [(1 - r) ** 2 * w for w, r in zip(weights, rates, strict=True)],
                [b.copy() for b in biases],
            ),
        ),
        Mistake(
            "rates from behind",
            "The rates were taken from the last to the first. Each layer has the rate of its "
            "own input, in the order of the lists.",
            lambda weights, biases, rates: (
                [(1 - r) * w for w, r in zip(weights, rates[::-1], strict=True)],
                [b.copy() for b in biases],
            ),
        ),
        Mistake(
            "the last layer alone",
            "Only the last layer was scaled. The input of every layer was masked, each at its "
            "own rate.",
            _last_alone,
        ),
    ),
)

# 6. Choosing a rate (5, the layer with a memory, has a module of its own)


def _losses(seed, rates, seeds, depth):
    rng = np.random.default_rng(seed)
    rates = np.array(rates)
    curve = 0.5 - depth * np.sin(np.pi * rates) + 0.1 * rates
    luck = rng.normal(scale=0.05, size=seeds)
    return rates, curve[:, None] + luck + rng.normal(scale=0.02, size=(len(rates), seeds))


def _gains(rates, losses, best):
    return losses[rates == 0][0] - losses[best]


def _choose_rate(rates, losses, ddof=1):
    best = losses.mean(axis=1).argmin()
    gains = _gains(rates, losses, best)
    return float(rates[best]), float(gains.mean()), float(gains.std(ddof=ddof) / len(gains) ** 0.5)


def _unpaired(rates, losses):
    best = losses.mean(axis=1).argmin()
    variances = losses.var(axis=1, ddof=1)
    both = variances[rates == 0][0] + variances[best]
    return *_choose_rate(rates, losses)[:2], float(np.sqrt(both / losses.shape[1]))


def _chosen(rate, gains):
    return float(rate), float(gains.mean()), float(gains.std(ddof=1) / len(gains) ** 0.5)


def _luckiest(rates, losses):
    best = losses.min(axis=1).argmin()
    return _chosen(rates[best], _gains(rates, losses, best))


def _lowest_median(rates, losses):
    best = np.median(losses, axis=1).argmin()
    return _chosen(rates[best], _gains(rates, losses, best))


def _first_is_none(rates, losses):
    best = losses.mean(axis=1).argmin()
    return _chosen(rates[best], losses[0] - losses[best])


def _last_is_none(rates, losses):
    best = losses.mean(axis=1).argmin()
    return _chosen(rates[best], losses[-1] - losses[best])


def _dropout_at_any_price(rates, losses):
    best = np.where(rates > 0, losses.mean(axis=1), np.inf).argmin()
    return _chosen(rates[best], _gains(rates, losses, best))


def _best_of_each_seed(rates, losses):
    return _chosen(_choose_rate(rates, losses)[0], losses[rates == 0][0] - losses.min(axis=0))


def _error_of_the_loss(rates, losses):
    best = losses.mean(axis=1).argmin()
    return *_choose_rate(rates, losses)[:2], _chosen(0, losses[best])[2]


def _axes_exchanged(rates, losses):
    best = losses.mean(axis=0).argmin()
    return _chosen(rates[best], _gains(rates, losses, best))


def _error_times(rates, losses, factor):
    rate, gain, error = _choose_rate(rates, losses)
    return rate, gain, error * factor


def _highest_loss(rates, losses):
    worst = losses.mean(axis=1).argmax()
    return _chosen(rates[worst], _gains(rates, losses, worst))


def _error(runs):
    return runs.std(ddof=1) / len(runs) ** 0.5


def _with_error(rates, losses, error):
    best = losses.mean(axis=1).argmin()
    return *_choose_rate(rates, losses)[:2], float(error(losses[rates == 0][0], losses[best]))


def _all_together(rates, losses):
    return *_choose_rate(rates, losses)[:2], float(_error(losses.ravel()))


def _relative_gain(rates, losses):
    rate, gain, error = _choose_rate(rates, losses)
    return rate, gain / float(losses[rates == 0].mean()), error


def _over_the_next(rates, losses):
    rate, _, error = _choose_rate(rates, losses)
    lowest, following = np.sort(losses.mean(axis=1))[:2]
    return rate, float(following - lowest), error


CHOOSE_RATE = Exercise(
    name="dropout_scratch.choose_rate",
    call="choose_rate(rates, losses)",
    returns=("rate", "gain", "error"),
    reference=_choose_rate,
    cases=(
        partial(_losses, 35, (0.0, 0.2, 0.4, 0.6), 4, 0.1),
        partial(_losses, 31, (0.8, 0.5, 0.3, 0.1, 0.0), 5, 0.05),
        Case("the rates in no order", partial(_losses, 104, (0.3, 0.0, 0.5, 0.4, 0.7), 3, 0.03)),
        Case("no dropout is best", partial(_losses, 302, (0.6, 0.0, 0.3), 3, -0.05)),
    ),
    mistakes=(
        Mistake(
            "unpaired",
            "The spreads of both rows were added, as if their seeds had nothing in common. Runs of "
            "one seed rise and fall together: take differences first.",
            _unpaired,
        ),
        Mistake(
            "deviation in place of error",
            "This is the deviation of the differences. The error of their mean is smaller, by the "
            "root of their number.",
            lambda rates, losses: _error_times(rates, losses, losses.shape[1] ** 0.5),
        ),
        Mistake(
            "deviation of a whole population",
            "The error is a little too small. The deviation is measured from the mean of the same "
            "few seeds, so its squares are divided by their number less one (ddof).",
            partial(_choose_rate, ddof=0),
        ),
        Mistake(
            "the luckiest run",
            "The rate with the lowest single run was chosen. One lucky seed should not decide; "
            "compare the means.",
            _luckiest,
        ),
        Mistake(
            "the lowest median",
            "The rate with the lowest median was chosen. The exercise compares the means, to which "
            "every run contributes.",
            _lowest_median,
        ),
        Mistake(
            "the first row as no dropout",
            "The gain is over the first row. The rates come in any order: look up the one that is "
            "zero.",
            _first_is_none,
        ),
        Mistake(
            "the last row as no dropout",
            "The gain is over the last row. The rates come in any order: where is the one that is "
            "zero?",
            _last_is_none,
        ),
        Mistake(
            "place for rate",
            "The first number is the place of the rate in `rates`, not the rate that stands there.",
            lambda rates, losses: (
                int(losses.mean(axis=1).argmin()),
                *_choose_rate(rates, losses)[1:],
            ),
        ),
        Mistake(
            "no dropout left out",
            "The rate zero was left out of the choice. It is one of the rates, and may be the "
            "best; then the gain is zero.",
            _dropout_at_any_price,
        ),
        Mistake(
            "best seed for seed",
            "The gain takes the best rate of each seed by itself. One rate is chosen for all of "
            "them, and its losses are compared with those without dropout.",
            _best_of_each_seed,
        ),
        Mistake(
            "error of the chosen loss",
            "This is the error of the chosen rate's own mean loss. What is asked belongs to the "
            "difference, in which the luck of a seed cancels.",
            _error_of_the_loss,
        ),
        Mistake(
            "loss in place of gain",
            "The second number is the lowest mean loss itself. How much lower is it than the mean "
            "loss without dropout?",
            lambda rates, losses: (
                _choose_rate(rates, losses)[0],
                float(losses.mean(axis=1).min()),
                _choose_rate(rates, losses)[2],
            ),
        ),
        Mistake(
            "mean over the rates",
            "The means were taken over the rates, one for each seed. A row holds the runs of one "
            "rate.",
            _axes_exchanged,
        ),
        Mistake(
            "divided by the number",
            "The deviation was divided by the number of seeds. The deviation of a mean falls with "
            "the root of that number.",
            lambda rates, losses: _error_times(rates, losses, losses.shape[1] ** -0.5),
        ),
        Mistake(
            "root of the number of rates",
            "The deviation was divided by the root of the number of rates. The mean is one over "
            "the seeds.",
            lambda rates, losses: _error_times(
                rates, losses, (losses.shape[1] / losses.shape[0]) ** 0.5
            ),
        ),
        Mistake(
            "one less twice",
            "The number of seeds less one was used twice. It belongs into the deviation; under the "
            "root stands the number of seeds itself.",
            lambda rates, losses: _error_times(
                rates, losses, (losses.shape[1] / (losses.shape[1] - 1)) ** 0.5
            ),
        ),
        Mistake(
            "sign turned",
            "The gain has the wrong sign: it says how much lower the loss is with the chosen rate.",
            lambda rates, losses: (lambda r, g, e: (r, -g, e))(*_choose_rate(rates, losses)),
        ),
        Mistake(
            "the highest loss",
            "The rate with the highest mean loss was chosen. A lower loss is better.",
            _highest_loss,
        ),
        Mistake(
            "error of the loss without dropout",
            "This is the error of the mean loss without dropout. What is asked belongs to the "
            "difference, in which the luck of a seed cancels.",
            partial(_with_error, error=lambda none, best: _error(none)),
        ),
        Mistake(
            "errors added",
            "The errors of the two means were added. Runs of one seed rise and fall together: "
            "take the differences seed for seed, and the error of their mean.",
            partial(_with_error, error=lambda none, best: _error(none) + _error(best)),
        ),
        Mistake(
            "errors subtracted",
            "One error was taken from the other. Errors do not cancel so; the losses of one "
            "seed do: take the differences first.",
            partial(_with_error, error=lambda none, best: abs(_error(none) - _error(best))),
        ),
        Mistake(
            "both rows as one sample",
            "The runs with and without dropout were put together as one sample. Take the "
            "differences seed for seed, and the error of their mean.",
            partial(_with_error, error=lambda none, best: _error(np.r_[none, best])),
        ),
        Mistake(
            "all losses as one sample",
            "The losses of all rates were put together as one sample. The error is that of "
            "the differences between two rows.",
            _all_together,
        ),
        Mistake(
            "unpaired, of a whole population",
            "The spreads of both rows were added, as if their seeds had nothing in common, "
            "and without the one less in the divisor. Take differences first, seed for seed.",
            partial(
                _with_error, error=lambda none, best: np.sqrt((none.var() + best.var()) / len(none))
            ),
        ),
        Mistake(
            "a population's deviation in place of error",
            "This is the deviation of the differences, with their number as the divisor. "
            "Divide by one less, and then by the root of their number: the error is that of a "
            "mean.",
            partial(_with_error, error=lambda none, best: (none - best).std()),
        ),
        Mistake(
            "relative gain",
            "The gain was divided by the loss without dropout. Asked is by how much the mean "
            "is lower, not by which share.",
            _relative_gain,
        ),
        Mistake(
            "gain over the next best",
            "The gain is over the second best rate. It is asked against no dropout, the rate zero.",
            _over_the_next,
        ),
    ),
)

# 7. Masks from bytes


def _bytes(seed, shape, rate):
    """Return bytes among which each of the 256 values occurs, and the rate."""
    rng = np.random.default_rng(seed)
    raw = np.arange(np.prod(shape)) % 256
    return rng.permutation(raw).astype(np.uint8).reshape(shape), rate


def _threshold(rate):
    return min(round(256 * rate), 255)


def _rounded_up(rate):
    return min(int(np.ceil(256 * rate)), 255)


def _out_of_255(rate):
    return min(round(255 * rate), 254)


def _factors(raw, t, keep):
    return (raw >= t) / keep


BYTE_FACTORS = Exercise(
    name="dropout_scratch.byte_factors",
    call="byte_factors(raw, rate)",
    reference=lambda raw, rate: _factors(raw, _threshold(rate), 1 - _threshold(rate) / 256),
    cases=(
        partial(_bytes, 40, (32, 20), 0.3),
        partial(_bytes, 41, (16, 24), 0.1),
        partial(_bytes, 42, (300,), 0.9),
        Case("a rate below that of one byte", partial(_bytes, 43, (16, 16), 0.001)),
        Case("a rate above that of 255 bytes", partial(_bytes, 44, (16, 32), 0.999)),
    ),
    mistakes=(
        Mistake(
            "scaled by the rate asked for",
            "The mask is right. With bytes the units are dropped at t/256, not quite at the rate "
            "that was asked for; which of the two keeps the mean?",
            lambda raw, rate: _factors(raw, _threshold(rate), 1 - rate),
        ),
        Mistake(
            "rounded down",
            "The threshold was always rounded down. One of the two whole numbers around 256 times "
            "the rate is closer.",
            lambda raw, rate: _factors(raw, int(256 * rate), 1 - int(256 * rate) / 256),
        ),
        Mistake(
            "rounded up",
            "The threshold was always rounded up. One of the two whole numbers around 256 times "
            "the rate is closer.",
            lambda raw, rate: _factors(raw, _rounded_up(rate), 1 - _rounded_up(rate) / 256),
        ),
        Mistake(
            "fraction below the rate",
            "Bytes over 256 were compared with the rate, and what stays divided by one minus the "
            "rate. Neither uses t: find it first, and then the rate that it stands for.",
            lambda raw, rate: (raw / 256 >= rate) / (1 - rate),
        ),
        Mistake(
            "measured share",
            "What stays was divided by the share that stayed among these bytes. The probability "
            "to stay is known: it depends on t alone.",
            lambda raw, rate: (
                (raw >= _threshold(rate)) / max(float((raw >= _threshold(rate)).mean()), 1e-3)
            ),
        ),
        Mistake(
            "one more dropped",
            "A byte that equals t is dropped here, and the factors fit that. Below t there are t "
            "whole numbers, zero among them, so t itself stays.",
            lambda raw, rate: _factors(
                raw, _threshold(rate) + 1, max(255 - _threshold(rate), 1) / 256
            ),
        ),
        Mistake(
            "divided by the dropped share",
            "What stays was divided by the probability to be dropped. The probability to stay is "
            "what keeps the mean.",
            lambda raw, rate: _factors(raw, _threshold(rate), max(_threshold(rate), 1) / 256),
        ),
        Mistake(
            "low bytes stay",
            "The units below t were kept, and divided by their share. A unit is dropped where its "
            "byte is below t.",
            lambda raw, rate: (raw < _threshold(rate)) * (256 / max(_threshold(rate), 1)),
        ),
        Mistake(
            "at most t",
            "A byte that equals t was dropped as well. Below t there are t whole numbers, zero "
            "among them.",
            lambda raw, rate: _factors(raw, _threshold(rate) + 1, 1 - _threshold(rate) / 256),
        ),
        Mistake(
            "dropped above",
            "The units below t were kept and the others dropped. Exchange them.",
            lambda raw, rate: (raw < _threshold(rate)) / (1 - _threshold(rate) / 256),
        ),
        Mistake(
            "mask alone",
            "This is the mask. The factors of the kept units have to make up for the others.",
            lambda raw, rate: _factors(raw, _threshold(rate), 1.0),
        ),
        Mistake(
            "multiplied by the kept share",
            "What stays was multiplied by the probability to stay, and became smaller. It has to "
            "make up for what is dropped.",
            lambda raw, rate: _factors(raw, _threshold(rate), 256 / (256 - _threshold(rate))),
        ),
        Mistake(
            "out of 255",
            "There are 256 different bytes, since zero is one of them.",
            lambda raw, rate: _factors(raw, _out_of_255(rate), 1 - _out_of_255(rate) / 255),
        ),
        Mistake(
            "bytes themselves",
            "The bytes that stay were divided by the share that stays. They only decide who "
            "stays: each unit that does has the same factor.",
            lambda raw, rate: raw * _factors(raw, _threshold(rate), 1 - _threshold(rate) / 256),
        ),
        Mistake(
            "t up to 256",
            "At the highest rate t became 256: then nothing stays, and the share that stays is "
            "0. The text ends t at 255.",
            lambda raw, rate: (
                np.full(raw.shape, np.nan)
                if rate > 511 / 512
                else _factors(raw, _threshold(rate), 1 - _threshold(rate) / 256)
            ),
        ),
        Mistake(
            "kept out of 255",
            "What stays was divided by (255 − t)/255. There are 256 bytes, zero among them, and"
            " t of them are below t.",
            lambda raw, rate: _factors(raw, _threshold(rate), max(255 - _threshold(rate), 1) / 255),
        ),
        Mistake(
            "the highest t stay",
            "The bytes from 256 − t on stay, which are t of them. Those below t are dropped, "
            "and the others stay.",
            lambda raw, rate: _factors(raw, 256 - _threshold(rate), 1 - _threshold(rate) / 256),
        ),
    ),
)

EXERCISES = (
    SURVIVORS,
    LOGIT_COVARIANCE,
    INPUT_GRADIENT,
    INFERENCE_WEIGHTS,
    LAYER,
    CHOOSE_RATE,
    BYTE_FACTORS,
)
