"""The settings of the tests: the site's defaults, whatever the developer's environment and .env say, and faster."""

import os
import re
from pathlib import Path

# An empty variable counts as unset, and .env does not replace a variable that exists.
for name in re.findall(r"^#? ?([A-Z_]+)=", Path(__file__).parent.with_name(".env.example").read_text(), re.MULTILINE):
    if name not in ("DATABASE_URL", "DATA_DIR"):
        os.environ[name] = ""
os.environ.setdefault("DATABASE_URL", "")
# Not the folder of `make serve`: tests must not be able to touch its data.
os.environ["DATA_DIR"] = os.environ.get("DATA_DIR") or ".data/tests"

from kb.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# An edit shows at once.
PAGES_TRUSTED_SECONDS = 0
