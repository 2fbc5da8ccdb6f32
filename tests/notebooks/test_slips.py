"""A sample of the book's checks, each of which has to fail for the slip that it guards against.

The cell with the check is run twice with what it needs of its page: as it stands, and with one slip
made in the code above it. The slips are ones that a reader or an author could make.
"""

import contextlib
import io
import linecache
import os
from dataclasses import dataclass
from functools import cache
from importlib import import_module

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from tool import load

contents, notebooks = load("contents"), load("notebooks")
# Found beside the scripts, which `tool` has put on the path.
context, notebook = import_module("live.context"), import_module("live.notebook")


# Their pages search or train for long before the check: weekly.
LONG = {
    "λ: live = the table",
    "ρ: live = the table",
    "  and more than a thousandth",
    "nested is not, nor far too careful",
    "averaged, the range is a quarter or less",
    "and the standard error as before",
    "width 256: the four of the opening",
    "chosen: channels dropped at its rate",
    "chosen: rates and λ of its setting",
    "1000 signals, wide network: both beats L2",
    "logarithms: 2.8 times as long",
    "half the decay",
    "SGD: L2 in the loss = weight decay",
    "Keras' masks are as noisy as ours",
    "Newton, L2",
    "no minimum of a small table is outside SAFE's ball",
    "n = 12, p = 4: simulated = exact",
    "predicted to 5 % for every unit",
    "  nothing grows",
    "forty times the steps arrive, at 2λ",
    "the folds are right on average, to 2 se over draws",
    "Gaussian noise: right on average, to 2 se over draws",
    "cut to whole lines, it goes on",
    "the setting was tried again, once",
}


@dataclass(frozen=True)
class Slip:
    """A main page; words of the code on it or in depth under it, and others in their place.

    `claim` is the claim of the check, as its ✓ line has it. A `whole` page does what no name tells,
    such as starting workers: all its cells before the check are run.
    """

    page: str
    claim: str
    right: str
    wrong: str
    whole: bool = False


