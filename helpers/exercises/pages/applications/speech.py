"""The exercises of the page on speech.

In the model u = μ + a + e, with a voice's part a of variance τ² and a take's part e of variance σ²,
the mean of m takes of a voice has variance τ² + σ²/m, and a mean over V voices with c clips each
τ²/V + σ²/(Vc).

References
----------
Park et al. (2019), Interspeech, 2613-2617: masks of frames and bands.
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake, Objection
from helpers.exercises.values import plain

# 1. Folds of whole voices


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
        Mistake(
            "blocks of equal length",
            "Voices that follow each other in the alphabet share a fold, and the last folds can "
            "stay empty. Deal them out like cards: the first to fold 0, the second to fold 1.",
            lambda voice, count: (
                np.searchsorted(np.unique(voice), voice) // -(-len(np.unique(voice)) // count)
            ),
        ),
        Mistake(
            "by the first letter",
            "The letters of the names were counted, not the voices: a letter that no name has "
            "leaves a gap. Number the names that there are, in their order.",
            lambda voice, count: np.array([ord(name[0]) for name in voice.tolist()]) % count,
        ),
        Mistake(
            "the rest in the last fold",
            "All voices from a certain one on are in the last fold. After the last fold comes fold "
            "0 again.",
            lambda voice, count: np.minimum(np.searchsorted(np.unique(voice), voice), count - 1),
        ),
        Mistake(
            "folds from the last",
            "The folds are numbered from the last: the first voice goes to fold 0.",
            lambda voice, count: count - 1 - _voice_folds(voice, count),
        ),
        Mistake(
            "blocks that are too short",
            "Voices that follow each other in the alphabet share a fold, and there are more folds "
            "than `count`. Deal them out like cards.",
            lambda voice, count: (
                np.searchsorted(np.unique(voice), voice) // max(len(np.unique(voice)) // count, 1)
            ),
        ),
    ),
)

# 2. Frames hidden behind their mean


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
        Mistake(
            "the mean of the first clip",
            "The means of the first clip were put into all clips. Each clip has its own.",
            lambda features, start, width: _mask_frames(
                features, start, width, features[:1].mean(axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "all means taken off",
            "The mean was taken off all frames, those that stay to be seen too. They keep their "
            "values; only the hidden ones change.",
            lambda features, start, width: _mask_frames(
                features - features.mean(axis=1, keepdims=True), start, width, 0.0
            ),
        ),
        Mistake(
            "the largest",
            "The hidden frames hold the largest value of each band. Its mean over all frames is "
            "asked for.",
            lambda features, start, width: _mask_frames(
                features, start, width, features.max(axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "a mean with zeros in it",
            "The run was set to zero before the mean was taken, so that its zeros are in the mean. "
            "Take it of the clip as it was.",
            lambda features, start, width: _mask_frames(
                features,
                start,
                width,
                _mask_frames(features, start, width, 0.0).mean(axis=1, keepdims=True),
            ),
        ),
        Mistake(
            "the frame before",
            "The hidden frames hold the frame before the run, which is as loud as any. Put the "
            "mean over all frames in their place.",
            lambda features, start, width: _mask_frames(
                features,
                start,
                width,
                np.stack(
                    [clip[max(first - 1, 0)] for clip, first in zip(features, start, strict=True)]
                )[:, None],
            ),
        ),
        Mistake(
            "half hidden",
            "The hidden frames lie halfway between what they were and the mean, so they can still "
            "be seen. Put the mean in their place.",
            lambda features, start, width: _mask_frames(
                features, start, width, (features + features.mean(axis=1, keepdims=True)) / 2
            ),
        ),
        Mistake(
            "the widest run for all",
            "The runs are all as wide as the widest. Each clip has its own width.",
            lambda features, start, width: _mask_frames(
                features, start, np.where(width > 0, width.max(), 0)
            ),
        ),
        Mistake(
            "sums",
            "The hidden frames hold sums over the frames. Divide by their number: the mean is "
            "asked for.",
            lambda features, start, width: _mask_frames(
                features, start, width, features.sum(axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "the smallest",
            "The hidden frames hold the smallest value of each band, as in a pause. Its mean over "
            "all frames is asked for.",
            lambda features, start, width: _mask_frames(
                features, start, width, features.min(axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "the first of the run",
            "The first frame of the run was held, and can still be seen. Put the mean over all "
            "frames of the clip in its place too.",
            lambda features, start, width: _mask_frames(
                features,
                start,
                width,
                np.stack(
                    [
                        clip[min(first, len(clip) - 1)]
                        for clip, first in zip(features, start, strict=True)
                    ]
                )[:, None],
            ),
        ),
        Mistake(
            "the last frame of the clip",
            "The hidden frames are copies of the last one of the clip. Put the mean over all its "
            "frames in their place.",
            lambda features, start, width: _mask_frames(features, start, width, features[:, -1:]),
        ),
        Mistake(
            "the mean added",
            "The mean was added to the hidden frames, which can still be seen so. Put the mean in "
            "their place.",
            lambda features, start, width: _mask_frames(
                features, start, width, features + features.mean(axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "the mean multiplied",
            "The hidden frames were multiplied by the mean, and can still be seen so. Put the mean "
            "in their place.",
            lambda features, start, width: _mask_frames(
                features, start, width, features * features.mean(axis=1, keepdims=True)
            ),
        ),
        Mistake(
            "the ends of the run alone",
            "Only the first and the last frame of each run are hidden. Those between them are a "
            "part of it.",
            lambda features, start, width: _mask_frames(
                features,
                start,
                width,
                hide=lambda *case: (
                    _hidden(*case)
                    & ~(_hidden(features, start + 1, width - 2) & (width > 2)[:, None])
                ),
            ),
        ),
        Mistake(
            "the first clip alone",
            "Only the first clip was masked: the loop ends after one round. Does the `return` "
            "stand inside of it?",
            lambda features, start, width: _mask_frames(
                features, start, np.where(np.arange(len(width)) == 0, width, 0)
            ),
        ),
    ),
)

# 3. Two variances


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


def _by_analysis(values, voice):
    _, takes, means = _by_voice(values, voice)
    sigma2 = _pooled(values, voice)
    between = np.sum(takes * (means - values.mean()) ** 2) / (len(takes) - 1)
    usual = (takes.sum() - np.sum(takes**2) / takes.sum()) / (len(takes) - 1)
    return max((between - sigma2) / usual, 0.0), sigma2


def _less_sigma(values, voice):
    sigma2 = _pooled(values, voice)
    takes = _by_voice(values, voice)[1]
    return max(_of_means(values, voice) - np.sqrt(sigma2) * np.mean(1 / takes), 0.0), sigma2


def _less_tau(values, voice):
    tau2, sigma2 = _variances(values, voice)
    return tau2, max(sigma2 - tau2, 0.0)


def _sizes_within(values, voice):
    number, takes, means = _by_voice(values, voice)
    return np.sum(np.abs(values - means[number])) / (len(values) - len(takes))


def _around_one_mean(values, voice):
    return np.sum((values - values.mean()) ** 2) / (len(values) - len(np.unique(voice)))


def _without_single_takes(values, voice):
    number, takes, _ = _by_voice(values, voice)
    several = takes[number] > 1
    return _variances(values[several], voice[several])


def _share_of_itself(values, voice):
    takes = _by_voice(values, voice)[1]
    return _of_means(values, voice) * (1 - np.mean(1 / takes)), _pooled(values, voice)


def _own_variances(values, voice):
    number, takes, means = _by_voice(values, voice)
    own = np.bincount(number, (values - means[number]) ** 2) / takes
    return max(_of_means(values, voice) - np.mean(own / takes), 0.0), _pooled(values, voice)


def _measured(seed, takes, tau, sigma):
    rng = np.random.default_rng(seed)
    number = rng.permutation(np.repeat(np.arange(len(takes)), takes))
    names = np.array(["cy", "al", "ed", "flo", "bea", "di", "gus"])
    of_voices = 5 + tau * rng.normal(size=len(takes))
    return of_voices[number] + sigma * rng.normal(size=len(number)), names[number]


def _weighted_by_takes(values, voice):
    _, takes, means = _by_voice(values, voice)
    return np.sum(takes * (means - values.mean()) ** 2) / (len(takes) - 1)


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
        Mistake(
            "the table of analysis of variance",
            "The second is right. The first is the estimate of an analysis of variance, in which "
            "long voices count for more: without bias too, but not the one that is asked. Take the "
            "variance of the k voice means.",
            _by_analysis,
        ),
        Mistake(
            "the root of the takes",
            "The second is right. What σ² brings into a voice's mean was divided by the root of "
            "its takes: so much smaller is the standard error; the variance of a mean is σ²/m.",
            partial(_variances, part=lambda takes: np.mean(1 / np.sqrt(takes))),
        ),
        Mistake(
            "a standard deviation taken off",
            "The second is right. From a variance a part of σ was taken off, where a part of σ² "
            "belongs.",
            _less_sigma,
        ),
        Mistake(
            "sizes of the deviations",
            "For the takes the sizes of the deviations were added up. A variance adds their "
            "squares.",
            partial(_variances, within=_sizes_within),
        ),
        Mistake(
            "takes around the mean of all",
            "The deviations of the takes are from the mean of all clips, and so hold the "
            "differences between voices too. Take each from the mean of its voice.",
            partial(_variances, within=_around_one_mean),
        ),
        Mistake(
            "the voices' part taken off the takes",
            "The first is right. From the second that was taken off: but deviations within a voice "
            "hold nothing of the voice any more.",
            _less_tau,
        ),
        Mistake(
            "single takes left out",
            "The second is right. Voices with a single take were left out of the first; there are "
            "k voice means, and each of them counts.",
            _without_single_takes,
        ),
        Mistake(
            "a share of the means' variance",
            "The second is right. From the variance of the means a share of itself was taken off; "
            "it is a share of σ² that the takes bring into it.",
            _share_of_itself,
        ),
        Mistake(
            "the number of voices taken off last",
            "The squares were divided by the number of clips, and then the number of voices was "
            "taken off. Brackets are missing: n − k divides.",
            partial(
                _variances,
                within=lambda values, voice: (
                    _pooled(values, voice, less=lambda n, k: 0) - len(np.unique(voice))
                ),
            ),
        ),
        Mistake(
            "squares divided by the voices",
            "The squares within voices were divided by the number of voices. They are as many as "
            "the clips, less one for each voice's mean: n − k.",
            partial(_variances, within=partial(_pooled, less=lambda n, k: n - k)),
        ),
        Mistake(
            "squares divided by the voices less one",
            "The squares within voices were divided by k − 1, which belongs to the voice means. Of "
            "clips there are n, and each voice's mean costs one.",
            partial(_variances, within=partial(_pooled, less=lambda n, k: n - k + 1)),
        ),
        Mistake(
            "each voice's own variance taken off",
            "The second is right. From the first each voice's own variance was taken off, which a "
            "single take does not have. All voices share σ²: take the pooled one.",
            _own_variances,
        ),
        Mistake(
            "the takes of the voice in the middle",
            "The second is right. What σ² brings in was taken for the voice in the middle; it is "
            "the average of σ²/m over the voices.",
            partial(_variances, part=lambda takes: np.median(1 / takes)),
        ),
        Mistake(
            "the fewest takes",
            "The second is right. What σ² brings in was taken for the voice with the fewest takes; "
            "it is the average of σ²/m over the voices.",
            partial(_variances, part=lambda takes: 1 / takes.min()),
        ),
        Mistake(
            "one take less",
            "The second is right. A take too few divides: one less belongs where a variance is "
            "estimated, and the mean of m takes is one of m takes.",
            partial(_variances, part=lambda takes: np.mean(1 / np.maximum(takes - 1, 1))),
        ),
        Mistake(
            "the spread of the means",
            "The second is right. In the first a standard deviation of the voice means stands "
            "where their variance belongs.",
            partial(_variances, between=lambda values, voice: np.sqrt(_of_means(values, voice))),
        ),
        Mistake(
            "sums in place of means",
            "The second is right. In the first the takes of each voice were added up: the sums "
            "differ by the numbers of takes alone. Take their means.",
            partial(
                _variances,
                between=lambda values, voice: np.bincount(_by_voice(values, voice)[0], values).var(
                    ddof=1
                ),
            ),
        ),
        Mistake(
            "one more than the voices",
            "The squares within voices were divided by n − k − 1. Each of the k means costs one, "
            "and nothing else does.",
            partial(_variances, within=partial(_pooled, less=lambda n, k: k + 1)),
        ),
        Mistake(
            "takes squared",
            "The second is right. What σ² brings into a voice's mean was divided by the square of "
            "its takes. The variance of a mean of m takes is σ²/m.",
            partial(_variances, part=lambda takes: np.mean(1 / takes**2)),
        ),
        Mistake(
            "divided by what is left of the clips",
            "The second is right. The part taken off was divided by n − k. A voice's mean is one "
            "over its own takes: average σ²/m over the voices.",
            partial(_variances, part=lambda takes: 1 / (takes.sum() - len(takes))),
        ),
        Mistake(
            "voice by voice, zero for a single take",
            "A variance was taken for each voice, zero where there is a single take, and these "
            "averaged. Add up all squares first; a single take then tells nothing, rather than "
            "zero.",
            partial(
                _variances,
                within=lambda values, voice: (
                    _mean_of_variances(values, voice, at_least=2)
                    * np.mean(_by_voice(values, voice)[1] > 1)
                ),
            ),
        ),
        Mistake(
            "the variance of all values, divided by the number",
            "The second is the variance of all values, divided by their number; the differences "
            "between voices count in it. Take it within each voice.",
            partial(_variances, within=lambda values, voice: values.var()),
        ),
        Mistake(
            "medians of the voices",
            "The second is right. In the first medians of the voices were compared. Take their "
            "means.",
            partial(
                _variances,
                between=lambda values, voice: np.var(
                    [np.median(values[voice == v]) for v in np.unique(voice)], ddof=1
                ),
            ),
        ),
        Mistake(
            "never above zero",
            "The second is right. The first is cut off from the wrong side: an estimate below zero "
            "becomes zero, those above stay.",
            partial(_variances, floor=lambda value: min(value, 0.0)),
        ),
        Mistake(
            "the sum of both",
            "The first is right. The second holds the voices' part too, as the variance of a new "
            "voice's clip does. Of takes of one voice it is σ² alone.",
            lambda values, voice: (_variances(values, voice)[0], sum(_variances(values, voice))),
        ),
        Mistake(
            "weighted by the takes",
            "The second is right. In the variance of the voice means each squared "
            "deviation was counted as often as the voice has takes; here each voice "
            "counts once.",
            partial(_variances, between=_weighted_by_takes),
        ),
        Mistake(
            "squares around the mean of all",
            "The first is right. The squares for σ² were taken around the mean of all clips. "
            "Each clip is compared with the mean of its own voice.",
            lambda values, voice: (
                _variances(values, voice)[0],
                np.sum((values - values.mean()) ** 2) / (len(values) - len(np.unique(voice))),
            ),
        ),
        Mistake(
            "total less the takes, below zero too",
            "The second is right. The first is the variance of all clips less σ². Take the "
            "variance of the voice means, less what σ² brings into that.",
            lambda values, voice: (
                values.var(ddof=1) - _variances(values, voice)[1],
                _variances(values, voice)[1],
            ),
        ),
    ),
)

# 4. How many voices a test needs


def _voices_needed(
    tau2, sigma2, clips, half_width, *, of_a_voice=None, rounded=np.ceil, errors=1.96, power=2
):
    """Return the number; ``power`` is the one that the errors' number and the width enter with."""
    variance = tau2 + sigma2 / clips if of_a_voice is None else of_a_voice(tau2, sigma2, clips)
    return int(rounded(errors**power * variance / half_width**power))


