"""The exercises of the page on a recipe for the reader's own data."""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. Copies of a column


def _same(a, b):
    return np.array_equal(a, b, equal_nan=True)


def _copies(X, same=_same, earlier=lambda j, p: range(j)):
    p = X.shape[1]
    return np.flatnonzero(
        [any(same(X[:, i], X[:, j]) for i in earlier(j, p)) for j in range(p)],
    )


def _copies_when_filled(fill, X):
    return _copies(np.where(np.isnan(X), fill(X), X))


def _by_their_originals(X):
    found = []
    for i in range(X.shape[1]):
        later = [j for j in range(i + 1, X.shape[1]) if _same(X[:, i], X[:, j])]
        found += [j for j in later if j not in found]
    return np.array(found, dtype=int)


def _table(seed, gaps):
    """Return columns of which some repeat: an early one, a neighbour, one twice, one with gaps.

    The last column has zeros where another has its gaps: with gaps it is no copy of that one.
    """
    X = np.random.default_rng(seed).integers(0, 4, size=(12, 5)).astype(float)
    X[gaps, 2] = np.nan
    filled = np.nan_to_num(X[:, 2])
    return (np.column_stack([X, X[:, 2], X[:, 0], X[:, 0], 2 * X[:, 1], X[:, 4], filled]),)


def _alike():
    """Return columns that are nearly copies: gaps filled or elsewhere, other order, other unit."""
    nan = np.nan
    return (
        np.array(
            [
                [4.0, nan, 1.0, 9.0],  # the median of what is known is not the mean
                [4.0, -1.0, 1.0, 9.0],
                [4.0, -999.0, 1.0, 9.0],
                [4.0, 14 / 3, 1.0, 9.0],
                [4.0, 4.0, 1.0, 9.0],
                [4.0, 1.0, nan, 9.0],
                [3.0, nan, 2.0, 5.0],
                [9.0, 1.0, nan, 4.0],
                [4.0, nan, 1.0, 9.0 + 2e-6],
                [8.0, nan, 2.0, 18.0],
                [nan, nan, nan, nan],
            ]
        ).T,
    )


_FILLS = {
    "−1": lambda X: -1.0,
    "−999": lambda X: -999.0,
    "the mean": lambda X: np.where(np.isnan(X).all(axis=0), 0.0, np.nanmean(X, axis=0)),
    "the median": lambda X: np.where(np.isnan(X).all(axis=0), 0.0, np.nanmedian(X, axis=0)),
}


def _equal_sums(X):
    sums = np.nansum(X, axis=0)
    return np.array([j for j in range(len(sums)) if (sums[:j] == sums[j]).any()], dtype=int)


def _places_of_originals(X):
    _, first, kind = np.unique(
        np.where(np.isnan(X), np.inf, X), axis=1, return_index=True, return_inverse=True
    )
    return first[kind.ravel()][_copies(X)]