SLIPS = (
    # A factor forgotten.
    Slip(
        "penalties/l2",
        "λ = 0.01: descent = closed form",
        "solve(X.T @ X + n * lam * np.eye(p), X.T @ y)",
        "solve(X.T @ X + lam * np.eye(p), X.T @ y)",
    ),
    Slip(
        "penalties/l2",
        "λ = 0.01: descent = scikit-learn",
        "Ridge(alpha=n * strength)",
        "Ridge(alpha=2 * n * strength)",
    ),
    Slip("penalties/l2", "its gradient = λw", "penalties.L2(strength=0.1)", "penalties.L2(0.05)"),
    Slip("penalties/l2", "most probable w = closed form", "(2 * tau**2)\n", "(tau**2)\n"),
    Slip(
        "penalties/l1",
        "log posterior = −n/σ² J, up to a constant",
        "scale=tau / np.sqrt(2)",
        "scale=tau",
    ),
    Slip(
        "penalties/elastic-net",
        "λ = 0.05, r = 0.9: scratch = Lasso, longer table",
        "Lasso(alpha=lam * mix * n / (n + p), **exact)",
        "Lasso(alpha=lam * mix, **exact)",
    ),
    Slip(
        "penalties/elastic-net",
        "prox = best of 8001 candidates",
        "/ (1 + step * lam * (1 - mix))",
        "/ (1 + lam * (1 - mix))",
    ),
    Slip(
        "tuning/joint",
        "λ = 0.1, ρ = 0.2: all masks",
        "rate / (1 - rate) * np.mean(X**2, axis=0)",
        "rate * np.mean(X**2, axis=0)",
    ),
    Slip(
        "dropout/from-scratch",
        "variance of the logits as derived",
        "rate / (1 - rate) * (h**2 @ W2**2)",
        "rate * (h**2 @ W2**2)",
    ),
    # The formula of something else.
    Slip(
        "penalties/l1",
        "soft threshold = best candidate",
        "return v - np.clip(v, -t, t)",
        "return np.where(np.abs(v) > t, v, 0)",
    ),
    Slip(
        "penalties/l1",
        "no gap at the minimum",
        "min(1, len(y) * lam / max",
        "min(1, lam / max",
    ),
    Slip(
        "penalties/l1",
        "no u is further away than the radius",
        "np.sqrt(2 * n * gap)",
        "np.sqrt(n * gap / 2)",
    ),
    Slip(
        "penalties/l1",
        "they agree within three standard errors",
        "spent(Z @ W), np.count_nonzero(W, axis=0)",
        "spent(Z @ W), np.count_nonzero(np.abs(W) > 0.05, axis=0)",
    ),
    Slip(
        "dropout/why",
        "closed form = all masks",
        "rate / (1 - rate) * np.sum(np.sum(Z**2, axis=0) * w**2)",
        "rate / (1 - rate) * np.sum(Z**2) * np.sum(w**2)",
    ),
    Slip(
        "penalties/networks",
        "30 steps = the filter",
        "1 - (1 - rate * variance) ** steps",
        "1 - np.exp(-rate * variance * steps)",
    ),
    Slip(
        "background/overfitting",
        "shortest fit = ridge as λ → 0",
        "1e-9 * np.eye(20)",
        "1e-3 * np.eye(20)",
    ),
    Slip(
        "background/overfitting",
        "n = 12, p = 4: simulated = exact",
        "noise * few / (many - few - 1)",
        "noise * few / (many - few)",
    ),
    Slip(
        "background/overfitting",
        "d = 0.5: the best nλ",
        "star = noise * p / signal",
        "star = noise * p / signal / 2",
    ),
    Slip(
        "penalties/l2",
        "all strengths at once",
        "d / (d**2 + len(y) * lams[:, None])",
        "d / (d**2 + lams[:, None])",
    ),
    # Other rows, another divisor.
    Slip(
        "penalties/l2",
        "ridge with df = 5, standard error",
        "data.all.X.mean(axis=0), data.all.X.std(axis=0, ddof=1)",
        "data.train.X.mean(axis=0), data.train.X.std(axis=0, ddof=1)",
    ),
    Slip(
        "penalties/l2",
        "least squares, standard error",
        "squares.mean(), squares.std(ddof=1)",
        "squares.mean(), squares.std()",
    ),
    # A step that belongs elsewhere.
    Slip(
        "penalties/networks",
        "Adam with L2 ends at ridge",
        "(m_hat / (np.sqrt(v_hat) + 1e-7) + decay * w)",
        "(m_hat / (np.sqrt(v_hat) + 1e-7) + decay * w + 0.001 * w)",
    ),
    Slip(
        "penalties/networks",
        "AdamW",
        "decoupled, v = run_adam(decay=lam)",
        "decoupled, v = run_adam(l2=lam / 50, decay=lam)",
    ),
    # A training with half of what it says.
    Slip(
        "tuning/joint",
        "λ: live = the table",
        "penalty=penalties.L2(lam)",
        "penalty=penalties.L2(lam / 2)",
    ),
    Slip(
        "tuning/joint",
        "ρ: live = the table",
        "network.Dropout(rate, masks)",
        "network.Dropout(rate / 2, masks)",
    ),
    Slip(
        "tuning/joint",
        "Keras' penalty = ours",
        "keras.regularizers.L2(lam / 2)",
        "keras.regularizers.L2(lam / 4)",
    ),
    Slip(
        "tuning/joint",
        "Keras' masks are as noisy as ours",
        "keras.layers.Dropout(rate)",
        "keras.layers.Dropout(rate / 2)",
    ),
    Slip(
        "tuning/search",
        "the table = training again",
        "penalties.L2(lam)\n",
        "penalties.L2(10 * lam)\n",
    ),
    Slip(
        "tuning/search",
        "the table = training again",
        "network.Dropout(dropout, rng)",
        "network.Dropout(dropout / 2, rng)",
    ),
    # The pages on choosing, classes and selection, and those in depth under them.
    Slip(
        "penalties/choosing",
        "no bias, within three standard errors",
        "left + 2 * price - loss",
        "left + price - loss",
    ),
    Slip(
        "penalties/choosing",
        "8 columns: one fit = 67 refits",
        "hat = 1 / n + (U",
        "hat = (U",
    ),
    Slip(
        "penalties/choosing",
        "evidence = density",
        "- np.log(removed).sum()\n",
        "+ np.log(removed).sum()\n",
    ),
    Slip(
        "penalties/classes",
        "gradient = differences",
        "/ len(y) + lam * w\n",
        "/ len(y) + 2 * lam * w\n",
    ),
    Slip("penalties/classes", "Newton, L2", "lam), 0.0]\n    theta", "lam), lam]\n    theta"),
    Slip(
        "penalties/classes",
        "from scratch = helpers.linear",
        "block_soft_threshold(v, lam * np.sqrt(Z.shape[1]))",
        "block_soft_threshold(v, lam)",
    ),
    Slip(
        "penalties/classes",
        "forty codings, one wage (in 1000 dollars)",
        "GroupLasso(strength, groups=groups, tol=1e-10)",
        "GroupLasso(strength, groups=groups, by_fit=False, tol=1e-10)",
    ),
    Slip(
        "penalties/l1",
        "df = mean rank, within three se",
        "np.linalg.matrix_rank(twins[:, w != 0])",
        "np.count_nonzero(w)",
    ),
    Slip(
        "penalties/l1",
        "helpers = half lasso, half refit",
        "mixed[kept] += 0.5 * refitted",
        "mixed[kept] += 0.5 * (w[kept] + refitted)",
    ),
    Slip(
        "penalties/elastic-net",
        "  and none is over it",
        "np.sqrt(2) / (lam * (1 - mix))",
        "1 / (lam * (1 - mix))",
    ),
    Slip(
        "penalties/elastic-net",
        "where y is a difference of columns, one reaches it",
        "np.sqrt(2) / (lam * (1 - mix))",
        "2 / (lam * (1 - mix))",
    ),
    Slip(
        "penalties/elastic-net",
        "λ = 0.05, r = 0.9: a lasso with R believed in part",
        "(R + l2 * np.eye(p)) / (1 + l2)",
        "R + l2 * np.eye(p)",
    ),
    Slip(
        "penalties/elastic-net",
        "naive elastic net: test error",
        "zou_hastie(A, y, 1, 1.0) / (1 + 1)",
        "zou_hastie(A, y, 1, 1.0)",
    ),
    Slip(
        "penalties/choosing",
        "  its error",
        "leverages = 1 / n + U**2",
        "leverages = U**2",
    ),
    Slip(
        "penalties/choosing",
        "equal leverages: GCV = leave-one-out",
        "mean / (1 - (1 + df) / n) ** 2",
        "mean / (1 - df / n) ** 2",
    ),
    Slip(
        "penalties/choosing",
        "AIC = its definition",
        '"AIC": n * np.log(mean) + 2 * df',
        '"AIC": n * np.log(mean) + df',
    ),
    Slip(
        "penalties/l1",
        "intercept: next to free",
        "intercept_scaling=100",
        "intercept_scaling=1",
    ),
    Slip(
        "penalties/l1",
        "a hair within: the same choice",
        "R @ eta / (eta @ eta)",
        "R @ eta",
    ),
    Slip(
        "penalties/l1",
        "adaptive: its conditions",
        "longer[:, None] * A",
        "A",
    ),
    Slip(
        "penalties/networks",
        "  and more than a thousandth",
        "root_v = np.sqrt(np.concatenate(squares) /",
        "root_v = (np.concatenate(squares) /",
    ),
    Slip(
        "penalties/networks",
        "SGD: L2 in the loss = weight decay",
        'optimizer.exclude_from_weight_decay(var_names=["bias"])',
        "pass",
    ),
    # A factor, a power or a bracket, on the other pages.
    Slip(
        "penalties/conventions",
        "Ridge = the book with λ = α/n",
        "alpha / n * np.eye(p)",
        "alpha * np.eye(p)",
    ),
    Slip("dropout/variants", "s as published", "+ 0.5)) ** -0.5", "+ 1)) ** -0.5"),
    Slip("dropout/variants", "variance of the sums = v ΣA²", "v = 0.2 / 0.8", "v = 0.2"),
    Slip(
        "tuning/search",
        "EI = its integral",
        "norm.cdf(zeta) + deviation",
        "norm.cdf(zeta) - deviation",
    ),
    Slip(
        "background/hyperparameters",
        "merit as derived",
        "share = largest(10) / np.sqrt(tau**2 + s**2)",
        "share = largest(10) / s",
    ),
    Slip(
        "background/hyperparameters",
        "e₃ by hand",
        "norm.cdf(z) ** (k - 1)",
        "norm.cdf(z) ** k",
    ),
    Slip(
        "background/hyperparameters",
        "spread of scores = standard error",
        "np.sqrt(a * (1 - a) / 100)",
        "np.sqrt(a / 100)",
    ),
    Slip(
        "background/hyperparameters",
        "200 steps at 0.5 · 2/L",
        "np.abs(1 - share * 2 / L * curvatures)",
        "np.abs(1 - share / L * curvatures)",
    ),
    Slip(
        "background/hyperparameters",
        "SGD, times 16: the same epoch",
        "rng.normal(size=p) / np.sqrt(batch)",
        "rng.normal(size=p) / batch",
    ),
    Slip(
        "appendix/faq",
        "formula = 20,000 simulated fits",
        "[bias @ bias, kept @ kept]",
        "[bias @ bias, kept.sum()]",
    ),
    Slip(
        "applications/text",
        "other words: slope = -λ sign(w)",
        "tolerance=1e-7)",
        "tolerance=1e-3)",
    ),
    Slip(
        "dropout/variants",
        "variance, dropping maps",
        "terms.sum(axis=(0, 1)) ** 2",
        "terms.sum(axis=2) ** 2",
    ),
    Slip(
        "tuning/scale",
        "lasso from statistics = scikit-learn",
        "gram[j] @ w + w[j], lam)",
        "gram[j] @ w, lam)",
    ),
    # The pages of tuning and applications: what a check let pass before it was tightened.
    Slip(
        "tuning/search",
        "20 trials hit as they should",
        "orders[:, :20].min(axis=1)",
        "orders[:, :19].min(axis=1)",
    ),
    Slip(
        "tuning/search",
        "nested is not, nor far too careful",
        "inner = cv_errors(X[a], y[a], random_folds(len(a), 5, rng))",
        "inner = cv_errors(X, y, random_folds(len(y), 5, rng))",
    ),
    Slip(
        "tuning/search",
        "standard errors = SciPy",
        "every.std(axis=1, ddof=1) / np.sqrt(10)",
        "every.std(axis=1, ddof=1)",
    ),
    Slip(
        "tuning/search",
        "α = 0.1: errors = scikit-learn",
        "(d[:, None] ** 2 + alphas)",
        "(d[:, None] ** 2 + len(y) * alphas)",
    ),
    Slip(
        "tuning/search",
        "averaged, the range is a quarter or less",
        "group_means = groups.mean(axis=(1, 2))",
        "group_means = groups[:, 0].mean(axis=1)",
    ),
    Slip(
        "tuning/search",
        "and the standard error as before",
        "(groups.std(axis=2, ddof=1) / np.sqrt(10)).mean(axis=1)",
        "groups.std(axis=(1, 2), ddof=1) / 10",
    ),
    Slip(
        "tuning/search",
        "evidence = scikit-learn",
        "np.log(np.diag(L)).sum()",
        "np.log(np.diag(L)).sum() / 2",
    ),
    Slip(
        "tuning/joint",
        "width 256: the four of the opening",
        "return table[0, 0], table[i, 0], table[0, j], table[i, j]",
        "return table[0, 0], table[0, j], table[i, 0], table[i, j]",
    ),
    Slip(
        "tuning/joint",
        "no λ alone and no ρ alone is lower",
        "return mean[:, 0].argmin(), mean[0].argmin()",
        "return mean.min(axis=1).argmin(), mean[0].argmin()",
    ),
    Slip(
        "tuning/joint",
        "the stronger λ, the lower the best rate, down to none",
        "given = losses[-1].mean(axis=-1).argmin(axis=1)",
        "given = losses[-1].mean(axis=-1).argmin(axis=0)",
    ),
    Slip(
        "tuning/joint",
        "no judge has chosen its pair",
        "out.append(cells[others.argmin(), seed])",
        "out.append(cells[:, seed].min())",
    ),
    Slip(
        "tuning/joint",
        "something, and less than a fiftieth",
        "np.where(allowed[..., None], table, np.inf)",
        "np.where(allowed[..., None], table, table)",
    ),
    Slip(
        "tuning/joint",
        "no seed has judged its own choice",
        "others = np.delete(losses[place], seed)",
        "others = losses[place][[seed]]",
    ),
    Slip(
        "tuning/joint",
        "one pass: λ first misses by less than 0.05",
        'axes_of = {"λ": 1, "ρ": 2, "width": 0}',
        'axes_of = {"λ": 2, "ρ": 1, "width": 0}',
    ),
    Slip(
        "tuning/joint",
        "logarithms: 2.8 times as long",
        "share[name] = len(held) / len(X)",
        "share[name] = len(held) / (len(held) + len(X))",
    ),
    Slip(
        "tuning/joint",
        "L2 path = scikit-learn",
        "np.linalg.eigh(X @ X.T / len(y))",
        "np.linalg.eigh(X @ X.T)",
    ),
    Slip(
        "tuning/joint",
        "1000 signals, wide network: both beats L2",
        'study["width"].max()',
        'study["width"].min()',
    ),
    Slip(
        "tuning/your-data",
        "nested by hand = scikit-learn",
        "[(fitted[a], fitted[b]) for a, b in inner.split(fitted)]",
        "[(a, b) for a, b in inner.split(fitted)]",
    ),
    Slip(
        "tuning/your-data",
        "looking back is right on average, to 2 se over shops",
        "(np.arange(a), np.arange(a, b))",
        "(np.arange(b), np.arange(a, b))",
    ),
    Slip(
        "applications/images",
        "by λ/2 ‖W‖²",
        "l2 = keras.regularizers.L2(lam / 2)",
        "l2 = keras.regularizers.L2(lam)",
    ),
    Slip(
        "applications/images",
        "chosen: rates and λ of its setting",
        "train_network(build(**setting), seed=0)",
        'train_network(build(**setting | {"rate": 0.0, "lam": 0.0}), seed=0)',
    ),
    Slip(
        "applications/speech",
        "shift 2: each band two higher",
        "np.arange(bands) - np.reshape(by, (-1, 1))",
        "np.arange(bands) + np.reshape(by, (-1, 1))",
    ),
    Slip(
        "applications/speech",
        "chosen: channels dropped at its rate",
        '("chosen", (rate, augmentation',
        '("chosen", (0.0, augmentation',
    ),
    Slip(
        "applications/text",
        "word: variance",
        "np.sum(terms.sum(axis=1) ** 2) / L**2",
        "np.sum(terms.sum(axis=1)) ** 2 / L**2",
    ),
    # The pages on dropout, and those in depth under them.
    Slip(
        "dropout/why",
        "small noise: ½ tr(CΣ)",
        "covariance) / 2 / 1000**2",
        "covariance) / 1000**2",
    ),
    Slip(
        "dropout/keras",
        "Keras = NumPy, inference",
        "return inputs\n        kept",
        "return inputs * (1 - self.rate)\n        kept",
    ),
    Slip(
        "dropout/keras",
        "our layer, calls: binomial, p > 0.001",
        "uniform(shape, seed=self.seed_generator)",
        "uniform(shape, seed=3)",
    ),
    Slip(
        "dropout/why",
        "the price, found without the labels",
        "few.y)\nprice = probabilities(all_masks(10), 0.5) @ each - both[0]",
        "few.y)\nprice = probabilities(all_masks(10), 0.5) @ each - both[1]",
    ),
    Slip(
        "dropout/why",
        "seven answers by hand",
        "np.minimum((confidence * bins).astype(int), bins - 1)",
        "(confidence * bins).astype(int)",
    ),
    Slip(
        "dropout/why",
        "as far as chance allows",
        "softmax(2 * (masks[:, None] * h)",
        "softmax((masks[:, None] * h)",
    ),
    Slip(
        "dropout/variants",
        "the layer keeps the mean, to four se",
        "self.factor = x, kept / (1 - self.rate)",
        "self.factor = x, kept",
    ),
    Slip(
        "dropout/variants",
        "mean of the largest: (1 - ρ⁴)/(1 - ρ)",
        "chance @ (kept > 0) / (1 - rate)",
        "chance @ (kept / 4) / (1 - rate)",
    ),
    Slip(
        "dropout/variants",
        "alive as predicted",
        "(rng.random(shape) >= rate)",
        "(rng.random(shape) >= 1.1 * rate)",
    ),
    Slip(
        "dropout/variants",
        "predicted to 5 % for every unit",
        "v * np.mean(h**2, axis=0)",
        "v * np.var(h, axis=0)",
    ),
    # A penalty on what has none.
    Slip(
        "appendix/tools",
        "∂J/∂b2: Keras = NumPy",
        "Dense(10, kernel_regularizer=l2)",
        "Dense(10, kernel_regularizer=l2, bias_regularizer=l2)",
    ),
    # A part of a gradient, or a mask, forgotten in a transformer.
    Slip(
        "large/transformer",
        "x and 16 parameters: back = differences",
        "A * (to_A - np.sum(A * to_A, axis=-1, keepdims=True))",
        "A * to_A",
    ),
    Slip(
        "large/transformer",
        "x and 16 parameters: back = differences",
        "g.mean(axis=-1, keepdims=True) - z * along",
        "g.mean(axis=-1, keepdims=True)",
    ),
    Slip(
        "large/transformer",
        "this page's functions = Keras",
        "use_causal_mask=True",
        "use_causal_mask=False",
    ),
    Slip(
        "large/transformer",
        "softmax: back = differences",
        "A * (G - A @ G)",
        "A * G",
    ),
    # Noise that is shared, or passed, forgotten.
    Slip(
        "large/transformer",
        "depth, summed over all",
        "factors(1, 1) * f",
        "factors(5, 1) * f",
    ),
    Slip(
        "large/transformer",
        "gain and shift doubled, matrices halved",
        "2 * gamma, 2 * beta",
        "2 * gamma, beta",
    ),
    Slip(
        "large/fine-tuning",
        "gradient of A",
        """self.x = self.drop.forward(x, training)
        return x @ self.dense.W + self.dense.b + (self.x @ self.A) @ self.B""",
        """self.x, dropped = x, self.drop.forward(x, training)
        return x @ self.dense.W + self.dense.b + (dropped @ self.A) @ self.B""",
    ),
    # A half-way rule for what grows.
    Slip(
        "large/small-to-large",
        "  nothing grows",
        'np.sqrt(1 / width) * (np.sqrt(1 / s) if kind == "maximal" else 1)',
        "np.sqrt(1 / width)",
    ),
    Slip(
        "large/small-to-large",
        "start 1/u, 16 times the units: growth",
        '("1/u", -1.0, 1.0)',
        '("1/u", -0.5, 1.0)',
    ),
    Slip(
        "large/small-to-large",
        "batch: τ does not stay",
        "(RATE * lam * (n // batch))",
        "(RATE * lam * n)",
    ),
    Slip(
        "large/fine-tuning",
        "descent ends at the closed form",
        "solve(X.T @ X + len(y) * lam * np.eye(X.shape[1]), X.T @ y)",
        "solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)",
    ),
    Slip(
        "large/fine-tuning",
        "gradient of x",
        " + self.drop.backward(inner @ self.A.T)",
        "",
    ),
    # A square, a factor, a sign or a strength that is lost, on the pages on overfitting and on L2.
    Slip(
        "penalties/l2",
        "first fold = the pipeline",
        "level = data.y[a].mean()\n",
        "level = data.y.mean()\n",
    ),
    Slip(
        "penalties/l2",
        "means 1 apart: the loss has forgotten who is who",
        " + ((pred + shift).mean() - y.mean()) ** 2",
        "",
    ),
    Slip(
        "penalties/l2",
        "forty times the steps arrive, at 2λ",
        "/ 100 + 2 * lam * w), b +",
        "/ 100 + lam * w), b +",
    ),
    Slip(
        "background/hyperparameters",
        "the nearest by all 150,000 distances",
        "- 2 * X @ memory.T",
        "- X @ memory.T",
    ),
    Slip(
        "background/hyperparameters",
        "in the shares asked for",
        "np.cumsum(shares) * len(names)",
        "np.cumsum(shares)",
    ),
    Slip(
        "background/hyperparameters",
        "merit as derived",
        "merit, tau**2 * share",
        "merit, tau * share",
    ),
    Slip(
        "background/hyperparameters",
        "they agree to a twentieth",
        " - luck_per_row / 1000, 0)",
        ", 0)",
    ),
    Slip(
        "penalties/networks",
        "ridge = the other filter",
        "return variance / (variance + lam)",
        "return variance / (1 + lam)",
    ),
    Slip("penalties/networks", "half the decay", "own_ridge(decay * root_v)", "own_ridge(root_v)"),
    Slip(
        "appendix/source-map",
        "with fifty times the steps it arrives",
        "(gram @ w - moments + 2",
        "(gram @ w + moments + 2",
    ),
    Slip(
        "appendix/source-map",
        "it minimizes",
        "gram + rate / (1 - rate) * np.diag",
        "gram + rate * np.diag",
    ),
    Slip(
        "appendix/source-map",
        "p/(n − p − 1) + p/n",
        "(target - X @ np.linalg",
        "(target + X @ np.linalg",
    ),
    Slip(
        "background/hyperparameters",
        "the weights of the best epoch are back",
        "    model.set_weights(kept)\n",
        "",
    ),
    # A ball too small, residuals left behind; what a search reckons with, and where it starts.
    Slip(
        "tuning/scale",
        "200 small tables: none has lost a column",
        "radius = np.sqrt(2 * n * max(gap, 0))",
        "radius = np.sqrt(2 * n * max(gap, 0)) / 2",
    ),
    Slip(
        "tuning/scale",
        "200 small tables: screened = not screened",
        "        e += X[:, out] @ w[out]\n",
        "",
    ),
    Slip(
        "tuning/scale",
        "no minimum of a small table is outside SAFE's ball",
        "return np.linalg.norm(y) * (1",
        "return np.linalg.norm(y) / 2 * (1",
    ),
    Slip(
        "tuning/search",
        "gain everywhere = mean of draws",
        "noise), y.min())",
        "noise), y.max())",
    ),
    Slip(
        "tuning/search",
        "lowest of T = mean over all draws",
        "np.maximum(N - T - k, 0) / (N - k)",
        "(1 - T / N)",
    ),
    Slip(
        "tuning/joint",
        "λ, then ρ, then width = by hand",
        "BARE = len(WIDTHS) // 2, 0, 0",
        "BARE = 0, 0, 0",
    ),
    Slip(
        "tuning/joint",
        "pixels, centered = an intercept fitted",
        "return [part - fitted.mean(axis=0) for part in (fitted, *others)]",
        "return [fitted, *others]",
    ),
    # How sure a comparison is: what no check noticed, and the two formulas of it.
    Slip(
        "tuning/your-data",
        "variance of the mean, ω = 0.2",
        "np.sqrt(omega) * shared + np.sqrt(1 - omega) * own",
        "omega * shared + (1 - omega) * own",
    ),
    Slip(
        "tuning/your-data",
        "coverage at ω = 0.0, share 0",
        "limit = student.ppf((1 + level) / 2, k - 1)\n    limit = limit * np.sqrt(factor",
        "limit = student.ppf((1 + level) / 2, k)\n    limit = limit * np.sqrt(factor",
    ),
    Slip(
        "tuning/your-data",
        "correlation of two of the differences",
        "return losses[:, 1:] - losses[:, :1]",
        "return losses[:, 1:]",
    ),
    Slip(
        "tuning/your-data",
        "at a quarter of 5 % each, under 5 % in all",
        "misses.mean(), misses.any(axis=1).mean()",
        "misses.mean(), misses.all(axis=1).mean()",
    ),
    Slip("tuning/your-data", "ω of drawn numbers", "ratio / (1 + ratio)", "ratio"),
    Slip(
        "tuning/your-data",
        "the folds are right on average, to 2 se over draws",
        "difference(rest[0], others)",
        "difference(mine, others)",
    ),
    Slip("tuning/your-data", "on a million rows", "slope @ slope + level**2", "slope @ slope"),
    Slip(
        "tuning/your-data",
        "on a million rows",
        "off = w - np.r_[0, slope]",
        "off = w[1:] - slope",
    ),
    Slip(
        "tuning/your-data",
        "Gaussian noise: right on average, to 2 se over draws",
        "X[folds != j], y[folds != j], X[folds == j]",
        "X, y, X[folds == j]",
    ),
    Slip(
        "tuning/your-data",
        "by hand",
        "(1 / count + share) * d.var(axis=1, ddof=1)",
        "(1 / count + share) * d.var(axis=1)",
    ),
    # Workers: half a line that stays in the journal, and another setting than the lost one.
    Slip(
        "tuning/scale",
        "cut to whole lines, it goes on",
        'cut_off[: cut_off.rindex(b"\\n") + 1]',
        "cut_off",
        whole=True,
    ),
    Slip(
        "tuning/scale",
        "the setting was tried again, once",
        "study.enqueue_trial(orphan.params, user",
        "study.enqueue_trial(study.best_params, user",
        whole=True,
    ),
)


