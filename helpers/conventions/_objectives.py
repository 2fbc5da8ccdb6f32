"""The objectives behind `helpers.conventions`, one row each, as their sources print them.

Every row is c·Σℓᵢ (or c/n·Σℓᵢ) + strength·(L1 part + L2 part), where ℓᵢ is the negative
log-likelihood of sample i: ½(yᵢ − xᵢᵀw − b)² in regression, the log loss in classification.
"""

from dataclasses import dataclass

_SUM, _MEAN = False, True
_RSS = "‖y − Xw − b‖²"
_NET = "‖w‖₁ + (1 − {0})/2 ‖w‖²)"


@dataclass(frozen=True)
class Convention:
    """One way to write a penalized objective.

    Parameters
    ----------
    where : str
        The library or book, and the place in it.
    objective : str
        The whole objective, as it is printed there.
    write : str
        What one writes, as a format string of `strength`, `mix`, `l1` and `l2`, where
        l1 = strength·mix and l2 = strength·(1 − mix).
    to_book : tuple of two str
        The book's λ and r, in the symbols of the objective.
    loss : float
        The factor c of the data loss.
    mean : bool
        Whether the data loss is c/n·Σℓᵢ rather than c·Σℓᵢ.
    l1, l2 : float
        The factors of ‖w‖₁ and of ½‖w‖² at strength 1; 0 where there is no such part.
    mix_weighs : {"l1", "l2", None}
        Which part the mix multiplies; the other is multiplied by 1 − mix. None: no mix.
    inverse : bool
        Whether the strength multiplies the data loss and not the penalty.
    note : str
        What else has to be known.
    """

    where: str
    objective: str
    write: str
    to_book: tuple[str, str]
    loss: float
    mean: bool
    l1: float = 0.0
    l2: float = 0.0
    mix_weighs: str | None = None
    inverse: bool = False
    note: str = ""


