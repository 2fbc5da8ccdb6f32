"""Conventions against the objectives that their documentation prints, and against the libraries."""

import html
import importlib.util
import itertools
import math
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge, SGDRegressor

from helpers import datasets, runtime
from helpers.conventions import convert, describe, names, table
from helpers.conventions._objectives import NO_OBJECTIVE, REGISTRY

N = 67
prostate = datasets.load_prostate()
X = (prostate.train.X - prostate.train.X.mean(axis=0)) / prostate.train.X.std(axis=0)
y = prostate.train.y - prostate.train.y.mean()


def squares(w):
    return np.sum((y - X @ w) ** 2)


def one(w):
    return np.sum(np.abs(w))


def two(w):
    return np.sum(w**2)


# Each objective as its own source prints it, with s for the strength and m for the mix.
# Nothing here is taken from helpers.
PRINTED = {
    "book": lambda w, s, m: squares(w) / (2 * N) + s * (m * one(w) + (1 - m) / 2 * two(w)),
    "article_a_l1": lambda w, s, m: squares(w) / (2 * N) + s * one(w),
    "article_a_l2": lambda w, s, m: squares(w) / (2 * N) + s / 2 * two(w),
    "article_a": lambda w, s, m: squares(w) / (2 * N) + s * (m * two(w) + (1 - m) * one(w)),
    "article_b_l1": lambda w, s, m: squares(w) / N + s * one(w),
    "article_b_l2": lambda w, s, m: squares(w) / N + s * two(w),
    "esl_3_54": lambda w, s, m: squares(w) + s * (m * two(w) + (1 - m) * one(w)),
    "esl_18_20": lambda w, s, m: squares(w) / 2 + s * (m * one(w) + (1 - m) * two(w)),
    "glmnet": lambda w, s, m: squares(w) / (2 * N) + s * ((1 - m) * two(w) / 2 + m * one(w)),
    "sklearn_ridge": lambda w, s, m: squares(w) + s * two(w),
    "sklearn_lasso": lambda w, s, m: squares(w) / (2 * N) + s * one(w),
    "sklearn_elastic_net": lambda w, s, m: (
        squares(w) / (2 * N) + s * m * one(w) + 0.5 * s * (1 - m) * two(w)
    ),
    "sklearn_sgd": lambda w, s, m: (
        np.mean((y - X @ w) ** 2 / 2) + s * ((1 - m) / 2 * two(w) + m * one(w))
    ),
    "keras_l1": lambda w, s, m: squares(w) / N + s * one(w),
    "keras_l2": lambda w, s, m: squares(w) / N + s * two(w),
    "keras_l1l2": lambda w, s, m: squares(w) / N + s * m * one(w) + s * (1 - m) * two(w),
    "pytorch_sgd": lambda w, s, m: squares(w) / N + s / 2 * two(w),
}
ONLY_L1 = {"article_a_l1", "article_b_l1", "sklearn_lasso", "keras_l1"}
ONLY_L2 = {"article_a_l2", "article_b_l2", "sklearn_ridge", "keras_l2", "pytorch_sgd"}
MIXED = set(names()) - ONLY_L1 - ONLY_L2


def minimum(objective, p=8, sweeps=400):
    """Minimize a sum of a quadratic and absolute values, one weight at a time, by its values alone.

    On either side of zero the objective is a parabola in each weight, and three values of a
    parabola, far apart, give its vertex to full precision.
    """
    w = np.zeros(p)
    for _ in range(sweeps):
        before = w.copy()
        for j in range(p):
            candidates = [0.0]
            for side in (-1, 1):
                f = []
                for step in (0, 1, 2):
                    w[j] = side * step
                    f.append(objective(w))
                curvature = f[2] - 2 * f[1] + f[0]
                vertex = 0.5 - (f[1] - f[0]) / curvature
                candidates.append(side * max(vertex, 0.0))
            values = []
            for candidate in candidates:
                w[j] = candidate
                values.append(objective(w))
            w[j] = candidates[int(np.argmin(values))]
        if np.abs(w - before).max() < 1e-13:
            break
    return w


def own_mix(name, mix):
    return 1.0 if name in ONLY_L1 else 0.0 if name in ONLY_L2 else mix


def typical(name):
    """A strength that shrinks in this convention, neither to nothing nor to least squares."""
    return 12.0 if name in ("esl_3_54", "esl_18_20", "sklearn_ridge") else 0.2


