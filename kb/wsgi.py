"""The WSGI application, for `manage.py serve` and for any other WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")

application = get_wsgi_application()
# Views are imported now and not by the first request; what is loaded stays, so that collecting garbage while a paste is
# matched need not look through it: that would take a quarter of the match's time, and now and then 80 ms at once.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
