"""An article as plain data: what an article file holds, and what the database rows are built from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

# A placeholder is {name}. Not ${name} (shell), not {{name}} (Go and Jinja templates), not { name } (awk).
PLACEHOLDER = re.compile(r"(?<![{$])\{([a-z][a-z0-9_]*)\}(?!\})")

STATUSES = ("draft", "in-review", "published", "archived")


@dataclass
class Message:
    """A template that identifies the error, as the software prints it, and what prints it (a version, a platform)."""

    template: str
    note: str = ""


@dataclass
class Passage:
    """A titled piece of Markdown: an example, an edge case, a question with its answer."""

    title: str
    body: str = ""


@dataclass
class Cause(Passage):
    diagnosis: str = ""


@dataclass
class Fix(Passage):
    """Steps that cure the causes named in `cures` (in the causes' order), and how a reader sees that they worked."""

    cures: list[str] = field(default_factory=list)
    verification: str = ""


@dataclass
class Related:
    """The slug (tool/name) of a related error and how that error differs, in one line."""

    slug: str
    difference: str = ""


@dataclass
class Source:
    title: str
    url: str


@dataclass
class ArticleDocument:
    """Everything an editor writes in an article. Text fields are Markdown; titles and templates are plain text."""

    title: str = ""
    doing: str = ""
    """What one was doing when the error came up: the group in which the tool's page lists the article."""
    status: str = "draft"
    reviewed_on: date | None = None
    reviewed_by: str = ""
    proved_on: date | None = None
    proved_with: str = ""
    messages: list[Message] = field(default_factory=list)
    applies_to: list[str] = field(default_factory=list)
    quick_fix: str = ""
    meaning: str = ""
    causes: list[Cause] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)
    why: str = ""
    checklist: str = ""
    examples: list[Passage] = field(default_factory=list)
    edge_cases: list[Passage] = field(default_factory=list)
    questions: list[Passage] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    search_variations: list[str] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def placeholders(text: str) -> list[str]:
    """Names of the placeholders in text, in order of first appearance, each once.

    >>> placeholders("manifest for {image}:{tag} not found, ${HOME} and {{.ID}} are not ours")
    ['image', 'tag']
    """
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))