def test_the_judge_finds_a_minimum_of_scikit_learn():
    model = ElasticNet(alpha=0.1, l1_ratio=0.5, tol=1e-14, max_iter=100_000).fit(X, y)
    found = minimum(lambda w: PRINTED["sklearn_elastic_net"](w, 0.1, 0.5))
    np.testing.assert_allclose(found, model.coef_, rtol=0, atol=1e-10)
    assert np.count_nonzero(found) < 8


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("mix", [0.0, 0.3, 1.0])
def test_the_minimum_is_that_of_the_book(name, mix):
    s, m = typical(name), own_mix(name, mix)
    lam, r = convert(s, m, source=name, target="book", n_samples=N)
    theirs = minimum(lambda w: PRINTED[name](w, s, m))
    ours = minimum(lambda w: PRINTED["book"](w, lam, r))
    np.testing.assert_allclose(theirs, ours, rtol=0, atol=1e-10)
    # Not so strong or so weak that another strength would do as well.
    other = minimum(lambda w: PRINTED["book"](w, 1.01 * lam, r))
    assert np.abs(other - ours).max() > 1e-5


def log_loss_minimum(loss_factor, l1, l2, labels):
    """Minimize loss_factor·Σ log loss + l1·‖w‖₁ + l2/2·‖w‖², b free, by a bounded optimizer."""

    def objective(parameters):
        u, v, b = parameters[:8], parameters[8:16], parameters[16]
        margin = labels * (X @ (u - v) + b)
        slope = -labels / (1 + np.exp(margin)) * loss_factor
        value = loss_factor * np.sum(np.logaddexp(0, -margin))
        value += l1 * np.sum(u + v) + l2 / 2 * two(u - v)
        g = X.T @ slope + l2 * (u - v)
        return value, np.concatenate([g + l1, l1 - g, [slope.sum()]])

    bounds = [(0, None)] * 16 + [(None, None)]
    options = {"maxiter": 20_000, "maxfun": 40_000, "ftol": 0, "gtol": 1e-11}
    found = minimize(objective, np.zeros(17), jac=True, bounds=bounds, options=options).x
    return found[:8] - found[8:16]


@pytest.mark.parametrize("mix", [0.0, 0.4, 1.0])
def test_logistic_regression_minimizes_the_mean_log_loss_of_the_book(mix):
    labels = np.where(y > 0, 1, -1)
    strength, ratio = convert(0.05, mix, source="book", target="sklearn_logistic", n_samples=N)
    model = LogisticRegression(
        C=strength, l1_ratio=ratio, solver="saga", tol=1e-12, max_iter=100_000
    ).fit(X, labels)
    ours = log_loss_minimum(1 / N, 0.05 * mix, 0.05 * (1 - mix), labels)
    np.testing.assert_allclose(model.coef_[0], ours, rtol=0, atol=2e-6)


def from_book(target, lam=0.1, r=0.5):
    return convert(lam, r, source="book", target=target, n_samples=N)


def book_minimum(lam=0.1, r=0.5):
    return minimum(lambda w: PRINTED["book"](w, lam, r))


def test_ridge_lasso_and_elastic_net_of_scikit_learn():
    exact = {"tol": 1e-14, "max_iter": 100_000}
    alpha, ratio = from_book("sklearn_elastic_net")
    for model, r in (
        (Ridge(alpha=from_book("sklearn_ridge", r=0.0)[0], solver="cholesky"), 0.0),
        (Lasso(alpha=from_book("sklearn_lasso", r=1.0)[0], **exact), 1.0),
        (ElasticNet(alpha=alpha, l1_ratio=ratio, **exact), 0.5),
    ):
        np.testing.assert_allclose(model.fit(X, y).coef_, book_minimum(r=r), rtol=0, atol=1e-9)


@pytest.mark.parametrize(("penalty", "r"), [("l2", 0.0), ("l1", 1.0), ("elasticnet", 0.5)])
def test_stochastic_descent_of_scikit_learn_comes_close(penalty, r):
    alpha, ratio = from_book("sklearn_sgd", r=r)
    # A constant small step stays within that step of the minimum; averaging would spoil L1.
    model = SGDRegressor(
        penalty=penalty, alpha=alpha, l1_ratio=ratio, learning_rate="constant", eta0=1e-4,
        max_iter=20_000, tol=None, random_state=0,
    ).fit(X, y)  # fmt: skip
    np.testing.assert_allclose(model.coef_, book_minimum(r=r), rtol=0, atol=3e-4)


