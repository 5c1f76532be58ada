import io
from datetime import timedelta
from unittest import mock

from django.test import TestCase
from django.utils import timezone

from errors import answering, gaps, reviewing
from errors.articledocument import Message
from errors.articlefile import dump
from errors.desk.tables import harmless
from errors.loading import load
from errors.matching.fingerprint import fingerprint
from errors.models import Article, AskedLine, Gap, Search, SearchDay, WrongMatch
from tests.admin_case import LIST, AdminTestCase, form_data
from tests.articles import make_article, make_document
from tests.test_loading import LoadingTestCase

LINE = "sprocket 7 is upside down"
GAPS = "/admin/gaps/"


def search(line: str = LINE, verdict: str = "none", times: int = 1) -> None:
    """Searches as the answer page stores them."""
    row = {"line": line, "fingerprint": fingerprint(line), "verdict": verdict}
    Search.objects.bulk_create([Search(**row) for _ in range(times)])


def report(model: type[WrongMatch] | type[AskedLine], visitor: str, line: str = LINE, **fields: object) -> None:
    model.objects.create(line=line, template=line, fingerprint=fingerprint(line), visitor=visitor, **fields)


class CountingTests(TestCase):
    def test_lines_that_differ_in_variable_parts_are_one_gap(self) -> None:
        search("port 80 is jammed by 'web'")
        search("port 443 is jammed by 'db'", times=2)
        gap = Gap.objects.get()
        self.assertEqual((gap.times, gap.line), (3, "port 443 is jammed by 'db'"))

    def test_a_paste_that_finds_nothing_is_counted_redacted(self) -> None:
        answering.answer("sprocket exploded: password=hunter2hunter2")
        gap = Gap.objects.get()
        self.assertNotIn("hunter2", gap.line)

    def test_what_was_found_is_no_gap_but_counts_as_a_search(self) -> None:
        search(verdict="match")
        search(verdict="maybe")
        search()
        self.assertEqual(Gap.objects.get().times, 1)
        self.assertEqual(
            {row.verdict: row.times for row in SearchDay.objects.all()}, {"match": 1, "maybe": 1, "none": 1}
        )

    def test_a_wrong_match_is_a_gap_too(self) -> None:
        report(WrongMatch, "a", answered=make_article())
        report(AskedLine, "b")
        gap = Gap.objects.get()
        self.assertEqual((gap.times, gap.wrong, gap.asked, gap.people), (1, 1, 1, 1))

    def test_a_gap_that_is_met_again_after_it_was_closed_opens_again(self) -> None:
        search()
        Gap.objects.update(state="closed")
        search()
        self.assertEqual(Gap.objects.get().state, "open")

    def test_a_dismissed_gap_stays_dismissed(self) -> None:
        search()
        Gap.objects.update(state="dismissed")
        search()
        self.assertEqual((Gap.objects.get().state, Gap.objects.get().times), ("dismissed", 2))

    def test_the_score_of_one_more_now_outweighs_one_of_a_fortnight_ago_two_to_one(self) -> None:
        search("alpha is broken now", times=2)
        search("beta is broken now", times=1)
        two, one = Gap.objects.get(line__startswith="alpha"), Gap.objects.get(line__startswith="beta")
        self.assertAlmostEqual(two.score - one.score, 1.0, places=3)

    def test_the_score_does_not_depend_on_how_the_searches_were_stored(self) -> None:
        search("alpha is broken now", times=3)
        for _ in range(3):
            search("beta is broken now")
        scores = Gap.objects.values_list("score", flat=True)
        self.assertAlmostEqual(scores[0], scores[1], places=3)

    def test_the_trend_has_a_number_for_each_of_the_last_days(self) -> None:
        search(times=4)
        gap = Gap.objects.get()
        days = gaps.trends([gap])[gap.pk]
        self.assertEqual((len(days), days[-1], sum(days)), (30, 4, 4))
        tomorrow = timezone.now().date() + timedelta(days=1)
        self.assertEqual(gaps.trends([gap], today=tomorrow)[gap.pk][-2:], [4, 0])


