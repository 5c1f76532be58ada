from django.test import Client

from errors.lookup import PostgresIndex
from errors.matching.engine import match
from errors.models import Article, Redirect, Tool
from tests.admin_case import AdminTestCase
from tests.articles import SLUG, make_article

LIST = "/admin/errors/article/"
PASTE = "sprocket 7 is upside down"


class ArticleAdminTestCase(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()
        self.path = f"{LIST}{self.article.pk}/change/"


class WritingTests(ArticleAdminTestCase):
    def test_a_writer_creates_a_draft_with_all_its_parts(self) -> None:
        self.client.force_login(self.alice)
        form = self.form(
            title="sprocket {number} is upside down",
            name="sprocket-upside-down",
            tool=self.article.tool.pk,
            status="draft",
            quick_fix="Turn it.",
            messages=[{"template": "sprocket {number} is upside down"}],
            causes=[{"title": "Gravity", "body": "It fell.", "diagnosis": "Look."}],
            fixes=[{"title": "Turn it"}],
            aliases=[{"text": "inverted sprocket"}],
            related_errors=[{"slug": SLUG, "difference": "No sprocket."}],
            sources=[{"title": "Manual", "url": "https://example.com/manual"}],
        )
        response = self.client.post(f"{LIST}add/", form)
        self.assertRedirects(response, LIST)
        draft = Article.objects.get(name="sprocket-upside-down")
        self.assertEqual((draft.status, draft.causes.get().title), ("draft", "Gravity"))
        self.assertEqual(match(PASTE, PostgresIndex()).verdict, "none")

    def test_the_form_of_an_article_can_be_saved_as_it_is(self) -> None:
        self.client.force_login(self.bob)
        self.assertEqual(self.client.get(self.path).status_code, 200)
        self.assertRedirects(self.client.post(self.path, self.form(self.article)), LIST)

    def test_saving_derives_the_page_and_the_index_anew(self) -> None:
        self.client.force_login(self.bob)
        form = self.form(
            self.article, meaning="Anything but zebras.", messages=[{"template": "sprocket {n} is upside down"}]
        )
        self.assertRedirects(self.client.post(self.path, form), LIST)
        self.assertContains(self.client.get(f"/{SLUG}/"), "Anything but zebras.")
        self.assertEqual(match(PASTE, PostgresIndex()).verdict, "match")

    def test_parts_are_reordered_by_their_numbers(self) -> None:
        self.client.force_login(self.bob)
        form = {**self.form(self.article), "causes-0-position": 5, "causes-1-position": 1}
        self.assertRedirects(self.client.post(self.path, form), LIST)
        self.assertEqual([cause.title for cause in self.article.causes.all()], ["Deleted tag", "Misspelt tag"])

    def test_a_published_article_cannot_lose_its_last_cause_and_nothing_typed_is_lost(self) -> None:
        self.client.force_login(self.bob)
        response = self.client.post(self.path, self.form(self.article, causes=[], why="My long new text."))
        self.assertContains(response, "A published article needs at least one cause.")
        self.assertContains(response, "My long new text.")
        self.assertEqual(self.article.causes.count(), 2)

    def test_a_published_article_needs_a_quick_fix(self) -> None:
        self.client.force_login(self.bob)
        response = self.client.post(self.path, self.form(self.article, quick_fix=""))
        self.assertContains(response, "A published article needs a title and a quick fix.")

    def test_two_messages_that_differ_in_names_only_are_refused(self) -> None:
        self.client.force_login(self.bob)
        form = self.form(self.article, messages=[{"template": "port {a} in use"}, {"template": "port {b} in use"}])
        self.assertContains(self.client.post(self.path, form), "stands here twice")

    def test_a_renamed_article_keeps_its_old_address(self) -> None:
        self.client.force_login(self.bob)
        self.client.post(self.path, self.form(self.article, name="no-such-tag"))
        self.assertEqual(Redirect.objects.get().slug, SLUG)
        self.assertRedirects(self.client.get(f"/{SLUG}/"), "/docker/no-such-tag/", status_code=301)


class PublishingTests(ArticleAdminTestCase):
    def action(self, name: str, article: Article) -> None:
        self.client.post(LIST, {"action": name, "_selected_action": [article.pk]})

    def test_a_reviewer_publishes_and_signs(self) -> None:
        draft = make_article("docker/draft", status="draft", reviewed_on=None, reviewed_by="")
        self.client.force_login(self.bob)
        self.action("publish", draft)
        draft.refresh_from_db()
        self.assertEqual((draft.status, draft.reviewed_by), ("published", "Bob"))
        self.assertIsNotNone(draft.reviewed_on)
        self.assertEqual(self.client.get("/docker/draft/").status_code, 200)

    def test_what_lacks_a_part_is_not_published(self) -> None:
        draft = Article.objects.create(tool=self.article.tool, name="bare", title="x", quick_fix="x")
        self.client.force_login(self.bob)
        response = self.client.post(LIST, {"action": "publish", "_selected_action": [draft.pk]}, follow=True)
        self.assertContains(response, "was not published: it lacks messages, causes, fixes.")

    def test_a_reviewer_archives(self) -> None:
        self.client.force_login(self.bob)
        self.action("archive", self.article)
        self.assertContains(self.client.get(f"/{SLUG}/"), "Archived.")
        self.assertEqual(match("manifest unknown: manifest unknown", PostgresIndex()).verdict, "none")

    def test_a_writer_can_neither_publish_nor_change_what_readers_see(self) -> None:
        draft = make_article("docker/draft", status="draft")
        self.client.force_login(self.alice)
        self.action("publish", draft)
        self.client.post(f"{LIST}{draft.pk}/change/", self.form(draft, status="published"))
        self.client.post(self.path, self.form(self.article, why="changed"))
        self.assertEqual(Article.objects.get(pk=draft.pk).status, "draft")
        self.assertNotEqual(Article.objects.get(pk=self.article.pk).why, "changed")

    def test_a_preview_shows_what_is_saved_whatever_its_status(self) -> None:
        draft = make_article("docker/draft", status="draft", meaning="Only in the preview.")
        self.client.force_login(self.alice)
        self.assertContains(self.client.get(f"{LIST}{draft.pk}/change/"), f"{LIST}{draft.pk}/preview/")
        self.assertContains(self.client.get(f"{LIST}{draft.pk}/preview/"), "Only in the preview.")


class RoleTests(ArticleAdminTestCase):
    def test_only_editors_get_in(self) -> None:
        self.assertEqual(self.client.get(LIST).status_code, 302)
        self.client.force_login(self.charlie)
        self.assertEqual(self.client.get(self.path).status_code, 302)
        self.assertEqual(self.client.get(f"{LIST}{self.article.pk}/preview/").status_code, 302)

    def test_every_page_of_the_desk_opens_for_an_administrator(self) -> None:
        self.client.force_login(self.dana)
        for model in ("article", "tool", "redirect", "infopage", "feedback", "search", "user"):
            with self.subTest(model):
                self.assertEqual(self.client.get(f"/admin/errors/{model}/").status_code, 200)

    def test_only_an_administrator_manages_accounts(self) -> None:
        for user, status in ((self.alice, 403), (self.bob, 403), (self.dana, 200)):
            self.client.force_login(user)
            self.assertEqual(self.client.get("/admin/errors/user/").status_code, status)

    def test_what_readers_said_is_read_only(self) -> None:
        self.client.force_login(self.dana)
        for model in ("feedback", "search"):
            self.assertEqual(self.client.get(f"/admin/errors/{model}/add/").status_code, 403)

    def test_the_form_is_guarded_against_other_sites(self) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.bob)
        self.assertEqual(client.post(self.path, self.form(self.article)).status_code, 403)

    def test_a_reserved_address_is_refused_as_a_tool(self) -> None:
        self.client.force_login(self.bob)
        response = self.client.post("/admin/errors/tool/add/", {"slug": "search", "name": "Search"})
        self.assertContains(response, "an address of the site itself")
        self.assertFalse(Tool.objects.filter(slug="search").exists())
