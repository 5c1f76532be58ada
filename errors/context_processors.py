"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str | int]:
    """The name of the site, its public address where one is set, and the longest paste that it takes."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "MAX_PASTE_BYTES": settings.MAX_PASTE_BYTES,
    }
