"""The exercises of the page on the features of speech.

Of the two usual mel scales one is a logarithm everywhere, and the other, after Slaney, a straight
line up to 1000 Hz. A slope over frames t − R … t + R is that of the least squares line through
them.

References
----------
Stevens, Volkmann & Newman (1937), Journal of the Acoustical Society of America 8(3), 185-190: mel.
Slaney (1998), Auditory Toolbox, Interval Research Technical Report 1998-010: the other scale.
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
        Case("two axes", lambda: (np.array([[1.5, 40.5, 9.0], [28.5, 12.0, 15.9]]),)),
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
            "This is the straight part, continued for all numbers. It ends at 1000 Hz: "
            "which number on this scale is that? Above it the logarithm has to be undone.",
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
        Mistake(
            "the fifteen added",
            "Above the bend the 15 was added. On the way to mel it is added, so on the way back it "
            "comes off.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp(_STEP * (mel + 15))),
        ),
        Mistake(
            "the thousand added",
            "Above the bend 1000 was added to the power. The frequency was divided by it inside "
            "the logarithm, so the power is multiplied with it.",
            partial(_hertz, curve=lambda mel: 1000 + np.exp(_STEP * (mel - 15))),
        ),
        Mistake(
            "the thousand taken off",
            "Above the bend 1000 Hz were taken off. At 15 mel the power is 1, and 1000 Hz is right "
            "there.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp(_STEP * (mel - 15)) - 1000),
        ),
        Mistake(
            "falling above the bend",
            "Above the bend the frequencies fall. The exponent has the wrong sign: a larger mel is "
            "a higher frequency.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp(_STEP * (15 - mel))),
        ),
        Mistake(
            "15 and 27 exchanged",
            "Above the bend 15 and 27 are exchanged: the logarithm is multiplied by 27, and 15 is "
            "added.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp(np.log(6.4) * (mel - 27) / 15)),
        ),
        Mistake(
            "a power with the mel below",
            "Base and exponent are exchanged. What undoes a logarithm is a power with the mel in "
            "its exponent.",
            partial(_hertz, curve=lambda mel: 1000 * (np.maximum(mel - 15, 0) / 27) ** 6.4),
        ),
        Mistake(
            "the bend late",
            "The line goes on a little too far: it ends at 15, which is 1000 Hz.",
            partial(_hertz, below=lambda mel: mel < 16),
        ),
        Mistake(
            "sorted into two parts",
            "The numbers of the line stand first and those of the curve behind them. Each result "
            "belongs where its mel stands.",
            lambda mel: np.concatenate([_hertz(mel[mel < 15]), _hertz(mel[mel >= 15])]),
        ),
        Mistake(
            "6.4 in front",
            "The 6.4 stands in front of a power of e. Its logarithm divides in the formula, so 6.4 "
            "is the base of the power.",
            partial(_hertz, curve=lambda mel: 1000 * 6.4 * np.exp((mel - 15) / 27)),
        ),
        Mistake(
            "the logarithm below the power",
            "The power was divided by the logarithm of 6.4. This logarithm belongs into the "
            "exponent, as a factor.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp((mel - 15) / 27) / np.log(6.4)),
        ),
        Mistake(
            "only the fifteen divided",
            "Only the 15 was divided by 27: brackets are missing around mel − 15.",
            partial(_hertz, curve=lambda mel: 1000 * 6.4 ** (mel - 15 / 27)),
        ),
        Mistake(
            "the line raised",
            "Up to the bend 15 was added or taken off. There the scale is 3f/200 and nothing else.",
            partial(_hertz, line=lambda mel: 200 * mel / 3 + 15),
        ),
        Mistake(
            "the line without its three",
            "Up to the bend the numbers were multiplied by 200, and not divided by 3.",
            partial(_hertz, line=lambda mel: 200 * mel),
        ),
        Mistake(
            "a power of two",
            "The powers are those of 2. The logarithm is divided by that of 6.4: what is its base?",
            partial(_hertz, curve=lambda mel: 1000 * 2 ** ((mel - 15) / 27)),
        ),
        Mistake(
            "the bend early",
            "The line ends too early. It ends at 1000 Hz: which number on the scale is that?",
            partial(_hertz, below=lambda mel: mel <= 10),
        ),
        Mistake(
            "27 and the logarithm exchanged",
            "Above the bend 27 and the logarithm of 6.4 are exchanged: what was multiplied by "
            "27 is divided by it on the way back, and what was divided by the logarithm is "
            "multiplied with it.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp((mel - 15) / _STEP)),
        ),
        Mistake(
            "the line times 600",
            "Up to the bend the numbers were multiplied by 200 and by 3. The 3 stands above the"
            " fraction, so it divides on the way back.",
            partial(_hertz, line=lambda mel: 600 * mel),
        ),
        Mistake(
            "the line times 2/3",
            "Up to the bend a factor is off by a hundred. The scale is 3f/200, so f is 200/3 "
            "times the number.",
            partial(_hertz, line=lambda mel: 2 * mel / 3),
        ),
        Mistake(
            "a common logarithm in a power of e",
            "The common logarithm of 6.4 stands in the exponent of e. The logarithm of the "
            "formula is the natural one.",
            partial(_hertz, curve=lambda mel: 1000 * np.exp((mel - 15) * np.log10(6.4) / 27)),
        ),
        Mistake(
            "the thousand as a base",
            "The 1000 was taken as the base of the power. It divides the frequency inside the "
            "logarithm, so it multiplies the power.",
            partial(_hertz, curve=lambda mel: 1000.0 ** (_STEP * (mel - 15))),
        ),
        Mistake(
            "the bend at 27",
            "The line goes on to 27. It ends at 1000 Hz: which number on the scale is that?",
            partial(_hertz, below=lambda mel: mel <= 27),
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
        Mistake(
            "the height at the start of the window",
            "This is the height of the line where the window starts: a fit returns slope and "
            "height, and the second was taken.",
            lambda features, reach: (
                lambda frames: frames.mean(axis=0) - reach * _slopes(features, reach)
            )(_frames(features, reach)),
        ),
        Mistake(
            "a window that ends with the frame",
            "The window ends with the frame itself: it reaches 2R back, and not ahead. The frame "
            "stands in its middle.",
            lambda features, reach: _slopes(
                np.vstack([np.repeat(features[:1], reach, axis=0), features]), reach
            )[: len(features)],
        ),
        Mistake(
            "divided twice",
            "The weighted values were averaged over the frames, and then divided by the sum of the "
            "squared steps. A sum over that sum is the slope.",
            lambda features, reach: _slopes(features, reach) / (2 * reach + 1),
        ),
        Mistake(
            "the curvature",
            "This is the coefficient of the square in a parabola, how the slope changes. The slope "
            "is that of a straight line.",
            lambda features, reach: np.polynomial.polynomial.polyfit(
                np.arange(-reach, reach + 1), _frames(features, reach).reshape(2 * reach + 1, -1), 2
            )[2].reshape(features.shape),
        ),
        Mistake(
            "whole numbers",
            "Only whole numbers are left: an array of integers cuts off what is written into it. "
            "Make room for fractions.",
            lambda features, reach: _slopes(features, reach).astype(int),
        ),
        Mistake(
            "divided by the square of the sum",
            "The sum of the squared steps divides twice. Once is what least squares asks for.",
            lambda features, reach: (
                _slopes(features, reach) / np.sum(np.arange(-reach, reach + 1) ** 2)
            ),
        ),
        Mistake(
            "divided by the root of the sum",
            "The root of the sum of the squared steps divides. Would a steady rise of one a frame "
            "get the slope one?",
            lambda features, reach: (
                _slopes(features, reach) * np.sqrt(np.sum(np.arange(-reach, reach + 1) ** 2))
            ),
        ),
        Mistake(
            "steps squared above",
            "The values were multiplied by the squares of the steps, whose signs are lost so. The "
            "steps themselves are the weights; their squares divide.",
            lambda features, reach: (
                np.tensordot(np.arange(-reach, reach + 1) ** 2, _frames(features, reach), axes=1)
                / np.sum(np.arange(-reach, reach + 1) ** 2)
            ),
        ),
        Mistake(
            "signs over distances",
            "The later frames were added and the earlier ones taken off, all alike, over the sum "
            "of their distances. In least squares each has its distance as a weight.",
            lambda features, reach: (
                np.tensordot(
                    np.sign(np.arange(-reach, reach + 1)), _frames(features, reach), axes=1
                )
                / (reach * (reach + 1))
            ),
        ),
        Mistake(
            "a sum over a variance",
            "A sum was divided by a variance, which is a mean. Take the sum of both, or the mean "
            "of both.",
            lambda features, reach: _slopes(features, reach) * (2 * reach + 1),
        ),
        Mistake(
            "padded on both axes",
            "Bands were repeated beyond the ends too, so that each slope stands with a "
            "neighbouring band. Only the frames are continued, along the first axis.",
            lambda features, reach: _slopes(
                np.pad(features, ((0, 0), (reach, reach)), mode="edge"), reach
            )[:, : features.shape[1]],
        ),
    ),
)

EXERCISES = (TO_HERTZ, SLOPES)