@pytest.mark.parametrize("r", [0.0, 0.5, 1.0])
def test_article_a_in_scikit_learn(r):
    # alpha = λ(1 + α), l1_ratio = (1 − α)/(1 + α); at α = ½ that is 1/3, not ½.
    lam, a = 0.3, 1 - r
    alpha, ratio = convert(lam, a, source="article_a", target="sklearn_elastic_net", n_samples=N)
    assert alpha == pytest.approx(lam * (1 + a), rel=1e-15)
    assert ratio == pytest.approx((1 - a) / (1 + a), rel=1e-15)
    if r == 0.5:
        assert ratio == pytest.approx(1 / 3, rel=1e-15)


def test_article_a_at_its_end_is_not_its_own_l2():
    lam, r = convert(0.1, 1.0, source="article_a", target="book", n_samples=N)
    assert (lam, r) == (pytest.approx(0.2), 0.0)
    assert convert(0.1, 0.0, source="article_a_l2", target="book", n_samples=N) == (0.1, 0.0)


GLMNET = datasets.DATA / "glmnet_prostate.csv"


def glmnet_rows(target, family):
    rows = [line.split(",") for line in GLMNET.read_text("utf-8").splitlines()[1:]]
    found = [row[2:] for row in rows if row[:2] == [target, family]]
    assert len(found) == 3
    return np.array(found, dtype=float)


SPREAD = prostate.train.y.std()


def test_glmnet_on_a_target_of_variance_one():
    for lam, alpha, _, *weights in glmnet_rows("lpsa/spread", "gaussian"):
        lam, r = convert(lam, alpha, source="glmnet", target="book", n_samples=N)
        ours = minimum(
            lambda w, lam=lam, r=r: (
                np.mean((y / SPREAD - X @ w) ** 2) / 2 + lam * (r * one(w) + (1 - r) / 2 * two(w))
            )
        )
        np.testing.assert_allclose(weights, ours, rtol=0, atol=1e-8)


@pytest.mark.parametrize("family", ["gaussian", "gaussian()"])
def test_glmnet_on_another_target_divides_the_l2_part_by_its_spread(family):
    for lam, alpha, _, *weights in glmnet_rows("lpsa", family):
        divisor = SPREAD if family == "gaussian" else 1.0
        ours = minimum(
            lambda w, lam=lam, alpha=alpha, divisor=divisor: (
                squares(w) / (2 * N) + lam * (alpha * one(w) + (1 - alpha) / 2 * two(w) / divisor)
            )
        )
        np.testing.assert_allclose(weights, ours, rtol=0, atol=1e-8)
        documented = minimum(lambda w, s=lam, m=alpha: PRINTED["glmnet"](w, s, m))
        differs = np.abs(weights - documented).max() > 1e-3
        assert differs == (alpha < 1 and family == "gaussian")


@pytest.mark.parametrize("kind", ["keras_l1", "keras_l2", "keras_l1l2"])
def test_keras_adds_the_penalty_to_the_mean_squared_error(kind):
    keras = runtime.import_keras()
    s, m = 0.3, own_mix(kind, 0.25)
    made = {
        "keras_l1": lambda: keras.regularizers.L1(s),
        "keras_l2": lambda: keras.regularizers.L2(s),
        "keras_l1l2": lambda: keras.regularizers.L1L2(l1=s * m, l2=s * (1 - m)),
    }
    layer = keras.layers.Dense(1, kernel_regularizer=made[kind]())
    model = keras.Sequential([keras.Input((8,)), layer])
    model.compile(loss="mse")
    w = np.random.default_rng(0).normal(size=8)
    model.set_weights([w[:, None], np.zeros(1)])
    assert model.evaluate(X, y, batch_size=N, verbose=0) == pytest.approx(
        PRINTED[kind](w, s, m), rel=1e-5
    )


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="PyTorch is not installed")
def test_pytorch_ends_where_the_book_does():
    import torch

    (decay, _), w = from_book("pytorch_sgd", r=0.0), torch.zeros(8, dtype=torch.float64)
    w.requires_grad_()
    features, target = (torch.tensor(a.tolist(), dtype=torch.float64) for a in (X, y))
    optimizer = torch.optim.SGD([w], lr=0.1, momentum=0.8, weight_decay=decay)
    for _ in range(500):
        optimizer.zero_grad()
        torch.nn.MSELoss()(features @ w, target).backward()
        optimizer.step()
    np.testing.assert_allclose(w.tolist(), book_minimum(r=0.0), rtol=0, atol=1e-10)


# What is printed for the reader says what the numbers do.

