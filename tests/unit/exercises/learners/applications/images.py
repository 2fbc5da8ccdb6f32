"""What learners write in the exercises on images."""

import math

import numpy as np
from scipy import special, stats

# Names that an answer may use.
SCOPE = {"math": math, "np": np, "special": special, "stats": stats}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "parameter_counts": """
        places = math.ceil(size / stride) ** 2
        convolution = maps * (kernel**2 * channels + 1)
        dense = places * maps * (size**2 * channels + 1)
        return convolution, dense
    """,
    "receptive_field": """
        distances = [math.prod(strides[:i]) for i in range(len(kernels))]
        return 1 + sum((k - 1) * d for k, d in zip(kernels, distances))
    """,
    "max_pool_gradient": """
        result = np.zeros(h.shape)
        for i in range(0, h.shape[1], 2):
            for j in range(0, h.shape[2], 2):
                block = h[:, i : i + 2, j : j + 2]
                best = block.max(axis=(1, 2), keepdims=True)
                g = gradient[:, i // 2, j // 2][:, None, None]
                result[:, i : i + 2, j : j + 2] = (block == best) * g
        return result
    """,
    "mirror_penalty": """
        mirrored = X[:, :, ::-1]
        change = np.tensordot(X - mirrored, w, axes=2)
        return 0.5 * chance * (1 - chance) * (change**2).mean()
    """,
    "main_effects": """
        seeds = outcomes.shape[3]
        switched = [outcomes[1] - outcomes[0]]
        switched.append(outcomes[:, 1] - outcomes[:, 0])
        switched.append(outcomes[:, :, 1] - outcomes[:, :, 0])
        changes = np.array([one.mean(axis=(0, 1)) for one in switched])
        errors = changes.std(axis=1, ddof=1) / np.sqrt(seeds)
        return changes.mean(axis=1), errors
    """,
    "averaged_loss": """
        q = special.softmax(logits, axis=2).mean(axis=0)
        p = q[np.arange(len(y)), y]
        return -np.mean(np.log(p))
    """,
}

