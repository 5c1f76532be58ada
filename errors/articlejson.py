"""Articles for programs: what /<tool>/<name>.json, /<tool>.json, /search.json and the MCP server say of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from errors.articlestore import document_of
from errors.models import Article


def article_json(address: str, article: Article) -> dict[str, Any]:
    """`address` is that of the site, for the links. Everything that an editor wrote: titles and templates are plain text, all other texts Markdown."""
    document = asdict(document_of(article))
    for name in ("reviewed_on", "proved_on"):
        document[name] = document[name] and document[name].isoformat()
    for related in document["related"]:
        related["url"] = f"{address}/{related['slug']}/"
    return {
        **_identity(address, article),
        "codes": [row.code for row in article.codes.all()],
        "updated_at": article.updated_at.isoformat(),
        **document,
    }


def listed_json(address: str, article: Article) -> dict[str, Any]:
    """An article in a list: from rows of `with_summaries()`."""
    return {
        **_identity(address, article),
        "title": article.title,
        "doing": article.doing,
        "summary": article.summary,
        "reviewed_on": article.reviewed_on and article.reviewed_on.isoformat(),
    }


def _identity(address: str, article: Article) -> dict[str, Any]:
    url = f"{address}/{article.slug}"
    return {
        "slug": article.slug,
        "tool": article.tool.name,
        "url": f"{url}/",
        "markdown_url": f"{url}.md",
        "json_url": f"{url}.json",
    }