class ClosingTests(AdminTestCase):
    def publish(self, **changes: object) -> reviewing.Approval:
        document = make_document(**{"title": "Something broke", **changes})
        article = reviewing.create("docker/sprocket", document, by=self.alice, submit=True)
        return reviewing.approve(article, 1, by=self.bob)

    def setUp(self) -> None:
        make_article()
        search(times=3)
        search("quite another calamity of the flux")

    def test_publishing_an_article_that_answers_a_gap_closes_it_and_says_how_many_asked(self) -> None:
        approval = self.publish(messages=[Message("sprocket {number} is upside down")])
        self.assertEqual(([gap.line for gap in approval.answered], approval.people), ([LINE], 3))
        gap = Gap.objects.get(line=LINE)
        self.assertEqual((gap.state, gap.article, gap.decided_by_name), ("closed", approval.revision.article, "Bob"))
        self.assertEqual(gaps.ranked().count(), 1)

    def test_the_article_that_was_marked_wrong_does_not_close_its_gap(self) -> None:
        approval = self.publish(messages=[Message("sprocket {number} is upside down")])
        report(WrongMatch, "a", answered=approval.revision.article)
        self.assertEqual(gaps.close_all_answered(), 0)
        self.assertEqual(Gap.objects.get(line=LINE).state, "open")

    def test_the_article_that_was_marked_wrong_closes_its_gap_once_a_new_message_of_it_answers(self) -> None:
        article = self.publish(title="sprocket {number} is upside down").revision.article
        report(WrongMatch, "a", answered=article)
        unchanged = self.submitted(article, why="Nothing that the matcher reads.")
        self.assertEqual(reviewing.approve(article, unchanged.number, by=self.bob).answered, [])
        mended = self.submitted(article, title="Sprocket", messages=[Message("sprocket {number} is upside")])
        approval = reviewing.approve(article, mended.number, by=self.bob)
        self.assertEqual([gap.article for gap in approval.answered], [article])

    def test_an_article_that_leaves_a_line_to_the_right_one_closes_its_gap(self) -> None:
        right = make_article("docker/right", messages=[Message("sprocket {number} is upside down in {place}")])
        line = "sprocket 7 is upside down in Oslo"
        article = self.publish(messages=[Message("sprocket {number} is upside down in {place} today")]).revision.article
        report(WrongMatch, "a", line=line, answered=article)
        narrowed = self.submitted(article, title="Other", messages=[Message("gearbox {number} is on fire")], aliases=[])
        approval = reviewing.approve(article, narrowed.number, by=self.bob)
        self.assertEqual([(gap.line, gap.article) for gap in approval.answered], [(line, right)])

    def test_a_gap_is_closed_however_far_down_the_list_it_stands(self) -> None:
        searches = [f"calamity {n:x}{n:x}{n:x}x of kind{n} befell unit{n}" for n in range(60)]
        for line in searches:
            search(line, times=2)
        search("gearbox 3 caught fire")
        with mock.patch.object(gaps, "MOST_TRIED", 20):
            approval = self.publish(messages=[Message("gearbox {number} caught fire")])
        self.assertEqual([gap.line for gap in approval.answered], ["gearbox 3 caught fire"])

    def test_an_article_that_does_not_answer_it_leaves_it_open(self) -> None:
        self.assertEqual(self.publish(messages=[Message("gearbox {number} is on fire")], aliases=[]).answered, [])


class LoadedTests(LoadingTestCase):
    def test_articles_from_files_close_gaps_too(self) -> None:
        search()
        document = make_document(messages=[Message("sprocket {number} is upside down")])
        self.write("docker/sprocket", dump(document))
        load(self.folder)
        self.assertEqual(Gap.objects.get().state, "closed")


class DraftTests(TestCase):
    def test_variable_parts_become_placeholders(self) -> None:
        self.assertEqual(
            gaps.template_of("open /srv/a.yml: 'web' and 'db' use port 80"),
            "open {path}: '{name}' and '{name2}' use port {number}",
        )

    def test_the_tool_is_the_one_that_the_line_names_or_the_nearest_articles(self) -> None:
        make_article()
        for line, tool in (
            ("docker: sprocket 7 is upside down", "docker"),
            ("manifest unknown: manifest unknown today", "docker"),
            ("flux calamity", ""),
        ):
            search(line)
            self.assertEqual(gaps.draft_of(Gap.objects.get(line=line))[0], tool)


class GapPageTests(AdminTestCase):
    def setUp(self) -> None:
        make_article()
        search(times=2)
        self.gap = Gap.objects.get()
        self.client.force_login(self.alice)

    def test_it_shows_the_message_with_its_trend(self) -> None:
        with self.queries_at_most(10):
            response = self.client.get(GAPS)
        self.assertContains(response, "sprocket {number} is upside down")
        self.assertContains(response, 'aria-label="2 in 30 days, 2 in the last 7"')

    def test_one_press_opens_a_draft_and_saving_it_takes_the_gap(self) -> None:
        response = self.client.get(f"{LIST}add/", {"gap": self.gap.pk})
        self.assertContains(response, 'value="sprocket {number} is upside down"', count=2)
        self.assertContains(response, LINE)
        document = make_document(title="sprocket {number} is upside down")
        self.client.post(f"{LIST}add/", form_data(document, tool="docker", name="sprocket", gap=self.gap.pk))
        self.gap.refresh_from_db()
        self.assertEqual((self.gap.state, self.gap.article), ("drafted", Article.objects.get(name="sprocket")))

    def test_it_is_dismissed_with_a_reason_and_opened_again(self) -> None:
        self.client.post(f"{GAPS}{self.gap.pk}/dismiss/", {"reason": " "})
        self.assertEqual(Gap.objects.get().state, "open")
        self.client.post(f"{GAPS}{self.gap.pk}/dismiss/", {"reason": "A joke."})
        self.assertContains(self.client.get(GAPS, {"state": "dismissed"}), "A joke.")
        self.client.post(f"{GAPS}{self.gap.pk}/reopen/")
        self.assertEqual(Gap.objects.get().state, "open")

    def test_a_state_or_a_gap_that_does_not_exist_is_no_error(self) -> None:
        self.assertEqual(self.client.get(GAPS, {"state": "x", "page": "y"}).status_code, 200)
        self.assertEqual(self.client.get(f"{LIST}add/", {"gap": "x"}).status_code, 200)

    def test_its_csv_holds_no_formula(self) -> None:
        search('=HYPERLINK("http://evil.example","x") failed')
        response = self.client.get("/admin/gaps.csv")
        self.assertEqual(response["Content-Type"], "text/csv; charset=utf-8")
        for line in io.StringIO(response.content.decode()):
            self.assertFalse(line.lstrip('"').startswith("="), line)

    def test_every_start_of_a_formula_is_made_text(self) -> None:
        for text in ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1"):
            self.assertTrue(harmless(text).startswith("'"))
        self.assertEqual((harmless("port 80"), harmless(-3)), ("port 80", "-3"))
