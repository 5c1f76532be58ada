"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from errors.address import site_address
from errors.pictures.reading import MOST_BYTES


def site(request: HttpRequest) -> dict[str, Any]:
    """The name of the site, its public address where one is set, and the longest paste and picture that it takes.

    SITE_ADDRESS is that address, or the one that this request used. It is asked for by the pages that need it: the
    page that refuses a request for a foreign host has none.
    """
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "SITE_ADDRESS": lambda: site_address(request),
        "MAX_PASTE_BYTES": settings.MAX_PASTE_BYTES,
        "MAX_PICTURE_BYTES": MOST_BYTES,
    }
