"""The only bridge between matching and PostgreSQL: keeps the inverted index and answers the matcher's questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction

from errors.articledocument import ArticleDocument
from errors.matching.features import LIBRARY, word_feature
from errors.matching.index import Entry, Frequency, Kind, Vocabulary, entries_of, vocabulary_of
from errors.matching.spelling import deletions, is_forgivable, is_near
from errors.matching.tokens import humps, words
from errors.models.index import Feature, IndexEntry, Word


@transaction.atomic
def index_article(article_id: int, document: ArticleDocument) -> None:
    """Make the index hold exactly this document for the article. Costs the same whatever the library's size."""
    before = _count(entry.features for entry in IndexEntry.objects.filter(article_id=article_id).only("features"))
    entries = [
        IndexEntry(article_id=article_id, kind=kind, text=text, features=features)
        for kind, text, features in entries_of(document)
    ]
    IndexEntry.objects.filter(article_id=article_id).delete()
    IndexEntry.objects.bulk_create(entries)
    _add_frequencies(before, _count(entry.features for entry in entries))
    _learn_words(document)


@transaction.atomic
def unindex_article(article_id: int) -> None:
    before = _count(entry.features for entry in IndexEntry.objects.filter(article_id=article_id).only("features"))
    if before:
        IndexEntry.objects.filter(article_id=article_id).delete()
        _add_frequencies(before, Counter())


def _count(entries: Iterable[Sequence[int]]) -> Counter[int]:
    """How many of an article's entries hold each feature; LIBRARY counts the entries themselves."""
    counts: Counter[int] = Counter()
    for features in entries:
        counts.update(features)
        counts[LIBRARY] += 1
    return counts


def _add_frequencies(before: Counter[int], after: Counter[int]) -> None:
    """Move the document frequencies from what an article had to what it has."""
    changes = []
    for feature in sorted(before.keys() | after.keys()):  # one order for all: two transactions cannot deadlock
        entries = after[feature] - before[feature]
        articles = (feature in after) - (feature in before)
        if entries or articles:
            changes.append((feature, entries, articles))
    if not changes:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO errors_feature AS known (id, entries, articles)
            SELECT * FROM unnest(%s::bigint[], %s::int[], %s::int[])
            ON CONFLICT (id) DO UPDATE
            SET entries = known.entries + excluded.entries, articles = known.articles + excluded.articles
            """,
            [list(column) for column in zip(*changes, strict=True)],
        )
    Feature.objects.filter(pk__in=list(before - after), entries__lte=0).delete()


def _learn_words(document: ArticleDocument) -> None:
    """Words are only ever added: a word that no article uses any more suggests nothing, since no entry holds it."""
    texts = vocabulary_of(document)
    found = {word for text in texts for word in [*words(text), *humps(text)] if is_forgivable(word)}
    Word.objects.bulk_create(
        [Word(word=word, feature=word_feature(word), deletions=deletions(word)) for word in sorted(found)],
        ignore_conflicts=True,
    )


class PostgresIndex:
    """errors.matching.index.Index over PostgreSQL."""

    def vocabulary(self, features: Sequence[int], words: Sequence[str]) -> Vocabulary:
        spelt = [word for word in words if is_forgivable(word)]
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT id, entries, articles, NULL FROM errors_feature WHERE id = ANY(%s::bigint[])
                UNION ALL
                SELECT feature.id, feature.entries, feature.articles, word.word
                FROM errors_word word JOIN errors_feature feature ON feature.id = word.feature
                WHERE word.deletions && %s::bigint[]
                """,
                [list(features), [number for word in spelt for number in deletions(word)]],
            )
            rows = cursor.fetchall()
        frequencies = {row[0]: Frequency(row[1], row[2]) for row in rows if row[3] is None}
        known = {row[3]: Frequency(row[1], row[2]) for row in rows if row[3] is not None}
        unknown = [word for word in spelt if word not in known]
        near = {word: {other: known[other] for other in known if is_near(word, other)} for word in unknown}
        return Vocabulary(frequencies, near)

    def frequencies(self, features: Sequence[int]) -> Mapping[int, Frequency]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, entries, articles FROM errors_feature WHERE id = ANY(%s::bigint[])", [list(features)]
            )
            return {row[0]: Frequency(row[1], row[2]) for row in cursor.fetchall()}

    def entries(self, features: Sequence[int]) -> list[Entry]:
        if not features:
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT entry.article_id, tool.slug, entry.kind, entry.text, entry.features
                FROM errors_indexentry entry
                JOIN errors_article article ON article.id = entry.article_id
                JOIN errors_tool tool ON tool.id = article.tool_id
                WHERE entry.features && %s::bigint[]
                """,
                [list(features)],
            )
            return [Entry(row[0], row[1], Kind(row[2]), row[3], row[4]) for row in cursor.fetchall()]