COPIES = Exercise(
    name="your_data.copies",
    call="copies(X)",
    reference=_copies,
    cases=(
        lambda: (np.array([[1.0, 2.0, 1.0, 5.0], [3.0, 4.0, 3.0, 6.0]]),),
        Case("no gaps", partial(_table, 1, [])),
        Case("with gaps", partial(_table, 2, [3, 7])),
        Case("none is a copy", _alike),
        Case("one column", lambda: (np.array([[1.0], [np.nan]]),)),
        Case(
            "a column that is all gaps, twice",
            lambda: (np.array([[np.nan, 0.0, np.nan], [np.nan, 1.0, np.nan]]),),
        ),
        Case("small numbers", lambda: (np.array([[1e-10, 3e-10, 1e-10], [2e-10, 2e-10, 2e-10]]),)),
        Case("equal rows", lambda: (np.array([[1.0, 2.0, 3.0]] * 3 + [[2.0, 2.0, 3.0]]),)),
    ),
    mistakes=(
        Mistake(
            "the originals too",
            "Both the column and its copy are listed. The first of them has to stay: only the "
            "later ones are copies.",
            partial(_copies, earlier=lambda j, p: [i for i in range(p) if i != j]),
        ),
        Mistake(
            "the originals",
            "The columns that were copied are listed, in place of the copies. Ask for each column "
            "whether an *earlier* one is the same.",
            lambda X: np.setdiff1d(
                _copies(X, earlier=lambda j, p: [i for i in range(p) if i != j]), _copies(X)
            ),
        ),
        Mistake(
            "a later twin",
            "These columns have the same one again further to the right. Listed are those that "
            "have it further to the left: the first of equal columns stays.",
            partial(_copies, earlier=lambda j, p: range(j + 1, p)),
        ),
        Mistake(
            "what is left without copies",
            "These are the columns that stay when the copies are taken out, the first of each "
            "kind. The others are asked for.",
            lambda X: np.setdiff1d(np.arange(X.shape[1]), _copies(X)),
        ),
        Mistake(
            "the table without copies",
            "This is the table with the copies taken out. Asked for are the places of the copies, "
            "counted from 0.",
            lambda X: np.delete(X, _copies(X), axis=1),
        ),
        Mistake(
            "the columns themselves",
            "These are the columns that are copies, with their values. Asked for are their places, "
            "counted from 0.",
            lambda X: X[:, _copies(X)],
        ),
        Mistake(
            "itself",
            "All columns are listed: each was compared with itself as well. Only the columns "
            "before it count.",
            partial(_copies, earlier=lambda j, p: range(j + 1)),
        ),
        Mistake(
            "listed twice",
            "A column that equals two earlier ones is listed twice. One earlier column is enough "
            "to make it a copy.",
            lambda X: np.array(
                [j for j in range(X.shape[1]) for i in range(j) if _same(X[:, i], X[:, j])],
                dtype=int,
            ),
        ),
        Mistake(
            "once for each pair",
            "A column is listed once for each earlier one that it repeats, in the order of those. "
            "List it once, and all in increasing order.",
            lambda X: np.array(
                [
                    j
                    for i in range(X.shape[1])
                    for j in range(i + 1, X.shape[1])
                    if _same(X[:, i], X[:, j])
                ],
                dtype=int,
            ),
        ),
        Mistake(
            "correlated",
            "Columns that rise and fall together were taken for copies. The numbers themselves "
            "have to be the same.",
            partial(_copies, same=lambda a, b: bool(abs(np.corrcoef(a, b)[0, 1]) > 0.9999)),
        ),
        Mistake(
            "in the order of the originals",
            "The right columns, but those that repeat the first column come first, then those "
            "that repeat the second. List them in increasing order.",
            _by_their_originals,
        ),
        Mistake(
            "gaps match anything",
            "Gaps were passed over, and so a column with values in their place was taken "
            "for a copy. Gaps are equal to gaps, and to nothing else.",
            partial(_copies, same=lambda a, b: bool((np.isnan(a - b) | (a == b)).all())),
        ),
        Mistake(
            "rows with gaps left out",
            "Rows with a gap in any column were left out, and columns that differ just there were "
            "taken for copies. Every row counts.",
            lambda X: _copies(X[~np.isnan(X).any(axis=1)]),
        ),
        Mistake(
            "gaps filled with zero",
            "Gaps were filled with 0, and so a column that has a 0 in their place was taken for a "
            "copy. Gaps are equal to gaps, and to no number.",
            partial(_copies_when_filled, lambda X: 0.0),
        ),
        *(
            Mistake(
                f"gaps filled with {fill}",
                f"Gaps were filled with {fill}, which other columns may have as a value in that "
                "row: they are no copies. Take something that no column can hold.",
                partial(_copies_when_filled, filled),
            )
            for fill, filled in _FILLS.items()
        ),
        Mistake(
            "known values alone",
            "The gaps were taken out of each column, and what is left was compared. The same "
            "values in other rows are no copy: the gaps have to be in the same rows.",
            partial(_copies, same=lambda a, b: _same(a[~np.isnan(a)], b[~np.isnan(b)])),
        ),
        Mistake(
            "gaps alone",
            "Only the places of the gaps were compared. What stands in the other rows has to agree "
            "as well.",
            partial(_copies, same=lambda a, b: _same(np.isnan(a), np.isnan(b))),
        ),
        Mistake(
            "some row alike",
            "Columns that agree in a single row were taken for copies. All rows have to agree.",
            partial(_copies, same=lambda a, b: bool((a == b).any())),
        ),
        Mistake(
            "neighbours only",
            "Each column was compared with its left neighbour alone. A copy may stand anywhere "
            "later.",
            partial(_copies, earlier=lambda j, p: range(max(j - 1, 0), j)),
        ),
        Mistake(
            "the first column only",
            "Each column was compared with the first one alone. Any earlier column can have been "
            "copied.",
            partial(_copies, earlier=lambda j, p: range(min(j, 1))),
        ),
        Mistake(
            "gaps are never equal",
            "A column with gaps and its copy were not found: NaN is not equal to itself. Two gaps "
            "in the same row are the same.",
            partial(_copies, same=lambda a, b: bool((a == b).all())),
        ),
        Mistake(
            "nearly equal",
            "Columns that differ a little were taken for copies. With small numbers all columns "
            "would be: compare exactly.",
            partial(_copies, same=lambda a, b: np.allclose(a, b, equal_nan=True)),
        ),
        Mistake(
            "another order",
            "Columns with the same values in another order were taken for copies. The values have "
            "to be the same row by row.",
            lambda X: _copies(np.sort(X, axis=0)),
        ),
        Mistake(
            "copies among the rows",
            "These are the rows that repeat an earlier row. Compare the columns, which are the "
            "measurements.",
            lambda X: _copies(X.T),
        ),
        Mistake(
            "those that stay, by their values",
            "These are the columns that stay, the first of each kind. Asked are the others, those"
            " that repeat one.",
            lambda X: np.unique(np.where(np.isnan(X), np.inf, X), axis=1, return_index=True)[1],
        ),
        Mistake(
            "equal sums",
            "Columns were compared by their sums. Unlike columns can have the same sum: compare "
            "entry by entry.",
            _equal_sums,
        ),
        Mistake(
            "the first alone",
            "Only the first copy is listed. There may be several: a loop may have ended too early.",
            lambda X: _copies(X)[:1],
        ),
        Mistake(
            "where the original stands",
            "For each copy this has the place of the earlier column. Asked for is the place of "
            "the copy itself.",
            _places_of_originals,
        ),
    ),
)

# 2. Gaps filled inside the fold


def _filled(
    fitted,
    held,
    middle=np.nanmedian,
    learned=None,
    marked=None,
    by_row=False,
    mark=lambda gaps: gaps,
):
    learned = fitted if learned is None else learned
    marked = fitted if marked is None else marked
    gaps = np.isnan(held)
    fill = np.nanmedian(held, axis=1)[:, None] if by_row else middle(learned, axis=0)
    marks = mark(gaps[:, np.isnan(marked).any(axis=0)])
    return np.column_stack([np.where(gaps, fill, held), marks]).astype(float)


