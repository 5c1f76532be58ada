"""The MCP server, asked by the client of the official package."""

import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import anyio
from django.db import connection
from django.test import LiveServerTestCase, TransactionTestCase, override_settings
from mcp import Client, StdioServerParameters
from mcp.types import TextContent

from errors.models import Search
from tests.articles import SLUG, make_article

ROOT = Path(__file__).parent.parent
PASTE = "manifest for alpine:3.999 not found: manifest unknown"


async def call(server: Any, name: str, **arguments: str) -> tuple[bool, str]:
    """(whether it is an error, the text) of what a tool answers."""
    async with Client(server) as client:
        result = await client.call_tool(name, arguments)
        texts = [part.text for part in result.content if isinstance(part, TextContent)]
        return bool(result.is_error), "\n".join(texts)


class McpTests(LiveServerTestCase):
    def setUp(self) -> None:
        make_article()

    def call(self, name: str, **arguments: str) -> tuple[bool, str]:
        async def ask() -> tuple[bool, str]:
            return await call(f"{self.live_server_url}/mcp", name, **arguments)

        return anyio.run(ask)

    def test_it_offers_three_tools_that_say_what_they_want(self) -> None:
        async def ask() -> dict[str, Any]:
            async with Client(f"{self.live_server_url}/mcp") as client:
                return {tool.name: tool.input_schema for tool in (await client.list_tools()).tools}

        tools = anyio.run(ask)
        self.assertEqual(set(tools), {"match", "search", "get_article"})
        self.assertEqual(tools["match"]["required"], ["paste"])
        self.assertIn("as it was printed", tools["match"]["properties"]["paste"]["description"])

    def test_it_finds_the_article_behind_a_paste(self) -> None:
        failed, text = self.call("match", paste=PASTE)
        data = json.loads(text)
        self.assertFalse(failed)
        self.assertEqual((data["verdict"], data["answers"][0]["article"]["slug"]), ("match", SLUG))
        self.assertEqual(data["answers"][0]["article"]["url"], f"{self.live_server_url}/{SLUG}/")
        self.assertIn("docker pull alpine:latest", data["answers"][0]["quick_fix"])

    def test_secrets_of_a_paste_are_neither_answered_nor_kept(self) -> None:
        _, text = self.call("match", paste=f"{PASTE} password=hunter22secret")
        self.assertNotIn("hunter22", text)
        self.assertFalse(Search.objects.filter(line__contains="hunter22").exists())

    def test_it_searches_by_words_and_within_a_tool(self) -> None:
        for tool, found in (("", [SLUG]), ("docker", [SLUG]), ("git", [])):
            _, text = self.call("search", query="manifset unknown", tool=tool)
            self.assertEqual([each["slug"] for each in json.loads(text)["results"]], found)
        self.assertEqual(json.loads(self.call("search", query="zebra")[1])["results"], [])

    def test_it_gives_an_article_as_markdown_and_no_draft(self) -> None:
        failed, text = self.call("get_article", slug=SLUG)
        self.assertFalse(failed)
        self.assertIn("# manifest for {image}:{tag} not found: manifest unknown\n", text)
        make_article("docker/draft", status="draft")
        for slug in ("docker/draft", "nothing", "", "a/b/c"):
            failed, text = self.call("get_article", slug=slug)
            self.assertTrue(failed, slug)
            self.assertIn("There is no such article", text)

    def test_a_paste_that_is_too_long_is_refused_in_words(self) -> None:
        with override_settings(MAX_PASTE_BYTES=100):
            failed, text = self.call("match", paste="x" * 101)
        self.assertTrue(failed)
        self.assertIn("more than 100 bytes", text)


class McpViewTests(TransactionTestCase):
    def post(self, body: str = "{}", **headers: str) -> Any:
        return self.client.post("/mcp", body, "application/json", headers={"Accept": "application/json", **headers})

    def test_it_takes_only_posts_and_none_from_a_foreign_page(self) -> None:
        self.assertEqual(self.client.get("/mcp").status_code, 405)
        self.assertEqual(self.post(Origin="https://evil.example").status_code, 403)

    def test_what_is_no_message_is_a_clear_error(self) -> None:
        self.assertEqual(self.post("").status_code, 400)
        for body in ("{", "[]", "null", '{"jsonrpc": "2.0"}', '{"jsonrpc":"2.0","id":1,"method":"nothing"}'):
            response = self.post(body)
            self.assertIn("error", response.json(), body)
            self.assertLess(response.status_code, 500, body)

    @override_settings(MATCH_RATE_PER_MINUTE=1)
    def test_it_is_limited_like_every_paste(self) -> None:
        self.post()
        response = self.post()
        self.assertEqual(response.status_code, 429)
        self.assertIn("Retry-After", response.headers)

    @override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
    def test_a_message_that_is_too_long_is_refused(self) -> None:
        self.assertEqual(self.post("x" * 1001).status_code, 413)


class McpCommandTests(TransactionTestCase):
    def test_it_answers_over_standard_input_and_output(self) -> None:
        make_article()
        database = connection.get_connection_params()
        query = urlencode({name: database[name] for name in ("host", "port", "user", "password") if database.get(name)})
        environment = {**os.environ, "DATABASE_URL": f"postgresql:///{database['dbname']}?{query}"}

        async def ask() -> tuple[bool, str]:
            command = StdioServerParameters(
                command=sys.executable, args=[str(ROOT / "manage.py"), "mcp"], env=environment, cwd=ROOT
            )
            return await call(command, "get_article", slug=SLUG)

        failed, text = anyio.run(ask)
        self.assertFalse(failed, text)
        self.assertIn("# manifest for {image}:{tag} not found: manifest unknown\n", text)
