"""The minimum of a quadratic function with an L1 part, by a search over signs.

While no entry changes its sign or leaves 0 the function is a plain quadratic, and one linear system
gives its minimum. On the way there an entry may reach 0: then it stays there, and the system is
solved without it. At the minimum with these signs the entry at 0 that would gain most comes in.
Each round lowers the objective and no set of signs comes twice, so that the search ends.

References
----------
Lee, Battle, Raina & Ng (2007), NIPS 19, 801-808.
"""

import numpy as np
from scipy.linalg import LinAlgError, solve

# Relative to each curvature: what two classes, or two columns, leave open gets no weight.
DAMPING = 1e-12
# A gain that rounding can feign, relative to the slopes.
ROUNDING = 1e-12


def minimize_quadratic(H, c, l1, x):
    """Return the x (k,) that minimizes cᵀx + ½ xᵀHx + Σ l1 |x|, from a first guess.

    Parameters
    ----------
    H : ndarray of shape (k, k)
        Symmetric, positive semidefinite.
    c, l1, x : ndarrays of shape (k,)
        l1 ≥ 0; an entry with l1 = 0 is free.
    """
    # Brought to a diagonal of ones, so that columns of any size are served alike.
    diagonal = np.diagonal(H)
    scale = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1))
    H, c, l1 = H * scale * scale[:, None], c * scale, l1 * scale
    x, signs = x / scale, np.sign(x)
    active = (l1 == 0) | (x != 0)
    for _ in range(10 * (len(x) + 10)):
        places = np.flatnonzero(active)
        old = x[places]
        new = _solve(H[np.ix_(places, places)], -(c + l1 * signs)[places])
        wrong = (l1[places] > 0) & (new * signs[places] <= 0)
        if wrong.any():
            with np.errstate(divide="ignore", invalid="ignore"):
                ways = np.where(wrong, old / (old - new), np.inf)
            first = np.nanmin(ways)
            x[places] = np.where(ways <= first, 0, old + first * (new - old))
            active = (l1 == 0) | (x != 0)
            continue
        x[places] = new
        slopes = c + H @ x
        gain = np.where(active, 0, np.abs(slopes) - l1)
        j = int(gain.argmax())
        if gain[j] <= ROUNDING * np.abs(c).max():
            break
        active[j], signs[j] = True, -np.sign(slopes[j])
    return x * scale


def _solve(system, right):
    damping = DAMPING
    while True:
        system.reshape(-1)[:: len(system) + 1] += damping
        try:
            return solve(system, right, assume_a="pos") if len(right) else right
        except LinAlgError:
            damping *= 100