SLIPS = {
    "parameter_counts": {
        "no biases": [(" + 1", "")],
        "no biases in the convolution": [("kernel**2 * channels + 1", "kernel**2 * channels")],
        "no biases in the dense layer": [("size**2 * channels + 1", "size**2 * channels")],
        "one bias a layer": [(" + 1)", ") + 1")],
        "a bias an input": [
            ("(size**2 * channels + 1)", "size**2 * channels + size**2 * channels")
        ],
        "a bias a place": [("kernel**2 * channels + 1", "kernel**2 * channels + places")],
        "a bias a channel": [("kernel**2 * channels + 1", "(kernel**2 + 1) * channels")],
        "weights for each place": [("= maps * (", "= places * maps * (")],
        "an output a map": [("= places * maps", "= maps")],
        "a row of places": [(" ** 2", "")],
        "a row of the window": [("kernel**2", "kernel")],
        "lines for squares": [("**2", ""), (" ** 2", "")],
        "rounded down": [("math.ceil(size / stride)", "(size // stride)")],
        "rounded to the nearest": [("math.ceil", "round")],
        "not rounded": [("math.ceil", "")],
        "one place more": [("math.ceil(size / stride)", "(size // stride + 1)")],
        "padded alike on both sides": [
            ("math.ceil(size / stride)", "((size + 2 * (kernel // 2) - kernel) // stride + 1)")
        ],
        "no padding": [("size / stride", "(size - kernel + 1) / stride")],
        "one channel": [(" * channels", "")],
        "one channel in the window": [("kernel**2 * channels", "kernel**2")],
        "one channel in the image": [("size**2 * channels", "size**2")],
        "stride ignored": [("size / stride", "size")],
        "exchanged": [("return convolution, dense", "return dense, convolution")],
    },
    "receptive_field": {
        "strides ignored": [("(k - 1) * d", "(k - 1)")],
        "own stride": [("strides[:i]", "strides[: i + 1]")],
        "product of kernels": "return math.prod(kernels)",
        "sum of kernels": "return sum(kernels)",
        "whole windows": [("1 + sum((k - 1)", "sum(k")],
        "whole windows and the start": [("(k - 1)", "k")],
        "half windows": [("(k - 1)", "((k - 1) // 2)")],
        "strides added": [("math.prod(strides[:i])", "1 + sum(strides[:i])")],
        "last stride alone": [
            ("[math.prod(strides[:i]) for i in range(len(kernels))]", "[1] + strides")
        ],
        "all strides for all": [("strides[:i]", "strides")],
        "the whole square": [("1 + sum(", "(1 + sum("), ("distances))", "distances))) ** 2")],
        "without the start": [("1 + sum", "sum")],
        "layers from the back": """
            field = 1
            for kernel, stride in zip(kernels, strides):
                field = (field - 1) * stride + kernel
            return field
        """,
    },
    "max_pool_gradient": {
        "shared by all four": [("(block == best) * g", "g / 4")],
        "given to all four": [("(block == best) * g", "g")],
        "first place": [
            ("[:, i : i + 2, j : j + 2] = (block == best) * g", "[:, i, j] = g[:, 0, 0]")
        ],
        "smallest": [("block.max", "block.min")],
        "largest absolute value": [
            ("h[:, i : i + 2, j : j + 2]\n", "abs(h[:, i : i + 2, j : j + 2])\n")
        ],
        "times the value": [("(block == best) * g", "np.where(block == best, g * best, 0)")],
        "the winners alone": [("(block == best) * g", "block == best")],
        "the values alone": [("(block == best) * g", "np.where(block == best, block, 0)")],
        "places far apart": """
            n, r, c, M = h.shape
            blocks = h.reshape(n, 2, r // 2, 2, c // 2, M)
            top = blocks.max(axis=(1, 3))[:, None, :, None]
            return np.where(blocks == top, gradient[:, None, :, None], 0).reshape(h.shape)
        """,
        "over the blocks": """
            n, r, c, M = h.shape
            blocks = h.reshape(n, r // 2, 2, c // 2, 2, M)
            top = blocks.max(axis=(1, 3), keepdims=True)
            return np.where(blocks == top, gradient[:, :, None, :, None], 0).reshape(h.shape)
        """,
        "over the maps": [("axis=(1, 2)", "axis=(1, 2, 3)")],
        "side by side": """
            pooled = h.reshape(len(h), h.shape[1] // 2, 2, -1, 2, h.shape[3]).max(axis=(2, 4))
            mask = h == pooled.repeat(2, axis=1).repeat(2, axis=2)
            return mask * np.concatenate(2 * [np.concatenate(2 * [gradient], axis=2)], axis=1)
        """,
        "nothing for negative values": [("(block == best)", "(block == best) * (best > 0)")],
    },
    "mirror_penalty": {
        "chance for variance": [(" * (1 - chance)", "")],
        "no half": [("0.5 * ", "")],
        "no chance": [("chance * (1 - chance) * ", "")],
        "neither chance nor half": [("0.5 * chance * (1 - chance) * ", "")],
        "chance of the other": [("chance * (1 - chance)", "(1 - chance)")],
        "square of the chance": [
            ("X - mirrored", "X - ((1 - chance) * X + chance * mirrored)"),
            ("chance * (1 - chance) * (", "("),
        ],
        "standard deviation": [("chance * (1 - chance)", "np.sqrt(chance * (1 - chance))")],
        "variance over the images": [("(change**2).mean()", "change.var()")],
        "mean over the pixels": [
            ("np.tensordot(X - mirrored, w, axes=2)", "np.mean((X - mirrored) * w, axis=(1, 2))")
        ],
        "pixel by pixel": [
            ("np.tensordot(X - mirrored, w, axes=2)", "(X - mirrored) * w"),
            ("change**2).mean()", "change**2).sum() / len(X)"),
        ],
        "mean over everything": [("np.tensordot(X - mirrored, w, axes=2)", "(X - mirrored) * w")],
        "for each image": [(".mean()", "")],
        "square of the mean": [("(change**2).mean()", "change.mean() ** 2")],
        "summed": [(".mean()", ".sum()")],
        "upside down": [("X[:, :, ::-1]", "np.array([image[::-1] for image in X])")],
        "turned around": [("X[:, :, ::-1]", "np.array([np.flip(image) for image in X])")],
        "other images": [("X[:, :, ::-1]", "X[::-1]")],
        "every axis": [("X[:, :, ::-1]", "np.flip(X)")],
        "not squared": [("(change**2)", "abs(change)")],
    },
    "main_effects": {
        "added alone": """
            changes = [outcomes[1, 0, 0], outcomes[0, 1, 0], outcomes[0, 0, 1]] - outcomes[0, 0, 0]
            errors = changes.std(axis=1, ddof=1) / np.sqrt(outcomes.shape[3])
            return changes.mean(axis=1), errors
        """,
        "left out": """
            without = np.array([outcomes[0, 1, 1], outcomes[1, 0, 1], outcomes[1, 1, 0]])
            changes = outcomes[1, 1, 1] - without
            errors = changes.std(axis=1, ddof=1) / np.sqrt(outcomes.shape[3])
            return changes.mean(axis=1), errors
        """,
        "standard deviation": [(" / np.sqrt(seeds)", "")],
        "standard deviation, divided by the number of seeds": [(", ddof=1) / np.sqrt(seeds)", ")")],
        "no root of the seeds": [("np.sqrt(seeds)", "seeds")],
        "variance of the mean": [("std", "var"), ("np.sqrt(seeds)", "seeds")],
        "half an interval": [("errors = ", "errors = 1.96 * ")],
        "settings as seeds": [("one.mean(axis=(0, 1))", "one.ravel()"), ("(seeds)", "(4 * seeds)")],
        "divided by the number of seeds": [(", ddof=1", "")],
        "not paired": """
            effects, errors = [], []
            for k in range(3):
                off, on = np.moveaxis(outcomes, k, 0).mean(axis=(1, 2))
                effects.append(on.mean() - off.mean())
                errors.append(np.hypot(stats.sem(on), stats.sem(off)))
            return np.array(effects), np.array(errors)
        """,
        "every run for itself": """
            effects, errors = [], []
            for k in range(3):
                off, on = np.moveaxis(outcomes, k, 0).reshape(2, -1)
                effects.append(on.mean() - off.mean())
                errors.append(np.hypot(stats.sem(on), stats.sem(off)))
            return np.array(effects), np.array(errors)
        """,
        "off minus on": [("return changes", "return -changes")],
        "half of the change": [
            ("outcomes[0]", "outcomes.mean(axis=0)"),
            ("outcomes[:, 0]", "outcomes.mean(axis=1)"),
            ("outcomes[:, :, 0]", "outcomes.mean(axis=2)"),
        ],
        "order turned round": [("in switched", "in switched[::-1]")],
        "more seeds than there are": [("(seeds)", "(4 * seeds)")],
        "summed over the settings": [("one.mean", "one.sum")],
        "effects alone over seeds": [("return changes.mean(axis=1), errors", "return changes")],
    },
    "averaged_loss": {
        "averages scores": [("(logits, axis=2).mean(axis=0)", "(logits.mean(axis=0), axis=1)")],
        "averages losses": [("mean(axis=0)", "prod(axis=0) ** (1 / len(logits))")],
        "sums probabilities": [(".mean(axis=0)", ".sum(axis=0)")],
        "first shift alone": [(".mean(axis=0)", "[0]")],
        "wrong sign": [("-np.mean", "np.mean")],
        "summed over images": [("np.mean", "np.sum")],
        "for each image": [("np.mean(np.log(p))", "np.log(p)")],
        "probabilities over the shifts": [("axis=2", "axis=0")],
        "probabilities over the images": [("axis=2", "axis=1")],
        "probabilities over everything": [(", axis=2", "")],
        "every image with every label": [("q[np.arange(len(y)), y]", "q[:, y]")],
        "every class": [("q[np.arange(len(y)), y]", "q")],
        "the surest class": [("q[np.arange(len(y)), y]", "q.max(axis=1)")],
        "logarithm of the mean over images": [("np.mean(np.log(p))", "np.log(np.mean(p))")],
        "no logarithm": [("np.log(p)", "p")],
        "logarithm to base two": [("np.log(p)", "np.log2(p)")],
    },
}

