"""Articles as a zip: <tool>/<name>.md each, and history/<tool>/<name>.jsonl, one version a line. Both ways."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from errors import auditing, gaps
from errors.articledocument import ArticleDocument
from errors.articlefile import ArticleFileError, dump, parse
from errors.articlehistory import FOLDER, Version, dump_history, keep_history, parse_history
from errors.articlestore import digest, document_of, store, with_parts
from errors.comparing import SectionChange, changes
from errors.models import Article, AuditEntry, Tool, User
from errors.models.tool import refuse_reserved_slug
from errors.reviewing import (
    NotAllowed,
    create,
    head_of,
    keep_loaded,
    locked,
    missing_parts,
    save_draft,
    working_document,
)

ARTICLE = re.compile(r"(?:.*/)?([a-z0-9][a-z0-9_-]*)/([A-Za-z0-9_-]+)\.md")
HISTORY = re.compile(r"(?:.*/)?history/([a-z0-9][a-z0-9_-]*)/([A-Za-z0-9_-]+)\.jsonl")
MOST_FILES = 50_000
LONGEST_FILE = 2_000_000
LONGEST_IN_ALL = 500_000_000
"""Bytes, unpacked: a zip of a few kilobytes can hold gigabytes."""


class BadUpload(ValueError):
    """What was brought is no article file or zip of them. `problems` holds every one found."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


@dataclass
class Brought:
    """The articles and histories in an upload, checked: {slug: document}, {slug: versions, the oldest first}."""

    articles: dict[str, ArticleDocument] = field(default_factory=dict)
    history: dict[str, list[Version]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"articles": {slug: dump(each) for slug, each in self.articles.items()}, "history": self.history}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Brought:
        return cls({slug: parse(text) for slug, text in data["articles"].items()}, data["history"])


@dataclass
class Step:
    """What applying would do to one article. `conflict` says why it is left out unless somebody decides."""

    slug: str
    kind: str
    changes: list[SectionChange]
    conflict: str = ""


def export(articles: QuerySet[Article], *, history: bool) -> IO[bytes]:
    """A zip of the articles, with every version of each where history is wanted: an open file, at its start."""
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    parts = with_parts(articles)
    rows = (parts.prefetch_related("revisions") if history else parts).iterator(chunk_size=200)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for article in rows:
            archive.writestr(f"{article.slug}.md", dump(document_of(article)))
            if history:
                archive.writestr(f"{FOLDER}/{article.slug}.jsonl", dump_history(article))
    packed.seek(0)
    return packed


def read(name: str, data: bytes, slug: str = "") -> Brought:
    """What an uploaded file holds: a zip, or one article file for the article at `slug`.

    Raises BadUpload, naming every fault of every file.
    """
    brought, problems = Brought(), []
    files = _unzipped(data) if zipfile.is_zipfile(io.BytesIO(data)) else [(f"{slug}.md" if slug else name, data)]
    for path, content in files:
        try:
            _read_one(path, content.decode("utf-8"), brought)
        except UnicodeDecodeError as error:
            problems.append(f"{path}: is not UTF-8 text (byte {error.start})")
        except ArticleFileError as error:
            problems += [f"{path}: line {fault.line}: {fault.problem}" for fault in error.faults]
        except ValidationError as error:
            problems.append(f"{path}: {error.messages[0]}")
        except ValueError as error:
            problems.append(f"{path}: {error}")
    if not problems and not brought.articles:
        problems.append("There is no <tool>/<name>.md in it.")
    if problems:
        raise BadUpload(problems)
    return brought


def _unzipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if len(members) > MOST_FILES or sum(each.file_size for each in members) > LONGEST_IN_ALL:
            raise BadUpload([f"More than {MOST_FILES:,} files or {LONGEST_IN_ALL // 1_000_000} MB, unpacked."])
        for each in members:
            if not each.filename.endswith((".md", ".jsonl")):
                continue
            try:
                with archive.open(each) as opened:
                    yield (
                        each.filename,
                        opened.read(LONGEST_IN_ALL if each.filename.endswith(".jsonl") else LONGEST_FILE),
                    )
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
                raise BadUpload([f"{each.filename}: cannot be unpacked ({error})"]) from error


