"""The groups that editors belong to, made after every migrate: writer, reviewer, administrator."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db.models import Q

PARTS = [
    "alias",
    "cause",
    "edgecase",
    "example",
    "fix",
    "message",
    "question",
    "relatederror",
    "searchvariation",
    "source",
]
WRITES = [f"{action}_{model}" for model in ["article", "tool"] for action in ("add", "change", "view")]
WRITES += [f"{action}_{model}" for model in PARTS for action in ("add", "change", "delete", "view")]
READS = ["view_feedback", "view_search", "view_infopage", "view_redirect", "view_auditentry"]
PUBLISHES = ["publish_article", "delete_article", "add_redirect", "change_redirect", "add_infopage", "change_infopage"]
ADMINISTERS = [f"{action}_{model}" for model in ("user", "group") for action in ("add", "change", "delete", "view")]
ADMINISTERS += [
    "override_review",
    "delete_feedback",
    "delete_search",
    "delete_infopage",
    "delete_redirect",
    "delete_tool",
]

ROLES = {
    "writer": [*WRITES, *READS],
    "reviewer": [*WRITES, *READS, *PUBLISHES],
    "administrator": [*WRITES, *READS, *PUBLISHES, *ADMINISTERS],
}


def make_roles(sender: AppConfig, **kwargs: Any) -> None:
    """Give each group at least the permissions of its role; what an administrator added to a group stays."""
    group_model: Any = apps.get_model("auth", "Group")
    permission_model: Any = apps.get_model("auth", "Permission")
    for role, codenames in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=role)
        wanted = permission_model.objects.filter(
            Q(content_type__app_label__in=["errors", "auth"]), codename__in=codenames
        )
        group.permissions.add(*wanted)
