"""PostgreSQL refuses to run as root: where the site does, its PostgreSQL runs as a user of its own."""

import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import Any

from kb.problem import Problem

SYSTEM_USER = "pgserver"
PASS = 0o001
READ_AND_PASS = 0o005


def account(folder: Path) -> pwd.struct_passwd | None:
    """The user that runs the server for root: the folder's owner, else one made for it. None when we are not root."""
    if os.geteuid():
        return None
    owner = folder.stat().st_uid if folder.exists() else 0
    try:
        return pwd.getpwuid(owner) if owner else pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return _create_account()


def credentials(user: pwd.struct_passwd | None) -> dict[str, Any]:
    """The arguments of subprocess.run that make it run as a user."""
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def let_pass(*folders: Path) -> None:
    """Let all users pass through folders and those above them, without letting them list what is in there."""
    ways = {place for folder in folders for place in (folder, *folder.parents)}
    closed = sorted(place for place in ways if not place.stat().st_mode & PASS)
    for place in closed:
        place.chmod(place.stat().st_mode | PASS)
    if closed:
        names = ", ".join(map(str, closed))
        print(f"Running as root: to let PostgreSQL in, any user may now pass through {names}", file=sys.stderr)


def let_read(folder: Path) -> None:
    """Let all users read what a strict umask kept from them when it was installed."""
    if folder.stat().st_mode & READ_AND_PASS == READ_AND_PASS:
        return
    for place in (folder, *folder.rglob("*")):
        mode = place.stat().st_mode
        # Whatever its owner may read or execute.
        place.chmod(mode | (mode >> 6 & READ_AND_PASS))


def _create_account() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(SYSTEM_USER)
    except (OSError, KeyError, subprocess.CalledProcessError):
        raise Problem(
            f"PostgreSQL does not run as root, and no user {SYSTEM_USER} could be made for it. "
            "Run as another user, or set DATABASE_URL to use another server"
        ) from None
