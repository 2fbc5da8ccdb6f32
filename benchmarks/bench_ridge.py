"""Time `helpers.linear.Ridge` against the fastest exact solver of scikit-learn's, by shape.

For each shape all solvers run in turn, round after round, in one process, so that a busy machine
slows all of them alike; the ratio is the median over the rounds of ours divided by theirs in the
same round. Before anything is timed, the coefficients have to agree.
"""

from statistics import median
from time import perf_counter

import numpy as np
from sklearn.linear_model import Ridge as SklearnRidge

from helpers.linear import Ridge

SHAPES = ((100, 10), (1000, 100), (1000, 2000), (10_000, 500))
SOLVERS = ("cholesky", "svd")
ALPHA = 1.0
SECONDS = 4  # for each shape
ROUNDS = range(5, 201)  # at least, and at most


def problem(n_samples, n_features):
    """Return X and y of a linear model with noise."""
    rng = np.random.default_rng(0)
    X = rng.standard_normal((n_samples, n_features))
    w = rng.standard_normal(n_features) / np.sqrt(n_features)
    return X, X @ w + 1 + 0.1 * rng.standard_normal(n_samples)


def seconds(model, X, y):
    """Return the time of one fit."""
    started = perf_counter()
    model.fit(X, y)
    return perf_counter() - started


def compare(X, y):
    """Return the median time of each model by name, and our ratio to each in the same round."""
    ours = Ridge(alpha=ALPHA).fit(X, y)
    models = {"ours": ours}
    for solver in SOLVERS:
        models[solver] = SklearnRidge(alpha=ALPHA, solver=solver).fit(X, y)
        np.testing.assert_allclose(ours.coef_, models[solver].coef_, rtol=0, atol=1e-8)
        np.testing.assert_allclose(ours.intercept_, models[solver].intercept_, rtol=0, atol=1e-8)
    rounds = []
    started = perf_counter()
    while len(rounds) < ROUNDS.start or (
        len(rounds) < ROUNDS.stop - 1 and perf_counter() - started < SECONDS
    ):
        rounds.append({name: seconds(model, X, y) for name, model in models.items()})
    times = {name: median(times[name] for times in rounds) for name in models}
    ratios = {name: median(times["ours"] / times[name] for times in rounds) for name in SOLVERS}
    return times, ratios


def main():
    """Print the table."""
    print("Ridge: ours against scikit-learn's fastest exact solver, median time of a fit")
    print(f"{'n':>7} {'p':>6} {'ours, ms':>10} {'theirs, ms':>11}  {'solver':<9} {'ratio':>6}")
    for shape in SHAPES:
        times, ratios = compare(*problem(*shape))
        best = min(SOLVERS, key=times.get)
        print(
            f"{shape[0]:>7} {shape[1]:>6} {1e3 * times['ours']:>10.2f} {1e3 * times[best]:>11.2f}"
            f"  {best:<9} {ratios[best]:>6.2f}"
        )


if __name__ == "__main__":
    main()
