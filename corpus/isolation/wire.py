"""Messages between the run and a process that reads: one letter, the length, the bytes."""

import os
from struct import Struct

from pydantic import Field, TypeAdapter

from schemas.documents import RawPage
from schemas.record import Record
from schemas.sources import Source

HEAD = Struct("<cQ")
READY, SOURCES, PAGE, CONTENT, DOCUMENT, ERROR = b"R", b"S", b"P", b"C", b"D", b"E"
CHUNK = 1 << 20

SOURCES_JSON: TypeAdapter[tuple[Source, ...]] = TypeAdapter(tuple[Source, ...])


class Ready(Record):
    """What a process says once it is ready; `is_filtered`: the kernel refuses it network, programs and files."""

    is_filtered: bool


class PageHead(Record):
    """A page to read, without its content; a media type of the format that reads it; the limits of reading it."""

    page: RawPage
    read_as: str
    seconds: float
    memory_mb: int
    reply_mb: int


class Refusal(Record):
    """Why there is no document."""

    code: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    message: str = Field(min_length=1, max_length=2_000)


def write_frame(descriptor: int, letter: bytes, payload: bytes) -> None:
    """Write one message, waiting as long as it takes."""
    for piece in (HEAD.pack(letter, len(payload)), payload):
        view = memoryview(piece)
        while view:
            view = view[os.write(descriptor, view[:CHUNK]) :]


def read_frame(descriptor: int) -> tuple[bytes, bytes] | None:
    """The next message, waiting as long as it takes; None where the other side is gone."""
    head = _read_exactly(descriptor, HEAD.size)
    if head is None:
        return None
    letter, length = HEAD.unpack(head)
    payload = _read_exactly(descriptor, length)
    return None if payload is None else (letter, payload)


def _read_exactly(descriptor: int, length: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < length:
        piece = os.read(descriptor, min(length - len(pieces), CHUNK))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)
