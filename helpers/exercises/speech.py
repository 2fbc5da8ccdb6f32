"""The exercises of the chapter on speech.

The mel scale is m = 2595 log10(1 + f/700). A slope over frames t − R … t + R is that of the least
squares line through them. In the model u = μ + a + e, with a voice's part a of variance τ² and a
take's part e of variance σ², a mean over V voices with c clips each has variance τ²/V + σ²/(Vc).

References
----------
Stevens, Volkmann & Newman (1937), Journal of the Acoustical Society of America 8(3), 185-190: mel.
Park et al. (2019), Interspeech, 2613-2617: masks of frames and bands.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Exercise, Mistake

# 1. From mel back to hertz


def _hertz(mel, *, power=10.0, factor=2595.0, one=1.0):
    return 700 * (power ** (mel / factor) - one)


TO_HERTZ = Exercise(
    name="speech.to_hertz",
    call="to_hertz(mel)",
    reference=_hertz,
    cases=(
        lambda: (np.array([0.0, 1000.0, 2000.0]),),
        lambda: (np.linspace(90, 2100, 7),),
    ),
    mistakes=(
        Mistake(
            "a natural logarithm",
            "The powers are those of e, but the scale was made with a logarithm to another base.",
            partial(_hertz, power=np.e),
        ),
        Mistake(
            "the one left out",
            "At zero mel this is 700 Hz. Undo the steps in their order: the logarithm was taken of "
            "one plus something.",
            partial(_hertz, one=0.0),
        ),
        Mistake(
            "the scale itself",
            "This turns hertz into mel, the other way round: large numbers become small.",
            lambda mel: 2595 * np.log10(1 + mel / 700),
        ),
        Mistake(
            "multiplied",
            "The exponent is huge. What was multiplied by 2595 has to be divided by it.",
            partial(_hertz, factor=1 / 0.2595),
        ),
    ),
)

# 2. How fast a band rises


def _slopes(features, reach, *, divisor=None, sign=1.0, mode="edge"):
    padded = np.pad(features, ((reach, reach), (0, 0)), mode=mode)
    count = len(features)
    total = np.zeros_like(features)
    for n in range(1, reach + 1):
        later = padded[reach + n : reach + n + count]
        total += n * (later - padded[reach - n : reach - n + count])
    squares = 2 * sum(n**2 for n in range(1, reach + 1))
    return sign * total / (squares if divisor is None else divisor(reach))


def _picture(seed, count, bands, reach):
    return np.random.default_rng(seed).normal(size=(count, bands)).cumsum(axis=0), reach


SLOPES = Exercise(
    name="speech.slopes",
    call="slopes(features, reach)",
    reference=_slopes,
    cases=(
        partial(_picture, 1, 9, 3, 2),
        partial(_picture, 2, 6, 4, 1),
        partial(_picture, 3, 12, 2, 3),
    ),
    mistakes=(
        Mistake(
            "half the sum of squares",
            "All slopes are twice too steep. The squared distances from the middle count on both "
            "sides of it.",
            partial(_slopes, divisor=lambda reach: sum(n**2 for n in range(1, reach + 1))),
        ),
        Mistake(
            "not divided",
            "The weighted differences are right, but a slope is a rise per frame: what does least "
            "squares divide by?",
            partial(_slopes, divisor=lambda reach: 1),
        ),
        Mistake(
            "earlier minus later",
            "The sign is wrong: a band that grows louder has a positive slope.",
            partial(_slopes, sign=-1.0),
        ),
        Mistake(
            "zeros beyond the ends",
            "The frames beyond the ends were taken as zeros, which looks like a sudden silence. "
            "Repeat the first and the last frame instead.",
            partial(_slopes, mode="constant"),
        ),
        Mistake(
            "along the bands",
            "These are slopes from band to band. Time runs along the first axis.",
            lambda features, reach: _slopes(features.T, reach).T,
        ),
        Mistake(
            "neighbours alone",
            "Only the two nearest frames were used. The line goes through all frames within the "
            "reach, and those far away count most.",
            lambda features, reach: _slopes(features, 1),
        ),
    ),
)

# 3. Folds of whole voices


def _voice_folds(voice, count):
    names = np.unique(voice)
    return np.searchsorted(names, voice) % count


def _speakers(seed, names, clips, count):
    rng = np.random.default_rng(seed)
    return rng.permutation(np.repeat(np.array(names), clips)), count


VOICE_FOLDS = Exercise(
    name="speech.voice_folds",
    call="voice_folds(voice, count)",
    reference=_voice_folds,
    cases=(
        partial(_speakers, 1, ["eve", "ann", "bob", "dan", "cat"], 4, 2),
        partial(_speakers, 2, ["u", "z", "x", "w", "y", "v", "t"], 3, 3),
        lambda: (np.array(["b", "a", "b", "c", "a", "d"]), 4),
    ),
    mistakes=(
        Mistake(
            "clips dealt out",
            "The clips were dealt out, so that a voice is in several folds. Deal out the voices, "
            "and let each clip follow its voice.",
            lambda voice, count: np.arange(len(voice)) % count,
        ),
        Mistake(
            "neighbours together",
            "Voices that follow each other in the alphabet share a fold. Deal them out like "
            "cards: the first to fold 0, the second to fold 1.",
            lambda voice, count: (
                np.searchsorted(np.unique(voice), voice) * count // len(np.unique(voice))
            ),
        ),
        Mistake(
            "order of appearance",
            "The voices were numbered as they come in the rows. Number them in alphabetical "
            "order, so that the folds do not depend on the order of the rows.",
            lambda voice, count: (
                np.array([list(dict.fromkeys(voice.tolist())).index(v) for v in voice.tolist()])
                % count
            ),
        ),
        Mistake(
            "one fold a voice",
            "Every voice got a fold of its own. There are only `count` folds, numbered from 0.",
            lambda voice, count: np.searchsorted(np.unique(voice), voice),
        ),
    ),
)

# 4. Frames hidden behind their mean


def _mask_frames(features, start, width, fill=None):
    place = np.arange(features.shape[1]) - start[:, None]
    hidden = (place >= 0) & (place < width[:, None])
    fill = features.mean(axis=1, keepdims=True) if fill is None else fill
    return np.where(hidden[:, :, None], fill, features)


def _bands_masked(features, start, width):
    return _mask_frames(features.swapaxes(1, 2), start, width).swapaxes(1, 2)


def _clips(seed, n, count, bands):
    rng = np.random.default_rng(seed)
    width = rng.integers(1, count // 2, n)
    return 2 + rng.normal(size=(n, count, bands)), rng.integers(0, count - width + 1), width


MASK_FRAMES = Exercise(
    name="speech.mask_frames",
    call="mask_frames(features, start, width)",
    reference=_mask_frames,
    cases=(
        partial(_clips, 1, 3, 8, 4),
        partial(_clips, 2, 5, 11, 6),
        lambda: (np.arange(24.0).reshape(2, 4, 3), np.array([0, 2]), np.array([0, 2])),
    ),
    mistakes=(
        Mistake(
            "bands instead of frames",
            "Bands were hidden, for all frames. Time is the second axis of the features.",
            _bands_masked,
        ),
        Mistake(
            "zeros",
            "The hidden frames hold zeros. These features are not standardized, so zero is a "
            "loud claim; the mean of the clip in each band says nothing.",
            lambda features, start, width: _mask_frames(features, start, width, 0.0),
        ),
        Mistake(
            "one mean for the clip",
            "One number was filled in for all bands. Each band has a mean of its own.",
            lambda features, start, width: _mask_frames(
                features, start, width, features.mean(axis=(1, 2), keepdims=True)
            ),
        ),
        Mistake(
            "a mean over the clips",
            "The mean was taken over all clips. A clip of the batch should not leak into another.",
            lambda features, start, width: _mask_frames(
                features, start, width, features.mean(axis=(0, 1), keepdims=True)
            ),
        ),
        Mistake(
            "one frame too many",
            "The frame at `start + width` is hidden too. A run of that width ends before it.",
            lambda features, start, width: _mask_frames(features, start, width + 1),
        ),
    ),
)

# 5. Two variances


def _variances(values):
    takes = values.shape[1]
    sigma2 = values.var(axis=1, ddof=1).mean()
    return max(values.mean(axis=1).var(ddof=1) - sigma2 / takes, 0.0), sigma2


def _use_variances(answer, values):
    found = answer(values)
    if isinstance(found, tuple):
        # max(0, tau2) is right, and gives the integer 0.
        return tuple(float(part) if isinstance(part, int) else part for part in found)
    return found


def _measured(seed, voices, takes, tau, sigma):
    rng = np.random.default_rng(seed)
    voice = 5 + tau * rng.normal(size=(voices, 1))
    return (voice + sigma * rng.normal(size=(voices, takes)),)


VARIANCES = Exercise(
    name="speech.variances",
    call="variances(values)",
    reference=_variances,
    drive=_use_variances,
    returns=("tau2", "sigma2"),
    cases=(
        partial(_measured, 1, 6, 3, 1.0, 0.5),
        partial(_measured, 2, 4, 8, 0.5, 1.0),
        lambda: (np.array([[1.0, -1.0], [-1.5, 1.6], [2.0, -2.1]]),),
    ),
    mistakes=(
        Mistake(
            "the means as they are",
            "The variance of the voice means holds some of the takes' variance as well, since "
            "each is a mean of few. Take that part off.",
            lambda values: (values.mean(axis=1).var(ddof=1), values.var(axis=1, ddof=1).mean()),
        ),
        Mistake(
            "divided by the number",
            "These variances are too small: both are taken around estimated means, and each mean "
            "costs one.",
            lambda values: (
                max(values.mean(axis=1).var() - values.var(axis=1).mean() / values.shape[1], 0.0),
                values.var(axis=1).mean(),
            ),
        ),
        Mistake(
            "all of the takes' variance taken off",
            "Too much was taken off. A mean of m takes has a smaller variance than one of them.",
            lambda values: (
                max(
                    values.mean(axis=1).var(ddof=1) - values.var(axis=1, ddof=1).mean(),
                    0.0,
                ),
                values.var(axis=1, ddof=1).mean(),
            ),
        ),
        Mistake(
            "below zero",
            "A variance came out negative. The estimate can fall below zero by chance; what is the "
            "nearest value that makes sense?",
            lambda values: (
                values.mean(axis=1).var(ddof=1)
                - values.var(axis=1, ddof=1).mean() / values.shape[1],
                values.var(axis=1, ddof=1).mean(),
            ),
        ),
        Mistake(
            "exchanged",
            "The two are exchanged: the first is the variance of the voices, the second of the "
            "takes.",
            lambda values: _variances(values)[::-1],
        ),
    ),
)

# 6. How many voices a test needs


def _voices_needed(tau2, sigma2, clips, half_width):
    return int(np.ceil(1.96**2 * (tau2 + sigma2 / clips) / half_width**2))


VOICES_NEEDED = Exercise(
    name="speech.voices_needed",
    call="voices_needed(tau2, sigma2, clips, half_width)",
    reference=_voices_needed,
    cases=(
        lambda: (0.02, 0.05, 10, 0.05),
        lambda: (0.004, 0.09, 3, 0.03),
        lambda: (0.0, 0.2, 20, 0.02),
        lambda: (0.01, 0.04, 5, 0.1),
    ),
    mistakes=(
        Mistake(
            "the number of clips",
            "This many clips would do if all came from different voices. With several of a voice, "
            "which part of the variance becomes smaller?",
            lambda tau2, sigma2, clips, half_width: int(
                np.ceil(1.96**2 * (tau2 + sigma2) / half_width**2)
            ),
        ),
        Mistake(
            "clips of a voice as independent",
            "The voice's part was divided by the number of clips too. All clips of a voice share "
            "it, and recording more of them does not average it out.",
            lambda tau2, sigma2, clips, half_width: int(
                np.ceil(1.96**2 * (tau2 + sigma2) / clips / half_width**2)
            ),
        ),
        Mistake(
            "rounded down",
            "With this many voices the interval is a little too wide: round up.",
            lambda tau2, sigma2, clips, half_width: int(
                1.96**2 * (tau2 + sigma2 / clips) / half_width**2
            ),
        ),
        Mistake(
            "one standard error",
            "The half width is 1.96 standard errors, not one; the factor is squared on its way to "
            "the number of voices.",
            lambda tau2, sigma2, clips, half_width: int(
                np.ceil((tau2 + sigma2 / clips) / half_width**2)
            ),
        ),
        Mistake(
            "not squared",
            "Half the width takes four times the voices: the half width and its factor enter "
            "squared.",
            lambda tau2, sigma2, clips, half_width: int(
                np.ceil(1.96 * (tau2 + sigma2 / clips) / half_width)
            ),
        ),
    ),
)

EXERCISES = (TO_HERTZ, SLOPES, VOICE_FOLDS, MASK_FRAMES, VARIANCES, VOICES_NEEDED)