TOKENS = {"‖y − Xw − b‖²": "S", "‖w‖₁": "A", "‖w‖²": "Q", "−": "-",
          "Σ log(1 + exp(−yᵢ(xᵢᵀw + b)))": "S/2"}  # fmt: skip


def value(text, **symbols):
    """Evaluate a printed formula, with `*` put where two symbols stand side by side."""
    for printed, token in sorted(TOKENS.items(), key=lambda item: -len(item[0])):
        text = text.replace(printed, f" {token} ")
    tokens = re.findall(r"l1|l2|\d+|[^\s\d]", text)
    out = []
    for token in tokens:
        if out and (out[-1] == ")" or out[-1][-1].isalnum()) and (token == "(" or token.isalnum()):
            # 2 l2 and 2n are products in a denominator too: 1/(2n).
            out.append("*")
        out.append(token)
    return eval("".join(out), {"__builtins__": {}}, symbols)


def test_the_reader_of_formulas():
    assert value("1/(2n) ‖y − Xw − b‖² + λ/2 ‖w‖²", n=5, S=20.0, λ=0.5, Q=8.0) == 4.0
    assert value("l1/(l1 + 2l2)", l1=1.0, l2=2.0) == 0.2


def symbols_of(name, s, m):
    if name == "keras_l1l2":
        return {"l1": s * m, "l2": s * (1 - m)}
    if name == "glmnet" or name.startswith(("article", "esl")):
        return {"λ": s, "α": m}
    names_of = {"book": "λr", "pytorch_sgd": "d", "sklearn_logistic": "Cρ"}
    if name.startswith("keras"):
        return {name[-2:]: s}
    return dict(zip(names_of.get(name, "αρ"), (s, m), strict=False))


numbers = {"n": 11, "S": 3.7, "A": 2.3, "Q": 1.9}


