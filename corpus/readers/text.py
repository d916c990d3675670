"""Plain text -> Document. The text of a file in UTF-8 is its content in NFC, nothing else changed."""

import unicodedata

from corpus.decoding import decode_bytes
from corpus.descriptions import build_document
from corpus.encodings.typing_keys import find_typing_marks
from corpus.publication_dates import find_clear_stamp
from corpus.readers.format import Format
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

PAGE_HEAD = 600
"""Characters around the title in which a stamp of publication may stand."""


def read_text(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document of one `.txt` file; a byte-order mark is dropped, offsets hold for the file in NFC.

    A file in an old encoding gives its text in Unicode, and a mark; so does text typed without accents.

    Raises:
        DocumentError: Empty, binary, cut, or in an encoding that its words do not tell.
    """
    decoded = decode_bytes(raw.content, path=raw.name)
    text = unicodedata.normalize("NFC", decoded.text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise DocumentError(
            "tệp chỉ có khoảng trắng, không có chữ nào; hãy kiểm tra tệp nguồn", path=raw.name, code="empty"
        )
    published = find_clear_stamp(_head_lines(text))
    page = Metadata(title=lines[0], published=published)
    document = build_document(raw, text=text, page=page, sources=sources)
    return document.model_copy(update={"marks": (*decoded.converted, *find_typing_marks(text))})


def _head_lines(text: str) -> list[str]:
    """The lines that begin in the page's head, the last one whole: cut short, running text could look like a stamp."""
    body = text.lstrip()
    rest_of_line = body[PAGE_HEAD:].partition("\n")[0]
    return [line.strip() for line in (body[:PAGE_HEAD] + rest_of_line).splitlines()]


def _has_no_sign(content: bytes) -> bool:
    """Plain text is what no other format recognises, so it never claims bytes by itself."""
    return False


FORMAT = Format(suffixes=(".txt",), media_types=("text/plain",), recognises=_has_no_sign, read=read_text)
