"""/mcp: the MCP server in the stateless JSON form of the protocol's streamable HTTP.

Each request stands for itself, so the site answers it as any other, with the same workers, limits and log, and needs
no server of its own for it: the official package is given the request as the ASGI application that it is.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import anyio
from asgiref.sync import async_to_sync
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from errors.address import site_address
from errors.ratelimit import check
from errors.sameorigin import same_origin_only
from errors.views.errors import PAGES

MINUTE = 60
LONGEST_SECONDS = 30


@same_origin_only
@require_POST
@never_cache
def mcp(request: HttpRequest) -> HttpResponse:
    limit = check(request, "match", settings.MATCH_RATE_PER_MINUTE, MINUTE)
    if not limit.allowed:
        return JsonResponse({"error": PAGES[429][1]}, status=429, headers={"Retry-After": str(limit.seconds_left)})
    try:
        body = request.body
    except RequestDataTooBig:
        return JsonResponse({"error": PAGES[413][1]}, status=413)
    return async_to_sync(_answer)(site_address(request), _scope(request), body)


async def _answer(address: str, scope: dict[str, Any], body: bytes) -> HttpResponse:
    from errors.mcpserver import make_server  # not at the top: the package is large, and few sites are asked for it

    app = make_server(address).streamable_http_app(
        json_response=True,
        stateless_http=True,
        host="",  # whom the site answers, ALLOWED_HOSTS and the check of the origin have said already
        max_request_body_size=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    )
    response = HttpResponse(content_type="text/plain; charset=utf-8")

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            response.status_code = message["status"]
            for name, value in message["headers"]:
                response.headers[name.decode("latin-1")] = value.decode("latin-1")
        else:
            response.write(message.get("body", b""))

    with anyio.fail_after(LONGEST_SECONDS):
        async with app.router.lifespan_context(app):
            await app(scope, receive, send)
    return response


def _scope(request: HttpRequest) -> dict[str, Any]:
    """The request as ASGI has it."""
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request.headers.items()]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": "/mcp",
        "raw_path": b"/mcp",
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": None,
        "server": None,
    }
