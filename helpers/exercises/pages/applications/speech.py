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
        lambda: (np.array([[150.0, 250.0, 900.0], [3000.0, 1500.0, 600.0]]),),
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
            partial(_hertz, factor=1 / 2595),
        ),
        Mistake(
            "the one taken off last",
            "The one was taken off after the product with 700. It stands in one bracket with the "
            "power.",
            lambda mel: 700 * 10 ** (mel / 2595) - 1,
        ),
        Mistake(
            "the one in the exponent",
            "The one was taken off the exponent, which makes all tenfold smaller. It has to be "
            "taken off the power.",
            lambda mel: 700 * 10 ** (mel / 2595 - 1),
        ),
        Mistake(
            "the power first",
            "The power was taken before the division by 2595: a power binds more strongly than a "
            "fraction, so the exponent needs brackets.",
            lambda mel: 700 * (10.0**mel / 2595 - 1),
        ),
        Mistake(
            "divided by 700",
            "The frequencies were divided by 700 within the logarithm. On the way back, what "
            "undoes that?",
            lambda mel: _hertz(mel) / 700**2,
        ),
        Mistake(
            "without the 700",
            "These are the frequencies in units of 700 Hz: the last step is missing.",
            lambda mel: _hertz(mel) / 700,
        ),
        Mistake(
            "constants exchanged",
            "The two constants are exchanged. Which of them stands inside the logarithm?",
            lambda mel: 2595 * (10 ** (mel / 700) - 1),
        ),
        Mistake(
            "the one added",
            "One was added to the power. Inside the logarithm it was added too, so what undoes it?",
            partial(_hertz, one=-1.0),
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


def _frames(features, reach):
    """Return (2 reach + 1, count, bands): the frames around each, the ends repeated."""
    padded = np.pad(features, ((reach, reach), (0, 0)), mode="edge")
    return np.stack([padded[n : n + len(features)] for n in range(2 * reach + 1)])


def _fitted(frames, steps):
    """Return the slopes of the lines through frames at steps."""
    flat = frames.reshape(len(frames), -1)
    return np.polynomial.polynomial.polyfit(steps, flat, 1)[1].reshape(frames.shape[1:])


def _weighted(frames, steps):
    """Return the slopes of lines through frames and the value zero at step 0."""
    return np.tensordot(steps, frames, axes=1) / np.sum(steps**2)


def _fewer_at_the_ends(features, reach):
    rows = []
    for t in range(len(features)):
        near = np.arange(max(t - reach, 0), min(t + reach + 1, len(features)))
        rows.append(_fitted(features[near, None], near)[0])
    return np.array(rows)


def _last_full_window(features, reach):
    full = _slopes(features, reach)[reach : len(features) - reach]
    return np.pad(full, ((reach, reach), (0, 0)), mode="edge")


def _mean_of_slopes(features, reach):
    frames, steps = _frames(features, reach), np.arange(1, reach + 1)
    return np.mean([(frames[reach + n] - frames[reach - n]) / (2 * n) for n in steps], axis=0)


def _picture(seed, count, bands, reach):
    return np.random.default_rng(seed).normal(size=(count, bands)).cumsum(axis=0), reach


SLOPES = Exercise(
    name="speech.slopes",
    call="slopes(features, reach)",
    # Features of single precision, as in the chapter, lose a digit in the differences.
    rtol=1e-5,
    atol=1e-6,
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
        Mistake(
            "neighbours alone, one at the ends",
            "Only the nearest frames were used. The line goes through all frames within the "
            "reach, and beyond the ends the last frame is repeated.",
            lambda features, reach: np.gradient(features, axis=0),
        ),
        Mistake(
            "the frame before",
            "This is each frame less the one before it. The line goes through the frames on both "
            "sides, as far as the reach.",
            lambda features, reach: np.diff(features, axis=0, prepend=features[:1]),
        ),
        Mistake(
            "the ends of the window alone",
            "Only the first and the last frame of each window were used. Least squares listens to "
            "those between them too.",
            lambda features, reach: (
                (_frames(features, reach)[-1] - _frames(features, reach)[0]) / (2 * reach)
            ),
        ),
        Mistake(
            "mean of the slopes",
            "For each distance a slope was taken, and these averaged alike. In least squares the "
            "frames far away count more: they tell a slope more surely.",
            _mean_of_slopes,
        ),
        Mistake(
            "distances not squared",
            "The divisor is the sum of the distances. Divided by it a steady rise of one a frame "
            "does not get the slope one.",
            partial(_slopes, divisor=lambda reach: reach * (reach + 1)),
        ),
        Mistake(
            "divided by the number of frames",
            "The weighted values were averaged over the frames. Would a steady rise of one a frame "
            "get the slope one?",
            partial(_slopes, divisor=lambda reach: 2 * reach + 1),
        ),
        Mistake(
            "level for slope",
            "This is the height of the line in the middle of the window, not its slope.",
            lambda features, reach: _frames(features, reach).mean(axis=0),
        ),
        Mistake(
            "steps from zero",
            "The steps were counted from the start of the window, and a line through the origin "
            "fitted. Count them from the middle, so that their mean is zero.",
            lambda features, reach: _weighted(_frames(features, reach), np.arange(2 * reach + 1)),
        ),
        Mistake(
            "last frame missing",
            "The last frame of each window is missing: the window ends with the frame t + R, "
            "which a range or a slice up to it leaves out.",
            lambda features, reach: _fitted(_frames(features, reach)[:-1], np.arange(2 * reach)),
        ),
        Mistake(
            "last step missing",
            "There is a step from −R on, and none of +R: a range ends before its end. So the line "
            "has no middle.",
            lambda features, reach: _weighted(
                _frames(features, reach)[:-1], np.arange(-reach, reach)
            ),
        ),
        Mistake(
            "reach too short",
            "The frames at the full reach are missing: a range ends before its end.",
            lambda features, reach: _slopes(features, reach - 1),
        ),
        Mistake(
            "fewer frames at the ends",
            "In the middle this is right. Near the ends the line was fitted to the frames there "
            "are; repeat the first and the last one instead.",
            _fewer_at_the_ends,
        ),
        Mistake(
            "from the other end",
            "In the middle this is right. Beyond its end the recording was taken to start anew, as "
            "rolling an array does; repeat the first and the last frame instead.",
            partial(_slopes, mode="wrap"),
        ),
        Mistake(
            "reflected at the ends",
            "In the middle this is right. Beyond the ends the frames were reflected; repeat the "
            "first and the last one instead.",
            partial(_slopes, mode="reflect"),
        ),
        Mistake(
            "continued at the ends",
            "In the middle this is right. The frames near an end got the slope of the last full "
            "window; repeat the first and the last frame instead, so that each has its own window.",
            _last_full_window,
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
        Mistake(
            "every clip counted",
            "The voices were numbered in a list that holds each of them several times, so that "
            "their numbers have gaps. Each name counts once.",
            lambda voice, count: np.searchsorted(np.sort(voice), voice) % count,
        ),
        Mistake(
            "numbered from one",
            "The folds are right, but their numbers start with 1. The first fold is fold 0.",
            lambda voice, count: _voice_folds(voice, count) + 1,
        ),
        Mistake(
            "first voice in fold one",
            "The first voice is in fold 1, so all are one fold late: the voices, too, are numbered "
            "from zero.",
            lambda voice, count: (np.searchsorted(np.unique(voice), voice) + 1) % count,
        ),
        Mistake(
            "divided",
            "Each fold has `count` voices that follow one another. `count` is the number of folds, "
            "and the next voice goes to the next fold.",
            lambda voice, count: np.searchsorted(np.unique(voice), voice) // count,
        ),
        Mistake(
            "folds of the voices",
            "The result has one number for each voice. Each clip needs the fold of its voice.",
            lambda voice, count: np.arange(len(np.unique(voice))) % count,
        ),
        Mistake(
            "from the end of the alphabet",
            "The voices were dealt out from the end of the alphabet.",
            lambda voice, count: (
                (len(np.unique(voice)) - 1 - np.searchsorted(np.unique(voice), voice)) % count
            ),
        ),
    ),
)

# 4. Frames hidden behind their mean


def _hidden(features, start, width):
    place = np.arange(features.shape[1]) - start[:, None]
    return (place >= 0) & (place < width[:, None])


def _mask_frames(features, start, width, fill=None, hide=_hidden):
    hidden = hide(features, start, width)
    fill = features.mean(axis=1, keepdims=True) if fill is None else fill
    return np.where(hidden[:, :, None], fill, features)


def _mean_of_some(features, some):
    """Return (n, 1, bands): the mean over the frames where some, of shape (n, frames), is true."""
    number = np.maximum(some.sum(axis=1), 1)
    return (np.where(some[:, :, None], features, 0).sum(axis=1) / number[:, None])[:, None]


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
        Mistake(
            "one frame too few",
            "The last frame of each run is still to be seen. The end of a slice is not part of it.",
            lambda features, start, width: _mask_frames(features, start, width - 1),
        ),
        Mistake(
            "one frame late",
            "The runs begin one frame late: the frame at `start` is the first to be hidden.",
            lambda features, start, width: _mask_frames(features, start + 1, width),
        ),
        Mistake(
            "width as an end",
            "The runs end at the frame `width`, wherever they start. How many frames are to be "
            "hidden?",
            lambda features, start, width: _mask_frames(features, start, width - start),
        ),
        Mistake(
            "to the end",
            "All frames from `start` on are hidden, and the width has no effect.",
            lambda features, start, width: _mask_frames(
                features, start, np.full_like(width, features.shape[1])
            ),
        ),
        Mistake(
            "one run for all",
            "The run of the first clip was hidden in all of them. Each clip has its own start and "
            "width.",
            lambda features, start, width: _mask_frames(
                features, np.full_like(start, start[0]), np.full_like(width, width[0])
            ),
        ),
        Mistake(
            "hidden and shown exchanged",
            "The frames of the run are the only ones still to be seen: hidden and shown are "
            "exchanged.",
            partial(_mask_frames, hide=lambda *case: ~_hidden(*case)),
        ),
        Mistake(
            "a mean over the bands",
            "Each hidden frame was filled with its own mean over the bands, so how loud it was can "
            "still be seen. Take the mean over time, band by band.",
            lambda features, start, width: _mask_frames(
                features, start, width, features.mean(axis=2, keepdims=True)
            ),
        ),
        Mistake(
            "a mean of the hidden frames",
            "The mean was taken over the hidden frames, so it still tells of them. Take it over "
            "the whole clip.",
            lambda features, start, width: _mask_frames(
                features,
                start,
                width,
                _mean_of_some(features, _hidden(features, start, width)),
            ),
        ),
        Mistake(
            "a mean of the frames still seen",
            "The mean leaves out the hidden frames. That makes sense too, but the mean over all "
            "frames of the clip is asked for.",
            lambda features, start, width: _mask_frames(
                features,
                start,
                width,
                _mean_of_some(features, ~_hidden(features, start, width)),
            ),
        ),
        Mistake(
            "one mean for everything",
            "One number was filled in for all clips and bands. Each clip has its own mean in each "
            "band.",
            lambda features, start, width: _mask_frames(features, start, width, features.mean()),
        ),
    ),
)

