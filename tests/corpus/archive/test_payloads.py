import contextlib
import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.archive.payloads import Payload, decode_payload, join_chunks, parse_payload
from schemas.errors import ParseError

ENCODERS = {
    "gzip": gzip.compress,
    "x-gzip": lambda body: (
        gzip.compress(body[: len(body) // 2], mtime=0) + gzip.compress(body[len(body) // 2 :], mtime=0)
    ),
    "deflate": zlib.compress,
    "br": brotli.compress,
    "identity": bytes,
}


def payload(body: bytes, **fields: str) -> Payload:
    return Payload(http_status=200, fields={name.replace("_", "-"): value for name, value in fields.items()}, raw=body)


@given(st.binary(max_size=2_000), st.lists(st.sampled_from(sorted(ENCODERS)), max_size=3), st.integers(1, 500))
def test_encodings_in_any_order_and_chunks_of_any_size(body, encodings, size):
    sent = body
    for encoding in encodings:
        sent = ENCODERS[encoding](sent)
    pieces = [sent[start : start + size] for start in range(0, len(sent), size)]
    sent = b"".join(b"%X\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    answer = payload(sent, content_encoding=", ".join(encodings), transfer_encoding="chunked")
    assert decode_payload(answer, limit=10_000) == body


def test_deflate_without_its_wrapper():
    deflate = zlib.compressobj(wbits=-15)
    sent = deflate.compress(b"<p>abc</p>" * 9) + deflate.flush()
    assert decode_payload(payload(sent, content_encoding="deflate"), limit=1_000) == b"<p>abc</p>" * 9


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_limits_hold_before_everything_is_unpacked(encoding):
    bomb = ENCODERS[encoding](bytes(30_000_000))
    with pytest.raises(ParseError, match="phình quá"):
        decode_payload(payload(bomb, content_encoding=encoding), limit=2_000_000)
    assert len(decode_payload(payload(bomb, content_encoding=encoding), limit=30_000_000)) == 30_000_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_what_breaks_off_is_no_body(encoding):
    sent = ENCODERS[encoding](bytes(range(256)) * 8)
    for size in range(3, len(sent)):
        with pytest.raises(ParseError):
            decode_payload(payload(sent[:size], content_encoding=encoding), limit=10_000)


def test_chunks_that_break_off():
    sent = b"4\r\nabcd\r\n3\r\nefg\r\n0\r\n\r\n"
    assert join_chunks(sent) == b"abcdefg"
    for size in range(4, sent.rindex(b"0")):
        with pytest.raises(ParseError, match="bị cụt"):
            join_chunks(sent[:size])


def test_no_chunks_no_change():
    for body in (b"", b"<html>", b"xyz\r\n", b"\r\n"):
        assert join_chunks(body) == body


@given(st.binary(max_size=200))
def test_any_block_is_read_or_refused(block):
    for body in (block, b"HTTP/1.1 200 OK\r\n" + block):
        found = parse_payload(body)
        with contextlib.suppress(ParseError):
            assert len(decode_payload(found, limit=1_000)) <= 1_000


def test_head_is_read():
    found = parse_payload(b"HTTP/1.0 404\r\nContent-Type: TEXT/html;charset='x'; a=b\r\nA: 1\r\nA: 2\r\n\r\nbody")
    assert (found.http_status, found.media_type, found.fields["a"], found.raw) == (404, "text/html", "1", b"body")
