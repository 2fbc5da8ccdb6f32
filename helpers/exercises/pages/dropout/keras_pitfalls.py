"""The exercises of the page on the pitfalls of dropout in Keras.

The rate ρ is the probability of dropping.

References
----------
Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014), Journal of Machine Learning
Research 15, 1929-1958: dropout that is scaled at inference (section 4).
"""

from functools import partial

import numpy as np

from helpers.exercises.registry import Case, Exercise, Mistake

# 1. Labels as rows of zeros and a one

ONE_HOT = Exercise(
    name="dropout_keras.one_hot",
    call="one_hot(labels, classes)",
    reference=lambda labels, classes: np.eye(classes)[labels],
    cases=(
        lambda: (np.array([2, 0, 1, 2]), 3),
        Case("the last classes are absent", lambda: (np.array([1, 1, 3]), 6)),
        Case("one row", lambda: (np.array([0]), 2)),
        lambda: (np.random.default_rng(1).integers(0, 9, 30), 10),
    ),
    mistakes=(
        Mistake(
            "columns of the classes seen",
            "There are as many columns as the labels of this batch need. A class that happens to "
            "be absent from a batch still has its column.",
            lambda labels, classes: np.eye(labels.max() + 1)[labels],
        ),
        Mistake(
            "counted from one",
            "Every one stands a column too far to the left. Label 0 is the first class, and its "
            "one belongs into the first column.",
            lambda labels, classes: np.eye(classes)[labels - 1],
        ),
        Mistake(
            "classes as rows",
            "Rows and columns were exchanged: each label has a row of its own, each class a "
            "column.",
            lambda labels, classes: np.eye(classes)[labels].T,
        ),
        Mistake(
            "a column of labels",
            "These are still the labels themselves, as a column. The loss needs a probability for "
            "each class: one for the right one, zero for the others.",
            lambda labels, classes: labels[:, None].astype(float),
        ),
        Mistake(
            "a column too far",
            "Every one stands a column too far to the right. Label 0 is the first class, and its "
            "one belongs into the first column.",
            lambda labels, classes: np.eye(classes)[(labels + 1) % classes],
        ),
        Mistake(
            "labels in place of ones",
            "In its column stands the label itself. Whatever the label, the number there is one: "
            "the row is a distribution over the classes.",
            lambda labels, classes: np.eye(classes)[labels] * labels[:, None],
        ),
        Mistake(
            "the first class left out",
            "The first class has no column. For a regression with an intercept that is enough; the "
            "loss wants a column for each class.",
            lambda labels, classes: np.eye(classes)[labels][:, 1:],
        ),
        Mistake(
            "ones up to the label",
            "Ones stand in every column up to the label's. One class is the right one, so each row "
            "has a single one.",
            lambda labels, classes: (labels[:, None] >= np.arange(classes)).astype(float),
        ),
        Mistake(
            "minus ones",
            "The other classes have −1. They have the probability 0.",
            lambda labels, classes: 2 * np.eye(classes)[labels] - 1,
        ),
        Mistake(
            "counted from one, with a column for each class",
            "Classes are counted from one here, so that label 0 has no column and its row"
            " no one. The first column belongs to label 0.",
            lambda labels, classes: (labels[:, None] == np.arange(1, classes + 1)).astype(float),
        ),
        Mistake(
            "ones in whole columns",
            "In the columns of the labels that occur, every row has a one. A row has a "
            "single one: index the row together with its label.",
            lambda labels, classes: (
                np.ones((len(labels), 1)) * np.isin(np.arange(classes), labels).astype(float)
            ),
        ),
        Mistake(
            "ones in whole rows",
            "The labels were used as places of rows, and whole rows are filled with ones."
            " A label says in which column its row has a one.",
            lambda labels, classes: (
                np.isin(np.arange(len(labels)), labels)[:, None] * np.ones((1, classes))
            ),
        ),
        Mistake(
            "labels as they came",
            "These are the labels as they came. The loss needs a row for each, with a one in "
            "the column that the label says.",
            lambda labels, classes: labels.astype(float),
        ),
        Mistake(
            "ones from the label on",
            "Ones stand in every column from the label on. One class is the right one, so each "
            "row has a single one.",
            lambda labels, classes: (labels[:, None] <= np.arange(classes)).astype(float),
        ),
    ),
)

