"""Running text, character by character, for models that predict the next one."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from helpers._validate import integer
from helpers.datasets._splits import Dataset, Split
from helpers.datasets._texts import load_sentiment

FEWEST = 100  # times in the training text; what is rarer is one token
RARE = "□"


@dataclass(frozen=True, eq=False, repr=False)
class Characters(Dataset):
    """Windows of a text as tokens: `X` of shape (n, length), `y` the tokens that follow each.

    `feature_names` are the places 1 to length, `tokens` the characters that the numbers stand for.
    """

    tokens: tuple[str, ...] = ()

    def text(self, numbers):
        """Return the text that the numbers of tokens stand for."""
        return "".join(self.tokens[number] for number in np.asarray(numbers).ravel())


def load_characters(length=32):
    """Load the movie snippets of `load_sentiment` as windows of a text, for a language model.

    The snippets of a part stand one after the other, each on its line, in small letters. Characters
    that occur fewer than 100 times in the training text are one token, `□`. `X` holds windows that
    do not overlap, `y[i, t]` is the token that follows `X[i, t]` in the text. What does not fill a
    window at the end of a part is left out.

    Parameters
    ----------
    length : int
        Characters in a window, at least 1.

    Returns
    -------
    Characters
        Its parts are those of `load_sentiment`; `all` holds their windows one after the other.

    Raises
    ------
    ValueError
        If `length` is not a whole number of at least 1, or no window of it fits into a part.
    FileNotFoundError, ValueError
        As `load_sentiment` does.
    """
    length = integer(length, "length", minimum=1)
    data = load_sentiment()
    texts = {
        name: "\n".join(getattr(data, name).X).lower() for name in ("train", "validation", "test")
    }
    counts = Counter(texts["train"])
    tokens = (*sorted(c for c in counts if counts[c] >= FEWEST), RARE)
    number = {token: i for i, token in enumerate(tokens)}
    parts = {}
    for name, text in texts.items():
        if len(text) <= length:
            raise ValueError(f"expected length below {len(text)}, got {length}")
        numbers = np.array([number.get(c, len(tokens) - 1) for c in text])
        used = (len(numbers) - 1) // length * length
        parts[name] = Split(
            numbers[:used].reshape(-1, length), numbers[1 : used + 1].reshape(-1, length)
        )
    return Characters(
        name="characters",
        description="Snippets of movie reviews, character by character.",
        origin=data.origin,
        licence=data.licence,
        feature_names=tuple(f"place {t + 1}" for t in range(length)),
        target_name="the next character",
        **parts,
        all=Split(*(np.concatenate([getattr(p, a) for p in parts.values()]) for a in "Xy")),
        tokens=tokens,
    )
