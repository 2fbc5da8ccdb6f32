"""The exercises of the chapter on speech.

Of the two usual mel scales one is a logarithm everywhere, and the other, after Slaney, a straight
line up to 1000 Hz. A slope over frames t − R … t + R is that of the least squares line through
them. In the model u = μ + a + e, with a voice's part a of variance τ² and a take's part e of
variance σ², the mean of m takes of a voice has variance τ² + σ²/m, and a mean over V voices with c
clips each τ²/V + σ²/(Vc).

References
----------
Stevens, Volkmann & Newman (1937), Journal of the Acoustical Society of America 8(3), 185-190: mel.
Slaney (1998), Auditory Toolbox, Interval Research Technical Report 1998-010: the other scale.
Park et al. (2019), Interspeech, 2613-2617: masks of frames and bands.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. From mel back to hertz

_STEP = np.log(6.4) / 27


def _hertz(
    mel,
    *,
    line=lambda mel: 200 * mel / 3,
    curve=lambda mel: 1000 * np.exp(_STEP * (mel - 15)),
    below=lambda mel: mel <= 15,
):
    return np.where(below(mel), line(mel), curve(mel))


def _mel(hertz):
    with np.errstate(all="ignore"):
        return np.where(hertz <= 1000, 3 * hertz / 200, 15 + np.log(hertz / 1000) / _STEP)


TO_HERTZ = Exercise(
    name="speech.to_hertz",
    call="to_hertz(mel)",
    reference=_hertz,
    cases=(
        lambda: (np.array([0.0, 6.0, 14.7, 42.0]),),
        Case("whole numbers", lambda: (np.array([1, 14, 16, 30]),)),
        Case("nothing below the bend", lambda: (np.linspace(20.0, 50.0, 7),)),
        Case("two axes", lambda: (np.array([[1.5, 40.5, 9.0], [28.5, 12.0, 15.3]]),)),
    ),
    mistakes=(
        Mistake(
            "the scale of the page",
            "This undoes the scale of the page, with 700 and 2595. Another one is asked for here, "
            "with a bend at 1000 Hz.",
            lambda mel: 700 * (10 ** (mel / 2595) - 1),
        ),
        Mistake(
            "the scale itself",
            "This turns hertz into mel. It is to be turned round: solve each of the two lines for "
            "f.",
            _mel,
        ),
        Mistake(
            "the line alone",
            "This is the straight part, continued for all numbers. It ends at 1000 Hz; above it "
            "the logarithm has to be undone.",
            partial(_hertz, below=lambda mel: mel < np.inf),
        ),
        Mistake(
            "the logarithm alone",
            "This undoes the logarithm for all numbers. Up to 1000 Hz the scale is a straight "
            "line.",
            partial(_hertz, below=lambda mel: mel < -np.inf),
        ),
        Mistake(
            "the parts exchanged",
            "The straight line stands above the bend here, and the logarithm below it.",
            partial(_hertz, below=lambda mel: mel > 15),
        ),
        Mistake(
            "a power of e",
            "The powers are those of e. The logarithm is divided by that of 6.4: what is its base?",
            partial(_hertz, curve=lambda mel: 1000 * np.exp((mel - 15) / 27)),
        ),
        Mistake(
            "a power of ten",
            "The powers are those of 10. The logarithm is divided by that of 6.4: what is its "
            "base?",
            partial(_hertz, curve=lambda mel: 1000 * 10 ** ((mel - 15) / 27)),
        ),
        Mistake(
            "6.4 in place of its logarithm",
            "The exponent of e was multiplied by 6.4. The logarithm was divided by that of 6.4, so "
            "it is this that comes back.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp(6.4 * (mel - 15) / 27)),
        ),
        Mistake(
            "a power of ten with a natural logarithm",
            "A natural logarithm stands in the exponent of 10. It belongs to a power of e.",
            partial(_hertz, curve=lambda mel: 1000 * 10 ** (_STEP * (mel - 15))),
        ),
        Mistake(
            "the logarithm in front",
            "The logarithm of 6.4 stands in front of the power. It belongs into the exponent.",
            partial(_hertz, curve=lambda mel: 1000 * np.log(6.4) * np.exp((mel - 15) / 27)),
        ),
        Mistake(
            "divided by the logarithm of 6.4",
            "Divided by the logarithm of 6.4 on the way to mel, it has to be multiplied with it on "
            "the way back.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp((mel - 15) / 27 / np.log(6.4))),
        ),
        Mistake(
            "the fifteen left in",
            "Above the bend the 15 was not taken off. Undo the steps from the outside: it was "
            "added last.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp(_STEP * mel)),
        ),
        Mistake(
            "the fifteen after the division",
            "The 15 was taken off after the division by 27. It was added last, so it comes off "
            "first.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp(np.log(6.4) * (mel / 27 - 15))),
        ),
        Mistake(
            "multiplied by 27",
            "What was multiplied by 27 on the way to mel has to be divided by it on the way back.",
            partial(_hertz, curve=lambda mel: 1000 * 6.4 ** (27.0 * (mel - 15))),
        ),
        Mistake(
            "the power first",
            "The power was taken before the division by 27: a power binds more strongly than a "
            "fraction, so the exponent needs brackets.",
            partial(_hertz, curve=lambda mel: 1000 * 6.4 ** (mel - 15.0) / 27),
        ),
        Mistake(
            "in kilohertz",
            "Above the bend these are kilohertz: the 1000 inside the logarithm is still to be "
            "undone.",
            partial(_hertz, curve=lambda mel: np.exp(_STEP * (mel - 15))),
        ),
        Mistake(
            "the curve on top of the line",
            "Above the bend 1000 Hz were added. The curve starts at 1000 Hz by itself: at 15 mel "
            "its power is 1.",
            partial(_hertz, curve=lambda mel: 1000 + 1000 * np.exp(_STEP * (mel - 15))),
        ),
        Mistake(
            "the line not turned round",
            "Up to the bend the numbers were multiplied with 3/200, as on the way to mel. On the "
            "way back they are divided by it.",
            partial(_hertz, line=lambda mel: 3 * mel / 200),
        ),
        Mistake(
            "whole numbers kept whole",
            "For whole numbers of mel the hertz were cut off to whole ones: the result has the "
            "type of its argument. Make room for fractions.",
            lambda mel: _hertz(mel).astype(mel.dtype),
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


def _start_from_the_end(features, reach):
    steps, last = np.arange(-reach, reach + 1), len(features) - 1
    places = np.minimum(np.arange(len(features))[:, None] + steps, last)
    return np.tensordot(steps, features[places].swapaxes(0, 1), axes=1) / np.sum(steps**2)


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
        Case("as many frames as the window", partial(_picture, 4, 5, 3, 2)),
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
            "the ends of the window, over the reach",
            "The rise from the first to the last frame of the window was divided by R, but they "
            "are 2R frames apart; and least squares listens to those between them too.",
            lambda features, reach: (
                (_frames(features, reach)[-1] - _frames(features, reach)[0]) / reach
            ),
        ),
        Mistake(
            "the rise over the window",
            "This is how much a band rises over the whole window. A slope is a rise per frame, and "
            "least squares listens to the frames between the ends too.",
            lambda features, reach: _frames(features, reach)[-1] - _frames(features, reach)[0],
        ),
        Mistake(
            "frames not weighted",
            "The later frames were added and the earlier ones taken off, all alike. In least "
            "squares each has its distance from the middle as a weight.",
            lambda features, reach: (
                np.tensordot(
                    np.sign(np.arange(-reach, reach + 1)), _frames(features, reach), axes=1
                )
                / np.sum(np.arange(-reach, reach + 1) ** 2)
            ),
        ),
        Mistake(
            "later frames alone",
            "The line goes through the frame itself and those after it. It should reach as far to "
            "both sides.",
            lambda features, reach: _fitted(_frames(features, reach)[reach:], np.arange(reach + 1)),
        ),
        Mistake(
            "earlier frames alone",
            "The line goes through the frame itself and those before it. It should reach as far to "
            "both sides.",
            lambda features, reach: _fitted(
                _frames(features, reach)[: reach + 1], np.arange(reach + 1)
            ),
        ),
        Mistake(
            "covariance and variance unlike",
            "The covariance was divided by one number and the variance of the steps by another, "
            "one of them one less. Divide both alike, or neither.",
            lambda features, reach: _slopes(features, reach) * (2 * reach + 1) / (2 * reach),
        ),
        Mistake(
            "the correlation",
            "This is the correlation with time, between −1 and 1. A slope says how much a band "
            "rises, in its own unit.",
            lambda features, reach: (
                _slopes(features, reach)
                * np.arange(-reach, reach + 1).std()
                / np.where(
                    _frames(features, reach).std(axis=0),
                    _frames(features, reach).std(axis=0),
                    np.nan,
                )
            ),
        ),
        Mistake(
            "time from the band",
            "The line tells the time from the band, the other way round. It should tell the band "
            "from the time.",
            lambda features, reach: (
                _slopes(features, reach)
                * np.var(np.arange(-reach, reach + 1))
                / np.var(_frames(features, reach), axis=0)
            ),
        ),
        Mistake(
            "the angle",
            "This is the angle of the line. Its slope is the tangent of that, the rise per frame.",
            lambda features, reach: np.arctan(_slopes(features, reach)),
        ),
        Mistake(
            "zeros at the ends",
            "In the middle this is right. The frames near the ends, whose window hangs over, have "
            "the slope 0; repeat the first and the last frame instead.",
            lambda features, reach: np.pad(
                _slopes(features, reach)[reach : len(features) - reach], ((reach, reach), (0, 0))
            ),
        ),
        Mistake(
            "the ends left out",
            "The frames near the ends are missing. The result has the shape of `features`: repeat "
            "the first and the last frame beyond the ends.",
            lambda features, reach: _slopes(features, reach)[reach : len(features) - reach],
        ),
        Mistake(
            "places before the start",
            "The end is right. A place before the start is negative, and was counted from the end "
            "of the recording; repeat the first frame instead.",
            _start_from_the_end,
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


def _clips_of(voice):
    return np.unique(voice, return_counts=True)[1]


def _dealt(voice, order, count):
    """Deal out the voices in another order: places in the alphabet."""
    return (np.argsort(order) % count)[np.searchsorted(np.unique(voice), voice)]


def _to_the_emptiest(voice, order, count):
    clips, fold, load = _clips_of(voice), {}, [0] * count
    for place in order[order < len(clips)]:
        fold[place] = load.index(min(load))
        load[fold[place]] += clips[place]
    return np.array([fold[place] for place in np.searchsorted(np.unique(voice), voice)])


def _there_and_back(number, count):
    lap, place = np.divmod(number, count)
    return np.where(lap % 2 == 0, place, count - 1 - place)


def _sorted_clips(voice, fold):
    result = np.empty(len(voice), dtype=int)
    result[np.argsort(voice, kind="stable")] = fold(np.arange(len(voice)))
    return result


def _each_dealt_out(voice, count):
    result = np.empty(len(voice), dtype=int)
    for name in np.unique(voice):
        result[voice == name] = np.arange(np.sum(voice == name)) % count
    return result


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
        Case("voices of unequal length", lambda: (np.array(list("cbacbc")), 2)),
        Case("voices of very unequal length", lambda: (np.array(list("edbbacccccceb")), 3)),
        Case("more folds than voices", lambda: (np.array(["z", "y", "y", "z", "z"]), 3)),
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
            "largest first",
            "The voices with the most clips were dealt out first. Deal them out in alphabetical "
            "order, whatever their numbers of clips.",
            lambda voice, count: _dealt(voice, np.argsort(-_clips_of(voice), kind="stable"), count),
        ),
        Mistake(
            "smallest first",
            "The voices with the fewest clips were dealt out first. Deal them out in alphabetical "
            "order, whatever their numbers of clips.",
            lambda voice, count: _dealt(voice, np.argsort(_clips_of(voice), kind="stable"), count),
        ),
        Mistake(
            "to the emptiest fold, largest first",
            "Each voice went to the fold with the fewest clips, the largest first. That makes "
            "folds more even; here they are dealt out in turn, in alphabetical order.",
            lambda voice, count: _to_the_emptiest(
                voice, np.argsort(-_clips_of(voice), kind="stable"), count
            ),
        ),
        Mistake(
            "to the emptiest fold",
            "Each voice went to the fold with the fewest clips so far. That makes folds more even; "
            "here they are dealt out in turn.",
            lambda voice, count: _to_the_emptiest(voice, np.arange(len(voice)), count),
        ),
        Mistake(
            "there and back",
            "The voices were dealt out there and back. After the last fold comes fold 0 again.",
            lambda voice, count: _there_and_back(np.searchsorted(np.unique(voice), voice), count),
        ),
        Mistake(
            "sorted clips dealt out",
            "The clips were put in the order of their voices, and then dealt out one by one, so "
            "that a voice is in several folds. Deal out the voices.",
            lambda voice, count: _sorted_clips(voice, lambda place: place % count),
        ),
        Mistake(
            "sorted clips cut",
            "The clips were put in the order of their voices, and cut into blocks of equal length, "
            "which goes through voices. Deal out the voices.",
            lambda voice, count: _sorted_clips(voice, lambda place: place * count // len(place)),
        ),
        Mistake(
            "each voice dealt out",
            "The clips of each voice were dealt out among the folds, so that all folds have all "
            "voices: the opposite of what is asked. A voice goes to one fold as a whole.",
            _each_dealt_out,
        ),
        Mistake(
            "one fold a voice",
            "Every voice got a fold of its own. There are only `count` folds, numbered from 0.",
            lambda voice, count: np.searchsorted(np.unique(voice), voice),
        ),
        Mistake(
            "one fold too few",
            "The last fold is empty. There are `count` folds, of which the last has the number "
            "`count` − 1.",
            lambda voice, count: np.searchsorted(np.unique(voice), voice) % max(count - 1, 1),
        ),
        Mistake(
            "one fold too many",
            "There is a fold with the number `count`. They are numbered from 0, so that the last "
            "of them has the number `count` − 1.",
            lambda voice, count: np.searchsorted(np.unique(voice), voice) % (count + 1),
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
    with np.errstate(all="ignore"):  # of no frames there is none
        total = np.where(some[:, :, None], features, 0).sum(axis=1)
        return (total / some.sum(axis=1)[:, None])[:, None]


def _mean_on_the_way(features, start, width):
    masked = features.copy()
    for clip, first, length in zip(masked, start, width, strict=True):
        for frame in range(first, first + length):
            clip[frame] = clip.mean(axis=0)
    return masked


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
        Case(
            "a whole clip hidden",
            lambda: (np.arange(12.0).reshape(1, 4, 3) ** 2, np.array([0]), np.array([4])),
        ),
        Case("nothing hidden", lambda: (_clips(3, 2, 5, 3)[0], np.array([1, 3]), np.array([0, 0]))),
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
            "a mean over the clips, frame by frame",
            "The mean of each frame was taken over the clips. It is the mean over the frames of "
            "one clip that is asked for.",
            lambda features, start, width: _mask_frames(
                features, start, width, features.mean(axis=0, keepdims=True)
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
            "the first of the run shown",
            "The run begins one frame late, and ends where it should: the frame at `start` is the "
            "first to be hidden.",
            lambda features, start, width: _mask_frames(features, start + 1, width - 1),
        ),
        Mistake(
            "around the start",
            "The runs lie around `start`, as if that were their middle. It is the first frame of "
            "each.",
            lambda features, start, width: _mask_frames(features, start - width // 2, width),
        ),
        Mistake(
            "a mean that changes",
            "The mean was computed anew when a part of the clip had been hidden already. Take it "
            "once, of the clip as it was.",
            _mean_on_the_way,
        ),
        Mistake(
            "the median",
            "The hidden frames hold medians. The mean over all frames is asked for.",
            lambda features, start, width: _mask_frames(
                features, start, width, np.median(features, axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "the mean taken off",
            "The mean was taken off the hidden frames, which can still be seen so. Put the mean in "
            "their place.",
            lambda features, start, width: _mask_frames(
                features, start, width, features - features.mean(axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "the first frame of the clip",
            "The hidden frames are copies of the first one of the clip. Put the mean over all its "
            "frames in their place.",
            lambda features, start, width: _mask_frames(features, start, width, features[:, :1]),
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


def _by_voice(values, voice):
    """Return the number of each clip's voice, the takes of each voice, and their means."""
    number = np.unique(voice, return_inverse=True)[1]
    takes = np.bincount(number)
    return number, takes, np.bincount(number, values) / takes


