"""The exercises of the page on screening columns.

A column of the lasso with weight w_j = 0 is right if |X_jᵀe|/n ≤ λ at the residuals e. An elastic
net of strength λ and L1 share r is the lasso of strength λr on X with the rows √(nλ(1−r))·I below.

References
----------
Tibshirani, Bien, Friedman, Hastie, Simon, Taylor, Tibshirani (2012), Journal of the Royal
Statistical Society B 74, 245-266 (strong rules and their check).
Fercoq, Gramfort, Salmon (2015), ICML (gap safe screening).
"""

from functools import cache, partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. What a bold rule owes


def _violators(X, y, w, lam, out):
    e = (y - y.mean()) - (X - X.mean(axis=0)) @ w
    return out & (np.abs(X.T @ e) > len(y) * lam)


def _flagged(X, lam, out, e):
    """Return the discarded columns whose covariance with these residuals is above λ."""
    return out & (np.abs(X.T @ e) > len(X) * lam)


def _at_the_bound():
    """Return columns whose covariance with the residuals is λ itself, or a little beside it.

    Whole numbers and quarters, so that it is exact: the residuals are 2, −2, 2, −2.
    """
    zigzag = np.array([1.0, -1.0, 1.0, -1.0])
    X = np.column_stack(
        [
            3 + zigzag,  # 2, just λ
            1 - zigzag,  # −2
            2 * zigzag - 4,  # 4
            -2.5 * zigzag,  # −5
            [1.5, -1.0, 1.0, 0.0],  # 1.75, above λ(n − 1)/n
            [0.0, 0.0, 1.0, 1.0],  # 0
            [0.25, 0.0, 0.0, 0.0],  # ⅛, and small with the target as well
            [1.5, 0.0, 0.0, 0.0],  # ¾
            [1.0, 2.0, 3.0, 2.0],  # 0, and in the model
        ]
    )
    w = np.array([0.0] * 8 + [0.5])
    return X, 5 + 2 * zigzag + X @ w, w, 2.0, np.array([True] * 8 + [False])


