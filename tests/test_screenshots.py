"""Pictures of errors lead to their articles: rendered by Chromium from the project's own pastes, and photographed."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import CHROMIUM, CHROMIUM_ARGS, missing_chromium
from tests.screenshots.recognition import recognise
from tests.screenshots.samples import samples

MUST_BE_FIRST = {"screenshot": 0.95, "photograph": 0.80}


@pytest.mark.browser
def test_the_right_article_comes_first_for_nearly_all_pictures() -> None:
    if CHROMIUM is None:
        raise missing_chromium()
    found: dict[str, list[str]] = {kind: [] for kind in MUST_BE_FIRST}
    missed: dict[str, list[str]] = {kind: [] for kind in MUST_BE_FIRST}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        for sample in samples(browser):
            (found if recognise(sample).is_first else missed)[sample.kind].append(f"{sample.slug} in {sample.scene}")
    for kind, share in MUST_BE_FIRST.items():
        assert len(found[kind]) >= share * (len(found[kind]) + len(missed[kind])), (kind, missed[kind])
        assert len(found[kind]) >= 20