# 2. The paper's weights, in Keras


def _carry(W1, b1, W2, b2, rate, *, scales=(0, 0, 1, 0), scale=lambda rate: 1 - rate):
    arrays = zip((W1, b1, W2, b2), scales, strict=True)
    return tuple(scale(rate) * array if scaled else array for array, scaled in arrays)


def _network(seed, features, units, classes, rate):
    rng = np.random.default_rng(seed)
    shapes = ((features, units), (units,), (units, classes), (classes,))
    return (*(rng.normal(size=shape) for shape in shapes), rate)


def _divided_by_the_rate(W1, b1, W2, b2, rate):
    with np.errstate(all="ignore"):
        return W1, b1, W2 / rate, b2


CARRY = Exercise(
    name="dropout_keras.carry",
    call="carry(W1, b1, W2, b2, rate)",
    returns=("W1", "b1", "W2", "b2"),
    reference=_carry,
    cases=(
        partial(_network, 1, 4, 5, 3, 0.2),
        partial(_network, 2, 6, 8, 2, 0.6),
        partial(_network, 3, 3, 3, 3, 0.1),
        Case("nothing was dropped", partial(_network, 4, 2, 3, 2, 0.0)),
    ),
    mistakes=(
        Mistake(
            "biases scaled",
            "The bias after the dropped units was scaled too. It is there whether they are or not.",
            partial(_carry, scales=(0, 0, 1, 1)),
        ),
        Mistake(
            "divided",
            "The kernel became larger. In training only a share of the units was there: what does "
            "the sum over all of them amount to, in comparison?",
            partial(_carry, scale=lambda rate: 1 / (1 - rate)),
        ),
        Mistake(
            "the rate as a share that is kept",
            "The kernel was multiplied by the rate itself. A rate is a share of dropped units; "
            "the sums in training were made of the others.",
            partial(_carry, scale=lambda rate: rate),
        ),
        Mistake(
            "nothing scaled",
            "The weights are as they were. Keras' inference scales nothing, and the paper's does: "
            "who is going to do it now?",
            partial(_carry, scales=(0, 0, 0, 0)),
        ),
        Mistake(
            "the first kernel",
            "The kernel before the dropped units was scaled; between it and them are a bias and "
            "an activation. Scale where the dropped units are added up.",
            partial(_carry, scales=(1, 0, 0, 0)),
        ),
        Mistake(
            "before the activation",
            "The first layer was scaled as a whole. That would do for ReLU, which lets a positive "
            "factor through; for a sigmoid it would not.",
            partial(_carry, scales=(1, 1, 0, 0)),
        ),
        Mistake(
            "everything scaled",
            "All four arrays were scaled. One of them alone meets the units that were dropped.",
            partial(_carry, scales=(1, 1, 1, 1)),
        ),
        Mistake(
            "root of the share",
            "The square root of the share is what keeps a variance. Here a mean is to be kept, and "
            "a mean changes by the share itself.",
            partial(_carry, scale=lambda rate: np.sqrt(1 - rate)),
        ),
        Mistake(
            "the last bias alone",
            "The bias of the last layer was scaled in place of its kernel. The kernel is what "
            "multiplies the units.",
            partial(_carry, scales=(0, 0, 0, 1)),
        ),
        Mistake(
            "both kernels",
            "Both kernels were scaled. The inputs of the first one are never dropped, so its sums "
            "were complete in training.",
            partial(_carry, scales=(1, 0, 1, 0)),
        ),
        Mistake(
            "divided by the rate",
            "The kernel was divided by the rate. In training the sums were made of the "
            "share 1 − ρ of the units; now all of them are there.",
            _divided_by_the_rate,
        ),
    ),
)

EXERCISES = (ONE_HOT, CARRY)
