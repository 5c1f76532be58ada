"""The public address of the site, for links that must be whole."""

from django.conf import settings
from django.http import HttpRequest


def site_address(request: HttpRequest) -> str:
    """SITE_URL, else the address by which this request came: scheme and host, without a slash at the end."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
