"""The exercises of the chapter on conventions.

The objective of the book is 1/(2n) ‖y − Xw − b‖² + λ (r‖w‖₁ + (1−r)/2 ‖w‖²). Another one means the
same model when it is a positive multiple of it.

References
----------
Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1), 1-22 (glmnet).
Loshchilov & Hutter (2019), Decoupled Weight Decay Regularization, ICLR.
The documentation of scikit-learn and Keras for the objectives.
"""

import math
from functools import partial

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. From Keras to scikit-learn

RIDGE_ALPHA = Exercise(
    name="conventions.ridge_alpha",
    call="ridge_alpha(l2, n)",
    reference=lambda l2, n: n * l2,
    cases=(lambda: (0.01, 500), lambda: (0.3, 67), lambda: (2.5, 10), lambda: (1e-4, 60_000)),
    mistakes=(
        Mistake(
            "the same number",
            "The number was typed unchanged. Keras' loss is a mean over the rows and Ridge's is a "
            "sum, so the two penalties cannot have the same weight.",
            lambda l2, n: l2,
        ),
        Mistake(
            "divided by n",
            "This goes the other way. Multiply Keras' objective by whatever turns its mean into "
            "the sum of Ridge: what has become of the penalty?",
            lambda l2, n: l2 / n,
        ),
        Mistake(
            "twice",
            "Twice too much. Neither of these two objectives has a ½, before the loss or before "
            "the square, so no factor 2 can come out.",
            lambda l2, n: 2 * n * l2,
        ),
        Mistake(
            "half",
            "Half of it. Neither of these two objectives has a ½, before the loss or before the "
            "square, so no factor 2 can come out.",
            lambda l2, n: n * l2 / 2,
        ),
        Mistake(
            "the inverse",
            "This is the inverse, which belongs where a number multiplies the loss, as `C` does. "
            "Ridge multiplies the penalty by its number, as Keras does.",
            lambda l2, n: 1 / (n * l2),
        ),
        Mistake(
            "divided by twice the rows",
            "This goes the other way, and has a 2 too many. Neither objective has a ½; what turns"
            " a mean over the rows into a sum?",
            lambda l2, n: l2 / (2 * n),
        ),
        Mistake(
            "one row less",
            "One was taken off the number of rows. That is for a variance; Keras' loss is a mean "
            "over all of them.",
            lambda l2, n: (n - 1) * l2,
        ),
    ),
)

# 2. From scikit-learn to article A


def _to_article_a(alpha, l1_ratio):
    return alpha * (1 + l1_ratio) / 2, (1 - l1_ratio) / (1 + l1_ratio)


def _upside_down(alpha, l1_ratio):
    mix = (1 + l1_ratio) / max(1 - l1_ratio, 1e-300)
    return alpha / (1 + mix), mix


