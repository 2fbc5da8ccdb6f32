"""The mean log loss of a linear model of classes, with its derivatives.

A row x has a logit xᵀw_k + b_k for each class k, and the class has the probability
P_k = exp(logit_k) / Σ_l exp(logit_l). With two classes the first logit is held at 0, so that one
column of weights is left and P₁ = 1/(1 + exp(−logit)).
"""

import numpy as np


def log_probabilities(logits):
    """Return log P (n, K) for logits (n, K), or (n, 1) of the second of two classes."""
    if logits.shape[1] == 1:
        logits = np.hstack([np.zeros_like(logits), logits])
    logits = logits - logits.max(axis=1, keepdims=True)
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


class SoftmaxLoss:
    """The weighted mean Σ sᵢ (−log P_{i,yᵢ}) / Σ sᵢ, as a function of theta (p + 1, m).

    Parameters
    ----------
    A : float64 ndarray of shape (n, q)
        The features, with a column of ones where there is an intercept.
    Y : float64 ndarray of shape (n, K)
        1 in the column of each row's class, and 0 elsewhere.
    shares : float64 ndarray of shape (n,)
        The rows' weights, which sum to 1.
    """

    def __init__(self, A, Y, shares):
        self.A, self.Y, self.shares = A, Y, shares
        self.free = 1 if Y.shape[1] == 2 else Y.shape[1]

    def probabilities(self, theta):
        """Return log P and P, both (n, K)."""
        log_p = log_probabilities(self.A @ theta)
        return log_p, np.exp(log_p)

    def value(self, theta):
        """Return the loss, a float."""
        log_p, _ = self.probabilities(theta)
        return -float(self.shares @ (self.Y * log_p).sum(axis=1))

    def gradient(self, theta):
        """Return Aᵀ S (P − Y) for the free columns (q, m), and P."""
        _, P = self.probabilities(theta)
        return self.A.T @ (self.shares[:, None] * (P - self.Y)[:, -self.free :]), P

    def hessian(self, P, free):
        """Return the Hessian (k, k) over the entries of theta where `free` (q, m) is True.

        They are in the order in which `theta[free]` has them. The block of the classes k and l is
        Aᵀ diag(s (P_k [k = l] − P_k P_l)) A.
        """
        P, (features, classes) = P[:, -self.free :], np.nonzero(free)
        system = np.empty((len(features), len(features)))
        for k in range(self.free):
            left = np.flatnonzero(classes == k)
            for m in range(k, self.free):
                right = np.flatnonzero(classes == m)
                curvature = self.shares * P[:, k] * ((k == m) - P[:, m])
                block = (self.A[:, features[left]].T * curvature) @ self.A[:, features[right]]
                system[np.ix_(left, right)], system[np.ix_(right, left)] = block, block.T
        return system
