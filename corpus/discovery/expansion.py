"""Bytes that may be gzip -> pieces of their content, never more than a limit, whatever they would expand to."""

import zlib
from collections.abc import Iterator

from schemas.errors import DocumentError

GZIP = b"\x1f\x8b"
GZIP_ONLY = 31
PIECE = 65_536
MEMBERS = 1_000
"""Most members of a gzip file that are read; one built of many more would cost time and bring nothing."""


def expanded_pieces(content: bytes, *, url: str, limit: int) -> Iterator[bytes]:
    """Pieces of at most 64 KB; of gzip that is cut off or damaged those before the tear.

    Raises:
        DocumentError: More than `limit` bytes come out ("too_large"); they are not kept, but counted only.
    """
    total = 0
    for piece in _inflated(content) if content.startswith(GZIP) else _cut(content):
        total += len(piece)
        if total > limit:
            message = f"lớn hơn {limit:,} byte sau khi giải nén; hãy kiểm tra địa chỉ hoặc nâng giới hạn"
            raise DocumentError(message, path=url, code="too_large")
        yield piece


def _cut(content: bytes) -> Iterator[bytes]:
    view = memoryview(content)
    for start in range(0, len(content), PIECE):
        yield bytes(view[start : start + PIECE])


def _inflated(content: bytes) -> Iterator[bytes]:
    """Pieces of the members of a gzip file, of at most `MEMBERS`."""
    member, left = zlib.decompressobj(wbits=GZIP_ONLY), MEMBERS
    try:
        for chunk in _cut(content):
            rest = chunk
            while rest:
                if member.eof:
                    left -= 1
                    if not left:
                        return
                    member = zlib.decompressobj(wbits=GZIP_ONLY)
                yield member.decompress(rest, PIECE)
                rest = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error:
        return
