"""Reading the text of pictures: what is refused, what the limits do, and how a picture reaches the matcher."""

import io
import subprocess
import sys
from contextlib import ExitStack
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase, override_settings
from PIL import Image, ImageDraw, ImageFont

from errors.pictures import reading, worker
from errors.pictures.preparing import prepare
from errors.pictures.reading import PictureProblem, is_picture, text_of_picture
from kb.management.commands.serve import THREADS_OF_A_WORKER
from tests.articles import make_article

LINE = "manifest for alpine:3.999 not found: manifest unknown"


def picture(text: str = LINE, ground: str = "black", ink: str = "white", kind: str = "PNG") -> bytes:
    image = Image.new("RGB", (1000, 90), ground)
    ImageDraw.Draw(image).text((20, 25), text, fill=ink, font=ImageFont.load_default(30))
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


class ReadingTestCase(SimpleTestCase):
    def test_it_reads_light_on_dark_and_dark_on_light_in_each_format(self) -> None:
        for ground, ink, kind in (("black", "white", "PNG"), ("white", "black", "JPEG"), ("#0078d7", "white", "WEBP")):
            with self.subTest(ground=ground, kind=kind):
                self.assertIn("alpine:3.999 not found", text_of_picture(picture(ground=ground, ink=ink, kind=kind)))

    def test_it_levels_a_picture_that_is_askew(self) -> None:
        askew = Image.open(io.BytesIO(picture())).rotate(4, expand=True, fillcolor="black")
        stream = io.BytesIO()
        askew.save(stream, "PNG")
        self.assertIn("not found: manifest", text_of_picture(stream.getvalue()))

    def test_a_picture_that_is_large_already_is_read_once(self) -> None:
        self.assertEqual(
            [len(worker._factors(worker.WIDEST / side)) for side in (1000, 2400, 4000, 4500)], [2, 2, 1, 1]
        )
        self.assertLessEqual(max(worker._factors(0.9)), 0.9)

    def test_transparent_pixels_are_white(self) -> None:
        clear = Image.new("RGBA", (400, 60), (0, 0, 0, 0))
        ImageDraw.Draw(clear).text((10, 10), "not found", fill="black", font=ImageFont.load_default(30))
        self.assertGreater(sum(prepare(clear).histogram()[:100]), 300)

    def test_it_knows_pictures_by_their_content(self) -> None:
        self.assertTrue(all(is_picture(picture(kind=kind)) for kind in ("PNG", "JPEG", "WEBP")))
        self.assertFalse(any(map(is_picture, (b"", b"GIF89a", b"RIFF1234WAVE", b"error: PNG", b"<svg/>"))))


