import gzip
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.archive.members import WarcFile, matches_digest
from corpus.archive.records import encode_record
from schemas.errors import DocumentError


def record(body: bytes = b"abc", *, length: int | None = None, extra: str = "") -> bytes:
    size = len(body) if length is None else length
    return f"WARC/1.0\r\nWARC-Type: metadata\r\n{extra}Content-Length: {size}\r\n\r\n".encode() + body + b"\r\n\r\n"


def read(content: bytes, offset: int = 0) -> bytes:
    return WarcFile(io.BytesIO(content), name="x.warc").read(offset).block


@pytest.mark.parametrize(
    "content",
    [
        record(length=-1), record(length=900), record().replace(b"Content-Length", b"Length"), b"", b"\r\n" * 50,
        b"WARC/1.0", b"WARC/1.0\r\nA: b", b"WARC/1.0\r\n" + b"a" * 3_000_000, b"HTTP/1.1 200 OK\r\n\r\n",
        record(extra="WARC-Block-Digest: sha256:00\r\n"), b"\xff" * 100,
    ],
    ids=[
        "negative", "short", "no-length", "empty", "blank", "line", "head", "endless", "http", "digest", "binary",
    ],
)  # fmt: skip
def test_what_is_no_record(content):
    for stored in (content, gzip.compress(content, mtime=0)):
        with pytest.raises(DocumentError) as caught:
            read(stored)
        assert caught.value.code == "archive"
        assert "\n" not in str(caught.value)


def test_one_member_holds_one_record():
    assert read(gzip.compress(record(), mtime=0)) == b"abc"
    with pytest.raises(DocumentError, match="nhiều bản ghi trong một khối gzip"):
        read(gzip.compress(record() * 2, mtime=0))


def test_unknown_digests_are_no_reason_to_refuse():
    assert read(record(extra="WARC-Block-Digest: blake3:00\r\n")) == b"abc"
    assert matches_digest("blake3:00", b"abc")
    assert not matches_digest("sha1:00", b"abc")


def test_long_blocks_are_checked_but_not_kept():
    member = encode_record("response", [], (bytes(5_000_000),), record_id="urn:uuid:1")
    found = WarcFile(io.BytesIO(member), name="x").read(0, keep=1_000_000)
    assert (found.block, found.is_kept, found.fields["content-length"]) == (b"", False, "5000000")
    with pytest.raises(DocumentError):
        WarcFile(io.BytesIO(member[:-9]), name="x").read(0, keep=1_000_000)


@given(st.lists(st.binary(max_size=200), max_size=6), st.binary(max_size=100), st.integers(0, 6))
def test_records_around_any_garbage(tmp_path_factory, bodies, garbage, place):
    path = tmp_path_factory.mktemp("warc") / "x.warc.gz"
    members = [encode_record("metadata", [], (body,), record_id="urn:uuid:1") for body in bodies]
    members.insert(min(place, len(members)), garbage)
    path.write_bytes(encode_record("warcinfo", [], (b"",), record_id="urn:uuid:0") + b"".join(members))
    with path.open("rb") as file:
        found = [item for item in WarcFile(file, name="x").records() if not isinstance(item, DocumentError)]
    assert [item.block for item in found[1:]] == bodies


def test_megabytes_of_garbage_are_passed_in_seconds(tmp_path):
    path = tmp_path / "x.warc.gz"
    member = encode_record("metadata", [], (b"abc",), record_id="urn:uuid:1")
    path.write_bytes(member + b"\x1f\x8b\x08\0" * 50_000 + bytes(5_000_000) + member)
    began = time.monotonic()
    with path.open("rb") as file:
        first, damage, last = WarcFile(file, name="x").records()
    assert time.monotonic() - began < 20
    assert isinstance(damage, DocumentError)
    assert first.block == last.block == b"abc"
