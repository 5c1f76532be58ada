"""What search engines and link previews read of an article's page, read back as they do."""

from typing import Any

import extruct
from django.test import TestCase, override_settings

from errors.articledocument import Passage
from tests.articles import SLUG, make_article

ADDRESS = "https://errors.example.org"


@override_settings(SITE_URL=ADDRESS)
class StructuredDataTests(TestCase):
    def data(self) -> dict[str, Any]:
        html = self.client.get(f"/{SLUG}/").content.decode()
        read: dict[str, Any] = extruct.extract(html, base_url=ADDRESS, syntaxes=["json-ld", "opengraph"], uniform=True)
        return read

    def graph(self) -> dict[str, Any]:
        return {item["@type"]: item for item in self.data()["json-ld"][0]["@graph"]}

    def test_the_article_says_what_it_is_about_and_when_it_changed(self) -> None:
        article = make_article()
        data = self.graph()["TechArticle"]
        self.assertEqual(data["headline"], article.title)
        self.assertEqual(data["url"], f"{ADDRESS}/{SLUG}/")
        self.assertEqual(data["image"], f"{ADDRESS}/{SLUG}.png")
        self.assertEqual(data["dateModified"], article.updated_at.date().isoformat())

    def test_breadcrumbs_lead_from_home_over_the_tool(self) -> None:
        make_article()
        items = [step["item"] for step in self.graph()["BreadcrumbList"]["itemListElement"]]
        self.assertEqual(items, [f"{ADDRESS}/", f"{ADDRESS}/docker/", f"{ADDRESS}/{SLUG}/"])

    def test_questions_and_answers_are_there_where_the_article_has_some(self) -> None:
        make_article(questions=[Passage("Is my login wrong?", "No, `docker pull` needs **none**.")])
        question = self.graph()["FAQPage"]["mainEntity"][0]
        self.assertEqual(question["name"], "Is my login wrong?")
        self.assertEqual(
            question["acceptedAnswer"]["text"].strip(),
            "<p>No, <code>docker pull</code> needs <strong>none</strong>.</p>",
        )
        make_article(questions=[])
        self.assertNotIn("FAQPage", self.graph())

    def test_nothing_in_an_article_can_end_the_script_element(self) -> None:
        title = '</script><script>alert(1)</script><!-- & \u2028 "quoted"'
        make_article(title=title)
        self.assertEqual(self.graph()["TechArticle"]["headline"], title)
        self.assertNotIn("<script>alert", self.client.get(f"/{SLUG}/").content.decode())

    def test_a_link_to_it_shows_its_title_and_its_picture(self) -> None:
        make_article(title='image "{image}" & more')
        data = self.data()["opengraph"][0]
        self.assertEqual(data["og:title"], 'image "{image}" & more')
        self.assertEqual(data["og:url"], f"{ADDRESS}/{SLUG}/")
        self.assertEqual(data["og:image"], f"{ADDRESS}/{SLUG}.png")
        self.assertIn(f'<link rel="canonical" href="{ADDRESS}/{SLUG}/">', self.client.get(f"/{SLUG}/").content.decode())
