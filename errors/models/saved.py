"""Fixes that readers keep for themselves."""

from __future__ import annotations

from django.db import models

from errors.models.article import Article


class SavedFix(models.Model):
    """An article that a reader saved, with a note to themself. The reader is known by a cookie alone (errors.readers)."""

    LONGEST_NOTE = 2000

    owner = models.CharField(max_length=64, help_text="A keyed hash of the reader's cookie.")
    article = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="saved_by")
    title = models.CharField(max_length=300, help_text="The article's, should it be deleted.")
    line = models.TextField(blank=True, help_text="The recognised line, redacted, where the fix answered a paste.")
    note = models.TextField(blank=True, max_length=LONGEST_NOTE)
    saved_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(
        auto_now_add=True,
        db_index=True,
        help_text="When the cookie was last renewed: later than its end, nobody can see this.",
    )

    class Meta:
        ordering = ["-saved_at", "-pk"]
        verbose_name_plural = "saved fixes"
        constraints = [models.UniqueConstraint(fields=["owner", "article"], name="one_saved_fix_a_reader_and_article")]

    def __str__(self) -> str:
        return self.title
