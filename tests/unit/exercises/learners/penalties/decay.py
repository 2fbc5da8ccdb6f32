"""What learners write in the exercises on AdamW's decay."""

import itertools

import numpy as np


def from_squares(squares):
    """Take something else for the mean squares, made of means and variances over the rows."""

    def answer(gradients, lam, batch):
        mean = gradients.mean(axis=0)
        found = squares(mean, (gradients**2).mean(axis=0) - mean**2, batch)
        return lam / np.median(found**0.5)

    return answer


def over_all_batches(gradients, batch):
    """Return the mean square of each weight's gradient over all batches, one after the other."""
    draws = np.array(list(itertools.product(range(len(gradients)), repeat=batch)))
    return np.mean(gradients[draws].mean(axis=1) ** 2, axis=0)


def drawn(gradients, batch):
    rows = np.random.default_rng(0).integers(0, len(gradients), (1000, batch))
    return gradients[rows].mean(axis=1)


SCOPE = {"np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "adamw_rest": """
        return np.clip(optimum, -1 / decay, 1 / decay)
    """,
    "matching_decay": """
        mean, variance = gradients.mean(axis=0), gradients.var(axis=0)
        return lam / np.median(np.sqrt(mean**2 + variance / batch))
    """,
}
# What learners do wrong, by the name of the mistake in the registry.
SLIPS = {
    "adamw_rest": {
        "ridge": lambda curvature, optimum, decay: curvature * optimum / (curvature + decay),
        "no decay": lambda curvature, optimum, decay: optimum,
        "box of λ": lambda curvature, optimum, decay: np.clip(optimum, -decay, decay),
        "at the wall": lambda curvature, optimum, decay: np.sign(optimum) / decay,
        "shortened vector": lambda curvature, optimum, decay: (
            optimum * min(1, 1 / decay / np.linalg.norm(optimum))
        ),
        "soft threshold": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.maximum(abs(optimum) - 1 / decay, 0)
        ),
        "soft threshold by λ": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.maximum(abs(optimum) - decay, 0)
        ),
        "lasso": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.maximum(abs(optimum) - decay / curvature, 0)
        ),
        "upper wall alone": lambda curvature, optimum, decay: np.minimum(optimum, 1 / decay),
        "lower wall alone": lambda curvature, optimum, decay: np.maximum(optimum, -1 / decay),
        "sign lost": lambda curvature, optimum, decay: np.where(
            abs(optimum) > 1 / decay, 1 / decay, optimum
        ),
        "zero beyond the wall": lambda curvature, optimum, decay: np.where(
            abs(optimum) > 1 / decay, 0, optimum
        ),
        "walls by curvature": lambda curvature, optimum, decay: np.clip(
            optimum, -1 / (decay * curvature), 1 / (decay * curvature)
        ),
        "all by the largest": lambda curvature, optimum, decay: (
            optimum * min(1, 1 / decay / abs(optimum).max())
        ),
        "ridge in the box": lambda curvature, optimum, decay: np.clip(
            curvature * optimum / (curvature + decay), -1 / decay, 1 / decay
        ),
        "walls at h/λ": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.minimum(abs(optimum), curvature / decay)
        ),
        "walls at λ/h": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.minimum(abs(optimum), decay / curvature)
        ),
        "wall where the gradient is large": lambda curvature, optimum, decay: np.where(
            abs(curvature * optimum) > 1 / decay, np.sign(optimum) / decay, optimum
        ),
        "ridge beyond the wall": lambda curvature, optimum, decay: np.where(
            abs(optimum) * decay > 1, optimum / (1 + decay / curvature), optimum
        ),
        "ridge of curvature one": lambda curvature, optimum, decay: optimum / (1 + decay),
        "shrunk by the decay": lambda curvature, optimum, decay: optimum - decay * optimum,
        "soft threshold by 1/(λh)": lambda curvature, optimum, decay: (
            np.sign(optimum) * np.maximum(abs(optimum) - 1 / (decay * curvature), 0)
        ),
        "walls by the root of the curvature": lambda curvature, optimum, decay: np.clip(
            optimum, -1 / (decay * np.sqrt(curvature)), 1 / (decay * np.sqrt(curvature))
        ),
        "a soft wall": lambda curvature, optimum, decay: np.tanh(decay * optimum) / decay,
        "halfway to the wall": lambda curvature, optimum, decay: np.where(
            abs(optimum) > 1 / decay, (optimum + np.sign(optimum) / decay) / 2, optimum
        ),
        "gradients in the box": lambda curvature, optimum, decay: np.clip(
            curvature * optimum, -1 / decay, 1 / decay
        ),
        "gradients of one at most": lambda curvature, optimum, decay: (
            np.clip(curvature * optimum, -1, 1) / decay
        ),
        "ridge inside": lambda curvature, optimum, decay: np.where(
            abs(optimum) > 1 / decay,
            np.sign(optimum) / decay,
            curvature * optimum / (curvature + decay),
        ),
        "wall taken off": lambda curvature, optimum, decay: np.where(
            abs(optimum) > 1 / decay, optimum - np.sign(optimum) / decay, optimum
        ),
        "shrunk by its own size": lambda curvature, optimum, decay: (
            optimum / (1 + decay * abs(optimum))
        ),
        "ridge of the root": lambda curvature, optimum, decay: (
            np.sqrt(curvature) * optimum / (np.sqrt(curvature) + decay)
        ),
        "λ beyond the wall": lambda curvature, optimum, decay: np.where(
            abs(optimum) > 1 / decay, np.sign(optimum) * decay, optimum
        ),
        "zero inside": lambda curvature, optimum, decay: np.where(
            abs(optimum) > 1 / decay, np.sign(optimum) / decay, 0
        ),
    },
    "matching_decay": {
        "single rows": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt((gradients**2).mean(axis=0)))
        ),
        "all divided by the batch": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt((gradients**2).mean(axis=0) / batch))
        ),
        "noise alone": lambda gradients, lam, batch: (
            lam * np.sqrt(batch) / np.median(gradients.std(axis=0))
        ),
        "mean gradient alone": lambda gradients, lam, batch: (
            lam / np.median(np.abs(gradients.mean(axis=0)))
        ),
        "without replacement": lambda gradients, lam, batch: (
            lam
            / np.median(
                np.sqrt(
                    gradients.mean(axis=0) ** 2
                    + gradients.var(axis=0, ddof=1) / batch * (1 - batch / len(gradients))
                )
            )
        ),
        "one epoch": lambda gradients, lam, batch: (
            lam
            / np.median(
                np.sqrt(
                    np.mean(
                        [
                            gradients[i : i + batch].mean(0) ** 2
                            for i in range(0, len(gradients), batch)
                        ],
                        axis=0,
                    )
                )
            )
        ),
        "the way there": lambda gradients, lam, batch: (
            lam * np.median(np.sqrt(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch))
        ),
        "no root": lambda gradients, lam, batch: (
            lam / np.median(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch)
        ),
        "mean over the kernel": lambda gradients, lam, batch: (
            lam / np.mean(np.sqrt(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch))
        ),
        "one strength for all": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(np.mean(gradients) ** 2 + np.var(gradients) / batch))
        ),
        "median of each unit": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch), axis=0)
        ),
        "standard deviation for variance": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.std(0) / batch))
        ),
        "rows for the batch": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / len(gradients)))
        ),
        "root of the batch": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / np.sqrt(batch)))
        ),
        "spread with n − 1": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0, ddof=1) / batch))
        ),
        "mean of the decays": lambda gradients, lam, batch: np.mean(
            lam / np.sqrt(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch)
        ),
        "noise counted again": from_squares(lambda m, s2, b: m**2 + s2 + s2 / b),
        "mean counted again": from_squares(lambda m, s2, b: m**2 + (m**2 + s2) / b),
        "the wrong part divided": from_squares(lambda m, s2, b: m**2 / b + s2),
        "batch squared": from_squares(lambda m, s2, b: m**2 + s2 / b**2),
        "times the batch": from_squares(lambda m, s2, b: m**2 + s2 * b),
        "roots added": from_squares(lambda m, s2, b: (abs(m) + (s2 / b) ** 0.5) ** 2),
        "the first batch alone": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients[:batch].mean(axis=0) ** 2))
        ),
        "mean before the root": lambda gradients, lam, batch: (
            lam / np.sqrt(np.mean(gradients.mean(0) ** 2 + gradients.var(0) / batch))
        ),
        "variance subtracted": from_squares(lambda m, s2, b: abs(m**2 - s2 / b)),
        "largest strength": lambda gradients, lam, batch: (
            lam / np.max(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch))
        ),
        "smallest strength": lambda gradients, lam, batch: (
            lam / np.min(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch))
        ),
        "variance over the kernel": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.mean(0).var() / batch))
        ),
        "share not drawn": lambda gradients, lam, batch: (
            lam
            / np.median(
                np.sqrt(
                    gradients.mean(0) ** 2 + gradients.var(0) / batch * (1 - batch / len(gradients))
                )
            )
        ),
        "length of the kernel": lambda gradients, lam, batch: (
            lam / np.linalg.norm(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch))
        ),
        "sum over the rows": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.sum(0) ** 2 + gradients.var(0) / batch))
        ),
        "inputs taken as rows": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(gradients.mean((0, 1)) ** 2 + gradients.var((0, 1)) / batch))
        ),
        "median of the gradients": lambda gradients, lam, batch: (
            lam / np.median(np.sqrt(np.median(gradients, axis=0) ** 2 + gradients.var(0) / batch))
        ),
    },
}
# Other wrong answers, and how what is said to them begins.
OTHERS = {
    "adamw_rest": [
        (
            lambda curvature, optimum, decay: np.minimum(abs(optimum), 1 / decay),
            "The result is what it should be without its sign.",
        ),
        (
            lambda curvature, optimum, decay: np.clip(optimum, -0.5 / decay, 0.5 / decay),
            "This would be right for twice the given decay.",
        ),
        (
            lambda curvature, optimum, decay: np.clip(optimum, -2 / decay, 2 / decay),
            "This would be right for half of the given decay.",
        ),
        (
            lambda curvature, optimum, decay: np.clip(
                optimum, -1 / np.sqrt(decay), 1 / np.sqrt(decay)
            ),
            "This would be right for the square root of decay in place",
        ),
        (
            lambda curvature, optimum, decay: -np.clip(optimum, -1 / decay, 1 / decay),
            "The result is of the wrong sign.",
        ),
        (
            lambda curvature, optimum, decay: np.clip(optimum, -1, 1),
            "This would be right for decay = 1. Where does decay enter?",
        ),
    ],
    "matching_decay": [
        # Batches drawn by chance.
        (
            lambda gradients, lam, batch: (
                lam / np.median(np.sqrt(np.mean(drawn(gradients, batch) ** 2, axis=0)))
            ),
            "",
        ),
        (
            lambda gradients, lam, batch: (
                0.001 * lam / np.median(np.sqrt(over_all_batches(gradients, batch)))
            ),
            "The result is 0.001 times what it should be, always.",
        ),
        (
            lambda gradients, lam, batch: (
                lam
                / np.median(np.sqrt(gradients.mean(0) ** 2 * batch**2 + batch * gradients.var(0)))
            ),
            "The result is what it should be, divided by batch.",
        ),
        (
            lambda gradients, lam, batch: (
                0.5 * lam / np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch))
            ),
            "The result is half of what it should be.",
        ),
        (
            lambda gradients, lam, batch: (
                lam / np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch)
            ),
            "The result has more entries than are asked: their median is",
        ),
        (
            lambda gradients, lam, batch: (
                np.median(np.sqrt(gradients.mean(0) ** 2 + gradients.var(0) / batch)) / lam
            ),
            "The result is 1 over what it should be.",
        ),
    ],
}
# Right answers of another form.
RIGHT = {
    "adamw_rest": [
        lambda curvature, optimum, decay: np.sign(optimum) * np.minimum(abs(optimum), 1 / decay),
        lambda curvature, optimum, decay: np.array(
            [max(-1 / decay, min(1 / decay, x)) for x in optimum]
        ),
        lambda curvature, optimum, decay: [max(-1 / decay, min(1 / decay, x)) for x in optimum],
    ],
    "matching_decay": [
        lambda gradients, lam, batch: (
            lam / np.median(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch) ** 0.5
        ),
        lambda gradients, lam, batch: np.median(
            lam / np.sqrt(gradients.mean(axis=0) ** 2 + gradients.var(axis=0) / batch)
        ),
        lambda gradients, lam, batch: (
            lam
            / np.median(
                np.sqrt(
                    (gradients**2).mean(axis=0) / batch
                    + (1 - 1 / batch) * gradients.mean(axis=0) ** 2
                ).ravel()
            )
        ),
        lambda gradients, lam, batch: float(
            lam / np.median(np.sqrt(over_all_batches(gradients, batch)))
        ),
        lambda gradients, lam, batch: np.float32(
            lam
            / np.median(np.sqrt(gradients.mean(axis=0) ** 2 + gradients.std(axis=0) ** 2 / batch))
        ),
    ],
}
