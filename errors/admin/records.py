"""The audit log: to read, never to edit."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from errors.admin.readers import ReadOnlyAdmin
from errors.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "action", "slug", "version", "actor_name", "reason"]
    list_filter = ["action", "at"]
    search_fields = ["slug", "actor_name"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
