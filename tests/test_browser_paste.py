"""The paste box with scripts: files, limits, articles offered for typed words, secrets blacked out before sending."""

import random
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from errors.matching.redaction import BLACK, SECRETS, redact
from tests.browser import PASTE, SLUG, BrowserTestCase
from tests.test_matching_redaction import HIDDEN, KEPT, LEAKS, SECRET

PASTES = Path(__file__).parent / "pastes"
ODD = [
    "é",
    "\u00a0",
    "\u0085",
    "\ufeff",
    "\u2028",
    "٣",
    "²",
    "_",
    "-",
    ".",
    ":",
    "=",
    "@",
    '"',
    "'",
    "🐳",
    "\n",
    " ",
    "ſ",
    "K",
    "]",
]
DROP = """([name, content, type]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(content)], name, { type }));
    for (const kind of ["dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
}"""


def box(page: Page) -> Locator:
    return page.locator("textarea[name=paste]")


def drop(page: Page, content: bytes, name: str = "build.log", kind: str = "text/plain") -> None:
    page.evaluate(DROP, [name, list(content), kind])


class FileTestCase(BrowserTestCase):
    def test_a_dropped_text_file_lands_in_the_box_whole(self) -> None:
        page = self.open("/")
        drop(page, PASTE.encode())
        expect(box(page)).to_have_value(PASTE)
        self.assertEqual(self.complaints, [])

    def test_a_file_is_chosen_by_keyboard(self) -> None:
        page = self.open("/")
        with page.expect_file_chooser() as chooser:
            page.get_by_label("A text file, screenshot or photo").press("Enter")
        chooser.value.set_files({"name": "a.log", "mimeType": "", "buffer": PASTE.encode()})
        expect(box(page)).to_have_value(PASTE)

    def test_other_encodings_are_read(self) -> None:
        page = self.open("/")
        for encoding in ("utf-16", "utf-8-sig", "cp1252"):
            with self.subTest(encoding):
                page.reload()
                drop(page, "café: not found".encode(encoding))
                expect(box(page)).to_have_value("café: not found")

    def test_what_was_written_stays(self) -> None:
        page = self.open("/")
        box(page).fill("my words")
        drop(page, b"a line")
        expect(box(page)).to_have_value("my words\na line")

    def test_what_is_no_text_or_too_large_is_refused_with_a_sentence(self) -> None:
        page = self.open("/")
        box(page).fill("my words")
        for name, content, kind, sentence in (
            ("a.gif", b"GIF89a\x00", "image/gif", "a.gif is no text file"),
            ("core", b"\x7fELF\x00\x00", "", "core is no text file"),
            ("big.log", b"x" * 1_100_000, "text/plain", "at most 1 MB are read at once"),
        ):
            with self.subTest(name):
                drop(page, content, name, kind)
                expect(page.get_by_role("alert")).to_contain_text(sentence)
                expect(box(page)).to_have_value("my words")

    def test_too_long_a_text_is_not_sent_and_nothing_of_it_is_cut(self) -> None:
        page = self.open("/")
        text = "é" * 600_000
        box(page).fill(text)
        expect(page.get_by_role("alert")).to_contain_text("This has 1.1 MB, and at most 1 MB")
        page.get_by_role("button", name="Find the fix").click()
        self.assertEqual(page.url, f"{self.live_server_url}/")
        self.assertEqual(len(box(page).input_value()), len(text))
        box(page).fill("short")
        expect(page.locator(".problem")).to_be_hidden()


