"""Raw pages -> documents, one module a format. A new format is one module here and its line in `FORMATS`."""

from corpus.readers import html, pdf, text
from corpus.readers.format import Format
from schemas.documents import Document, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

FORMATS: tuple[Format, ...] = (text.FORMAT, html.FORMAT, pdf.FORMAT)
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
        DocumentError: No format reads these bytes, or they are not a document of theirs.
    """
    format_ = find_format(raw.content, media_type=raw.media_type)
    if format_ is None:
        raise DocumentError(f"không đọc được loại {raw.media_type}", path=raw.name, code="unknown_suffix")
    return format_.read(raw, sources)


def find_format(content: bytes, *, media_type: str | None) -> Format | None:
    """The format of `content`: what its bytes show, else what `media_type` says; None where neither is known."""
    by_content = next((format_ for format_ in FORMATS if format_.recognises(content)), None)
    return by_content or next((format_ for format_ in FORMATS if media_type in format_.media_types), None)
