"""The answer page as a reader uses it: one screen on a phone, values in fields, commands copied."""

from playwright.sync_api import Locator, Page, expect

from errors.articlecheck import first_command_line, first_value_line
from errors.articledocument import Message
from errors.loading import LIBRARY, article_files, load, read
from tests.articles import make_article
from tests.browser import DESKTOP, PASTE, PHONE, BrowserTestCase
from tests.everypage import Window
from tests.fold import measure, open_answer, pastes_of

THREE_ERRORS = f"""{PASTE}$ docker run -p 8080:80 acme/web
docker: Error response from daemon: Bind for 0.0.0.0:8080 failed: port is already allocated
$ git push origin trunk
error: src refspec trunk does not match any
"""
FIRST_SCREEN = 740
SMALLEST_SCREEN = 640
EACH_LOWEST = 4
"""Of how many articles the answer is opened: those whose first command, and those whose first value, stand lowest by
the lines that check_articles counts."""


def field(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


class AnswerBrowserTestCase(BrowserTestCase):
    def add_article(self, slug: str, tool: str, template: str, command: str, *others: str) -> None:
        steps = f"1. Do this:\n\n   ```sh\n   {command}\n   ```"
        make_article(
            slug, tool, title=template, messages=[Message(each) for each in (template, *others)], quick_fix=steps
        )

    def add_articles(self) -> None:
        self.add_article(
            "docker/port-is-allocated", "Docker", "Bind for {address}:{port} failed: port is already allocated", "ss"
        )
        self.add_article("git/src-refspec", "Git", "error: src refspec {ref} does not match any", "git branch {ref}")

    def test_a_paste_with_three_errors_on_a_phone(self) -> None:
        self.add_articles()
        page = self.open_answer(self.visitor(width=PHONE), THREE_ERRORS)
        expect(page.locator("h1")).to_contain_text("3 errors found, the first cause first")
        for part in (".verdict", "h2", ".values", ".code"):
            box = page.locator(f"#answer-0 {part}").first.bounding_box()
            assert box is not None
            with self.subTest("in the first screen", part=part):
                self.assertLess(box["y"] + box["height"], FIRST_SCREEN)
        folds = page.locator(".answer-fold")
        expect(folds.locator("summary h2")).to_contain_text(["Bind for", "src refspec"])
        expect(folds.first.locator(".quick-fix")).to_be_hidden()
        folds.nth(1).locator("summary").first.click()
        expect(folds.nth(1).locator(".code")).to_contain_text("git branch trunk")
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), PHONE)
        self.assertEqual(self.complaints, [])

    def test_a_mark_in_the_paste_opens_the_fold_of_its_answer(self) -> None:
        self.add_articles()
        page = self.open_answer(paste=THREE_ERRORS)
        page.locator(".paste a.line").nth(2).click()
        expect(page.locator("#answer-2 .code").first).to_be_in_viewport()

    def test_a_changed_value_changes_every_command_and_what_is_copied(self) -> None:
        page = self.open_answer()
        expect(field(page, "image")).to_have_value("acme/api:1.8")
        field(page, "image").fill("it's mine")
        expect(page.locator("#answer-0 .code").nth(1)).to_contain_text("""docker pull 'it'"'"'s mine'""")
        page.locator("#answer-0").get_by_role("button", name="Copy").first.click()
        expect(page.get_by_text("Copied").first).to_be_visible()
        self.assertEqual(
            page.evaluate("navigator.clipboard.readText()"),
            """docker pull 'it'"'"'s mine'\necho "it's mine" 'it'\\''s mine'""",
        )

    def test_the_values_travel_to_the_article_in_the_fragment_only(self) -> None:
        page = self.open_answer()
        field(page, "image").fill("other image")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.locator("#answer-0 h2 a").click()
        page.wait_for_url("**/docker/**")
        expect(field(page, "image")).to_have_value("other image")
        expect(field(page, "port")).to_have_count(0)
        expect(page.locator("#causes .code")).to_contain_text("inspect 'other image'")
        self.assertTrue(asked)
        self.assertFalse([url for url in asked if "other" in url.partition("#")[0]])

    def test_what_the_paste_does_not_tell_is_filled_in_from_a_fold(self) -> None:
        self.add_article(
            "git/no-remote", "Git", "fatal: no remote for {branch}", "git fetch {remote} {branch}", "{remote}: gone"
        )
        page = self.open_answer(paste="fatal: no remote for trunk")
        expect(field(page, "branch")).to_have_value("trunk")
        expect(field(page, "remote")).to_be_hidden()
        page.get_by_text("Fill in remote").click()
        field(page, "remote").fill("upstream")
        expect(page.locator("#answer-0 .code").first).to_contain_text("git fetch upstream trunk")

    def test_the_same_value_changes_in_every_answer(self) -> None:
        self.add_article("docker/pull-cancelled", "Docker", "pull of image {image} was cancelled", "docker rmi {image}")
        page = self.open_answer(paste=f"{PASTE}pull of image acme/api:1.8 was cancelled\n")
        field(page.locator("#answer-0"), "image").fill("x")
        page.locator(".answer-fold summary").first.click()
        expect(page.locator("#answer-1 .code").first).to_contain_text("docker rmi x")
        expect(field(page.locator("#answer-1"), "image")).to_have_value("x")

    def test_the_copy_button_stands_beside_the_command(self) -> None:
        for width in (PHONE, DESKTOP):
            page = self.open_answer(self.visitor(width=width))
            for block in page.locator(".code").all():
                code, button = block.locator("pre").bounding_box(), block.locator(".copy").bounding_box()
                assert code is not None and button is not None
                with self.subTest(width=width):
                    self.assertLessEqual(code["x"] + code["width"], button["x"] + 0.5)

    def test_a_wrong_match_is_said_without_leaving_the_page(self) -> None:
        page = self.open_answer()
        page.get_by_text("Wrong match?").click()
        page.get_by_role("button", name="Tell the editors").click()
        expect(page.locator(".outcome")).to_be_focused()
        expect(page.locator(".outcome")).to_contain_text("The editors see the line")
        self.assertTrue(page.url.endswith("/match"))

    def test_a_phone_shows_commands_whole(self) -> None:
        page = self.open_answer(
            self.visitor(width=320), PASTE.replace("acme/api:1.8", "registry.example.com/acme/api:1.8")
        )
        for block in page.locator(".code pre").all():
            hidden = block.evaluate("each => each.scrollWidth - each.clientWidth")
            self.assertLessEqual(hidden, 0)


