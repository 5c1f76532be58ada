from django.test import TestCase

from errors.models import Tool
from tests.articles import make_article


class ToolTests(TestCase):
    def test_it_works(self) -> None:
        make_article()
        make_article("docker/draft", status="draft")
        response = self.client.get("/docker/")
        self.assertContains(response, "/docker/manifest-unknown/")
        self.assertContains(response, "The registry has the repository")
        self.assertNotContains(response, "/docker/draft/")

    def test_a_tool_without_articles_says_so(self) -> None:
        Tool.objects.create(slug="cobol", name="COBOL")
        self.assertContains(self.client.get("/cobol/"), "no article about COBOL yet")

    def test_an_unknown_tool_is_not_found(self) -> None:
        self.assertEqual(self.client.get("/nothing/").status_code, 404)

    def test_it_costs_a_few_queries_however_many_articles(self) -> None:
        for number in range(5):
            make_article(f"docker/error-{number}")
        with self.assertNumQueries(3):
            self.client.get("/docker/")

    def test_programs_get_the_same_list(self) -> None:
        make_article()
        make_article("docker/draft", status="draft")
        data = self.client.get("/docker.json").json()
        self.assertEqual([each["slug"] for each in data["articles"]], ["docker/manifest-unknown"])
        self.assertIn("The registry has the repository", data["articles"][0]["summary"])
        self.assertEqual(self.client.get("/nothing.json").status_code, 404)

    def test_it_groups_articles_by_what_one_was_doing_the_largest_group_first(self) -> None:
        make_article("docker/login", doing="Logging in")
        make_article("docker/pull-1", doing="Pulling an image")
        make_article("docker/pull-2", doing="Pulling an image")
        make_article("docker/other", doing="")
        html = self.client.get("/docker/").content.decode()
        texts = (
            '<h2 id="pulling-an-image">',
            "/docker/pull-2/",
            '<h2 id="logging-in">',
            "/docker/login/",
            "Anything else",
        )
        places = [html.find(text) for text in (*texts, "/docker/other/")]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))

    def test_a_tool_without_groups_has_one_plain_list(self) -> None:
        make_article("docker/other", doing="")
        response = self.client.get("/docker/")
        self.assertNotContains(response, "<h2")
        self.assertNotContains(response, "What were you doing?")
