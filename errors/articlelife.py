"""What happens to an article beside its text: renewed, archived, renamed, deleted, recovered. All of it is audited."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from errors import auditing
from errors.articledocument import ArticleDocument
from errors.articlestore import document_of, store, with_parts
from errors.models import Article, AuditEntry, Revision, Tool, User
from errors.publishing import refresh
from errors.redirecting import carry_related, lead, take_over
from errors.reviewing import NotAllowed, keep, locked

Action = AuditEntry.Action
Status = Article.Status


def _must_publish(by: User) -> None:
    if not by.has_perm("errors.publish_article"):
        raise NotAllowed("Only a reviewer can do this.")


@transaction.atomic
def renew(article: Article, *, by: User) -> None:
    """Still true: a review, today, that changes nothing.

    Raises NotAllowed.
    """
    _must_publish(by)
    article = locked(article)
    if article.status != Status.PUBLISHED:
        raise NotAllowed("Only a published article can be renewed.")
    document = replace(_live_document(article), reviewed_on=timezone.localdate(), reviewed_by=by.display_name)
    began_here = article.draft if article.draft and article.draft.base == article.live else None
    revision = keep(article, document, by=by, state=Revision.State.APPROVED, reason="Still true")
    store(article.slug, document)
    article.live = revision
    article.save(update_fields=["live", "updated_at"])
    if began_here:
        # The text is the same: a draft that began with it need not be compared again.
        Revision.objects.filter(pk=began_here.pk).update(base=revision)
    auditing.record(Action.RENEWED, article, by=by, version=revision.number)


@transaction.atomic
def archive(article: Article, *, by: User, reason: str = "") -> None:
    """Keep the article at its address, marked as no longer checked, and let the matcher forget it.

    Raises NotAllowed.
    """
    _must_publish(by)
    article = locked(article)
    if article.status != Status.PUBLISHED:
        raise NotAllowed("Only a published article can be archived.")
    _set_status(article, Status.ARCHIVED)
    auditing.record(Action.ARCHIVED, article, by=by, reason=reason)


@transaction.atomic
def unarchive(article: Article, *, by: User, reason: str = "") -> None:
    """Publish an archived article again, with the date of its last review.

    Raises NotAllowed.
    """
    _must_publish(by)
    article = locked(article)
    if article.status != Status.ARCHIVED:
        raise NotAllowed("The article is not archived.")
    _set_status(article, Status.PUBLISHED)
    auditing.record(Action.RECOVERED, article, by=by, reason=reason)


@transaction.atomic
def rename(article: Article, tool: Tool, name: str, *, by: User, reason: str = "") -> None:
    """Move the article to another address. One that readers knew leads to the new one.

    Raises NotAllowed.
    """
    article = locked(article)
    if article.is_live:
        _must_publish(by)
    old, new = article.slug, f"{tool.slug}/{name}"
    if old == new:
        return
    if Article.objects.at(new).exists():
        raise NotAllowed(f"There is an article at {new} already.")
    article.tool, article.name = tool, name
    article.save(update_fields=["tool", "name", "updated_at"])
    take_over(new)
    if article.is_live:
        lead(old, article)
        refresh(article, _live_document(article))
    carry_related(article.redirects.values_list("slug", flat=True))
    auditing.record(Action.RENAMED, article, by=by, reason=f"from {old}" + (f": {reason}" if reason else ""))


@transaction.atomic
def delete(article: Article, *, by: User, reason: str = "") -> None:
    """Hide the article from readers and lists. Its address, texts and history are kept.

    Raises NotAllowed.
    """
    article = locked(article)
    is_own_draft = not article.is_live and not article.revisions.exclude(author=by).exists()
    if not is_own_draft and not by.has_perm("errors.delete_article"):
        raise NotAllowed("Only a reviewer can delete this.")
    if article.status == Status.DELETED:
        raise NotAllowed("The article is deleted already.")
    article.status_before_deletion = article.status
    article.save(update_fields=["status_before_deletion"])
    _set_status(article, Status.DELETED)
    auditing.record(Action.DELETED, article, by=by, reason=reason)


@transaction.atomic
def recover(article: Article, *, by: User, reason: str = "") -> None:
    """Give a deleted article back the status that it had.

    Raises NotAllowed.
    """
    if not by.has_perm("errors.delete_article"):
        raise NotAllowed("Only a reviewer can recover an article.")
    article = locked(article)
    if article.status != Status.DELETED:
        raise NotAllowed("The article is not deleted.")
    _set_status(article, article.status_before_deletion or Status.DRAFT)
    auditing.record(Action.RECOVERED, article, by=by, reason=reason)


def _set_status(article: Article, status: str) -> None:
    article.status = status
    article.save(update_fields=["status", "updated_at"])
    refresh(article, _live_document(article))


def _live_document(article: Article) -> ArticleDocument:
    """The document in the rows: what readers see, or saw."""
    document: ArticleDocument = document_of(with_parts(Article.objects.filter(pk=article.pk)).get())
    return document