@pytest.mark.parametrize("name", names())
def test_the_printed_objective_is_a_multiple_of_the_book_s(name):
    s, m = 0.37, own_mix(name, 0.23)
    lam, r = convert(s, m, source=name, target="book", n_samples=11)
    terms = []
    for part in "SAQ":
        only = numbers | dict.fromkeys("SAQ", 0.0) | {part: numbers[part]}
        theirs = value(REGISTRY[name].objective, **only, **symbols_of(name, s, m))
        ours = value(REGISTRY["book"].objective, **only, λ=lam, r=r)
        terms.append((theirs, ours))
    scale = terms[0][0] / terms[0][1]
    assert scale > 0
    for theirs, ours in terms[1:]:
        assert theirs == pytest.approx(scale * ours, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("name", names())
def test_the_printed_way_to_the_book_is_what_is_computed(name):
    s, m = 0.37, own_mix(name, 0.23)
    printed = [value(text, n=11, **symbols_of(name, s, m)) for text in REGISTRY[name].to_book]
    assert printed == pytest.approx(
        convert(s, m, source=name, target="book", n_samples=11), rel=1e-12
    )


# Properties

strengths = st.floats(1e-100, 1e100)
mixes = st.floats(0, 1)
counts = st.integers(1, 10**9)
every_name = st.sampled_from(names())


def can(name, r):
    return name in MIXED or (name in ONLY_L1 and r == 1) or (name in ONLY_L2 and r == 0)


def close(pair, expected):
    assert math.isclose(pair[0], expected[0], rel_tol=1e-9)
    assert math.isclose(pair[1], expected[1], abs_tol=1e-9)


@given(strengths, mixes, counts)
def test_every_pair_round_trips(strength, mix, n):
    for source, target in itertools.product(names(), repeat=2):
        between = {"source": source, "target": target, "n_samples": n}
        if {source, target} & ONLY_L1 and {source, target} & ONLY_L2:
            with pytest.raises(ValueError, match="expected an L1 share of"):
                convert(strength, own_mix(source, mix), **between)
            continue
        own = mix
        if {source, target} & (ONLY_L1 | ONLY_L2):
            r = float(bool({source, target} & ONLY_L1))
            own = convert(1.0, r, source="book", target=source, n_samples=1)[1]
        there = convert(strength, own, **between)
        back = convert(*there, source=target, target=source, n_samples=n)
        close(back, (strength, own))


@given(strengths, mixes, counts, every_name, every_name, every_name)
def test_a_detour_makes_no_difference(strength, mix, n, a, b, c):
    mix = own_mix(a, mix)
    r = convert(strength, mix, source=a, target="book", n_samples=n)[1]
    assume(can(b, r) and can(c, r))
    detour = convert(strength, mix, source=a, target=b, n_samples=n)
    close(
        convert(*detour, source=b, target=c, n_samples=n),
        convert(strength, mix, source=a, target=c, n_samples=n),
    )


@given(strengths, mixes, counts, every_name)
def test_to_itself_is_the_identity(strength, mix, n, name):
    mix = own_mix(name, mix)
    close(convert(strength, mix, source=name, target=name, n_samples=n), (strength, mix))


@given(mixes, counts, st.sampled_from(sorted(MIXED - {"sklearn_logistic"})))
def test_no_penalty_stays_none_and_keeps_the_mix(mix, n, name):
    there = convert(0, mix, source="book", target=name, n_samples=n)
    assert there[0] == 0
    close(convert(*there, source=name, target="book", n_samples=n), (0, mix))


@given(strengths, st.integers(1, 1000), every_name)
def test_a_stronger_penalty_stays_stronger(strength, n, name):
    m = own_mix(name, 0.5)
    weak, strong = (
        convert(s, m, source=name, target="book", n_samples=n)[0] for s in (strength, 2 * strength)
    )
    assert (strong < weak) if name == "sklearn_logistic" else (strong > weak)


def test_plain_numbers_come_back():
    for given_types in ((1, 0), (np.float32(1), np.int64(0))):
        found = convert(*given_types, source="book", target="glmnet", n_samples=np.int32(5))
        assert found == (1.0, 0.0)
        assert [type(x) for x in found] == [float, float]


# Errors


@pytest.mark.parametrize("bad", ["ridge", "Book", "", None, 3, ["book"]])
@pytest.mark.parametrize("role", ["source", "target"])
def test_unknown_names_list_the_known_ones(role, bad):
    which = {"source": "book", "target": "book"} | {role: bad}
    with pytest.raises(ValueError, match=f"expected {role} to be one of book, .*; got ") as caught:
        convert(1, 0, **which, n_samples=5)
    assert repr(bad) in str(caught.value)
    for name in names():
        assert name in str(caught.value)
    with pytest.raises(ValueError, match="expected name to be one of book, "):
        describe(bad)


@pytest.mark.parametrize("role", ["source", "target"])
def test_adamw_is_refused_with_the_reason(role):
    which = {"source": "book", "target": "book"} | {role: "adamw"}
    with pytest.raises(ValueError, match=f"expected {role} with an objective, got 'adamw': ") as e:
        convert(1, 0, **which, n_samples=5)
    assert "no strength of a penalty means that" in str(e.value)


@pytest.mark.parametrize("name", sorted(ONLY_L1 | ONLY_L2))
def test_a_mix_that_the_target_cannot_express(name):
    fixed, missing = (1, "L2") if name in ONLY_L1 else (0, "L1")
    message = f"expected an L1 share of {fixed} .* for '{name}', .* no {missing} part, got 0.25"
    with pytest.raises(ValueError, match=message):
        convert(1, 0.25, source="book", target=name, n_samples=5)


@pytest.mark.parametrize("name", sorted(ONLY_L1 | ONLY_L2))
def test_a_mix_that_the_source_does_not_have(name):
    fixed, missing = (1, "L2") if name in ONLY_L1 else (0, "L1")
    message = f"expected mix {fixed} for '{name}', which has no {missing} part, got 0.25"
    with pytest.raises(ValueError, match=message):
        convert(1, 0.25, source=name, target="book", n_samples=5)


@pytest.mark.parametrize("bad", [-1, -1e-300, np.nan, np.inf, None, "1", True, 1j, [1.0]])
def test_bad_strength(bad):
    with pytest.raises(ValueError, match="expected strength to be a finite number >= 0, got"):
        convert(bad, 0, source="book", target="glmnet", n_samples=5)
    with pytest.raises(ValueError, match="expected strength to be a finite number > 0, got"):
        convert(bad, 0, source="sklearn_logistic", target="glmnet", n_samples=5)


@pytest.mark.parametrize("bad", [-0.1, 1.1, np.nan, np.inf, None, "0.5", False, [0.5]])
def test_bad_mix(bad):
    for source in ("book", "sklearn_ridge", "article_a"):
        with pytest.raises(ValueError, match="expected mix to be a finite number >= 0 and <= 1"):
            convert(1, bad, source=source, target="book", n_samples=5)


@pytest.mark.parametrize("bad", [0, -3, 5.0, 2.5, np.nan, np.inf, None, "5", True, [5]])
def test_bad_number_of_samples(bad):
    with pytest.raises(ValueError, match="expected n_samples to be an integer >= 1, got"):
        convert(1, 0, source="book", target="glmnet", n_samples=bad)


def test_strengths_without_a_finite_counterpart():
    with pytest.raises(ValueError, match=r"expected λ > 0 for 'sklearn_logistic'.* got 0"):
        convert(0, 0, source="book", target="sklearn_logistic", n_samples=5)
    with pytest.raises(ValueError, match="expected strength to be a finite number > 0, got 0"):
        convert(0, 0, source="sklearn_logistic", target="book", n_samples=5)
    with pytest.raises(ValueError, match="expected a strength that is finite in 'sklearn_ridge'"):
        convert(1e308, 0, source="book", target="sklearn_ridge", n_samples=100)
    with pytest.raises(ValueError, match="expected a strength that is finite in 'book', got inf"):
        convert(5e-324, 0, source="sklearn_logistic", target="book", n_samples=1)


# What the reader sees


def test_descriptions_hold_the_objective_in_full():
    for name in names():
        text = describe(name)
        assert text.startswith(name)
        assert REGISTRY[name].objective in text
        lam, r = REGISTRY[name].to_book
        assert f"the book's λ is {lam}, and its r is {r}" in text
        assert REGISTRY[name].note in text
    assert describe("adamw").startswith("adamw: no objective")
    assert set(NO_OBJECTIVE) == {"adamw"}


def test_the_module_names_every_convention():
    import helpers.conventions

    words = set(re.findall(r"[a-z]\w+", helpers.conventions.__doc__))
    assert set(names()) <= words


class Cells(HTMLParser):
    """Collects the text of each row of a table, and complains of tags that do not nest."""

    def __init__(self):
        super().__init__()
        self.rows, self.open = [], []

    def handle_starttag(self, tag, attributes):
        if tag != "wbr":
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"th", "td"} & set(self.open):
            self.rows[-1][-1] += data.replace("\u00a0", " ")


