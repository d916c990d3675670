"""Bytes of a text file -> text and how it was written, or one clear line that says why they cannot be read."""

import codecs
import re

from corpus.encodings.charsets import Encoding, EncodingId, load_charsets
from corpus.encodings.codes import FROM_CODES
from corpus.encodings.conversion import convert_lines, decide_lines, decode_line, restore_lost_capitals
from corpus.encodings.detection import find_encoding
from corpus.encodings.readings import MANY_PLAIN_WORDS, count_words, read_as
from schemas.errors import DocumentError
from schemas.record import Record

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
UTF16_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.005
"""Share of control characters above which bytes are no text; single ones slip in from word processors."""
PLAIN_WORD = re.compile("[A-Za-z]{2,}")
PLAIN_SIGNS = frozenset("“”‘’–—…•\xa0")
SAMPLE = 20_000
LONGEST_LETTER = 4
"""Bytes of the longest letter in UTF-8: a file cut inside one goes wrong fewer bytes before its end."""


class DecodedText(Record):
    """The text of a file, its own line ends and blanks kept.

    `encoding` names what the bytes were ("utf-8", "utf-16-le", "windows-1252", or an old encoding); `converted` are
    the old encodings that any of the text was in, in its order.
    """

    text: str
    encoding: str
    converted: tuple[EncodingId, ...] = ()


def decode_bytes(content: bytes, *, path: str) -> DecodedText:
    """The text that `content` holds: UTF-8, UTF-16, or Vietnamese in an old encoding, told by its words.

    Text that is UTF-8 as it should be is not changed; only a byte-order mark is dropped. Lines in an old encoding
    inside a file of UTF-8 are converted, each by its own words.

    Args:
        content: The whole file.
        path: Name for the message.

    Raises:
        DocumentError: "empty", "binary", "truncated" (cut inside a character) or "encoding" (cannot be told).
    """
    if not content:
        raise DocumentError("tệp rỗng (0 byte); hãy tải hoặc lưu lại tệp", path=path, code="empty")
    refuse_binary(content, path=path)
    if (utf16 := find_utf16(content)) is not None:
        return DecodedText(text=_decode_utf16(content, utf16, path=path), encoding=utf16)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        decoded = None if _is_cut(content, error) else _decode_old(content)
        if decoded is None:
            raise _unknown(content, error, path=path) from error
    else:
        lines, converted = convert_lines(text.split("\n"))
        decoded = DecodedText(text="\n".join(lines), encoding="utf-8", converted=converted)
    if _is_no_text(decoded.text):
        raise _binary(None, path=path)
    return decoded


def refuse_binary(content: bytes, *, path: str) -> None:
    """Nothing, where `content` may be text.

    Raises:
        DocumentError: A known binary format, or zero bytes that are not those of UTF-16.
    """
    kind = next((name for magic, name in MAGIC if content.startswith(magic)), None)
    if kind is not None or (b"\0" in content and find_utf16(content) is None):
        raise _binary(kind, path=path)


def find_utf16(content: bytes) -> str | None:
    """The kind of UTF-16 that `content` is in, by its mark or by zero bytes at every second place only, or None.

    Zero bytes stand there as the high bytes of Latin letters, blanks and digits.
    """
    sample = content[:SAMPLE]
    name = next((name for mark, name in UTF16_MARKS if content.startswith(mark)), None)
    if name is None and sample and b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if name is None and max(even, odd) * 5 >= len(sample) and min(even, odd) * 20 <= max(even, odd):
        name = "utf-16-be" if even > odd else "utf-16-le"
    return None if name is None or _is_no_text(sample.decode(name, "ignore")) else name


def _decode_utf16(content: bytes, name: str, *, path: str) -> str:
    try:
        return content.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"tệp {name.upper()} hỏng hoặc bị cắt cụt ở byte {error.start + 1}; hãy tải lại tệp đầy đủ"
        raise DocumentError(message, path=path, code="truncated") from error


