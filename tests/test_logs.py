import json
import logging
import sys
from unittest import TestCase

from kb.logs import JsonFormatter, TextFormatter, configuration


def record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    made = logging.getLogger().makeRecord("kb.test", logging.INFO, "file.py", 1, message, arguments, None, extra=extra)
    made.created, made.msecs = 1_700_000_000.25, 250
    return made


def failed(paste: str) -> logging.LogRecord:
    made = record("It failed")
    try:
        raise ValueError(paste)
    except ValueError:
        made.exc_info = sys.exc_info()
    return made


class JsonFormatterTests(TestCase):
    def test_it_writes_one_object_a_line(self) -> None:
        line = JsonFormatter().format(record("%s of %s\nlines", 1, 2, method="GET", path="/", status=200, ms=1.5))
        self.assertNotIn("\n", line)
        self.assertEqual(
            json.loads(line),
            {
                "time": "2023-11-14T22:13:20.250Z",
                "level": "info",
                "logger": "kb.test",
                "message": "1 of 2\nlines",
                "method": "GET",
                "path": "/",
                "status": 200,
                "ms": 1.5,
            },
        )

    def test_it_leaves_out_the_text_of_an_exception(self) -> None:
        event = json.loads(JsonFormatter().format(failed("pasted")))
        self.assertIn("test_logs.py", event["exception"])
        self.assertTrue(event["exception"].endswith("builtins.ValueError"))
        self.assertNotIn('"pasted"', json.dumps(event))


class TextFormatterTests(TestCase):
    def test_it_writes_one_line_for_people(self) -> None:
        line = TextFormatter().format(record("GET /"))
        self.assertEqual(line, "2023-11-14 22:13:20 INFO kb.test: GET /")

    def test_a_path_cannot_forge_a_line_or_colour_the_terminal(self) -> None:
        line = TextFormatter().format(record("GET /a\n2023-11-14 ERROR\x1b[31m"))
        self.assertTrue(line.endswith(r"GET /a\n2023-11-14 ERROR\x1b[31m"))

    def test_it_leaves_out_the_text_of_an_exception(self) -> None:
        text = TextFormatter().format(failed("pasted" * 2))
        self.assertIn("test_logs.py", text)
        self.assertNotIn("pastedpasted", text)


class ConfigurationTests(TestCase):
    def test_debug_does_not_log_sql(self) -> None:
        loggers = configuration("text", "debug")["loggers"]
        self.assertEqual(loggers["django"]["level"], "DEBUG")
        self.assertEqual(loggers["django.db.backends"]["level"], "INFO")

    def test_an_answer_that_no_exception_led_to_is_no_error(self) -> None:
        setup = configuration("text", "info")
        kept = setup["filters"]["raised"]["callback"]
        self.assertEqual(setup["loggers"]["django.request"]["filters"], ["raised"])
        self.assertEqual((kept(record("Service Unavailable")), kept(failed("paste"))), (False, True))

    def test_nothing_is_mailed(self) -> None:
        handlers = configuration("json", "info")["handlers"]
        self.assertEqual([handler["class"] for handler in handlers.values()], ["logging.StreamHandler"])
