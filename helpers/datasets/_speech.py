"""Spoken words, made by a program."""

from dataclasses import dataclass

import numpy as np

from helpers.datasets._files import read_arrays
from helpers.datasets._splits import Dataset, Split, take

CLIP, LEAD = 6144, 256


@dataclass(frozen=True, eq=False, repr=False)
class SpokenWords(Split):
    """Clips `X` of shape (n, 6144), digits `y` of shape (n,), and who speaks.

    `voice` names the speaker of each clip; clips of one voice are not independent of each other.
    `take` counts, from 0, how often this voice has said this digit before.
    """

    voice: np.ndarray
    take: np.ndarray


def load_spoken_digits():
    """Load spoken digits, made by a speech synthesizer: 52 voices say "zero" to "nine".

    The speech is synthetic. `X` has shape (n, 6144) and type float32: clips of 0.768 s at 8000
    samples a second, in [-1, 1], each with 32 ms of silence before the word and silence after
    it. `y` holds the digits as int64, `voice` names as "en-gb+m1" (an accent of English, and who
    speaks it), `take` an int64.

    Whole voices are held out. `train` has 12 voices, who say each digit five times (600 clips);
    `validation` and `test` have 20 other voices each, who say each digit once (200 clips). The
    rows are sorted by voice, take and digit.

    Returns
    -------
    Dataset
        Each part of it is a `SpokenWords`; `all` holds the three splits in their order.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing, or damaged; the message says how to restore it.

    Notes
    -----
    The samples are stored in eight bits on the continuous µ-law scale: the byte u stands for
    sign(s)·(256^|s| − 1)/255 with s = u/127.5 − 1.
    """
    stored = read_arrays("spoken_digits.npz")
    voice, split = (stored[name][stored["voice"]] for name in ("voices", "splits"))
    words = SpokenWords(
        X=_clips(stored["samples"], stored["length"].astype(np.int64)),
        y=stored["digit"].astype(np.int64),
        voice=voice,
        take=stored["take"].astype(np.int64),
    )
    return Dataset(
        name="spoken_digits",
        description="Ten English words by 52 synthetic voices, 0.768 s at 8000 samples a second.",
        origin="Made with eSpeak NG 1.51 by tools/data/make_spoken_digits.py.",
        licence="No rights are claimed in the sound; see helpers/data/README.md.",
        feature_names=tuple(f"sample{j}" for j in range(CLIP)),
        target_name="digit",
        train=take(words, split == "train"),
        validation=take(words, split == "validation"),
        test=take(words, split == "test"),
        all=words,
    )


def _clips(samples, lengths):
    """Expand the words, which are stored end to end, to clips of the same length."""
    level = np.arange(256) / 127.5 - 1
    sound = (np.sign(level) * (256 ** np.abs(level) - 1) / 255).astype(np.float32)[samples]
    clips = np.zeros((len(lengths), CLIP), dtype=np.float32)
    for clip, end, length in zip(clips, np.cumsum(lengths), lengths, strict=True):
        clip[LEAD : LEAD + length] = sound[end - length : end]
    return clips
