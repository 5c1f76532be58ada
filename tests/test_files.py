import html
import io
import json
import re
import zipfile
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import override_settings

from errors import articlelife, articlezip, exchange, reviewing
from errors.articledocument import Related
from errors.articlefile import dump
from errors.articlestore import digest, document_of, with_parts
from errors.loading import load
from errors.models import Article, AuditEntry, Revision, Tool, Upload
from errors.reviewing import NotAllowed
from tests.admin_case import LIST, AdminTestCase
from tests.articles import SLUG, make_article, make_document
from tests.test_loading import LoadingTestCase

FILES = "/admin/files/"


def packed(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


class UploadTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()
        self.client.force_login(self.alice)

    def bring(self, **documents: object) -> str:
        """Upload a zip; returns the address of its dry run."""
        files = {f"{name.replace('__', '/')}.md": dump(each) for name, each in documents.items()}  # type: ignore[arg-type]
        sent = SimpleUploadedFile("articles.zip", packed(**files))
        response = self.client.post(FILES, {"file": sent})
        return str(response["Location"])

    def test_a_dry_run_shows_what_would_change_and_changes_nothing(self) -> None:
        path = self.bring(**{"docker__manifest-unknown": make_document(why="Newer."), "git__new": make_document()})
        response = self.client.get(path)
        for words in ("docker/manifest-unknown", "<ins>Newer</ins>", "git/new", "Nothing has changed yet"):
            self.assertContains(response, words)
        self.assertEqual((Article.objects.count(), Revision.objects.count()), (1, 0))

    def test_applying_submits_all_for_review(self) -> None:
        path = self.bring(**{"docker__manifest-unknown": make_document(why="Newer."), "git__new": make_document()})
        self.assertContains(self.client.post(f"{path}apply/", {"how": "submit"}, follow=True), "2 articles submitted")
        for slug in (SLUG, "git/new"):
            draft = Article.objects.at(slug).get().draft
            assert draft
            self.assertEqual((draft.state, draft.author), ("in-review", self.alice))
        self.assertEqual(self.client.get("/git/new/").status_code, 404)
        self.assertFalse(Upload.objects.exists())

    def test_an_editors_work_is_not_passed_over_silently(self) -> None:
        self.submitted(self.article, by=self.bob, why="Bob's.")
        path = self.bring(**{"docker__manifest-unknown": make_document(why="Newer."), "git__new": make_document()})
        self.assertContains(self.client.get(path), "Bob is at work on version 2.")
        self.client.post(f"{path}apply/", {"how": "submit"})
        self.assertEqual(self.article.revisions.count(), 2)
        path = self.bring(**{"docker__manifest-unknown": make_document(why="Newer.")})
        self.client.post(f"{path}apply/", {"how": "submit", "over": [SLUG]})
        newest = self.article.revisions.first()
        assert newest
        self.assertEqual((newest.number, newest.document.why), (3, "Newer."))

    def test_all_or_nothing(self) -> None:
        articlelife.delete(self.article, by=self.bob)
        path = self.bring(**{"git__new": make_document(), "docker__manifest-unknown": make_document(why="Newer.")})
        response = self.client.post(f"{path}apply/", {"how": "submit", "over": [SLUG]}, follow=True)
        self.assertContains(response, "Nothing was changed. The article was deleted.")
        self.assertFalse(Tool.objects.filter(slug="git").exists())

    def test_what_changed_after_the_dry_run_is_shown_before_it_is_written_over(self) -> None:
        path = self.bring(**{"docker__manifest-unknown": make_document(why="Newer."), "git__new": make_document()})
        seen = self.client.get(path).context["seen"]
        self.submitted(self.article, by=self.bob, why="Bob's.")
        response = self.client.post(f"{path}apply/", {"how": "submit", "seen": seen}, follow=True)
        self.assertContains(response, "Nothing was changed. An article has changed since this dry run")
        self.assertContains(response, "Bob is at work on version 2.")
        self.assertFalse(Tool.objects.filter(slug="git").exists())
        again = self.client.post(f"{path}apply/", {"how": "submit", "seen": response.context["seen"]}, follow=True)
        self.assertContains(again, "1 article submitted for review.")
        self.assertContains(again, f"Left out: {SLUG}.")

    def test_applying_twice_applies_once(self) -> None:
        path = self.bring(**{"git__new": make_document()})
        self.client.post(f"{path}apply/", {"how": "submit"})
        self.assertEqual(self.client.post(f"{path}apply/", {"how": "submit"}).status_code, 404)
        self.assertEqual(Article.objects.at("git/new").get().revisions.count(), 1)

    def test_the_dry_run_names_what_stays_and_what_was_not_read(self) -> None:
        files = {f"{SLUG}.md": dump(make_document()), "docker/notes.txt": "x"}
        path = self.client.post(FILES, {"file": SimpleUploadedFile("a.zip", packed(**files))})["Location"]
        response = self.client.get(path)
        self.assertContains(response, f"<li>{SLUG}</li>")
        self.assertContains(response, "docker/notes.txt")

    def test_a_file_of_a_draft_does_not_take_a_page_from_its_readers(self) -> None:
        self.client.force_login(self.dana)
        path = self.bring(**{"docker__manifest-unknown": make_document(why="Newer.", status="draft")})
        response = self.client.post(f"{path}apply/", {"how": "publish"}, follow=True)
        self.assertContains(response, "is published, and its file is a draft")
        self.assertEqual(self.client.get(f"/{SLUG}/").status_code, 200)

    def test_publishing_does_not_bring_a_deleted_article_back(self) -> None:
        articlelife.delete(self.article, by=self.bob)
        self.client.force_login(self.dana)
        path = self.bring(**{"docker__manifest-unknown": make_document(why="Newer.")})
        response = self.client.post(f"{path}apply/", {"how": "publish", "over": [SLUG]}, follow=True)
        self.assertContains(response, "was deleted. Recover it first.")

    def test_only_an_administrator_publishes_what_was_reviewed_elsewhere(self) -> None:
        path = self.bring(**{"git__new": make_document()})
        self.assertContains(self.client.post(f"{path}apply/", {"how": "publish"}, follow=True), "Only an administrator")
        self.client.force_login(self.dana)
        self.client.post(f"{self.bring(**{'git__new': make_document()})}apply/", {"how": "publish"})
        self.assertEqual(self.client.get("/git/new/").status_code, 200)
        entry = AuditEntry.objects.get()
        self.assertEqual((entry.action, entry.actor_name, entry.slug), ("loaded", "Dana", "git/new"))

    def test_nobody_sees_or_applies_what_another_brought(self) -> None:
        path = self.bring(**{"git__new": make_document()})
        self.client.force_login(self.dana)
        self.assertEqual(self.client.get(path).status_code, 403)
        self.assertEqual(self.client.post(f"{path}apply/").status_code, 403)

    def test_a_bad_file_is_refused_with_what_is_wrong(self) -> None:
        response = self.client.post(FILES, {"file": SimpleUploadedFile("x.md", b"# x"), "slug": SLUG})
        self.assertContains(response, "start the file with a front matter", status_code=422)
        self.assertContains(self.client.post(FILES), "Choose a file first.", status_code=422)

    @override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=20_000)
    def test_a_file_that_is_too_long_is_refused_with_the_limit(self) -> None:
        response = self.client.post(FILES, {"file": SimpleUploadedFile("x.md", b"x" * 30_000), "slug": SLUG})
        self.assertContains(response, "More than 0 MB", status_code=422)

    def test_an_exported_selection_holds_each_article_with_its_history(self) -> None:
        make_article("git/other")
        self.submitted(self.article, why="Newer.")
        chosen = {"action": "export_selected", "_selected_action": [self.article.pk]}
        response = self.client.post(LIST, chosen, follow=True)
        with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:  # type: ignore[attr-defined]
            names = archive.namelist()
            lines = archive.read(f"history/{SLUG}.jsonl").decode().splitlines()
        self.assertEqual(names, [f"{SLUG}.md", f"history/{SLUG}.jsonl", "tools.toml", "redirects.toml"])
        self.assertEqual([json.loads(line)["author"] for line in lines], ["", "Alice"])

    def test_one_article_is_taken_away_from_its_own_page(self) -> None:
        make_article("git/other")
        page = self.client.get(self.address(self.article, "about")).content.decode()
        link = re.findall(r'href="(/admin/files/export/[^"]+)"', page)[0]
        response = self.client.get(html.unescape(link))
        with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:  # type: ignore[attr-defined]
            self.assertEqual(archive.namelist()[0], f"{SLUG}.md")
            self.assertNotIn("git/other.md", archive.namelist())


