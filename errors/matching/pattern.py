"""A message template as a pattern that finds it word for word.

security: templates come from editors and run over whatever is pasted. RE2 runs in time linear in the text, whatever
a template or a paste holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

import re2

from errors.articledocument import PLACEHOLDER
from errors.matching.clean import comparable

# Placeholders that stand for a phrase. All others stand for one value without spaces, unless quotes surround it.
PHRASES = frozenset(
    [
        "args",
        "argument",
        "arguments",
        "command",
        "constraint",
        "date",
        "description",
        "detail",
        "details",
        "error",
        "expected",
        "expression",
        "found",
        "function",
        "got",
        "hint",
        "key",
        "message",
        "name",
        "names",
        "offer",
        "operation",
        "options",
        "output",
        "project",
        "reason",
        "requirement",
        "requirements",
        "resource",
        "signature",
        "size",
        "sources",
        "status",
        "symbol",
        "time",
        "title",
        "type",
        "types",
        "user_message",
        "value",
        "values",
    ]
)
# Values whose form is known. All others: no space in it.
FORMS = {
    "tag": r"[\w][\w.-]*",
    "port": r"\d{1,5}",
    "line": r"\d+",
    "pid": r"\d+",
    "errno": r"-?\d+",
    "yes_no": r"\w+",
}


def _options(most_memory: int) -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = most_memory
    return options


# RE2 takes as much memory for each pattern as it may: a short one needs little, and is quicker to set up with it.
_FOR_SHORT = _options(1 << 16)
_FOR_LONG = _options(1 << 20)
SHORT = 300


@lru_cache(maxsize=1 << 12)  # most messages of the library, of about 30 kB each
def pattern(template: str, *, lenient: bool = False) -> re2._Regexp:
    """The pattern of a template, one group for each placeholder; lenient: any of them may hold spaces."""
    pieces: list[str] = []
    end = 0
    for match in PLACEHOLDER.finditer(template):
        literal, after = template[end : match.start()], template[match.end() : match.end() + 1]
        quoted = literal[-1:] in ("'", '"', "`") and after in ("'", '"', "`")
        # What precedes a message is the surroundings': a placeholder at its start is one word, whatever it is called.
        is_phrase = lenient or quoted or (match[1] in PHRASES and match.start() > 0)
        lazy = "?" if template[match.end() :].strip() else ""
        form = FORMS.get(match[1]) or (f".+{lazy}" if is_phrase else rf"\S+{lazy}")
        pieces += [_literal(literal), f"({form})"]
        end = match.end()
    options = _FOR_SHORT if len(template) <= SHORT else _FOR_LONG
    return re2.compile("".join([*pieces, _literal(template[end:])]), options=options)


def _literal(text: str) -> str:
    """A pattern for fixed text: any run of white space, any kind of quote; beside a placeholder white space may be missing
    at a sign, not where it keeps a value from a word or from another value."""
    words = [re2.escape(word) for word in comparable(text).split(" ") if word]
    if text and not words:
        return r"\s+"
    lead = _space(words[0][0]) if text[:1].isspace() else ""
    tail = _space(words[-1][-1]) if text[-1:].isspace() else ""
    pattern = r"\s+".join(words)
    return lead + re.sub(r"\\?['\"]", "['\"]", pattern) + tail


def _space(neighbour: str) -> str:
    return r"\s+" if neighbour.isalnum() else r"\s*"
