"""A stored response -> the visit it stands for, whoever wrote the file."""

import hashlib
from datetime import UTC, datetime

from pydantic import ValidationError

from corpus.archive.members import StoredRecord
from corpus.archive.payloads import Payload, decode_payload, parse_payload
from corpus.archive.records import VISIT_FIELD
from schemas.crawling import AddressStatus, ArchivePlace, FailureReason, Kind, Visit
from schemas.errors import DocumentError, ParseError

MAX_BODY = 50_000_000
"""Longer bodies, as they are or unpacked, are no articles."""

_DISCOVERY = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
_ARTICLES = (
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


def is_own(record: StoredRecord) -> bool:
    """Whether our own crawler wrote it, with its visit."""
    return VISIT_FIELD.lower() in record.fields


def find_visit(record: StoredRecord, *, source_id: str, file: str) -> Visit | None:
    """The visit of `record`, with its place; None for a record that holds no answer about a page.

    What other crawlers wrote is a visit of `source_id` when it is a page, feed, robots.txt or document; pictures,
    scripts and redirects are passed over. The hash is that of the decoded body.

    Raises:
        DocumentError: Code "archive": its fields or its body cannot be read.
    """
    if record.type not in ("response", "revisit"):
        return None
    place = ArchivePlace(file=file, offset=record.offset, length=record.length)
    try:
        if is_own(record):
            return Visit.model_validate_json(record.fields[VISIT_FIELD.lower()]).model_copy(update={"place": place})
        return _read_foreign(record, source_id=source_id, place=place)
    except (ParseError, ValidationError, ValueError) as error:
        message = f"không hiểu được bản ghi ở byte {record.offset} ({first_line(error)}); bỏ qua bản ghi này"
        raise DocumentError(message, path=file, code="archive") from error


def first_line(error: Exception) -> str:
    """What `error` says, in one line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return " ".join(str(error).split())


def _read_foreign(record: StoredRecord, *, source_id: str, place: ArchivePlace) -> Visit | None:
    url = record.fields.get("warc-target-uri", "").strip("<>")
    if not url.startswith(("http://", "https://")):
        return None
    payload = parse_payload(record.block)
    status, reason = _find_status(record.type, payload.http_status)
    kind = _find_kind(url, payload)
    if status is None or kind is None:
        return None
    body = None
    if status == "fetched":
        if not record.is_kept:
            raise ParseError(f"nội dung lớn hơn {MAX_BODY // 1_000_000} MB", text="")
        body = decode_payload(payload, limit=MAX_BODY)
    return Visit(
        url=url,
        final_url=url,
        source_id=source_id,
        kind=kind,
        status=status,
        http_status=payload.http_status,
        reason=reason,
        media_type=payload.media_type,
        etag=payload.fields.get("etag"),
        last_modified=payload.fields.get("last-modified"),
        sha256=hashlib.sha256(body).hexdigest() if body is not None else None,
        retrieved_at=_parse_date(record.fields.get("warc-date", "")),
        place=place,
    )


def _find_status(record_type: str, http_status: int | None) -> tuple[AddressStatus | None, FailureReason | None]:
    match http_status:
        case _ if record_type == "revisit":
            return "unchanged", None
        case 200:
            return "fetched", None
        case 304:
            return "unchanged", None
        case 404 | 410:
            return "gone", None
        case int() if 400 <= http_status < 500:
            return "failed", "client_error"
        case int() if http_status >= 500:
            return "failed", "server_error"
        case _:
            return None, None


def _find_kind(url: str, payload: Payload) -> Kind | None:
    if url.partition("://")[2].partition("/")[2] == "robots.txt":
        return "robots"
    if payload.media_type in _DISCOVERY:
        return "discovery"
    has_no_body = payload.http_status != 200
    return "article" if payload.media_type in _ARTICLES or (has_no_body and payload.media_type is None) else None


def _parse_date(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
