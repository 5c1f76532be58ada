"""/api/: the JSON interface for people, /api/openapi.json for programs. One description, errors.openapi, is both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from errors.address import site_address
from errors.caching import public_page
from errors.openapi import document


@dataclass(frozen=True)
class Operation:
    """One operation as the page shows it."""

    method: str
    path: str
    description: dict[str, Any]
    curl: str


@require_safe
@public_page
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(document(site_address(request)))


@require_safe
@public_page
def api(request: HttpRequest) -> HttpResponse:
    described = document(site_address(request))
    schemas = {name: _lines(schema) for name, schema in described["components"]["schemas"].items()}
    ctx = {"info": described["info"], "operations": list(_operations(described)), "schemas": schemas}
    return render(request, "api.html", ctx)


def _operations(described: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield Operation(method.upper(), path, operation, _curl(described["servers"][0]["url"], path, operation))


def _curl(address: str, path: str, operation: dict[str, Any]) -> str:
    """A command that does it, with the examples of the description."""
    query = []
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", parameter["example"])
        elif parameter["in"] == "query" and isinstance(parameter["example"], str):
            query.append(f"{parameter['name']}={parameter['example'].replace(' ', '+')}")
    url = f"{address}{path}{'?' if query else ''}{'&'.join(query)}"
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        body = json.dumps(content["application/json"]["example"])
        return f"curl -H 'Accept: application/json' --json '{body}' {url}"
    if content:
        form = content["application/x-www-form-urlencoded"]["example"]
        return " ".join(["curl", *(f"--data-urlencode '{name}={value}'" for name, value in form.items()), url])
    return f"curl '{url}'"


def _lines(schema: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(name, type, description) of each property."""
    return [(name, _kind(part), part.get("description", "")) for name, part in schema["properties"].items()]


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(_kind(part) for part in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(f'"{value}"' for value in schema["enum"])
    if schema["type"] == "array":
        return f"list of {_kind(schema['items'])}"
    if "properties" in schema:
        return f"object: {', '.join(schema['properties'])}"
    return " or ".join(schema["type"]) if isinstance(schema["type"], list) else str(schema["type"])
