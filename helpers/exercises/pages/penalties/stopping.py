"""The exercises of the page on early stopping.

On least squares, t steps of gradient descent from zero keep the share 1 − (1 − η d²/n)ᵗ of a
direction with singular value d, ridge keeps d²/(d² + nλ).

References
----------
Ali, Kolter & Tibshirani (2019), AISTATS (early stopping against ridge).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. A stop without the steps


def _stopped(X, y, step, t, *, share=None, best=None):
    """Return the weights with these shares of these coordinates, by default the right ones."""
    U, d, Vt = np.linalg.svd(X, full_matrices=False)
    variance = d**2 / len(X)
    share = (lambda s, d: 1 - (1 - step * s) ** t) if share is None else share
    best = (lambda c, d: c / d) if best is None else best
    return Vt.T @ (share(variance, d) * best(U.T @ y, d))


def _kept(share):
    """Return the wrong answer that keeps this share, of the variance, d, step, t and n."""
    return lambda X, y, step, t: _stopped(
        X, y, step, t, share=lambda s, d: share(s, d, step, t, len(X))
    )


def _in_directions(X, y, step, t):
    d = np.linalg.svd(X, full_matrices=False)[1]
    U = np.linalg.svd(X, full_matrices=False)[0]
    return (1 - (1 - step * d**2 / len(X)) ** t) * (U.T @ y) / d


def _turned_the_other_way(X, y, step, t):
    U, d, Vt = np.linalg.svd(X, full_matrices=False)
    a = (1 - (1 - step * d**2 / len(X)) ** t) * (U.T @ y) / d
    return Vt[: len(a), : len(a)] @ a


def _descended(X, y, step, t):
    """Return the weights of the first steps only, at most a hundred of them."""
    w = np.zeros(X.shape[1])
    for _ in range(min(t, 100)):
        w = w - step * X.T @ (X @ w - y) / len(X)
    return w


def _centered_data(seed, n, p, share, t):
    """Return centered data and a step that moves the strongest direction by this share."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) @ rng.normal(size=(p, p)) * np.linspace(1, 0.3, p)
    y = X @ rng.normal(size=p) + rng.normal(size=n)
    X, y = X - X.mean(axis=0), y - y.mean()
    return X, y, share / (np.linalg.norm(X, 2) ** 2 / n), t


def _shares_of_features(X, y, step, t):
    d = np.linalg.svd(X, compute_uv=False)
    return (1 - (1 - step * d**2 / len(X)) ** t) * np.linalg.lstsq(X, y, rcond=None)[0]


def _fitted_values(X, y, step, t):
    U, d, _ = np.linalg.svd(X, full_matrices=False)
    return U @ ((1 - (1 - step * d**2 / len(X)) ** t) * (U.T @ y))


