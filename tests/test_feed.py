from datetime import date
from xml.etree import ElementTree

from django.test import TestCase, override_settings

from tests.articles import make_article

ATOM = "{http://www.w3.org/2005/Atom}"


class FeedTests(TestCase):
    def feed(self, path: str) -> ElementTree.Element:
        response = self.client.get(path)
        self.assertEqual(response.headers["Content-Type"], "application/atom+xml; charset=utf-8")
        self.assertIn("public", response.headers["Cache-Control"])
        return ElementTree.fromstring(response.content)

    def links(self, path: str) -> list[str | None]:
        entries = self.feed(path).iter(f"{ATOM}entry")
        return [link.get("href") for entry in entries if (link := entry.find(f"{ATOM}link")) is not None]

    def test_the_newest_article_comes_first(self) -> None:
        make_article("docker/first")
        make_article("docker/second")
        make_article("docker/draft", status="draft")
        self.assertEqual(self.links("/feed/"), ["http://testserver/docker/second/", "http://testserver/docker/first/"])

    @override_settings(SITE_URL="https://errors.example.org")
    def test_its_addresses_are_those_of_the_public_site(self) -> None:
        make_article()
        self.assertEqual(self.links("/feed/"), ["https://errors.example.org/docker/manifest-unknown/"])
        hrefs = {link.get("rel"): link.get("href") for link in self.feed("/feed/").findall(f"{ATOM}link")}
        self.assertEqual(hrefs["self"], "https://errors.example.org/feed/")

    def test_what_was_reviewed_last_comes_first_in_the_feed_of_reviews(self) -> None:
        make_article("docker/new", reviewed_on=date(2026, 11, 20))
        make_article("docker/old", reviewed_on=date(2026, 11, 22))
        make_article("docker/never", reviewed_on=None, reviewed_by="")
        self.assertEqual(
            self.links("/feed/reviewed/"), ["http://testserver/docker/old/", "http://testserver/docker/new/"]
        )
        updated = self.feed("/feed/reviewed/").find(f"{ATOM}entry/{ATOM}updated")
        assert updated is not None
        self.assertEqual(updated.text, "2026-11-22T00:00:00+00:00")

    def test_a_tool_has_a_feed_of_its_own(self) -> None:
        make_article()
        make_article("git/other", tool_name="Git")
        self.assertEqual(self.links("/feed/git/"), ["http://testserver/git/other/"])
        self.assertContains(self.client.get("/git/"), 'type="application/atom+xml" href="/feed/git/"')
        self.assertEqual(self.client.get("/feed/nothing/").status_code, 404)

    def test_html_in_a_title_is_text(self) -> None:
        make_article(title="<script>alert(1)</script> & more")
        entry = self.feed("/feed/").find(f"{ATOM}entry/{ATOM}title")
        assert entry is not None
        self.assertEqual(entry.text, "<script>alert(1)</script> & more")
