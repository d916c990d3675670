"""Bytes of a text file -> text, or one clear line that says what they are instead and how to convert them."""

import codecs
import re
import unicodedata

from schemas.errors import DocumentError

MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP (DOCX, XLSX, …)"),
    (b"\xd0\xcf\x11\xe0", "Word/Excel cũ"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "chương trình"),
)
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.005
"""Share of control characters above which bytes are no text; single ones slip in from word processors."""
WORDS_1258 = re.compile(
    r"\b(?:của|và|các|được|những|người|đảng|tỉnh|huyện|xã|năm|đã|là|có|với|trong|không|một)\b", re.IGNORECASE
)
SAMPLE = 20_000


def decode_text(content: bytes, *, path: str) -> str:
    """The text that `content` holds in UTF-8, without a byte-order mark.

    Args:
        content: The whole file.
        path: Name for the message.

    Raises:
        DocumentError: "empty", "binary", "truncated" (cut inside a character) or "encoding" (not UTF-8).
    """
    if not content:
        raise DocumentError("tệp rỗng (0 byte); hãy tải hoặc lưu lại tệp", path=path, code="empty")
    if content.startswith(UTF16_MARKS):
        raise _other_encoding("UTF-16", path)
    refuse_binary(content, path=path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            message = "tệp UTF-8 bị cắt cụt ở cuối (thiếu byte của ký tự cuối); hãy tải lại tệp đầy đủ"
            raise DocumentError(message, path=path, code="truncated") from error
        if _looks_like_1258(content):
            raise _other_encoding("windows-1258", path) from error
        line = content.count(b"\n", 0, error.start) + 1
        message = f"không phải UTF-8 (byte sai ở dòng {line}); có thể là TCVN3, VNI hay VISCII: hãy lưu lại thành UTF-8"
        raise DocumentError(message, path=path, code="encoding") from error


def refuse_binary(content: bytes, *, path: str) -> None:
    """Nothing, where `content` can be text in some encoding of one byte a letter.

    Raises:
        DocumentError: A known binary format, UTF-16 without its mark, zero bytes, or many control characters.
    """
    kind = next((name for magic, name in MAGIC if content.startswith(magic)), None)
    if kind is None and (utf16 := _unmarked_utf16(content)):
        raise _other_encoding(utf16, path)
    if kind is None and b"\0" not in content and len(CONTROL.findall(content)) <= MOST_CONTROLS * len(content):
        return
    message = f"không phải văn bản mà là {kind or 'dữ liệu nhị phân'}; hãy lưu lại thành .txt UTF-8"
    raise DocumentError(message, path=path, code="binary")


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 by its byte order, when zero bytes stand at every second place only, as high bytes of Latin letters do."""
    even, odd = content[:SAMPLE:2].count(0), content[1:SAMPLE:2].count(0)
    if max(even, odd) * 5 < len(content[:SAMPLE]) or min(even, odd) * 20 > max(even, odd):
        return None
    return "UTF-16BE" if even > odd else "UTF-16LE"


def _looks_like_1258(content: bytes) -> bool:
    text = unicodedata.normalize("NFC", content[:SAMPLE].decode("cp1258", "replace"))
    return len(WORDS_1258.findall(text)) * 25 > len(text.split())


def _other_encoding(name: str, path: str) -> DocumentError:
    iconv = {"windows-1258": "CP1258"}.get(name, name)
    message = f"mã hoá {name}, solieu chỉ đọc UTF-8; hãy đổi: iconv -f {iconv} -t UTF-8 {path} > {path}.utf8.txt"
    return DocumentError(message, path=path, code="encoding")
