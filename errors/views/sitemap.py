"""/sitemap.xml and the sitemaps that it lists, for search engines."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap
from django.contrib.sitemaps.views import index
from django.contrib.sitemaps.views import sitemap as one_sitemap
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from errors.caching import public_page
from errors.keptpages import kept_list
from errors.models import Article, ArticleQuerySet, InfoPage, Tool

PUBLISHED = Q(articles__status=Article.Status.PUBLISHED)


class Articles(Sitemap):
    limit = 10_000

    def items(self) -> ArticleQuerySet:
        return Article.objects.published().for_lists().order_by("pk")

    def lastmod(self, article: Article) -> datetime:
        return article.updated_at


class Pages(Sitemap):
    """The pages that are about no single article."""

    def items(self) -> list[str]:
        infos = [reverse("info", args=[slug]) for slug in InfoPage.objects.values_list("slug", flat=True)]
        return [reverse("home"), reverse("codes"), reverse("api"), *infos]

    def location(self, path: str) -> str:
        return path


def _sitemaps() -> dict[str, Any]:
    tools = Tool.objects.annotate(changed_at=Max("articles__updated_at", filter=PUBLISHED)).filter(PUBLISHED).distinct()
    return {
        "articles": Articles,
        "tools": GenericSitemap({"queryset": tools.order_by("pk"), "date_field": "changed_at"}),
        "pages": Pages,
    }


@require_safe
@public_page
@kept_list
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return index(request, sitemaps=_sitemaps(), sitemap_url_name="sitemap").render()


@require_safe
@public_page
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    return one_sitemap(request, sitemaps=_sitemaps(), section=section).render()
