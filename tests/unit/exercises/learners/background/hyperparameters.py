"""What learners write in the exercises on hyperparameters."""

import itertools
import math

import numpy as np

# Names that an answer may use.
SCOPE = {"np": np, "math": math, "itertools": itertools}

SOLUTIONS = {
    "test_rows": "return int(np.ceil(accuracy * (1 - accuracy) / error**2 * (1 - 1e-12)))",
    "twins": "return (B[:, None, :] == A).all(axis=2).any(axis=1)",
    "best_of": """
        ranks = np.arange(len(scores) + 1) / len(scores)
        return np.sort(scores) @ np.diff(ranks**k)
    """,
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
    "test_rows": {
        "rounded down": "return int(accuracy * (1 - accuracy) / error**2)",
        "root forgotten": "return int(np.ceil(accuracy * (1 - accuracy) / error))",
        "worst case": "return int(np.ceil(0.25 / error**2))",
        "accuracy alone": "return int(np.ceil(accuracy / error**2))",
        "two standard errors": "return int(np.ceil(4 * accuracy * (1 - accuracy) / error**2))",
        "interval of 95 percent": """
            return int(np.ceil(1.96**2 * accuracy * (1 - accuracy) / error**2))
        """,
        "below the precision": "return int(accuracy * (1 - accuracy) / error**2) + 1",
        "rounded to the nearest": "return round(accuracy * (1 - accuracy) / error**2)",
        "not rounded": "return accuracy * (1 - accuracy) / error**2",
        "error not squared": "return int(np.ceil(np.sqrt(accuracy * (1 - accuracy)) / error))",
        "variance squared": "return int(np.ceil(accuracy**2 * (1 - accuracy) ** 2 / error**2))",
        "share of errors alone": "return int(np.ceil((1 - accuracy) / error**2))",
        "no variance": "return int(np.ceil(1 / error**2))",
        "fraction upside down": "return int(np.ceil(error**2 / (accuracy * (1 - accuracy))))",
        "interval of 90 percent": """
            return int(np.ceil(1.645**2 * accuracy * (1 - accuracy) / error**2))
        """,
        "1.96 not squared": "return int(np.ceil(1.96 * accuracy * (1 - accuracy) / error**2))",
        "deviation in place of variance": """
            return int(np.ceil(np.sqrt(accuracy * (1 - accuracy)) / error**2))
        """,
        "two models": "return int(np.ceil(2 * accuracy * (1 - accuracy) / error**2))",
    },
    "twins": {
        "cell by cell": "return np.isin(B, A).all(axis=1)",
        "any number anywhere": "return np.isin(B, A).any(axis=1)",
        "any cell": "return (B[:, None] == A).any(axis=2).any(axis=1)",
        "some row a column": "return (B[:, None] == A).any(axis=1).all(axis=1)",
        "the other way round": "return (B[:, None] == A).all(axis=2).any(axis=0)",
        "sums": "return np.isin(B.sum(axis=1), A.sum(axis=1))",
        "not a twin": "return ~(B[:, None] == A).all(axis=2).any(axis=1)",
        "how many": "return int((B[:, None] == A).all(axis=2).any(axis=1).sum())",
        "nearly equal": """
            S = {tuple(r) for r in A.round(6)}
            return np.array([tuple(r) in S for r in B.round(6)])
        """,
        "in any place": """
            S = {tuple(sorted(r)) for r in A}
            return np.array([tuple(sorted(r)) in S for r in B])
        """,
        "the same set of numbers": """
            S = [set(r) for r in A]
            return np.array([set(r) in S for r in B])
        """,
        "row beside row": """
            k = min(len(A), len(B))
            out = np.zeros(len(B), bool)
            out[:k] = (A[:k] == B[:k]).all(axis=1)
            return out
        """,
        "copies within B": """
            S = [tuple(r) for r in np.vstack([A, B])]
            return np.array([S.count(tuple(r)) > 1 for r in B])
        """,
        "exactly one twin": "return (B[:, None] == A).all(axis=2).sum(axis=1) == 1",
        "bytes": """
            S = {r.tobytes() for r in A}
            return np.array([r.tobytes() in S for r in B])
        """,
        "first numbers": "return np.isin(B[:, 0], A[:, 0])",
        "all rows of A": "return (B[:, None] == A).all(axis=2).all(axis=1)",
        "most numbers": "return ((B[:, None] == A).sum(axis=2) >= A.shape[1] - 1).any(axis=1)",
        "every pair": "return (B[:, None] == A).all(axis=2)",
        "every number": "return np.isin(B, A)",
        "lengths": "return np.isin((B**2).sum(axis=1), (A**2).sum(axis=1))",
        "as printed": """
            known = {str(row) for row in A}
            return np.array([str(row) in known for row in B])
        """,
        "differences added up": "return ((B[:, None] - A).sum(axis=2) == 0).any(axis=1)",
        "first twin alone": """
            known, mask = {tuple(row) for row in A}, []
            for row in B:
                mask.append(tuple(row) in known)
                known.discard(tuple(row))
            return np.array(mask)
        """,
        "half of the numbers": "return (B[:, None] == A).mean(axis=2).max(axis=1) > 0.5",
    },
    "best_of": {
        "mean": "return np.mean(scores)",
        "maximum": "return np.max(scores)",
        "without replacement": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            w = [math.comb(j - 1, k - 1) / math.comb(N, k) if k <= N else 0 for j in i]
            return scores @ np.array(w)
        """,
        "not sorted": """
            r = np.arange(len(scores) + 1) / len(scores)
            return scores @ np.diff(r**k)
        """,
        "worst": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            r = np.arange(N + 1) / N
            return scores[::-1] @ np.diff(r**k)
        """,
        "one draw fewer": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            r = np.arange(N + 1) / N
            return scores @ np.diff(r ** (k - 1))
        """,
        "one draw more": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            r = np.arange(N + 1) / N
            return scores @ np.diff(r ** (k + 1))
        """,
        "probability of at most": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            return scores @ (i / N) ** k
        """,
        "probability of at most, scaled": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            w = (i / N) ** k
            return scores @ (w / w.sum())
        """,
        "density": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            return scores @ (k * (i / N) ** (k - 1) / N)
        """,
        "one place off": """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            return scores @ (((i - 1) / N) ** k - (np.maximum(i - 2, 0) / N) ** k)
        """,
        "each score once": """
            scores = np.unique(scores)
            N = len(scores)
            r = np.arange(N + 1) / N
            return scores @ np.diff(r**k)
        """,
        "without order": """
            return np.mean([max(c) for c in itertools.combinations_with_replacement(scores, k)])
        """,
        "largest k": "return np.sort(scores)[-k:].mean()",
        "first k": "return scores[:k].max()",
        "a quantile": "return np.quantile(scores, k / (k + 1))",
        "Gaussian bound": "return scores.mean() + scores.std() * np.sqrt(2 * np.log(k))",
        "smallest left out": """
            ranks = np.arange(1, len(scores) + 1) / len(scores)
            return np.sort(scores)[1:] @ np.diff(ranks**k)
        """,
        "one score too low": """
            ranks = np.arange(1, len(scores) + 1) / len(scores)
            return np.sort(scores)[:-1] @ np.diff(ranks**k)
        """,
        "probability of less": """
            ranks = np.arange(len(scores)) / len(scores)
            return np.sort(scores) @ ranks**k
        """,
        "ranks not divided": """
            ranks = np.arange(len(scores) + 1)
            return np.sort(scores) @ np.diff(ranks**k)
        """,
        "divided by N once": """
            ranks = np.arange(len(scores) + 1)
            return np.sort(scores) @ np.diff(ranks**k) / len(scores)
        """,
        "k-th largest": "return np.sort(scores)[-k]",
        "probabilities": """
            ranks = np.arange(len(scores) + 1) / len(scores)
            return np.diff(ranks**k)
        """,
        "N + 1 for N": """
            ranks = np.arange(len(scores) + 1) / (len(scores) + 1)
            return np.sort(scores) @ np.diff(ranks**k)
        """,
    },
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
    },
    "batch_noise": {
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
    },
}

OTHERS = {
    "test_rows": [
        # M minus one.
        (
            """
            m = 2
            while np.sqrt(accuracy * (1 - accuracy) / (m - 1)) > error:
                m += 1
            return m
        """,
            "The result is 1 more than it should be.",
        ),
        # Half.
        ("return int(np.ceil(accuracy * (1 - accuracy) / (2 * error**2)))", ""),
        # Plus one.
        (
            """
            return int(np.ceil(accuracy * (1 - accuracy) / error**2)) + 1
        """,
            "The result is 1 more than it should be.",
        ),
        # Limited search.
        (
            """
            for m in range(1, 1000):
                if np.sqrt(accuracy * (1 - accuracy) / m) <= error:
                    return m
        """,
            "The answer returned None. Does each way through it end with",
        ),
        # Last that fails.
        (
            """
            m = 1
            while np.sqrt(accuracy * (1 - accuracy) / m) > error:
                m += 1
            return m - 1
        """,
            "The result is 1 less than it should be.",
        ),
    ],
    "twins": [
        # Places.
        (
            """
            return np.flatnonzero((B[:, None] == A).all(axis=2).any(axis=1))
        """,
            "These are the places. Return True or False for each entry.",
        ),
        # Counts.
        (
            """
            return (B[:, None] == A).all(axis=2).sum(axis=1)
        """,
            "Return True or False, not numbers.",
        ),
        # One answer.
        ("return (B[:, None] == A).all(axis=2).any()", ""),
        # Expanded squares zero.
        (
            """
            d = (B**2).sum(axis=1)[:, None] - 2 * B @ A.T + (A**2).sum(axis=1)
            return (d == 0).any(axis=1)
        """,
            "",
        ),
    ],
    "best_of": [
        # Drawn.
        (
            """
            rng = np.random.default_rng(0)
            return rng.choice(scores, (100000, k)).max(axis=1).mean()
        """,
            "",
        ),
        # Mean of weights.
        (
            """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            r = np.arange(N + 1) / N
            return np.mean(scores * np.diff(r**k))
        """,
            "The result is what it should be, divided by the number of",
        ),
    ],
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
        # Not centered.
        (
            """
            n = len(G)
            return (G**2).sum() / (n - 1) / B * (1 - B / n)
        """,
            "",
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
    "test_rows": [
        """
            m = 1
            while math.sqrt(accuracy * (1 - accuracy) / m) > error:
                m += 1
            return m
        """,
        "return math.ceil(accuracy * (1 - accuracy) / error**2)",
        "return np.ceil((accuracy - accuracy**2) / error**2)",
    ],
    "twins": [
        """
            S = set(map(tuple, A))
            return np.array([tuple(r) in S for r in B])
        """,
        """
            S = set(map(tuple, A))
            return [tuple(r) in S for r in B]
        """,
        "return np.array([any(np.array_equal(a, b) for a in A) for b in B])",
        """
            d = np.abs(B[:, None] - A).max(axis=2)
            return (d == 0).any(axis=1)
        """,
        "return np.any([np.all(B == a, axis=1) for a in A], axis=0)",
    ],
    "best_of": [
        """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            return sum(scores[j] * (((j + 1) / N) ** k - (j / N) ** k) for j in range(N))
        """,
        """
            scores = np.sort(scores)
            N = len(scores)
            i = np.arange(1, N + 1)
            p = (i / N) ** k
            return scores[-1] - np.sum(np.diff(scores) * p[:-1])
        """,
        """
            N = len(scores)
            v, c = np.unique(scores, return_counts=True)
            F = np.concatenate([[0], np.cumsum(c) / N])
            return v @ np.diff(F**k)
        """,
        """
            p = np.linspace(0, 1, len(scores) + 1) ** k
            return sum((p[1:] - p[:-1]) * sorted(scores))
        """,
    ],
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
