import unicodedata

import pytest

from corpus.decoding import decode_text
from schemas.errors import DocumentError

TEXT = "Đảng bộ huyện Ba Bể có 45 tổ chức cơ sở đảng và trên 4.900 đảng viên, của 15 xã, thị trấn trong huyện.\n" * 5


@pytest.mark.parametrize(
    "content", [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode(), unicodedata.normalize("NFD", TEXT).encode()]
)
def test_utf8_is_read(content: bytes) -> None:
    assert unicodedata.normalize("NFC", decode_text(content, path="a.txt")) == TEXT


def test_line_ends_and_odd_spaces_stay() -> None:
    assert decode_text("a\r\n b\u00a0 c\t\n".encode(), path="a.txt") == "a\r\n b\u00a0 c\t\n"


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "empty", "rỗng"),
        (b"%PDF-1.7 \n1 0 obj", "binary", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", "PNG"),
        (bytes(range(256)) * 40, "binary", "nhị phân"),
        (TEXT.encode()[:-1].rstrip(b".")[:-1] + "Đ".encode()[:1], "truncated", "cắt cụt"),
        (TEXT.encode("utf-16"), "encoding", "UTF-16"),
        (TEXT.encode("utf-16-be"), "encoding", "UTF-16BE"),
        (TEXT.encode("utf-16-le"), "encoding", "UTF-16LE"),
        (unicodedata.normalize("NFD", TEXT).replace("Đ", "D").encode("cp1258", "ignore"), "encoding", "windows-1258"),
        (b"\xa7\xb6ng b\xe9 huy\xd6n c\xe3 45 chi b\xe9 " * 9, "encoding", "TCVN3"),
    ],
)
def test_what_is_no_utf8_is_named(content: bytes, code: str, says: str) -> None:
    with pytest.raises(DocumentError) as error:
        decode_text(content, path="a.txt")
    assert error.value.code == code
    assert says in str(error.value)
    assert "\n" not in str(error.value)
