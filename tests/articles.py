"""Articles for tests: a complete document that a test changes where it matters, and its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from errors.articledocument import ArticleDocument, Cause, Fix, Message, Passage, Related, Source
from errors.articlestore import store
from errors.models import Article

SLUG = "docker/manifest-unknown"


def make_document(**changes: Any) -> ArticleDocument:
    """A published article about a missing tag, with one of everything."""
    document = ArticleDocument(
        title="manifest for {image}:{tag} not found: manifest unknown",
        doing="Pulling an image",
        status="published",
        reviewed_on=date(2026, 11, 23),
        reviewed_by="Bob",
        proved_on=date(2026, 11, 22),
        proved_with="Docker version 28.2.2 on Debian 12",
        messages=[
            Message(
                "Error response from daemon: manifest for {image}:{tag} not found: manifest unknown", "Docker 20.10"
            ),
            Message("manifest unknown: manifest unknown"),
        ],
        applies_to=["Docker Engine 20.10 and later"],
        quick_fix="1. Pull a tag that exists:\n\n   ```sh\n   docker pull {image}:latest\n   ```",
        meaning="The registry has the repository `{image}`, but no tag `{tag}`. Nothing is wrong with your login.",
        causes=[
            Cause("Misspelt tag", "The tag has never existed.", "```sh\ndocker manifest inspect {image}:{tag}\n```"),
            Cause("Deleted tag", "It was there once.", "The registry's page does not list it."),
        ],
        fixes=[
            Fix(
                "Use a tag that exists",
                "Choose another.",
                ["Misspelt tag", "Deleted tag"],
                "The pull ends with a digest.",
            )
        ],
        why="A tag is a name for a manifest.",
        checklist="- `docker manifest inspect {image}:{tag}` asks the registry.",
        examples=[Passage("A misspelt tag", "```console\n$ docker pull alpine:3.999\n```")],
        edge_cases=[Passage("Another platform", "See the related error.")],
        questions=[Passage("Is my login wrong?", "No.")],
        aliases=["docker tag not found"],
        search_variations=["docker pull manifest unknown but the image exists"],
        related=[Related("docker/no-matching-manifest-for-platform", "The tag exists, for another platform.")],
        sources=[Source("docker image pull", "https://docs.docker.com/reference/cli/docker/image/pull/")],
    )
    return replace(document, **changes)


def make_article(slug: str = SLUG, tool_name: str = "Docker", **changes: Any) -> Article:
    return store(slug, make_document(**changes), tool_name)
