"""Bytes of a page -> markup: the charset by byte-order mark, by being valid UTF-8, by the page's own statement."""

import codecs
import re

from corpus.decoding import refuse_binary
from schemas.errors import DocumentError

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x0*(?:1?[0-9a-f])|0*(?:[12]?\d|3[01]))\b;?", re.IGNORECASE
)
"""Characters that a page may not hold, as such and as references; blank space loses nothing by becoming a space."""
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
STATED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
HEAD = 4096


def decode_page(content: bytes, *, path: str) -> str:
    """The markup that `content` holds.

    A page that is valid UTF-8 is read as UTF-8 whatever it states: no text in another charset of Vietnamese is
    valid UTF-8 by chance.

    Raises:
        DocumentError: Empty, binary, or neither UTF-8 nor the charset it states.
    """
    if not content.strip():
        raise DocumentError("trang rỗng; hãy tải hoặc lưu lại trang", path=path, code="empty")
    marked = next((charset for mark, charset in MARKS if content.startswith(mark)), None)
    if marked is None:
        refuse_binary(content, path=path)
    for charset in (marked, "utf-8", stated_charset(content)):
        if charset is not None and (markup := _decoded(content, charset)) is not None:
            return _without_control(markup)
    if stated_charset(content) in (None, "utf-8"):
        return _mended(content, path)
    message = f"không giải mã được theo charset {stated_charset(content)} mà trang khai; hãy lưu lại trang bằng UTF-8"
    raise DocumentError(message, path=path, code="encoding")


def stated_charset(content: bytes) -> str | None:
    """The charset that a meta element or XML declaration in the first 4 KB states, as Python names it, or None."""
    found = STATED.search(content[:HEAD])
    if found is None:
        return None
    try:
        return codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None


def _decoded(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except UnicodeDecodeError:
        return None


def _mended(content: bytes, path: str) -> str:
    """UTF-8 with single broken bytes, as pages cut by their own system have them; refused where they are many."""
    markup = content.decode("utf-8", "replace")
    if markup.count("�") * 500 > len(markup):
        message = "không phải UTF-8 và không khai charset; hãy lưu lại trang bằng UTF-8"
        raise DocumentError(message, path=path, code="encoding")
    return _without_control(markup)


def _without_control(markup: str) -> str:
    """`markup` with a space for each character that a page may not hold; nearly all pages hold none."""
    is_clean = "&#" not in markup and CONTROL_CHARACTER.search(markup) is None
    return markup if is_clean else CONTROL.sub(" ", markup)
