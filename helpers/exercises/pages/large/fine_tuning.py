"""The exercises of the chapter on fine-tuning.

A kernel W starts at W₀, where an earlier training ended. A penalty holds it there, (λ/2)‖W − W₀‖²,
or its change is kept at a low rank, W = W₀ + A B, or it is averaged with W₀ in the end.

References
----------
Li, Grandvalet & Davoine (2018), ICML, arXiv:1802.01483 (the penalty).
Hu et al. (2022), ICLR, arXiv:2106.09685 (the adapter).
Wortsman et al. (2022), CVPR, arXiv:2109.01903 (the average).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. What an adapter counts


def _counted(shapes, rank, count=None, whole=True):
    inputs, units = np.asarray(shapes).T
    found = rank * (inputs + units) if count is None else count(inputs, units, rank)
    return int(np.sum(np.minimum(found, inputs * units) if whole else found))


def _switched(shapes, rank, whole):
    return _counted(
        shapes, rank, lambda i, u, r: np.where(whole(i, u, r), i * u, r * (i + u)), whole=False
    )


def _with_adapter(inputs, units, rank):
    adapter, kernel = rank * (inputs + units), inputs * units
    return adapter + np.where(kernel <= adapter, kernel, 0)


ADAPTER_COUNT = Exercise(
    name="fine_tuning.adapter_count",
    call="adapter_count(shapes, rank)",
    reference=_counted,
    cases=(
        lambda: (np.array([[64, 256], [256, 256], [256, 10]]), 4),
        Case("a kernel that is cheaper whole", lambda: (np.array([[30, 20], [20, 3]]), 5)),
        Case("as many numbers either way", lambda: (np.array([[6, 3], [50, 40]]), 2)),
        lambda: (np.array([[100, 70]]), 1),
        Case(
            "a rank between what makes an adapter large and the smaller side",
            lambda: (np.array([[20, 20], [100, 20], [5, 40]]), 13),
        ),
    ),
    mistakes=(
        Mistake(
            "always an adapter",
            "Some kernels have fewer numbers than their adapter would have. Those are trained "
            "whole.",
            partial(_counted, whole=False),
        ),
        Mistake(
            "small kernels left out",
            "The kernels that are smaller than their adapter were left out. They are trained "
            "whole, and count with all their numbers.",
            partial(_counted, count=lambda i, u, r: np.where(r * (i + u) < i * u, r * (i + u), 0)),
        ),
        Mistake(
            "the product",
            "The adapter was counted as large as the kernel, times the rank. Its two matrices have "
            "the shapes (inputs, rank) and (rank, units).",
            partial(_counted, count=lambda i, u, r: r * i * u, whole=False),
        ),
        Mistake(
            "one matrix",
            "One of the two matrices was not counted. Both A and B are trained.",
            partial(_counted, count=lambda i, u, r: r * i),
        ),
        Mistake(
            "the other matrix",
            "The first of the two matrices was not counted. Both A and B are trained.",
            partial(_counted, count=lambda i, u, r: r * u),
        ),
        Mistake(
            "with the kernel",
            "The frozen kernels were counted too. Only what is trained counts.",
            partial(_counted, count=lambda i, u, r: i * u + r * (i + u), whole=False),
        ),
        Mistake(
            "with singular values",
            "A matrix between A and B was counted, of rank by rank. There is none: only A and B.",
            partial(_counted, count=lambda i, u, r: r * (i + r + u)),
        ),
        Mistake(
            "the rank against the smaller side",
            "The rank was compared with the smaller side of a kernel. An adapter can be "
            "larger than the kernel at a lower rank already: compare how many numbers each "
            "has.",
            partial(_switched, whole=lambda i, u, r: r >= np.minimum(i, u)),
        ),
        Mistake(
            "the rank against half of the smaller side",
            "Half of the smaller side is the limit for a square kernel only. Compare how many "
            "numbers the adapter and the kernel have.",
            partial(_switched, whole=lambda i, u, r: r >= np.minimum(i, u) / 2),
        ),
        Mistake(
            "the larger of the two",
            "Of adapter and kernel the larger was counted. An adapter is there to save numbers.",
            partial(_switched, whole=lambda i, u, r: r * (i + u) < i * u),
        ),
        Mistake(
            "all whole",
            "Every kernel was counted whole. Where A and B together have fewer numbers, only "
            "they are trained.",
            partial(_switched, whole=lambda i, u, r: np.full(len(i), True)),
        ),
        Mistake(
            "one decision for all",
            "It was decided once for all kernels together. Each kernel by itself is trained "
            "whole or gets an adapter.",
            lambda shapes, rank: int(min(np.prod(shapes, axis=1).sum(), rank * np.sum(shapes))),
        ),
        Mistake(
            "the rank cut off",
            "The rank was cut to the smaller side of a kernel. An adapter of that rank is "
            "still larger than the kernel, which is then trained whole.",
            partial(
                _counted,
                count=lambda i, u, r: np.minimum(r, np.minimum(i, u)) * (i + u),
                whole=False,
            ),
        ),
        Mistake(
            "whole with an adapter",
            "A kernel that is trained whole was counted together with an adapter. It gets none.",
            partial(_counted, count=_with_adapter, whole=False),
        ),
        Mistake(
            "biases",
            "A bias for each unit was counted as well. Only kernels are asked about.",
            partial(
                _counted, count=lambda i, u, r: np.minimum(r * (i + u), i * u) + u, whole=False
            ),
        ),
        Mistake(
            "the rank doubled",
            "The rank was counted twice. A has inputs times rank numbers and B rank times "
            "units; each has the rank on one side only.",
            partial(_counted, count=lambda i, u, r: 2 * r * (i + u)),
        ),
        Mistake(
            "the rank at A alone",
            "The second matrix was counted as one row. B has as many rows as the rank.",
            partial(_counted, count=lambda i, u, r: r * i + u),
        ),
        Mistake(
            "the rank at B alone",
            "The first matrix was counted as one column. A has as many columns as the rank.",
            partial(_counted, count=lambda i, u, r: i + r * u),
        ),
        Mistake(
            "kernel and adapter",
            "Where a kernel gets an adapter, the kernel was counted too. It is frozen; only "
            "what is trained counts.",
            partial(
                _counted,
                count=lambda i, u, r: np.where(r * (i + u) < i * u, i * u + r * (i + u), i * u),
                whole=False,
            ),
        ),
        Mistake(
            "without the rank",
            "The sides were added and the rank never used. Each of A and B has a side as long "
            "as the rank.",
            partial(_counted, count=lambda i, u, r: i + u),
        ),
        Mistake(
            "a share",
            "This is the share of all numbers that is trained. How many they are is asked for.",
            lambda shapes, rank: _counted(shapes, rank) / np.prod(shapes, axis=1).sum(),
        ),
        Mistake(
            "saved",
            "This is how many numbers are saved. Those that are trained are asked for.",
            lambda shapes, rank: int(np.prod(shapes, axis=1).sum()) - _counted(shapes, rank),
        ),
        Mistake(
            "the rank against the units",
            "The rank was compared with the units. Compare how many numbers the adapter and "
            "the kernel have.",
            partial(_switched, whole=lambda i, u, r: r >= u),
        ),
        Mistake(
            "the rank against the inputs",
            "The rank was compared with the inputs. Compare how many numbers the adapter and "
            "the kernel have.",
            partial(_switched, whole=lambda i, u, r: r >= i),
        ),
        Mistake(
            "freedom of a low rank",
            "The square of the rank was taken off. Matrices of this rank have so many numbers "
            "that are free; but A and B are trained whole.",
            partial(_counted, count=lambda i, u, r: r * (i + u - r)),
        ),
        Mistake(
            "frozen numbers",
            "These are the numbers of the kernels that are frozen. Count what is trained.",
            lambda shapes, rank: int(sum(i * u for i, u in shapes if rank * (i + u) < i * u)),
        ),
        Mistake(
            "the first kernel alone",
            "Only the first kernel was counted. A loop may have returned in its first round.",
            lambda shapes, rank: _counted(shapes[:1], rank),
        ),
        Mistake(
            "the last kernel alone",
            "Only the last kernel was counted. Does each round of a loop forget the one before it?",
            lambda shapes, rank: _counted(shapes[-1:], rank),
        ),
        Mistake(
            "how many get an adapter",
            "This is how many kernels get an adapter. Count the numbers that are trained.",
            lambda shapes, rank: int(sum(rank * (i + u) < i * u for i, u in shapes)),
        ),
    ),
)


# 2. The closed form


def _table(seed, n, p, lam):
    rng = np.random.default_rng(seed)
    X, truth = rng.normal(size=(n, p)) * np.linspace(0.5, 2, p), rng.normal(size=p)
    return X, X @ truth + 0.3 * rng.normal(size=n), truth + 0.4 * rng.normal(size=p), lam


def _ridge(X, y, lam, pull=0.0):
    n, p = X.shape
    return np.linalg.solve(X.T @ X + n * lam * np.eye(p), X.T @ y + pull)


def _ridge_to_start(X, y, start, lam):
    return start + _ridge(X, y - X @ start, lam)


RIDGE_TO_START = Exercise(
    name="fine_tuning.ridge_to_start",
    call="ridge_to_start(X, y, start, lam)",
    reference=_ridge_to_start,
    cases=(
        partial(_table, 0, 12, 3, 0.2),
        Case("fewer rows than columns", partial(_table, 1, 4, 7, 0.05)),
        Case("one row", partial(_table, 2, 1, 3, 1.5)),
        Case("a start at zero", lambda: (*_table(3, 9, 4, 0.7)[:2], np.zeros(4), 0.7)),
    ),
    mistakes=(
        Mistake(
            "towards zero",
            "This is ridge, which pulls towards zero: start does not enter. What is small here is "
            "the distance from start.",
            lambda X, y, start, lam: _ridge(X, y, lam),
        ),
        Mistake(
            "the change alone",
            "This is the change from start. The weights are start plus that.",
            lambda X, y, start, lam: _ridge(X, y - X @ start, lam),
        ),
        Mistake(
            "start added to ridge",
            "Ridge was fitted to all of y and start was added. But start explains a part of y "
            "already: what is left for the change?",
            lambda X, y, start, lam: start + _ridge(X, y, lam),
        ),
        Mistake(
            "an average of the two ends",
            "This is an average of start and least squares. The two are the same where columns are "
            "orthogonal; elsewhere each direction keeps a share of its own.",
            lambda X, y, start, lam: start + (np.linalg.lstsq(X, y)[0] - start) / (1 + lam),
        ),
        Mistake(
            "a pull without n",
            "Nearly: set the gradient to zero and multiply by n. On which side do n and λ stand "
            "with start?",
            lambda X, y, start, lam: _ridge(X, y, lam, lam * start),
        ),
        Mistake(
            "λ without n",
            "The loss is a mean over rows and the penalty is not. Multiplied by n, the equation "
            "has nλ where this has λ.",
            lambda X, y, start, lam: start + _ridge(X, y - X @ start, lam / len(y)),
        ),
        Mistake(
            "a mixture",
            "This is ridge towards zero, mixed with start. Directions that the rows know well "
            "should move more than others, and a mixture moves them alike.",
            lambda X, y, start, lam: (_ridge(X, y, lam) + lam * start) / (1 + lam),
        ),
        Mistake(
            "the strength everywhere",
            "To every entry of the matrix nλ was added. It belongs to the diagonal: the "
            "penalty has no products of two weights.",
            lambda X, y, start, lam: (
                start + np.linalg.solve(X.T @ X + len(y) * lam, X.T @ (y - X @ start))
            ),
        ),
        Mistake(
            "least squares",
            "This is least squares, without the penalty: neither start nor λ enters.",
            lambda X, y, start, lam: np.linalg.lstsq(X, y)[0],
        ),
        Mistake(
            "n on the wrong side",
            "Here λ was divided by n. The loss has 1/n and the penalty has not: multiplied by "
            "n, the equation has nλ.",
            lambda X, y, start, lam: start + _ridge(X, y - X @ start, lam / len(y) ** 2),
        ),
        Mistake(
            "start taken off at the end",
            "Start was taken from the ridge weights. Fit what it leaves unexplained, and add it.",
            lambda X, y, start, lam: _ridge(X, y, lam) - start,
        ),
        Mistake(
            "start without its factor",
            "Nearly: set the gradient to zero and bring start to the other side. It comes there "
            "with the factor that the identity has, not as it is.",
            lambda X, y, start, lam: _ridge(X, y, lam, start),
        ),
        Mistake(
            "one side divided by n",
            "The matrix was divided by n and the right-hand side was not, so that the change from "
            "start is n times too long.",
            lambda X, y, start, lam: start + len(y) * _ridge(X, y - X @ start, lam),
        ),
    ),
)


# 3. A step that decays towards the start


def _weights(seed, shape, rate, lam):
    rng = np.random.default_rng(seed)
    return (*(rng.normal(size=shape) for _ in range(3)), rate, lam)


def _step_to_start(w, start, gradient, rate, lam):
    return w - rate * (gradient + lam * (w - start))


STEP_TO_START = Exercise(
    name="fine_tuning.step_to_start",
    call="step_to_start(w, start, gradient, rate, lam)",
    reference=_step_to_start,
    cases=(
        partial(_weights, 0, (4,), 0.1, 0.5),
        partial(_weights, 1, (3, 2), 0.6, 0.75),
        Case("no gradient", lambda: (*_weights(2, (5,), 0.3, 2.0)[:2], np.zeros(5), 0.3, 2.0)),
        Case("no penalty", partial(_weights, 3, (4,), 0.2, 0.0)),
    ),
    mistakes=(
        Mistake(
            "towards zero",
            "This decays towards zero. The penalty is on the distance from start, and so is the "
            "decay.",
            lambda w, start, gradient, rate, lam: (1 - rate * lam) * w - rate * gradient,
        ),
        Mistake(
            "away from the start",
            "The weights are driven away from start. A step goes against the gradient of the "
            "penalty.",
            lambda w, start, gradient, rate, lam: _step_to_start(w, start, gradient, rate, -lam),
        ),
        Mistake(
            "a decay without the rate",
            "The step size stands in front of the whole gradient, that of the penalty too.",
            lambda w, start, gradient, rate, lam: w - rate * gradient - lam * (w - start),
        ),
        Mistake(
            "the distance alone",
            "This is the new distance from start. The weights are start plus that.",
            lambda w, start, gradient, rate, lam: (
                _step_to_start(w, start, gradient, rate, lam) - start
            ),
        ),
        Mistake(
            "the penalty after the step",
            "The penalty's gradient was taken where the step of the loss has led. Both are taken "
            "at the same w.",
            lambda w, start, gradient, rate, lam: (
                start + (1 - rate * lam) * (w - rate * gradient - start)
            ),
        ),
        Mistake(
            "from the start",
            "The step was taken from start. It is taken from w; start only says where the penalty "
            "pulls.",
            lambda w, start, gradient, rate, lam: start - rate * (gradient + lam * (w - start)),
        ),
        Mistake(
            "the penalty itself",
            "The penalty itself was subtracted, one number for all weights. A step goes along "
            "its gradient: for each weight, λ times the distance from start.",
            lambda w, start, gradient, rate, lam: (
                w - rate * (gradient + lam / 2 * np.sum((w - start) ** 2))
            ),
        ),
        Mistake(
            "the penalty without its half",
            "The sum of squares was subtracted, one number for all weights. A step goes along "
            "the gradient of the penalty, which has an entry for each weight.",
            lambda w, start, gradient, rate, lam: (
                w - rate * (gradient + lam * np.sum((w - start) ** 2))
            ),
        ),
        Mistake(
            "squares left",
            "Each distance was left squared, as in the penalty. A step goes along the "
            "gradient, in which a square has become twice its root.",
            lambda w, start, gradient, rate, lam: w - rate * (gradient + lam * (w - start) ** 2),
        ),
        Mistake(
            "halves of squares left",
            "Each weight got its own part of the penalty, λ/2 times a square. A step goes "
            "along the derivative of that.",
            lambda w, start, gradient, rate, lam: (
                w - rate * (gradient + lam / 2 * (w - start) ** 2)
            ),
        ),
        Mistake(
            "signs alone",
            "Only the sign of the distance pulls here, as under L1. The derivative of a "
            "square grows with the distance.",
            lambda w, start, gradient, rate, lam: w - rate * (gradient + lam * np.sign(w - start)),
        ),
        Mistake(
            "the rate twice",
            "The penalty has the rate twice. Its gradient, as that of the loss, is multiplied "
            "by it once.",
            lambda w, start, gradient, rate, lam: w - rate * (gradient + rate * lam * (w - start)),
        ),
        Mistake(
            "divided by the number of weights",
            "The pull was divided by the number of weights. The penalty is a sum over them, "
            "not a mean.",
            lambda w, start, gradient, rate, lam: (
                w - rate * (gradient + lam * (w - start) / w.size)
            ),
        ),
        Mistake(
            "a pull of unit length",
            "The distance was divided by its length, so that it pulls alike from anywhere. "
            "The penalty is squared, and pulls more from farther away.",
            lambda w, start, gradient, rate, lam: (
                w - rate * (gradient + lam * (w - start) / np.linalg.norm(w - start))
            ),
        ),
        Mistake(
            "absolute distances",
            "The absolute values of the distances pull here, all of them down. A weight below "
            "start is pulled up.",
            lambda w, start, gradient, rate, lam: w - rate * (gradient + lam * np.abs(w - start)),
        ),
        Mistake(
            "start for the distance",
            "The penalty was given the gradient λ times start. Its gradient is λ times the "
            "distance from there, w less start.",
            lambda w, start, gradient, rate, lam: w - rate * gradient - rate * lam * start,
        ),
    ),
)


# 4. The gradients of an adapter


def _adapted(seed, n, inputs, units, rank):
    rng = np.random.default_rng(seed)
    shapes = ((n, inputs), (inputs, units), (inputs, rank), (rank, units), (n, units))
    return tuple(rng.normal(size=shape) for shape in shapes)


def _at_its_start():
    x, W, A, B, gradient = _adapted(2, 3, 4, 5, 2)
    return x, W, A, 0 * B, gradient


def _adapter_gradients(x, W, A, B, gradient):
    inner = gradient @ B.T
    return x.T @ inner, (x @ A).T @ gradient, gradient @ W.T + inner @ A.T


def _changed(part, change):
    """Return the gradients, one part of them put another way."""

    def wrong(x, W, A, B, gradient):
        found = list(_adapter_gradients(x, W, A, B, gradient))
        found[part] = change(x, W, A, B, gradient)
        return tuple(found)

    return wrong


ADAPTER_GRADIENTS = Exercise(
    name="fine_tuning.adapter_gradients",
    call="adapter_gradients(x, W, A, B, gradient)",
    returns=("A_gradient", "B_gradient", "x_gradient"),
    reference=_adapter_gradients,
    cases=(
        partial(_adapted, 0, 5, 4, 3, 2),
        Case("all sizes alike", partial(_adapted, 1, 3, 3, 3, 3)),
        Case("B still at zero", _at_its_start),
        Case("one row, rank one", partial(_adapted, 3, 1, 6, 2, 1)),
    ),
    mistakes=(
        Mistake(
            "around the adapter",
            "The gradients of A and B are right. But x has two ways to the output, through W and "
            "through the adapter: that of the adapter is missing.",
            _changed(2, lambda x, W, A, B, gradient: gradient @ W.T),
        ),
        Mistake(
            "through the adapter alone",
            "The gradients of A and B are right. But x has two ways to the output: W is frozen, "
            "and still passes a gradient on.",
            _changed(2, lambda x, W, A, B, gradient: gradient @ B.T @ A.T),
        ),
        Mistake(
            "gradient of the kernel",
            "The first is the gradient of a kernel, of shape (inputs, units). A reaches the output "
            "through B.",
            _changed(0, lambda x, W, A, B, gradient: x.T @ gradient),
        ),
        Mistake(
            "exchanged",
            "The gradients of A and B stand in each other's place.",
            lambda x, W, A, B, gradient: (lambda a, b, c: (b, a, c))(
                *_adapter_gradients(x, W, A, B, gradient)
            ),
        ),
        Mistake(
            "B sees the output",
            "The gradient of B was taken with the whole output in place of what reaches B, x A.",
            _changed(1, lambda x, W, A, B, gradient: (x @ A @ B).T @ gradient),
        ),
        Mistake(
            "B sees the rows",
            "The second is the gradient of a kernel, of shape (inputs, units). What reaches B "
            "is x A.",
            _changed(1, lambda x, W, A, B, gradient: x.T @ gradient),
        ),
        Mistake(
            "A without the way through B",
            "The gradient of A has to pass B, and that of B what A made of x. Here each of "
            "them stands in its own gradient.",
            _changed(0, lambda x, W, A, B, gradient: x.T @ x @ A),
        ),
    ),
)


# 5. The best change of a rank


def _kernels(seed, inputs, units, rank):
    rng = np.random.default_rng(seed)
    start = rng.normal(size=(inputs, units))
    return start, start + 0.5 * rng.normal(size=(inputs, units)), rank


def _cut(matrix, rank):
    U, d, Vt = np.linalg.svd(matrix, full_matrices=False)
    return (U[:, :rank] * d[:rank]) @ Vt[:rank]


def _best_change(start, tuned, rank):
    return start + _cut(tuned - start, rank)


def _smallest(start, tuned, rank):
    U, d, Vt = np.linalg.svd(tuned - start, full_matrices=False)
    return start + (U[:, -rank:] * d[-rank:]) @ Vt[-rank:]


def _without_sizes(start, tuned, rank):
    U, _, Vt = np.linalg.svd(tuned - start, full_matrices=False)
    return start + U[:, :rank] @ Vt[:rank]


def _rooted(start, tuned, rank):
    U, d, Vt = np.linalg.svd(tuned - start, full_matrices=False)
    return start + (U[:, :rank] * np.sqrt(d[:rank])) @ Vt[:rank]


def _powered(matrix, rank, power):
    U, d, Vt = np.linalg.svd(matrix, full_matrices=False)
    return (U[:, :rank] * d[:rank] ** power) @ Vt[:rank]


def _largest_entries(start, tuned, rank):
    change = tuned - start
    least = np.sort(np.abs(change), axis=None)[-rank]
    return start + np.where(np.abs(change) >= least, change, 0)


def _tuned_along(start, tuned, rank):
    U = np.linalg.svd(tuned - start, full_matrices=False)[0][:, :rank]
    return start + U @ (U.T @ tuned)


BEST_CHANGE = Exercise(
    name="fine_tuning.best_change",
    call="best_change(start, tuned, rank)",
    reference=_best_change,
    cases=(
        partial(_kernels, 0, 5, 4, 2),
        partial(_kernels, 1, 3, 6, 1),
        Case("a square kernel", partial(_kernels, 2, 4, 4, 3)),
        Case("a rank that changes nothing", partial(_kernels, 3, 2, 5, 2)),
    ),
    mistakes=(
        Mistake(
            "the kernel cut",
            "The tuned kernel was cut to this rank. It is the change from start whose rank is "
            "low, not the kernel.",
            lambda start, tuned, rank: _cut(tuned, rank),
        ),
        Mistake(
            "the change alone",
            "This is the change. What is asked is the kernel after it.",
            lambda start, tuned, rank: _cut(tuned - start, rank),
        ),
        Mistake(
            "the way back",
            "The change was taken from tuned to start, and leads away from tuned.",
            lambda start, tuned, rank: start + _cut(start - tuned, rank),
        ),
        Mistake(
            "both kernels cut",
            "Each of the two kernels was cut, and then their difference taken, whose rank can be "
            "twice as high. Take the difference first.",
            lambda start, tuned, rank: start + _cut(tuned, rank) - _cut(start, rank),
        ),
        Mistake(
            "the smallest",
            "These are the smallest singular values. The largest hold most of the change.",
            _smallest,
        ),
        Mistake(
            "without the singular values",
            "The singular values are missing: they say how large each part of the change is.",
            _without_sizes,
        ),
        Mistake(
            "roots of the singular values",
            "The roots of the singular values stand here once. Where they are divided between "
            "A and B, each gets the root.",
            _rooted,
        ),
        Mistake(
            "on top of tuned",
            "The change was added to tuned. It leads from start towards tuned.",
            lambda start, tuned, rank: tuned + _cut(tuned - start, rank),
        ),
        Mistake(
            "start cut as well",
            "Start was cut to this rank as well. It stays as it is; only the change has to "
            "have a low rank.",
            lambda start, tuned, rank: _cut(start, rank) + _cut(tuned - start, rank),
        ),
        Mistake(
            "the sum cut",
            "Start and tuned were added before the cut. The change is their difference.",
            lambda start, tuned, rank: start + _cut(tuned + start, rank),
        ),
        Mistake(
            "what is left over",
            "This is tuned without the largest part of its change. That part should be kept, "
            "and the rest given up.",
            lambda start, tuned, rank: tuned - _cut(tuned - start, rank),
        ),
        Mistake(
            "the first direction alone",
            "Only the largest singular value was kept, whatever the rank. As many may stay as "
            "the rank says.",
            lambda start, tuned, rank: _best_change(start, tuned, 1),
        ),
        Mistake(
            "one direction too many",
            "One singular value too many was kept. As many may stay as the rank says.",
            lambda start, tuned, rank: _best_change(start, tuned, rank + 1),
        ),
        Mistake(
            "squares of the singular values",
            "The singular values stand here squared. U, d and Vᵀ multiply to the change with "
            "d once.",
            lambda start, tuned, rank: start + _powered(tuned - start, rank, 2),
        ),
        Mistake(
            "the tuned kernel",
            "This is the tuned kernel itself. Its change from start may have a higher rank "
            "than is allowed.",
            lambda start, tuned, rank: tuned,
        ),
        Mistake(
            "start itself",
            "This is start as it was: nothing has been changed.",
            lambda start, tuned, rank: start,
        ),
        Mistake(
            "largest entries",
            "The largest entries of the change were kept. A rank counts directions, not entries.",
            _largest_entries,
        ),
        Mistake(
            "first rows",
            "The first rows of the change were kept. Such a change has this rank, but others "
            "come closer: take the largest singular values.",
            lambda start, tuned, rank: start + np.r_[(tuned - start)[:rank], 0 * start[rank:]],
        ),
        Mistake(
            "first columns",
            "The first columns of the change were kept. Such a change has this rank, but "
            "others come closer: take the largest singular values.",
            lambda start, tuned, rank: (
                start + np.c_[(tuned - start)[:, :rank], 0 * start[:, rank:]]
            ),
        ),
        Mistake(
            "divided by the rank",
            "The change was divided by the rank, as adapters are scaled when they are "
            "trained. What is asked is the closest kernel.",
            lambda start, tuned, rank: start + _cut(tuned - start, rank) / rank,
        ),
        Mistake(
            "tuned seen along the change",
            "All of tuned was cut to the directions of the change. Only the change itself has "
            "to be.",
            _tuned_along,
        ),
    ),
)


# 6. Where to stop between two models


def _classifiers(seed, n, p, classes, alphas):
    rng = np.random.default_rng(seed)
    truth, X = rng.normal(size=(p, classes)), rng.normal(size=(n, p))
    y = (X @ truth + 0.8 * rng.normal(size=(n, classes))).argmax(axis=1)
    start, tuned = (truth + 1.2 * rng.normal(size=(p, classes)) for _ in range(2))
    return start, tuned, X, y, np.array(alphas)


def _mixed(start, tuned, alpha):
    return (1 - alpha) * start + alpha * tuned


def _best_mix(start, tuned, X, y, alphas, *, mix=_mixed, order=None, wrong=None):
    alphas = np.sort(alphas) if order is None else order(alphas)
    wrong = wrong or (lambda logits: np.sum(logits.argmax(axis=1) != y))
    best = alphas[np.argmin([wrong(X @ mix(start, tuned, alpha)) for alpha in alphas])]
    return float(best), mix(start, tuned, best)


def _with_squares(start, tuned, X, y, alphas):
    targets = np.eye(start.shape[1])[y]
    return _best_mix(
        start, tuned, X, y, alphas, wrong=lambda logits: np.sum((logits - targets) ** 2)
    )


def _with_entropy(start, tuned, X, y, alphas):
    def loss(logits):
        z = logits - logits.max(axis=1, keepdims=True)
        return -np.sum((z - np.log(np.exp(z).sum(axis=1, keepdims=True)))[np.arange(len(y)), y])

    return _best_mix(start, tuned, X, y, alphas, wrong=loss)


def _errors_returned(start, tuned, X, y, alphas):
    weights = _best_mix(start, tuned, X, y, alphas)[1]
    return int(np.sum((X @ weights).argmax(axis=1) != y)), weights


def _share_returned(start, tuned, X, y, alphas):
    errors, weights = _errors_returned(start, tuned, X, y, alphas)
    return errors / len(y), weights


def _most_errors(start, tuned, X, y, alphas):
    return _best_mix(
        start, tuned, X, y, alphas, wrong=lambda logits: np.sum(logits.argmax(axis=1) == y)
    )


def _tuned_kept(start, tuned, X, y, alphas):
    return _best_mix(start, tuned, X, y, alphas)[0], tuned


def _place_in_another_order(start, tuned, X, y, alphas):
    alpha = alphas[np.flatnonzero(np.sort(alphas) == _best_mix(start, tuned, X, y, alphas)[0])[0]]
    return float(alpha), _mixed(start, tuned, alpha)


def _mean_of_the_best(start, tuned, X, y, alphas):
    errors = [np.sum((X @ _mixed(start, tuned, alpha)).argmax(axis=1) != y) for alpha in alphas]
    alpha = float(np.mean(alphas[np.array(errors) == min(errors)]))
    return alpha, _mixed(start, tuned, alpha)


def _smallest_score(start, tuned, X, y, alphas):
    return _best_mix(
        start, tuned, X, y, alphas, wrong=lambda logits: np.sum(logits.argmin(axis=1) != y)
    )


def _smallest_every_time(start, tuned, X, y, alphas):
    return float(min(alphas)), _mixed(start, tuned, min(alphas))


BEST_MIX = Exercise(
    name="fine_tuning.best_mix",
    call="best_mix(start, tuned, X, y, alphas)",
    returns=("alpha", "weights"),
    reference=_best_mix,
    cases=(
        partial(_classifiers, 0, 40, 3, 3, (0.0, 0.25, 0.5, 0.75, 1.0)),
        Case("alphas out of order", partial(_classifiers, 3, 60, 5, 4, (0.9, 0.1, 0.6, 0.3))),
        Case("ties", partial(_classifiers, 2, 6, 3, 2, (1.0, 0.8, 0.6, 0.4, 0.2, 0.0))),
        partial(_classifiers, 6, 80, 4, 3, (0.2, 0.4, 0.6, 0.8)),
        Case(
            "ties, alphas out of order",
            partial(_classifiers, 2, 6, 3, 2, (0.4, 0.0, 1.0, 0.2, 0.8, 0.6)),
        ),
    ),
    mistakes=(
        Mistake(
            "the last of the best",
            "Several mixtures are wrong equally often. Of these the one nearest to start is asked "
            "for, that of the smallest α, wherever it stands in the list.",
            partial(_best_mix, order=lambda alphas: np.sort(alphas)[::-1]),
        ),
        Mistake(
            "start and end exchanged",
            "At α = 0 this is the tuned model, and at α = 1 it is start. It should be the other "
            "way round.",
            partial(_best_mix, mix=lambda start, tuned, alpha: _mixed(tuned, start, alpha)),
        ),
        Mistake(
            "all of start kept",
            "The whole of start was kept, and α times the tuned weights added. In an average the "
            "two shares are 1 together.",
            partial(_best_mix, mix=lambda start, tuned, alpha: start + alpha * tuned),
        ),
        Mistake(
            "a place in another order",
            "The place was found among the sorted alphas, and looked up among them as given.",
            _place_in_another_order,
        ),
        Mistake(
            "the worst",
            "This is the mixture that is wrong most often. Was the smallest share of right answers "
            "taken?",
            _most_errors,
        ),
        Mistake(
            "squared distances",
            "The mixture was chosen by squared distances from the labels. What counts is how often "
            "the largest score belongs to the wrong class.",
            _with_squares,
        ),
        Mistake(
            "the tuned weights",
            "The α is right. The weights are those of the tuned model; asked is the mixture.",
            _tuned_kept,
        ),
        Mistake(
            "cross-entropy",
            "The mixture was chosen by the cross-entropy. What counts is how often the "
            "largest score belongs to the wrong class.",
            _with_entropy,
        ),
        Mistake(
            "errors returned",
            "The weights are right. The first number is how many are wrong; asked is the α "
            "that makes them so few.",
            _errors_returned,
        ),
        Mistake(
            "share of errors returned",
            "The weights are right. The first number is the share that is wrong; asked is the "
            "α that makes it so small.",
            _share_returned,
        ),
        Mistake(
            "mean of the best",
            "The α that are level were averaged. Of these the smallest is asked for.",
            _mean_of_the_best,
        ),
        Mistake(
            "smallest score",
            "The class was named by the smallest score. It is the largest that names it.",
            _smallest_score,
        ),
        Mistake(
            "start's weights",
            "The α is right. The weights are those of start; asked is the mixture.",
            lambda start, tuned, X, y, alphas: (_best_mix(start, tuned, X, y, alphas)[0], start),
        ),
        Mistake(
            "middle of the two",
            "The α is right. The weights were averaged half and half, whatever α is.",
            lambda start, tuned, X, y, alphas: (
                (_best_mix(start, tuned, X, y, alphas)[0], _mixed(start, tuned, 0.5))
            ),
        ),
        Mistake(
            "shares exchanged at the end",
            "The α is right. In the weights start has the share α, and tuned the rest; it is "
            "the other way round.",
            lambda start, tuned, X, y, alphas: (lambda best: (best, _mixed(tuned, start, best)))(
                _best_mix(start, tuned, X, y, alphas)[0]
            ),
        ),
        Mistake(
            "the score for the class",
            "The smallest α is taken every time, as if all mixtures were wrong equally often. Was "
            "a score compared with the class? The class is the place of the largest score.",
            _smallest_every_time,
        ),
    ),
)


# 7. What dropout on an adapter asks for


def _rows(seed, n, inputs, units, rank, rate):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, inputs)) * np.linspace(0.3, 2, inputs)
    return X, rng.normal(size=(inputs, rank)), rng.normal(size=(rank, units)), rate


def _dropped_penalty(X, A, B, rate, *, v=None, size=None):
    v = rate / (1 - rate) if v is None else v(rate)
    each = np.sum((A @ B) ** 2, axis=1)
    size = np.mean(X**2, axis=0) @ each if size is None else size(X, A, B)
    return float(v * size / 2)


DROPPED_PENALTY = Exercise(
    name="fine_tuning.dropped_penalty",
    call="dropped_penalty(X, A, B, rate)",
    reference=_dropped_penalty,
    cases=(
        partial(_rows, 0, 6, 4, 3, 2, 0.5),
        partial(_rows, 1, 3, 5, 2, 1, 0.2),
        Case("one row", partial(_rows, 2, 1, 3, 4, 2, 0.75)),
        Case("nothing dropped", partial(_rows, 3, 4, 3, 2, 1, 0.0)),
    ),
    mistakes=(
        Mistake(
            "the rate for v",
            "A factor that is 0 or 1/(1 − ρ) does not have the variance ρ. Take its second moment "
            "and subtract 1.",
            partial(_dropped_penalty, v=lambda rate: rate),
        ),
        Mistake(
            "the mask's variance",
            "This is the variance of the mask before it is scaled. The factors are divided by "
            "1 − ρ, and their variance by its square.",
            partial(_dropped_penalty, v=lambda rate: rate * (1 - rate)),
        ),
        Mistake(
            "plain L2 on the change",
            "This is L2 on the change A B. The noise on a feature is as large as the feature is: "
            "each row of A B has a strength of its own.",
            partial(_dropped_penalty, size=lambda X, A, B: np.sum((A @ B) ** 2)),
        ),
        Mistake(
            "every feature alike",
            "All features were given the mean square of X. Each has its own, and goes with its own "
            "row of A B.",
            partial(_dropped_penalty, size=lambda X, A, B: np.mean(X**2) * np.sum((A @ B) ** 2)),
        ),
        Mistake(
            "a mask behind A",
            "This is the noise of a mask between A and B. The mask lies on X, before A adds up "
            "the features.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.mean((X @ A) ** 2, axis=0) @ np.sum(B**2, axis=1),
            ),
        ),
        Mistake(
            "square of the sum",
            "The features were summed before they were squared. Their masks are independent, so "
            "variances add up, not deviations.",
            partial(_dropped_penalty, size=lambda X, A, B: np.sum((X @ A @ B) ** 2) / len(X)),
        ),
        Mistake(
            "A and B apart",
            "A and B were squared one by one. The output sees only their product.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.mean(X**2, axis=0) @ (A**2 @ B**2).sum(axis=1),
            ),
        ),
        Mistake(
            "summed over rows",
            "The loss is a mean over the rows: divide by their number.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.sum(X**2, axis=0) @ np.sum((A @ B) ** 2, axis=1),
            ),
        ),
        Mistake(
            "norms of A and B",
            "B was put in as one number, its squared length. A and B act as a product: take "
            "the squares of the rows of A B.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.mean(X**2, axis=0) @ np.sum(A**2, axis=1) * np.sum(B**2),
            ),
        ),
        Mistake(
            "A alone",
            "B is missing. What the noise does to the output goes through A and B both.",
            partial(
                _dropped_penalty, size=lambda X, A, B: np.mean(X**2, axis=0) @ np.sum(A**2, axis=1)
            ),
        ),
        Mistake(
            "variances of the columns",
            "The mean was taken out of the columns of X. Dropout removes an entry whole, its "
            "mean included.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.var(X, axis=0) @ np.sum((A @ B) ** 2, axis=1),
            ),
        ),
        Mistake(
            "rows summed before squaring",
            "The rows of A B were summed before they were squared. Each output has its own "
            "error; their squares add up.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.mean(X**2, axis=0) @ np.sum(A @ B, axis=1) ** 2,
            ),
        ),
        Mistake(
            "second moment",
            "This is the mean of the squared factor, 1/(1 − ρ). What the mask adds is its "
            "variance, which is one less.",
            partial(_dropped_penalty, v=lambda rate: 1 / (1 - rate)),
        ),
        Mistake(
            "share kept",
            "The share that is kept stands as the factor. Without dropout it is 1, and "
            "nothing should be added then.",
            partial(_dropped_penalty, v=lambda rate: 1 - rate),
        ),
        Mistake(
            "means squared",
            "The means of the columns were squared. It is the squares that are averaged.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.mean(X, axis=0) ** 2 @ np.sum((A @ B) ** 2, axis=1),
            ),
        ),
        Mistake(
            "odds turned round",
            "The rate was taken for the share that is kept. It is the share that is dropped.",
            partial(_dropped_penalty, v=lambda rate: (1 - rate) / rate if rate else 0.0),
        ),
        Mistake(
            "absolute values",
            "Absolute values stand here in place of squares. The loss is squared, and so is "
            "its noise.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.mean(np.abs(X), axis=0) @ np.sum(np.abs(A @ B), axis=1),
            ),
        ),
        Mistake(
            "features not squared",
            "The features were not squared. The noise on a feature is as large as the feature "
            "is, and its variance as its square.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.mean(np.abs(X), axis=0) @ np.sum((A @ B) ** 2, axis=1),
            ),
        ),
        Mistake(
            "sums squared",
            "The sums of the columns were squared. Square each entry first, then take the "
            "mean over the rows.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.sum(X, axis=0) ** 2 @ np.sum((A @ B) ** 2, axis=1) / len(X),
            ),
        ),
        Mistake(
            "change not squared",
            "The rows of A B were added without being squared. The loss is squared, and so is "
            "what the noise does.",
            partial(
                _dropped_penalty, size=lambda X, A, B: np.mean(X**2, axis=0) @ np.sum(A @ B, axis=1)
            ),
        ),
        Mistake(
            "features with their signs",
            "The features were averaged as they are. A feature is a factor in front of its mask, "
            "and a factor enters the variance as its square.",
            partial(
                _dropped_penalty,
                size=lambda X, A, B: np.mean(X, axis=0) @ np.sum((A @ B) ** 2, axis=1),
            ),
        ),
    ),
)


EXERCISES = (
    ADAPTER_COUNT,
    RIDGE_TO_START,
    STEP_TO_START,
    ADAPTER_GRADIENTS,
    BEST_CHANGE,
    BEST_MIX,
    DROPPED_PENALTY,
)