# Wrong in a way that has no name, with the start of what is said instead.
OTHERS = {
    "parameter_counts": [
        ([("+ 1", "+ 2")], ""),
        (
            [("return convolution, dense", "return convolution + dense")],
            "Return convolution, dense",
        ),
        ([("size / stride", "size / stride / stride")], ""),
    ],
    "receptive_field": [
        ([("1 + sum", "2 + sum")], ""),
        ("return kernels[-1]", ""),
        ("return max(kernels)", ""),
        ("return [1 + sum(kernels)]", ""),
    ],
    "max_pool_gradient": [
        ([("block == best", "block != best")], ""),
        ([("return result", "return result[:, ::2, ::2]")], ""),
        ([("i : i + 2, j", "i, j")], ""),
        ("h *= 2; return h", "The answer changes its argument h in place"),
        ("h[h < h.mean()] = 0; return h", "The answer changes its argument h in place"),
    ],
    "mirror_penalty": [
        ([("change**2", "change**4")], ""),
        ([("0.5 *", "2 *")], ""),
        ([("X - mirrored", "X + mirrored")], ""),
        ([("return ", "penalty = ")], "The answer returned None"),
        ([("(1 - chance)", "(1 - chance) / (chance - chance)")], ""),
        ([("X - mirrored", "(X - mirrored) / 0 * 0")], "The result is not finite everywhere"),
        ("X -= X[:, :, ::-1].copy(); return chance", "The answer changes its argument X in place"),
    ],
    "main_effects": [
        ([("ddof=1", "ddof=2")], ""),
        ([(", errors", "")], "Return effects, standard errors together, as a tuple."),
        ([("changes.mean(axis=1), errors", "errors, changes.mean(axis=1)")], ""),
        (
            [("changes.mean(axis=1), errors", "list(changes.mean(axis=1)), errors")],
            "Return a NumPy",
        ),
        ([("changes.mean(axis=1)", "np.median(changes, axis=1)")], ""),
        ([("ddof=1", "ddof=seeds")], "The result is not finite everywhere"),
    ],
    "averaged_loss": [
        ([("np.mean(np.log(p))", "np.log10(p).mean()")], ""),
        ([("special.softmax(logits, axis=2)", "logits")], "The result is not finite everywhere"),
        ([(".mean(axis=0)", ".max(axis=0)")], ""),
        ([("y]", "y - 1]")], ""),
        ("logits -= logits.max(); return 1.0", "The answer changes its argument logits in place"),
    ],
}

