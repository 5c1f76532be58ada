"""What keeps an article from the standard of CONTRIBUTING.md. Pure Python; the command check_articles prints it.

Every check is a function from a document to its problems, each saying what to do; CHECKS lists them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import ceil

from errors.articledocument import PLACEHOLDER, ArticleDocument, placeholders
from errors.fenceparsers import parses
from errors.matching.fingerprint import template_key

FENCE_BLOCK = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<code>.*?)^ *(?P=fence) *$", re.M | re.S
)
INLINE_CODE = re.compile(r"`([^`\n]+)`")
CODE = re.compile(f"{FENCE_BLOCK.pattern}|{INLINE_CODE.pattern}", re.M | re.S)
WARNING = re.compile(r"\*\*Warning", re.I)

# What a line of a quick fix holds on a phone of 360 px, in characters, and how many lines stand in its first screen.
PHONE_PROSE, PHONE_CODE = 34, 30
LAST_LINE_OF_COMMAND, LAST_LINE_OF_VALUE = 12, 14

# A command that destroys data or switches a protection off: allowed only in a section that carries **Warning:**.
DANGEROUS = re.compile(
    r"""
    rm\s+-[a-z]*r[a-z]*f?[a-z]*\s+(?:--\s+)?/(?!tmp/)   # removing a tree from the root down
    | sudo\s+rm\s+-[a-z]*r
    | chmod\s+(?:-R\s+)?(?:0?777|a\+rwx|ugo\+rwx)
    | git\s+push\b[^\n]*(?:--force\b(?!-with-lease)|\s-f\b)
    | git\s+reset\s+--hard
    | git\s+clean\s+-[a-z]*f
    | (?:npm|pnpm|yarn)\s[^\n]*--force\b
    | --break-system-packages
    | strict-ssl\s*=?\s*false
    | NODE_TLS_REJECT_UNAUTHORIZED\s*=\s*["']?0
    | http\.sslVerify\s*=?\s*false
    | GIT_SSL_NO_VERIFY
    | verify\s*=\s*False
    | curl\s[^\n]*(?:\s-k\b|--insecure)
    | docker\s+(?:system|volume)\s+prune
    | \bDROP\s+(?:DATABASE|TABLE|SCHEMA|ROLE)\b
    | StrictHostKeyChecking[=\s]+no
    """,
    re.X | re.I,
)


def problems(document: ArticleDocument) -> list[str]:
    """Everything in a document that falls short, as sentences that say what to do."""
    return [problem for check in CHECKS for problem in check(document)]


def texts_of(document: ArticleDocument) -> Iterator[tuple[str, str]]:
    """(where, Markdown) of every text a reader sees."""
    yield "Quick fix", document.quick_fix
    yield "What this error means", document.meaning
    for cause in document.causes:
        yield f"cause {cause.title!r}", f"{cause.body}\n\n{cause.diagnosis}"
    for fix in document.fixes:
        yield f"fix {fix.title!r}", f"{fix.body}\n\n{fix.verification}"
    yield "Why this happens", document.why
    yield "Checklist", document.checklist
    for passage in [*document.examples, *document.edge_cases, *document.questions]:
        yield repr(passage.title), passage.body


def code_fences(markdown: str) -> Iterator[tuple[str, str]]:
    """(language, code) of each fence, with the fence's own indentation taken off."""
    for match in FENCE_BLOCK.finditer(markdown):
        indent = len(match["indent"])
        code = "\n".join(line[indent:] if not line[:indent].strip() else line for line in match["code"].split("\n"))
        yield match["info"].strip().split(" ")[0], code


def _check_required(document: ArticleDocument) -> Iterator[str]:
    required = {
        "Messages": document.messages,
        "Applies to": document.applies_to,
        "Quick fix": document.quick_fix,
        "What this error means": document.meaning,
        "Why this happens": document.why,
        "Checklist": document.checklist,
        "Examples": document.examples,
        "FAQ": document.questions,
        "Search variations": document.search_variations,
        "Related errors": document.related,
        "Sources": document.sources,
    }
    for heading, value in required.items():
        if not value:
            yield f"section {heading!r} is missing: write it"


def _check_counts(document: ArticleDocument) -> Iterator[str]:
    for what, count, least, most in (
        ("causes", len(document.causes), 1, 7),
        ("fixes", len(document.fixes), 1, 8),
        ("related errors", len(document.related), 1, 8),
    ):
        if not least <= count <= most:
            yield f"{count} {what}: give {least} to {most}"


def _check_causes_and_fixes(document: ArticleDocument) -> Iterator[str]:
    titles = {cause.title for cause in document.causes}
    cured = {title for fix in document.fixes for title in fix.cures}
    for cause in document.causes:
        if not cause.diagnosis:
            yield f"cause {cause.title!r} does not say how to tell: add `#### How to tell`"
        if cause.title not in cured:
            yield f"cause {cause.title!r} is cured by no fix: name it in a fix's `Cures:` line"
    for fix in document.fixes:
        if not fix.cures:
            yield f"fix {fix.title!r} cures nothing: start it with `Cures: <title of a cause>`"
        if not fix.verification:
            yield f"fix {fix.title!r} does not say how to see that it worked: add `#### How to see that it worked`"
        for unknown in [title for title in fix.cures if title not in titles]:
            yield f"fix {fix.title!r} cures {unknown!r}, which is no cause of this article"


def _check_messages(document: ArticleDocument) -> Iterator[str]:
    seen: set[str] = set()
    for message in document.messages:
        literal = re.sub(r"\W+", " ", re.sub(r"\{[a-z][a-z0-9_]*\}", " ", message.template)).split()
        if len("".join(literal)) < 6:
            yield f"message {message.template!r} is too broad: give it more of the literal text"
        key = template_key(message.template)
        if key in seen:
            yield f"message {message.template!r} stands twice, if only with other names for its placeholders"
        seen.add(key)


def _check_placeholders(document: ArticleDocument) -> Iterator[str]:
    captured = {name for message in document.messages for name in placeholders(message.template)}
    for where, text in texts_of(document):
        code = "\n".join([code for _, code in code_fences(text)] + INLINE_CODE.findall(FENCE_BLOCK.sub("", text)))
        for name in placeholders(code):
            if name not in captured:
                yield f"{where}: {{{name}}} is captured by no message: write <{name.upper()}> or add it to a message"


def _check_first_screen(document: ArticleDocument) -> Iterator[str]:
    command, value = first_command_line(document.quick_fix), first_value_line(document.quick_fix)
    if command > LAST_LINE_OF_COMMAND:
        yield (
            f"Quick fix: on a phone its first command ends in line {command}, below the first screen: begin with a short "
            f"sentence and a short command (or the changed line) by line {LAST_LINE_OF_COMMAND}, explain and list after it"
        )
    if value > LAST_LINE_OF_VALUE:
        yield (
            f"Quick fix: on a phone the reader's own value first stands in a command in line {value}, below the first "
            f"screen: use it by line {LAST_LINE_OF_VALUE}, or shorten the steps before it"
        )


def first_command_line(quick_fix: str) -> int:
    """The line of a phone in which the first command ends, or the first code in a sentence; 0 where there is none."""
    command = FENCE_BLOCK.search(quick_fix) or INLINE_CODE.search(quick_fix)
    return _phone_lines(quick_fix[: command.end()]) if command else 0


def first_value_line(quick_fix: str) -> int:
    """The line of a phone in which the first placeholder in a command stands; 0 where there is none."""
    for code in CODE.finditer(quick_fix):
        value = PLACEHOLDER.search(code[0])
        if value:
            return _phone_lines(quick_fix[: code.start() + value.end()])
    return 0


def _phone_lines(markdown: str) -> int:
    """How many lines a phone needs for it, empty ones between the paragraphs left out."""
    count, in_fence = 0, False
    for line in map(str.strip, markdown.split("\n")):
        if line.startswith(("```", "~~~")):
            in_fence = not in_fence
        elif in_fence:
            count += max(1, ceil(len(line) / PHONE_CODE))
        else:
            count += ceil(len(line) / PHONE_PROSE)
    return count


def _check_dangerous_commands(document: ArticleDocument) -> Iterator[str]:
    for where, text in texts_of(document):
        commands = "\n".join(code for language, code in code_fences(text) if language != "text")
        found = DANGEROUS.search(commands)
        if found and where == "Quick fix":
            yield f"Quick fix: {found[0]!r} is dangerous: give the safe way first and this one as a fix with a warning"
        elif found and not WARNING.search(text):
            yield f"{where}: {found[0]!r} is dangerous: put `**Warning:** what it destroys and the way back` before it"


def _check_fences(document: ArticleDocument) -> Iterator[str]:
    for where, text in texts_of(document):
        for language, code in code_fences(text):
            if not language:
                yield f"{where}: a code fence without a language: name it (sh, console, text, python...)"
                continue
            filled = re.sub(r"<[A-Z][A-Z0-9_]*>", "PLACEHOLDER", code)
            for name in placeholders(code):
                filled = filled.replace("{" + name + "}", name)
            if not parses(language, filled):
                yield f"{where}: this {language} does not parse: {code.strip().splitlines()[0]!r}"


CHECKS: tuple[Callable[[ArticleDocument], Iterator[str]], ...] = (
    _check_required,
    _check_counts,
    _check_causes_and_fixes,
    _check_messages,
    _check_placeholders,
    _check_first_screen,
    _check_dangerous_commands,
    _check_fences,
)
