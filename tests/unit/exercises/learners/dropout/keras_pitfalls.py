"""What learners write in the exercises on the pitfalls of dropout in Keras."""

import numpy as np

from helpers import runtime

# What the notebook itself has by such a name.
y = np.random.default_rng(3).integers(0, 10, 200)


def classes_seen(labels, classes):
    u = np.unique(labels)
    return (labels[:, None] == u).astype(float)


class Lazily:
    """Keras, imported when it is used: most tests of learners' answers do without."""

    def __getattr__(self, name):
        return getattr(runtime.import_keras(), name)


keras = Lazily()


def one_by_one(labels, c):
    o = np.zeros((len(labels), c))
    for i, k in enumerate(labels):
        o[i, k] = 1
    return o


SCOPE = {"np": np, "keras": keras}
SOLUTIONS = {
    "one_hot": """
        return (labels[:, None] == np.arange(classes)).astype(float)
    """,
    "carry": """
        return [W1, b1, (1 - rate) * W2, b2]
    """,
}
SLIPS = {
    "one_hot": {
        "columns of the classes seen": lambda labels, c: np.eye(labels.max() + 1)[labels],
        "counted from one": lambda labels, c: np.eye(c)[labels - 1],
        "classes as rows": lambda labels, c: np.eye(c)[labels].T,
        "a column of labels": lambda labels, c: labels[:, None].astype(float),
        "a column too far": lambda labels, c: np.eye(c)[(labels + 1) % c],
        "labels in place of ones": lambda labels, c: np.eye(c)[labels] * labels[:, None],
        "the first class left out": lambda labels, c: np.eye(c)[labels][:, 1:],
        "ones up to the label": lambda labels, c: (labels[:, None] >= np.arange(c)).astype(float),
        "minus ones": lambda labels, c: 2 * np.eye(c)[labels] - 1,
        "counted from one, with a column for each class": """
            return np.array([[float(k + 1 == y) for k in range(classes)] for y in labels])
        """,
        "ones in whole columns": """
            out = np.zeros((len(labels), classes))
            out[:, labels] = 1
            return out
        """,
        "ones in whole rows": """
            out = np.zeros((len(labels), classes))
            for y in labels:
                if y < len(out):
                    out[y] = 1
            return out
        """,
        "labels as they came": """
            return labels
        """,
        "ones from the label on": """
            return np.cumsum(np.eye(classes)[labels], axis=1)
        """,
    },
    "carry": {
        "biases scaled": lambda W1, b1, W2, b2, r: [W1, b1, (1 - r) * W2, (1 - r) * b2],
        "divided": lambda W1, b1, W2, b2, r: [W1, b1, W2 / (1 - r), b2],
        "the rate as a share that is kept": lambda W1, b1, W2, b2, r: [W1, b1, r * W2, b2],
        "nothing scaled": lambda W1, b1, W2, b2, r: [W1, b1, W2, b2],
        "the first kernel": lambda W1, b1, W2, b2, r: [(1 - r) * W1, b1, W2, b2],
        "before the activation": lambda W1, b1, W2, b2, r: [(1 - r) * W1, (1 - r) * b1, W2, b2],
        "everything scaled": lambda W1, b1, W2, b2, r: [(1 - r) * a for a in (W1, b1, W2, b2)],
        "root of the share": lambda W1, b1, W2, b2, r: [W1, b1, np.sqrt(1 - r) * W2, b2],
        "the last bias alone": lambda W1, b1, W2, b2, r: [W1, b1, W2, (1 - r) * b2],
        "both kernels": lambda W1, b1, W2, b2, r: [(1 - r) * W1, b1, (1 - r) * W2, b2],
        "divided by the rate": "return [W1, b1, W2 / np.float64(rate), b2]",
    },
}
OTHERS = {
    "one_hot": [
        (classes_seen, "In most cases: There are as many columns as the labels"),
        (lambda labels, c: np.eye(c + 1)[labels], "This would be right for classes + 1"),
        (lambda labels, c: np.repeat(labels[:, None], c, 1).astype(float), ""),
        (lambda labels, c: 1 - np.eye(c)[labels], "The result is 1 less what it should be."),
        (
            lambda labels, c: np.bincount(labels, minlength=c).astype(float),
            "The result is the sum along axis 0 of what",
        ),
        (
            lambda labels, c: np.eye(c)[labels] / len(labels),
            "The result is what it should be, divided by",
        ),
        (lambda labels, c: np.eye(c)[np.sort(labels)], ""),
        (lambda labels, c: np.eye(c)[labels] * 0.9 + 0.1 / c, ""),
        (lambda labels, c: np.eye(c), "The answer never uses its argument labels."),
        (lambda labels, c: np.eye(c)[y % c], "The answer reads y from the notebook around"),
        (
            lambda labels, c: np.eye(c)[labels].ravel(),
            "The result has the right numbers in another",
        ),
        (lambda labels, c: np.eye(10)[labels], "The answer never uses its argument classes."),
    ],
    "carry": [
        (
            lambda W1, b1, W2, b2, r: [W1, b1, (1 - r) ** 2 * W2, b2],
            "Right: W1, b1 and b2. W2 is (1 − rate)",
        ),
        (
            lambda W1, b1, W2, b2, r: [W1, (1 - r) * W2, b1, b2],
            "The parts are right, in another order than",
        ),
        (
            lambda W1, b1, W2, b2, r: [b1, W1, b2, (1 - r) * W2],
            "The parts are right, in another order than",
        ),
        (
            lambda W1, b1, W2, b2, r: [(1 - r) * W2, b2, W1, b1],
            "The parts are right, in another order than",
        ),
        (
            lambda W1, b1, W2, b2, r: [W1.T, b1, (1 - r) * W2.T, b2],
            "W1 and W2: each is transposed: its rows",
        ),
        (lambda W1, b1, W2, b2, r: [W1, (1 - r) * W2], "Return W1, b1, W2, b2: 4 parts."),
        (
            lambda W1, b1, W2, b2, r: [(W1, b1), ((1 - r) * W2, b2)],
            "Return W1, b1, W2, b2: 4 parts.",
        ),
        (
            lambda W1, b1, W2, b2, r: [W1, (1 - r) * b1, (1 - r) * W2, b2],
            "Right: W1, W2 and b2. b1 is (1 − rate)",
        ),
        (
            lambda W1, b1, W2, b2, r: [W1, (1 - r) * b1, (1 - r) * W2, (1 - r) * b2],
            "b1 and b2: each is (1 − rate) times what it",
        ),
        (lambda W1, b1, W2, b2, r: (1 - r) * W2, "Return W1, b1, W2, b2 together, as a tuple."),
        (lambda W1, b1, W2, b2, r: [W1, b1, W2 - r, b2], "Right: W1, b1 and b2."),
        (
            lambda W1, b1, W2, b2, r: [W1, b1, W2, b2 / (1 - r)],
            "W2 and b2: each is what it should be,",
        ),
        (
            lambda W1, b1, W2, b2, r: [
                W1,
                b1,
                W2 * (np.random.default_rng(0).random((len(W2), 1)) >= r),
                b2,
            ],
            "Right: W1, b1 and b2.",
        ),
        (
            lambda W1, b1, W2, b2, r: [W1 / (1 - r), b1, W2, b2],
            "W1 and W2: each is what it should be,",
        ),
    ],
}
RIGHT = {
    "one_hot": [
        one_by_one,
        lambda labels, c: np.eye(c, dtype=int)[labels],
        lambda labels, c: keras.utils.to_categorical(labels, c),
        lambda labels, c: keras.ops.one_hot(labels, c),
        lambda labels, c: [[float(a == k) for k in range(c)] for a in labels],
    ],
    "carry": [
        lambda W1, b1, W2, b2, r: [W1.copy(), b1.copy(), W2 * (1 - r), b2.copy()],
        lambda W1, b1, W2, b2, r: (W1, b1, W2 - r * W2, b2),
    ],
}