def test_the_table_has_each_convention_with_its_numbers():
    shown = table(0.1, 0.5, n_samples=67)
    parser = Cells()
    parser.feed(shown._repr_html_())
    assert parser.open == []
    head, *rows = parser.rows
    assert head == list(shown.head)
    assert [tuple(row) for row in rows] == shown.rows
    assert len(rows) == len(names()) + 1
    meaning = {row[0]: row[2] for row in rows}
    assert meaning["scikit-learn, Ridge"] == "α/n, 0"
    written = {row[0]: row[-1] for row in rows}
    assert written["scikit-learn, Ridge"] == "Ridge(alpha=6.7)"
    assert written["article A, Elastic Net"] == "λ = 0.075, α = 0.3333"
    assert written["Keras, L1L2 with mse"] == "L1L2(l1=0.1, l2=0.05)"
    assert written["PyTorch, SGD with MSELoss"] == "torch.optim.SGD(weight_decay=0.2)"
    assert written["scikit-learn, LogisticRegression"] == (
        "LogisticRegression(C=0.1493, l1_ratio=0.5)"
    )


def test_the_table_as_text():
    lines = repr(table(0.1, 0.5, n_samples=67)).splitlines()
    assert "λ = 0.1 and r = 0.5" in lines[0]
    assert "n = 67" in lines[0]
    ridge = next(line for line in lines if line.startswith("scikit-learn, Ridge"))
    assert lines[2].index("write") == ridge.index("Ridge(alpha=6.7)")


def test_the_table_says_once_what_else_has_to_be_known():
    shown = table(0.1, 0.5, n_samples=67)
    text, page = repr(shown), html.unescape(shown._repr_html_())
    for note in {row.note for row in REGISTRY.values()} - {""}:
        assert len(re.findall(f": {re.escape(note)}$", text, re.MULTILINE)) == 1
        assert page.count(f": {note}</p>") == 1
    assert "article A, L1; article A, L2; article A, Elastic Net: The article gives" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 0.5, 67), "expected strength to be a finite number > 0, got 0"),
        ((0.1, 0.0, 67), "expected mix to be a finite number > 0 and < 1, got 0"),
        ((0.1, 1.0, 67), "expected mix to be a finite number > 0 and < 1, got 1"),
        ((0.1, 0.5, 0), "expected n_samples to be an integer >= 1, got 0"),
    ],
)
def test_bad_input_of_the_table(arguments, message):
    strength, mix, n = arguments
    with pytest.raises(ValueError, match=message):
        table(strength, mix, n_samples=n)
