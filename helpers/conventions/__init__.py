"""One penalty, many conventions: carry a strength from one library or book to another.

Two objectives have the same minimum when one is a positive multiple of the other. Each convention
here is, up to such a multiple, the book's base objective

    mean of ℓᵢ + λ (r‖w‖₁ + (1−r)/2 ‖w‖²),   b not penalized,

where ℓᵢ is the negative log-likelihood of sample i: ½(yᵢ − xᵢᵀw − b)² in regression, so that the
data loss is 1/(2n) ‖y − Xw − b‖², and the log loss in classification. `describe` prints each
objective in full; `names` lists the conventions:

book, article_a, article_a_l1, article_a_l2, article_b_l1, article_b_l2 (the two articles behind
the book), esl_3_54, esl_18_20 (The Elements of Statistical Learning), glmnet, sklearn_ridge,
sklearn_lasso, sklearn_elastic_net, sklearn_sgd, sklearn_logistic, keras_l1, keras_l2, keras_l1l2,
pytorch_sgd. AdamW's decay has no objective; `convert` says so.

References
----------
Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, 2nd ed., §3.4, §18.4.
Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1), 1-22 (glmnet).
Loshchilov & Hutter (2019), Decoupled Weight Decay Regularization, ICLR (AdamW).
Xie & Li (2024), Implicit Bias of AdamW: ℓ∞-Norm Constrained Optimization, ICML.
The documentation of scikit-learn, Keras and PyTorch.
"""

import math
import numbers

from helpers._validate import number
from helpers.conventions._objectives import NO_OBJECTIVE, REGISTRY
from helpers.conventions._table import Table

__all__ = ["convert", "describe", "names", "table"]


def names():
    """Return the names of the conventions that `convert` knows, as a list of str."""
    return list(REGISTRY)


def convert(strength, mix, *, source, target, n_samples):
    """Return the strength and the mix that mean in `target` what the given ones mean in `source`.

    With λ and r for the book's strength and mix, a convention with the data loss c·(mean of ℓᵢ) and
    the penalty strength·(k₁·share‖w‖₁ + k₂·(1 − share)/2 ‖w‖²) has

        λr = strength·k₁·share/c   and   λ(1−r) = strength·k₂·(1 − share)/c,

    where share is the mix, or 1 − mix where the mix weighs L2, and c holds a factor n where the
    source sums over the samples. Between a regression and a classification it is the weight of the
    penalty against the mean ℓᵢ that is carried over; the two models differ all the same.

    Parameters
    ----------
    strength : float
        The source's own number, finite and ≥ 0: λ, alpha, l2, weight_decay; C, which is > 0;
        l1 + l2 for `keras_l1l2`.
    mix : float
        The source's own number in [0, 1]: r, α, l1_ratio; l1/(l1 + l2) for `keras_l1l2`. Where a
        convention has no mix, it is the share of L1, fixed at 0 for L2 alone and 1 for L1 alone.
    source, target : str
        Names of conventions; `names` lists them.
    n_samples : int
        n ≥ 1, the number of samples of the fit.

    Returns
    -------
    strength, mix : tuple of two float
        The target's own numbers.

    Raises
    ------
    ValueError
        If a name is not known or has no objective, if a number is out of its range, or if the
        target cannot express the penalty: Ridge no L1 part, Lasso no L2 part, C no strength of 0.
    """
    this, other = _convention(source, "source"), _convention(target, "target")
    n = _count(n_samples)
    strength = number(strength, "strength", **({"above": 0} if this.inverse else {"minimum": 0}))
    share = _share(this, number(mix, "mix", minimum=0, maximum=1), source)

    l1, l2 = this.l1 * share, this.l2 * (1 - share)
    lam = (1 / strength if this.inverse else strength) / _loss(this, n) * (l1 + l2)
    r = l1 / (l1 + l2)
    _check_expressible(other, lam, r, target)
    l1 = r / other.l1 if r else 0.0
    l2 = (1 - r) / other.l2 if r < 1 else 0.0
    strength = lam * _loss(other, n) * (l1 + l2)
    strength = 1 / strength if other.inverse else strength
    if not math.isfinite(strength):
        raise ValueError(f"expected a strength that is finite in {target!r}, got {strength}")
    share = l1 / (l1 + l2)
    return strength, 1 - share if other.mix_weighs == "l2" else share