TO_ARTICLE_A = Exercise(
    name="conventions.to_article_a",
    call="to_article_a(alpha, l1_ratio)",
    returns=("lam_a", "alpha_a"),
    reference=_to_article_a,
    cases=(
        lambda: (0.1, 0.5),
        lambda: (2.0, 0.2),
        lambda: (0.03, 0.9),
        Case("L2 alone", lambda: (1.0, 0.0)),
        Case("L1 alone", lambda: (1.0, 1.0)),
    ),
    mistakes=(
        Mistake(
            "the same two numbers",
            "Both numbers were carried over unchanged. In article A the mix multiplies the square, "
            "and the square has no ½.",
            lambda alpha, l1_ratio: (alpha, l1_ratio),
        ),
        Mistake(
            "mix turned round",
            "The mix was turned round, and that is half of it: the ½ before the square is still "
            "to be accounted for. Compare the parts one by one.",
            lambda alpha, l1_ratio: (alpha, 1 - l1_ratio),
        ),
        Mistake(
            "strength left alone",
            "The mix is right. With it the two parts do not add up to the same strength any more: "
            "what must the strength be for the L1 parts to agree?",
            lambda alpha, l1_ratio: (alpha, (1 - l1_ratio) / (1 + l1_ratio)),
        ),
        Mistake(
            "strength the wrong way",
            "The mix is right. The strength was converted in the direction from article A to "
            "scikit-learn; you are going the other way.",
            lambda alpha, l1_ratio: (2 * alpha / (1 + l1_ratio), (1 - l1_ratio) / (1 + l1_ratio)),
        ),
        Mistake(
            "in the other order",
            "The two numbers are right and stand in the wrong order: the strength comes first.",
            lambda alpha, l1_ratio: _to_article_a(alpha, l1_ratio)[::-1],
        ),
        Mistake(
            "the formula as it stands",
            "This is the formula of the page as it stands, which leads from article A to the book. "
            "The mixes go either way by it, the strengths do not: solve it for the article's λ.",
            lambda alpha, l1_ratio: (alpha * (1 + l1_ratio), (1 - l1_ratio) / (1 + l1_ratio)),
        ),
        Mistake(
            "divided by 1 + r",
            "The strength was divided by one plus scikit-learn's mix. In the formula stands one "
            "plus the mix of the article, which is another number.",
            lambda alpha, l1_ratio: (alpha / (1 + l1_ratio), (1 - l1_ratio) / (1 + l1_ratio)),
        ),
        Mistake(
            "the ½ on the wrong side",
            "The square was given twice its number. scikit-learn has a ½ before the square and "
            "article A has none: which of the two needs the smaller number there?",
            lambda alpha, l1_ratio: (
                alpha * (2 - l1_ratio),
                2 * (1 - l1_ratio) / (2 - l1_ratio),
            ),
        ),
        Mistake(
            "share of L1",
            "The strength is right. The second number is the share of the absolute values; the "
            "mix of article A is the share of the squares.",
            lambda alpha, l1_ratio: (alpha * (1 + l1_ratio) / 2, 2 * l1_ratio / (1 + l1_ratio)),
        ),
        Mistake(
            "mix left alone",
            "The strength is right, and the mix was left as it is. The article's mix weighs the "
            "square, and its square has no ½.",
            lambda alpha, l1_ratio: (alpha * (1 + l1_ratio) / 2, l1_ratio),
        ),
        Mistake(
            "mix only turned round",
            "The strength is right. The mix was turned round, but what is the share of the square "
            "in this strength, once the ½ is taken into account?",
            lambda alpha, l1_ratio: (alpha * (1 + l1_ratio) / 2, 1 - l1_ratio),
        ),
        Mistake(
            "two strengths",
            "These are the factors before the absolute values and before the squares. Article A "
            "writes them as one strength, their sum, and as the share of the squares in it.",
            lambda alpha, l1_ratio: (alpha * l1_ratio, alpha * (1 - l1_ratio) / 2),
        ),
        Mistake(
            "two strengths, the square first",
            "These are the factors before the squares and before the absolute values. What is "
            "asked for is their sum, and what share of it the squares have.",
            lambda alpha, l1_ratio: (alpha * (1 - l1_ratio) / 2, alpha * l1_ratio),
        ),
        Mistake(
            "mix upside down",
            "The quotient of the mix stands upside down. With L1 alone, `l1_ratio` of one, "
            "nothing is left for the squares: article A's mix is zero.",
            _upside_down,
        ),
        Mistake(
            "half of the share of L2",
            "The share of the squares was halved and taken for the mix. Both parts change when "
            "the ½ goes: their sum is the new strength, and the mix is a share of that.",
            lambda alpha, l1_ratio: (alpha / (1 + (1 - l1_ratio) / 2), (1 - l1_ratio) / 2),
        ),
    ),
)

# 3. C when the data grow

