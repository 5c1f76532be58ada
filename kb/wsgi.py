"""The WSGI application, for `manage.py serve` and for any other WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")

application = get_wsgi_application()
# Views are imported now and not by the first request. What is loaded stays: set aside, it need not be looked through
# whenever garbage is collected while a paste is matched.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
