"""What a wrong result has to do with the right one: twice as large, transposed, in another order.

Learners make the same slips everywhere: a factor of 2 or of n, a sign, the parts of a tuple turned
round. Each function here looks at the results of all cases at once and returns a sentence, or "".
"""

from helpers.exercises.relations.lengths import lengths, tables
from helpers.exercises.relations.near import close
from helpers.exercises.relations.pairs import Pair
from helpers.exercises.relations.parts import explain, only_wrong_part, turned_round
from helpers.exercises.relations.places import entries, places
from helpers.exercises.relations.sizes import factors, ratios, sizes_and_numbers

__all__ = [
    "Pair",
    "close",
    "entries",
    "explain",
    "factors",
    "lengths",
    "only_wrong_part",
    "places",
    "ratios",
    "sizes_and_numbers",
    "tables",
    "turned_round",
]
