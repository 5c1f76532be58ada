"""manage.py mcp: the MCP server over standard input and output, for an assistant on the same machine."""

from __future__ import annotations

from typing import Any

import anyio
from django.conf import settings
from django.core.management.base import BaseCommand

from errors.management.ready import make_library


class Command(BaseCommand):
    help = (
        "Serve an assistant over the Model Context Protocol: tools match, search and get_article, on stdin and stdout."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        from errors.mcpserver import make_server  # not at the top: `manage.py help` imports every command

        make_library()
        address = settings.SITE_URL or f"http://{settings.HOST}:{settings.PORT}"
        anyio.run(make_server(address).run_stdio_async)
