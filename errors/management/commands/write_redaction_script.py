"""manage.py write_redaction_script: static/js/secrets.js from the table in errors/matching/redaction.py."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from errors.redactionscript import script


class Command(BaseCommand):
    help = "Write what the browser blacks out before it sends a paste, from the same table as the server's."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "static" / "js" / "secrets.js"
        path.write_text(script(), encoding="utf-8")
        self.stdout.write(f"Wrote {path.relative_to(settings.BASE_DIR)}")
