"""Errors that are printed along with a more special one: "could not find compatible versions" and, below it, why.

The articles know which: the examples of the special error show the general message, and not the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence

from errors.matching.clean import comparable
from errors.matching.pattern import pattern


def special_first(templates: Sequence[str], examples: Sequence[str], wrappers: Sequence[bool]) -> list[int]:
    """The indices of some errors of one paste, given in the order of cause: a special error before what accompanies it.

    Of each error its message, the text of its article's examples, and whether it only says that something else failed:
    the examples of such a wrapper show what failed, which is no part of it.
    """
    texts = [comparable(text.replace("\n", " ")) for text in examples]

    def accompanies(other: int, special: int) -> bool:
        shown = pattern(templates[other], lenient=True).search(texts[special])
        return bool(shown) and not pattern(templates[special], lenient=True).search(texts[other])

    order = list(range(len(templates)))
    for special in range(len(templates)):
        if wrappers[special]:
            continue
        for other in range(special):
            if order.index(other) < order.index(special) and accompanies(other, special):
                order.remove(other)
                order.insert(order.index(special) + 1, other)
    return order
