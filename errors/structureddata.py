"""What search engines read of an article, as JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

import nh3
from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from errors.address import site_address
from errors.models import Article
from errors.rendering import plain_text

LONGEST_HEADLINE = 110
ANSWER_TAGS = {"br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
# Inside a script element, HTML ends it at "</script" whatever JSON thinks, and starts comments at "<!--".
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def article_data(request: HttpRequest, article: Article) -> SafeString:
    """The article, the way to it, and its questions where it has some; for a script element of application/ld+json."""
    graph = [_tech_article(request, article), _breadcrumbs(request, article)]
    questions = article.rendered.get("questions", [])
    if questions:
        graph.append({"@type": "FAQPage", "mainEntity": [_question(question) for question in questions]})
    data = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(data.translate(ESCAPES))  # noqa: S308 - nothing is left that HTML would read


def _tech_article(request: HttpRequest, article: Article) -> dict[str, Any]:
    url = f"{site_address(request)}{article.path}"
    publisher = {"@type": "Organization", "name": settings.SITE_NAME, "url": f"{site_address(request)}/"}
    return {
        "@type": "TechArticle",
        "headline": article.title[:LONGEST_HEADLINE],
        "description": article.summary or plain_text(article.rendered["quick_fix"]),
        "url": url,
        "mainEntityOfPage": url,
        "image": f"{site_address(request)}/{article.slug}.png",
        "inLanguage": "en",
        "datePublished": article.created_at.date().isoformat(),
        "dateModified": article.updated_at.date().isoformat(),
        "author": publisher,
        "publisher": publisher,
        "about": article.tool.name,
    }


def _breadcrumbs(request: HttpRequest, article: Article) -> dict[str, Any]:
    address = site_address(request)
    steps = [
        (settings.SITE_NAME, f"{address}/"),
        (article.tool.name, f"{address}/{article.tool.slug}/"),
        (article.title, f"{address}{article.path}"),
    ]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _question(question: dict[str, str]) -> dict[str, Any]:
    answer = nh3.clean(question["body"], tags=ANSWER_TAGS, attributes={})
    return {"@type": "Question", "name": question["title"], "acceptedAnswer": {"@type": "Answer", "text": answer}}