def _pooled(values, voice, less=lambda n, k: k):
    """Return the squares within voices, divided by the number of clips less something."""
    number, takes, means = _by_voice(values, voice)
    return np.sum((values - means[number]) ** 2) / (len(values) - less(len(values), len(takes)))


def _of_means(values, voice, ddof=1):
    return _by_voice(values, voice)[2].var(ddof=ddof)


def _variances(
    values,
    voice,
    *,
    within=_pooled,
    between=_of_means,
    part=lambda takes: np.mean(1 / takes),
    floor=lambda value: max(value, 0.0),
):
    """Return τ² and σ²; ``part`` is that of σ² in the variance of the means."""
    sigma2 = within(values, voice)
    takes = _by_voice(values, voice)[1]
    return floor(between(values, voice) - part(takes) * sigma2), sigma2


def _mean_of_variances(values, voice, ddof=1, at_least=1):
    number, takes, _ = _by_voice(values, voice)
    with np.errstate(all="ignore"):
        found = [
            np.sum((values[number == v] - values[number == v].mean()) ** 2) / np.subtract(m, ddof)
            for v, m in enumerate(takes)
            if m >= at_least
        ]
    return np.mean(found)


def _clip_by_clip(values, voice):
    """Return the variance of the means, each as often as the voice has takes."""
    number, _, means = _by_voice(values, voice)
    return means[number].var(ddof=1)


