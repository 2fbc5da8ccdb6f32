"""What learners write in the exercises on four knobs of a network."""

import itertools
import math

import numpy as np

# Names that an answer may use.
SCOPE = {"np": np, "math": math, "itertools": itertools}

SOLUTIONS = {
    "largest_rate": """
        steepest = np.linalg.norm(X, 2) ** 2 / len(X)
        return 2 / (steepest + lam)
    """,
    "stop": """
        mark, best = losses[0], 0
        for epoch, loss in enumerate(losses):
            if loss < mark - min_delta:
                mark, best = loss, epoch
            if epoch - best == patience:
                break
        return epoch + 1, best + 1
    """,
    "schedule": """
        if step < warmup:
            return peak * step / warmup
        share = (step - warmup) / (steps - warmup)
        return peak * (1 + np.cos(np.pi * share)) / 2
    """,
    "batch_noise": """
        spread = G.var(axis=0, ddof=1).sum()
        return spread / B * (1 - B / len(G))
    """,
}

SLIPS = {
    "largest_rate": {
        "penalty forgotten": "return 2 * len(X) / np.linalg.norm(X, 2) ** 2",
        "rows forgotten": "return 2 / (np.linalg.norm(X, 2) ** 2 + lam)",
        "singular value": "return 2 / (np.linalg.norm(X, 2) / len(X) + lam)",
        "one step to the goal": "return 1 / (np.linalg.norm(X, 2) ** 2 / len(X) + lam)",
        "flattest direction": """
            return 2 / (np.linalg.svd(X, compute_uv=False)[-1] ** 2 / len(X) + lam)
        """,
        "sum of all curvatures": "return 2 / (np.linalg.norm(X) ** 2 / len(X) + lam)",
        "penalty without a half": "return 2 / (np.linalg.norm(X, 2) ** 2 / len(X) + 2 * lam)",
        "half of the penalty": "return 2 / (np.linalg.norm(X, 2) ** 2 / len(X) + lam / 2)",
        "half of the loss": "return 2 / (np.linalg.norm(X, 2) ** 2 / (2 * len(X)) + lam)",
        "nλ": """
            n = len(X)
            return 2 / (np.linalg.norm(X, 2) ** 2 / n + n * lam)
        """,
        "columns counted": "return 2 / (np.linalg.norm(X, 2) ** 2 / X.shape[1] + lam)",
        "penalty added to the rate": "return 2 * len(X) / np.linalg.norm(X, 2) ** 2 + lam",
        "penalty subtracted": "return 2 / (np.linalg.norm(X, 2) ** 2 / len(X) - lam)",
        "the steeper of the two": "return 2 / max(np.linalg.norm(X, 2) ** 2 / len(X), lam)",
        "product of the curvatures": "return 2 / (np.linalg.norm(X, 2) ** 2 / len(X) * lam)",
        "flattest of all directions": """
            return 2 / (np.linalg.eigvalsh(X.T @ X / len(X))[0] + lam)
        """,
        "both ends": """
            c = np.linalg.eigvalsh(X.T @ X / len(X)) + lam
            return 2 / (c[0] + c[-1])
        """,
        "root of the sum of squares": """
            return 2 / np.linalg.norm(X.T @ X / len(X) + lam * np.eye(X.shape[1]))
        """,
        "bounds added": """
            penalty = 2 / lam if lam else 0
            return 2 * len(X) / np.linalg.norm(X, 2) ** 2 + penalty
        """,
        "steepest column": "return 2 / (max((X**2).sum(axis=0)) / len(X) + lam)",
        "steepest row": "return 2 / (max((X**2).sum(axis=1)) + lam)",
        "centered": """
            Z = X - X.mean(axis=0)
            return 2 / (np.linalg.norm(Z, 2) ** 2 / len(X) + lam)
        """,
        "standardized": """
            Z = (X - X.mean(axis=0)) / X.std(axis=0)
            return 2 / (np.linalg.norm(Z, 2) ** 2 / len(X) + lam)
        """,
        "curvature": "return np.linalg.norm(X, 2) ** 2 / len(X) + lam",
        "singular value over √n": "return 2 / (np.linalg.norm(X, 2) / np.sqrt(len(X)) + lam)",
        "n − 1 for n": "return 2 / (np.linalg.norm(X, 2) ** 2 / (len(X) - 1) + lam)",
        "covariance matrix": "return 2 / (np.linalg.eigvalsh(np.cov(X.T))[-1] + lam)",
        "norm of another kind": "return 2 / (np.linalg.norm(X, 1) ** 2 / len(X) + lam)",
        "mean curvature": "return 2 / (np.linalg.eigvalsh(X.T @ X / len(X)).mean() + lam)",
        "trace with the penalty": """
            return 2 / np.trace(X.T @ X / len(X) + lam * np.eye(X.shape[1]))
        """,
        "brackets missing": "return 2 / np.linalg.norm(X, 2) ** 2 / len(X) + lam",
        "λ in every entry": "return 2 / np.linalg.eigvalsh(X.T @ X / len(X) + lam).max()",
        "penalty subtracted from the rate": "return 2 * len(X) / np.linalg.norm(X, 2) ** 2 - lam",
        "penalty without the rate": "return (2 - lam) / (np.linalg.norm(X, 2) ** 2 / len(X))",
        "bare singular value": "return 2 / (np.linalg.norm(X, 2) + lam)",
        "squared twice": "return 2 / (np.linalg.norm(X.T @ X, 2) ** 2 / len(X) + lam)",
        "curvature squared": "return 2 / (np.linalg.norm(X.T @ X / len(X), 2) ** 2 + lam)",
        "penalty as a factor": "return 2 / (np.linalg.norm(X, 2) ** 2 / len(X) * (1 + lam))",
        "divided by n in the wrong place": "return 2 / (np.linalg.norm(X, 2) ** 2 + lam) / len(X)",
        "root of the curvature": "return 2 / np.sqrt(np.linalg.norm(X, 2) ** 2 / len(X) + lam)",
        "largest sum of a row": "return 2 / (np.linalg.norm(X, np.inf) ** 2 / len(X) + lam)",
    },
    "stop": {
        "no smallest improvement": [(" - min_delta", "")],
        "compared with the lowest of all": """
            mark, best = losses[0], 0
            for epoch, loss in enumerate(losses):
                if loss < mark - min_delta:
                    best = epoch
                mark = min(mark, loss)
                if epoch - best == patience:
                    break
            return epoch + 1, best + 1
        """,
        "compared with the epoch before": """
            best = 0
            for epoch in range(len(losses)):
                if epoch and losses[epoch] < losses[epoch - 1] - min_delta:
                    best = epoch
                if epoch - best >= patience:
                    break
            return epoch + 1, best + 1
        """,
        "counted from 0": [("epoch + 1, best + 1", "epoch, best")],
        "one epoch too long": [("== patience", "> patience")],
        "other order": [("epoch + 1, best + 1", "best + 1, epoch + 1")],
        "never stopped": "return len(losses), int(np.argmin(losses)) + 1",
        "lowest of all losses": [("best + 1", "int(np.argmin(losses)) + 1")],
        "lowest of those trained": [("best + 1", "int(np.argmin(losses[:epoch + 1])) + 1")],
        "exactly enough": [("loss < mark", "loss <= mark")],
        "one epoch too soon": [("epoch - best ==", "epoch - best + 1 >=")],
        "first epoch waits": """
            mark, best, wait = losses[0], 0, 0
            for epoch, loss in enumerate(losses):
                if loss < mark - min_delta:
                    mark, best, wait = loss, epoch, 0
                else:
                    wait += 1
                if wait >= patience:
                    break
            return epoch + 1, best + 1
        """,
        "not in a row": """
            mark, best, bad = losses[0], 0, 0
            for epoch, loss in enumerate(losses):
                if loss < mark - min_delta:
                    mark, best = loss, epoch
                elif epoch:
                    bad += 1
                if bad >= patience:
                    break
            return epoch + 1, best + 1
        """,
        "a share of the loss": [("mark - min_delta", "mark*(1 - min_delta)")],
        "worse by less": [(" - min_delta", " + min_delta")],
        "any change": [("loss < mark - min_delta", "abs(loss - mark) > min_delta")],
        "rises": [("loss < mark - min_delta", "loss > mark + min_delta")],
        "mark of zero": [("losses[0], 0", "0.0, 0")],
        "wait for the lowest": """
            mark, best, low = losses[0], 0, 0
            for epoch, loss in enumerate(losses):
                if loss < losses[low]:
                    low = epoch
                if loss < mark - min_delta:
                    mark, best = loss, epoch
                if epoch - low >= patience:
                    break
            return epoch + 1, best + 1
        """,
        "last epoch kept": [("best + 1", "epoch + 1")],
        "all epochs": [("epoch + 1, best", "len(losses), best")],
        "stop ignored": [("break", "pass")],
        "last one not counted": [
            ("return epoch + 1", "return (epoch if epoch - best == patience else epoch + 1)")
        ],
        "mark stays at the first": [("mark, best = loss, epoch", "best = epoch")],
        "mark lowered by min_delta": [
            ("mark, best = loss, epoch", "mark, best = mark - min_delta, epoch")
        ],
        "waits for a worse one": """
            mark, best, wait = losses[0], 0, 0
            for epoch, loss in enumerate(losses[1:], 1):
                if loss < mark - min_delta:
                    mark, best, wait = loss, epoch, 0
                elif loss > mark:
                    wait += 1
                if wait == patience:
                    break
            return epoch + 1, best + 1
        """,
        "epochs since the best": [("return epoch + 1", "return epoch + 1 - best")],
        "patience never cut short": [("return epoch + 1", "return best + 1 + patience")],
        "loss for the epoch": [("best + 1", "mark")],
        "wait never begins again": """
            mark, best, wait = losses[0], 0, 0
            for epoch in range(1, len(losses)):
                wait += 1
                if losses[epoch] < mark - min_delta:
                    mark, best = losses[epoch], epoch
                if wait == patience:
                    break
            return epoch + 1, best + 1
        """,
        "waits for a much worse one": """
            mark, best, wait = losses[0], 0, 0
            for epoch in range(1, len(losses)):
                if losses[epoch] < mark - min_delta:
                    mark, best, wait = losses[epoch], epoch, 0
                elif losses[epoch] > mark + min_delta:
                    wait += 1
                if wait == patience:
                    break
            return epoch + 1, best + 1
        """,
        "how long it waited": [("best + 1", "epoch - best")],
    },
    "schedule": {
        "warm-up counted twice": """
            if step < warmup:
                return peak * step / warmup
            return peak * (1 + np.cos(np.pi * step / steps)) / 2
        """,
        "ends too late": """
            if step < warmup:
                return peak * step / warmup
            return peak * (1 + np.cos(np.pi * (step - warmup) / steps)) / 2
        """,
        "no half": """
            if step < warmup:
                return peak * step / warmup
            return peak * (1 + np.cos(np.pi * (step - warmup) / (steps - warmup)))
        """,
        "straight line": """
            if step < warmup:
                return peak * step / warmup
            return peak * (1 - (step - warmup) / (steps - warmup))
        """,
        "whole wave": """
            if step < warmup:
                return peak * step / warmup
            return peak * (1 + np.cos(2 * np.pi * (step - warmup) / (steps - warmup))) / 2
        """,
        "no warm-up": """
            if step < warmup:
                return peak
            return peak * (1 + np.cos(np.pi * (step - warmup) / (steps - warmup))) / 2
        """,
        "cosine from the start": "return peak * (1 + np.cos(np.pi * step / steps)) / 2",
        "steps counted from the start": [("(step - warmup) /", "step /")],
        "warm-up downwards": [("peak * step / warmup", "peak * (1 - step / warmup)")],
        "rises over all steps": """
            if step < warmup:
                return peak * step / steps
            return peak * (1 + np.cos(np.pi * (step - warmup) / (steps - warmup))) / 2
        """,
        "counted from 1 in the warm-up": """
            if step < warmup:
                return peak * (step + 1) / warmup
            return peak * (1 + np.cos(np.pi * (step - warmup) / (steps - warmup))) / 2
        """,
        "peak at the last step of the warm-up": """
            if step < warmup:
                return peak * step / max(warmup - 1, 1)
            return peak * (1 + np.cos(np.pi * (step - warmup) / (steps - warmup))) / 2
        """,
        "zero one step too early": """
            if step < warmup:
                return peak * step / warmup
            return peak * (1 + np.cos(np.pi * (step - warmup) / (steps - warmup - 1))) / 2
        """,
        "quarter of a wave": """
            if step < warmup:
                return peak * step / warmup
            return peak * np.cos(np.pi / 2 * (step - warmup) / (steps - warmup))
        """,
        "down to minus the peak": """
            if step < warmup:
                return peak * step / warmup
            return peak * np.cos(np.pi * (step - warmup) / (steps - warmup))
        """,
        "upwards": """
            if step < warmup:
                return peak * step / warmup
            return peak * (1 - np.cos(np.pi * (step - warmup) / (steps - warmup))) / 2
        """,
        "peak forgotten in the warm-up": """
            if step < warmup:
                return step / warmup
            return peak * (1 + np.cos(np.pi * (step - warmup) / (steps - warmup))) / 2
        """,
        "angle without π": """
            if step < warmup:
                return peak * step / warmup
            return peak * (1 + np.cos((step - warmup) / (steps - warmup))) / 2
        """,
        "degrees": """
            if step < warmup:
                return peak * step / warmup
            return peak * (1 + np.cos(180 * (step - warmup) / (steps - warmup))) / 2
        """,
        "warm-up along a cosine": """
            if step < warmup:
                return peak * (1 - np.cos(np.pi * step / warmup)) / 2
            return peak * (1 + np.cos(np.pi * (step - warmup) / (steps - warmup))) / 2
        """,
        "the chapter's numbers": "return 0.3 * (1 + np.cos(np.pi * step / 40)) / 2",
        "sine": [
            ("peak * (1 + np.cos(np.pi * share)) / 2", "peak * (1 + np.sin(np.pi * share)) / 2")
        ],
        "one not times the peak": [
            ("peak * (1 + np.cos(np.pi * share)) / 2", "(1 + peak * np.cos(np.pi * share)) / 2")
        ],
        "brackets missing": [
            ("peak * (1 + np.cos(np.pi * share)) / 2", "peak + np.cos(np.pi * share) / 2")
        ],
        "no 1 before the cosine": [
            ("peak * (1 + np.cos(np.pi * share)) / 2", "peak * np.cos(np.pi * share) / 2")
        ],
        "cut off at zero": [
            ("peak * (1 + np.cos(np.pi * share)) / 2", "max(peak * np.cos(np.pi * share), 0)")
        ],
        "squared warm-up": [("peak * step / warmup", "peak * (step / warmup) ** 2")],
        "warm-up along a sine": [
            ("peak * step / warmup", "peak * np.sin(np.pi / 2 * step / warmup)")
        ],
        "zero in the warm-up": [("peak * step / warmup", "0.0")],
        "one step ahead on the way down": [("(step - warmup)", "(step - warmup + 1)")],
        "both multiplied": """
            rise = min(step / warmup, 1) if warmup else 1
            return peak * rise * (1 + np.cos(np.pi * step / steps)) / 2
        """,
        "warm-up one step too long": [("step / warmup", "step / (warmup + 1)")],
        "counted from 1 and one more": [("step / warmup", "(step + 1) / (warmup + 1)")],
        "the same step again": [("peak * step / warmup", "peak / warmup")],
        "nothing to warm up": [
            ("step < warmup", "step <= warmup"),
            ("step / warmup", "step / max(warmup, 1)"),
        ],
        "half on the cosine alone": [
            ("(1 + np.cos(np.pi * share)) / 2", "(1 + np.cos(np.pi * share) / 2)")
        ],
        "folded up": [("(1 + np.cos(np.pi * share)) / 2", "abs(np.cos(np.pi * share))")],
        "constant after the warm-up": [("peak * (1 + np.cos(np.pi * share)) / 2", "peak")],
        "brackets missing in the share": [("(step - warmup) /", "step - warmup /")],
        "decay by e": [("(1 + np.cos(np.pi * share)) / 2", "np.exp(-share)")],
        "3.14": [("np.pi", "3.14")],
        "warm-up along a root": [("peak * step / warmup", "peak * np.sqrt(step / warmup)")],
        "flat at one end": [("(1 + np.cos(np.pi * share)) / 2", "(1 - np.sin(np.pi / 2 * share))")],
        "cosine from the end of the warm-up, before it too": """
            t = (step - warmup) / (steps - warmup)
            return peak / 2 * (1 + np.cos(np.pi * t))
        """,
        "warm-up added to the steps": """
            if step < warmup:
                return peak * step / warmup
            t = (step - warmup) / (steps + warmup)
            return peak / 2 * (1 + np.cos(np.pi * t))
        """,
    },
    "batch_noise": {
        "all numbers at once": "return G.var() / B * (len(G) - B) / (len(G) - 1)",
        "squared length, other factor": (
            """
            left_out = (len(G) - B) / (len(G) - 1)
            return (G**2).mean(axis=0).sum() / B * left_out
            """,
            """
            n = len(G)
            return (G**2).sum() / (n - 1) / B * (1 - B / n)
            """,
        ),
        "with replacement": "return G.var(axis=0).sum() / B",
        "no correction": "return G.var(axis=0, ddof=1).sum() / B",
        "dividing by n": "return G.var(axis=0).sum() / B * (1 - B / len(G))",
        "mean over the parameters": """
            return G.var(axis=0, ddof=1).mean() / B * (1 - B / len(G))
        """,
        "distance": "return np.sqrt(G.var(axis=0, ddof=1).sum() / B * (1 - B / len(G)))",
        "one row": "return G.var(axis=0, ddof=1).sum() * (1 - 1 / len(G))",
        "squared length": "return np.mean(np.sum(G**2, axis=1)) / B * (1 - B / len(G))",
        "n − 1 twice": """
            n = len(G)
            return G.var(axis=0, ddof=1).sum() / B * (n - B) / (n - 1)
        """,
        "one row too many": """
            n = len(G)
            return G.var(axis=0, ddof=1).sum() / B * (1 - (B - 1) / n)
        """,
        "share of the batch": "return G.var(axis=0, ddof=1).sum() / B * (B / len(G))",
        "sum over the rows": """
            n = len(G)
            return np.linalg.norm(G - G.mean(axis=0)) ** 2 / B * (1 - B / n)
        """,
        "not divided by B": "return G.var(axis=0, ddof=1).sum() * (1 - B / len(G))",
        "all numbers together": "return G.var(ddof=1) / B * (1 - B / len(G))",
        "rows for columns": "return G.var(axis=1, ddof=1).sum() / B * (1 - B / len(G))",
        "standard deviations": "return G.std(axis=0, ddof=1).sum() / B * (1 - B / len(G))",
        "distances averaged": """
            m = G.mean(axis=0)
            return np.mean(
                [
                    np.linalg.norm(G[list(c)].mean(axis=0) - m)
                    for c in itertools.combinations(range(len(G)), B)
                ]
            )
        """,
        "consecutive batches": """
            m = G.mean(axis=0)
            return np.mean(
                [np.sum((G[i : i + B].mean(axis=0) - m) ** 2) for i in range(0, len(G), B)]
            )
        """,
        "first batch": "return np.sum((G[:B].mean(axis=0) - G.mean(axis=0)) ** 2)",
        "factor squared": [("(1 - B / len(G))", "(1 - B / len(G)) ** 2")],
        "root of the factor": [("(1 - B / len(G))", "np.sqrt(1 - B / len(G))")],
        "n − 1 in the factor": [("len(G))", "(len(G) - 1))")],
        "largest variance": [(".sum()", ".max()")],
        "whole covariance matrix": [("G.var(axis=0, ddof=1).sum()", "np.cov(G.T).sum()")],
        "length of the mean": [("G.var(axis=0, ddof=1).sum()", "(G.mean(axis=0) ** 2).sum()")],
        "measured from zero": """
            batches = itertools.combinations(range(len(G)), B)
            means = [G[list(rows)].mean(axis=0) for rows in batches]
            return (np.array(means) ** 2).sum(axis=1).mean()
        """,
        "added up over the batches": """
            batches = itertools.combinations(range(len(G)), B)
            means = [G[list(rows)].mean(axis=0) for rows in batches]
            return ((np.array(means) - G.mean(axis=0)) ** 2).sum()
        """,
        "mean over all numbers": """
            n = len(G)
            return np.mean((G - G.mean(axis=0)) ** 2) / B * (1 - B / n)
        """,
        "one mean for all parameters": """
            n = len(G)
            return ((G - G.mean()) ** 2).sum() / (n - 1) / B * (1 - B / n)
        """,
        "deviations added and squared": [
            ("G.var(axis=0, ddof=1).sum()", "G.std(axis=0, ddof=1).sum() ** 2")
        ],
        "norm of the covariance matrix": [
            ("G.var(axis=0, ddof=1).sum()", "np.linalg.norm(np.cov(G.T))")
        ],
        "largest eigenvalue": [
            ("G.var(axis=0, ddof=1).sum()", "np.linalg.eigvalsh(np.cov(G.T)).max()")
        ],
        "rows of the batch": """
            batches = itertools.combinations(range(len(G)), B)
            return np.mean([np.sum((G[list(rows)] - G.mean(axis=0)) ** 2) for rows in batches])
        """,
        "sum of the batch": """
            batches = itertools.combinations(range(len(G)), B)
            sums = np.array([G[list(rows)].sum(axis=0) for rows in batches])
            return ((sums - G.mean(axis=0)) ** 2).sum(axis=1).mean()
        """,
        "zero for the whole batch alone": [
            ("return spread", "return 0.0 if len(G) == B else spread"),
            (" * (1 - B / len(G))", ""),
        ],
        "largest distance": """
            batches = itertools.combinations(range(len(G)), B)
            means = np.array([G[list(rows)].mean(axis=0) for rows in batches])
            return ((means - G.mean(axis=0)) ** 2).sum(axis=1).max()
        """,
    },
}

