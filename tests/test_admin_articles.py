from errors.models import Article, AuditEntry, Tool
from tests.admin_case import LIST, AdminTestCase
from tests.articles import make_article


class ArticleListTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()

    def action(self, name: str, article: Article) -> str:
        chosen = {"action": name, "_selected_action": [article.pk]}
        return self.client.post(LIST, chosen, follow=True).content.decode()

    def test_a_reviewer_approves_what_is_in_review(self) -> None:
        self.submitted(self.article, why="Better.")
        self.client.force_login(self.bob)
        self.assertIn("was published", self.action("approve_selected", self.article))
        self.assertEqual(Article.objects.get().why, "Better.")

    def test_what_is_not_in_review_is_not_published(self) -> None:
        self.client.force_login(self.bob)
        self.assertIn("is not in review", self.action("approve_selected", self.article))
        self.assertFalse(AuditEntry.objects.exists())

    def test_a_reviewer_archives(self) -> None:
        self.client.force_login(self.bob)
        self.action("archive_selected", self.article)
        self.assertEqual(Article.objects.get().status, "archived")

    def test_a_writer_has_neither_action(self) -> None:
        self.submitted(self.article, why="Better.")
        self.client.force_login(self.alice)
        for name in ("approve_selected", "archive_selected", "delete_selected"):
            self.action(name, self.article)
        article = Article.objects.get()
        self.assertEqual((article.status, article.why), ("published", "A tag is a name for a manifest."))

    def test_it_is_filtered_by_the_state_of_the_next_version(self) -> None:
        make_article("docker/other", title="Quite another error")
        self.submitted(self.article, why="Better.")
        self.client.force_login(self.alice)
        with self.queries_at_most(25):
            response = self.client.get(LIST, {"next": "in-review"})
        self.assertContains(response, f"{LIST}{self.article.pk}/review/")
        self.assertNotContains(response, "Quite another error")


class RoleTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()

    def test_only_editors_get_in(self) -> None:
        self.assertEqual(self.client.get(LIST).status_code, 302)
        self.client.force_login(self.charlie)
        self.assertEqual(self.client.get(self.address(self.article)).status_code, 302)
        self.assertEqual(self.client.get(self.address(self.article, "preview")).status_code, 302)

    def test_every_list_opens_for_an_administrator(self) -> None:
        self.client.force_login(self.dana)
        for model in ("article", "tool", "redirect", "infopage", "feedback", "search", "user", "auditentry"):
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

    def test_a_reserved_address_is_refused_as_a_tool(self) -> None:
        self.client.force_login(self.bob)
        response = self.client.post("/admin/errors/tool/add/", {"slug": "search", "name": "Search"})
        self.assertContains(response, "an address of the site itself")
        self.assertFalse(Tool.objects.filter(slug="search").exists())
