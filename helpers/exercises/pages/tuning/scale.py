"""The exercises of the chapter on scale.

Two parts of the data with (n₁, m₁, M₁) and (n₂, m₂, M₂), numbers of rows, means and centred
products, are together (n, m₁ + n₂δ/n, M₁ + M₂ + n₁n₂/n·δδᵀ) with n = n₁ + n₂ and δ = m₂ − m₁.
A column of the lasso with weight w_j = 0 is right if |X_jᵀe|/n ≤ λ at the residuals e. An elastic
net of strength λ and L1 share r is the lasso of strength λr on X with the rows √(nλ(1−r))·I below.

References
----------
Chan, Golub, LeVeque (1983), The American Statistician 37, 242-247 (merging).
Tibshirani, Bien, Friedman, Hastie, Simon, Taylor, Tibshirani (2012), Journal of the Royal
Statistical Society B 74, 245-266 (strong rules and their check).
Fercoq, Gramfort, Salmon (2015), ICML (gap safe screening).
Vitter (1985), ACM Transactions on Mathematical Software 11, 37-57 (reservoirs).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Exercise, Mistake

# 1. The mean of many machines


def _machines(seed, k, p):
    rng = np.random.default_rng(seed)
    return rng.integers(5, 500, k), rng.normal(size=(k, p)) + np.arange(p)


MERGED_MEAN = Exercise(
    name="scale.merged_mean",
    call="merged_mean(counts, means)",
    reference=lambda counts, means: counts @ means / counts.sum(),
    cases=(
        lambda: (np.array([1, 3]), np.array([[0.0, 4.0], [4.0, 8.0]])),
        partial(_machines, 1, 5, 3),
        partial(_machines, 2, 12, 1),
    ),
    mistakes=(
        Mistake(
            "mean of means",
            "Every machine counts alike here, whether it has five rows or five hundred. Every "
            "row should count alike.",
            lambda counts, means: means.mean(axis=0),
        ),
        Mistake(
            "not divided",
            "These are the sums over all rows. One division is missing.",
            lambda counts, means: counts @ means,
        ),
        Mistake(
            "divided by machines",
            "The sums are right, and were divided by the number of machines. Divide by the "
            "number of rows.",
            lambda counts, means: counts @ means / len(counts),
        ),
        Mistake(
            "over the features",
            "The mean was taken across the features of each machine. The machines are the rows "
            "of the array, and have to go.",
            lambda counts, means: means.mean(axis=1),
        ),
    ),
)

# 2. Rows that have to be forgotten


def _forget(n, m, M, n2, m2, M2):
    n1 = n - n2
    m1 = (n * m - n2 * m2) / n1
    delta = m2 - m1
    return n1, m1, M - M2 - n1 * n2 / n * np.outer(delta, delta)


def _whole_and_part(seed, n, n2, p):
    """Return the statistics of n rows and those of the first n2 of them."""
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(n, p)) @ rng.normal(size=(p, p)) + 3 * rng.normal(size=p)
    A[:n2] += 2
    parts = []
    for rows in (A, A[:n2]):
        mean = rows.mean(axis=0)
        parts += [len(rows), mean, (rows - mean).T @ (rows - mean)]
    return tuple(parts)


def _middle_of_all(n, m, M, n2, m2, M2):
    n1, m1, _ = _forget(n, m, M, n2, m2, M2)
    return n1, m1, M - M2 - n1 * n2 / n * np.outer(m2 - m, m2 - m)


def _distance_added(n, m, M, n2, m2, M2):
    n1, m1, M1 = _forget(n, m, M, n2, m2, M2)
    return n1, m1, 2 * (M - M2) - M1


def _entry_by_entry(n, m, M, n2, m2, M2):
    n1, m1, _ = _forget(n, m, M, n2, m2, M2)
    return n1, m1, M - M2 - n1 * n2 / n * (m2 - m1) ** 2


FORGET = Exercise(
    name="scale.forget",
    call="forget(n, m, M, n2, m2, M2)",
    reference=_forget,
    returns=("n1", "m1", "M1"),
    cases=(
        partial(_whole_and_part, 3, 20, 6, 2),
        partial(_whole_and_part, 4, 50, 30, 4),
        partial(_whole_and_part, 5, 9, 1, 3),
    ),
    mistakes=(
        Mistake(
            "products subtracted alone",
            "The products were subtracted as if both were taken around one mean. The two parts "
            "have means of their own, and their distance stands in the whole.",
            lambda n, m, M, n2, m2, M2: (n - n2, (n * m - n2 * m2) / (n - n2), M - M2),
        ),
        Mistake(
            "means subtracted",
            "Means cannot be subtracted as they are; sums can. Turn both means into sums, "
            "subtract, and divide by the rows that stay.",
            lambda n, m, M, n2, m2, M2: (n - n2, m - m2, _forget(n, m, M, n2, m2, M2)[2]),
        ),
        Mistake(
            "distance to the mean of all",
            "The distance between the forgotten part and the whole was used. The formula needs "
            "the distance between the two parts, so find the mean of the rest first.",
            _middle_of_all,
        ),
        Mistake(
            "the distance added",
            "The distance between the means was added. It is a part of the whole that neither of "
            "the parts has, so it has to be taken away as well.",
            _distance_added,
        ),
        Mistake(
            "entry by entry",
            "The difference of the means was squared entry by entry. The products of its entries, "
            "each with each, make a matrix.",
            _entry_by_entry,
        ),
        Mistake(
            "added",
            "Here the part was merged in once more, instead of being taken out.",
            lambda n, m, M, n2, m2, M2: (
                n + n2,
                (n * m + n2 * m2) / (n + n2),
                M + M2 + n * n2 / (n + n2) * np.outer(m2 - m, m2 - m),
            ),
        ),
    ),
)

# 3. Decay that waits


def _sparse_weights(seed, p, t):
    rng = np.random.default_rng(seed)
    return rng.normal(size=p), rng.integers(0, t + 1, p), t, 0.1, 0.4


LAZY_DECAY = Exercise(
    name="scale.lazy_decay",
    call="lazy_decay(w, last, t, step, lam)",
    reference=lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last),
    cases=(
        lambda: (np.array([1.0, -2.0, 0.5]), np.array([0, 2, 3]), 3, 0.5, 0.2),
        partial(_sparse_weights, 6, 8, 30),
        partial(_sparse_weights, 7, 20, 100),
    ),
    mistakes=(
        Mistake(
            "once",
            "Every weight decayed once. A weight that was last seen ten steps ago has ten decays "
            "to make up for.",
            lambda w, last, t, step, lam: w * (1 - step * lam),
        ),
        Mistake(
            "one too many",
            "Each weight decayed once too often. `last` is the last step that a weight has been "
            "decayed for; those after it are missing, up to and including t.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** (t - last + 1),
        ),
        Mistake(
            "added up",
            "The decays were added up, as if each took its share of the first value. Each takes "
            "its share of what the one before has left.",
            lambda w, last, t, step, lam: w * (1 - step * lam * (t - last)),
        ),
        Mistake(
            "exponential",
            "The exponential is what many tiny steps come to. These steps have a size, and the "
            "decay of each is a factor.",
            lambda w, last, t, step, lam: w * np.exp(-step * lam * (t - last)),
        ),
        Mistake(
            "since the start",
            "All weights made up for all steps since the start. Those seen in the meantime have "
            "made up for a part of them already.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** t,
        ),
        Mistake(
            "until last seen",
            "This counts the steps up to when a weight was last seen. Missing are those since "
            "then.",
            lambda w, last, t, step, lam: w * (1 - step * lam) ** last,
        ),
    ),
)

# 4. A fair sample of a stream


def _reservoir(stream, k, u):
    sample = np.array(stream[:k])
    for i in range(k, len(stream)):
        place = int(u[i] * (i + 1))
        if place < k:
            sample[place] = stream[i]
    return sample


def _stream(seed, n, k):
    rng = np.random.default_rng(seed)
    return rng.normal(size=n).round(3), k, rng.random(n)


def _places(stream, k, u, among):
    """Return a sample whose places are drawn among `among(i)` numbers."""
    sample = np.array(stream[:k])
    for i in range(k, len(stream)):
        place = int(u[i] * among(i))
        if place < k:
            sample[place] = stream[i]
    return sample


def _all_draw(stream, k, u):
    sample = np.zeros(k)
    for i, element in enumerate(stream):
        place = int(u[i] * (i + 1))
        if place < k:
            sample[place] = element
    return sample


RESERVOIR = Exercise(
    name="scale.reservoir",
    call="reservoir(stream, k, u)",
    reference=_reservoir,
    cases=(
        partial(_stream, 8, 12, 4),
        partial(_stream, 9, 60, 5),
        partial(_stream, 10, 300, 20),
    ),
    mistakes=(
        Mistake(
            "the first",
            "These are the first k. What comes later has to have a chance too.",
            lambda stream, k, u: np.array(stream[:k]),
        ),
        Mistake(
            "always in",
            "Every new element comes in. The later ones then crowd the sample; element i should "
            "come in with probability k/(i + 1).",
            lambda stream, k, u: _places(stream, k, u, lambda i: k),
        ),
        Mistake(
            "one too few",
            "The place was drawn among the elements seen before this one. With this one itself "
            "there are i + 1.",
            lambda stream, k, u: _places(stream, k, u, lambda i: i),
        ),
        Mistake(
            "the first draw too",
            "The first k elements drew a place too, and some were gone before the stream began. "
            "They fill the sample in the order in which they come.",
            _all_draw,
        ),
        Mistake(
            "numbers from the start",
            "The first element after the sample took the first number of `u`. Element i draws with "
            "`u[i]`; those of the first k are left over.",
            lambda stream, k, u: _reservoir(stream, k, np.append(np.zeros(k), u[:-k])),
        ),
        Mistake(
            "length known",
            "The place was drawn among all elements of the stream. Its length is not known while "
            "it runs, and the early ones would stay too often.",
            lambda stream, k, u: _places(stream, k, u, lambda i: len(stream)),
        ),
    ),
)

# 5. What a bold rule owes


def _violators(X, y, w, lam, out):
    e = (y - y.mean()) - (X - X.mean(axis=0)) @ w
    return out & (np.abs(X.T @ e) > len(y) * lam)


def _bold(seed, n, p, lam):
    """Return data, weights on half of the columns, and the columns that were discarded."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) + rng.normal(size=(n, 1)) + 2
    y = 4 + X[:, : p // 2] @ rng.normal(size=p // 2) + rng.normal(size=n)
    out = rng.random(p) < 0.6
    centred, w = X - X.mean(axis=0), np.zeros(p)
    w[~out] = np.linalg.lstsq(centred[:, ~out], y - y.mean(), rcond=None)[0] * 0.8
    return X, y, w, lam, out


VIOLATORS = Exercise(
    name="scale.violators",
    call="violators(X, y, w, lam, out)",
    reference=_violators,
    cases=(
        partial(_bold, 12, 50, 20, 0.4),
        partial(_bold, 13, 80, 30, 0.9),
        partial(_bold, 15, 60, 24, 0.5),
    ),
    mistakes=(
        Mistake(
            "not divided by n",
            "The products were compared with λ itself. The covariance has a factor 1/n.",
            lambda X, y, w, lam, out: out & (np.abs(X.T @ (y - X @ w - (y - X @ w).mean())) > lam),
        ),
        Mistake(
            "no intercept",
            "The residuals lack the intercept: neither the target nor the columns are centred, "
            "and the model has a free one.",
            lambda X, y, w, lam, out: out & (np.abs(X.T @ (y - X @ w)) > len(y) * lam),
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
            lambda X, y, w, lam, out: out & (np.abs(X.T @ (y - y.mean())) > len(y) * lam),
        ),
    ),
)

# 6. Two exponents at once


def _coefficients(n, p, response):
    design = np.column_stack([np.ones(len(n)), np.log(n), np.log(p)])
    return tuple(map(float, np.linalg.lstsq(design, response, rcond=None)[0]))


def _exponents(n, p, seconds):
    return _coefficients(n, p, np.log(seconds))[1:]


def _timings(seed, k, a, b):
    rng = np.random.default_rng(seed)
    n, p = 10 ** rng.uniform(3, 6, k), 10 ** rng.uniform(1, 3, k)
    p *= (n / 3e4) ** -0.3  # larger data were timed with fewer columns
    return n, p, 3e-9 * n**a * p**b * rng.lognormal(0, 0.1, k)


def _one_by_one(n, p, seconds):
    return tuple(float(np.polyfit(np.log(x), np.log(seconds), 1)[0]) for x in (n, p))


def _without_constant(n, p, seconds):
    design = np.column_stack([np.log(n), np.log(p)])
    return tuple(map(float, np.linalg.lstsq(design, np.log(seconds), rcond=None)[0]))


EXPONENTS = Exercise(
    name="scale.exponents",
    call="exponents(n, p, seconds)",
    reference=_exponents,
    returns=("a", "b"),
    cases=(
        partial(_timings, 14, 12, 1.0, 2.0),
        partial(_timings, 15, 30, 1.0, 1.0),
        partial(_timings, 16, 20, 0.0, 3.0),
    ),
    mistakes=(
        Mistake(
            "one by one",
            "Two lines were fitted, one for each size. Where large n was timed with small p, each "
            "line takes the blame for the other: fit both at once.",
            _one_by_one,
        ),
        Mistake(
            "no constant",
            "The fit lacks a constant, and so claims that a problem with one row and one column "
            "takes one second.",
            _without_constant,
        ),
        Mistake(
            "not on logarithms",
            "A plane was fitted to the times themselves. A power becomes a straight line when "
            "logarithms are taken on all sides.",
            lambda n, p, seconds: tuple(
                map(
                    float,
                    np.linalg.lstsq(np.column_stack([np.ones(len(n)), n, p]), seconds, rcond=None)[
                        0
                    ][1:],
                )
            ),
        ),
        Mistake(
            "the constant returned",
            "The first number is the constant of the fit, the logarithm of c, and the second is "
            "the exponent of the rows.",
            lambda n, p, seconds: _coefficients(n, p, np.log(seconds))[:2],
        ),
        Mistake(
            "logarithms on one side only",
            "The times themselves were fitted, on the logarithms of n and p. A product of powers "
            "becomes a sum only if its logarithm is taken.",
            lambda n, p, seconds: _coefficients(n, p, seconds)[1:],
        ),
        Mistake(
            "exchanged",
            "The two exponents are exchanged: first that of the rows, then that of the columns.",
            lambda n, p, seconds: _exponents(n, p, seconds)[::-1],
        ),
    ),
)

# 7. Safe rules for the elastic net


def _discard(
    X, y, w, lam, mix, *, norm_with=True, product_with=True, gap_with=1, level=None, shrunk=True
):
    """Screen with the L2 part in all places, or without it in some."""
    n, l1, l2 = len(y), lam * mix, lam * (1 - mix)
    e = y - X @ w
    c = X.T @ e - n * l2 * w * product_with
    shrink = min(1, n * l1 / np.abs(c).max()) if shrunk else 1
    square = e @ e + n * l2 * (w @ w) * gap_with
    # ũ = shrink·(e, −√(nλ(1−r)) w), and ỹ = (y, 0).
    gap = (square - 2 * shrink * (e @ y) + shrink**2 * square) / (2 * n) + l1 * np.abs(w).sum()
    length = np.sqrt((X**2).sum(axis=0) + n * l2 * norm_with)
    bound = shrink * np.abs(c) + length * np.sqrt(2 * n * max(gap, 0))
    return bound < n * (l1 if level is None else level)


def _long(X, y, lam, mix):
    """Return the elastic net's rows with those of its L2 part below."""
    n, p = X.shape
    return np.vstack([X, np.sqrt(n * lam * (1 - mix)) * np.eye(p)]), np.append(y, np.zeros(p))


def _lasso_ball(X, y, w, n, lam, extra=0.0):
    """Screen a lasso whose loss has the factor 1/(2n), with something added to its gap."""
    e = y - X @ w
    u = e * min(1, n * lam / np.abs(X.T @ e).max())
    gap = e @ e / (2 * n) + lam * np.abs(w).sum() - (u @ y - u @ u / 2) / n + extra
    reach = np.linalg.norm(X, axis=0) * np.sqrt(2 * n * max(gap, 0))
    return np.abs(X.T @ u) + reach < n * lam


def _rows_counted(X, y, w, lam, mix):
    rows, target = _long(X, y, lam, mix)
    return _lasso_ball(rows, target, w, len(rows), lam * mix)


def _twice(X, y, w, lam, mix):
    rows, target = _long(X, y, lam, mix)
    return _lasso_ball(rows, target, w, len(y), lam * mix, lam * (1 - mix) / 2 * w @ w)


def _halfway(seed, n, p, share, mix, sweeps):
    """Return centred data and the weights that a solver has after some sweeps."""
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
    return X, y, w, lam, mix


ELASTIC_SCREENING = Exercise(
    name="scale.elastic_screening",
    call="elastic_screening(X, y, w, lam, mix)",
    reference=_discard,
    cases=(
        partial(_halfway, 17, 57, 50, 0.4, 0.5, 1),
        partial(_halfway, 18, 58, 50, 0.3, 0.8, 3),
        partial(_halfway, 22, 62, 50, 0.4, 0.5, 1),
        partial(_halfway, 28, 68, 50, 0.4, 0.5, 1),
    ),
    mistakes=(
        Mistake(
            "no L2 part",
            "This screens the lasso of strength λr and forgets the L2 part, so its gap belongs to "
            "another problem, and what it discards is not safe.",
            partial(_discard, norm_with=False, product_with=False, gap_with=0),
        ),
        Mistake(
            "short columns",
            "The columns were measured without the rows that the L2 part adds below them. Each is "
            "longer than it looks.",
            partial(_discard, norm_with=False),
        ),
        Mistake(
            "not shrunk",
            "The residuals were used as they are. Where a covariance is above the strength they "
            "are no dual point, and the gap proves nothing.",
            partial(_discard, shrunk=False),
        ),
        Mistake(
            "rows that were added counted",
            "The rows that were added count in n here. The factor 1/(2n) of the objective stays "
            "that of the rows of `X`.",
            _rows_counted,
        ),
        Mistake(
            "the L2 part twice",
            "The L2 part is in the objective twice: the squares of the long residuals contain it "
            "already.",
            _twice,
        ),
        Mistake(
            "all of the strength",
            "The bounds were compared with nλ. Only the share r of the strength stands before the "
            "absolute values.",
            lambda X, y, w, lam, mix: _discard(X, y, w, lam, mix, level=lam),
        ),
        Mistake(
            "kept",
            "These are the columns that have to stay. True is asked for those that are out.",
            lambda X, y, w, lam, mix: ~_discard(X, y, w, lam, mix),
        ),
        Mistake(
            "weights not zero now",
            "This reads off which weights are zero now. The solver is on its way, and a weight "
            "that is zero today may not be tomorrow.",
            lambda X, y, w, lam, mix: w == 0,
        ),
    ),
)

EXERCISES = (
    MERGED_MEAN,
    FORGET,
    LAZY_DECAY,
    RESERVOIR,
    VIOLATORS,
    EXPONENTS,
    ELASTIC_SCREENING,
)