OTHERS = {
    "largest_rate": [
        # Per direction.
        (
            """
            return 2 / (np.linalg.eigvalsh(X.T @ X / len(X)) + lam)
        """,
            "The result has more entries than are asked: their smallest",
        ),
    ],
    "stop": [
        # First zero based.
        (
            [("epoch + 1, best + 1", "epoch, best + 1")],
            "Right: kept. trained is 1 less than it should be.",
        ),
        # Second zero based.
        (
            [("epoch + 1, best + 1", "epoch + 1, best")],
            "Right: trained. kept is 1 less than it should be.",
        ),
        # One number.
        (
            [("return epoch + 1, best + 1", "return epoch + 1")],
            "Return trained, kept together, as a tuple.",
        ),
    ],
    "schedule": [
        # The warm-up ends a step too early.
        ([("step < warmup", "step < warmup - 1")], ""),
        # Division.
        (
            """
            if step <= warmup:
                return peak * step / warmup
            s = (step - warmup) / (steps - warmup)
            return peak * (1 + np.cos(np.pi * s)) / 2
        """,
            "Without a warm-up, `warmup` is 0 and cannot be divided by.",
        ),
        # Minimum.
        (
            """
            up = min(1, step / warmup)
            s = max(0, (step - warmup) / (steps - warmup))
            return peak * up * (1 + np.cos(np.pi * s)) / 2
        """,
            "Without a warm-up, `warmup` is 0 and cannot be divided by.",
        ),
        # Peak forgotten.
        (
            """
            if step < warmup:
                return step / warmup
            return (1 + np.cos(np.pi * (step - warmup) / (steps - warmup))) / 2
        """,
            "The result is what it should be, divided by peak.",
        ),
        # Whole curve.
        (
            """
            return np.array(
                [
                    peak * t / warmup
                    if t < warmup
                    else peak * (1 + np.cos(np.pi * (t - warmup) / (steps - warmup))) / 2
                    for t in range(steps + 1)
                ]
            )
        """,
            "The answer never uses its argument step.",
        ),
    ],
    "batch_noise": [
        # B squared.
        (
            """
            return G.var(axis=0, ddof=1).sum() / B**2 * (1 - B / len(G))
        """,
            "The result is what it should be, divided by B.",
        ),
        # Per coordinate.
        (
            """
            return G.var(axis=0, ddof=1) / B * (1 - B / len(G))
        """,
            "The result has more entries than are asked: their sum is",
        ),
        # Drawn.
        (
            """
            rng = np.random.default_rng(0)
            m = G.mean(axis=0)
            return np.mean(
                [
                    np.sum((G[rng.choice(len(G), B, replace=False)].mean(axis=0) - m) ** 2)
                    for _ in range(2000)
                ]
            )
        """,
            "",
        ),
        # Ordered with replacement.
        (
            """
            m = G.mean(axis=0)
            return np.mean(
                [
                    np.sum((G[list(c)].mean(axis=0) - m) ** 2)
                    for c in itertools.combinations_with_replacement(range(len(G)), B)
                ]
            )
        """,
            "",
        ),
    ],
}

