import re
import tempfile
from pathlib import Path

from django.core.management import call_command
from django.test import SimpleTestCase, override_settings

IMPORT = re.compile(r"""(?:from|import\()\s*["']\./([^"']+)["']""")


class StaticFilesTests(SimpleTestCase):
    def test_scripts_import_the_hashed_names_of_others(self) -> None:
        storages = {"staticfiles": {"BACKEND": "kb.staticfiles.StaticFilesStorage"}}
        with tempfile.TemporaryDirectory() as folder, override_settings(STATIC_ROOT=folder, STORAGES=storages):
            call_command("collectstatic", verbosity=0, interactive=False)
            scripts = Path(folder, "js")
            hashed = next(scripts.glob("paste.????????????.js")).read_text()
            imported = IMPORT.findall(hashed)
            self.assertEqual(sorted(name.split(".")[0] for name in imported), ["files", "redact"])
            for name in imported:
                self.assertRegex(name, r"\.[0-9a-f]{12}\.js$")
                self.assertTrue((scripts / name).is_file())
