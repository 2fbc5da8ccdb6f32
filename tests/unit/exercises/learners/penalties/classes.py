"""What learners write in the exercises on classes."""

import numpy as np

SCOPE = {"np": np, "sigmoid": lambda z: 1 / (1 + np.exp(-z))}
SOLUTIONS = {
    "gradient": """
        e = sigmoid(X @ w + b) - y
        return X.T @ e / len(y) + lam * w, e.mean()
    """,
    "newton_step": """
        q = sigmoid(X @ w)
        slope = X.T @ (q - y) / len(y) + lam * w
        H = (X.T * (q * (1 - q))) @ X / len(y) + lam * np.eye(len(w))
        return w - np.linalg.solve(H, slope)
    """,
    "lam_max": """
        slopes = X.T @ (y - y.mean()) / len(y)
        return np.abs(slopes).max() / mix
    """,
    "true_intercept": """
        wanted, had = np.log(rate / (1 - rate)), np.log(trained / (1 - trained))
        return b + wanted - had
    """,
    "softmax_gradient": """
        z = X @ W + b
        q = np.exp(z - z.max(axis=1, keepdims=True))
        q = q / q.sum(axis=1, keepdims=True)
        return X.T @ (q - Y) / len(X) + lam * W
    """,
}
E = "e = sigmoid(X @ w + b) - y"
Q = "q = q / q.sum(axis=1, keepdims=True)"
HESSIAN = "(X.T * (q * (1 - q))) @ X"
SOLVED = "np.linalg.solve(H, slope)"
LOGIT = "b + wanted - had"
SLIPS = {
    "gradient": {
        "formula for labels of ±1": """
            c = -y / (1 + np.exp(y * (X @ w + b)))
            return X.T @ c / len(y) + lam * w, c.mean()
        """,
        "logits for probabilities": [("sigmoid(X @ w + b)", "(X @ w + b)")],
        "slope of the sigmoid left in": [
            (E, "q = sigmoid(X @ w + b); e = (q - y) * q * (1 - q)"),
        ],
        "classes for probabilities": [("sigmoid(X @ w + b)", "(X @ w + b > 0)")],
        "intercept penalized": [("e.mean()", "e.mean() + lam * b")],
        "penalty over n": [("lam * w", "lam * w / len(y)")],
        "no penalty": [(" + lam * w", "")],
        "penalty doubled": [("lam * w", "2 * lam * w")],
        "sums for means": [(" / len(y)", ""), ("e.mean()", "e.sum()")],
        "sum in the intercept alone": [("e.mean()", "e.sum()")],
        "no intercept in the logits": [("X @ w + b", "X @ w")],
        "penalty subtracted": [("+ lam", "- lam")],
        "sigmoid of the other sign": [("sigmoid(X", "sigmoid(-X"), ("+ b)", "- b)")],
        "labels of −1 and 1": [("- y", "- (2 * y - 1)")],
    },
    "newton_step": {
        "to the end": """
            for _ in range(30):
                q = 1 / (1 + np.exp(-X @ w))
                H = (X.T * (q * (1 - q))) @ X / len(y) + lam * np.eye(len(w))
                w = w - np.linalg.solve(H, X.T @ (q - y) / len(y) + lam * w)
            return w
        """,
        "curvature of least squares": [(HESSIAN, "X.T @ X")],
        "largest curvature": [(HESSIAN, "X.T @ X / 4")],
        "no penalty in the curvature": [(" + lam * np.eye(len(w))", "")],
        "no penalty in the slope": [(" + lam * w", "")],
        "curvature summed": [("@ X / len(y)", "@ X")],
        "the diagonal alone": [(SOLVED, "slope / np.diag(H)")],
        "the step alone": [("return w - ", "return -")],
        "uphill": [("w - np", "w + np")],
        "roots of the curvature": [("(q * (1 - q))", "np.sqrt(q * (1 - q))")],
        "probability for the curvature": [("(q * (1 - q))", "q")],
        "a step down the gradient": [(SOLVED, "slope")],
        "penalty on the curvature halved": [("lam * np.eye", "lam / 2 * np.eye")],
        "probabilities of a zero": [("sigmoid(X @ w)", "sigmoid(-(X @ w))")],
        "slope of the loss turned round": [("(q - y)", "(y - q)")],
        "sums in both": [(" / len(y)", "")],
        "penalty in every entry": [("lam * np.eye(len(w))", "lam")],
    },
    "lam_max": {
        "intercept at zero": [("y.mean()", "0.5")],
        "labels as they come": [("(y - y.mean())", "y")],
        "mix forgotten": [(" / mix", "")],
        "multiplied by the mix": [("/ mix", "* mix")],
        "positive slopes alone": [("np.abs(slopes)", "slopes")],
        "negative slopes alone": [("np.abs(slopes)", "(-slopes)")],
        "length of the slopes": [("np.abs(slopes).max()", "np.linalg.norm(slopes)")],
        "sum of the slopes": [("max()", "sum()")],
        "smallest slope": [("max()", "min()")],
        "standardized": [("slopes =", "X = (X - X.mean(axis=0)) / X.std(axis=0); slopes =")],
        "curvature at zero": [("/ mix", "/ mix * y.mean() * (1 - y.mean())")],
        "share of L2": [("/ mix", "/ (1 - mix if mix < 1 else 1.0)")],
        "place of the largest slope": "return int(np.abs(X.T @ (y - y.mean())).argmax())",
    },
    "true_intercept": {
        "the other way": [("wanted - had", "had - wanted")],
        "ratio of the rates": [(LOGIT, "b + np.log(rate / trained)")],
        "rates of the other class alone": [(LOGIT, "b + np.log((1 - trained) / (1 - rate))")],
        "replaced by the rate": [(LOGIT, "wanted")],
        "as if trained on halves": [(LOGIT, "b + wanted")],
        "odds without the logarithm": [(LOGIT, "b + np.exp(wanted - had)")],
        "odds multiplied": [(LOGIT, "b * np.exp(wanted - had)")],
        "difference of the rates": [(LOGIT, "b + rate - trained")],
        "back to a probability": [(LOGIT, "1 / (1 + np.exp(-b - wanted + had))")],
        "not changed": [(LOGIT, "b")],
        "ratio of the rates as a factor": "return b * rate / trained",
        "probability scaled": """
        q = 1 / (1 + np.exp(-b)) * rate / trained
        return np.log(q / (1 - q))
    """,
        "odds added": "return b + rate / (1 - rate) - trained / (1 - trained)",
        "logarithms to base ten": [("np.log(", "np.log10(")],
        "logarithms to base two": [("np.log(", "np.log2(")],
    },
    "softmax_gradient": {
        "one sum for all rows": """
            Z = X @ W + b
            E = np.exp(Z - Z.max())
            return X.T @ (E / E.sum() - Y) / len(X) + lam * W
        """,
        "a sigmoid for each class": [(Q, "q = 1 / (1 + np.exp(np.clip(-z, -700, 700)))")],
        "softmax over the rows": [("axis=1", "axis=0")],
        "no intercepts": [("X @ W + b", "X @ W")],
        "classes for probabilities": [(Q, "q = np.eye(len(b))[z.argmax(axis=1)]")],
        "logits for probabilities": [(Q, "q = z")],
        "log probabilities": [
            (Q, "q = z - z.max(axis=1, keepdims=True) - np.log(q.sum(axis=1, keepdims=True))"),
        ],
        "no penalty": [(" + lam * W", "")],
        "penalty over n": [("lam * W", "lam * W / len(X)")],
        "penalty doubled": [("lam * W", "2 * lam * W")],
        "sums for means": [(" / len(X)", "")],
        "mean over the classes": [("/ len(X)", "/ Y.size")],
        "overflow": [("z - z.max(axis=1, keepdims=True)", "z")],
        "logits cut off": (
            [("np.exp(z - z.max(axis=1, keepdims=True))", "np.exp(np.clip(z, -500, 500))")],
            [("np.exp(z - z.max(axis=1, keepdims=True))", "np.exp(np.minimum(z, 500))")],
        ),
    },
}
OTHERS = {
    "gradient": [
        (
            [("X.T @ e / len(y) + lam * w, e.mean()", "e.mean(), X.T @ e / len(y) + lam * w")],
            "The parts are right, in another order than grad_w, grad_b.",
        ),
        ([("return X", "return -X"), ("lam * w, ", "-lam * w, -")], ""),
        ([(", e.mean()", "")], "Return grad_w, grad_b"),
    ],
    "newton_step": [
        ([("return w - ", "return w - 0.5 * ")], ""),
        ([("w - np.linalg.solve(H, slope)", "np.sum(w - np.linalg.solve(H, slope))")], ""),
    ],
    "lam_max": [
        ([("np.abs(slopes).max()", "np.abs(slopes)")], "The result has more entries than are"),
        ([("/ mix", "/ mix / 2")], "The result is half of what it should be."),
        ([(" / len(y)", "")], "The result is the number of rows of X times"),
        ([("/ mix", "/ mix**2")], ""),
    ],
    "true_intercept": [
        ([(LOGIT, "-b - wanted + had")], "The result is of the wrong sign."),
        ([(LOGIT, "b + 2 * (wanted - had)")], ""),
    ],
    "softmax_gradient": [
        ([("lam * W", "lam * W"), ("return X", "return (X"), ("* W\n", "* W).T\n")], ""),
        ([("(q - Y)", "(Y - q)")], ""),
    ],
}
RIGHT = {
    "gradient": [
        """
        q = 1 / (1 + np.exp(-(X @ w + b)))
        return np.mean((q - y)[:, None] * X, axis=0) + lam * w, np.mean(q - y)
        """,
        # With the labels as signs.
        """
        s = 2 * y - 1
        pull = -s * sigmoid(-s * (X @ w + b))
        return X.T @ pull / len(y) + lam * w, float(np.mean(pull))
        """,
    ],
    "newton_step": [
        """
        q = sigmoid(X @ w)
        h = q * (1 - q)
        targets = X @ w + (y - q) / h
        A = np.vstack([np.sqrt(h)[:, None] * X, np.sqrt(len(y) * lam) * np.eye(len(w))])
        return np.linalg.lstsq(A, np.r_[np.sqrt(h) * targets, 0 * w], rcond=None)[0]
        """,
        [(HESSIAN, "X.T @ np.diag(q * (1 - q)) @ X"), (SOLVED, "np.linalg.inv(H) @ slope")],
    ],
    "lam_max": [
        "return np.linalg.norm((X - X.mean(axis=0)).T @ y / len(y), ord=np.inf) / mix",
        "return max(abs(np.mean(X * (y - y.mean())[:, None], axis=0))) / mix",
    ],
    "true_intercept": [
        "return b + np.log(rate * (1 - trained) / ((1 - rate) * trained))",
        "return b - np.log(1 / rate - 1) + np.log(1 / trained - 1)",
    ],
    "softmax_gradient": [
        """
        z = X @ W + b
        z = z - z.max(axis=1, keepdims=True)
        q = np.exp(z - np.log(np.exp(z).sum(axis=1, keepdims=True)))
        return np.einsum("ij,ik->jk", X, q - Y) / len(Y) + lam * W
        """,
    ],
}
