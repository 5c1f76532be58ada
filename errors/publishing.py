"""What is derived from an article when it is saved: its HTML, its search vector, its codes, its entries in the matcher's
index."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.utils.text import slugify

from errors import indexing
from errors.articledocument import ArticleDocument, Passage, placeholders
from errors.matching.codes import LONGEST, codes
from errors.models import Article, Code
from errors.redirecting import shown_related
from errors.rendering import markdown_html, plain_text, title_html

# Raise it when the shape of what is derived changes: the next load derives all articles anew.
VERSION = 5
SUMMARY_LENGTH = 200


def refresh(article: Article, document: ArticleDocument) -> None:
    """Derive everything from the document and store it with the article. Run it in the transaction that saved it."""
    article.rendered = render(document)
    article.derived_version = VERSION
    article.search_vector = _search_vector(document)
    article.save(update_fields=["rendered", "derived_version", "search_vector"])
    article.refresh_from_db(fields=["search_vector"])
    _store_codes(article, document)
    if article.status == Article.Status.PUBLISHED:
        indexing.index_article(article, document)
    else:
        indexing.unindex_article(article)


def _store_codes(article: Article, document: ArticleDocument) -> None:
    """Keep the codes of the title, the messages and the aliases: prose may name the code of another error."""
    texts = [document.title, *(message.template for message in document.messages), *document.aliases]
    found = dict.fromkeys(code for text in texts for code in codes(text) if len(code) <= LONGEST)
    Code.objects.filter(article=article).delete()
    Code.objects.bulk_create([Code(article=article, code=code) for code in found])


def render(document: ArticleDocument) -> dict[str, Any]:
    """All HTML that an article page shows, section by section: JSON-serialisable, sanitised."""
    names = frozenset(name for message in document.messages for name in placeholders(message.template))

    def html(text: str) -> str:
        return markdown_html(text, names)

    meaning = html(document.meaning)
    cause_anchors = {cause.title: _anchor("cause", cause.title) for cause in document.causes}
    return {
        "summary": _first_sentence(plain_text(meaning)),
        "placeholders": sorted(names),
        "messages": [{"template": title_html(message.template), "note": message.note} for message in document.messages],
        "applies_to": [_inline(html(line)) for line in document.applies_to],
        "quick_fix": html(document.quick_fix),
        "meaning": meaning,
        "causes": [
            {
                "title": cause.title,
                "anchor": cause_anchors[cause.title],
                "body": html(cause.body),
                "diagnosis": html(cause.diagnosis),
            }
            for cause in document.causes
        ],
        "fixes": [
            {
                "title": fix.title,
                "anchor": _anchor("fix", fix.title),
                "cures": [{"title": title, "anchor": cause_anchors.get(title, "causes")} for title in fix.cures],
                "body": html(fix.body),
                "verification": html(fix.verification),
            }
            for fix in document.fixes
        ],
        "why": html(document.why),
        "checklist": html(document.checklist),
        "examples": [_passage("example", passage, names) for passage in document.examples],
        "edge_cases": [_passage("edge", passage, names) for passage in document.edge_cases],
        "questions": [_passage("question", passage, names) for passage in document.questions],
        "aliases": document.aliases,
        "search_variations": document.search_variations,
        "related": shown_related({related.slug: related.difference for related in document.related}),
        "sources": [{"title": source.title, "url": source.url} for source in document.sources],
    }


def _passage(kind: str, passage: Passage, names: frozenset[str]) -> dict[str, str]:
    return {
        "title": passage.title,
        "anchor": _anchor(kind, passage.title),
        "body": markdown_html(passage.body, names),
    }


def _anchor(kind: str, title: str) -> str:
    return f"{kind}-{slugify(title)[:60]}".rstrip("-")


def _inline(html: str) -> str:
    return html.removeprefix("<p>").removesuffix("</p>")


def _first_sentence(text: str) -> str:
    end = text.find(". ")
    sentence = text[: end + 1] if end > 0 else text
    return sentence if len(sentence) <= SUMMARY_LENGTH else sentence[: SUMMARY_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _search_vector(document: ArticleDocument) -> Any:
    """Titles and names weigh most, then what readers type and the answer, then causes and fixes, then the rest."""
    weighted = {
        "A": [document.title, *(message.template for message in document.messages), *document.aliases],
        "B": [*document.search_variations, document.meaning, document.quick_fix],
        "C": [part.title for part in [*document.causes, *document.fixes, *document.questions, *document.edge_cases]],
        "D": [document.why, document.checklist, *(part.body for part in [*document.causes, *document.fixes])],
    }
    vectors = [
        SearchVector(Value("\n".join(texts)), weight=weight, config="english") for weight, texts in weighted.items()
    ]
    return vectors[0] + vectors[1] + vectors[2] + vectors[3]