STOPPED_WEIGHTS = Exercise(
    name="networks.stopped_weights",
    call="stopped_weights(X, y, step, t)",
    reference=_stopped,
    time_limit=3.0,
    cases=(
        partial(_centered_data, 41, 20, 3, 0.04, 12),
        partial(_centered_data, 42, 30, 5, 0.03, 400),
        Case("a single step", partial(_centered_data, 43, 12, 4, 0.06, 1)),
        Case("as many rows as features", partial(_centered_data, 44, 7, 7, 0.1, 50)),
        Case("ten million steps", partial(_centered_data, 45, 25, 4, 1e-6, 10_000_000)),
    ),
    mistakes=(
        Mistake(
            "ridge",
            "This is ridge with λ = 1/(ηt), which is only near. The share that the steps keep is "
            "one minus a power.",
            _kept(lambda s, d, step, t, n: s / (s + 1 / (step * t))),
        ),
        Mistake(
            "ridge, n forgotten",
            "This is ridge with 1/(ηt), and without the n before λ. The steps keep another share, "
            "one minus a power.",
            _kept(lambda s, d, step, t, n: d**2 / (d**2 + 1 / (step * t))),
        ),
        Mistake(
            "what is missing",
            "This is what is still missing to least squares. Asked is how far the steps have come.",
            _kept(lambda s, d, step, t, n: (1 - step * s) ** t),
        ),
        Mistake(
            "gradient flow",
            "The exponential belongs to steps that are infinitely short. These have a size: each "
            "multiplies what is missing by 1 − ηd²/n.",
            _kept(lambda s, d, step, t, n: 1 - np.exp(-step * s * t)),
        ),
        Mistake(
            "without n",
            "The squares of the singular values were not divided by n. The loss is a mean over the "
            "rows, and the variance of a direction is d²/n.",
            _kept(lambda s, d, step, t, n: 1 - (1 - step * d**2) ** t),
        ),
        Mistake(
            "singular values not squared",
            "The singular values stand without their square. The curvature of the loss along a "
            "direction is d²/n.",
            _kept(lambda s, d, step, t, n: 1 - (1 - step * d / n) ** t),
        ),
        Mistake(
            "in the directions",
            "These are the coordinates along the directions. Turn them back into weights of the "
            "features.",
            _in_directions,
        ),
        Mistake(
            "turned the other way",
            "The coordinates were turned the wrong way. Each is multiplied by its own direction, a "
            "row of Vᵀ, and the products are added up.",
            _turned_the_other_way,
        ),
        Mistake(
            "not divided by d",
            "These are shares of u·y. The coordinates of least squares are u·y divided by the "
            "singular value.",
            lambda X, y, step, t: _stopped(X, y, step, t, best=lambda c, d: c),
        ),
        Mistake(
            "times d",
            "The coordinates of Xᵀy were taken, d times u·y. Those of least squares are u·y "
            "divided by the singular value.",
            lambda X, y, step, t: _stopped(X, y, step, t, best=lambda c, d: c * d),
        ),
        Mistake(
            "least squares",
            "This is least squares, where the steps would lead in the end. They stop before.",
            _kept(lambda s, d, step, t, n: d > 1e-9 * d.max()),
        ),
        Mistake(
            "one step less",
            "One step is missing. After the first one the share ηd²/n has been reached already.",
            _kept(lambda s, d, step, t, n: 1 - (1 - step * s) ** (t - 1)),
        ),
        Mistake(
            "one step more",
            "That is one step too many: the weights start at zero, with nothing reached.",
            _kept(lambda s, d, step, t, n: 1 - (1 - step * s) ** (t + 1)),
        ),
        Mistake(
            "straight on",
            "The first step was taken t times, as if the gradient did not change on the way. It "
            "gets smaller as least squares comes near.",
            _kept(lambda s, d, step, t, n: t * step * s),
        ),
        Mistake(
            "a single step",
            "This is a single step from zero. There are t of them.",
            _kept(lambda s, d, step, t, n: step * s),
        ),
        Mistake(
            "what is left multiplied up",
            "The share of one step was raised to the power. What is multiplied by itself at each "
            "step is what is still missing, 1 − ηd²/n.",
            _kept(lambda s, d, step, t, n: (step * s) ** t),
        ),
        Mistake(
            "the share of one step",
            "The power was taken of the wrong thing: one minus (ηd²/n) to the power t. What is "
            "missing after a step is the share 1 − ηd²/n.",
            _kept(lambda s, d, step, t, n: 1 - (step * s) ** t),
        ),
        Mistake(
            "at most a hundred steps",
            "The descent was broken off early. There is no need to take the steps: along each "
            "direction the way has a closed form.",
            _descended,
        ),
        Mistake(
            "fitted values",
            "These are the fitted values, one for each row. The weights are asked for, one for "
            "each feature.",
            _fitted_values,
        ),
        Mistake(
            "divided by the square",
            "The products u·y were divided by the squares of the singular values. That belongs "
            "to Xᵀy; with y = Xw it is one singular value that remains.",
            partial(_stopped, best=lambda c, d: c / d**2),
        ),
        Mistake(
            "shares of the features",
            "The shares of the directions were multiplied with the weights of the features. Each "
            "share belongs to a direction: turn the weights there, and back.",
            _shares_of_features,
        ),
    ),
)

# 2. The strength that steps are worth, exactly


def _variances(X):
    return np.linalg.svd(X - X.mean(axis=0), compute_uv=False) ** 2 / len(X)


def _left(X, step, t, variances=_variances):
    """Return the variances along the directions, and the share still missing after t steps."""
    variance = variances(X)
    return variance, (1 - step * variance) ** t


def _equivalent(X, step, t, variances=_variances):
    variance, left = _left(X, step, t, variances)
    return variance * left / (1 - left)


def _without_n(X, step, t):
    variance, left = _left(X, step, t)
    return len(X) * variance * left / (1 - left)


def _flow(X, step, t):
    variance = _variances(X)
    return variance / np.expm1(step * t * variance)


def _inverted(X, step, t):
    variance, left = _left(X, step, t)
    return variance * (1 - left) / left


def _over_one(X, step, t):
    variance, left = _left(X, step, t)
    return variance * left


def _solved(solve):
    """Return the wrong answer that solves for the strengths like this."""
    return lambda X, step, t: solve(*_left(X, step, t))


