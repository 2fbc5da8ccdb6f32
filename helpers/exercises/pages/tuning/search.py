"""The exercises of the page on searching for hyperparameters.

A random trial falls into the best share v of a search space with probability v, so that T
independent trials miss it with probability (1 − v)^T. The k-th best of N values is the best of T
draws without replacement with probability binom(N − k, T − 1)/binom(N, T).

References
----------
Bergstra, Bengio (2012), Journal of Machine Learning Research 13, 281-305 (random search).
Dodge, Gururangan, Card, Schwartz, Smith (2019), EMNLP (the expected best of a budget).
Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar (2018), Journal of Machine Learning Research 18(185).
"""

import math
from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. How many random trials


def _trials_needed(v, confidence):
    # Where a whole number of trials is just enough, a rounding error must not cost one more.
    return math.ceil(math.log(1 - confidence) / math.log(1 - v) * (1 - 1e-12))


TRIALS_NEEDED = Exercise(
    name="search.trials_needed",
    call="trials_needed(v, confidence)",
    reference=_trials_needed,
    cases=(
        lambda: (0.05, 0.95),
        lambda: (0.02, 0.9),
        lambda: (0.3, 0.999),
        lambda: (0.001, 0.5),
        # Powers of two: rounding changes nothing.
        Case("the confidence is met exactly", lambda: (0.5, 0.75)),
        Case("the confidence is met exactly", lambda: (0.5, 0.5)),
        Case("one trial is enough", lambda: (0.8, 0.3)),
    ),
    mistakes=(
        Mistake(
            "one over v",
            "After 1/v trials one good one is expected on average, and often there is none yet. "
            "Start from the probability that all of them miss.",
            lambda v, confidence: math.ceil(1 / v),
        ),
        Mistake(
            "rounded down",
            "One trial is missing: rounded down, the number falls just short of the confidence "
            "that was asked for.",
            lambda v, confidence: math.floor(math.log(1 - confidence) / math.log(1 - v)),
        ),
        Mistake(
            "not rounded",
            "The equation is solved, but its solution is no whole number, and a trial cannot be "
            "run in part.",
            lambda v, confidence: math.log(1 - confidence) / math.log(1 - v),
        ),
        Mistake(
            "probabilities added",
            "Here the probabilities of single trials were added up. Two trials can both hit, and "
            "added chances would soon pass one.",
            lambda v, confidence: math.ceil(confidence / v),
        ),
        Mistake(
            "confidence in place of its rest",
            "This makes the probability that all trials miss as large as the confidence. It has "
            "to be as small as what is left of it.",
            lambda v, confidence: math.ceil(math.log(confidence) / math.log(1 - v)),
        ),
        Mistake(
            "above the confidence",
            "Where a number of trials meets the confidence exactly, this takes one more. The "
            "probability may be equal to the confidence.",
            lambda v, confidence: math.floor(math.log(1 - confidence) / math.log(1 - v)) + 1,
        ),
        Mistake(
            "rounded to the nearest",
            "This rounds to the nearest number of trials, which may be one too few. Which way has "
            "to be rounded?",
            lambda v, confidence: round(math.log(1 - confidence) / math.log(1 - v)),
        ),
        Mistake(
            "v in place of its rest",
            "This makes the probability that all trials hit as small as asked. All of them miss "
            "with another probability: which one has to be small?",
            lambda v, confidence: math.ceil(math.log(1 - confidence) / math.log(v)),
        ),
        Mistake(
            "both in place of their rests",
            "Both numbers are taken where their rests belong. A trial misses with probability "
            "1 − v, and all of them may do so with probability 1 − confidence.",
            lambda v, confidence: math.ceil(math.log(confidence) / math.log(v)),
        ),
        Mistake(
            "for small v",
            "This takes v for −log(1 − v), which is right for small v only.",
            lambda v, confidence: math.ceil(-math.log(1 - confidence) / v),
        ),
        Mistake(
            "fraction upside down",
            "The quotient of the two logarithms is upside down: a smaller share v takes more "
            "trials.",
            lambda v, confidence: math.ceil(math.log(1 - v) / math.log(1 - confidence)),
        ),
        Mistake(
            "difference of the logarithms",
            "The logarithms are subtracted, as for a quotient under the logarithm. The number of "
            "trials is an exponent: which rule for the logarithm of a power is there?",
            lambda v, confidence: math.ceil(math.log((1 - confidence) / (1 - v))),
        ),
        Mistake(
            "two bases",
            "One logarithm has base ten and the other is natural. Any base will do, the same for "
            "both.",
            lambda v, confidence: math.ceil(math.log10(1 - confidence) / math.log(1 - v)),
        ),
        Mistake(
            "a minus too many",
            "There is a minus before the quotient. Both logarithms are negative, so their quotient "
            "is not.",
            lambda v, confidence: math.ceil(-math.log(1 - confidence) / math.log(1 - v)),
        ),
        Mistake(
            "two at least",
            "A single trial is enough where its probability is as large as the confidence; this "
            "never returns less than two.",
            lambda v, confidence: max(_trials_needed(v, confidence), 2),
        ),
    ),
)

