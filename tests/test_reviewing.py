from dataclasses import replace
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from errors import articlelife, reviewing
from errors.lookup import PostgresIndex
from errors.matching.engine import match
from errors.models import Article, AuditEntry, Redirect, Revision
from errors.reviewing import EditConflict, NotAllowed
from tests.admin_case import AdminTestCase
from tests.articles import SLUG, make_article, make_document

PASTE = "manifest unknown: manifest unknown"


class ReviewingTestCase(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()

    def draft(self, why: str = "A better reason.", *, submit: bool = True, base: int | None = None) -> Revision:
        """A next version of the article by Alice."""
        article = self.now()
        head = reviewing.head_of(article)
        document = replace(reviewing.working_document(article), why=why)
        number = base if base is not None else head.number if head else 0
        live = article.live.number if article.live else 0
        return reviewing.save_draft(article, document, by=self.alice, base=number, seen_live=live, submit=submit)

    def now(self) -> Article:
        return Article.objects.get(pk=self.article.pk)


class DraftTests(ReviewingTestCase):
    def test_a_published_article_stays_untouched_while_its_next_version_is_drafted(self) -> None:
        self.draft()
        self.assertEqual((self.now().status, self.now().why), ("published", "A tag is a name for a manifest."))
        self.assertEqual(reviewing.working_document(self.now()).why, "A better reason.")

    def test_what_readers_saw_before_the_first_draft_is_kept_as_version_1(self) -> None:
        self.draft()
        first = self.article.revisions.get(number=1)
        self.assertEqual((first.document, first.state), (make_document(), "approved"))

    def test_a_new_article_is_shown_to_nobody(self) -> None:
        document = make_document(messages=make_document().messages[:1])
        article = reviewing.create("docker/new", document, by=self.alice)
        self.assertEqual((article.status, article.owner), ("draft", self.alice))
        self.assertEqual(self.client.get("/docker/new/").status_code, 404)

    def test_an_address_can_be_taken_once(self) -> None:
        with self.assertRaisesMessage(NotAllowed, "already"):
            reviewing.create(SLUG, make_document(), by=self.alice)

    def test_who_began_with_an_older_version_gets_a_conflict(self) -> None:
        newest = self.draft("First.")
        with self.assertRaises(EditConflict) as caught:
            self.draft("Second.", base=1)
        self.assertEqual(caught.exception.theirs, newest)
        self.assertEqual(reviewing.working_document(self.now()).why, "First.")

    def test_a_discarded_draft_stays_in_the_history(self) -> None:
        self.draft()
        reviewing.discard_draft(self.now(), by=self.alice)
        self.assertIsNone(self.now().draft)
        self.assertEqual(self.article.revisions.count(), 2)

    def test_an_old_version_is_restored_as_a_draft(self) -> None:
        draft = self.draft()
        reviewing.approve(self.now(), draft.number, by=self.bob)
        restored = reviewing.restore(self.now(), 1, by=self.alice, base=draft.number)
        self.assertEqual((restored.state, restored.reason), ("draft", "Restored from version 1"))
        self.assertEqual(restored.document.why, "A tag is a name for a manifest.")
        self.assertEqual(self.now().why, "A better reason.")


class DecisionTests(ReviewingTestCase):
    def test_a_reviewer_approves_what_a_writer_wrote(self) -> None:
        draft = self.draft()
        reviewing.approve(self.now(), draft.number, by=self.bob)
        article = self.now()
        self.assertEqual((article.why, article.live, article.draft), ("A better reason.", draft, None))
        self.assertEqual((article.reviewed_on, article.reviewed_by), (timezone.localdate(), "Bob"))
        self.assertEqual(AuditEntry.objects.get().action, "published")

    def test_last_reviewed_is_the_date_of_an_approval_never_of_a_save(self) -> None:
        before = self.now().reviewed_on
        self.draft()
        self.assertEqual(self.now().reviewed_on, before)

    def test_a_writer_cannot_approve(self) -> None:
        draft = self.draft()
        with self.assertRaisesMessage(NotAllowed, "Only a reviewer"):
            reviewing.approve(self.now(), draft.number, by=self.alice)

    def test_nobody_approves_what_they_wrote_at(self) -> None:
        draft = self.draft()
        document = replace(draft.document, checklist="- Bob's.")
        own = reviewing.save_draft(self.now(), document, by=self.bob, base=draft.number, seen_live=1, submit=True)
        for override in ("", "I am in a hurry."):
            with self.assertRaisesMessage(NotAllowed, "You wrote at this draft"):
                reviewing.approve(self.now(), own.number, by=self.bob, override=override)

    def test_a_writer_of_the_draft_stays_one_when_the_live_version_is_renewed_meanwhile(self) -> None:
        self.draft()
        articlelife.renew(self.now(), by=self.bob)
        self.assertEqual(reviewing.writers_of_draft(self.now()), {self.alice.pk})

    def test_an_administrator_may_override_and_the_record_shows_it(self) -> None:
        draft = reviewing.save_draft(
            self.now(), make_document(why="Dana's."), by=self.dana, base=0, seen_live=1, submit=True
        )
        with self.assertRaises(NotAllowed):
            reviewing.approve(self.now(), draft.number, by=self.dana)
        reviewing.approve(self.now(), draft.number, by=self.dana, override="The others are away.")
        entry = AuditEntry.objects.get()
        self.assertEqual((entry.action, entry.actor, entry.reason), ("overridden", self.dana, "The others are away."))
        draft.refresh_from_db()
        self.assertTrue(draft.is_override)

    def test_a_version_that_the_reviewer_has_not_seen_is_not_approved(self) -> None:
        seen = self.draft("Seen.")
        self.draft("Unseen.")
        with self.assertRaisesMessage(NotAllowed, "since you opened this page"):
            reviewing.approve(self.now(), seen.number, by=self.bob)

    def test_a_draft_is_not_approved_over_a_live_version_that_its_writer_did_not_see(self) -> None:
        draft = self.draft()
        live = self.now().live
        reviewing.keep_loaded(self.now(), make_document(meaning="From a file."))
        with self.assertRaisesMessage(NotAllowed, "What readers see has changed"):
            reviewing.approve(self.now(), draft.number, by=self.bob)
        assert live
        again = reviewing.save_draft(
            self.now(), draft.document, by=self.alice, base=draft.number, seen_live=live.number, submit=True
        )
        with self.assertRaisesMessage(NotAllowed, "What readers see has changed"):
            reviewing.approve(self.now(), again.number, by=self.bob)

    def test_what_lacks_a_part_is_not_published(self) -> None:
        document = make_document(causes=[], fixes=[])
        article = reviewing.create("docker/new", document, by=self.alice, submit=True)
        with self.assertRaisesMessage(NotAllowed, "It lacks causes, fixes."):
            reviewing.approve(article, 1, by=self.bob)

    def test_a_reviewer_sends_back_with_comments_on_sections(self) -> None:
        draft = self.draft()
        reviewing.send_back(self.now(), draft.number, by=self.bob, comments={"Causes": "Which tag?", "FAQ": " "})
        draft.refresh_from_db()
        self.assertEqual((draft.state, self.now().draft), ("sent-back", draft))
        comment = draft.comments.get()
        self.assertEqual((comment.section, comment.text, comment.author_name), ("Causes", "Which tag?", "Bob"))

    def test_sending_back_needs_a_word(self) -> None:
        draft = self.draft()
        with self.assertRaisesMessage(NotAllowed, "what should change"):
            reviewing.send_back(self.now(), draft.number, by=self.bob, comments={})


class LifeTests(ReviewingTestCase):
    def test_still_true_renews_the_date_and_changes_nothing_else(self) -> None:
        self.article.reviewed_on = timezone.localdate().replace(year=2020)
        self.article.save()
        articlelife.renew(self.now(), by=self.bob)
        article = self.now()
        self.assertEqual((article.reviewed_on, article.reviewed_by), (timezone.localdate(), "Bob"))
        self.assertEqual(article.due_on, timezone.localdate() + timedelta(days=365))
        assert article.live
        self.assertEqual(article.live.reason, "Still true")

    def test_a_draft_can_be_approved_after_the_live_version_was_renewed(self) -> None:
        draft = self.draft()
        articlelife.renew(self.now(), by=self.bob)
        reviewing.approve(self.now(), draft.number, by=self.bob)
        self.assertEqual(self.now().why, "A better reason.")

    def test_an_archived_article_is_no_longer_found_and_can_be_published_again(self) -> None:
        articlelife.archive(self.now(), by=self.bob, reason="Docker 1 is gone.")
        self.assertEqual(match(PASTE, PostgresIndex()).verdict, "none")
        articlelife.unarchive(self.now(), by=self.bob)
        self.assertEqual(match(PASTE, PostgresIndex()).verdict, "match")
        self.assertEqual([entry.action for entry in AuditEntry.objects.all()], ["recovered", "archived"])

    def test_a_renamed_article_leaves_a_redirect(self) -> None:
        articlelife.rename(self.now(), self.article.tool, "no-such-tag", by=self.bob)
        self.assertEqual(Redirect.objects.get().slug, SLUG)
        self.assertEqual(AuditEntry.objects.get().slug, "docker/no-such-tag")

    def test_a_name_that_is_taken_is_refused(self) -> None:
        make_article("docker/other")
        with self.assertRaisesMessage(NotAllowed, "already"):
            articlelife.rename(self.now(), self.article.tool, "other", by=self.bob)

    def test_a_deleted_article_is_hidden_and_can_be_recovered_as_it_was(self) -> None:
        articlelife.delete(self.now(), by=self.bob, reason="A duplicate.")
        self.assertEqual(self.client.get(f"/{SLUG}/").status_code, 404)
        self.assertEqual(match(PASTE, PostgresIndex()).verdict, "none")
        articlelife.recover(self.now(), by=self.bob)
        self.assertContains(self.client.get(f"/{SLUG}/"), "A tag is a name for a manifest.")
        self.assertEqual(match(PASTE, PostgresIndex()).verdict, "match")

    def test_a_writer_does_none_of_it_to_what_readers_see(self) -> None:
        for step in (articlelife.renew, articlelife.archive, articlelife.delete, articlelife.recover):
            with self.subTest(step=step.__name__), self.assertRaises(NotAllowed):
                step(self.now(), by=self.alice)
        with self.assertRaises(NotAllowed):
            articlelife.rename(self.now(), self.article.tool, "x", by=self.alice)

    def test_a_writer_deletes_a_draft_of_their_own(self) -> None:
        article = reviewing.create("docker/new", make_document(), by=self.alice)
        articlelife.delete(article, by=self.alice)
        self.assertEqual(Article.objects.get(pk=article.pk).status, "deleted")


class RecordTests(ReviewingTestCase):
    def test_nobody_changes_the_audit_log(self) -> None:
        articlelife.archive(self.now(), by=self.bob)
        for attempt in (
            lambda: AuditEntry.objects.update(reason="I was never here."),
            lambda: AuditEntry.objects.all().delete(),
        ):
            with self.assertRaisesMessage(DatabaseError, "append-only"), transaction.atomic():
                attempt()

    def test_the_audit_log_outlives_the_account(self) -> None:
        articlelife.archive(self.now(), by=self.bob)
        self.bob.delete()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.assertEqual(AuditEntry.objects.get().actor_name, "Bob")

    def test_nobody_rewrites_a_version(self) -> None:
        self.draft()
        with self.assertRaisesMessage(DatabaseError, "written once"), transaction.atomic():
            Revision.objects.update(text="---\nstatus: draft\n---\n\n# Something else\n")