def _marks_apart(fitted, held):
    gaps = np.isnan(held)
    return _filled(fitted, held)[:, : held.shape[1]], gaps[:, np.isnan(fitted).any(axis=0)]


def _marks_first(fitted, held):
    return np.roll(_filled(fitted, held), np.isnan(fitted).any(axis=0).sum(), axis=1)


def _marks_beside(fitted, held):
    values = _filled(fitted, held)[:, : held.shape[1]]
    parts = []
    for j, marked in enumerate(np.isnan(fitted).any(axis=0)):
        parts += [values[:, j]] + [np.isnan(held[:, j])] * int(marked)
    return np.column_stack(parts).astype(float)


def _unmarked_left(fitted, held):
    p, known = held.shape[1], ~np.isnan(fitted).any(axis=0)
    result = _filled(fitted, held)
    result[:, :p][np.isnan(held) & known] = np.nan
    return result


def _whole_rows(rows, axis):
    return np.median(rows[~np.isnan(rows).any(axis=1)], axis=axis)


def _with_gaps(seed, n, h, p):
    """Return fitted and held-out rows with gaps, but none in the first column that is fitted.

    The second column has no gaps in either, the last none that are held out.
    """
    rng = np.random.default_rng(seed)
    X = rng.lognormal(0, 1, (n + h, p))
    X[rng.random(X.shape) < 0.2] = np.nan
    X[:n, 0], X[:, 1] = rng.lognormal(0, 1, n), rng.lognormal(0, 1, n + h)
    X[n, 0], X[n:, -1] = np.nan, rng.lognormal(0, 1, h)
    X[0, -1] = np.nan
    return X[:n], X[n:]


def _nothing_learned():
    """Return fitted rows without gaps, and a gap that is held out."""
    fitted = np.array([[3.0, 8.0], [1.0, 5.0], [7.0, 6.0], [8.0, 0.0]])
    return fitted, np.array([[2.0, np.nan], [4.0, 1.0], [1.0, 6.0]])


