import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_encodings import encoded, sentences

from corpus.decoding import DecodedText, decode_bytes
from corpus.encodings.charsets import CharsetId
from schemas.errors import DocumentError

TEXT = "Đảng bộ huyện Ba Bể có 45 tổ chức cơ sở đảng và trên 4.900 đảng viên, của 15 xã, thị trấn trong huyện.\n" * 5


@pytest.mark.parametrize(
    "content", [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode(), unicodedata.normalize("NFD", TEXT).encode()]
)
def test_utf8_is_read(content: bytes) -> None:
    decoded = decode_bytes(content, path="a.txt")
    assert unicodedata.normalize("NFC", decoded.text) == TEXT
    assert (decoded.encoding, decoded.converted) == ("utf-8", ())


@pytest.mark.parametrize("text", ["a\r\n b\u00a0 c\t\n", "m² và 30°; “§ 5” – ½ × 3 ± 1 © • µm\r\n", "é ß ø ñ\n" * 9])
def test_utf8_stays_as_it_is(text: str) -> None:
    assert decode_bytes(text.encode(), path="a.txt") == DecodedText(text=text, encoding="utf-8")


@given(st.one_of(st.text(), sentences()).filter(lambda text: text.strip() and "\0" not in text))
def test_unicode_is_left_alone_or_its_lines_are_converted(text: str) -> None:
    content = text.encode("utf-8", "replace")
    decoded = _read(content, {"binary"})
    assert decoded is None or decoded.converted or decoded.text == content.decode("utf-8-sig")


def _read(content: bytes, codes: set[str]) -> DecodedText | None:
    """What `content` gives, or None where it is refused with one of `codes`."""
    try:
        return decode_bytes(content, path="a.txt")
    except DocumentError as error:
        if error.code not in codes:
            raise
    return None


@pytest.mark.parametrize("charset_id", get_args(CharsetId))
def test_old_encodings_are_read(charset_id: CharsetId) -> None:
    text = "BÁO CÁO KẾT QUẢ\r\n\r\n" + TEXT + "Số | 12,5%\r\n"
    decoded = decode_bytes(encoded(text, charset_id), path="a.txt")
    assert decoded == DecodedText(text=text, encoding=charset_id, converted=(charset_id,))


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_read_with_its_mark_and_without(name: str) -> None:
    assert decode_bytes(TEXT.encode(name), path="a.txt").text == TEXT


@given(sentences(), st.sampled_from(get_args(CharsetId)))
def test_random_bytes_of_an_old_encoding_are_read_right_or_refused(text: str, charset_id: CharsetId) -> None:
    decoded = _read(encoded(text, charset_id), {"encoding", "truncated", "binary"})
    # A letter alone may be the byte of a dash; two bytes may be UTF-8 by chance.
    assert decoded is None or decoded.encoding in {"utf-8", "windows-1252"} or decoded.text.lower() == text.lower()


@pytest.mark.parametrize("content", [b"\x80", b"\x96", b"b\xa9u", b"Ba \x97 xa 12"])
def test_single_bytes_tell_nothing(content: bytes) -> None:
    with pytest.raises(DocumentError) as error:
        decode_bytes(content, path="a.txt")
    assert error.value.code == "encoding"


def test_lines_of_several_encodings() -> None:
    lines = [TEXT.split("\n")[0], "Số: 12", TEXT.split("\n")[1] + " Hết.", "", TEXT.split("\n")[2]]
    content = b"\n".join(
        [lines[0].encode(), lines[1].encode(), encoded(lines[2], "tcvn3"), b"", encoded(lines[4], "vni")]
    )
    decoded = decode_bytes(content, path="a.txt")
    assert decoded.text.split("\n") == lines
    assert set(decoded.converted) == {"tcvn3", "vni"}


def test_signs_of_windows_1252_in_text_without_accents() -> None:
    content = "Dang bo huyen “ket nap” 120 dang vien – nam 2003…".encode("cp1252")
    decoded = decode_bytes(content, path="a.txt")
    assert decoded == DecodedText(text=content.decode("cp1252"), encoding="windows-1252")


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "empty", "rỗng"),
        (b"%PDF-1.7 \n1 0 obj", "binary", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", "PNG"),
        (bytes(range(256)) * 40, "binary", "nhị phân"),
        (bytes(range(1, 256)) * 40, "binary", "nhị phân"),
        (TEXT.encode()[:-1].rstrip(b".")[:-1] + "Đ".encode()[:1], "truncated", "cắt cụt"),
        (TEXT.encode("utf-16")[:-1], "truncated", "UTF-16"),
        (TEXT.encode("utf-32"), "binary", "nhị phân"),
        (TEXT.encode() + b"\xff\xfe sai\n" + TEXT.encode(), "encoding", "dòng 6"),
        (b"S\xe8 x\xb7: 12\n", "encoding", "TCVN3"),
        ("東京都には23の区がある\n".encode("shift_jis") * 9, "encoding", "không rõ mã hoá"),
        ("Le café très élégant de l'hôtel, déjà célèbre en été, où l'élève\n".encode("cp1252"), "encoding", "UTF-8"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(content: bytes, code: str, says: str) -> None:
    with pytest.raises(DocumentError) as error:
        decode_bytes(content, path="a.txt")
    assert error.value.code == code
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    decoded = _read(content, {"binary", "truncated", "encoding"})
    assert decoded is None or decoded.text or content == b"\xef\xbb\xbf"
