"""A paste -> what the answer page, the terminal and the JSON interface show: the engine's result with its articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote as url_quote

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from errors.lookup import PostgresIndex
from errors.matching.derivation import derive
from errors.matching.engine import NEAR, Answer, MatchResult, Result, match
from errors.matching.fingerprint import fingerprint
from errors.matching.redaction import BLACK, redact
from errors.matching.tokens import words
from errors.models import Article, Search
from errors.receipt import Receipt, sign
from errors.rendering import fill, fill_markdown, placeholders_in, title_html

MOST_SHOWN_LINES = 2000
MOST_SEARCH_WORDS = 8
BLACK_HTML = f'<span class="black" role="img" aria-label="blacked out">{BLACK}</span>'


@dataclass(frozen=True)
class NearArticle:
    article: Article
    confidence: int


@dataclass(frozen=True)
class Capture:
    """A placeholder of the commands with the reader's own value; "" where the paste does not tell it."""

    name: str
    value: str

    @property
    def label(self) -> str:
        return self.name.replace("_", " ")


@dataclass(frozen=True)
class ShownLine:
    """A line of the redacted paste. `answer` is the place of the answer that recognised it, from 0."""

    number: int
    text: str
    highlight: bool
    answer: int | None

    @property
    def html(self) -> SafeString:
        return mark_safe(escape(self.text).replace(BLACK, BLACK_HTML))  # noqa: S308


@dataclass(frozen=True)
class ShownAnswer:
    """One error of the paste as a reader sees it. Confidence is in per cent; quick_fix is filled, safe HTML."""

    verdict: str
    line_number: int
    line: str
    article: Article | None
    confidence: int
    template: SafeString
    captures: list[Capture]
    others: list[NearArticle]
    why: tuple[str, ...]

    @property
    def quick_fix(self) -> SafeString:
        # security: an article's HTML was sanitised when it was saved; `fill` escapes and quotes the values.
        values = {capture.name: capture.value for capture in self.captures}
        return fill(self.article.rendered["quick_fix"], values) if self.article else mark_safe("")

    @property
    def quick_fix_text(self) -> str:
        """The quick fix for a terminal: the editor's Markdown with the values in its commands."""
        values = {capture.name: capture.value for capture in self.captures}
        return fill_markdown(self.article.quick_fix, values) if self.article else ""

    @property
    def fields(self) -> list[Capture]:
        """The values of the paste that the quick fix uses, in the order in which they appear there."""
        return [capture for capture in self._places if capture.value]

    @property
    def missing(self) -> list[Capture]:
        """What the quick fix has a place for and the paste does not tell."""
        return [capture for capture in self._places if not capture.value]

    @property
    def _places(self) -> list[Capture]:
        values = {capture.name: capture.value for capture in self.captures}
        names = placeholders_in(self.article.rendered["quick_fix"]) if self.article else []
        return [Capture(name, values.get(name, "")) for name in names]

    @property
    def fragment(self) -> str:
        """The values for the article's page. In the fragment, so that no server, cache or log sees them."""
        pairs = [f"{capture.name}={url_quote(capture.value, safe='')}" for capture in self.captures]
        return f"#{'&'.join(pairs)}" if pairs else ""

    @property
    def receipt(self) -> str:
        """What the reader sends back with a report about this answer."""
        article = self.article.pk if self.article else None
        confidence = self.confidence / 100 if self.article else None
        return sign(Receipt(self.line, article, confidence, [other.article.pk for other in self.others]))

    @property
    def search_words(self) -> str:
        return " ".join([word for word in dict.fromkeys(words(self.line)) if len(word) > 2][:MOST_SEARCH_WORDS])


@dataclass(frozen=True)
class Answers:
    """Everything that is shown for a paste."""

    verdict: str
    answers: list[ShownAnswer]
    lines: list[ShownLine]
    paste: str
    notes: list[str]

    @property
    def secrets(self) -> int:
        """How many secrets were blacked out, here or in the reader's browser."""
        return self.paste.count(BLACK)


