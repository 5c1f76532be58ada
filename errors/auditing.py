"""The audit log: what was done, to what, by whom and why. It is only ever added to."""

from __future__ import annotations

from errors.models import Article, AuditEntry, User


def record(
    action: AuditEntry.Action,
    article: Article,
    *,
    by: User | None,
    version: int | None = None,
    reason: str = "",
    slug: str = "",
) -> AuditEntry:
    """Write it down in the transaction that did it."""
    return AuditEntry.objects.create(
        action=action,
        article=article,
        slug=slug or article.slug,
        version=version,
        actor=by,
        actor_name=by.display_name if by else "manage.py",
        reason=reason,
    )


def record_account(action: AuditEntry.Action, user: User, *, by: User | None, reason: str = "") -> AuditEntry:
    """Something that happened to an account. `by` is None where nobody signed in did it."""
    return AuditEntry.objects.create(
        action=action,
        slug=f"account {user.get_username()}",
        actor=by,
        actor_name=by.display_name if by else "nobody signed in",
        reason=reason,
    )
