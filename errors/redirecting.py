"""Addresses that articles had before they were renamed: where they lead, and how they travel with article files."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from errors.models import Article, Redirect

FILE = "redirects.toml"
"""Stands beside the articles: "old tool/name" = "present tool/name", one a line."""
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*/[a-zA-Z0-9_-]+")
LONGEST = Redirect._meta.get_field("slug").max_length or 0


def moved(slugs: Iterable[str]) -> dict[str, str]:
    """{old slug: present slug} of those that were left by a renamed article. One query."""
    found = Redirect.objects.filter(slug__in=list(slugs)).select_related("article__tool")
    return {each.slug: each.article.slug for each in found}


def lead(old: str, article: Article) -> None:
    """Make an address that an article has left lead to it."""
    Redirect.objects.update_or_create(slug=old, defaults={"article": article})
    carry_related([old])


def take_over(slug: str) -> None:
    """An article stands at the address itself from now on: it leads nowhere else."""
    if Redirect.objects.filter(slug=slug).delete()[0]:
        carry_related([slug])


def carry_related(slugs: Iterable[str]) -> None:
    """Let the pages that name these addresses among their related errors show where the articles are now.

    Their texts stay as they were written: only what is derived from them follows.
    """
    naming = Article.objects.filter(related_errors__slug__in=list(slugs)).distinct()
    for article in naming.prefetch_related("related_errors"):
        article.rendered["related"] = shown_related(
            {each.slug: each.difference for each in article.related_errors.all()}
        )
        article.save(update_fields=["rendered"])


def shown_related(differences: Mapping[str, str]) -> list[dict[str, str]]:
    """What a page keeps of its related errors, {slug as written: difference}, with the addresses of today."""
    today = moved(differences) if differences else {}
    return [{"slug": today.get(slug, slug), "difference": text} for slug, text in differences.items()]


def dump_redirects(articles: QuerySet[Article]) -> str:
    """The old addresses of these articles. A string of JSON without escaped letters is one of TOML too."""
    found = Redirect.objects.filter(article__in=articles).select_related("article__tool")
    return "".join(f"{json.dumps(each.slug)} = {json.dumps(each.article.slug)}\n" for each in found)


def parse_redirects(text: str) -> dict[str, str]:
    """{old slug: present slug} in a text that `dump_redirects` wrote, checked. Raises ValueError."""
    found = tomllib.loads(text)
    for old, new in found.items():
        for slug in (old, new):
            if not isinstance(slug, str) or not SLUG.fullmatch(slug) or len(slug) > LONGEST:
                raise ValueError(f"{slug!r} is no tool/name")
    return found


def keep_redirects(redirects: Mapping[str, str]) -> None:
    """Let old addresses lead to articles that are here, where no article and no redirect has them already."""
    taken = {*Redirect.objects.filter(slug__in=redirects).values_list("slug", flat=True)}
    for old, new in redirects.items():
        article = Article.objects.at(new).select_related("tool").first()
        if article and old not in taken and not Article.objects.at(old).exists():
            lead(old, article)
