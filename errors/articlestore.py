"""An Article with its parts in the database <-> an ArticleDocument."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from errors import articledocument as plain
from errors import articlefile
from errors.models import (
    Alias,
    Article,
    Cause,
    EdgeCase,
    Example,
    Fix,
    Message,
    Question,
    RelatedError,
    SearchVariation,
    Source,
    Tool,
)
from errors.models.parts import Part
from errors.publishing import refresh

# The parts of a document that map field by field to rows: (attribute, model, {document's field: model's field}).
PARTS: tuple[tuple[str, type[Part], dict[str, str]], ...] = (
    ("messages", Message, {"template": "template", "note": "note"}),
    ("causes", Cause, {"title": "title", "body": "body", "diagnosis": "diagnosis"}),
    ("fixes", Fix, {"title": "title", "body": "body", "verification": "verification"}),
    ("examples", Example, {"title": "title", "body": "body"}),
    ("edge_cases", EdgeCase, {"title": "title", "body": "body"}),
    ("questions", Question, {"title": "title", "body": "body"}),
    ("related", RelatedError, {"slug": "slug", "difference": "difference"}),
    ("sources", Source, {"title": "title", "url": "url"}),
)
PHRASES: tuple[tuple[str, type[Part]], ...] = (("aliases", Alias), ("search_variations", SearchVariation))
TEXTS = (
    "title",
    "doing",
    "status",
    "reviewed_on",
    "reviewed_by",
    "proved_on",
    "proved_with",
    "quick_fix",
    "meaning",
    "why",
    "checklist",
)
PART_CLASSES: dict[str, Any] = {
    "messages": plain.Message,
    "causes": plain.Cause,
    "examples": plain.Passage,
    "edge_cases": plain.Passage,
    "questions": plain.Passage,
    "related": plain.Related,
    "sources": plain.Source,
}
RELATIONS = {"related": "related_errors"}


def digest(document: plain.ArticleDocument) -> str:
    """SHA-256 of the document's article file: equal digests mean equal documents."""
    return hashlib.sha256(articlefile.dump(document).encode()).hexdigest()


def with_parts(articles: Any) -> Any:
    """The queryset with everything prefetched that document_of reads."""
    parts = [RELATIONS.get(attribute, attribute) for attribute, _, _ in PARTS]
    return articles.select_related("tool").prefetch_related(
        *parts, "fixes__causes", *(attribute for attribute, _ in PHRASES)
    )


def document_of(article: Article) -> plain.ArticleDocument:
    """The document that the rows of an article hold."""
    document = plain.ArticleDocument(**{name: getattr(article, name) for name in TEXTS})
    document.applies_to = article.applies_to.splitlines()
    for attribute, _, fields in PARTS:
        if attribute != "fixes":
            rows = getattr(article, RELATIONS.get(attribute, attribute)).all()
            made = PART_CLASSES[attribute]
            setattr(
                document,
                attribute,
                [made(**{ours: getattr(row, theirs) for ours, theirs in fields.items()}) for row in rows],
            )
    document.fixes = [
        plain.Fix(fix.title, fix.body, [cause.title for cause in fix.causes.all()], fix.verification)
        for fix in article.fixes.all()
    ]
    for attribute, _ in PHRASES:
        setattr(document, attribute, [row.text for row in getattr(article, attribute).all()])
    return document


@transaction.atomic
def store(slug: str, document: plain.ArticleDocument, tool_name: str = "") -> Article:
    """Make the rows of the article at slug (tool/name) hold the document, whatever they held before.

    Raises ValueError where a fix cures a cause that the document does not have.
    """
    tool_slug, _, name = slug.partition("/")
    tool, _ = Tool.objects.get_or_create(slug=tool_slug, defaults={"name": tool_name or tool_slug})
    values: dict[str, Any] = {text: getattr(document, text) for text in TEXTS}
    values["applies_to"] = "\n".join(document.applies_to)
    article, is_new = Article.objects.update_or_create(tool=tool, name=name, defaults=values)
    if not is_new:
        _remove_parts(article)
    for attribute, model, fields in PARTS:
        _add_parts(
            article,
            model,
            ({theirs: getattr(part, ours) for ours, theirs in fields.items()} for part in getattr(document, attribute)),
        )
    for attribute, model in PHRASES:
        _add_parts(article, model, ({"text": text} for text in getattr(document, attribute)))
    _link_fixes_to_causes(article, document)
    refresh(article, document)
    return article


def _remove_parts(article: Article) -> None:
    for model in [*(model for _, model, _ in PARTS), *(model for _, model in PHRASES)]:
        model._default_manager.filter(article=article).delete()


def _add_parts(article: Article, model: type[Part], rows: Iterable[dict[str, Any]]) -> None:
    parts = [model(article=article, position=position, **row) for position, row in enumerate(rows)]
    for part in parts:
        part.derive()
    model._default_manager.bulk_create(parts)


def _link_fixes_to_causes(article: Article, document: plain.ArticleDocument) -> None:
    causes = {cause.title: cause for cause in article.causes.all()}
    links = []
    for row, fix in zip(article.fixes.all(), document.fixes, strict=True):
        unknown = [title for title in fix.cures if title not in causes]
        if unknown:
            raise ValueError(f"fix {fix.title!r} cures {unknown[0]!r}, which is no cause of this article")
        links += [Fix.causes.through(fix_id=row.pk, cause_id=causes[title].pk) for title in dict.fromkeys(fix.cures)]
    Fix.causes.through.objects.bulk_create(links)
