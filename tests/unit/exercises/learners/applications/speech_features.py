"""What learners write in the exercises on the features of speech."""

import numpy as np
from scipy.signal import savgol_filter

# Names that an answer may use.
SCOPE = {"np": np, "savgol_filter": savgol_filter}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "to_hertz": """
        line = mel * 200 / 3
        curve = 1000 * 6.4 ** ((mel - 15) / 27)
        return np.where(mel < 15, line, curve)
    """,
    "slopes": """
        count = len(features)
        steps = np.arange(-reach, reach + 1)
        result = np.zeros(features.shape)
        for t in range(count):
            window = features[np.clip(t + steps, 0, count - 1)]
            result[t] = steps @ window / np.sum(steps**2)
        return result
    """,
}

SLIPS = {
    "to_hertz": {
        "the scale of the page": "return 700 * (10 ** (mel / 2595) - 1)",
        "the scale itself": """
            with np.errstate(all="ignore"):
                return np.where(
                    mel <= 1000, 3 * mel / 200, 15 + 27 * np.log(mel / 1000) / np.log(6.4)
                )
        """,
        "the line alone": (
            "return mel * 200 / 3",
            [("mel < 15", "mel < 1000")],
            "return np.where(mel<1000,mel*200/3,1000*6.4**((mel-15)/27))",
        ),
        "the logarithm alone": "return 1000 * 6.4 ** ((mel - 15) / 27)",
        "the parts exchanged": [("mel < 15", "mel >= 15")],
        "a power of e": [("6.4 **", "np.exp(1) **")],
        "a power of ten": [("6.4 **", "10 **")],
        "6.4 in place of its logarithm": (
            [("6.4 ** ((mel - 15) / 27)", "np.exp((mel - 15) / 27 * 6.4)")],
            """
                return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) / 27 * 6.4))
            """,
        ),
        "a power of ten with a natural logarithm": (
            [("6.4 ** ((mel - 15) / 27)", "10 ** ((mel - 15) / 27 * np.log(6.4))")],
            """
                return np.where(
                    mel < 15, mel * 200 / 3, 1000 * 10 ** ((mel - 15) / 27 * np.log(6.4))
                )
            """,
        ),
        "the logarithm in front": (
            [("6.4 ** ((mel - 15) / 27)", "np.log(6.4) * np.exp((mel - 15) / 27)")],
            """
                return np.where(
                    mel < 15, mel * 200 / 3, 1000 * np.log(6.4) * np.exp((mel - 15) / 27)
                )
            """,
        ),
        "divided by the logarithm of 6.4": [
            ("6.4 ** ((mel - 15) / 27)", "np.exp((mel - 15) / 27 / np.log(6.4))")
        ],
        "the fifteen left in": [("(mel - 15)", "mel")],
        "the fifteen after the division": (
            [("((mel - 15) / 27)", "(mel / 27 - 15)")],
            "return np.where(mel<15,mel*200/3,1000*6.4**(mel/27-15))",
        ),
        "multiplied by 27": [("((mel - 15) / 27)", "((mel - 15) * 27.0)")],
        "the power first": [("((mel - 15) / 27)", "(mel - 15.0) / 27")],
        "in kilohertz": ([("1000 * ", "")], "return np.where(mel<15,mel*200/3,6.4**((mel-15)/27))"),
        "the curve on top of the line": [("1000 * 6.4", "1000 + 1000 * 6.4")],
        "the line not turned round": (
            [("mel * 200 / 3", "mel * 3 / 200")],
            "return np.where(mel<15,mel*3/200,1000*6.4**((mel-15)/27))",
        ),
        "whole numbers kept whole": """
            result = np.zeros_like(mel)
            low = mel < 15
            result[low] = mel[low] * 200 / 3
            result[~low] = 1000 * 6.4 ** ((mel[~low] - 15) / 27)
            return result
        """,
        "the fifteen added": [("mel - 15", "mel + 15")],
        "the thousand added": [("1000 * 6.4", "1000 + 6.4")],
        "the thousand taken off": [
            ("1000 * 6.4 ** ((mel - 15) / 27)", "1000 * 6.4 ** ((mel - 15) / 27) - 1000")
        ],
        "falling above the bend": [("mel - 15", "15 - mel")],
        "15 and 27 exchanged": [("(mel - 15) / 27", "(mel - 27) / 15")],
        "a power with the mel below": [("6.4 ** ((mel - 15) / 27)", "((mel - 15) / 27) ** 6.4")],
        "the bend late": [("mel < 15", "mel < 16")],
        "sorted into two parts": """
            return np.concatenate(
                [mel[mel < 15] * 200 / 3, 1000 * 6.4 ** ((mel[mel >= 15] - 15) / 27)]
            )
        """,
        "6.4 in front": [("6.4 ** ((mel - 15) / 27)", "6.4 * np.exp((mel - 15) / 27)")],
        "the logarithm below the power": [
            ("6.4 ** ((mel - 15) / 27)", "np.exp((mel - 15) / 27) / np.log(6.4)")
        ],
        "only the fifteen divided": [("(mel - 15) / 27", "mel - 15 / 27")],
        "the line raised": [("mel * 200 / 3", "mel * 200 / 3 + 15")],
        "the line without its three": [("mel * 200 / 3", "mel * 200")],
        "a power of two": [("6.4 **", "2 **")],
        "the bend early": [("mel < 15", "mel < 10")],
        "27 and the logarithm exchanged": """
            return np.where(mel <= 15, 200 * mel / 3, 1000 * np.exp(27 * (mel - 15) / np.log(6.4)))
        """,
        "the line times 600": """
            return np.where(mel <= 15, 200 * mel * 3, 1000 * 6.4 ** ((mel - 15) / 27))
        """,
        "the line times 2/3": """
            return np.where(mel <= 15, 2 * mel / 3, 1000 * 6.4 ** ((mel - 15) / 27))
        """,
        "a common logarithm in a power of e": """
            power = np.exp((mel - 15) / 27 * np.log10(6.4))
            return np.where(mel <= 15, 200 * mel / 3, 1000 * power)
        """,
        "the thousand as a base": """
            return np.where(mel <= 15, 200 * mel / 3, 1000 ** ((mel - 15) / 27 * np.log(6.4)))
        """,
        "the bend at 27": """
            return np.where(mel <= 27, 200 * mel / 3, 1000 * 6.4 ** ((mel - 15) / 27))
        """,
    },
    "slopes": {
        "half the sum of squares": [("np.sum(steps**2)", "np.sum(steps[reach:] ** 2)")],
        "not divided": [(" / np.sum(steps**2)", "")],
        "earlier minus later": [("t + steps", "t - steps")],
        "zeros beyond the ends": [
            ("count = len(features)", "features = np.pad(features, ((reach, reach), (0, 0)))"),
            ("features.shape", "(len(features) - 2 * reach, features.shape[1])"),
            ("range(count)", "range(len(result))"),
            ("np.clip(t + steps, 0, count - 1)", "t + reach + steps"),
        ],
        "along the bands": """
            steps, bands = np.arange(-reach, reach + 1), features.shape[1]
            result = np.zeros(features.shape)
            for b in range(bands):
                window = features[:, np.clip(b + steps, 0, bands - 1)]
                result[:, b] = window @ steps / np.sum(steps**2)
            return result
        """,
        "neighbours alone": (
            """
                padded = np.pad(features, ((1, 1), (0, 0)), mode="edge")
                return (padded[2:] - padded[:-2]) / 2
            """,
            """
                p = np.pad(features, ((1, 1), (0, 0)), mode="edge")
                return (p[2:] - p[:-2]) / 2
            """,
        ),
        "neighbours alone, one at the ends": "return np.gradient(features, axis=0)",
        "the frame before": """
            earlier = np.vstack([features[0], features[:-1]])
            return features - earlier
        """,
        "the ends of the window alone": (
            [("steps @ window / np.sum(steps**2)", "(window[-1] - window[0]) / (2 * reach)")],
            """
                p = np.pad(features, ((reach, reach), (0, 0)), mode="edge")
                return (p[2 * reach :] - p[: -2 * reach]) / (2 * reach)
            """,
        ),
        "the ends of the window, over the reach": (
            [("steps @ window / np.sum(steps**2)", "(window[-1] - window[0]) / reach")],
            """
                p = np.pad(features, ((reach, reach), (0, 0)), mode="edge")
                return (p[2 * reach :] - p[: -2 * reach]) / reach
            """,
        ),
        "the rise over the window": """
            n = len(features)
            x = np.arange(-reach, reach + 1)
            result = np.zeros(features.shape)
            for t in range(n):
                for b in range(features.shape[1]):
                    y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                    result[t, b] = y[-1] - y[0]
            return result
        """,
        "frames not weighted": """
            p = np.pad(features, ((reach, reach), (0, 0)), mode="edge")
            T = len(features)
            num = sum(
                p[reach + n : reach + n + T] - p[reach - n : reach - n + T]
                for n in range(1, reach + 1)
            )
            return num / (2 * sum(n**2 for n in range(1, reach + 1)))
        """,
        "later frames alone": """
            n = len(features)
            x = np.arange(reach + 1)
            result = np.zeros(features.shape)
            for t in range(n):
                for b in range(features.shape[1]):
                    y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                    result[t, b] = np.polyfit(x, y, 1)[0]
            return result
        """,
        "earlier frames alone": """
            n = len(features)
            x = np.arange(-reach, 1)
            result = np.zeros(features.shape)
            for t in range(n):
                for b in range(features.shape[1]):
                    y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                    result[t, b] = np.polyfit(x, y, 1)[0]
            return result
        """,
        "covariance and variance unlike": """
            n = len(features)
            x = np.arange(-reach, reach + 1)
            result = np.zeros(features.shape)
            for t in range(n):
                for b in range(features.shape[1]):
                    y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                    result[t, b] = np.cov(x, y)[0, 1] / np.var(x)
            return result
        """,
        "the correlation": """
            n = len(features)
            x = np.arange(-reach, reach + 1)
            result = np.zeros(features.shape)
            for t in range(n):
                for b in range(features.shape[1]):
                    y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                    result[t, b] = np.corrcoef(x, y)[0, 1]
            return result
        """,
        "time from the band": """
            n, x = len(features), np.arange(-reach, reach + 1)
            result = np.zeros(features.shape)
            for t, b in np.ndindex(features.shape):
                y = features[np.clip(t + x, 0, n - 1), b]
                result[t, b] = np.polyfit(y, x, 1)[0]
            return result
        """,
        "the angle": """
            n = len(features)
            x = np.arange(-reach, reach + 1)
            result = np.zeros(features.shape)
            for t in range(n):
                for b in range(features.shape[1]):
                    y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                    result[t, b] = np.arctan(np.polyfit(x, y, 1)[0])
            return result
        """,
        "zeros at the ends": """
            n = len(features)
            x = np.arange(-reach, reach + 1)
            result = np.zeros(features.shape)
            for t in range(reach, n - reach):
                for b in range(features.shape[1]):
                    y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                    result[t, b] = np.polyfit(x, y, 1)[0]
            return result
        """,
        "the ends left out": (
            """
                n = len(features)
                x = np.arange(-reach, reach + 1)
                result = np.zeros(features.shape)
                for t in range(n):
                    for b in range(features.shape[1]):
                        y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                        result[t, b] = np.polyfit(x, y, 1)[0]
                return result[reach : n - reach]
            """,
            [("return result", "return result[reach:-reach]")],
        ),
        "places before the start": """
            n = len(features)
            x = np.arange(-reach, reach + 1)
            result = np.zeros(features.shape)
            for t in range(n):
                for b in range(features.shape[1]):
                    y = [features[min(t + s, n - 1), b] for s in x]
                    result[t, b] = np.polyfit(x, y, 1)[0]
            return result
        """,
        "mean of the slopes": [
            ("t + steps", "t + np.delete(steps, reach)"),
            ("steps @ window", "(window - window[::-1]).T"),
            (" / np.sum(steps**2)", " @ (1 / np.delete(steps, reach)) / (4 * reach)"),
        ],
        "distances not squared": [("steps**2", "abs(steps)")],
        "divided by the number of frames": [("np.sum(steps**2)", "len(steps)")],
        "level for slope": [
            ("steps @ window / np.sum(steps**2)", "np.polyfit(steps, window, 1)[1]")
        ],
        "steps from zero": [
            ("steps @ window / np.sum(steps**2)", "x @ window / np.sum(x**2)"),
            ("count =", "x = np.arange(2 * reach + 1); count ="),
        ],
        "last frame missing": [
            ("reach + 1", "reach"),
            ("steps @ window / np.sum(steps**2)", "np.polyfit(steps, window, 1)[0]"),
        ],
        "last step missing": [("reach + 1", "reach")],
        "reach too short": [("(-reach, reach + 1)", "(-reach + 1, reach)")],
        "fewer frames at the ends": [
            (
                "features[np.clip(t + steps, 0, count - 1)]",
                "features[max(t - reach, 0) :][:number]",
            ),
            ("window =", "number = min(t, reach) + reach + 1; window ="),
            (
                "steps @ window / np.sum(steps**2)",
                "np.polyfit(np.arange(len(window)), window, 1)[0]",
            ),
        ],
        "from the other end": [("np.clip(t + steps, 0, count - 1)", "(t + steps) % count")],
        "reflected at the ends": [
            ("np.clip(t + steps, 0, count - 1)", "(count - 1) - abs(count - 1 - abs(t + steps))")
        ],
        "continued at the ends": """
            return savgol_filter(features, 2 * reach + 1, 1, deriv=1, axis=0)
        """,
        "the height at the start of the window": """
            rows = np.arange(len(features))[:, None] + np.arange(-reach, reach + 1)
            windows = features[np.clip(rows, 0, len(features) - 1)]
            return np.array([np.polyfit(np.arange(2 * reach + 1), w, 1)[1] for w in windows])
        """,
        "a window that ends with the frame": """
            padded = np.pad(features, ((2 * reach, 0), (0, 0)), mode="edge")
            steps = np.arange(2 * reach + 1)
            windows = [padded[t : t + 2 * reach + 1] for t in range(len(features))]
            return np.array([np.polyfit(steps, w, 1)[0] for w in windows])
        """,
        "divided twice": [("steps @ window", "steps @ window / len(steps)")],
        "the curvature": [("steps @ window / np.sum(steps**2)", "np.polyfit(steps, window, 2)[0]")],
        "whole numbers": [("return result", "return result.astype(int)")],
        "divided by the square of the sum": [("/ np.sum(steps**2)", "/ np.sum(steps**2) ** 2")],
        "divided by the root of the sum": [("np.sum(steps**2)", "np.sqrt(np.sum(steps**2))")],
        "steps squared above": [("steps @ window", "steps**2 @ window")],
        "signs over distances": [
            ("steps @ window / np.sum(steps**2)", "np.sign(steps) @ window / np.sum(np.abs(steps))")
        ],
        "a sum over a variance": [("np.sum(steps**2)", "np.var(steps)")],
        "padded on both axes": """
            padded = np.pad(features, reach, mode="edge")
            steps = np.arange(-reach, reach + 1)
            rows = [steps @ padded[t : t + len(steps)] for t in range(len(features))]
            return np.array(rows)[:, : features.shape[1]] / np.sum(steps**2)
        """,
    },
}

