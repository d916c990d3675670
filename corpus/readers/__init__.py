"""Raw pages -> documents, one module a format. A new format is one module here and its line in `FORMATS`."""

from corpus.readers import html, text
from corpus.readers.format import Format
from schemas.documents import Document, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

FORMATS: tuple[Format, ...] = (text.FORMAT, html.FORMAT)
SUFFIXES: tuple[str, ...] = tuple(suffix for format_ in FORMATS for suffix in format_.suffixes)


def media_type_of(suffix: str) -> str | None:
    """Media type of files with this suffix (".txt", any case), or None where no format reads them."""
    return next((f.media_type for f in FORMATS if suffix.lower() in f.suffixes), None)


def read_document(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document that `raw` holds.

    Args:
        raw: The file as it came, with its sidecar.
        sources: Known newspapers, for their province and page layout.

    Raises:
        DocumentError: No format reads this media type, or the bytes are not a document of theirs.
    """
    for format_ in FORMATS:
        if format_.media_type == raw.media_type:
            return format_.read(raw, sources)
    raise DocumentError(f"không đọc được loại {raw.media_type}", path=raw.name, code="unknown_suffix")
