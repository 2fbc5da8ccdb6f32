"""The strengths that are tried, and how a grid goes on where its end is the best."""

from dataclasses import dataclass

import numpy as np

# Strengths for each row, on standardized columns (and targets). An L1 penalty of 1, or of ½ for
# classes, leaves no weight: no correlation is above 1, and no chance of two varies by more.
RIDGE = {"regression": (2, -6, 4), "classification": (1, -4, 3)}  # powers of ten; steps in each
L1 = {"regression": (0, -4, 8), "classification": (np.log10(0.5), -3, 3)}
MIXES = {"regression": (0.3, 0.7), "classification": (0.5,)}
# Beyond these a penalty is none, to the precision of the numbers, or is all there is.
WEAKEST = {0.0: 1e-14}, 1e-9
STRONGEST = 1e6
FURTHER = 1.0  # powers of ten that a grid goes on
FLAT = 0.01  # a change of the loss, as a share of it


@dataclass(frozen=True)
class Edge:
    """A model whose best strength lay at an end of the grid, so that the grid went on.

    Parameters
    ----------
    name : str
        The model.
    end : {"weak", "strong"}
        The end.
    planned, reached : float
        The last strength of the grid, and the last one that was tried.
    settled : bool
        Whether the best now lies inside, or the loss no longer changes towards the end.
    """

    name: str
    end: str
    planned: float
    reached: float
    settled: bool


def grid(powers, mix):
    """Return settings from strong to weak; with an L1 penalty, λr begins at the strongest."""
    top, bottom, steps = powers
    exponents = top - np.arange(np.floor((top - bottom) * steps) + 1) / steps
    return [{"lam": float(10**e / (mix or 1)), "mix": mix} for e in exponents]


def coarse_to_fine(settings):
    """Return the settings so that each start of the list is spread over all of it.

    The middle comes first, then the middles of the halves, and so on.
    """
    settings = list(settings)
    order, parts = [], [(0, len(settings))]
    while parts:
        low, high = parts.pop(0)
        if low < high:
            middle = (low + high) // 2
            order.append(middle)
            parts += [(low, middle), (middle + 1, high)]
    return tuple(settings[i] for i in order)


def end_of(settings, place):
    """Return "weak" or "strong" if a setting is at that end of the strengths of its mix, or ""."""
    setting = settings[place]
    lams = [other["lam"] for other in settings if other["mix"] == setting["mix"]]
    if len(lams) > 1 and setting["lam"] == min(lams):
        return "weak"
    if len(lams) > 1 and setting["lam"] == max(lams) and not setting["mix"]:
        return "strong"  # with an L1 penalty, nothing is left there
    return ""


def beyond(settings, mix, end):
    """Return settings beyond one end of those with this mix, a power of ten; [] at the limit."""
    lams = sorted(setting["lam"] for setting in settings if setting["mix"] == mix)
    last, ratio = (lams[0], lams[0] / lams[1]) if end == "weak" else (lams[-1], lams[-1] / lams[-2])
    found = [last * ratio ** (1 + i) for i in range(round(FURTHER / abs(np.log10(ratio))))]
    weakest = WEAKEST[0].get(mix, WEAKEST[1])
    return [{"lam": lam, "mix": mix} for lam in found if weakest <= lam <= STRONGEST]


def flat(losses, settings, place):
    """Tell whether the loss hardly changes over the last power of ten towards a best end."""
    best = settings[place]
    lams = np.array([setting["lam"] for setting in settings])
    same = np.array([setting["mix"] == best["mix"] for setting in settings])
    near = same & (np.abs(np.log10(lams / best["lam"])) <= FURTHER * 1.001)
    return losses[near].max() <= losses[place] * (1 + FLAT)
