"""What it costs to learn from more rows, and from more columns: times with fitted exponents.

    python benchmarks/bench_scale.py [--write]

Three costs of the chapter on scale: adding rows to the statistics of ridge (n p² operations),
solving for the weights once they are there (p³), and one pass of stochastic gradient descent
(n p). Each is the lowest processor time of several runs on one thread, taking turns; the exponent
is the slope of a straight line through the logarithms. With `--write` the times go into
`helpers/data/scale_costs.csv`, which the chapter draws.
"""

import argparse
import csv
from pathlib import Path
from time import process_time

import numpy as np
from sklearn.linear_model import SGDRegressor
from threadpoolctl import threadpool_limits

FILE = Path(__file__).resolve().parents[1] / "helpers" / "data" / "scale_costs.csv"
ROWS, COLUMNS_AT = (25_000, 50_000, 100_000, 200_000, 400_000), 50
COLUMNS, ROWS_AT = (64, 128, 256, 512, 1024), 10_000
ROUNDS = 9


def add_rows(A):
    """Return the means and the centred sums of products, as the chapter does."""
    mean = A.mean(axis=0)
    centred = A - mean
    return mean, centred.T @ centred


def solve(M):
    """Return the ridge weights from the sums, the target in the last column."""
    p = len(M) - 1
    return np.linalg.solve(M[:p, :p] + np.eye(p), M[:p, p])


def one_pass(A):
    """Take one step for each row."""
    return SGDRegressor(eta0=1e-4, random_state=0).partial_fit(A[:, :-1], A[:, -1])


def seconds(call, argument):
    """Return the processor time of a call."""
    started = process_time()
    call(argument)
    return process_time() - started


def measure(n, p):
    """Return the lowest time of each cost, by name."""
    A = np.random.default_rng(0).standard_normal((n, p + 1))
    M = add_rows(A)[1]
    calls = {"statistics": (add_rows, A), "solve": (solve, M), "sgd": (one_pass, A)}
    rounds = [{name: seconds(*call) for name, call in calls.items()} for _ in range(ROUNDS)]
    return {name: min(times[name] for times in rounds) for name in calls}


def exponent(sizes, times):
    """Return the slope of the logarithm of the times over that of the sizes."""
    return np.polyfit(np.log(sizes), np.log(times), 1)[0]


def show(symbol, sizes, found):
    """Print one table."""
    print(f"\n{symbol:>8} {'statistics, ms':>15} {'solve, ms':>12} {'SGD pass, ms':>13}")
    for size, times in zip(sizes, found, strict=True):
        milliseconds = [1e3 * value for value in times.values()]
        print(
            f"{size:>8} {milliseconds[0]:>15.2f} {milliseconds[1]:>12.2f} {milliseconds[2]:>13.2f}"
        )
    slopes = [exponent(sizes, [times[name] for times in found]) for name in found[0]]
    print(f"exponent {slopes[0]:>15.2f} {slopes[1]:>12.2f} {slopes[2]:>13.2f}")


def main():
    """Print the tables, and write the file if asked to."""
    parser = argparse.ArgumentParser(description="Costs against rows and columns.")
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name} as well")
    options = parser.parse_args()
    with threadpool_limits(1):
        by_rows = [measure(n, COLUMNS_AT) for n in ROWS]
        by_columns = [measure(ROWS_AT, p) for p in COLUMNS]
    print("What more rows and more columns cost, on one thread")
    show("rows", ROWS, by_rows)
    show("columns", COLUMNS, by_columns)
    if options.write:
        shapes = [(n, COLUMNS_AT) for n in ROWS] + [(ROWS_AT, p) for p in COLUMNS]
        with FILE.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("n", "p", *by_rows[0]))
            for shape, times in zip(shapes, by_rows + by_columns, strict=True):
                writer.writerow((*shape, *(f"{value:.3g}" for value in times.values())))


if __name__ == "__main__":
    main()
