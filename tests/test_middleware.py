import logging

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import SimpleTestCase, TestCase, override_settings
from django.urls import include, path

from errors.models import User


def fine(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


def own_policy(request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"Content-Security-Policy": "sandbox"})


def unreachable(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection to server failed")


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError(request.body.decode())


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


urlpatterns = [
    path("fine", fine),
    path("own-policy", own_policy),
    path("unreachable", unreachable),
    path("broken", broken),
    path("refused", refused),
    path("admin/", admin.site.urls),
    path("", include("errors.urls")),
]
handler400 = "errors.views.errors.bad_request"
handler403 = "errors.views.errors.forbidden"
handler404 = "errors.views.errors.not_found"
handler500 = "errors.views.errors.server_error"


@override_settings(ROOT_URLCONF=__name__)
class HeadersTests(SimpleTestCase):
    def test_public_pages_may_load_only_what_is_ours(self) -> None:
        self.assertEqual(
            self.client.get("/fine").headers["Content-Security-Policy"],
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        )

    def test_error_pages_have_the_policy_as_well(self) -> None:
        self.assertIn("default-src 'none'", self.client.get("/no/such/page/at/all").headers["Content-Security-Policy"])

    def test_a_view_may_set_its_own_policy(self) -> None:
        self.assertEqual(self.client.get("/own-policy").headers["Content-Security-Policy"], "sandbox")

    def test_the_other_headers_are_there(self) -> None:
        headers = self.client.get("/fine").headers
        self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(headers["X-Frame-Options"], "DENY")
        self.assertEqual(headers["Referrer-Policy"], "strict-origin-when-cross-origin")
        self.assertEqual(headers["Cross-Origin-Opener-Policy"], "same-origin")
        self.assertIn("camera=()", headers["Permissions-Policy"])

    def test_a_page_sets_no_cookie_and_does_not_vary_by_it(self) -> None:
        self.client.cookies["sessionid"] = "left from the admin"
        response = self.client.get("/fine")
        self.assertFalse(response.cookies)
        self.assertNotIn("Cookie", response.headers.get("Vary", ""))

    def test_https_adds_hsts_and_redirects(self) -> None:
        with self.settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=60):
            self.assertRedirects(
                self.client.get("/fine"), "https://testserver/fine", 301, fetch_redirect_response=False
            )
            self.assertEqual(self.client.get("/fine", secure=True).headers["Strict-Transport-Security"], "max-age=60")


class AdminTests(TestCase):
    def test_it_works_under_the_strict_policy(self) -> None:
        self.client.force_login(User.objects.create_superuser("alice", password="a long password"))
        response = self.client.get("/admin/")
        self.assertIn("script-src 'self'", response.headers["Content-Security-Policy"])
        self.assertNotContains(response, "<style")
        self.assertNotRegex(response.content.decode(), r'\sstyle="|<script>|\son[a-z]+="')


@override_settings(ROOT_URLCONF=__name__)
class DatabaseDownTests(SimpleTestCase):
    def test_it_answers_503_with_a_plain_page(self) -> None:
        with self.assertLogs("kb.middleware", logging.ERROR):
            response = self.client.get("/unreachable")
        self.assertContains(response, "cannot reach its database", status_code=503)
        self.assertEqual(response.headers["Retry-After"], "30")
        self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_other_errors_stay_500(self) -> None:
        self.client.raise_request_exception = False
        with self.assertLogs("django.request", logging.ERROR):
            self.assertEqual(self.client.post("/broken").status_code, 500)


@override_settings(ROOT_URLCONF=__name__)
class ErrorPagesTests(SimpleTestCase):
    def test_404_says_what_to_do(self) -> None:
        response = self.client.get("/no/such/page/at/all")
        self.assertContains(response, "Page not found", status_code=404)
        self.assertContains(response, "search", status_code=404)

    def test_403_is_plain(self) -> None:
        self.assertContains(self.client.get("/refused"), "Not allowed", status_code=403)

    def test_400_for_a_host_that_is_not_ours(self) -> None:
        with self.assertLogs("django.security.DisallowedHost", logging.ERROR):
            response = self.client.get("/fine", headers={"host": "evil.example"})
        self.assertContains(response, "Bad request", status_code=400)

    def test_a_failed_csrf_check_is_a_plain_403(self) -> None:
        client = self.client_class(enforce_csrf_checks=True)
        self.assertContains(client.post("/fine", {"a": "b"}), "Not allowed", status_code=403)

    def test_500_shows_nothing_of_what_broke(self) -> None:
        self.client.raise_request_exception = False
        with self.assertLogs("django.request", logging.ERROR):
            response = self.client.post("/broken", "pasted text", content_type="text/plain")
        self.assertContains(response, "(500)", status_code=500)
        self.assertNotContains(response, "pasted text", status_code=500)


@override_settings(ROOT_URLCONF=__name__)
class RequestLogTests(SimpleTestCase):
    def test_it_logs_method_path_status_and_time_but_no_query_and_no_body(self) -> None:
        with self.assertLogs("kb.requests", logging.INFO) as logs:
            self.client.post("/fine?q=pasted", "pasted too", content_type="text/plain")
        (record,) = logs.records
        self.assertRegex(record.getMessage(), r"^POST /fine (200|403) \d+\.\d ms$")
        self.assertNotIn("pasted", repr(record.__dict__))

    def test_it_logs_a_request_that_failed(self) -> None:
        self.client.raise_request_exception = False
        with self.assertLogs("kb.requests", logging.INFO) as logs, self.assertLogs("django.request", logging.ERROR):
            self.client.get("/broken")
        self.assertIn("GET /broken 500", logs.output[0])
