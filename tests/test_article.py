import gzip
import json
import re

from django.test import TestCase, override_settings

from errors import articlefile
from errors.models import Article, Redirect
from tests.articles import SLUG, make_article, make_document

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

    def test_a_page_that_the_process_has_made_before_costs_one_query(self) -> None:
        make_article()
        first = self.client.get(PATH)
        with self.assertNumQueries(1):
            again = self.client.get(PATH)
        self.assertEqual(again.content, first.content)
        with self.assertNumQueries(1):
            unchanged = self.client.get(PATH, headers={"If-None-Match": first.headers["ETag"]})
        self.assertEqual((unchanged.status_code, unchanged.content), (304, b""))

    @override_settings(PAGES_TRUSTED_SECONDS=60)
    def test_a_page_that_everybody_reads_at_once_asks_nothing_of_the_database(self) -> None:
        make_article()
        first = self.client.get(PATH)
        with self.assertNumQueries(0):
            again = self.client.get(PATH, headers={"If-None-Match": first.headers["ETag"]})
        self.assertEqual(again.status_code, 304)

    def test_an_edit_is_seen_at_once(self) -> None:
        article = make_article()
        tag = self.client.get(PATH).headers["ETag"]
        make_article(meaning="Something else entirely.")
        response = self.client.get(PATH, headers={"If-None-Match": tag})
        self.assertContains(response, "Something else entirely.")
        article.tool.name = "Moby"
        article.tool.save()
        self.assertContains(self.client.get(PATH), "Moby")
        make_article(status="draft")
        self.assertEqual(self.client.get(PATH).status_code, 404)

    def test_it_comes_compressed_to_those_who_take_that(self) -> None:
        make_article()
        plain = self.client.get(PATH)
        packed = self.client.get(PATH, headers={"Accept-Encoding": "br, gzip"})
        self.assertEqual(gzip.decompress(packed.content), plain.content)
        self.assertEqual(packed.headers["ETag"], plain.headers["ETag"])
        for response in (plain, packed):
            self.assertIn("Accept-Encoding", response.headers["Vary"])

    def test_caches_may_keep_it_and_show_it_while_the_site_is_down(self) -> None:
        headers = (make_article(), self.client.get(PATH).headers)[1]
        for word in ("public", "max-age=60", "stale-while-revalidate=", "stale-if-error="):
            self.assertIn(word, headers["Cache-Control"])
        since = self.client.get(PATH, headers={"If-Modified-Since": headers["Last-Modified"]})
        self.assertEqual(since.status_code, 304)

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
        executable = html.replace('<script type="application/ld+json">', "<data>")  # a data block: no policy stops it
        self.assertNotRegex(executable, r"<script(?![^>]*\ssrc=)[^>]*>\s*[^<\s]")
        self.assertNotRegex(html, r"<[^>]+\sstyle=")
        self.assertNotIn("<style", html)


class ArticleFormsTests(TestCase):
    def test_the_markdown_form_is_the_article_file(self) -> None:
        make_article()
        response = self.client.get(f"/{SLUG}.md")
        self.assertEqual(response.headers["Content-Type"], "text/markdown; charset=utf-8")
        self.assertEqual(articlefile.parse(response.content.decode()), make_document())

    @override_settings(SITE_URL="https://errors.example.org")
    def test_the_json_form_holds_every_part(self) -> None:
        make_article(title="E4711: manifest for {image}:{tag} not found")
        data = json.loads(self.client.get(f"/{SLUG}.json").content)
        self.assertEqual(data["slug"], SLUG)
        self.assertEqual(data["url"], f"https://errors.example.org/{SLUG}/")
        self.assertEqual(data["codes"], ["E4711"])
        self.assertEqual(data["reviewed_on"], "2026-11-23")
        self.assertEqual(data["fixes"][0]["cures"], ["Misspelt tag", "Deleted tag"])
        self.assertEqual(data["related"][0]["difference"], "The tag exists, for another platform.")

    def test_each_form_can_be_kept_and_asked_for_conditionally_with_one_query(self) -> None:
        make_article()
        for ending in (".md", ".json"):
            first = self.client.get(f"/{SLUG}{ending}")
            self.assertIn("stale-if-error", first.headers["Cache-Control"])
            self.assertIn("Last-Modified", first.headers)
            with self.assertNumQueries(1):
                again = self.client.get(f"/{SLUG}{ending}", headers={"If-None-Match": first.headers["ETag"]})
            self.assertEqual(again.status_code, 304)

    def test_the_page_links_to_its_other_forms(self) -> None:
        make_article()
        html = self.client.get(PATH).content.decode()
        for kind, ending in (("text/markdown", ".md"), ("application/json", ".json")):
            self.assertIn(f'<link rel="alternate" type="{kind}" href="/{SLUG}{ending}">', html)

    def test_a_draft_has_no_form_and_an_old_address_leads_to_the_new_one(self) -> None:
        article: Article = make_article()
        Redirect.objects.create(slug="docker/old-name", article=article)
        for ending in (".md", ".json"):
            response = self.client.get(f"/docker/old-name{ending}")
            self.assertRedirects(response, f"/{SLUG}{ending}", status_code=301)
        make_article(status="draft")
        for ending in (".md", ".json"):
            self.assertEqual(self.client.get(f"/{SLUG}{ending}").status_code, 404)