def _bold(seed, n, p, lam, level=1.0):
    """Return data, weights on half of the columns, and the columns that were discarded."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) + rng.normal(size=(n, 1)) + 2 * level
    y = 4 * level + X[:, : p // 2] @ rng.normal(size=p // 2) + rng.normal(size=n)
    out = rng.random(p) < 0.6
    centered, w = X - X.mean(axis=0), np.zeros(p)
    w[~out] = np.linalg.lstsq(centered[:, ~out], y - y.mean(), rcond=None)[0] * 0.8
    return X, y, w, lam, out


def _worst(X, y, w, out):
    e = y - X @ w
    return np.argmax(out * np.abs(X.T @ (e - e.mean())))


def _centered_residuals(X, y, w):
    e = y - X @ w
    return e - e.mean()


def _tried(products):
    """Return the wrong answer that compares other products of X and the residuals with λ."""
    return lambda X, y, w, lam, out: out & (products(X, _centered_residuals(X, y, w)) > lam)


def _standardized(X, y, w, lam, out):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    return _flagged(Z, lam, out, y - y.mean() - Z @ w)


VIOLATORS = Exercise(
    name="scale.violators",
    call="violators(X, y, w, lam, out)",
    reference=_violators,
    cases=(
        partial(_bold, 12, 50, 20, 0.4),
        partial(_bold, 13, 80, 30, 0.9),
        partial(_bold, 15, 60, 24, 0.5),
        partial(_bold, 16, 40, 30, 0.4, level=0.1),
        Case("covariances of exactly λ", _at_the_bound),
    ),
    mistakes=(
        Mistake(
            "not divided by n",
            "The products were compared with λ itself. The covariance has a factor 1/n.",
            lambda X, y, w, lam, out: out & (np.abs(X.T @ (y - X @ w - (y - X @ w).mean())) > lam),
        ),
        Mistake(
            "no intercept",
            "The residuals lack the intercept: neither the target nor the columns are centered, "
            "and the model has a free one.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y - X @ w),
        ),
        Mistake(
            "one sign",
            "Only positive covariances were found. A column can be missed on the other side too.",
            lambda X, y, w, lam, out: out & (X.T @ (y - X @ w - (y - X @ w).mean()) > len(y) * lam),
        ),
        Mistake(
            "the good ones",
            "These are the discarded columns that may stay out. Asked are those that must come "
            "back.",
            lambda X, y, w, lam, out: out & ~_violators(X, y, w, lam, out),
        ),
        Mistake(
            "below the bound",
            "These are the discarded columns with a covariance below λ, which do no harm. Asked "
            "are those that must come back.",
            lambda X, y, w, lam, out: (
                out & (np.abs(X.T @ (y - X @ w - (y - X @ w).mean())) < len(y) * lam)
            ),
        ),
        Mistake(
            "the others too",
            "There are columns among these that were never discarded. A column with a weight may "
            "well have a covariance of λ or so.",
            lambda X, y, w, lam, out: _violators(X, y, w, lam, np.full(len(out), True)),
        ),
        Mistake(
            "twice the bound",
            "The bound is twice too large. Was it the 2 of 1/(2n)? It is gone when the slope of "
            "the squares is taken.",
            lambda X, y, w, lam, out: _violators(X, y, w, 2 * lam, out),
        ),
        Mistake(
            "covariance with the target",
            "The columns were tried against the target. What the other weights explain already "
            "is none of their business: take the residuals.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y - y.mean()),
        ),
        Mistake(
            "target as it is",
            "The columns were tried against the target as it is. The intercept has to go, and what "
            "the weights explain already: take the residuals.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y),
        ),
        Mistake(
            "standardized",
            "The columns were standardized. λ is for the columns as they are; a column in small "
            "units has small covariances.",
            lambda X, y, w, lam, out: _flagged(
                X / X.std(axis=0), lam, out, y - X @ w - (y - X @ w).mean()
            ),
        ),
        Mistake(
            "target centered alone",
            "The target was centered and the columns were not, so the residuals do not sum to zero "
            "yet: the intercept belongs to both.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y - y.mean() - X @ w),
        ),
        Mistake(
            "at the bound too",
            "A column whose covariance is λ itself was called back. The condition allows it: a "
            "weight of zero needs a covariance of at most λ.",
            lambda X, y, w, lam, out: (
                out & (np.abs(X.T @ (y - X @ w - (y - X @ w).mean())) >= len(y) * lam)
            ),
        ),
        Mistake(
            "the other sign",
            "Only negative covariances were found. A column can be missed on the other side too.",
            lambda X, y, w, lam, out: (
                out & (-X.T @ (y - X @ w - (y - X @ w).mean()) > len(y) * lam)
            ),
        ),
        Mistake(
            "half the bound",
            "The bound is too low by half. The slope of the squares is −2Xᵀe, but the loss has a ½ "
            "before them, and the 2 is gone.",
            lambda X, y, w, lam, out: _violators(X, y, w, lam / 2, out),
        ),
        Mistake(
            "divided by n − 1",
            "The covariance was taken with n − 1. The loss of this book is a mean over n rows, and "
            "the condition has n.",
            lambda X, y, w, lam, out: _violators(X, y, w, lam * (len(y) - 1) / len(y), out),
        ),
        Mistake(
            "of the kept ones",
            "These are columns that were kept. The discarded ones are those where `out` is True.",
            lambda X, y, w, lam, out: _violators(X, y, w, lam, ~out),
        ),
        Mistake(
            "turned round",
            "True and False are exchanged: True is asked for those that must come back, and "
            "nothing else.",
            lambda X, y, w, lam, out: ~_violators(X, y, w, lam, out),
        ),
        Mistake(
            "columns centered alone",
            "The columns were centered for the prediction and the target was not, so the "
            "residuals do not sum to zero yet: the intercept belongs to both.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y - (X - X.mean(axis=0)) @ w),
        ),
        Mistake(
            "all that were discarded",
            "All discarded columns are among these. Only those whose covariance breaks the "
            "condition must come back.",
            lambda X, y, w, lam, out: out | _violators(X, y, w, lam, np.full(len(out), True)),
        ),
        Mistake(
            "the discarded alone",
            "Only the discarded columns have an entry here. Asked is one for each of the p "
            "columns, False for those that were kept.",
            lambda X, y, w, lam, out: _violators(X, y, w, lam, out)[out],
        ),
        Mistake(
            "the worst alone",
            "Only the discarded column with the largest covariance is called back. All that break "
            "the condition must come back.",
            lambda X, y, w, lam, out: (
                _violators(X, y, w, lam, out) & (np.arange(len(w)) == _worst(X, y, w, out))
            ),
        ),
        Mistake(
            "the discarded",
            "These are all columns that were discarded. Only those whose covariance breaks the "
            "condition must come back.",
            lambda X, y, w, lam, out: out.copy(),
        ),
        Mistake(
            "absolute values first",
            "The absolute value was taken of each product before they were added up. In a "
            "covariance large and small residuals of either sign weigh against each other.",
            _tried(lambda X, e: np.abs(X * e[:, None]).mean(axis=0)),
        ),
        Mistake(
            "divided by p",
            "The products were divided by the number of columns. A covariance is a mean over the "
            "rows.",
            _tried(lambda X, e: np.abs(X.T @ e) / X.shape[1]),
        ),
        Mistake(
            "divided by the root of n",
            "The products were divided by the root of n. A covariance is a mean over the rows: "
            "divide by n.",
            _tried(lambda X, e: np.abs(X.T @ e) / np.sqrt(len(X))),
        ),
        Mistake(
            "divided by the lengths",
            "The products were divided by the lengths of the columns. λ is for the columns as "
            "they are; a short one has small covariances.",
            _tried(lambda X, e: np.abs(X.T @ e) / np.linalg.norm(X, axis=0)),
        ),
        Mistake(
            "divided by the lengths, centered",
            "The products were divided by the lengths of the centered columns. λ is for the "
            "columns as they are, and a covariance is a mean over the rows.",
            _tried(lambda X, e: np.abs(X.T @ e) / np.linalg.norm(X - X.mean(axis=0), axis=0)),
        ),
        Mistake(
            "divided by squared lengths",
            "These are the weights that each column would get alone, without a penalty. The "
            "condition looks at the covariances.",
            _tried(lambda X, e: np.abs(X.T @ e) / (X**2).sum(axis=0)),
        ),
        Mistake(
            "correlations",
            "Correlations were compared with λ. The condition is about covariances, in which the "
            "spreads of column and residuals are still there.",
            _tried(lambda X, e: np.abs(X.T @ e) / len(X) / X.std(axis=0) / e.std()),
        ),
        Mistake(
            "residuals standardized",
            "The residuals were divided by their spread. λ is in the units of the covariances as "
            "they are.",
            _tried(lambda X, e: np.abs(X.T @ e) / len(X) / e.std()),
        ),
        Mistake(
            "squares",
            "The squares of the covariances were compared with λ. The condition has the absolute "
            "value.",
            _tried(lambda X, e: (X.T @ e / len(X)) ** 2),
        ),
        Mistake(
            "other than λ",
            "Every discarded column whose covariance is not λ itself was called back. Equality "
            "is for columns with a weight; a weight of zero needs at most λ.",
            lambda X, y, w, lam, out: (
                out & ~np.isclose(np.abs(X.T @ _centered_residuals(X, y, w)) / len(y), lam)
            ),
        ),
        Mistake(
            "predictions",
            "The columns were tried against the predictions. The condition is about the "
            "residuals, what the predictions leave.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, X @ w - (X @ w).mean()),
        ),
        Mistake(
            "predictions as they are",
            "The columns were tried against the predictions, intercept and all. The condition is "
            "about the residuals, what the predictions leave.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, X @ w),
        ),
        Mistake(
            "one mean for all columns",
            "All columns were centered by one mean, that of the whole table. Each column has its "
            "own; or center the residuals alone.",
            lambda X, y, w, lam, out: _flagged(X - X.mean(), lam, out, y - X @ w),
        ),
        Mistake(
            "means of the rows",
            "The rows were centered, not the columns. It is the mean of each column that the "
            "intercept takes up; or center the residuals alone.",
            lambda X, y, w, lam, out: _flagged(
                X - X.mean(axis=1, keepdims=True), lam, out, y - X @ w
            ),
        ),
        Mistake(
            "the median",
            "The median of the residuals was taken for the intercept. With squares it is the "
            "mean that makes them least.",
            lambda X, y, w, lam, out: _flagged(X, lam, out, y - X @ w - np.median(y - X @ w)),
        ),
        Mistake(
            "absolute residuals",
            "The residuals lost their signs. The covariance needs them.",
            _tried(lambda X, e: np.abs(X.T @ np.abs(e)) / len(X)),
        ),
        Mistake(
            "columns standardized",
            "The columns were divided by their deviations. The weights belong to the columns "
            "as they are, and λ too.",
            _standardized,
        ),
    ),
)

# 2. Safe rules for the elastic net


def _reference_screening(X, y, w, lam, mix):
    """Screen without the long matrix: its products, lengths and gap, written out."""
    n, l1, l2 = len(y), lam * mix, lam * (1 - mix)
    e = y - X @ w
    c = X.T @ e - n * l2 * w
    largest = np.abs(c).max()
    shrink = min(1, n * l1 / largest) if largest > 0 else 1
    square = e @ e + n * l2 * (w @ w)
    # ũ = shrink·(e, −√(nλ(1−r)) w), and ỹ = (y, 0).
    gap = (square - 2 * shrink * (e @ y) + shrink**2 * square) / (2 * n) + l1 * np.abs(w).sum()
    length = np.sqrt((X**2).sum(axis=0) + n * l2)
    return shrink * np.abs(c) + length * np.sqrt(2 * n * max(gap, 0)) < n * l1


_NUMBERS = ("n", "below", "level", "price", "extra", "shrunk_to", "compared", "over")


def _gap(n, e, u, target, price):
    return e @ e / (2 * n) + price - (u @ target - u @ u / 2) / n


def _screening(**changes):
    """Return the wrong answer that takes something else in one place of the rule.

    ``n`` is the number of rows in the formulas, ``below`` what stands below X, ``level`` the
    strength, ``price`` that of the L1 norm in the objective, ``extra`` is added to the objective,
    the dual point is divided by ``over``,
    ``shrunk_to`` and ``compared`` are what the covariances and the bounds may come to; ``shrink``,
    ``largest``, ``gap``, ``products``, ``lengths`` and ``radius`` are functions of what the rule
    knows by then.
    """

    def answer(X, y, w, lam, mix):
        rows, p = X.shape
        have = {
            "n": rows,
            "below": np.sqrt(rows * lam * (1 - mix)),
            "level": lam * mix,
            "price": lam * mix,
            "shrink": lambda needed: min(1, needed),
            "largest": lambda long, e: np.abs(long.T @ e).max(),
            "gap": _gap,
            "products": lambda long, u, e: np.abs(long.T @ u),
            "lengths": lambda long: np.linalg.norm(long, axis=0),
            "radius": lambda n, gap: np.sqrt(2 * n * gap),
            "extra": 0.0,
            "compare": np.less,
            "bound": np.add,
            "over": 1.0,
        }
        have |= {
            name: change(X, y, w, lam, mix) if name in _NUMBERS else change
            for name, change in changes.items()
        }
        n = have["n"]
        level = n * have["level"]
        long = np.vstack([X, have["below"] * np.eye(p)])
        target = np.append(y, np.zeros(p))
        e = target - long @ w
        u = e * have["shrink"](have.get("shrunk_to", level) / have["largest"](long, e))
        u = u / have["over"]
        gap = have["gap"](n, e, u, target, have["price"] * np.abs(w).sum()) + have["extra"]
        reach = have["lengths"](long) * have["radius"](n, max(gap, 0))
        bound = have["bound"](have["products"](long, u, e), reach)
        return have["compare"](bound, have.get("compared", level))

    return answer


def _fixed_ball(X, y, w, lam, mix):
    n, p = X.shape
    long = np.vstack([X, np.sqrt(n * lam * (1 - mix)) * np.eye(p)])
    products = np.abs(X.T @ y)
    reach = np.linalg.norm(long, axis=0) * np.linalg.norm(y)
    return products + reach * (1 - n * lam * mix / products.max()) < n * lam * mix


def _lower_products(long, u):
    p = long.shape[1]
    return long[-p:].T @ u[-p:]


def _without_a_ball(X, y, w, lam, mix):
    n = len(y)
    return np.abs(X.T @ (y - X @ w) - n * lam * (1 - mix) * w) < n * lam * mix


def _level_in_the_end(X, y, w, lam, mix):
    """Compare with all of the strength, and have the gap right."""
    n, p = X.shape
    long = np.vstack([X, np.sqrt(n * lam * (1 - mix)) * np.eye(p)])
    e = np.append(y, np.zeros(p)) - long @ w
    u = e * min(1, n * lam * mix / np.abs(long.T @ e).max())
    gap = (e @ e + u @ u - 2 * u[:n] @ y) / (2 * n) + lam * mix * np.abs(w).sum()
    reach = np.linalg.norm(long, axis=0) * np.sqrt(2 * n * max(gap, 0))
    return np.abs(long.T @ u) + reach < n * lam


@cache
def _solver_halfway(seed, n, p, share, mix, sweeps, shaken):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.3, 2, p)
    y = X[:, :4] @ np.array([2.0, -1.0, 1.0, 0.5]) + rng.normal(size=n)
    X, y = X - X.mean(axis=0), y - y.mean()
    lam = share * np.abs(X.T @ y).max() / n / mix
    w, size = np.zeros(p), (X**2).sum(axis=0) / n
    for _ in range(sweeps):
        for j in range(p):
            v = X[:, j] @ (y - X @ w) / n + size[j] * w[j]
            v = np.sign(v) * max(abs(v) - lam * mix, 0)
            w[j] = v / (size[j] + lam * (1 - mix))
    return X, y, w + shaken * rng.normal(size=p), lam, mix


def _halfway(seed, n, p, share, mix, sweeps, shaken=0.0):
    """Return centered data and the weights that a solver has after some sweeps, then shaken."""
    X, y, w, *strengths = _solver_halfway(seed, n, p, share, mix, sweeps, shaken)
    return X.copy(), y.copy(), w.copy(), *strengths


def _graded(seed, n, p, share, mix, far):
    """Return columns from very short to long, and weights as `far` off as they are large.

    With the share of L2 small, the lengths that are let go tell each radius from the others.
    """
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.permutation(np.geomspace(0.01, 2, p))
    truth = np.where(rng.random(p) < 0.2, rng.normal(size=p), 0.0)
    X -= X.mean(axis=0)
    y = X @ truth + 0.5 * rng.normal(size=n)
    y -= y.mean()
    return X, y, (1 - far) * truth, share * np.abs(X.T @ y).max() / n / mix, mix


def _nothing_left(lam):
    """Return whole numbers for which λr = 2 is the largest covariance, at weights of zero."""
    X = np.array([[1.0, -1.0, 0.0, 2.0], [-1, 1, 2, -2], [1, 0, -2, 1], [-1, 0, 0, -1]])
    return X, np.array([3.0, -1.0, -1.0, -1.0]), np.zeros(4), lam, 0.5


def _from_the_target(X, y, w, lam, mix):
    """Screen by the ball around the target, shrunk to a dual point."""
    n, p = X.shape
    long = np.vstack([X, np.sqrt(n * lam * (1 - mix)) * np.eye(p)])
    target = np.append(y, np.zeros(p))
    e = target - long @ w
    u = target * min(1, n * lam * mix / np.abs(long.T @ target).max())
    gap = _gap(n, e, u, target, lam * mix * np.abs(w).sum())
    reach = np.linalg.norm(long, axis=0) * np.sqrt(2 * n * max(gap, 0))
    return np.abs(long.T @ u) + reach < n * lam * mix


def _lower_part(residuals):
    """Return the wrong answer whose residuals below X are this function of √(nλ(1−r)) and w."""

    def answer(X, y, w, lam, mix):
        n, p = X.shape
        below = np.sqrt(n * lam * (1 - mix))
        long, target = np.vstack([X, below * np.eye(p)]), np.append(y, np.zeros(p))
        e = np.append(y - X @ w, residuals(below, w))
        u = e * min(1, n * lam * mix / np.abs(long.T @ e).max())
        gap = _gap(n, e, u, target, lam * mix * np.abs(w).sum())
        reach = np.linalg.norm(long, axis=0) * np.sqrt(2 * n * max(gap, 0))
        return np.abs(long.T @ u) + reach < n * lam * mix

    return answer


ELASTIC_SCREENING = Exercise(
    name="scale.elastic_screening",
    call="elastic_screening(X, y, w, lam, mix)",
    reference=_reference_screening,
    cases=(
        partial(_halfway, 17, 57, 50, 0.4, 0.5, 1),
        partial(_halfway, 18, 58, 50, 0.3, 0.8, 3),
        partial(_halfway, 22, 62, 50, 0.4, 0.5, 1),
        partial(_halfway, 28, 68, 50, 0.4, 0.5, 1),
        Case("just the strength at which no weight is left", partial(_nothing_left, 4.0)),
        Case("a strength at which no weight is left", partial(_nothing_left, 5.0)),
        Case(
            "no weight is zero yet",
            partial(_halfway, 38, 40, 12, 0.5, 0.2, 2, shaken=0.003),
        ),
        Case("columns from very short to long", partial(_graded, 0, 30, 60, 0.5, 0.98, 0.3)),
        Case("weights far from where they end", partial(_graded, 20, 30, 60, 0.3, 0.98, 1.3)),
    ),
    mistakes=(
        Mistake(
            "no L2 part",
            "This screens the lasso of strength λr and forgets the L2 part, so its gap belongs to "
            "another problem, and what it discards is not safe.",
            _screening(below=lambda X, y, w, lam, mix: 0.0),
        ),
        Mistake(
            "short columns",
            "The columns were measured without the rows that the L2 part adds below them. Each is "
            "longer than it looks.",
            _screening(lengths=lambda long: np.linalg.norm(long[: -long.shape[1]], axis=0)),
        ),
        Mistake(
            "not shrunk",
            "The residuals were used as they are. Where a covariance is above the strength they "
            "are no dual point, and the gap proves nothing.",
            _screening(shrink=lambda needed: 1.0),
        ),
        Mistake(
            "rows that were added counted",
            "The rows that were added count in n here. The factor 1/(2n) of the objective stays "
            "that of the rows of `X`.",
            _screening(n=lambda X, y, w, lam, mix: sum(X.shape)),
        ),
        Mistake(
            "the L2 part twice",
            "The L2 part is in the objective twice: the squares of the long residuals contain it "
            "already.",
            _screening(extra=lambda X, y, w, lam, mix: lam * (1 - mix) / 2 * w @ w),
        ),
        Mistake(
            "all of the strength",
            "The bounds were compared with nλ. Only the share r of the strength stands before the "
            "absolute values.",
            _level_in_the_end,
        ),
        Mistake(
            "kept",
            "These are the columns that have to stay. True is asked for those that are out.",
            lambda X, y, w, lam, mix: ~_reference_screening(X, y, w, lam, mix),
        ),
        Mistake(
            "weights not zero now",
            "This reads off which weights are zero now. The solver is on its way, and a weight "
            "that is zero today may not be tomorrow.",
            lambda X, y, w, lam, mix: w == 0,
        ),
        Mistake(
            "weights not zero, kept",
            "Columns whose weight is not zero now were kept whatever the ball says. The solver is "
            "on its way; the ball may prove already that such a weight ends at zero.",
            lambda X, y, w, lam, mix: (w == 0) & _reference_screening(X, y, w, lam, mix),
        ),
        Mistake(
            "stretched",
            "The residuals were stretched where all covariances are below the strength. They are a "
            "dual point as they are then: the factor is never above one.",
            _screening(shrink=lambda needed: needed),
        ),
        Mistake(
            "all of the strength everywhere",
            "The whole strength was taken for that of the lasso. Its strength is λr; the rest, "
            "λ(1 − r), stands below X.",
            _screening(level=lambda X, y, w, lam, mix: lam, price=lambda X, y, w, lam, mix: lam),
        ),
        Mistake(
            "mix turned round",
            "The two shares are exchanged: `mix` is the share of L1, and the rest that of L2.",
            lambda X, y, w, lam, mix: _reference_screening(X, y, w, lam, 1 - mix),
        ),
        Mistake(
            "products of the residuals",
            "The products were taken with the residuals, before they were shrunk. The center of "
            "the ball is the dual point.",
            _screening(products=lambda long, u, e: np.abs(long.T @ e)),
        ),
        Mistake(
            "products of X alone",
            "The products were taken with X and the upper part of the dual point. The columns of "
            "the longer problem have a part below, and so has the dual point.",
            _screening(products=lambda long, u, e: np.abs((long.T @ u) - _lower_products(long, u))),
        ),
        Mistake(
            "products without absolute value",
            "The products were compared with their sign. One that is very negative moves its "
            "weight as well.",
            _screening(products=lambda long, u, e: long.T @ u),
        ),
        Mistake(
            "squared lengths",
            "The columns were measured by their squared lengths. In the inequality of Cauchy and "
            "Schwarz stands the length itself.",
            _screening(lengths=lambda long: np.sum(long**2, axis=0)),
        ),
        Mistake(
            "lengths left out",
            "The radius was added as it is. How far a product can move depends on the length of "
            "the column too.",
            _screening(lengths=lambda long: 1.0),
        ),
        Mistake(
            "fixed ball",
            "This is the rule with a fixed ball around the target, which does not look at `w`. The "
            "ball of the gap gets smaller as the weights get better.",
            _fixed_ball,
        ),
        Mistake(
            "radius without 2",
            "The radius of the ball lacks a 2 under its root. The curvature of the dual objective "
            "is 1/n, so the distance squared is at most 2n times the gap.",
            _screening(radius=lambda n, gap: np.sqrt(n * gap)),
        ),
        Mistake(
            "radius without n",
            "The radius of the ball lacks the n under its root. The curvature of the dual "
            "objective is 1/n, so the distance squared is at most 2n times the gap.",
            _screening(radius=lambda n, gap: np.sqrt(2 * gap)),
        ),
        Mistake(
            "radius without 2n",
            "The radius of the ball is the root of the gap alone. The dual objective is as flat as "
            "1/n, so the distance squared may be 2n times the gap.",
            _screening(radius=lambda n, gap: np.sqrt(gap)),
        ),
        Mistake(
            "radius squared",
            "The square of the radius was used. What the gap bounds is the square of a distance: "
            "take the root.",
            _screening(radius=lambda n, gap: 2 * n * gap),
        ),
        Mistake(
            "no ball",
            "There is no ball here: the gap was left out, or came out as zero or below. It is the "
            "objective less the dual objective, both over n, and the radius has to be added.",
            _screening(radius=lambda n, gap: 0.0),
        ),
        Mistake(
            "price of the whole strength",
            "In the objective the absolute values were multiplied by the whole strength, so the "
            "gap is too large. Their price is λr.",
            _screening(price=lambda X, y, w, lam, mix: lam),
        ),
        Mistake(
            "n missing below",
            "What stands below X lacks the n under its root. With 1/(2n) before all squares, the "
            "L2 part needs it.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(lam * (1 - mix))),
        ),
        Mistake(
            "no root below",
            "What stands below X lacks its root. Its squares have to add up to the L2 part.",
            _screening(below=lambda X, y, w, lam, mix: len(y) * lam * (1 - mix)),
        ),
        Mistake(
            "at the bound too",
            "A column whose bound is exactly nλr was let go. It is certain to be out only if its "
            "bound is below that.",
            _screening(compare=np.less_equal),
        ),
        Mistake(
            "penalty left out of the gap",
            "The absolute values are missing in the objective, so the gap is too small, or below "
            "zero, and the ball is no longer safe.",
            _screening(price=lambda X, y, w, lam, mix: 0.0),
        ),
        Mistake(
            "half of the L2 part",
            "What stands below X holds only half of the L2 part. Its square over 2n, the ½ of the "
            "squares included, has to be λ(1 − r)/2.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(len(y) * lam * (1 - mix) / 2)),
        ),
        Mistake(
            "the L1 share below",
            "The share of the L1 part stands below X. What goes there is the L2 part, with 1 − r.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(len(y) * lam * mix)),
        ),
        Mistake(
            "the whole strength below",
            "The whole strength stands below X. What goes there is the L2 part alone, with 1 − r.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(len(y) * lam)),
        ),
        Mistake(
            "largest without absolute value",
            "The residuals were shrunk by the largest product with its sign. A very negative one "
            "breaks the condition of a dual point just as well.",
            _screening(largest=lambda long, e: (long.T @ e).max()),
        ),
        Mistake(
            "shrunk by X alone",
            "The residuals were shrunk by their products with X. The columns of the longer "
            "problem go on below, and theirs are the products that a dual point must keep small.",
            _screening(
                largest=lambda long, e: np.abs(long[: -long.shape[1]].T @ e[: -long.shape[1]]).max()
            ),
        ),
        Mistake(
            "shrunk without n",
            "The residuals were shrunk until their products are at most λr. A product is a sum "
            "over the rows: it may be nλr.",
            _screening(shrunk_to=lambda X, y, w, lam, mix: lam * mix),
        ),
        Mistake(
            "compared without n",
            "The bounds were compared with λr. They are sums over the rows, not means: the "
            "strength there is nλr.",
            _screening(compared=lambda X, y, w, lam, mix: lam * mix),
        ),
        Mistake(
            "one length for all",
            "All columns were given the length of the whole matrix. Each column has its own, and "
            "most are far shorter.",
            _screening(lengths=np.linalg.norm),
        ),
        Mistake(
            "squares without ½",
            "The squares of the residuals stand without their ½ in the objective. It is 1/(2n) "
            "there, as in the dual objective.",
            _screening(gap=lambda n, e, u, t, l1: _gap(n, e, u, t, l1) + e @ e / (2 * n)),
        ),
        Mistake(
            "squares not divided by n",
            "The squares of the residuals were not divided by n in the objective, and the dual "
            "objective was not either. Both have 1/(2n).",
            _screening(gap=lambda n, e, u, t, l1: e @ e / 2 + l1 - (u @ t - u @ u / 2)),
        ),
        Mistake(
            "the objective for the gap",
            "The objective alone was taken for the gap. The gap is what it has more than the dual "
            "objective, and goes to zero as the weights get better.",
            _screening(gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1),
        ),
        Mistake(
            "dual objective added",
            "The dual objective was added. The gap is the objective less the dual objective.",
            _screening(gap=lambda n, e, u, t, l1: e @ e / n + 2 * l1 - _gap(n, e, u, t, l1)),
        ),
        Mistake(
            "dual objective without ½",
            "In the dual objective the square of the dual point stands without its ½. It is half "
            "the square of the target, less half the square of their difference, over n.",
            _screening(gap=lambda n, e, u, t, l1: _gap(n, e, u, t, l1) + u @ u / (2 * n)),
        ),
        Mistake(
            "dual objective of the residuals",
            "The dual objective was taken at the residuals as they are. Where they break the "
            "condition it says nothing: take it at the dual point, after shrinking.",
            _screening(gap=lambda n, e, u, t, l1: _gap(n, e, e, t, l1)),
        ),
        Mistake(
            "L2 part left out of the gap",
            "The objective has the squares of the short residuals, of the rows of X. In the "
            "longer problem the residuals go on below, and bring in the L2 part.",
            _screening(gap=lambda n, e, u, t, l1: _gap(n, e, u, t, l1) - e[n:] @ e[n:] / (2 * n)),
        ),
        Mistake(
            "without a ball",
            "This tries the condition of the minimum at the weights that the solver has now. It "
            "is not at the minimum yet: take a dual point, and a ball around it.",
            _without_a_ball,
        ),
        Mistake(
            "the other factor",
            "The residuals were stretched where they may be used as they are, and used as they "
            "are where they must be shrunk. The factor is the smaller of one and the ratio.",
            _screening(shrink=lambda needed: max(1, needed)),
        ),
        Mistake(
            "level of the L2 part",
            "The strength of the lasso was taken as λ(1 − r). That is the L2 part, which stands "
            "below X; the strength is λr.",
            _screening(
                level=lambda X, y, w, lam, mix: lam * (1 - mix),
                price=lambda X, y, w, lam, mix: lam * (1 - mix),
            ),
        ),
        Mistake(
            "price of the L2 part",
            "In the objective the absolute values were multiplied by λ(1 − r). Their price is λr.",
            _screening(price=lambda X, y, w, lam, mix: lam * (1 - mix)),
        ),
        Mistake(
            "gap of the sums",
            "The gap was taken of the sums, without 1/n, and the radius has 2n before it. With "
            "the sums it is twice the gap under the root.",
            _screening(gap=lambda n, e, u, t, l1: n * _gap(n, e, u, t, l1)),
        ),
        Mistake(
            "radius divided by n",
            "The gap was divided by n under the root. The dual objective is as flat as 1/n, so "
            "the distance squared may be 2n times the gap.",
            _screening(radius=lambda n, gap: np.sqrt(2 * gap / n)),
        ),
        Mistake(
            "root of the gap alone",
            "The root was taken of the gap alone, and 2n stands before it. It belongs under the "
            "root.",
            _screening(radius=lambda n, gap: 2 * n * np.sqrt(gap)),
        ),
        Mistake(
            "half a gap",
            "Half of the gap was taken for the ball. The curvature of the dual objective is 1/n, "
            "so the distance squared may be 2n times the gap.",
            _screening(radius=lambda n, gap: np.sqrt(n * gap / 2)),
        ),
        Mistake(
            "penalty without strength",
            "In the objective the absolute values stand without their price, λr.",
            _screening(price=lambda X, y, w, lam, mix: 1.0),
        ),
        Mistake(
            "dual objective of the short residuals",
            "In the dual objective the lower part of the dual point is missing. The longer "
            "problem has zeros below y, but u is not zero there.",
            _screening(gap=lambda n, e, u, t, l1: _gap(n, e, u, t, l1) - u[n:] @ u[n:] / (2 * n)),
        ),
        Mistake(
            "objective at zero",
            "The objective was taken at weights of zero. The gap belongs to the weights that the "
            "solver has now.",
            _screening(gap=lambda n, e, u, t, l1: t @ t / (2 * n) - (u @ t - u @ u / 2) / n),
        ),
        Mistake(
            "gap by absolute value",
            "The dual objective was taken for the difference of target and dual point alone. "
            "Half the square of the target comes first, and that is taken away from it.",
            _screening(
                gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1 - (t - u) @ (t - u) / (2 * n)
            ),
        ),
        Mistake(
            "lengths added",
            "The length of a column and what stands below it were added. Below is one more entry "
            "of the column: add the squares, then take the root.",
            _screening(
                lengths=lambda long: np.linalg.norm(long[: -long.shape[1]], axis=0) + long[-1, -1]
            ),
        ),
        Mistake(
            "no reach where w is zero",
            "The radius was multiplied by the weights. How far a product can move depends on the "
            "length of the column, not on its weight.",
            lambda X, y, w, lam, mix: _screening(
                lengths=lambda long: np.linalg.norm(long, axis=0) * np.abs(w)
            )(X, y, w, lam, mix),
        ),
        Mistake(
            "reach subtracted",
            "The radius was subtracted. To be certain, the product must be small even at the "
            "worst point of the ball: add it.",
            _screening(radius=lambda n, gap: -np.sqrt(2 * n * gap)),
        ),
        Mistake(
            "rows that were added in the radius",
            "The rows that were added count in the radius. The factor 1/(2n) of the objective "
            "stays that of the rows of `X`, and the curvature with it.",
            lambda X, y, w, lam, mix: _screening(
                radius=lambda n, gap: np.sqrt(2 * sum(X.shape) * gap)
            )(X, y, w, lam, mix),
        ),
        Mistake(
            "target for the residuals",
            "The target was shrunk to the dual point, not the residuals. It is allowed, but "
            "hardly gets better as the weights do: the ball stays large.",
            _from_the_target,
        ),
        Mistake(
            "lower residuals with the other sign",
            "Below X the residuals have the wrong sign: there the target is zero, and the "
            "prediction is taken away from it.",
            _lower_part(lambda below, w: below * w),
        ),
        Mistake(
            "lower residuals zero",
            "Below X the residuals were taken as zero, like the target. The prediction there is "
            "√(nλ(1 − r)) times the weight, and is taken away.",
            _lower_part(lambda below, w: 0 * w),
        ),
        Mistake(
            "nothing is out",
            "No column is certain to be out here: the ball is too large, or what the bounds are "
            "compared with too small. Are both sums over the rows, or both means?",
            lambda X, y, w, lam, mix: np.zeros(len(w), bool),
        ),
        Mistake(
            "everything is out",
            "All columns are out here: the ball is too small, or what the bounds are compared "
            "with too large. Are both sums over the rows, or both means?",
            lambda X, y, w, lam, mix: np.ones(len(w), bool),
        ),
        Mistake(
            "kept, above the bound",
            "These are the columns that have to stay. True is asked for those whose bound is "
            "below nλr.",
            _screening(compare=np.greater),
        ),
        Mistake(
            "dual point over n",
            "The dual point was divided by n. With the dual objective of this book it is the "
            "residual vector itself, shrunk where that is needed.",
            _screening(over=lambda X, y, w, lam, mix: len(y)),
        ),
        Mistake(
            "dual point over nλ",
            "The gap does not go to zero as the weights get better: the dual objective is too "
            "small. Is the dual point on the scale of the residuals, not of 1, and no half there "
            "twice?",
            _screening(over=lambda X, y, w, lam, mix: len(y) * lam * mix),
        ),
        Mistake(
            "dual objective without squares",
            "In the dual objective the square of the dual point is missing. It is half the "
            "square of the target, less half that of target less dual point, over n.",
            _screening(gap=lambda n, e, u, t, l1: _gap(n, e, u, t, l1) - u @ u / (2 * n)),
        ),
        Mistake(
            "dual objective with another square",
            "The square of the dual point was taken from that of the target. What is taken from "
            "it is the square of their difference.",
            _screening(gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1 - (t @ t - u @ u) / (2 * n)),
        ),
        Mistake(
            "gap outside of the root",
            "The root was taken of 2n alone. The gap belongs under it: what it bounds is the "
            "square of a distance.",
            _screening(radius=lambda n, gap: np.sqrt(2 * n) * gap),
        ),
        Mistake(
            "divided by 2n",
            "The gap was divided by 2n under the root. The dual objective is as flat as 1/n, so "
            "the distance squared may be 2n times the gap.",
            _screening(radius=lambda n, gap: np.sqrt(gap / (2 * n))),
        ),
        Mistake(
            "2 before the root",
            "The 2 stands before the root, and so counts as 4 under it. The distance squared is "
            "at most 2n times the gap.",
            _screening(radius=lambda n, gap: 2 * np.sqrt(n * gap)),
        ),
        Mistake(
            "no root, no 2",
            "The gap was multiplied by n without a root. What it bounds is the square of a "
            "distance.",
            _screening(radius=lambda n, gap: n * gap),
        ),
        Mistake(
            "sums of absolute values for lengths",
            "The columns were measured by the sum of their absolute values. In the inequality of "
            "Cauchy and Schwarz stands the root of the sum of squares.",
            _screening(lengths=lambda long: np.abs(long).sum(axis=0)),
        ),
        Mistake(
            "squared lengths of X",
            "The columns were measured by their squared lengths, without what stands below. Take "
            "all of the longer column, and the root.",
            _screening(lengths=lambda long: (long[: -long.shape[1]] ** 2).sum(axis=0)),
        ),
        Mistake(
            "root mean squares for lengths",
            "The columns were measured by a mean over the rows, as a spread is. Their length is "
            "the root of the sum of squares.",
            _screening(lengths=lambda long: np.sqrt((long**2).mean(axis=0))),
        ),
        Mistake(
            "the longest length for all",
            "All columns were given the length of the longest. That is safe, and lets fewer go: "
            "each column has its own.",
            _screening(lengths=lambda long: np.linalg.norm(long, axis=0).max()),
        ),
        Mistake(
            "below in the length without a square",
            "Under the root of the length what stands below was added as it is. It is one more "
            "entry of the column: add its square.",
            _screening(
                lengths=lambda long: np.sqrt(
                    (long[: -long.shape[1]] ** 2).sum(axis=0) + long[-1, -1]
                )
            ),
        ),
        Mistake(
            "products of X with the residuals",
            "The products were taken with X and the residuals of its rows, before they were "
            "shrunk. The center of the ball is the dual point of the longer problem.",
            _screening(
                products=lambda long, u, e: np.abs(long[: -long.shape[1]].T @ e[: -long.shape[1]])
            ),
        ),
        Mistake(
            "the radius times the product",
            "The product and the reach were multiplied. The bound is their sum.",
            _screening(bound=np.multiply),
        ),
        Mistake(
            "the larger of the two",
            "The larger of product and reach was taken. At the worst point of the ball they add "
            "up.",
            _screening(bound=np.maximum),
        ),
        Mistake(
            "the reach alone",
            "Only the radius was compared. The product with the center of the ball comes first.",
            _screening(products=lambda long, u, e: 0.0),
        ),
        Mistake(
            "twice the level",
            "The bounds were compared with twice nλr. A covariance at the solution may be up to "
            "λr.",
            _screening(compared=lambda X, y, w, lam, mix: 2 * len(y) * lam * mix),
        ),
        Mistake(
            "half the level",
            "The bounds were compared with half of nλr. The strength of the L1 part is λr in "
            "this book; only the L2 part has a ½.",
            _screening(compared=lambda X, y, w, lam, mix: len(y) * lam * mix / 2),
        ),
        Mistake(
            "half of the strength",
            "The strength of the lasso was taken as λr/2. Only the L2 part of the penalty has a ½.",
            _screening(
                level=lambda X, y, w, lam, mix: lam * mix / 2,
                price=lambda X, y, w, lam, mix: lam * mix / 2,
            ),
        ),
        Mistake(
            "1 − r outside of the root",
            "What stands below X has 1 − r outside of the root. Its square over 2n has to be λ(1 "
            "− r)/2.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(len(y) * lam) * (1 - mix)),
        ),
        Mistake(
            "λ outside of the root",
            "What stands below X has λ(1 − r) outside of the root. Its square over 2n has to be "
            "λ(1 − r)/2.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(len(y)) * lam * (1 - mix)),
        ),
        Mistake(
            "no root and no n below",
            "What stands below X is λ(1 − r) itself. Its square over 2n has to be λ(1 − r)/2: it "
            "lacks the n, and the root.",
            _screening(below=lambda X, y, w, lam, mix: lam * (1 - mix)),
        ),
        Mistake(
            "twice the L2 part",
            "What stands below X holds the L2 part twice. Its square over 2n, the ½ of the "
            "squares included, has to be λ(1 − r)/2.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(2 * len(y) * lam * (1 - mix))),
        ),
        Mistake(
            "p for n below",
            "What stands below X has the number of columns in the place of the number of rows.",
            _screening(below=lambda X, y, w, lam, mix: np.sqrt(len(w) * lam * (1 - mix))),
        ),
        Mistake(
            "standardized",
            "The columns were standardized. The strength is for the columns as they are; a short "
            "one is screened more easily.",
            lambda X, y, w, lam, mix: _reference_screening(X / X.std(axis=0), y, w, lam, mix),
        ),
        Mistake(
            "weights ignored",
            "The weights were taken as zero. The ball belongs to the weights that the solver has "
            "now, and gets smaller with them.",
            lambda X, y, w, lam, mix: _reference_screening(X, y, 0 * w, lam, mix),
        ),
        Mistake(
            "condition of the lasso",
            "This tries the condition of the lasso at the weights that the solver has now, "
            "without the L2 part and without a ball. The solver is not at the minimum yet.",
            lambda X, y, w, lam, mix: np.abs(X.T @ (y - X @ w)) < len(y) * lam * mix,
        ),
        Mistake(
            "length of a standardized column",
            "All columns were given the length √n. They are of unlike lengths, and each goes on "
            "below X.",
            lambda X, y, w, lam, mix: _screening(lengths=lambda long: np.sqrt(len(y)))(
                X, y, w, lam, mix
            ),
        ),
        Mistake(
            "identity below",
            "The plain identity stands below X. It has a factor: the root of nλ(1 − r), whose "
            "squares make the L2 part.",
            _screening(below=lambda X, y, w, lam, mix: 1.0),
        ),
    ),
)

EXERCISES = (
    VIOLATORS,
    ELASTIC_SCREENING,
)
