"""The minimum of a smooth loss with an L1 and an L2 part, by proximal Newton steps.

Near the weights at hand the loss is taken for a quadratic, the L1 part as it is. The minimum of
their sum gives a direction, and the step is shortened until the objective falls: it falls at every
step whatever the start, and near the minimum the number of right digits doubles.

References
----------
Lee, Sun & Saunders (2014), SIAM Journal on Optimization 24(3), 1420-1443.
"""

import numpy as np

from helpers.linear._quadratic import minimize_quadratic

HALVINGS = 40
# So much of what the slope promises a step has to bring.
ENOUGH = 1e-4
# Objectives closer than this, relative to their size, cannot be told apart.
ROUNDING = 1e-14


class Objective:
    """The loss + Σ l1 |theta| + Σ l2/2 theta², with l1 = l2 = 0 for what is not penalized."""

    def __init__(self, loss, l1, l2):
        self.loss, self.l1, self.l2 = loss, l1, l2

    def value(self, theta):
        """Return the objective, a float."""
        penalty = self.l1 * np.abs(theta) + self.l2 / 2 * theta**2
        return self.loss.value(theta) + float(penalty.sum())

    def slopes(self, theta):
        """Return the gradient of all but the L1 part, and the probabilities."""
        gradient, P = self.loss.gradient(theta)
        return gradient + self.l2 * theta, P

    def steepest(self, theta, slopes):
        """Return the subgradient that is nearest to 0: all 0 at the minimum, and only there."""
        at_zero = np.sign(slopes) * np.maximum(np.abs(slopes) - self.l1, 0)
        return np.where(theta == 0, at_zero, slopes + self.l1 * np.sign(theta))

    def error(self, theta):
        """Return the largest entry of that subgradient."""
        return float(np.abs(self.steepest(theta, self.slopes(theta)[0])).max())


def minimize(loss, l1, l2, *, tol, max_iter):
    """Minimize loss(theta) + Σ l1 |theta| + Σ l2/2 theta², from theta = 0.

    Parameters
    ----------
    loss : object
        With `value`, `gradient` and `hessian`, as `SoftmaxLoss`.
    l1, l2 : ndarrays of shape (q, m)
        Strengths ≥ 0 for each entry of theta.
    tol : float
        Done when no entry of the subgradient nearest to 0 is larger.
    max_iter : int
        At most so many steps.

    Returns
    -------
    theta : ndarray of shape (q, m)
    steps : int
    error : float
        The largest entry of the subgradient at theta: above `tol` if it did not converge.
    """
    problem = Objective(loss, l1, l2)
    theta = np.zeros_like(l1)
    for step in range(max_iter):
        error, before = problem.error(theta), theta
        if error <= tol:
            return theta, step, error
        theta = _newton_step(problem, theta)
        if np.array_equal(theta, before):  # Rounding leaves nothing to be gained.
            return theta, step + 1, error
    return theta, max_iter, problem.error(theta)


def _newton_step(problem, theta):
    """Return theta after a step towards the minimum of the quadratic with the L1 part."""
    slopes, P = problem.slopes(theta)
    steepest = problem.steepest(theta, slopes)
    # What is at 0 and stays there needs no place in the system.
    free = (theta != 0) | (problem.l1 == 0) | (steepest != 0)
    system = problem.loss.hessian(P, free)
    system.reshape(-1)[:: len(system) + 1] += problem.l2[free]
    old, l1 = theta[free], problem.l1[free]
    new = minimize_quadratic(system, slopes[free] - system @ old, l1, old)
    step = np.zeros_like(theta)
    step[free] = new - old
    promise = -float(slopes[free] @ (new - old) + l1 @ (np.abs(new) - np.abs(old)))
    value, error = problem.value(theta), problem.error(theta)
    rounding = ROUNDING * abs(value)
    for k in range(HALVINGS):
        # Not theta + step where it is whole: rounding would leave next to nothing in place of 0.
        trial = theta + step / 2.0**k
        if k == 0:
            trial[free] = new
        lower = problem.value(trial)
        if lower < value - max(ENOUGH * promise / 2.0**k, rounding):
            return trial
        if lower <= value + rounding and problem.error(trial) < error / 2:
            return trial
    return theta
