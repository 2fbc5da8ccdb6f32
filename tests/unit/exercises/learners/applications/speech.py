"""What learners write in the exercises on speech."""

import math

import numpy as np
from scipy.signal import savgol_filter

# Names that an answer may use.
SCOPE = {"math": math, "np": np, "savgol_filter": savgol_filter}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
    "to_hertz": """
        ratio = 10 ** (mel / 2595) - 1
        return 700 * ratio
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
    "voice_folds": """
        voices = sorted(set(voice))
        folds = [voices.index(name) % count for name in voice]
        return np.array(folds)
    """,
    "mask_frames": """
        result = features.copy()
        for i in range(len(features)):
            first, last = start[i], start[i] + width[i]
            result[i, first:last] = features[i].mean(axis=0)
        return result
    """,
    "variances": """
        k, m = values.shape
        means = values.mean(axis=1)
        sigma2 = np.sum((values - means[:, None]) ** 2) / (k * (m - 1))
        between = np.sum((means - means.mean()) ** 2) / (k - 1)
        return max(between - sigma2 / m, 0), sigma2
    """,
    "voices_needed": """
        variance = tau2 + sigma2 / clips
        largest = (half_width / 1.96) ** 2
        return math.ceil(variance / largest)
    """,
}

SLIPS = {
    "to_hertz": {
        "a natural logarithm": [("10 ** (mel / 2595)", "np.exp(mel / 2595)")],
        "the one left out": [(" - 1", "")],
        "the scale itself": "return 2595 * np.log10(1 + mel / 700)",
        "multiplied": [("mel / 2595", "mel * 2595")],
        "the one taken off last": [(" - 1", ""), ("* ratio", "* ratio - 1")],
        "the one in the exponent": [("mel / 2595) - 1", "mel / 2595 - 1)")],
        "the power first": [("(mel / 2595)", "mel / 2595")],
        "divided by 700": [("700 * ratio", "ratio / 700")],
        "without the 700": [("700 * ", "")],
        "constants exchanged": [("2595", "x"), ("700", "2595"), ("x", "700")],
        "the one added": [("- 1", "+ 1")],
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
        "neighbours alone": """
            padded = np.pad(features, ((1, 1), (0, 0)), mode="edge")
            return (padded[2:] - padded[:-2]) / 2
        """,
        "neighbours alone, one at the ends": "return np.gradient(features, axis=0)",
        "the frame before": """
            earlier = np.vstack([features[0], features[:-1]])
            return features - earlier
        """,
        "the ends of the window alone": [
            ("steps @ window / np.sum(steps**2)", "(window[-1] - window[0]) / (2 * reach)")
        ],
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
    },
    "voice_folds": {
        "clips dealt out": [
            ("voices.index(name)", "i"),
            ("name in voice", "i in range(len(voice))"),
        ],
        "neighbours together": """
            parts = np.array_split(np.unique(voice), count)
            return np.array([[name in part for part in parts].index(True) for name in voice])
        """,
        "order of appearance": [("sorted(set(voice))", "list(dict.fromkeys(voice))")],
        "one fold a voice": [(" % count", "")],
        "every clip counted": [("sorted(set(voice))", "sorted(voice)")],
        "numbered from one": [("% count", "% count + 1")],
        "first voice in fold one": [("voices.index(name)", "(voices.index(name) + 1)")],
        "divided": [("%", "//")],
        "folds of the voices": [("name in voice", "name in voices")],
        "from the end of the alphabet": [("set(voice)", "set(voice), reverse=True")],
    },
    "mask_frames": {
        "bands instead of frames": [
            ("result[i, first:last]", "result[i, :, first:last]"),
            ("features[i].mean(axis=0)", "features[i].mean(axis=1)[:, None]"),
        ],
        "zeros": [("features[i].mean(axis=0)", "0")],
        "one mean for the clip": [("mean(axis=0)", "mean()")],
        "a mean over the clips": [("features[i].mean(axis=0)", "features.mean(axis=(0, 1))")],
        "one frame too many": [("+ width[i]", "+ width[i] + 1")],
        "one frame too few": [("first:last", "first : max(last - 1, 0)")],
        "one frame late": [("first:last", "first + 1 : last + 1")],
        "width as an end": [("start[i] + width[i]", "width[i]")],
        "to the end": [("first:last", "first:")],
        "one run for all": [("start[i]", "start[0]"), ("width[i]", "width[0]")],
        "hidden and shown exchanged": [
            ("result[i, first:last]", "result[i, :first] = result[i, last:]")
        ],
        "a mean over the bands": [
            ("features[i].mean(axis=0)", "features[i].mean(axis=1)[first:last, None]")
        ],
        "a mean of the hidden frames": [("features[i]", "features[i, first:last]")],
        "a mean of the frames still seen": [
            ("features[i].mean", "np.delete(features[i], range(first, last), axis=0).mean")
        ],
        "one mean for everything": [("features[i].mean(axis=0)", "features.mean()")],
    },
    "variances": {
        "the means as they are": [(" - sigma2 / m", "")],
        "divided by the number": [("(m - 1)", "m"), ("(k - 1)", "k")],
        "the means as they are, divided by the number": """
            return np.var(values.mean(axis=1)), np.mean(values.var(axis=1))
        """,
        "takes divided by the number": [("(m - 1)", "m")],
        "means divided by the number": [("(k - 1)", "k")],
        "all of the takes' variance taken off": [("- sigma2 / m", "- sigma2")],
        "divided by the voices": [("sigma2 / m", "sigma2 / k")],
        "divided by one take less": [("sigma2 / m", "sigma2 / (m - 1)")],
        "added": [("- sigma2 / m", "+ sigma2 / m")],
        "below zero": [("max(between - sigma2 / m, 0)", "between - sigma2 / m")],
        "sign dropped": [("max(between - sigma2 / m, 0)", "abs(between - sigma2 / m)")],
        "exchanged": [("return max", "return sigma2, max"), ("0), sigma2", "0)")],
        "axes exchanged": [("k, m = values.shape", "values = values.T; k, m = values.shape")],
        "along the wrong axis": """
            means, sigma2 = values.mean(axis=0), values.var(axis=0, ddof=1).mean()
            return max(means.var(ddof=1) - sigma2 / values.shape[1], 0), sigma2
        """,
        "takes across the voices": [
            ("sigma2 = ", "sigma2 = values.var(axis=0, ddof=1).mean(); rest = ")
        ],
        "standard deviations": [
            (
                "return max(between - sigma2 / m, 0), sigma2",
                "return max(between - sigma2 / m, 0) ** 0.5, sigma2**0.5",
            )
        ],
        "the variance of all values": [("between =", "sigma2 = np.var(values, ddof=1); between =")],
        "the rest of the variance of all values": [
            ("between - sigma2 / m", "np.var(values, ddof=1) - sigma2")
        ],
        "the variance of a mean": [("0), sigma2", "0), sigma2 / m")],
    },
    "voices_needed": {
        "the number of clips": [(" / clips", "")],
        "clips of a voice as independent": [("tau2 + sigma2", "(tau2 + sigma2)")],
        "the wrong part divided": [("tau2 + sigma2 / clips", "tau2 / clips + sigma2")],
        "root of the clips": [("/ clips", "/ math.sqrt(clips)")],
        "voices alone": [(" + sigma2 / clips", "")],
        "takes alone": [("tau2 + ", "")],
        "clips in all": [("return ", "return clips * ")],
        "rounded down": [("math.ceil", "int")],
        "rounded to the nearest": [("math.ceil", "round")],
        "one more": [("math.ceil(", "1 + math.floor(")],
        "one standard error": [(" / 1.96", "")],
        "two standard errors": [("1.96", "2")],
        "not squared": [(" ** 2", "")],
        "factor not squared": [("(half_width / 1.96) ** 2", "half_width**2 / 1.96")],
        "half width not squared": [("(half_width / 1.96) ** 2", "half_width / 1.96**2")],
        "root of the number": [
            ("math.ceil(variance / largest)", "math.ceil((variance / largest) ** 0.5)")
        ],
        "width for half width": [("half_width / 1.96", "half_width / 2 / 1.96")],
    },
}

# Wrong in a way that has no name, with the start of what is said instead.
OTHERS = {
    "to_hertz": [
        ([("10 **", "2 **")], ""),
        ([("- 1", "- 2")], ""),
        ([("mel / 2595", "2595 / mel")], "The result is not finite everywhere"),
        ("return [700 * (10 ** (m / 2595) - 1) for m in mel]", "Return a NumPy array."),
        ("mel /= 2595; return 700 * (10**mel - 1)", "The answer changes its argument mel in place"),
    ],
    "slopes": [
        ([("steps @ window", "steps**3 @ window")], ""),
        ([("- 1)]", "- 2)]")], ""),
        ([("np.sum(steps**2)", "np.sum(steps)")], "The result is not finite everywhere"),
        ([("return result", "return result[reach:-reach]")], ""),
        ([("return result", "return list(result)")], "Return a NumPy array."),
        (
            "features -= features.mean(); return features",
            "The answer changes its argument features",
        ),
    ],
    "voice_folds": [
        ([("% count", "% 2")], ""),
        ([("% count", "* count")], ""),
        ([("np.array(folds)", "folds")], "Return a NumPy array."),
        ([("np.array(folds)", "np.array(folds, dtype=float)")], ""),
        ([("return ", "print("), ("(folds)", "(folds))")], "The answer returned None."),
    ],
    "mask_frames": [
        ([("mean(axis=0)", "max(axis=0)")], ""),
        ([("features[i].mean(axis=0)", "np.nan")], "The result is not finite everywhere"),
        ([("return result", "return result[:, :, 0]")], ""),
        ([("features.copy()", "features")], "The answer changes its argument features in place"),
        ([("features.copy()", "features[:]")], "The answer changes its argument features in place"),
        (
            [("first, last =", "width[i] += start[i]; first, last =")],
            "The answer changes its argument",
        ),
        ([("return result", "return list(result)")], "Return a NumPy array."),
    ],
    "variances": [
        ([("/ (k - 1)", "/ (k - 2)")], ""),
        (
            [("max(between - sigma2 / m, 0), sigma2", "max(between - sigma2 / m, 0)")],
            "Return tau2, sigma2",
        ),
        ([("sigma2 / m,", "sigma2 * m,")], ""),
        ([("values.shape", "values.shape; values = values / 0 * 0")], "The result is not finite"),
        ([("/ (k * (m - 1))", "/ (m - 1)")], ""),
        ("return values.mean(), values.var()", ""),
    ],
    "voices_needed": [
        ([("+", "*")], ""),
        ([("math.ceil(variance / largest)", "math.ceil(largest / variance)")], ""),
        ([("math.ceil(variance / largest)", "variance / largest")], ""),
        ([("math.ceil(variance / largest)", "np.ceil(variance / largest)")], ""),
        ([("1.96", "2.58")], ""),
    ],
}

# Right, and unlike the solution.
RIGHT = {
    "to_hertz": [
        "return 700 * np.expm1(mel * np.log(10) / 2595)",
        "return np.float32(700 * (10 ** (mel / 2595) - 1))",
        "return 700 * (10 ** (mel.astype(np.float32) / 2595) - 1)",
        "return np.array([700 * (10 ** (m / 2595) - 1) for m in mel])",
    ],
    "slopes": [
        [("steps @ window / np.sum(steps**2)", "np.polyfit(steps, window, 1)[0]")],
        [("count =", "features = features.astype(np.float32); count =")],
        [("return result", "return result.astype(np.float32)")],
        'return savgol_filter(features, 2 * reach + 1, 1, deriv=1, axis=0, mode="nearest")',
    ],
    "voice_folds": [
        "return np.unique(voice, return_inverse=True)[1] % count",
        [("np.array(folds)", "np.array(folds, dtype=np.uint8)")],
    ],
    "mask_frames": [
        [("result = features.copy()", "result = features.astype(np.float32)")],
        """
            time = np.arange(features.shape[1])
            hidden = (time >= start[:, None]) & (time < (start + width)[:, None])
            return np.where(hidden[..., None], features.mean(axis=1, keepdims=True), features)
        """,
    ],
    "variances": [
        """
            sigma2 = values.var(axis=1, ddof=1).mean()
            tau2 = values.mean(axis=1).var(ddof=1) - sigma2 / values.shape[1]
            return np.maximum(0, tau2), sigma2
        """,
        [("k, m =", "values = values.astype(np.float32); k, m =")],
    ],
    "voices_needed": [
        "return int(np.ceil(1.96**2 * (tau2 + sigma2 / clips) / half_width**2))",
        "return math.ceil((1.96 * math.sqrt(tau2 + sigma2 / clips) / half_width) ** 2)",
        "return np.ceil((1.96 / half_width) ** 2 * (tau2 + sigma2 / clips)).astype(np.int64)",
        """
            voices = 1
            while 1.96 * np.sqrt(tau2 / voices + sigma2 / (voices * clips)) > half_width:
                voices += 1
            return voices
        """,
    ],
}
