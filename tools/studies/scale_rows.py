"""Ten million rows, made chunk by chunk: how long each method takes, how much memory, how good.

    python tools/studies/scale_rows.py            all methods and numbers of rows, ~3 minutes
    python tools/studies/scale_rows.py METHOD N   one run, printed as a line of the file

writes `helpers/data/scale_rows.csv`, one run a row. Each run is a process of its own on one
thread, so that its peak of memory is its own. `make_seconds` is processor time spent on drawing
the rows, or on reading them from the file; `fit_seconds` all that the method does with them.
`peak_mb` is the peak of the process' resident memory, libraries included. `above` is twice by how
much the expected objective on new rows, ½ squared error and the method's own penalty, is above
its minimum, which is known because the truth is; `nonzero` counts the weights that are not zero.

Rows come in chunks of 100,000. Chunk i is drawn from a generator seeded with (2026, i), so any
chunk can be made again, anywhere, without the others. Twenty features of unlike units and levels,
correlated through a factor that they share; 8 of the 20 weights are not zero.

The methods: `statistics`, exact least squares from centred sums that are merged; `memmap`, the
same from a memory-mapped file of single precision; `sgd`, scikit-learn's SGDRegressor with
averaging; `proximal`, a proximal step for each batch of 100; `dual averaging`, the same with the
mean of all gradients so far; `in memory`, scikit-learn's Ridge on all rows at once, which is not
tried on more than a million. The three in the middle scale the features by the first chunk.
"""

import csv
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

import numpy as np