@cache
def find(slip):
    """Return the code of the page that has the slip's code, and the cell of the check."""
    main = contents.pages()[f"book/{slip.page}"]
    for name in (main.name, *main.in_depth):
        path = contents.ROOT / f"{name}.ipynb"
        cells = dict(notebook.read(path).cells)
        printed = {
            number
            for number, cell in enumerate(notebooks.read(path).cells)
            for output in cell.get("outputs", ())
            if any(
                line.startswith(f"✓ {slip.claim} (") or line == f"✓ {slip.claim}"
                for line in output.get("text", "").splitlines()
            )
        }
        places = [number for number, source in cells.items() if slip.right in source]
        checks = sorted(printed & cells.keys())
        if places and checks:
            return cells, places, checks[0]
    raise LookupError(f"no page under {slip.page} has “{slip.right}” and ✓ {slip.claim}")


@cache
def holds(page, claim):
    """Run the cell of a check as it stands; once for all slips that it guards against."""
    slip = next(s for s in SLIPS if (s.page, s.claim) == (page, claim))
    cells, _, check = find(slip)
    run(cells, check, slip.whole)
    return True


def compiled(source, name):
    """Return the code of a cell, whose source `inspect` finds as it does in a notebook."""
    linecache.cache[name] = len(source), None, f"{source}\n".splitlines(keepends=True), name
    return compile(source, name, "exec")


