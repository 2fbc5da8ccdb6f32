"""The exercises of the page on choosing λ.

For centred X = U diag(d) Vᵀ ridge keeps the share sⱼ = dⱼ²/(dⱼ² + nλ) of direction j. Its hat
matrix with a free intercept is H = 1/n + U diag(s) Uᵀ, and df = Σ sⱼ.

References
----------
Golub, Heath, Wahba (1979), Technometrics 21(2), 215-223 (generalized cross-validation).
Stein (1981), The Annals of Statistics 9(6), 1135-1151 (the unbiased estimate of the risk).
MacKay (1992), Neural Computation 4(3), 415-447 (the evidence and its fixed point).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake


def _data(seed, n, p, lam=None, *, centered=False):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 2, p) + rng.uniform(-1, 1, p)
    y = X @ rng.normal(size=p) / np.sqrt(p) + rng.normal(size=n) + 3
    if centered:
        X, y = X - X.mean(axis=0), y - y.mean()
    return (X, y) if lam is None else (X, y, lam)


def _center(X, y):
    return X - X.mean(axis=0), y - y.mean()


def _hat(X, total):
    """Return the hat matrix (n, n) of a table as it is, without an intercept."""
    return X @ np.linalg.solve(X.T @ X + total * np.eye(X.shape[1]), X.T)


# 1. Generalized cross-validation


def _parts(X, y, total):
    """Return the mean squared residual, n, and df without the intercept, of centred data."""
    Xc, yc = _center(X, y)
    hat = _hat(Xc, total)
    return np.mean((yc - hat @ yc) ** 2), len(y), np.trace(hat)


def _generalized(X, y, lam):
    mean, n, df = _parts(X, y, len(y) * lam)
    return float(mean / (1 - (1 + df) / n) ** 2)


def _generalized_with(make):
    """Return the wrong answer made of the mean squared residual, n and df."""

    def answer(X, y, lam):
        return float(make(*_parts(X, y, len(y) * lam)))

    return answer


def _leave_one_out(X, y, lam):
    Xc, yc = _center(X, y)
    hat = _hat(Xc, len(y) * lam)
    return float(np.mean(((yc - hat @ yc) / (1 - 1 / len(y) - hat.diagonal())) ** 2))


def _generalized_uncentered(X, y, lam):
    hat, n = _hat(X, len(y) * lam), len(y)
    return float(np.mean((y - hat @ y) ** 2) / (1 - (1 + np.trace(hat)) / n) ** 2)


def _generalized_with_ones(X, y, lam):
    """Fit the intercept as the weight of a column of ones, and penalize it."""
    n = len(y)
    hat = _hat(np.column_stack([np.ones(n), X]), n * lam)
    return float(np.mean((y - hat @ y) ** 2) / (1 - np.trace(hat) / n) ** 2)


def _unsquared_values(X, y, lam):
    Xc, yc = _center(X, y)
    n = len(y)
    U, d, _ = np.linalg.svd(Xc, full_matrices=False)
    shares = d / (d + n * lam)
    e = yc - U @ (shares * (U.T @ yc))
    return float(np.mean(e**2) / (1 - (1 + shares.sum()) / n) ** 2)


def _targets_as_they_are(X, y, lam):
    hat, n = _hat(X - X.mean(axis=0), len(y) * lam), len(y)
    return float(np.mean((y - hat @ y) ** 2) / (1 - (1 + np.trace(hat)) / n) ** 2)


GENERALIZED = Exercise(
    name="choosing.generalized",
    call="generalized(X, y, lam)",
    reference=_generalized,
    cases=(
        partial(_data, 1, 9, 2, 0.1),
        partial(_data, 2, 30, 6, 0.5),
        Case("more columns than rows", partial(_data, 3, 10, 16, 1.0)),
        partial(_data, 4, 21, 3, 0.02),
    ),
    mistakes=(
        Mistake(
            "the intercept is free of charge",
            "The intercept is missing from the freedom that was spent: fitting the mean takes one "
            "degree as well.",
            _generalized_with(lambda mean, n, df: mean / (1 - df / n) ** 2),
        ),
        Mistake(
            "not squared below",
            "The residual is divided by 1 minus the mean leverage, and the quotient is squared as "
            "a whole: the number below as well.",
            _generalized_with(lambda mean, n, df: mean / (1 - (1 + df) / n)),
        ),
        Mistake(
            "freedom per column",
            "The mean leverage is over the rows: freedom divided by how many rows there are, not "
            "by the columns.",
            lambda X, y, lam: float(
                _parts(X, y, len(y) * lam)[0]
                / (1 - (1 + _parts(X, y, len(y) * lam)[2]) / X.shape[1]) ** 2
            ),
        ),
        Mistake(
            "every leverage its own",
            "This is leave-one-out, with the leverage of each row. Here every row gets the same, "
            "their mean.",
            _leave_one_out,
        ),
        Mistake(
            "columns counted",
            "Freedom was counted as the number of columns. A penalty leaves less: the sum of the "
            "shares it keeps.",
            lambda X, y, lam: float(
                _parts(X, y, len(y) * lam)[0] / (1 - (1 + X.shape[1]) / len(y)) ** 2
            ),
        ),
        Mistake(
            "training error",
            "This is the mean squared residual of the fitted rows. What is below the line is "
            "missing: the freedom they had to fit themselves.",
            _generalized_with(lambda mean, n, df: mean),
        ),
        Mistake(
            "multiplied",
            "The residuals were multiplied where they should be divided, so that more freedom "
            "looks better.",
            _generalized_with(lambda mean, n, df: mean * (1 - (1 + df) / n) ** 2),
        ),
        Mistake(
            "penalty on the mean loss",
            "The penalty is too weak by the factor n: beside the plain sum of squares it weighs "
            "nλ.",
            lambda X, y, lam: _generalized(X, y, lam / len(y)),
        ),
        Mistake(
            "nothing centered",
            "Neither X nor y was centered, so the fit has no intercept. A free one takes the means "
            "out of both first.",
            _generalized_uncentered,
        ),
        Mistake(
            "singular values not squared",
            "The shares were made of the singular values themselves. It is their squares that "
            "stand beside nλ.",
            _unsquared_values,
        ),
        Mistake(
            "root of the score",
            "This is the square root of the score: right up to the last step, which was one too "
            "many.",
            lambda X, y, lam: float(np.sqrt(_generalized(X, y, lam))),
        ),
        Mistake(
            "leverage added",
            "The mean leverage was added to one. Rows that fit themselves look too good: one "
            "minus it stands below, and makes the score larger.",
            _generalized_with(lambda mean, n, df: mean / (1 + (1 + df) / n) ** 2),
        ),
        Mistake(
            "AIC",
            "This is AIC, which charges for freedom on the logarithm. The score asked for divides "
            "by the freedom that is left.",
            _generalized_with(lambda mean, n, df: n * np.log(mean) + 2 * (1 + df)),
        ),
        Mistake(
            "targets not centered",
            "The columns were centered and the targets were not. A free intercept takes the means"
            " out of both.",
            _targets_as_they_are,
        ),
        Mistake(
            "a column of ones, penalized",
            "The intercept is penalized along with the weights, as the weight of a column of "
            "ones. It is free: center first, and count its degree in full.",
            _generalized_with_ones,
        ),
    ),
)

# 2. Stein's estimate


def _unbiased_risk(y, fitted, slopes, sigma):
    n = len(y)
    return float(np.mean((y - fitted) ** 2) + 2 * sigma**2 * np.sum(slopes) / n - sigma**2)


def _fit(seed, n, sigma, *, exact=False):
    rng = np.random.default_rng(seed)
    y = rng.normal(size=n) * sigma + rng.uniform(-2, 2, n)
    slopes = rng.uniform(0.05, 0.6, n)
    return y, (y.copy() if exact else y - (1 - slopes) * rng.normal(size=n)), slopes, sigma


def _risk_with(make):
    """Return the wrong answer made of the squared residuals, df, n and sigma."""

    def answer(y, fitted, slopes, sigma):
        return float(make((y - fitted) ** 2, np.sum(slopes), len(y), sigma))

    return answer


UNBIASED_RISK = Exercise(
    name="choosing.unbiased_risk",
    call="unbiased_risk(y, fitted, slopes, sigma)",
    reference=_unbiased_risk,
    cases=(
        partial(_fit, 1, 8, 0.7),
        partial(_fit, 2, 25, 1.6),
        partial(_fit, 3, 13, 2.5),
        Case("every target is fitted exactly", partial(_fit, 4, 6, 0.4, exact=True)),
    ),
    mistakes=(
        Mistake(
            "half the price",
            "Freedom is charged once. The covariance comes from a square, as the middle term, and "
            "stands there twice.",
            _risk_with(lambda s, df, n, sigma: s.mean() + sigma**2 * df / n - sigma**2),
        ),
        Mistake(
            "the noise left in",
            "This estimates the error on new targets, noise included. The distance from the trend "
            "itself is smaller, by the variance of that noise.",
            _risk_with(lambda s, df, n, sigma: s.mean() + 2 * sigma**2 * df / n),
        ),
        Mistake(
            "standard deviation for the variance",
            "The noise comes in with its standard deviation. Both terms need its variance.",
            _risk_with(lambda s, df, n, sigma: s.mean() + 2 * sigma * df / n - sigma),
        ),
        Mistake(
            "freedom not divided",
            "The price of freedom is a total over all rows, and the loss is a mean: divide the "
            "price by the rows too.",
            _risk_with(lambda s, df, n, sigma: s.mean() + 2 * sigma**2 * df - sigma**2),
        ),
        Mistake(
            "mean slope, divided again",
            "The slopes were averaged and then divided by the rows once more. Their sum is the "
            "freedom.",
            _risk_with(lambda s, df, n, sigma: s.mean() + 2 * sigma**2 * df / n**2 - sigma**2),
        ),
        Mistake(
            "never below zero",
            "Negative values were cut off at zero. An unbiased estimate of something small must "
            "sometimes be negative.",
            lambda y, fitted, slopes, sigma: max(_unbiased_risk(y, fitted, slopes, sigma), 0.0),
        ),
        Mistake(
            "freedom rewarded",
            "The price of freedom was taken away. A fit that follows its noise looks better than "
            "it is, so something has to be added.",
            _risk_with(lambda s, df, n, sigma: s.mean() - 2 * sigma**2 * df / n - sigma**2),
        ),
        Mistake(
            "sums",
            "These are totals over the rows; their mean is asked for.",
            _risk_with(lambda s, df, n, sigma: s.sum() + 2 * sigma**2 * df - n * sigma**2),
        ),
        Mistake(
            "in units of the noise",
            "This is Mallows' form, divided by the variance of the noise. The estimate is asked "
            "for in the units of the loss.",
            _risk_with(lambda s, df, n, sigma: s.mean() / sigma**2 + 2 * df / n - 1),
        ),
        Mistake(
            "the price of each row by its residual",
            "Slopes were used to weigh residuals, as leave-one-out does. Here only their sum "
            "counts.",
            lambda y, fitted, slopes, sigma: float(np.mean(((y - fitted) / (1 - slopes)) ** 2)),
        ),
        Mistake(
            "residuals summed",
            "The squared residuals were summed and not averaged. The loss is a mean over the rows.",
            _risk_with(lambda s, df, n, sigma: s.sum() + 2 * sigma**2 * df / n - sigma**2),
        ),
        Mistake(
            "one degree more",
            "One degree was added for the intercept. The slopes hold its part already.",
            _risk_with(lambda s, df, n, sigma: s.mean() + 2 * sigma**2 * (df + 1) / n - sigma**2),
        ),
        Mistake(
            "noise inside the bracket",
            "The noise was subtracted inside of the bracket, and so divided by the rows. It "
            "stands outside: one variance for a mean.",
            _risk_with(lambda s, df, n, sigma: (s.sum() + 2 * sigma**2 * df - sigma**2) / n),
        ),
        Mistake(
            "variance of the residuals",
            "The variance of the residuals was taken, which subtracts their mean first. The loss "
            "is the mean of their squares as they are.",
            lambda y, fitted, slopes, sigma: (
                _unbiased_risk(y, fitted, slopes, sigma) - float(np.mean(y - fitted) ** 2)
            ),
        ),
        Mistake(
            "Mallows' form of the sums",
            "This is Mallows' Cp, a total in units of the noise. Asked is a mean, in the units of"
            " the loss.",
            _risk_with(lambda s, df, n, sigma: s.sum() / sigma**2 + 2 * df - n),
        ),
        Mistake(
            "slopes not summed",
            "There is one number for each row, since the slopes were not summed. Their sum is the"
            " freedom.",
            lambda y, fitted, slopes, sigma: (
                np.mean((y - fitted) ** 2) + 2 * sigma**2 * slopes / len(y) - sigma**2
            ),
        ),
        Mistake(
            "sums, less the noise once",
            "Residuals and freedom were left as sums over the rows, and only the noise is that "
            "of a mean. The bracket is divided by the number of rows.",
            _risk_with(lambda s, df, n, sigma: s.sum() + 2 * sigma**2 * df - sigma**2),
        ),
    ),
)

# 3. Freedom of an elastic net


def _values(X, w):
    """Return the singular values, not zero, of the centred columns inside."""
    inside = X[:, w != 0]
    if inside.size == 0:
        return np.zeros(0)
    d = np.linalg.svd(inside - inside.mean(axis=0), compute_uv=False)
    return d[d > 1e-10 * d.max()]


def _net_freedom(X, w, lam, mix):
    d = _values(X, w)
    return float(np.sum(d**2 / (d**2 + len(X) * lam * (1 - mix))))


def _net(seed, n, p, kept, lam, mix, *, twin=False):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 2, p) + rng.uniform(1, 3, p)
    w = np.zeros(p)
    inside = rng.permutation(p)[:kept]
    w[inside] = rng.normal(size=kept)
    if twin:
        X[:, inside[1]] = X[:, inside[0]]
    return X, w, lam, mix


def _freedom_with(strength):
    """Return the wrong answer with another total strength, a function of n, λ and r."""

    def answer(X, w, lam, mix):
        d = _values(X, w)
        return float(np.sum(d**2 / (d**2 + strength(len(X), lam, mix) + 1e-300)))

    return answer


def _freedom_of(X, n, lam, mix):
    if X.size == 0:
        return 0.0
    d = np.linalg.svd(X, compute_uv=False)
    d = d[d > 1e-10 * d.max()]
    return float(np.sum(d**2 / (d**2 + n * lam * (1 - mix))))


def _rounding_counted(X, w, lam, mix):
    inside = X[:, w != 0]
    if inside.size == 0:
        return 0.0
    # What rounding leaves of a zero differs from machine to machine; here it is put in.
    d = np.maximum(np.linalg.svd(inside - inside.mean(axis=0), compute_uv=False), 1e-15)
    return float(np.sum(d**2 / (d**2 + len(X) * lam * (1 - mix))))


NET_FREEDOM = Exercise(
    name="choosing.net_freedom",
    call="net_freedom(X, w, lam, mix)",
    reference=_net_freedom,
    cases=(
        partial(_net, 1, 12, 5, 3, 0.3, 0.5),
        partial(_net, 2, 30, 9, 4, 0.1, 0.8),
        partial(_net, 3, 20, 6, 6, 0.7, 0.0),
        Case("the lasso, with a column twice", partial(_net, 4, 15, 6, 4, 0.4, 1.0, twin=True)),
        partial(_net, 5, 8, 14, 5, 0.2, 0.3, twin=True),
        Case("no column inside", partial(_net, 6, 10, 4, 0, 0.5, 0.5)),
    ),
    mistakes=(
        Mistake(
            "columns counted",
            "The nonzero weights were counted. That is the lasso's freedom, and only where columns "
            "are independent; the L2 part takes some of it back.",
            lambda X, w, lam, mix: float(np.count_nonzero(w)),
        ),
        Mistake(
            "all columns",
            "Columns with weight zero were let in. Only those inside can move.",
            lambda X, w, lam, mix: _net_freedom(X, np.ones(len(w)), lam, mix),
        ),
        Mistake(
            "the rank alone",
            "This is the rank of the columns inside: freedom without an L2 part. With one, each "
            "direction counts only by the share that is kept.",
            lambda X, w, lam, mix: float(len(_values(X, w))),
        ),
        Mistake(
            "the whole strength",
            "All of λ was put into the shares. L1 moves the fit and does not change its slope; "
            "only the L2 part of the strength belongs there.",
            _freedom_with(lambda n, lam, mix: n * lam),
        ),
        Mistake(
            "the share of L1",
            "The share r of L1 was put where the share of L2 belongs.",
            _freedom_with(lambda n, lam, mix: n * lam * mix),
        ),
        Mistake(
            "λ in place of nλ",
            "The strength lacks the factor n: beside the squared singular values it weighs "
            "nλ(1 − r).",
            _freedom_with(lambda n, lam, mix: lam * (1 - mix)),
        ),
        Mistake(
            "not centered",
            "The columns were not centered, so the intercept's direction counts here too. It is "
            "free and is not counted.",
            lambda X, w, lam, mix: _freedom_of(X[:, w != 0], len(X), lam, mix),
        ),
        Mistake(
            "rounding counted as a direction",
            "A singular value that is zero but for rounding counts as a whole direction when there "
            "is no L2 part. Leave those out first.",
            _rounding_counted,
        ),
        Mistake(
            "singular values not squared",
            "The shares were made of the singular values themselves. Their squares stand beside "
            "the strength.",
            lambda X, w, lam, mix: float(
                np.sum(_values(X, w) / (_values(X, w) + len(X) * lam * (1 - mix)))
            ),
        ),
        Mistake(
            "the intercept counted",
            "The intercept was counted. The freedom asked for is that of the weights alone.",
            lambda X, w, lam, mix: _net_freedom(X, w, lam, mix) + 1,
        ),
        Mistake(
            "what is taken away",
            "These shares are what the penalty takes away, not what it leaves.",
            lambda X, w, lam, mix: float(len(_values(X, w)) - _net_freedom(X, w, lam, mix)),
        ),
        Mistake(
            "half of the L2 part",
            "The ½ in front of the squared weights disappears when the gradient is taken, so the "
            "whole of λ(1 − r) stands in the equation.",
            _freedom_with(lambda n, lam, mix: n * lam * (1 - mix) / 2),
        ),
        Mistake(
            "positive weights alone",
            "Only columns with a positive weight were taken as inside. Those with a negative one "
            "move the fit as well.",
            lambda X, w, lam, mix: _net_freedom(X, np.maximum(w, 0), lam, mix),
        ),
    ),
)

# 4. Folds without refits


def _residuals(X, y, total):
    Xc, yc = _center(X, y)
    hat = _hat(Xc, total)
    return yc - hat @ yc, hat + 1 / len(y)


def _blocks(fold):
    return [np.flatnonzero(fold == k) for k in np.unique(fold)]


def _solved(e, hat, fold):
    errors = np.empty(len(e))
    for held in _blocks(fold):
        block = hat[np.ix_(held, held)]
        errors[held] = np.linalg.solve(np.eye(len(held)) - block, e[held])
    return errors


def _left_out_in_folds(X, y, lam, fold):
    return _solved(*_residuals(X, y, len(y) * lam), fold)


def _folded(seed, n, p, lam, fold):
    return *_data(seed, n, p, lam), np.array(fold)


def _refits_with_fewer(X, y, lam, fold):
    """Return the errors by a refit for each fold, with the n of the rows that are left in nλ."""
    errors = np.empty(len(y))
    for held in _blocks(fold):
        fitted = np.setdiff1d(np.arange(len(y)), held)
        mean, level = X[fitted].mean(axis=0), y[fitted].mean()
        A, b = X[fitted] - mean, y[fitted] - level
        total = len(fitted) * lam
        w = np.linalg.solve(A.T @ A + total * np.eye(X.shape[1]), A.T @ b)
        errors[held] = y[held] - level - (X[held] - mean) @ w
    return errors


def _mean_leverage(X, y, lam, fold):
    e, hat = _residuals(X, y, len(y) * lam)
    errors = e.copy()
    for held in _blocks(fold):
        errors[held] /= 1 - hat[np.ix_(held, held)].trace() / len(held)
    return errors


def _sums_of_a_row(X, y, lam, fold):
    e, hat = _residuals(X, y, len(y) * lam)
    errors = e.copy()
    for held in _blocks(fold):
        errors[held] /= 1 - hat[np.ix_(held, held)].sum(axis=1)
    return errors


def _sorted_by_fold(X, y, lam, fold):
    errors = _left_out_in_folds(X, y, lam, fold)
    return np.concatenate([errors[held] for held in _blocks(fold)])


def _residuals_of(change):
    """Return the wrong answer with another hat matrix, made of H and n."""

    def answer(X, y, lam, fold):
        e, hat = _residuals(X, y, len(y) * lam)
        return _solved(e, change(hat, len(y)), fold)

    return answer


def _uncentered(X, y, lam, fold):
    hat = _hat(X, len(y) * lam)
    return _solved(y - hat @ y, hat, fold)


def _own_fold_alone(X, y, lam, fold):
    """Fit each fold by itself."""
    errors = np.empty(len(y))
    for held in _blocks(fold):
        errors[held] = _residuals(X[held], y[held], len(y) * lam)[0]
    return errors


def _roles_exchanged(X, y, lam, fold):
    errors = np.zeros(len(y))
    for held in _blocks(fold):
        Xc, yc = _center(X[held], y[held])
        w = np.linalg.solve(Xc.T @ Xc + len(y) * lam * np.eye(X.shape[1]), Xc.T @ yc)
        others = np.setdiff1d(np.arange(len(y)), held)
        distance = X[others] - X[held].mean(axis=0)
        errors[others] = y[others] - y[held].mean() - distance @ w
    return errors


LEFT_OUT_IN_FOLDS = Exercise(
    name="choosing.left_out_in_folds",
    call="left_out_in_folds(X, y, lam, fold)",
    reference=_left_out_in_folds,
    cases=(
        partial(_folded, 1, 9, 2, 0.1, [2, 0, 1, 0, 2, 2, 1, 0, 2]),
        partial(_folded, 2, 12, 3, 0.3, [5, 5, 1, 1, 7, 7, 7, 7, 1, 5, 1, 3]),
        Case("every row its own fold", partial(_folded, 3, 8, 3, 0.2, np.arange(8)[::-1])),
        Case("more columns than rows", partial(_folded, 4, 10, 14, 0.6, [0, 1] * 5)),
    ),
    mistakes=(
        Mistake(
            "each row for itself",
            "Each row was left out alone: the others of its fold still help to predict it. The "
            "whole fold has to go, so its rows are solved for together.",
            lambda X, y, lam, fold: _left_out_in_folds(X, y, lam, np.arange(len(y))),
        ),
        Mistake(
            "plain residuals",
            "These are the residuals of the fit to all rows. Each fold took part in its own "
            "prediction.",
            lambda X, y, lam, fold: _residuals(X, y, len(y) * lam)[0],
        ),
        Mistake(
            "without the intercept's part",
            "The intercept stayed that of all rows. It is fitted with the weights: 1/n in every "
            "entry of the hat matrix, or, in a refit, the means of the rows that are left.",
            _residuals_of(lambda hat, n: hat - 1 / n),
        ),
        Mistake(
            "intercept on the diagonal alone",
            "The intercept's 1/n was added to the diagonal alone. It belongs to every entry of the "
            "block.",
            _residuals_of(lambda hat, n: hat - 1 / n + np.eye(n) / n),
        ),
        Mistake(
            "penalty of the rows that are left",
            "The penalty's weight shrank with the rows that are left. It stays at nλ with the n of "
            "all rows.",
            _refits_with_fewer,
        ),
        Mistake(
            "mean leverage of the fold",
            "Each residual was divided by one minus the mean leverage of its fold. The rows of a "
            "fold also pull on each other: solve with the whole block.",
            _mean_leverage,
        ),
        Mistake(
            "rows of the block added up",
            "Each residual was divided by one minus the sum of its row of the block, as if all "
            "errors of a fold were equal. Solve for all of them together.",
            _sums_of_a_row,
        ),
        Mistake(
            "multiplied in place of solved",
            "The block was multiplied with, where a system has to be solved: the errors stand on "
            "both sides of the equation.",
            lambda X, y, lam, fold: (
                _residuals(X, y, len(y) * lam)[0]
                - (
                    _residuals(X, y, len(y) * lam)[1]
                    * (np.equal.outer(fold, fold))
                    @ _residuals(X, y, len(y) * lam)[0]
                )
            ),
        ),
        Mistake(
            "one step of the equation",
            "The residuals of the fit to all rows were put into the right side, once. The errors "
            "themselves belong there: solve for them.",
            lambda X, y, lam, fold: (
                _residuals(X, y, len(y) * lam)[0]
                + (
                    _residuals(X, y, len(y) * lam)[1]
                    * (np.equal.outer(fold, fold))
                    @ _residuals(X, y, len(y) * lam)[0]
                )
            ),
        ),
        Mistake(
            "nothing centered",
            "Neither X nor y was centered, so the fit has no intercept.",
            _uncentered,
        ),
        Mistake(
            "in the order of the folds",
            "The errors are right, but they stand in the order of the folds. Put each where its "
            "row stands.",
            _sorted_by_fold,
        ),
        Mistake(
            "fitted to the fold itself",
            "Each fold was fitted by itself. It is the others that predict it.",
            _own_fold_alone,
        ),
        Mistake(
            "squared errors",
            "These are the squares of the errors. The errors themselves are asked for.",
            lambda X, y, lam, fold: _left_out_in_folds(X, y, lam, fold) ** 2,
        ),
        Mistake(
            "λ in place of nλ",
            "The penalty is too weak by the factor n: beside the plain sum of squares it weighs "
            "nλ.",
            lambda X, y, lam, fold: _left_out_in_folds(X, y, lam / len(y), fold),
        ),
        Mistake(
            "last fold forgotten",
            "Some rows got no error. Are the numbers of the folds read off `fold`, all of them, "
            "whatever they are?",
            lambda X, y, lam, fold: np.where(
                fold < fold.max(), _left_out_in_folds(X, y, lam, fold), 0.0
            ),
        ),
        Mistake(
            "folds numbered from 0",
            "Some rows got no error: the folds need not have the numbers 0, 1, 2 and so on.",
            lambda X, y, lam, fold: np.where(
                fold < len(np.unique(fold)), _left_out_in_folds(X, y, lam, fold), 0.0
            ),
        ),
        Mistake(
            "mean squared",
            "The errors were squared and averaged. One error is asked for each row, with its sign.",
            lambda X, y, lam, fold: float(np.mean(_left_out_in_folds(X, y, lam, fold) ** 2)),
        ),
        Mistake(
            "roles exchanged",
            "Each fold was fitted, and the others predicted by it. It goes the other way: the "
            "others are fitted, and predict the fold.",
            _roles_exchanged,
        ),
    ),
)

# 5. The evidence


def _log_evidence(X, y, sigma, tau):
    return _gauss(y, sigma**2 * np.eye(len(y)) + tau**2 * X @ X.T)


def _gauss(y, C, constant=True, spread=1.0, fit=1.0):
    both = spread * np.linalg.slogdet(C)[1] + fit * (y @ np.linalg.solve(C, y))
    return float(-(constant * len(y) * np.log(2 * np.pi) + both) / 2)


def _evidence_case(seed, n, p, sigma, tau):
    return *_data(seed, n, p, centered=True), sigma, tau


def _gauss_with(covariance=None, **changes):
    """Return the wrong answer with another covariance, or another density."""

    def answer(X, y, sigma, tau):
        C = sigma**2 * np.eye(len(y)) + tau**2 * X @ X.T
        return _gauss(y, C if covariance is None else covariance(X, sigma, tau), **changes)

    return answer


def _at_the_peak(X, y, sigma, tau):
    """Return log p(y | w) + log p(w) at the most probable weights."""
    n, p = X.shape
    w = np.linalg.solve(X.T @ X + (sigma / tau) ** 2 * np.eye(p), X.T @ y)
    data = -np.sum((y - X @ w) ** 2) / (2 * sigma**2) - n * np.log(2 * np.pi * sigma**2) / 2
    return float(data - w @ w / (2 * tau**2) - p * np.log(2 * np.pi * tau**2) / 2)


def _likelihood(X, y, sigma, tau):
    n, p = X.shape
    w = np.linalg.solve(X.T @ X + (sigma / tau) ** 2 * np.eye(p), X.T @ y)
    data = -np.sum((y - X @ w) ** 2) / (2 * sigma**2)
    return float(data - n * np.log(2 * np.pi * sigma**2) / 2)


def _squared_residuals(X, y, sigma, tau):
    left = np.linalg.solve(np.eye(len(y)) + (tau / sigma) ** 2 * X @ X.T, y)
    return _log_evidence(X, y, sigma, tau) + float(y @ left - left @ left) / (2 * sigma**2)


def _determinant_first(X, y, sigma, tau):
    C = sigma**2 * np.eye(len(y)) + tau**2 * X @ X.T
    with np.errstate(divide="ignore"):
        return _gauss(y, C, spread=0.0) - float(np.log(np.linalg.det(C))) / 2


LOG_EVIDENCE = Exercise(
    name="choosing.log_evidence",
    call="log_evidence(X, y, sigma, tau)",
    reference=_log_evidence,
    cases=(
        partial(_evidence_case, 1, 7, 2, 0.7, 0.4),
        partial(_evidence_case, 2, 25, 5, 1.3, 0.8),
        Case("more columns than rows", partial(_evidence_case, 3, 9, 15, 0.5, 0.3)),
        partial(_evidence_case, 4, 16, 3, 2.0, 1.5),
        Case(
            "so many rows that the determinant itself is no number any more",
            partial(_evidence_case, 15, 130, 3, 0.03, 0.4),
        ),
    ),
    mistakes=(
        Mistake(
            "no constant",
            "The constant with 2π is missing. It moves no maximum, but constants and all were "
            "asked for.",
            _gauss_with(constant=False),
        ),
        Mistake(
            "no determinant",
            "The determinant of the covariance is missing: without it a wide prior costs nothing.",
            _gauss_with(spread=0.0),
        ),
        Mistake(
            "determinant rewarded",
            "The logarithm of the determinant has the wrong sign. A wide density is low "
            "everywhere.",
            _gauss_with(spread=-1.0),
        ),
        Mistake(
            "the whole determinant",
            "The determinant comes in whole; the density has its square root below the line, which "
            "is half its logarithm.",
            _gauss_with(spread=2.0),
        ),
        Mistake(
            "no half in the exponent",
            "The quadratic form yᵀC⁻¹y in the exponent lacks its factor ½.",
            _gauss_with(fit=2.0),
        ),
        Mistake(
            "deviations for variances",
            "The standard deviations were put where variances belong: the covariance has squares.",
            _gauss_with(lambda X, sigma, tau: sigma * np.eye(len(X)) + tau * X @ X.T),
        ),
        Mistake(
            "covariance of the posterior",
            "This takes the noise alone as the covariance of the targets. Before the weights are "
            "known they scatter as well.",
            _gauss_with(lambda X, sigma, tau: sigma**2 * np.eye(len(X))),
        ),
        Mistake(
            "noise forgotten",
            "One of the two sources of scatter is too small: the noise was weighed by its "
            "deviation and the prior by its variance.",
            _gauss_with(lambda X, sigma, tau: sigma * np.eye(len(X)) + tau**2 * X @ X.T),
        ),
        Mistake(
            "prior by its deviation",
            "The prior came in with its standard deviation. Its variance multiplies XXᵀ.",
            _gauss_with(lambda X, sigma, tau: sigma**2 * np.eye(len(X)) + tau * X @ X.T),
        ),
        Mistake(
            "height at the peak",
            "This is the height of likelihood times prior at the most probable weights. The "
            "evidence is its integral over all weights.",
            _at_the_peak,
        ),
        Mistake(
            "likelihood of the fit",
            "This is the likelihood at the fitted weights. The evidence is asked before any weight "
            "is known.",
            _likelihood,
        ),
        Mistake(
            "sign",
            "This is minus the logarithm of the evidence: a price, to be made small.",
            lambda X, y, sigma, tau: -_log_evidence(X, y, sigma, tau),
        ),
        Mistake(
            "per row",
            "This was divided by the number of rows. The logarithm of the whole density is asked "
            "for.",
            lambda X, y, sigma, tau: _log_evidence(X, y, sigma, tau) / len(y),
        ),
        Mistake(
            "logarithm to base ten",
            "This is a logarithm to base ten. The natural one is meant.",
            lambda X, y, sigma, tau: _log_evidence(X, y, sigma, tau) / np.log(10),
        ),
        Mistake(
            "half of the exponent alone",
            "The ½ stands before the quadratic form alone. It belongs to the constant and to the "
            "determinant as well.",
            _gauss_with(constant=2.0, spread=2.0),
        ),
        Mistake(
            "constant once",
            "The constant with 2π was counted once. Each target brings it, so it comes n times.",
            lambda X, y, sigma, tau: (
                _log_evidence(X, y, sigma, tau) + (len(y) - 1) * np.log(2 * np.pi) / 2
            ),
        ),
        Mistake(
            "sum of logarithms added",
            "The sum of log(1 − s) was added in the bracket. There it is subtracted: each "
            "logarithm is below zero, and what the prior allows has a price.",
            lambda X, y, sigma, tau: (
                _gauss_with(spread=-1.0)(X, y, sigma, tau) - len(y) * np.log(sigma**2)
            ),
        ),
        Mistake(
            "squares of the residuals",
            "The squared residuals stand in place of the product of targets and residuals. The "
            "rest of that product is what the weights cost under their prior.",
            _squared_residuals,
        ),
        Mistake(
            "determinant of the noise alone",
            "The determinant has only the noise in it. In the directions of X the targets scatter"
            " by the prior as well: the sum over log(1 − s).",
            lambda X, y, sigma, tau: (
                _gauss_with(spread=0.0)(X, y, sigma, tau) - len(y) * np.log(sigma)
            ),
        ),
        Mistake(
            "ratio divided by n",
            "The ratio σ²/τ² was divided by n. It is nλ already, the weight beside the plain sums.",
            lambda X, y, sigma, tau: _log_evidence(X, y, sigma, tau * np.sqrt(len(y))),
        ),
        Mistake(
            "determinant before its logarithm",
            "The determinant is a product of one number for each row. With many rows it leaves "
            "the range of the numbers: take the logarithm from the start.",
            _determinant_first,
        ),
    ),
)

# 6. One round to the fixed point


def _round(X, y, total):
    """Return ‖e‖², ‖w‖² and df of ridge with the total strength, for centred data."""
    p = X.shape[1]
    w = np.linalg.solve(X.T @ X + total * np.eye(p), X.T @ y)
    return np.sum((y - X @ w) ** 2), w @ w, np.trace(_hat(X, total))


def _evidence_step(X, y, sigma2, tau2):
    rss, length, df = _round(X, y, sigma2 / tau2)
    return float(rss / (len(y) - df)), float(length / df)


def _step_with(make, total=lambda sigma2, tau2, n: sigma2 / tau2):
    """Return the wrong answer made of ‖e‖², ‖w‖², df, n and p."""

    def answer(X, y, sigma2, tau2):
        n, p = X.shape
        first, second = make(*_round(X, y, total(sigma2, tau2, n)), n, p)
        return float(first), float(second)

    return answer


def _one_after_the_other(X, y, sigma2, tau2):
    new = _evidence_step(X, y, sigma2, tau2)[0]
    return new, _evidence_step(X, y, new, tau2)[1]


def _expected_and_maximized(X, y, sigma2, tau2):
    n, p = X.shape
    rss, length, df = _round(X, y, sigma2 / tau2)
    unsure = np.trace(np.linalg.inv(X.T @ X + sigma2 / tau2 * np.eye(p)))
    return float((rss + sigma2 * df) / n), float((length + sigma2 * unsure) / p)


def _plain(rss, length, df, n, p):
    return rss / (n - df), length / df


def _unsquared_freedom(X, y, sigma2, tau2):
    rss, length, _ = _round(X, y, sigma2 / tau2)
    d = np.linalg.svd(X, compute_uv=False)
    df = np.sum(d / (d + sigma2 / tau2))
    return float(rss / (len(y) - df)), float(length / df)


EVIDENCE_STEP = Exercise(
    name="choosing.evidence_step",
    call="evidence_step(X, y, sigma2, tau2)",
    returns=("sigma2", "tau2"),
    reference=_evidence_step,
    cases=(
        partial(_evidence_case, 11, 8, 2, 0.5, 0.3),
        partial(_evidence_case, 12, 30, 6, 1.7, 0.6),
        Case("more columns than rows", partial(_evidence_case, 13, 9, 14, 0.8, 0.2)),
        partial(_evidence_case, 14, 15, 4, 0.3, 2.0),
    ),
    mistakes=(
        Mistake(
            "residuals over all rows",
            "The residuals were shared out among all rows. The fit has used up some of their "
            "freedom.",
            _step_with(lambda rss, length, df, n, p: (rss / n, length / df)),
        ),
        Mistake(
            "weights over all columns",
            "The squared length was shared out among all columns. The weights of which the data "
            "know nothing were put to zero by the prior; they do not count.",
            _step_with(lambda rss, length, df, n, p: (rss / (n - df), length / p)),
        ),
        Mistake(
            "neither by its freedom",
            "Both were shared out among all there are, rows and columns. What the fit used up "
            "belongs to the weights, and the rest to the noise.",
            _step_with(lambda rss, length, df, n, p: (rss / n, length / p)),
        ),
        Mistake(
            "columns for freedom",
            "Freedom was counted as the number of columns. The prior leaves less: the trace of the "
            "hat matrix.",
            _step_with(lambda rss, length, df, n, p: (rss / (n - p), length / p)),
        ),
        Mistake(
            "one freedom for the other",
            "The two freedoms were exchanged: what the fit used belongs to the weights, what it "
            "left to the noise.",
            _step_with(lambda rss, length, df, n, p: (rss / df, length / (n - df))),
        ),
        Mistake(
            "the ratio upside down",
            "The fit was made with τ²/σ². A wide prior means a weak penalty, so it is the other "
            "way round.",
            _step_with(_plain, lambda sigma2, tau2, n: tau2 / sigma2),
        ),
        Mistake(
            "the variances squared again",
            "The arguments are variances already, and were squared once more.",
            _step_with(_plain, lambda sigma2, tau2, n: (sigma2 / tau2) ** 2),
        ),
        Mistake(
            "ratio times n",
            "The penalty is too strong by the factor n: σ²/τ² is nλ already, the weight beside the "
            "plain sum of squares.",
            _step_with(_plain, lambda sigma2, tau2, n: n * sigma2 / tau2),
        ),
        Mistake(
            "one after the other",
            "The new noise was used already for the second number. Both come from the one fit at "
            "the old values.",
            _one_after_the_other,
        ),
        Mistake(
            "deviations",
            "These are standard deviations. Variances were asked for.",
            lambda X, y, sigma2, tau2: tuple(np.sqrt(_evidence_step(X, y, sigma2, tau2))),
        ),
        Mistake(
            "lengths not squared",
            "The lengths of the residuals and of the weights came in unsquared.",
            _step_with(lambda rss, length, df, n, p: (rss**0.5 / (n - df), length**0.5 / df)),
        ),
        Mistake(
            "one degree for the intercept",
            "One more degree was taken from the noise, for the intercept. That is a good thought, "
            "but the formula of the page keeps all n.",
            _step_with(lambda rss, length, df, n, p: (rss / (n - 1 - df), length / df)),
        ),
        Mistake(
            "singular values not squared",
            "The freedom was counted with the singular values themselves. It is their squares "
            "that stand beside σ²/τ².",
            _unsquared_freedom,
        ),
        Mistake(
            "a step of EM",
            "This is a step of expectation and maximization, which goes to the same fixed point, "
            "more slowly. Asked is the round of the page: each square over its own freedom.",
            _expected_and_maximized,
        ),
    ),
)

EXERCISES = (
    GENERALIZED,
    UNBIASED_RISK,
    NET_FREEDOM,
    LEFT_OUT_IN_FOLDS,
    LOG_EVIDENCE,
    EVIDENCE_STEP,
)