FILE = Path(__file__).resolve().parents[2] / "helpers" / "data" / "scale_rows.csv"
ROWS = (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
CHUNK, BATCH, P = 100_000, 100, 20
LEVEL, UNIT = np.linspace(0, 50, P), np.logspace(-1, 1, P)
TRUTH = np.where(np.arange(P) % 5 < 2, 1.0, 0.0) * (-1.0) ** np.arange(P)
SHARED, NOISE, INTERCEPT = 0.7, 2.0, 3.0
DEVIATION = np.sqrt(1 + SHARED**2)  # of a feature, in its unit
L1 = 0.1  # strength of the penalty, for features in units of their standard deviation
COLUMNS = ("method", "rows", "make_seconds", "fit_seconds", "peak_mb", "above", "nonzero")


def chunk(i):
    """Return the i-th chunk: features (100000, 20) and the target as a last column."""
    rng = np.random.default_rng((2026, i))
    Z = rng.standard_normal((CHUNK, P)) + SHARED * rng.standard_normal((CHUNK, 1))
    y = INTERCEPT + Z @ TRUTH + NOISE * rng.standard_normal(CHUNK)
    return np.column_stack([LEVEL + UNIT * Z, y])


def soft_threshold(v, t):
    """Return v moved towards 0 by t."""
    return np.sign(v) * np.maximum(np.abs(v) - t, 0)


def excess(w, b):
    """Return by how much the mean squared error on new rows is above that of the truth."""
    off, d = b - INTERCEPT + LEVEL @ w, UNIT * w - TRUTH
    return off**2 + d @ d + (SHARED * d.sum()) ** 2


def penalized(w, b):
    """Return the excess with twice the L1 penalty, for features in standard deviations."""
    return excess(w, b) + 2 * L1 * DEVIATION * np.abs(UNIT * w).sum()


def lowest_penalized():
    """Return the minimum of `penalized`, found by coordinate descent."""
    v, variance = np.zeros(P), 1 + SHARED**2
    for _ in range(500):
        for j in range(P):
            d = v - TRUTH
            slope = d[j] + SHARED**2 * d.sum()
            v[j] = soft_threshold(variance * v[j] - slope, L1 * DEVIATION) / variance
    w = v / UNIT
    return penalized(w, INTERCEPT - LEVEL @ w)


class Statistics:
    """Number, means and centred sums of products of the columns seen so far."""

    def __init__(self):
        self.n, self.mean, self.M = 0, 0.0, 0.0

    def add(self, A):
        """Merge a part with what was seen before it."""
        n, mean = len(A), A.mean(axis=0)
        centred = A - mean
        total, delta = self.n + n, mean - self.mean
        self.M = self.M + centred.T @ centred + self.n * n / total * np.outer(delta, delta)
        self.mean = self.mean + delta * n / total
        self.n = total

    def solution(self):
        """Return the weights and the intercept of least squares."""
        w = np.linalg.solve(self.M[:-1, :-1], self.M[:-1, -1])
        return w, self.mean[-1] - self.mean[:-1] @ w


class Scaled:
    """What the stochastic methods share: features and target scaled by the first chunk."""

    scale = None

    def add(self, A):
        """Train on a chunk."""
        if self.scale is None:
            self.mean, self.scale = A.mean(axis=0), A.std(axis=0)
            self.scale[-1] = 1.0
        A = (A - self.mean) / self.scale
        self.train(A[:, :-1], A[:, -1])

    def solution(self):
        """Return the weights and the intercept for the features as they come."""
        w, b = self.weights()
        w = w / self.scale[:-1]
        return w, b + self.mean[-1] - self.mean[:-1] @ w


class SGD(Scaled):
    """scikit-learn's stochastic gradient descent, one row at a time."""

    def __init__(self):
        from sklearn.linear_model import SGDRegressor

        self.model = SGDRegressor(
            alpha=1e-8, learning_rate="constant", eta0=0.002, average=1, random_state=0
        )

    def train(self, X, y):
        """Train on a chunk."""
        self.model.partial_fit(X, y)

    def weights(self):
        """Return weights and intercept for scaled features."""
        return self.model.coef_, self.model.intercept_[0]


class Proximal(Scaled):
    """A step against the gradient of a batch, and a soft threshold."""

    def __init__(self):
        self.w, self.b, self.t = np.zeros(P), 0.0, 0

    def train(self, X, y):
        """Take a step for each batch."""
        for start in range(0, len(y), BATCH):
            A, target = X[start : start + BATCH], y[start : start + BATCH]
            self.t += 1
            step, e = 0.1 / np.sqrt(self.t), target - A @ self.w - self.b
            self.w = soft_threshold(self.w + step / BATCH * (A.T @ e), step * L1)
            self.b += step * e.mean()

    def weights(self):
        """Return weights and intercept for scaled features."""
        return self.w, self.b


class DualAveraging(Scaled):
    """A soft threshold for the mean of all gradients so far."""

    def __init__(self):
        self.w, self.b, self.t, self.g, self.g_b = np.zeros(P), 0.0, 0, np.zeros(P), 0.0

    def train(self, X, y):
        """Take a step for each batch."""
        for start in range(0, len(y), BATCH):
            A, target = X[start : start + BATCH], y[start : start + BATCH]
            e = target - A @ self.w - self.b
            self.t += 1
            self.g += (-A.T @ e / BATCH - self.g) / self.t
            self.g_b += (-e.mean() - self.g_b) / self.t
            far = np.sqrt(self.t) / 2
            self.w, self.b = -far * soft_threshold(self.g, L1), -far * self.g_b

    def weights(self):
        """Return weights and intercept for scaled features."""
        return self.w, self.b


class InMemory:
    """All rows at once, in scikit-learn's Ridge."""

    def __init__(self):
        from sklearn.linear_model import Ridge

        self.parts, self.model = [], Ridge(alpha=1e-6, solver="cholesky")

    def add(self, A):
        """Keep a chunk."""
        self.parts.append(A)

    def solution(self):
        """Return the weights and the intercept of a ridge with hardly any penalty."""
        A = np.concatenate(self.parts)
        self.model.fit(A[:, :-1], A[:, -1])
        return self.model.coef_, self.model.intercept_


METHODS = {
    "statistics": Statistics,
    "memmap": Statistics,  # what is different is where the rows come from
    "sgd": SGD,
    "proximal": Proximal,
    "dual averaging": DualAveraging,
    "in memory": InMemory,
}
PENALIZED = {"proximal", "dual averaging"}


def write_file(path, rows):
    """Write the rows in single precision; in a process of its own."""
    A = np.lib.format.open_memmap(path, "w+", "float32", (rows, P + 1))
    for i in range(rows // CHUNK):
        A[i * CHUNK : (i + 1) * CHUNK] = chunk(i)


def run(name, rows, path=None):
    """Return one row of the file."""
    method, making, fitting = METHODS[name](), 0.0, 0.0
    for i in range(rows // CHUNK):
        started = process_time()
        if path is None:
            A = chunk(i)
        else:
            # Opened anew for each chunk: pages of an open map count as this process' memory.
            mapped = np.load(path, mmap_mode="r")
            A = mapped[i * CHUNK : (i + 1) * CHUNK].astype(float)
            del mapped
        made = process_time()
        method.add(A)
        making, fitting = making + made - started, fitting + process_time() - made
    started = process_time()
    w, b = method.solution()
    fitting += process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if sys.platform == "darwin":  # which counts in bytes, not in kilobytes
        peak /= 1024
    above = penalized(w, b) - lowest_penalized() if name in PENALIZED else excess(w, b)
    numbers = (f"{making:.3g}", f"{fitting:.3g}", f"{peak:.0f}", f"{above:.3g}")
    return name, rows, *numbers, np.count_nonzero(w)


def main(arguments):
    """Do one run, or all of them."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    if arguments[:1] == ["write"]:
        return write_file(arguments[1], int(arguments[2]))
    if arguments:
        name, rows, *path = arguments
        return out.writerow(run(name, int(rows), *path))
    one_thread = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    call = [sys.executable, __file__]
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in ROWS:
            path = str(Path(folder) / f"{rows}.npy")
            subprocess.run([*call, "write", path, str(rows)], check=True, env=one_thread)
            for name in METHODS:
                if name == "in memory" and rows > 1_000_000:
                    continue
                extra = [path] if name == "memmap" else []
                command = [*call, name, str(rows), *extra]
                done = subprocess.run(
                    command, check=True, env=one_thread, stdout=subprocess.PIPE, text=True
                )
                lines.append(done.stdout)
                print(done.stdout, end="", flush=True)
            Path(path).unlink()
    FILE.write_text(",".join(COLUMNS) + "\n" + "".join(lines), encoding="utf-8")
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
