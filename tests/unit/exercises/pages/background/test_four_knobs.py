"""The references of the exercises on four knobs against independent oracles."""

import itertools
import math

import numpy as np
import pytest
from exercise_cases import pairs
from rounding import UNIT

from helpers.exercises.pages.background.four_knobs import EXERCISES

BY_NAME = {exercise.name.partition(".")[2]: exercise for exercise in EXERCISES}


@pytest.mark.parametrize("share", [0.999, 1.001])
def test_the_largest_rate_is_where_gradient_descent_starts_to_diverge(share):
    for (X, lam), found in pairs("hyperparameters.largest_rate"):
        # The minimum is at zero, so w itself is the distance from it.
        w = np.ones(X.shape[1])
        start = np.linalg.norm(w)
        for _ in range(8000):
            w = w - share * found * (X.T @ (X @ w) / len(X) + lam * w)
        along = np.linalg.svd(X)[2][0]
        assert (abs(along @ w) < 0.01 * start) == (share < 1)


def test_early_stopping_decides_like_keras(keras):
    curves = [arguments for arguments, _ in pairs("hyperparameters.stop")]
    rng = np.random.default_rng(0)
    for _ in range(60):
        curve = np.cumsum(rng.normal(size=40))
        curves.append((curve, int(rng.integers(1, 8)), float(rng.choice([0.0, 0.3, 1.0]))))
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    for losses, patience, min_delta in curves:
        stopping = keras.callbacks.EarlyStopping(
            "val_loss", patience=patience, min_delta=min_delta, mode="min"
        )
        stopping.set_model(model)
        model.stop_training = False
        stopping.on_train_begin()
        for epoch, loss in enumerate(losses):
            stopping.on_epoch_end(epoch, {"val_loss": loss})
            if model.stop_training:
                break
        expected = (epoch + 1, stopping.best_epoch + 1)
        assert BY_NAME["stop"].reference(losses, patience, min_delta) == expected


def test_some_cases_stop_early_and_one_does_not():
    early = [found[0] < len(arguments[0]) for arguments, found in pairs("hyperparameters.stop")]
    assert True in early
    assert False in early


def test_the_schedule_is_that_of_keras(keras):
    for (step, warmup, steps, peak), found in pairs("hyperparameters.schedule"):
        cosine = keras.optimizers.schedules.CosineDecay(
            0.0, steps - warmup, warmup_target=peak, warmup_steps=warmup
        )
        # At the end of the cosine almost nothing is left of a sum of terms as large as the peak.
        assert found == pytest.approx(float(cosine(step)), rel=0, abs=16 * UNIT * peak)


def test_the_noise_of_a_batch_is_the_mean_over_all_batches():
    for (G, B), found in pairs("hyperparameters.batch_noise"):
        if math.comb(len(G), B) < 10000:
            batches = [
                G[list(rows)].mean(axis=0) for rows in itertools.combinations(range(len(G)), B)
            ]
            squares = np.sum((np.array(batches) - G.mean(axis=0)) ** 2, axis=1)
            assert found == pytest.approx(squares.mean(), abs=1e-12)


def test_the_noise_of_a_batch_is_that_of_a_simulation():
    (G, B), found = pairs("hyperparameters.batch_noise")[2]
    rng = np.random.default_rng(0)
    means = [G[rng.choice(len(G), B, replace=False)].mean(axis=0) for _ in range(20000)]
    squares = np.sum((np.array(means) - G.mean(axis=0)) ** 2, axis=1)
    assert abs(squares.mean() - found) < 4 * squares.std() / math.sqrt(len(squares))
