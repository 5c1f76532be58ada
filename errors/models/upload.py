"""Article files that an editor brought, between the dry run and its word to apply them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Upload(models.Model):
    """The files, whole, so that what is applied is what was shown: {"articles": {slug: text}, "history": {slug: [...]}}."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    files = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"upload {self.pk}"
