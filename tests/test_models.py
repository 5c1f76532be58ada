from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import TestCase

from errors.models import Article, Cause, Fix, Message, Redirect, Tool
from tests.articles import SLUG, make_article


class ConstraintTests(TestCase):
    """What the database refuses, whoever writes to it."""

    def setUp(self) -> None:
        self.article = make_article()

    def assert_refused(self, name: str) -> None:
        """The changes of this transaction are refused when they are to be kept."""
        with self.assertRaisesMessage(IntegrityError, name):
            connection.check_constraints()

    def test_two_articles_cannot_share_an_address(self) -> None:
        with self.assertRaises(IntegrityError), transaction.atomic():
            Article.objects.create(tool=self.article.tool, name=self.article.name, title="x")

    def test_an_old_address_leads_to_one_article(self) -> None:
        Redirect.objects.create(slug="docker/old", article=self.article)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Redirect.objects.create(slug="docker/old", article=self.article)

    def test_a_message_stands_once_in_an_article_whatever_its_placeholders_are_called(self) -> None:
        template = self.article.messages.all()[1].template
        with self.assertRaises(IntegrityError), transaction.atomic():
            Message.objects.create(article=self.article, position=9, template=template.replace(" ", "  "))

    def test_two_parts_cannot_stand_at_one_place(self) -> None:
        Cause.objects.create(article=self.article, position=0, title="x")
        self.assert_refused("cause_positions_are_unique")

    def test_parts_may_change_places(self) -> None:
        first, second = self.article.causes.all()
        Cause.objects.filter(pk=first.pk).update(position=second.position)
        Cause.objects.filter(pk=second.pk).update(position=first.position)
        connection.check_constraints()

    def test_a_published_article_needs_title_and_quick_fix(self) -> None:
        for field in ("title", "quick_fix"):
            with self.subTest(field), self.assertRaises(IntegrityError), transaction.atomic():
                Article.objects.update(**{field: ""})

    def test_a_published_article_keeps_a_message_a_cause_and_a_fix(self) -> None:
        for model in (Message, Cause, Fix):
            with self.subTest(model.__name__), self.assertRaises(IntegrityError), transaction.atomic():
                model._default_manager.all().delete()
                connection.check_constraints()

    def test_a_draft_without_parts_cannot_be_published(self) -> None:
        Article.objects.create(tool=self.article.tool, name="bare", title="x", quick_fix="x", status="published")
        self.assert_refused("a published article needs at least one message")

    def test_a_draft_may_lack_everything(self) -> None:
        Article.objects.create(tool=self.article.tool, name="bare", title="")
        connection.check_constraints()

    def test_a_whole_article_can_be_deleted(self) -> None:
        self.article.delete()
        connection.check_constraints()

    def test_the_sites_own_addresses_are_no_tools(self) -> None:
        with self.assertRaisesMessage(ValidationError, "an address of the site itself"):
            Tool(slug="admin", name="x").full_clean()
        with self.assertRaises(IntegrityError), transaction.atomic():
            Tool.objects.create(slug="search", name="x")


class ArticleQuerySetTests(TestCase):
    def test_readers_may_open_published_and_archived_articles(self) -> None:
        for status in Article.Status.values:
            make_article(f"docker/{status}", status=status)
        readable = {article.name for article in Article.objects.readable()}
        self.assertEqual(readable, {"published", "archived"})

    def test_search_ranks_the_title_above_the_prose(self) -> None:
        make_article(SLUG)
        make_article("docker/other", title="quota reached", why="The zebra was full.")
        make_article("docker/zebra", title="zebra not found")
        found = [article.name for article in Article.objects.search("zebra")]
        self.assertEqual(found, ["zebra", "other"])
