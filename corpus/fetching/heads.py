"""A request and the head of its answer -> their bytes, as sent and as archived."""

from collections.abc import Iterable, Mapping

_VERSIONS = {9: b"HTTP/0.9", 10: b"HTTP/1.0", 11: b"HTTP/1.1"}
_NO_LONGER_TRUE = frozenset({b"content-encoding", b"transfer-encoding", b"content-length"})
_ARCHIVED_AS = b"X-Archive-Orig-"


def request_head(target: str, headers: Mapping[str, str]) -> bytes:
    """The bytes of a GET request for `target` (path and query) with these headers, in this order."""
    lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def response_head(version: int, status: int, *, reason: str | None, headers: Iterable[tuple[str, str]]) -> bytes:
    """The bytes of an answer's head as far as they are known.

    Args:
        version: 10 or 11.
        status: The status code.
        reason: The words behind it, if there were any.
        headers: Names and values in their order; white space around them and the spelling of a repeated name are
            not known any more.
    """
    lines = [_VERSIONS.get(version, b"HTTP/1.1") + f" {status} {reason or ''}".encode("latin-1", "replace")]
    lines += [f"{name}: {value}".encode("latin-1", "replace") for name, value in headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def archived_head(head: bytes, body_length: int) -> bytes:
    """The head that fits a body stored decoded: how it was sent is kept under "X-Archive-Orig-" names.

    Content-Encoding, Transfer-Encoding and Content-Length no longer speak of what is stored; readers of the archive
    would undo them a second time. Content-Length says `body_length` instead.

    Source:
        The practice of web archives (pywb, Heritrix): renamed, not dropped.
    """
    first, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    kept = [
        _ARCHIVED_AS + line if line.partition(b":")[0].strip().lower() in _NO_LONGER_TRUE else line for line in lines
    ]
    return b"\r\n".join((first, *kept, b"Content-Length: %d" % body_length)) + b"\r\n\r\n"
