"""What learners write in the exercises on fine-tuning."""

import numpy as np
from learners.brief import BRIEF


def counted(shapes, rank, count):
    return sum(count(i, u, rank) for i, u in shapes)


def ridge(X, y, lam):
    return np.linalg.solve(X.T @ X / len(y) + lam * np.eye(X.shape[1]), X.T @ y / len(y))


def gradients(x, W, A, B, G):
    return x.T @ G @ B.T, A.T @ x.T @ G, G @ (W + A @ B).T


def parts(D, r, power=1.0, chosen=None):
    U, d, Vt = np.linalg.svd(D, full_matrices=False)
    chosen = slice(r) if chosen is None else chosen
    return U[:, chosen] @ np.diag(d[chosen] ** power) @ Vt[chosen]


def mixed(start, tuned, X, y, alphas, errors=None, mix=None):
    mix = mix or (lambda a: start + a * (tuned - start))
    errors = errors or (lambda Z: np.mean(Z.argmax(1) != y))
    best, least = None, np.inf
    for a in alphas:
        now = errors(X @ mix(a))
        if now < least:
            best, least = a, now
    return best, mix(best)


def penalty(X, change, v):
    return v / 2 * np.mean(X**2 @ change**2, axis=0).sum()


SCOPE = {"np": np}
SOLUTIONS = {
    "adapter_count": """
        inputs, units = shapes.T
        return np.sum(np.minimum(rank * (inputs + units), inputs * units))
    """,
    "ridge_to_start": """
        n, p = X.shape
        change = np.linalg.solve(X.T @ X + n * lam * np.eye(p), X.T @ (y - X @ start))
        return start + change
    """,
    "step_to_start": """
        return start + (1 - rate * lam) * (w - start) - rate * gradient
    """,
    "adapter_gradients": """
        inner = gradient @ B.T
        return x.T @ inner, (x @ A).T @ gradient, gradient @ W.T + inner @ A.T
    """,
    "best_change": """
        U, d, Vt = np.linalg.svd(tuned - start, full_matrices=False)
        return start + (U[:, :rank] * d[:rank]) @ Vt[:rank]
    """,
    "best_mix": """
        alphas = np.sort(alphas)
        mixtures = [(1 - a) * start + a * tuned for a in alphas]
        errors = [np.sum((X @ W).argmax(axis=1) != y) for W in mixtures]
        best = np.argmin(errors)
        return alphas[best], mixtures[best]
    """,
    "dropped_penalty": """
        strengths = rate / (1 - rate) * np.mean(X**2, axis=0)
        return strengths @ np.sum((A @ B) ** 2, axis=1) / 2
    """,
}
SLIPS = {
    "adapter_count": {
        "always an adapter": lambda s, r: counted(s, r, lambda i, u, r: r * i + r * u),
        "small kernels left out": lambda s, r: counted(
            s, r, lambda i, u, r: r * (i + u) if r * (i + u) < i * u else 0
        ),
        "the product": lambda s, r: counted(s, r, lambda i, u, r: r * i * u),
        "one matrix": lambda s, r: counted(s, r, lambda i, u, r: min(r * i, i * u)),
        "the other matrix": lambda s, r: counted(s, r, lambda i, u, r: min(r * u, i * u)),
        "with the kernel": lambda s, r: counted(s, r, lambda i, u, r: r * i + r * u + i * u),
        "with singular values": lambda s, r: counted(
            s, r, lambda i, u, r: min(r * i + r * r + r * u, i * u)
        ),
        "the rank against the smaller side": (
            lambda s, r: counted(s, r, lambda i, u, r: i * u if r >= min(i, u) else r * (i + u)),
            lambda s, r: counted(s, r, lambda i, u, r: i * u if r > min(i, u) else r * (i + u)),
        ),
        "the rank against half of the smaller side": (
            lambda s, r: counted(s, r, lambda i, u, r: i * u if 2 * r > min(i, u) else r * (i + u))
        ),
        "the larger of the two": lambda s, r: counted(
            s, r, lambda i, u, r: max(i * u, r * (i + u))
        ),
        "all whole": lambda s, r: counted(s, r, lambda i, u, r: i * u if r else 0),
        "one decision for all": lambda s, r: min(
            counted(s, r, lambda i, u, r: i * u), counted(s, r, lambda i, u, r: r * (i + u))
        ),
        "the rank cut off": lambda s, r: counted(s, r, lambda i, u, r: min(r, i, u) * (i + u)),
        "whole with an adapter": lambda s, r: counted(
            s, r, lambda i, u, r: r * (i + u) + (i * u if i * u <= r * (i + u) else 0)
        ),
        "biases": lambda s, r: counted(s, r, lambda i, u, r: min(i * u, r * (i + u)) + u),
    },
    "ridge_to_start": {
        "towards zero": lambda X, y, s, lam: ridge(X, y, lam),
        "the change alone": lambda X, y, s, lam: ridge(X, y - X @ s, lam),
        "start added to ridge": lambda X, y, s, lam: s + ridge(X, y, lam),
        "an average of the two ends": lambda X, y, s, lam: (
            (lam * s + np.linalg.lstsq(X, y)[0]) / (1 + lam)
        ),
        "a pull without n": [
            ("X.T @ (y - X @ start)", "X.T @ y + lam * start"),
            ("start + change", "change"),
        ],
        "λ without n": [("n * lam", "lam")],
        "a mixture": lambda X, y, s, lam: (ridge(X, y, lam) + lam * s) / (1 + lam),
        "start without its factor": [
            (
                "return start + change",
                "return np.linalg.solve(X.T @ X + n * lam * np.eye(p), X.T @ y + start)",
            )
        ],
        "one side divided by n": [
            ("X.T @ X + n * lam * np.eye(p)", "X.T @ X / n + lam * np.eye(p)")
        ],
    },
    "step_to_start": {
        "towards zero": lambda w, s, g, e, lam: w - e * (g + lam * w),
        "away from the start": lambda w, s, g, e, lam: w - e * g - e * lam * (s - w),
        "a decay without the rate": lambda w, s, g, e, lam: (1 - lam) * w + lam * s - e * g,
        "the distance alone": lambda w, s, g, e, lam: (1 - e * lam) * (w - s) - e * g,
        "the penalty after the step": """
            w = w - rate * gradient
            return w - rate * lam * (w - start)
        """,
        "from the start": lambda w, s, g, e, lam: s - e * g - e * lam * (w - s),
        "start for the distance": "return w - rate * (gradient + lam * start)",
    },
    "adapter_gradients": {
        "around the adapter": [(" + inner @ A.T", "")],
        "through the adapter alone": [("gradient @ W.T + ", "")],
        "gradient of the kernel": [("x.T @ inner,", "x.T @ gradient,")],
        "exchanged": lambda x, W, A, B, G: tuple(gradients(x, W, A, B, G)[i] for i in (1, 0, 2)),
        "B sees the output": [("(x @ A).T", "(x @ A @ B).T")],
    },
    "best_change": {
        "the kernel cut": lambda s, t, r: parts(t, r),
        "the change alone": lambda s, t, r: parts(t - s, r),
        "the way back": [("(tuned - start", "(start - tuned")],
        "both kernels cut": lambda s, t, r: s + parts(t, r) - parts(s, r),
        "the smallest": lambda s, t, r: s + parts(t - s, r, chosen=slice(-r, None)),
        "without the singular values": lambda s, t, r: s + parts(t - s, r, power=0),
        "roots of the singular values": lambda s, t, r: s + parts(t - s, r, power=0.5),
    },
    "best_mix": {
        "the last of the best": (
            lambda s, t, X, y, a: mixed(s, t, X, y, np.sort(a)[::-1]),
            mixed,
        ),
        "start and end exchanged": lambda s, t, X, y, a: mixed(t, s, X, y, np.sort(a)),
        "all of start kept": [("(1 - a) * start", "start")],
        "a place in another order": [
            ("alphas = np.sort(alphas)", "given, alphas = alphas, np.sort(alphas)"),
            (
                "alphas[best], mixtures[best]",
                "given[best], (1 - given[best]) * start + given[best] * tuned",
            ),
        ],
        "the worst": lambda s, t, X, y, a: mixed(
            s, t, X, y, np.sort(a), errors=lambda Z: np.mean(Z.argmax(1) == y)
        ),
        "squared distances": lambda s, t, X, y, a: mixed(
            s, t, X, y, np.sort(a), errors=lambda Z: np.mean((Z - np.eye(Z.shape[1])[y]) ** 2)
        ),
        "the tuned weights": lambda s, t, X, y, a: (mixed(s, t, X, y, np.sort(a))[0], t),
        "the score for the class": [("argmax(axis=1)", "max(axis=1)")],
    },
    "dropped_penalty": {
        "the rate for v": lambda X, A, B, r: penalty(X, A @ B, r),
        "the mask's variance": lambda X, A, B, r: penalty(X, A @ B, r * (1 - r)),
        "plain L2 on the change": lambda X, A, B, r: r / (1 - r) / 2 * np.sum((A @ B) ** 2),
        "every feature alike": [("np.mean(X**2, axis=0)", "np.full(len(A), np.mean(X**2))")],
        "a mask behind A": lambda X, A, B, r: (
            r / (1 - r) / 2 * np.mean(np.sum((X @ A) ** 2 @ B**2, 1))
        ),
        "square of the sum": lambda X, A, B, r: (
            r / (1 - r) / 2 * np.mean(np.sum((X @ A @ B) ** 2, 1))
        ),
        "A and B apart": lambda X, A, B, r: (
            r / (1 - r) / 2 * np.mean(np.sum(X**2 @ A**2 @ B**2, 1))
        ),
        "summed over rows": lambda X, A, B, r: len(X) * penalty(X, A @ B, r / (1 - r)),
        "features with their signs": [("np.mean(X**2, axis=0)", "np.mean(X, axis=0)")],
    },
}
for name, slips in SLIPS.items():
    slips.update(BRIEF.get(name, {}))
