"""Plain text, UTF-8 -> Document. The text is the file's content in NFC and nothing else changed."""

import unicodedata

from corpus.decoding import decode_text
from corpus.descriptions import build_document
from corpus.publication_dates import find_clear_stamp
from corpus.readers.format import Format
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

PAGE_HEAD = 600
"""Characters around the title in which a stamp of publication may stand."""


def read_text(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document of one `.txt` file; a byte-order mark is dropped, offsets hold for the file in NFC.

    Raises:
        DocumentError: Empty, binary, or not UTF-8.
    """
    text = unicodedata.normalize("NFC", decode_text(raw.content, path=raw.name))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise DocumentError(
            "tệp chỉ có khoảng trắng, không có chữ nào; hãy kiểm tra tệp nguồn", path=raw.name, code="empty"
        )
    published = find_clear_stamp(_head_lines(text))
    return build_document(raw, text=text, page=Metadata(title=lines[0], published=published), sources=sources)


def _head_lines(text: str) -> list[str]:
    """The lines that begin in the page's head, the last one whole: cut short, running text could look like a stamp."""
    body = text.lstrip()
    rest_of_line = body[PAGE_HEAD:].partition("\n")[0]
    return [line.strip() for line in (body[:PAGE_HEAD] + rest_of_line).splitlines()]


def _has_no_sign(content: bytes) -> bool:
    """Plain text is what no other format recognises, so it never claims bytes by itself."""
    return False


FORMAT = Format(suffixes=(".txt",), media_types=("text/plain",), recognises=_has_no_sign, read=read_text)
