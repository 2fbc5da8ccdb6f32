"""What learners write in the exercises on a recipe for their own data."""

import numpy as np
from learners.brief import BRIEF

# Names that an answer may use.
SCOPE = {"np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "copies": """
        found = []
        for j in range(X.shape[1]):
            if any(np.array_equal(X[:, i], X[:, j], equal_nan=True) for i in range(j)):
                found.append(j)
        return np.array(found, dtype=int)
    """,
    "filled": """
        medians = np.nanmedian(fitted, axis=0)
        gaps = np.isnan(held)
        values = np.where(gaps, medians, held)
        marked = np.isnan(fitted).any(axis=0)
        return np.hstack([values, gaps[:, marked]])
    """,
    "group_folds": """
        names, sizes = np.unique(groups, return_counts=True)
        order = np.argsort(sizes)[::-1]
        rows = np.zeros(k)
        folds = np.zeros(len(groups), dtype=int)
        for i in order:
            fold = np.argmin(rows)
            folds[groups == names[i]] = fold
            rows[fold] += sizes[i]
        return folds
    """,
    "stretches": """
        different = np.unique(times)
        result = np.zeros(len(times), dtype=int)
        for j in range(1, k + 1):
            last = len(different) - (k - j) * size
            for time in different[last - size : last]:
                result[times == time] = j
        return result
    """,
    "rounds": """
        tried = [0] * len(costs)
        left = budget
        for r in range(max(counts)):
            for i in range(len(costs)):
                if r < counts[i] and costs[i] <= left:
                    left -= costs[i]
                    tried[i] += 1
        return np.array(tried)
    """,
}

SLIPS = {
    "copies": {
        "the originals too": [("in range(j)", "in range(X.shape[1]) if i != j")],
        "the originals": """
            p = X.shape[1]
            same = lambda i, j: np.array_equal(X[:, i], X[:, j], equal_nan=True)
            return np.array(
                [
                    j
                    for j in range(p)
                    if any(same(i, j) for i in range(j + 1, p))
                    and not any(same(i, j) for i in range(j))
                ],
                dtype=int,
            )
        """,
        "a later twin": [("in range(j)", "in range(j + 1, X.shape[1])")],
        "what is left without copies": """
            filled = np.where(np.isnan(X), np.inf, X)
            return np.sort(np.unique(filled, axis=1, return_index=True)[1])
        """,
        "the table without copies": [
            ("return np.array(found, dtype=int)", "return np.delete(X, found, axis=1)")
        ],
        "the columns themselves": [("return np.array(found, dtype=int)", "return X[:, found]")],
        "itself": [("in range(j)", "in range(j + 1)")],
        "listed twice": """
            found = []
            for j in range(X.shape[1]):
                for i in range(j):
                    if np.array_equal(X[:, i], X[:, j], equal_nan=True):
                        found.append(j)
            return np.array(found)
        """,
        "once for each pair": """
            found = []
            for i in range(X.shape[1]):
                for j in range(i + 1, X.shape[1]):
                    if np.array_equal(X[:, i], X[:, j], equal_nan=True):
                        found.append(j)
            return np.array(found)
        """,
        "correlated": [
            (
                "np.array_equal(X[:, i], X[:, j], equal_nan=True)",
                "abs(np.corrcoef(X[:, i], X[:, j])[0, 1]) > 0.9999",
            )
        ],
        "in the order of the originals": """
            found = []
            for i in range(X.shape[1]):
                for j in range(i + 1, X.shape[1]):
                    if j not in found and np.array_equal(X[:, i], X[:, j], equal_nan=True):
                        found.append(j)
            return np.array(found, dtype=int)
        """,
        "gaps match anything": [
            (
                "np.array_equal(X[:, i], X[:, j], equal_nan=True)",
                "np.all((X[:, i] == X[:, j]) | np.isnan(X[:, i]) | np.isnan(X[:, j]))",
            )
        ],
        "rows with gaps left out": [("found = []", "X = X[~np.isnan(X).any(axis=1)]; found = []")],
        "gaps filled with zero": [("found = []", "X = np.nan_to_num(X); found = []")],
        "gaps filled with −1": [("found = []", "X = np.where(np.isnan(X), -1, X); found = []")],
        "gaps filled with −999": [("found = []", "X = np.where(np.isnan(X), -999, X); found = []")],
        "gaps filled with the mean": [
            ("found = []", "X = np.where(np.isnan(X), np.nanmean(X, axis=0), X); found = []")
        ],
        "gaps filled with the median": [
            ("found = []", "X = np.where(np.isnan(X), np.nanmedian(X, axis=0), X); found = []")
        ],
        "known values alone": [
            (
                "np.array_equal(X[:, i], X[:, j], equal_nan=True)",
                "np.array_equal(X[~np.isnan(X[:, i]), i], X[~np.isnan(X[:, j]), j])",
            )
        ],
        "gaps alone": [
            (
                "np.array_equal(X[:, i], X[:, j], equal_nan=True)",
                "np.array_equal(np.isnan(X[:, i]), np.isnan(X[:, j]))",
            )
        ],
        "some row alike": [
            ("np.array_equal(X[:, i], X[:, j], equal_nan=True)", "np.any(X[:, i] == X[:, j])")
        ],
        "neighbours only": [("in range(j)", "in range(max(j - 1, 0), j)")],
        "the first column only": [("in range(j)", "in range(min(j, 1))")],
        "gaps are never equal": (
            [(", equal_nan=True", "")],
            """
                _, first = np.unique(X, axis=1, return_index=True)
                return np.setdiff1d(np.arange(X.shape[1]), first)
            """,
        ),
        "nearly equal": [("np.array_equal", "np.allclose")],
        "another order": [("found = []", "X = np.sort(X, axis=0); found = []")],
        "copies among the rows": [("found = []", "X = X.T; found = []")],
        "those that stay, by their values": """
        filled = np.where(np.isnan(X), np.inf, X)
        return np.unique(filled, axis=1, return_index=True)[1]
    """,
        "equal sums": """
        s = np.nansum(X, axis=0)
        return np.array([j for j in range(len(s)) if s[j] in s[:j]], dtype=int)
    """,
        "where the original stands": """
            places = []
            for j in range(X.shape[1]):
                for i in range(j):
                    if np.array_equal(X[:, i], X[:, j], equal_nan=True):
                        places.append(i)
                        break
            return np.array(places, dtype=int)
        """,
    },
    "filled": {
        "the mean": [("np.nanmedian", "np.nanmean")],
        "zeros": (
            [("gaps, medians", "gaps, 0.0")],
            """
                v = np.nan_to_num(held)
                return np.hstack([v, np.isnan(held)[:, np.isnan(fitted).any(axis=0)]])
            """,
        ),
        "the lower median": [
            ("np.nanmedian(fitted, axis=0)", "np.nanquantile(fitted, 0.5, axis=0, method='lower')")
        ],
        "one median for all": [(", axis=0)\n        gaps", ")\n        gaps")],
        "the medians of rows": """
            values = np.where(np.isnan(held), np.nanmedian(held, axis=1)[:, None], held)
            return np.hstack([values, np.isnan(held)[:, np.isnan(fitted).any(axis=0)]])
        """,
        "the median of a column with gaps": [("np.nanmedian", "np.median")],
        "gaps counted as zero": [("np.nanmedian(fitted", "np.median(np.nan_to_num(fitted)")],
        "whole rows only": [
            ("np.nanmedian(fitted", "np.median(fitted[~np.isnan(fitted).any(axis=1)]")
        ],
        "the median of the held-out rows": [("np.nanmedian(fitted", "np.nanmedian(held")],
        "the median of all rows": [
            ("np.nanmedian(fitted", "np.nanmedian(np.vstack([fitted, held])")
        ],
        "the fitted part": [("gaps = np.isnan(held)", "held = fitted; gaps = np.isnan(held)")],
        "only columns with marks": [
            ("gaps, medians", "gaps & np.isnan(fitted).any(axis=0), medians")
        ],
        "marks for the gaps that are held": [("np.isnan(fitted).any", "gaps.any")],
        "marks for gaps in both": [
            ("np.isnan(fitted).any(axis=0)", "np.isnan(fitted).any(axis=0) & gaps.any(axis=0)")
        ],
        "marks for gaps in either": [
            ("np.isnan(fitted).any(axis=0)", "np.isnan(fitted).any(axis=0) | gaps.any(axis=0)")
        ],
        "a mark for every column": [("gaps[:, marked]", "gaps")],
        "marks for the other columns": [
            ("marked = np.isnan(fitted).any(axis=0)", "marked = ~np.isnan(fitted).any(axis=0)")
        ],
        "a mark for the row": [("gaps[:, marked]", "gaps[:, marked].any(axis=1)[:, None]")],
        "gaps counted": [("gaps[:, marked]", "gaps[:, marked].sum(axis=1, keepdims=True)")],
        "marks turned round": [("gaps[:, marked]", "~gaps[:, marked]")],
        "marks first": [("[values, gaps[:, marked]]", "[gaps[:, marked], values]")],
        "marks beside their columns": """
            parts = []
            for j in range(held.shape[1]):
                gaps = np.isnan(held[:, j])
                parts.append(np.where(gaps, np.nanmedian(fitted[:, j]), held[:, j]))
                if np.isnan(fitted[:, j]).any():
                    parts.append(gaps)
            return np.column_stack(parts)
        """,
        "marks after filling": [("gaps[:, marked]", "np.isnan(values)[:, marked]")],
        "no marks": (
            [("np.hstack([values, gaps[:, marked]])", "values")],
            [(".any(axis=0)", ".all(axis=0)")],
        ),
        "values and marks apart": [
            ("np.hstack([values, gaps[:, marked]])", "values, gaps[:, marked]")
        ],
    },
    "group_folds": {
        "rows dealt out": "return np.arange(len(groups)) % k",
        "groups dealt out in turn": [("np.argmin(rows)", "i % k")],
        "a fold for each group": [
            ("order = np.argsort(sizes)[::-1]", "return np.unique(groups, return_inverse=True)[1]")
        ],
        "folds of the groups": [
            ("folds = np.zeros(len(groups), dtype=int)", "folds = np.zeros(len(names), dtype=int)"),
            ("folds[groups == names[i]]", "folds[i]"),
        ],
        "the smallest first": [("[::-1]", "")],
        "in the order of their names": [("np.argsort(sizes)[::-1]", "range(len(names))")],
        "in the order of the file": [
            (
                "order = np.argsort(sizes)[::-1]",
                "order = np.argsort(np.unique(groups, return_index=True)[1])",
            )
        ],
        "dealt out in the order of the file": """
            met = list(dict.fromkeys(groups.tolist()))
            return np.array([met.index(g) % k for g in groups.tolist()])
        """,
        "rows counted on the way": """
            seen, rows, folds = {}, [0] * k, []
            for g in groups:
                if g not in seen:
                    seen[g] = rows.index(min(rows))
                rows[seen[g]] += 1
                folds.append(seen[g])
            return np.array(folds)
        """,
        "groups counted, not rows": (
            [("np.argmin(rows)", "list(order).index(i) % k")],
            [("+= sizes[i]", "+= 1")],
        ),
        "sizes sorted without their names": [("names[i]", "names[list(order).index(i)]")],
        "the last group counted": [("+= sizes", "= sizes")],
        "neighbours together": [("np.argmin(rows)", "list(order).index(i) * k // len(names)")],
        "there and back": (
            """
                names, sizes = np.unique(groups, return_counts=True)
                folds = np.zeros(len(groups), dtype=int)
                for turn, i in enumerate(np.argsort(sizes)[::-1]):
                    lap, place = divmod(turn, k)
                    folds[groups == names[i]] = place if lap % 2 == 0 else k - 1 - place
                return folds
            """,
            [
                (
                    "np.argmin(rows)",
                    "(lambda j: j % k if j // k % 2 == 0 else k - 1 - j % k)(list(order).index(i))",
                )
            ],
        ),
        "one fold after the other": [
            (
                "np.argmin(rows)",
                "min(np.flatnonzero(np.append(rows < len(groups) / k, True))[0], k - 1)",
            )
        ],
        "the last of the folds that tie": [("np.argmin(rows)", "k - 1 - np.argmin(rows[::-1])")],
        "all in one fold": ([("argmin", "argmax")], [("rows[fold] += sizes[i]", "pass")]),
        "rows in each fold": [("return folds", "return rows")],
        "blocks of rows": "return np.arange(len(groups)) * k // len(groups)",
    },
    "stretches": {
        "in the order of the file": """
            ranks = np.arange(len(times))
            return np.maximum(0, (ranks - (len(times) - k * size)) // size + 1)
        """,
        "times in the order of the file": [
            ("np.unique(times)", "np.array(list(dict.fromkeys(times)))")
        ],
        "rows counted, not times": """
            ranks = np.argsort(np.argsort(times, kind="stable"))
            return np.maximum(0, (ranks - (len(times) - k * size)) // size + 1)
        """,
        "rows counted, those of one time together": """
            late = len(times) - k * size
            ranks = np.searchsorted(np.sort(times), times)
            return np.maximum(0, (ranks - late) // size + 1)
        """,
        "rows counted, those of one time in any order": (
            """
                ranks = np.argsort(np.argsort(times))
                return np.maximum(0, k - (len(times) - 1 - ranks) // size)
            """,
            """
                order, n = np.argsort(times), len(times)
                result = np.zeros(n, dtype=int)
                for j in range(k):
                    result[order[max(0, n - (k - j) * size) : n - (k - j - 1) * size]] = j + 1
                return result
            """,
        ),
        "the order for the ranks": """
            return np.maximum(0, k - (len(times) - 1 - np.argsort(times)) // size)
        """,
        "a new time where a row differs from the last": """
            number = [0]
            for before, after in zip(times[:-1], times[1:]):
                number.append(number[-1] + (before != after))
            number = np.array(number)
            return np.maximum(0, (number - (number[-1] + 1 - k * size)) // size + 1)
        """,
        "for sorted rows": (
            [("return result", "return np.sort(result)")],
            """
                different, result = np.unique(times), np.zeros(len(times), dtype=int)
                for j in range(k):
                    first = different[len(different) - (k - j) * size]
                    result[np.searchsorted(np.sort(times), first) :] = j + 1
                return result
            """,
        ),
        "times counted more than once": [
            ("different = np.unique(times)", "different = np.sort(times)")
        ],
        "by the clock": """
            return np.maximum(0, np.ceil((times - (times.max() - k * size)) / size)).astype(int)
        """,
        "equal spans": """
            lo, hi = times.min(), times.max()
            return np.minimum(k, ((times - lo) / (hi - lo) * k).astype(int) + 1)
        """,
        "all times in k parts": """
            found, ranks = np.unique(times, return_inverse=True)
            return ranks * k // len(found) + 1
        """,
        "the later half": """
            found, ranks = np.unique(times, return_inverse=True)
            ends = np.linspace(len(found) // 2, len(found), k + 1).astype(int)
            return np.searchsorted(ends, ranks, side="right")
        """,
        "from the earliest on": [("last = len(different) - (k - j) * size", "last = j * size")],
        "the latest first": [("= j\n", "= k + 1 - j\n")],
        "counted from 0": [("= j\n", "= j - 1\n")],
        "early rows below zero": [("return result", "return result - 1")],
        "below zero": """
            found, ranks = np.unique(times, return_inverse=True)
            return (ranks - (len(found) - k * size)) // size + 1
        """,
        "everything is held out": (
            [("return result", "return np.maximum(result, 1)")],
            """
                d = np.unique(times)[-k * size :]
                return np.searchsorted(d, times) // size + 1
            """,
        ),
        "a time too late": """
            found, ranks = np.unique(times, return_inverse=True)
            return np.maximum(0, (ranks - (len(found) - k * size) - 1) // size + 1)
        """,
        "a time too early": """
            found, ranks = np.unique(times, return_inverse=True)
            return np.maximum(0, (ranks - (len(found) - k * size) + 1) // size + 1)
        """,
        "the latest time left out": [("last = len(different)", "last = len(different) - 1")],
        "the time before as well": [("last - size : last", "last - size - 1 : last")],
        "the first time missing": [("last - size : last", "last - size + 1 : last")],
        "the first time of all left out": """
            d = np.unique(times)[-k * size :]
            r = np.searchsorted(d, times)
            return np.where(times <= d[0], 0, r // size + 1)
        """,
        "one time a stretch": """
            found, ranks = np.unique(times, return_inverse=True)
            return np.maximum(0, ranks - (len(found) - k) + 1)
        """,
        "the last stretch missing": [("range(1, k + 1)", "range(1, k)")],
        "the first stretch missing": [("range(1, k + 1)", "range(2, k + 1)")],
        "a number for each time": [
            ("return result", "return result[np.unique(times, return_index=True)[1]]")
        ],
        "dealt out": "return np.unique(times, return_inverse=True)[1] % k + 1",
        "earliest divided": """
        ranks = np.unique(times, return_inverse=True)[1]
        return np.minimum(ranks // size + 1, k)
    """,
        "a length in time": """
            first = max(times) - k * size + 1
            return np.maximum(0, (times - first) // size + 1).astype(int)
        """,
        "cut towards zero": """
            found, ranks = np.unique(times, return_inverse=True)
            first = len(found) - k * size
            return np.maximum(0, ((ranks - first) / size).astype(int) + 1)
        """,
    },
    "rounds": {
        "the end at the first that is too dear": """
            tried, left = [0] * len(costs), budget
            for r in range(max(counts)):
                for i in range(len(costs)):
                    if r < counts[i]:
                        if costs[i] > left:
                            return np.array(tried)
                        left -= costs[i]
                        tried[i] += 1
            return np.array(tried)
        """,
        "the end of the round": """
            tried, left = [0] * len(costs), budget
            for r in range(max(counts)):
                for i in range(len(costs)):
                    if r < counts[i]:
                        if costs[i] > left:
                            break
                        left -= costs[i]
                        tried[i] += 1
            return np.array(tried)
        """,
        "whole rounds": """
            tried, left = np.zeros(len(costs), dtype=int), budget
            for r in range(max(counts)):
                now = np.array(counts) > r
                if np.sum(np.array(costs)[now]) > left:
                    break
                tried += now
                left -= np.sum(np.array(costs)[now])
            return tried
        """,
        "the price of a round divided": """
            full = int(budget // sum(costs))
            return np.minimum(counts, full)
        """,
        "one round": [("range(max(counts))", "range(1)")],
        "as many rounds as the fewest settings": [("max(counts)", "min(counts)")],
        "as many rounds as the first model": [("max(counts)", "counts[0]")],
        "the last of the budget": [("<= left", "< left")],
        "more settings than there are": [
            ("range(max(counts))", "range(100)"),
            ("r < counts[i] and ", ""),
        ],
        "as many settings as the longest list": [("r < counts[i] and ", "")],
        "whole rounds, overdrawn": """
            tried = np.zeros(len(costs), dtype=int)
            while budget > 0 and (tried < counts).any():
                for i in range(len(costs)):
                    if tried[i] < counts[i]:
                        tried[i] += 1
                        budget -= costs[i]
            return tried
        """,
        "one setting too many": [
            ("r < counts[i]", "r <= counts[i]"),
            ("max(counts)", "max(counts) + 1"),
        ],
        "one setting too few": [("r < counts[i]", "r < counts[i] - 1")],
        "nothing is spent": [("left -= costs[i]", "pass")],
        "a new budget each round": [
            (
                "for r in range(max(counts)):",
                "for r in range(max(counts)):\n            left = budget",
            )
        ],
        "one model after the other": """
            tried, left = [0] * len(costs), budget
            for i in range(len(costs)):
                for r in range(counts[i]):
                    if costs[i] <= left:
                        left -= costs[i]
                        tried[i] += 1
            return np.array(tried)
        """,
        "all of the cheapest first": """
            tried, left = [0] * len(costs), budget
            for i in np.argsort(costs, kind="stable"):
                while tried[i] < counts[i] and costs[i] <= left:
                    left -= costs[i]
                    tried[i] += 1
            return np.array(tried)
        """,
        "the cheapest first": [("for i in range(len(costs))", "for i in np.argsort(costs)")],
        "the dearest first": [("for i in range(len(costs))", "for i in np.argsort(costs)[::-1]")],
        "the last model first": [
            ("for i in range(len(costs))", "for i in reversed(range(len(costs)))")
        ],
        "overdrawn": [("costs[i] <= left", "left > 0")],
        "equal shares": """
            return np.minimum(counts, budget / len(costs) // np.array(costs)).astype(int)
        """,
        "the whole budget for each": """
            return np.minimum(counts, budget // np.array(costs)).astype(int)
        """,
        "what was spent": [("np.array(tried)", "np.array(tried) * costs")],
        "what was passed over": [("np.array(tried)", "np.array(counts) - np.array(tried)")],
    },
}

for name, slips in SLIPS.items():
    slips.update(BRIEF.get(name, {}))
# Wrong in a way that has no name, with the start of what is said instead.
OTHERS = {
    "copies": [
        # from one
        ([("append(j)", "append(j + 1)")], "The result is 1 more than it should be."),
        # a mask
        (
            [
                ("found = []", "found = np.zeros(X.shape[1], dtype=bool)"),
                ("found.append(j)", "found[j] = True"),
                ("np.array(found, dtype=int)", "found"),
            ],
            "Return numbers, not True or False.",
        ),
        # number of copies
        ([("np.array(found, dtype=int)", "len(found)")], ""),
        (
            """
                a, first, inv = np.unique(
                    np.nan_to_num(X, nan=1e9), axis=1, return_index=True, return_inverse=True
                )
                return np.sort(np.setdiff1d(np.arange(X.shape[1]), first)) + 1
            """,
            "The result is 1 more than it should be.",
        ),
        (
            """
                return np.array(
                    [
                        j
                        for j in range(1, X.shape[1])
                        if any(np.nanmax(np.abs(X[:, i] - X[:, j])) == 0 for i in range(j))
                    ],
                    int,
                )
            """,
            "",
        ),
    ],
    "filled": [
        # rows with gaps
        ([("gaps[:, marked]", "gaps[:, gaps.any(axis=1)]")], ""),
        # exchanged
        ([("medians =", "fitted, held = held, fitted; medians =")], ""),
        # held only
        ("return held", "The answer never uses its argument fitted."),
        # in place
        (
            [
                (
                    "values = np.where(gaps, medians, held)",
                    "held[gaps] = np.broadcast_to(medians, held.shape)[gaps]; values = held",
                )
            ],
            "The answer changes its argument held in place, and so the",
        ),
        # rows with gaps dropped
        (
            """
                keep = ~np.isnan(held).any(axis=1)
                return np.hstack(
                    [held[keep], np.zeros((keep.sum(), np.isnan(fitted).any(axis=0).sum()))]
                )
            """,
            "",
        ),
        # minus one for no gap
        (
            [("gaps[:, marked]", "2.0 * gaps[:, marked] - 1")],
            "Only entries that should be 0 are wrong, the others are",
        ),
        (
            """
                v = np.where(np.isnan(held), np.nanmedian(fitted, axis=0), held)
                m = np.isnan(fitted)[: len(held), np.isnan(fitted).any(axis=0)]
                return np.hstack([v, m])
            """,
            "",
        ),
        (
            """
                v = np.where(np.isnan(held), np.nanmedian(fitted, axis=0), held)
                m = np.isnan(held)[:, np.isnan(fitted).any(axis=0)]
                return np.vstack([v.T, m.T])
            """,
            "The result is transposed: its rows stand where the columns",
        ),
    ],
    "group_folds": [
        # from one
        ([("return folds", "return folds + 1")], "The result is 1 more than it should be."),
        # rows of each fold
        ([("return folds", "return [np.flatnonzero(folds == f) for f in range(k)]")], ""),
        # booleans
        ([("return folds", "return folds.astype(bool)")], "Return numbers, not True or False."),
        # strings
        ([("return folds", "return folds.astype(str)")], ""),
        # sizes exchanged
        ([("rows[fold] += sizes[i]", "rows[fold] += sizes[list(order).index(i)]")], ""),
        # sizes by number of the name
        ([("np.argsort(sizes)", "np.argsort(names)")], ""),
        # two folds
        ([("k", "2")], "The answer never uses its argument k."),
        # fold of the number
        ([("order =", "return np.array([hash(g) % k for g in groups]); order =")], ""),
        (
            """
                names, s = np.unique(groups, return_counts=True)
                rows = [0] * k
                f = {}
                for n, c in sorted(zip(names, s), key=lambda p: -p[1]):
                    j = rows.index(min(rows))
                    f[n] = j + 1
                    rows[j] += c
                return np.array([f[g] for g in groups])
            """,
            "The result is 1 more than it should be.",
        ),
    ],
    "stretches": [
        # earlier are k + 1
        # k and size exchanged
        (
            [("different =", "k, size = size, k; different =")],
            "This would be right if k and size were exchanged.",
        ),
        # a mask
        ([("return result", "return result > 0")], "Return numbers, not True or False."),
        # last stretch only
        ([("range(1, k + 1)", "range(k, k + 1)")], ""),
        # rows of each
        (
            [("return result", "return [np.flatnonzero(result == j) for j in range(1, k + 1)]")],
            "Return one NumPy array. Do its rows have the same length,",
        ),
        (
            """
                d = np.unique(times)[-k * size :]
                r = np.searchsorted(d, times)
                return np.where(times < d[0], 0, r // k + 1)
            """,
            "This would be right if k and size were exchanged.",
        ),
        (
            """
                d = np.sort(times)[-k * size :]
                r = np.searchsorted(d, times)
                return np.where(times < d[0], 0, r // size + 1)
            """,
            "",
        ),
        (
            """
                parts = np.array_split(np.unique(times), k)
                return np.array([[t in p for p in parts].index(True) + 1 for t in times])
            """,
            "The answer never uses its argument size.",
        ),
    ],
    "rounds": [
        # overspent to zero
        ([("costs[i] <= left", "left >= 0")], ""),
        # total
        (
            [("np.array(tried)", "sum(tried)")],
            "The result is the sum of what is asked: an array with",
        ),
        # what is left
        # round number
        (
            [("tried[i] += 1", "tried[i] = r")],
            "Only entries that should be positive are wrong, the others",
        ),
        # exchanged
        ([("tried =", "costs, counts = counts, costs; tried =")], ""),
        # one cost for all
        ([("costs[i]", "costs[0]")], ""),
        # mean cost
        ([("tried =", "costs = np.full(len(costs), np.mean(costs)); tried =")], ""),
        # a list of lists
        (
            [("np.array(tried)", "[list(range(t)) for t in tried]")],
            "Return one NumPy array. Do its rows have the same length,",
        ),
    ],
}

# Right, and unlike the solution.
RIGHT = {
    "copies": [
        """
            filled = np.where(np.isnan(X), np.inf, X)
            _, first = np.unique(filled, axis=1, return_index=True)
            return np.setdiff1d(np.arange(X.shape[1]), first)
        """,
        """
            seen, found = set(), []
            for j, column in enumerate(X.T):
                key = tuple(None if np.isnan(x) else x for x in column)
                if key in seen:
                    found.append(j)
                seen.add(key)
            return np.array(found)
        """,
    ],
    "filled": [
        """
            gaps = np.isnan(held)
            values = np.where(gaps, np.nanmedian(fitted, axis=0), held)
            marks = gaps[:, np.isnan(fitted).any(axis=0)]
            return np.hstack([values, marks.astype(float)])
        """,
        """
            from sklearn.impute import SimpleImputer

            return SimpleImputer(strategy="median", add_indicator=True).fit(fitted).transform(held)
        """,
        """
            held = held.copy()
            marks = []
            for j in range(held.shape[1]):
                gap = np.isnan(held[:, j])
                column = fitted[:, j]
                if np.isnan(column).any():
                    marks.append(gap)
                held[gap, j] = np.median(column[~np.isnan(column)])
            return np.column_stack([held, *marks])
        """,
        [("np.hstack([values, gaps[:, marked]])", "np.hstack([values, gaps[:, marked]]).tolist()")],
    ],
    "group_folds": [
        """
            from sklearn.model_selection import GroupKFold

            result = np.zeros(len(groups), int)
            for j, (_, held) in enumerate(GroupKFold(k).split(groups, groups=groups)):
                result[held] = j
            return result
        """,
        """
            from collections import Counter

            rows, home = [0] * k, {}
            for name, size in Counter(groups.tolist()).most_common():
                home[name] = rows.index(min(rows))
                rows[home[name]] += size
            return [home[g] for g in groups.tolist()]
        """,
        [("return folds", "return folds.astype(float)")],
    ],
    "stretches": [
        """
            found, ranks = np.unique(times, return_inverse=True)
            return np.maximum(0, (ranks - (len(found) - k * size)) // size + 1)
        """,
        """
            late = np.unique(times)[-k * size :][::size]
            return np.searchsorted(late, times, side="right")
        """,
        """
            from math import ceil

            d = sorted(set(times), reverse=True)
            return [max(0, k - d.index(t) // size) for t in times]
        """,
        """
            found, ranks = np.unique(times, return_inverse=True)
            return np.maximum(0, ((ranks - (len(found) - k * size)) / size + 1).astype(int))
        """,
    ],
    "rounds": [
        """
            tried = np.zeros(len(costs), dtype=int)
            for r in range(max(counts)):
                for i, cost in enumerate(costs):
                    if counts[i] > r and cost <= budget:
                        tried[i], budget = tried[i] + 1, budget - cost
            return tried
        """,
        """
            costs, counts = list(costs), list(counts)
            tried = [0] * len(costs)
            active = [i for i in range(len(costs)) if counts[i]]
            while active:
                for i in list(active):
                    if costs[i] <= budget:
                        budget -= costs[i]
                        tried[i] += 1
                        if tried[i] == counts[i]:
                            active.remove(i)
                    else:
                        active.remove(i)
            return tried
        """,
    ],
}