# Wrong in a way that has no name, with the start of what is said instead.
OTHERS = {
    "to_hertz": [
        # if
        (
            """
                if mel < 15:
                    return mel * 200 / 3
                return 1000 * 6.4 ** ((mel - 15) / 27)
            """,
            "",
        ),
        # flat
        (
            [
                (
                    "return np.where(mel < 15, line, curve)",
                    "return np.where(mel < 15, line, curve).ravel()",
                )
            ],
            "The result has the right numbers in another shape.",
        ),
        # sum
        (
            [("np.where(mel < 15, line, curve)", "np.where(mel < 15, line, 1000 + line + curve)")],
            "",
        ),
    ],
    "slopes": [
        # covariance over variance of y
        (
            """
                n = len(features)
                x = np.arange(-reach, reach + 1)
                result = np.zeros(features.shape)
                for t in range(n):
                    for b in range(features.shape[1]):
                        y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                        result[t, b] = np.cov(x, y)[0, 1] / np.var(y)
                return result
            """,
            "",
        ),
        # transposed
        (
            """
                n = len(features)
                x = np.arange(-reach, reach + 1)
                result = np.zeros(features.shape)
                for t in range(n):
                    for b in range(features.shape[1]):
                        y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                        result[t, b] = np.polyfit(x, y, 1)[0]
                return result.T
            """,
            "The result is transposed: its rows stand where the columns",
        ),
        # one slope a band
        (
            "return np.polyfit(np.arange(len(features)), features, 1)[0]",
            "The answer never uses its argument reach.",
        ),
        ([("steps @ window", "steps**3 @ window")], ""),
        ([("- 1)]", "- 2)]")], ""),
        (
            [("np.sum(steps**2)", "np.sum(steps)")],
            "The result is not finite everywhere: look for a division by",
        ),
        (
            """
                features -= features.mean()
                return features
            """,
            "The answer changes its argument features in place, and so",
        ),
    ],
}

