"""The bridge from articles to the inverted index in PostgreSQL: keeps what errors.lookup reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection, transaction

from errors.arrays import array
from errors.articledocument import ArticleDocument
from errors.matching.candidates import BUDGET
from errors.matching.features import LIBRARY, word_feature
from errors.matching.index import Kind, entries_of, vocabulary_of
from errors.matching.spelling import deletions, is_forgivable
from errors.matching.tokens import humps, words
from errors.models.article import Article
from errors.models.index import LARGEST_SIZE, SIZES, Feature, IndexEntry, Word

MOST_POSTINGS = 2 * BUDGET
"""A feature that more entries hold has no posting list: no paste may read it. Twice what may be read, so that a feature
at the edge does not lose its list and get it back with every article."""


@dataclass
class Change:
    """By how many entries and by how many articles a feature's frequency changes, and which postings come and go."""

    entries: int = 0
    articles: int = 0
    added: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)

    def add(self, posting: int) -> None:
        self.entries += 1
        self.added.add(posting)

    def remove(self, posting: int) -> None:
        self.entries -= 1
        if posting in self.added:
            self.added.remove(posting)
        else:
            self.removed.add(posting)


Changes = defaultdict[int, Change]
"""By feature."""
_gathered: ContextVar[Changes | None] = ContextVar("gathered", default=None)


@transaction.atomic
def index_article(article: Article, document: ArticleDocument) -> None:
    """Make the index hold exactly this document for the article. Costs the same whatever the library's size."""
    held = list(IndexEntry.objects.filter(article=article))
    wanted = [
        IndexEntry(article=article, tool_id=article.tool_id, kind=kind, text=text, features=features)
        for kind, text, features in entries_of(document)
    ]
    known, asked = set(map(_content, held)), set(map(_content, wanted))
    gone = [entry for entry in held if _content(entry) not in asked]
    new = [entry for entry in wanted if _content(entry) not in known]
    IndexEntry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()
    IndexEntry.objects.bulk_create(new)
    with _changes() as changes:
        _count_articles(changes, held, wanted)
        _move_postings(changes, gone, new)
    _learn_words(document)


@transaction.atomic
def unindex_article(article: Article) -> None:
    """Take all of the article's entries out of the index."""
    held = list(IndexEntry.objects.filter(article=article))
    if not held:
        return
    IndexEntry.objects.filter(article=article).delete()
    with _changes() as changes:
        _count_articles(changes, held, [])
        _move_postings(changes, held, [])


@contextmanager
def frequencies_at_once() -> Iterator[None]:
    """Within it many articles are indexed, and their features' frequencies and postings are written once, at its end."""
    with transaction.atomic():
        gathered: Changes = defaultdict(Change)
        token = _gathered.set(gathered)
        try:
            yield
        finally:
            _gathered.reset(token)
        _write(gathered)


@contextmanager
def _changes() -> Iterator[Changes]:
    """What an article changes is noted in it: written at its end, or with that of other articles."""
    gathered = _gathered.get()
    if gathered is not None:
        yield gathered
        return
    changes: Changes = defaultdict(Change)
    yield changes
    _write(changes)


def _content(entry: IndexEntry) -> tuple[object, ...]:
    return entry.tool_id, str(entry.kind), entry.text, tuple(entry.features)


def posting_of(entry: IndexEntry) -> int:
    return entry.pk * SIZES + min(len(entry.features), LARGEST_SIZE)


def _features_of(entries: Iterable[IndexEntry]) -> set[int]:
    """The features of an article that has these entries. Every article has LIBRARY."""
    found = {feature for entry in entries for feature in entry.features}
    return {LIBRARY, *found} if found else found


def _count_articles(changes: Changes, before: Iterable[IndexEntry], after: Iterable[IndexEntry]) -> None:
    had, has = _features_of(before), _features_of(after)
    for feature in has - had:
        changes[feature].articles += 1
    for feature in had - has:
        changes[feature].articles -= 1


