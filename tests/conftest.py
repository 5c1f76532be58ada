"""What all tests share: PostgreSQL for the session, and a browser for those that ask for one."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches

from kb import embedded_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[None]:
    """A real PostgreSQL: the server of DATABASE_URL where that is set, else the embedded one."""
    if not settings.EMBEDDED_POSTGRES:
        yield
        return
    with embedded_postgres.running(settings.DATA_DIR):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgres: None) -> None:
    """Pytest-django asks for this before it makes the test database."""


@pytest.fixture(autouse=True)
def no_kept_pages() -> None:
    """Each test begins as a fresh process does: no page is kept from the test before."""
    caches["pages"].clear()
    caches["searches"].clear()
