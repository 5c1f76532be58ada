"""Where an editor is signed in, so that they can see it and end it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from errors.clients import client_name


class EditorSession(models.Model):
    """One sign-in. No address is kept: the name of the browser and the times tell an editor which one it is."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="editor_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        return f"{self.user}: {self.client}"

    @property
    def client(self) -> str:
        """The browser and the system, as people call them: Firefox on Linux."""
        return client_name(self.browser)
