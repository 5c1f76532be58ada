"""How the evaluation judges the values that were read from a paste."""

import pytest

from errors.evaluation import Captures, check_captures
from errors.matching.engine import Result

TEMPLATE = "manifest for {image}:{tag} not found"
PASTE = "Error: manifest for alpine:3.999 not found: manifest unknown"


@pytest.mark.parametrize(
    ("paste", "values", "expected"),
    [
        (PASTE, {"image": "alpine", "tag": "3.999"}, Captures(2, 2, 2)),
        (PASTE, {"image": "alpine"}, Captures(2, 1, 1)),
        (PASTE, {"image": "for alpine", "tag": "3.999"}, Captures(2, 2, 1)),
        (PASTE, {"image": "alpine", "tag": "3.999", "host": "other messages told it"}, Captures(2, 2, 2)),
        (PASTE, {"image": "alpine", "tag": "3.99"}, Captures(2, 2, 1)),
        ("manifest for \x1b[1malpi\nne\x1b[0m:3.999 not found", {"image": "alpine", "tag": "3.999"}, Captures(2, 2, 2)),
    ],
)
def test_a_value_is_right_between_the_words_of_its_message(
    paste: str, values: dict[str, str], expected: Captures
) -> None:
    assert check_captures(paste, Result(1, 0.9, 1, (1,), TEMPLATE, values)) == expected
