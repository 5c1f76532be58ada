"""What readers do with the fixes that they save: keep, find again, export. The views are in errors.views.saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from errors.models import Article, SavedFix
from errors.readers import LIFETIME

MOST = 500


class TooMany(ValueError):
    """A reader has saved as many fixes as they may."""


def save(owner: str, article: Article, line: str, note: str) -> SavedFix:
    """Keep a fix. Saving it again changes its note, where there is a new one. Raises TooMany."""
    renew(owner)
    SavedFix.objects.filter(seen_at__lt=timezone.now() - LIFETIME).delete()
    held = SavedFix.objects.filter(owner=owner, article=article).first()
    if held is None:
        if SavedFix.objects.filter(owner=owner).count() >= MOST:
            raise TooMany
        held, _ = SavedFix.objects.get_or_create(
            owner=owner, article=article, defaults={"title": article.title, "line": line, "note": note}
        )
    elif note or line:
        held.note, held.line = note or held.note, line or held.line
        held.save(update_fields=["note", "line"])
    return held


def of(owner: str) -> list[SavedFix]:
    """A reader's fixes, the newest first."""
    return list(SavedFix.objects.filter(owner=owner).select_related("article__tool")) if owner else []


def by_article(owner: str, articles: Iterable[Article]) -> dict[int | None, SavedFix]:
    """Those of the articles that the reader saved. Asks nothing where there is no reader to know."""
    wanted = list(articles)
    if not owner or not wanted:
        return {}
    return {fix.article_id: fix for fix in SavedFix.objects.filter(owner=owner, article__in=wanted)}


def renew(owner: str) -> None:
    """The reader's cookie is renewed: so are their fixes. Those that nobody can see any more are deleted when one saves."""
    SavedFix.objects.filter(owner=owner).update(seen_at=timezone.now())


def as_json(fixes: Iterable[SavedFix], site: str) -> list[dict[str, Any]]:
    """The fixes for programs; `site` is the address that paths are added to."""
    return [
        {
            "title": fix.title,
            "url": f"{site}{fix.article.path}" if fix.article else None,
            "saved_at": fix.saved_at.isoformat(timespec="seconds"),
            "note": fix.note,
            "line": fix.line,
            "quick_fix": fix.article.quick_fix if fix.article else None,
        }
        for fix in fixes
    ]


def as_markdown(fixes: Iterable[SavedFix], site: str) -> str:
    """The fixes as one Markdown document, quick fixes included, so that it is of use without us."""
    return "\n\n".join(["# Saved fixes", *(_markdown(fix, site) for fix in fixes)]) + "\n"


def _markdown(fix: SavedFix, site: str) -> str:
    day = f"{fix.saved_at.day} {fix.saved_at:%B %Y}"
    where = f", [the whole article]({site}{fix.article.path})" if fix.article else ""
    parts = [f"## {_one_line(fix.title)}", f"Saved on {day}{where}"]
    if fix.line:
        parts.append(f"    {_one_line(fix.line)}")
    if fix.note:
        parts.append("\n".join(f"> {line}".rstrip() for line in fix.note.splitlines()))
    if fix.article:
        parts.append(fix.article.quick_fix.strip())
    return "\n\n".join(parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
