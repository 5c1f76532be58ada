"""Proofs: a script beside an article brings its error about for real and applies its fix.

security: scripts come from the repository only, never from the database. Started by root, they run as nobody.

A proof is a bash file that defines `reproduce` and `fix`, and may define `setup` and `teardown`; its comments
`# needs: program ...` and `# version: command` say what must be on PATH and what prints the version of what is proved.
"""

from __future__ import annotations

import os
import platform
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from errors.matching.calibration import Verdict
from errors.matching.engine import match
from errors.matching.memory import MemoryIndex

HARNESS = Path(__file__).with_name("proof_harness.sh")
SECONDS = 60
UNPRIVILEGED = "nobody"
FAILURES = {
    3: "its setup failed",
    4: "the command did not fail: the error was not brought about",
    5: "its fix failed",
    6: "the command still fails after the fix",
}


class Status(StrEnum):
    PROVED = "proved"
    FAILED = "failed"
    MISSING = "tool missing"


@dataclass(frozen=True)
class Proof:
    """What running one script showed. `version` is that of the software; `detail` says what went wrong."""

    slug: str
    status: Status
    version: str = ""
    detail: str = ""


def prove(slug: str, script: Path, index: MemoryIndex) -> Proof:
    """Run a proof in a folder of its own: the error's output must find the article, and the fix must cure it."""
    text = script.read_text(encoding="utf-8")
    missing = [program for program in _comment(text, "needs").split() if shutil.which(program, path=_path()) is None]
    if missing:
        return Proof(slug, Status.MISSING, detail=f"needs {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copy(script, home / ".proof.sh")
        if os.geteuid() == 0:
            os.chown(home, pwd.getpwnam(UNPRIVILEGED).pw_uid, -1)
        code, complaint = _run([_bash(), str(HARNESS), str(home / ".proof.sh")], home)
        absent = _absent_program(home) if code else ""
        if absent:
            return Proof(slug, Status.MISSING, detail=f"needs {absent}, which its first lines do not name")
        if code:
            return Proof(
                slug, Status.FAILED, detail=f"{FAILURES.get(code, f'exit code {code}')}: {complaint}".strip(": ")
            )
        output = (home / ".error.log").read_text(errors="replace")
        _, version = _run([_bash(), "-c", f"{{ {_comment(text, 'version') or 'true'}; }} 2>&1"], home)
    result = match(output, index)
    found = index.slugs[result.results[0].article] if result.results else "no article"
    if found != slug or result.verdict is not Verdict.MATCH:
        return Proof(slug, Status.FAILED, detail=f"its output finds {found} ({result.verdict})")
    return Proof(slug, Status.PROVED, version=version.strip().split("\n")[0][:120])


def _absent_program(home: Path) -> str:
    """The program that the script called in vain, as bash says it of the script itself."""
    logs = "\n".join(log.read_text(errors="replace") for log in sorted(home.glob(".*.log")))
    found = re.search(r"\.proof\.sh: line \d+: (\S+): command not found", logs)
    return found[1] if found else ""


def system_name() -> str:
    """The operating system as its makers write it: Debian GNU/Linux 12 (bookworm)."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform()


def _comment(text: str, name: str) -> str:
    found = re.search(rf"^# {name}: (.+)$", text, re.M)
    return found[1].strip() if found else ""


def _bash() -> str:
    return shutil.which("bash") or "/bin/bash"


def _path() -> str:
    """The system's programs: those of a developer's home folder are not there for another user."""
    return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def _run(command: list[str], home: Path) -> tuple[int, str]:
    """Run a command as an unprivileged user with nothing but a home; (exit code, what it printed). Ends all it started."""
    environment = {"HOME": str(home), "PATH": _path(), "LANG": "C.UTF-8"}
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    with subprocess.Popen(
        command,
        cwd=home,
        env=environment,
        user=user,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
        errors="replace",
    ) as process:
        try:
            printed, _ = process.communicate(timeout=SECONDS)
            code = process.returncode
        except subprocess.TimeoutExpired:
            printed, code = f"not done after {SECONDS} seconds", 124
        _end_group(process.pid)
    return code, printed.strip()


def _end_group(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
