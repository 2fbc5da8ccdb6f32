"""Penalties on weights: value, gradient and proximal operator of L1, L2 and Elastic Net.

The strength λ is that of the book's base objective,
J(w, b) = 1/(2n) ‖y − Xw − b‖² + λ (r‖w‖₁ + (1−r)/2 ‖w‖²); the intercept b is not penalized.

Weights `w` may have any number of axes from one up, as the kernels of networks have: the penalty
treats them as one long vector. A bare number is refused, since there it is mostly a slip.
Every method raises ValueError if the weights are empty, a bare number, not numeric or not finite;
`prox` also if `step` is not a finite number ≥ 0. float32 weights give float32 results.
"""

from dataclasses import dataclass

import numpy as np

from helpers._validate import number, real_array


@dataclass(frozen=True)
class L1:
    """Lasso penalty λ‖w‖₁ = λ Σ|wⱼ|.

    Parameters
    ----------
    strength : float
        λ ≥ 0.

    Raises
    ------
    ValueError
        If `strength` is not a finite number ≥ 0.

    References
    ----------
    Tibshirani (1996), Journal of the Royal Statistical Society B 58(1), 267-288.
    """

    strength: float

    def __post_init__(self):
        """Check the parameters."""
        _keep(self, "strength")

    def value(self, w):
        """Return λ‖w‖₁ as a float."""
        return self.strength * float(np.abs(_weights(w, "w")).sum(dtype=np.float64))

    def gradient(self, w):
        """Return the subgradient λ sign(w), of the shape of `w`.

        At wⱼ = 0 every number in [−λ, λ] is a subgradient; the one returned is 0.
        """
        return self.strength * np.sign(_weights(w, "w"))

    def prox(self, v, step):
        """Return argmin over w of ½‖w − v‖² + step·λ‖w‖₁, of the shape of `v`.

        It is the soft threshold sign(vⱼ)·max(|vⱼ| − step·λ, 0).
        """
        v, threshold = _weights(v, "v"), _step(step) * self.strength
        # Subtracting the clipped part gives 0 where sign times maximum would give −0.
        return v - np.clip(v, -threshold, threshold)


@dataclass(frozen=True)
class L2:
    """Ridge penalty λ/2 ‖w‖² = λ/2 Σwⱼ².

    Parameters
    ----------
    strength : float
        λ ≥ 0.

    Raises
    ------
    ValueError
        If `strength` is not a finite number ≥ 0.

    References
    ----------
    Hoerl & Kennard (1970), Technometrics 12(1), 55-67.
    """

    strength: float

    def __post_init__(self):
        """Check the parameters."""
        _keep(self, "strength")

    def value(self, w):
        """Return λ/2 ‖w‖² as a float."""
        return self.strength / 2 * float(np.square(_weights(w, "w"), dtype=np.float64).sum())

    def gradient(self, w):
        """Return λw, of the shape of `w`."""
        return self.strength * _weights(w, "w")

    def prox(self, v, step):
        """Return argmin over w of ½‖w − v‖² + step·λ/2 ‖w‖², which is v/(1 + step·λ)."""
        return _weights(v, "v") / (1 + _step(step) * self.strength)


@dataclass(frozen=True)
class ElasticNet:
    """Elastic-net penalty λ (r‖w‖₁ + (1−r)/2 ‖w‖²).

    Parameters
    ----------
    strength : float
        λ ≥ 0.
    mix : float
        r in [0, 1], the share of L1: 1 is `L1(strength)`, 0 is `L2(strength)`.

    Raises
    ------
    ValueError
        If `strength` or `mix` is not a finite number in its range.

    References
    ----------
    Zou & Hastie (2005), Journal of the Royal Statistical Society B 67(2), 301-320.
    Parikh & Boyd (2014), Foundations and Trends in Optimization 1(3), §6.5.3 (prox).
    """

    strength: float
    mix: float

    def __post_init__(self):
        """Check the parameters."""
        _keep(self, "strength")
        _keep(self, "mix", maximum=1)

    def value(self, w):
        """Return λ (r‖w‖₁ + (1−r)/2 ‖w‖²) as a float."""
        l1, l2 = self._parts()
        return l1.value(w) + l2.value(w)

    def gradient(self, w):
        """Return the subgradient λ (r sign(w) + (1−r) w), of the shape of `w`.

        At wⱼ = 0 every number in [−λr, λr] is a subgradient; the one returned is 0.
        """
        l1, l2 = self._parts()
        return l1.gradient(w) + l2.gradient(w)

    def prox(self, v, step):
        """Return argmin over w of ½‖w − v‖² + step·value(w), of the shape of `v`.

        It is the soft threshold at step·λr, then the shrinkage by 1/(1 + step·λ(1−r)).
        """
        l1, l2 = self._parts()
        return l2.prox(l1.prox(v, step), step)

    def _parts(self):
        return L1(self.strength * self.mix), L2(self.strength * (1 - self.mix))


def _keep(penalty, name, maximum=None):
    # A plain float: a NumPy float64 would promote float32 weights.
    value = number(getattr(penalty, name), name, minimum=0, maximum=maximum)
    object.__setattr__(penalty, name, value)


def _weights(w, name):
    w = real_array(w, name)
    if w.ndim == 0:
        raise ValueError(f"expected {name} with one axis or more, got the bare number {w}")
    return w


def _step(step):
    return number(step, "step", minimum=0)
