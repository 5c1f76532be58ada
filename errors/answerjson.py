"""The answer to a paste for programs: what /match and the MCP server say of it."""

from __future__ import annotations

from typing import Any

from errors.answering import Answers
from errors.models import Article


def answers_json(address: str, answers: Answers) -> dict[str, Any]:
    """`address` is that of the site, for the links."""
    return {
        "verdict": answers.verdict,
        "answers": [
            {
                "verdict": each.verdict,
                "line_number": each.line_number,
                "line": each.line,
                "article": _link(address, each.article) if each.article else None,
                "confidence": each.confidence / 100,
                "captures": {capture.name: capture.value for capture in each.captures},
                "quick_fix": each.quick_fix_text,
                "near": [
                    {**_link(address, other.article), "confidence": other.confidence / 100} for other in each.others
                ],
                "why": list(each.why),
            }
            for each in answers.answers
        ],
    }


def _link(address: str, article: Article) -> dict[str, str]:
    return {"slug": article.slug, "title": article.title, "url": f"{address}{article.path}"}