class RoundTripTests(AdminTestCase):
    def export(self) -> bytes:
        return articlezip.export(Article.objects.all(), history=True).read()

    def test_what_is_exported_loads_elsewhere_with_identical_pages_and_history(self) -> None:
        article = make_article()
        draft = self.submitted(article, why="Newer.")
        reviewing.approve(article, draft.number, by=self.bob)
        data = self.export()
        page = self.client.get(f"/{SLUG}/").content
        before = list(article.revisions.values_list("number", "state", "author_name", "created_at", "text"))
        Article.objects.all().delete()
        Tool.objects.all().delete()
        exchange.apply(articlezip.read("x.zip", data), by=self.dana, publish=True)
        self.assertEqual(self.client.get(f"/{SLUG}/").content, page)
        again = Article.objects.get()
        self.assertEqual(
            list(again.revisions.values_list("number", "state", "author_name", "created_at", "text")), before
        )
        document = document_of(with_parts(Article.objects.all()).get())
        self.assertEqual(again.loaded_digest, digest(document))

    def test_a_renamed_article_takes_its_old_address_along(self) -> None:
        article = make_article()
        make_article("docker/other", title="Another error", related=[Related(SLUG, "The tag is missing.")])
        articlelife.rename(article, article.tool, "no-such-tag", by=self.bob)
        data, page = self.export(), self.client.get("/docker/other/").content
        Article.objects.all().delete()
        exchange.apply(articlezip.read("x.zip", data), by=self.dana, publish=True)
        self.assertRedirects(self.client.get(f"/{SLUG}/"), "/docker/no-such-tag/", status_code=301)
        self.assertIn(b'href="/docker/no-such-tag/"', page)
        self.assertEqual(self.client.get("/docker/other/").content, page)

    def test_a_file_at_an_address_that_leads_elsewhere_waits_for_a_decision(self) -> None:
        article = make_article()
        articlelife.rename(article, article.tool, "no-such-tag", by=self.bob)
        brought = articlezip.read("x.md", dump(make_document(why="Newer.")).encode(), SLUG)
        self.assertIn("docker/no-such-tag now", exchange.plan(brought)[0].conflict)
        self.assertEqual(exchange.apply(brought, by=self.dana, publish=True).left_out, [SLUG])
        exchange.apply(brought, by=self.dana, publish=True, over=[SLUG])
        self.assertEqual(self.client.get(f"/{SLUG}/").status_code, 200)

    def test_a_file_without_a_fix_is_not_published(self) -> None:
        brought = articlezip.read("x.md", dump(replace(make_document(), fixes=[])).encode(), SLUG)
        with self.assertRaisesMessage(NotAllowed, "lacks fixes"):
            exchange.apply(brought, by=self.dana, publish=True)


class CommandTests(LoadingTestCase):
    def test_the_commands_take_histories_along(self) -> None:
        article = make_article()
        reviewing.keep_loaded(article, make_document())
        reviewing.keep_loaded(article, make_document(why="Newer."))
        Article.objects.update(why="Newer.")
        call_command("export_articles", str(self.folder), history=True, stdout=io.StringIO())
        Article.objects.all().delete()
        load(self.folder)
        texts = [revision.document.why for revision in Article.objects.get().revisions.all()]
        self.assertEqual(texts, ["Newer.", "A tag is a name for a manifest."])