# 5. Two variances


def _variances(values, *, of_means=1, of_takes=1, share=None, floor=lambda value: max(value, 0.0)):
    """Return τ² and σ²; ``of_means`` and ``of_takes`` are the ddof of either variance."""
    sigma2 = values.var(axis=1, ddof=of_takes).mean()
    share = 1 / values.shape[1] if share is None else share(values)
    return floor(values.mean(axis=1).var(ddof=of_means) - share * sigma2), sigma2


def _across_voices(values):
    """Return what comes of a σ² that is the mean variance over the voices."""
    sigma2 = values.var(axis=0, ddof=1).mean()
    return max(values.mean(axis=1).var(ddof=1) - sigma2 / values.shape[1], 0.0), sigma2


def _with_all_values(values):
    """Return what comes of a σ² that is the variance of all values."""
    sigma2 = values.var(ddof=1)
    return max(values.mean(axis=1).var(ddof=1) - sigma2 / values.shape[1], 0.0), sigma2


def _rest_of_all(values):
    """Return what comes of a τ² that is what σ² leaves of the variance of all values."""
    sigma2 = values.var(axis=1, ddof=1).mean()
    return max(values.var(ddof=1) - sigma2, 0.0), sigma2


def _per_take(values):
    tau2, sigma2 = _variances(values)
    return tau2, sigma2 / values.shape[1]


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
            partial(_variances, share=lambda values: 0),
        ),
        Mistake(
            "divided by the number",
            "These variances are too small: both are taken around estimated means, and each mean "
            "costs one.",
            partial(_variances, of_means=0, of_takes=0),
        ),
        Mistake(
            "the means as they are, divided by the number",
            "Two things are missing. A variance around an estimated mean divides by one less; and "
            "the voice means scatter by the takes as well, so a part has to be taken off.",
            partial(_variances, of_means=0, of_takes=0, share=lambda values: 0),
        ),
        Mistake(
            "takes divided by the number",
            "The variance of the means is right. The variances within voices are too small: each "
            "is taken around a mean of the same few takes.",
            partial(_variances, of_takes=0),
        ),
        Mistake(
            "means divided by the number",
            "The variance of the takes is right. That of the voice means was divided by the number "
            "of voices, though it is taken around their own mean.",
            partial(_variances, of_means=0),
        ),
        Mistake(
            "all of the takes' variance taken off",
            "Too much was taken off. A mean of m takes has a smaller variance than one of them.",
            partial(_variances, share=lambda values: 1),
        ),
        Mistake(
            "divided by the voices",
            "The part taken off was divided by the number of voices. A voice's mean is one over "
            "its takes.",
            partial(_variances, share=lambda values: 1 / len(values)),
        ),
        Mistake(
            "divided by one take less",
            "Nearly right. One less than the number of takes belongs in a variance; a mean of m "
            "takes is still one of m takes.",
            partial(_variances, share=lambda values: 1 / (values.shape[1] - 1)),
        ),
        Mistake(
            "added",
            "The variance of the takes was added to that of the means, which holds a part of it "
            "already. It has to come off.",
            partial(_variances, share=lambda values: -1 / values.shape[1]),
        ),
        Mistake(
            "below zero",
            "A variance came out negative. The estimate can fall below zero by chance; what is the "
            "nearest value that makes sense?",
            partial(_variances, floor=lambda value: value),
        ),
        Mistake(
            "sign dropped",
            "An estimate below zero became one above it. It says that there is nothing to see of "
            "the voices, and is returned as zero.",
            partial(_variances, floor=abs),
        ),
        Mistake(
            "exchanged",
            "The two are exchanged: the first is the variance of the voices, the second of the "
            "takes.",
            lambda values: _variances(values)[::-1],
        ),
        Mistake(
            "axes exchanged",
            "Voices and takes are exchanged: each row is a voice, with its takes along the second "
            "axis.",
            lambda values: _variances(values.T),
        ),
        Mistake(
            "along the wrong axis",
            "Means and variances were taken over the voices, one for each take. A voice's takes "
            "stand along the second axis.",
            lambda values: _variances(values.T, share=lambda turned: 1 / len(turned)),
        ),
        Mistake(
            "takes across the voices",
            "The variances of the takes were taken over the voices, and so hold what voices "
            "differ by. Take them within each voice, along the second axis.",
            _across_voices,
        ),
        Mistake(
            "standard deviations",
            "These are standard deviations, the roots of what is asked for.",
            lambda values: tuple(np.sqrt(_variances(values))),
        ),
        Mistake(
            "the variance of all values",
            "The second is the variance of all values, in which the differences between voices "
            "count too. Take it within each voice.",
            _with_all_values,
        ),
        Mistake(
            "the rest of the variance of all values",
            "The second is right. What it leaves of the variance of all values is not without "
            "bias: takes of a voice are not independent. Go by the voice means.",
            _rest_of_all,
        ),
        Mistake(
            "the variance of a mean",
            "The first is right. The second is the variance of a voice's mean, that of one take is "
            "asked for.",
            _per_take,
        ),
    ),
)

