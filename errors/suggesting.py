"""Words that somebody is typing -> the nearest articles. Nothing is stored, and the cost does not grow with the library:
at most MOST_RANKED articles with all the words are ranked.
"""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F

from errors.lookup import PostgresIndex
from errors.matching.engine import NEAR, match
from errors.matching.tokens import words
from errors.models import Article

MOST = 6
MOST_RANKED = 300
FEW = 3
"""Below so many articles with all the words, those that the matcher takes for near are added: it forgives spelling."""


def nearest(typed: str) -> list[Article]:
    """The articles nearest to words typed so far, best first. The last word may be unfinished."""
    found = _with_all_words(typed)
    if len(found) < FEW:
        found = list(dict.fromkeys([*found, *_near(typed)]))
    return found[:MOST]


def _with_all_words(typed: str) -> list[Article]:
    quoted = ["'" + word.replace("'", "''") + "'" for word in words(typed)]
    if not quoted:
        return []
    query = SearchQuery(" & ".join(quoted) + ":*", search_type="raw", config="english")
    some = Article.objects.published().filter(search_vector=query).values("pk")[:MOST_RANKED]
    rows = Article.objects.all().for_lists().filter(pk__in=some)
    return list(rows.annotate(rank=SearchRank(F("search_vector"), query)).order_by("-rank", "pk")[:MOST])


def _near(typed: str) -> list[Article]:
    wanted = [found.article for found in match(typed, PostgresIndex()).results if found.confidence >= NEAR]
    articles = Article.objects.published().for_lists().in_bulk(wanted)
    return [articles[pk] for pk in wanted if pk in articles]