FILLED = Exercise(
    name="your_data.filled",
    call="filled(fitted, held)",
    reference=_filled,
    cases=(
        lambda: (
            np.array([[1.0, np.nan], [2.0, 5.0], [9.0, 7.0]]),
            np.array([[np.nan, np.nan], [4.0, 1.0]]),
        ),
        Case("no gaps that are fitted", _nothing_learned),
        Case(
            "no gaps that are held out",
            lambda: (np.array([[1.0, np.nan], [2.0, 5.0], [9.0, 7.0]]), np.array([[3.0, 1.0]])),
        ),
        partial(_with_gaps, 11, 15, 8, 5),
        partial(_with_gaps, 12, 30, 12, 7),
    ),
    mistakes=(
        Mistake(
            "the mean",
            "The gaps were filled with means. One extreme value moves a mean far; the median is "
            "asked for.",
            partial(_filled, middle=np.nanmean),
        ),
        Mistake(
            "zeros",
            "The gaps were filled with 0. Fill them with the median of their column among the "
            "fitted rows.",
            partial(_filled, middle=lambda rows, axis: np.zeros(rows.shape[1])),
        ),
        Mistake(
            "the lower median",
            "With an even number of known values the median lies halfway between the two in the "
            "middle; one of these two was taken.",
            partial(_filled, middle=partial(np.nanquantile, q=0.5, method="lower")),
        ),
        Mistake(
            "one median for all",
            "All gaps were filled with one number, the median of the whole table. Each column has "
            "a median of its own.",
            partial(_filled, middle=lambda rows, axis: np.nanmedian(rows)),
        ),
        Mistake(
            "the medians of rows",
            "The medians were taken along the rows, over numbers that measure different things. "
            "Take one for each column, over the fitted rows.",
            partial(_filled, by_row=True),
        ),
        Mistake(
            "the median of a column with gaps",
            "The median of a column with a gap came out as a gap again. Leave the gaps out of the "
            "column before its median is taken.",
            partial(_filled, middle=np.median),
        ),
        Mistake(
            "gaps counted as zero",
            "The gaps of the fitted rows were counted as zeros when the medians were taken. Leave "
            "them out.",
            partial(_filled, middle=lambda rows, axis: np.median(np.nan_to_num(rows), axis=axis)),
        ),
        Mistake(
            "whole rows only",
            "The medians come from those fitted rows alone that have no gap at all. A row with a "
            "gap in one column still counts in the others.",
            partial(_filled, middle=_whole_rows),
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
            "the fitted part",
            "This is the fitted part, filled and marked. The held-out one is asked for, with what "
            "the fitted one has taught.",
            lambda fitted, held: _filled(fitted, fitted),
        ),
        Mistake(
            "only columns with marks",
            "A gap is left in a column that has none among the fitted rows. It gets no mark, but "
            "it is filled like the others.",
            _unmarked_left,
        ),
        Mistake(
            "marks for the gaps that are held",
            "There is a mark for each column with gaps among the held-out rows. The model was "
            "fitted with one for each column with gaps among the *fitted* rows.",
            lambda fitted, held: _filled(fitted, held, marked=held),
        ),
        Mistake(
            "marks for gaps in both",
            "A column of marks is missing where nothing is missing among the held-out rows. The "
            "model was fitted with it and expects it, full of zeros.",
            lambda fitted, held: _filled(
                fitted, held, marked=np.where(np.isnan(held).any(axis=0), fitted, 0.0)
            ),
        ),
        Mistake(
            "marks for gaps in either",
            "There is a mark for a column that has gaps among the held-out rows alone. The model "
            "was not fitted with it; only gaps among the fitted rows make a mark.",
            lambda fitted, held: _filled(fitted, held, marked=np.vstack([fitted, held])),
        ),
        Mistake(
            "a mark for every column",
            "Every column has a mark. Only those columns get one that have gaps among the fitted "
            "rows; for the others the model would have seen nothing but zeros.",
            lambda fitted, held: _filled(fitted, held, marked=np.full(fitted.shape, np.nan)),
        ),
        Mistake(
            "marks for the other columns",
            "There is a mark for each column *without* gaps among the fitted rows. It is the "
            "columns with gaps that get one.",
            lambda fitted, held: _filled(
                fitted, held, marked=np.where(np.isnan(fitted).any(axis=0), 0.0, np.nan)[None]
            ),
        ),
        Mistake(
            "a mark for the row",
            "There is one column of marks for all gaps together. Each column with gaps among the "
            "fitted rows has its own.",
            partial(_filled, mark=lambda gaps: gaps.any(axis=1)),
        ),
        Mistake(
            "gaps counted",
            "The gaps of each row are counted in one column. Each column with gaps among the "
            "fitted rows has its own marks, zeros and ones.",
            partial(_filled, mark=lambda gaps: gaps.sum(axis=1)),
        ),
        Mistake(
            "marks turned round",
            "The marks are 1 where there is a value and 0 where there is a gap. It is the other "
            "way round.",
            partial(_filled, mark=lambda gaps: ~gaps),
        ),
        Mistake(
            "marks first",
            "The marks stand to the left of the values. They come to the right of them.",
            _marks_first,
        ),
        Mistake(
            "marks beside their columns",
            "Each column of marks stands beside its column. All values come first, then all marks.",
            _marks_beside,
        ),
        Mistake(
            "marks after filling",
            "All marks are zero. Were they made when the gaps had been filled already?",
            partial(_filled, mark=lambda gaps: 0 * gaps),
        ),
        Mistake(
            "no marks",
            "The gaps are filled, and it is forgotten where they were. Add a column of zeros and "
            "ones for each column with gaps among the fitted rows.",
            lambda fitted, held: _filled(fitted, held)[:, : fitted.shape[1]],
        ),
        Mistake(
            "values and marks apart",
            "Values and marks came back as two arrays. Return one, with the marks to the right of"
            " the values.",
            _marks_apart,
        ),
        Mistake(
            "one mark for all",
            "There is one mark for the whole row. Each column with gaps among the fitted rows "
            "has a mark of its own.",
            lambda fitted, held: np.column_stack(
                [_filled(fitted, held)[:, : held.shape[1]], np.isnan(held).any(axis=1)]
            ),
        ),
        Mistake(
            "marks alone",
            "These are the marks alone. The values, their gaps filled, stand to the left of them.",
            lambda fitted, held: _filled(fitted, held)[:, held.shape[1] :],
        ),
        Mistake(
            "gappy columns dropped",
            "The columns with gaps were dropped. Fill their gaps with medians, and mark them.",
            lambda fitted, held: held[:, ~np.isnan(fitted).any(axis=0)],
        ),
        Mistake(
            "largest values",
            "The gaps were filled with the largest value of the column. The median is asked for.",
            partial(_filled, middle=np.nanmax),
        ),
        Mistake(
            "smallest values",
            "The gaps were filled with the smallest value of the column. The median is asked for.",
            partial(_filled, middle=np.nanmin),
        ),
        Mistake(
            "gaps left",
            "The marks are right, and the gaps are still there. Fill them with the medians of "
            "the fitted rows.",
            lambda fitted, held: np.column_stack(
                [held, np.isnan(held)[:, np.isnan(fitted).any(axis=0)]]
            ),
        ),
    ),
)

# 3. Folds that keep groups together


def _by_size(names, sizes, first):
    return np.argsort(-sizes)


def _group_folds(groups, k, order=_by_size, weight=lambda size: size, choose=np.argmin, kept=1):
    """Put each group into the fold that is chosen by what the folds hold so far."""
    names, first, sizes = np.unique(groups, return_index=True, return_counts=True)
    load, fold = np.zeros(k), {}
    for place in order(names, sizes, first):
        chosen = int(choose(load))
        fold[names[place]] = chosen
        load[chosen] = kept * load[chosen] + weight(sizes[place])
    return np.array([fold[group] for group in groups])


def _last_of_the_lightest(load):
    return len(load) - 1 - load[::-1].argmin()


def _there_and_back(groups, k):
    names, sizes = np.unique(groups, return_counts=True)
    turns = [*range(k), *reversed(range(k))] * len(names)
    fold = dict(zip(names[np.argsort(-sizes)].tolist(), turns, strict=False))
    return np.array([fold[group] for group in groups.tolist()])


def _names_left_behind(groups, k):
    names, sizes = np.unique(groups, return_counts=True)
    load, fold = [0] * k, {}
    for name, size in zip(names.tolist(), np.sort(sizes)[::-1].tolist(), strict=True):
        fold[name] = load.index(min(load))
        load[fold[name]] += size
    return np.array([fold[group] for group in groups.tolist()])


def _in_blocks(groups, k):
    names, sizes = np.unique(groups, return_counts=True)
    blocks = np.arange(len(names)) * k // len(names)
    fold = dict(zip(names[np.argsort(-sizes)].tolist(), blocks, strict=True))
    return np.array([fold[group] for group in groups.tolist()])


def _one_after_the_other_filled(groups, k):
    names, sizes = np.unique(groups, return_counts=True)
    fold, rows, filled = {}, 0, 0
    for place in np.argsort(-sizes):
        fold[names[place]] = filled
        rows += sizes[place]
        if rows >= len(groups) / k and filled < k - 1:
            rows, filled = 0, filled + 1
    return np.array([fold[group] for group in groups])