def _decode_old(content: bytes) -> DecodedText | None:
    """The text of bytes that are no UTF-8, or None where their words do not tell."""
    codes = content.decode("latin-1")
    charsets = tuple(load_charsets().values())
    encoding = find_encoding(codes[: SAMPLE * 10], among=charsets).encoding
    if encoding is None and _has_signs_only(codes):
        return DecodedText(text=codes.translate(FROM_CODES), encoding="windows-1252")
    texts = [_as_utf8(line, encoding) for line in content.split(b"\n")]
    old = [line.decode("latin-1") for line, text in zip(content.split(b"\n"), texts, strict=True) if text is None]
    decided = [_decide(line, encoding) for line in old] if encoding else decide_lines(old, among=charsets)
    if None in decided:
        return None
    converted = iter(decode_line(line, own) for line, own in zip(old, decided, strict=True) if own)
    text = "\n".join(next(converted) if text is None else text for text in texts)
    return DecodedText(
        text=restore_lost_capitals(text, encoding) if encoding else text,
        encoding=encoding.id if encoding else "mixed",
        converted=tuple(dict.fromkeys(own.id for own in decided if own)),
    )


def _as_utf8(line: bytes, encoding: Encoding | None) -> str | None:
    """`line` as ASCII or UTF-8; None where it is neither, or reads better in `encoding`."""
    codes = line.decode("latin-1")
    if not count_words(codes):
        return codes
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if encoding is None or read_as(text, None).lead > read_as(codes, encoding).lead else None


def _decide(codes: str, encoding: Encoding) -> Encoding:
    """The encoding of one line in a file of `encoding`: that, unless its words leave no doubt of another."""
    return (
        encoding
        if read_as(codes, encoding).lead >= 0
        else decide_lines([codes], among=tuple(load_charsets().values()))[0] or encoding
    )


def _has_signs_only(codes: str) -> bool:
    """Whether all that `codes` have beyond ASCII are quotation marks and dashes of windows-1252 among plain words."""
    beyond = {code for code in codes.translate(FROM_CODES) if not code.isascii()}
    if not beyond <= PLAIN_SIGNS or len(PLAIN_WORD.findall(codes)) < MANY_PLAIN_WORDS:
        return False
    return all(read_as(codes, charset).lead <= 0 for charset in load_charsets().values())


def _unknown(content: bytes, error: UnicodeDecodeError, *, path: str) -> DocumentError:
    """What to say of bytes that nothing reads, `error` from reading them as UTF-8."""
    if _is_cut(content, error):
        message = "tệp UTF-8 bị cắt cụt ở cuối (thiếu byte của ký tự cuối); hãy tải lại tệp đầy đủ"
        return DocumentError(message, path=path, code="truncated")
    codes = content.decode("latin-1")
    if _is_no_text(codes):
        return _binary(None, path=path)
    candidates = find_encoding(codes[: SAMPLE * 10], among=load_charsets().values()).candidates
    tried = ", ".join(charset.title for charset in candidates or load_charsets().values())
    found = f"có thể là {tried}, chưa đủ chữ để chắc" if candidates else f"đọc thử {tried} không ra chữ Việt"
    line = content.count(b"\n", 0, error.start) + 1
    message = f"không phải UTF-8 (byte sai ở dòng {line}), không rõ mã hoá: {found}; hãy lưu lại tệp bằng UTF-8"
    return DocumentError(message, path=path, code="encoding")


def _is_cut(content: bytes, error: UnicodeDecodeError) -> bool:
    """Whether `content` is UTF-8 but for its last letter, which is not whole."""
    is_at_end = error.reason == "unexpected end of data" and len(content) - error.start < LONGEST_LETTER
    return is_at_end and not content[: error.start].isascii()


def _is_no_text(text: str) -> bool:
    return "\0" in text or len(CONTROL.findall(text)) > MOST_CONTROLS * len(text)


def _binary(kind: str | None, *, path: str) -> DocumentError:
    message = f"không phải văn bản mà là {kind or 'dữ liệu nhị phân'}; hãy lưu lại thành .txt UTF-8"
    return DocumentError(message, path=path, code="binary")
