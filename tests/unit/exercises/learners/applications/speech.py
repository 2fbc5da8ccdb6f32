"""What learners write in the exercises on speech."""

import math

import numpy as np
from scipy.signal import savgol_filter

# Names that an answer may use.
SCOPE = {"math": math, "np": np, "savgol_filter": savgol_filter}
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
        names = np.unique(voice)
        clips = [values[voice == name] for name in names]
        squares = sum(np.sum((c - c.mean()) ** 2) for c in clips)
        sigma2 = squares / (len(values) - len(names))
        of_means = np.var([c.mean() for c in clips], ddof=1)
        tau2 = of_means - sigma2 * np.mean([1 / len(c) for c in clips])
        return max(tau2, 0), sigma2
    """,
    "voices_needed": """
        variance = tau2 + sigma2 / clips
        largest = (half_width / 1.96) ** 2
        return math.ceil(variance / largest)
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
    },
    "voice_folds": {
        "clips dealt out": (
            [("voices.index(name)", "i"), ("name in voice", "i in range(len(voice))")],
            "return np.arange(len(voice)) % count",
            "return np.arange(len(voice))%count",
        ),
        "neighbours together": (
            """
                parts = np.array_split(np.unique(voice), count)
                return np.array([[name in part for part in parts].index(True) for name in voice])
            """,
            """
                parts = np.array_split(np.unique(voice), count)
                return np.array([[v in p for p in parts].index(True) for v in voice])
            """,
            """
                n = np.unique(voice, return_inverse=True)[1]
                return n * count // (n.max() + 1)
            """,
        ),
        "order of appearance": [("sorted(set(voice))", "list(dict.fromkeys(voice))")],
        "largest first": """
            names, sizes = np.unique(voice, return_counts=True)
            order = names[np.argsort(-sizes, kind="stable")].tolist()
            return np.array([order.index(v) % count for v in voice.tolist()])
        """,
        "smallest first": """
            names, sizes = np.unique(voice, return_counts=True)
            order = names[np.argsort(sizes, kind="stable")].tolist()
            return np.array([order.index(v) % count for v in voice.tolist()])
        """,
        "to the emptiest fold, largest first": """
            names, sizes = np.unique(voice, return_counts=True)
            rows, fold = [0] * count, {}
            for i in np.argsort(-sizes, kind="stable"):
                f = rows.index(min(rows))
                fold[names[i]] = f
                rows[f] += sizes[i]
            return np.array([fold[v] for v in voice])
        """,
        "to the emptiest fold": """
            names, sizes = np.unique(voice, return_counts=True)
            rows, fold = [0] * count, {}
            for name, size in zip(names, sizes):
                f = rows.index(min(rows))
                fold[name] = f
                rows[f] += size
            return np.array([fold[v] for v in voice])
        """,
        "there and back": """
            n = np.unique(voice, return_inverse=True)[1]
            lap, place = np.divmod(n, count)
            return np.where(lap % 2 == 0, place, count - 1 - place)
        """,
        "sorted clips dealt out": """
            order = np.argsort(voice, kind="stable")
            f = np.empty(len(voice), int)
            f[order] = np.arange(len(voice)) % count
            return f
        """,
        "sorted clips cut": """
            order = np.argsort(voice, kind="stable")
            f = np.empty(len(voice), int)
            f[order] = np.arange(len(voice)) * count // len(voice)
            return f
        """,
        "each voice dealt out": """
            f = np.empty(len(voice), int)
            for v in np.unique(voice):
                f[voice == v] = np.arange((voice == v).sum()) % count
            return f
        """,
        "one fold a voice": ([(" % count", "")], "return np.unique(voice,return_inverse=True)[1]"),
        "one fold too few": """
            names = np.unique(voice)
            fold = {name: i % (count - 1) for i, name in enumerate(names.tolist())}
            return np.array([fold[v] for v in voice.tolist()])
        """,
        "one fold too many": """
            names = np.unique(voice)
            fold = {name: i % (count + 1) for i, name in enumerate(names.tolist())}
            return np.array([fold[v] for v in voice.tolist()])
        """,
        "every clip counted": [("sorted(set(voice))", "sorted(voice)")],
        "numbered from one": (
            [("% count", "% count + 1")],
            "return np.unique(voice,return_inverse=True)[1]%count+1",
        ),
        "first voice in fold one": [("voices.index(name)", "(voices.index(name) + 1)")],
        "divided": ([("%", "//")], "return np.unique(voice,return_inverse=True)[1]//count"),
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
        "a mean over the clips, frame by frame": [
            ("features[i].mean(axis=0)", "features.mean(axis=0)[first:last]")
        ],
        "one frame too many": [("+ width[i]", "+ width[i] + 1")],
        "one frame too few": [("first:last", "first : max(last - 1, 0)")],
        "one frame late": [("first:last", "first + 1 : last + 1")],
        "width as an end": [("start[i] + width[i]", "width[i]")],
        "to the end": [("first:last", "first:")],
        "one run for all": [("start[i]", "start[0]"), ("width[i]", "width[0]")],
        "the first of the run shown": """
            t = np.arange(features.shape[1])
            hidden = (t > start[:, None]) & (t < (start + width)[:, None])
            return np.where(hidden[..., None], features.mean(axis=1, keepdims=True), features)
        """,
        "around the start": """
            masked = features.copy()
            means = features.mean(axis=1)
            for i in range(len(features)):
                for t in range(
                    max(start[i] - width[i] // 2, 0), max(start[i] + (width[i] + 1) // 2, 0)
                ):
                    masked[i, t] = means[i]
            return masked
        """,
        "a mean that changes": """
            masked = features.copy()
            means = features.mean(axis=1)
            features = masked
            for i in range(len(features)):
                for t in range(start[i], start[i] + width[i]):
                    masked[i, t] = masked[i].mean(axis=0)
            return masked
        """,
        "the median": """
            masked = features.copy()
            means = np.median(features, axis=1)
            for i in range(len(features)):
                for t in range(start[i], start[i] + width[i]):
                    masked[i, t] = means[i]
            return masked
        """,
        "the mean taken off": """
            masked = features.copy()
            means = features.mean(axis=1)
            for i in range(len(features)):
                for t in range(start[i], start[i] + width[i]):
                    masked[i, t] -= means[i]
            return masked
        """,
        "the first frame of the clip": """
            masked = features.copy()
            means = features.mean(axis=1)
            for i in range(len(features)):
                for t in range(start[i], start[i] + width[i]):
                    masked[i, t] = features[i, 0]
            return masked
        """,
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
        "the means as they are": [(" - sigma2 * np.mean([1 / len(c) for c in clips])", "")],
        "the mean number of takes": [
            ("np.mean([1 / len(c) for c in clips])", "len(names) / len(values)")
        ],
        "divided by the number": [(" - len(names))", ")"), ("ddof=1", "ddof=0")],
        "the means as they are, divided by the number": [
            (" - len(names))", ")"),
            ("ddof=1", "ddof=0"),
            (" - sigma2 * np.mean([1 / len(c) for c in clips])", ""),
        ],
        "takes divided by the number": [(" - len(names))", ")")],
        "one less in all": [(" - len(names))", " - 1)")],
        "means divided by the number": [("ddof=1", "ddof=0")],
        "voice by voice": [
            ("squares / (len(values) - len(names))", "np.mean([c.var(ddof=1) for c in clips])")
        ],
        "voice by voice, single takes left out": (
            [
                (
                    "squares / (len(values) - len(names))",
                    "np.mean([c.var(ddof=1) for c in clips if len(c) > 1])",
                )
            ],
            [
                (
                    "squares / (len(values) - len(names))",
                    "np.nanmean([c.var(ddof=1) for c in clips])",
                )
            ],
        ),
        "voice by voice, divided by the number": [
            ("squares / (len(values) - len(names))", "np.mean([c.var() for c in clips])")
        ],
        "means counted clip by clip": [
            (
                "np.var([c.mean() for c in clips], ddof=1)",
                "np.var(np.concatenate([np.full(len(c), c.mean()) for c in clips]), ddof=1)",
            )
        ],
        "around the mean of all clips": [
            (
                "np.var([c.mean() for c in clips], ddof=1)",
                "sum((c.mean() - values.mean()) ** 2 for c in clips) / (len(names) - 1)",
            )
        ],
        "all of the takes' variance taken off": [(" * np.mean([1 / len(c) for c in clips])", "")],
        "parts added up": [
            ("np.mean([1 / len(c) for c in clips])", "sum(1 / len(c) for c in clips)")
        ],
        "multiplied by the takes": [("1 / len(c)", "len(c)")],
        "divided by the voices": [("np.mean([1 / len(c) for c in clips])", "1 / len(names)")],
        "divided by all clips": [("np.mean([1 / len(c) for c in clips])", "1 / len(values)")],
        "added": [("of_means - sigma2", "of_means + sigma2")],
        "below zero": [("max(tau2, 0)", "tau2")],
        "sign dropped": [("max(tau2, 0)", "abs(tau2)")],
        "exchanged": [("max(tau2, 0), sigma2", "sigma2, max(tau2, 0)")],
        "standard deviations": [("max(tau2, 0), sigma2", "max(tau2, 0) ** 0.5, sigma2**0.5")],
        "the variance of all values": [
            ("squares / (len(values) - len(names))", "values.var(ddof=1)")
        ],
        "the rest of the variance of all values": [
            (
                "of_means - sigma2 * np.mean([1 / len(c) for c in clips])",
                "values.var(ddof=1) - sigma2",
            )
        ],
        "the variance of a mean": [
            ("max(tau2, 0), sigma2", "max(tau2, 0), sigma2 * np.mean([1 / len(c) for c in clips])")
        ],
    },
    "voices_needed": {
        "the number of clips": [(" / clips", "")],
        "clips of a voice as independent": (
            [("tau2 + sigma2", "(tau2 + sigma2)")],
            "return math.ceil((1.96/half_width)**2*(tau2+sigma2)/clips)",
        ),
        "the wrong part divided": [("tau2 + sigma2 / clips", "tau2 / clips + sigma2")],
        "root of the clips": [("/ clips", "/ math.sqrt(clips)")],
        "voices alone": [(" + sigma2 / clips", "")],
        "takes alone": [("tau2 + ", "")],
        "clips in all": [("return ", "return clips * ")],
        "clips in all, rounded late": (
            """
                voices = 1.96**2 * (tau2 + sigma2 / clips) / half_width**2
                return math.ceil(voices * clips)
            """,
            """
                return math.ceil((1.96 / half_width) ** 2 * (tau2 + sigma2 / clips) * clips)
            """,
        ),
        "rounded down": (
            [("math.ceil", "int")],
            """
                return int(1.96**2 * (tau2 + sigma2 / clips) / half_width**2)
            """,
            "return math.floor((1.96/half_width)**2*(tau2+sigma2/clips))",
        ),
        "rounded to the nearest": (
            [("math.ceil", "round")],
            """
                return round(1.96**2 * (tau2 + sigma2 / clips) / half_width**2)
            """,
        ),
        "one more": [("math.ceil(", "1 + math.floor(")],
        "not rounded": (
            "return 1.96**2 * (tau2 + sigma2 / clips) / half_width**2",
            [("math.ceil(variance / largest)", "variance / largest")],
        ),
        "two at least": """
            voices = 2
            while 1.96 * math.sqrt((tau2 + sigma2 / clips) / voices) > half_width:
                voices += 1
            return voices
        """,
        "one take less": """
            voices = 1
            while 1.96 * math.sqrt((tau2 + sigma2 / (clips - 1)) / voices) > half_width:
                voices += 1
            return voices
        """,
        "variances squared": (
            """
                voices = 1
                while 1.96 * math.sqrt((tau2**2 + sigma2**2 / clips) / voices) > half_width:
                    voices += 1
                return voices
            """,
            """
                return math.ceil((1.96 / half_width) ** 2 * (tau2**2 + sigma2**2 / clips))
            """,
        ),
        "roots added": """
            voices = 1
            while (
                1.96 * (math.sqrt(tau2 / voices) + math.sqrt(sigma2 / (clips * voices)))
                > half_width
            ):
                voices += 1
            return voices
        """,
        "one side": """
            voices = 1
            while 1.645 * math.sqrt((tau2 + sigma2 / clips) / voices) > half_width:
                voices += 1
            return voices
        """,
        "one standard error": [(" / 1.96", "")],
        "two standard errors": [("1.96", "2")],
        "not squared": [(" ** 2", "")],
        "factor not squared": (
            [("(half_width / 1.96) ** 2", "half_width**2 / 1.96")],
            """
                return math.ceil(1.96 * (tau2 + sigma2 / clips) / half_width**2)
            """,
        ),
        "half width not squared": [("(half_width / 1.96) ** 2", "half_width / 1.96**2")],
        "half width doubled": (
            """
                voices = 1
                while 1.96 * math.sqrt((tau2 + sigma2 / clips) / voices) > 2 * half_width:
                    voices += 1
                return voices
            """,
            """
                return math.ceil((1.96 / (2 * half_width)) ** 2 * (tau2 + sigma2 / clips))
            """,
        ),
        "root of the number": (
            [("math.ceil(variance / largest)", "math.ceil((variance / largest) ** 0.5)")],
            """
                return math.ceil(1.96 * math.sqrt(tau2 + sigma2 / clips) / half_width)
            """,
            """
                return math.ceil(1.96 / half_width * math.sqrt(tau2 + sigma2 / clips))
            """,
        ),
        "width for half width": [("half_width / 1.96", "half_width / 2 / 1.96")],
    },
}

