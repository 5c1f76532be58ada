from xml.etree import ElementTree

from django.test import TestCase, override_settings

from errors.models import InfoPage
from tests.articles import make_article

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITE = override_settings(SITE_URL="https://errors.example.org")


class SitemapTests(TestCase):
    def addresses(self, path: str) -> list[str]:
        tree = ElementTree.fromstring(self.client.get(path).content)
        return [str(element.text) for element in tree.iter(f"{SITEMAP}loc")]

    def test_the_index_lists_every_sitemap_with_its_last_change(self) -> None:
        make_article()
        sitemaps = [f"http://testserver/sitemap-{name}.xml" for name in ("articles", "tools", "pages")]
        self.assertEqual(self.addresses("/sitemap.xml"), sitemaps)
        self.assertContains(self.client.get("/sitemap.xml"), "<lastmod>", 2)

    def test_they_list_published_articles_their_tools_and_the_pages(self) -> None:
        article = make_article()
        make_article("git/draft", tool_name="Git", status="draft")
        InfoPage.objects.create(slug="how-we-review", title="How", body="So.")
        self.assertEqual(self.addresses("/sitemap-articles.xml"), ["http://testserver/docker/manifest-unknown/"])
        self.assertEqual(self.addresses("/sitemap-tools.xml"), ["http://testserver/docker/"])
        self.assertIn("http://testserver/about/how-we-review/", self.addresses("/sitemap-pages.xml"))
        self.assertContains(
            self.client.get("/sitemap-articles.xml"), f"<lastmod>{article.updated_at:%Y-%m-%d}</lastmod>"
        )

    def test_every_address_in_them_is_a_page(self) -> None:
        make_article()
        for name in ("articles", "tools", "pages"):
            for address in self.addresses(f"/sitemap-{name}.xml"):
                self.assertEqual(self.client.get(address.removeprefix("http://testserver")).status_code, 200, address)

    def test_they_work_without_articles_and_an_unknown_one_is_not_found(self) -> None:
        self.assertEqual(self.addresses("/sitemap-articles.xml"), [])
        self.assertEqual(self.client.get("/sitemap-nothing.xml").status_code, 404)


class FixedAddressesTests(TestCase):
    @SITE
    def test_robots_txt_names_the_sitemap_and_what_no_robot_needs(self) -> None:
        response = self.client.get("/robots.txt")
        self.assertContains(response, "Sitemap: https://errors.example.org/sitemap.xml")
        self.assertContains(response, "Disallow: /admin/")
        self.assertEqual(response.headers["Content-Type"], "text/plain; charset=utf-8")

    @SITE
    def test_llms_txt_says_how_to_ask_and_lists_the_tools(self) -> None:
        make_article()
        text = self.client.get("/llms.txt").content.decode()
        self.assertTrue(text.startswith("# Whatbroke\n\n> "))
        self.assertIn("- [Docker](https://errors.example.org/docker.json): 1 article\n", text)

    @SITE
    def test_a_browser_can_add_the_search(self) -> None:
        response = self.client.get("/opensearch.xml")
        urls = [url.get("template") for url in ElementTree.fromstring(response.content).iter(f"{OPENSEARCH}Url")]
        self.assertEqual(urls[0], "https://errors.example.org/search?q={searchTerms}")
        self.assertContains(self.client.get("/"), 'href="/opensearch.xml"')

    def test_all_of_them_may_be_cached(self) -> None:
        for path in ("/robots.txt", "/llms.txt", "/opensearch.xml", "/sitemap.xml", "/sitemap-pages.xml"):
            response = self.client.get(path)
            self.assertIn("public", response.headers["Cache-Control"], path)
            self.assertIn("ETag", response.headers, path)