RIGHT = {
    "largest_rate": [
        "return 2 / (np.linalg.eigvalsh(X.T @ X / len(X)).max() + lam)",
        "return 2 / np.linalg.eigvalsh(X.T @ X / len(X) + lam * np.eye(X.shape[1]))[-1]",
        "return 2 / (np.linalg.svd(X)[1][0] ** 2 / len(X) + lam)",
        "return 2 / (np.linalg.eigvalsh(X @ X.T).max() / len(X) + lam)",
    ],
    "stop": [
        [],
        """
            mark, wait = np.inf, 0
            for e, l in enumerate(losses, 1):
                if mark - l > min_delta:
                    mark, best, wait = l, e, 0
                else:
                    wait += 1
                    if wait == patience:
                        return e, best
            return len(losses), best
        """,
        [("epoch + 1, best + 1", "[epoch + 1, best + 1]")],
    ],
    "schedule": [
        """
            return np.where(
                step < warmup,
                peak * step / np.float64(warmup),
                peak * (1 + np.cos(np.pi * (step - warmup) / (steps - warmup))) / 2,
            )
        """,
        """
            return (
                peak * step / warmup
                if step < warmup
                else peak * (0.5 + 0.5 * math.cos(math.pi * (step - warmup) / (steps - warmup)))
            )
        """,
        """
            if step < warmup:
                return step / warmup * peak
            return peak * np.cos(np.pi / 2 * (step - warmup) / (steps - warmup)) ** 2
        """,
        """
            return (
                float(np.interp(step, [0, warmup], [0, peak]))
                if step < warmup
                else peak * (1 + np.cos(np.pi * (step - warmup) / (steps - warmup))) / 2
            )
        """,
    ],
    "batch_noise": [
        """
            n = len(G)
            return G.var(axis=0).sum() / B * (n - B) / (n - 1)
        """,
        """
            n = len(G)
            return np.trace(np.atleast_2d(np.cov(G.T))) * (1 / B - 1 / n)
        """,
        """
            n = len(G)
            D = G - G.mean(axis=0)
            return (D**2).sum() / (n - 1) * (n - B) / (n * B)
        """,
        """
            m = G.mean(axis=0)
            return np.mean(
                [
                    np.sum((G[list(c)].mean(axis=0) - m) ** 2)
                    for c in itertools.combinations(range(len(G)), B)
                ]
            )
        """,
    ],
}
