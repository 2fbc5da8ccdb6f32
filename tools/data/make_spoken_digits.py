"""Make `helpers/data/spoken_digits.npz` anew, without network: ten words, spoken by 52 voices.

    python tools/data/make_spoken_digits.py            write the file
    python tools/data/make_spoken_digits.py --check    make it in memory, and compare

It needs eSpeak NG 1.51, which is no requirement of the book (on Debian 12:
`apt install espeak-ng`), and takes about a minute. The speech is synthetic: no one was recorded.

A voice is one of eSpeak NG's variants with one English accent; no variant serves twice. Of two
variants that sound nearly alike only one is listed (root mean square difference below 0.9 between
the log spectra of "three" and "seven", same accent, rate and pitch), since a twin of a voice in
another split would make the split leak. Numbered versions of a named variant, as klatt2 of klatt,
are not listed either, nor are two whose words are too long for a clip. Rate and pitch are drawn
anew for each word. Each training voice says each digit five times, the others once.
"""

import argparse
import io
import itertools
import shutil
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

TARGET = Path(__file__).resolve().parents[2] / "helpers" / "data" / "spoken_digits.npz"
PROGRAM, VERSION = "espeak-ng", "1.51"
WORDS = "zero one two three four five six seven eight nine"
ACCENTS = "en-us en-us-nyc en-gb en-gb-scotland en-gb-x-rp en-gb-x-gbclan en-gb-x-gbcwmd en-029"
VARIANTS = """
    Alex Alicia Andrea Andy Annie Demonic Denis Diogo Gene Jacky Lee Mario Mike Nguyen Storm Tweaky
    UniRobot anika announcer antonio aunty belinda boris david ed edward f1 f2 f3 f4 f5 grandma
    gustave iven kaukovalta klatt linda m1 m2 m3 m4 m5 m6 m7 m8 marcelo max norbert pablo paul pedro
    quincy rob robosoft sandro shelby steph travis victor whisper whisperf zac
"""
SPLITS = {"train": (12, 5), "validation": (20, 1), "test": (20, 1)}
"""Voices of each split, and how often each of them says each digit."""
LONGEST = 5888
"""Samples of the longest word, at 8000 a second."""


def main(arguments=None):
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Make the spoken digits of the book.")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    options = parser.parse_args(arguments)
    fault = missing()
    if fault:
        print(fault, file=sys.stderr)
        return 1
    made = make()
    if not options.check:
        np.savez_compressed(TARGET, **made)
        return 0
    with np.load(TARGET, allow_pickle=False) as stored:
        differ = [name for name in made if not np.array_equal(made[name], stored[name])]
        differ += sorted(set(stored.files) - set(made))
    print(f"differs in {', '.join(differ)}" if differ else f"{TARGET.name}: the same")
    return 1 if differ else 0


def missing():
    """Say in one sentence what is missing, or nothing."""
    found = "none"
    if shutil.which(PROGRAM):
        line = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True)
        found = line.stdout.partition(":")[2].split()[0]
    if found == VERSION:
        return ""
    return f"expected {PROGRAM} {VERSION} on the path, got {found}: other versions sound different"


def make():
    """Speak every word, and return the arrays of the file."""
    rng = np.random.default_rng(0)
    splits = np.repeat(list(SPLITS), [count for count, _ in SPLITS.values()])
    variants = rng.permutation(VARIANTS.split())[: len(splits)]
    accents = itertools.cycle(ACCENTS.split())
    voices = [f"{accent}+{variant}" for accent, variant in zip(accents, variants, strict=False)]
    rows, clips = [], []
    for number, (voice, split) in enumerate(zip(voices, splits, strict=True)):
        for take in range(SPLITS[split][1]):
            for digit, word in enumerate(WORDS.split()):
                rate, pitch = rng.integers(140, 221), rng.integers(30, 71)
                clip = companded(say(voice, word, rate, pitch))
                rows.append((digit, number, take, len(clip)))
                clips.append(clip)
    digit, voice, take, length = np.array(rows).T
    return {
        "samples": np.concatenate(clips),
        "length": length.astype(np.uint16),
        "digit": digit.astype(np.uint8),
        "voice": voice.astype(np.uint8),
        "take": take.astype(np.uint8),
        "voices": np.array(voices),
        "splits": splits,
    }


def say(voice, word, rate, pitch):
    """Return a word at 8000 samples a second, without silence, with the largest sample at 0.9."""
    command = [PROGRAM, "-v", voice, "-s", str(rate), "-p", str(pitch), "--stdout", word]
    stream = subprocess.run(command, capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(stream)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (22050, 1, 2)
        # The header of a stream gives no length; whatever follows it is sound.
        sound = np.frombuffer(file.readframes(len(stream)), "<i2").astype(np.float64)
    sound = resample_poly(sound, 160, 441)
    loud = np.flatnonzero(np.abs(sound) > 0.006 * np.abs(sound).max())
    spoken = sound[loud[0] : loud[-1] + 1]
    if len(spoken) > LONGEST:
        raise ValueError(
            f"expected {word!r} by {voice} within {LONGEST} samples, got {len(spoken)}"
        )
    return 0.9 * spoken / np.abs(spoken).max()


def companded(sound):
    """Return samples in [-1, 1] as bytes on the µ-law scale of telephony, 0 to 255."""
    level = np.sign(sound) * np.log1p(255 * np.abs(sound)) / np.log(256)
    return np.round(127.5 * (level + 1)).astype(np.uint8)


if __name__ == "__main__":
    sys.exit(main())
