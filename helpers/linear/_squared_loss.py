"""The squared loss ½‖y − Xw‖² as the path solver needs it, in one form for each shape of X.

For a batch of weights W (k, m) on k active features both forms give the correlations Xᵀ(y − Xw)
of all features, in float64: they decide what is optimal. Both also give the Gram matrix of the
active features, in float32 and with columns scaled to length 1: it only proposes a step, is
factorized over and over, and float32 takes a third of the time.
"""

import numpy as np


class _SquaredLoss:
    def __init__(self, X, y):
        with np.errstate(over="ignore"):
            lengths = np.sqrt(np.einsum("ij,ij->j", X, X))
            self.yy = float(y @ y)
        if not (np.isfinite(lengths).all() and np.isfinite(self.yy)):
            raise ValueError("expected X and y with finite sums of squares, got an overflow")
        # A column of zeros is never active; 1 only avoids the division by 0.
        self.lengths = np.where(lengths > 0, lengths, 1)
        self.Xy = X.T @ y

    def _spread(self, active, W):
        full = np.zeros((len(self.Xy), W.shape[1]))
        full[active] = W
        return full


class FewFeatures(_SquaredLoss):
    """For p ≤ n: all comes from the Gram matrix, made once in O(np²)."""

    def __init__(self, X, y):
        super().__init__(X, y)
        self.gram = X.T @ X
        self.scaled = (self.gram / self.lengths / self.lengths[:, None]).astype(np.float32)

    def scaled_gram(self, active):
        """Return the scaled Gram matrix (k, k) of the active features, as a copy."""
        return self.scaled.take(active, axis=0).take(active, axis=1)

    def correlations(self, active, W):
        """Return Xᵀr (p, m), rᵀr (m,) and rᵀy (m,) for the residuals r = y − Xw."""
        Xr = self.Xy[:, None] - self.gram @ self._spread(active, W)
        ry = self.yy - self.Xy[active] @ W
        return Xr, ry - np.einsum("ij,ij->j", W, Xr[active]), ry


class ManyFeatures(_SquaredLoss):
    """For p > n: residuals, and the Gram matrix of only those features that were ever active."""

    def __init__(self, X, y):
        super().__init__(X, y)
        self.X, self.y = X, y
        self.scaled = (X / self.lengths).astype(np.float32)
        self.seen = np.empty(0, dtype=np.intp)
        self.place = np.full(X.shape[1], -1)
        self.gram = np.empty((0, 0), dtype=np.float32)

    def scaled_gram(self, active):
        """Return the scaled Gram matrix (k, k) of the active features, as a copy."""
        new = active[self.place[active] < 0]
        if len(new):
            self._extend(new)
        place = self.place[active]
        return self.gram.take(place, axis=0).take(place, axis=1)

    def correlations(self, active, W):
        """Return Xᵀr (p, m), rᵀr (m,) and rᵀy (m,) for the residuals r = y − Xw."""
        r = self.y[:, None] - self.X @ self._spread(active, W)
        return self.X.T @ r, np.einsum("ij,ij->j", r, r), self.y @ r

    def _extend(self, new):
        old, end = len(self.seen), len(self.seen) + len(new)
        if end > len(self.gram):
            grown = np.empty((2 * end, 2 * end), dtype=np.float32)
            grown[:old, :old] = self.gram[:old, :old]
            self.gram = grown
        self.seen = np.append(self.seen, new)
        self.place[new] = np.arange(old, end)
        block = self.scaled[:, self.seen].T @ self.scaled[:, new]
        self.gram[:end, old:end] = block
        self.gram[old:end, :end] = block.T