def _move_postings(changes: Changes, gone: Iterable[IndexEntry], new: Iterable[IndexEntry]) -> None:
    for entry in _looked_up(gone):
        changes[LIBRARY].entries -= 1
        for feature in entry.features:
            changes[feature].remove(posting_of(entry))
    for entry in _looked_up(new):
        changes[LIBRARY].entries += 1
        for feature in entry.features:
            changes[feature].add(posting_of(entry))


def _looked_up(entries: Iterable[IndexEntry]) -> list[IndexEntry]:
    """Bags are read with their article alone, so they are neither counted nor posted."""
    return [entry for entry in entries if entry.kind != Kind.BAG]


def _write(changes: Mapping[int, Change]) -> None:
    rows = [(feature, each) for feature, each in sorted(changes.items()) if each != Change()]
    if not rows:
        return
    # A posting that goes is written with a minus: every posting is positive.
    postings = [(feature, posting) for feature, each in rows for posting in sorted(each.added)]
    postings += [(feature, -posting) for feature, each in rows for posting in sorted(each.removed)]
    with connection.cursor() as cursor:
        cursor.execute(  # rows in one order for all: two transactions cannot deadlock
            """
            WITH moved AS (
                SELECT id, array_agg(posting) AS postings
                FROM unnest(%(posted)s::bigint[], %(postings)s::bigint[]) AS each (id, posting) GROUP BY id
            ), change AS (
                SELECT id, entries, articles, coalesce(postings, '{}') AS postings
                FROM unnest(%(ids)s::bigint[], %(entries)s::int[], %(articles)s::int[]) AS each (id, entries, articles)
                LEFT JOIN moved USING (id)
            )
            INSERT INTO errors_feature AS known (id, entries, articles, postings)
            SELECT id, entries, articles, CASE WHEN entries <= %(most)s THEN postings END FROM change ORDER BY id
            ON CONFLICT (id) DO UPDATE
            SET entries = known.entries + excluded.entries, articles = known.articles + excluded.articles,
                postings = CASE
                    WHEN known.entries + excluded.entries > %(most)s THEN NULL
                    WHEN known.postings IS NULL THEN NULL
                    WHEN excluded.postings = '{}' THEN known.postings
                    WHEN 0 < ALL (excluded.postings) THEN known.postings || excluded.postings
                    ELSE ARRAY(
                        SELECT abs(posting) FROM unnest(known.postings || excluded.postings) AS posting
                        GROUP BY abs(posting) HAVING min(posting) > 0
                    )
                END
            """,
            {
                "posted": array(feature for feature, _ in postings),
                "postings": array(posting for _, posting in postings),
                "ids": array(feature for feature, _ in rows),
                "entries": array(each.entries for _, each in rows),
                "articles": array(each.articles for _, each in rows),
                "most": MOST_POSTINGS,
            },
        )
    _forget([feature for feature, each in rows if each.articles < 0])
    _post_again([feature for feature, each in rows if each.entries < 0])


def _forget(features: list[int]) -> None:
    Feature.objects.filter(pk__in=features, articles__lte=0).delete()


def _post_again(features: list[int]) -> None:
    """Give those features a posting list that had too many entries and may be looked up again.

    All entries are read for it, which happens once in as many entries taken out as lie between BUDGET and MOST_POSTINGS.
    """
    rarer = Feature.objects.filter(pk__in=features, postings=None, entries__lte=BUDGET).values_list("pk", flat=True)
    if not (again := list(rarer)):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE errors_feature known SET postings = held.postings
            FROM (
                SELECT feature, array_agg(entry.id * %s + least(cardinality(features), %s)) AS postings
                FROM errors_indexentry entry, unnest(features) AS feature
                WHERE kind <> 'bag' AND feature = ANY(%s) GROUP BY feature
            ) AS held
            WHERE known.id = held.feature
            """,
            [SIZES, LARGEST_SIZE, again],
        )


def _learn_words(document: ArticleDocument) -> None:
    """Words are only ever added: a word that no article uses any more suggests nothing, since no entry holds it."""
    texts = vocabulary_of(document)
    found = {word for text in texts for word in [*words(text), *humps(text)] if is_forgivable(word)}
    Word.objects.bulk_create(
        [Word(word=word, feature=word_feature(word), deletions=deletions(word)) for word in sorted(found)],
        ignore_conflicts=True,
    )
