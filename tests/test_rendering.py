from html.parser import HTMLParser
from unittest import TestCase

from errors.rendering import TAGS, fill, fill_markdown, markdown_html, plain_text, title_html


class Elements(HTMLParser):
    """The elements of a page as a browser finds them: (tag, {attribute: value})."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))


NAMES = frozenset({"image", "user"})


class MarkdownTests(TestCase):
    def test_commands_in_a_step_belong_to_the_step(self) -> None:
        html = markdown_html("1. Log in:\n\n   ```sh\n   docker login\n   ```\n\n2. Pull again.")
        self.assertEqual(html.count("<ol>"), 1)
        self.assertEqual(html.count("<li>"), 2)
        self.assertIn('<div class="code" data-language="sh"><pre><code>docker', html)

    def test_lists_nest_as_on_a_code_host(self) -> None:
        html = markdown_html("Text:\n- a\n  - b\n    - c\n- d")
        self.assertEqual((html.count("<ul>"), html.count("<li>")), (3, 4))

    def test_a_text_below_a_command_does_not_swallow_the_next_step(self) -> None:
        html = markdown_html(
            "1. Log in:\n\n   ```sh\n   ls\n   ```\n\n   As yourself,\n   not as root.\n2. Pull again."
        )
        self.assertEqual((html.count("<ol>"), html.count("<li>")), (1, 2))

    def test_code_is_highlighted(self) -> None:
        self.assertIn('<span class="c1"># note</span>', markdown_html("```sh\n# note\nls\n```"))

    def test_no_line_ends_inside_an_option_of_a_command(self) -> None:
        html = markdown_html("```sh\ndocker login --password-stdin -u you <HOST>\n```\n\nOr `COPY --from=build a-b`.")
        for option in ("--password-stdin", "-u"):
            self.assertIn(f'<span class="whole">{option}</span>', html)
        self.assertIn('COPY <span class="whole">--from</span>=build a-b', html)

    def test_an_option_with_a_value_of_the_reader_stays_fillable(self) -> None:
        html = markdown_html("```sh\npsql -p{port} --host={host}\n```", frozenset({"port", "host"}))
        self.assertIn("psql -p5432 ", plain_text(fill(html, {"port": "5432"})))

    def test_an_unknown_language_is_plain_text(self) -> None:
        self.assertIn('data-language="cobolx"', markdown_html("```cobolx\n<b>\n```"))

    def test_angle_brackets_are_text(self) -> None:
        self.assertIn("&lt;TOKEN&gt;", markdown_html("Use <TOKEN> here"))


class SanitisingTests(TestCase):
    def assertOnlyText(self, html: str) -> None:
        """No element but those of a text, and no address but one that a reader follows by a click."""
        found = Elements()
        found.feed(html)
        for tag, attributes in found.elements:
            self.assertIn(tag, TAGS)
            self.assertLessEqual(set(attributes), {"href", "title", "rel", "class", "data-language"})
            self.assertRegex(attributes.get("href", "https:"), r"^(https?:|mailto:|[^:]*$)")

    def test_nothing_that_runs_or_phones_home_passes(self) -> None:
        for text in (
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![x](https://evil.example/pixel.png)",
            "<iframe src=//evil.example></iframe>",
            "<form action=//evil.example><input></form>",
            "<style>*{display:none}</style>",
            '<div onclick="alert(1)" style="position:fixed">x</div>',
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "```html\n<script>alert(1)</script>\n```",
            "![x][pixel]\n\n[pixel]: https://evil.example/pixel.png",
            "[![x](https://evil.example/pixel.png)](https://evil.example/)",
            "<svg onload=alert(1)><image href=//evil.example/x></svg>",
            "<object data=//evil.example></object><embed src=//evil.example>",
            "<video poster=//evil.example/x.png></video><audio src=//evil.example/x></audio>",
            "<link rel=stylesheet href=//evil.example/x.css><base href=//evil.example/>",
            '<meta http-equiv="refresh" content="0;url=//evil.example">',
            "<math><mtext></mtext></math><template></template><noscript><img src=x></noscript>",
            "<javascript:alert(1)>",
            "[x](jav&#x61;script:alert(1))",
            "[x](java&#9;script:alert(1))",
            "[x](java&NewLine;script:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](vbscript:alert(1))",
            "[x](file:///etc/passwd)",
            '[x](https://example.org/ "" onmouseover="alert(1)")',
            '[x](https://example.org/"onmouseover="alert(1))',
            "```html onload=alert(1)\n<img src=x>\n```",
            "```sh onload=alert(1)\nx\n```",
        ):
            with self.subTest(text):
                html = markdown_html(text)
                for bad in (
                    "<script",
                    "<img",
                    "<iframe",
                    "<form",
                    "<style",
                    "<input",
                    'href="javascript',
                    'href="data',
                ):
                    self.assertNotIn(bad, html)
                self.assertOnlyText(html)

    def test_links_leak_no_opener(self) -> None:
        for text in (
            "[docs](https://docs.docker.com/)",
            "<https://docs.docker.com/>",
            "[d]\n\n[d]: https://x.example/",
        ):
            found = Elements()
            found.feed(markdown_html(text))
            self.assertEqual([each[1]["rel"] for each in found.elements if each[0] == "a"], ["noopener"])

    def test_a_title_is_escaped(self) -> None:
        self.assertEqual(title_html("<b>{port}</b> {{x}}"), "&lt;b&gt;<var>{port}</var>&lt;/b&gt; {{x}}")

    def test_a_variable_part_of_a_title_stays_with_its_quotation_marks(self) -> None:
        self.assertEqual(title_html('name "{name}" is'), 'name <span class="whole">"<var>{name}</var>"</span> is')

    def test_plain_text_has_no_tags(self) -> None:
        self.assertEqual(plain_text("<p>a <code>b</code>\n c</p>"), "a b c")


class PlaceholderTests(TestCase):
    def test_only_captured_names_are_placeholders(self) -> None:
        html = markdown_html("`{image}` and `{other}` and ${image} and {{image}}", NAMES)
        self.assertEqual(html.count('class="placeholder"'), 1)
        self.assertIn("{other}", html)

    def test_values_fill_commands_and_prose(self) -> None:
        html = fill(markdown_html("Pull {image}:\n\n```sh\ndocker pull {image}\n```", NAMES), {"image": "acme/api:1.8"})
        self.assertEqual(html.count(">acme/api:1.8</span>"), 2)
        self.assertIn('class="placeholder filled"', html)

    def test_what_has_no_value_stays_visible(self) -> None:
        self.assertIn("{image}", fill(markdown_html("`{image}`", NAMES), {"user": "x"}))

    def test_info_pages_may_have_headings(self) -> None:
        self.assertIn("<h2>What to paste</h2>", markdown_html("## What to paste"))

    def test_a_placeholder_in_a_link_breaks_nothing(self) -> None:
        self.assertIn('href="https://example.com/{image}"', markdown_html("[x](https://example.com/{image})", NAMES))

    def test_a_value_is_quoted_as_its_place_in_the_command_needs(self) -> None:
        nasty = "a'b\"$(reboot)`id`"
        for command, written in (
            ("rm {image}", "rm 'a'\"'\"'b\"$(reboot)`id`'"),
            ('rm "{image}"', 'rm "a\'b\\"\\$(reboot)\\`id\\`"'),
            ("rm '{image}'", "rm 'a'\\''b\"$(reboot)`id`'"),
        ):
            with self.subTest(command):
                self.assertIn(written, fill_markdown(f"```sh\n{command}\n```", {"image": nasty}))
                html = fill(markdown_html(f"```sh\n{command}\n```", NAMES), {"image": nasty})
                self.assertEqual(plain_text(html).replace("&lt;", "<"), written)

    def test_a_value_never_becomes_html(self) -> None:
        html = fill(markdown_html("{image} `{image}`", NAMES), {"image": "<script>alert(1)</script>"})
        self.assertNotIn("<script", html)


class ParserTests(TestCase):
    def test_a_text_leaves_nothing_to_the_next(self) -> None:
        """The parser is used again: links defined in one text, and the names of its placeholders, end with it."""
        first = markdown_html("[a][x] `{port}`\n\n[x]: https://example.com", frozenset({"port"}))
        second = markdown_html("[a][x] `{port}`")
        self.assertIn("https://example.com", first)
        self.assertIn('data-name="port"', first)
        self.assertNotIn("https://example.com", second)
        self.assertNotIn("data-name", second)
