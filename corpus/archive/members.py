"""An offset of a WARC file -> the record that stands there, whole and checked, or one line on what is wrong with it."""

import binascii
import contextlib
import hashlib
import io
import mmap
import zlib
from base64 import b32decode, b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from warcio.statusandheaders import StatusAndHeadersParser

from schemas.errors import DocumentError

MAX_BLOCK = 60_000_000
"""Longer records are checked, but not kept in memory."""

_GZIP = b"\x1f\x8b\x08"
_CHUNK = 32_768
_LONGEST_HEAD = 1_000_000
_ALGORITHMS = ("md5", "sha1", "sha256", "sha384", "sha512")


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record of a file.

    `length` counts bytes of the file from `offset`, `end` is where the next record begins. `fields` have lower-case
    names. `block` is empty where it was longer than the reader asked for; `is_kept` is False then.
    """

    offset: int
    length: int
    end: int
    fields: dict[str, str]
    block: bytes
    is_kept: bool

    @property
    def type(self) -> str:
        """Its WARC-Type, such as "response" or "request"."""
        return self.fields.get("warc-type", "")


class WarcFile:
    """A WARC file open for reading; `name` is how messages and places call it."""

    def __init__(self, file: BinaryIO, *, name: str) -> None:
        self._file = file
        self.name = name
        self.size = file.seek(0, io.SEEK_END)
        file.seek(0)
        self._is_gzip = file.read(2) == _GZIP[:2]

    def read(self, offset: int, *, keep: int = MAX_BLOCK) -> StoredRecord:
        """The record at `offset`; its block is kept up to `keep` bytes.

        Raises:
            DocumentError: Code "archive": torn, damaged, no WARC record, or a digest that does not fit.
        """
        self._file.seek(offset)
        try:
            if self._is_gzip:
                return self._read_member(offset, keep)
            return self._read_plain(offset, keep)
        except (zlib.error, ValueError) as error:
            raise self._damage(offset, str(error)) from error

    def records(self, start: int = 0, *, keep: int = MAX_BLOCK) -> Iterator[StoredRecord | DocumentError]:
        """The records from `start` on; damage is an item too, after which the next whole record follows."""
        offset: int | None = start
        while offset is not None and offset < self.size:
            try:
                record = self.read(offset, keep=keep)
            except DocumentError as error:
                yield error
                offset = self._find_next(offset + 1)
            else:
                yield record
                offset = record.end

    def _find_next(self, offset: int) -> int | None:
        mark = _GZIP if self._is_gzip else b"WARC/1."
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            while (offset := content.find(mark, offset)) >= 0:
                with contextlib.suppress(DocumentError):
                    return self.read(offset, keep=0).offset
                offset += 1
        return None

    def _read_member(self, offset: int, keep: int) -> StoredRecord:
        member = _Member(self._file)
        stream = io.BufferedReader(member, _CHUNK)
        fields, block, is_kept = _read_record(stream, keep)
        if stream.read(64).strip(b"\r\n"):
            raise ValueError("nhiều bản ghi trong một khối gzip; hãy chạy: warcio recompress")
        if not member.is_whole:
            raise ValueError("khối gzip bị cụt")
        length = member.consumed
        return StoredRecord(offset, length, offset + length, fields, block, is_kept)

    def _read_plain(self, offset: int, keep: int) -> StoredRecord:
        fields, block, is_kept = _read_record(self._file, keep)
        end = after = self._file.tell()
        while (byte := self._file.read(1)) and byte in b"\r\n":
            after += 1
        return StoredRecord(offset, end - offset, after, fields, block, is_kept)

    def _damage(self, offset: int, reason: str) -> DocumentError:
        message = f"bản ghi WARC ở byte {offset} bị hỏng ({reason}); các bản ghi khác vẫn đọc được"
        return DocumentError(message, path=self.name, code="archive")


@contextlib.contextmanager
def open_warc(path: Path, *, name: str) -> Iterator[WarcFile]:
    """The WARC file at `path`, compressed or not, closed at the end of the block.

    Raises:
        DocumentError: Code "archive": it cannot be opened or read.
    """
    try:
        with path.open("rb") as file:
            yield WarcFile(file, name=name)
    except OSError as error:
        message = f"không đọc được tệp kho ({error.strerror}); hãy kiểm tra tệp và quyền đọc"
        raise DocumentError(message, path=name, code="archive") from error


def matches_digest(stated: str, *contents: bytes) -> bool:
    """Whether the digest field `stated` is that of one of `contents`; an unknown algorithm says nothing against it."""
    algorithm, _, value = stated.partition(":")
    if (algorithm := algorithm.lower().replace("-", "")) not in _ALGORITHMS:
        return True
    expected = _decode_digest(value, hashlib.new(algorithm).digest_size)
    return any(hashlib.new(algorithm, content).digest() == expected for content in contents)


class _Member(io.RawIOBase):
    """One gzip member of a file, from where the file stands, as the bytes it holds; at most what is asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._fed = 0

    @property
    def is_whole(self) -> bool:
        """Whether its end has been seen, and its checksum fits."""
        return self._inflate.eof

    @property
    def consumed(self) -> int:
        """Bytes of the file that belong to it, once it is whole."""
        return self._fed - len(self._inflate.unused_data)

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        view = memoryview(target)
        while not self._inflate.eof:
            data = self._inflate.unconsumed_tail
            if not data:
                data = self._file.read(_CHUNK)
                self._fed += len(data)
            content = self._inflate.decompress(data, len(view))
            if content:
                view[: len(content)] = content
                return len(content)
            if not data:
                return 0
        return 0


