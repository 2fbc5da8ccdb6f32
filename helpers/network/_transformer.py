"""A decoder: the layers of a small transformer in a row."""

from helpers._validate import integer
from helpers.network._attention import SelfAttention
from helpers.network._branches import Positionwise, Residual
from helpers.network._layers import Dense, Dropout, ReLU
from helpers.network._sequences import Embedding, LayerNormalization
from helpers.network._sequential import Sequential


def transformer(
    tokens,
    length,
    units,
    *,
    heads,
    blocks,
    rng,
    embedding=0.0,
    attention=0.0,
    residual=0.0,
    depth=0.0,
    dtype="float32",
):
    """Return a decoder that predicts the next token at each place.

    Embedding; `blocks` times two branches, x + attention(LN(x)) and x + W₂ relu(W₁ LN(x)), with
    4 · units numbers between W₁ and W₂; LN; a dense layer to the logits. The normalization stands
    at the head of each branch ("pre-LN").

    Parameters
    ----------
    tokens, length, units : int
        As `Embedding` takes them.
    heads : int
        Divides `units`.
    blocks : int
        At least 1.
    rng : numpy.random.Generator
        For weights and masks.
    embedding, attention, residual, depth : float, default 0
        Rates of dropout: on the sum of the embeddings, on the attention weights, on the output of
        each branch, and of leaving out whole branches (stochastic depth).
    dtype : {"float32", "float64"}

    Returns
    -------
    Sequential
        From x of shape (n, T) to logits of shape (n, T, tokens).

    Raises
    ------
    ValueError
        As the layers do, or if `blocks` is not a whole number of at least 1.

    References
    ----------
    Vaswani et al. (2017), NeurIPS, arXiv:1706.03762; for the place of the normalization Xiong et
    al. (2020), ICML, arXiv:2002.04745.
    """
    layers = [Embedding(tokens, length, units, rng, dtype=dtype), Dropout(embedding, rng)]
    for _ in range(integer(blocks, "blocks", minimum=1)):
        attend = SelfAttention(units, heads, rng, rate=attention, dtype=dtype)
        think = Positionwise(
            [
                Dense(units, 4 * units, rng, dtype=dtype),
                ReLU(),
                Dense(4 * units, units, rng, dtype=dtype),
            ]
        )
        for body in (attend, think):
            branch = [LayerNormalization(units, dtype=dtype), body, Dropout(residual, rng)]
            layers.append(Residual(branch, depth, rng))
    layers.append(LayerNormalization(units, dtype=dtype))
    layers.append(Positionwise([Dense(units, tokens, rng, dtype=dtype)]))
    return Sequential(layers)
