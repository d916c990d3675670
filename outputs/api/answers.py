"""JSON text -> answers: with the mark of their content, so that nothing is sent twice, or line by line."""

import hashlib
import json
from collections.abc import Iterable, Iterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from outputs.escaping import content_disposition

JSON = "application/json"
LINES = "application/x-ndjson"
_KEPT = "private, no-cache"
"""A browser may keep it, and asks each time whether it still is so."""


def answer(request: Request, content: str, *, media_type: str = JSON, tag: str | None = None) -> Response:
    """The content with its mark (ETag), or 304 for who holds it already.

    Args:
        request: Whose If-None-Match counts.
        content: The whole of it.
        media_type: Of the content.
        tag: The mark; None for a hash of the content.
    """
    body = content.encode()
    mark = f'"{tag or hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": mark, "Cache-Control": _KEPT}
    if has_tag(request.headers.get("if-none-match"), mark):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def has_tag(header: str | None, mark: str) -> bool:
    """Whether a header names a mark, among others, weakly, or by "*"."""
    named = [] if header is None else [one.strip().removeprefix("W/") for one in header.split(",")]
    return "*" in named or mark in named


def page_text(items: Iterable[str], *, following: str | None, version: int) -> str:
    """A page whose items are JSON already."""
    return f'{{"version":{version},"next":{json.dumps(following)},"items":[{",".join(items)}]}}'


def lines(items: Iterator[str], name: str) -> Response:
    """Items line by line as they are read, saved under `name` by a browser."""
    headers = {"Content-Disposition": content_disposition(name), "Cache-Control": "no-store"}
    return StreamingResponse((f"{item}\n" for item in items), media_type=LINES, headers=headers)
