"""Markdown -> safe HTML. Runs when an article is saved; a page view only reads what it wrote.

security: what an editor writes may come from anyone who can reach the admin. Raw HTML is shown as text, and the
result goes through nh3's allow-list, so that no script, style, frame, form or foreign image can pass.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from errors.articledocument import PLACEHOLDER
from errors.markdownblocks import CommonMarkBlocks
from errors.quoting import contexts, quote

# fmt: off
TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "hr", "i",
    "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "span", "strong", "sub", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul", "var",
}
# fmt: on
ATTRIBUTES = {
    "a": {"href", "title"},
    "div": {"class", "data-language"},
    "span": {"class"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}

SHELLS = {"sh", "bash", "console", "powershell"}
FENCED_CODE = re.compile(r"(?<=```)(?P<language>[\w+-]*)[^\n]*\n(?P<code>.*?)(?=^ *```)", re.M | re.S)

# A placeholder travels through Markdown and Pygments as a plain word, which neither of them takes apart.
MARK = re.compile(r"WbQ(?P<quote>none|double|single|strict|text)Z(?P<name>[a-z][a-z0-9_]*)QbW")
INLINE_CODE = re.compile(r"<code>[^<]*</code>")
# Not of a long name: the whole must fit in a line of a phone.
QUOTED_VARIABLE = re.compile(r"""["'(\[]<var>\{\w{1,16}\}</var>["')\]]?|<var>\{\w{1,16}\}</var>["')\]:;,.]""")
# An option of a command, not in a tag. Browsers end lines at hyphens: "docker login -" and "-username" is misread.
TAG_OR_OPTION = re.compile(r"<[^>]*>|(?<=[\s>])-{1,2}[A-Za-z][a-z0-9-]{0,21}(?![\w-])")
TAG_OR_MARK = re.compile(rf"<[^>]*>|{MARK.pattern}")
PLACEHOLDER_SPAN = re.compile(
    r'<span class="placeholder" data-name="(?P<name>[a-z][a-z0-9_]*)" data-quote="(?P<quote>[a-z]+)">[^<]*</span>'
)


class _Parser(threading.local):
    """A thread's own Markdown parser, made once: making one takes as long as a text. `names` are those of the text."""

    def __init__(self) -> None:
        self.names: frozenset[str] = frozenset()
        blocks = CommonMarkBlocks(lambda code, language: _code_html(code, language, self.names))
        self.markdown = Markdown(extensions=["tables", "sane_lists", blocks], output_format="html")


_parser = _Parser()
_formatter = HtmlFormatter(nowrap=True)


def markdown_html(text: str, names: frozenset[str] = frozenset()) -> str:
    """Sanitised HTML of an editor's Markdown; each {name} of `names` becomes a placeholder that `fill` can fill."""
    _parser.names = names
    html = _parser.markdown.reset().convert(_mark(text, names, "text", outside_fences=True))
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )
    return TAG_OR_MARK.sub(_unmark, INLINE_CODE.sub(_mark_inline_code, clean))


def title_html(title: str) -> SafeString:
    """A title or message with its variable parts set apart: `port <var>{port}</var> is in use`.

    A part stands whole with the quotation marks around it, so that no line ends between them.
    """
    escaped = escape(title, quote=False)
    marked = PLACEHOLDER.sub(lambda match: f"<var>{match[0]}</var>", escaped)
    return mark_safe(QUOTED_VARIABLE.sub(r'<span class="whole">\g<0></span>', marked))  # noqa: S308


def plain_text(html: str) -> str:
    """The text of sanitised HTML, on one line."""
    return re.sub(r"\s+", " ", nh3.clean(html, tags=set())).strip()


def placeholders_in(html: str) -> list[str]:
    """Names of the placeholders in HTML that `markdown_html` made, in order of first appearance, each once."""
    return list(dict.fromkeys(match["name"] for match in PLACEHOLDER_SPAN.finditer(html)))


def fill(html: str, values: Mapping[str, str]) -> SafeString:
    """Put values into the placeholders of HTML that `markdown_html` made. What has no value stays a placeholder.

    security: a value comes from a paste. It is escaped for HTML, and quoted for the shell according to where in the
    command it stands, so that a pasted "$(...)" can never become part of a command.
    """

    def filled(match: re.Match[str]) -> str:
        value = values.get(match["name"], "")
        quoted = quote(value, match["quote"]) if value else None
        if quoted is None:
            return match[0]
        return (
            f'<span class="placeholder filled" data-name="{match["name"]}" data-quote="{match["quote"]}">'
            f"{escape(quoted)}</span>"
        )

    return mark_safe(PLACEHOLDER_SPAN.sub(filled, html))  # noqa: S308


def _mark(text: str, names: frozenset[str], context: str, *, outside_fences: bool = False) -> str:
    """Replace each placeholder of `names` by its mark; inside code fences, `_code_html` does it line by line."""
    if not outside_fences:
        return PLACEHOLDER.sub(lambda match: _mark_of(match, names, context), text)
    fence = ""
    lines = []
    for line in text.split("\n"):
        found = re.match(r"^ *(`{3,}|~{3,})", line)
        if found and (not fence or line.strip() == fence):
            fence = "" if fence else found[1]
        lines.append(line if fence or found else _mark(line, names, context))
    return "\n".join(lines)


def _mark_of(match: re.Match[str], names: frozenset[str], context: str) -> str:
    return f"WbQ{context}Z{match[1]}QbW" if match[1] in names else match[0]


def _mark_inline_code(match: re.Match[str]) -> str:
    return TAG_OR_OPTION.sub(_whole_option, match[0].replace("WbQtextZ", "WbQstrictZ"))


def _unmark(match: re.Match[str]) -> str:
    if match["name"] is None:  # a tag: an attribute can hold no element, so the placeholder goes back to its braces
        return MARK.sub(lambda mark: "{" + mark["name"] + "}", match[0])
    name, context = match["name"], match["quote"]
    return f'<span class="placeholder" data-name="{name}" data-quote="{context}">{{{name}}}</span>'


def _code_html(code: str, language: str, names: frozenset[str]) -> str:
    places = contexts(code, language)
    marked = PLACEHOLDER.sub(lambda match: _mark_of(match, names, next(places)), code)
    try:
        body = highlight(marked, get_lexer_by_name(language or "text", stripnl=False), _formatter)
    except ClassNotFound:
        body = escape(marked, quote=False)
    if language in SHELLS:
        body = TAG_OR_OPTION.sub(_whole_option, body)
    label = re.sub(r"[^a-z0-9+#-]", "", language.lower()) or "text"
    return f'<div class="code" data-language="{label}"><pre><code>{body.rstrip()}\n</code></pre></div>'


def _whole_option(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("<") else f'<span class="whole">{match[0]}</span>'


def fill_markdown(text: str, values: Mapping[str, str]) -> str:
    """An editor's Markdown with values put into its placeholders, for a terminal. What has no value stays as it is."""
    pieces: list[str] = []
    end = 0
    for fence in FENCED_CODE.finditer(text):
        pieces += [_fill_text(text[end : fence.start("code")], values, "")]
        pieces += [_fill_text(fence["code"], values, fence["language"])]
        end = fence.end()
    return "".join([*pieces, _fill_text(text[end:], values, "")])


def _fill_text(text: str, values: Mapping[str, str], language: str) -> str:
    places = contexts(text, language)

    def filled(match: re.Match[str]) -> str:
        context = next(places)
        value = values.get(match[1], "")
        return (quote(value, context) if value else None) or match[0]

    return PLACEHOLDER.sub(filled, text)
