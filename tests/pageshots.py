"""python -m tests.pageshots FOLDER [--only WORD ...] [--width 360 ...]: a picture of every page, to be looked at.

Every page and state of tests/everypage.py, with the whole library, at the widths of a phone, a tablet and a desktop,
light and dark.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import django

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (360, 768, 1440)
HEIGHT = 800
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> int:
    options = arguments()
    begin()
    options.folder.mkdir(parents=True, exist_ok=True)
    from tests.bench.database import bench_database

    with bench_database(), site() as address:
        take_all(address, options)
    return 0


def begin() -> None:
    """Django as a command that opens pages in a browser needs it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    django.setup()
    logging.disable(logging.CRITICAL)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.pageshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[], metavar="WORD", help="pages whose name holds one of these")
    parser.add_argument("--width", nargs="*", type=int, default=WIDTHS)
    return parser.parse_args()


@contextmanager
def site() -> Iterator[str]:
    """The address of the site, served by a thread of this process."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread
    from django.test.utils import override_settings

    limits = ("MATCH", "SUGGEST", "PICTURE")
    without_limits = {f"{each}_RATE_PER_MINUTE": 1_000_000 for each in limits}
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    with override_settings(ALLOWED_HOSTS=["*"], FEEDBACK_RATE_PER_HOUR=1_000_000, **without_limits):
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        try:
            yield f"http://127.0.0.1:{server.port}"
        finally:
            server.terminate()


def take_all(address: str, options: argparse.Namespace) -> None:
    from django.db import connection
    from playwright.sync_api import sync_playwright

    from tests.browser import CHROMIUM, CHROMIUM_ARGS
    from tests.everypage import DESK, PUBLIC, Window, furnish, sign_in

    furnish([])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        rows = [(name, opener, False) for name, opener in PUBLIC.items()]
        rows += [("sign in", DESK["desk"], False), *((f"desk, {name}", opener, True) for name, opener in DESK.items())]
        for name, opener, is_desk in rows:
            if options.only and not any(word in name for word in options.only):
                continue
            window = Window(browser.new_context(), address)
            if is_desk:
                sign_in(window, "dana")
            take(opener(window), name, options)
            window.browser.close()
        browser.close()
        connection.close()  # beside Playwright's event loop Django gave this thread a second one


def take(page: Page, name: str, options: argparse.Namespace) -> None:
    """The page from top to end, at each width, light and dark."""
    file = re.sub(r"[^a-z0-9]+", "-", name)
    for width, scheme in product(options.width, SCHEMES):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=options.folder / f"{file}-{width}-{scheme}.png", full_page=True)
    print(name, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
