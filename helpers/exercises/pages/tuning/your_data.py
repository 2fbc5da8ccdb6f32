"""The exercises of the chapter on a recipe for the reader's own data.

Let d be the differences of two models' losses on the k folds of a cross-validation, with variance
s² and h held-out rows for m fitted ones. The corrected interval of Nadeau and Bengio for their mean
is mean ± t √((1/k + h/m) s²), with Student's quantile t of k − 1 degrees of freedom. If the
differences have correlation ω, the variance of their mean is (1/k + ω/(1 − ω)) E s².

References
----------
Nadeau, Bengio (2003), Machine Learning 52, 239-281.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Exercise, Mistake

# 1. Copies of a column


def _copies(X):
    p = X.shape[1]
    equal = [[np.array_equal(X[:, i], X[:, j], equal_nan=True) for i in range(p)] for j in range(p)]
    return np.flatnonzero([any(equal[j][:j]) for j in range(p)])


def _originals(X):
    return np.setdiff1d(_either(X), _copies(X))


def _twinned_later(X):
    p = X.shape[1]
    return np.array([j for j in range(p) if any(_same(X, i, j) for i in range(j + 1, p))])


def _either(X):
    found = [[j, *np.flatnonzero([_same(X, i, j) for i in range(j)])] for j in _copies(X)]
    return np.unique(np.concatenate(found)) if found else np.array([], dtype=int)


def _same(X, i, j):
    return np.array_equal(X[:, i], X[:, j], equal_nan=True)


def _table(seed, gaps):
    """Return columns of which some repeat: an early one, a neighbour, one twice, one with gaps.

    The last column has zeros where another has its gaps: with gaps it is no copy of that one.
    """
    X = np.random.default_rng(seed).integers(0, 4, size=(12, 5)).astype(float)
    X[gaps, 2] = np.nan
    filled = np.nan_to_num(X[:, 2])
    return (np.column_stack([X, X[:, 2], X[:, 0], X[:, 0], 2 * X[:, 1], X[:, 4], filled]),)


COPIES = Exercise(
    name="your_data.copies",
    call="copies(X)",
    reference=_copies,
    cases=(
        lambda: (np.array([[1.0, 2.0, 1.0, 5.0], [3.0, 4.0, 3.0, 6.0]]),),
        partial(_table, 1, []),
        partial(_table, 2, [3, 7]),
    ),
    mistakes=(
        Mistake(
            "the originals too",
            "Both the column and its copy are listed. The first of them has to stay: only the "
            "later ones are copies.",
            _either,
        ),
        Mistake(
            "the originals",
            "The columns that were copied are listed, in place of the copies. Ask for each column "
            "whether an *earlier* one is the same.",
            _originals,
        ),
        Mistake(
            "a later twin",
            "These columns have the same one again further to the right. Listed are those that "
            "have it further to the left: the first of equal columns stays.",
            _twinned_later,
        ),
        Mistake(
            "listed twice",
            "A column that equals two earlier ones is listed twice. One earlier column is enough "
            "to make it a copy.",
            lambda X: np.array([j for j in range(X.shape[1]) for i in range(j) if _same(X, i, j)]),
        ),
        Mistake(
            "gaps match anything",
            "Gaps were filled or passed over, and so a column with values in their place was taken "
            "for a copy. Gaps are equal to gaps, and to nothing else.",
            lambda X: np.array(
                [
                    j
                    for j in range(X.shape[1])
                    if any((np.isnan(d) | (d == 0)).all() for d in (X[:, :j] - X[:, [j]]).T)
                ]
            ),
        ),
        Mistake(
            "neighbours only",
            "Each column was compared with its left neighbour alone. A copy may stand anywhere "
            "later.",
            lambda X: np.array([j for j in range(1, X.shape[1]) if _same(X, j - 1, j)], dtype=int),
        ),
        Mistake(
            "gaps are never equal",
            "A column with gaps and its copy were not found: NaN is not equal to itself. Two gaps "
            "in the same row are the same.",
            lambda X: np.array(
                [j for j in range(X.shape[1]) if (X[:, :j] == X[:, [j]]).all(axis=0).any()],
                dtype=int,
            ),
        ),
    ),
)

# 2. Gaps filled inside the fold


def _filled(fitted, held, middle=np.nanmedian, learned=None, marked=None):
    learned = fitted if learned is None else learned
    marked = fitted if marked is None else marked
    gaps = np.isnan(held)
    values = np.where(gaps, middle(learned, axis=0), held)
    return np.column_stack([values, gaps[:, np.isnan(marked).any(axis=0)]]).astype(float)


def _with_gaps(seed, n, h, p):
    """Return fitted and held-out rows with gaps, but none in the first column that is fitted."""
    rng = np.random.default_rng(seed)
    X = rng.lognormal(0, 1, (n + h, p))
    X[rng.random(X.shape) < 0.25] = np.nan
    X[:n, 0] = rng.lognormal(0, 1, n)
    X[n, 0], X[n:, -1] = np.nan, rng.lognormal(0, 1, h)
    X[0, -1] = np.nan
    return X[:n], X[n:]


FILLED = Exercise(
    name="your_data.filled",
    call="filled(fitted, held)",
    reference=_filled,
    cases=(
        lambda: (
            np.array([[1.0, np.nan], [2.0, 5.0], [9.0, 7.0]]),
            np.array([[np.nan, np.nan], [4.0, 1.0]]),
        ),
        partial(_with_gaps, 11, 15, 8, 4),
        partial(_with_gaps, 12, 30, 12, 6),
    ),
    mistakes=(
        Mistake(
            "the mean",
            "The gaps were filled with means. One extreme value moves a mean far; the median is "
            "asked for.",
            partial(_filled, middle=np.nanmean),
        ),
        Mistake(
            "the median of a column with gaps",
            "The median of a column with a gap came out as a gap again. Leave the gaps out of the "
            "column before its median is taken.",
            partial(_filled, middle=np.median),
        ),
        Mistake(
            "the median of the held-out rows",
            "The medians come from the held-out rows. They are judged, and must not have a say: "
            "learn from the fitted ones.",
            lambda fitted, held: _filled(fitted, held, learned=held),
        ),
        Mistake(
            "the median of all rows",
            "The medians were taken over all rows, the held-out ones included. This is the small "
            "leak that pipelines are there to stop.",
            lambda fitted, held: _filled(fitted, held, learned=np.vstack([fitted, held])),
        ),
        Mistake(
            "marks for the gaps that are held",
            "There is a mark for each column with gaps among the held-out rows. The model was "
            "fitted with one for each column with gaps among the *fitted* rows.",
            lambda fitted, held: _filled(fitted, held, marked=held),
        ),
        Mistake(
            "a mark for every column",
            "Every column has a mark. Only those columns get one that have gaps among the fitted "
            "rows; for the others the model would have seen nothing but zeros.",
            lambda fitted, held: np.hstack(
                [_filled(fitted, held)[:, : fitted.shape[1]], np.isnan(held)]
            ),
        ),
        Mistake(
            "marks after filling",
            "All marks are zero. Were they made when the gaps had been filled already?",
            lambda fitted, held: (
                _filled(fitted, held)
                * np.repeat([1, 0], [fitted.shape[1], np.isnan(fitted).any(axis=0).sum()])
            ),
        ),
        Mistake(
            "no marks",
            "The gaps are filled, and it is forgotten where they were. Add a column of zeros and "
            "ones for each column with gaps among the fitted rows.",
            lambda fitted, held: _filled(fitted, held)[:, : fitted.shape[1]],
        ),
    ),
)

# 3. The level to ask for


def _stats():
    # Imported when it is asked for: the other exercises of the page need no SciPy.
    from scipy import stats

    return stats


def _level_to_ask(level, omega, k):
    limit = _stats().t.ppf((1 + level) / 2, k - 1) * np.sqrt(1 + k * omega / (1 - omega))
    return float(2 * _stats().t.cdf(limit, k - 1) - 1)


def _by_quantile(level, omega, k, inflation, df=None, one_sided=False):
    df = k - 1 if df is None else df
    limit = _stats().t.ppf(level if one_sided else (1 + level) / 2, df) * inflation
    return float(_stats().t.cdf(limit, df) if one_sided else 2 * _stats().t.cdf(limit, df) - 1)


LEVEL_TO_ASK = Exercise(
    name="your_data.level_to_ask",
    call="level_to_ask(level, omega, k)",
    needs=("scipy",),
    reference=_level_to_ask,
    cases=(
        lambda: (0.95, 0.2, 5),
        lambda: (0.8, 0.1, 10),
        lambda: (0.9, 0.4, 3),
        lambda: (0.5, 0.0, 8),
    ),
    mistakes=(
        Mistake(
            "what such an interval is worth",
            "This is how often the usual interval of this level holds the truth. The question is "
            "the other way round: which level makes it hold often enough?",
            lambda level, omega, k: _by_quantile(
                level, omega, k, 1 / np.sqrt(1 + k * omega / (1 - omega))
            ),
        ),
        Mistake(
            "variance for standard deviation",
            "The limit was multiplied by the ratio of two variances. Lengths go with its root.",
            lambda level, omega, k: _by_quantile(level, omega, k, 1 + k * omega / (1 - omega)),
        ),
        Mistake(
            "the bracket alone",
            "The limit was multiplied by the root of the whole bracket, 1/k included. The usual "
            "interval has that part already: its limit grows by the ratio of the two.",
            lambda level, omega, k: _by_quantile(
                level, omega, k, np.sqrt(1 / k + omega / (1 - omega))
            ),
        ),
        Mistake(
            "the spread of the folds for σ",
            "This would be right if the folds showed all of the variance. Their spread s² does not "
            "see what they have in common, and is too small itself.",
            lambda level, omega, k: _by_quantile(level, omega, k, np.sqrt(1 + (k - 1) * omega)),
        ),
        Mistake(
            "one tail left in",
            "This is the probability of everything below the upper limit. What lies below the "
            "lower limit is outside of the interval too.",
            lambda level, omega, k: (
                (1 + _by_quantile(level, omega, k, np.sqrt(1 + k * omega / (1 - omega)))) / 2
            ),
        ),
        Mistake(
            "k degrees of freedom",
            "Student's distribution has k degrees of freedom here. One of the k differences was "
            "spent on their mean.",
            lambda level, omega, k: _by_quantile(
                level, omega, k, np.sqrt(1 + k * omega / (1 - omega)), df=k
            ),
        ),
        Mistake(
            "the correlation itself",
            "The correlation itself stands where ω/(1 − ω) belongs. The spread of the folds is too "
            "small as well, by the factor 1 − ω.",
            lambda level, omega, k: _by_quantile(level, omega, k, np.sqrt(1 + k * omega)),
        ),
        Mistake(
            "the normal distribution",
            "The quantiles are those of the normal distribution. With so few folds s² is noisy, "
            "and Student's distribution with k − 1 degrees of freedom is needed.",
            lambda level, omega, k: float(
                2
                * _stats().norm.cdf(
                    _stats().norm.ppf((1 + level) / 2) * np.sqrt(1 + k * omega / (1 - omega))
                )
                - 1
            ),
        ),
        Mistake(
            "one side",
            "Only one side was counted. The interval has two, and each is missed by half of what "
            "the level leaves.",
            lambda level, omega, k: _by_quantile(
                level, omega, k, np.sqrt(1 + k * omega / (1 - omega)), one_sided=True
            ),
        ),
    ),
)

# 4. Folds that keep groups together


def _group_folds(groups, k, direction=-1, weigh=True):
    names, sizes = np.unique(groups, return_counts=True)
    load, fold = np.zeros(k), {}
    for place in np.argsort(direction * sizes, kind="stable"):
        lightest = int(load.argmin())
        fold[names[place]] = lightest
        load[lightest] += sizes[place] if weigh else 1
    return np.array([fold[group] for group in groups])


def _groups(seed, sizes):
    rng = np.random.default_rng(seed)
    names = rng.choice(100, len(sizes), replace=False)
    return rng.permutation(np.repeat(names, sizes))


GROUP_FOLDS = Exercise(
    name="your_data.group_folds",
    call="group_folds(groups, k)",
    reference=_group_folds,
    cases=(
        lambda: (np.array([7, 7, 7, 4, 4, 9]), 2),
        lambda: (_groups(21, [1, 2, 3, 5, 6, 8, 9]), 3),
        lambda: (_groups(22, [20, 1, 2, 3, 4, 5, 7, 11, 13]), 4),
    ),
    mistakes=(
        Mistake(
            "rows dealt out",
            "Here the rows were dealt out, and groups are torn apart. Deal out groups.",
            lambda groups, k: np.arange(len(groups)) % k,
        ),
        Mistake(
            "groups dealt out in turn",
            "The groups stay whole, and go to the folds in turn, whatever their size. The next "
            "group should go to the fold that has the fewest rows.",
            lambda groups, k: np.unique(groups, return_inverse=True)[1] % k,
        ),
        Mistake(
            "the smallest first",
            "The smallest groups went first, and the large ones come when nothing can be evened "
            "out any more. Start with the largest.",
            partial(_group_folds, direction=1),
        ),
        Mistake(
            "in the order of their names",
            "Each group went to the fold with the fewest rows, but in the order of the names. "
            "Sort the groups by size first.",
            partial(_group_folds, direction=0),
        ),
        Mistake(
            "groups counted, not rows",
            "The folds have equal numbers of groups. Count their rows.",
            partial(_group_folds, weigh=False),
        ),
    ),
)

# 5. Stretches of time


def _stretches(times, k, size, early=0, ranks=None):
    ranks = np.unique(times, return_inverse=True)[1] if ranks is None else ranks
    last = ranks.max()
    return np.array([max(early, k - (last - rank) // size) for rank in ranks])


def _in_turn(times, k, size):
    ranks = np.unique(times, return_inverse=True)[1]
    return np.where(ranks < k * size, ranks // size + 1, 0)


def _times(seed, n, count):
    """Return times of n rows in any order, some of them equal, with gaps of all lengths between."""
    rng = np.random.default_rng(seed)
    different = rng.lognormal(1, 1, count).cumsum()
    # Each time at least once, so that there are so many.
    return rng.permutation(np.concatenate([different, rng.choice(different, n - count)]))


STRETCHES = Exercise(
    name="your_data.stretches",
    call="stretches(times, k, size)",
    reference=_stretches,
    cases=(
        lambda: (np.array([3.0, 1.0, 2.0, 3.0, 5.0, 9.0, 1.0, 5.0]), 2, 2),
        lambda: (_times(41, 40, 23), 3, 4),
        lambda: (_times(42, 60, 30), 4, 5),
    ),
    mistakes=(
        Mistake(
            "in the order of the file",
            "The rows were cut in the order in which they stand. Put them in the order of their "
            "times first.",
            lambda times, k, size: _stretches(times, k, size, ranks=np.arange(len(times))),
        ),
        Mistake(
            "rows counted, not times",
            "Each stretch has `size` rows, and a cut may go through rows of the same time. Count "
            "different times.",
            lambda times, k, size: _stretches(
                times, k, size, ranks=np.argsort(np.argsort(times, kind="stable"))
            ),
        ),
        Mistake(
            "by the clock",
            "The stretches are of the same length in time. Between two rows much time may pass: "
            "count the different times that there are.",
            lambda times, k, size: np.maximum(0, k - ((np.max(times) - times) // size).astype(int)),
        ),
        Mistake(
            "from the earliest on",
            "The first stretch begins with the earliest time, and the rows that are left over are "
            "the latest. What is left over has to be the earliest: that is what the first model "
            "is fitted to.",
            _in_turn,
        ),
        Mistake(
            "the latest first",
            "The stretches are numbered from the latest back. 1 is for the earliest of them.",
            lambda times, k, size: np.where(
                _stretches(times, k, size), k + 1 - _stretches(times, k, size), 0
            ),
        ),
        Mistake(
            "counted from 0",
            "The stretches are numbered from 0. They count from 1 to k here; 0 is for the rows "
            "before all of them.",
            lambda times, k, size: np.maximum(0, _stretches(times, k, size) - 1),
        ),
        Mistake(
            "below zero",
            "The rows before all stretches have numbers below 1 of several kinds. All of them "
            "get 0.",
            partial(_stretches, early=-(10**6)),
        ),
        Mistake(
            "everything is held out",
            "The early rows are in the first stretch. They belong to none: nothing comes before "
            "them that a model could be fitted to.",
            partial(_stretches, early=1),
        ),
        Mistake(
            "dealt out",
            "The times were dealt out to the stretches in turn, and each model would be fitted to "
            "later times than some that it predicts. A stretch is made of neighbours.",
            lambda times, k, size: np.unique(times, return_inverse=True)[1] % k + 1,
        ),
    ),
)

# 6. A model that has to earn its place


def _selected(losses, share, rule="shown"):
    losses = np.asarray(losses)
    k = losses.shape[1]
    d = losses - losses[0]
    variance = d.var(axis=1, ddof=0 if rule == "ddof" else 1)
    if rule == "unpaired":
        variance = losses.var(axis=1, ddof=1) + losses[0].var(ddof=1)
    factor = 1 / k if rule == "usual" else 1 / k + share
    level = 0.95 if rule == "one side" else 0.975
    limit = _stats().norm.ppf(level) if rule == "normal" else _stats().t.ppf(level, k - 1)
    error = {
        "no root": factor * variance,
        "root of a part": factor * np.sqrt(variance),
    }.get(rule, np.sqrt(factor * variance))
    high = d.mean(axis=1) + limit * error
    better = high < 0
    if rule == "first":
        return int(better.argmax())
    if rule == "lowest":
        lowest = int(d.mean(axis=1).argmin())
        return lowest if better[lowest] else 0
    return int(np.where(better, high if rule == "surest" else d.mean(axis=1), 0.0).argmin())


def _losses(seed, gains, noise, k=5):
    """Return the losses (models, k) of a simple model, and of others that gain a little on it."""
    rng = np.random.default_rng(seed)
    hard = 1 + 0.3 * rng.normal(size=k)
    own = np.array(noise)[:, None] * rng.normal(size=(len(gains), k))
    return np.vstack([hard, hard - np.array(gains)[:, None] + own]), 1 / (k - 1)


def _ratios(seed, gains, ratios, k):
    """Return losses (models, k) whose gains on the first are so many standard deviations."""
    rng = np.random.default_rng(seed)
    hard = 1 + 0.3 * rng.normal(size=k)
    noise = rng.normal(size=(len(gains), k))
    noise -= noise.mean(axis=1, keepdims=True)
    noise /= noise.std(axis=1, ddof=1, keepdims=True)
    gains = np.array(gains)[:, None]
    return np.vstack([hard, hard - gains + gains / np.array(ratios)[:, None] * noise]), 1 / (k - 1)


SELECTED = Exercise(
    name="your_data.selected",
    call="selected(losses, share)",
    needs=("scipy",),
    reference=_selected,
    cases=(
        partial(_losses, 30, [0.1, 0.2, 0.25], [0.02, 0.02, 0.4]),
        partial(_losses, 12, [0.03, 0.02], [0.03, 0.2]),
        partial(_losses, 35, [-0.1, 0.06, 0.01], [0.02, 0.055, 0.3], 10),
        partial(_losses, 31, [0.0, 0.3, 0.1], [0.1, 0.08, 0.02]),
        # With five folds a gain needs 1.86 standard deviations; each slip asks for fewer.
        partial(_ratios, 36, [0.1, 0.15, 0.2, 0.25, 0.3], [2.5, 1.75, 1.5, 1.37, 1.28], 5),
        partial(_ratios, 37, [0.12, 0.14, 0.1], [2.2, 2.0, 9.0], 5),
        partial(_ratios, 38, [0.1, 0.3, 0.32, 0.35], [3.0, 0.6, 0.45, 0.3], 10),
    ),
    mistakes=(
        Mistake(
            "the lowest loss",
            "The model with the lowest mean loss was taken. It may be lowest by luck: ask whether "
            "it is *shown* to be better than the first.",
            lambda losses, share: int(np.mean(losses, axis=1).argmin()),
        ),
        Mistake(
            "the usual interval",
            "The folds were taken as independent. Add the share to 1/k.",
            partial(_selected, rule="usual"),
        ),
        Mistake(
            "one side",
            "The quantile leaves five percent above it. An interval of 95 % leaves as much on both "
            "sides together.",
            partial(_selected, rule="one side"),
        ),
        Mistake(
            "the normal distribution",
            "The quantile is that of the normal distribution. The variance comes from a handful of "
            "folds, which Student's distribution allows for.",
            partial(_selected, rule="normal"),
        ),
        Mistake(
            "divided by k",
            "The variance of the differences was divided by k. One of the k is spent on their "
            "mean.",
            partial(_selected, rule="ddof"),
        ),
        Mistake(
            "no root",
            "A mean was compared with a multiple of a variance, which has another unit. Take the "
            "root of the variance of the mean.",
            partial(_selected, rule="no root"),
        ),
        Mistake(
            "root of a part",
            "The root was taken of the variance alone. The bracket in front of it belongs under "
            "the root too.",
            partial(_selected, rule="root of a part"),
        ),
        Mistake(
            "only the lowest tried",
            "Only the model with the lowest loss was put to the test. Where it is not shown to be "
            "better, another one may be.",
            partial(_selected, rule="lowest"),
        ),
        Mistake(
            "the surest",
            "The model was taken whose interval reaches least far up. Of those that are shown to "
            "be better the one with the lowest mean loss is asked for.",
            partial(_selected, rule="surest"),
        ),
        Mistake(
            "unpaired",
            "The variances of the two models were added, as if their folds were different. Hard "
            "folds are hard for both: take the variance of the differences.",
            partial(_selected, rule="unpaired"),
        ),
        Mistake(
            "the first that is better",
            "The first model that is shown to be better was taken, and a later one has a lower "
            "loss and is shown to be better too.",
            partial(_selected, rule="first"),
        ),
    ),
)

# 7. What a budget buys


def _rounds(costs, counts, budget):
    tried, spent = np.zeros(len(costs), dtype=int), 0.0
    for r in range(max(counts)):
        for model, cost in enumerate(costs):
            if r < counts[model] and spent + cost <= budget:
                tried[model] += 1
                spent += cost
    return tried


def _stop_at_once(costs, counts, budget):
    tried, spent = np.zeros(len(costs), dtype=int), 0.0
    for r in range(max(counts)):
        for model, cost in enumerate(costs):
            if r < counts[model]:
                if spent + cost > budget:
                    return tried
                tried[model] += 1
                spent += cost
    return tried


def _stop_the_round(costs, counts, budget):
    tried, left = np.zeros(len(costs), dtype=int), budget
    for r in range(max(counts)):
        for model, cost in enumerate(costs):
            if r < counts[model]:
                if cost > left:
                    break
                tried[model] += 1
                left -= cost
    return tried


def _never_to_the_end(costs, counts, budget):
    tried, left = np.zeros(len(costs), dtype=int), budget
    for r in range(max(counts)):
        for model, cost in enumerate(costs):
            if r < counts[model] and cost < left:
                tried[model] += 1
                left -= cost
    return tried


def _one_after_the_other(costs, counts, budget):
    tried, left = [], budget
    for cost, count in zip(costs, counts, strict=True):
        tried.append(min(count, int(left / cost)))
        left -= tried[-1] * cost
    return np.array(tried)


def _overdrawn(costs, counts, budget):
    tried, spent = np.zeros(len(costs), dtype=int), 0.0
    for r in range(max(counts)):
        for model, cost in enumerate(costs):
            if r < counts[model] and spent < budget:
                tried[model] += 1
                spent += cost
    return tried


ROUNDS = Exercise(
    name="your_data.rounds",
    call="rounds(costs, counts, budget)",
    reference=_rounds,
    cases=(
        lambda: ([1, 1, 2, 10], [9, 7, 20, 4], 40),
        lambda: ([3, 5, 4], [4, 2, 6], 31),
        lambda: ([2, 50, 3], [10, 3, 10], 45),
        lambda: ([1, 2, 3], [2, 6, 1], 12),
    ),
    mistakes=(
        Mistake(
            "the end at the first that is too dear",
            "The whole search ends when one setting is too dear. Cheaper models can still go on "
            "with what is left.",
            _stop_at_once,
        ),
        Mistake(
            "the end of the round",
            "A setting that is too dear ends its round, and the models after it miss their turn. "
            "Pass over that one setting only.",
            _stop_the_round,
        ),
        Mistake(
            "the last of the budget",
            "A setting that costs exactly what is left was passed over. It can still be paid.",
            _never_to_the_end,
        ),
        Mistake(
            "more settings than there are",
            "The budget is right, but a model tried more settings than it has. Its `counts` entry "
            "is the most that it can try.",
            lambda costs, counts, budget: _rounds(costs, [budget] * len(costs), budget),
        ),
        Mistake(
            "one model after the other",
            "The first model may try everything before the second has its turn, and the last one "
            "gets what is left. Go in rounds, one setting of each.",
            _one_after_the_other,
        ),
        Mistake(
            "overdrawn",
            "A setting is begun as long as anything is left, and the budget is overdrawn. Begin "
            "only what fits.",
            _overdrawn,
        ),
        Mistake(
            "equal shares",
            "Each model got an equal share of the budget, and what one does not need is lost to "
            "the others.",
            lambda costs, counts, budget: np.minimum(
                counts, (budget / len(costs) // np.array(costs)).astype(int)
            ),
        ),
    ),
)

EXERCISES = (COPIES, FILLED, LEVEL_TO_ASK, GROUP_FOLDS, STRETCHES, SELECTED, ROUNDS)