class SuggestTestCase(BrowserTestCase):
    def test_typed_words_offer_an_article_that_the_keyboard_opens(self) -> None:
        page = self.open("/")
        box(page).press_sequentially("sample registry ima", delay=20)
        option = page.get_by_role("option")
        expect(option).to_contain_text("sample registry has no image")
        expect(page.locator(".paste-box").get_by_role("status")).to_contain_text("1 near article")
        box(page).press("ArrowDown")
        expect(option).to_have_attribute("aria-selected", "true")
        expect(box(page)).to_have_attribute("aria-activedescendant", "suggestion-0")
        box(page).press("Enter")
        page.wait_for_url(f"**/{SLUG}/")
        self.assertEqual(self.complaints, [])

    def test_a_click_opens_an_article(self) -> None:
        page = self.open("/")
        box(page).press_sequentially("sample registry")
        page.get_by_role("option").click()
        page.wait_for_url(f"**/{SLUG}/")

    def test_escape_closes_the_list_and_enter_is_then_a_line_break(self) -> None:
        page = self.open("/")
        box(page).press_sequentially("sample registry")
        expect(page.get_by_role("option")).to_be_visible()
        box(page).press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        box(page).press("Enter")
        expect(box(page)).to_have_value("sample registry\n")

    def test_it_asks_once_for_many_letters_and_never_for_a_paste(self) -> None:
        page = self.open("/")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.post_data or "") if "suggest" in request.url else None)
        box(page).press_sequentially("sample registry", delay=10)
        expect(page.get_by_role("option")).to_be_visible()
        self.assertEqual(asked, ["q=sample+registry"])
        box(page).fill("")
        page.evaluate("text => navigator.clipboard.writeText(text)", "sample registry image")
        box(page).press("Control+v")
        box(page).press_sequentially("\nsecond line")
        page.wait_for_timeout(400)
        self.assertEqual(len(asked), 1)

    def test_a_secret_that_is_typed_does_not_leave_the_browser(self) -> None:
        page = self.open("/")
        with page.expect_request("**/search/suggest") as request:
            box(page).press_sequentially("mail ada@example.com")
        self.assertNotIn("ada", request.value.post_data or "")


class RedactTestCase(BrowserTestCase):
    def test_secrets_are_blacked_out_before_the_paste_is_sent(self) -> None:
        page = self.open("/")
        box(page).fill(f"{PASTE}password=hunter2hunter2")
        with page.expect_request("**/match") as request:
            page.get_by_role("button", name="Find the fix").click()
        self.assertNotIn("hunter2", request.value.post_data or "")
        expect(page.locator(".paste")).to_contain_text(f"password={BLACK}")
        expect(page.locator("#your-paste-note")).to_contain_text("1 secret was blacked out")

    def test_the_browser_blacks_out_as_the_server_does(self) -> None:
        """security: the rules come from one table, but two languages read them."""
        samples = [*LEAKS, *HIDDEN, *KEPT, *surrounded(), *(path.read_text() for path in PASTES.rglob("*.txt"))]
        page = self.open("/")
        blacked = page.evaluate(
            "async samples => { const { redact } = await import('/static/js/redact.js'); return samples.map(redact); }",
            samples,
        )
        for sample, got in zip(samples, blacked, strict=True):
            if got != redact(sample):
                self.assertEqual(got, redact(sample), repr(sample))

    def test_the_samples_try_every_rule(self) -> None:
        samples = "\n".join([*LEAKS, *HIDDEN])
        untried = {secret.name for secret in SECRETS if not secret.pattern.search(samples)}
        self.assertLessEqual(untried, {"Google API key", "PyPI token", "Stripe or OpenAI key", "private IPv6 address"})


def surrounded() -> list[str]:
    """Each leak with odd characters put in at places that a fixed seed chooses."""
    rng = random.Random(6)
    leaks = [*LEAKS, *HIDDEN, *KEPT, f"AIza{SECRET}{SECRET}", f"pypi-{SECRET}", f"sk-live-{SECRET}"]
    samples = []
    for leak in leaks * 60:
        text = list(rng.choice([leak, leak.upper(), leak.title()]))
        for _ in range(rng.randint(1, 4)):
            text.insert(rng.randint(0, len(text)), rng.choice(ODD))
        samples.append("".join(text))
    return samples
