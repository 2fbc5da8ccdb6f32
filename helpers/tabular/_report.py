"""The outcome in plain language."""

import math
import textwrap

import numpy as np

from helpers.tabular._checks import RARE, count
from helpers.tabular._weights import weights

WIDTH = 80  # letters
TOO_GOOD = 0.98  # share of the baseline's error that is gone
UNITS = {"regression": "mean squared error", "classification": "log loss"}


def table(search, comparison):
    """Return the comparison as lines of text: losses, and how much they are above the simplest.

    Parameters
    ----------
    search : Search
        As `tune` returns it.
    comparison : Comparison
        As `compare` returns it.

    Returns
    -------
    str
    """
    simplest, unit = comparison.names[1], UNITS[search.data.problem]
    digits = _digits(comparison.losses[1])
    lines = [f"{'':12}{unit:>18}   more than {simplest} (95 % interval)"]
    for name, loss in zip(comparison.names, comparison.losses, strict=True):
        line = f"{name:12}{loss:18.{digits}f}"
        if name != simplest:
            shown = (comparison.differences[name].mean(), *comparison.intervals[name])
            # Adding zero turns −0.0, which a rounded difference may be, into 0.0.
            more, low, high = (f"{round(value, digits) + 0.0:+.{digits}f}" for value in shown)
            line += f"   {more} ({low} to {high})"
            line += f"   {comparison.verdict(name)}"
        lines.append(line)
    return "\n".join(lines)


def report(search, comparison, predictor):
    """Return what was done, what to expect and what to keep in mind, in plain sentences.

    Parameters
    ----------
    search : Search
        As `tune` returns it.
    comparison : Comparison
        As `compare` returns it.
    predictor : Predictor
        As `fit_chosen` returns it.

    Returns
    -------
    str
        A new line for each sentence, broken where it is long.
    """
    said = [*_done(search), "", *_expected(search, comparison), "", *_sure(search, comparison)]
    said += ["", *_weighed(predictor), *_caution(search, comparison)]
    return "\n".join(textwrap.fill(sentence, WIDTH) for sentence in said)


def _done(search):
    data = search.data
    names = [tried.model.name for tried in search.tried[1:]]
    yield (
        f"{count(len(data.y), 'row')} and {count(len(data.columns), 'column')} were used to "
        f"predict “{data.target}”."
    )
    yield f"Tuned by nested cross-validation and compared with a baseline: {_listed(names)}."
    if data.time is not None:
        yield f"All were fitted to rows earlier, by “{data.time}”, than those that they predict."
    if search.complete:
        yield "All settings were tried."
    else:
        tried = ", ".join(
            f"{t.inner.shape[1]} of {len(t.model.settings)} of {t.model.name}"
            for t in search.tried[1:]
        )
        yield f"The time budget ended the search early; settings tried: {tried}."
    if search.unreached:
        yield f"There was no time at all for: {_listed(search.unreached)}."
    if search.unconverged:
        yield f"{count(search.unconverged, 'fit')} stopped before converging."


def _expected(search, comparison):
    data, chosen = search.data, comparison.chosen
    tried, baseline = search[chosen], search.tried[0]
    unseen, mean = "rows that it has not seen", "the mean"
    if data.time is not None:
        unseen, mean = "rows later than those that it has seen", "the mean of the earlier rows"
    why = "the simplest, as no other was shown to be better"
    if chosen != comparison.names[1]:
        why = f"shown to be better than {comparison.names[1]}, the simplest"
    yield f"Chosen: {chosen}, {why}."
    gone = 1 - tried.outer.mean() / baseline.outer.mean()
    if data.problem == "regression":
        errors = [np.sqrt(t.outer.mean()) for t in (tried, baseline)]
        yield (
            f"On {unseen}, its predictions are off by about {_plain(errors[0])}; always saying "
            f"{mean} is off by {_plain(errors[1])}."
        )
        yield "(Roots of mean squared errors, in the unit of the target.)"
        if gone > 0:
            share = "over 99%" if gone > 0.99 else f"about {gone:.0%}"
            # Where the target drifts, the mean of earlier rows is off by more than the variance.
            yield (
                f"It explains {share} of the variance of the target."
                if data.time is None
                else f"Its squared error is {share} below that of the baseline."
            )
    else:
        named, y = tried.predictions[search.judged].argmax(axis=1), data.y[search.judged]
        present, counts = np.unique(y, return_counts=True)
        yield (
            f"On {unseen}, it names the right class in {np.mean(named == y):.0%}; always naming "
            f"the most frequent one is right in {counts.max() / len(y):.0%}."
        )
        if counts.min() < RARE * len(y):
            rare = present[counts.argmin()]
            yield (
                f"Of the rows of the rarest class, “{data.classes[rare]}”, it finds "
                f"{np.mean(named[y == rare] == rare):.0%}."
            )
    if gone > TOO_GOOD:
        yield "That is almost too good to be true: look for a leak before you believe it."


def _sure(search, comparison):
    low, high = comparison.gain
    chosen = comparison.chosen
    unit = UNITS[search.data.problem]
    if low > 0:
        yield (
            f"{chosen} is better than the baseline: by {_plain(low)} to {_plain(high)} in "
            f"{unit} (95 % interval)."
        )
    else:
        yield (
            f"It was not shown that {chosen} is better than the baseline: the gain in {unit} lies "
            f"between {_signed(low)} and {_signed(high)} (95 % interval)."
        )
        yield "Get more rows, or better columns, before you use it."
    simplest = comparison.names[1]
    for verdict in ("better", "worse", "not told apart"):
        names = [n for n in comparison.names[2:] if comparison.verdict(n) == verdict]
        if names:
            verb = "was" if len(names) == 1 else "were"
            what = "not told apart from" if verdict == "not told apart" else f"{verdict} than"
            yield f"{_listed(names)} {verb} {what} {simplest}."


def _weighed(predictor):
    largest = [(name, w) for name, w in weights(predictor)[:5] if abs(w) > 1e-9]
    if not largest:
        return
    listed = ", ".join(f"{name} ({_signed(weight)})" for name, weight in largest)
    yield f"It weighs most, on standardized columns: {listed}."
    yield "A weight says what helps to predict, not what would change the target."
    yield ""


def _caution(search, comparison):
    yield "All this holds for new rows that come about as these did."
    if search.data.time is None:
        yield (
            "The intervals allow for folds that share rows, by a rule of thumb; another division "
            "of the rows would give somewhat other numbers."
        )
    else:
        yield (
            "The intervals allow for fits that share rows, by a rule of thumb made for folds at "
            "random; the next stretch of time may be unlike those that judged."
        )


def _listed(names):
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _plain(value):
    """Return a number with two significant digits."""
    value = float(f"{value:.1e}")
    return f"{value:.{_digits(value)}f}"


def _digits(value):
    """Return how many decimals show two significant digits of a number."""
    return min(8, max(0, 1 - math.floor(math.log10(abs(value))))) if value else 1


def _signed(value):
    return _plain(value) if value <= 0 else f"+{_plain(value)}"
