"""Whether a code fence is what its language says: each language's own parser, where it can be had."""

from __future__ import annotations

import ast
import configparser
import json
import logging
import re
import subprocess
import tomllib
from collections.abc import Callable
from shutil import which
from tempfile import NamedTemporaryFile
from xml.etree import ElementTree

import sqlglot
import yaml

# It warns of each statement that it only reads the words of; such a statement passes.
logging.getLogger("sqlglot").setLevel(logging.ERROR)

XML_PREFIXES = 'xmlns:android="android" xmlns:tools="tools"'
SQL_DIALECTS = ("postgres", "mysql", "tsql", "oracle", "sqlite")
CLIENT_COMMANDS = re.compile(
    r"^\s*(?:\\\w.*|(?:STARTUP|LOAD DATA|KILL|ALTER SYSTEM|ALTER PLUGGABLE)\b[^;\n]*(?:;|$))", re.M
)
"""What is no SQL but is typed beside it, and statements of administrators that the parser does not know."""


def parses(language: str, code: str) -> bool:
    """Whether the code is right in the language; True for a language that nothing here can judge."""
    return language not in PARSERS or PARSERS[language](code)


def _without_error(parse: Callable[[str], object], *errors: type[Exception]) -> Callable[[str], bool]:
    def judge(code: str) -> bool:
        try:
            parse(code)
        except errors:
            return False
        return True

    return judge


def _shell(code: str) -> bool:
    bash = which("bash")
    if bash is None:
        return True
    return subprocess.run([bash, "-n"], input=code, text=True, capture_output=True, check=False).returncode == 0


def _javascript(code: str) -> bool:
    """A module, the body of an async function, or a piece of a configuration: entries of an object or of a list."""
    node = which("node")
    if node is None:
        return True
    return any(
        _node_accepts(node, text) for text in (code, f"async () => {{{code}\n}}", f"({{{code}\n}})", f"[{code}\n]")
    )


def _node_accepts(node: str, code: str) -> bool:
    with NamedTemporaryFile("w", suffix=".mjs") as file:
        file.write(code)
        file.flush()
        return subprocess.run([node, "--check", file.name], capture_output=True, check=False).returncode == 0


def _sql(code: str) -> bool:
    statements = CLIENT_COMMANDS.sub("", code)
    return any(_is_sql(statements, dialect) for dialect in SQL_DIALECTS)


def _is_sql(statements: str, dialect: str) -> bool:
    try:
        sqlglot.parse(statements, read=dialect)
    except sqlglot.errors.SqlglotError:
        return False
    return True


def _xml(code: str) -> object:
    """A fragment may have several roots."""
    return ElementTree.fromstring(f"<root {XML_PREFIXES}>{re.sub(r'<[?]xml[^>]*>', '', code)}</root>")  # noqa: S314


def _ini(code: str) -> None:
    section = "" if code.lstrip().startswith("[") else "[fragment]\n"
    parser = configparser.ConfigParser(strict=False, allow_no_value=True, interpolation=None)
    parser.read_string(section + code)


_python = _without_error(ast.parse, SyntaxError)
PARSERS: dict[str, Callable[[str], bool]] = {
    "sh": _shell,
    "bash": _shell,
    "python": _python,
    "json": _without_error(json.loads, ValueError),
    "yaml": _without_error(lambda code: list(yaml.compose_all(code)), yaml.YAMLError),
    "toml": _without_error(tomllib.loads, ValueError),
    "ini": _without_error(_ini, configparser.Error),
    "xml": _without_error(_xml, ElementTree.ParseError),
    "sql": _sql,
    "js": _javascript,
    "javascript": _javascript,
}
