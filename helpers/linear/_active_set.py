"""The path of ½‖y − Xw‖² + l1‖w‖₁ + l2/2 ‖w‖² over falling penalties, by an active-set Newton.

While no weight changes its sign or leaves 0 the problem is smooth, and one linear system in the
active features gives its minimum, for several penalties at once. From the weights at hand the
solver

1. takes as active the nonzero weights, and the zero ones whose correlation exceeds l1;
2. solves for the minimum on them, for this penalty and for some of the next ones;
3. puts to 0 each weight that came out with the wrong sign;
4. keeps the penalties whose duality gap is small enough, and goes on from the first that fails.

What makes this safe: a point is taken only if it lowers the objective or, within rounding, the
gap. Else the solver tries shorter steps, damps the system, and for a while lets in only the
features that violate their condition most, since correlated ones stand in for one another.

Coordinate descent moves one feature at a time: easier to read, but many times slower in Python.
Both stop at the same duality gap, so both give the same answer.

References
----------
Efron, Hastie, Johnstone & Tibshirani (2004), Annals of Statistics 32(2), 407-499: the path.
Lee, Battle, Raina & Ng (2007), NIPS 19, 801-808: an active set of features with signs.
Kim, Koh, Lustig, Boyd & Gorinevsky (2007), IEEE J-STSP 1(4), 606-617: the duality gap.
"""

import numpy as np

from helpers.linear._search import MOST_DAMPING, Search
from helpers.linear._squared_loss import FewFeatures, ManyFeatures

SHORTER = np.array([0.7, 0.5, 0.3, 0.15, 0.05])


def solve_path(X, y, l1, l2, *, tol, max_iter):
    """Solve for each pair of the falling l1 > 0 and l2 ≥ 0 (m,), each from the one before.

    Parameters
    ----------
    X, y : float64 ndarrays of shape (n, p) and (n,)
    l1, l2 : float64 ndarrays of shape (m,)
    tol : float
        A penalty is done when its duality gap is at most tol·‖y‖².
    max_iter : int
        At most so many linear systems for one penalty.

    Returns
    -------
    coefs (p, m), gaps (m,), steps (m,), converged (m,)
    """
    loss = (FewFeatures if X.shape[1] <= len(y) else ManyFeatures)(X, y)
    search = Search(loss, l1[0], l2[0])
    m = len(l1)
    coefs, gaps = np.zeros((X.shape[1], m)), np.zeros(m)
    steps, converged = np.zeros(m, dtype=int), np.ones(m, dtype=bool)
    i, width = 0, 1
    while i < m:
        if steps[i] == max_iter or search.damping > MOST_DAMPING:
            coefs[search.active, i], gaps[i], converged[i] = search.w, search.gap, False
            i += 1
            if i < m:
                search.go_on(l1[i], l2[i])
            continue
        steps[i] += 1
        batch = slice(i, i + width)
        step = search.newton_step(l1[batch], l2[batch])
        if step is None:
            search.be_careful()
            continue
        trial = search.trial(step, l1[batch], l2[batch])
        over = np.append(trial.gap > tol * loss.yy, True)
        done = int(over.argmax())
        if done:
            coefs[search.active, i : i + done] = trial.W[:, :done]
            gaps[i : i + done] = trial.gap[:done]
            i += done
            if i == m:
                break
            whole = done == len(trial.gap)
            search.move(trial, done - whole, l1[i], l2[i], evaluate=whole)
            width = 2 * width if whole else done
            search.be_bolder()
        elif search.better(trial.value[0], trial.gap[0]):
            search.move(trial, 0, l1[i], l2[i])
            width = 1
            search.be_bolder()
        else:
            width = 1
            search.be_careful()
            trial = search.trial(SHORTER * step[:, :1], l1[i], l2[i])
            k = int(trial.value.argmin())
            if search.better(trial.value[k], trial.gap[k]):
                search.move(trial, k, l1[i], l2[i])
    return coefs, gaps, steps, converged
