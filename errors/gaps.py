"""What readers looked for in vain: ranked, opened as drafts, closed when an article answers them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from errors.articledocument import PLACEHOLDER, ArticleDocument, Message
from errors.lookup import PostgresIndex
from errors.matching.calibration import Verdict
from errors.matching.engine import Result, match
from errors.matching.placeholders import VARIABLE_PARTS
from errors.matching.redaction import BLACK
from errors.matching.tokens import words
from errors.models import Article, Gap, GapDay, Revision, Tool, User, WrongMatch

State = Gap.State

TREND_DAYS = 30
MOST_TRIED = 500
"""Open gaps, the highest first, that are tried against what was published."""
LEAST_SHARED = 0.5
"""Of the words of a message: a line that has fewer of them is not tried."""

_VARIABLE = re.compile("|".join(f"(?P<{part.name}>{part.pattern})" for part in VARIABLE_PARTS))
_NAMES = {"quoted": "name", "windows_path": "path", "address": "address"}


def ranked(state: str = State.OPEN) -> QuerySet[Gap]:
    """Gaps in a state, those first that are met most often and most lately."""
    found = Gap.objects.filter(state=state).select_related("article__tool")
    return found.defer("article__rendered", "article__search_vector").order_by("-score", "pk")


def trends(gaps: Sequence[Gap], today: date | None = None) -> dict[int, list[int]]:
    """{gap's key: how often it was met on each of the last 30 days, today last}. One query."""
    last = today or timezone.now().date()
    first = last - timedelta(days=TREND_DAYS - 1)
    counts = {gap.pk: [0] * TREND_DAYS for gap in gaps}
    for row in GapDay.objects.filter(gap__in=gaps, day__gte=first, day__lte=last):
        counts[row.gap_id][(row.day - first).days] = row.times
    return counts


def template_of(line: str) -> str:
    """A line as a template: each variable part becomes a placeholder.

    >>> template_of("open /srv/app.yml: port 8080 of 'web' is taken")
    "open {path}: port {number} of '{name}' is taken"
    """
    seen: dict[str, int] = {}

    def placeholder(found: re.Match[str]) -> str:
        kind = str(found.lastgroup)
        name = _NAMES.get(kind, kind)
        seen[name] = seen.get(name, 0) + 1
        numbered = f"{{{name}}}" if seen[name] == 1 else f"{{{name}{seen[name]}}}"
        quote = found[0][0] if kind == "quoted" else ""
        return f"{quote}{numbered}{quote}"

    plain = re.sub(f"{BLACK}+", "{secret}", " ".join(line.split()))
    return _VARIABLE.sub(placeholder, plain)


def draft_of(gap: Gap) -> tuple[str, ArticleDocument]:
    """(the tool's slug, the document) with which an article about the gap begins."""
    template = template_of(gap.line)[:1000]
    return _tool_of(gap.line), ArticleDocument(title=template[:300], messages=[Message(template)])


def _tool_of(line: str) -> str:
    """The tool that the line names, else the one whose article is nearest to it, else none."""
    spoken = {word.lower() for word in words(line)}
    named = Tool.objects.filter(slug__in=spoken).order_by("slug").first()
    if named:
        return named.slug
    results = match(line, PostgresIndex()).results
    nearest = Article.objects.filter(pk=results[0].article).select_related("tool").first() if results else None
    return nearest.tool.slug if nearest else ""


def take(gap: Gap, article: Article, *, by: User) -> None:
    """An article is being written about the gap."""
    _decide(gap, State.DRAFTED, by, article=article)


def dismiss(gap: Gap, reason: str, *, by: User) -> None:
    _decide(gap, State.DISMISSED, by, reason=reason)


def reopen(gap: Gap, *, by: User) -> None:
    _decide(gap, State.OPEN, by)


def _decide(gap: Gap, state: str, by: User | None, *, reason: str = "", article: Article | None = None) -> None:
    gap.state, gap.reason, gap.article = state, reason, article
    gap.decided_by_name, gap.decided_at = by.display_name if by else "", timezone.now()
    gap.save(update_fields=["state", "reason", "article", "decided_by_name", "decided_at"])


def close_answered(article: Article, document: ArticleDocument, *, by: User | None = None) -> list[Gap]:
    """Close the gaps that are answered now that this article was published; returns them.

    Mostly by itself; where it was marked wrong before, perhaps by the one that it no longer keeps from its pastes.
    """
    found = []
    for gap in Gap.objects.filter(pk__in=_near(article, document)).order_by("-score"):
        answering = _answering(gap)
        if answering:
            _decide(gap, State.CLOSED, by, article=Article.objects.get(pk=answering))
            found.append(gap)
    return found


def _near(article: Article, document: ArticleDocument) -> list[int]:
    """Keys of the open gaps worth a match, the highest first: drafted or marked wrong for the article, or like its texts."""
    texts = [set(words(PLACEHOLDER.sub(" ", text))) for text in _texts(document)]
    marked = set(WrongMatch.objects.filter(answered=article).values_list("fingerprint", flat=True))
    near = []
    undecided = Gap.objects.filter(state__in=[State.OPEN, State.DRAFTED]).order_by("-score")
    for key, line, fingerprint, drafted in undecided.values_list("pk", "line", "fingerprint", "article_id").iterator():
        spoken = set(words(line))
        is_like = any(len(text & spoken) >= LEAST_SHARED * len(text) for text in texts if text)
        if is_like or drafted == article.pk or fingerprint in marked:
            near.append(key)
    return near[:MOST_TRIED]


def close_all_answered() -> int:
    """Close every gap, of the highest, that an article answers by now: after articles were loaded. Returns how many."""
    closed = 0
    for gap in ranked()[:MOST_TRIED]:
        answering = _answering(gap)
        if answering:
            _decide(gap, State.CLOSED, None, article=Article.objects.get(pk=answering))
            closed += 1
    return closed


def _answering(gap: Gap) -> int | None:
    """The key of the article that is the answer to a gap's line now, and was not marked wrong for it."""
    for answer in match(gap.line, PostgresIndex()).answers:
        if answer.result and answer.verdict == Verdict.MATCH and not _is_still_wrong(gap, answer.result):
            return answer.result.article
    return None


def _is_still_wrong(gap: Gap, result: Result) -> bool:
    """Whether readers marked this answer as wrong, and the article gives it by a text that it had then."""
    marks = WrongMatch.objects.filter(fingerprint=gap.fingerprint, answered=result.article)
    return any(_had(result.article, result.template, mark.created_at) for mark in marks)


def _had(article: int, text: str, moment: datetime) -> bool:
    """Whether an article answered by a text in the version that was live at a moment, or else in the first one kept."""
    versions = Revision.objects.filter(article=article, state=Revision.State.APPROVED)
    dated = versions.annotate(live_at=Coalesce("decided_at", "created_at")).order_by("live_at", "number")
    seen = dated.filter(live_at__lte=moment).last() or dated.first()
    return seen is None or text in _texts(seen.document)


def _texts(document: ArticleDocument) -> Iterable[str]:
    yield document.title
    yield from (message.template for message in document.messages)
    yield from document.aliases
    yield from document.search_variations
