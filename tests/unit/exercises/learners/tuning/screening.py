"""What learners write in the exercises on screening."""

import numpy as np
from learners.brief import BRIEF


def worst(X, y, w, lam, out):
    c = abs(covariance(X, y, w)) * out
    return (c == c.max()) & (c > lam)


def residuals(X, y, w):
    e = y - X @ w
    return e - e.mean()


def covariance(X, y, w):
    return X.T @ residuals(X, y, w) / len(y)


def ones(n):
    return np.ones(len(n))


def ball(
    X,
    y,
    w,
    lam,
    mix,
    *,
    below=None,
    strength=None,
    price=None,
    shrink=None,
    n=None,
    largest=None,
    needed=None,
    gap=None,
):
    """Return what the rule compares: the longer problem, residuals, dual point, gap, strength."""
    rows, p = X.shape
    n = rows if n is None else n
    below = np.sqrt(rows * lam * (1 - mix)) if below is None else below
    strength = lam * mix if strength is None else strength
    price = lam * mix if price is None else price
    long, target = np.vstack([X, below * np.eye(p)]), np.append(y, np.zeros(p))
    e = target - long @ w
    largest = np.abs(long.T @ e).max() if largest is None else largest(long, e)
    needed = (n * strength if needed is None else needed) / largest
    u = e * (min(1, needed) if shrink is None else shrink(needed))
    primal, dual = e @ e / (2 * n) + price * np.abs(w).sum(), (u @ target - u @ u / 2) / n
    gap = primal - dual if gap is None else gap(n, e, u, target, price * np.abs(w).sum())
    return long, e, u, max(gap, 0), n * strength


def inside(ball, *, products=None, lengths=None, radius=None, below=np.less, level=None, n=None):
    """Return which columns the rule lets go, with something else in one place of it."""
    long, e, u, gap, strength = ball
    n = len(long) - long.shape[1] if n is None else n
    products = np.abs(long.T @ u) if products is None else products(long, e, u)
    lengths = np.linalg.norm(long, axis=0) if lengths is None else lengths(long)
    radius = np.sqrt(2 * n * gap) if radius is None else radius(n, gap)
    return below(products + lengths * radius, strength if level is None else level)


def flagged(size):
    """Flag the discarded columns for which `size(X, residuals)` is above λ."""
    return lambda X, y, w, lam, out: out & (size(X, residuals(X, y, w)) > lam)


def other_residuals(below):
    """Return the rule with other residuals below those of the rows of X."""

    def answer(X, y, w, lam, mix):
        n, p = X.shape
        root = np.sqrt(n * lam * (1 - mix))
        long, target = np.vstack([X, root * np.eye(p)]), np.append(y, np.zeros(p))
        e = np.append(y - X @ w, below(root * w))
        u = e * min(1, n * lam * mix / max(abs(long.T @ e)))
        gap = e @ e / (2 * n) + lam * mix * sum(abs(w)) - (u @ target - u @ u / 2) / n
        radius = np.sqrt(2 * n * max(gap, 0))
        return abs(long.T @ u) + radius * np.linalg.norm(long, axis=0) < n * lam * mix

    return answer


def shrunken_target(X, y, w, lam, mix):
    n, p = X.shape
    long, target = np.vstack([X, np.sqrt(n * lam * (1 - mix)) * np.eye(p)]), np.append(y, 0 * w)
    e = target - long @ w
    u = target * min(1, n * lam * mix / max(abs(X.T @ y)))
    gap = e @ e / (2 * n) + lam * mix * sum(abs(w)) - (u @ target - u @ u / 2) / n
    radius = np.sqrt(2 * n * max(gap, 0))
    return abs(long.T @ u) + radius * np.linalg.norm(long, axis=0) < n * lam * mix


def multiplied(*a):
    long, _, u, gap, strength = ball(*a)
    radius = np.sqrt(2 * (len(long) - long.shape[1]) * gap)
    return abs(long.T @ u) * radius * np.linalg.norm(long, axis=0) < strength


def larger_of_the_two(*a):
    return inside(ball(*a), radius=lambda n, gap: 0) & inside(
        ball(*a), products=lambda long, e, u: 0
    )


