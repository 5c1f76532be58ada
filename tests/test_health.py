from unittest import mock

from django.db import OperationalError, connection
from django.test import SimpleTestCase, TestCase


class HealthzTests(SimpleTestCase):
    def test_it_works_without_a_database(self) -> None:
        response = self.client.get("/healthz")
        self.assertEqual((response.status_code, response.json()), (200, {"status": "ok"}))

    def test_no_cache_keeps_it(self) -> None:
        self.assertIn("no-store", self.client.get("/healthz").headers["Cache-Control"])

    def test_it_answers_a_load_balancer_that_speaks_http_to_an_https_site(self) -> None:
        with self.settings(SECURE_SSL_REDIRECT=True):
            self.assertEqual(self.client.get("/healthz").status_code, 200)

    def test_it_takes_no_post(self) -> None:
        self.assertEqual(self.client.post("/healthz").status_code, 405)


class ReadyzTests(TestCase):
    def test_it_works(self) -> None:
        with self.assertNumQueries(1):
            response = self.client.get("/readyz")
        self.assertEqual((response.status_code, response.json()), (200, {"status": "ok"}))

    def test_it_says_503_when_the_database_is_down(self) -> None:
        with mock.patch.object(connection, "cursor", side_effect=OperationalError("secret host name")):
            response = self.client.get("/readyz")
        self.assertEqual(response.status_code, 503)
        self.assertNotContains(response, "secret", status_code=503)
