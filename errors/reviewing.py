"""The way of an article from a draft to its readers: save, submit, approve or send back. Each step is one transaction.

Whoever may take a step is checked here, not in the pages: no page can forget it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from errors import auditing
from errors.articledocument import ArticleDocument
from errors.articlefile import dump
from errors.articlestore import document_of, store, with_parts
from errors.gaps import close_answered
from errors.models import Article, AuditEntry, Gap, ReviewComment, Revision, User
from errors.redirecting import take_over

Action = AuditEntry.Action
State = Revision.State
Status = Article.Status

NEEDED = ("title", "messages", "quick_fix", "causes", "fixes")
"""What an article must have before readers see it."""


class NotAllowed(Exception):
    """A step that this person may not take, or not now. The text says why, for the person."""


class EditConflict(Exception):
    """Somebody else saved since this editor began. `theirs` is what they saved."""

    def __init__(self, theirs: Revision) -> None:
        self.theirs = theirs
        super().__init__(f"{theirs.author_name or 'Somebody'} saved {theirs} since you began.")


def head_of(article: Article) -> Revision | None:
    """The version that an editor goes on from: the draft, else what is live, else none is kept yet."""
    return article.draft or article.live


def working_document(article: Article) -> ArticleDocument:
    """The document that an editor goes on from."""
    head = head_of(article)
    if head:
        return head.document
    return document_of(with_parts(Article.objects.filter(pk=article.pk)).get())


def missing_parts(document: ArticleDocument) -> list[str]:
    """The names of what an article lacks to be published."""
    return [name.replace("_", " ") for name in NEEDED if not getattr(document, name)]


def locked(article: Article) -> Article:
    """The article as it is now, held for this transaction, its first version kept if it had none."""
    held: Article = Article.objects.select_for_update(of=("self",)).select_related("tool").get(pk=article.pk)
    if head_of(held) is None and not held.revisions.exists():
        keep_first_version(held)
    return held


def keep_first_version(article: Article) -> Revision:
    """Keep the rows of an article that has no history yet as its version 1."""
    document = document_of(with_parts(Article.objects.filter(pk=article.pk)).get())
    state = State.APPROVED if article.is_live else State.DRAFT
    revision = keep(article, document, state=state, reason="As it was when its history began")
    _point(article, live=revision if article.is_live else None, draft=None if article.is_live else revision)
    return revision


def keep(
    article: Article,
    document: ArticleDocument,
    *,
    by: User | None = None,
    state: str = State.DRAFT,
    reason: str = "",
    base: Revision | None = None,
) -> Revision:
    """Write a document as the next version of an article."""
    number = (article.revisions.aggregate(Max("number"))["number__max"] or 0) + 1
    return Revision.objects.create(
        article=article,
        number=number,
        began=article.draft.began if article.draft else number,
        text=dump(document),
        state=state,
        reason=reason,
        base=base,
        author=by,
        author_name=by.display_name if by else "",
    )


def keep_loaded(article: Article, document: ArticleDocument, *, by: User | None = None) -> Revision:
    """Keep what an article file brought: approved where the file says so, since its review was that of the file."""
    is_live = document.status in (Status.PUBLISHED, Status.ARCHIVED)
    state = State.APPROVED if is_live else document.status
    revision = article.revisions.first()
    if revision is None or (revision.text, revision.state) != (dump(document), state):
        revision = keep(article, document, by=by, state=state, reason="Article file")
        if is_live:
            revision.decided_by_name, revision.decided_at = document.reviewed_by, timezone.now()
            revision.save(update_fields=["decided_by_name", "decided_at"])
    _point(article, live=revision if is_live else article.live, draft=article.draft if is_live else revision)
    return revision


@transaction.atomic
def create(slug: str, document: ArticleDocument, *, by: User, reason: str = "", submit: bool = False) -> Article:
    """A new article with its first draft. The tool of the slug must exist.

    Raises NotAllowed where the slug is taken.
    """
    if Article.objects.at(slug).exists():
        raise NotAllowed(f"There is an article at {slug} already.")
    state = State.IN_REVIEW if submit else State.DRAFT
    document = replace(document, status=state)
    article = store(slug, document)
    article.owner = by
    _point(article, live=None, draft=keep(article, document, by=by, state=state, reason=reason))
    article.save(update_fields=["owner"])
    return article


@transaction.atomic
def save_draft(
    article: Article,
    document: ArticleDocument,
    *,
    by: User,
    base: int,
    seen_live: int = 0,
    reason: str = "",
    submit: bool = False,
) -> Revision:
    """Keep an editor's text as the article's draft. What readers see stays as it is.

    `base` is the number of the version that the editor began with, 0 where none was kept yet; `seen_live` that of the
    live version that the editor was shown. Raises EditConflict where another version than `base` is the newest.
    """
    article = locked(article)
    head = head_of(article)
    if head and base != head.number and not (base == 0 and head.number == 1):
        raise EditConflict(head)
    if article.status == Status.DELETED:
        raise NotAllowed("The article was deleted. Recover it first.")
    state = State.IN_REVIEW if submit else State.DRAFT
    document = replace(document, status=state)
    knows_live = article.draft is None or article.live is None or article.live.number == seen_live
    began_with = article.live if knows_live else head.base if head else None
    revision = keep(article, document, by=by, state=state, reason=reason, base=began_with)
    _point(article, live=article.live, draft=revision)
    if not article.is_live:
        store(article.slug, document)
    return revision


def writers_of_draft(article: Article) -> set[int]:
    """Accounts that wrote at the draft since it began."""
    if article.draft is None:
        return set()
    found = article.revisions.filter(number__gte=article.draft.began).exclude(state=State.APPROVED)
    return set(found.filter(author__isnull=False).values_list("author_id", flat=True))


def _draft_in_review(article: Article, version: int, by: User) -> Revision:
    if not by.has_perm("errors.publish_article"):
        raise NotAllowed("Only a reviewer can do this.")
    if article.draft is None or article.draft.state != State.IN_REVIEW:
        raise NotAllowed("This article is not in review.")
    if article.draft.number != version:
        raise NotAllowed(f"{article.draft} was submitted since you opened this page. Read it first.")
    return article.draft


@dataclass(frozen=True)
class Approval:
    """The version that is published now, and what readers had looked for in vain that it answers."""

    revision: Revision
    answered: list[Gap]

    @property
    def people(self) -> int:
        return sum(gap.people for gap in self.answered)


@transaction.atomic
def approve(article: Article, version: int, *, by: User, override: str = "") -> Approval:
    """Publish the draft that is in review, reviewed today by this person, who must not have written at it.

    `override` is the reason for which an administrator approves what they wrote. Raises NotAllowed.
    """
    article = locked(article)
    draft = _draft_in_review(article, version, by)
    if draft.base != article.live:
        raise NotAllowed("What readers see has changed since this draft began. Open the draft and take that over.")
    is_own = by.pk in writers_of_draft(article)
    if is_own and not (override and by.has_perm("errors.override_review")):
        raise NotAllowed("You wrote at this draft: somebody else must approve it.")
    lacking = missing_parts(draft.document)
    if lacking:
        raise NotAllowed(f"It lacks {', '.join(lacking)}.")
    document = replace(
        draft.document, status=Status.PUBLISHED, reviewed_on=timezone.localdate(), reviewed_by=by.display_name
    )
    _decide(draft, State.APPROVED, by, text=dump(document), is_override=is_own)
    store(article.slug, document)
    take_over(article.slug)
    _point(article, live=draft, draft=None)
    action = Action.OVERRIDDEN if is_own else Action.PUBLISHED
    auditing.record(action, article, by=by, version=draft.number, reason=override if is_own else draft.reason)
    return Approval(draft, close_answered(article, document, by=by))


@transaction.atomic
def send_back(article: Article, version: int, *, by: User, comments: Mapping[str, str]) -> Revision:
    """Give the draft back to its writer with comments: {section's heading, or "" for the whole: text}.

    Raises NotAllowed.
    """
    article = locked(article)
    draft = _draft_in_review(article, version, by)
    said = {section: text.strip() for section, text in comments.items() if text.strip()}
    if not said:
        raise NotAllowed("Say at least in one place what should change.")
    _decide(draft, State.SENT_BACK, by)
    comment_on(draft, by=by, comments=said)
    if not article.is_live:
        store(article.slug, replace(draft.document, status=Status.DRAFT))
    return draft


def comment_on(revision: Revision, *, by: User, comments: Mapping[str, str]) -> None:
    ReviewComment.objects.bulk_create(
        ReviewComment(revision=revision, section=section, text=text, author=by, author_name=by.display_name)
        for section, text in comments.items()
        if text.strip()
    )


@transaction.atomic
def restore(article: Article, number: int, *, by: User, base: int) -> Revision:
    """Make an old version the draft. Raises EditConflict as save_draft does."""
    old = article.revisions.get(number=number)
    return save_draft(article, old.document, by=by, base=base, reason=f"Restored from {old}")


@transaction.atomic
def discard_draft(article: Article, *, by: User) -> None:
    """Give up the next version of a published article. It stays in the history.

    Raises NotAllowed.
    """
    article = locked(article)
    if article.draft is None or article.live is None:
        raise NotAllowed("There is no draft beside a published version.")
    if by.pk not in writers_of_draft(article) and not by.has_perm("errors.publish_article"):
        raise NotAllowed("Only its writers and reviewers can discard a draft.")
    _point(article, live=article.live, draft=None)


def _decide(draft: Revision, state: str, by: User, *, text: str = "", is_override: bool = False) -> None:
    draft.state, draft.decided_by, draft.decided_by_name = state, by, by.display_name
    draft.decided_at, draft.is_override = timezone.now(), is_override
    draft.text = text or draft.text
    draft.save(update_fields=["state", "decided_by", "decided_by_name", "decided_at", "is_override", "text"])


def _point(article: Article, *, live: Revision | None, draft: Revision | None) -> None:
    article.live, article.draft = live, draft
    article.save(update_fields=["live", "draft", "updated_at"])
