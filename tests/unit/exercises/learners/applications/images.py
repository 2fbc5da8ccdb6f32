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

# Up to the averaged probabilities of the labels.
OF_THE_LABELS = """
    shifted = logits - logits.max(axis=-1, keepdims=True)
    q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
    mean = q.mean(axis=0)
    right = mean[np.arange(len(y)), y]
    """

SLIPS = {
    "parameter_counts": {
        "no biases": [(" + 1", "")],
        "no biases in the convolution": [("kernel**2 * channels + 1", "kernel**2 * channels")],
        "no biases in the dense layer": [("size**2 * channels + 1", "size**2 * channels")],
        "one bias a layer": [(" + 1)", ") + 1")],
        "one bias in the convolution": (
            """
                side = math.ceil(size / stride)
                conv = kernel * kernel * channels * maps + 1
                inputs, outputs = size * size * channels, side * side * maps
                return conv, inputs * outputs + outputs
            """,
            """
                o = math.ceil(size / stride) ** 2 * maps
                return kernel**2 * channels * maps + 1, size**2 * channels * o + o
            """,
        ),
        "one bias in the dense layer": """
            side = math.ceil(size / stride)
            conv = kernel * kernel * channels * maps + maps
            inputs, outputs = size * size * channels, side * side * maps
            return conv, inputs * outputs + 1
        """,
        "a bias a map in the dense layer": """
            side = math.ceil(size / stride)
            conv = kernel * kernel * channels * maps + maps
            inputs, outputs = size * size * channels, side * side * maps
            return conv, inputs * outputs + maps
        """,
        "a bias an input": [
            ("(size**2 * channels + 1)", "size**2 * channels + size**2 * channels")
        ],
        "a bias a place": [("kernel**2 * channels + 1", "kernel**2 * channels + places")],
        "a bias a channel": (
            [("kernel**2 * channels + 1", "(kernel**2 + 1) * channels")],
            """
                o = math.ceil(size / stride) ** 2 * maps
                return (kernel**2 + 1) * channels * maps, size**2 * channels * o + o
            """,
        ),
        "weights for each place": [("= maps * (", "= places * maps * (")],
        "an output a map": [("= places * maps", "= maps")],
        "a row of places": (
            [(" ** 2", "")],
            """
                o = math.ceil(size / stride) * maps
                return kernel**2 * channels * maps + maps, size**2 * channels * o + o
            """,
        ),
        "one map of outputs": """
            side = math.ceil(size / stride)
            conv = kernel * kernel * channels * maps + maps
            inputs, outputs = size * size * channels, side * side
            return conv, inputs * outputs + outputs
        """,
        "a row of the image": """
            side = math.ceil(size / stride)
            conv = kernel * kernel * channels * maps + maps
            inputs, outputs = size * channels, side * side * maps
            return conv, inputs * outputs + outputs
        """,
        "windows as large as the image": """
            side = math.ceil(size / stride)
            conv = size * size * channels * maps + maps
            inputs, outputs = size * size * channels, side * side * maps
            return conv, inputs * outputs + outputs
        """,
        "the outputs of the convolution": """
            side = math.ceil(size / stride)
            conv = kernel * kernel * channels * maps + maps
            inputs, outputs = size * size * channels, side * side * maps
            return outputs, inputs * outputs + outputs
        """,
        "a row of the window": [("kernel**2", "kernel")],
        "lines for squares": [("**2", ""), (" ** 2", "")],
        "rounded down": (
            [("math.ceil(size / stride)", "(size // stride)")],
            """
                o = (size // stride) ** 2 * maps
                return kernel**2 * channels * maps + maps, size**2 * channels * o + o
            """,
        ),
        "rounded to the nearest": [("math.ceil", "round")],
        "not rounded": [("math.ceil", "")],
        "one place more": [("math.ceil(size / stride)", "(size // stride + 1)")],
        "padded alike on both sides": [
            ("math.ceil(size / stride)", "((size + 2 * (kernel // 2) - kernel) // stride + 1)")
        ],
        "padded up to whole windows": """
            side = (size + kernel - 1) // stride
            conv = kernel * kernel * channels * maps + maps
            inputs, outputs = size * size * channels, side * side * maps
            return conv, inputs * outputs + outputs
        """,
        "no padding": (
            [("size / stride", "(size - kernel + 1) / stride")],
            """
                o = ((size - kernel) // stride + 1) ** 2 * maps
                return kernel**2 * channels * maps + maps, size**2 * channels * o + o
            """,
        ),
        "one channel": (
            [(" * channels", "")],
            """
                o = math.ceil(size / stride) ** 2 * maps
                return kernel**2 * maps + maps, size**2 * o + o
            """,
        ),
        "one channel in the window": [("kernel**2 * channels", "kernel**2")],
        "one channel in the image": [("size**2 * channels", "size**2")],
        "stride ignored": [("size / stride", "size")],
        "exchanged": (
            [("return convolution, dense", "return dense, convolution")],
            """
                o = math.ceil(size / stride) ** 2 * maps
                return size**2 * channels * o + o, kernel**2 * channels * maps + maps
            """,
        ),
        "dense as a convolution without sharing": """
            side = math.ceil(size / stride)
            conv = (kernel**2 * channels + 1) * maps
            return conv, conv * side**2
        """,
    },
    "receptive_field": {
        "strides ignored": ([("(k - 1) * d", "(k - 1)")], "return 1+sum(k-1 for k in kernels)"),
        "own stride": [("strides[:i]", "strides[: i + 1]")],
        "product of kernels": ("return math.prod(kernels)", "return int(np.prod(kernels))"),
        "sum of kernels": "return sum(kernels)",
        "whole windows": [("1 + sum((k - 1)", "sum(k")],
        "whole windows and the start": [("(k - 1)", "k")],
        "half windows": [("(k - 1)", "((k - 1) // 2)")],
        "product of kernels and strides": "return int(np.prod(kernels) * np.prod(strides[:-1]))",
        "the distance alone": (
            """
                field, jump = 1, 1
                for k, s in zip(kernels, strides):
                    field = field + (k - 1) * jump
                    jump = jump * s
                return jump
            """,
            "return int(np.prod(strides))",
        ),
        "up to the next unit": """
            field, jump = 1, 1
            for k, s in zip(kernels, strides):
                field = field + (k - 1) * jump
                jump = jump * s
            return field + jump - 1
        """,
        "own stride alone": """
            field, jump = 1, 1
            for k, s in zip(kernels, strides):
                field = field + (k - 1) * s
                jump = jump * s
            return field
        """,
        "grown on the way": """
            field = 1
            for k, s in zip(kernels, strides):
                field = field * s + k - 1
            return field
        """,
        "whole windows from the back": """
            field = 1
            for k, s in zip(reversed(kernels), reversed(strides)):
                field = field * s + k
            return field
        """,
        "the first two layers at most": """
            f = kernels[0]
            for k, s in zip(kernels[1:], strides[1:]):
                f += (k - 1) * s
            return f
        """,
        "a field for each layer": """
            fields, field, jump = [], 1, 1
            for k, s in zip(kernels, strides):
                field += (k - 1) * jump
                jump *= s
                fields.append(field)
            return fields
        """,
        "the widest window": "return max(k * s for k, s in zip(kernels, strides))",
        "the last window": "return kernels[-1]",
        "the first window": "return kernels[0]",
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
        "without the last layer": """
            r, j = 1, 1
            for k, s in zip(kernels[:-1], strides[:-1]):
                r, j = r + (k - 1) * j, j * s
            return r
        """,
        "windows times strides": """
            field = 0
            for k, s in zip(kernels, strides):
                field += k * s
            return field
        """,
    },
    "max_pool_gradient": {
        "shared by all four": (
            [("(block == best) * g", "g / 4")],
            """
                g = gradient.repeat(2, axis=1).repeat(2, axis=2)
                return g / 4
            """,
        ),
        "given to all four": (
            [("(block == best) * g", "g")],
            """
                g = gradient.repeat(2, axis=1).repeat(2, axis=2)
                return g
            """,
        ),
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
        "over the images": """
            n, r, c, M = h.shape
            result = np.zeros(h.shape)
            for i in range(0, r, 2):
                for j in range(0, c, 2):
                    block = h[:, i : i + 2, j : j + 2]
                    top = block.max(axis=(0, 1, 2), keepdims=True)
                    here = gradient[:, i // 2, j // 2]
                    result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
            return result
        """,
        "largest of the row": """
            n, r, c, M = h.shape
            result = np.zeros(h.shape)
            for i in range(0, r, 2):
                for j in range(0, c, 2):
                    block = h[:, i : i + 2, j : j + 2]
                    top = block.max(axis=2, keepdims=True)
                    here = gradient[:, i // 2, j // 2]
                    result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
            return result
        """,
        "largest of the column": """
            n, r, c, M = h.shape
            result = np.zeros(h.shape)
            for i in range(0, r, 2):
                for j in range(0, c, 2):
                    block = h[:, i : i + 2, j : j + 2]
                    top = block.max(axis=1, keepdims=True)
                    here = gradient[:, i // 2, j // 2]
                    result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
            return result
        """,
        "largest of row and column": """
            n, r, c, M = h.shape
            result = np.zeros(h.shape)
            for i in range(0, r, 2):
                for j in range(0, c, 2):
                    block = h[:, i : i + 2, j : j + 2]
                    top = block.max(axis=(1, 2), keepdims=True)
                    here = gradient[:, i // 2, j // 2]
                    result[:, i : i + 2, j : j + 2] = (
                        (block == block.max(axis=1, keepdims=True))
                        * (block == block.max(axis=2, keepdims=True))
                        * here[:, None, None]
                    )
            return result
        """,
        "largest of the image": """
            return (h == h.max(axis=(1, 2), keepdims=True)) * np.repeat(
                np.repeat(gradient, 2, axis=1), 2, axis=2
            )
        """,
        "all but the largest": (
            """
                n, r, c, M = h.shape
                result = np.zeros(h.shape)
                for i in range(0, r, 2):
                    for j in range(0, c, 2):
                        block = h[:, i : i + 2, j : j + 2]
                        top = block.max(axis=(1, 2), keepdims=True)
                        here = gradient[:, i // 2, j // 2]
                        result[:, i : i + 2, j : j + 2] = (block < top) * here[:, None, None]
                return result
            """,
            [("block == best", "block != best")],
        ),
        "all above the mean": """
            n, r, c, M = h.shape
            result = np.zeros(h.shape)
            for i in range(0, r, 2):
                for j in range(0, c, 2):
                    block = h[:, i : i + 2, j : j + 2]
                    top = block.max(axis=(1, 2), keepdims=True)
                    here = gradient[:, i // 2, j // 2]
                    result[:, i : i + 2, j : j + 2] = (
                        block > block.mean(axis=(1, 2), keepdims=True)
                    ) * here[:, None, None]
            return result
        """,
        "overlapping windows": """
            n, r, c, M = h.shape
            result = np.zeros(h.shape)
            for i in range(0, r - 1):
                for j in range(0, c - 1):
                    block = h[:, i : i + 2, j : j + 2]
                    top = block.max(axis=(1, 2), keepdims=True)
                    here = gradient[:, i // 2, j // 2]
                    result[:, i : i + 2, j : j + 2] += (block == top) * here[:, None, None]
            return result
        """,
        "the pooled values": """
            n, r, c, M = h.shape
            result = np.zeros(h.shape)
            for i in range(0, r, 2):
                for j in range(0, c, 2):
                    block = h[:, i : i + 2, j : j + 2]
                    top = block.max(axis=(1, 2), keepdims=True)
                    here = gradient[:, i // 2, j // 2]
                    result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
            return h.reshape(n, r // 2, 2, c // 2, 2, M).max(axis=(2, 4))
        """,
        "the pooled values times the gradient": """
            n, r, c, M = h.shape
            blocks = h.reshape(n, r // 2, 2, c // 2, 2, M)
            return blocks.max(axis=(2, 4)) * gradient
        """,
        "the gradient as it came": """
            n, r, c, M = h.shape
            result = np.zeros(h.shape)
            for i in range(0, r, 2):
                for j in range(0, c, 2):
                    block = h[:, i : i + 2, j : j + 2]
                    top = block.max(axis=(1, 2), keepdims=True)
                    here = gradient[:, i // 2, j // 2]
                    result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
            return gradient
        """,
        "side by side": """
            pooled = h.reshape(len(h), h.shape[1] // 2, 2, -1, 2, h.shape[3]).max(axis=(2, 4))
            mask = h == pooled.repeat(2, axis=1).repeat(2, axis=2)
            return mask * np.concatenate(2 * [np.concatenate(2 * [gradient], axis=2)], axis=1)
        """,
        "nothing for negative values": [("(block == best)", "(block == best) * (best > 0)")],
        "where h is positive": """
            g = np.repeat(np.repeat(gradient, 2, axis=1), 2, axis=2)
            return np.where(h > 0, g, 0)
        """,
        "as many columns as rows": """
            out = np.zeros(h.shape)
            n, r, c, m = h.shape
            won = out.reshape(n, r // 2, 2, c // 2, 2, m)
            for i in range(r // 2):
                for j in range(min(r // 2, c // 2)):
                    block = h[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
                    top = block == block.max(axis=(1, 2), keepdims=True)
                    won[:, i, :, j] = top * gradient[:, i, j][:, None, None]
            return won.reshape(h.shape)
        """,
    },
    "mirror_penalty": {
        "chance for variance": (
            [(" * (1 - chance)", "")],
            """
                return np.mean(np.sum((X - X[:, :, ::-1]) * w, axis=(1, 2)) ** 2) * chance / 2
            """,
        ),
        "no half": (
            [("0.5 * ", "")],
            """
                c = ((X - X[:, :, ::-1]) * w).sum(axis=(1, 2))
                return chance * (1 - chance) * np.mean(c**2)
            """,
        ),
        "no chance": [("chance * (1 - chance) * ", "")],
        "neither chance nor half": [("0.5 * chance * (1 - chance) * ", "")],
        "chance of the other": [("chance * (1 - chance)", "(1 - chance)")],
        "square of the chance": (
            [
                ("X - mirrored", "X - ((1 - chance) * X + chance * mirrored)"),
                ("chance * (1 - chance) * (", "("),
            ],
            """
                m = (1 - chance) * X + chance * X[:, :, ::-1]
                return np.mean(np.sum((X - m) * w, axis=(1, 2)) ** 2) / 2
            """,
        ),
        "standard deviation": [("chance * (1 - chance)", "np.sqrt(chance * (1 - chance))")],
        "variance over the images": (
            [("(change**2).mean()", "change.var()")],
            """
                out = np.sum((X - X[:, :, ::-1]) * w, axis=(1, 2))
                return chance * (1 - chance) / 2 * np.var(out)
            """,
        ),
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
        "upside down": (
            [("X[:, :, ::-1]", "np.array([image[::-1] for image in X])")],
            """
                c = ((X - X[:, ::-1]) * w).sum(axis=(1, 2))
                return chance * (1 - chance) / 2 * np.mean(c**2)
            """,
            """
                c = ((X - np.fliplr(X)) * w).sum(axis=(1, 2))
                return chance * (1 - chance) / 2 * np.mean(c**2)
            """,
        ),
        "turned around": [("X[:, :, ::-1]", "np.array([np.flip(image) for image in X])")],
        "other images": [("X[:, :, ::-1]", "X[::-1]")],
        "every axis": (
            [("X[:, :, ::-1]", "np.flip(X)")],
            """
                c = ((X - np.flip(X)) * w).sum(axis=(1, 2))
                return chance * (1 - chance) / 2 * np.mean(c**2)
            """,
        ),
        "the factor of dropout": """
            straight = np.sum(X * w, axis=(1, 2))
            mirrored = np.sum(X[:, :, ::-1] * w, axis=(1, 2))
            variance = chance / (1 - chance) * (mirrored - straight) ** 2
            return np.mean(variance) / 2
        """,
        "no change at all": """
            straight = np.sum(X, axis=(1, 2))
            mirrored = np.sum(X[:, :, ::-1], axis=(1, 2))
            variance = chance * (1 - chance) * (mirrored - straight) ** 2
            return np.mean(variance) / 2
        """,
        "the change itself": """
            change = np.sum((X - X[:, :, ::-1]) * w, axis=(1, 2))
            return chance * (1 - chance) / 2 * change.mean()
        """,
        "the sum of both": (
            """
                straight = np.sum(X * w, axis=(1, 2))
                mirrored = np.sum(X[:, :, ::-1] * w, axis=(1, 2))
                variance = chance * (1 - chance) * (mirrored + straight) ** 2
                return np.mean(variance) / 2
            """,
            [("X - mirrored", "X + mirrored")],
        ),
        "the mirrored output alone": """
            straight = np.sum(X * w, axis=(1, 2))
            mirrored = np.sum(X[:, :, ::-1] * w, axis=(1, 2))
            variance = chance * (1 - chance) * mirrored**2
            return np.mean(variance) / 2
        """,
        "the variance of the mean images' outputs": """
            a, b = np.sum(X * w, axis=(1, 2)), np.sum(X[:, :, ::-1] * w, axis=(1, 2))
            return np.var((1 - chance) * a + chance * b) / 2
        """,
        "the square of the mean image's output": """
            m = np.sum(((1 - chance) * X + chance * X[:, :, ::-1]) * w, axis=(1, 2))
            return np.mean(m**2) / 2
        """,
        "each column for itself": """
            straight = np.sum(X * w, axis=1)
            mirrored = np.sum(X[:, :, ::-1] * w, axis=1)
            variance = chance * (1 - chance) * (mirrored - straight) ** 2
            return np.mean(variance) / 2
        """,
        "not squared": [("(change**2)", "abs(change)")],
        "always one half": """
            change = ((X - X[:, :, ::-1]) * w).sum(axis=(1, 2))
            return np.mean(change**2) / 8
        """,
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
        "spread of every change": """
            effects, errors = [], []
            for axis in range(3):
                off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                change = (on - off).mean(axis=(0, 1))
                effects.append(change.mean())
                errors.append((on - off).std(ddof=1) / np.sqrt(len(change)))
            return np.array(effects), np.array(errors)
        """,
        "mean of four errors": """
            effects, errors = [], []
            for axis in range(3):
                off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                change = (on - off).mean(axis=(0, 1))
                effects.append(change.mean())
                errors.append(((on - off).std(axis=-1, ddof=1) / np.sqrt(len(change))).mean())
            return np.array(effects), np.array(errors)
        """,
        "spread over the settings": """
            effects, errors = [], []
            for axis in range(3):
                off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                change = (on - off).mean(axis=2).ravel()
                effects.append(change.mean())
                errors.append(change.std(ddof=1) / np.sqrt(len(change)))
            return np.array(effects), np.array(errors)
        """,
        "medians": (
            """
                effects, errors = [], []
                for axis in range(3):
                    off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                    change = (on - off).mean(axis=(0, 1))
                    effects.append(np.median(change))
                    errors.append(change.std(ddof=1) / np.sqrt(len(change)))
                return np.array(effects), np.array(errors)
            """,
            [("changes.mean(axis=1)", "np.median(changes, axis=1)")],
        ),
        "shares": """
            effects, errors = [], []
            for axis in range(3):
                off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                change = (on / off - 1).mean(axis=(0, 1))
                effects.append(change.mean())
                errors.append(change.std(ddof=1) / np.sqrt(len(change)))
            return np.array(effects), np.array(errors)
        """,
        "on alone": """
            effects, errors = [], []
            for axis in range(3):
                off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                change = (on).mean(axis=(0, 1))
                effects.append(change.mean())
                errors.append(change.std(ddof=1) / np.sqrt(len(change)))
            return np.array(effects), np.array(errors)
        """,
        "against all on": """
            effects, errors = [], []
            for axis in range(3):
                off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                change = (outcomes[1, 1, 1] - off).mean(axis=(0, 1))
                effects.append(change.mean())
                errors.append(change.std(ddof=1) / np.sqrt(len(change)))
            return np.array(effects), np.array(errors)
        """,
        "effects alone over seeds": [("return changes.mean(axis=1), errors", "return changes")],
        "quotients": """
            effects, errors = [], []
            for k in range(3):
                off, on = np.moveaxis(outcomes, k, 0)
                effects.append(on.mean() / off.mean())
                change = (on - off).mean(axis=(0, 1))
                errors.append(change.std(ddof=1) / np.sqrt(len(change)))
            return np.array(effects), np.array(errors)
        """,
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
        "exponentials too large": """
            shifted = logits
            q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
            mean = q.mean(axis=0)
            right = mean[np.arange(len(y)), y]
            return np.mean(-np.log(right))
        """,
        "one sum for everything": """
            q = np.exp(logits - logits.max(axis=2, keepdims=True))
            q /= q.sum()
            return -np.log(q.mean(axis=0)[np.arange(len(y)), y]).mean()
        """,
        "sigmoids": (
            """
                q = 1 / (1 + np.exp(-logits))
                return -np.log(q.mean(axis=0)[np.arange(len(y)), y]).mean()
            """,
            """
                q = 1 / (1 + np.exp(-logits))
                return -np.log(q.mean(axis=0)[np.arange(len(y)), y]).mean()
            """,
        ),
        "probabilities that do not sum to one": """
            shifted = logits - logits.max(axis=-1, keepdims=True)
            q = np.exp(shifted)
            mean = q.mean(axis=0)
            right = mean[np.arange(len(y)), y]
            return np.mean(-np.log(right))
        """,
        "the best shift": (
            """
                shifted = logits - logits.max(axis=-1, keepdims=True)
                q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
                mean = q.max(axis=0)
                right = mean[np.arange(len(y)), y]
                return np.mean(-np.log(right))
            """,
            [(".mean(axis=0)", ".max(axis=0)")],
        ),
        "medians of the shifts": """
            shifted = logits - logits.max(axis=-1, keepdims=True)
            q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
            mean = np.median(q, axis=0)
            right = mean[np.arange(len(y)), y]
            return np.mean(-np.log(right))
        """,
        "the entropy": """
            shifted = logits - logits.max(axis=-1, keepdims=True)
            q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
            mean = q.mean(axis=0)
            right = mean[np.arange(len(y)), y]
            return -np.mean(np.sum(mean * np.log(mean), axis=1))
        """,
        "the accuracy": """
            shifted = logits - logits.max(axis=-1, keepdims=True)
            q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
            mean = q.mean(axis=0)
            right = mean[np.arange(len(y)), y]
            return np.mean(mean.argmax(axis=1) == y)
        """,
        "the share of errors": """
            shifted = logits - logits.max(axis=-1, keepdims=True)
            q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
            mean = q.mean(axis=0)
            right = mean[np.arange(len(y)), y]
            return np.mean(mean.argmax(axis=1) != y)
        """,
        "one minus the probability": """
            shifted = logits - logits.max(axis=-1, keepdims=True)
            q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
            mean = q.mean(axis=0)
            right = mean[np.arange(len(y)), y]
            return np.mean(1 - right)
        """,
        "the probability": """
            shifted = logits - logits.max(axis=-1, keepdims=True)
            q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
            mean = q.mean(axis=0)
            right = mean[np.arange(len(y)), y]
            return np.mean(right)
        """,
        "made into probabilities twice": """
            shifted = logits - logits.max(axis=-1, keepdims=True)
            q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
            mean = q.mean(axis=0)
            right = mean[np.arange(len(y)), y]
            return np.mean(-np.log(np.exp(mean)[np.arange(len(y)), y] / np.exp(mean).sum(axis=1)))
        """,
        "divided by the classes as well": """
            shifted = logits - logits.max(axis=-1, keepdims=True)
            q = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
            mean = q.mean(axis=0)
            right = mean[np.arange(len(y)), y]
            return np.mean(-np.log(right)) / mean.shape[1]
        """,
        "logarithm to base two": [("np.log(p)", "np.log2(p)")],
        "losses of probabilities over the shifts": """
            z = logits - special.logsumexp(logits, axis=0)
            return -z.mean(axis=0)[np.arange(len(y)), y].mean()
        """,
    },
}

