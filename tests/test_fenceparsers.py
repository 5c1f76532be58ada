"""Each language of a code fence: what its parser takes, and what it refuses."""

import pytest

from errors.fenceparsers import parses

RIGHT = [
    ("sh", "docker ps --format '{{.ID}}'"),
    ("python", "print(1)"),
    ("json", '{"a": 1}'),
    ("yaml", "a:\n  - b: !Ref c"),
    ("toml", "[a]\nb = 1"),
    ("ini", "max_connections = 100"),
    ("ini", "[mysqld]\nskip-networking"),
    ("xml", "<a/><b c='1'/>"),
    ("xml", '<?xml version="1.0"?>\n<uses-sdk tools:overrideLibrary="x"/>'),
    ("sql", "SELECT 1;"),
    ("sql", "\\c shop\nGRANT USAGE ON SCHEMA x TO app;"),
    ("sql", "KILL 12;"),
    ("js", "const a = await fetch('/x');"),
    ("js", "return a ?? b"),
    ("js", "module: { rules: [] },"),
    ("js", "{ test: /x/ }, { test: /y/ }"),
    ("klingon", "nuqneH ("),
]
WRONG = [
    ("sh", "if true; then"),
    ("python", "print(1"),
    ("json", "{'a': 1}"),
    ("yaml", "a: [1"),
    ("toml", "a = "),
    ("ini", "[mysqld\nport = 1"),
    ("xml", "<a>"),
    ("sql", "SELECT FROM WHERE 1 ="),
    ("js", "const = 1"),
]


@pytest.mark.parametrize(("language", "code"), RIGHT)
def test_it_takes_what_is_right(language: str, code: str) -> None:
    assert parses(language, code)


@pytest.mark.parametrize(("language", "code"), WRONG)
def test_it_refuses_what_is_wrong(language: str, code: str) -> None:
    assert not parses(language, code)