def describe(name):
    """Return what a convention is, in a few lines: its objective in full, and the way to the book.

    Raises
    ------
    ValueError
        If the name is not known; the message lists those that are.
    """
    if isinstance(name, str) and name in NO_OBJECTIVE:
        return f"{name}: no objective\n  {NO_OBJECTIVE[name]}."
    row = _convention(name, "name")
    lam, r = row.to_book
    lines = [f"{row.where}: {row.objective}", f"the book's λ is {lam}, and its r is {r}"]
    return f"{name}\n  " + "\n  ".join(lines + [row.note] * bool(row.note))


def table(strength, mix, *, n_samples):
    """Return the whole dictionary as a table that a notebook shows and a printer prints.

    Each row has a convention's objective, its way to the book's λ and r, and what one writes there
    to mean the given strength and mix of the book; a convention of L1 or L2 alone gets the given
    strength with that part alone.

    Parameters
    ----------
    strength, mix : float
        λ > 0 and r in (0, 1), in the book's convention.
    n_samples : int
        n ≥ 1.

    Returns
    -------
    Table

    Raises
    ------
    ValueError
        If a number is out of its range.
    """
    strength = number(strength, "strength", above=0)
    mix = number(mix, "mix", above=0, below=1)
    rows = []
    for name, row in REGISTRY.items():
        r = mix if row.l1 and row.l2 else float(row.l1 > 0)
        s, m = convert(strength, r, source="book", target=name, n_samples=n_samples)
        written = row.write.format(strength=s, mix=m, l1=s * m, l2=s * (1 - m))
        rows.append((row.where, row.objective, ", ".join(row.to_book), written))
    rows.append(("AdamW", "none, only a rule of how to step", "–", "–"))
    notes = {}
    for row in REGISTRY.values():
        notes.setdefault(row.note, []).append(row.where)
    return Table(
        ("where", "objective", "λ, r of the book", "write"),
        rows,
        f"Every convention, and what to write in each for λ = {strength:.4g} and r = {mix:.4g} "
        f"(0 or 1 where there is one part alone) on n = {n_samples} samples.",
        [f"{'; '.join(places)}: {note}" for note, places in notes.items() if note],
    )


def _convention(name, role):
    if isinstance(name, str):
        if name in REGISTRY:
            return REGISTRY[name]
        if name in NO_OBJECTIVE:
            raise ValueError(
                f"expected {role} with an objective, got {name!r}: {NO_OBJECTIVE[name]}"
            )
    known = ", ".join(REGISTRY)
    raise ValueError(f"expected {role} to be one of {known}; got {name!r}")


def _count(n_samples):
    whole = isinstance(n_samples, numbers.Integral) and not isinstance(n_samples, bool)
    if not whole or n_samples < 1:
        raise ValueError(f"expected n_samples to be an integer >= 1, got {n_samples!r}")
    return int(n_samples)


def _loss(convention, n):
    """Return the factor c in c·(mean of ℓᵢ), the convention's data loss."""
    return convention.loss if convention.mean else convention.loss * n


def _share(convention, mix, name):
    """Return the share of the strength that goes to the L1 part."""
    if convention.mix_weighs is None:
        fixed = float(convention.l1 > 0)
        if mix != fixed:
            missing = "L2" if fixed else "L1"
            raise ValueError(
                f"expected mix {fixed:g} for {name!r}, which has no {missing} part, got {mix:g}"
            )
    return 1 - mix if convention.mix_weighs == "l2" else mix


def _check_expressible(convention, lam, r, name):
    """Raise ValueError unless the convention can express the book's strength λ and mix r."""
    if (r > 0 and not convention.l1) or (r < 1 and not convention.l2):
        missing, fixed = ("L1", 0) if not convention.l1 else ("L2", 1)
        raise ValueError(
            f"expected an L1 share of {fixed} in the book's convention for {name!r}, which has no "
            f"{missing} part, got {r:g}"
        )
    if convention.inverse and lam == 0:
        raise ValueError(f"expected λ > 0 for {name!r}, whose C is 1/(nλ), got 0")