def _read_record(stream: BinaryIO | io.BufferedReader, keep: int) -> tuple[dict[str, str], bytes, bool]:
    fields = _read_fields(stream)
    length = int(fields.get("content-length", ""))
    if length < 0:
        raise ValueError("độ dài âm")
    stated = fields.get("warc-block-digest", "")
    algorithm, _, value = stated.partition(":")
    digest = hashlib.new(algorithm.lower()) if algorithm.lower() in _ALGORITHMS else None
    pieces, left = [], length
    while left:
        piece = stream.read(min(left, 1_000_000))
        if not piece:
            raise ValueError(f"thiếu {left} byte")
        left -= len(piece)
        if digest:
            digest.update(piece)
        if length <= keep:
            pieces.append(piece)
    if digest and digest.digest() != _decode_digest(value, digest.digest_size):
        raise ValueError("sai mã kiểm tra")
    return fields, b"".join(pieces), length <= keep


def _read_fields(stream: BinaryIO | io.BufferedReader) -> dict[str, str]:
    line = stream.readline(_LONGEST_HEAD)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_LONGEST_HEAD)
    if not line.startswith(b"WARC/"):
        raise ValueError("không phải bản ghi WARC")
    head = [line]
    size = len(line)
    while line not in (b"\r\n", b"\n"):
        line = stream.readline(_LONGEST_HEAD)
        size += len(line)
        if not line or size > _LONGEST_HEAD:
            raise ValueError("phần đầu bị cụt hoặc quá dài")
        head.append(line)
    parsed = StatusAndHeadersParser([], verify=False).parse(io.BytesIO(b"".join(head)))
    return {name.lower(): value for name, value in reversed(parsed.headers)}


def _decode_digest(value: str, size: int) -> bytes:
    """The bytes of a digest, which tools write in base 16, 32 or 64."""
    with contextlib.suppress(ValueError, binascii.Error):
        if len(value) == 2 * size:
            return bytes.fromhex(value)
        if len(value.rstrip("=")) == (size * 8 + 4) // 5:
            return b32decode(value.upper() + "=" * (-len(value) % 8))
        return b64decode(value + "=" * (-len(value) % 4), altchars=b"-_" if set("-_") & set(value) else None)
    return b""
