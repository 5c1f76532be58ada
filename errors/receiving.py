"""The paste in a request, whichever way it came: a form, raw text, JSON, a text file or a picture of an error."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from errors.lookup import PostgresIndex
from errors.matching.clean import decode
from errors.matching.misread import repaired
from errors.pictures.reading import MOST_BYTES, PictureProblem, is_picture, text_of_picture
from errors.ratelimit import check

MINUTE = 60
FORM_OVERHEAD = 64 * 1024
"""Bytes that a form adds to the picture in it."""


class BadPaste(ValueError):
    """A request that holds no paste: its HTTP status, a sentence for the sender, and when to come again (seconds)."""

    def __init__(self, status: int, sentence: str, retry_after: int | None = None) -> None:
        self.status = status
        self.retry_after = retry_after
        super().__init__(sentence)


@dataclass(frozen=True)
class Paste:
    """What was pasted; `from_picture` where it was read from pixels: put right as far as the library knows its words."""

    text: str
    from_picture: bool = False


def paste_of(request: HttpRequest) -> Paste:
    """The pasted text; of a form with a file as well, the text and then what is in the file.

    Raises BadPaste: status 400, 413, 415, 422, 429 or 503.
    """
    too_large = BadPaste(413, f"That is more than {settings.MAX_PASTE_BYTES:,} bytes. Paste the part around the error.")
    if request.content_type == "multipart/form-data" and _length(request) > MOST_BYTES + FORM_OVERHEAD:
        raise BadPaste(413, f"A file may have {MOST_BYTES // 1024**2} MB. Cut out the part around the error.")
    try:
        paste = _received(request)
    except RequestDataTooBig as error:
        raise too_large from error
    except (UnreadablePostError, MultiPartParserError) as error:
        raise BadPaste(400, "The paste did not arrive whole. Send it again.") from error
    if len(paste.text.encode("utf-8", "surrogatepass")) > settings.MAX_PASTE_BYTES:
        raise too_large
    return paste


def _length(request: HttpRequest) -> int:
    digits = request.META.get("CONTENT_LENGTH") or "0"
    return int(digits) if digits.isdecimal() else 0


def _received(request: HttpRequest) -> Paste:
    kind = request.content_type
    if kind == "multipart/form-data":
        return _form(request)
    if kind == "application/x-www-form-urlencoded" and _is_form(request):
        return Paste(request.POST.get("paste", ""))
    if kind == "application/json":
        return Paste(_json_paste(request.body))
    return _file(request, request.body)


def _form(request: HttpRequest) -> Paste:
    text, upload = request.POST.get("paste", ""), request.FILES.get("file")
    if not upload:
        return Paste(text)
    content = _file(request, upload.read())
    return Paste(f"{text.rstrip()}\n{content.text}" if text.strip() else content.text, content.from_picture)


def _is_form(request: HttpRequest) -> bool:
    """Whether this is a form of ours. curl --data-binary calls raw text a form too."""
    return request.body.startswith(b"paste=")


def _file(request: HttpRequest, data: bytes) -> Paste:
    """What a file says, by its content: its name and the type that it is said to have prove nothing."""
    if not is_picture(data):
        return Paste(decode(data))
    limit = check(request, "picture", settings.PICTURE_RATE_PER_MINUTE, MINUTE)
    if not limit.allowed:
        raise BadPaste(429, "That were many pictures. Wait a minute before you send the next.", limit.seconds_left)
    try:
        text = repaired(text_of_picture(data), PostgresIndex())
    except PictureProblem as problem:
        raise BadPaste(problem.status, str(problem), problem.retry_after) from problem
    # The reader finds by its number in the box the line that we name: without the empty ones that pixels suggest.
    return Paste("\n".join(line for line in text.split("\n") if line.strip()), from_picture=True)


def _json_paste(body: bytes) -> str:
    try:
        data = json.loads(decode(body))
    except (ValueError, RecursionError) as error:
        raise BadPaste(400, 'That is no JSON. Send an object such as {"paste": "the error"}.') from error
    paste = data.get("paste") if isinstance(data, dict) else None
    if not isinstance(paste, str):
        raise BadPaste(400, 'Send a JSON object with the text in "paste".')
    return paste
