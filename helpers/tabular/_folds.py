"""Dividing groups of rows into folds of equal size, with classes in equal shares.

scikit-learn's StratifiedGroupKFold looks at each group for each fold, and takes half a minute for
20,000 rows of which two are equal. Groups with the same numbers of rows of each class can stand for
each other, so they are dealt out together here.
"""

import numpy as np


def grouped_folds(labels, groups, k, seed):
    """Return the fold of each row, of shape (n,), groups whole.

    The groups are taken by size, the largest first, those of one make at random. As many as can be
    dealt out evenly are; the rest go where the fewest rows of their classes are.

    Parameters
    ----------
    labels : numpy.ndarray of shape (n,)
        The class of each row; the same for all rows where there are none.
    groups : numpy.ndarray of shape (n,)
        Rows with the same number stay in one fold.
    k : int
        The number of folds.
    seed : int
        Seed of the division.
    """
    rng = np.random.default_rng(seed)
    _, place = np.unique(groups, return_inverse=True)
    _, label = np.unique(labels, return_inverse=True)
    counts = np.zeros((place.max() + 1, label.max() + 1))
    np.add.at(counts, (place, label), 1)
    makes, make = np.unique(counts, axis=0, return_inverse=True)
    totals = counts.sum(axis=0)
    filled = np.zeros((k, counts.shape[1]))
    fold = np.empty(len(counts), dtype=int)
    members = np.split(np.argsort(make, kind="stable"), np.cumsum(np.bincount(make))[:-1])
    for m in np.lexsort((makes.max(axis=1), makes.sum(axis=1)))[::-1]:
        of_make = rng.permutation(members[m])
        even = len(of_make) // k
        fold[of_make[: even * k]] = np.repeat(np.arange(k), even)
        for group in of_make[even * k :]:
            # Fewest rows of its classes first, and of all rows where these are equal.
            full = (filled * makes[m] / totals).sum(axis=1)
            least = np.lexsort((rng.random(k), filled.sum(axis=1), full))[0]
            fold[group] = least
            filled[least] += makes[m]
    return fold[place]
