from datetime import timedelta

from django.utils import timezone

from errors import reviewing
from errors.articlefile import dump
from errors.articlestore import digest
from errors.desk.charts import line_chart, trend_line
from errors.figures import FIGURES, answered_share, helpful_share, library_age, proved_share, searches
from errors.models import Article, Feedback, FileConflict, Search, SearchDay
from tests.admin_case import AdminTestCase
from tests.articles import make_article, make_document
from tests.test_gaps import search

DESK = "/admin/"


class HomeTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()
        self.today = timezone.localdate()

    def desk(self, user: object) -> str:
        self.client.force_login(user)  # type: ignore[arg-type]
        with self.queries_at_most(25):
            return self.client.get(DESK).content.decode()

    def list(self, page: str, name: str) -> str:
        """The list with a name, on the desk."""
        return page.partition(f">{name}</h3>")[2].partition("</section>")[0]

    def test_a_draft_waits_for_its_writer_alone(self) -> None:
        reviewing.create("docker/mine", make_document(title="Sprocket"), by=self.alice)
        self.assertIn("Sprocket", self.list(self.desk(self.alice), "My drafts"))
        self.assertNotIn("Sprocket", self.desk(self.bob))

    def test_what_is_in_review_waits_for_a_review_and_what_was_sent_back_for_its_writer(self) -> None:
        draft = self.submitted(self.article, title="My next version")
        self.assertIn(f"/{self.article.pk}/review/", self.list(self.desk(self.bob), "Waiting for a review"))
        reviewing.send_back(self.article, draft.number, by=self.bob, comments={"": "No."})
        self.assertIn(f"/{self.article.pk}/change/", self.list(self.desk(self.alice), "Sent back to me"))
        self.assertIn("Nothing.", self.list(self.desk(self.bob), "Waiting for a review"))

    def test_what_is_due_is_shown_and_overdue_in_red(self) -> None:
        Article.objects.update(reviewed_on=self.today - timedelta(days=360))
        self.assertIn("due ", self.list(self.desk(self.bob), "Due for a check"))
        Article.objects.update(reviewed_on=self.today - timedelta(days=366))
        self.assertIn('class="overdue"', self.list(self.desk(self.bob), "Due for a check"))

    def test_what_somebody_owns_is_due_for_them_and_not_for_others(self) -> None:
        Article.objects.update(reviewed_on=self.today - timedelta(days=400), owner=self.alice)
        self.assertIn("overdue", self.list(self.desk(self.alice), "Due for a check"))
        self.assertIn("Nothing.", self.list(self.desk(self.bob), "Due for a check"))

    def test_still_true_from_the_desk_leads_back_to_it(self) -> None:
        Article.objects.update(reviewed_on=self.today - timedelta(days=400))
        self.client.force_login(self.bob)
        response = self.client.post(self.address(self.article, "about/renew"), {"back": "desk"})
        self.assertRedirects(response, DESK)
        self.assertIn("Nothing.", self.list(self.desk(self.bob), "Due for a check"))

    def test_gaps_and_feedback_are_shown(self) -> None:
        search()
        Feedback.objects.create(
            article=self.article, helpful=False, reason="unclear", comment="Which tag?", section="Causes", visitor="v"
        )
        page = self.desk(self.alice)
        for words in ("sprocket {number} is upside down", "Which tag?", "Causes"):
            self.assertIn(words, page)

    def test_an_article_that_helps_fewer_than_before_is_brought_up(self) -> None:
        for n in range(20):
            row = Feedback.objects.create(article=self.article, helpful=n < 10, visitor=str(n))
            Feedback.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=45 if n < 10 else 3))
        self.assertIn("100% → 0%", self.desk(self.alice))

    def test_a_steady_article_is_not(self) -> None:
        for n in range(20):
            row = Feedback.objects.create(article=self.article, helpful=n % 2 == 0, visitor=str(n))
            Feedback.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=45 if n < 10 else 3))
        self.assertNotIn("Helpful to fewer", self.desk(self.alice))


class ConflictTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article(why="An editor knows better.")
        text = dump(make_document(why="The file is newer."))
        self.conflict = FileConflict.objects.create(article=self.article, text=text, digest=digest(make_document()))
        self.path = f"/admin/conflicts/{self.conflict.pk}/"
        self.client.force_login(self.alice)

    def test_the_desk_brings_it_up_and_both_texts_stand_side_by_side(self) -> None:
        self.assertContains(self.client.get(DESK), self.path)
        response = self.client.get(self.path)
        self.assertContains(response, "<del>An editor knows better</del>")
        self.assertContains(response, "<ins>The file is newer</ins>")

    def test_the_file_is_taken_as_a_draft_or_the_edit_kept(self) -> None:
        self.client.post(self.path, {"do": "keep", "base": "0"})
        self.assertNotContains(self.client.get(DESK), self.path)
        self.assertFalse(self.article.revisions.exists())
        self.client.post(self.path, {"do": "take", "base": "0"})
        article = Article.objects.get()
        assert article.draft
        self.assertEqual((article.draft.document.why, article.why), ("The file is newer.", "An editor knows better."))


