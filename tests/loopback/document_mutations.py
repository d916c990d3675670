"""A sound document and a list of edits -> a damaged one; edits also reach inside ZIP parts and PDF streams."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
NUMBER = re.compile(rb"\d+")
PIECES = (
    b"", b"\0", b"\xff", b"\xff\xfe", b"\x00" * 64, b"<", b">", b"<!--", b"]]>", b"&#0;", b"&x;", b"<table>", b"<td>",
    b"</w:p>", b"<w:tbl>", b'<c r="XFD1048576">', b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
    b"endobj", b"1 0 R", b"/Kids [1 0 R]", b"stream\n", b"%PDF-1.7", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0",
    "ệ".encode(), b"\xcc\x81" * 40, b"-1", b"99999999999", b"1e999", b"\t" * 99, b"\r\n\r\n", b",", b'"',
)  # fmt: skip
MOST_MEMBER = 2_000_000


@dataclass(frozen=True, slots=True)
class Edit:
    """One damage: `place` and `target` from 0 to 1, `kind` what is done, `size` to how many bytes."""

    kind: str
    place: float
    target: float
    size: int
    piece: bytes


KINDS = ("replace", "insert", "delete", "repeat", "flip", "cut", "swap", "number", "graft")
PARTS = st.floats(0, 1, allow_nan=False)
EDITS = st.lists(
    st.builds(
        Edit,
        kind=st.sampled_from(KINDS),
        place=PARTS,
        target=PARTS,
        size=st.sampled_from((1, 1, 2, 4, 16, 100, 1_000, 20_000)),
        piece=st.sampled_from(PIECES) | st.binary(max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def damage(content: bytes, edits: Sequence[Edit], *, donor: bytes, inside: bool) -> bytes:
    """`content` after `edits`.

    Args:
        content: A sound document.
        edits: What to do to it, in order.
        donor: Another document, of which pieces are taken.
        inside: Whether to edit inflated parts and deflate them again, where there are any; bytes that are edited as
            they lie mostly break a checksum, and nothing behind it is reached.
    """
    for edit in edits:
        if inside and content.startswith(b"PK\x03\x04"):
            content = _damage_zip(content, edit, donor)
        elif inside and content.startswith(b"%PDF"):
            content = _damage_pdf(content, edit, donor)
        else:
            content = _damage_bytes(content, edit, donor)
    return content


def _damage_bytes(content: bytes, edit: Edit, donor: bytes) -> bytes:
    at = int(edit.place * len(content))
    end = min(at + edit.size, len(content))
    before, there, after = content[:at], content[at:end], content[end:]
    match edit.kind:
        case "replace":
            return before + edit.piece + after
        case "insert":
            return before + edit.piece + there + after
        case "delete":
            return before + after
        case "repeat":
            return before + there * min(200, 1 + 100_000 // max(edit.size, 1)) + after
        case "flip":
            return before + bytes(byte ^ 0x55 for byte in there) + after
        case "cut":
            return before
        case "swap":
            return before + after[: edit.size] + there + after[edit.size :]
        case "number":
            found = NUMBER.search(content, at)
            return content if found is None else content[: found.start()] + b"4294967297" + content[found.end() :]
        case "graft":
            start = int(edit.target * len(donor))
            return before + donor[start : start + edit.size] + after
        case _:
            raise AssertionError(edit.kind)


def _damage_zip(content: bytes, edit: Edit, donor: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        return _damage_bytes(content, edit, donor)
    chosen = min(int(edit.target * len(parts)), len(parts) - 1)
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, part) in enumerate(parts):
            changed = _damage_bytes(part, edit, donor)[:MOST_MEMBER] if place == chosen else part
            archive.writestr(zipfile.ZipInfo(name), changed, zipfile.ZIP_DEFLATED)
    return damaged.getvalue()


def _damage_pdf(content: bytes, edit: Edit, donor: bytes) -> bytes:
    streams = list(STREAM.finditer(content))
    if not streams:
        return _damage_bytes(content, edit, donor)
    stream = streams[min(int(edit.target * len(streams)), len(streams) - 1)]
    try:
        inflated = zlib.decompressobj().decompress(stream.group(1), MOST_MEMBER)
    except zlib.error:
        return _damage_bytes(content, edit, donor)
    changed = zlib.compress(_damage_bytes(inflated, edit, donor)[:MOST_MEMBER])
    return content[: stream.start(1)] + changed + content[stream.end(1) :]
