"""A run in a fresh process, whose memory holds nothing but what a match needs."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import django
from django.db import connection

from tests.bench.pastes import Paste

if TYPE_CHECKING:
    from tests.bench.scale import Run


def run_apart(pastes: Sequence[Paste]) -> Run:
    """Match every paste in another process, on the database of this one."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        settings, database = os.environ["DJANGO_SETTINGS_MODULE"], str(connection.settings_dict["NAME"])
        return pool.submit(_run, settings, database, pastes).result()


def _run(settings: str, database: str, pastes: Sequence[Paste]) -> Run:
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    django.setup()
    from tests.bench.scale import run_here  # Django's models can be imported only now

    connection.settings_dict["NAME"] = database
    gc.collect()
    gc.freeze()  # as in kb/wsgi.py
    return run_here(pastes)
