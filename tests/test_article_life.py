from django.utils import timezone

from errors.articledocument import Related
from errors.models import Article, AuditEntry, Redirect
from tests.admin_case import AdminTestCase
from tests.articles import SLUG, make_article


class ArticleLifeTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()
        self.client.force_login(self.bob)

    def step(self, step: str, **fields: str) -> str:
        return self.client.post(self.address(self.article, f"about/{step}"), fields, follow=True).content.decode()

    def now(self) -> Article:
        return Article.objects.get(pk=self.article.pk)

    def test_it_offers_what_can_be_done(self) -> None:
        with self.queries_at_most(15):
            response = self.client.get(self.address(self.article, "about"))
        for words in ("Still true", "Archive", "Another address", "Delete"):
            self.assertContains(response, words)

    def test_still_true_renews_with_one_press(self) -> None:
        self.assertIn("Still true, you say", self.step("renew"))
        self.assertEqual(self.now().reviewed_on, timezone.localdate())

    def test_archived_and_published_again(self) -> None:
        self.step("archive", reason="Nobody runs it.")
        self.assertEqual(AuditEntry.objects.get().reason, "Nobody runs it.")
        self.step("unarchive")
        self.assertEqual(self.now().status, "published")

    def test_deleted_and_recovered(self) -> None:
        self.assertIn("can be recovered", self.step("delete"))
        self.assertEqual(self.client.get(f"/{SLUG}/").status_code, 404)
        self.step("recover")
        self.assertEqual(self.client.get(f"/{SLUG}/").status_code, 200)

    def test_a_renamed_article_keeps_its_old_address(self) -> None:
        self.step("rename", tool=str(self.article.tool.pk), name="no-such-tag")
        self.assertEqual(Redirect.objects.get().slug, SLUG)
        self.assertRedirects(self.client.get(f"/{SLUG}/"), "/docker/no-such-tag/", status_code=301)

    def test_a_renamed_article_stays_among_the_related_errors_of_others(self) -> None:
        make_article("docker/other", title="Another error", related=[Related(SLUG, "The tag is missing.")])
        self.step("rename", tool=str(self.article.tool.pk), name="no-such-tag")
        self.assertContains(self.client.get("/docker/other/"), 'href="/docker/no-such-tag/"')
        self.step("rename", tool=str(self.article.tool.pk), name="missing-tag")
        self.assertContains(self.client.get("/docker/other/"), 'href="/docker/missing-tag/"')
        self.step("rename", tool=str(self.article.tool.pk), name="manifest-unknown")
        self.assertContains(self.client.get("/docker/other/"), f'href="/{SLUG}/"')

    def test_an_article_that_is_written_after_a_renaming_names_the_new_address(self) -> None:
        self.step("rename", tool=str(self.article.tool.pk), name="no-such-tag")
        make_article("docker/other", title="Another error", related=[Related(SLUG, "The tag is missing.")])
        self.assertContains(self.client.get("/docker/other/"), 'href="/docker/no-such-tag/"')

    def test_a_name_that_is_no_slug_is_refused(self) -> None:
        self.assertIn("Name:", self.step("rename", tool=str(self.article.tool.pk), name="no such tag"))
        self.assertEqual(self.now().name, "manifest-unknown")

    def test_an_owner_and_an_interval_are_kept(self) -> None:
        self.step("care", owner=str(self.alice.pk), review_days="90")
        article = self.now()
        self.assertEqual((article.owner, article.review_days), (self.alice, 90))
        assert article.due_on and article.reviewed_on
        self.assertEqual((article.due_on - article.reviewed_on).days, 90)
        self.assertIn("Review every (days):", self.step("care", review_days="0"))

    def test_a_draft_beside_a_published_version_is_discarded(self) -> None:
        self.submitted(self.article, why="Worse.")
        self.step("discard")
        self.assertIsNone(self.now().draft)

    def test_a_writer_is_told_what_only_reviewers_do(self) -> None:
        self.client.force_login(self.alice)
        for name in ("renew", "archive", "delete", "recover"):
            self.assertIn("Only a reviewer can", self.step(name))
        self.assertFalse(AuditEntry.objects.exists())

    def test_nothing_is_done_by_a_link(self) -> None:
        for name in ("renew", "archive", "delete", "recover", "care", "rename", "discard", "unarchive"):
            self.assertEqual(self.client.get(self.address(self.article, f"about/{name}")).status_code, 405)
