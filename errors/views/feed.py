"""Atom feeds: /feed/ of new articles, /feed/reviewed/ of what was reviewed last, /feed/<tool>/ of one tool's."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from errors.caching import public_page
from errors.keptpages import kept_list
from errors.models import Article, ArticleQuerySet, Tool

LENGTH = 30


class ArticleFeed(Feed):
    """Entries with the title, the summary and the dates of articles; whole addresses where SITE_URL gives one."""

    feed_type = Atom1Feed

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return item.summary

    def item_link(self, item: Article) -> str:
        return settings.SITE_URL + item.path

    def item_pubdate(self, item: Article) -> datetime:
        return item.created_at

    def item_updateddate(self, item: Article) -> datetime:
        return item.updated_at

    def item_author_name(self, item: Article) -> str:
        return item.reviewed_by or settings.SITE_NAME

    def item_categories(self, item: Article) -> list[str]:
        return [item.tool.name]

    def item_guid(self, item: Article) -> str:
        return f"urn:whatbroke:{item.slug}"


class NewArticles(ArticleFeed):
    def title(self) -> str:
        return f"{settings.SITE_NAME}: new articles"

    def link(self) -> str:
        return settings.SITE_URL + reverse("home")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("feed")

    def items(self) -> ArticleQuerySet:
        return Article.objects.published().with_summaries().order_by("-created_at", "-pk")[:LENGTH]


class ReviewedArticles(NewArticles):
    def title(self) -> str:
        return f"{settings.SITE_NAME}: recently reviewed"

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("feed-reviewed")

    def items(self) -> ArticleQuerySet:
        reviewed = Article.objects.published().with_summaries().filter(reviewed_on__isnull=False)
        return reviewed.order_by("-reviewed_on", "-pk")[:LENGTH]

    def item_updateddate(self, item: Article) -> datetime:
        return datetime.combine(item.reviewed_on or item.updated_at, time(), UTC)


class ToolArticles(ArticleFeed):
    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Tool:
        return get_object_or_404(Tool, slug=kwargs["tool_slug"])

    def title(self, tool: Tool) -> str:
        return f"{settings.SITE_NAME}: {tool.name}"

    def link(self, tool: Tool) -> str:
        return settings.SITE_URL + tool.get_absolute_url()

    def feed_url(self, tool: Tool) -> str:
        return settings.SITE_URL + reverse("feed-tool", args=[tool.slug])

    def items(self, tool: Tool) -> ArticleQuerySet:
        articles = Article.objects.published().with_summaries().filter(tool=tool)
        return articles.order_by("-updated_at", "-pk")[:LENGTH]


new = public_page(kept_list(NewArticles().__call__))
reviewed = public_page(kept_list(ReviewedArticles().__call__))
of_tool = public_page(kept_list(ToolArticles().__call__))
