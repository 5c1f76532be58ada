import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

from django.test import Client, TestCase, override_settings
from django.utils import timezone

from errors import readers, savedfixes
from errors.models import SavedFix
from tests.articles import SLUG, make_article

LINE = "Error response from daemon: manifest for alpine:3.999 not found: manifest unknown"
HTML = {"Accept": "text/html"}
NOTE = "Our registry needs the VPN.\nAsk <Ada>."


class SavedTestCase(TestCase):
    def setUp(self) -> None:
        self.article = make_article()

    def answer(self, client: Client | None = None) -> str:
        return (client or self.client).post("/match", {"paste": LINE}, headers=HTML).content.decode()

    def save(self, note: str = NOTE, **server: Any) -> Any:
        return self.client.post("/saved/", {"article": SLUG, "note": note}, **server)


class SaveTests(SavedTestCase):
    def test_an_answer_is_saved_with_its_line_and_a_note(self) -> None:
        form = self.answer().partition('action="/saved/"')[2]
        found = re.search(r'name="receipt" value="([^"]+)"', form)
        assert found is not None
        response = self.client.post("/saved/", {"receipt": unescape(found[1]), "note": NOTE}, follow=True)
        self.assertContains(response, "Saved:")
        kept = SavedFix.objects.get()
        self.assertEqual((kept.article, kept.line, kept.note), (self.article, LINE, NOTE))

    def test_an_article_is_saved_from_its_own_page(self) -> None:
        self.assertContains(self.client.get(f"/{SLUG}/"), f'name="article" value="{SLUG}"')
        self.save()
        self.assertEqual(SavedFix.objects.get().article, self.article)

    def test_saving_again_keeps_one_and_takes_the_new_note(self) -> None:
        for note, held in (("first", "first"), ("", "first"), ("second", "second")):
            self.save(note)
            self.assertEqual(SavedFix.objects.get().note, held)

    def test_what_is_no_article_is_refused(self) -> None:
        make_article("docker/draft", status="draft")
        for data in ({}, {"article": "docker/draft"}, {"article": "nothing"}, {"receipt": "x:y"}):
            with self.subTest(data):
                response = self.client.post("/saved/", data)
                self.assertEqual(response.status_code, 400)
                self.assertFalse(response.cookies)
        self.assertFalse(SavedFix.objects.exists())

    def test_a_note_that_is_too_long_is_refused_with_its_length(self) -> None:
        self.assertContains(self.save("x" * 2001), "at most 2000 characters; this one has 2001", status_code=400)
        self.assertFalse(SavedFix.objects.exists())

    def test_a_line_break_counts_as_one_character(self) -> None:
        self.save("x\r\n" * 1000)
        self.assertEqual(len(SavedFix.objects.get().note), 1999)

    def test_there_is_a_most_and_it_is_said(self) -> None:
        self.save()
        owner = SavedFix.objects.get().owner
        SavedFix.objects.bulk_create(SavedFix(owner=owner, title=str(n)) for n in range(savedfixes.MOST - 1))
        make_article("docker/one-more")
        response = self.client.post("/saved/", {"article": "docker/one-more"})
        self.assertContains(response, "You have saved 500 fixes", status_code=400)
        self.assertEqual(self.save("changed").status_code, 302)

    def test_a_form_of_another_site_is_refused(self) -> None:
        for path in ("/saved/", "/saved/1/", "/saved/forget/"):
            response = self.client.post(path, {"article": SLUG}, headers={"Sec-Fetch-Site": "cross-site"})
            self.assertEqual(response.status_code, 403)

    @override_settings(SAVE_RATE_PER_HOUR=1)
    def test_it_is_limited(self) -> None:
        self.save()
        self.assertEqual(self.save().status_code, 429)


class CookieTests(SavedTestCase):
    def test_nothing_is_set_before_the_first_save(self) -> None:
        for path in ("/", f"/{SLUG}/", "/saved/", "/saved/fixes.md"):
            with self.subTest(path):
                self.assertFalse(self.client.get(path).cookies)
        self.answer()
        self.assertFalse(self.client.cookies)

    @override_settings(HTTPS=True)
    def test_the_first_save_sets_one_that_no_script_and_no_other_site_reads(self) -> None:
        cookie = self.save().cookies[readers.COOKIE]
        self.assertTrue(cookie["httponly"])
        self.assertTrue(cookie["secure"])
        self.assertEqual(cookie["samesite"], "Lax")
        self.assertGreaterEqual(len(cookie.value), 40)

    def test_the_page_says_in_words_what_it_is(self) -> None:
        self.assertContains(self.client.get("/saved/"), "so far no cookie")
        self.save()
        self.assertContains(self.client.get("/saved/"), "a cookie named <code>saved</code>")

    def test_the_database_cannot_open_a_list(self) -> None:
        self.save()
        self.assertNotIn(self.client.cookies[readers.COOKIE].value, SavedFix.objects.get().owner)

    def test_public_pages_are_the_same_bytes_for_who_saved(self) -> None:
        before = {path: self.client.get(path).content for path in ("/", f"/{SLUG}/", "/docker/", "/search?q=manifest")}
        self.save()
        for path, content in before.items():
            with self.subTest(path):
                response = self.client.get(path)
                self.assertEqual(response.content, content)
                self.assertNotIn("Cookie", response.headers.get("Vary", ""))

    def test_what_outlived_its_cookie_is_deleted(self) -> None:
        self.save()
        SavedFix.objects.update(seen_at=timezone.now() - readers.LIFETIME - timedelta(days=1))
        Client().post("/saved/", {"article": SLUG})
        self.assertEqual(SavedFix.objects.count(), 1)

    def test_opening_the_list_renews_the_cookie_and_what_it_holds(self) -> None:
        self.save()
        SavedFix.objects.update(seen_at=timezone.now() - timedelta(days=300))
        self.assertIn(readers.COOKIE, self.client.get("/saved/").cookies)
        self.assertGreater(SavedFix.objects.get().seen_at, timezone.now() - timedelta(hours=1))


