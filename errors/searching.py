"""Articles by words: all of them, else with misspelt ones read as what they were meant to be, else some of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count
from django.db.models.functions import Lower

from errors.lookup import PostgresIndex
from errors.matching.codes import lone_code
from errors.matching.features import word_feature
from errors.matching.tokens import tokenise, words
from errors.models import Article, ArticleQuerySet, Code

LONGEST_QUERY = 200


@dataclass(frozen=True)
class ToolCount:
    """A tool among what was found, and how many of the articles are its own."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True)
class Found:
    """What a search found. `searched` are the words that were searched, which may not be those that were asked."""

    asked: str
    searched: str
    articles: ArticleQuerySet
    query: SearchQuery
    tools: list[ToolCount]
    has_all_words: bool = True

    @property
    def is_corrected(self) -> bool:
        return self.searched != self.asked


def tidy(query: str) -> str:
    """A visitor's query as it is searched: one line, of at most LONGEST_QUERY characters."""
    return " ".join(query.replace("\x00", " ").split())[:LONGEST_QUERY].rstrip()


def search(asked: str) -> Found | None:
    """The articles for a query, best first; None where not even some of its words are found."""
    code = lone_code(asked)
    holders = list(Code.objects.filter(code=code).values_list("article", flat=True))
    # A sign before a number would be read as "not", a label as a word that the article must have.
    for searched, query, has_all_words in _attempts(code if holders else asked):
        articles = Article.objects.found_by(query, holders)
        tools = _tools(articles)
        if tools:
            return Found(asked, searched, articles, query, tools, has_all_words)
    return None


def _attempts(asked: str) -> Iterator[tuple[str, SearchQuery, bool]]:
    """(words, query, whether it wants all of the words), strictest first: the next one is made if that finds nothing."""
    yield asked, _query(asked, "websearch"), True
    corrected = _corrected(asked)
    if corrected != asked:
        yield corrected, _query(corrected, "websearch"), True
    some = " or ".join(dict.fromkeys(words(corrected)))
    if " or " in some:
        yield corrected, _query(some, "websearch"), False


def _query(text: str, kind: str) -> SearchQuery:
    return SearchQuery(text, search_type=kind, config="english")


def _tools(articles: ArticleQuerySet) -> list[ToolCount]:
    rows = articles.order_by(Lower("tool__name")).values_list("tool__slug", "tool__name")
    return [ToolCount(*row) for row in rows.annotate(count=Count("pk"))]


def _corrected(asked: str) -> str:
    """The query with each word that no article has replaced by the likeliest one that is a letter off."""
    found = words(asked)
    vocabulary = PostgresIndex().vocabulary([word_feature(word) for word in found], found)
    text = asked
    for token in reversed(tokenise(asked)):
        near = vocabulary.spellings.get(token.word, {})
        if near:
            best = max(near, key=lambda word: (near[word].articles, word))
            text = f"{text[: token.start]}{best}{text[token.end :]}"
    return text
