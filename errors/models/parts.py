"""The ordered parts of an article."""

from __future__ import annotations

from django.db import models
from django.db.models import Deferrable

from errors.matching.fingerprint import template_key
from errors.models.article import Article


class Part(models.Model):
    """A part of an article, in the reading order that `position` gives (from 0, unique within the article)."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        # By the column: "article" would drag the articles and tools into every query, for their own order.
        ordering = ["article_id", "position"]
        constraints = [
            # Deferred, because reordering swaps positions within one transaction.
            models.UniqueConstraint(
                fields=["article", "position"],
                name="%(class)s_positions_are_unique",
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def derive(self) -> None:
        """Fill the fields that are computed from the others. Runs before every save, bulk creation included."""


class Titled(Part):
    """A part with a title and a Markdown body."""

    title = models.CharField(max_length=200)
    body = models.TextField(blank=True, help_text="Markdown.")

    class Meta(Part.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title


class Cause(Titled):
    diagnosis = models.TextField(
        "how to tell", blank=True, help_text="A command and what it prints when this is the reader's cause. Markdown."
    )

    class Meta(Titled.Meta):
        default_related_name = "causes"


class Fix(Titled):
    causes = models.ManyToManyField(Cause, blank=True, help_text="The causes that it cures.")
    verification = models.TextField(
        "how to see that it worked", blank=True, help_text="A command and what it prints then. Markdown."
    )

    class Meta(Titled.Meta):
        default_related_name = "fixes"
        verbose_name_plural = "fixes"


class Example(Titled):
    class Meta(Titled.Meta):
        default_related_name = "examples"


class EdgeCase(Titled):
    class Meta(Titled.Meta):
        default_related_name = "edge_cases"
        verbose_name = "edge case"


class Question(Titled):
    class Meta(Titled.Meta):
        default_related_name = "questions"
        verbose_name = "frequently asked question"


class Message(Part):
    """A template that identifies the error: what the matcher looks for in a paste."""

    template = models.CharField(
        max_length=1000, help_text="One line as the software prints it, variable parts in braces: port {port} in use."
    )
    note = models.CharField(max_length=200, blank=True, help_text="What prints it: a version, a platform.")
    key = models.CharField(max_length=64, editable=False)

    class Meta(Part.Meta):
        default_related_name = "messages"
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(fields=["article", "key"], name="message_is_unique_within_its_article"),
        ]

    def __str__(self) -> str:
        return self.template

    def derive(self) -> None:
        self.key = template_key(self.template)

    def clean(self) -> None:
        self.derive()


class Phrase(Part):
    text = models.CharField(max_length=300)

    class Meta(Part.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.text


class Alias(Phrase):
    class Meta(Phrase.Meta):
        default_related_name = "aliases"
        verbose_name_plural = "aliases"


class SearchVariation(Phrase):
    class Meta(Phrase.Meta):
        default_related_name = "search_variations"
        verbose_name = "search variation"


class RelatedError(Part):
    """A link by slug, not by row: an article may be written, and loaded, before the one that it points to."""

    slug = models.CharField(max_length=180, help_text="tool/name of the other article.")
    difference = models.CharField(max_length=300, blank=True, help_text="How that error differs, in one line.")

    class Meta(Part.Meta):
        default_related_name = "related_errors"
        verbose_name = "related error"

    def __str__(self) -> str:
        return self.slug


class Source(Part):
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500)

    class Meta(Part.Meta):
        default_related_name = "sources"

    def __str__(self) -> str:
        return self.title
