"""The writing page's form: an ArticleDocument <-> fields of a page. Whatever is typed, it can be shown again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict

from errors.articledocument import ArticleDocument, Cause, Fix, Message, Passage, Related, Source
from errors.articlefaults import is_lossless
from errors.articlesections import FENCE, headings_outside_fences
from errors.desk.fields import SECTIONS, TITLE, Field, SectionFields
from errors.matching.fingerprint import template_key

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*/[a-zA-Z0-9_-]+")
MOST_PARTS = 60
"""Parts of one kind; far beyond what a reader would read."""

PART_CLASSES: dict[str, Any] = {
    "messages": Message,
    "causes": Cause,
    "fixes": Fix,
    "examples": Passage,
    "edge_cases": Passage,
    "questions": Passage,
    "related": Related,
    "sources": Source,
}

Row = dict[str, str]


@dataclass
class ShownField:
    """A field as the page shows it."""

    spec: Field
    name: str
    id: str
    value: str
    error: str = ""


@dataclass
class ShownSection:
    """A section as the page shows it: one field, or parts with their fields, and a blank part to add."""

    spec: SectionFields
    text: ShownField | None = None
    parts: list[list[ShownField]] = field(default_factory=list)
    blank: list[ShownField] = field(default_factory=list)
    error: str = ""
    comments: list[Any] = field(default_factory=list)


class DocumentForm:
    """What was typed: `texts` {field: text} and `parts` {section: [{field: text}]}; `errors` after `document()`."""

    def __init__(self, texts: Mapping[str, str], parts: Mapping[str, list[Row]]) -> None:
        self.texts = dict(texts)
        self.parts = {name: list(rows) for name, rows in parts.items()}
        self.errors: dict[str, str] = {}

    @classmethod
    def of(cls, document: ArticleDocument) -> DocumentForm:
        texts = {"title": document.title}
        parts: dict[str, list[Row]] = {}
        for section in SECTIONS:
            value = getattr(document, section.name)
            if section.field:
                texts[section.name] = "\n".join(value) if section.field.kind == "lines" else value
            else:
                parts[section.name] = [_row(section, part) for part in value]
        return cls(texts, parts)

    @classmethod
    def posted(cls, data: QueryDict) -> DocumentForm:
        """The fields of a part are sent under one name for all parts: section.field, in the order of the page."""
        texts = {name: _normal(data.get(name, "")) for name in ("title", *(s.name for s in SECTIONS if s.field))}
        texts["title"] = texts["title"].replace("\n", " ").strip()
        parts: dict[str, list[Row]] = {}
        for section in SECTIONS:
            if section.field:
                continue
            columns = [[_normal(text) for text in data.getlist(f"{section.name}.{f.name}")] for f in section.fields]
            names = [f.name for f in section.fields]
            length = max(map(len, columns), default=0)
            padded = [column + [""] * (length - len(column)) for column in columns]
            parts[section.name] = [dict(zip(names, row, strict=True)) for row in zip(*padded, strict=True)]
        return cls(texts, parts)

    def arrange(self, what: str) -> None:
        """Without JavaScript a button adds, removes or moves a part: `add:causes`, `up:causes:1`..."""
        action, _, rest = what.partition(":")
        name, _, place = rest.partition(":")
        rows = self.parts.get(name)
        if rows is None:
            return
        number = int(place) if place.isdecimal() else -1
        if action == "add":
            rows.append({})
        elif action == "remove" and 0 <= number < len(rows):
            del rows[number]
        elif action in ("up", "down") and 0 <= number < len(rows):
            other = number + (-1 if action == "up" else 1)
            if 0 <= other < len(rows):
                rows[number], rows[other] = rows[other], rows[number]

    def document(self, base: ArticleDocument | None = None) -> ArticleDocument:
        """The document in the form; faults are in `errors`. What no field shows is taken from `base`."""
        self.errors = {}
        document = ArticleDocument(title=self.texts["title"])
        if base:
            for name in ("status", "reviewed_on", "reviewed_by", "proved_on", "proved_with"):
                setattr(document, name, getattr(base, name))
        self._check("title", TITLE, document.title, required=True)
        for section in SECTIONS:
            read = self._text(section, section.field) if section.field else self._parts(section)
            setattr(document, section.name, read)
        self._check_messages()
        self._check_cures(document)
        if not self.errors and not is_lossless(document):
            self.errors[""] = "This text cannot be kept as an article file: look for a stray heading or code fence."
        return document

    def _text(self, section: SectionFields, spec: Field) -> Any:
        text = self.texts.get(section.name, "")
        self._check(section.name, spec, text)
        if spec.kind == "lines":
            return [line.strip().removeprefix("- ") for line in text.split("\n") if line.strip()]
        return text if spec.kind == "markdown" else text.replace("\n", " ").strip()

    def _parts(self, section: SectionFields) -> list[Any]:
        made = []
        if len(self.parts[section.name]) > MOST_PARTS:
            self.errors[section.name] = f"More than {MOST_PARTS} are too many for a page."
        for place, row in enumerate(self.parts[section.name]):
            if not any(text.strip() for text in row.values()):
                continue
            values: dict[str, Any] = {}
            for number, spec in enumerate(section.fields):
                text = row.get(spec.name, "")
                one_line = text if spec.kind == "markdown" else text.replace("\n", " ").strip()
                required = number == 0 or spec.kind == "url"
                self._check(f"{section.name}.{place}.{spec.name}", spec, one_line, required=required)
                values[spec.name] = _titles(one_line) if spec.kind == "titles" else one_line
            made.append(PART_CLASSES[section.name](**values))
        return made

    def _check(self, key: str, spec: Field, text: str, *, required: bool = False) -> None:
        problem = _problem(spec, text)
        if required and not text.strip():
            problem = f"{spec.label} is needed."
        if problem:
            self.errors[key] = problem

    def _check_messages(self) -> None:
        seen: set[str] = set()
        for place, row in enumerate(self.parts["messages"]):
            template = row.get("template", "")
            key = template_key(template)
            if template.strip() and key in seen:
                self.errors[f"messages.{place}.template"] = f"The message “{template}” stands here twice."
            seen.add(key)

    def _check_cures(self, document: ArticleDocument) -> None:
        known = {cause.title for cause in document.causes}
        twice = [title for title in known if sum(cause.title == title for cause in document.causes) > 1]
        if twice:
            self.errors["causes"] = f"Two causes are called “{twice[0]}”: a fix could not say which one it cures."
        order = {cause.title: place for place, cause in enumerate(document.causes)}
        rows = [(n, row) for n, row in enumerate(self.parts["fixes"]) if any(v.strip() for v in row.values())]
        for (place, _), fix in zip(rows, document.fixes, strict=True):
            unknown = [title for title in fix.cures if title not in known]
            if unknown:
                self.errors[f"fixes.{place}.cures"] = f"“{unknown[0]}” is no cause of this article."
            fix.cures.sort(key=lambda title: order.get(title, len(order)))
        for place, row in enumerate(self.parts["causes"]):
            if ";" in row.get("title", ""):
                self.errors[f"causes.{place}.title"] = "A cause's title cannot hold a semicolon."

    def sections(self) -> Iterator[ShownSection]:
        """What the page shows, in reading order."""
        for spec in SECTIONS:
            shown = ShownSection(spec, error=self.errors.get(spec.name, ""))
            if spec.field:
                value = self.texts.get(spec.name, "")
                shown.text = ShownField(spec.field, spec.name, f"id_{spec.name}", value, shown.error)
            else:
                shown.parts = [self._shown_part(spec, place, row) for place, row in enumerate(self.parts[spec.name])]
                shown.blank = self._shown_part(spec, len(shown.parts), {}, "new")
            yield shown

    def _shown_part(self, spec: SectionFields, place: int, row: Row, number: str = "") -> list[ShownField]:
        return [
            ShownField(
                f,
                f"{spec.name}.{f.name}",
                f"id_{spec.name}_{number or place}_{f.name}",
                row.get(f.name, ""),
                self.errors.get(f"{spec.name}.{place}.{f.name}", ""),
            )
            for f in spec.fields
        ]

    @property
    def title(self) -> ShownField:
        return ShownField(TITLE, "title", "id_title", self.texts.get("title", ""), self.errors.get("title", ""))


def _row(section: SectionFields, part: Any) -> Row:
    row = {f.name: getattr(part, f.name) for f in section.fields}
    return {name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}


def _titles(text: str) -> list[str]:
    return list(dict.fromkeys(title.strip() for title in text.split(";") if title.strip()))


def _normal(text: str) -> str:
    """As an article file keeps it: no spaces at the end of a line, no empty lines around."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _problem(spec: Field, text: str) -> str:
    if len(text) > spec.longest:
        return f"{len(text):,} characters are too many: at most {spec.longest:,}."
    if spec.kind == "slug" and text and not SLUG.fullmatch(text):
        return "Write the other article's tool/name, such as docker/manifest-unknown."
    if spec.kind == "url" and text:
        return _url_problem(text)
    if spec.kind == "markdown":
        return _markdown_problem(text)
    return ""


def _url_problem(text: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return "Write a whole address, such as https://docs.example.org/page."
    return ""


def _markdown_problem(text: str) -> str:
    lines = list(enumerate(text.split("\n"), start=1))
    heading = next((lines[index] for index, _ in headings_outside_fences(lines)), None)
    if heading:
        return f"Line {heading[0]} is a heading. The page has its headings already: write it in **bold**."
    fence = ""
    for _, line in lines:
        found = FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence) and not found[2].strip():
            fence = ""
    return f"A code block is not closed: end it with {fence}" if fence else ""