# Wrong in a way that has no name, with the start of what is said instead.
OTHERS = {
    "parameter_counts": [
        # channels for maps
        (
            """
                side = math.ceil(size / stride)
                channels, maps = maps, channels
                conv = kernel * kernel * channels * maps + maps
                inputs, outputs = size * size * channels, side * side * maps
                return conv, inputs * outputs + outputs
            """,
            "This would be right if channels and maps were exchanged.",
        ),
        # first only
        (
            """
                side = math.ceil(size / stride)
                conv = kernel * kernel * channels * maps + maps
                inputs, outputs = size * size * channels, side * side * maps
                return conv
            """,
            "Return convolution, dense together, as a tuple.",
        ),
        # difference
        (
            """
                side = math.ceil(size / stride)
                conv = kernel * kernel * channels * maps + maps
                inputs, outputs = size * size * channels, side * side * maps
                return inputs * outputs + outputs - conv
            """,
            "Return convolution, dense together, as a tuple.",
        ),
        # ratio
        (
            """
                side = math.ceil(size / stride)
                conv = kernel * kernel * channels * maps + maps
                inputs, outputs = size * size * channels, side * side * maps
                return (inputs * outputs + outputs) / conv
            """,
            "Return convolution, dense together, as a tuple.",
        ),
        ([("+ 1", "+ 2")], "convolution is more than it should be, by maps."),
        (
            [("return convolution, dense", "return convolution + dense")],
            "Return convolution, dense together, as a tuple.",
        ),
        ([("size / stride", "size / stride / stride")], "Right: convolution."),
    ],
    "receptive_field": [
        # half windows
        (
            """
                field, jump = 1, 1
                for k, s in zip(kernels, strides):
                    field = field + (k // 2) * jump
                    jump = jump * s
                return field
            """,
            "",
        ),
        # one pixel more
        (
            """
                field, jump = 1, 1
                for k, s in zip(kernels, strides):
                    field = field + (k - 1) * jump
                    jump = jump * s
                return field + 1
            """,
            "The result is 1 more than it should be.",
        ),
        # exchanged
        (
            """
                kernels, strides = strides, kernels
                field, jump = 1, 1
                for k, s in zip(kernels, strides):
                    field = field + (k - 1) * jump
                    jump = jump * s
                return field
            """,
            "",
        ),
        ([("1 + sum", "2 + sum")], "The result is 1 more than it should be."),
        ("return max(kernels)", "The answer never uses its argument strides."),
        ("return [1 + sum(kernels)]", "Return the number itself, taken out of its array."),
        (
            """
                f = 1
                j = 0
                for k, s in zip(kernels, strides):
                    f += (k - 1) * max(j, 1)
                    j += s
                return f
            """,
            "",
        ),
    ],
    "max_pool_gradient": [
        # sign
        (
            """
                n, r, c, M = h.shape
                result = np.zeros(h.shape)
                for i in range(0, r, 2):
                    for j in range(0, c, 2):
                        block = h[:, i : i + 2, j : j + 2]
                        top = block.max(axis=(1, 2), keepdims=True)
                        here = gradient[:, i // 2, j // 2]
                        result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
                return -result
            """,
            "The result is of the wrong sign.",
        ),
        # half
        (
            """
                n, r, c, M = h.shape
                result = np.zeros(h.shape)
                for i in range(0, r, 2):
                    for j in range(0, c, 2):
                        block = h[:, i : i + 2, j : j + 2]
                        top = block.max(axis=(1, 2), keepdims=True)
                        here = gradient[:, i // 2, j // 2]
                        result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
                return result / 2
            """,
            "The result is half of what it should be.",
        ),
        # gradient transposed
        (
            """
                n, r, c, M = h.shape
                result = np.zeros(h.shape)
                for i in range(0, r, 2):
                    for j in range(0, c, 2):
                        block = h[:, i : i + 2, j : j + 2]
                        top = block.max(axis=(1, 2), keepdims=True)
                        here = gradient.transpose(0, 2, 1, 3)[
                            :, (i // 2) % gradient.shape[2], (j // 2) % gradient.shape[1]
                        ]
                        result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
                return result
            """,
            "",
        ),
        # divided by the images
        (
            """
                n, r, c, M = h.shape
                result = np.zeros(h.shape)
                for i in range(0, r, 2):
                    for j in range(0, c, 2):
                        block = h[:, i : i + 2, j : j + 2]
                        top = block.max(axis=(1, 2), keepdims=True)
                        here = gradient[:, i // 2, j // 2]
                        result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
                return result / n
            """,
            "The result is what it should be, divided by the number of",
        ),
        # summed over images
        (
            """
                n, r, c, M = h.shape
                result = np.zeros(h.shape)
                for i in range(0, r, 2):
                    for j in range(0, c, 2):
                        block = h[:, i : i + 2, j : j + 2]
                        top = block.max(axis=(1, 2), keepdims=True)
                        here = gradient[:, i // 2, j // 2]
                        result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
                return result.sum(axis=0)
            """,
            "The result is the sum along axis 0 of what is asked: an",
        ),
        # softmax
        (
            """
                n, r, c, M = h.shape
                result = np.zeros(h.shape)
                for i in range(0, r, 2):
                    for j in range(0, c, 2):
                        block = h[:, i : i + 2, j : j + 2]
                        top = block.max(axis=(1, 2), keepdims=True)
                        here = gradient[:, i // 2, j // 2]
                        result[:, i : i + 2, j : j + 2] = (
                            np.exp(block)
                            / np.exp(block).sum(axis=(1, 2), keepdims=True)
                            * here[:, None, None]
                        )
                return result
            """,
            "",
        ),
        # sum of gradients
        (
            """
                n, r, c, M = h.shape
                result = np.zeros(h.shape)
                for i in range(0, r, 2):
                    for j in range(0, c, 2):
                        block = h[:, i : i + 2, j : j + 2]
                        top = block.max(axis=(1, 2), keepdims=True)
                        here = gradient[:, i // 2, j // 2]
                        result[:, i : i + 2, j : j + 2] = (block == top) * gradient.sum(
                            axis=(1, 2)
                        )[:, None, None]
                return result
            """,
            "",
        ),
        ([("return result", "return result[:, ::2, ::2]")], ""),
        (
            """
                h *= 2
                return h
            """,
            "The answer changes its argument h in place, and so the data",
        ),
        (
            """
                h[h < h.mean()] = 0
                return h
            """,
            "The answer changes its argument h in place, and so the data",
        ),
        (
            """
                n, r, c, M = h.shape
                b = h.reshape(n, r // 2, c // 2, 2, 2, M)
                p = b.max(axis=(3, 4), keepdims=True)
                return ((b == p) * gradient[:, :, :, None, None]).reshape(h.shape)
            """,
            "The result has the right entries, in another order.",
        ),
        (
            """
                n, r, c, M = h.shape
                b = h.reshape(n, r // 2, 2, c // 2, 2, M)
                p = b.max(axis=(2, 4), keepdims=True)
                return ((b == p) * gradient.sum()).reshape(h.shape)
            """,
            "",
        ),
    ],
    "mirror_penalty": [
        # a coin
        # not squared
        (
            """
                straight = np.sum(X * w, axis=(1, 2))
                mirrored = np.sum(X[:, :, ::-1] * w, axis=(1, 2))
                variance = chance * (1 - chance) * (mirrored - straight)
                return np.mean(variance) / 2
            """,
            "",
        ),
        # weights' asymmetry
        (
            """
                return chance * (1 - chance) / 2 * np.sum((w - w[:, ::-1]) ** 2)
            """,
            "The answer never uses its argument X.",
        ),
        # both a quarter
        (
            """
                straight = np.sum(X * w, axis=(1, 2))
                mirrored = np.sum(X[:, :, ::-1] * w, axis=(1, 2))
                variance = chance * (1 - chance) * (mirrored - straight) ** 2
                return np.mean(variance) / 4
            """,
            "The result is half of what it should be.",
        ),
        # twice
        (
            """
                straight = np.sum(X * w, axis=(1, 2))
                mirrored = np.sum(X[:, :, ::-1] * w, axis=(1, 2))
                variance = chance * (1 - chance) * (mirrored - straight) ** 2
                return 2 * np.mean(variance)
            """,
            "The result is 4 times what it should be, always.",
        ),
        # root
        (
            """
                straight = np.sum(X * w, axis=(1, 2))
                mirrored = np.sum(X[:, :, ::-1] * w, axis=(1, 2))
                variance = chance * (1 - chance) * (mirrored - straight) ** 2
                return np.sqrt(np.mean(variance) / 2)
            """,
            "The result is the square root of what it should be.",
        ),
        # n less one
        (
            """
                straight = np.sum(X * w, axis=(1, 2))
                mirrored = np.sum(X[:, :, ::-1] * w, axis=(1, 2))
                variance = chance * (1 - chance) * (mirrored - straight) ** 2
                return np.sum(variance) / (len(X) - 1) / 2
            """,
            "The result is divided by the number of rows of X less 1, in",
        ),
        ([("change**2", "change**4")], ""),
        ([("0.5 *", "2 *")], "The result is 4 times what it should be, always."),
        (
            [("return ", "penalty = ")],
            "The answer returned None. Does each way through it end with",
        ),
        (
            [("X - mirrored", "(X - mirrored) / 0 * 0")],
            "The result is NaN, not a number: look for 0/0, or for NaN",
        ),
        (
            """
                X -= X[:, :, ::-1].copy()
                return chance
            """,
            "The answer changes its argument X in place, and so the data",
        ),
    ],
    "main_effects": [
        # exchanged
        (
            """
                effects, errors = [], []
                for axis in range(3):
                    off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                    change = (on - off).mean(axis=(0, 1))
                    effects.append(change.mean())
                    errors.append(change.std(ddof=1) / np.sqrt(len(change)))
                return np.array(errors), np.array(effects)
            """,
            "The parts are right, in another order than effects,",
        ),
        # effects alone
        (
            """
                effects, errors = [], []
                for axis in range(3):
                    off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                    change = (on - off).mean(axis=(0, 1))
                    effects.append(change.mean())
                    errors.append(change.std(ddof=1) / np.sqrt(len(change)))
                return np.array(effects)
            """,
            "Return effects, standard errors together, as a tuple.",
        ),
        # rows of pairs
        (
            """
                effects, errors = [], []
                for axis in range(3):
                    off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                    change = (on - off).mean(axis=(0, 1))
                    effects.append(change.mean())
                    errors.append(change.std(ddof=1) / np.sqrt(len(change)))
                return np.array([effects, errors]).T
            """,
            "Return effects, standard errors together, as a tuple.",
        ),
        # axis shifted
        (
            """
                effects, errors = [], []
                for axis in (1, 2, 0):
                    off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                    change = (on - off).mean(axis=(0, 1))
                    effects.append(change.mean())
                    errors.append(change.std(ddof=1) / np.sqrt(len(change)))
                return np.array(effects), np.array(errors)
            """,
            "effects and standard errors: each is moved by one place,",
        ),
        # seeds as switches
        (
            """
                effects, errors = [], []
                for axis in range(1, 4):
                    off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                    change = (on - off).mean(axis=(0, 1))
                    effects.append(change.mean())
                    errors.append(change.std(ddof=1) / np.sqrt(len(change)))
                return np.array(effects), np.array(errors)
            """,
            "",
        ),
        # each seed
        (
            """
                effects, errors = [], []
                for axis in range(3):
                    off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                    change = (on - off).mean(axis=(0, 1))
                    effects.append(change)
                    errors.append(change.std(ddof=1) / np.sqrt(len(change)))
                return np.array(effects), np.array(errors)
            """,
            "Right: standard errors. effects has more entries than are",
        ),
        # three in the root
        (
            """
                effects, errors = [], []
                for axis in range(3):
                    off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                    change = (on - off).mean(axis=(0, 1))
                    effects.append(change.mean())
                    errors.append(change.std(ddof=1) / np.sqrt(3))
                return np.array(effects), np.array(errors)
            """,
            "Right: effects.",
        ),
        # eight runs
        (
            """
                effects, errors = [], []
                for axis in range(3):
                    off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                    change = (on - off).mean(axis=(0, 1))
                    effects.append(change.mean())
                    errors.append(change.std(ddof=1) / np.sqrt(8))
                return np.array(effects), np.array(errors)
            """,
            "Right: effects.",
        ),
        # twice the error
        (
            """
                effects, errors = [], []
                for axis in range(3):
                    off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                    change = (on - off).mean(axis=(0, 1))
                    effects.append(change.mean())
                    errors.append(2 * change.std(ddof=1) / np.sqrt(len(change)))
                return np.array(effects), np.array(errors)
            """,
            "Right: effects. standard errors is twice what it should",
        ),
        ([("ddof=1", "ddof=2")], "The result is not finite everywhere: look for a division by"),
        ([(", errors", "")], "Return effects, standard errors together, as a tuple."),
        (
            [("changes.mean(axis=1), errors", "errors, changes.mean(axis=1)")],
            "The parts are right, in another order than effects,",
        ),
        ([("ddof=1", "ddof=seeds")], "The result is not finite everywhere: look for a division by"),
        (
            """
                e = np.array(
                    [
                        outcomes[1].mean() - outcomes[0].mean(),
                        outcomes[:, 1].mean() - outcomes[:, 0].mean(),
                        outcomes[:, :, 1].mean() - outcomes[:, :, 0].mean(),
                    ]
                )
                return e, np.full(3, outcomes.std(ddof=1) / np.sqrt(outcomes.size))
            """,
            "Right: effects.",
        ),
        (
            """
                d = np.array(
                    [
                        (outcomes[1] - outcomes[0]).mean(axis=(0, 1)),
                        (outcomes[:, 1] - outcomes[:, 0]).mean(axis=(0, 1)),
                        (outcomes[:, :, 1] - outcomes[:, :, 0]).mean(axis=(0, 1)),
                    ]
                )
                return d.mean(axis=1), d.std(axis=1, ddof=1) / np.sqrt(8)
            """,
            "Right: effects.",
        ),
    ],
    "averaged_loss": [
        # log 10
        (
            OF_THE_LABELS + "return np.mean(-np.log10(right))",
            "The result is a common logarithm (to base 10) where a",
        ),
        # a small number in the logarithm
        (
            OF_THE_LABELS + "return np.mean(-np.log(right + 1e-3))",
            "",
        ),
        # a tiny one in the logarithm
        (
            OF_THE_LABELS + "return np.mean(-np.log(right + 1e-12))",
            "",
        ),
        # clipped
        (
            OF_THE_LABELS + "return np.mean(-np.log(np.clip(right, 1e-2, 1)))",
            "",
        ),
        (
            [("np.mean(np.log(p))", "np.log10(p).mean()")],
            "The result is a common logarithm (to base 10) where a",
        ),
        (
            [("special.softmax(logits, axis=2)", "logits")],
            "The result is NaN, not a number: look for 0/0, or for NaN",
        ),
        ([("y]", "y - 1]")], ""),
        (
            """
                logits -= logits.max()
                return 1.0
            """,
            "The answer changes its argument logits in place, and so the",
        ),
    ],
}

