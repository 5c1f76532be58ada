"""Secrets blacked out, before anything stores, logs or shows a paste. One ordered table; each row says what it finds.

security: it errs on the side of blacking out. It must run before a line is stored and must never raise. Each pattern
is linear in the text: it looks a bounded way ahead of where it stands, or has what it passed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

BLACK = "█████"


class Secret(NamedTuple):
    """One kind of secret: its name, the pattern that finds it, and what is written instead of the match."""

    name: str
    pattern: re.Pattern[str]
    replacement: str


def _row(name: str, pattern: str, replacement: str = BLACK, flags: int = 0) -> Secret:
    return Secret(name, re.compile(pattern, flags), replacement)


SECRETS = (
    _row(
        "private key",
        r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\Z)",
    ),
    _row("password in a URL", r"(\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@]{0,100}:)[^\s/@]{1,200}@", rf"\1{BLACK}@", re.I),
    _row("token in a URL", r"(\b[a-z][a-z0-9+.-]{1,20}://)[^\s:/@\[\]]{12,200}@", rf"\1{BLACK}@", re.I),
    _row(
        "authorization header",
        r"(\bauthorization[\"']?\s{0,5}[:=]\s{0,5}[\"']?(?:basic|bearer|token|digest)?\s{0,5})(?!basic|bearer|token|digest)[^\s\"',]{6,4000}",
        rf"\1{BLACK}",
        re.I,
    ),
    _row("bearer token", r"(\bbearer\s{1,5})[A-Za-z0-9._~+/=-]{12,4000}", rf"\1{BLACK}", re.I),
    _row("JSON web token", r"\beyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,4000}(?:\.[A-Za-z0-9_-]{0,4000})?"),
    _row("GitHub token", r"\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})"),
    _row("GitLab token", r"\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[A-Za-z0-9_.-]{16,255}"),
    _row("Slack token", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,255}"),
    _row("AWS key id", r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b"),
    _row("Google API key", r"\bAIza[A-Za-z0-9_-]{30,45}"),
    _row("Docker token", r"\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{16,255}"),
    _row("npm token", r"\bnpm_[A-Za-z0-9]{30,255}"),
    _row("PyPI token", r"\bpypi-[A-Za-z0-9_-]{16,1000}"),
    _row("Stripe or OpenAI key", r"\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|svcacct)?[-_]?[A-Za-z0-9_-]{16,255}"),
    _row("Hugging Face token", r"\bhf_[A-Za-z0-9]{20,255}"),
    _row(
        "secret by name",
        r"((?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)"
        r"[\w.-]{0,20}[\"']?\s{0,3}(?:=|:(?!//))\s{0,3}[\"']?)(?![\"'\s]|required|invalid|expired|missing|authentication|is\b|not\b|the\b|null\b|none\b|true\b|false\b)"
        r"[^\s\"',;&)}\]]{4,4000}",
        rf"\1{BLACK}",
        re.I,
    ),
    _row(
        "password option",
        r"(\s(?:--?password|--?passwd|--?token|--?secret)(?:=|\s{1,3}))(?![-<])[^\s]{3,500}",
        rf"\1{BLACK}",
        re.I,
    ),
    _row("password after -p", r"(\blogin\b[^\n]{0,200}\s-p\s{0,3})[^\s-][^\s]{2,200}", rf"\1{BLACK}"),
    _row(
        "curl -u", r"(\bcurl\b[^\n]{0,200}\s(?:-u|--user)\s{1,3}[\"']?[^\s:\"']{1,100}:)[^\s\"']{1,200}", rf"\1{BLACK}"
    ),
    _row(
        "identified by",
        r"(\bidentified\s{1,3}(?:with\s{1,3}\S{1,60}\s{1,3})?by\s{1,3}[\"'])[^\"'\n]{1,200}",
        rf"\1{BLACK}",
        re.I,
    ),
    # git@host names a service, not a person; so does any address whose local part is a well-known login.
    _row(
        "e-mail address",
        r"(?<![\w.+/-])(?!(?:git|hg|svn|root|www-data|nobody|postgres|ubuntu|admin|deploy)@)[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}\b",
    ),
    _row(
        "private address",
        r"\b(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|169\.254(?:\.\d{1,3}){2}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d{1,3}){2})\b",
    ),
    _row("private IPv6 address", r"(?<![\w:])(?:f[cd][0-9a-f]{2}|fe80):[0-9a-f:]{2,40}", flags=re.I),
)


def redact(text: str) -> str:
    """The text with every secret replaced by a black bar; what stands around it stays.

    >>> redact("fatal: unable to access 'https://ada:hunter2@git.example.com/x.git/'")
    "fatal: unable to access 'https://ada:█████@git.example.com/x.git/'"
    """
    for secret in SECRETS:
        text = secret.pattern.sub(secret.replacement, text)
    return text
