"""Answers with the slips of hints that came later, written briefly, as in `learners`.

An entry is the function itself, a list of changes of the solution, or the lines of a function.
"""

# ruff: noqa: B905, E501, E731, E741, RUF

import numpy as np

I = np.eye


def svdc(D, r):
    U, s, V = np.linalg.svd(D, full_matrices=False)
    return U[:, :r] * s[:r] @ V[:r]


def mix(start, tuned, X, y, alphas, tie="first", flip=False, measure="wrong"):
    best = None
    for a in alphas:
        W = (1 - a) * start + a * tuned if not flip else a * start + (1 - a) * tuned
        e = (np.argmax(X @ W, 1) != y).sum()
        k = (e, a)
        if best is None or k < best[0]:
            best = (k, a, W)
    return best[1], best[2]


def itv(
    sizes,
    means,
    size,
    times,
    dof=2,
    own=1,
    line=1,
    back=True,
    root=True,
    log=np.log,
    mean=True,
    n_=True,
):
    x, y = log(sizes), log(means)
    m = len(x)
    b, a = np.polyfit(x, y, 1)
    r = y - a - b * x
    s2 = (r @ r) / (m - dof)
    x0 = log(size)
    v = s2 * (
        own + line * ((1 / m if n_ else 0) + (x0 - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum())
    )
    s = np.sqrt(v) if root else v
    lo, hi = a + b * x0 - times * s, a + b * x0 + times * s
    return (np.exp(lo), np.exp(hi)) if back else (lo, hi)


def sm(s, ax=-1):
    e = np.exp(s - s.max(ax, keepdims=True))
    return e / e.sum(ax, keepdims=True)


def nrm(x, eps, ax=1, kd=True, ddof=0):
    s = np.sqrt(x.var(ax, keepdims=True, ddof=ddof) + eps)
    return (x - x.mean(ax, keepdims=True)) / s, s


def tn(x, g, e, ax=1, ddof=0, mean=1, along=1, red=np.mean):
    return back(g, *nrm(x, e, ax, ddof=ddof), ax, mean, along, red)


def back(g, z, s, ax=1, mean=1, along=1, red=np.mean):
    return (
        g - mean * red(g, axis=ax, keepdims=True) - along * z * red(g * z, axis=ax, keepdims=True)
    ) / s


def kb(blocks, last, lo=1, den=None):
    den = blocks if den is None else den
    return np.arange(lo, lo + blocks) / den * last


def lsm(z):
    z = z - z.max(1, keepdims=True)
    return z - np.log(np.exp(z).sum(1, keepdims=True))


def hot(l, K):
    return np.eye(K)[l]


def sl(z, l, s, T):
    return -np.mean((T * lsm(z)).sum(1))


def bal(W1, b1, W2, a, bias=True):
    return a * W1, (a * b1 if bias else b1), W2 / a


nf = np.linalg.norm


def es(
    X,
    y,
    w,
    lam,
    mix,
    rootin=1,
    l1=None,
    norms=True,
    shrink=True,
    one=True,
    gapl2=True,
    long=True,
    radius=2.0,
    strict=True,
    n_=True,
    nu=None,
):
    n, p = X.shape
    l1 = lam * mix if l1 is None else l1
    k = np.sqrt(n * lam * (1 - mix)) if rootin else np.sqrt(lam * (1 - mix))
    XL = np.vstack([X, k * np.eye(p)]) if long else X
    yL = np.concatenate([y, np.zeros(p)]) if long else y
    e = yL - XL @ w
    m = np.abs(XL.T @ e).max()
    f = n * l1 / m if m else np.inf
    u = e * (min(1, f) if one else f) if shrink else e
    J = (e @ e) / (2 * n) + l1 * np.abs(w).sum()
    D = (u @ yL) / n - (u @ u) / (2 * n)
    gap = max(J - D, 0)
    r = np.sqrt(radius * n * gap) if n_ else np.sqrt(radius * gap)
    nm = np.linalg.norm(XL, axis=0) if norms else np.ones(p)
    if norms == "short":
        nm = np.linalg.norm(X, axis=0)
    return np.abs(XL.T @ u) + r * nm < n * l1


def cp(X):
    return [
        j
        for j in range(X.shape[1])
        if any(np.array_equal(X[:, i], X[:, j], equal_nan=True) for i in range(j))
    ]


def fl(f, h, st=np.nanmedian, marks=True, src="f", which="f", first=False):
    g = np.isnan(h)
    c = st(f if src == "f" else h if src == "h" else np.vstack([f, h]), axis=0)
    o = np.where(g, c, h)
    m = {
        "f": np.isnan(f).any(0),
        "h": g.any(0),
        "all": np.ones(f.shape[1], bool),
        "either": np.isnan(np.vstack([f, h])).any(0),
    }[which]
    M = g[:, m].astype(float)
    return (np.hstack([M, o]) if first else np.hstack([o, M])) if marks else o


def st(times, k, size):
    u, i = np.unique(times, return_inverse=True)
    r = len(u) - 1 - i.ravel()
    s = k - r // size
    return np.maximum(s, 0)


def rd(costs, counts, budget, order=None, stop=False, strict=False, byround=False):
    t = np.zeros(len(costs), int)
    left = budget
    o = range(len(costs)) if order is None else order(costs)
    for r in range(int(max(counts))):
        for i in o:
            if r < counts[i]:
                if costs[i] < left or (costs[i] == left and not strict):
                    t[i] += 1
                    left -= costs[i]
                elif stop:
                    return t
    return t


def se(losses, share, limit, corr="share", dd=1, abs_=False, root=True, up=True, ret="place", sg=1):
    k = losses.shape[1]
    d = losses - losses[0]
    m = d.mean(1)
    s2 = d.var(1, ddof=dd)
    f = {"share": 1 / k + share, "none": 1 / k, "kk": 1 / k + 1 / (k - 1), "only": share}[corr]
    h = limit * (np.sqrt(f * s2) if root else f * s2)
    ok = (m + h < 0) if not abs_ else (np.abs(m) > h)
    if not ok.any():
        return 0
    c = np.flatnonzero(ok)
    return int(c[np.argmin(losses[c].mean(1))])


def cd(d, b, a):
    return d * b[0] * b[1] / b[2] / (a[0] * a[1] / a[2])


L = lambda r, d, s: (r * s / (2 * d - r * d * d)) ** 0.25


def ac(s, r):
    return int(sum(min(r * (a + b), a * b) for a, b in s))


am = lambda h, g, r: -r * np.abs(h).sum() * np.sign(g)


sb = lambda h, o, g, r, op: -r * (np.sign(h) @ o) * np.sign(g) if op == "adam" else -r * (h @ o) * g


rr = lambda rate, s, b: [rate * q[0] / p[0] for p, q in zip(s, b)]


lb = lambda s: sm(np.where(np.tril(np.ones(s.shape)) > 0, s, -np.inf))


ts = lambda A, G: A * (G - (A * G).sum(1, keepdims=True))


kk = lambda b, l: np.arange(1, b + 1) / b * l


T = lambda l, K, s: (1 - s) * hot(l, K) + s / K


D = lambda ne, f, s, b: b - f - s + ne


BRIEF = {
    "shares": {
        "powers made to sum to one": lambda rate, decay, steps: (lambda v: v / v.sum())(
            (1 - rate * decay) ** np.arange(steps, -1, -1)
        ),
        "start as an update": lambda rate, decay, steps: (
            rate
            * decay
            * np.append(
                (1 - rate * decay) ** steps, (1 - rate * decay) ** np.arange(steps - 1, -1, -1)
            )
        ),
        "fades by the decay": lambda rate, decay, steps: np.append(
            (1 - decay) ** steps, rate * decay * (1 - decay) ** np.arange(steps - 1, -1, -1)
        ),
        "divided by one plus": lambda rate, decay, steps: (
            lambda q: np.append(q**steps, (1 - q) * q ** np.arange(steps - 1, -1, -1))
        )(1 / (1 + rate * decay)),
        "added up": lambda rate, decay, steps: np.append(
            1 - steps * rate * decay,
            rate * decay * (1 - (steps - 1 - np.arange(steps)) * rate * decay),
        ),
        "divided by the decay once more": lambda rate, decay, steps: np.append(
            (1 - rate * decay) ** steps,
            -rate * (1 - rate * decay) ** np.arange(steps - 1, -1, -1) / decay,
        ),
        "growing": lambda rate, decay, steps: np.append(
            (1 + rate * decay) ** steps,
            rate * decay * (1 + rate * decay) ** np.arange(steps - 1, -1, -1),
        ),
        "fades by the rate": "q = 1 - rate\nreturn [q**steps] + [rate * decay * q ** (steps - t) for t in range(1, steps + 1)]",
    },
    "carried_decay": {
        "rows the wrong way": lambda decay, before, after: (
            decay * after[1] / before[1] * before[0] / after[0] * after[2] / before[2]
        ),
        "the memory itself": lambda decay, before, after: (
            before[2] / (before[0] * decay * before[1])
        ),
        "whole steps": lambda decay, before, after: (
            decay * before[0] * (before[1] // before[2]) / (after[0] * (after[1] // after[2]))
        ),
        "roots of the rows": lambda decay, before, after: (
            decay * before[0] / after[0] * np.sqrt(before[1] / after[1]) * after[2] / before[2]
        ),
        "steps the wrong way": lambda decay, before, after: (
            decay * before[0] * before[2] / before[1] / (after[0] * after[2] / after[1])
        ),
        "rate times decay": lambda decay, before, after: (
            decay * before[0] * before[1] / before[2] / (after[1] / after[2])
        ),
        "root of the rates": lambda decay, before, after: (
            cd(decay, before, after) * np.sqrt(after[0] / before[0])
        ),
        "steps rounded up": "old, new = -(-before[1] // before[2]), -(-after[1] // after[2])\nreturn decay * before[0] * old / (after[0] * new)",
        "product of rates": "return decay * before[0] * after[0] * (before[1] / before[2]) / (after[1] / after[2])",
        "roots of the batches": "return decay * before[0] * before[1] * np.sqrt(after[2] / before[2]) / (after[0] * after[1])",
        "the factor alone": "return before[0] * before[1] * after[2] / (after[0] * after[1] * before[2])",
        "rate counted twice": "return decay * (before[0] / after[0]) ** 2 * before[1] * after[2] / (after[1] * before[2])",
    },
    "at_rest": {
        "fourth power": lambda rate, decay, square: (
            (rate * square / (2 * decay - rate * decay**2)),
            np.arccos(1 - rate * decay),
        ),
        "one decay in the square": lambda rate, decay, square: (
            (rate * square / (decay - rate * decay**2)) ** 0.25,
            np.arccos(1 - rate * decay),
        ),
        "share as sine": lambda rate, decay, square: (
            (rate * square / (2 * decay - rate * decay**2)) ** 0.25,
            np.arcsin(np.sqrt(1 - (1 - rate * decay) ** 2)) * 1.0
            if False
            else np.arcsin(rate * decay),
        ),
        "rate squared": lambda rate, decay, square: (
            (rate**2 * square / (2 * decay - rate * decay**2)) ** 0.25,
            np.arccos(1 - rate * decay),
        ),
        "plus in the square": lambda rate, decay, square: (
            (rate * square / (2 * decay + rate * decay**2)) ** 0.25,
            np.arccos(1 - rate * decay),
        ),
        "angle without its root": lambda rate, decay, square: (
            L(rate, decay, square),
            2 * rate * decay,
        ),
        "decay not squared": lambda rate, decay, square: (
            (rate * square / (2 * decay - rate * decay)) ** 0.25,
            np.arccos(1 - rate * decay),
        ),
        "not squared": "return (rate * square / decay) ** 0.25, np.arccos(1 - rate * decay)",
        "angle without the 2": [("np.arccos(1 - rate * decay)", "np.sqrt(rate * decay)")],
        "2 missing in both": "return (rate * square / decay) ** 0.25, np.sqrt(rate * decay)",
        "rate once more": [("rate * square", "square")],
        "cosine squared": [("np.arccos(1 - rate * decay)", "np.arccos((1 - rate * decay) ** 2)")],
        "gradient forgotten": [("rate * square", "rate")],
        "half the angle": [("np.arccos(1 - rate * decay)", "np.arccos(1 - rate * decay) / 2")],
    },
    "adapter_count": {
        "the rank doubled": lambda shapes, rank: int(
            sum(min(2 * rank * (a + b), a * b) for a, b in shapes)
        ),
        "the rank at A alone": lambda shapes, rank: int(
            sum(min(a * rank + b, a * b) for a, b in shapes)
        ),
        "kernel and adapter": lambda shapes, rank: int(
            sum(a * b + (rank * (a + b)) if a * b > rank * (a + b) else a * b for a, b in shapes)
        ),
        "a share": lambda shapes, rank: (
            sum(min(rank * (a + b), a * b) for a, b in shapes) / sum(a * b for a, b in shapes)
        ),
        "the rank against the units": lambda shapes, rank: int(
            sum(a * b if rank >= b else rank * (a + b) for a, b in shapes)
        ),
        "freedom of a low rank": lambda shapes, rank: int(
            sum(min(rank * (a + b) - rank**2, a * b) for a, b in shapes)
        ),
        "saved": lambda shapes, rank: int(
            sum(a * b - min(rank * (a + b), a * b) for a, b in shapes)
        ),
        "the first kernel alone": lambda shapes, rank: ac(shapes[:1], rank),
        "frozen numbers": lambda shapes, rank: int(
            sum(a * b for a, b in shapes if rank * (a + b) < a * b)
        ),
        "how many get an adapter": lambda shapes, rank: sum(
            rank * (a + b) < a * b for a, b in shapes
        ),
        "the rank at B alone": [("rank * (inputs + units)", "inputs + rank * units")],
        "without the rank": [("rank * (inputs + units)", "inputs + units")],
        "the rank against the inputs": "return sum(i * u if rank >= i else rank * (i + u) for i, u in shapes)",
        "the last kernel alone": "for i, u in shapes:\n    count = min(i * u, rank * (i + u))\nreturn count",
    },
    "ridge_to_start": {
        "the strength everywhere": lambda X, y, start, lam: (
            start + np.linalg.solve(X.T @ X + len(X) * lam, X.T @ (y - X @ start))
        ),
        "least squares": lambda X, y, start, lam: np.linalg.lstsq(X, y, rcond=None)[0],
        "n on the wrong side": lambda X, y, start, lam: (
            start + np.linalg.solve(X.T @ X + lam / len(X) * I(X.shape[1]), X.T @ (y - X @ start))
        ),
        "start taken off at the end": [
            ("X.T @ (y - X @ start)", "X.T @ y"),
            ("start + change", "change - start"),
        ],
    },
    "step_to_start": {
        "the penalty itself": lambda w, start, gradient, rate, lam: (
            w - rate * (gradient + lam / 2 * np.sum((w - start) ** 2))
        ),
        "squares left": lambda w, start, gradient, rate, lam: (
            w - rate * (gradient + lam * (w - start) ** 2)
        ),
        "divided by the number of weights": lambda w, start, gradient, rate, lam: (
            w - rate * (gradient + lam * (w - start) / w.size)
        ),
        "a pull of unit length": lambda w, start, gradient, rate, lam: (
            w - rate * (gradient + lam * (w - start) / np.linalg.norm(w - start))
        ),
        "absolute distances": lambda w, start, gradient, rate, lam: (
            w - rate * (gradient + lam * np.abs(w - start))
        ),
        "the penalty without its half": "return w - rate * (gradient + lam * np.linalg.norm(w - start) ** 2)",
        "halves of squares left": "return w - rate * gradient - rate * lam * (w - start) ** 2 / 2",
        "signs alone": "return w - rate * gradient - rate * lam * np.sign(w - start)",
        "the rate twice": "return w - rate * (gradient + rate * lam * (w - start))",
    },
    "adapter_gradients": {
        "B sees the rows": lambda x, W, A, B, gradient: (
            x.T @ gradient @ B.T,
            x.T @ gradient,
            gradient @ (W + A @ B).T,
        ),
        "A without the way through B": [("return x.T @ inner", "return x.T @ (x @ A)")],
    },
    "best_change": {
        "on top of tuned": lambda start, tuned, rank: tuned + svdc(tuned - start, rank),
        "start cut as well": lambda start, tuned, rank: (
            svdc(start, rank) + svdc(tuned - start, rank)
        ),
        "the first direction alone": lambda start, tuned, rank: (
            lambda U, s, V: start + np.outer(U[:, 0], V[0]) * s[0]
        )(*np.linalg.svd(tuned - start, full_matrices=False)),
        "tuned seen along the change": lambda start, tuned, rank: (
            lambda U: start + U[:, :rank] @ U[:, :rank].T @ tuned
        )(np.linalg.svd(tuned - start)[0]),
        "squares of the singular values": lambda start, tuned, rank: (
            lambda U, s, V: start + (U[:, :rank] * s[:rank] ** 2) @ V[:rank]
        )(*np.linalg.svd(tuned - start, full_matrices=False)),
        "largest entries": lambda start, tuned, rank: (
            lambda D: start + np.where(np.abs(D) >= np.sort(np.abs(D).ravel())[-rank], D, 0)
        )(tuned - start),
        "first rows": lambda start, tuned, rank: (
            lambda D: start + np.vstack([D[:rank], 0 * D[rank:]])
        )(tuned - start),
        "one direction too many": lambda start, tuned, rank: start + svdc(tuned - start, rank + 1),
        "the sum cut": [("tuned - start,", "tuned + start,")],
        "what is left over": [("return start +", "return tuned -")],
        "the tuned kernel": "return tuned.copy()",
        "start itself": "return start.copy()",
        "first columns": "new = start.copy()\nnew[:, :rank] = tuned[:, :rank]\nreturn new",
        "divided by the rank": [("@ Vt[:rank]", "@ Vt[:rank] / rank")],
    },
    "best_mix": {
        "errors returned": lambda start, tuned, X, y, alphas: (
            lambda a: (
                (np.argmax(X @ ((1 - a) * start + a * tuned), 1) != y).sum(),
                (1 - a) * start + a * tuned,
            )
        )(mix(start, tuned, X, y, alphas)[0]),
        "cross-entropy": lambda start, tuned, X, y, alphas: (
            lambda a: (a, (1 - a) * start + a * tuned)
        )(
            min(
                alphas,
                key=lambda a: (
                    lambda s: np.mean(
                        np.log(np.exp(s - s.max(1, keepdims=True)).sum(1))
                        - (s - s.max(1, keepdims=True))[np.arange(len(y)), y]
                    )
                )(X @ ((1 - a) * start + a * tuned)),
            )
        ),
        "smallest score": lambda start, tuned, X, y, alphas: (
            lambda a: (a, (1 - a) * start + a * tuned)
        )(
            min(
                alphas,
                key=lambda a: ((np.argmin(X @ ((1 - a) * start + a * tuned), 1) != y).sum(), a),
            )
        ),
        "mean of the best": lambda start, tuned, X, y, alphas: (
            lambda es: (lambda a: (a, (1 - a) * start + a * tuned))(
                np.mean([a for a, e in es if e == min(e for _, e in es)])
            )
        )([(a, (np.argmax(X @ ((1 - a) * start + a * tuned), 1) != y).sum()) for a in alphas]),
        "middle of the two": lambda start, tuned, X, y, alphas: (
            mix(start, tuned, X, y, alphas)[0],
            (start + tuned) / 2,
        ),
        "shares exchanged at the end": lambda start, tuned, X, y, alphas: (
            lambda a: (a, a * start + (1 - a) * tuned)
        )(mix(start, tuned, X, y, alphas)[0]),
        "share of errors returned": [("return alphas[best]", "return errors[best] / len(y)")],
        "start's weights": [("mixtures[best]", "start")],
    },
    "dropped_penalty": {
        "norms of A and B": lambda X, A, B, rate: (
            rate
            / (1 - rate)
            / (2 * len(X))
            * np.sum((X**2).sum(0) * np.sum(A**2, 1))
            * np.sum(B**2)
        ),
        "share kept": lambda X, A, B, rate: (
            (1 - rate) / (2 * len(X)) * np.sum((X**2).sum(0) * np.sum((A @ B) ** 2, 1))
        ),
        "means squared": lambda X, A, B, rate: (
            rate / (1 - rate) / 2 * np.sum(X.mean(0) ** 2 * np.sum((A @ B) ** 2, 1))
        ),
        "sums squared": lambda X, A, B, rate: (
            rate / (1 - rate) / (2 * len(X)) * np.sum(X.sum(0) ** 2 * np.sum((A @ B) ** 2, 1))
        ),
        "change not squared": lambda X, A, B, rate: (
            rate / (1 - rate) / (2 * len(X)) * np.sum((X**2).sum(0) * np.sum(A @ B, 1))
        ),
        "A alone": [("(A @ B) ** 2", "A**2")],
        "variances of the columns": [("np.mean(X**2, axis=0)", "X.var(axis=0)")],
        "rows summed before squaring": [
            ("np.sum((A @ B) ** 2, axis=1)", "np.sum(A @ B, axis=1) ** 2")
        ],
        "second moment": [("rate / (1 - rate)", "1 / (1 - rate)")],
        "odds turned round": [("rate / (1 - rate)", "((1 - rate) / rate if rate > 0 else 0)")],
        "absolute values": [("X**2", "np.abs(X)"), ("(A @ B) ** 2", "np.abs(A @ B)")],
        "features not squared": [("X**2", "np.abs(X)")],
    },
    "adam_move": {
        "every input, also those at zero": lambda h, g, rate: -rate * len(h) * np.sign(g),
        "squares of the inputs": lambda h, g, rate: -rate * (h @ h) * np.sign(g),
        "a table of the weights' changes": lambda h, g, rate: -rate * np.sign(np.outer(h, g)),
        "sizes of the gradients": lambda h, g, rate: -rate * np.abs(h).sum() * np.abs(g),
        "all units down": lambda h, g, rate: -rate * np.abs(h).sum() * np.ones(len(g)),
        "largest input": lambda h, g, rate: -rate * np.abs(h).max() * np.sign(g),
        "divided by the length of h": lambda h, g, rate: am(h, g, rate) / np.linalg.norm(h),
        "positive inputs alone": lambda h, g, rate: -rate * np.maximum(h, 0).sum() * np.sign(g),
        "not yet summed": "return -rate * np.outer(np.abs(h), np.sign(g))",
        "absolute value of the sum": [("np.abs(h).sum()", "abs(h.sum())")],
        "normalized gradient": [("np.sign(g)", "g / np.sqrt(g @ g)")],
        "one sign for all units": [("np.sign(g)", "np.sign(g.sum()) * np.ones(len(g))")],
    },
    "seen_by_another": {
        "absolute products": lambda h, other, g, rate, optimizer: (
            -rate * np.abs(h * other).sum() * np.sign(g)
            if optimizer == "adam"
            else -rate * (h @ other) * g
        ),
        "the other row alone under SGD": lambda h, other, g, rate, optimizer: (
            -rate * (np.sign(h) @ other) * np.sign(g)
            if optimizer == "adam"
            else -rate * (other @ other) * g
        ),
        "size of the sum": lambda h, other, g, rate, optimizer: (
            -rate * np.abs(np.sign(h) @ other) * np.sign(g)
            if optimizer == "adam"
            else -rate * np.abs(h @ other) * g
        ),
        "differences of the rows": lambda h, other, g, rate, optimizer: (
            -rate * (np.sign(h) @ (h - other)) * np.sign(g)
            if optimizer == "adam"
            else -rate * (h @ (h - other)) * g
        ),
        "squares under SGD": lambda h, other, g, rate, optimizer: (
            -rate * (np.sign(h) @ other) * np.sign(g)
            if optimizer == "adam"
            else -rate * (h**2 @ other**2) * g
        ),
        "relative to the row of the step": lambda h, other, g, rate, optimizer: (
            sb(h, other, g, rate, optimizer) / (np.abs(h).sum() if optimizer == "adam" else h @ h)
        ),
        "absolute values for both optimizers": 'if optimizer == "adam":\n    return -rate * np.abs(other).sum() * np.sign(g)\nreturn -rate * np.abs(other * h).sum() * g',
        "sum of the rows": 'both = h + other\nif optimizer == "adam":\n    return -rate * (both @ np.sign(h)) * np.sign(g)\nreturn -rate * (both @ h) * g',
        "signs of g under SGD": [("(other @ h) * g", "(other @ h) * np.sign(g)")],
        "size of the sum under Adam": [("(other @ np.sign(h))", "abs(other @ np.sign(h))")],
        "sizes of h under Adam": [("np.sign(h)", "np.abs(h)")],
    },
    "adam_rates": {
        "one growth for all layers": lambda rate, shapes, base: (
            [rate] + [rate * base[0][1] / shapes[0][1]] * (len(shapes) - 1)
        ),
        "the first kernel as the others": lambda rate, shapes, base: (
            [rate * base[0][1] / shapes[0][1]]
            + [rate * b[0] / s[0] for s, b in zip(shapes[1:], base[1:])]
        ),
        "SGD's column of the table": lambda rate, shapes, base: (
            [rate * shapes[0][1] / base[0][1]]
            + [rate] * (len(shapes) - 2)
            + [rate * base[-1][0] / shapes[-1][0]]
        ),
        "growth squared": lambda rate, shapes, base: [
            rate * (b[0] / s[0]) ** 2 for s, b in zip(shapes, base)
        ],
        "grown so far": lambda rate, shapes, base: (
            lambda out, r: (
                [
                    out.append(r.__setitem__(0, r[0] * b[0] / s[0]) or r[0])
                    for s, b in zip(shapes, base)
                ],
                out,
            )[1]
        )([], [rate]),
        "never above": lambda rate, shapes, base: [min(rate, v) for v in rr(rate, shapes, base)],
        "over the inputs of the small network": lambda rate, shapes, base: [
            rate / b[0] * s[0] / s[0] for s, b in zip(shapes, base)
        ],
        "by both sides": [
            ("rate * old[0] / new[0]", "rate * np.sqrt(old[0] * old[1] / new[0] / new[1])")
        ],
        "the last as in the table for starts": "found = [rate * old[0] / new[0] for new, old in zip(shapes, base)]\nfound[-1] = rate * np.sqrt(base[-1][0] / shapes[-1][0])\nreturn found",
        "all kernels as hidden ones": [("old[0] / new[0]", "base[-1][0] / shapes[-1][0]")],
    },
    "behind_multiplier": {
        "the start upside down": lambda sd, rate, c, optimizer: (
            sd * c,
            rate / c if optimizer == "adam" else rate / c**2,
        ),
        "the rate upside down": lambda sd, rate, c, optimizer: (
            sd / c,
            rate * c if optimizer == "adam" else rate * c**2,
        ),
        "rate as before for SGD": lambda sd, rate, c, optimizer: (
            sd / c,
            rate / c if optimizer == "adam" else rate,
        ),
        "roots of c": lambda sd, rate, c, optimizer: (
            sd / np.sqrt(c),
            rate / c if optimizer == "adam" else rate / c**2,
        ),
        "times c for SGD": lambda sd, rate, c, optimizer: (
            sd / c,
            rate / c if optimizer == "adam" else rate * c,
        ),
        "root for SGD": [("c**2", "np.sqrt(c)")],
        "times c for Adam": 'return sd / c, (rate * c if optimizer == "adam" else rate / c**2)',
        "times c squared for SGD": 'return sd / c, (rate / c if optimizer == "adam" else rate * c**2)',
    },
    "interval": {
        "as far on both sides": lambda sizes, means, size, times: (
            lambda lo, hi: (np.sqrt(lo * hi) - (hi - lo) / 2, np.sqrt(lo * hi) + (hi - lo) / 2)
        )(*itv(sizes, means, size, times)),
        "both as they are": lambda sizes, means, size, times: itv(
            sizes, means, size, times, log=lambda v: np.asarray(v, float), back=False
        ),
        "one end is the line": lambda sizes, means, size, times: (
            np.sqrt(np.prod(itv(sizes, means, size, times))),
            itv(sizes, means, size, times)[1],
        ),
        "the size as it is": lambda sizes, means, size, times: (
            lambda x, y, m: (
                lambda b, a: (
                    lambda s2: tuple(
                        np.exp(
                            a
                            + b * size
                            + t
                            * times
                            * np.sqrt(
                                s2
                                * (1 + 1 / m + (size - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum())
                            )
                        )
                        for t in (-1, 1)
                    )
                )(((y - a - b * x) ** 2).sum() / (m - 2))
            )(*np.polyfit(x, y, 1))
        )(np.log(sizes), np.log(means), len(sizes)),
        "spread as a variance": lambda sizes, means, size, times: (
            lambda x, y, m: (
                lambda b, a: (
                    lambda s2, x0: tuple(
                        np.exp(
                            a
                            + b * x0
                            + t
                            * times
                            * np.sqrt(s2 * (1 + 1 / m + (x0 - x.mean()) ** 2 / x.var(ddof=1)))
                        )
                        for t in (-1, 1)
                    )
                )(((y - a - b * x) ** 2).sum() / (m - 2), np.log(size))
            )(*np.polyfit(x, y, 1))
        )(np.log(sizes), np.log(means), len(sizes)),
        "upside down": lambda sizes, means, size, times: (lambda l, h: (1 / h, 1 / l))(
            *itv(sizes, means, size, times)
        ),
        "half of the line": lambda sizes, means, size, times: itv(
            sizes, means, size, times, own=1 / len(sizes)
        ),
        "another base on the way back": lambda sizes, means, size, times: itv(
            sizes, means, size, times, log=np.log10
        ),
        "distance not squared": [("(x0 - x.mean()) ** 2 /", "abs(x0 - x.mean()) /")],
        "distance and spread not squared": [("off)", "np.sqrt(off))")],
        "distance from zero": [("(x0 - x.mean()) ** 2 /", "x0**2 /")],
        "middle of sizes": [("(x0 - x.mean()) ** 2 /", "(x0 - np.log(sizes.mean())) ** 2 /")],
    },
    "predicted_loss": {
        "the size as it is": lambda sizes, losses, size: (lambda b, a: np.exp(a + b * size))(
            *np.polyfit(np.log(sizes), np.log(losses.mean(1)), 1)
        ),
        "the last two": lambda sizes, losses, size: (
            lambda y: np.exp(
                y[-1] + (y[-1] - y[-2]) / (np.log(sizes[-1] / sizes[-2])) * np.log(size / sizes[-1])
            )
        )(np.log(losses.mean(1))),
        "another base on the way back": lambda sizes, losses, size: (
            lambda b, a: np.exp(a + b * np.log10(size))
        )(*np.polyfit(np.log10(sizes), np.log10(losses.mean(1)), 1)),
        "no constant": lambda sizes, losses, size: (
            lambda x, y: np.exp(np.log(size) * (x @ y) / (x @ x))
        )(np.log(sizes), np.log(losses.mean(1))),
        "height and slope exchanged": lambda sizes, losses, size: (
            lambda a, b: np.exp(a + b * np.log(size))
        )(*np.polyfit(np.log(sizes), np.log(losses.mean(1)), 1)),
        "first seed": lambda sizes, losses, size: (lambda b, a: np.exp(a + b * np.log(size)))(
            *np.polyfit(np.log(sizes), np.log(losses[:, 0]), 1)
        ),
        "a parabola": lambda sizes, losses, size: np.exp(
            np.polyval(np.polyfit(np.log(sizes), np.log(losses.mean(1)), 2), np.log(size))
        ),
        "the power": lambda sizes, losses, size: (
            -np.polyfit(np.log(sizes), np.log(losses.mean(1)), 1)[0]
        ),
        "loss at the largest size": lambda sizes, losses, size: losses.mean(1)[np.argmax(sizes)],
        "base 2": lambda sizes, losses, size: (lambda b, a: np.exp(a + b * np.log2(size)))(
            *np.polyfit(np.log2(sizes), np.log2(losses.mean(1)), 1)
        ),
        "the constant as it is": lambda sizes, losses, size: (lambda b, a: a * size**b)(
            *np.polyfit(np.log(sizes), np.log(losses.mean(1)), 1)
        ),
        "the nearest size": lambda sizes, losses, size: float(
            np.interp(size, np.sort(sizes), losses.mean(1)[np.argsort(sizes)])
        ),
        "C forgotten": "means = np.mean(losses, axis=1)\nslope = np.polyfit(np.log(sizes), np.log(means), 1)[0]\nreturn size**slope",
        "worst seed": [("np.mean(losses, axis=1)", "losses.max(axis=1)")],
        "the height alone": [("intercept + slope * np.log(size)", "intercept")],
        "axes exchanged": [
            (
                "np.polyfit(np.log(sizes), np.log(means), 1)",
                "np.polyfit(np.log(means), np.log(sizes), 1)",
            ),
            (
                "np.exp(intercept + slope * np.log(size))",
                "np.exp((np.log(size) - intercept) / slope)",
            ),
        ],
    },
    "look_back": {
        "not at itself, all alike at first": lambda scores: (
            lambda m: sm(np.where(m, scores, -1e30))
        )(np.tril(np.ones(scores.shape), -1) > 0),
        "overflow": lambda scores: (lambda e: e / e.sum(1, keepdims=True))(np.tril(np.exp(scores))),
        "one sum for all": lambda scores: (lambda s: (lambda e: e / e.sum())(np.exp(s - s.max())))(
            np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
        ),
        "sums along the wrong axis": lambda scores: (
            lambda s: (lambda e: e / e.sum(1))(np.exp(s - s.max(1, keepdims=True)))
        )(np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)),
        "one largest for all rows": lambda scores: (lambda e: e / e.sum(1, keepdims=True))(
            np.tril(np.exp(scores - scores.max()))
        ),
        "two places only": lambda scores: sm(
            np.where(
                (np.tril(np.ones(scores.shape)) > 0) & (np.triu(np.ones(scores.shape), -1) > 0),
                scores,
                -np.inf,
            )
        ),
        "logarithms of the weights": lambda scores: (
            lambda s: s - np.log(np.exp(s).sum(1, keepdims=True))
        )(
            (lambda s: s - s.max(1, keepdims=True))(
                np.where(np.tril(np.ones(scores.shape)) > 0, scores, -1e9)
            )
        ),
        "not normalized": lambda scores: (lambda s: np.exp(s - s.max(1, keepdims=True)))(
            np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
        ),
        "rows of length one": lambda scores: (
            lambda w: w / np.linalg.norm(w, axis=1, keepdims=True)
        )(lb(scores)),
        "the mask": lambda scores: np.tril(np.ones(scores.shape)),
        "all alike": lambda scores: (
            np.tril(np.ones(scores.shape)) / np.arange(1, len(scores) + 1)[:, None]
        ),
        "not at itself, nothing at first": [
            ("np.tri(len(scores), dtype=bool)", "np.tri(len(scores), k=-1, dtype=bool)")
        ],
        "one place takes all": "masked = np.where(np.tri(len(scores)), scores, -np.inf)\nresult = np.zeros(scores.shape)\nresult[np.arange(len(scores)), masked.argmax(axis=1)] = 1\nreturn result",
        "one place ahead": [
            ("np.tri(len(scores), dtype=bool)", "np.tri(len(scores), k=1, dtype=bool)")
        ],
        "powers of two": [("np.exp(", "np.exp2(")],
        "sign of the scores": [("allowed, scores,", "allowed, -scores,")],
        "softmax twice": "allowed = np.tri(len(scores), dtype=bool)\nonce = softmax(np.where(allowed, scores, -np.inf), axis=1)\nreturn softmax(np.where(allowed, once, -np.inf), axis=1)",
    },
    "through_softmax": {
        "weighted mean divided by the places": lambda A, G: (
            A * (G - (A * G).mean(1, keepdims=True))
        ),
        "sum without weights": lambda A, G: A * (G - G.sum(1, keepdims=True)),
        "sum of G weighted by the place": lambda A, G: G * A - A * A * G.sum(1, keepdims=True),
        "weights in front twice": lambda A, G: A**2 * (G - (A * G).sum(1, keepdims=True)),
        "weights divided out": lambda A, G: (G - (A * G).sum(1, keepdims=True)) / A,
        "largest for the mean": lambda A, G: A * (G - (A * G).max(1, keepdims=True)),
        "softmax of the weights": lambda A, G: ts(sm(A), G),
        "weights times one less the gradient": lambda A, G: A * (1 - G),
        "weighted twice": [("G - np.sum", "G + np.sum")],
        "gradient of the gradient": "q = softmax(G, axis=1)\nreturn q * (G - np.sum(q * G, axis=1, keepdims=True))",
        "mean over the columns": [
            ("np.sum(A * G, axis=-1, keepdims=True)", "np.mean(A * G, axis=0)")
        ],
    },
    "through_norm": {
        "sums": lambda x, gradient, epsilon: tn(x, gradient, epsilon, red=np.sum),
        "epsilon beside the root": lambda x, gradient, epsilon: (
            lambda s: (
                lambda z: (
                    (
                        gradient
                        - gradient.mean(1, keepdims=True)
                        - z * (gradient * z).mean(1, keepdims=True)
                    )
                    / s
                )
            )((x - x.mean(1, keepdims=True)) / s)
        )(x.std(1, keepdims=True) + epsilon),
        "along x": lambda x, gradient, epsilon: (
            lambda s: (
                (
                    gradient
                    - gradient.mean(1, keepdims=True)
                    - x * (gradient * x).mean(1, keepdims=True)
                )
                / s
            )
        )(nrm(x, epsilon)[1]),
        "x normalized": lambda x, gradient, epsilon: nrm(x, epsilon)[0],
        "added along z": lambda x, gradient, epsilon: tn(x, gradient, epsilon, along=-1),
        "means over everything": lambda x, gradient, epsilon: (
            lambda zs: (gradient - gradient.mean() - zs[0] * (gradient * zs[0]).mean()) / zs[1]
        )(nrm(x, epsilon)),
        "along the gradient": lambda x, gradient, epsilon: (
            lambda zs: (
                (
                    gradient
                    - gradient.mean(1, keepdims=True)
                    - gradient * (gradient * zs[0]).mean(1, keepdims=True)
                )
                / zs[1]
            )
        )(nrm(x, epsilon)),
        "multiplied": lambda x, gradient, epsilon: (
            tn(x, gradient, epsilon) * nrm(x, epsilon)[1] ** 2
        ),
        "sum of squares for the variance": lambda x, gradient, epsilon: (
            lambda c: (lambda s: back(gradient, c / s, s))(
                np.sqrt((c**2).sum(1, keepdims=True) + epsilon)
            )
        )(x - x.mean(1, keepdims=True)),
        "mean of x for that of the gradient": lambda x, gradient, epsilon: (
            lambda z, s: (
                (gradient - x.mean(1, keepdims=True) - z * (gradient * z).mean(1, keepdims=True))
                / s
            )
        )(*nrm(x, epsilon)),
        "x not centered": lambda x, gradient, epsilon: (lambda s: back(gradient, x / s, s))(
            nrm(x, epsilon)[1]
        ),
        "means down the columns": lambda x, gradient, epsilon: (
            lambda z, s: (gradient - gradient.mean(0) - z * (gradient * z).mean(0)) / s
        )(*nrm(x, epsilon)),
        "along the centered x": [
            ("- z * along)", "- z * s * np.mean(gradient * z * s, axis=-1, keepdims=True))")
        ],
        "z forgotten in front": [("- z * along", "- along")],
        "z forgotten under the mean": [("np.mean(gradient * z,", "np.mean(gradient,")],
        "mean added": [("(gradient - gradient.mean", "(gradient + gradient.mean")],
        "epsilon twice": [("+ epsilon)", "+ epsilon**2)")],
        "of the wrong sign": [("return (gradient", "return -(gradient")],
        "mean of z times the variance": [("z * along", "z * along / s**2")],
    },
    "attention_noise": {
        "factors summed apart": lambda A, V, rate: (
            rate / (1 - rate) * (A**2).sum(1, keepdims=True) * (V**2).mean(0)
        ),
        "the output": lambda A, V, rate: A @ V,
        "mean square": lambda A, V, rate: rate / (1 - rate) * (A**2 @ V**2) + (A @ V) ** 2,
        "no factor": "return A**2 @ V**2",
        "absolute values": [("A**2 @ V**2", "np.abs(A) @ np.abs(V)")],
        "weights as chances": [("A**2 @ V**2", "(A * (1 - A)) @ V**2")],
    },
    "kept_blocks": {
        "half of the last rate": lambda blocks, last: (
            blocks * (1 - last / 2),
            np.sqrt(blocks * last / 2 * (1 - last / 2)),
        ),
        "chances squared": lambda blocks, last: (
            lambda d: (blocks - d.sum(), np.sqrt(((1 - d) ** 2).sum()))
        )(kb(blocks, last)),
        "spread of the rates": lambda blocks, last: (lambda d: (blocks - d.sum(), np.std(1 - d)))(
            kb(blocks, last)
        ),
        "all are kept": lambda blocks, last: (
            np.prod(1 - np.arange(1, blocks + 1) / blocks * last),
            np.sqrt(
                (
                    np.arange(1, blocks + 1)
                    / blocks
                    * last
                    * (1 - np.arange(1, blocks + 1) / blocks * last)
                ).sum()
            ),
        ),
        "rates for variances": lambda blocks, last: (
            lambda d: (blocks - d.sum(), np.sqrt(d.sum()))
        )(np.arange(1, blocks + 1) / blocks * last),
        "plus in the variance": lambda blocks, last: (
            lambda d: (blocks - d.sum(), np.sqrt((d * (1 + d)).sum()))
        )(kk(blocks, last)),
        "one more below": lambda blocks, last: (
            lambda d: (blocks - d.sum(), np.sqrt((d * (1 - d)).sum()))
        )(np.arange(1, blocks + 1) / (blocks + 1) * last),
        "mean variance": [("np.sqrt(np.sum(rates", "np.sqrt(np.mean(rates")],
        "mean for variance": [
            ("np.sqrt(np.sum(rates * (1 - rates)))", "np.sqrt(np.sum(1 - rates))")
        ],
        "last rate taken for keeping": [("last *", "(1 - last) *")],
    },
    "smoothed_loss": {
        "the label's own part of the share": lambda logits, labels, share: (
            lambda K: sl(
                logits,
                labels,
                share,
                (1 - share) * hot(labels, K) + share / K * (1 - hot(labels, K)),
            )
        )(logits.shape[1]),
        "overflow": lambda logits, labels, share: (
            lambda K, p: -np.mean((((1 - share) * hot(labels, K) + share / K) * np.log(p)).sum(1))
        )(logits.shape[1], np.exp(logits) / np.exp(logits).sum(1, keepdims=True)),
        "entropy subtracted": lambda logits, labels, share: (
            lambda K, T: -np.mean((T * (lsm(logits) - np.log(np.maximum(T, 1e-300)))).sum(1))
        )(logits.shape[1], (1 - share) * hot(labels, logits.shape[1]) + share / logits.shape[1]),
        "clipped": lambda logits, labels, share: (
            lambda K, p: (
                -np.mean(
                    (((1 - share) * hot(labels, K) + share / K) * np.log(np.clip(p, 1e-12, 1))).sum(
                        1
                    )
                )
            )
        )(logits.shape[1], np.exp(lsm(logits))),
        "base 2": lambda logits, labels, share: (
            lambda K: (
                -np.mean((((1 - share) * hot(labels, K) + share / K) * lsm(logits)).sum(1))
                / np.log(2)
            )
        )(logits.shape[1]),
        "shared among the rows": lambda logits, labels, share: (
            lambda K, m: -np.mean((((1 - share) * hot(labels, K) + share / m) * lsm(logits)).sum(1))
        )(logits.shape[1], len(labels)),
        "reduced twice": lambda logits, labels, share: (
            lambda K: (
                -np.mean(
                    (((1 - share) * hot(labels, K) + share * (1 - share) / K) * lsm(logits)).sum(1)
                )
            )
        )(logits.shape[1]),
        "squared distance": lambda logits, labels, share: np.mean(
            ((np.exp(lsm(logits)) - T(labels, logits.shape[1], share)) ** 2).sum(1)
        ),
        "label with all its weight": lambda logits, labels, share: (
            -np.mean(
                (
                    (
                        hot(labels, logits.shape[1])
                        + (1 - hot(labels, logits.shape[1])) * share / logits.shape[1]
                    )
                    * lsm(logits)
                ).sum(1)
            )
        ),
        "logarithm of the mean": "q = softmax(logits, axis=1)[np.arange(len(labels)), labels]\nreturn np.mean(-np.log((1 - share) * q + share / logits.shape[1] + 1e-300))",
        "probabilities without logarithm": [
            (
                "return np.mean(-",
                "log_q = softmax(logits, axis=1)\n        right = log_q[np.arange(len(labels)), labels]\n        return np.mean(-",
            )
        ],
        "softmax over the rows": [("max(axis=1", "max(axis=0"), ("sum(axis=1", "sum(axis=0")],
        "largest for the sum": [
            ("log_q = z - np.log(np.exp(z).sum(axis=1, keepdims=True))", "log_q = z")
        ],
    },
    "rate_left": {
        "root of the share kept": lambda c, lam, square: 1 - np.sqrt(square / (square + c - lam)),
        "an exponential": lambda c, lam, square: 1 - np.exp(-(c - lam) / square),
    },
    "carried_rate": {
        "k rounded": lambda rate, k: (lambda v: v / (1 + v))(rate / (1 - rate) * round(k)),
        "variance of an unscaled mask": lambda rate, k: (
            (1 - np.sqrt(max(0, 1 - 4 * k * rate * (1 - rate)))) / 2
        ),
        "k cut off": "odds = int(k) * rate / (1 - rate)\nreturn odds / (1 + odds)",
    },
    "measured_interaction": {
        "the overlap": lambda neither, first, second, both: (
            lambda d: (d.mean(), d.std(ddof=1) / np.sqrt(len(d)))
        )((both - first - second + neither) / np.minimum(neither - first, neither - second)),
        "median": lambda neither, first, second, both: (
            lambda d: (np.median(d), d.std(ddof=1) / np.sqrt(len(d)))
        )(both - first - second + neither),
        "all added": lambda neither, first, second, both: (
            lambda d: (d.mean(), d.std(ddof=1) / np.sqrt(len(d)))
        )(both + first + second + neither),
        "of the logarithms": lambda neither, first, second, both: (
            lambda d: (d.mean(), d.std(ddof=1) / np.sqrt(len(d)))
        )(D(*map(np.log, (neither, first, second, both)))),
        "only one single saving": "each = both - first + neither\nreturn each.mean(), each.std(ddof=1) / np.sqrt(len(each))",
    },
    "balanced": {
        "largest entries": lambda W1, b1, W2: bal(
            W1, b1, W2, np.sqrt(np.abs(W2).max() / np.abs(W1).max())
        ),
        "the first brought to the second": lambda W1, b1, W2: (lambda a: (a * W1, a * b1, W2))(
            nf(W2) / nf(W1)
        ),
        "bias by the square": lambda W1, b1, W2: (lambda a: (a * W1, a * a * b1, W2 / a))(
            np.sqrt(nf(W2) / nf(W1))
        ),
    },
    "merged_mean": {
        "weighted by roots": lambda counts, means: np.sqrt(counts) @ means / np.sqrt(counts).sum(),
        "first machine left out": lambda counts, means: (
            counts[1:] @ means[1:] / max(counts[1:].sum(), 1)
        ),
        "multiplied and divided alike": lambda counts, means: (
            counts[:, None] * means / np.maximum(counts, 1)[:, None]
        ).sum(0),
    },
    "forget": {
        "the other part's rows below": lambda n, m, M, n2, m2, M2: (
            lambda n1, m1: (n1, m1, M - M2 - n1 * n2 / n * np.outer(m2 - m1, m2 - m1))
        )(n - n2, (n * m - (n - n2) * m2) / n2),
    },
    "violators": {
        "columns standardized": lambda X, y, w, lam, out: (
            lambda Z: out & (np.abs(Z.T @ (y - y.mean() - Z @ w)) / len(X) > lam)
        )((X - X.mean(0)) / X.std(0)),
    },
    "copies": {
        "the first alone": lambda X: np.array(cp(X)[:1], int),
    },
    "filled": {
        "one mark for all": lambda fitted, held: np.hstack(
            [fl(fitted, held, marks=False), np.isnan(held).any(1)[:, None].astype(float)]
        ),
        "gaps left": lambda fitted, held: np.hstack(
            [held, np.isnan(held[:, np.isnan(fitted).any(0)])]
        ),
        "marks alone": lambda fitted, held: np.isnan(held[:, np.isnan(fitted).any(0)]).astype(
            float
        ),
        "gappy columns dropped": lambda fitted, held: held[:, ~np.isnan(fitted).any(0)],
        "largest values": lambda fitted, held: fl(
            fitted, held, st=lambda a, axis: np.nanmax(a, axis=axis)
        ),
        "smallest values": "fill = np.nanmin(fitted, axis=0)\ngaps = np.isnan(held)\nmarks = gaps[:, np.isnan(fitted).any(axis=0)]\nreturn np.column_stack([np.where(gaps, fill, held), marks])",
    },
    "stretches": {
        "early rows at the end": lambda times, k, size: np.where(
            st(times, k, size) == 0, k + 1, st(times, k, size)
        ),
    },
    "rounds": {
        "what is left over": lambda costs, counts, budget: (
            budget - (rd(costs, counts, budget) * costs).sum()
        ),
    },
    "selected": {
        "how many are shown": lambda losses, share, limit: sum(
            bool(se(losses[[0, i]], share, limit)) for i in range(1, len(losses))
        ),
    },
}
"""For each exercise the slips by the names of their mistakes."""
