"""Raw pages -> documents, one module a format. A new format is one module here and its line in `FORMATS`."""

from corpus.readers import csv, docx, html, legacy_office, pdf, text, xlsx
from corpus.readers.containers import ZIP
from corpus.readers.format import Format
from corpus.readers.signatures import find_kind
from schemas.documents import Document, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

FORMATS: tuple[Format, ...] = (
    text.FORMAT, html.FORMAT, pdf.FORMAT, docx.FORMAT, xlsx.FORMAT, csv.FORMAT, legacy_office.FORMAT,
)  # fmt: skip
SUFFIXES: tuple[str, ...] = tuple(suffix for format_ in FORMATS for suffix in format_.suffixes)
PLAIN = "text/plain"
OPEN_XML = "application/vnd.openxmlformats-officedocument."


def media_type_of(suffix: str) -> str | None:
    """Media type of files with this suffix (".txt", any case), or None where no format reads them."""
    return next((f.media_type for f in FORMATS if suffix.lower() in f.suffixes), None)


def read_document(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document that `raw` holds, read in this process: `corpus.isolation` does the same with limits.

    Args:
        raw: The file as it came, with its sidecar.
        sources: Known newspapers, for their province and page layout.

    Raises:
        DocumentError: No format reads these bytes, or they are not a document of theirs.
    """
    page, format_ = prepare_page(raw, FORMATS)
    return format_.read(page, sources)


def prepare_page(raw: RawPage, formats: tuple[Format, ...]) -> tuple[RawPage, Format]:
    """The page to read in the place of `raw`, and the one of `formats` that reads it.

    The page bears the media type of the format that `raw` is in; a page that was converted first keeps that one.

    Raises:
        DocumentError: No format reads these bytes, or they could not be converted.
    """
    format_ = choose_format(raw, formats)
    page = raw if raw.media_type in format_.media_types else _bear(raw, format_.media_type)
    if format_.prepare is None:
        return page, format_
    page = format_.prepare(page)
    return page, choose_format(page, formats)


def choose_format(raw: RawPage, formats: tuple[Format, ...]) -> Format:
    """The one of `formats` that reads `raw`.

    Raises:
        DocumentError: None does; the message names what the bytes are.
    """
    format_ = find_format(raw.content, media_type=raw.media_type, formats=formats)
    if format_ is not None:
        return format_
    kind = find_kind(raw.content)
    if kind is None:
        raise DocumentError(f"không đọc được loại {raw.media_type}", path=raw.name, code="unknown_suffix")
    raise DocumentError(f"tệp là {kind.name}, không đọc được; {kind.advice}", path=raw.name, code=kind.code)


def find_format(content: bytes, *, media_type: str | None, formats: tuple[Format, ...] = FORMATS) -> Format | None:
    """The one of `formats` that reads `content`, or None.

    What the bytes show decides. Only where they show nothing, as those of plain text and tables in text do,
    `media_type` does, and bytes that are text are not taken for a format that is none.
    """
    kind = find_kind(content)
    found = _bearing(kind.media_type, formats) if kind else None
    if found is None and (kind is None or kind.is_vague):
        found = next((format_ for format_ in formats if format_.recognises(content)), None)
    if found is None and kind is not None and kind.media_type == ZIP and (media_type or "").startswith(OPEN_XML):
        # So little is left of the file that nothing but its suffix tells what it was.
        found = _bearing(media_type, formats)
    return _find_unsigned(content, media_type, formats) if kind is None and found is None else found


def _find_unsigned(content: bytes, media_type: str | None, formats: tuple[Format, ...]) -> Format | None:
    stated = _bearing(media_type, formats)
    if stated is not None and (_is_of_text(stated, content) or not _is_text(content)):
        return stated
    return _bearing(PLAIN, formats)


def _is_of_text(format_: Format, content: bytes) -> bool:
    """Whether the format's files are text; a page without one tag is none of HTML."""
    is_text = format_.media_type.startswith("text/")
    return is_text and (format_.media_type != "text/html" or b"<" in content)


def _is_text(content: bytes) -> bool:
    if b"\0" in content or not content.strip():
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _bear(raw: RawPage, media_type: str) -> RawPage:
    return raw.model_copy(update={"media_type": media_type})


def _bearing(media_type: str | None, formats: tuple[Format, ...]) -> Format | None:
    return next((format_ for format_ in formats if media_type in format_.media_types), None)
