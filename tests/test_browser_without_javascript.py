"""From paste to answer to feedback, without a line of JavaScript."""

from playwright.sync_api import expect

from tests.browser import PHONE, SLUG, BrowserTestCase


class WithoutJavaScriptTestCase(BrowserTestCase):
    def test_it_leads_from_a_paste_to_the_article_and_to_feedback(self) -> None:
        page = self.open_answer(self.visitor(width=PHONE, javascript=False))
        expect(page.locator("#answer-0 .verdict")).to_contain_text("Match")
        expect(page.locator("#answer-0 .quick-fix .code").first).to_contain_text("docker pull acme/api:1.8")
        page.locator("#answer-0 h2 a").click()
        expect(page.locator("h1")).to_contain_text("sample registry has no image")
        page.get_by_role("button", name="Yes").click()
        expect(page.locator("h1")).to_have_text("Thank you")

    def test_it_takes_a_no_with_its_reason(self) -> None:
        page = self.open(f"/{SLUG}/", self.visitor(width=PHONE, javascript=False))
        page.locator("#feedback summary").click()
        page.get_by_label("What is the matter?").select_option("wrong")
        page.get_by_label("What would have helped?").fill("The port was wrong.")
        page.get_by_role("button", name="Send").click()
        expect(page.locator("h1")).to_have_text("Thank you")

    def test_it_takes_a_wrong_match_and_a_question_to_the_editors(self) -> None:
        phone = self.visitor(width=PHONE, javascript=False)
        page = self.open_answer(phone)
        page.get_by_text("Wrong match?").click()
        page.get_by_role("button", name="Tell the editors").click()
        expect(page.locator("h1")).to_have_text("Thank you")
        page = self.open_answer(phone, "quux frobnicator exploded: flux 42")
        page.get_by_role("button", name="Tell the editors").click()
        expect(page.locator("h1")).to_have_text("No answer yet")

    def test_it_shows_the_values_of_the_paste_but_no_field_for_others(self) -> None:
        page = self.open_answer(self.visitor(width=PHONE, javascript=False))
        expect(page.get_by_role("textbox", name="image", exact=True)).to_have_value("acme/api:1.8")
        expect(page.get_by_role("textbox", name="image", exact=True)).not_to_be_editable()

    def test_it_shows_the_contents_on_a_phone(self) -> None:
        page = self.open(f"/{SLUG}/", self.visitor(width=PHONE, javascript=False))
        page.get_by_text("On this page").first.click()
        page.get_by_role("link", name="Causes", exact=True).click()
        self.assertTrue(page.url.endswith("#causes"))

    def test_it_offers_no_fields_that_would_do_nothing(self) -> None:
        page = self.open(f"/{SLUG}/", self.visitor(javascript=False))
        expect(page.locator(".values-fold")).to_be_hidden()
