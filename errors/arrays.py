"""Arrays as PostgreSQL writes them."""

from __future__ import annotations

from collections.abc import Iterable


def array(numbers: Iterable[float]) -> str:
    """One constant, however long, where a list would be parsed number by number.

    >>> array([1, -2])
    '{1,-2}'
    """
    return f"{{{','.join(map(str, numbers))}}}"