# 2. Evenly on a logarithmic scale


def _log_uniform(u, low, high):
    return low * (high / low) ** u


def _shares(seed, count, low, high):
    return np.random.default_rng(seed).random(count), low, high


LOG_UNIFORM = Exercise(
    name="search.log_uniform",
    call="log_uniform(u, low, high)",
    reference=_log_uniform,
    cases=(
        lambda: (np.array([0.25, 1.0, 0.0, 0.5]), 1e-4, 1.0),
        partial(_shares, 1, 6, 1e-3, 10.0),
        partial(_shares, 2, 9, 2.0, 3.0),
    ),
    mistakes=(
        Mistake(
            "evenly between the ends",
            "These numbers lie evenly between the ends, so nine in ten fall into the highest "
            "decade. Each decade should get its share.",
            lambda u, low, high: low + u * (high - low),
        ),
        Mistake(
            "the exponent itself",
            "These are logarithms. They are spread as they should be; now turn them back into "
            "the numbers themselves.",
            lambda u, low, high: np.log(low) + u * np.log(high / low),
        ),
        Mistake(
            "two bases",
            "The ends are taken as natural logarithms and turned back with base ten. Use one base "
            "for both ways.",
            lambda u, low, high: 10 ** (np.log(low) + u * np.log(high / low)),
        ),
        Mistake(
            "two bases, the other way round",
            "The ends are taken as logarithms to base ten and turned back with the exponential "
            "function, whose base is e. Use one base for both ways.",
            lambda u, low, high: np.exp(np.log10(low) + u * np.log10(high / low)),
        ),
        Mistake(
            "the wrong way round",
            "The spread is right, but u = 0 gives the high end. It should give the low one, and "
            "u = 1 the high one.",
            lambda u, low, high: high * (low / high) ** u,
        ),
        Mistake(
            "the exponent to base ten",
            "These are logarithms to base ten. They are spread as they should be; now turn them "
            "back into the numbers themselves.",
            lambda u, low, high: np.log10(low) + u * np.log10(high / low),
        ),
        Mistake(
            "ends as exponents",
            "Here `low` and `high` are taken for exponents. They are the ends themselves; their "
            "exponents are the logarithms.",
            lambda u, low, high: 10 ** (low + u * (high - low)),
        ),
        Mistake(
            "logarithm of even numbers",
            "The logarithm is taken of numbers that are even between the ends. It is the "
            "logarithms that are to be even; how do you get back from them?",
            lambda u, low, high: np.log(low + u * (high - low)),
        ),
        Mistake(
            "a scale of its own",
            "These are numbers at equal distances on the logarithmic scale, as many as `u` has. "
            "`u` says where each one is to lie.",
            lambda u, low, high: low * (high / low) ** np.linspace(0, 1, len(u)),
        ),
        Mistake(
            "sorted",
            "The numbers are right, in rising order. Each belongs to its entry of `u`.",
            lambda u, low, high: low * (high / low) ** np.sort(u),
        ),
        Mistake(
            "stretched",
            "The numbers in `u` were stretched first, so that the smallest and the largest meet "
            "the ends. They may reach neither.",
            lambda u, low, high: low * (high / low) ** ((u - u.min()) / (u.max() - u.min())),
        ),
        Mistake(
            "divided by the largest",
            "The entries of `u` were divided by the largest of them. They are shares already: 1 "
            "stands for `high`.",
            lambda u, low, high: low * (high / low) ** (u / u.max()),
        ),
        Mistake(
            "one decade",
            "The numbers run from `low` to ten times `low`. How many decades lie between `low` and "
            "`high`?",
            lambda u, low, high: low * 10**u,
        ),
        Mistake(
            "whole decades",
            "The exponents were rounded, so that only powers of ten come out. All numbers between "
            "them are wanted too.",
            lambda u, low, high: 10 ** np.round(np.log10(low) + u * np.log10(high / low)),
        ),
        Mistake(
            "log of the difference",
            "The logarithm is taken of the difference of the ends. The step goes from one "
            "logarithm to the other: take their difference.",
            lambda u, low, high: low * (high - low) ** u,
        ),
        Mistake(
            "step of log high",
            "The step is the logarithm of `high` alone, so that u = 1 gives `low` times `high`. "
            "How far is it from one logarithm to the other?",
            lambda u, low, high: low * high**u,
        ),
        Mistake(
            "sum of the logarithms",
            "The two logarithms are added where their difference is needed: how far is it from "
            "the one to the other?",
            lambda u, low, high: low * (low * high) ** u,
        ),
        Mistake(
            "a power between the ends",
            "The ends are met, but between them the numbers lie as powers of ten of `u`. Each "
            "decade should get the same share.",
            lambda u, low, high: low + (high - low) * (10**u - 1) / 9,
        ),
        Mistake(
            "an exponential between the ends",
            "The ends are met, but between them the numbers lie as an exponential of `u` by "
            "itself. How fast it has to grow depends on the ends.",
            lambda u, low, high: low + (high - low) * (np.exp(u) - 1) / (np.e - 1),
        ),
        Mistake(
            "shifted by low",
            "The power of high over low is right, but its factor `low` is added. Then u = 0 gives "
            "`low` plus one.",
            lambda u, low, high: low + (high / low) ** u,
        ),
        Mistake(
            "exponential of the ends",
            "The ends were taken as logarithms already. Take their logarithms first, spread "
            "between those, and turn back.",
            lambda u, low, high: np.exp(low + u * (high - low)),
        ),
    ),
)