class RefusalTestCase(SimpleTestCase):
    def refusal(self, data: bytes) -> PictureProblem:
        with self.assertRaises(PictureProblem) as caught:
            text_of_picture(data)
        return caught.exception

    def test_more_than_eight_megabytes(self) -> None:
        problem = self.refusal(picture() + bytes(reading.MOST_BYTES))
        self.assertEqual((problem.status, "8 MB" in str(problem)), (413, True))

    def test_another_kind_of_file(self) -> None:
        self.assertEqual(self.refusal(b"GIF89a").status, 415)

    def test_a_damaged_picture(self) -> None:
        for data in (picture()[:200], b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, picture(kind="JPEG")[:300], b"\xff\xd8\xff"):
            with self.subTest(data=data[:12]):
                self.assertEqual(self.refusal(data).status, 422)

    def test_too_many_pixels_are_refused_before_they_are_decoded(self) -> None:
        stream = io.BytesIO()
        Image.new("1", (20_000, 2_001)).save(stream, "PNG")
        self.assertIn("40 megapixels", str(self.refusal(stream.getvalue())).replace("at most 40", "40 megapixels"))

    def test_a_picture_without_text(self) -> None:
        stream = io.BytesIO()
        Image.new("RGB", (300, 200), "white").save(stream, "PNG")
        self.assertIn("No text", str(self.refusal(stream.getvalue())))

    def test_a_reading_that_waits_too_long_for_the_processor_is_ended_and_may_be_tried_again(self) -> None:
        with mock.patch.object(reading, "SECONDS", 0.05):
            problem = self.refusal(picture())
        self.assertEqual((problem.status, "in a moment" in str(problem)), (503, True))
        self.assertTrue(problem.retry_after)

    def test_a_picture_that_takes_too_much_of_the_processor_is_said_to_be_too_hard(self) -> None:
        self.assertLess(worker.CPU_SECONDS, reading.SECONDS)
        with mock.patch.object(subprocess, "run", side_effect=subprocess.CalledProcessError(-24, "worker")):
            problem = self.refusal(picture())
        self.assertEqual((problem.status, "in time" in str(problem)), (422, True))

    @override_settings(PICTURES_AT_ONCE=1)
    def test_no_more_than_so_many_are_read_at_once(self) -> None:
        with reading._turn(), mock.patch.object(reading, "WAIT_SECONDS", 0):
            self.assertEqual(self.refusal(picture()).status, 503)
        self.assertIn("not found", text_of_picture(picture()))

    @override_settings(PICTURES_AT_ONCE=64)
    def test_a_process_refuses_at_once_what_would_keep_its_other_threads_from_pages(self) -> None:
        self.assertLessEqual(reading.MOST_HERE, THREADS_OF_A_WORKER // 2)
        with ExitStack() as turns, mock.patch.object(reading.time, "sleep", side_effect=AssertionError("it waited")):
            for _ in range(reading.MOST_HERE):
                turns.enter_context(reading._turn())
            self.assertEqual(self.refusal(picture()).status, 503)
        self.assertIn("not found", text_of_picture(picture()))

    def test_the_process_limits_itself(self) -> None:
        """security: what a picture does to its decoder may cost no more than this."""
        said = subprocess.run(
            [
                sys.executable,
                "-c",
                "import os, resource as r, errors.pictures.worker as w; before = os.nice(0); w._limit_this_process();"
                "print(r.getrlimit(r.RLIMIT_CPU)[1], r.getrlimit(r.RLIMIT_AS)[1], os.nice(0) - before)",
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        self.assertEqual(said[0], str(worker.CPU_SECONDS))
        self.assertGreater(int(said[2]), 0, "pages come first")
        if sys.platform == "linux":
            self.assertEqual(said[1], str(worker.MEMORY_BYTES))


class MatchTestCase(TestCase):
    def setUp(self) -> None:
        make_article()

    def test_a_picture_in_the_form_is_answered_with_its_text_to_correct(self) -> None:
        upload = SimpleUploadedFile("error.png", picture(), "image/png")
        response = self.client.post("/match", {"paste": "", "file": upload}, headers={"Accept": "text/html"})
        self.assertContains(response, "read from your picture")
        self.assertContains(response, "alpine:3.999 not found: manifest unknown</textarea>")

    def test_words_that_were_misread_are_put_right_before_they_are_matched_and_shown(self) -> None:
        broken = picture(LINE.replace("found", "fou\nnd"))
        response = self.client.post("/match", broken, content_type="image/png", headers={"Accept": "text/html"})
        self.assertContains(response, "alpine:3.999 not found: manifest unknown</textarea>")

    def test_empty_lines_between_what_was_read_are_left_out_so_that_numbers_are_those_of_the_box(self) -> None:
        with mock.patch("errors.receiving.text_of_picture", return_value="one\n\ntwo\n\n\nquux exploded"):
            page = self.client.post("/match", picture(), content_type="image/png", headers={"Accept": "text/html"})
        self.assertContains(page, "one\ntwo\nquux exploded</textarea>")
        self.assertContains(page, 'data-number="3"')

    def test_what_was_typed_or_pasted_stays_as_it_is(self) -> None:
        broken = LINE.replace("found", "fou\nnd").replace("manifest unknown", "rnanifest unknown")
        response = self.client.post("/match", {"paste": broken}, headers={"Accept": "text/html"})
        self.assertContains(response, "not fou\nnd: rnanifest unknown</textarea>")

    def test_a_picture_is_piped_in(self) -> None:
        response = self.client.post("/match", picture(), content_type="application/x-www-form-urlencoded")
        self.assertContains(response, "MATCH")

    def test_a_text_file_in_the_form_follows_what_was_typed(self) -> None:
        upload = SimpleUploadedFile("build.log", LINE.encode(), "text/plain")
        response = self.client.post(
            "/match", {"paste": "make: started", "file": upload}, headers={"Accept": "text/html"}
        )
        self.assertContains(response, "make: started")
        self.assertContains(response, "alpine:3.999 not found")
        self.assertNotContains(response, "read from your picture")

    def test_an_unreadable_picture_is_a_sentence_in_each_form(self) -> None:
        for accept in ("text/html", "application/json", "text/plain"):
            broken = SimpleUploadedFile("error.png", picture()[:200], "image/png")
            response = self.client.post("/match", {"file": broken}, headers={"Accept": accept})
            with self.subTest(accept=accept):
                self.assertContains(response, "damaged", status_code=422)

    def test_a_form_that_is_too_long_is_refused_before_it_is_read(self) -> None:
        response = self.client.post(
            "/match", {"file": SimpleUploadedFile("a.png", bytes(reading.MOST_BYTES + 2**17), "image/png")}
        )
        self.assertContains(response, "8 MB", status_code=413)

    @override_settings(PICTURE_RATE_PER_MINUTE=1)
    def test_pictures_have_a_limit_of_their_own(self) -> None:
        self.client.post("/match", picture(), content_type="image/png")
        response = self.client.post("/match", picture(), content_type="image/png")
        self.assertContains(response, "many pictures", status_code=429)
        self.assertIn("Retry-After", response.headers)

    def test_who_is_refused_for_want_of_room_hears_when_to_come_again(self) -> None:
        with mock.patch("errors.receiving.text_of_picture", side_effect=reading.busy()):
            response = self.client.post("/match", picture(), content_type="image/png")
        self.assertContains(response, "in a moment", status_code=503)
        self.assertEqual(response.headers["Retry-After"], str(reading.SECONDS))

    def test_the_command_reads_pictures_too(self) -> None:
        with mock.patch("sys.stdin", mock.Mock(buffer=io.BytesIO(picture()))):
            out = io.StringIO()
            call_command("match", stdout=out)
        self.assertIn("MATCH", out.getvalue())

    def test_the_command_says_what_is_wrong_with_a_picture(self) -> None:
        with mock.patch("sys.stdin", mock.Mock(buffer=io.BytesIO(picture()[:200]))), self.assertRaises(CommandError):
            call_command("match")