def _features(seed, n, p, share, t):
    """Return uncentered features, and a step of the given share of 1/largest variance."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(1, 3, p) + rng.normal(size=(n, p)) + rng.normal(size=(n, 1))
    return X, share / float(_variances(X)[0]), t


EQUIVALENT_STRENGTHS = Exercise(
    name="networks.equivalent_strengths",
    call="equivalent_strengths(X, step, t)",
    reference=_equivalent,
    cases=(
        partial(_features, 1, 12, 3, 0.5, 4),
        partial(_features, 2, 30, 5, 0.9, 2),
        partial(_features, 3, 20, 2, 0.3, 10),
        partial(_features, 4, 15, 6, 0.7, 3),
        Case("a single step", partial(_features, 5, 8, 2, 0.6, 1)),
    ),
    mistakes=(
        Mistake(
            "one over time",
            "This is the approximation 1/(ηt), the same for all directions. It holds where the "
            "variance is small; solve for λ without it, direction by direction.",
            lambda X, step, t: np.full(min(X.shape), 1 / (step * t)),
        ),
        Mistake(
            "continuous time",
            "Nearly: this is for infinitely short steps, with an exponential in the place of the "
            "power. These steps are long enough for the difference to matter.",
            _flow,
        ),
        Mistake(
            "times n",
            "This is nλ. In the share of ridge, d² stands against nλ; divide by n.",
            _without_n,
        ),
        Mistake(
            "upside down",
            "The share that is kept and the share that is missing have changed places: more steps "
            "should mean a weaker penalty.",
            _inverted,
        ),
        Mistake(
            "not divided",
            "The share that is missing is right, but ridge's share has λ in the denominator: "
            "set the two shares equal and solve for λ.",
            _over_one,
        ),
        Mistake(
            "not centered",
            "The features were not centered, so the largest direction mostly measures their means.",
            partial(
                _equivalent, variances=lambda X: np.linalg.svd(X, compute_uv=False) ** 2 / len(X)
            ),
        ),
        Mistake(
            "one mean for all",
            "One mean was taken off all features. Each feature has a mean of its own.",
            partial(
                _equivalent,
                variances=lambda X: np.linalg.svd(X - X.mean(), False, False) ** 2 / len(X),
            ),
        ),
        Mistake(
            "t times one step",
            "What t steps take off was taken as t times what one takes off. Each step takes its "
            "share of what the ones before have left.",
            lambda X, step, t: (lambda v, left: v * left / (1 - left))(
                _variances(X), 1 - t * step * _variances(X)
            ),
        ),
        Mistake(
            "sum of squares",
            "The squares of the singular values were not divided by n. The loss of this book is a "
            "mean over the rows, and so is its curvature.",
            partial(_equivalent, variances=lambda X: len(X) * _variances(X)),
        ),
        Mistake(
            "divided by n − 1",
            "The squares of the singular values were divided by n − 1, as for an unbiased "
            "covariance. The curvature of the mean loss has n.",
            partial(_equivalent, variances=lambda X: len(X) / (len(X) - 1) * _variances(X)),
        ),
        Mistake(
            "singular values not squared",
            "The singular values stand where their squares belong. The curvature along a direction "
            "is d²/n.",
            partial(_equivalent, variances=lambda X: np.sqrt(_variances(X) / len(X))),
        ),
        Mistake(
            "standardized",
            "The features were standardized. Center them and leave their spreads as they are: the "
            "descent sees those.",
            partial(
                _equivalent, variances=lambda X: _variances((X - X.mean(axis=0)) / X.std(axis=0))
            ),
        ),
        Mistake(
            "column by column",
            "These belong to the variances of the columns. The directions of the descent are those "
            "of the singular vectors, which mix the columns.",
            partial(_equivalent, variances=lambda X: X.var(axis=0)),
        ),
        Mistake(
            "singular values themselves",
            "The singular values stand where the variances along the directions belong. The "
            "curvature of the loss along a direction is d²/n.",
            partial(_equivalent, variances=lambda X: np.sqrt(len(X) * _variances(X))),
        ),
        Mistake(
            "the share kept",
            "These are the shares that the descent keeps. Asked are the strengths with which ridge "
            "keeps the same.",
            lambda X, step, t: 1 - _left(X, step, t)[1],
        ),
        Mistake(
            "the share missing",
            "These are the shares that are still missing. Asked are the strengths with which ridge "
            "misses the same.",
            lambda X, step, t: _left(X, step, t)[1],
        ),
        Mistake(
            "one step more",
            "This is for one step more. After t steps the factor of a step stands there t times.",
            lambda X, step, t: _equivalent(X, step, t + 1),
        ),
        Mistake(
            "variance forgotten",
            "This is λ in units of the variance of each direction: a factor is missing. Set the "
            "two shares equal, and solve for λ itself.",
            lambda X, step, t: (lambda left: left / (1 - left))(_left(X, step, t)[1]),
        ),
        Mistake(
            "one step less",
            "This is for one step less. After t steps the factor of a step stands there t times.",
            lambda X, step, t: _equivalent(X, step, t - 1) if t > 1 else 0 * _variances(X),
        ),
        Mistake(
            "one plus for one less",
            "Below the line the missing share was added to one. What stands there is the share "
            "that is kept, one less the missing one.",
            _solved(lambda v, left: v * left / (1 + left)),
        ),
        Mistake(
            "one not taken off",
            "The variance was divided by the share that is kept. That is λ and the variance "
            "together: the variance has to be taken off.",
            _solved(lambda v, left: v / (1 - left)),
        ),
        Mistake(
            "the variance divides",
            "The ratio of the two shares was divided by the variance. Ridge misses more where the "
            "variance is small: the variance multiplies.",
            _solved(lambda v, left: left / (1 - left) / v),
        ),
        Mistake(
            "times what is kept",
            "The variance was multiplied by the share that is kept. Ridge's share has λ in the "
            "denominator: set the two shares equal and solve for λ.",
            _solved(lambda v, left: v * (1 - left)),
        ),
        Mistake(
            "singular value in front",
            "The singular value stands in front, where its square over n belongs. The shares are "
            "right.",
            lambda X, step, t: (lambda v, left: np.sqrt(len(X) * v) * left / (1 - left))(
                *_left(X, step, t)
            ),
        ),
        Mistake(
            "half of the curvature",
            "The curvature was taken as half of the variance. The loss has a ½ before the "
            "squares, and its second derivative has none.",
            partial(_equivalent, variances=lambda X: _variances(X) / 2),
        ),
        Mistake(
            "twice the curvature",
            "The curvature was taken as twice the variance. The 2 of the squares is cancelled by "
            "the ½ of the loss.",
            partial(_equivalent, variances=lambda X: 2 * _variances(X)),
        ),
        Mistake(
            "divided by the columns",
            "The squares of the singular values were divided by the number of columns. The "
            "loss is a mean over the rows.",
            partial(_equivalent, variances=lambda X: _variances(X) * len(X) / X.shape[1]),
        ),
        Mistake(
            "root of the variance in front",
            "The root of the variance stands in front. From s/(s + λ) = 1 − q follows λ with "
            "the variance s itself in front.",
            _solved(lambda s, q: np.sqrt(s) * q / (1 - q)),
        ),
        Mistake(
            "variance over time",
            "This is the variance over ηt. For small variances λ tends to 1/(ηt), which has "
            "no variance in it; at all others it is less.",
            lambda X, step, t: _variances(X) / (step * t),
        ),
        Mistake(
            "one over the exponent",
            "This is one over ηt times the variance. Set the two shares of the text equal, "
            "and solve for λ.",
            lambda X, step, t: 1 / (step * t * _variances(X)),
        ),
        Mistake(
            "first orders alone",
            "This is the beginning of a series, good for small ηts. Set the two shares equal "
            "and solve for λ exactly.",
            lambda X, step, t: 1 / (step * t) - _variances(X) / 2,
        ),
        Mistake(
            "share squared",
            "The missing share was squared, as in a squared error, or the number of steps "
            "doubled. Set the shares themselves equal.",
            lambda X, step, t: _equivalent(X, step, 2 * t),
        ),
        Mistake(
            "root of the share",
            "The root of the missing share was taken, or half of the steps. After t steps it "
            "is (1 − ηs)ᵗ.",
            lambda X, step, t: _equivalent(X, step, t / 2),
        ),
        Mistake(
            "power of what goes",
            "The power is that of ηs, what one step takes away. What is missing after t steps "
            "is the product of what each of them leaves, 1 − ηs.",
            lambda X, step, t: (lambda s, q: s * q / (1 - q))(
                _variances(X), 1 - (step * _variances(X)) ** t
            ),
        ),
        Mistake(
            "strengths of the mean",
            "This is one strength, that of the mean variance. Each direction has its own "
            "share, and its own λ.",
            lambda X, step, t: _equivalent(
                X, step, t, lambda X: np.full(X.shape[1], _variances(X).mean())
            ),
        ),
        Mistake(
            "singular value for its square",
            "A singular value stands where its square belongs: ridge's share is d²/(d² + nλ), so "
            "λ grows with the square.",
            lambda X, step, t: _equivalent(X, step, t) / np.sqrt(_variances(X) * len(X)),
        ),
    ),
)

EXERCISES = (
    STOPPED_WEIGHTS,
    EQUIVALENT_STRENGTHS,
)
