"""A reader's value written into a command so that it can never become part of the command.

security: values come from pastes and from URL fragments, so anybody may have chosen them. Every placeholder has a
context that says what surrounds it; static/js/values.js follows the same rules in the browser, and a browser test
holds the two together.

Contexts: "none", "double" and "single" are the quotes of a shell command around the placeholder; "text" is prose;
"strict" is everything else, where only values that need no quoting anywhere are written.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from errors.articledocument import PLACEHOLDER

SHELL_LANGUAGES = {"sh", "bash", "shell", "zsh"}
SESSION_LANGUAGE = "console"
# Nothing here means anything to a shell. A leading "-" could be an option; "~/" is the reader's own folder.
SAFE_VALUE = re.compile(r"(?:~/)?[A-Za-z0-9_./:@%+=,][A-Za-z0-9_./:@%+=,-]*")
# Quotes inside these follow other rules than those around them: substitutions, here-documents, eval.
NESTED = re.compile(r"\$\(|`|<<|\beval\b")
PROMPT = re.compile(r"^ *[$#] (?=\S)")


def quote(value: str, context: str) -> str | None:
    """A value as it must be written in its context; None where it cannot be written safely.

    >>> quote("my image", "none"), quote("a$b", "double"), quote("a b", "strict"), quote("--all", "none")
    ("'my image'", 'a\\\\$b', None, None)
    """
    if not value.isprintable():
        return None
    if context == "text" or SAFE_VALUE.fullmatch(value):
        return value
    if context == "strict" or value.startswith("-"):
        return None
    if context == "double":
        # "!" is history to an interactive shell, and no backslash inside these quotes takes that away without a trace.
        return None if "!" in value else re.sub(r'([\\"$`])', r"\\\1", value)
    if context == "single":
        return value.replace("'", "'\\''")
    return shlex.quote(value)


def contexts(code: str, language: str) -> Iterator[str]:
    """The context of each placeholder in a code block, in order."""
    if language in SHELL_LANGUAGES:
        yield from _shell_contexts(code)
    elif language == SESSION_LANGUAGE:
        for line in code.split("\n"):
            command = PROMPT.sub("", line)
            found = list(_shell_contexts(command))
            # What is no command by itself (output, a line that goes on) is quoted by rules that are not ours to guess.
            yield from found if command != line and _state_after(command) == "none" else ["strict"] * len(found)
    else:
        yield from ("strict" for _ in PLACEHOLDER.finditer(code))


def _shell_contexts(code: str) -> Iterator[str]:
    nested = bool(NESTED.search(code))
    for match in PLACEHOLDER.finditer(code):
        yield "strict" if nested else _state_after(code[: match.start()])


def _state_after(code: str) -> str:
    """Which quotes of the shell are open after the code: "none", "single" or "double"; "strict" in a comment."""
    state = "none"
    previous = "\n"
    for character in code:
        if previous == "\\" and state != "single":
            previous = ""
            continue
        if state == "strict":
            state = "none" if character == "\n" else "strict"
        elif character == "#" and state == "none" and previous.isspace():
            state = "strict"
        elif character == "'" and state != "double":
            state = "none" if state == "single" else "single"
        elif character == '"' and state != "single":
            state = "none" if state == "double" else "double"
        previous = character
    return state
