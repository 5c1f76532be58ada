"""The JSON interface in OpenAPI 3.1: what /api/openapi.json answers and /api/ shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from errors.matching.codes import LONGEST as LONGEST_CODE
from errors.searching import LONGEST_QUERY
from errors.views import suggest

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
DATE: Schema = {"type": ["string", "null"], "format": "date"}
VERDICT: Schema = {
    "type": "string",
    "enum": ["match", "maybe", "none"],
    "description": "match: this is the error. maybe: it may be. none: no article answers it, and nothing is guessed.",
}
SLUG: Schema = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}


def listing(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def record(**properties: Schema) -> Schema:
    """An object that has all of these properties."""
    return {"type": "object", "required": list(properties), "properties": properties}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


PASSAGES = listing(record(title=TEXT, body=TEXT))
IDENTITY = {
    "slug": {**TEXT, "description": "tool/name"},
    "tool": TEXT,
    "url": TEXT,
    "markdown_url": TEXT,
    "json_url": TEXT,
}
SCHEMAS: dict[str, Schema] = {
    "Problem": record(error={**TEXT, "description": "What is wrong, and what to send instead."}),
    "ArticleLink": record(slug=TEXT, title=TEXT, url=TEXT),
    "NearArticle": record(slug=TEXT, title=TEXT, url=TEXT, confidence=SHARE),
    "Answer": record(
        verdict=VERDICT,
        line_number={**COUNT, "description": "The recognised line of the paste, from 1."},
        line={**TEXT, "description": "That line, secrets blacked out."},
        article={"anyOf": [ref("ArticleLink"), {"type": "null"}]},
        confidence=SHARE,
        captures={"type": "object", "additionalProperties": TEXT, "description": "The paste's values, by placeholder."},
        quick_fix={**TEXT, "description": "Markdown, with the paste's values in its commands, quoted for the shell."},
        near=listing(ref("NearArticle")),
        why=listing(TEXT),
    ),
    "Match": record(verdict=VERDICT, answers=listing(ref("Answer"))),
    "ListedArticle": record(**IDENTITY, title=TEXT, doing=TEXT, summary=TEXT, reviewed_on=DATE),
    "Search": record(
        query=TEXT,
        searched={**TEXT, "description": "What was searched: the query, or with misspelt words corrected."},
        has_all_words={"type": "boolean"},
        tools=listing(record(slug=TEXT, name=TEXT, count=COUNT)),
        total=COUNT,
        page=COUNT,
        pages=COUNT,
        results=listing(ref("ListedArticle")),
    ),
    "Tool": record(slug=TEXT, name=TEXT, articles=listing(ref("ListedArticle"))),
    "Article": record(
        **IDENTITY,
        title={**TEXT, "description": "The message as it is printed, its variable parts in {braces}."},
        doing=TEXT,
        status={"type": "string", "enum": ["published", "archived"]},
        codes=listing(TEXT),
        updated_at={"type": "string", "format": "date-time"},
        reviewed_on=DATE,
        reviewed_by=TEXT,
        proved_on=DATE,
        proved_with={**TEXT, "description": "With what the fixes were run for real."},
        messages=listing(record(template=TEXT, note=TEXT)),
        applies_to=listing(TEXT),
        quick_fix={**TEXT, "description": "Markdown, as all longer texts."},
        meaning=TEXT,
        causes=listing(record(title=TEXT, body=TEXT, diagnosis=TEXT)),
        fixes=listing(record(title=TEXT, body=TEXT, cures=listing(TEXT), verification=TEXT)),
        why=TEXT,
        checklist=TEXT,
        examples=PASSAGES,
        edge_cases=PASSAGES,
        questions=PASSAGES,
        aliases=listing(TEXT),
        search_variations=listing(TEXT),
        related=listing(record(slug=TEXT, difference=TEXT, url=TEXT)),
        sources=listing(record(title=TEXT, url=TEXT)),
    ),
    "Suggestions": record(articles=listing(record(title=TEXT, tool=TEXT, url=TEXT))),
}


def answers(description: str, schema: str, *problems: str) -> Schema:
    """The responses of an operation: what it answers, and its problems by status."""
    sentences = {
        "400": "There is nothing in it that could be read.",
        "404": "There is no such thing, or readers may not see it yet.",
        "413": f"More than {settings.MAX_PASTE_BYTES:,} bytes.",
        "429": "Too many from this address; Retry-After says how many seconds to wait.",
    }
    found = {"description": description, "content": {"application/json": {"schema": ref(schema)}}}
    return {"200": found, **{status: {"description": sentences[status]} for status in problems}}


def parameter(name: str, where: str, description: str, schema: Schema, example: Any) -> Schema:
    required = where == "path"
    return {
        "name": name, "in": where, "required": required, "description": description, "schema": schema,
        "example": example,
    }  # fmt: skip


TOOL = parameter("tool", "path", "The first part of an article's address.", SLUG, "docker")
NAME = parameter("name", "path", "The last part of an article's address.", SLUG, "manifest-unknown")


def match_operation() -> Schema:
    problem = {"content": {"application/json": {"schema": ref("Problem")}}}
    responses = answers("One answer for each error that was found, causes before consequences.", "Match")
    described = answers("", "Match", "400", "413", "429")
    return {
        "operationId": "match",
        "summary": "Find the articles behind an error",
        "description": "Send the output as it was printed: a line, a traceback, a whole log. Secrets are blacked out "
        "before anything is kept. Ask with the header Accept: application/json.",
        "parameters": [
            {
                "name": "Accept", "in": "header", "required": True,
                "schema": {"type": "string", "enum": ["application/json"]},
            }
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": record(paste={**TEXT, "maxLength": settings.MAX_PASTE_BYTES // 4}),
                    "example": {"paste": "manifest for alpine:3.999 not found: manifest unknown"},
                },
                "text/plain": {"schema": {**TEXT, "maxLength": settings.MAX_PASTE_BYTES // 4}},
            },
        },
        "responses": {**responses, **{code: {**described[code], **problem} for code in ("400", "413", "429")}},
    }  # fmt: skip


def paths() -> dict[str, Schema]:
    words = parameter("q", "query", "The words.", {**TEXT, "maxLength": LONGEST_QUERY}, "permission denied")
    page = parameter("page", "query", "From 1.", {"type": "integer", "minimum": 1}, 1)
    own_tool = parameter("tool", "query", "Only this tool's articles.", SLUG, "docker")
    code = parameter("code", "path", "In any case.", {**TEXT, "minLength": 1, "maxLength": LONGEST_CODE}, "TS2345")
    typed = {"q": {**TEXT, "minLength": suggest.SHORTEST, "maxLength": suggest.LONGEST}}
    return {
        "/match": {"post": match_operation()},
        "/search.json": {
            "get": {
                "operationId": "search",
                "summary": "Articles by words",
                "parameters": [words, own_tool, page],
                "responses": answers("The best first, twenty a page.", "Search"),
            }
        },
        "/search/suggest": {
            "post": {
                "operationId": "suggest",
                "summary": "The nearest articles to words that are being typed",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {"type": "object", "required": ["q"], "properties": typed},
                            "example": {"q": "permission denied"},
                        }
                    },
                },
                "responses": answers("At most a few.", "Suggestions", "400", "429"),
            }
        },
        "/{tool}/{name}.json": {
            "get": {
                "operationId": "article",
                "summary": "An article with all its parts",
                "parameters": [TOOL, NAME],
                "responses": {
                    **answers("The article.", "Article", "404"),
                    "301": {"description": "It has another address now."},
                },
            }
        },
        "/{tool}.json": {
            "get": {
                "operationId": "tool",
                "summary": "The articles of a tool",
                "parameters": [TOOL],
                "responses": answers("All of them.", "Tool", "404"),
            }
        },
        "/e/{code}": {
            "get": {
                "operationId": "code",
                "summary": "From an error code to its article",
                "parameters": [code],
                "responses": {
                    "302": {"description": "The address of the article about this code."},
                    "200": {"description": "A page that lists the articles about it.", "content": {"text/html": {}}},
                    "404": {"description": "No article is about it."},
                },
            }
        },
    }


def document(address: str) -> Schema:
    """The whole description, for the site at this address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.SITE_NAME}: the JSON interface",
            "version": "1",
            "description": "Paste an error, get the fix. No key is needed; there are limits for each address.",
        },
        "servers": [{"url": address}],
        "paths": paths(),
        "components": {"schemas": SCHEMAS},
    }
