"""The secret key of a site that was not given one: made once, kept in a file that only its owner can read."""

import os
import secrets
import tempfile
from pathlib import Path

from kb.environment import SettingError


def kept_secret_key(data_dir: Path) -> str:
    """The key in data_dir/secret_key, which is made when it does not exist."""
    path = data_dir / "secret_key"
    try:
        if not path.exists():
            _create(path)
        key = path.read_text(encoding="ascii").strip()
    except OSError as problem:
        advice = "free or grant space, set DATA_DIR to another folder, or set SECRET_KEY"
        raise SettingError("DATA_DIR", f"{problem.filename or path}: {problem.strerror}", advice) from None
    except UnicodeError:
        key = ""
    if len(key) < 50:
        raise SettingError("SECRET_KEY", f"{path} does not hold a key", "delete that file, and a new one is made")
    return key


def _create(path: Path) -> None:
    """Write a new key in one step, so that of two processes that start at once both read the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".secret_key-")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as draft:
            draft.write(secrets.token_urlsafe(50) + "\n")
        os.link(name, path)
    except FileExistsError:
        return
    finally:
        Path(name).unlink()