def _at_least_one(*given, **slips):
    return max(1, _voices_needed(*given, **slips))


def _use_needed(answer, tau2, sigma2, clips, half_width):
    """Return the number; if all is right so far, it must be at least 1 where nothing varies."""
    found = answer(tau2, sigma2, clips, half_width)
    given = [(tau2, sigma2, clips, half_width), *_USUAL]
    if plain(found) != 1 or any(plain(answer(*each)) != _at_least_one(*each) for each in given):
        return found
    if plain(answer(0.0, 0.0, clips, half_width)) == 0:
        raise Objection("No voice is said to be enough where nothing varies. A test has one.")
    return found


_USUAL = (0.02, 0.05, 10, 0.05), (0.004, 0.09, 3, 0.03), (0.0, 0.2, 20, 0.02)


VOICES_NEEDED = Exercise(
    name="speech.voices_needed",
    call="voices_needed(tau2, sigma2, clips, half_width)",
    reference=_at_least_one,
    cases=(
        *(lambda usual=usual: usual for usual in _USUAL),
        lambda: (0.01, 0.04, 5, 0.1),
        # Four voices are just enough, without rounding: 0.98 is half of 1.96.
        lambda: (0.75, 1.0, 4, 0.98),
        Case("one voice is enough", lambda: (0.001, 0.004, 10, 0.2)),
    ),
    drive=_use_needed,
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
            "rounded down, one at least",
            "With this many voices the interval is a little too wide: round up, also from 1.",
            partial(_at_least_one, rounded=np.floor),
        ),
        Mistake(
            "rounded to the nearest, one at least",
            "The number was rounded to the nearest integer. Where that is down, also to 1, the "
            "interval is a little too wide.",
            partial(_at_least_one, rounded=np.round),
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
        Mistake(
            "roots added, the takes' over the clips",
            "Standard deviations were added, and that of the takes divided by the number of clips. "
            "Variances are added; that of a mean of c clips is σ²/c.",
            partial(
                _voices_needed,
                of_a_voice=lambda tau2, sigma2, clips: (
                    (np.sqrt(tau2) + np.sqrt(sigma2) / clips) ** 2
                ),
            ),
        ),
        Mistake(
            "clips squared",
            "The takes' variance was divided by the square of the number of clips. The variance of "
            "a mean of c clips is σ²/c.",
            partial(
                _voices_needed, of_a_voice=lambda tau2, sigma2, clips: tau2 + sigma2 / clips**2
            ),
        ),
        Mistake(
            "clips multiplied",
            "The takes' variance was multiplied by the number of clips. A mean of more clips "
            "scatters less: which way does their number enter?",
            partial(_voices_needed, of_a_voice=lambda tau2, sigma2, clips: tau2 + sigma2 * clips),
        ),
        Mistake(
            "a standard deviation beside squares",
            "The root of the variance stands beside the squares of the factor and of the half "
            "width. Either all three are squared or none.",
            partial(
                _voices_needed,
                of_a_voice=lambda tau2, sigma2, clips: np.sqrt(tau2 + sigma2 / clips),
            ),
        ),
        Mistake(
            "variances squared as a whole",
            "The variance was squared along with the factor and the half width. It is a square "
            "already.",
            partial(
                _voices_needed, of_a_voice=lambda tau2, sigma2, clips: (tau2 + sigma2 / clips) ** 2
            ),
        ),
        Mistake(
            "difference",
            "The takes' part was taken off the voices' part. Both make the mean uncertain, so that "
            "they add up.",
            lambda tau2, sigma2, clips, half_width: max(
                1,
                _voices_needed(
                    tau2,
                    sigma2,
                    clips,
                    half_width,
                    of_a_voice=lambda tau2, sigma2, clips: tau2 - sigma2 / clips,
                ),
            ),
        ),
        Mistake(
            "product",
            "The two variances were multiplied. Independent parts add up their variances.",
            lambda tau2, sigma2, clips, half_width: max(
                1,
                _voices_needed(
                    tau2,
                    sigma2,
                    clips,
                    half_width,
                    of_a_voice=lambda tau2, sigma2, clips: tau2 * sigma2 / clips,
                ),
            ),
        ),
        Mistake(
            "divided by the clips in the end",
            "The number of voices was divided by the number of clips once more. The clips make a "
            "voice's own mean more certain, and have done so already.",
            partial(
                _voices_needed,
                of_a_voice=lambda tau2, sigma2, clips: (tau2 + sigma2 / clips) / clips,
            ),
        ),
        Mistake(
            "99 percent",
            "The factor is that of 99 %, 2.58. Here it is 1.96.",
            partial(_voices_needed, errors=2.58),
        ),
        Mistake(
            "rounded before it is multiplied",
            "It was rounded up before the variance was multiplied in. Round once, at the end.",
            lambda tau2, sigma2, clips, half_width: float(
                np.ceil((1.96 / half_width) ** 2) * (tau2 + sigma2 / clips)
            ),
        ),
        Mistake(
            "upside down",
            "One voice is said to be enough in every case: the fraction may be upside down. A "
            "narrower interval takes more voices, and so do larger variances.",
            lambda tau2, sigma2, clips, half_width: int(
                np.ceil((half_width / 1.96) ** 2 / (tau2 + sigma2 / clips))
            ),
        ),
        Mistake(
            "rounded before it is squared",
            "The root was rounded up before it was squared. Round once, at the end.",
            lambda tau2, sigma2, clips, half_width: (
                int(np.ceil(1.96 * np.sqrt(tau2 + sigma2 / clips) / half_width - 1e-9)) ** 2
            ),
        ),
        Mistake(
            "the larger of both",
            "Only the larger of the two parts counts here. Independent parts add up their "
            "variances.",
            partial(
                _voices_needed, of_a_voice=lambda tau2, sigma2, clips: max(tau2, sigma2 / clips)
            ),
        ),
    ),
)

EXERCISES = (VOICE_FOLDS, MASK_FRAMES, VARIANCES, VOICES_NEEDED)
