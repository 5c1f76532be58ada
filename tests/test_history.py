from errors.models import Article
from tests.admin_case import AdminTestCase
from tests.articles import make_article


class HistoryTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()
        self.submitted(self.article, why="A tag is a moving name for a manifest.")
        self.path = self.address(self.article, "history")
        self.client.force_login(self.alice)

    def test_it_lists_every_version_with_who_when_and_why(self) -> None:
        with self.queries_at_most(15):
            response = self.client.get(self.path)
        for words in ("Alice", "In review", "As it was when its history began", "<strong>live</strong>"):
            self.assertContains(response, words)

    def test_any_two_versions_are_compared_with_words_marked(self) -> None:
        response = self.client.get(self.path, {"old": "1", "new": "2"})
        self.assertContains(response, "<ins>moving </ins>")
        self.assertContains(self.client.get(self.path, {"old": "2", "new": "1"}), "<del>moving </del>")
        self.assertContains(self.client.get(self.path, {"old": "1", "new": "1"}), "Their texts are the same.")

    def test_a_number_that_is_no_version_compares_nothing(self) -> None:
        for number in ("99", "x", "-1", "9" * 30):
            self.assertEqual(self.client.get(self.path, {"old": number, "new": "1"}).status_code, 200)

    def test_a_version_is_shown_whole_as_its_article_file(self) -> None:
        response = self.client.get(self.address(self.article, "versions/2"))
        self.assertContains(response, "## Why this happens")
        self.assertEqual(self.client.get(self.address(self.article, "versions/9")).status_code, 404)

    def test_any_version_is_restored_as_a_draft(self) -> None:
        response = self.client.post(self.address(self.article, "versions/1/restore"), {"base": "2"})
        self.assertRedirects(response, self.address(self.article))
        draft = Article.objects.get().draft
        assert draft
        self.assertEqual((draft.number, draft.document.why), (3, "A tag is a name for a manifest."))

    def test_a_restore_does_not_pass_over_what_was_saved_meanwhile(self) -> None:
        self.submitted(self.article, by=self.bob, why="Newer.")
        response = self.client.post(self.address(self.article, "versions/1/restore"), {"base": "2"}, follow=True)
        self.assertContains(response, "Bob saved version 3 since you began.")
        self.assertEqual(self.article.revisions.count(), 3)
