"""A measurement in a fresh process, whose memory holds nothing but what a match needs."""

from __future__ import annotations

import gc
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import django
from django.db import connection
from django.utils.module_loading import import_string


def apart(name: str, *arguments: Any) -> Any:
    """What the function of this dotted name returns in another process, on the database of this one."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        settings, database = os.environ["DJANGO_SETTINGS_MODULE"], str(connection.settings_dict["NAME"])
        return pool.submit(_call, settings, database, name, arguments).result()


def _call(settings: str, database: str, name: str, arguments: tuple[Any, ...]) -> Any:
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    django.setup()
    connection.settings_dict["NAME"] = database
    function = import_string(name)  # Django's models can be imported only now
    gc.collect()
    gc.freeze()  # as in kb/wsgi.py
    return function(*arguments)
