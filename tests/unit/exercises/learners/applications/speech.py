"""What learners write in the exercises on speech."""

import math

import numpy as np

# Names that an answer may use.
SCOPE = {"math": math, "np": np}
# A right answer of each exercise: the lines of its function.
SOLUTIONS = {
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
        if tau2 == sigma2 == 0:
            return 1
        largest = (half_width / 1.96) ** 2
        return math.ceil(variance / largest)
    """,
}

SLIPS = {
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
        "blocks of equal length": """
            names, number = np.unique(voice, return_inverse=True)
            return number // math.ceil(len(names) / count)
        """,
        "by the first letter": """
            return np.array([ord(v[0]) for v in voice.tolist()]) % count
        """,
        "the rest in the last fold": """
            _, number = np.unique(voice, return_inverse=True)
            return np.minimum(number, count - 1)
        """,
        "folds from the last": [
            ("% count", "% count"),
            ("return np.array(folds)", "return count - 1 - np.array(folds)"),
        ],
        "blocks that are too short": """
            names, number = np.unique(voice, return_inverse=True)
            return number // max(len(names) // count, 1)
        """,
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
        "the mean of the first clip": """
            masked = features.copy()
            for i in range(len(masked)):
                masked[i, start[i] : start[i] + width[i]] = features[0].mean(axis=0)
            return masked
        """,
        "all means taken off": """
            masked = features - features.mean(axis=1, keepdims=True)
            for clip, first, length in zip(masked, start, width):
                clip[first : first + length] = 0
            return masked
        """,
        "the largest": [("mean(axis=0)", "max(axis=0)")],
        "a mean with zeros in it": """
            masked = features.copy()
            for clip, first, length in zip(masked, start, width):
                clip[first : first + length] = 0
                clip[first : first + length] = clip.mean(axis=0)
            return masked
        """,
        "the frame before": """
            masked = features.copy()
            for i in range(len(masked)):
                masked[i, start[i] : start[i] + width[i]] = features[i, max(start[i] - 1, 0)]
            return masked
        """,
        "half hidden": """
            masked = features.copy()
            for clip, first, length in zip(masked, start, width):
                hidden = clip[first : first + length]
                clip[first : first + length] = (hidden + clip.mean(axis=0)) / 2
            return masked
        """,
        "the widest run for all": """
            masked = features.copy()
            for i in range(len(masked)):
                if width[i] > 0:
                    masked[i, start[i] : start[i] + max(width)] = features[i].mean(axis=0)
            return masked
        """,
        "sums": [("mean(axis=0)", "sum(axis=0)")],
        "the smallest": [("mean(axis=0)", "min(axis=0)")],
        "the first of the run": """
            masked = features.copy()
            for i in range(len(masked)):
                if width[i]:
                    masked[i, start[i] : start[i] + width[i]] = features[i, start[i]]
            return masked
        """,
        "the last frame of the clip": """
            masked = features.copy()
            for i in range(len(masked)):
                masked[i, start[i] : start[i] + width[i]] = features[i, -1]
            return masked
        """,
        "the mean added": """
            masked = features.copy()
            for i in range(len(masked)):
                masked[i, start[i] : start[i] + width[i]] += features[i].mean(axis=0)
            return masked
        """,
        "the mean multiplied": """
            masked = features.copy()
            for i in range(len(masked)):
                masked[i, start[i] : start[i] + width[i]] *= features[i].mean(axis=0)
            return masked
        """,
        "the ends of the run alone": """
            masked = features.copy()
            for i in range(len(masked)):
                if width[i]:
                    masked[i, [start[i], start[i] + width[i] - 1]] = features[i].mean(axis=0)
            return masked
        """,
        "the first clip alone": """
            masked = features.copy()
            for clip, first, length in zip(masked, start, width):
                clip[first : first + length] = clip.mean(axis=0)
                return masked
        """,
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
        "the table of analysis of variance": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            m = np.array([len(x) for x in c])
            n0 = (m.sum() - (m**2).sum() / m.sum()) / (len(c) - 1)
            between = sum(len(x) * (x.mean() - values.mean()) ** 2 for x in c) / (len(c) - 1)
            t2 = (between - s2) / n0
            return max(t2, 0), s2
        """,
        "the root of the takes": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            part = s2 * np.mean([1 / np.sqrt(len(x)) for x in c])
            t2 = np.var([x.mean() for x in c], ddof=1) - part
            return max(t2, 0), s2
        """,
        "a standard deviation taken off": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            part = np.sqrt(s2) * np.mean([1 / len(x) for x in c])
            t2 = np.var([x.mean() for x in c], ddof=1) - part
            return max(t2, 0), s2
        """,
        "sizes of the deviations": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(np.abs(x - x.mean()).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "takes around the mean of all": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - values.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "the voices' part taken off the takes": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), max(s2 - max(t2, 0), 0)
        """,
        "single takes left out": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names if (voice == v).sum() > 1]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (sum(len(x) for x in c) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "a share of the means' variance": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) * (1 - np.mean([1 / len(x) for x in c]))
            return max(t2, 0), s2
        """,
        "the number of voices taken off last": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / len(values) - len(c)
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "squares divided by the voices": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / len(c)
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "squares divided by the voices less one": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(c) - 1)
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "each voice's own variance taken off": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - np.mean([x.var() / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "the takes of the voice in the middle": (
            """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.median([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        ),
        "the fewest takes": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 / min(len(x) for x in c)
            return max(t2, 0), s2
        """,
        "one take less": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            part = s2 * np.mean([1 / max(len(x) - 1, 1) for x in c])
            t2 = np.var([x.mean() for x in c], ddof=1) - part
            return max(t2, 0), s2
        """,
        "the spread of the means": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.std([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "sums in place of means": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.sum() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "one more than the voices": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c) - 1)
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "takes squared": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) ** 2 for x in c])
            return max(t2, 0), s2
        """,
        "divided by what is left of the clips": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 / (len(values) - len(c))
            return max(t2, 0), s2
        """,
        "voice by voice, zero for a single take": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = np.mean([x.var(ddof=1) if len(x) > 1 else 0 for x in c])
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "the variance of all values, divided by the number": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = values.var()
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "medians of the voices": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([np.median(x) for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2
        """,
        "never above zero": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return min(t2, 0), s2
        """,
        "the sum of both": """
            names = np.unique(voice)
            c = [values[voice == v] for v in names]
            s2 = sum(((x - x.mean()) ** 2).sum() for x in c) / (len(values) - len(c))
            t2 = np.var([x.mean() for x in c], ddof=1) - s2 * np.mean([1 / len(x) for x in c])
            return max(t2, 0), s2 + max(t2, 0)
        """,
        "weighted by the takes": """
            v, k = np.unique(voice, return_inverse=True)
            c = np.bincount(k)
            m = np.bincount(k, values) / c
            s2 = np.sum((values - m[k]) ** 2) / (len(values) - len(v))
            b = np.sum(c * (m - values.mean()) ** 2) / (len(v) - 1)
            return max(b - s2 * np.mean(1 / c), 0), s2
        """,
        "squares around the mean of all": """
            names, number, takes = np.unique(voice, return_inverse=True, return_counts=True)
            n, k = len(values), len(names)
            means = np.bincount(number, values) / takes
            sigma2 = ((values - means[number]) ** 2).sum() / (n - k)
            tau2 = means.var(ddof=1) - sigma2 * np.mean(1 / takes)
            return max(tau2, 0), ((values - values.mean()) ** 2).sum() / (n - k)
        """,
        "total less the takes, below zero too": """
            names, number, takes = np.unique(voice, return_inverse=True, return_counts=True)
            means = np.bincount(number, values) / takes
            sigma2 = ((values - means[number]) ** 2).sum() / (len(values) - len(names))
            return values.var(ddof=1) - sigma2, sigma2
        """,
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
        "roots added, the takes' over the clips": """
            error = math.sqrt(tau2) + math.sqrt(sigma2) / clips
            return math.ceil((1.96 * error / half_width) ** 2)
        """,
        "clips squared": """
            return math.ceil((1.96 / half_width) ** 2 * (tau2 + sigma2 / clips**2))
        """,
        "clips multiplied": """
            return math.ceil((1.96 / half_width) ** 2 * (tau2 + sigma2 * clips))
        """,
        "a standard deviation beside squares": """
            return math.ceil((1.96 / half_width) ** 2 * math.sqrt(tau2 + sigma2 / clips))
        """,
        "variances squared as a whole": """
            return math.ceil((1.96 * (tau2 + sigma2 / clips) / half_width) ** 2)
        """,
        "difference": """
            return max(1, math.ceil((1.96 / half_width) ** 2 * (tau2 - sigma2 / clips)))
        """,
        "product": (
            """
            return max(1, math.ceil((1.96 / half_width) ** 2 * tau2 * sigma2 / clips))
        """,
            """
            voices = 1
            while 1.96 * math.sqrt((tau2 * sigma2 / clips) / voices) > half_width:
                voices += 1
            return voices
        """,
        ),
        "divided by the clips in the end": """
            return math.ceil(1.96**2 * (tau2 + sigma2 / clips) / half_width**2 / clips)
        """,
        "99 percent": """
            return math.ceil(2.58**2 * (tau2 + sigma2 / clips) / half_width**2)
        """,
        "rounded before it is multiplied": """
            return math.ceil((1.96 / half_width) ** 2) * (tau2 + sigma2 / clips)
        """,
        "upside down": """
            return math.ceil((half_width / 1.96) ** 2 / (tau2 + sigma2 / clips))
        """,
        "rounded before it is squared": """
            return math.ceil(1.96 * math.sqrt(tau2 + sigma2 / clips) / half_width - 1e-9) ** 2
        """,
        "the larger of both": """
            return math.ceil((1.96 / half_width) ** 2 * max(tau2, sigma2 / clips))
        """,
        "rounded down, one at least": """
            return max(1, int(1.96**2 * (tau2 + sigma2 / clips) / half_width**2))
        """,
        "rounded to the nearest, one at least": """
            return max(1, round(1.96**2 * (tau2 + sigma2 / clips) / half_width**2))
        """,
    },
}

# Wrong in a way that has no name, with the start of what is said instead.
OTHERS = {
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
        (
            "return math.ceil((1.96/half_width)**2*(tau2+sigma2/clips))+1",
            "The result is 1 more than it should be.",
        ),
    ],
}

# Right, and unlike the solution.
RIGHT = {
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
            return max(1, int(np.ceil(1.96**2 * (tau2 + sigma2 / clips) / half_width**2)))
        """,
        """
            return max(1, math.ceil((1.96 * math.sqrt(tau2 + sigma2 / clips) / half_width) ** 2))
        """,
        """
            voices = np.ceil((1.96 / half_width) ** 2 * (tau2 + sigma2 / clips))
            return np.maximum(voices, 1).astype(np.int64)
        """,
        """
            voices = 1
            while 1.96 * np.sqrt(tau2 / voices + sigma2 / (voices * clips)) > half_width:
                voices += 1
            return voices
        """,
        """
            return math.ceil(1.96**2 * (tau2 + sigma2 / clips) / half_width**2) or 1
        """,
        """
            return max(1.0, math.ceil(1.96**2 * (tau2 + sigma2 / clips) / half_width**2))
        """,
        [("math.ceil(variance / largest)", "np.ceil(variance / largest)")],
    ],
}
