import tempfile
from pathlib import Path

from django.test import TestCase

from errors import articlelife
from errors.articlefile import dump, parse
from errors.articlestore import digest, document_of, with_parts
from errors.loading import LIBRARY, LoadError, load
from errors.models import Article, AuditEntry, FileConflict, InfoPage, Redirect, Tool, User
from tests.articles import SLUG, make_article, make_document


class LoadingTestCase(TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def write(self, slug: str, text: str) -> None:
        file = self.folder / f"{slug}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)


class LoadTests(LoadingTestCase):
    def test_it_works(self) -> None:
        self.write(SLUG, dump(make_document()))
        self.assertEqual(load(self.folder).created, [SLUG])
        article = with_parts(Article.objects.at(SLUG)).get()
        self.assertEqual(document_of(article), make_document())

    def test_a_second_load_changes_nothing(self) -> None:
        self.write(SLUG, dump(make_document()))
        load(self.folder)
        before = Article.objects.get().updated_at
        self.assertEqual(load(self.folder).unchanged, [SLUG])
        self.assertEqual(Article.objects.get().updated_at, before)

    def test_a_changed_file_is_loaded(self) -> None:
        self.write(SLUG, dump(make_document()))
        load(self.folder)
        self.write(SLUG, dump(make_document(why="Because.", fixes=make_document().fixes * 2)))
        self.assertEqual(load(self.folder).updated, [SLUG])
        self.assertEqual(Article.objects.get().why, "Because.")
        self.assertEqual(Article.objects.get().fixes.count(), 2)

    def test_an_editors_change_is_kept_until_told_otherwise(self) -> None:
        self.write(SLUG, dump(make_document()))
        load(self.folder)
        Article.objects.update(why="An editor knows better.")
        self.write(SLUG, dump(make_document(why="The file is newer.")))
        self.assertEqual(load(self.folder).kept, [SLUG])
        self.assertEqual(Article.objects.get().why, "An editor knows better.")
        self.assertEqual(load(self.folder, overwrite=True).updated, [SLUG])
        self.assertEqual(Article.objects.get().why, "The file is newer.")

    def test_an_article_that_editors_made_is_kept(self) -> None:
        make_article(why="Made in the admin.")
        self.write(SLUG, dump(make_document()))
        self.assertEqual(load(self.folder).kept, [SLUG])

    def test_a_fault_in_one_file_loads_none_and_names_all_faults(self) -> None:
        self.write("docker/good", dump(make_document()))
        self.write("docker/bad", "# x\n")
        self.write("git/worse", dump(make_document()).replace("## Checklist", "## Chekclist"))
        with self.assertRaises(LoadError) as caught:
            load(self.folder)
        named = {(problem.path.stem, problem.line > 0) for problem in caught.exception.problems}
        self.assertEqual(named, {("bad", True), ("worse", True)})
        self.assertFalse(Article.objects.exists())

    def test_a_fault_that_only_the_database_sees_loads_none(self) -> None:
        self.write("docker/good", dump(make_document()))
        self.write("docker/late", dump(make_document(messages=make_document().messages * 2)))
        with self.assertRaisesMessage(LoadError, "late.md"):
            load(self.folder)
        self.assertFalse(Article.objects.exists())

    def test_the_sites_own_addresses_are_refused_as_tools(self) -> None:
        self.write("search/x", dump(make_document()))
        with self.assertRaisesMessage(LoadError, "an address of the site itself"):
            load(self.folder)

    def test_an_article_at_an_old_address_ends_its_redirect(self) -> None:
        Redirect.objects.create(slug=SLUG, article=make_article("docker/other"))
        self.write(SLUG, dump(make_document()))
        load(self.folder)
        self.assertFalse(Redirect.objects.exists())

    def test_the_file_of_an_article_that_was_renamed_is_still_its_file(self) -> None:
        self.write(SLUG, dump(make_document()))
        load(self.folder)
        article, bob = Article.objects.get(), User.objects.create_superuser("bob")
        articlelife.rename(article, article.tool, "no-such-tag", by=bob)
        self.assertEqual(load(self.folder).unchanged, [SLUG])
        self.write(SLUG, dump(make_document(why="Newer.")))
        load(self.folder)
        self.assertEqual([(each.slug, each.why) for each in Article.objects.all()], [("docker/no-such-tag", "Newer.")])
        self.assertEqual(Redirect.objects.get().slug, SLUG)

    def test_old_addresses_beside_the_files_lead_to_their_articles(self) -> None:
        self.write(SLUG, dump(make_document()))
        (self.folder / "redirects.toml").write_text(f'"docker/old" = "{SLUG}"\n')
        load(self.folder)
        self.assertEqual(Redirect.objects.get().article.slug, SLUG)
        (self.folder / "redirects.toml").write_text("x")
        with self.assertRaisesMessage(LoadError, "redirects.toml"):
            load(self.folder)

    def test_info_pages_are_loaded_once_and_then_belong_to_editors(self) -> None:
        self.write("about/hello", "# Hello\n\nWorld.")
        load(self.folder)
        self.assertEqual(InfoPage.objects.get().html, "<p>World.</p>")
        InfoPage.objects.update(body="Edited.")
        load(self.folder)
        self.assertEqual(InfoPage.objects.get().body, "Edited.")


class LibraryTests(TestCase):
    def test_the_library_loads_and_every_article_loads_back_from_its_export(self) -> None:
        load(LIBRARY)
        articles = list(with_parts(Article.objects.all()))
        self.assertGreaterEqual(len(articles), 40)
        for article in articles:
            with self.subTest(article.slug):
                self.assertEqual(digest(document_of(article)), article.loaded_digest)
        self.assertEqual(Tool.objects.get(slug="postgresql").name, "PostgreSQL")


class HistoryTests(LoadingTestCase):
    def test_every_load_of_a_file_is_a_version_approved_by_its_own_review(self) -> None:
        self.write(SLUG, dump(make_document()))
        load(self.folder)
        self.write(SLUG, dump(make_document(why="Because.")))
        load(self.folder)
        first, second = Article.objects.get().revisions.order_by("number")
        self.assertEqual((first.document, second.document.why), (make_document(), "Because."))
        self.assertEqual((second.state, second.decided_by_name, second.reason), ("approved", "Bob", "Article file"))
        self.assertEqual(Article.objects.get().live, second)
        self.assertEqual([entry.action for entry in AuditEntry.objects.all()], ["loaded", "loaded"])

    def test_articles_older_than_histories_get_their_first_version(self) -> None:
        article = make_article()
        load(self.folder)
        self.assertEqual(article.revisions.get().document, make_document())

    def test_a_file_against_an_editors_change_waits_for_an_editors_word(self) -> None:
        self.write(SLUG, dump(make_document()))
        load(self.folder)
        Article.objects.update(why="An editor knows better.")
        self.write(SLUG, dump(make_document(why="The file is newer.")))
        load(self.folder)
        conflict = FileConflict.objects.get()
        self.assertEqual(parse(conflict.text).why, "The file is newer.")
        FileConflict.objects.update(outcome="kept")
        load(self.folder)
        self.assertEqual(FileConflict.objects.get().outcome, "kept")
        self.write(SLUG, dump(make_document(why="The file is newer still.")))
        load(self.folder)
        self.assertEqual(FileConflict.objects.get().outcome, "")
