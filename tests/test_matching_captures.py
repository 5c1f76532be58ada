"""The reader's values, as they stand in the paste: whole, and from every message of the article that stands there."""

import pytest

from errors.articledocument import Message
from errors.matching.engine import match
from errors.matching.memory import MemoryIndex
from tests.articles import make_document

EXPIRED = "The following signatures were invalid: EXPKEYSIG {key} {name} <{email}>"
UNDEFINED = 'Undefined symbols for architecture {arch}: "{symbol}", referenced from: {function} in {object}'
OVERWRITE = "trying to overwrite '{path}', which is also in package {package} {version}"
LIBRARY = "/usr/bin/ld: cannot find -l{library}: No such file or directory"


@pytest.mark.parametrize(
    ("template", "paste", "values"),
    [
        (
            EXPIRED,
            "The following signatures were invalid: EXPKEYSIG D336A5B302D513E8 Old Repository <old@example.com>",
            {"key": "D336A5B302D513E8", "name": "Old Repository", "email": "old@example.com"},
        ),
        (
            OVERWRITE,
            "trying to overwrite '/usr/share/a.txt', which is also in package first 1.0",
            {"path": "/usr/share/a.txt", "package": "first", "version": "1.0"},
        ),
        (
            UNDEFINED,
            'Undefined symbols for architecture arm64:\n  "_FT_Init", referenced from:\n      _main in main.o',
            {"arch": "arm64", "symbol": "_FT_Init", "function": "_main", "object": "main.o"},
        ),
        (
            UNDEFINED,
            'Undefined symbols for architecture arm64:\n  "_floor", referenced from:\n      cross(Point const&) in bsp.o',
            {"arch": "arm64", "symbol": "_floor", "function": "cross(Point const&)", "object": "bsp.o"},
        ),
        (LIBRARY, "/usr/bin/ld: cannot find -lssl: No such file or directory", {"library": "ssl"}),
        (LIBRARY, "/usr/bin/ld: cannot find -lssl: No such file", {"library": "ssl"}),
    ],
)
def test_a_value_is_never_a_part_of_a_word(template: str, paste: str, values: dict[str, str]) -> None:
    assert captures([template], paste) == values


def test_a_message_that_stands_between_two_others_gives_its_values_too() -> None:
    messages = [
        "WARNING: UNPROTECTED PRIVATE KEY FILE!",
        "Permissions {mode} for '{key}' are too open.",
        "It is required that your private key files are NOT accessible by others.",
    ]
    paste = "WARNING: UNPROTECTED PRIVATE KEY FILE!\nPermissions 0644 for 'key.pem' are too open.\n" + messages[2]
    assert captures(messages, paste) == {"mode": "0644", "key": "key.pem"}


def captures(templates: list[str], paste: str) -> dict[str, str]:
    article = make_document(title=templates[0], messages=[Message(each) for each in templates])
    return match(paste, MemoryIndex({"tool/error": article})).results[0].captures
