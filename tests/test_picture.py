import io
from unittest import TestCase

from django.test import TestCase as DatabaseTestCase
from PIL import Image

from errors.picture import ACCENT_PAPER, PAPER, picture
from tests.articles import SLUG, make_article


def colours(data: bytes) -> set[tuple[int, ...]]:
    image = Image.open(io.BytesIO(data)).convert("RGB")
    return {colour for _, colour in image.getcolors(1 << 24) or [] if isinstance(colour, tuple)}


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


class PictureTests(TestCase):
    def test_it_has_the_size_that_sites_ask_for_and_few_bytes(self) -> None:
        data = picture("manifest for {image}:{tag} not found: manifest unknown", "Docker", "Whatbroke")
        self.assertEqual(Image.open(io.BytesIO(data)).size, (1200, 630))
        self.assertLess(len(data), 40_000)

    def test_variable_parts_are_set_apart(self) -> None:
        with_values = colours(picture("port {port} is in use", "Docker", "Whatbroke"))
        without = colours(picture("port is in use", "Docker", "Whatbroke"))
        self.assertIn(rgb(PAPER), with_values & without)
        self.assertIn(rgb(ACCENT_PAPER), with_values - without)

    def test_any_title_fits(self) -> None:
        for title in ("", "x", "x" * 300, "word " * 60, "{a}" * 100, " {value} ", "\U0001f4a5 漢字 \x00", "a\nb\tc"):
            data = picture(title, "Docker", "Whatbroke")
            image = Image.open(io.BytesIO(data)).convert("RGB")
            margin = image.crop((1200 - 60, 0, 1200, 630)).getcolors(1 << 24) or []
            self.assertEqual([colour for _, colour in margin], [rgb(PAPER)], title)


class PictureViewTests(DatabaseTestCase):
    def test_an_article_has_its_picture_which_is_drawn_once(self) -> None:
        make_article()
        first = self.client.get(f"/{SLUG}.png")
        self.assertEqual(first.headers["Content-Type"], "image/png")
        self.assertEqual(Image.open(io.BytesIO(first.content)).size, (1200, 630))
        with self.assertNumQueries(1):
            again = self.client.get(f"/{SLUG}.png", headers={"If-None-Match": first.headers["ETag"]})
        self.assertEqual(again.status_code, 304)

    def test_a_draft_has_none(self) -> None:
        make_article(status="draft")
        self.assertEqual(self.client.get(f"/{SLUG}.png").status_code, 404)
