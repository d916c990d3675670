"""Bytes of a page -> markup: the charset by byte-order mark, by being UTF-8, by the page's own statement, by words.

Text in an old encoding of Vietnamese becomes Unicode, whatever charset the page states.
"""

import codecs
import re

from corpus.decoding import find_utf16, refuse_binary
from corpus.encodings.charsets import Charset, EncodingId, find_charset, load_charsets
from corpus.encodings.codes import FROM_CODES, WORD, decode_word
from corpus.encodings.conversion import restore_lost_capitals
from corpus.encodings.detection import find_encoding
from corpus.encodings.readings import read_as
from corpus.readers.html_encodings import OLD_FONT, convert_markup, has_old_text
from schemas.errors import DocumentError
from schemas.record import Record

CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x0*(?:1?[0-9a-f])|0*(?:[12]?\d|3[01]))\b;?", re.IGNORECASE
)
"""Characters that a page may not hold, as such and as references; blank space loses nothing by becoming a space."""
CONTROL_BYTES = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r") + "\uffff".encode()[:1]
SMALL_LETTERS = bytes(range(256)).lower()
CONTROL_REFERENCE = re.compile(
    rb"&#(?:x0*(?:1?[0-9a-f])|0*(?:[12]?\d|3[01])|\d*[\x80-\xff])(?![0-9a-z_])", re.IGNORECASE
)
"""What one of `CONTROL` is in UTF-8, and some more: few pages have any."""
STATED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
FEED = re.compile(r"<(?:rss|feed|rdf|urlset|sitemapindex)\b", re.IGNORECASE)
"""XML whose titles are worth reading; it has no fonts, and is not HTML to be written anew."""
TAG = re.compile("(<[^<>]{0,2000}>)")
HEAD = 4096
SAMPLE = 500_000
"""Characters whose words decide for the page."""
WESTERN = frozenset({"iso8859-1", "iso8859-15", "cp1252"})
"""What pages in fonts of an old encoding state, as nothing else was known to browsers."""


class DecodedPage(Record):
    """The markup of a page, the same in UTF-8, and the old encodings that any of its text was in."""

    markup: str
    encoded: bytes
    converted: tuple[EncodingId, ...] = ()


def decode_page(content: bytes, *, path: str) -> str:
    """The markup that `content` holds; see `read_page`."""
    return read_page(content, path=path).markup


def read_page(content: bytes, *, path: str) -> DecodedPage:
    """The markup that `content` holds, its text in Unicode.

    A page that is valid UTF-8 is read as UTF-8 whatever it states: no text in another charset of Vietnamese is
    valid UTF-8 by chance. Text in fonts of an old encoding is converted element by element.

    Raises:
        DocumentError: Empty, binary, or neither UTF-8 nor the charset it states nor an old encoding of Vietnamese.
    """
    if not content.strip():
        raise DocumentError("trang rỗng; hãy tải hoặc lưu lại trang", path=path, code="empty")
    refuse_binary(content, path=path)
    utf16 = find_utf16(content)
    markup = _decoded(content, utf16 or "utf-8-sig")
    if markup is not None and utf16 is None:
        return _converted(markup, content.removeprefix(codecs.BOM_UTF8).removeprefix(codecs.BOM_UTF8))
    if markup is None:
        if (page := _read_old(content)) is not None:
            return page
        markup = _decode_as_stated(content, path=path)
    return _converted(markup, _encoded(markup))


def stated_charset(content: bytes) -> str | None:
    """The charset that a meta element or XML declaration in the first 4 KB states, as Python names it, or None."""
    try:
        return codecs.lookup(_stated_name(content) or "").name
    except LookupError:
        return None


def _stated_name(content: bytes) -> str | None:
    found = STATED.search(content[:HEAD])
    return found.group(1).decode("ascii") if found else None


def _converted(markup: str, encoded: bytes) -> DecodedPage:
    """The page of `markup`, which is `encoded` in UTF-8."""
    small = _small_letters(encoded)
    page = _without_control(markup, encoded, small)
    if FEED.search(markup[:HEAD]) or not has_old_text(markup, encoded, small):
        return page
    markup, converted = convert_markup(page.markup)
    encoded = _encoded(markup)
    return _without_control(markup, encoded, _small_letters(encoded), converted)


def _encoded(markup: str) -> bytes:
    return markup.encode("utf-8", "replace")


def _read_old(content: bytes) -> DecodedPage | None:
    """A page that is one old encoding throughout, by what it states or by its words; None where its fonts differ."""
    codes = content.decode("latin-1")
    stated = find_charset(_stated_name(content) or "")
    if OLD_FONT.search(codes) or (stated is None and stated_charset(content) not in {None, "utf-8", *WESTERN}):
        return None
    text = TAG.sub(" ", codes)
    charset = stated if stated and read_as(text, stated).lead >= 0 else _find_charset_by_words(text)
    if charset is None:
        return None
    # Tags are ASCII, which no old encoding changes.
    markup = WORD.sub(lambda found: decode_word(found[0], charset), codes)
    pieces = [piece if piece.startswith("<") else restore_lost_capitals(piece, charset) for piece in TAG.split(markup)]
    markup = "".join(pieces)
    encoded = _encoded(markup)
    return _without_control(markup, encoded, _small_letters(encoded), (charset.id,))


def _find_charset_by_words(text: str) -> Charset | None:
    found = find_encoding(text, among=load_charsets().values()).encoding
    return load_charsets()[found.id] if found and found.id != "utf-8-twice" else None


def _decode_as_stated(content: bytes, *, path: str) -> str:
    """The markup in the charset that the page states, or in Western Latin where its fonts are old."""
    charset = stated_charset(content)
    codes = content.decode("latin-1")
    if charset in WESTERN or OLD_FONT.search(codes):
        return codes.translate(FROM_CODES)
    if charset in (None, "utf-8"):
        return _mended(content, path)
    if (markup := _decoded(content, charset)) is not None:
        return markup
    message = f"không giải mã được theo charset {charset} mà trang khai; hãy lưu lại trang bằng UTF-8"
    raise DocumentError(message, path=path, code="encoding")


def _decoded(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _mended(content: bytes, path: str) -> str:
    """UTF-8 with single broken bytes, as pages cut by their own system have them; refused where they are many."""
    markup = content.decode("utf-8", "replace")
    if markup.count("�") * 500 > len(markup):
        message = "không phải UTF-8, không khai charset và không ra chữ Việt trong mã cũ; hãy lưu lại trang bằng UTF-8"
        raise DocumentError(message, path=path, code="encoding")
    return markup


def _small_letters(encoded: bytes) -> bytes:
    """A page in small letters, without the bytes of characters that it may not hold."""
    return encoded.translate(SMALL_LETTERS, CONTROL_BYTES)


def _without_control(markup: str, encoded: bytes, small: bytes, converted: tuple[EncodingId, ...] = ()) -> DecodedPage:
    """The page of `markup`, `encoded` in UTF-8, with a space for each character that a page may not hold."""
    if len(small) < len(encoded) or CONTROL_REFERENCE.search(encoded):
        markup = CONTROL.sub(" ", markup)
        encoded = _encoded(markup)
    return DecodedPage(markup=markup, encoded=encoded, converted=converted)
