"""The outcome in plain language."""

import textwrap

import numpy as np

from helpers.tabular._checks import RARE
from helpers.tabular._digits import percent, plain, span
from helpers.tabular._errors import count
from helpers.tabular._linear import strength
from helpers.tabular._models import final_step
from helpers.tabular._scores import LOSSES
from helpers.tabular._weights import NOTHING, weights

WIDTH = 80  # letters
TOO_GOOD = 0.98  # share of the baseline's error that is gone


def table(search, comparison):
    """Return the comparison as lines of text: losses, and the share of the simplest model's.

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
    simplest, unit = comparison.names[1], LOSSES[search.data.problem]
    lines = [f"{'':12}{unit:>18}   share of {simplest}'s (95 % interval)"]
    for name, loss in zip(comparison.names, comparison.losses, strict=True):
        line = f"{name:12}{plain(loss, 3):>18}"
        if name != simplest:
            found = comparison.ratios[name]
            line += f"   {percent(found.share)} ({span(found.low, found.high)})"
            yardstick = search[name].model.yardstick
            line += f"   {'yardstick' if yardstick else comparison.verdict(name)}"
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
    return words(search, comparison, predictor, weights(predictor, search))


def words(search, comparison, predictor, found):
    """Return the words of `report`, for weights that `weights` has found."""
    said = [*_done(search), "", *_expected(search, comparison), "", *_sure(search, comparison)]
    said += ["", *_weighed(predictor, found), *_caution(search, comparison)]
    return "\n".join(textwrap.fill(sentence, WIDTH) for sentence in said)


def _done(search):
    data = search.data
    names = [tried.model.name for tried in search.tried[1:] if not tried.model.yardstick]
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
            if not t.model.yardstick
        )
        yield f"The time budget ended the search early; settings tried: {tried}."
    if search.unreached:
        yield f"There was no time at all for: {_listed(search.unreached)}."
    if search.step > 1:
        yield f"To keep to the time, one row of {search.step} was used to tune and to judge."
    for name, count_ in (search.unfinished or {}).items():
        yield f"The time was over during a setting of {name}; {count(count_, 'fit')} in vain."
    for edge in search.edges:
        yield _edge(edge)
    if search.unconverged:
        yield f"{count(search.unconverged, 'fit')} stopped before converging."


def _edge(edge):
    if edge.planned == edge.reached:
        return (
            f"{edge.name} was best with its {edge.end}est penalty, λ = {edge.reached:.1g}, towards "
            "which the loss no longer changed."
        )
    ending = "the best was found" if edge.settled else "and the best may lie further still"
    return (
        f"{edge.name} was best at the {edge.end} end of its grid, λ = {edge.planned:.1g}; it was "
        f"continued to λ = {edge.reached:.1g}, {ending}."
    )


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
            f"On {unseen}, its predictions are off by about {plain(errors[0])}; always saying "
            f"{mean} is off by {plain(errors[1])}."
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
    left, chosen = comparison.left, comparison.chosen
    shown = f"{percent(left.share)} of the baseline's error (95 % interval: "
    shown += f"{span(left.low, left.high)})"
    if left.high < 1:
        yield f"{chosen} is better than the baseline: it leaves {shown}."
    else:
        yield f"It was not shown that {chosen} is better than the baseline: it leaves {shown}."
        yield "Get more rows, or better columns, before you use it."
    simplest = comparison.names[1]
    others = [name for name in comparison.names[2:] if name not in comparison.yardsticks]
    for verdict in ("better", "worse", "not told apart"):
        names = [n for n in others if comparison.verdict(n) == verdict]
        if names:
            verb = "was" if len(names) == 1 else "were"
            what = "not told apart from" if verdict == "not told apart" else f"{verdict} than"
            yield f"{_listed(names)} {verb} {what} {simplest}."
    untuned = [n for n in comparison.names[1:] if not comparison.tuned(n)]
    if untuned:
        verb = "was" if len(untuned) == 1 else "were"
        yield f"{_listed(untuned)} {verb} not fully tuned: with more time, it may come out better."
    for name, found in comparison.yardsticks.items():
        yield f"{name}, a yardstick of another kind at its defaults, {_beside(found, chosen)}"


def _beside(found, chosen):
    """Say what a yardstick tells of the chosen model."""
    shown = f"leaves {percent(found.share)} of {chosen}'s error ({span(found.low, found.high)})"
    if found.high < 1:
        return f"{shown}: bends and interactions are there that {chosen} does not see."
    if found.low > 1:
        return f"{shown}: {chosen} leaves nothing on the table that it would find."
    return f"{shown}: it does not show that {chosen} leaves something on the table."


def _weighed(predictor, found):
    largest = [weight for weight in found if abs(weight.value) > NOTHING][:5]
    if not largest:
        return
    shown = strength(final_step(predictor.estimator))
    if shown:
        yield f"Its strength: {shown}."
    listed = ", ".join(f"{weight.name} ({_pull(weight)})" for weight in largest)
    yield f"It weighs most, on standardized columns: {listed}."
    unsure = [weight.name for weight in largest if not weight.firm]
    if unsure:
        yield f"Fitted to other rows it might weigh {_listed(unsure)} with the other sign."
    yield "A weight says what helps to predict, not what would change the target."
    yield ""


def _pull(weight):
    """Return a weight, and the class that it points to or away from."""
    if not weight.of:
        return _signed(weight.value)
    return f"{plain(abs(weight.value))} {weight.direction}"


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


def _signed(value):
    return plain(value) if value <= 0 else f"+{plain(value)}"