class FirstScreenTestCase(BrowserTestCase):
    """Real output, real articles: what a phone of 360 x 640 shows before anything is scrolled."""

    several = ("postgresql/password-authentication-failed", "docker/port-is-already-allocated")

    def setUp(self) -> None:
        super().setUp()
        documents = read(article_files(LIBRARY))
        self.lowest = {
            slug
            for line_of in (first_command_line, first_value_line)
            for slug in sorted(documents, key=lambda slug: (-line_of(documents[slug].quick_fix), slug))[:EACH_LOWEST]
        }
        for slug in self.lowest | set(self.several):
            load(LIBRARY / f"{slug}.md")
        self.phone = Window(self.visitor(width=PHONE), self.live_server_url)

    def test_it_shows_what_it_is_how_sure_and_the_fix_with_the_readers_values(self) -> None:
        for slug in sorted(self.lowest):
            with self.subTest(slug):
                self.assertEqual(measure(open_answer(self.phone, slug), slug).misses(SMALLEST_SCREEN), [])

    def test_of_several_errors_it_shows_the_fix_of_the_first(self) -> None:
        first, second = (pastes_of(slug)[0] for slug in self.several)
        page = self.phone.paste(f"{first}\n{second}")
        expect(page.locator("h1")).to_contain_text("2 errors found")
        self.assertEqual(measure(page, self.several[0]).misses(SMALLEST_SCREEN), [])