OTHERS = {
    "ridge_to_start": [
        (lambda X, y, s, lam: s - ridge(X, y - X @ s, lam), ""),
        (lambda X, y, s, lam: s, ""),
    ],
    "step_to_start": [
        (lambda w, s, g, e, lam: w - e * g - e * lam / 2 * (w - s), "This would be right for half"),
    ],
    "dropped_penalty": [
        (lambda X, A, B, r: 2 * penalty(X, A @ B, r / (1 - r)), "The result is twice what it"),
    ],
}
RIGHT = {
    "adapter_count": [lambda s, r: counted(s, r, lambda i, u, r: min(r * (i + u), i * u))],
    "ridge_to_start": [
        lambda X, y, s, lam: np.linalg.lstsq(
            np.vstack([X, np.sqrt(len(y) * lam) * np.eye(X.shape[1])]),
            np.concatenate([y, np.sqrt(len(y) * lam) * s]),
        )[0],
    ],
    "step_to_start": [lambda w, s, g, e, lam: w - e * g - e * lam * (w - s)],
    "adapter_gradients": [gradients, lambda *a: list(gradients(*a))],
    "best_change": [lambda s, t, r: s + parts(t - s, r)],
    "best_mix": [
        lambda s, t, X, y, a: min(
            ((np.sum((X @ (s + b * (t - s))).argmax(1) != y), b, s + b * (t - s)) for b in a),
            key=lambda found: found[:2],
        )[1:],
    ],
    "dropped_penalty": [lambda X, A, B, r: penalty(X, A @ B, r / (1 - r))],
}
