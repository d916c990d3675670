"""Compressed pieces of a body -> its pieces, never more at a time than a fixed size."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import brotli

PIECE = 256 * 1024
"""Largest piece that one step yields, in bytes."""

MEMBERS = 1_000
"""Most members that one gzip body may have."""


class InflateError(Exception):
    """The body is not what its Content-Encoding says."""


class CutShortError(InflateError):
    """The body ends before its compression does."""


class TooManyMembersError(InflateError):
    """More gzip members than any writer makes: a body built to cost time."""


def inflate(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The pieces of the body that `pieces` are the compressed form of.

    Args:
        pieces: The bytes as they came.
        encoding: "gzip", "deflate", "br" or "identity".

    Raises:
        InflateError: Other data than that, an unknown encoding; `CutShortError`, `TooManyMembersError`.
    """
    known = _INFLATERS.get(encoding)
    if known is None:
        raise InflateError(f"unknown encoding {encoding!r}")
    try:
        yield from known(pieces)
    except (zlib.error, brotli.error) as error:
        raise InflateError(f"{encoding}: {error}") from error


def read_encoding(header: str | None) -> str | None:
    """The one encoding of a body; "identity" without, None for one we do not know, or several on each other."""
    names = [name.strip().lower() for name in (header or "").split(",") if name.strip()]
    names = [name for name in names if name != "identity"]
    if not names:
        return "identity"
    name = names[0].removeprefix("x-")
    return name if len(names) == 1 and name in _INFLATERS else None


def _identity(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield from pieces


def _gunzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(31)
    members, started = 1, False
    for piece in pieces:
        data = piece
        while data:
            if decoder.eof:
                if not data.startswith(b"\x1f"):
                    # Zeros or line ends behind the last member; other readers pass over them too.
                    break
                members += 1
                if members > MEMBERS:
                    raise TooManyMembersError(f"more than {MEMBERS} gzip members")
                decoder = zlib.decompressobj(31)
            started = True
            yield from _drain(decoder, data)
            data = decoder.unused_data if decoder.eof else b""
    if started and not decoder.eof:
        raise CutShortError("gzip: the end is missing")


def _undeflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    decoder: Any = None
    held = b""
    for piece in pieces:
        held += piece
        if decoder is None and len(held) < 2:
            continue
        if decoder is None:
            # Some servers send the bare stream, without the header that the standard asks for.
            has_header = held[0] & 0x0F == 8 and (held[0] << 8 | held[1]) % 31 == 0
            decoder = zlib.decompressobj(15 if has_header else -15)
        if not decoder.eof:
            yield from _drain(decoder, held)
        held = b""
    if held or (decoder is not None and not decoder.eof):
        raise CutShortError("deflate: the end is missing")


def _drain(decoder: Any, data: bytes) -> Iterator[bytes]:
    while data and not decoder.eof:
        yield decoder.decompress(data, PIECE)
        data = decoder.unconsumed_tail


def _unbrotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    started = False
    for piece in pieces:
        started = True
        yield decoder.process(piece, output_buffer_limit=PIECE)
        while not decoder.can_accept_more_data():
            yield decoder.process(b"", output_buffer_limit=PIECE)
    if started and not decoder.is_finished():
        raise CutShortError("br: the end is missing")


_INFLATERS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "identity": _identity,
    "gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
}
