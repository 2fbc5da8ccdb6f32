"""The spoken digits: whole voices held out, clips as they were made, and the script behind them."""

import collections
import importlib.util
import itertools
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from helpers import datasets

PARTS = ("train", "validation", "test")
SCRIPT = Path(__file__).parents[3] / "tools" / "data" / "make_spoken_digits.py"


@pytest.fixture(scope="module")
def data():
    return datasets.load_spoken_digits()


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("make_spoken_digits", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_shapes_and_types(data):
    assert [getattr(data, name).n for name in PARTS] == [600, 200, 200]
    for part in (*(getattr(data, name) for name in PARTS), data.all):
        assert part.X.shape == (part.n, 6144)
        assert part.y.shape == part.voice.shape == part.take.shape == (part.n,)
        assert part.X.dtype == np.float32
        assert part.y.dtype == part.take.dtype == np.int64
        assert part.voice.dtype.kind == "U"
    assert len(data.feature_names) == 6144
    assert data.target_name == "digit"
    assert "synthetic" in data.description
    assert "eSpeak NG" in data.origin
    assert data.image_shape is data.shift is None
    assert repr(data) == "Dataset('spoken_digits', p=6144, train=600, validation=200, test=200)"


def test_no_voice_is_on_two_sides(data):
    voices = {name: set(getattr(data, name).voice) for name in PARTS}
    assert {name: len(found) for name, found in voices.items()} == {
        "train": 12,
        "validation": 20,
        "test": 20,
    }
    for first, second in itertools.combinations(PARTS, 2):
        assert not voices[first] & voices[second]
        # Nor the same speaker with another accent.
        speakers = ({voice.partition("+")[2] for voice in voices[name]} for name in (first, second))
        assert not set.intersection(*speakers)


def test_every_voice_says_every_digit_equally_often(data):
    for name, takes in zip(PARTS, (5, 1, 1), strict=True):
        part = getattr(data, name)
        said = collections.Counter(zip(part.voice, part.y, part.take, strict=True))
        assert set(said.values()) == {1}
        assert len(said) == len(set(part.voice)) * 10 * takes
        assert set(part.take) == set(range(takes))


def test_a_clip_is_silence_a_word_and_silence(data):
    X = data.all.X
    assert np.isfinite(X).all()
    np.testing.assert_array_equal(X[:, :256], 0)
    # The word begins where it first is louder than the script's threshold.
    assert (np.abs(X[:, 256]) > 0.004).all()
    np.testing.assert_allclose(np.abs(X).max(axis=1), 0.9, atol=0.02)
    lengths = np.array([np.flatnonzero(clip)[-1] - 255 for clip in X])
    assert lengths.min() > 0.1 * 8000
    assert lengths.max() <= 5888
    assert 0.3 < np.median(lengths) / 8000 < 0.4


def test_no_clip_is_there_twice(data):
    assert len(np.unique(data.all.X, axis=0)) == data.all.n


def test_the_samples_are_those_of_the_formula(data):
    with np.load(datasets.DATA / "spoken_digits.npz") as file:
        stored, length = file["samples"], int(file["length"][0])
    for byte, sample in zip(stored[:length:50], data.train.X[0, 256::50], strict=False):
        level = byte / 127.5 - 1
        expected = np.sign(level) * ((1 + 255) ** abs(level) - 1) / 255
        assert sample == pytest.approx(expected, rel=1e-6)


def test_loading_twice_gives_equal_but_separate_arrays(data):
    other = datasets.load_spoken_digits()
    for name in (*PARTS, "all"):
        np.testing.assert_array_equal(getattr(other, name).X, getattr(data, name).X)
        assert not np.shares_memory(getattr(other, name).X, getattr(data, name).X)
    assert not np.shares_memory(data.train.X, data.all.X)


def spectra(X):
    """Logarithms of the mean power in 16 bands, of four stretches of a clip: (n, 64)."""
    power = np.abs(np.fft.rfft(X[:, 256:5376].reshape(len(X), 4, 1280))) ** 2
    return np.log(power[:, :, :640].reshape(len(X), 4, 16, 40).mean(axis=3) + 1e-3).reshape(-1, 64)


def test_the_labels_belong_to_their_clips(data):
    """The nearest training clip, by a crude spectrum, mostly says the same digit."""
    train, held = data.train, data.validation
    nearest = cdist(spectra(held.X), spectra(train.X)).argmin(axis=1)
    assert np.mean(train.y[nearest] == held.y) > 0.4


def test_a_voice_is_nearer_to_itself_than_to_others(data):
    distances = cdist(spectra(data.train.X), spectra(data.train.X))
    np.fill_diagonal(distances, np.inf)
    digit = data.train.y[:, None] == data.train.y
    voice = data.train.voice[:, None] == data.train.voice
    other = distances[digit & ~voice].mean()
    same = distances[digit & voice & np.isfinite(distances)].mean()
    assert same < 0.8 * other


def test_a_damaged_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr("helpers.datasets._files.DATA", tmp_path)
    with pytest.raises(FileNotFoundError, match="spoken_digits"):
        datasets.load_spoken_digits()
    (tmp_path / "spoken_digits.npz").write_bytes(b"PK")
    with pytest.raises(ValueError, match="damaged"):
        datasets.load_spoken_digits()


def test_the_script_says_in_one_sentence_what_is_missing():
    command = [sys.executable, str(SCRIPT), "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, env={"PATH": ""})
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.startswith("expected espeak-ng 1.51 on the path, got none")
    assert len(ran.stderr.splitlines()) == 1


def test_companding_and_the_loader_are_inverse(script):
    sound = np.random.default_rng(0).uniform(-0.9, 0.9, 1000)
    level = script.companded(sound) / 127.5 - 1
    restored = np.sign(level) * (256 ** np.abs(level) - 1) / 255
    # Half a step of the scale, whose steps grow with the level.
    step = np.log(256) / 127.5 * (np.abs(restored) + 1 / 255)
    assert (np.abs(restored - sound) <= 0.52 * step).all()


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng")
def test_the_stored_words_are_what_the_program_says(script, data):
    """The first word of each part is made again, with rate and pitch drawn as the script does."""
    if script.missing():
        pytest.skip(script.missing())
    rng = np.random.default_rng(0)
    rng.permutation(script.VARIANTS.split())
    rate, pitch = rng.integers(140, 221), rng.integers(30, 71)
    sound = script.say(data.train.voice[0], "zero", rate, pitch)
    clip = data.train.X[0, 256 : 256 + len(sound)]
    np.testing.assert_allclose(clip, sound, atol=0.02)
    assert not data.train.X[0, 256 + len(sound) :].any()