def _read_one(path: str, text: str, brought: Brought) -> None:
    found = HISTORY.fullmatch(path)
    if found:
        brought.history[f"{found[1]}/{found[2]}"] = parse_history(text)
        return
    found = ARTICLE.fullmatch(path)
    if not found:
        raise ValueError("name it <tool>/<name>.md, in small letters, digits and hyphens")
    refuse_reserved_slug(found[1])
    document = parse(text)
    unknown = {title for fix in document.fixes for title in fix.cures} - {cause.title for cause in document.causes}
    if unknown:
        raise ValueError(f"a fix cures {min(unknown)!r}, which is no cause of this article")
    brought.articles[f"{found[1]}/{found[2]}"] = document


def plan(brought: Brought) -> list[Step]:
    """The dry run: what applying would do, article by article, without doing it."""
    tools, names = zip(*(slug.split("/") for slug in brought.articles), strict=True)
    found = Article.objects.filter(tool__slug__in=tools, name__in=names).select_related("live", "draft")
    rows = {row.slug: row for row in with_parts(found)}
    steps = []
    for slug, document in brought.articles.items():
        row = rows.get(slug)
        if row is None:
            steps.append(Step(slug, "new", changes(ArticleDocument(), document)))
            continue
        held = working_document(row)
        differing = changes(held, document)
        kind = "changed" if differing else "same"
        steps.append(Step(slug, kind, differing, _conflict(row, document) if differing else ""))
    return steps


def _conflict(row: Article, document: ArticleDocument) -> str:
    """Why a file must not replace what the article holds without somebody's decision."""
    if row.status == Article.Status.DELETED:
        return "The article was deleted."
    if row.draft:
        return f"{row.draft.author_name or 'Somebody'} is at work on version {row.draft.number}."
    if row.loaded_digest and digest(document_of(row)) not in (row.loaded_digest, digest(document)):
        return "An editor changed it since its file was loaded."
    return ""


@transaction.atomic
def apply(brought: Brought, *, by: User, over: Iterable[str] = (), publish: bool = False) -> int:
    """Put the files in: all, or none where one fails. Returns how many articles changed.

    Each becomes a draft that is submitted for review; with `publish`, for administrators, it is published at once as
    reviewed where it comes from. Articles with a conflict are left out but for the slugs in `over`. Raises NotAllowed.
    """
    if publish and not by.has_perm("errors.override_review"):
        raise NotAllowed("Only an administrator can publish files without a review here.")
    wanted, done = set(over), 0
    for step in plan(brought):
        if step.kind == "same" or (step.conflict and step.slug not in wanted):
            continue
        document = brought.articles[step.slug]
        if publish:
            _publish(step.slug, document, brought.history.get(step.slug, []), by)
        else:
            _submit(step.slug, document, by)
        done += 1
    if publish and done:
        gaps.close_all_answered()
    return done


def _submit(slug: str, document: ArticleDocument, by: User) -> None:
    tool, _, _ = slug.partition("/")
    Tool.objects.get_or_create(slug=tool, defaults={"name": tool})
    row = Article.objects.at(slug).select_related("live", "draft").first()
    if row is None:
        create(slug, replace(document, reviewed_on=None, reviewed_by=""), by=by, reason="Article file", submit=True)
        return
    head = head_of(row)
    live = row.live.number if row.live else 0
    base = head.number if head else 0
    save_draft(row, document, by=by, base=base, seen_live=live, reason="Article file", submit=True)


def _publish(slug: str, document: ArticleDocument, versions: list[Version], by: User) -> None:
    """Store the file as it is, its history before it where the article has none here."""
    if document.status == Article.Status.PUBLISHED and missing_parts(document):
        raise NotAllowed(f"{slug} lacks {', '.join(missing_parts(document))}.")
    row = Article.objects.at(slug).first()
    if row:
        locked(row)
    article = store(slug, document)
    if row is None:
        keep_history(article, versions)
    revision = keep_loaded(article, document, by=by)
    article.loaded_digest = digest(document)
    article.save(update_fields=["loaded_digest"])
    auditing.record(AuditEntry.Action.LOADED, article, by=by, version=revision.number, reason="reviewed elsewhere")
