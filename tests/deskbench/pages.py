"""Every page of the desk, asked for in a process that has one of the databases to itself."""

from __future__ import annotations

import logging
import os
import time
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from errors.models import Article

Ask = Callable[[], Any]
STEPS = ("Saving a draft", "Approving")
"""What writes, and is no page: measured too, without a bound."""
GAP = "unit 7 of press is stuck"

_pages: dict[str, Ask] = {}


def prepare(database: str) -> None:
    """Run once in a fresh process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    warnings.filterwarnings("ignore", message="No directory at")
    django.setup()
    logging.disable(logging.WARNING)
    from tests.deskbench.database import use

    use(database)
    _pages.update(pages())


def names() -> list[str]:
    return list(_pages)


def queries_of(name: str) -> int:
    """How many queries a page costs, once everything that is made once is made. Raises RuntimeError where it fails."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _pages[name]()
    with CaptureQueriesContext(connection) as queries:
        response = _pages[name]()
    if response.status_code >= 400:
        raise RuntimeError(f"{name} answered {response.status_code}")
    return len(queries)


def milliseconds_of(name: str) -> float:
    started = time.perf_counter()
    _pages[name]()
    return (time.perf_counter() - started) * 1000


def pages() -> dict[str, Ask]:
    """Every page of the desk by its name, as functions that ask for it; and the steps that are more than a page."""
    from django.test import Client

    from errors.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="dana"))
    asked: dict[str, Ask] = {name: lambda path=path: client.get(path) for name, path in _addresses().items()}  # type: ignore[misc]
    return {**asked, **_steps(client)}


def _article() -> Article:
    """One that is published, with two versions and no draft."""
    from errors.models import Article

    return Article.objects.published().filter(draft=None, live__isnull=False).order_by("pk")[0]


def _addresses() -> dict[str, str]:
    from errors.articlefile import dump
    from errors.models import Article, Gap, Upload, User
    from tests.articles import make_document

    own = f"/admin/errors/article/{_article().pk}/"
    in_review = Article.objects.filter(draft__state="in-review").order_by("pk")[0]
    files = {"articles": {"docker/brought": dump(make_document())}, "history": {}}
    upload = Upload.objects.create(by=User.objects.get(username="dana"), files=files)
    return {
        "The desk": "/admin/",
        "Articles": "/admin/errors/article/",
        "Articles in review": "/admin/errors/article/?next=in-review",
        "Articles, page 5 by title": "/admin/errors/article/?o=1&p=5",
        "Articles, the last page": f"/admin/errors/article/?p={(Article.objects.count() - 1) // 50}",
        "Articles, searched": "/admin/errors/article/?q=registry+denied",
        "Writing": f"{own}change/",
        "A new article from a gap": f"/admin/errors/article/add/?gap={Gap.objects.order_by('-score')[0].pk}",
        "Preview": f"{own}preview/",
        "Review": f"/admin/errors/article/{in_review.pk}/review/",
        "History, two compared": f"/admin/errors/article/{in_review.pk}/history/?old=1&new=2",
        "A version": f"{own}versions/1/",
        "About": f"{own}about/",
        "Gaps": "/admin/gaps/",
        "Gaps, page 20": "/admin/gaps/?page=20",
        "Feedback": "/admin/feedback/",
        "Figures": "/admin/figures/",
        "Files": "/admin/files/",
        "Dry run of a file": f"/admin/files/{upload.pk}/",
        "Audit log": "/admin/errors/auditentry/",
        "Searches": "/admin/errors/search/",
        "Searches, searched": "/admin/errors/search/?q=press+stuck",
        "All feedback": "/admin/errors/feedback/",
        "Account": "/admin/account/",
    }


def _steps(client: Any) -> dict[str, Ask]:
    """Steps of an editor. What they write is taken back at once."""
    from errors import reviewing
    from errors.models import Article
    from tests.admin_case import form_data

    article = _article()
    path = f"/admin/errors/article/{article.pk}/"
    version = article.live.number if article.live else 0
    form = {**form_data(reviewing.working_document(article)), "paste": GAP, "base": version, "live": version}
    in_review = Article.objects.filter(draft__state="in-review").order_by("pk").select_related("draft")[0]
    number = in_review.draft.number if in_review.draft else 0
    decision = {"do": "approve", "version": number}
    return {
        "Trying a paste": lambda: client.post(f"{path}try/", form),
        "Saving a draft": lambda: _taken_back(lambda: client.post(f"{path}change/", form)),
        "Approving": lambda: _taken_back(
            lambda: client.post(f"/admin/errors/article/{in_review.pk}/review/", decision)
        ),
    }


def _taken_back(step: Ask) -> Any:
    from django.db import transaction

    with transaction.atomic():
        response = step()
        transaction.set_rollback(True)
    return response
