"""What else could find an article: four common ways, each given the same articles and the same pastes.

Each looks for the distinct words of a paste, in one document for each message, alias and search variation, and answers
with the articles of the best of these; PostgreSQL has its own document, the article.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

import tantivy
from rapidfuzz import fuzz, process

from errors.articledocument import PLACEHOLDER, ArticleDocument
from errors.lookup import PostgresIndex
from errors.matching.engine import match
from errors.matching.tokens import words
from errors.models import Article
from tests.bench.pastes import Measured, Paste, rank_of

ANSWERS = 3
DOCUMENTS_READ = 100
"""Documents asked for, so that three articles are among theirs."""

Searcher = Callable[[str], Iterable[str]]
"""A text in, slugs out, best first."""


def searchers(documents: Mapping[str, ArticleDocument]) -> dict[str, Searcher]:
    """Every way of searching that is compared, by its name; ours first. The database must hold the articles."""
    texts = [(slug, text) for slug, document in documents.items() for text in searchable(document)]
    return {
        "Whatbroke": _whatbroke(),
        "BM25 (tantivy)": _tantivy(texts),
        "SQLite FTS5": _sqlite(texts),
        "PostgreSQL full text": _postgres,
        "rapidfuzz over every message": _rapidfuzz(texts),
    }


def searchable(document: ArticleDocument) -> list[str]:
    """The texts by which an article is found, placeholders left out."""
    templates = [document.title, *(message.template for message in document.messages)]
    return [PLACEHOLDER.sub(" ", text) for text in [*templates, *document.aliases, *document.search_variations]]


def measure(search: Searcher, pastes: Sequence[Paste], progress: Callable[[int, int], None]) -> list[Measured]:
    """Each paste searched once."""
    measured = []
    for done, paste in enumerate(pastes):
        progress(done, len(pastes))
        start = time.perf_counter()
        found = list(dict.fromkeys(search(paste.text)))[:ANSWERS]
        milliseconds = (time.perf_counter() - start) * 1000
        measured.append(Measured(rank_of(found, paste.right), milliseconds))
    return measured


def _whatbroke() -> Searcher:
    slugs = {article.pk: article.slug for article in Article.objects.published().for_lists()}
    return lambda text: [slugs[result.article] for result in match(text, PostgresIndex()).results]


def tantivy_index(rows: Iterable[tuple[str, str]], folder: str | None = None) -> tantivy.Index:
    """(name, text) rows, each a document; in memory without a folder."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("name", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="default")
    index = tantivy.Index(builder.build(), path=folder)
    writer = index.writer(heap_size=256_000_000)
    for name, text in rows:
        writer.add_document(tantivy.Document(name=name, text=" ".join(words(text))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def open_tantivy(folder: str) -> tantivy.Index:
    """The index that tantivy_index made in the folder."""
    return tantivy.Index.open(folder)


def tantivy_search(index: tantivy.Index, text: str, limit: int) -> list[str]:
    """The names of the best documents that hold any word of the text, by BM25."""
    asked = " ".join(dict.fromkeys(words(text)))
    query, _ = index.parse_query_lenient(asked, ["text"])
    searcher = index.searcher()
    return [searcher.doc(address)["name"][0] for _, address in searcher.search(query, limit).hits]


def _tantivy(texts: Iterable[tuple[str, str]]) -> Searcher:
    index = tantivy_index(texts)
    return lambda text: tantivy_search(index, text, DOCUMENTS_READ)


def _sqlite(texts: Iterable[tuple[str, str]]) -> Searcher:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE message USING fts5 (slug UNINDEXED, text, tokenize = 'unicode61')")
    database.executemany("INSERT INTO message VALUES (?, ?)", [(slug, " ".join(words(text))) for slug, text in texts])

    def search(text: str) -> list[str]:
        asked = " OR ".join(f'"{word}"' for word in dict.fromkeys(words(text)))
        query = "SELECT slug FROM message WHERE text MATCH ? ORDER BY rank LIMIT ?"
        return [row[0] for row in database.execute(query, [asked, DOCUMENTS_READ])]

    return search


def _postgres(text: str) -> list[str]:
    asked = " or ".join(dict.fromkeys(words(text)))  # all of a paste's words at once are in no article
    return [article.slug for article in Article.objects.search(asked).for_lists()[:ANSWERS]]


def _rapidfuzz(texts: Sequence[tuple[str, str]]) -> Searcher:
    """Each line against each message, by token_set_ratio."""
    slugs = [slug for slug, _ in texts]
    messages = [" ".join(words(text)) for _, text in texts]

    def search(text: str) -> list[str]:
        best: dict[str, float] = {}
        for line in filter(None, (" ".join(words(line)) for line in re.split(r"[\r\n]+", text))):
            for _, score, place in process.extract(line, messages, scorer=fuzz.token_set_ratio, limit=DOCUMENTS_READ):
                best[slugs[place]] = max(best.get(slugs[place], 0.0), score)
        return sorted(best, key=lambda slug: -best[slug])

    return search
