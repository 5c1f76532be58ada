"""The text of an article file -> a document that the database can hold; else every fault, with its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from errors.articledocument import ArticleDocument
from errors.articlefile import ArticleFileError, dump, parse
from errors.articlesections import Fault
from errors.articlestore import PARTS, PHRASES, TEXTS
from errors.matching.fingerprint import template_key
from errors.models import Article, Tool
from errors.models.tool import RESERVED_SLUGS

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*/[A-Za-z0-9_-]+")

Found = tuple[str, str]
"""What stands in the file where the fault is ("" for the whole file), and what is wrong."""


def read_article(slug: str, text: str) -> ArticleDocument:
    """The document of the article at slug (tool/name). Raises ArticleFileError, naming every fault at once."""
    faults = [Fault(1, problem) for problem in _slug_problems(slug)]
    try:
        document = parse(text)
    except ArticleFileError as error:
        raise ArticleFileError([*faults, *error.faults]) from error
    faults += [Fault(_line_of(text, where), problem) for where, problem in _problems(text, document)]
    if faults:
        raise ArticleFileError(faults)
    return document


def _slug_problems(slug: str) -> Iterator[str]:
    tool, _, name = slug.partition("/")
    if not SLUG.fullmatch(slug):
        yield "name the file <tool>/<name>.md, the tool in small letters, digits and hyphens"
    elif tool in RESERVED_SLUGS:
        yield f"/{tool}/ is an address of the site itself: choose another slug"
    for text, longest in ((tool, _longest(Tool, "slug")), (name, _longest(Article, "name"))):
        if longest and len(text) > longest:
            yield f"{text[:20]}... has {len(text)} characters: at most {longest}"


def _problems(text: str, document: ArticleDocument) -> Iterator[Found]:
    if "\0" in text:
        yield "\0", "a NUL character, which no text can hold"
    yield from _too_long(document)
    yield from _twice(document)
    causes = {cause.title for cause in document.causes}
    for fix in document.fixes:
        for unknown in [title for title in fix.cures if title not in causes]:
            yield unknown, f"a fix cures {unknown!r}, which is no cause of this article"
    if not is_lossless(document):
        yield "", "cannot be kept as it is: look for a stray heading, code fence or semicolon in a cause's name"


def _too_long(document: ArticleDocument) -> Iterator[Found]:
    for name, value, longest in _limited(document):
        if longest and len(value) > longest:
            yield value, f"{name} has {len(value):,} characters: at most {longest:,}"


def _limited(document: ArticleDocument) -> Iterator[tuple[str, str, int | None]]:
    """Every text of the document that has a limit in the database: its name, the text, the limit in characters."""
    for name in TEXTS:
        yield name.replace("_", " "), str(getattr(document, name) or ""), _longest(Article, name)
    for attribute, model, fields in PARTS:
        for part in getattr(document, attribute):
            for ours, theirs in fields.items():
                name = f"{model._meta.verbose_name}'s {ours}"
                yield name, getattr(part, ours), _longest(model, theirs)
    for attribute, model in PHRASES:
        for phrase in getattr(document, attribute):
            yield str(model._meta.verbose_name), phrase, _longest(model, "text")


def _longest(model: type[Model], name: str) -> int | None:
    field: Any = model._meta.get_field(name)
    longest: int | None = getattr(field, "max_length", None)
    return longest


def _twice(document: ArticleDocument) -> Iterator[Found]:
    causes = Counter(cause.title for cause in document.causes)
    yield from ((title, f"two causes are called {title!r}") for title, count in causes.items() if count > 1)
    seen: set[str] = set()
    for message in document.messages:
        key = template_key(message.template)
        if key in seen:
            yield message.template, f"the message {message.template!r} stands here twice"
        seen.add(key)


def is_lossless(document: ArticleDocument) -> bool:
    """Whether the document comes back from its article file as it is."""
    try:
        return parse(dump(document)) == document
    except ArticleFileError:
        return False


def _line_of(text: str, where: str) -> int:
    """The last line on which it stands: a repeated name is at fault where it is repeated."""
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if where and where in line]
    return lines[-1] if lines else 1
