"""The JSON interface does what its description says, whatever is sent to it."""

import json
from typing import Any

import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import TestCase, override_settings
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi import checks

from kb.wsgi import application
from tests.articles import SLUG, make_article

EXAMPLES = 12
PLAIN = {"Accept-Encoding": "identity"}  # the WSGI transport of schemathesis unpacks nothing
CHECKS = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    schemathesis.checks.not_a_server_error,
]


@override_settings(ALLOWED_HOSTS=["*"], MATCH_RATE_PER_MINUTE=100_000, SUGGEST_RATE_PER_MINUTE=100_000)
class ApiTests(TestCase):
    def setUp(self) -> None:
        make_article()
        # As Django's own test client does: the end of a request must not close the connection of the test.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
            self.addCleanup(signal.connect, close_old_connections)

    def description(self) -> dict[str, Any]:
        described: dict[str, Any] = self.client.get("/api/openapi.json").json()
        return described

    def test_it_answers_as_described_whatever_is_sent(self) -> None:
        schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
        tried = []
        for result in schema.get_all_operations():
            operation = result.ok()  # type: ignore[union-attr]

            @given(case=operation.as_strategy())
            @settings(
                max_examples=EXAMPLES, derandomize=True, deadline=None, database=None,
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            def run(case: schemathesis.Case) -> None:
                case.call_and_validate(headers=PLAIN, checks=CHECKS)

            with self.subTest(operation.label):
                run()
                tried.append(operation.label)
        self.assertEqual(len(tried), 6)

    def test_the_examples_of_the_description_work(self) -> None:
        match = self.description()["paths"]["/match"]["post"]["requestBody"]["content"]["application/json"]["example"]
        headers = {"Accept": "application/json"}
        data = self.client.post("/match", json.dumps(match), "application/json", headers=headers).json()
        self.assertEqual((data["verdict"], data["answers"][0]["article"]["slug"]), ("match", SLUG))
        self.assertEqual(self.client.get(f"/{SLUG}.json").status_code, 200)

    def test_every_property_of_an_answer_is_described(self) -> None:
        schemas = self.description()["components"]["schemas"]
        for path, name in (
            (f"/{SLUG}.json", "Article"),
            ("/docker.json", "Tool"),
            ("/search.json?q=manifest", "Search"),
        ):
            self.assertEqual(set(self.client.get(path).json()), set(schemas[name]["properties"]), name)

    @override_settings(SITE_URL="https://errors.example.org")
    def test_the_page_shows_each_operation_with_a_command_that_does_it(self) -> None:
        response = self.client.get("/api/")
        for operation in self.description()["paths"].values():
            for each in operation.values():
                self.assertContains(response, each["summary"])
        self.assertContains(response, "curl &#x27;https://errors.example.org/docker/manifest-unknown.json&#x27;")

    def test_description_and_page_may_be_cached(self) -> None:
        for path in ("/api/", "/api/openapi.json"):
            self.assertIn("public", self.client.get(path).headers["Cache-Control"])