# Right, and unlike the solution.
RIGHT = {
    "parameter_counts": [
        [("math.ceil", "np.ceil")],
        [("math.ceil(size / stride)", "-(-size // stride)"), ("-(", "(-("), (" ** 2", ") ** 2")],
        [("return convolution, dense", "return np.int64(convolution), np.float32(dense)")],
        """
            outputs = (-(-size // stride)) ** 2 * maps
            convolution = (kernel**2 * channels + 1) * maps
            return convolution, (size**2 * channels + 1) * outputs
        """,
        """
            side = math.ceil(size / stride)
            conv = kernel * kernel * channels * maps + maps
            inputs, outputs = size * size * channels, side * side * maps
            return [conv, inputs * outputs + outputs]
        """,
        """
            side = math.ceil(size / stride)
            conv = kernel * kernel * channels * maps + maps
            inputs, outputs = size * size * channels, side * side * maps
            return np.array([conv, inputs * outputs + outputs])
        """,
        """
            side = np.ceil(size / stride)
            conv = kernel * kernel * channels * maps + maps
            inputs, outputs = size * size * channels, side * side * maps
            return conv, inputs * outputs + outputs
        """,
    ],
    "receptive_field": [
        [("math.prod", "np.prod")],
        """
            return 1 + np.sum((np.array(kernels) - 1) * np.cumprod([1] + strides[:-1]))
        """,
        """
            field = 1
            for kernel, stride in zip(kernels[::-1], strides[::-1]):
                field = (field - 1) * stride + kernel
            return float(field)
        """,
        """
            field = 1
            for k, s in zip(reversed(kernels), reversed(strides)):
                field = (field - 1) * s + k
            return field
        """,
        """
            kernels = np.array(kernels)
            jumps = np.cumprod([1, *strides[:-1]])
            return 1 + ((kernels - 1) * jumps).sum()
        """,
        """
            field, jump = 1, 1
            for k, s in zip(kernels, strides):
                field = field + (k - 1) * jump
                jump = jump * s
            return float(field)
        """,
        """
            field, jump = 1, 1
            for k, s in zip(kernels, strides):
                field = field + (k - 1) * jump
                jump = jump * s
            return np.array(field)
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
        """
            n, r, c, M = h.shape
            blocks = h.reshape(n, r // 2, 2, c // 2, 2, M)
            won = blocks == blocks.max(axis=(2, 4), keepdims=True)
            return (won * gradient[:, :, None, :, None]).reshape(h.shape)
        """,
        """
            n, r, c, M = h.shape
            result = np.zeros_like(h)
            for a, i, j, m in np.ndindex(n, r // 2, c // 2, M):
                block = h[a, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2, m]
                u, v = np.unravel_index(block.argmax(), (2, 2))
                result[a, 2 * i + u, 2 * j + v, m] = gradient[a, i, j, m]
            return result
        """,
        """
            n, r, c, M = h.shape
            result = np.zeros(h.shape)
            for i in range(0, r, 2):
                for j in range(0, c, 2):
                    block = h[:, i : i + 2, j : j + 2]
                    top = block.max(axis=(1, 2), keepdims=True)
                    here = gradient[:, i // 2, j // 2]
                    result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
            return result.astype(np.float32)
        """,
        """
            n, r, c, M = h.shape
            result = np.zeros(h.shape)
            for i in range(0, r, 2):
                for j in range(0, c, 2):
                    block = h[:, i : i + 2, j : j + 2]
                    top = block.max(axis=(1, 2), keepdims=True)
                    here = gradient[:, i // 2, j // 2]
                    result[:, i : i + 2, j : j + 2] = (block == top) * here[:, None, None]
            return result.tolist()
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
        """
            change = np.einsum("nrc,rc->n", X, w - w[:, ::-1])
            return chance * (1 - chance) / 2 * np.mean(change**2)
        """,
        """
            a = np.sum(X * w, axis=(1, 2))
            b = np.sum(X[:, :, ::-1] * w, axis=(1, 2))
            m = (1 - chance) * a + chance * b
            return np.mean((1 - chance) * (a - m) ** 2 + chance * (b - m) ** 2) / 2
        """,
        """
            flat = (X - X[:, :, ::-1]).reshape(len(X), -1)
            cov = flat.T @ flat / len(X) * chance * (1 - chance)
            v = w.ravel()
            return v @ cov @ v / 2
        """,
        """
            outputs = [np.sum(x * w, axis=(1, 2)) for x in (X, X[:, :, ::-1])]
            return chance * (1 - chance) * np.var(outputs, axis=0, ddof=1).mean()
        """,
    ],
    "main_effects": [
        [("ddof=1) / np.sqrt(seeds)", "ddof=0) / np.sqrt(seeds - 1)")],
        [("changes.std(axis=1, ddof=1) / np.sqrt(seeds)", "stats.sem(changes, axis=1)")],
        [("seeds =", "outcomes = outcomes.astype(np.float32); seeds =")],
        [("errors\n", "errors.astype(np.float32)\n")],
        """
            halves = [np.moveaxis(outcomes, k, 0) for k in range(3)]
            changes = np.array([(on - off).mean(axis=(0, 1)) for off, on in halves])
            errors = changes.std(axis=1, ddof=1) / np.sqrt(outcomes.shape[-1])
            return changes.mean(axis=1), errors
        """,
        """
            effects, errors = [], []
            for axis in range(3):
                off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                change = (on - off).mean(axis=(0, 1))
                effects.append(change.mean())
                errors.append(change.std(ddof=1) / np.sqrt(len(change)))
            return effects, errors
        """,
        """
            effects, errors = [], []
            for axis in range(3):
                off, on = np.take(outcomes, 0, axis=axis), np.take(outcomes, 1, axis=axis)
                change = (on - off).mean(axis=(0, 1))
                effects.append(change.mean())
                errors.append(change.std(ddof=1) / np.sqrt(len(change)))
            return np.array([effects, errors])
        """,
        [("changes.mean(axis=1), errors", "list(changes.mean(axis=1)), errors")],
    ],
    "averaged_loss": [
        [("return ", "return np.float32("), ("log(p))", "log(p)))")],
        [("q =", "logits = logits.astype(np.float32); q =")],
        """
            q = np.exp(logits - logits.max(axis=2, keepdims=True))
            q /= q.sum(axis=2, keepdims=True)
            return -np.mean(np.log(q.mean(axis=0)[np.arange(len(y)), y]))
        """,
        """
            from scipy.special import softmax

            q = softmax(logits, axis=2).mean(axis=0)
            return -sum(np.log(row[k]) for row, k in zip(q, y)) / len(y)
        """,
        """
            from scipy.special import log_softmax, logsumexp

            logp = log_softmax(logits, axis=2)
            logq = logsumexp(logp, axis=0) - np.log(len(logits))
            return -logq[np.arange(len(y)), y].mean()
        """,
    ],
}
