from datetime import timedelta
from unittest import mock

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, SimpleTestCase, TestCase, override_settings
from django.utils import timezone

from errors.models import RateLimit
from errors.ratelimit import check, client_address, limited, visitor_key


def request_from(address: str, method: str = "POST", **headers: str) -> HttpRequest:
    return RequestFactory().generic(method, "/match", REMOTE_ADDR=address, headers=headers)


@limited("match", "MATCH_RATE_PER_MINUTE", seconds=60)
def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("answered")


class ClientAddressTests(SimpleTestCase):
    def test_it_is_the_address_of_the_connection(self) -> None:
        request = request_from("192.0.2.1", **{"X-Forwarded-For": "203.0.113.9"})
        self.assertEqual(client_address(request), "192.0.2.1")

    @override_settings(TRUST_PROXY=True)
    def test_behind_a_proxy_it_is_the_address_that_the_proxy_saw(self) -> None:
        request = request_from("127.0.0.1", **{"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
        self.assertEqual(client_address(request), "198.51.100.7")

    @override_settings(TRUST_PROXY=True)
    def test_a_proxy_that_says_nothing_does_not_break_it(self) -> None:
        self.assertEqual(client_address(request_from("127.0.0.1")), "127.0.0.1")


class VisitorKeyTests(SimpleTestCase):
    def key(self, address: str, scope: str = "match") -> str:
        return visitor_key(request_from(address), scope)

    def test_it_does_not_show_the_address(self) -> None:
        self.assertRegex(self.key("192.0.2.1"), r"^[0-9a-f]{64}$")
        with self.settings(SECRET_KEY="another"):
            other = self.key("192.0.2.1")
        self.assertNotEqual(self.key("192.0.2.1"), other)

    def test_it_differs_between_visitors_and_scopes(self) -> None:
        keys = {self.key("192.0.2.1"), self.key("192.0.2.2"), self.key("192.0.2.1", "feedback")}
        self.assertEqual(len(keys), 3)

    def test_all_addresses_of_one_home_are_one_visitor(self) -> None:
        self.assertEqual(self.key("2001:db8::1"), self.key("2001:db8::ffff:1"))
        self.assertNotEqual(self.key("2001:db8::1"), self.key("2001:db8:0:1::1"))

    def test_an_ipv4_address_in_ipv6_clothes_is_the_same_visitor(self) -> None:
        self.assertEqual(self.key("::ffff:192.0.2.1"), self.key("192.0.2.1"))
        self.assertNotEqual(self.key("::ffff:192.0.2.1"), self.key("::ffff:192.0.2.2"))

    def test_it_takes_anything_for_an_address(self) -> None:
        for address in ("", "unknown", "fe80::1%eth0", "a" * 10_000, "\x00"):
            with self.subTest(address[:10]):
                self.key(address)


@mock.patch("errors.ratelimit.random.randrange", return_value=1)
class AllowTests(TestCase):
    def ask(self, address: str = "192.0.2.1", scope: str = "match") -> bool:
        return check(request_from(address), scope, limit=2, seconds=60).allowed

    def test_it_allows_up_to_the_limit(self, _: mock.Mock) -> None:
        self.assertEqual([self.ask() for _turn in range(4)], [True, True, False, False])

    def test_visitors_and_scopes_are_counted_apart(self, _: mock.Mock) -> None:
        for _turn in range(3):
            self.ask()
        self.assertTrue(self.ask("192.0.2.2"))
        self.assertTrue(self.ask(scope="feedback"))

    def test_it_counts_anew_when_the_time_is_over(self, _: mock.Mock) -> None:
        for _turn in range(3):
            self.ask()
        RateLimit.objects.update(ends_at=timezone.now() - timedelta(hours=1))
        self.assertTrue(self.ask())
        self.assertGreater(RateLimit.objects.get().ends_at, timezone.now() - timedelta(minutes=1))

    def test_it_costs_one_query(self, _: mock.Mock) -> None:
        with self.assertNumQueries(1):
            self.ask()

    def test_it_stores_no_address(self, _: mock.Mock) -> None:
        self.ask("192.0.2.77")
        self.assertNotIn("192.0.2.77", str(RateLimit.objects.values().get()))

    def test_a_flood_does_not_overflow_the_count(self, _: mock.Mock) -> None:
        for _turn in range(5):
            self.ask()
        self.assertEqual(RateLimit.objects.get().count, 3)

    def test_it_says_how_long_to_wait(self, _: mock.Mock) -> None:
        self.assertEqual(check(request_from("192.0.2.1"), "match", limit=1, seconds=60).seconds_left, 60)


class PruneTests(TestCase):
    def test_now_and_then_it_removes_what_is_over(self) -> None:
        now = timezone.now()
        RateLimit.objects.create(key="old", count=1, ends_at=now - timedelta(minutes=1))
        RateLimit.objects.create(key="present", count=1, ends_at=now + timedelta(minutes=1))
        with mock.patch("errors.ratelimit.random.randrange", return_value=0):
            check(request_from("192.0.2.1"), "match", limit=2, seconds=60)
        self.assertFalse(RateLimit.objects.filter(key="old").exists())
        self.assertEqual(RateLimit.objects.count(), 2)


@override_settings(MATCH_RATE_PER_MINUTE=1)
class LimitedTests(TestCase):
    def test_it_answers_429_with_the_time_to_wait(self) -> None:
        self.assertEqual(view(request_from("192.0.2.1")).content, b"answered")
        response = view(request_from("192.0.2.1"))
        self.assertContains(response, "Too many requests", status_code=429)
        self.assertIn(int(response.headers["Retry-After"]), range(1, 61))

    def test_reading_is_not_limited(self) -> None:
        for _ in range(3):
            self.assertEqual(view(request_from("192.0.2.1", method="GET")).status_code, 200)
        self.assertFalse(RateLimit.objects.exists())