class FeedbackPageTests(AdminTestCase):
    def setUp(self) -> None:
        self.row = Feedback.objects.create(article=make_article(), helpful=False, comment="Which tag?", visitor="v")
        Feedback.objects.create(article=self.row.article, helpful=True, visitor="w")
        self.client.force_login(self.alice)

    def test_its_state_is_set(self) -> None:
        with self.queries_at_most(12):
            self.assertContains(self.client.get("/admin/feedback/"), "Which tag?", count=1)
        response = self.client.post(f"/admin/feedback/{self.row.pk}/state/", {"state": "in-progress", "from": "open"})
        self.assertRedirects(response, "/admin/feedback/?state=open")
        self.assertContains(self.client.get("/admin/feedback/", {"state": "in-progress"}), "Alice")
        self.assertNotContains(self.client.get("/admin/feedback/"), "Which tag?")

    def test_a_state_that_does_not_exist_changes_nothing(self) -> None:
        self.client.post(f"/admin/feedback/{self.row.pk}/state/", {"state": "x", "from": "//evil.example"})
        self.assertEqual(Feedback.objects.get(pk=self.row.pk).state, "open")

    def test_it_can_be_of_one_article_alone(self) -> None:
        self.assertNotContains(self.client.get("/admin/feedback/", {"article": self.row.article_id + 1}), "Which tag?")
        self.assertEqual(self.client.get("/admin/feedback/", {"article": "x"}).status_code, 200)


class SearchListTests(AdminTestCase):
    def setUp(self) -> None:
        Search.objects.create(line="a", fingerprint="a", verdict="match", confidence=0.9968626788934035)
        Search.objects.create(line="b", fingerprint="b", verdict="none")
        evening = timezone.now().replace(hour=18, minute=49)
        Search.objects.update(created_at=evening)
        self.client.force_login(self.dana)
        self.page = self.client.get("/admin/errors/search/")

    def test_confidence_is_that_of_the_answer_page(self) -> None:
        self.assertContains(self.page, '<td class="field-percent">99%</td>')
        self.assertContains(self.page, '<td class="field-percent">–</td>')

    def test_a_time_of_day_has_24_hours(self) -> None:
        self.assertContains(self.page, ", 18:49")


class FigureTests(AdminTestCase):
    def test_the_answered_share_counts_perhaps_as_an_answer(self) -> None:
        for verdict, times in (("match", 2), ("maybe", 1), ("none", 1)):
            search(verdict=verdict, times=times)
        self.assertEqual(answered_share().rows[-1][1:], (3, 4, 75.0))
        self.assertEqual(answered_share().rows[0][1:], (0, 0, None))

    def test_searches_are_counted_by_day(self) -> None:
        search(times=3)
        SearchDay.objects.create(day=timezone.now().date() - timedelta(days=1), verdict="none", times=5)
        self.assertEqual([n for _, n in searches().rows[-3:]], [0, 5, 3])

    def test_the_helpful_share_is_by_week(self) -> None:
        article = make_article()
        for n in range(4):
            Feedback.objects.create(article=article, helpful=n > 0, visitor=str(n))
        self.assertEqual(helpful_share().rows[-1][1:], (3, 4, 75.0))

    def test_the_age_counts_each_published_article_once(self) -> None:
        today = timezone.localdate()
        for n, days in enumerate((0, 30, 100, 400, 4000)):
            make_article(f"docker/a{n}", title=f"Error {n}", reviewed_on=today - timedelta(days=days))
        make_article("docker/draft", status="draft")
        self.assertEqual([n for _, n in library_age().rows], [1, 1, 1, 0, 1, 1])

    def test_the_proved_share_is_of_each_tool_and_of_all(self) -> None:
        make_article()
        make_article("git/x", "Git", proved_on=None, proved_with="")
        shares = {row[0]: row[3] for row in proved_share().rows}
        self.assertEqual(shares, {"All tools": 50.0, "Docker": 100.0, "Git": 0.0})

    def test_the_page_has_a_chart_a_table_and_a_csv_of_each(self) -> None:
        search()
        make_article()
        self.client.force_login(self.alice)
        with self.queries_at_most(15):
            response = self.client.get("/admin/figures/")
        self.assertContains(response, '<svg class="chart"', count=len(FIGURES))
        self.assertNotContains(response, "style=")
        for name in FIGURES:
            self.assertContains(response, f"/admin/figures/{name}.csv")
            self.assertEqual(self.client.get(f"/admin/figures/{name}.csv").status_code, 200)
        self.assertEqual(self.client.get("/admin/figures/x.csv").status_code, 404)

    def test_a_line_breaks_where_there_is_nothing_to_show(self) -> None:
        chart = line_chart(answered_share())
        self.assertEqual((chart.lines, chart.dots), ([], []))
        self.assertEqual(trend_line([0, 0, 0]).count(","), 3)