def _met_on_the_way(groups, k):
    rows, fold = [0] * k, {}
    for group in groups.tolist():
        fold.setdefault(group, rows.index(min(rows)))
        rows[fold[group]] += 1
    return np.array([fold[group] for group in groups.tolist()])


def _of_the_groups(groups, k):
    _, first = np.unique(groups, return_index=True)
    return _group_folds(groups, k)[first]


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
        Case("groups with names", lambda: (np.array(list("bcabcc" * 2 + "d")), 2)),
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
            "a fold for each group",
            "Each group has a number of its own. There are k folds, and most of them take in "
            "several groups.",
            lambda groups, k: np.unique(groups, return_inverse=True)[1],
        ),
        Mistake(
            "folds of the groups",
            "This has one number for each group. Each row should get the number of the fold that "
            "its group went to.",
            _of_the_groups,
        ),
        Mistake(
            "the smallest first",
            "The smallest groups went first, and the large ones come when nothing can be evened "
            "out any more. Start with the largest.",
            partial(_group_folds, order=lambda names, sizes, first: np.argsort(sizes)),
        ),
        Mistake(
            "in the order of their names",
            "Each group went to the fold with the fewest rows, but in the order of the names. "
            "Sort the groups by size first.",
            partial(_group_folds, order=lambda names, sizes, first: range(len(names))),
        ),
        Mistake(
            "in the order of the file",
            "Each group went to the fold with the fewest rows, but in the order in which the "
            "groups come up. Sort them by size first.",
            partial(_group_folds, order=lambda names, sizes, first: np.argsort(first)),
        ),
        Mistake(
            "dealt out in the order of the file",
            "The groups went to the folds in turn, in the order in which they come up. The largest "
            "goes first, and each to the fold that has the fewest rows.",
            partial(
                _group_folds,
                order=lambda names, sizes, first: np.argsort(first),
                weight=lambda size: 1,
            ),
        ),
        Mistake(
            "rows counted on the way",
            "A group went to the fold that had the fewest rows when its first row came up. Count "
            "all rows of each group first, and start with the largest.",
            _met_on_the_way,
        ),
        Mistake(
            "groups counted, not rows",
            "The groups went to the folds in turn, the largest first, so that the folds have equal "
            "numbers of groups. Count their rows.",
            partial(_group_folds, weight=lambda size: 1),
        ),
        Mistake(
            "sizes sorted without their names",
            "The sizes were sorted, and the names were not, so that each group has the size of "
            "another. Sort them together.",
            _names_left_behind,
        ),
        Mistake(
            "the last group counted",
            "A fold is weighed by the last group that it got. What it had before counts as well.",
            partial(_group_folds, kept=0),
        ),
        Mistake(
            "neighbours together",
            "The groups, sorted by size, were cut into k blocks, so that the largest are together. "
            "Each group goes to the fold that has the fewest rows so far.",
            _in_blocks,
        ),
        Mistake(
            "there and back",
            "The groups were dealt out there and back, the largest first. That is often nearly "
            "even; what counts is which fold has the fewest rows so far.",
            _there_and_back,
        ),
        Mistake(
            "one fold after the other",
            "A fold was filled until it had its share, and then the next was begun. Each group "
            "goes to the fold that has the fewest rows so far.",
            _one_after_the_other_filled,
        ),
        Mistake(
            "the last of the folds that tie",
            "Where several folds have the fewest rows, the one with the highest number was taken. "
            "Take the one with the lowest.",
            partial(_group_folds, choose=_last_of_the_lightest),
        ),
        Mistake(
            "all in one fold",
            "All groups are in fold 0. Each goes to the fold with the fewest rows so far: are they "
            "counted as they come, and does each fold keep its number?",
            partial(_group_folds, choose=np.argmax),
        ),
        Mistake(
            "rows in each fold",
            "These are the numbers of rows in the folds. Asked is for each row the number of its "
            "fold.",
            lambda groups, k: np.bincount(_group_folds(groups, k), minlength=k),
        ),
        Mistake(
            "blocks of rows",
            "The rows were cut into k blocks as they stand, and groups are torn apart. Each group"
            " goes to one fold.",
            lambda groups, k: np.arange(len(groups)) * k // len(groups),
        ),
    ),
)

# 4. Stretches of time


def _ranks(times):
    return np.unique(times, return_inverse=True)[1]


def _rows_ranked(times):
    return np.argsort(np.argsort(times, kind="stable"))


def _first_met(times):
    met = list(dict.fromkeys(times.tolist()))
    return np.array([met.index(time) for time in times.tolist()])


def _changes(times):
    return np.r_[0, np.cumsum(np.diff(times) != 0)]


