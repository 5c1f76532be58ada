"""/e/: all codes and messages, A to Z."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from errors.caching import public_page
from errors.keptpages import kept_list
from errors.models import Article, Code

FIRST_LETTER = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Letter:
    """The messages that begin with a letter; what begins with none stands under its first one."""

    letter: str
    articles: list[Article]


@require_safe
@public_page
@kept_list
def codes(request: HttpRequest) -> HttpResponse:
    articles = list(Article.objects.published().for_lists())
    held = Code.objects.filter(article__status=Article.Status.PUBLISHED).order_by("code").values_list("code", flat=True)
    codes = [(code, _breakable(code)) for code in held.distinct()]
    ctx = {"codes": codes, "letters": _by_letter(articles), "total": len(articles)}
    return render(request, "codes.html", ctx)


def _breakable(code: str) -> SafeString:
    """A code that may be broken after its underscores where it is longer than a column."""
    return format_html_join(mark_safe("_<wbr>"), "{}", ((part,) for part in code.split("_")))


def _by_letter(articles: Iterable[Article]) -> list[Letter]:
    letters: defaultdict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: (_from_first_letter(article.title), article.pk)):
        letters[_from_first_letter(article.title)[:1] or "#"].append(article)
    return [Letter(letter, letters[letter]) for letter in sorted(letters)]


def _from_first_letter(title: str) -> str:
    """The title from its first letter on, in capitals: quotation marks and braces do not count in an alphabet."""
    found = FIRST_LETTER.search(title)
    return title[found.start() :].upper() if found else ""
