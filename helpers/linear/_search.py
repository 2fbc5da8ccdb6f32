"""The weights that the path solver has at hand, and the Newton step it takes from them."""

import numpy as np
from scipy.linalg.lapack import spotrf, spotrs

# Damping is relative to the diagonal of the system: next to none while all goes well, some after a
# failure; with more than the most, steps are too short to matter.
LEAST_DAMPING, SOME_DAMPING, MOST_DAMPING = 1e-7, 1e-2, 1e6
MORE_DAMPING, LESS_DAMPING = 4.0, 1.5
# After a failure a feature enters if its violation has this share of the worst one.
SHARE, LESS_SHARE = 0.85, 0.98
# Objectives closer than this, relative to ‖y‖², cannot be told apart.
ROUNDING = 1e-13


def objective_and_gap(rr, ry, length, bound, l1):
    """Return ½‖y − Xw‖² + l1‖w‖₁ and its duality gap.

    From rᵀr and rᵀy of the residuals r, ‖w‖₁, and a bound on the correlations |Xᵀr|: residuals
    shrunk until none exceeds l1 are a point of the dual problem.
    """
    value = rr / 2 + l1 * length
    shrink = l1 / np.maximum(l1, bound)
    return value, value - shrink * ry + shrink**2 * rr / 2


class Trial:
    """Weights W (k, m) on the active features, one column for each penalty, evaluated.

    `value` (m,) is the objective ½‖y − Xw‖² + l1‖w‖₁ + l2/2 ‖w‖², `gap` (m,) the duality gap, and
    `Xr` (p, m) the correlations of all features with the residuals.
    """

    def __init__(self, loss, active, W, l1, l2):
        self.active, self.W = active, W
        self.Xr, self.rr, self.ry = loss.correlations(active, W)
        self.value, self.gap = self.under(slice(None), l1, l2)

    def under(self, columns, l1, l2):
        """Return objective and duality gap of some columns under the penalties given."""
        W, Xr, ry = self.W[:, columns], self.Xr[:, columns], self.ry[columns]
        # With rows √l2·I added to X, and zeros to y, the L2 part becomes loss: it is a lasso.
        rr = self.rr[columns] + l2 * np.einsum("ij,ij->j", W, W)
        bound = np.abs(Xr)
        bound[self.active] = np.abs(Xr[self.active] - l2 * W)
        return objective_and_gap(rr, ry, np.abs(W).sum(axis=0), bound.max(axis=0), l1)


class Search:
    """The weights `w` on the `active` features, and how boldly to go on from them."""

    def __init__(self, loss, l1, l2):
        self.loss = loss
        self.active, self.w, self.signs = np.empty(0, dtype=np.intp), np.empty(0), np.empty(0)
        self.damping, self.share = LEAST_DAMPING, 0.0
        self.move(self.trial(np.zeros((0, 1)), l1, l2), 0, l1, l2)

    def newton_step(self, l1, l2):
        """Return steps (k, m) to the minima for the penalties (m,), or None if there are none.

        The minima are those of the problem with these features and these signs. For the first
        penalty the step is Newton's but for the damping; for the next ones l2 differs a little.
        """
        downhill = self.Xr[self.active, None] - l2 * self.w[:, None] - l1 * self.signs[:, None]
        if not len(self.active):
            return downhill
        lengths = self.loss.lengths[self.active]
        system = self.loss.scaled_gram(self.active)
        system.reshape(-1)[:: len(system) + 1] += l2[0] / lengths**2 + self.damping
        factor, failed = spotrf(system.T, lower=1, overwrite_a=1, clean=0)
        if failed:
            return None
        # In units of ‖y‖, so that float32 neither overflows nor underflows.
        size = np.sqrt(self.loss.yy)
        scaled = (downhill / (lengths[:, None] * size)).astype(np.float32)
        return spotrs(factor, scaled, lower=1)[0] * (size / lengths[:, None])

    def trial(self, step, l1, l2):
        """Return w + step evaluated, with 0 for each weight that came out with the wrong sign."""
        W = self.w[:, None] + step
        W = np.where(np.sign(W) == self.signs[:, None], W, 0)
        return Trial(self.loss, self.active, W, l1, l2)

    def better(self, value, gap):
        """Return whether a point lowers the objective or, within rounding, the gap."""
        flat = value <= self.value + ROUNDING * self.loss.yy
        return value < self.value or (flat and gap < self.gap)

    def move(self, trial, k, l1, l2, *, evaluate=False):
        """Go to column k of a trial, and choose the active features for the penalties given.

        `evaluate` is needed where they are not those of the column.
        """
        self.at = trial, k
        self.value, self.gap, self.Xr = trial.value[k], trial.gap[k], trial.Xr[:, k]
        if evaluate:
            (self.value,), (self.gap,) = trial.under(slice(k, k + 1), l1, l2)
        w = np.zeros(len(self.Xr))
        w[trial.active] = trial.W[:, k]
        # The margin keeps features out that are at l1 but for rounding.
        excess = np.where(w == 0, np.abs(self.Xr) - l1 * (1 + 1e-10), 0)
        enters = (excess > 0) & (excess >= self.share * excess.max())
        self.active = np.flatnonzero((w != 0) | enters)
        self.w = w[self.active]
        self.signs = np.sign(np.where(self.w == 0, self.Xr[self.active], self.w))

    def go_on(self, l1, l2):
        """Leave a penalty undone for the next one."""
        self.damping = LEAST_DAMPING
        self.move(*self.at, l1, l2, evaluate=True)

    def be_bolder(self):
        """After a success."""
        self.damping = max(self.damping / LESS_DAMPING, LEAST_DAMPING)
        self.share *= LESS_SHARE

    def be_careful(self):
        """After a failure."""
        self.damping = max(self.damping * MORE_DAMPING, SOME_DAMPING)
        self.share = SHARE