def _around_all(values, voice):
    _, takes, means = _by_voice(values, voice)
    return np.sum((means - values.mean()) ** 2) / (len(takes) - 1)


def _of_a_mean(values, voice):
    tau2, sigma2 = _variances(values, voice)
    return tau2, sigma2 * np.mean(1 / _by_voice(values, voice)[1])


def _measured(seed, takes, tau, sigma):
    rng = np.random.default_rng(seed)
    number = rng.permutation(np.repeat(np.arange(len(takes)), takes))
    names = np.array(["cy", "al", "ed", "flo", "bea", "di", "gus"])
    of_voices = 5 + tau * rng.normal(size=len(takes))
    return of_voices[number] + sigma * rng.normal(size=len(number)), names[number]


VARIANCES = Exercise(
    name="speech.variances",
    call="variances(values, voice)",
    reference=_variances,
    returns=("tau2", "sigma2"),
    cases=(
        Case("as many takes of each voice", partial(_measured, 1, (3, 3, 3, 3), 1.0, 0.5)),
        partial(_measured, 2, (2, 9, 4, 6, 3), 0.8, 1.0),
        Case("voices with a single take", partial(_measured, 3, (1, 5, 2, 1, 8, 3), 1.0, 0.7)),
        Case(
            "an estimate below zero",
            lambda: (
                np.array([1.0, 1.6, -1.0, 2.0, -1.5, 0.3, -2.1]),
                np.array(["b", "a", "b", "c", "a", "b", "c"]),
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "the means as they are",
            "The variance of the voice means holds some of the takes' variance as well, since "
            "each is a mean of few. Take that part off.",
            partial(_variances, part=lambda takes: 0),
        ),
        Mistake(
            "the mean number of takes",
            "The takes were averaged, and σ² divided by that. A mean of m takes has a part σ²/m in "
            "its variance: average these parts, in which a voice with few takes counts most.",
            partial(_variances, part=lambda takes: 1 / takes.mean()),
        ),
        Mistake(
            "divided by the number",
            "These variances are too small: both are taken around estimated means, and each mean "
            "costs one.",
            partial(
                _variances,
                within=partial(_pooled, less=lambda n, k: 0),
                between=partial(_of_means, ddof=0),
            ),
        ),
        Mistake(
            "the means as they are, divided by the number",
            "Two things are missing. A variance around an estimated mean divides by one less; and "
            "the voice means scatter by the takes as well, so a part has to be taken off.",
            partial(
                _variances,
                within=partial(_pooled, less=lambda n, k: 0),
                between=partial(_of_means, ddof=0),
                part=lambda takes: 0,
            ),
        ),
        Mistake(
            "takes divided by the number",
            "The variance of the means is right. The squares within voices were divided by the "
            "number of clips: each of the k means that they are taken around costs one.",
            partial(_variances, within=partial(_pooled, less=lambda n, k: 0)),
        ),
        Mistake(
            "one less in all",
            "The squares within voices were divided by the number of clips less 1. They are taken "
            "around k means, and each of them costs one.",
            partial(_variances, within=partial(_pooled, less=lambda n, k: 1)),
        ),
        Mistake(
            "means divided by the number",
            "The variance of the takes is right. That of the voice means was divided by the number "
            "of voices, though it is taken around their own mean.",
            partial(_variances, between=partial(_of_means, ddof=0)),
        ),
        Mistake(
            "voice by voice",
            "A variance was taken for each voice, and these averaged. Of a single take there is "
            "none, and a voice with many takes should count for more: add up all squares first.",
            partial(_variances, within=_mean_of_variances),
        ),
        Mistake(
            "voice by voice, single takes left out",
            "A variance was taken for each voice with two takes or more, and these averaged. A "
            "voice with many takes should count for more: add up all squares first.",
            partial(_variances, within=partial(_mean_of_variances, at_least=2)),
        ),
        Mistake(
            "voice by voice, divided by the number",
            "A variance was taken for each voice, divided by its number of takes, and these "
            "averaged. Add up all squares first, and let each mean cost one.",
            partial(_variances, within=partial(_mean_of_variances, ddof=0)),
        ),
        Mistake(
            "means counted clip by clip",
            "Each voice's mean was counted as often as the voice has takes. Each counts once.",
            partial(_variances, between=_clip_by_clip),
        ),
        Mistake(
            "around the mean of all clips",
            "The voice means were compared with the mean of all clips. The variance of the voice "
            "means is taken around their own mean.",
            partial(_variances, between=_around_all),
        ),
        Mistake(
            "all of the takes' variance taken off",
            "Too much was taken off. A mean of m takes has a smaller variance than one of them.",
            partial(_variances, part=lambda takes: 1),
        ),
        Mistake(
            "parts added up",
            "The parts σ²/m of the voices were added up. The variance of the means holds the mean "
            "of these parts.",
            partial(_variances, part=lambda takes: np.sum(1 / takes)),
        ),
        Mistake(
            "multiplied by the takes",
            "The first is always 0, since far too much was taken off: σ² was multiplied by the "
            "takes. The mean of m takes has a part σ²/m in its variance.",
            partial(_variances, part=np.mean),
        ),
        Mistake(
            "divided by the voices",
            "The part taken off was divided by the number of voices. A voice's mean is one over "
            "its takes.",
            partial(_variances, part=lambda takes: 1 / len(takes)),
        ),
        Mistake(
            "divided by all clips",
            "The part taken off was divided by the number of all clips. A voice's mean is one over "
            "its own takes.",
            partial(_variances, part=lambda takes: 1 / takes.sum()),
        ),
        Mistake(
            "added",
            "The variance of the takes was added to that of the means, which holds a part of it "
            "already. It has to come off.",
            partial(_variances, part=lambda takes: -np.mean(1 / takes)),
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
            lambda values, voice: _variances(values, voice)[::-1],
        ),
        Mistake(
            "standard deviations",
            "These are standard deviations, the roots of what is asked for.",
            lambda values, voice: tuple(np.sqrt(_variances(values, voice))),
        ),
        Mistake(
            "the variance of all values",
            "The second is the variance of all values, in which the differences between voices "
            "count too. Take it within each voice.",
            partial(_variances, within=lambda values, voice: values.var(ddof=1)),
        ),
        Mistake(
            "the rest of the variance of all values",
            "The second is right. What it leaves of the variance of all values is not without "
            "bias: takes of a voice are not independent. Go by the voice means.",
            partial(
                _variances,
                between=lambda values, voice: values.var(ddof=1),
                part=lambda takes: 1,
            ),
        ),
        Mistake(
            "the variance of a mean",
            "The first is right. The second is the variance of a voice's mean, that of one take is "
            "asked for.",
            _of_a_mean,
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
        Case("one voice is enough", lambda: (0.001, 0.004, 10, 0.2)),
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
            "clips in all, rounded late",
            "This is a number of clips, rounded up. How many whole voices are they from?",
            lambda tau2, sigma2, clips, half_width: int(
                np.ceil(1.96**2 * (tau2 + sigma2 / clips) / half_width**2 * clips)
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
            "not rounded",
            "There is no fraction of a voice: how many whole ones are enough?",
            lambda tau2, sigma2, clips, half_width: float(
                1.96**2 * (tau2 + sigma2 / clips) / half_width**2
            ),
        ),
        Mistake(
            "two at least",
            "One voice was never found to be enough. Where the variances are so small, it is.",
            lambda tau2, sigma2, clips, half_width: max(
                2, _voices_needed(tau2, sigma2, clips, half_width)
            ),
        ),
        Mistake(
            "one take less",
            "The takes' variance was divided by one clip less. One less belongs where a variance "
            "is estimated; a mean of c clips is one of c clips.",
            partial(
                _voices_needed,
                of_a_voice=lambda tau2, sigma2, clips: tau2 + sigma2 / (clips - 1),
            ),
        ),
        Mistake(
            "variances squared",
            "The variances were squared. τ² and σ² are given as squares already.",
            partial(
                _voices_needed, of_a_voice=lambda tau2, sigma2, clips: tau2**2 + sigma2**2 / clips
            ),
        ),
        Mistake(
            "roots added",
            "The two standard errors were added. Independent parts add their variances, and the "
            "root comes after.",
            partial(
                _voices_needed,
                of_a_voice=lambda tau2, sigma2, clips: (
                    (np.sqrt(tau2) + np.sqrt(sigma2 / clips)) ** 2
                ),
            ),
        ),
        Mistake(
            "one side",
            "The factor is that of one side, 1.645. Here it is 1.96.",
            partial(_voices_needed, errors=1.645),
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
            "half width doubled",
            "The half width was doubled. It is itself how far 1.96 standard errors may reach, to "
            "either side.",
            lambda tau2, sigma2, clips, half_width: _voices_needed(
                tau2, sigma2, clips, 2 * half_width
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
