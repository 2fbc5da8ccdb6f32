"""What learners write in the exercises on search."""

import itertools
import math

import numpy as np


def rest_of_the_cost(count, before, epochs, last, factor):
    """Return what the rounds from here on cost."""
    if epochs > last:
        return 0
    going_on = max(count // factor, 1)
    later = rest_of_the_cost(going_on, epochs, epochs * factor, last, factor)
    return count * (epochs - before) + later


# Names that an answer may use.
SCOPE = {
    "np": np,
    "math": math,
    "itertools": itertools,
    "rest_of_the_cost": rest_of_the_cost,
}

SOLUTIONS = {
    "trials_needed": """
        needed = np.log(1 - confidence) / np.log(1 - v)
        return int(np.ceil(needed * (1 - 1e-12)))
    """,
    "log_uniform": "return np.exp(np.log(low) + u * (np.log(high) - np.log(low)))",
    "halving_cost": """
        cost, epochs, before = 0, first, 0
        while epochs <= last:
            cost += count * (epochs - before)
            count, epochs, before = max(count // factor, 1), epochs * factor, epochs
        return cost
    """,
    "pruned": "return np.minimum.accumulate(losses) > np.median(curves, axis=0)",
    "expected_best": """
        ranked, N = np.sort(errors), len(errors)
        survive = np.ones(N + 1)
        for k in range(N):
            survive[k + 1] = survive[k] * max(N - T - k, 0) / (N - k)
        return np.sum((survive[:-1] - survive[1:]) * ranked)
    """,
}

SLIPS = {
    "trials_needed": {
        "one over v": "return int(np.ceil(1 / v))",
        "rounded down": "return int(np.log(1 - confidence) / np.log(1 - v))",
        "not rounded": "return np.log(1 - confidence) / np.log(1 - v)",
        "probabilities added": "return int(np.ceil(confidence / v))",
        "confidence in place of its rest": """
            return int(np.ceil(np.log(confidence) / np.log(1 - v)))
        """,
        "above the confidence": "return int(np.log(1 - confidence) / np.log(1 - v)) + 1",
        "rounded to the nearest": "return round(np.log(1 - confidence) / np.log(1 - v))",
        "v in place of its rest": "return int(np.ceil(np.log(1 - confidence) / np.log(v)))",
        "both in place of their rests": "return int(np.ceil(np.log(confidence) / np.log(v)))",
        "for small v": "return int(np.ceil(-np.log(1 - confidence) / v))",
        "fraction upside down": "return int(np.ceil(np.log(1 - v) / np.log(1 - confidence)))",
        "difference of the logarithms": """
            return int(np.ceil(np.log(1 - confidence) - np.log(1 - v)))
        """,
        "two bases": "return int(np.ceil(np.log10(1 - confidence) / np.log(1 - v)))",
        "a minus too many": "return int(np.ceil(-np.log(1 - confidence) / np.log(1 - v)))",
        "two at least": """
            T = 2
            while 1 - (1 - v) ** T < confidence:
                T += 1
            return T
        """,
    },
    "log_uniform": {
        "evenly between the ends": "return low + u * (high - low)",
        "the exponent itself": "return np.log(low) + u * (np.log(high) - np.log(low))",
        "two bases": "return 10 ** (np.log(low) + u * (np.log(high) - np.log(low)))",
        "two bases, the other way round": """
            return np.exp(np.log10(low) + u * (np.log10(high) - np.log10(low)))
        """,
        "the wrong way round": "return low**u * high ** (1 - u)",
        "the exponent to base ten": """
            return np.log10(low) + u * (np.log10(high) - np.log10(low))
        """,
        "ends as exponents": "return 10 ** (low + u * (high - low))",
        "logarithm of even numbers": "return np.log(low + u * (high - low))",
        "a scale of its own": "return np.logspace(np.log10(low), np.log10(high), len(u))",
        "sorted": """
            u = np.sort(u)
            return low * (high / low) ** u
        """,
        "stretched": """
            u = (u - u.min()) / (u.max() - u.min())
            return low * (high / low) ** u
        """,
        "divided by the largest": """
            u = u / u.max()
            return low * (high / low) ** u
        """,
        "one decade": "return low * 10**u",
        "whole decades": """
            return 10 ** np.round(np.log10(low) + u * (np.log10(high) - np.log10(low)))
        """,
        "log of the difference": "return np.exp(np.log(low) + u * np.log(high - low))",
        "step of log high": "return np.exp(np.log(low) + u * np.log(high))",
        "sum of the logarithms": """
            return np.exp(np.log(low) + u * (np.log(high) + np.log(low)))
        """,
        "a power between the ends": "return low + (high - low) * (10**u - 1) / 9",
        "an exponential between the ends": """
            return low + (high - low) * (np.exp(u) - 1) / (np.e - 1)
        """,
        "shifted by low": "return low + (high / low) ** u",
        "exponential of the ends": "return np.exp(low + u * (high - low))",
    },
    "halving_cost": {
        "every round as long as the first": """
            total, epochs = 0, first
            while epochs <= last:
                total += count * first
                count = max(1, count // factor)
                epochs *= factor
            return total
        """,
        "trained from the start again": [("(epochs - before)", "epochs")],
        "without the last round": [("<= last", "< last")],
        "a round too few": [("epochs <= last", "epochs * factor <= last")],
        "everybody to the end": "return count * last",
        "the wrong part leaves": [("max(count // factor, 1)", "max(count - count // factor, 1)")],
        "nobody left": [("max(count // factor, 1)", "count // factor")],
        "the last one is done": """
            cost, epochs, before = 0, first, 0
            while epochs <= last:
                cost += count * (epochs - before)
                if count == 1:
                    break
                count, epochs, before = max(count // factor, 1), epochs * factor, epochs
            return cost
        """,
        "the last one is not trained": [
            ("epochs <= last", "epochs <= last and not (before and count == 1)")
        ],
        "on to the last epoch": """
            cost, epochs, before = 0, first, 0
            while before < last:
                cost += count * (epochs - before)
                count, epochs, before = (
                    max(count // factor, 1),
                    min(epochs * factor, last),
                    epochs,
                )
            return cost
        """,
        "rounds by a logarithm": """
            cost, before = 0, 0
            for k in range(int(math.log(last / first, factor)) + 1):
                e = first * factor**k
                cost += max(count // factor**k, 1) * (e - before)
                before = e
            return cost
        """,
        "rounded up": [("count // factor", "-(-count // factor)")],
        "rounded to the nearest": [("count // factor", "round(count / factor)")],
        "parts of settings": [("count // factor", "count / factor")],
        "three for the factor": [
            ("count // factor", "count // 3"),
            ("epochs * factor", "epochs * 3"),
        ],
        "a third kept": [("count // factor", "count // 3")],
        "a half kept": [("count // factor", "count // 2")],
        "first round for nothing": [("0, first, 0", "0, first, first")],
        "from one epoch": [("0, first, 0", "0, 1, 0")],
        "losers trained on": [
            ("0, first, 0", "0, first, 0; paying = count"),
            ("count * (epochs", "paying * (epochs"),
            ("count, epochs, before =", "paying = count; count, epochs, before ="),
        ],
        "equal rounds": """
            cost, epochs = 0, first
            while epochs <= last:
                cost += count * first
                epochs *= factor
            return cost
        """,
        "nobody leaves": [("max(count // factor, 1)", "count")],
        "first round alone": "return count * first",
        "one setting": [("count * (epochs - before)", "(epochs - before)")],
        "fewer before the first round": [
            ("cost += count", "count = max(count // factor, 1); cost += count"),
            ("count, epochs, before = max(count // factor, 1), ", "epochs, before = "),
        ],
        "epochs added": [("epochs * factor", "epochs + first")],
    },
    "pruned": {
        "lowest against lowest": """
            return np.minimum.accumulate(losses) > np.median(
                np.minimum.accumulate(curves, axis=1), axis=0
            )
        """,
        "the latest loss": "return losses > np.median(curves, axis=0)",
        "whole curves": "return np.minimum.accumulate(losses) > np.median(curves[:, -1])",
        "one step early": """
            earlier = np.column_stack([curves[:, 0], curves[:, :-1]])
            return np.minimum.accumulate(losses) > np.median(earlier, axis=0)
        """,
        "the mean": "return np.minimum.accumulate(losses) > np.mean(curves, axis=0)",
        "the wrong side": "return np.minimum.accumulate(losses) < np.median(curves, axis=0)",
        "at the median too": """
            return np.minimum.accumulate(losses) >= np.median(curves, axis=0)
        """,
        "median of all losses": "return np.minimum.accumulate(losses) > np.median(curves)",
        "median of all losses so far": """
            return np.array(
                [
                    losses[: t + 1].min() > np.median(curves[:, : t + 1])
                    for t in range(len(losses))
                ]
            )
        """,
        "highest so far": "return np.maximum.accumulate(losses) > np.median(curves, axis=0)",
        "lowest of all steps": "return losses.min() > np.median(curves, axis=0)",
        "lowest before the step": """
            low = np.concatenate([[np.inf], np.minimum.accumulate(losses)[:-1]])
            return low > np.median(curves, axis=0)
        """,
        "once and for all": """
            return np.logical_or.accumulate(
                np.minimum.accumulate(losses) > np.median(curves, axis=0)
            )
        """,
        "the first stop alone": """
            out = np.minimum.accumulate(losses) > np.median(curves, axis=0)
            return out & (np.cumsum(out) <= 1)
        """,
        "upper of the middle two": """
            return np.minimum.accumulate(losses) > np.sort(curves, axis=0)[len(curves) // 2]
        """,
        "lower of the middle two": """
            return (
                np.minimum.accumulate(losses) > np.sort(curves, axis=0)[(len(curves) - 1) // 2]
            )
        """,
        "the new trial included": """
            return np.minimum.accumulate(losses) > np.median(
                np.vstack([curves, losses]), axis=0
            )
        """,
        "first step spared": """
            out = np.minimum.accumulate(losses) > np.median(curves, axis=0)
            out[0] = False
            return out
        """,
        "mean so far": """
            return np.cumsum(losses) / np.arange(1, len(losses) + 1) > np.median(curves, axis=0)
        """,
        "lowest median so far": """
            return np.minimum.accumulate(losses) > np.minimum.accumulate(
                np.median(curves, axis=0)
            )
        """,
        "latest loss against the lowest": """
            return losses > np.median(np.minimum.accumulate(curves, axis=1), axis=0)
        """,
        "the best trial": "return np.minimum.accumulate(losses) > curves.min(axis=0)",
        "the worst trial": "return np.minimum.accumulate(losses) > curves.max(axis=0)",
        "middle row": "return np.minimum.accumulate(losses) > curves[len(curves) // 2]",
    },
    "expected_best": {
        "with replacement": """
            r = np.sort(errors)
            N = len(r)
            m = ((N - np.arange(N + 1)) / N) ** T
            return r @ (m[:-1] - m[1:])
        """,
        "a quantile": "return np.quantile(errors, 1 / (T + 1))",
        "the first T": "return np.min(errors[:T])",
        "the lowest of all": "return np.min(errors)",
        "the largest": """
            r = np.sort(errors)
            N = len(r)
            return sum(r[k] * math.comb(k, T - 1) for k in range(N)) / math.comb(N, T)
        """,
        "the mean of all": "return np.mean(errors)",
        "the T lowest": """
            r = np.sort(errors)
            N = len(r)
            return r[:T].mean()
        """,
        "the T-th lowest": """
            r = np.sort(errors)
            N = len(r)
            return r[T - 1]
        """,
        "not sorted": """
            r = errors
            N = len(r)
            return sum(r[k] * math.comb(N - k - 1, T - 1) for k in range(N)) / math.comb(N, T)
        """,
        "one place off": """
            r = np.sort(errors)
            N = len(r)
            return sum(r[k] * math.comb(N - k, T - 1) for k in range(N)) / math.comb(N, T)
        """,
        "all T above": """
            r = np.sort(errors)
            N = len(r)
            return sum(r[k] * math.comb(N - k - 1, T) for k in range(N)) / math.comb(N, T)
        """,
        "not divided": """
            r = np.sort(errors)
            N = len(r)
            return sum(r[k] * math.comb(N - k - 1, T - 1) for k in range(N))
        """,
        "probability of at least": """
            r = np.sort(errors)
            N = len(r)
            m = np.array([math.comb(N - k, T) / math.comb(N, T) for k in range(N)])
            return r @ m
        """,
        "each error once": """
            r = np.unique(errors)
            N = len(r)
            T = min(T, N)
            return sum(r[k] * math.comb(N - k - 1, T - 1) for k in range(N)) / math.comb(N, T)
        """,
        "consecutive trials": """
            return np.mean([errors[i : i + T].min() for i in range(len(errors) - T + 1)])
        """,
        "blocks": """
            N = len(errors) // T * T
            return errors[:N].reshape(-1, T).min(axis=1).mean()
        """,
        "geometric weights": """
            r = np.sort(errors)
            N = len(r)
            v = T / N
            w = v * (1 - v) ** np.arange(N)
            return r @ w / w.sum()
        """,
        "geometric weights, not scaled": """
            N = len(errors)
            e = np.sort(errors)
            return sum(e[k] * (T / N) * (1 - T / N) ** k for k in range(N))
        """,
        "one trial fewer": """
            r = np.sort(errors)
            N = len(r)
            t = max(T - 1, 1)
            return sum(r[k] * math.comb(N - k - 1, t - 1) for k in range(N)) / math.comb(N, t)
        """,
    },
}

OTHERS = {
    "trials_needed": [
        # Last that fails.
        (
            """
            T = 1
            while 1 - (1 - v) ** (T + 1) < confidence:
                T += 1
            return T
        """,
            "Right in some cases. In the others: The result is 1 less",
        ),
        # Limited.
        (
            """
            for T in range(1, 100):
                if 1 - (1 - v) ** T >= confidence:
                    return T
        """,
            "The answer returned None. Does each way through it end with",
        ),
        # Plus one.
        (
            """
            return int(np.ceil(np.log(1 - confidence) / np.log(1 - v))) + 1
        """,
            "The result is 1 more than it should be.",
        ),
    ],
    "log_uniform": [
        # Own draw.
        (
            """
            u = np.random.default_rng(0).random(len(u))
            return low * (high / low) ** u
        """,
            "",
        ),
        # High power.
        ("return high**u", "This would be right for low = 1. Where does low enter?"),
        # Low forgotten.
        ("return (high / low) ** u", "The result is what it should be, divided by low."),
        # Without low.
        (
            """
            return np.exp(u * (np.log(high) - np.log(low)))
        """,
            "The result is what it should be, divided by low.",
        ),
        # Mean.
        (
            """
            return np.mean(low * (high / low) ** u)
        """,
            "The result is the mean of what is asked: an array with",
        ),
        # Square.
        (
            """
            return low * (high / low) ** (u**2)
        """,
            "This would be right for the squares of the entries of u.",
        ),
    ],
    "halving_cost": [
        # Thrice.
        ([("epochs * factor", "epochs * 3")], ""),
        # Two at least.
        ([("max(count // factor, 1)", "max(count // factor, 2)")], ""),
        # List of rounds.
        (
            """
            out, epochs, before = [], first, 0
            while epochs <= last:
                out.append(count * (epochs - before))
                count, epochs, before = max(count // factor, 1), epochs * factor, epochs
            return out
        """,
            "",
        ),
    ],
    "pruned": [
        # Axis 1.
        ("return np.minimum.accumulate(losses) > np.median(curves, axis=1)", ""),
        # Any.
        ("return (np.minimum.accumulate(losses) > np.median(curves, axis=0)).any()", ""),
        # Places.
        (
            """
            return np.flatnonzero(np.minimum.accumulate(losses) > np.median(curves, axis=0))
        """,
            "These are the places. Return True or False for each entry.",
        ),
        # First place.
        (
            """
            return int(np.argmax(np.minimum.accumulate(losses) > np.median(curves, axis=0)))
        """,
            "Return True or False, not numbers.",
        ),
    ],
    "expected_best": [
        # Quantile of one over T.
        ("return np.quantile(errors, 1 / T)", ""),
        # Drawn.
        (
            """
            rng = np.random.default_rng(0)
            return np.mean([rng.choice(errors, T, replace=False).min() for _ in range(3000)])
        """,
            "",
        ),
        # Weights.
        (
            """
            r = np.sort(errors)
            N = len(r)
            return np.array([math.comb(N - k - 1, T - 1) / math.comb(N, T) for k in range(N)])
        """,
            "",
        ),
        # All budgets.
        (
            """
            r = np.sort(errors)
            N = len(r)
            return np.array(
                [
                    sum(r[k] * math.comb(N - k - 1, t - 1) for k in range(N)) / math.comb(N, t)
                    for t in range(1, T + 1)
                ]
            )
        """,
            "The result has more entries than are asked: their smallest",
        ),
    ],
}

RIGHT = {
    "trials_needed": [
        """
            T = 1
            while 1 - (1 - v) ** T < confidence:
                T += 1
            return T
        """,
        "return math.ceil(math.log10(1 - confidence) / math.log10(1 - v))",
        "return np.ceil(np.log(1 - confidence) / np.log(1 - v))",
        "return math.ceil(math.log1p(-confidence) / math.log1p(-v))",
        """
            T, miss = 0, 1.0
            while miss > 1 - confidence:
                miss *= 1 - v
                T += 1
            return T
        """,
    ],
    "log_uniform": [
        "return low * (high / low) ** u",
        "return 10 ** (np.log10(low) + u * np.log10(high / low))",
        "return low ** (1 - u) * high**u",
        "return list(low * (high / low) ** u)",
        "return np.array([low * (high / low) ** x for x in u])",
    ],
    "halving_cost": [
        [],
        """
            cost, k, e = count * first, count, first
            while e * factor <= last:
                k = max(1, k // factor)
                cost += k * (e * factor - e)
                e *= factor
            return cost
        """,
        "return rest_of_the_cost(count, 0, first, last, factor)",
    ],
    "pruned": [
        """
            low = np.inf
            out = []
            for t, l in enumerate(losses):
                low = min(low, l)
                out.append(bool(low > np.median(curves[:, t])))
            return out
        """,
        """
            return np.array(
                [losses[: t + 1].min() > np.median(curves[:, t]) for t in range(len(losses))]
            )
        """,
        "return np.minimum.accumulate(losses) > np.percentile(curves, 50, axis=0)",
    ],
    "expected_best": [
        """
            r = np.sort(errors)
            N = len(r)
            return sum(r[k] * math.comb(N - k - 1, T - 1) for k in range(N)) / math.comb(N, T)
        """,
        "return np.mean([min(c) for c in itertools.combinations(errors, T)])",
        """
            r = np.sort(errors)
            N = len(r)
            return float(
                np.dot(r, [math.comb(N - k - 1, T - 1) for k in range(N)]) / math.comb(N, T)
            )
        """,
    ],
}