def _stretches(times, k, size, early=0, ranks=_ranks, later=0):
    """Cut the ranks; ``later`` shifts each cut by so many."""
    rank = ranks(times)
    return np.maximum(early, k - (rank.max() + later - rank) // size)


def _by_slices(times, k, size, different=np.unique, first=0, last=0):
    """Return what slices of the times say, the ends of which are shifted by so many."""
    ordered, result = different(times), np.zeros(len(times), dtype=int)
    for j in range(1, k + 1):
        end = len(ordered) - (k - j) * size + last
        result[np.isin(times, ordered[end - size + first : end])] = j
    return result


def _in_turn(times, k, size):
    return np.where(_ranks(times) < k * size, _ranks(times) // size + 1, 0)


def _missing(times, k, size, stretch):
    found = _stretches(times, k, size)
    return np.where(found == stretch, 0, found)


def _of_each_time(times, k, size):
    _, first = np.unique(times, return_index=True)
    return _stretches(times, k, size)[first]


def _equal_spans(times, k, size):
    span = times.max() - times.min()
    return np.minimum(k, ((times - times.min()) / span * k).astype(int) + 1)


def _later_half(times, k, size):
    count = len(np.unique(times))
    ends = np.linspace(count // 2, count, k + 1).astype(int)
    return np.searchsorted(ends, _ranks(times), side="right")


def _times(seed, n, count):
    """Return times of n rows in any order, some of them equal, with gaps of all lengths between."""
    rng = np.random.default_rng(seed)
    different = rng.lognormal(1, 1, count).cumsum()
    # Each time at least once, so that there are so many.
    return rng.permutation(np.concatenate([different, rng.choice(different, n - count)]))


def _earliest_divided(times, k, size):
    ranks = np.unique(times, return_inverse=True)[1]
    return np.minimum(ranks // size + 1, k)


def _towards_zero(times, k, size):
    ranks = _ranks(times)
    return np.maximum(0, np.trunc((ranks - ranks.max() - 1) / size + k).astype(int) + 1)


STRETCHES = Exercise(
    name="your_data.stretches",
    call="stretches(times, k, size)",
    reference=_stretches,
    cases=(
        lambda: (np.array([3.0, 1.0, 2.0, 3.0, 5.0, 9.0, 1.0, 5.0]), 2, 2),
        lambda: (_times(41, 40, 23), 3, 4),
        lambda: (_times(42, 60, 30), 4, 5),
        Case("one time a stretch", lambda: (np.array([8.0, 2.5, 8.0, 4.0, 1.0]), 2, 1)),
        Case("no row before all stretches", lambda: (_times(43, 20, 12), 4, 3)),
        Case("rows in order", lambda: (np.array([1, 2, 2, 4, 8, 8, 9, 15]), 2, 2)),
    ),
    mistakes=(
        Mistake(
            "in the order of the file",
            "The rows were cut in the order in which they stand. Put them in the order of their "
            "times first.",
            partial(_stretches, ranks=lambda times: np.arange(len(times))),
        ),
        Mistake(
            "times in the order of the file",
            "The different times were cut in the order in which they come up. Put them in "
            "increasing order first.",
            partial(_stretches, ranks=_first_met),
        ),
        Mistake(
            "rows counted, not times",
            "Each stretch has `size` rows, and a cut may go through rows of the same time. Count "
            "different times.",
            partial(_stretches, ranks=_rows_ranked),
        ),
        Mistake(
            "rows counted, those of one time together",
            "Rows were counted, though those of one time stay together. A stretch has `size` "
            "different times, each of which counts once.",
            lambda times, k, size: np.maximum(
                0, (np.searchsorted(np.sort(times), times) - len(times) + k * size) // size + 1
            ),
        ),
        Mistake(
            "rows counted, those of one time in any order",
            "Rows were ranked, and those of one time in whatever order a sort leaves them. A "
            "stretch has `size` different times: rank those, and let each row look up its "
            "own.",
            partial(_stretches, ranks=lambda times: np.argsort(np.argsort(times))),
        ),
        Mistake(
            "the order for the ranks",
            "The order was taken for the ranks: `argsort` says which row comes at each place, "
            "not at which place each row comes. And rows of one time share a place.",
            partial(_stretches, ranks=np.argsort),
        ),
        Mistake(
            "a new time where a row differs from the last",
            "A new time was counted wherever a row differs from the one before it. That takes "
            "rows that stand in the order of time; they come in any order.",
            partial(_stretches, ranks=_changes),
        ),
        Mistake(
            "for sorted rows",
            "This has the numbers that the rows would have if they stood in the order of "
            "time. Give each number to the row that it belongs to.",
            lambda times, k, size: _stretches(np.sort(times), k, size),
        ),
        Mistake(
            "times counted more than once",
            "A time counts as often as there are rows with it, so that the stretches are too "
            "short. Count each different time once.",
            partial(_by_slices, different=np.sort),
        ),
        Mistake(
            "by the clock",
            "The stretches are of the same length in time. Between two rows much time may pass: "
            "count the different times that there are.",
            lambda times, k, size: np.maximum(0, k - ((np.max(times) - times) // size).astype(int)),
        ),
        Mistake(
            "equal spans",
            "The time from the first row to the last was divided into k equal spans. A stretch "
            "has `size` different times, however far apart, and many rows come before all.",
            _equal_spans,
        ),
        Mistake(
            "all times in k parts",
            "All times were divided into k parts, so that no row comes before them. Each stretch "
            "has `size` different times, counted back from the latest.",
            lambda times, k, size: _ranks(times) * k // len(np.unique(times)) + 1,
        ),
        Mistake(
            "the later half",
            "The later half of the times was divided, as in the experiment. Here each stretch has "
            "`size` different times, however many there are in all.",
            _later_half,
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
            "early rows below zero",
            "The stretches are numbered from 0, and the rows before them with −1. The stretches "
            "count from 1 to k here, and the rows before them get 0.",
            lambda times, k, size: _stretches(times, k, size) - 1,
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
            "a time too late",
            "Each cut is one time too late: the last stretch has one time too few, and one of the "
            "early times is in none.",
            partial(_stretches, later=1),
        ),
        Mistake(
            "a time too early",
            "Each cut is one time too early, and the latest time has the number k + 1. The last "
            "stretch ends with it.",
            partial(_stretches, later=-1),
        ),
        Mistake(
            "the latest time left out",
            "The latest time is in no stretch. The last stretch ends with it, and includes it.",
            partial(_by_slices, last=-1),
        ),
        Mistake(
            "the time before as well",
            "Each stretch begins one time too early, with a time that belongs to the one before. "
            "It has `size` different times, and no more.",
            partial(_by_slices, first=-1),
        ),
        Mistake(
            "the first time missing",
            "Each stretch lacks its first time, and its rows are left in none. It has `size` "
            "different times.",
            partial(_by_slices, first=1),
        ),
        Mistake(
            "the first time of all left out",
            "The earliest time of the first stretch is in none: a row of just that time belongs to "
            "stretch 1.",
            lambda times, k, size: np.where(
                times == np.unique(times)[-k * size], 0, _stretches(times, k, size)
            ),
        ),
        Mistake(
            "one time a stretch",
            "Each stretch has one time only. It has `size` different times.",
            lambda times, k, size: _stretches(times, k, 1),
        ),
        Mistake(
            "the last stretch missing",
            "The latest rows are in no stretch: stretch k was forgotten. Count up to k, and "
            "include it.",
            lambda times, k, size: _missing(times, k, size, k),
        ),
        Mistake(
            "the first stretch missing",
            "No row is in stretch 1. There are k stretches, and all before the first is 0.",
            partial(_missing, stretch=1),
        ),
        Mistake(
            "a number for each time",
            "This has one number for each different time. Each row should get the number of the "
            "stretch that its time belongs to.",
            _of_each_time,
        ),
        Mistake(
            "dealt out",
            "The times were dealt out to the stretches in turn, and each model would be fitted to "
            "later times than some that it predicts. A stretch is made of neighbours.",
            lambda times, k, size: np.unique(times, return_inverse=True)[1] % k + 1,
        ),
        Mistake(
            "earliest divided",
            "The earliest times were divided, and what is left went to the last stretch. Divide "
            "the latest ones: the last stretch ends with the latest time.",
            _earliest_divided,
        ),
        Mistake(
            "early rows at the end",
            "The rows before all stretches got the number k + 1, as if they came last. They get 0.",
            lambda times, k, size: np.where(
                _stretches(times, k, size) == 0, k + 1, _stretches(times, k, size)
            ),
        ),
        Mistake(
            "a length in time",
            "The stretches were measured along the times, `size` units each. Count different "
            "times, however far apart they lie.",
            lambda times, k, size: np.maximum(
                0, (times - np.max(times) + k * size - 1) // size + 1
            ).astype(int),
        ),
        Mistake(
            "cut towards zero",
            "Some rows before all stretches have a 1. `int` cuts towards zero, so upwards where "
            "a number is negative: divide by `//`.",
            _towards_zero,
        ),
    ),
)

# 5. What a budget buys


def _rounds(
    costs,
    counts,
    budget,
    fits=lambda cost, left: cost <= left,
    order=lambda costs: range(len(costs)),
    number=max,
    price=lambda cost: cost,
    otherwise=None,
    refill=False,
):
    """Walk through the rounds; ``otherwise`` says what ends at a setting that is too dear."""
    tried, left = np.zeros(len(costs), dtype=int), budget
    for r in range(number(counts)):
        left = budget if refill else left
        for model in order(costs):
            if r >= counts[model]:
                continue
            if fits(costs[model], left):
                tried[model] += 1
                left -= price(costs[model])
            elif otherwise == "search":
                return tried
            elif otherwise == "round":
                break
    return tried


def _one_after_the_other(costs, counts, budget, order=lambda costs: range(len(costs))):
    tried, left = np.zeros(len(costs), dtype=int), budget
    for model in order(costs):
        tried[model] = min(counts[model], int(left / costs[model]))
        left -= tried[model] * costs[model]
    return tried


def _whole_rounds(costs, counts, budget):
    tried, left = np.zeros(len(costs), dtype=int), budget
    for r in range(max(counts)):
        now = counts > r
        if costs[now].sum() > left:
            break
        tried, left = tried + now, left - costs[now].sum()
    return tried


def _overdrawn_rounds(costs, counts, budget):
    tried, left = np.zeros(len(costs), dtype=int), budget
    while left > 0 and (tried < counts).any():
        now = tried < counts
        tried, left = tried + now, left - costs[now].sum()
    return tried


def _cheapest_first(costs):
    return np.argsort(costs, kind="stable")


def _purse(costs, counts, budget):
    return np.array(costs), np.array(counts), budget


ROUNDS = Exercise(
    name="your_data.rounds",
    call="rounds(costs, counts, budget)",
    reference=_rounds,
    cases=(
        Case("nothing to spend", partial(_purse, [2, 1], [3, 3], 0)),
        Case("enough for all", partial(_purse, [2, 1], [2, 3], 20)),
        Case("a dear model first", partial(_purse, [5, 2], [3, 3], 6)),
        Case("exactly enough", partial(_purse, [1.5, 2.25, 0.5], [2, 0, 3], 4.5)),
        partial(_purse, [1, 1, 2, 10], [9, 7, 20, 4], 40),
        partial(_purse, [3, 5, 4], [4, 2, 6], 31),
        partial(_purse, [2, 50, 3], [10, 3, 10], 45),
        partial(_purse, [1, 2, 3], [2, 6, 1], 12),
        partial(_purse, [7, 2, 9, 4], [3, 8, 5, 6], 61),
    ),
    mistakes=(
        Mistake(
            "the end at the first that is too dear",
            "The whole search ends when one setting is too dear. Cheaper models can still go on "
            "with what is left.",
            partial(_rounds, otherwise="search"),
        ),
        Mistake(
            "the end of the round",
            "A setting that is too dear ends its round, and the models after it miss their turn. "
            "Pass over that one setting only.",
            partial(_rounds, otherwise="round"),
        ),
        Mistake(
            "whole rounds",
            "A round that cannot be paid as a whole was not begun. Go on setting by setting: what "
            "is left buys some of them.",
            _whole_rounds,
        ),
        Mistake(
            "the price of a round divided",
            "The budget was divided by the price of a whole round. Models run out of settings, and "
            "what is left buys single ones: go through the rounds.",
            lambda costs, counts, budget: np.minimum(counts, int(budget // sum(costs))),
        ),
        Mistake(
            "one round",
            "Only the first round was gone through. Go on until the budget or the settings are "
            "used up.",
            partial(_rounds, number=lambda counts: 1),
        ),
        Mistake(
            "as many rounds as the fewest settings",
            "The rounds end when the first model has no settings left. The others go on: there "
            "are as many rounds as the longest list.",
            partial(_rounds, number=min),
        ),
        Mistake(
            "as many rounds as the first model",
            "There are as many rounds as the first model has settings. Another model may have "
            "more.",
            partial(_rounds, number=lambda counts: counts[0]),
        ),
        Mistake(
            "the last of the budget",
            "A setting that costs exactly what is left was passed over. It can still be paid.",
            partial(_rounds, fits=lambda cost, left: cost < left),
        ),
        Mistake(
            "more settings than there are",
            "The budget is right, but a model tried more settings than it has. Its `counts` entry "
            "is the most that it can try.",
            lambda costs, counts, budget: _rounds(costs, [int(budget) + 1] * len(costs), budget),
        ),
        Mistake(
            "as many settings as the longest list",
            "A model whose settings are used up went on as long as there were rounds. Its `counts` "
            "entry is the most that it can try.",
            lambda costs, counts, budget: _rounds(costs, [max(counts)] * len(costs), budget),
        ),
        Mistake(
            "whole rounds, overdrawn",
            "A round was begun as long as anything was left, and gone through to its end. Ask "
            "before each setting whether it still fits.",
            _overdrawn_rounds,
        ),
        Mistake(
            "one setting too many",
            "A model tried one setting more than it has. With r counted from 0, its last round is "
            "the one before `counts`.",
            lambda costs, counts, budget: _rounds(costs, counts + 1, budget),
        ),
        Mistake(
            "one setting too few",
            "The last setting of each model is never tried, though there is enough for it. With r "
            "counted from 0, a model takes part as long as r is less than its count.",
            lambda costs, counts, budget: _rounds(costs, counts - 1, budget),
        ),
        Mistake(
            "nothing is spent",
            "What a setting costs is compared with the whole budget, and never taken off. Keep "
            "account of what is left.",
            partial(_rounds, price=lambda cost: 0),
        ),
        Mistake(
            "a new budget each round",
            "Each round has the whole budget again. What earlier rounds cost is gone.",
            partial(_rounds, refill=True),
        ),
        Mistake(
            "one model after the other",
            "The first model may try everything before the second has its turn, and the last one "
            "gets what is left. Go in rounds, one setting of each.",
            _one_after_the_other,
        ),
        Mistake(
            "all of the cheapest first",
            "The cheapest model may try everything before the others have their turn. Go in "
            "rounds, one setting of each, in the order of the models.",
            partial(_one_after_the_other, order=_cheapest_first),
        ),
        Mistake(
            "the cheapest first",
            "In each round the cheapest model has the first turn. The turns go in the order of the "
            "models, whatever they cost.",
            partial(_rounds, order=_cheapest_first),
        ),
        Mistake(
            "the dearest first",
            "In each round the dearest model has the first turn. The turns go in the order of the "
            "models, whatever they cost.",
            partial(_rounds, order=lambda costs: np.argsort(costs, kind="stable")[::-1]),
        ),
        Mistake(
            "the last model first",
            "In each round the last model has the first turn. Begin with the first.",
            partial(_rounds, order=lambda costs: reversed(range(len(costs)))),
        ),
        Mistake(
            "overdrawn",
            "A setting is begun as long as anything is left, and the budget is overdrawn. Begin "
            "only what fits.",
            partial(_rounds, fits=lambda cost, left: left > 0),
        ),
        Mistake(
            "equal shares",
            "Each model got an equal share of the budget, and what one does not need is lost to "
            "the others.",
            lambda costs, counts, budget: np.minimum(
                counts, (budget / len(costs) // costs).astype(int)
            ),
        ),
        Mistake(
            "the whole budget for each",
            "Each model was given the whole budget for itself. They share it.",
            lambda costs, counts, budget: np.minimum(counts, (budget // costs).astype(int)),
        ),
        Mistake(
            "what was spent",
            "This is what was spent on each model. Count its settings.",
            lambda costs, counts, budget: _rounds(costs, counts, budget) * costs,
        ),
        Mistake(
            "what was passed over",
            "These are the settings that were *not* tried. Return how many were.",
            lambda costs, counts, budget: counts - _rounds(costs, counts, budget),
        ),
        Mistake(
            "what is left over",
            "This is the money that is left over. Asked is how many settings of each model "
            "were tried.",
            lambda costs, counts, budget: budget - costs @ _rounds(costs, counts, budget),
        ),
    ),
)

EXERCISES = (COPIES, FILLED, GROUP_FOLDS, STRETCHES, ROUNDS)
