from django.test import TestCase

from errors.articledocument import Message
from errors.models import Code
from tests.articles import make_article


class SearchTests(TestCase):
    def test_it_works(self) -> None:
        make_article()
        response = self.client.get("/search", {"q": "manifest unknown"})
        self.assertContains(response, "/docker/manifest-unknown/")

    def test_it_marks_what_it_found_and_escapes_the_rest(self) -> None:
        make_article(meaning='The sprocket fell & "broke" off.')
        response = self.client.get("/search", {"q": "sprocket"})
        self.assertContains(response, "<mark>sprocket</mark> fell &amp; &quot;broke&quot;")

    def test_without_words_it_shows_the_box(self) -> None:
        self.assertContains(self.client.get("/search"), 'name="q"')

    def test_it_says_that_it_found_nothing(self) -> None:
        self.assertContains(self.client.get("/search", {"q": "zebra"}), "No article has “zebra”")

    def test_drafts_are_not_found(self) -> None:
        make_article(status="draft")
        self.assertNotContains(self.client.get("/search", {"q": "manifest"}), "/docker/")

    def test_any_query_and_page_is_a_page(self) -> None:
        make_article()
        for query in ("\x00manifest", "'; DROP TABLE x; --", '"unclosed', "-", "<script>", "a" * 5000, "| & !"):
            for page in ("0", "-1", "x", "999999999999"):
                with self.subTest(query[:20], page=page):
                    response = self.client.get("/search", {"q": query, "page": str(page)})
                    self.assertEqual(response.status_code, 200)
                    self.assertNotContains(response, "<script>")

    def test_it_pages(self) -> None:
        for number in range(21):
            make_article(f"docker/error-{number}")
        first = self.client.get("/search", {"q": "manifest"})
        self.assertContains(first, "page=2")
        self.assertContains(self.client.get("/search", {"q": "manifest", "page": "2"}), "page=1")

    def test_it_marks_matches_in_the_title_and_leaves_its_variable_parts_whole(self) -> None:
        make_article(title="image <b> {image} has no manifest", meaning="Nothing.")
        html = self.client.get("/search", {"q": "image manifest"}).content.decode()
        self.assertIn(
            "<mark>image</mark> &lt;b&gt; <var>{image}</var> has no <mark>manifest</mark>", html.replace("&#x27;", "'")
        )

    def test_a_part_of_a_text_has_dots_where_it_begins_or_ends_in_a_sentence(self) -> None:
        words = " ".join(f"word{number}" for number in range(60))
        make_article("docker/cut-short", title="cut short", meaning=f"{words} sprocket {words}.")
        page = self.client.get("/search?q=sprocket").content.decode()
        self.assertRegex(page, r"<p>… .*<mark>sprocket</mark> .* word\d+ …</p>")

    def test_a_whole_text_has_no_dots(self) -> None:
        make_article("docker/whole", title="whole", meaning="One sprocket is upside down.")
        page = self.client.get("/search?q=sprocket").content.decode()
        self.assertIn("<p>One <mark>sprocket</mark> is upside down.</p>", page)

    def test_many_tools_are_folded_so_that_the_answers_come_first(self) -> None:
        for number in range(21):
            self.assertNotContains(self.client.get("/search?q=manifest"), "<summary>By tool</summary>")
            make_article(f"tool-{number}/one", tool_name=f"Tool {number}")
        self.assertContains(self.client.get("/search?q=manifest"), "<summary>By tool</summary>")

    def test_the_chosen_tool_is_named_as_its_makers_write_it(self) -> None:
        make_article("docker/one")
        self.assertContains(self.client.get("/search?q=manifest&tool=docker"), "Docker only")

    def test_it_filters_by_tool_and_counts_each(self) -> None:
        make_article("docker/one")
        make_article("docker/two")
        make_article("podman/one", tool_name="Podman")
        response = self.client.get("/search", {"q": "manifest", "tool": "podman"})
        self.assertContains(response, "/podman/one/")
        self.assertNotContains(response, "/docker/one/")
        self.assertContains(response, '?q=manifest&amp;tool=docker">Docker</a> 2')
        self.assertContains(response, 'tool=podman" aria-current="true">Podman</a> 1')
        none = self.client.get("/search", {"q": "manifest", "tool": "<script>"})
        self.assertNotContains(none, "<script>")

    def test_a_misspelt_word_is_read_as_what_was_meant_and_the_page_says_so(self) -> None:
        make_article()
        response = self.client.get("/search", {"q": "manifset unknown"})
        self.assertContains(response, "No article has “manifset unknown”.")
        self.assertContains(response, "<strong>manifest unknown</strong>")
        self.assertContains(response, "/docker/manifest-unknown/")

    def test_a_digit_is_never_forgiven(self) -> None:
        make_article(title="error TS2345: no", messages=[Message("error TS2345: no")])
        self.assertContains(self.client.get("/search", {"q": "TS2346"}), "No article has “TS2346”")

    def test_where_no_article_has_all_words_some_of_them_will_do(self) -> None:
        make_article()
        response = self.client.get("/search", {"q": "manifest zebra"})
        self.assertContains(response, "No article has all of “manifest zebra”. This one has some of the words.")
        self.assertContains(response, "/docker/manifest-unknown/")

    def test_a_code_finds_its_article_first_in_any_of_its_forms(self) -> None:
        make_article(
            "windows/other",
            title="about 0x80070005 at length",
            messages=[Message("at length")],
            meaning="0x80070005 " * 30,
        )
        Code.objects.all().delete()
        make_article("windows/access", title="Access is denied (0x80070005)")
        for query in ("0x80070005", "-2147024891", "2147942405", "HRESULT: 0x80070005"):
            data = self.client.get("/search.json", {"q": query}).json()
            self.assertEqual(data["results"][0]["slug"], "windows/access", query)

    def test_programs_get_the_same_as_json(self) -> None:
        for number in range(21):
            make_article(f"docker/error-{number}")
        data = self.client.get("/search.json", {"q": "manifset", "page": "2"}).json()
        self.assertEqual((data["query"], data["searched"], data["has_all_words"]), ("manifset", "manifest", True))
        self.assertEqual((data["total"], data["page"], data["pages"], len(data["results"])), (21, 2, 2, 1))
        self.assertEqual(data["tools"], [{"slug": "docker", "name": "Docker", "count": 21}])
        self.assertEqual(self.client.get("/search.json").json()["results"], [])

    def test_it_costs_five_queries_however_many_articles(self) -> None:
        for number in range(5):
            make_article(f"docker/error-{number}")
        with self.assertNumQueries(5):
            self.client.get("/search", {"q": "manifest"})