# Right, and unlike the solution.
RIGHT = {
    "parameter_counts": [
        [("math.ceil", "np.ceil")],
        [("math.ceil(size / stride)", "-(-size // stride)"), ("-(", "(-("), (" ** 2", ") ** 2")],
        [("return convolution, dense", "return np.int64(convolution), np.float32(dense)")],
    ],
    "receptive_field": [
        [("math.prod", "np.prod")],
        "return 1 + np.sum((np.array(kernels) - 1) * np.cumprod([1] + strides[:-1]))",
        """
            field = 1
            for kernel, stride in zip(kernels[::-1], strides[::-1]):
                field = (field - 1) * stride + kernel
            return float(field)
        """,
    ],
    "max_pool_gradient": [
        [("np.zeros(h.shape)", "np.zeros(h.shape, dtype=np.float32)")],
        [("np.zeros(h.shape)", "np.zeros_like(h, order='F')")],
        """
            result = h * 0
            for n, i, j, m in np.ndindex(gradient.shape):
                block = h[n, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2, m]
                u, v = divmod(block.argmax(), 2)
                result[n, 2 * i + u, 2 * j + v, m] = gradient[n, i, j, m]
            return result
        """,
    ],
    "mirror_penalty": [
        [("return ", "return np.float32("), (".mean()", ".mean())")],
        [("X - mirrored, w", "X, w - w[:, ::-1]")],
        """
            total = 0
            for image in X:
                x, z = image.ravel(), np.fliplr(image).ravel()
                mean = (1 - chance) * x + chance * z
                cov = (1 - chance) * np.outer(x - mean, x - mean)
                cov += chance * np.outer(z - mean, z - mean)
                total += w.ravel() @ cov @ w.ravel() / 2
            return total / len(X)
        """,
    ],
    "main_effects": [
        [("ddof=1) / np.sqrt(seeds)", "ddof=0) / np.sqrt(seeds - 1)")],
        [("changes.std(axis=1, ddof=1) / np.sqrt(seeds)", "stats.sem(changes, axis=1)")],
        [("seeds =", "outcomes = outcomes.astype(np.float32); seeds =")],
        [("errors\n", "errors.astype(np.float32)\n")],
    ],
    "averaged_loss": [
        [("return ", "return np.float32("), ("log(p))", "log(p)))")],
        [("q =", "logits = logits.astype(np.float32); q =")],
        [
            (
                "special.softmax(logits, axis=2)",
                "(np.exp(logits) / np.exp(logits).sum(2)[..., None])",
            )
        ],
    ],
}
