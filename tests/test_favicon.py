from django.test import TestCase


class FaviconTests(TestCase):
    def test_it_leads_to_the_icon(self) -> None:
        response = self.client.get("/favicon.ico")
        self.assertRedirects(response, "/static/icons/favicon.svg", fetch_redirect_response=False)
        self.assertIn("max-age", response.headers["Cache-Control"])