# 3. What a bracket costs


def _halving_cost(count, first, last, factor):
    cost, epochs, before = 0, first, 0
    while epochs <= last:
        cost += count * (epochs - before)
        count, epochs, before = max(count // factor, 1), epochs * factor, epochs
    return cost


def _bracket(
    count, first, last, factor, *, survivors=None, pay=None, before=0, fits=None, until=None
):
    """Return the cost of a bracket by rules of its own.

    Parameters
    ----------
    survivors : callable, optional
        How many of ``count`` go on, by ``survivors(count, factor)``.
    pay : callable, optional
        What a round costs, by ``pay(count, epochs, before)``.
    before : int
        Epochs that all settings have at the start.
    fits : callable, optional
        Whether a round is still trained, by ``fits(epochs, last)``.
    until : callable, optional
        When the bracket ends, by ``until(count)`` after a round.
    """
    survivors = survivors or (lambda count, factor: max(count // factor, 1))
    pay = pay or (lambda count, epochs, before: count * (epochs - before))
    fits = fits or (lambda epochs, last: epochs <= last)
    cost, epochs = 0, first
    while fits(epochs, last):
        cost += pay(count, epochs, before)
        if until and until(count):
            break
        count, epochs, before = survivors(count, factor), epochs * factor, epochs
    return cost


def _cut_short(count, first, last, factor):
    """Go on to `last` in a shorter round where a whole one does not fit."""
    cost, epochs, before = 0, first, 0
    while before < last:
        cost += count * (epochs - before)
        count, epochs, before = max(count // factor, 1), min(epochs * factor, last), epochs
    return cost


def _rounds_by_logarithm(count, first, last, factor):
    """Count the rounds by a quotient of logarithms, as it comes out."""
    rounds = math.floor(math.log(last / first) / math.log(factor))
    return _bracket(count, first, first * factor**rounds, factor)


def _equal_rounds(count, first, last, factor):
    return _bracket(count, first, last, factor, pay=lambda *_: count * first)


def _losers_pay(count, first, last, factor):
    """Let all that have just been trained pay for the next round too."""
    cost, epochs, before, paying = 0, first, 0, count
    while epochs <= last:
        cost += paying * (epochs - before)
        paying, count = count, max(count // factor, 1)
        epochs, before = epochs * factor, epochs
    return cost


def _epochs_added(count, first, last, factor):
    cost, epochs = 0, first
    while epochs <= last:
        cost, count, epochs = cost + count * first, max(count // factor, 1), epochs + first
    return cost


HALVING_COST = Exercise(
    name="search.halving_cost",
    call="halving_cost(count, first, last, factor)",
    reference=_halving_cost,
    cases=(
        lambda: (81, 1, 81, 3),
        lambda: (34, 3, 81, 3),
        lambda: (16, 2, 32, 2),
        lambda: (100, 1, 64, 4),
        Case("one setting is left early", lambda: (2, 1, 81, 3)),
        Case("another round would go beyond last", lambda: (9, 1, 10, 3)),
        Case("another round would go beyond last", lambda: (50, 4, 90, 2)),
        Case("a single round", lambda: (5, 4, 7, 2)),
        Case("six rounds", lambda: (243, 1, 243, 3)),
    ),
    mistakes=(
        Mistake(
            "trained from the start again",
            "Each survivor is paid for from its first epoch again. A paused run goes on where it "
            "stopped, and costs only the epochs that are new.",
            partial(_bracket, pay=lambda count, epochs, before: count * epochs),
        ),
        Mistake(
            "without the last round",
            "The last round is missing: some settings survive up to the last number of epochs, "
            "and they are trained that far.",
            partial(_bracket, fits=lambda epochs, last: epochs < last),
        ),
        Mistake(
            "a round too few",
            "The last round is never trained here. A round is trained if its number of epochs is "
            "at most `last`, whatever the next one would have.",
            lambda count, first, last, factor: _halving_cost(count, first, last // factor, factor),
        ),
        Mistake(
            "everybody to the end",
            "This is what training all settings to the end would cost. After each round only "
            "a part of them goes on.",
            lambda count, first, last, factor: count * last,
        ),
        Mistake(
            "the wrong part leaves",
            "At each round the part was sent away that should stay. With a factor of three, a "
            "third goes on.",
            partial(_bracket, survivors=lambda count, factor: max(count - count // factor, 1)),
        ),
        Mistake(
            "nobody left",
            "If there are fewer settings than `factor`, nobody goes on here. At least one does.",
            partial(_bracket, survivors=lambda count, factor: count // factor),
        ),
        Mistake(
            "the last one is done",
            "The bracket ends as soon as one setting is left. It goes on alone, as long as the "
            "epochs are at most `last`.",
            partial(_bracket, until=lambda count: count == 1),
        ),
        Mistake(
            "the last one is not trained",
            "A setting that is left alone is not trained further. It goes on, as long as the "
            "epochs are at most `last`.",
            lambda count, first, last, factor: _bracket(
                count, first, last, factor, until=lambda left: left // factor <= 1
            ),
        ),
        Mistake(
            "on to the last epoch",
            "Where another round would go beyond `last`, the survivors are trained up to `last`. "
            "Such a round is left out.",
            _cut_short,
        ),
        Mistake(
            "rounds by a logarithm",
            "A quotient of logarithms may fall just short of a whole number, and a round is lost. "
            "Multiply the epochs by the factor instead, as long as they are at most `last`.",
            _rounds_by_logarithm,
        ),
        Mistake(
            "rounded up",
            "The number of survivors is rounded up. It is `count // factor`, rounded down.",
            partial(_bracket, survivors=lambda count, factor: -(-count // factor)),
        ),
        Mistake(
            "rounded to the nearest",
            "The number of survivors is rounded to the nearest. It is `count // factor`, rounded "
            "down.",
            partial(_bracket, survivors=lambda count, factor: max(round(count / factor), 1)),
        ),
        Mistake(
            "parts of settings",
            "The number of survivors has a fraction here. It is `count // factor`, a whole number.",
            partial(_bracket, survivors=lambda count, factor: max(count / factor, 1)),
        ),
        Mistake(
            "three for the factor",
            "This keeps a third and trains three times as long, as the chapter does. Here `factor` "
            "may be another number.",
            lambda count, first, last, factor: _halving_cost(count, first, last, 3),
        ),
        Mistake(
            "a third kept",
            "This keeps a third, as the chapter does. Here `factor` may be another number.",
            partial(_bracket, survivors=lambda count, factor: max(count // 3, 1)),
        ),
        Mistake(
            "a half kept",
            "This keeps a half, as the name of halving has it. Here one in `factor` stays.",
            partial(_bracket, survivors=lambda count, factor: max(count // 2, 1)),
        ),
        Mistake(
            "first round for nothing",
            "The first round is not paid. All settings are trained for `first` epochs.",
            lambda count, first, last, factor: _bracket(count, first, last, factor, before=first),
        ),
        Mistake(
            "from one epoch",
            "This starts with one epoch. The first round has `first` of them.",
            lambda count, first, last, factor: _bracket(count, 1, last, factor),
        ),
        Mistake(
            "losers trained on",
            "Settings that have just been sent away pay for the next round too. First choose who "
            "goes on, then train.",
            _losers_pay,
        ),
        Mistake(
            "equal rounds",
            "Each round is said to cost what the first one does. Paused networks pay only for new "
            "epochs, and `count // factor` is rounded down: count each round by itself.",
            _equal_rounds,
        ),
        Mistake(
            "nobody leaves",
            "All settings go on from round to round here. After each round only a part of them "
            "does.",
            partial(_bracket, survivors=lambda count, factor: count),
        ),
        Mistake(
            "first round alone",
            "This is the cost of the first round. The survivors are trained on.",
            lambda count, first, last, factor: count * first,
        ),
        Mistake(
            "one setting",
            "Only the epochs were counted. Each is trained by all the settings of its round.",
            lambda count, first, last, factor: _halving_cost(1, first, last, factor),
        ),
        Mistake(
            "fewer before the first round",
            "The settings were cut down before the first round. It trains all of them; they are "
            "cut down after each round.",
            lambda count, first, last, factor: _halving_cost(
                max(count // factor, 1), first, last, factor
            ),
        ),
        Mistake(
            "epochs added",
            "The epochs grow by `first` in each round. They are multiplied by `factor`.",
            _epochs_added,
        ),
        Mistake(
            "every round as long as the first",
            "Each round trains its settings for `first` epochs here. Those that go on are "
            "trained up to `factor` times as many epochs.",
            lambda count, first, last, factor: _bracket(
                count, first, last, factor, pay=lambda left, *_: left * first
            ),
        ),
    ),
)

# 4. The median rule


def _lowest(curves):
    return np.minimum.accumulate(curves, axis=-1)


def _pruned(curves, losses):
    return _lowest(losses) > np.median(curves, axis=0)


def _one_step_early(curves, losses):
    return _lowest(losses) > np.median(np.column_stack([curves[:, 0], curves[:, :-1]]), axis=0)


def _curves(seed, trials, steps):
    """Return falling, noisy curves of finished trials, and those of a new one."""
    rng = np.random.default_rng(seed)
    level = rng.lognormal(0, 0.5, (trials, 1))
    curves = level * (0.6 + np.exp(-np.arange(steps) / 3)) + 0.2 * rng.normal(size=(trials, steps))
    return curves, np.median(curves, axis=0) + 0.25 + 0.3 * rng.normal(size=steps)


def _tied():
    """Return curves of whole numbers, in which a lowest loss is equal to a median."""
    curves = np.array([[5.0, 4.0, 3.0, 3.0], [7.0, 6.0, 5.0, 1.0], [9.0, 8.0, 1.0, 2.0]])
    return curves, np.array([7.0, 9.0, 3.0, 2.0])


def _sunk(seed, trials, steps):
    """Return curves that sink at first and rise later, and one that only sinks."""
    curves, losses = _curves(seed, trials, steps)
    return curves + 0.4 * np.maximum(np.arange(steps) - steps // 2, 0), losses


def _medians_so_far(curves):
    return np.array([np.median(curves[:, : t + 1]) for t in range(curves.shape[1])])


def _before(losses):
    """Return the lowest loss before each step; there is none before the first."""
    return np.concatenate([[np.inf], _lowest(losses)[:-1]])


PRUNED = Exercise(
    name="search.pruned",
    call="pruned(curves, losses)",
    reference=_pruned,
    cases=(
        partial(_curves, 3, 7, 12),
        partial(_curves, 4, 10, 9),
        partial(_curves, 5, 15, 20),
        partial(_curves, 8, 6, 16),
        partial(_sunk, 9, 8, 14),
        Case("as many trials as steps", partial(_curves, 10, 6, 6)),
        Case("a lowest loss that is equal to the median", _tied),
    ),
    mistakes=(
        Mistake(
            "lowest against lowest",
            "The other trials were judged by their lowest losses so far. The rule as it is written "
            "here asks for their losses at the step itself.",
            lambda curves, losses: _lowest(losses) > np.median(_lowest(curves), axis=0),
        ),
        Mistake(
            "the latest loss",
            "The new trial is judged by its latest loss alone. A noisy curve that has been low "
            "enough would be cut for one bad epoch; the rule takes its lowest so far.",
            lambda curves, losses: losses > np.median(curves, axis=0),
        ),
        Mistake(
            "whole curves",
            "The finished trials were judged by the ends of their curves. When the new one is "
            "asked, it has had only so many steps; give the others as many.",
            lambda curves, losses: _lowest(losses) > np.median(curves[:, -1]),
        ),
        Mistake(
            "one step early",
            "The others are judged one step too early, by losses that are still higher. Take the "
            "same step for all.",
            _one_step_early,
        ),
        Mistake(
            "the mean",
            "The loss is compared with a mean. One trial that diverged would pull it far up, "
            "and nothing would be pruned: that is why the rule takes the median.",
            lambda curves, losses: _lowest(losses) > curves.mean(axis=0),
        ),
        Mistake(
            "the wrong side",
            "This prunes what is better than the median, and keeps what is worse. Losses are "
            "to be low.",
            lambda curves, losses: _lowest(losses) < np.median(curves, axis=0),
        ),
        Mistake(
            "at the median too",
            "A trial whose lowest loss is equal to the median is stopped here. It has to be above.",
            lambda curves, losses: _lowest(losses) >= np.median(curves, axis=0),
        ),
        Mistake(
            "median of all losses",
            "This is one median of all losses of all steps. Losses fall with time: take the median "
            "at each step.",
            lambda curves, losses: _lowest(losses) > np.median(curves),
        ),
        Mistake(
            "median of all losses so far",
            "This is the median of all losses up to the step, of which the early ones are high. "
            "Take those at the step itself.",
            lambda curves, losses: _lowest(losses) > _medians_so_far(curves),
        ),
        Mistake(
            "highest so far",
            "The new trial is judged by its highest loss so far. Its best moment counts: the "
            "lowest.",
            lambda curves, losses: np.maximum.accumulate(losses) > np.median(curves, axis=0),
        ),
        Mistake(
            "lowest of all steps",
            "The new trial is judged by the lowest loss of its whole curve. At a step, only the "
            "losses up to there are known.",
            lambda curves, losses: losses.min() > np.median(curves, axis=0),
        ),
        Mistake(
            "lowest before the step",
            "The loss at the step itself does not count here. The lowest so far includes it.",
            lambda curves, losses: _before(losses) > np.median(curves, axis=0),
        ),
        Mistake(
            "once and for all",
            "After the first stop, all later steps count as stopped. Asked is what the rule says "
            "at each step by itself.",
            lambda curves, losses: np.logical_or.accumulate(_pruned(curves, losses)),
        ),
        Mistake(
            "the first stop alone",
            "Only the first step at which the rule stops the trial is marked. Asked is what it "
            "says at each step.",
            lambda curves, losses: (
                _pruned(curves, losses) & (np.cumsum(_pruned(curves, losses)) == 1)
            ),
        ),
        Mistake(
            "upper of the middle two",
            "With an even number of trials this takes the upper one of the middle two losses. The "
            "median is their mean.",
            lambda curves, losses: _lowest(losses) > np.sort(curves, axis=0)[len(curves) // 2],
        ),
        Mistake(
            "lower of the middle two",
            "With an even number of trials this takes the lower one of the middle two losses. The "
            "median is their mean.",
            lambda curves, losses: (
                _lowest(losses) > np.sort(curves, axis=0)[(len(curves) - 1) // 2]
            ),
        ),
        Mistake(
            "the new trial included",
            "The new trial is counted among those of which the median is taken. It is compared "
            "with the finished ones.",
            lambda curves, losses: _lowest(losses) > np.median(np.vstack([curves, losses]), axis=0),
        ),
        Mistake(
            "first step spared",
            "The first step is spared here. The rule of this exercise may stop a trial there too.",
            lambda curves, losses: _pruned(curves, losses) & (np.arange(len(losses)) > 0),
        ),
        Mistake(
            "mean so far",
            "The new trial is judged by the mean of its losses so far. The rule takes the lowest.",
            lambda curves, losses: (
                np.cumsum(losses) / np.arange(1, len(losses) + 1) > np.median(curves, axis=0)
            ),
        ),
        Mistake(
            "lowest median so far",
            "The lowest median so far is the limit here. The rule asks for the median at this "
            "step, even if it was lower before.",
            lambda curves, losses: _lowest(losses) > _lowest(np.median(curves, axis=0)),
        ),
        Mistake(
            "latest loss against the lowest",
            "Lowest and latest have changed places: the new trial has its lowest loss so far, the "
            "others theirs at the step itself.",
            lambda curves, losses: losses > np.median(_lowest(curves), axis=0),
        ),
        Mistake(
            "the best trial",
            "The trial has to beat the best of the finished ones here. The median is more lenient.",
            lambda curves, losses: _lowest(losses) > curves.min(axis=0),
        ),
        Mistake(
            "the worst trial",
            "A trial is stopped only if it is worse than all others. The median lies in the middle "
            "of them.",
            lambda curves, losses: _lowest(losses) > curves.max(axis=0),
        ),
        Mistake(
            "middle row",
            "This takes the trial in the middle of the table. The median is the middle of the "
            "sorted losses, at each step.",
            lambda curves, losses: _lowest(losses) > curves[len(curves) // 2],
        ),
    ),
)

# 5. The expected best of a budget


def _expected_best(errors, T):
    errors, n = np.sort(errors), len(errors)
    weights = [math.comb(n - 1 - k, T - 1) / math.comb(n, T) for k in range(n)]
    return float(np.dot(weights, errors))


def _with_replacement(errors, T):
    n = len(errors)
    survival = (1 - np.arange(n + 1) / n) ** T
    return float(np.dot(survival[:-1] - survival[1:], np.sort(errors)))


def _quantile(errors, T):
    return float(np.quantile(errors, 1 / (T + 1)))


def _trial_errors(seed, count, T):
    return 0.5 + 0.4 * np.random.default_rng(seed).beta(0.6, 1.2, count), T


def _weighed(errors, T, weigh):
    """Return the sum of the errors times `weigh(k, N)`, with k = 1, …, N."""
    n = len(errors)
    return float(np.dot([weigh(k, n) for k in range(1, n + 1)], errors))


def _geometric(errors, T):
    n = len(errors)
    weights = T / n * (1 - T / n) ** np.arange(n)
    return float(np.dot(weights / weights.sum(), np.sort(errors)))


EXPECTED_BEST = Exercise(
    name="search.expected_best",
    call="expected_best(errors, T)",
    reference=_expected_best,
    cases=(
        lambda: (np.array([4.0, 1.0, 3.0, 2.0]), 2),
        partial(_trial_errors, 31, 12, 5),
        partial(_trial_errors, 32, 14, 6),
        Case("one trial", partial(_trial_errors, 33, 9, 1)),
        Case("equal errors", lambda: (np.array([0.5, 0.75, 0.25, 0.75, 0.5, 1.0]), 3)),
        Case("all trials", partial(_trial_errors, 34, 5, 5)),
    ),
    mistakes=(
        Mistake(
            "with replacement",
            "Here the same trial may be drawn twice, as in a bootstrap. The trials of a budget "
            "are different ones: drawn without putting back.",
            _with_replacement,
        ),
        Mistake(
            "a quantile",
            "A quantile of the errors is near the answer, and not the answer. Ask for each error "
            "how likely it is to be the lowest of the T drawn.",
            _quantile,
        ),
        Mistake(
            "the first T",
            "This is the lowest of the first T errors: one order of the trials. Asked is the mean "
            "over all orders in which they could have come.",
            lambda errors, T: float(np.min(errors[:T])),
        ),
        Mistake(
            "the lowest of all",
            "This is the lowest of all errors, which a budget of T finds only with some luck.",
            lambda errors, T: float(np.min(errors)),
        ),
        Mistake(
            "the largest",
            "The errors are weighed from the wrong end: this is the expected largest of T errors. "
            "The lowest is asked for.",
            lambda errors, T: -_expected_best(-errors, T),
        ),
        Mistake(
            "the mean of all",
            "This is the mean error, what a budget of one trial finds. Asked is the lowest of T.",
            lambda errors, T: float(np.mean(errors)),
        ),
        Mistake(
            "the T lowest",
            "This is the mean of the T lowest errors. A budget of T may miss any of them.",
            lambda errors, T: float(np.sort(errors)[:T].mean()),
        ),
        Mistake(
            "the T-th lowest",
            "This is the T-th lowest error of all. Asked is the lowest of T, on average.",
            lambda errors, T: float(np.sort(errors)[T - 1]),
        ),
        Mistake(
            "not sorted",
            "The probabilities belong to the errors in rising order; here they meet the errors as "
            "they stand.",
            lambda errors, T: _weighed(
                errors, T, lambda k, n: math.comb(n - k, T - 1) / math.comb(n, T)
            ),
        ),
        Mistake(
            "one place off",
            "The others are drawn from one error too many: with the k-th lowest as the best, the "
            "T − 1 others lie above it, and there are N − k of them.",
            lambda errors, T: _weighed(
                np.sort(errors), T, lambda k, n: math.comb(n - k + 1, T - 1) / math.comb(n, T)
            ),
        ),
        Mistake(
            "all T above",
            "All T trials are drawn from those above the k-th lowest. It is one of the T itself, "
            "so only T − 1 are left to draw.",
            lambda errors, T: _weighed(
                np.sort(errors), T, lambda k, n: math.comb(n - k, T) / math.comb(n, T)
            ),
        ),
        Mistake(
            "not divided",
            "The ways to draw are counted, and not divided by how many there are in all.",
            lambda errors, T: _weighed(np.sort(errors), T, lambda k, n: math.comb(n - k, T - 1)),
        ),
        Mistake(
            "probability of at least",
            "The errors are weighed with the probability that all T are at least that large. How "
            "probable is it that the lowest is this one, and not a larger?",
            lambda errors, T: _weighed(
                np.sort(errors), T, lambda k, n: math.comb(n - k + 1, T) / math.comb(n, T)
            ),
        ),
        Mistake(
            "each error once",
            "Errors that occur several times were counted once. Each trial has the same chance to "
            "be drawn.",
            lambda errors, T: _expected_best(np.unique(errors), min(T, len(np.unique(errors)))),
        ),
        Mistake(
            "consecutive trials",
            "These are T trials in a row, from each place in turn. Asked is the mean over all "
            "choices of T.",
            lambda errors, T: float(
                np.mean([errors[i : i + T].min() for i in range(len(errors) - T + 1)])
            ),
        ),
        Mistake(
            "blocks",
            "The trials were cut into blocks of T. Asked is the mean over all choices of T.",
            lambda errors, T: float(
                errors[: len(errors) // T * T].reshape(-1, T).min(axis=1).mean()
            ),
        ),
        Mistake(
            "geometric weights",
            "These weights fall by the same factor from error to error, as if each was drawn "
            "independently. T trials are drawn in all, and no more.",
            _geometric,
        ),
        Mistake(
            "geometric weights, not scaled",
            "The weights T/N, times 1 − T/N for each lower error, are those of trials that are "
            "drawn independently, and do not add up to one. T are drawn in all.",
            lambda errors, T: float(
                np.dot(
                    T / len(errors) * (1 - T / len(errors)) ** np.arange(len(errors)),
                    np.sort(errors),
                )
            ),
        ),
        Mistake(
            "one trial fewer",
            "This is the expected best of T − 1 trials, one fewer than the budget has.",
            lambda errors, T: _expected_best(errors, max(T - 1, 1)),
        ),
    ),
)

EXERCISES = (TRIALS_NEEDED, LOG_UNIFORM, HALVING_COST, PRUNED, EXPECTED_BEST)
