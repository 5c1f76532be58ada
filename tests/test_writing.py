from dataclasses import replace
from unittest import TestCase as PlainTestCase

from django.http import QueryDict
from django.test import Client

from errors import reviewing
from errors.articledocument import Message
from errors.articlefile import parse
from errors.desk.documentform import DocumentForm
from errors.loading import LIBRARY, article_files
from errors.lookup import PostgresIndex
from errors.matching.engine import match
from errors.models import Article, Tool
from tests.admin_case import LIST, AdminTestCase, form_data
from tests.articles import SLUG, make_article, make_document

PASTE = "sprocket 7 is upside down"


def posted(**changes: object) -> DocumentForm:
    """The form as the site reads it back from a browser."""
    query = QueryDict(mutable=True)
    for name, value in form_data(make_document(), **changes).items():
        query.setlist(name, value if isinstance(value, list) else [str(value)])
    return DocumentForm.posted(query)


class DocumentFormTests(PlainTestCase):
    def test_every_article_of_the_library_passes_through_the_form_unchanged(self) -> None:
        for slug, file in article_files(LIBRARY).items():
            document = parse(file.read_text())
            query = QueryDict(mutable=True)
            for name, value in form_data(document).items():
                query.setlist(name, value if isinstance(value, list) else [value])
            form = DocumentForm.posted(query)
            with self.subTest(slug):
                self.assertEqual((form.document(document), form.errors), (document, {}))

    def test_empty_parts_are_left_out(self) -> None:
        form = posted(**{"sources.title": ["", "Manual"], "sources.url": ["", "https://example.com/"]})
        self.assertEqual([source.title for source in form.document().sources], ["Manual"])

    def test_faults_are_said_where_they_are(self) -> None:
        form = posted(
            **{
                "title": "",
                "quick_fix": "1. x\n\n## A heading",
                "why": "```sh\nls",
                "messages.template": ["port {a} in use", "port {b} in use"],
                "fixes.cures": ["Something else"],
                "sources.url": ["javascript:alert(1)"],
                "related.slug": ["manifest-unknown"],
            }
        )
        form.document()
        places = {
            "title": "needed",
            "quick_fix": "Line 3 is a heading",
            "why": "not closed",
            "messages.1.template": "stands here twice",
            "fixes.0.cures": "is no cause",
            "sources.0.url": "whole address",
            "related.0.slug": "tool/name",
        }
        self.assertEqual(set(form.errors), set(places))
        for place, words in places.items():
            self.assertIn(words, form.errors[place])

    def test_what_the_file_format_cannot_hold_is_refused_not_lost(self) -> None:
        form = posted(**{"fixes.cures": [""], "fixes.body": ["Cures: nothing that exists"]})
        form.document()
        self.assertTrue(form.errors)


class WritingTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()
        self.path = self.address(self.article)
        self.client.force_login(self.alice)

    def now(self) -> Article:
        return Article.objects.get(pk=self.article.pk)

    def test_a_writer_creates_a_draft_with_all_its_parts(self) -> None:
        document = replace(make_document(), title="sprocket {number} is upside down")
        response = self.client.post(f"{LIST}add/", form_data(document, tool="docker", name="sprocket"))
        draft = Article.objects.get(name="sprocket")
        self.assertRedirects(response, f"{self.address(draft)}?saved=new")
        self.assertEqual((draft.status, draft.owner, draft.causes.count()), ("draft", self.alice, 2))

    def test_a_name_is_made_from_the_title(self) -> None:
        self.client.post(f"{LIST}add/", form_data(make_document(title="It broke: {x}"), tool="docker"))
        self.assertTrue(Article.objects.at("docker/it-broke-x").exists())

    def test_a_new_article_needs_a_tool_and_a_free_address_and_nothing_typed_is_lost(self) -> None:
        document = make_document(why="My long new text.")
        for fields, problem in (
            ({"tool": ""}, "Choose the tool"),
            ({"tool": "docker", "name": "manifest-unknown"}, "already"),
            ({"tool": "docker", "name": "No Slug"}, "small letters"),
        ):
            response = self.client.post(f"{LIST}add/", form_data(document, **fields))
            self.assertContains(response, problem, status_code=422)
            self.assertContains(response, "My long new text.", status_code=422)

    def test_saving_keeps_a_draft_and_leaves_what_readers_see(self) -> None:
        self.assertEqual(self.client.get(self.path).status_code, 200)
        self.client.post(self.path, self.form(self.article, why="Better.", reason="It was wrong."))
        article = self.now()
        assert article.draft
        self.assertEqual((article.why, article.draft.document.why), ("A tag is a name for a manifest.", "Better."))
        self.assertEqual((article.draft.reason, article.draft.author), ("It was wrong.", self.alice))
        self.assertContains(self.client.get(self.path), "Better.")

    def test_it_is_submitted_for_review(self) -> None:
        self.client.post(self.path, self.form(self.article, why="Better.", do="submit"))
        draft = self.now().draft
        assert draft
        self.assertEqual(draft.state, "in-review")

    def test_without_javascript_parts_are_added_moved_and_removed_and_nothing_is_saved(self) -> None:
        data = self.form(self.article)
        response = self.client.post(self.path, {**data, "do": "down:causes:0"})
        self.assertLess(response.content.index(b'value="Deleted tag"'), response.content.index(b'value="Misspelt tag"'))
        response = self.client.post(self.path, {**data, "do": "remove:causes:0"})
        self.assertNotContains(response, 'value="Misspelt tag"')
        before = self.client.get(self.path).content.count(b'name="questions.title"')
        response = self.client.post(self.path, {**data, "do": "add:questions"})
        self.assertEqual(response.content.count(b'name="questions.title"'), before + 1)
        self.assertFalse(self.article.revisions.exists())

    def test_a_fault_is_said_and_nothing_typed_is_lost(self) -> None:
        response = self.client.post(self.path, self.form(self.article, title="", why="My long new text."))
        self.assertContains(response, "Title is needed.", status_code=422)
        self.assertContains(response, "My long new text.", status_code=422)

    def test_two_editors_get_a_conflict_with_both_texts(self) -> None:
        mine = self.form(self.article, why="Alice's reason.")
        theirs = self.form(self.article, why="Bob's reason.")
        self.client.force_login(self.bob)
        self.client.post(self.path, theirs)
        self.client.force_login(self.alice)
        response = self.client.post(self.path, mine)
        for words in ("Bob saved version 2 since you began", "<del>Bob</del>", "<ins>Alice</ins>"):
            self.assertContains(response, words, status_code=409)
        self.client.post(self.path, {**mine, "base": 2})
        texts = [revision.document.why for revision in self.article.revisions.all()]
        self.assertEqual(texts[:2], ["Alice's reason.", "Bob's reason."])

    def test_a_draft_that_would_undo_a_newer_published_version_shows_what_changed(self) -> None:
        self.client.post(self.path, self.form(self.article, why="Better."))
        reviewing.keep_loaded(self.now(), make_document(meaning="From a file."))
        self.assertContains(self.client.get(self.path), "What readers see has changed since this draft began")
        self.client.post(self.path, self.form(self.article, meaning="From a file.", do="submit"))
        article = self.now()
        assert article.draft
        self.assertEqual(article.draft.base, article.live)

    def test_the_reviewers_comments_stand_beside_their_sections(self) -> None:
        draft = self.submitted(self.article, why="Better.")
        reviewing.send_back(self.now(), draft.number, by=self.bob, comments={"Causes": "Which tag?", "": "Nearly."})
        response = self.client.get(self.path)
        self.assertContains(response, "Which tag?")
        self.assertContains(response, "Nearly.")

    def test_saving_warns_of_messages_that_another_article_answers(self) -> None:
        make_article("docker/other", title="Other", messages=[Message("sprocket {n} is upside down")], aliases=[])
        response = self.client.post(
            self.path, self.form(self.article, messages=[Message("sprocket {k} is upside down")]), follow=True
        )
        self.assertContains(response, "is also answered by")
        self.assertContains(response, 'href="/docker/other/"')

    def test_saving_warns_of_every_one_of_many(self) -> None:
        messages = [
            Message(f"sprocket {place} of the {place}{place} is upside down") for place in map(chr, range(97, 122))
        ]
        aliases = [f"{message.template} again" for message in messages]
        make_article("docker/other", title="Other", messages=messages, aliases=aliases)
        response = self.client.post(self.path, self.form(self.article, messages=messages, aliases=aliases), follow=True)
        self.assertContains(response, "is also answered by", count=50)

    def test_the_form_is_guarded_against_other_sites(self) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.alice)
        self.assertEqual(client.post(self.path, self.form(self.article)).status_code, 403)

    def test_it_asks_little_of_the_database(self) -> None:
        self.submitted(self.article, why="Better.")
        for path in (self.path, f"{LIST}add/", self.address(self.article, "preview")):
            with self.queries_at_most(15):
                self.client.get(path)

    def test_it_runs_no_script_but_files_of_the_site(self) -> None:
        policy = self.client.get(self.path)["Content-Security-Policy"]
        self.assertIn("script-src 'self';", policy)
        self.assertNotIn("unsafe", policy)


class PreviewTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()
        self.client.force_login(self.alice)

    def test_it_shows_the_form_as_readers_would_see_it_and_saves_nothing(self) -> None:
        address = self.address(self.article, "preview")
        response = self.client.post(address, self.form(self.article, why="Only **here**."))
        self.assertContains(response, "Only <strong>here</strong>.")
        self.assertFalse(self.article.revisions.exists())

    def test_it_is_the_published_page_but_for_what_only_readers_need(self) -> None:
        public = self.client.get(f"/{SLUG}/").content.decode()
        preview = self.client.get(self.address(self.article, "preview")).content.decode()
        section = public.partition('<section id="causes"')[2].partition("</section>")[0]
        self.assertIn(section, preview)

    def test_it_shows_an_article_that_is_not_saved_yet(self) -> None:
        response = self.client.post(f"{LIST}preview/", form_data(make_document(why="Brand new."), tool=""))
        self.assertContains(response, "Brand new.")

    def test_only_our_own_pages_may_frame_it(self) -> None:
        response = self.client.get(self.address(self.article, "preview"))
        self.assertIn("frame-ancestors 'self'", response["Content-Security-Policy"])
        self.assertEqual(response["X-Frame-Options"], "SAMEORIGIN")

    def test_what_an_editor_writes_carries_no_script_frame_form_or_image(self) -> None:
        bad = (
            '<script>x</script> <iframe src="/"></iframe> <form></form> ![x](https://t.example/p.gif) [l](javascript:x)'
        )
        page = self.client.post(
            self.address(self.article, "preview"), self.form(self.article, why=bad)
        ).content.decode()
        text = page.partition('<section id="why"')[2].partition("</section>")[0]
        for tag in ("<script", "<iframe", "<form", "<img", 'javascript:x"'):
            self.assertNotIn(tag, text)


class TrialTests(AdminTestCase):
    def setUp(self) -> None:
        self.article = make_article()
        self.client.force_login(self.alice)

    def try_paste(self, paste: str, **changes: object) -> str:
        data = self.form(self.article, **changes)
        return self.client.post(self.address(self.article, "try"), {**data, "paste": paste}).content.decode()

    def test_a_paste_finds_the_messages_as_they_stand_in_the_form(self) -> None:
        self.assertIn("Nothing is found.", self.try_paste(PASTE))
        self.assertIn("This article wins.", self.try_paste(PASTE, messages=[Message("sprocket {n} is upside down")]))

    def test_trying_changes_nothing(self) -> None:
        self.try_paste(PASTE, messages=[Message("sprocket {n} is upside down")])
        self.assertEqual(match(PASTE, PostgresIndex()).verdict, "none")
        self.assertEqual(match("manifest unknown: manifest unknown", PostgresIndex()).verdict, "match")

    def test_it_names_the_sibling_that_would_win_and_why(self) -> None:
        make_article("docker/other", title="Upside down", messages=[Message("sprocket {n} is upside down")], aliases=[])
        page = self.try_paste(PASTE)
        self.assertIn("Another article wins:", page)
        self.assertIn("was laid over the line", page)

    def test_an_article_that_is_not_saved_yet_is_tried_too(self) -> None:
        document = make_document(messages=[Message("sprocket {n} is upside down")])
        before = (Article.objects.count(), Tool.objects.count())
        for tool in ("", "docker"):
            data = form_data(document, tool=tool, paste=PASTE)
            self.assertContains(self.client.post(f"{LIST}try/", data), "This article wins.")
        self.assertEqual((Article.objects.count(), Tool.objects.count()), before)

    def test_an_empty_paste_is_asked_for(self) -> None:
        self.assertIn("Paste something first.", self.try_paste(" "))
