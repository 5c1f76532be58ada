from pathlib import Path
from unittest import TestCase

from django.conf import settings

from errors.redactionscript import script


class RedactionScriptTests(TestCase):
    def test_the_browser_has_the_present_table(self) -> None:
        held = (Path(settings.BASE_DIR) / "static" / "js" / "secrets.js").read_text()
        self.assertEqual(held, script(), "run manage.py write_redaction_script")
