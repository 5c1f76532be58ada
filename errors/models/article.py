"""An error article. Its parts stand in parts.py; what is derived from it is written by errors.publishing."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import models
from django.db.models import Case, ExpressionWrapper, F, Q, When
from django.db.models.fields.json import KT
from django.utils.safestring import SafeString

from errors.models.tool import Tool
from errors.rendering import title_html


class ArticleQuerySet(models.QuerySet["Article"]):
    def readable(self) -> ArticleQuerySet:
        """What readers may open: published articles and archived ones, which keep their address and say so."""
        return self.filter(status__in=[Article.Status.PUBLISHED, Article.Status.ARCHIVED])

    def published(self) -> ArticleQuerySet:
        return self.filter(status=Article.Status.PUBLISHED)

    def at(self, slug: str) -> ArticleQuerySet:
        """The article with this slug (tool/name), if there is one."""
        tool, _, name = slug.partition("/")
        return self.filter(tool__slug=tool, name=name)

    def for_lists(self) -> ArticleQuerySet:
        """Rows for a list of links: without the texts, with the tool."""
        return self.select_related("tool").defer("rendered", "search_vector", "quick_fix", "why", "checklist")

    def with_summaries(self) -> ArticleQuerySet:
        """Rows for a list that shows each summary: only that is read of all the HTML."""
        return self.for_lists().annotate(read_summary=KT("rendered__summary"))

    def search(self, words: str) -> ArticleQuerySet:
        """Published articles that hold the words (websearch syntax), best first."""
        return self.found_by(SearchQuery(words, search_type="websearch", config="english"))

    def found_by(self, query: SearchQuery, first: Sequence[int] = ()) -> ArticleQuerySet:
        """Published articles that a full-text query finds, best first; before them those with the ids `first`."""
        found = self.published().filter(Q(search_vector=query) | Q(pk__in=first))
        return found.annotate(
            is_later=Case(When(pk__in=first, then=0), default=1), rank=SearchRank(F("search_vector"), query)
        ).order_by("is_later", "-rank", "pk")


class Article(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in-review", "In review"
        PUBLISHED = "published", "Published"
        ARCHIVED = "archived", "Archived"
        # Hidden from readers and lists, its address kept: an article is never removed, so that it can be recovered.
        DELETED = "deleted", "Deleted"

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="articles")
    name = models.SlugField(
        max_length=120, help_text="The last part of its address, after that of the tool: manifest-unknown."
    )
    title = models.CharField(
        max_length=300,
        help_text="The message as the software prints it, variable parts in braces: No module named '{module}'.",
    )
    doing = models.CharField(
        "what one was doing",
        max_length=60,
        blank=True,
        help_text="The group in which the tool's page lists it: Pulling an image. Use the words of its neighbours.",
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    reviewed_on = models.DateField("last reviewed", null=True, blank=True)
    reviewed_by = models.CharField(max_length=80, blank=True)
    # Set by manage.py prove_fixes through the article's file: never by hand, never from what the database holds.
    proved_on = models.DateField(null=True, blank=True, editable=False)
    proved_with = models.CharField(max_length=200, blank=True, editable=False)
    applies_to = models.TextField(blank=True, help_text="Software, versions and platforms it holds for, one a line.")
    quick_fix = models.TextField(
        blank=True, help_text="The most common solution, 1 to 4 steps with commands. Markdown. A reader may stop here."
    )
    meaning = models.TextField("what this error means", blank=True, help_text="One or two short paragraphs. Markdown.")
    why = models.TextField("why this happens", blank=True, help_text="The mechanism, in depth. Markdown.")
    checklist = models.TextField(
        blank=True, help_text="A Markdown list of commands from cheap to dear, each with what its result tells."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    # What editors do with it (errors.reviewing). The rows of a published article are its live version, whatever its
    # draft says; those of an article that was never published follow its draft.
    live = models.ForeignKey(
        "errors.Revision", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    draft = models.OneToOneField(
        "errors.Revision", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="draft_of"
    )
    status_before_deletion = models.CharField(max_length=10, blank=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_articles"
    )
    review_days = models.PositiveSmallIntegerField(
        "review every (days)", default=365, help_text="How many days after a review it is due again."
    )
    due_on = models.GeneratedField(
        expression=ExpressionWrapper(F("reviewed_on") + F("review_days"), output_field=models.DateField()),
        output_field=models.DateField(),
        db_persist=True,
    )

    # Derived when the article is saved (errors.publishing), so that a page view renders no Markdown.
    rendered = models.JSONField(default=dict, editable=False)
    search_vector = SearchVectorField(null=True, editable=False)
    derived_version = models.PositiveSmallIntegerField(default=0, editable=False)
    # Digest of the article file that was loaded last; "" when it never came from a file. See errors.loading.
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["tool__slug", "name"]
        permissions = [("publish_article", "Can publish and archive articles")]
        constraints = [
            models.UniqueConstraint(fields=["tool", "name"], name="article_slug_is_unique"),
            models.CheckConstraint(
                condition=~Q(status="published") | (~Q(title="") & ~Q(quick_fix="")),
                name="published_article_has_title_and_quick_fix",
                violation_error_message="A published article needs a title and a quick fix.",
            ),
        ]
        indexes = [
            GinIndex(fields=["search_vector"], name="article_search_vector"),
            models.Index(fields=["status", "-reviewed_on"], name="article_recently_reviewed"),
            models.Index(fields=["status", "due_on"], name="article_due"),
            models.Index(fields=["draft"], condition=Q(draft__isnull=False), name="article_with_draft"),
            # With the key, so that a list finds the keys of a page in the index alone, however far down the page is.
            models.Index(fields=["-updated_at", "-id"], name="article_by_change"),
            models.Index(fields=["title", "-id"], name="article_by_title"),
            models.Index(fields=["reviewed_on", "-id"], name="article_by_review"),
            models.Index(fields=["status", "tool"], include=["proved_on"], name="article_proved"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.path

    @property
    def slug(self) -> str:
        return f"{self.tool.slug}/{self.name}"

    @property
    def path(self) -> str:
        return f"/{self.slug}/"

    @property
    def title_html(self) -> SafeString:
        return title_html(self.title)

    @property
    def is_live(self) -> bool:
        """Whether readers can open it."""
        return self.status in (self.Status.PUBLISHED, self.Status.ARCHIVED)

    @property
    def is_archived(self) -> bool:
        return self.status == self.Status.ARCHIVED

    @property
    def summary(self) -> str:
        """The first sentence of what the error means, as plain text."""
        summary = getattr(self, "read_summary", None)  # with_summaries() has read it alone
        return str(self.rendered.get("summary", "") if summary is None else summary)


class Redirect(models.Model):
    """An address that an article had before it was renamed."""

    slug = models.CharField(max_length=180, unique=True, help_text="The old tool/name.")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="redirects")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.slug} → {self.article.slug}"
