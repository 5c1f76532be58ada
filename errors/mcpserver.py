"""The tools that an assistant can use over the Model Context Protocol: match, search, get_article.

The official package speaks the protocol; /mcp (errors.views.mcp) and `manage.py mcp` are the ways to it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

from asgiref.sync import sync_to_async
from django.conf import settings
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from errors import answering, articlefile, searching
from errors.answerjson import answers_json
from errors.articlejson import listed_json
from errors.articlestore import document_of
from errors.models import Article

MOST_RESULTS = 20
INSTRUCTIONS = (
    "Articles about exact error messages: a quick fix in commands, causes with how to tell them apart, fixes with how "
    "to see that they worked. When a command or program fails, give its whole output to `match` as it was printed; "
    "read the article that it names with `get_article` before you change anything. A verdict of none means that no "
    "article answers this error: do not guess from near ones."
)


@lru_cache(maxsize=8)
def make_server(address: str) -> MCPServer:
    """The server of the site at this address, which stands in the links that it gives."""
    server = MCPServer(
        settings.SITE_NAME.lower(), title=settings.SITE_NAME, instructions=INSTRUCTIONS, website_url=address,
        subscriptions=False,
    )  # fmt: skip

    @server.tool()
    async def match(
        paste: Annotated[str, Field(description="The output as it was printed: a line, a traceback, a whole log.")],
    ) -> dict[str, Any]:
        """Find the article behind each error of a paste, with the quick fix filled in from it.

        Secrets are blacked out before anything is kept.
        """
        return await sync_to_async(_match)(address, paste)

    @server.tool()
    async def search(
        query: Annotated[str, Field(description="Words of the error or of what one was doing, or an error code.")],
        tool: Annotated[str, Field(description="Only the articles of this tool, such as docker.")] = "",
    ) -> dict[str, Any]:
        """Find articles by words; misspelt ones are forgiven. For printed errors, use match."""
        return await sync_to_async(_search)(address, query, tool)

    @server.tool()
    async def get_article(
        slug: Annotated[str, Field(description="tool/name, as match and search give it.")],
    ) -> str:
        """The whole article as Markdown."""
        return await sync_to_async(_get_article)(slug)

    return server


def _match(address: str, paste: str) -> dict[str, Any]:
    if len(paste.encode("utf-8", "surrogatepass")) > settings.MAX_PASTE_BYTES:
        raise ToolError(f"That is more than {settings.MAX_PASTE_BYTES:,} bytes. Send the part around the error.")
    return answers_json(address, answering.answer(paste))


def _search(address: str, query: str, tool: str) -> dict[str, Any]:
    found = searching.search(searching.tidy(query))
    if found is None:
        return {"searched": query, "results": []}
    articles = found.articles.with_summaries()
    rows = articles.filter(tool__slug=tool.replace("\x00", "")) if tool else articles
    results = [listed_json(address, article) for article in rows[:MOST_RESULTS]]
    return {"searched": found.searched, "has_all_words": found.has_all_words, "results": results}


def _get_article(slug: str) -> str:
    article = Article.objects.readable().at(slug.strip("/").replace("\x00", "")).select_related("tool").first()
    if article is None:
        raise ToolError("There is no such article. Take the slug from match or search: tool/name.")
    return articlefile.dump(document_of(article))
