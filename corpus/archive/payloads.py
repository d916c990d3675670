"""The block of a response record -> its HTTP head, and its body as a browser would show it.

Our own records hold bodies decoded. Those of other crawlers may be in chunks and compressed, as on the wire; some
tools decode them and leave the fields in place that say otherwise, so what does not look encoded is taken as it is.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from io import BytesIO

import brotli
from warcio.statusandheaders import StatusAndHeadersParser

from schemas.errors import ParseError

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_PIECE = 1_000_000


@dataclass(frozen=True, slots=True)
class Payload:
    """A response as stored: `raw` is the body with all its encodings; `fields` have lower-case names."""

    http_status: int | None
    fields: dict[str, str]
    raw: bytes

    @property
    def media_type(self) -> str | None:
        """The media type without parameters, in lower case."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """The charset that the Content-Type states, in lower case."""
        message = Message()
        message["Content-Type"] = self.fields.get("content-type", "")
        return message.get_content_charset()


def parse_payload(block: bytes) -> Payload:
    """The response that `block` holds; a block that does not begin like HTTP is all body, without status."""
    if not block.startswith(b"HTTP/"):
        return Payload(http_status=None, fields={}, raw=block)
    end = _HEAD_END.search(block)
    split = end.end() if end else len(block)
    head = StatusAndHeadersParser([], verify=False).parse(BytesIO(block[:split]))
    code = head.get_statuscode()
    fields = {name.lower(): value for name, value in reversed(head.headers)}
    return Payload(http_status=int(code) if code.isdecimal() else None, fields=fields, raw=block[split:])


def decode_payload(payload: Payload, *, limit: int) -> bytes:
    """The body without transfer and content encodings, at most `limit` bytes.

    Raises:
        ParseError: It grows beyond `limit`, breaks off, or has an encoding that we cannot read.
    """
    body = payload.raw
    if "chunked" in payload.fields.get("transfer-encoding", "").lower():
        body = join_chunks(body)
    for encoding in reversed(payload.fields.get("content-encoding", "").lower().split(",")):
        body = _decode(body, encoding.strip(), limit)
    if len(body) > limit:
        raise ParseError(f"nội dung lớn hơn {limit // 1_000_000} MB", text="")
    return body


def join_chunks(body: bytes) -> bytes:
    """`body` without the marks of HTTP's chunks; as it is, where it does not begin with one.

    Raises:
        ParseError: It breaks off inside a chunk.
    """
    pieces: list[bytes] = []
    position = 0
    while True:
        line, mark, _ = body[position : position + 100].partition(b"\r\n")
        digits = line.partition(b";")[0].strip()
        if not mark or not digits or digits.strip(b"0123456789abcdefABCDEF"):
            if position == 0:
                return body
            raise ParseError("nội dung chia khúc bị cụt", text="")
        size = int(digits, 16)
        start = position + len(line) + 2
        if size == 0:
            return b"".join(pieces)
        if start + size > len(body):
            raise ParseError("nội dung chia khúc bị cụt", text="")
        pieces.append(body[start : start + size])
        position = start + size + 2


def _decode(body: bytes, encoding: str, limit: int) -> bytes:
    match encoding:
        case "" | "identity":
            return body
        case "gzip" | "x-gzip":
            return _join(_inflate(body, zlib.MAX_WBITS | 16), limit) if body.startswith(b"\x1f\x8b") else body
        case "deflate":
            # Some servers send deflate without its wrapper; its first byte cannot be that of a zlib stream.
            is_wrapped = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0
            return _join(_inflate(body, zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS), limit)
        case "br":
            return _decode_brotli(body, limit)
        case _:
            raise ParseError(f"không giải được mã hoá {encoding!r}", text="")


def _join(pieces: Iterable[bytes], limit: int) -> bytes:
    kept, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise ParseError(f"nội dung phình quá {limit // 1_000_000} MB khi giải nén", text="")
        kept.append(piece)
    return b"".join(kept)


def _inflate(body: bytes, window: int) -> Iterator[bytes]:
    data = body
    while data:
        inflate = zlib.decompressobj(window)
        while not inflate.eof:
            try:
                piece = inflate.decompress(data, _PIECE)
            except zlib.error as error:
                raise ParseError(f"nội dung nén bị hỏng ({error})", text="") from error
            if not piece and not inflate.eof and not inflate.unconsumed_tail:
                raise ParseError("nội dung nén bị cụt", text="")
            yield piece
            data = inflate.unconsumed_tail
        # gzip may consist of several members; what follows the last one is padding.
        data = inflate.unused_data if inflate.unused_data.startswith(b"\x1f\x8b") else b""


def _decode_brotli(body: bytes, limit: int) -> bytes:
    try:
        return _join(_unbrotli(body), limit)
    except brotli.error as error:
        looks_plain = body.lstrip()[:1] in (b"<", b"{", b"[")
        if looks_plain:
            return body
        raise ParseError("nội dung nén brotli bị hỏng", text="") from error


def _unbrotli(body: bytes) -> Iterator[bytes]:
    decompressor = brotli.Decompressor()
    data = body
    while not decompressor.is_finished():
        piece = decompressor.process(data, output_buffer_limit=_PIECE)
        if not piece and not decompressor.is_finished() and decompressor.can_accept_more_data():
            raise ParseError("nội dung nén brotli bị cụt", text="")
        yield piece
        data = b""
