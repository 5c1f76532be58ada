"""What the writing page asks for: the sections of an article in reading order, their fields, and a word on each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One field. `kind`: line, lines (one entry a line), markdown, slug, url or titles (of causes, by semicolons)."""

    name: str
    label: str
    kind: str = "line"
    help: str = ""
    longest: int = 20_000
    rows: int = 4


@dataclass(frozen=True)
class SectionFields:
    """A section: either one text (`field`), or any number of parts, each with `fields`."""

    name: str
    heading: str
    help: str
    field: Field | None = None
    fields: tuple[Field, ...] = ()
    noun: str = ""


def _text(name: str, heading: str, help: str, kind: str = "markdown", rows: int = 8) -> SectionFields:
    return SectionFields(name, heading, help, field=Field(name, heading, kind, rows=rows))


def _body(help: str) -> Field:
    return Field("body", "Text", "markdown", help, rows=5)


def _passages(name: str, heading: str, noun: str, help: str, title: Field, body: str) -> SectionFields:
    return SectionFields(name, heading, help, fields=(title, _body(body)), noun=noun)


SECTIONS = (
    SectionFields(
        "doing",
        "What one was doing",
        "The group in which the tool's page lists the article: pulling an image. May stay empty.",
        field=Field("doing", "What one was doing", longest=60),
    ),
    SectionFields(
        "messages",
        "Messages",
        "What the matcher looks for in a paste: one line each as the software prints it, variable parts in {braces}. "
        "A message says which error it is and no other.",
        fields=(
            Field("template", "Message", longest=1000, help="Such as: port {port} is already allocated"),
            Field("note", "Printed by", longest=200, help="A version, a platform. May stay empty."),
        ),
        noun="message",
    ),
    _text("applies_to", "Applies to", "Software, versions and platforms it holds for, one a line.", "lines", 3),
    _text("quick_fix", "Quick fix", "The most common solution: 1 to 4 steps with commands. A reader may stop here."),
    _text("meaning", "What this error means", "One or two short paragraphs in plain words.", rows=5),
    SectionFields(
        "causes",
        "Causes",
        "Each has a name, and a way for readers to tell that it is theirs.",
        fields=(
            Field("title", "Cause", longest=200, help="Its name, in a few words: Misspelt tag."),
            _body("How it brings the error about, in a sentence or more."),
            Field(
                "diagnosis", "How to tell", "markdown", "A command, and what it prints when this is the cause.", rows=4
            ),
        ),
        noun="cause",
    ),
    SectionFields(
        "fixes",
        "Fixes",
        "Each cures at least one cause, and says how to see that it worked.",
        fields=(
            Field("title", "Fix", longest=200, help="What to do, in a few words: Use a tag that exists."),
            Field("cures", "Cures", "titles", "Titles of causes, with semicolons between them.", 2000),
            _body("The steps in order, each command in a code block of its own."),
            Field(
                "verification", "How to see that it worked", "markdown", "A command, and what it prints then.", rows=4
            ),
        ),
        noun="fix",
    ),
    _text("why", "Why this happens", "The mechanism, in depth.", rows=8),
    _text("checklist", "Checklist", "A list of commands, cheap ones first, each with what its result tells.", rows=6),
    _passages(
        "examples",
        "Examples",
        "example",
        "The real output, and the corrected session.",
        Field("title", "Title", longest=200, help="What it shows."),
        "Code blocks: what was typed, what was printed.",
    ),
    _passages(
        "edge_cases",
        "Edge cases",
        "edge case",
        "Unusual situations in which the advice differs.",
        Field("title", "Title", longest=200, help="The situation."),
        "What is different there, and what to do instead.",
    ),
    _passages(
        "questions",
        "FAQ",
        "question",
        "What readers ask next.",
        Field("title", "Question", longest=200, help="In a reader's words, with a question mark."),
        "The answer, its first sentence first.",
    ),
    _text("aliases", "Also known as", "Other names of this error, one a line. The matcher reads them.", "lines", 3),
    _text("search_variations", "Search variations", "What people type when they look for it, one a line.", "lines", 4),
    SectionFields(
        "related",
        "Related errors",
        "Articles that a reader may have meant, and how they differ.",
        fields=(
            Field("slug", "Article", "slug", "tool/name, as in its address.", 180),
            Field("difference", "Difference", longest=300, help="In one line."),
        ),
        noun="related error",
    ),
    SectionFields(
        "sources",
        "Sources",
        "Where the facts can be checked.",
        fields=(
            Field("title", "Title", longest=200, help="As the page itself is called."),
            Field("url", "Address", "url", "The whole address, https:// and all.", 500),
        ),
        noun="source",
    ),
)
TITLE = Field("title", "Title", "line", "The message as printed, variable parts in {braces}.", 300)
