"""Newton's method for penalized logistic and multinomial models, also where weights are zero."""

import numpy as np
from scipy.special import expit

STEPS = 100
# Unknowns that are not zero, and their cells: with more, a step costs more than it saves.
MOST, CELLS = 100, 100_000
DAMPING = 1e-10, 1e-4, 1e8  # added to the curvature, as shares of its mean: least, first, last
ENOUGH = 1e-4  # of the fall that the slope promises
ROUNDING = 1e-14


def newton(rows, Y, l1, l2, V, accuracy):
    """Minimize the mean log loss + l1 ‖W‖₁ + l2/2 ‖W‖², begun at V.

    A step minimizes the second-order expansion over the weights that are not zero, or whose slope
    says that they should not be. None of them changes its sign in one step: those that would stay
    at zero, and the others are solved for again. Where the objective does not fall, the curvature
    is damped (Levenberg, Marquardt), so that the step becomes shorter and turns downhill.

    Parameters
    ----------
    rows : numpy.ndarray of shape (n, q + 1)
        Columns, best standardized; the last is 1, and its weights are the intercepts.
    Y : numpy.ndarray of shape (n, K)
        As `logistic_path` takes it.
    l1, l2 : float
        Strengths of the two penalties, for each row.
    V : numpy.ndarray of shape (q + 1, K)
        Weights, and in the last row the intercepts, which have no penalty.
    accuracy : float
        How far from zero a slope may be at the end.

    Returns
    -------
    tuple of (numpy.ndarray of shape (q + 1, K), bool)
        Weights, and whether they settled.

    References
    ----------
    Bertsekas (1982), SIAM Journal on Control and Optimization 20(2), for the projected step.
    """
    penal = np.ones_like(V)
    penal[-1] = 0
    l1, l2 = l1 * penal, l2 * penal

    def value_at(V):
        loss, residual = log_loss(rows @ V, Y)
        return loss + np.vdot(l1, np.abs(V)) + np.vdot(l2, V * V) / 2, residual

    (value, residual), damping = value_at(V), 0.0
    for _ in range(STEPS):
        gradient = rows.T @ residual / len(Y) + l2 * V
        pull = np.sign(gradient) * np.maximum(np.abs(gradient) - l1, 0)
        slope = np.where(V == 0, pull, gradient + l1 * np.sign(V))
        if np.abs(slope).max() <= accuracy:
            return V, True
        free = (V != 0) | (slope != 0) | (penal == 0)
        if free.sum() > MOST or free.sum() * len(Y) > CELLS:
            break
        side = np.where(V == 0, -np.sign(slope), np.sign(V)) * (l1 > 0)
        curvature = _curvature(rows, Y, residual, free) + np.diag(l2[free])
        scale = np.trace(curvature) / len(curvature)
        while damping <= DAMPING[2]:
            added = (damping + DAMPING[0]) * scale * np.eye(len(curvature))
            step = _step(curvature + added, slope[free], V[free], side[free])
            trial = V.copy()
            trial[free] += step
            promised = slope[free] @ step
            new, changed = value_at(trial)
            if promised < 0 and new <= value + ENOUGH * promised + ROUNDING * abs(value):
                break
            damping = max(10 * damping, DAMPING[1])
        else:
            break
        if -promised <= ROUNDING * abs(value):
            return trial, True
        V, value, residual = trial, new, changed
        damping = damping / 10 if damping > DAMPING[1] else 0.0
    return V, False


def log_loss(margins, Y):
    """Return the mean log loss, and the probabilities minus Y."""
    if Y.shape[1] == 1:
        return np.mean(np.logaddexp(0, margins) - Y * margins), expit(margins) - Y
    # Scipy's log_softmax would take as long as all the rest of a step on small data.
    margins = margins - margins.max(axis=1, keepdims=True)
    odds = np.exp(margins)
    total = odds.sum(axis=1, keepdims=True)
    return (np.log(total).sum() - np.vdot(Y, margins)) / len(Y), odds / total - Y


def _curvature(rows, Y, residual, free):
    """Return the second derivatives of the mean log loss by the free weights, of shape (m, m)."""
    columns, classes = np.nonzero(free)
    X, q = rows[:, columns], (residual + Y)[:, classes]
    weighted = X * q
    if Y.shape[1] == 1:
        return X.T @ (weighted * (1 - q)) / len(Y)
    same = classes[:, None] == classes
    return (same * (X.T @ weighted) - weighted.T @ weighted) / len(Y)


def _step(curvature, slope, weights, side):
    """Return the d of the least slopeᵀd + dᵀ curvature d/2 at which no weight leaves its side.

    A weight that would is put to zero, and the others follow; `side` is 0 where both are allowed.
    """
    step, stays = np.zeros_like(weights), np.zeros(len(weights), dtype=bool)
    while not stays.all():
        moves = ~stays
        against = slope[moves] + curvature[np.ix_(moves, stays)] @ step[stays]
        step[moves] = -np.linalg.solve(curvature[np.ix_(moves, moves)], against)
        crosses = moves & (side * (weights + step) < 0)
        if not crosses.any():
            break
        step[crosses] = -weights[crosses]
        stays |= crosses
    return step
