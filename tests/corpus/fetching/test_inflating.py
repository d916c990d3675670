import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.inflating import (
    MEMBERS,
    PIECE,
    CutShortError,
    InflateError,
    TooManyMembersError,
    inflate,
    read_encoding,
)


def _bare_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


WRITERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "identity": ("identity", bytes),
    "gzip": ("gzip", gzip.compress),
    "gzip of two members": ("gzip", lambda data: gzip.compress(data[:7], mtime=0) + gzip.compress(data[7:], mtime=0)),
    "gzip with zeros behind": ("gzip", lambda data: gzip.compress(data, mtime=0) + bytes(20)),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", _bare_deflate),
    "br": ("br", brotli.compress),
}


def _cut(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


@pytest.mark.parametrize("writer", WRITERS)
@given(data=st.binary(max_size=2_000), size=st.integers(1, 700))
def test_what_was_compressed_comes_back(writer: str, data: bytes, size: int) -> None:
    encoding, write = WRITERS[writer]
    assert b"".join(inflate(_cut(write(data), size), encoding)) == data


@pytest.mark.parametrize("writer", ["gzip", "gzip of two members", "deflate", "bare deflate", "br"])
@given(data=st.binary(min_size=50, max_size=500), share=st.floats(0.2, 0.95))
def test_what_was_cut_is_noticed(writer: str, data: bytes, share: float) -> None:
    encoding, write = WRITERS[writer]
    whole = write(data)
    cut = whole[: int(len(whole) * share)]
    if writer == "gzip of two members" and len(cut) <= len(gzip.compress(data[:7], mtime=0)):
        return
    with pytest.raises(CutShortError):
        b"".join(inflate(_cut(cut, 64), encoding))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_what_is_not_compressed_is_noticed(encoding: str) -> None:
    with pytest.raises(InflateError):
        b"".join(inflate([b"<html>" + bytes(range(256)) * 20], encoding))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "identity"])
def test_nothing_stays_nothing(encoding: str) -> None:
    assert b"".join(inflate([], encoding)) == b""


@pytest.mark.parametrize("writer", ["gzip", "deflate", "bare deflate", "br"])
def test_a_bomb_comes_in_small_pieces(writer: str) -> None:
    encoding, write = WRITERS[writer]
    bomb = write(bytes(16 * 1024 * 1024))
    tracemalloc.start()
    try:
        size = 0
        for piece in inflate(_cut(bomb, 64 * 1024), encoding):
            assert len(piece) <= 2 * PIECE
            size += len(piece)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size == 16 * 1024 * 1024
    assert peak < 8 * PIECE


def test_gzip_members_are_counted() -> None:
    with pytest.raises(TooManyMembersError):
        b"".join(inflate([gzip.compress(b"", mtime=0) * (MEMBERS + 1)], "gzip"))


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        (None, "identity"), ("", "identity"), ("identity", "identity"), ("gzip", "gzip"), ("GZIP", "gzip"),
        ("x-gzip", "gzip"), ("deflate", "deflate"), ("br", "br"), ("identity, gzip", "gzip"), ("gzip, gzip", None),
        ("br,gzip", None), ("zstd", None), ("compress", None), ("utf-8", None),
    ],
)  # fmt: skip
def test_one_encoding_is_read(header: str | None, encoding: str | None) -> None:
    assert read_encoding(header) == encoding


def test_an_unknown_encoding_is_an_error() -> None:
    with pytest.raises(InflateError):
        b"".join(inflate([b"a"], "zstd"))
