"""The matcher's inverted index (errors.lookup) and the codes (errors.publishing), derived from articles. Nothing here is
edited by hand."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from errors.matching.codes import LONGEST
from errors.matching.index import Kind
from errors.models.article import Article
from errors.models.tool import Tool

SIZES = 256
LARGEST_SIZE = SIZES - 1


class IndexEntry(models.Model):
    """A text that may stand in a paste: a message's template, or words by which people look for the article."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="index_entries")
    # The article's, once more, so that a look-up of a thousand entries need not read their articles.
    tool = models.ForeignKey(Tool, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    text = models.TextField()
    features = ArrayField(models.BigIntegerField())

    def __str__(self) -> str:
        return self.text


class Code(models.Model):
    """An error code that an article is about, in the spelling of errors.matching.codes: /e/<code> leads to it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=LONGEST, db_index=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["article", "code"], name="code_is_unique_within_its_article")]

    def __str__(self) -> str:
        return self.code


class Feature(models.Model):
    """A feature's document frequencies, how many index entries that are looked up by it and how many articles hold it,
    and its posting list."""

    id = models.BigIntegerField(primary_key=True)
    entries = models.IntegerField()
    articles = models.IntegerField()
    # Of each entry its key, and how many features it has, in one number: key * SIZES + size. A look-up sorts a thousand
    # entries by these alone and reads the few that it wants. Null where more entries hold the feature than a paste may read.
    postings = ArrayField(models.BigIntegerField(), null=True)

    def __str__(self) -> str:
        return f"{self.id}: {self.articles} articles"


class Word(models.Model):
    """A word of the library, with the spellings that lack one of its letters, so that a misspelt word is found."""

    word = models.CharField(max_length=40, primary_key=True)
    feature = models.BigIntegerField()
    deletions = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [GinIndex(fields=["deletions"], name="word_deletions", fastupdate=False)]

    def __str__(self) -> str:
        return self.word
