"""Pictures of errors lead to their articles: rendered by Chromium from the project's own pastes, and photographed."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import CHROMIUM, CHROMIUM_ARGS, missing_chromium
from tests.screenshots.recognition import Recognition, recognise
from tests.screenshots.samples import Sample, samples

LEAST = {"screenshot": {"first": 0.95, "match": 0.85}, "photograph": {"first": 0.80, "match": 0.70}}
"""The share of the pictures whose article must come first, and be called a match too."""


@pytest.mark.browser
def test_nearly_all_pictures_lead_to_the_right_article_and_most_are_called_a_match() -> None:
    if CHROMIUM is None:
        raise missing_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        done: list[tuple[Sample, Recognition]] = [(sample, recognise(sample)) for sample in samples(browser)]
    for kind, least in LEAST.items():
        of_kind = [(sample, result) for sample, result in done if sample.kind == kind]
        assert len(of_kind) >= 20
        missed = [f"{sample.slug} in {sample.scene}" for sample, result in of_kind if not result.is_first]
        unsure = [f"{sample.slug} in {sample.scene}" for sample, result in of_kind if not result.is_match]
        assert len(missed) <= (1 - least["first"]) * len(of_kind), (kind, missed)
        assert len(unsure) <= (1 - least["match"]) * len(of_kind), (kind, unsure)
    assert not [sample.slug for sample, result in done if result.is_wrong]