# Right, and unlike the solution.
RIGHT = {
    "to_hertz": [
        """
            return np.where(mel <= 15, mel / 0.015, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))
        """,
        """
            f = np.array(
                [m * 200 / 3 if m < 15 else 1000 * 6.4 ** ((m - 15) / 27) for m in mel.ravel()]
            )
            return f.reshape(mel.shape)
        """,
        """
            result = mel * 200.0 / 3
            high = mel > 15
            result[high] = 1000 * 6.4 ** ((mel[high] - 15) / 27)
            return result
        """,
        """
            return np.piecewise(
                mel.astype(float),
                [mel < 15],
                [lambda m: m * 200 / 3, lambda m: 1000 * 6.4 ** ((m - 15) / 27)],
            )
        """,
        """
            return np.where(mel < 15, mel * 200 / 3, 1000 * 6.4 ** ((mel - 15) / 27)).astype(
                np.float32
            )
        """,
    ],
    "slopes": [
        [("steps @ window / np.sum(steps**2)", "np.polyfit(steps, window, 1)[0]")],
        [("count =", "features = features.astype(np.float32); count =")],
        [("return result", "return result.astype(np.float32)")],
        """
            return savgol_filter(features, 2 * reach + 1, 1, deriv=1, axis=0, mode="nearest")
        """,
        """
            x = np.arange(-reach, reach + 1)
            i = np.clip(np.arange(len(features))[:, None] + x, 0, len(features) - 1)
            return np.einsum("s,tsb->tb", x, features[i]) / (x @ x)
        """,
        """
            x = np.arange(-reach, reach + 1)
            i = np.clip(np.arange(len(features))[:, None] + x, 0, len(features) - 1)
            return [np.polyfit(x, features[j], 1)[0] for j in i]
        """,
        [("return result", "return list(result)")],
    ],
}
