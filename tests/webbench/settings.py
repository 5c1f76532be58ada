"""The site's settings, with one address more: an almost empty view to compare pages with."""

from kb.settings import *  # noqa: F403

ROOT_URLCONF = "tests.webbench.urls"
