"""Everything that PostgreSQL keeps, by subject: accounts, articles with their parts, pages, the index, what readers say."""

from errors.models.article import Article, ArticleQuerySet, Redirect
from errors.models.gap import Gap, GapDay, SearchDay
from errors.models.index import Code, Feature, IndexEntry, Word
from errors.models.infopage import InfoPage
from errors.models.parts import (
    Alias,
    Cause,
    EdgeCase,
    Example,
    Fix,
    Message,
    Question,
    RelatedError,
    SearchVariation,
    Source,
)
from errors.models.ratelimit import RateLimit
from errors.models.reader import AskedLine, Feedback, FeedbackDay, Search, WrongMatch
from errors.models.revision import AuditEntry, FileConflict, ReviewComment, Revision
from errors.models.saved import SavedFix
from errors.models.session import EditorSession
from errors.models.tool import RESERVED_SLUGS, Tool
from errors.models.upload import Upload
from errors.models.user import User

__all__ = [
    "RESERVED_SLUGS",
    "Alias",
    "Article",
    "ArticleQuerySet",
    "AskedLine",
    "AuditEntry",
    "Cause",
    "Code",
    "EdgeCase",
    "EditorSession",
    "Example",
    "Feature",
    "Feedback",
    "FeedbackDay",
    "FileConflict",
    "Fix",
    "Gap",
    "GapDay",
    "IndexEntry",
    "InfoPage",
    "Message",
    "Question",
    "RateLimit",
    "Redirect",
    "RelatedError",
    "ReviewComment",
    "Revision",
    "SavedFix",
    "Search",
    "SearchDay",
    "SearchVariation",
    "Source",
    "Tool",
    "Upload",
    "User",
    "Word",
    "WrongMatch",
]
