"""Derivatives by central differences, the oracle for every gradient that is written by hand."""

import numpy as np


def central_differences(function, array, step=1e-5, places=None):
    """Return the derivative of a function of nothing with respect to the elements of an array.

    The array is moved in place and put back. With `places`, a list of indices, the derivatives
    there, one after the other; otherwise all, in the shape of the array and then of the value.
    """
    found = []
    for place in np.ndindex(array.shape) if places is None else places:
        kept = array[place]
        array[place] = kept + step
        above = function()
        array[place] = kept - step
        found.append((above - function()) / (2 * step))
        array[place] = kept
    found = np.array(found)
    return found if places is not None else found.reshape(array.shape + found.shape[1:])


def slope(function, point, step=1e-5):
    """Return the derivative of a function of an array there, in the shape of the array."""
    moved = np.array(point)
    return central_differences(lambda: function(moved), moved, step)