def needed(cells, check, whole):
    """Return the pieces of code that have to run before a cell."""
    if whole:
        return [source for number, source in cells.items() if number < check]
    return [s.source for s in context.needed(cells[check], list(cells.items()), check)]


def run(cells, check, whole=False):
    """Run a cell with what it needs of its page, or after all cells before it."""
    source = cells[check]
    namespace = {"__name__": "page"}
    try:
        with contextlib.redirect_stdout(io.StringIO()), mpl.rc_context({"backend": "agg"}):
            for place, before in enumerate(needed(cells, check, whole)):
                exec(compiled(before, f"before cell {check}: {place}"), namespace)
            exec(compiled(source, f"cell {check}"), namespace)
    finally:
        plt.close("all")  # two dozen open figures are a warning


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.page}: {slip.claim}")
def test_a_check_fails_for_the_slip_it_guards_against(slip):
    if slip.claim in LONG and "WEEKLY" not in os.environ:
        pytest.skip("takes long: weekly")
    cells, places, check = find(slip)
    assert len(places) == 1, "say more of the code, so that it stands in one cell"
    assert holds(slip.page, slip.claim)
    (place,) = places
    slipped = cells | {place: cells[place].replace(slip.right, slip.wrong, 1)}
    with pytest.raises(AssertionError) as failed:
        run(slipped, check, slip.whole)
    assert str(failed.value).startswith(f"✗ {slip.claim}")


def test_those_that_take_long_are_slips_of_the_sample():
    assert {slip.claim for slip in SLIPS} >= LONG
