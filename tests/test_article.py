import re

from django.test import TestCase

from errors.models import Redirect
from tests.articles import SLUG, make_article

PATH = f"/{SLUG}/"
ANCHORS = [
    "quick-fix",
    "meaning",
    "causes",
    "fixes",
    "reviewed",
    "why",
    "checklist",
    "examples",
    "edge-cases",
    "feedback",
    "faq",
    "also-known-as",
    "search-variations",
    "related",
    "sources",
    "still-stuck",
]


class ArticleTests(TestCase):
    def html(self, path: str = PATH) -> str:
        return self.client.get(path).content.decode()

    def test_every_section_stands_on_the_page_in_the_order_of_the_design(self) -> None:
        make_article()
        make_article("docker/no-matching-manifest-for-platform", title="no matching manifest")
        html = self.html()
        places = [html.find(f'id="{anchor}"') for anchor in ANCHORS]
        self.assertNotIn(-1, places, dict(zip(ANCHORS, places, strict=True)))
        self.assertEqual(places, sorted(places))

    def test_an_empty_section_is_absent(self) -> None:
        make_article(edge_cases=[], questions=[], aliases=[], search_variations=[], related=[], sources=[], examples=[])
        html = self.html()
        for anchor in ("edge-cases", "faq", "also-known-as", "search-variations", "related", "sources", "examples"):
            self.assertNotIn(f'id="{anchor}"', html)
            self.assertNotIn(f'href="#{anchor}"', html)

    def test_an_anchor_stands_once(self) -> None:
        make_article()
        ids = re.findall(r'\sid="([^"]+)"', self.html())
        self.assertEqual(len(ids), len(set(ids)))

    def test_it_costs_two_queries(self) -> None:
        make_article()
        make_article("docker/no-matching-manifest-for-platform", title="no matching manifest")
        with self.assertNumQueries(2):
            self.html()

    def test_a_related_error_that_readers_cannot_open_is_left_out(self) -> None:
        make_article()
        make_article("docker/no-matching-manifest-for-platform", title="no matching manifest", status="draft")
        self.assertNotIn("no-matching-manifest-for-platform", self.html())

    def test_drafts_are_not_found(self) -> None:
        for status in ("draft", "in-review"):
            make_article(status=status)
            self.assertEqual(self.client.get(PATH).status_code, 404)

    def test_an_archived_article_keeps_its_address_and_says_so(self) -> None:
        make_article(status="archived")
        self.assertContains(self.client.get(PATH), "Archived.")

    def test_it_says_with_what_it_was_proved(self) -> None:
        make_article()
        self.assertIn("Reproduced and fixed with Docker version 28.2.2 on Debian 12", self.html())
        make_article(proved_with="", proved_on=None)
        self.assertNotIn("Reproduced", self.html())

    def test_an_old_address_leads_to_the_new_one(self) -> None:
        Redirect.objects.create(slug="docker/old-name", article=make_article())
        response = self.client.get("/docker/old-name/")
        self.assertRedirects(response, PATH, status_code=301)

    def test_html_and_template_syntax_in_a_title_are_text(self) -> None:
        make_article(title="<script>alert(1)</script> {{ x }} {% y %}")
        html = self.html()
        self.assertNotIn("<script>alert", html)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt; {{ x }} {% y %}", html)

    def test_it_is_the_same_bytes_for_everyone(self) -> None:
        make_article()
        response = self.client.get(PATH)
        self.assertFalse(response.cookies)
        self.assertNotIn("Cookie", response.headers.get("Vary", ""))
        self.assertNotIn("csrfmiddlewaretoken", response.content.decode())

    def test_it_has_no_inline_script_or_style(self) -> None:
        make_article()
        html = self.html()
        self.assertNotRegex(html, r"<script(?![^>]*\ssrc=)[^>]*>\s*[^<\s]")
        self.assertNotRegex(html, r"<[^>]+\sstyle=")
        self.assertNotIn("<style", html)
