from errors import reviewing
from errors.articledocument import Message
from errors.models import Article, AuditEntry
from tests.admin_case import AdminTestCase
from tests.articles import make_article, make_document


class ReviewTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()
        self.draft = self.submitted(self.article, why="A tag is a moving name for a manifest.")
        self.path = self.address(self.article, "review")
        self.client.force_login(self.bob)

    def now(self) -> Article:
        return Article.objects.get(pk=self.article.pk)

    def decide(self, do: str, **fields: str) -> str:
        data = {"version": self.draft.number, "do": do, **fields}
        return self.client.post(self.path, data, follow=True).content.decode()

    def test_it_shows_what_the_draft_changes_with_the_words_marked(self) -> None:
        with self.queries_at_most(20):
            response = self.client.get(self.path)
        self.assertContains(response, "<ins>moving </ins>")
        self.assertContains(response, "Approve and publish")

    def test_it_shows_what_saving_found_to_be_answered_by_other_articles_too(self) -> None:
        message = Message("sprocket {n} is upside down")
        make_article("docker/other", title="Other", messages=[message], aliases=[])
        self.client.post(self.address(self.article), self.form(self.article, messages=[message], do="submit"))
        response = self.client.get(self.path)
        self.assertContains(response, "Also answered by other articles")
        self.assertContains(response, 'href="/docker/other/"')

    def test_a_draft_that_came_from_a_file_is_compared_when_it_is_reviewed(self) -> None:
        message = Message("sprocket {n} is upside down")
        make_article("docker/other", title="Other", messages=[message], aliases=[])
        reviewing.create("git/brought", make_document(messages=[message]), by=self.alice, submit=True)
        path = self.address(Article.objects.at("git/brought").get(), "review")
        with self.queries_at_most(20):
            self.assertContains(self.client.get(path), 'href="/docker/other/"')
        with self.queries_at_most(12):
            self.assertContains(self.client.get(path), 'href="/docker/other/"')

    def test_a_reviewer_approves(self) -> None:
        self.assertIn("Version 2 is published.", self.decide("approve"))
        self.assertEqual(self.now().why, "A tag is a moving name for a manifest.")

    def test_a_reviewer_sends_back_with_a_comment_on_a_section(self) -> None:
        self.decide("back", **{"comment.Causes": "Which tag?", "comment.Nonsense": "x"})
        draft = self.now().draft
        assert draft
        self.assertEqual((draft.state, draft.comments.get().section), ("sent-back", "Causes"))

    def test_sending_back_without_a_word_is_refused(self) -> None:
        self.assertIn("Say at least in one place", self.decide("back"))

    def test_what_was_typed_stays_when_nothing_could_be_decided(self) -> None:
        self.submitted(self.article, why="Changed again.")
        page = self.decide("back", **{"comment.Causes": "Which tag?"})
        self.assertIn("was submitted since you opened this page", page)
        self.assertIn("Which tag?", page)

    def test_a_writer_reads_it_and_cannot_decide(self) -> None:
        self.client.force_login(self.alice)
        self.assertNotContains(self.client.get(self.path), "Approve and publish")
        self.assertIn("Only a reviewer can do this.", self.decide("approve"))

    def test_only_an_administrator_approves_their_own_and_gives_a_reason(self) -> None:
        self.draft = self.submitted(self.article, by=self.bob, why="Bob's own.")
        self.assertNotContains(self.client.get(self.path), "Approve and publish")
        self.draft = self.submitted(self.article, by=self.dana, why="Dana's own.")
        self.client.force_login(self.dana)
        self.assertContains(self.client.get(self.path), "Why do you approve it yourself?")
        self.assertIn("somebody else must approve it", self.decide("approve"))
        self.decide("approve", override="Nobody else is here.")
        self.assertEqual(AuditEntry.objects.get().reason, "Nobody else is here.")

    def test_without_a_draft_there_is_nothing_to_review(self) -> None:
        self.decide("approve")
        self.assertRedirects(self.client.get(self.path), self.address(self.article))