# Wrong in a way that has no name, with the start of what is said instead.
OTHERS = {
    "to_hertz": [
        # bend at 16
        ([("mel < 15", "mel < 16")], ""),
        # the curve on the line's end
        ([("1000 * 6.4", "1000 + 6.4")], ""),
        # if
        (
            """
                if mel < 15:
                    return mel * 200 / 3
                return 1000 * 6.4 ** ((mel - 15) / 27)
            """,
            "",
        ),
        # added fifteen
        ([("mel - 15", "mel + 15")], ""),
        # sorted parts
        (
            """
                return np.concatenate(
                    [mel[mel < 15] * 200 / 3, 1000 * 6.4 ** ((mel[mel >= 15] - 15) / 27)]
                )
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
        # constants
        ([("(mel - 15) / 27", "(mel - 27) / 15")], ""),
        # root
        ([("6.4 ** ((mel - 15) / 27)", "((mel - 15) / 27) ** 6.4")], ""),
        # minimum
        ([("np.where(mel < 15, line, curve)", "np.minimum(line, curve)")], ""),
        # maximum
        ([("np.where(mel < 15, line, curve)", "np.maximum(line, curve)")], ""),
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
        # integers
        (
            """
                n = len(features)
                x = np.arange(-reach, reach + 1)
                result = np.zeros(features.shape, dtype=int)
                for t in range(n):
                    for b in range(features.shape[1]):
                        y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                        result[t, b] = np.polyfit(x, y, 1)[0]
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
        # quadratic
        (
            """
                n = len(features)
                x = np.arange(-reach, reach + 1)
                result = np.zeros(features.shape)
                for t in range(n):
                    for b in range(features.shape[1]):
                        y = [features[min(max(t + s, 0), n - 1), b] for s in x]
                        result[t, b] = np.polyfit(x, y, 2)[0]
                return result
            """,
            "",
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
    "voice_folds": [
        # lists
        (
            """
                names = np.unique(voice)
                fold = {name: i % count for i, name in enumerate(names.tolist())}
                f = np.array([fold[v] for v in voice.tolist()])
                return [np.flatnonzero(f == i) for i in range(count)]
            """,
            "Return one NumPy array. Do its rows have the same length,",
        ),
        # sorted folds
        (
            """
                names = np.unique(voice)
                fold = {name: i % count for i, name in enumerate(names.tolist())}
                return np.sort(np.array([fold[v] for v in voice.tolist()]))
            """,
            "The result has the right entries, in another order.",
        ),
        # names
        (
            """
                names = np.unique(voice)
                fold = {name: i % count for i, name in enumerate(names.tolist())}
                return fold
            """,
            "",
        ),
        # two
        (
            """
                names = np.unique(voice)
                fold = {name: i % 2 for i, name in enumerate(names.tolist())}
                return np.array([fold[v] for v in voice.tolist()])
            """,
            "The answer never uses its argument count.",
        ),
        # of the first letter
        ("return np.array([ord(v[0]) for v in voice.tolist()]) % count", ""),
        # hash
        ("return np.array([len(v) for v in voice.tolist()]) % count", ""),
        ([("% count", "% 2")], "The answer never uses its argument count."),
        ([("% count", "* count")], ""),
        (
            [("return ", "print("), ("(folds)", "(folds))")],
            "The answer returned None. Does each way through it end with",
        ),
    ],
    "mask_frames": [
        # bands
        (
            """
                masked = features.copy()
                means = features.mean(axis=1)
                for i in range(len(features)):
                    for t in range(start[i], start[i] + width[i]):
                        masked[i, :, t % features.shape[2]] = means[i, t % features.shape[2]]
                return masked
            """,
            "",
        ),
        # from zero
        (
            """
                masked = features.copy()
                means = features.mean(axis=1)
                for i in range(len(features)):
                    for t in range(width[i]):
                        masked[i, t] = means[i]
                return masked
            """,
            "The answer never uses its argument start.",
        ),
        # last ones
        (
            """
                masked = features.copy()
                means = features.mean(axis=1)
                for i in range(len(features)):
                    for t in range(features.shape[1] - width[i], features.shape[1]):
                        masked[i, t] = means[i]
                return masked
            """,
            "The answer never uses its argument start.",
        ),
        # exchanged
        (
            """
                masked = features.copy()
                means = features.mean(axis=1)
                for i in range(len(features)):
                    for t in range(width[i], min(start[i] + width[i], features.shape[1])):
                        masked[i, t] = means[i]
                return masked
            """,
            "This would be right if start and width were exchanged.",
        ),
        # in place
        (
            """
                masked = features
                means = features.mean(axis=1)
                for i in range(len(features)):
                    for t in range(start[i], start[i] + width[i]):
                        masked[i, t] = means[i]
                return masked
            """,
            "The answer changes its argument features in place, and so",
        ),
        # halved
        (
            """
                masked = features.copy()
                means = features.mean(axis=1)
                for i in range(len(features)):
                    for t in range(start[i], start[i] + width[i]):
                        masked[i, t] = (masked[i, t] + means[i]) / 2
                return masked
            """,
            "",
        ),
        # NaN
        (
            """
                masked = features.copy()
                means = features.mean(axis=1)
                for i in range(len(features)):
                    for t in range(start[i], start[i] + width[i]):
                        masked[i, t] = np.nan
                return masked
            """,
            "The result is NaN, not a number: look for 0/0, or for NaN",
        ),
        # mask alone
        (
            """
                masked = features.copy()
                means = features.mean(axis=1)
                for i in range(len(features)):
                    for t in range(start[i], start[i] + width[i]):
                        masked[i, t] = means[i]
                return masked != features
            """,
            "Return numbers, not True or False.",
        ),
        # frame before
        (
            """
                masked = features.copy()
                means = features.mean(axis=1)
                for i in range(len(features)):
                    for t in range(start[i], start[i] + width[i]):
                        masked[i, t] = features[i, max(start[i] - 1, 0)]
                return masked
            """,
            "",
        ),
        # last clip alone
        (
            """
                masked = features.copy()
                means = features.mean(axis=1)
                for i in range(len(features) - 1, len(features)):
                    for t in range(start[i], start[i] + width[i]):
                        masked[i, t] = means[i]
                return masked
            """,
            "",
        ),
        # clips of runs alone
        (
            """
                masked = features.copy()
                means = features.mean(axis=1)
                for i in range(len(features)):
                    for t in range(start[i], start[i] + width[i]):
                        masked[i, t] = means[i]
                return masked[width > 0]
            """,
            "",
        ),
        ([("mean(axis=0)", "max(axis=0)")], ""),
        (
            [("features[i].mean(axis=0)", "np.nan")],
            "The result is NaN, not a number: look for 0/0, or for NaN",
        ),
        ([("return result", "return result[:, :, 0]")], ""),
        (
            [("features.copy()", "features")],
            "The answer changes its argument features in place, and so",
        ),
        (
            [("features.copy()", "features[:]")],
            "The answer changes its argument features in place, and so",
        ),
        (
            [("first, last =", "width[i] += start[i]; first, last =")],
            "The answer changes its argument width in place, and so the",
        ),
    ],
    "variances": [
        # weighted squares
        (
            [
                ("(len(values) - len(names))", "(len(values) - len(names))"),
                (
                    "np.var([c.mean() for c in clips], ddof=1)",
                    "sum(len(c) * (c.mean() - values.mean()) ** 2 for c in clips) / len(names)",
                ),
            ],
            "Right: sigma2.",
        ),
        # takes of the first
        ([("np.mean([1 / len(c) for c in clips])", "1 / len(clips[0])")], "Right: sigma2."),
        # takes less one
        ([("1 / len(c) for", "1 / max(len(c) - 1, 1) for")], "Right: sigma2."),
        # first alone
        ([("max(tau2, 0), sigma2", "max(tau2, 0)")], "Return tau2, sigma2 together, as a tuple."),
        # a list
        (
            [("return max(tau2, 0), sigma2", "return {'tau2': max(tau2, 0), 'sigma2': sigma2}")],
            "Return tau2, sigma2 together, as a tuple.",
        ),
        # sorted assumed
        ([("names = np.unique(voice)", "names = np.unique(voice); voice = np.sort(voice)")], ""),
        (
            """
                n = np.unique(voice)
                c = [values[voice == v] for v in n]
                s2 = np.mean([x.var(ddof=1) for x in c if len(x) > 1])
                t2 = np.var([x.mean() for x in c], ddof=1) - s2 / np.mean([len(x) for x in c])
                return max(t2, 0), s2
            """,
            "",
        ),
        (
            """
                n = np.unique(voice)
                c = [values[voice == v] for v in n]
                s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(n))
                t2 = np.var([x.mean() for x in c], ddof=1) - s2 / np.median([len(x) for x in c])
                return max(t2, 0), s2
            """,
            "Right: sigma2.",
        ),
    ],
    "voices_needed": [
        # n - 1
        (
            """
                voices = 1
                while 1.96 * math.sqrt((tau2 + sigma2 / clips) / max(voices - 1, 0.5)) > half_width:
                    voices += 1
                return voices
            """,
            "Right in some cases. In the others: The result is 1 more",
        ),
        # one too many
        (
            """
                voices = 1
                while 1.96 * math.sqrt((tau2 + sigma2 / clips) / voices) > half_width:
                    voices += 1
                return voices + 1
            """,
            "The result is 1 more than it should be.",
        ),
        # one too few
        (
            """
                voices = 1
                while 1.96 * math.sqrt((tau2 + sigma2 / clips) / voices) > half_width:
                    voices += 1
                return voices - 1
            """,
            "The result is 1 less than it should be.",
        ),
        # product
        (
            """
                voices = 1
                while 1.96 * math.sqrt((tau2 * sigma2 / clips) / voices) > half_width:
                    voices += 1
                return voices
            """,
            "",
        ),
        # voices only
        (
            """
                voices = 1
                while 1.96 * math.sqrt((tau2) / voices) > half_width:
                    voices += 1
                return voices
            """,
            "The answer never uses its argument sigma2 and clips.",
        ),
        # 2.58
        (
            """
                voices = 1
                while 2.58 * math.sqrt((tau2 + sigma2 / clips) / voices) > half_width:
                    voices += 1
                return voices
            """,
            "",
        ),
        ([("+", "*")], ""),
        ([("math.ceil(variance / largest)", "math.ceil(largest / variance)")], ""),
        ([("1.96", "2.58")], ""),
        (
            "return math.ceil((1.96/half_width)**2*(tau2+sigma2/clips))+1",
            "The result is 1 more than it should be.",
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
    "voice_folds": [
        "return np.unique(voice, return_inverse=True)[1] % count",
        [("np.array(folds)", "np.array(folds, dtype=np.uint8)")],
        """
            return [sorted(set(voice.tolist())).index(v) % count for v in voice.tolist()]
        """,
        "return np.searchsorted(np.unique(voice), voice) % count",
        [("np.array(folds)", "folds")],
        [("np.array(folds)", "np.array(folds, dtype=float)")],
    ],
    "mask_frames": [
        [("result = features.copy()", "result = features.astype(np.float32)")],
        """
            time = np.arange(features.shape[1])
            hidden = (time >= start[:, None]) & (time < (start + width)[:, None])
            return np.where(hidden[..., None], features.mean(axis=1, keepdims=True), features)
        """,
        """
            t = np.arange(features.shape[1])
            hidden = (t >= start[:, None]) & (t < (start + width)[:, None])
            return np.where(hidden[..., None], features.mean(axis=1, keepdims=True), features)
        """,
        [("return result", "return list(result)")],
    ],
    "variances": [
        """
            _, number, takes = np.unique(voice, return_inverse=True, return_counts=True)
            means = np.bincount(number, values) / takes
            sigma2 = np.sum((values - means[number]) ** 2) / (len(values) - len(takes))
            return max(means.var(ddof=1) - sigma2 * np.mean(1 / takes), 0.0), sigma2
        """,
        [("return max(tau2, 0), sigma2", "return np.array([max(tau2, 0), sigma2])")],
        [("return max(tau2, 0), sigma2", "return [np.maximum(0, tau2), sigma2]")],
    ],
    "voices_needed": [
        """
            return int(np.ceil(1.96**2 * (tau2 + sigma2 / clips) / half_width**2))
        """,
        """
            return math.ceil((1.96 * math.sqrt(tau2 + sigma2 / clips) / half_width) ** 2)
        """,
        """
            return np.ceil((1.96 / half_width) ** 2 * (tau2 + sigma2 / clips)).astype(np.int64)
        """,
        """
            voices = 1
            while 1.96 * np.sqrt(tau2 / voices + sigma2 / (voices * clips)) > half_width:
                voices += 1
            return voices
        """,
        """
            return math.ceil(1.96**2 * (tau2 + sigma2 / clips) / half_width**2)
        """,
        """
            return float(math.ceil(1.96**2 * (tau2 + sigma2 / clips) / half_width**2))
        """,
        [("math.ceil(variance / largest)", "np.ceil(variance / largest)")],
    ],
}