# 6. How many voices a test needs


def _voices_needed(
    tau2, sigma2, clips, half_width, *, of_a_voice=None, rounded=np.ceil, errors=1.96, power=2
):
    """Return the number; ``power`` is the one that the errors' number and the width enter with."""
    variance = tau2 + sigma2 / clips if of_a_voice is None else of_a_voice(tau2, sigma2, clips)
    return int(rounded(errors**power * variance / half_width**power))


VOICES_NEEDED = Exercise(
    name="speech.voices_needed",
    call="voices_needed(tau2, sigma2, clips, half_width)",
    reference=_voices_needed,
    cases=(
        lambda: (0.02, 0.05, 10, 0.05),
        lambda: (0.004, 0.09, 3, 0.03),
        lambda: (0.0, 0.2, 20, 0.02),
        lambda: (0.01, 0.04, 5, 0.1),
        # Four voices are just enough, without rounding: 0.98 is half of 1.96.
        lambda: (0.75, 1.0, 4, 0.98),
    ),
    mistakes=(
        Mistake(
            "the number of clips",
            "This many clips would do if all came from different voices. With several of a voice, "
            "which part of the variance becomes smaller?",
            partial(_voices_needed, of_a_voice=lambda tau2, sigma2, clips: tau2 + sigma2),
        ),
        Mistake(
            "clips of a voice as independent",
            "The voice's part was divided by the number of clips too. All clips of a voice share "
            "it, and recording more of them does not average it out.",
            partial(_voices_needed, of_a_voice=lambda tau2, sigma2, clips: (tau2 + sigma2) / clips),
        ),
        Mistake(
            "the wrong part divided",
            "The voice's part was divided by the number of clips, and the takes' part was not. "
            "Which of the two is drawn anew for each clip?",
            partial(_voices_needed, of_a_voice=lambda tau2, sigma2, clips: tau2 / clips + sigma2),
        ),
        Mistake(
            "root of the clips",
            "The takes' variance was divided by the root of the number of clips. So much smaller "
            "is the standard error; what of its square?",
            partial(
                _voices_needed,
                of_a_voice=lambda tau2, sigma2, clips: tau2 + sigma2 / np.sqrt(clips),
            ),
        ),
        Mistake(
            "voices alone",
            "The variance of the takes has no effect here. A voice's clips are few, so their "
            "mean scatters around the voice's own.",
            partial(_voices_needed, of_a_voice=lambda tau2, sigma2, clips: tau2),
        ),
        Mistake(
            "takes alone",
            "The variance of the voices has no effect here. However many clips there are of each, "
            "the voices are a sample too.",
            partial(_voices_needed, of_a_voice=lambda tau2, sigma2, clips: sigma2 / clips),
        ),
        Mistake(
            "clips in all",
            "This is the number of clips in all. How many voices are they from?",
            lambda tau2, sigma2, clips, half_width: (
                clips * _voices_needed(tau2, sigma2, clips, half_width)
            ),
        ),
        Mistake(
            "rounded down",
            "With this many voices the interval is a little too wide: round up.",
            partial(_voices_needed, rounded=np.floor),
        ),
        Mistake(
            "rounded to the nearest",
            "The number was rounded to the nearest integer. Where that is down, the interval is a "
            "little too wide.",
            partial(_voices_needed, rounded=np.round),
        ),
        Mistake(
            "one more",
            "One voice too many where the number comes out whole: there the half width is just "
            "reached, and that is allowed.",
            partial(_voices_needed, rounded=lambda number: np.floor(number) + 1),
        ),
        Mistake(
            "one standard error",
            "The half width is 1.96 standard errors, not one; the factor is squared on its way to "
            "the number of voices.",
            partial(_voices_needed, errors=1.0),
        ),
        Mistake(
            "two standard errors",
            "The half width was taken to be two standard errors. Here the factor is 1.96.",
            partial(_voices_needed, errors=2.0),
        ),
        Mistake(
            "not squared",
            "Half the width takes four times the voices: the half width and its factor enter "
            "squared.",
            partial(_voices_needed, power=1),
        ),
        Mistake(
            "factor not squared",
            "The half width enters squared, but the factor 1.96 does not. Write down the standard "
            "error, and square both sides.",
            partial(_voices_needed, errors=np.sqrt(1.96)),
        ),
        Mistake(
            "half width not squared",
            "The factor 1.96 enters squared, but the half width does not. Write down the standard "
            "error, and square both sides.",
            lambda tau2, sigma2, clips, half_width: _voices_needed(
                tau2, sigma2, clips, np.sqrt(half_width)
            ),
        ),
        Mistake(
            "root of the number",
            "This is the root of the number of voices: the standard error of the mean falls with "
            "the root of their number.",
            lambda tau2, sigma2, clips, half_width: int(
                np.ceil(1.96 * np.sqrt(tau2 + sigma2 / clips) / half_width)
            ),
        ),
        Mistake(
            "width for half width",
            "The interval was allowed the half width from end to end. That much is allowed on "
            "either side of the mean.",
            lambda tau2, sigma2, clips, half_width: _voices_needed(
                tau2, sigma2, clips, half_width / 2
            ),
        ),
    ),
)

EXERCISES = (TO_HERTZ, SLOPES, VOICE_FOLDS, MASK_FRAMES, VARIANCES, VOICES_NEEDED)