class AnswerTests(SavedTestCase):
    def test_the_same_error_pasted_again_shows_the_note_first(self) -> None:
        self.save()
        SavedFix.objects.update(saved_at=timezone.now().replace(year=2026, month=3, day=3))
        page = self.answer()
        self.assertRegex(page, r"You saved this on <time[^>]*>3 March 2026</time>")
        self.assertIn("Ask &lt;Ada&gt;.", page)
        self.assertLess(page.index("Our registry needs the VPN."), page.index("Quick fix"))
        self.assertNotIn("Save this fix", page)

    def test_another_reader_sees_nothing_of_it(self) -> None:
        self.save()
        self.assertNotIn("VPN", self.answer(Client()))
        self.assertIn("Save this fix", self.answer(Client()))

    def test_a_cookie_that_is_no_number_of_ours_is_replaced(self) -> None:
        self.client.cookies[readers.COOKIE] = "guess"
        self.assertNotEqual(self.save().cookies[readers.COOKIE].value, "guess")

    def test_a_forged_cookie_opens_nothing(self) -> None:
        self.save()
        forger = Client()
        forger.cookies[readers.COOKIE] = SavedFix.objects.get().owner
        self.assertNotIn("VPN", forger.get("/saved/").content.decode())


class ListTests(SavedTestCase):
    def test_it_lists_the_newest_first(self) -> None:
        self.save()
        make_article("docker/newer", title="newer error")
        self.client.post("/saved/", {"article": "docker/newer"})
        page = self.client.get("/saved/").content.decode()
        self.assertLess(page.index("newer error"), page.index("/docker/manifest-unknown/"))

    def test_a_note_is_changed(self) -> None:
        self.save()
        fix = SavedFix.objects.get()
        response = self.client.post(f"/saved/{fix.pk}/", {"note": "Not any more."}, follow=True)
        self.assertContains(response, "Not any more.")

    def test_a_fix_is_deleted(self) -> None:
        self.save()
        self.client.post(f"/saved/{SavedFix.objects.get().pk}/", {"delete": "yes", "note": NOTE})
        self.assertFalse(SavedFix.objects.exists())

    def test_nobody_changes_what_another_saved(self) -> None:
        self.save()
        fix = SavedFix.objects.get()
        other = Client()
        for client in (other, Client()):
            self.assertEqual(client.post(f"/saved/{fix.pk}/", {"delete": "yes"}).status_code, 404)
            other.post("/saved/", {"article": SLUG})
        fix.refresh_from_db()
        self.assertEqual(fix.note, NOTE)

    def test_a_deleted_article_leaves_the_note(self) -> None:
        self.save()
        self.article.delete()
        self.assertContains(self.client.get("/saved/"), "This article is gone")
        self.assertContains(self.client.get("/saved/"), "Our registry needs the VPN.")

    def test_all_is_forgotten_with_the_cookie(self) -> None:
        self.save()
        response = self.client.post("/saved/forget/")
        self.assertEqual(response.cookies[readers.COOKIE].value, "")
        self.assertFalse(SavedFix.objects.exists())

    def test_it_is_private(self) -> None:
        self.save()
        for path in ("/saved/", "/saved/fixes.md", "/saved/fixes.json"):
            self.assertIn("no-store", self.client.get(path).headers["Cache-Control"])


class ExportTests(SavedTestCase):
    def test_markdown_holds_title_note_and_quick_fix(self) -> None:
        self.save()
        response = self.client.get("/saved/fixes.md")
        text = response.content.decode()
        self.assertIn("## manifest for {image}:{tag} not found: manifest unknown", text)
        self.assertIn("> Our registry needs the VPN.\n> Ask <Ada>.", text)
        self.assertIn("docker pull {image}:latest", text)
        self.assertIn(f"http://testserver/{SLUG}/", text)
        self.assertIn('filename="saved-fixes.md"', response.headers["Content-Disposition"])

    def test_json_holds_the_same(self) -> None:
        self.save()
        fix = json.loads(self.client.get("/saved/fixes.json").content)["fixes"][0]
        self.assertEqual((fix["note"], fix["url"]), (NOTE, f"http://testserver/{SLUG}/"))
        self.assertIn("docker pull", fix["quick_fix"])

    def test_a_deleted_article_leaves_its_title(self) -> None:
        self.save()
        self.article.delete()
        self.assertIn("manifest unknown", self.client.get("/saved/fixes.md").content.decode())
        self.assertIsNone(json.loads(self.client.get("/saved/fixes.json").content)["fixes"][0]["url"])

    def test_nothing_saved_is_an_empty_export(self) -> None:
        self.assertEqual(json.loads(self.client.get("/saved/fixes.json").content), {"fixes": []})
