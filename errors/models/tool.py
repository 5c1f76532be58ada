"""The software that prints an error: docker, git, pip..."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

# First parts of the site's own addresses: a tool with such a slug would hide them.
RESERVED_SLUGS = (
    "about",
    "admin",
    "api",
    "asked",
    "e",
    "feed",
    "healthz",
    "llms.txt",
    "match",
    "mcp",
    "opensearch.xml",
    "readyz",
    "robots.txt",
    "saved",
    "search",
    "sitemap.xml",
    "static",
)


def refuse_reserved_slug(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError(f"/{slug}/ is an address of the site itself: choose another slug.")


class Tool(models.Model):
    slug = models.SlugField(
        unique=True,
        validators=[refuse_reserved_slug],
        help_text="The first part of its articles' addresses: /docker/...",
    )
    name = models.CharField(max_length=80, help_text="As its makers write it: Docker, npm, PostgreSQL.")

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=~Q(slug__in=RESERVED_SLUGS), name="tool_slug_is_not_reserved"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/{self.slug}/"