def answer(text: str) -> Answers:
    """Match a paste and gather what is shown. Four queries, and one more to store the searches."""
    result = match(text, PostgresIndex())
    articles = _articles(result)
    shown = [_shown(each, articles) for each in result.answers]
    if settings.STORE_SEARCHES:
        Search.objects.bulk_create([_search(each) for each in result.answers])
    redacted = redact("\n".join(line.raw for line in result.lines))
    lines = _shown_lines(result, redacted)
    notes = []
    if len(lines) < len(result.lines):
        notes.append(f"All {len(result.lines):,} lines were read; {len(lines):,} of them are shown below.")
    return Answers(result.verdict, shown, lines, redacted, notes)


def answer_again(line: str) -> ShownAnswer:
    """The answer to a line that was searched for before; it is not stored as a search again."""
    result = match(line, PostgresIndex())
    return _shown(result.answers[0], _articles(result))


def _articles(result: MatchResult) -> dict[int, Article]:
    wanted = {found.article for found in result.results}
    return {article.pk: article for article in Article.objects.select_related("tool").filter(pk__in=wanted)}


def _shown(each: Answer, articles: dict[int, Article]) -> ShownAnswer:
    found = each.result
    near = [_near(other, articles) for other in _worth_showing(each.others) if other.article in articles]
    if found is None or each.verdict == "none" or found.article not in articles:
        if found is not None and found.article in articles and _worth_showing([found]):
            near.insert(0, _near(found, articles))
        return ShownAnswer("none", each.line, each.line_text, None, 0, title_html(""), [], near, each.why)
    article = articles[found.article]
    used = article.rendered["placeholders"]  # what no command of the article uses would only be noise
    captures = [
        Capture(name, value)
        for name, value in derive(found.captures).items()
        if name in used and BLACK not in redact(value)
    ]
    return ShownAnswer(
        each.verdict,
        each.line,
        each.line_text,
        article,
        per_cent(found.confidence),
        title_html(found.template),
        captures,
        near,
        each.why,
    )


def _worth_showing(others: Iterable[Result]) -> list[Result]:
    """Those that are near enough to help, nearest first."""
    return sorted((other for other in others if other.confidence >= NEAR), key=lambda other: -other.confidence)


def _near(found: Result, articles: dict[int, Article]) -> NearArticle:
    return NearArticle(articles[found.article], per_cent(found.confidence))


def per_cent(confidence: float) -> int:
    """Never 100: a recognised message is not certainty."""
    return min(99, round(confidence * 100))


def _search(each: Answer) -> Search:
    return Search(
        line=each.line_text[:500],
        fingerprint=fingerprint(each.line_text),
        verdict=each.verdict,
        article_id=each.result.article if each.result and each.verdict != "none" else None,
        confidence=each.result.confidence if each.result else None,
    )


def _shown_lines(result: MatchResult, redacted: str) -> list[ShownLine]:
    """The paste's lines, redacted, with those marked that an answer recognised; the middle left out if they are many."""
    recognised: dict[int, int] = {}
    looked_for = {each.line for each in result.answers}
    for place, each in enumerate(result.answers):
        if each.result and each.verdict != "none":
            recognised.update(dict.fromkeys(each.result.lines, place))
    texts = redacted.split("\n")
    if len(texts) != len(result.lines):  # a secret that spans lines was blacked out as one
        return [ShownLine(number, text, False, None) for number, text in enumerate(texts, start=1)][:MOST_SHOWN_LINES]
    half = MOST_SHOWN_LINES // 2
    count = len(texts)
    shown = []
    for index, (line, text) in enumerate(zip(result.lines, texts, strict=True)):
        marked = line.number in recognised or line.number in looked_for
        if marked or index < half or index >= count - half:
            shown.append(ShownLine(line.number, text, marked, recognised.get(line.number)))
    return shown
