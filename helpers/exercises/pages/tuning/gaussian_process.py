"""The exercises of the page on Gaussian processes.

An optimist tries next where mean − β·deviation is lowest. Leaving sample i out of a Gaussian
process with kernel matrix C (noise included) predicts it with the error [C⁻¹y]ᵢ/[C⁻¹]ᵢᵢ.

References
----------
Rasmussen, Williams (2006), Gaussian Processes for Machine Learning, section 5.4.2.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. An optimist


def _optimist(mean, deviation, tried, beta):
    return _lowest(mean - beta * deviation, tried)


def _lowest(bound, tried):
    """Return the place of the lowest number that was not tried."""
    bound = np.array(bound, dtype=float)
    bound[tried] = np.inf
    return int(bound.argmin())


def _among_the_rest(mean, deviation, tried, beta):
    bound = mean - beta * deviation
    return int(np.delete(bound, tried).argmin())


def _band(seed, m, k, beta, level=0.0):
    """Return a posterior around a level, in which the k settings tried are lower than others."""
    rng = np.random.default_rng(seed)
    mean, deviation = level + rng.normal(size=m), rng.uniform(0.2, 2.0, m)
    tried = rng.permutation(m)[:k]
    mean[tried] -= 1.5
    return mean, deviation, tried, beta


def _told_apart():
    """Return a posterior in which each wrong rule names another setting."""
    mean = np.array([-2.0, 0.5, 0.0, -0.5, 1.0, -1.0, 0.25])
    deviation = np.array([0.1, 2.5, 1.5, 0.3, 1.8, 0.2, 0.4])
    return mean, deviation, np.array([0, 5]), 1.0


OPTIMIST = Exercise(
    name="search.optimist",
    call="optimist(mean, deviation, tried, beta)",
    reference=_optimist,
    cases=(
        _told_apart,
        partial(_band, 265, 12, 4, 0.4),
        Case("all errors are high", partial(_band, 249, 30, 8, 2.0, 7.0)),
        partial(_band, 269, 20, 3, 1.5, 6.0),
        partial(_band, 11, 14, 4, 4.0),
        Case("the mean alone", partial(_band, 4, 15, 5, 0.0)),
        Case("one setting is left", partial(_band, 5, 6, 5, 1.0)),
        Case("none was tried", lambda: (*_band(6, 8, 1, 3.0)[:2], np.array([], dtype=int), 3.0)),
    ),
    mistakes=(
        Mistake(
            "tried ones too",
            "This may name a setting that was tried already. Its error is known; try another.",
            lambda mean, deviation, tried, beta: int((mean - beta * deviation).argmin()),
        ),
        Mistake(
            "upper end",
            "This looks at the upper end of the band. Low errors are hoped for at its lower end.",
            lambda mean, deviation, tried, beta: _lowest(mean + beta * deviation, tried),
        ),
        Mistake(
            "mean alone",
            "The deviation has no effect: this believes the mean. An optimist also tries where "
            "little is known.",
            lambda mean, deviation, tried, beta: _lowest(mean, tried),
        ),
        Mistake(
            "deviation alone",
            "This goes where least is known, whatever the mean. It explores and never profits.",
            lambda mean, deviation, tried, beta: _lowest(-deviation, tried),
        ),
        Mistake(
            "highest",
            "This names the setting with the highest upper end. Errors are to be low.",
            lambda mean, deviation, tried, beta: _lowest(-(mean + beta * deviation), tried),
        ),
        Mistake(
            "highest lower end",
            "This names the setting whose lower end is highest. Asked is the lowest one.",
            lambda mean, deviation, tried, beta: _lowest(-(mean - beta * deviation), tried),
        ),
        Mistake(
            "place among the rest",
            "This is the place among the settings that are left. Asked is the place in the whole "
            "table: those that were tried keep theirs.",
            _among_the_rest,
        ),
        Mistake(
            "variance",
            "The deviation was squared. The band is β standard deviations wide on each side.",
            lambda mean, deviation, tried, beta: _lowest(mean - beta * deviation**2, tried),
        ),
        Mistake(
            "one deviation",
            "The band is one deviation wide here. `beta` says how many.",
            lambda mean, deviation, tried, beta: _lowest(mean - deviation, tried),
        ),
        Mistake(
            "divided by beta",
            "The deviation was divided by β. The larger β is, the wider is the band.",
            lambda mean, deviation, tried, beta: _lowest(
                mean - deviation / beta if beta else mean, tried
            ),
        ),
        Mistake(
            "the value",
            "This is the lower end itself. Asked is where it is lowest: the place of the setting.",
            lambda mean, deviation, tried, beta: float(
                np.delete(mean - beta * deviation, tried).min()
            ),
        ),
        Mistake(
            "only those tried",
            "This looks only at the settings that were tried. Look at the others.",
            lambda mean, deviation, tried, beta: (
                int(tried[(mean - beta * deviation)[tried].argmin()]) if len(tried) else 0
            ),
        ),
        Mistake(
            "set to zero",
            "Those that were tried got a lower end of 0, which may be the lowest of all. Give them "
            "one that no other can exceed.",
            lambda mean, deviation, tried, beta: int(
                np.where(np.isin(np.arange(len(mean)), tried), 0, mean - beta * deviation).argmin()
            ),
        ),
        Mistake(
            "ratio",
            "The mean was divided by the deviation. The lower end of the band is their difference.",
            lambda mean, deviation, tried, beta: _lowest(mean / deviation, tried),
        ),
        Mistake(
            "as many as were tried",
            "This skips as many of the lowest ends as were tried, whoever they belong to. Leave "
            "out those that were tried, and no others.",
            lambda mean, deviation, tried, beta: int(
                np.argsort(mean - beta * deviation, kind="stable")[len(tried)]
            ),
        ),
        Mistake(
            "root of β",
            "The band is √β deviations wide here. `beta` itself says how many.",
            lambda mean, deviation, tried, beta: _optimist(mean, deviation, tried, np.sqrt(beta)),
        ),
    ),
)

# 2. A Gaussian process, each point left out


def _leave_one_out(C, y):
    inverse = np.linalg.inv(C)
    return y - inverse @ y / np.diag(inverse)


def _smooth(seed, n, noise):
    """Return the kernel matrix of n random points, noise included, and values with mean near 0."""
    rng = np.random.default_rng(seed)
    x = rng.random((n, 2))
    C = np.exp(-((x[:, None] - x) ** 2).sum(axis=-1) / 0.3) + noise * np.eye(n)
    return C, np.linalg.cholesky(C) @ rng.normal(size=n)


def _uneven(seed, n):
    """Return a kernel matrix whose noise differs, and values whose mean is far from zero."""
    C, y = _smooth(seed, n, 0.1)
    return C + np.diag(np.linspace(0, 1, n)), y + 2


def _as_with_a_hat_matrix(C, y):
    inverse = np.linalg.inv(C)
    return y - (y - inverse @ y) / (1 - inverse.diagonal())


def _predicted(C, y):
    """Return the inverse of C, its product with y, and its diagonal."""
    inverse = np.linalg.inv(C)
    return inverse, inverse @ y, np.diag(inverse)


def _earlier_alone(C, y):
    weights = [np.linalg.solve(C[:i, :i], y[:i]) for i in range(len(y))]
    return np.array([C[i, :i] @ weights[i] for i in range(len(y))])


def _mean_of_the_others(C, y):
    """Take the mean of the other trials for that of the prior."""
    result = np.zeros(len(y))
    for i in range(len(y)):
        rest = np.arange(len(y)) != i
        mean = y[rest].mean() if rest.any() else 0.0
        result[i] = mean + C[i, rest] @ np.linalg.solve(C[np.ix_(rest, rest)], y[rest] - mean)
    return result


def _one_less_the_diagonal(C, y):
    inverse = np.linalg.inv(C)
    return y - inverse @ y / (1 - inverse.diagonal())


LEAVE_ONE_OUT = Exercise(
    name="search.leave_one_out",
    call="leave_one_out(C, y)",
    reference=_leave_one_out,
    cases=(
        partial(_smooth, 41, 4, 0.1),
        partial(_smooth, 42, 12, 0.05),
        partial(_smooth, 43, 25, 0.3),
        Case("noise that differs from trial to trial", partial(_uneven, 44, 7)),
        Case("one trial", lambda: (np.array([[1.25]]), np.array([2.0]))),
    ),
    mistakes=(
        Mistake(
            "the errors",
            "These are the errors: what each trial gave, minus its prediction. The predictions "
            "themselves are asked for.",
            lambda C, y: np.linalg.solve(C, y) / np.diag(np.linalg.inv(C)),
        ),
        Mistake(
            "the errors turned round",
            "These are the predictions minus what the trials gave. The predictions themselves are "
            "asked for.",
            lambda C, y: -np.linalg.solve(C, y) / np.diag(np.linalg.inv(C)),
        ),
        Mistake(
            "the data given back",
            "This predicts each value with the noise of the point itself in its own prediction, "
            "and so gives back the data. Nothing has been left out.",
            lambda C, y: C @ np.linalg.solve(C, y),
        ),
        Mistake(
            "the diagonal of C",
            "The product C⁻¹y was divided by the diagonal of the kernel matrix. It is the diagonal "
            "of its inverse that counts.",
            lambda C, y: y - np.linalg.solve(C, y) / np.diag(C),
        ),
        Mistake(
            "one over the diagonal of C",
            "The weights C⁻¹y still know the value that is left out, also where its own entry of C "
            "is set to zero. Divide them by the diagonal of the inverse.",
            lambda C, y: y - np.linalg.solve(C, y) * np.diag(C),
        ),
        Mistake(
            "the wrong sign",
            "The errors have the right size and are added where they have to be taken away: check "
            "with a point whose value stands far above its neighbours.",
            lambda C, y: y + np.linalg.solve(C, y) / np.diag(np.linalg.inv(C)),
        ),
        Mistake(
            "not divided",
            "The product C⁻¹y is not the error yet. It is the error divided by the variance of "
            "the trial given the others; where does that stand in the inverse?",
            lambda C, y: y - _predicted(C, y)[1],
        ),
        Mistake(
            "multiplied",
            "The product C⁻¹y was multiplied by the diagonal of the inverse. That diagonal is one "
            "over the variance, and has to be divided out.",
            lambda C, y: y - _predicted(C, y)[1] * _predicted(C, y)[2],
        ),
        Mistake(
            "diagonal squared",
            "The diagonal of the inverse is divided out twice. Its entries are 1/s², with the "
            "square in them already.",
            lambda C, y: y - _predicted(C, y)[1] / _predicted(C, y)[2] ** 2,
        ),
        Mistake(
            "root of the diagonal",
            "The root of the diagonal is divided out. That gives errors in standard deviations, "
            "which are wanted only when you go on.",
            lambda C, y: y - _predicted(C, y)[1] / np.sqrt(_predicted(C, y)[2]),
        ),
        Mistake(
            "errors in standard deviations",
            "These are the errors divided by their standard deviations, which are wanted only when "
            "you go on. First return the predictions.",
            lambda C, y: _predicted(C, y)[1] / np.sqrt(_predicted(C, y)[2]),
        ),
        Mistake(
            "the weights",
            "This is C⁻¹y, the weights of the trials. A prediction is a sum of them with the "
            "kernel.",
            lambda C, y: _predicted(C, y)[1],
        ),
        Mistake(
            "the variances",
            "These are the variances of the trials given the others. The means are asked for.",
            lambda C, y: 1 / _predicted(C, y)[2],
        ),
        Mistake(
            "C in place of its inverse",
            "The matrix C stands where its inverse belongs. Solve for the weights first.",
            lambda C, y: y - C @ y / np.diag(C),
        ),
        Mistake(
            "inverted entry by entry",
            "Each entry of C was inverted by itself. The inverse is the matrix whose product with "
            "C is the unit matrix.",
            lambda C, y: y - (1 / C) @ y * np.diag(C),
        ),
        Mistake(
            "off the diagonal, not divided",
            "The inverse without its diagonal is right, with the sign. Each row has still to be "
            "divided by the diagonal entry that was left out.",
            lambda C, y: -(_predicted(C, y)[0] - np.diag(_predicted(C, y)[2])) @ y,
        ),
        Mistake(
            "centered",
            "The mean of all trials was taken off before. The prior has mean zero, and the mean "
            "would know the trial that is left out.",
            lambda C, y: y - _predicted(C, y - y.mean())[1] / _predicted(C, y)[2],
        ),
        Mistake(
            "mean of the others",
            "The mean of the other trials takes the place of the prior's. That prior has mean "
            "zero.",
            _mean_of_the_others,
        ),
        Mistake(
            "earlier trials alone",
            "Each trial is predicted from those before it. All others are known, the later ones "
            "too.",
            _earlier_alone,
        ),
        Mistake(
            "mean of the diagonal",
            "One number, the mean of the diagonal, is divided out for all trials. A trial far from "
            "the others has a larger variance than one among them.",
            lambda C, y: y - _predicted(C, y)[1] / _predicted(C, y)[2].mean(),
        ),
        Mistake(
            "one less the diagonal",
            "The weighted values were divided by one minus the diagonal, as the residuals of "
            "ridge are. For the inverse of C it is its diagonal itself.",
            _one_less_the_diagonal,
        ),
        Mistake(
            "variances beside the means",
            "Means and variances came back together. The means alone are asked for.",
            lambda C, y: (_leave_one_out(C, y), 1 / np.linalg.inv(C).diagonal()),
        ),
        Mistake(
            "mean squared error",
            "This is the mean squared error, one number. The prediction of each trial is asked "
            "for.",
            lambda C, y: float(np.mean((y - _leave_one_out(C, y)) ** 2)),
        ),
        Mistake(
            "sums of the inverse's rows",
            "The weighted values were divided by the sums of the rows of the inverse. It is the "
            "entry on the diagonal alone that belongs to the trial.",
            lambda C, y: y - np.linalg.solve(C, y) / np.linalg.inv(C).sum(axis=1),
        ),
        Mistake(
            "one less the inverse's diagonal",
            "The residual was divided by one less the diagonal, as with a hat matrix. C⁻¹ is "
            "none: the error is [C⁻¹y]ᵢ over the diagonal of C⁻¹ itself.",
            _as_with_a_hat_matrix,
        ),
    ),
)

EXERCISES = (OPTIMIST, LEAVE_ONE_OUT)