SAME_C = Exercise(
    name="conventions.same_c",
    call="same_c(C, n, m)",
    reference=lambda C, n, m: C * n / m,
    cases=(
        lambda: (1.0, 100, 1000),
        lambda: (0.05, 67, 60),
        lambda: (20.0, 30, 33),
        Case("as many rows as before", lambda: (0.4, 50, 50)),
    ),
    mistakes=(
        Mistake(
            "the same C",
            "C was left as it is. It multiplies a sum, and the sum has another number of terms "
            "now, so the penalty weighs another share of the whole.",
            lambda C, n, m: C,
        ),
        Mistake(
            "the wrong way",
            "This makes the change worse. More rows make the sum larger; what must C do to hold "
            "the balance?",
            lambda C, n, m: C * m / n,
        ),
        Mistake(
            "λ in place of C",
            "This is the strength λ of the penalty that stays. The number asked for multiplies "
            "the loss: it is the inverse of mλ.",
            lambda C, n, m: 1 / (n * C),
        ),
        Mistake(
            "mλ in place of C",
            "This is the strength next to a plain sum of losses. C stands on the other side, and "
            "is its inverse.",
            lambda C, n, m: m / (n * C),
        ),
        Mistake(
            "rows on top",
            "The m rows were added to the n old ones. There are m rows in all now, whether the old "
            "ones are among them or not.",
            lambda C, n, m: C * n / (n + m),
        ),
        Mistake(
            "root of the ratio",
            "The change was taken under a root, as for a standard error. λ is 1/(nC), without any "
            "root: what keeps it constant?",
            lambda C, n, m: C * math.sqrt(n / m),
        ),
        Mistake(
            "λ on the new rows",
            "This is λ on the m rows, if C stays as it is. Asked is the C for which λ stays.",
            lambda C, n, m: 1 / (m * C),
        ),
        Mistake(
            "ratio squared",
            "The ratio was squared. λ is 1/(nC): one n, and one C.",
            lambda C, n, m: C * (n / m) ** 2,
        ),
        Mistake(
            "rounded down",
            "The ratio of the rows was rounded down to a whole number, as // does. It is a "
            "fraction.",
            lambda C, n, m: C * (n // m),
        ),
    ),
)

# 4. A layer with several outputs

SEVERAL_OUTPUTS = Exercise(
    name="conventions.several_outputs",
    call="several_outputs(l2, n, k)",
    reference=lambda l2, n, k: n * k * l2,
    cases=(lambda: (0.01, 100, 10), lambda: (0.5, 40, 3), lambda: (2.0, 7, 2)),
    mistakes=(
        Mistake(
            "outputs forgotten",
            "Right for one output. Keras' mean runs over all entries of the target, of which "
            "there are more than rows.",
            lambda l2, n, k: n * l2,
        ),
        Mistake(
            "divided by the outputs",
            "The outputs were counted on the wrong side. What do you multiply the mean by to get "
            "the sum over all entries?",
            lambda l2, n, k: n * l2 / k,
        ),
        Mistake(
            "rows forgotten",
            "The outputs are in, the rows are not: the mean is over both.",
            lambda l2, n, k: k * l2,
        ),
        Mistake(
            "twice",
            "Twice too much. Neither of these two objectives has a ½, before the loss or before "
            "the square.",
            lambda l2, n, k: 2 * n * k * l2,
        ),
        Mistake(
            "the same number",
            "The number was typed unchanged. One of the two losses is a mean over all entries of "
            "the target and the other is their sum.",
            lambda l2, n, k: l2,
        ),
        Mistake(
            "divided by both",
            "This goes the other way. A sum is larger than a mean; must the penalty beside it be "
            "larger or smaller, to weigh the same?",
            lambda l2, n, k: l2 / (n * k),
        ),
        Mistake(
            "half",
            "Half of it. Neither Keras' mean nor Ridge's sum has a ½, and neither of their "
            "penalties has one.",
            lambda l2, n, k: n * k * l2 / 2,
        ),
        Mistake(
            "rows and outputs added",
            "Rows and outputs were added. A matrix of n rows and k columns has their product of "
            "entries.",
            lambda l2, n, k: (n + k) * l2,
        ),
    ),
)

# 5. The other way to standardize


def _combine(l1, l2):
    return l1 + l2, l1 / (l1 + l2)


def _restandardized(lam, r, n, *, on_l1=0.5, on_l2=1.0):
    """Carry λ and r over; a mistake takes other powers of (n − 1)/n for the two parts."""
    ratio = (n - 1) / n
    return _combine(lam * r * ratio**on_l1, lam * (1 - r) * ratio**on_l2)


RESTANDARDIZED = Exercise(
    name="conventions.restandardized",
    call="restandardized(lam, r, n)",
    returns=("lam_new", "r_new"),
    reference=_restandardized,
    cases=(
        lambda: (0.1, 0.5, 5),
        lambda: (1.0, 0.2, 10),
        Case("L1 alone", lambda: (0.3, 1.0, 4)),
        Case("L2 alone", lambda: (0.3, 0.0, 4)),
        lambda: (2.0, 0.8, 67),
    ),
    mistakes=(
        Mistake(
            "unchanged",
            "The numbers were left as they are. The columns are a little smaller now, so the "
            "weights have to be larger to give the same predictions, and cost more.",
            lambda lam, r, n: (lam, r),
        ),
        Mistake(
            "the wrong way",
            "This goes the wrong way. Smaller columns need larger weights, and larger weights at "
            "the same price cost more: the price has to fall.",
            partial(_restandardized, on_l1=-0.5, on_l2=-1.0),
        ),
        Mistake(
            "one factor for both",
            "Both parts were multiplied by the factor of the columns. The L1 part grows with the "
            "weights, the L2 part with their squares.",
            partial(_restandardized, on_l2=0.5),
        ),
        Mistake(
            "the square for both",
            "Both parts were multiplied by the square of the columns' factor. That is right for "
            "the L2 part; how does the L1 part grow with the weights?",
            partial(_restandardized, on_l1=1.0),
        ),
        Mistake(
            "the two exchanged",
            "The factor and its square are exchanged: which of the two parts grows with the "
            "square of the weights?",
            partial(_restandardized, on_l1=1.0, on_l2=0.5),
        ),
        Mistake(
            "no root",
            "The columns were taken as smaller by (n − 1)/n. That is the ratio of the variances; "
            "the columns themselves follow the standard deviations.",
            partial(_restandardized, on_l1=1.0, on_l2=2.0),
        ),
        Mistake(
            "L1 alone",
            "The L1 part is right, and the L2 part was left as it is. It costs more too when the "
            "weights grow.",
            partial(_restandardized, on_l2=0.0),
        ),
        Mistake(
            "L2 alone",
            "The L2 part is right, and the L1 part was left as it is. It costs more too when the "
            "weights grow.",
            partial(_restandardized, on_l1=0.0),
        ),
        Mistake(
            "mix left alone",
            "The strength is right, and the mix was left as it is. The two parts change by "
            "different factors, so their shares cannot stay.",
            lambda lam, r, n: (_restandardized(lam, r, n)[0], r),
        ),
        Mistake(
            "strength left alone",
            "The mix is right, and the strength was left as it is. Both parts have become smaller, "
            "and the strength is their sum.",
            lambda lam, r, n: (lam, _restandardized(lam, r, n)[1]),
        ),
        Mistake(
            "two strengths",
            "These are the new strengths of L1 and of L2, each by itself, and both are right. Put "
            "them together as their sum and the share of L1.",
            lambda lam, r, n: (lam * r * math.sqrt((n - 1) / n), lam * (1 - r) * (n - 1) / n),
        ),
        Mistake(
            "share not divided",
            "The strength is right. The second number is the old share times the factor of L1; a "
            "share is a part of the new strength, so divide by that.",
            lambda lam, r, n: (_restandardized(lam, r, n)[0], r * math.sqrt((n - 1) / n)),
        ),
    ),
)

# 6. glmnet and the spread of the target


def _for_glmnet(lam, r, s):
    return _combine(lam * r, lam * (1 - r) * s)


FOR_GLMNET = Exercise(
    name="conventions.for_glmnet",
    call="for_glmnet(lam, r, s)",
    returns=("lambda", "alpha"),
    reference=_for_glmnet,
    cases=(
        lambda: (0.1, 0.5, 1.2),
        lambda: (1.0, 0.25, 10.0),
        lambda: (0.2, 0.9, 0.05),
        Case("L2 alone", lambda: (0.2, 0.0, 3.0)),
        Case("L1 alone", lambda: (0.4, 1.0, 2.5)),
    ),
    mistakes=(
        Mistake(
            "unchanged",
            "These numbers mean the same only for a target of spread one. Which part of the "
            "penalty does glmnet change for another spread?",
            lambda lam, r, s: (lam, r),
        ),
        Mistake(
            "the wrong way",
            "The L2 part was divided by s, and glmnet divides it once more. Give it a number "
            "that is right after its own division.",
            lambda lam, r, s: _combine(lam * r, lam * (1 - r) / s),
        ),
        Mistake(
            "both parts",
            "Both parts were multiplied by s. The L1 part comes out of glmnet as it was put in.",
            lambda lam, r, s: (lam * s, r),
        ),
        Mistake(
            "the square of s",
            "The L2 part was multiplied by the square of s. The loss is divided by that square "
            "too; what is left over after multiplying the whole objective by it?",
            lambda lam, r, s: _combine(lam * r, lam * (1 - r) * s**2),
        ),
        Mistake(
            "the L1 part",
            "The L1 part was multiplied by s. It is the L2 part that glmnet divides.",
            lambda lam, r, s: _combine(lam * r * s, lam * (1 - r)) if r else (lam, r),
        ),
        Mistake(
            "both parts divided",
            "Both parts were divided by s. What glmnet does to the L1 part it undoes again; only "
            "the L2 part comes out changed.",
            lambda lam, r, s: (lam / s, r),
        ),
        Mistake(
            "mix left alone",
            "The strength is right, and the mix was left as it is. Only one of the two parts was "
            "changed, so their shares cannot stay.",
            lambda lam, r, s: (_for_glmnet(lam, r, s)[0], r),
        ),
        Mistake(
            "strength left alone",
            "The mix is right, and the strength was left as it is. It is the sum of the two parts, "
            "and one of them was changed.",
            lambda lam, r, s: (lam, _for_glmnet(lam, r, s)[1]),
        ),
        Mistake(
            "two strengths",
            "These are the strengths of L1 and of L2, each by itself, and both are right. glmnet "
            "asks for their sum and for the share of L1.",
            lambda lam, r, s: (lam * r, lam * (1 - r) * s),
        ),
        Mistake(
            "share of L2",
            "The strength is right. The second number is the share of L2; glmnet's alpha is that "
            "of L1.",
            lambda lam, r, s: (_for_glmnet(lam, r, s)[0], 1 - _for_glmnet(lam, r, s)[1]),
        ),
    ),
)

# 7. Where a decoupled decay comes to rest

RESTING_POINT = Exercise(
    name="conventions.resting_point",
    call="resting_point(weight_decay, momentum)",
    reference=lambda weight_decay, momentum: weight_decay * (1 - momentum) / 2,
    cases=(
        lambda: (0.2, 0.9),
        Case("no momentum", lambda: (0.01, 0.0)),
        lambda: (1.0, 0.25),
        lambda: (0.4, 0.8),
    ),
    mistakes=(
        Mistake(
            "momentum forgotten",
            "This is right without momentum, and for PyTorch, whose decay goes through the "
            "momentum like the gradient. Here it does not: set m and w to rest in the two lines.",
            lambda weight_decay, momentum: weight_decay / 2,
        ),
        Mistake(
            "the wrong way",
            "Momentum makes the gradient's part of a step larger and leaves the decay's part as "
            "it is. Does that make the penalty stronger or weaker?",
            lambda weight_decay, momentum: weight_decay / (1 - momentum) / 2,
        ),
        Mistake(
            "loss without its ½",
            "Twice too much: g is the gradient of the mean squared residual, and the loss of the "
            "book is half of that.",
            lambda weight_decay, momentum: weight_decay * (1 - momentum),
        ),
        Mistake(
            "momentum itself",
            "At rest the old momentum is a share of itself and the gradient fills up the rest. "
            "How much is the rest?",
            lambda weight_decay, momentum: weight_decay * momentum / 2,
        ),
        Mistake(
            "the number itself",
            "Neither the momentum nor the ½ of the book's loss is in it yet. Write down what the "
            "two lines say when nothing moves any more.",
            lambda weight_decay, momentum: weight_decay,
        ),
        Mistake(
            "sign of the momentum",
            "The rest was taken as 1 + μ. At rest m is μm − ηg: bring both m to one side, and see "
            "which sign is left before μ.",
            lambda weight_decay, momentum: weight_decay * (1 + momentum) / 2,
        ),
        Mistake(
            "twice in place of half",
            "Multiplied by two where it has to be halved. The loss of the book is half of `mse`, "
            "so its penalty must be half as well.",
            lambda weight_decay, momentum: 2 * weight_decay * (1 - momentum),
        ),
        Mistake(
            "the wrong way, without the ½",
            "Two things are missing. Without moving, momentum lets the gradient count for more, "
            "not for less; and the loss of the book is half of `mse`.",
            lambda weight_decay, momentum: weight_decay / (1 - momentum),
        ),
    ),
)

EXERCISES = (
    RIDGE_ALPHA,
    TO_ARTICLE_A,
    SAME_C,
    SEVERAL_OUTPUTS,
    RESTANDARDIZED,
    FOR_GLMNET,
    RESTING_POINT,
)
