from __future__ import annotations

from django.db import models
from django.utils.safestring import SafeString, mark_safe

from errors.rendering import markdown_html


class InfoPage(models.Model):
    """A page about the site itself, such as "How we review solutions"."""

    slug = models.SlugField(unique=True, help_text="The last part of its address, after /about/.")
    title = models.CharField(max_length=120)
    body = models.TextField(help_text="Markdown.")
    rendered = models.TextField(editable=False, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = "info page"

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.rendered = markdown_html(self.body)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return f"/about/{self.slug}/"

    @property
    def html(self) -> SafeString:
        # security: `rendered` is what errors.rendering sanitised.
        return mark_safe(self.rendered)  # noqa: S308
