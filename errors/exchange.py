"""Article files -> articles: the dry run, then all or nothing, as drafts for review or, by administrators, published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction

from errors import auditing, gaps
from errors.articledocument import ArticleDocument
from errors.articlehistory import keep_history
from errors.articlestore import digest, document_of, store, with_parts
from errors.articlezip import Brought
from errors.comparing import SectionChange, changes
from errors.indexing import frequencies_at_once
from errors.models import Article, AuditEntry, Tool, User
from errors.redirecting import keep_redirects, moved, take_over
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

SEEN_BY_READERS = (Article.Status.PUBLISHED, Article.Status.ARCHIVED)


@dataclass
class Step:
    """What applying would do to one article. `conflict` says why it is left out unless somebody decides."""

    slug: str
    kind: str
    changes: list[SectionChange]
    conflict: str = ""


@dataclass
class Applied:
    """Slugs of the articles that changed, and of those left out since they meet somebody's newer work."""

    changed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def plan(brought: Brought) -> list[Step]:
    """The dry run: what applying would do, article by article, without doing it."""
    tools, names = zip(*(slug.split("/") for slug in brought.articles), strict=True)
    found = Article.objects.filter(tool__slug__in=tools, name__in=names).select_related("live", "draft")
    rows = {row.slug: row for row in with_parts(found)}
    steps, leading = [], moved(brought.articles)
    for slug, document in brought.articles.items():
        row = rows.get(slug)
        if row is None:
            steps.append(Step(slug, "new", changes(ArticleDocument(), document), _renamed(slug, leading)))
            continue
        held = working_document(row)
        differing = changes(held, document)
        kind = "changed" if differing else "same"
        steps.append(Step(slug, kind, differing, _conflict(row, document) if differing else ""))
    return steps


def _renamed(slug: str, leading: Mapping[str, str]) -> str:
    return f"The article that stood here is at {leading[slug]} now: name its file so." if slug in leading else ""


def _conflict(row: Article, document: ArticleDocument) -> str:
    """Why a file must not replace what the article holds without somebody's decision."""
    if row.status == Article.Status.DELETED:
        return "The article was deleted."
    if row.draft:
        return f"{row.draft.author_name or 'Somebody'} is at work on version {row.draft.number}."
    if row.loaded_digest and digest(document_of(row)) not in (row.loaded_digest, digest(document)):
        return "An editor changed it since its file was loaded."
    return ""


def digest_of(steps: Iterable[Step]) -> str:
    """Equal for two dry runs that show the same, text by text."""
    shown = [
        (step.slug, step.conflict, [(each.heading, each.old, each.new) for each in step.changes]) for step in steps
    ]
    return hashlib.sha256(repr(shown).encode()).hexdigest()


@transaction.atomic
def apply(
    brought: Brought, *, by: User, seen: str | None = None, over: Iterable[str] = (), publish: bool = False
) -> Applied:
    """Put the files in: all, or none where one fails.

    Each becomes a draft that is submitted for review; with `publish`, for administrators, it is published at once as
    reviewed where it comes from. Articles with a conflict are left out but for the slugs in `over`. `seen` is the digest
    of the dry run that was shown. Raises NotAllowed, also where a dry run would show something else by now.
    """
    if publish and not by.has_perm("errors.override_review"):
        raise NotAllowed("Only an administrator can publish files without a review here.")
    steps = plan(brought)
    if seen is not None and seen != digest_of(steps):
        raise NotAllowed("An article has changed since this dry run: look at it anew.")
    wanted, applied = set(over), Applied()
    put = _publish if publish else _submit
    with frequencies_at_once():
        for step in steps:
            if step.kind == "same":
                continue
            if step.conflict and step.slug not in wanted:
                applied.left_out.append(step.slug)
                continue
            put(step.slug, brought, by)
            applied.changed.append(step.slug)
    if publish and applied.changed:
        keep_redirects(brought.redirects)
        gaps.close_all_answered()
    return applied


def _submit(slug: str, brought: Brought, by: User) -> None:
    document, (tool, _, _) = brought.articles[slug], slug.partition("/")
    Tool.objects.get_or_create(slug=tool, defaults={"name": brought.tools.get(tool, tool)})
    row = Article.objects.at(slug).select_related("live", "draft").first()
    if row is None:
        create(slug, replace(document, reviewed_on=None, reviewed_by=""), by=by, reason="Article file", submit=True)
        return
    head = head_of(row)
    live = row.live.number if row.live else 0
    base = head.number if head else 0
    save_draft(row, document, by=by, base=base, seen_live=live, reason="Article file", submit=True)


def _publish(slug: str, brought: Brought, by: User) -> None:
    """Store the file as it is, its history before it where the article has none here."""
    document = brought.articles[slug]
    if document.status == Article.Status.PUBLISHED and missing_parts(document):
        raise NotAllowed(f"{slug} lacks {', '.join(missing_parts(document))}.")
    row = Article.objects.at(slug).first()
    if row:
        _refuse_to_hide(locked(row), document)
    article = store(slug, document, brought.tools.get(slug.partition("/")[0], ""))
    if row is None:
        keep_history(article, brought.history.get(slug, []))
    take_over(slug)
    revision = keep_loaded(article, document, by=by)
    article.loaded_digest = digest(document)
    article.save(update_fields=["loaded_digest"])
    auditing.record(AuditEntry.Action.LOADED, article, by=by, version=revision.number, reason="reviewed elsewhere")


def _refuse_to_hide(row: Article, document: ArticleDocument) -> None:
    """A file must neither bring a deleted article back by the way, nor take a page from its readers."""
    if row.status == Article.Status.DELETED:
        raise NotAllowed(f"{row.slug} was deleted. Recover it first.")
    if row.is_live and document.status not in SEEN_BY_READERS:
        raise NotAllowed(f"{row.slug} is published, and its file is a draft. Submit it for review instead.")