SCOPE = {"np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "violators": """
        e = y - X @ w
        e = e - e.mean()
        return out & (np.abs(X.T @ e) > len(y) * lam)
    """,
    "elastic_screening": """
        n, p = X.shape
        long = np.vstack([X, np.sqrt(n * lam * (1 - mix)) * np.eye(p)])
        target = np.append(y, np.zeros(p))
        e = target - long @ w
        u = e * min(1, n * lam * mix / np.abs(long.T @ e).max())
        value = e @ e / (2 * n) + lam * mix * np.abs(w).sum()
        gap = value - (u @ target - u @ u / 2) / n
        reach = np.linalg.norm(long, axis=0) * np.sqrt(2 * n * max(gap, 0))
        return np.abs(long.T @ u) + reach < n * lam * mix
    """,
}
# What learners do wrong, by the name of the mistake in the registry.
SLIPS = {
    "violators": {
        "not divided by n": lambda X, y, w, lam, out: out & (abs(X.T @ residuals(X, y, w)) > lam),
        "no intercept": lambda X, y, w, lam, out: out & (abs(X.T @ (y - X @ w)) / len(y) > lam),
        "one sign": lambda X, y, w, lam, out: out & (covariance(X, y, w) > lam),
        "the good ones": lambda X, y, w, lam, out: out & (abs(covariance(X, y, w)) <= lam),
        "below the bound": lambda X, y, w, lam, out: out & (abs(covariance(X, y, w)) < lam),
        "the others too": lambda X, y, w, lam, out: abs(covariance(X, y, w)) > lam,
        "twice the bound": lambda X, y, w, lam, out: out & (abs(covariance(X, y, w)) > 2 * lam),
        "covariance with the target": lambda X, y, w, lam, out: (
            out & (abs(X.T @ (y - y.mean())) > len(y) * lam)
        ),
        "target as it is": lambda X, y, w, lam, out: out & (abs(X.T @ y) > len(y) * lam),
        "standardized": lambda X, y, w, lam, out: (
            out
            & (abs(covariance((X - X.mean(axis=0)) / X.std(axis=0), y, w * X.std(axis=0))) > lam)
        ),
        "target centered alone": lambda X, y, w, lam, out: (
            out & (abs(X.T @ (y - y.mean() - X @ w)) > len(y) * lam)
        ),
        "at the bound too": lambda X, y, w, lam, out: out & (abs(covariance(X, y, w)) >= lam),
        "the other sign": lambda X, y, w, lam, out: out & (covariance(X, y, w) < -lam),
        "half the bound": lambda X, y, w, lam, out: out & (2 * abs(covariance(X, y, w)) > lam),
        "divided by n − 1": lambda X, y, w, lam, out: (
            out & (abs(X.T @ residuals(X, y, w)) / (len(y) - 1) > lam)
        ),
        "of the kept ones": lambda X, y, w, lam, out: ~out & (abs(covariance(X, y, w)) > lam),
        "turned round": lambda X, y, w, lam, out: ~(out & (abs(covariance(X, y, w)) > lam)),
        "columns centered alone": lambda X, y, w, lam, out: (
            out & (abs(X.T @ (y - (X - X.mean(axis=0)) @ w) / len(y)) > lam)
        ),
        "all that were discarded": lambda X, y, w, lam, out: out | (abs(covariance(X, y, w)) > lam),
        "the discarded alone": lambda X, y, w, lam, out: abs(covariance(X, y, w))[out] > lam,
        "the worst alone": worst,
        "the discarded": lambda X, y, w, lam, out: out | (w * 0 > lam),
        "absolute values first": flagged(lambda X, e: np.mean(abs(X.T * e), axis=1)),
        "divided by p": flagged(lambda X, e: abs(e @ X) / len(X[0])),
        "divided by the root of n": flagged(lambda X, e: abs(e @ X) / len(e) ** 0.5),
        "divided by the lengths": flagged(lambda X, e: abs(e @ X) / np.sqrt(np.sum(X**2, axis=0))),
        "divided by the lengths, centered": flagged(
            lambda X, e: abs(e @ X) / (X.std(0) * np.sqrt(len(e)))
        ),
        "divided by squared lengths": flagged(lambda X, e: abs(e @ X) / np.sum(X * X, axis=0)),
        "correlations": lambda X, y, w, lam, out: (
            out & np.array([abs(np.corrcoef(column, y - X @ w)[0, 1]) > lam for column in X.T])
        ),
        "residuals standardized": flagged(lambda X, e: abs(e / np.std(e) @ X) / len(e)),
        "squares": flagged(lambda X, e: (e @ X / len(e)) ** 2),
        "other than λ": lambda X, y, w, lam, out: (
            out & (abs(abs(covariance(X, y, w)) - lam) > 1e-9)
        ),
        "predictions": lambda X, y, w, lam, out: (
            out & (abs((X - X.mean(0)).T @ (X @ w)) / len(y) > lam)
        ),
        "predictions as they are": lambda X, y, w, lam, out: (
            out & (abs(X.T @ (X @ w)) / len(y) > lam)
        ),
        "one mean for all columns": lambda X, y, w, lam, out: (
            out & (abs((X - np.mean(X)).T @ (y - X @ w)) / len(y) > lam)
        ),
        "means of the rows": lambda X, y, w, lam, out: (
            out & (abs((X.T - X.mean(1)) @ (y - X @ w)) / len(y) > lam)
        ),
        "the median": lambda X, y, w, lam, out: (
            out & (abs(X.T @ (y - X @ w - np.median(y - X @ w))) / len(y) > lam)
        ),
        "absolute residuals": flagged(lambda X, e: abs(abs(e) @ X) / len(e)),
    },
    "elastic_screening": {
        "no L2 part": lambda *a: inside(ball(*a, below=0)),
        "short columns": lambda *a: inside(
            ball(*a), lengths=lambda long: np.linalg.norm(a[0], axis=0)
        ),
        "not shrunk": lambda *a: inside(ball(*a, shrink=lambda needed: 1)),
        "rows that were added counted": lambda *a: inside(
            ball(*a, n=sum(a[0].shape)), n=sum(a[0].shape)
        ),
        "the L2 part twice": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix),
            radius=lambda n, gap: np.sqrt(2 * n * (gap + lam * (1 - mix) / 2 * w @ w)),
        ),
        "all of the strength": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), level=len(y) * lam
        ),
        "kept": lambda *a: ~inside(ball(*a)),
        "weights not zero now": lambda X, y, w, lam, mix: w == 0,
        "weights not zero, kept": lambda X, y, w, lam, mix: (
            (w == 0) & inside(ball(X, y, w, lam, mix))
        ),
        "stretched": lambda *a: inside(ball(*a, shrink=lambda needed: needed)),
        "all of the strength everywhere": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, strength=lam, price=lam)
        ),
        "mix turned round": lambda X, y, w, lam, mix: inside(ball(X, y, w, lam, 1 - mix)),
        "products of the residuals": lambda *a: inside(
            ball(*a), products=lambda long, e, u: np.abs(long.T @ e)
        ),
        "products of X alone": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), products=lambda long, e, u: np.abs(X.T @ u[: len(y)])
        ),
        "products without absolute value": lambda *a: inside(
            ball(*a), products=lambda long, e, u: long.T @ u
        ),
        "squared lengths": lambda *a: inside(
            ball(*a), lengths=lambda long: np.sum(long**2, axis=0)
        ),
        "lengths left out": lambda *a: inside(ball(*a), lengths=lambda long: 1),
        "fixed ball": lambda X, y, w, lam, mix: inside(
            ball(X, y, 0 * w, lam, mix, shrink=lambda needed: 1),
            radius=lambda n, gap: np.linalg.norm(y) * (1 - n * lam * mix / np.abs(X.T @ y).max()),
        ),
        "radius without 2": lambda *a: inside(ball(*a), radius=lambda n, gap: np.sqrt(n * gap)),
        "radius without n": lambda *a: inside(ball(*a), radius=lambda n, gap: np.sqrt(2 * gap)),
        "radius without 2n": lambda *a: inside(ball(*a), radius=lambda n, gap: np.sqrt(gap)),
        "radius squared": lambda *a: inside(ball(*a), radius=lambda n, gap: 2 * n * gap),
        "no ball": lambda *a: inside(ball(*a), radius=lambda n, gap: 0),
        "price of the whole strength": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, price=lam)
        ),
        "n missing below": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=np.sqrt(lam * (1 - mix)))
        ),
        "no root below": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=len(y) * lam * (1 - mix))
        ),
        "at the bound too": lambda *a: inside(ball(*a), below=np.less_equal),
        "penalty left out of the gap": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, price=0)
        ),
        "half of the L2 part": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=np.sqrt(len(y) * lam * (1 - mix) / 2))
        ),
        "the L1 share below": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=np.sqrt(len(y) * lam * mix))
        ),
        "the whole strength below": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=np.sqrt(len(y) * lam))
        ),
        "largest without absolute value": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, largest=lambda long, e: max(long.T @ e))
        ),
        "shrunk by X alone": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, largest=lambda long, e: abs(X.T @ e[: len(y)]).max())
        ),
        "shrunk without n": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, needed=lam * mix)
        ),
        "compared without n": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), level=lam * mix
        ),
        "one length for all": lambda *a: inside(ball(*a), lengths=np.linalg.norm),
        "squares without ½": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / n + l1 - (u @ t - u @ u / 2) / n)
        ),
        "squares not divided by n": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / 2 + l1 - (u @ t - u @ u / 2))
        ),
        "the objective for the gap": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1)
        ),
        "dual objective added": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1 + (u @ t - u @ u / 2) / n)
        ),
        "dual objective without ½": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1 - (u @ t - u @ u) / n)
        ),
        "dual objective of the residuals": lambda *a: inside(
            ball(
                *a,
                gap=lambda n, e, u, t, l1: (
                    e @ e / (2 * n) + l1 - (t @ t - (t - e) @ (t - e)) / (2 * n)
                ),
            )
        ),
        "L2 part left out of the gap": lambda *a: inside(
            ball(
                *a,
                gap=lambda n, e, u, t, l1: e[:n] @ e[:n] / (2 * n) + l1 - (u @ t - u @ u / 2) / n,
            )
        ),
        "without a ball": lambda X, y, w, lam, mix: (
            abs(X.T @ (y - X @ w) - len(y) * lam * (1 - mix) * w) < len(y) * lam * mix
        ),
        "the other factor": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, shrink=lambda needed: max(1, needed))
        ),
        "level of the L2 part": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, strength=lam * (1 - mix), price=lam * (1 - mix))
        ),
        "price of the L2 part": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, price=lam * (1 - mix))
        ),
        "gap of the sums": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / 2 + n * l1 - (u @ t - u @ u / 2))
        ),
        "radius divided by n": lambda *a: inside(
            ball(*a), radius=lambda n, gap: (2 * gap / n) ** 0.5
        ),
        "root of the gap alone": lambda *a: inside(
            ball(*a), radius=lambda n, gap: gap**0.5 * 2 * n
        ),
        "half a gap": lambda *a: inside(ball(*a), radius=lambda n, gap: (n * gap / 2) ** 0.5),
        "penalty without strength": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, price=1)
        ),
        "dual objective of the short residuals": lambda *a: inside(
            ball(
                *a,
                gap=lambda n, e, u, t, l1: (
                    e @ e / (2 * n) + l1 - (t @ t - (t - u)[:n] @ (t - u)[:n]) / (2 * n)
                ),
            )
        ),
        "objective at zero": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: (t - u) @ (t - u) / (2 * n))
        ),
        "gap by absolute value": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: (e @ e - (t - u) @ (t - u)) / (2 * n) + l1)
        ),
        "lengths added": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix),
            lengths=lambda long: np.sqrt((X**2).sum(0)) + np.sqrt(len(y) * lam * (1 - mix)),
        ),
        "no reach where w is zero": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), lengths=lambda long: abs(w) * np.sqrt((long**2).sum(0))
        ),
        "reach subtracted": lambda *a: inside(
            ball(*a), radius=lambda n, gap: -((2 * n * gap) ** 0.5)
        ),
        "rows that were added in the radius": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix),
            radius=lambda n, gap: (2 * X.size / n * gap + 2 * n * gap) ** 0.5,
        ),
        "target for the residuals": shrunken_target,
        "lower residuals with the other sign": other_residuals(lambda prediction: prediction),
        "lower residuals zero": other_residuals(np.zeros_like),
        "nothing is out": lambda X, y, w, lam, mix: w != w,
        "everything is out": lambda X, y, w, lam, mix: w == w,
        "kept, above the bound": lambda *a: inside(
            ball(*a), below=lambda bound, level: bound > level
        ),
        "dual point over n": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, shrink=lambda needed: min(1, needed) / (len(y)))
        ),
        "dual point over nλ": (
            lambda X, y, w, lam, mix: inside(
                ball(X, y, w, lam, mix, shrink=lambda needed: min(1, needed) / (len(y) * lam * mix))
            ),
            lambda *a: inside(
                ball(
                    *a,
                    gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1 - (u @ t - u @ u / 2) / (2 * n),
                )
            ),
        ),
        "dual objective without squares": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: e @ e / (2 * n) + l1 - u @ t / n)
        ),
        "dual objective with another square": lambda *a: inside(
            ball(*a, gap=lambda n, e, u, t, l1: (e @ e - t @ t + u @ u) / (2 * n) + l1)
        ),
        "gap outside of the root": lambda *a: inside(
            ball(*a), radius=lambda n, gap: (2 * n) ** 0.5 * gap
        ),
        "divided by 2n": lambda *a: inside(ball(*a), radius=lambda n, gap: (gap / 2 / n) ** 0.5),
        "2 before the root": lambda *a: inside(
            ball(*a), radius=lambda n, gap: 2 * (n * gap) ** 0.5
        ),
        "no root, no 2": lambda *a: inside(ball(*a), radius=lambda n, gap: gap * n),
        "sums of absolute values for lengths": lambda *a: inside(
            ball(*a), lengths=lambda long: np.linalg.norm(long, 1, axis=0)
        ),
        "squared lengths of X": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), lengths=lambda long: np.sum(X * X, axis=0)
        ),
        "root mean squares for lengths": (
            lambda *a: inside(ball(*a), lengths=lambda long: np.mean(long**2, axis=0) ** 0.5),
            lambda *a: inside(ball(*a), lengths=lambda long: np.std(long, axis=0)),
        ),
        "the longest length for all": lambda *a: inside(
            ball(*a), lengths=lambda long: max(np.linalg.norm(long, axis=0))
        ),
        "below in the length without a square": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix),
            lengths=lambda long: np.sqrt(np.sum(X * X, axis=0) + np.sqrt(len(y) * lam * (1 - mix))),
        ),
        "products of X with the residuals": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), products=lambda long, e, u: abs(X.T @ (y - X @ w))
        ),
        "the radius times the product": multiplied,
        "the larger of the two": larger_of_the_two,
        "the reach alone": lambda *a: inside(ball(*a), products=lambda long, e, u: 0),
        "twice the level": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), level=2 * len(y) * lam * mix
        ),
        "half the level": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix), level=len(y) * lam * mix / 2
        ),
        "half of the strength": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, strength=lam * mix / 2, price=lam * mix / 2)
        ),
        "1 − r outside of the root": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=(1 - mix) * np.sqrt(len(y) * lam))
        ),
        "λ outside of the root": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=lam * (1 - mix) * np.sqrt(len(y)))
        ),
        "no root and no n below": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=lam * (1 - mix))
        ),
        "twice the L2 part": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=np.sqrt(2 * len(y) * lam * (1 - mix)))
        ),
        "p for n below": lambda X, y, w, lam, mix: inside(
            ball(X, y, w, lam, mix, below=np.sqrt(X.shape[1] * lam * (1 - mix)))
        ),
        "standardized": lambda X, y, w, lam, mix: inside(
            ball(X / np.std(X, axis=0), y, w, lam, mix)
        ),
        "weights ignored": lambda X, y, w, lam, mix: inside(ball(X, y, np.zeros(len(w)), lam, mix)),
        "condition of the lasso": lambda X, y, w, lam, mix: (
            abs(X.T @ (y - X @ w)) / len(y) < lam * mix
        ),
        "length of a standardized column": [("np.linalg.norm(long, axis=0)", "np.sqrt(n)")],
        "identity below": [("np.sqrt(n * lam * (1 - mix)) * np.eye(p)", "np.eye(p)")],
    },
}
for name, slips in SLIPS.items():
    slips.update(BRIEF.get(name, {}))
# Other wrong answers, and how what is said to them begins.
OTHERS = {
    "violators": [
        (
            lambda X, y, w, lam, out: np.flatnonzero(out & (abs(covariance(X, y, w)) > lam)),
            "These are the places. Return True or False for each entry.",
        ),
        (
            lambda X, y, w, lam, out: (out & (abs(covariance(X, y, w)) > lam)).sum(),
            "Return True or False, not numbers.",
        ),
    ],
    "elastic_screening": [
        (
            lambda *a: np.flatnonzero(inside(ball(*a))),
            "These are the places. Return True or False for each entry.",
        ),
        (lambda *a: inside(ball(*a)).sum(), "Return True or False, not numbers."),
    ],
}
# Right answers of another form.
RIGHT = {
    "violators": [
        lambda X, y, w, lam, out: out & (abs((X - X.mean(0)).T @ (y - X @ w) / len(y)) > lam),
        lambda X, y, w, lam, out: list(out & (abs((X - X.mean(0)).T @ (y - X @ w) / len(y)) > lam)),
        lambda X, y, w, lam, out: (w == 0) & out & (abs(covariance(X, y, w)) > lam),
    ],
    "elastic_screening": [
        lambda *a: inside(ball(*a)),
        lambda *a: inside(ball(*a)).tolist(),
    ],
}