REGISTRY = {
    "book": Convention(
        "this book",
        f"1/(2n) {_RSS} + λ(r" + _NET.format("r"),
        "λ = {strength:.4g}, r = {mix:.4g}",
        ("λ", "r"),
        1, _MEAN, l1=1, l2=1, mix_weighs="l1",
        note="In classification the data loss is the mean log loss.",
    ),
    "article_a_l1": Convention(
        "article A, L1",
        f"1/(2n) {_RSS} + λ‖w‖₁",
        "λ = {strength:.4g}",
        ("λ", "1"),
        1, _MEAN, l1=1,
        note="The article gives no data loss; that of this book is assumed.",
    ),
    "article_a_l2": Convention(
        "article A, L2",
        f"1/(2n) {_RSS} + λ/2 ‖w‖²",
        "λ = {strength:.4g}",
        ("λ", "0"),
        1, _MEAN, l2=1,
        note="The article gives no data loss; that of this book is assumed.",
    ),
    "article_a": Convention(
        "article A, Elastic Net",
        f"1/(2n) {_RSS} + λ(α‖w‖² + (1 − α)‖w‖₁)",
        "λ = {strength:.4g}, α = {mix:.4g}",
        ("λ(1 + α)", "(1 − α)/(1 + α)"),
        1, _MEAN, l1=1, l2=2, mix_weighs="l2",
        note="The article gives no data loss; that of this book is assumed.",
    ),
    "article_b_l1": Convention(
        "article B, L1",
        f"1/n {_RSS} + λ‖w‖₁",
        "λ = {strength:.4g}",
        ("λ/2", "1"),
        2, _MEAN, l1=1,
        note="The data loss is that of the article's code.",
    ),
    "article_b_l2": Convention(
        "article B, L2",
        f"1/n {_RSS} + λ‖w‖²",
        "λ = {strength:.4g}",
        ("λ", "0"),
        2, _MEAN, l2=2,
        note="The objective is that of the article's code; its gradient is that of 2λ.",
    ),
    "esl_3_54": Convention(
        "ESL, (3.54)",
        f"{_RSS} + λ(α‖w‖² + (1 − α)‖w‖₁)",
        "λ = {strength:.4g}, α = {mix:.4g}",
        ("λ(1 + α)/(2n)", "(1 − α)/(1 + α)"),
        2, _SUM, l1=1, l2=2, mix_weighs="l2",
        note="The equation is the penalty alone; the data loss is that of (3.53).",
    ),
    "esl_18_20": Convention(
        "ESL, (18.20)",
        f"1/2 {_RSS} + λ(α‖w‖₁ + (1 − α)‖w‖²)",
        "λ = {strength:.4g}, α = {mix:.4g}",
        ("λ(2 − α)/n", "α/(2 − α)"),
        1, _SUM, l1=1, l2=2, mix_weighs="l1",
        note="The equation is the penalty alone; the data loss is that of (18.18).",
    ),
    "glmnet": Convention(
        "glmnet",
        f"1/(2n) {_RSS} + λ(α" + _NET.format("α"),
        "glmnet(lambda={strength:.4g}, alpha={mix:.4g})",
        ("λ", "α"),
        1, _MEAN, l1=1, l2=1, mix_weighs="l1",
        note="Exact where y has variance 1 by the 1/n formula. Before the fit glmnet brings y to "
        "it, and the columns of X, and the weights back afterwards; where the spread of y is s, "
        "the L2 part comes out divided by s.",
    ),
    "sklearn_ridge": Convention(
        "scikit-learn, Ridge",
        f"{_RSS} + α‖w‖²",
        "Ridge(alpha={strength:.4g})",
        ("α/n", "0"),
        2, _SUM, l2=2,
    ),
    "sklearn_lasso": Convention(
        "scikit-learn, Lasso",
        f"1/(2n) {_RSS} + α‖w‖₁",
        "Lasso(alpha={strength:.4g})",
        ("α", "1"),
        1, _MEAN, l1=1,
    ),
    "sklearn_elastic_net": Convention(
        "scikit-learn, ElasticNet",
        f"1/(2n) {_RSS} + α(ρ" + _NET.format("ρ"),
        "ElasticNet(alpha={strength:.4g}, l1_ratio={mix:.4g})",
        ("α", "ρ"),
        1, _MEAN, l1=1, l2=1, mix_weighs="l1",
        note="ρ is l1_ratio.",
    ),
    "sklearn_sgd": Convention(
        "scikit-learn, SGDRegressor",
        f"1/(2n) {_RSS} + α(ρ" + _NET.format("ρ"),
        'SGDRegressor(penalty="elasticnet", alpha={strength:.4g}, l1_ratio={mix:.4g})',
        ("α", "ρ"),
        1, _MEAN, l1=1, l2=1, mix_weighs="l1",
        note='ρ is l1_ratio. SGDClassifier(loss="log_loss") has the mean log loss in its place.',
    ),
    "sklearn_logistic": Convention(
        "scikit-learn, LogisticRegression",
        "C Σ log(1 + exp(−yᵢ(xᵢᵀw + b))) + ρ" + _NET.format("ρ")[:-1],
        "LogisticRegression(C={strength:.4g}, l1_ratio={mix:.4g})",
        ("1/(nC)", "ρ"),
        1, _SUM, l1=1, l2=1, mix_weighs="l1", inverse=True,
        note="ρ is l1_ratio; yᵢ is 1 or −1.",
    ),
    "keras_l1": Convention(
        "Keras, L1 with mse",
        f"1/n {_RSS} + l1‖w‖₁",
        "L1({strength:.4g})",
        ("l1/2", "1"),
        2, _MEAN, l1=1,
    ),
    "keras_l2": Convention(
        "Keras, L2 with mse",
        f"1/n {_RSS} + l2‖w‖²",
        "L2({strength:.4g})",
        ("l2", "0"),
        2, _MEAN, l2=2,
    ),
    "keras_l1l2": Convention(
        "Keras, L1L2 with mse",
        f"1/n {_RSS} + l1‖w‖₁ + l2‖w‖²",
        "L1L2(l1={l1:.4g}, l2={l2:.4g})",
        ("l1/2 + l2", "l1/(l1 + 2l2)"),
        2, _MEAN, l1=1, l2=2, mix_weighs="l1",
        note="The strength is l1 + l2 and the mix l1/(l1 + l2), so that l1 = strength·mix.",
    ),
    "pytorch_sgd": Convention(
        "PyTorch, SGD with MSELoss",
        f"1/n {_RSS} + d/2 ‖w‖²",
        "torch.optim.SGD(weight_decay={strength:.4g})",
        ("d/2", "0"),
        2, _MEAN, l2=1,
        note="d is weight_decay: the update adds d·w to the gradient. It does so for the bias "
        "too, unless the bias is in a parameter group of its own.",
    ),
}  # fmt: skip

NO_OBJECTIVE = {
    "adamw": "AdamW takes weight_decay·w off the weights beside the step that Adam makes of the "
    "gradient. With all data in each step it can only rest at a minimum of the loss alone among "
    "the weights with every |wⱼ| ≤ 1/weight_decay; no strength of a penalty means that",
}
