"""PDF -> Document: its text in reading order, tables as rows, and where on which page each line stands."""

import logging
import re
import time
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from corpus.descriptions import build_document
from corpus.encodings.typing_keys import find_typing_marks
from corpus.publication_dates import find_clear_stamp
from corpus.readers.format import Format
from corpus.readers.pdf.assembly import assemble
from corpus.readers.pdf.blocks import Block, Paragraph
from corpus.readers.pdf.encodings import old_encodings
from corpus.readers.pdf.flowing import read_blocks
from corpus.readers.pdf.geometry import Box
from corpus.readers.pdf.opening import is_whole, looks_like_pdf, open_pdf
from corpus.readers.pdf.page_layout import ReadPage, read_page, shown_box
from corpus.readers.pdf.roles import set_roles
from corpus.readers.report_heads import find_report_date
from corpus.readers.time_budget import end_of_share
from schemas.documents import Document, Mark, Metadata, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

MAX_PAGES = 2_000
MAX_SIGNS = 6_000_000
MAX_SECONDS = 240.0
PAGES_SHARE = 0.6
"""Of the time for a document: reading its pages. Putting them together takes a tenth of that, on a bad day half."""
"""Time after which no further page is begun: 2,000 pages of text take about 100 seconds."""
UNREADABLE = 0.3
"""Share of signs without a letter above which a text layer is no text."""
FEWEST_VOWELS = 0.15
"""Share of vowels among letters and marks below which they are not those of a language."""
FEW_SIGNS = 60
HEAD_LINES = 16
FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|xlsx?|indd|odt|rtf|html?)\b|^microsoft|^untitled|^document\d*$|^[\w.-]+$", re.IGNORECASE
)

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Pages:
    read: list[ReadPage] = field(default_factory=list)
    total: int = 0
    is_cut: bool = False

    @property
    def signs(self) -> int:
        return sum(page.signs for page in self.read)


def read_pdf(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document of one PDF; running heads and feet and page numbers are left out.

    Marks say what an analyst must know: "scanned_pages" where pages without text were left out, "cut_short" where
    not all pages were read, "unreadable_glyphs" where some signs have no letter.

    Raises:
        DocumentError: Not a PDF that can be opened ("encrypted", "damaged", "empty"), only pictures of pages
            ("scanned"), a text layer that does not say which letters its signs are ("no_unicode"), or no text at
            all ("no_text").
    """
    document = open_pdf(raw.content, path=raw.name)
    try:
        pages = _read_pages(document, name=raw.name)
        stated = _stated_title(document)
    finally:
        document.close()
    _check(pages, path=raw.name)
    layouts = {page.layout.number: page.layout for page in pages.read}
    blocks = read_blocks([page.layout for page in pages.read])
    title = set_roles(blocks) or stated

    def show(box: Box, page: int) -> tuple[float, float, float, float]:
        left, top, right, bottom = shown_box(box, layouts[page])
        return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)

    whole = assemble(blocks, show=show)
    if not whole.text:
        raise DocumentError("tệp PDF không có chữ nào; hãy mở tệp ra kiểm tra", path=raw.name, code="no_text")
    page = Metadata(title=title or whole.text.split("\n", 1)[0][:300], published=_find_published(blocks))
    result = build_document(raw, text=whole.text, page=page, sources=sources)
    marks = (*_marks(pages, raw), *find_typing_marks(whole.text))
    return result.model_copy(update={"regions": whole.regions, "marks": marks})


def _read_pages(document: pdfium.PdfDocument, *, name: str) -> _Pages:
    """The pages that can be read, up to the limits."""
    pages = _Pages(total=len(document))
    end = end_of_share(PAGES_SHARE, most=MAX_SECONDS)
    signs = 0
    for index in range(pages.total):
        if index >= MAX_PAGES or signs > MAX_SIGNS or (index and time.monotonic() > end):
            pages.is_cut = True
            break
        try:
            page = document[index]
        except pdfium.PdfiumError:
            logger.warning("page of PDF cannot be read", extra={"document": name, "page": index + 1})
            pages.is_cut = True
            continue
        try:
            read = read_page(page, number=index + 1)
        finally:
            page.close()
        pages.read.append(read)
        signs += read.signs
    if pages.is_cut:
        logger.warning(
            "PDF read in part", extra={"document": name, "pages": pages.total, "pages_read": len(pages.read)}
        )
    return pages


def _check(pages: _Pages, *, path: str) -> None:
    """Refuse a document whose pages hold no text that can be trusted."""
    if not pages.read:
        message = f"không đọc được trang nào trong {pages.total} trang của tệp PDF; hãy xin bản khác"
        raise DocumentError(message, path=path, code="damaged")
    scans = sum(page.is_scan for page in pages.read)
    if scans and scans == sum(page.is_scan or page.signs > 0 for page in pages.read):
        message = f"cả {scans} trang đều là ảnh quét, không có lớp chữ; hãy chạy OCR hoặc xin bản gốc có chữ"
        raise DocumentError(message, path=path, code="scanned")
    unknown = sum(page.unknown for page in pages.read)
    vowels, others = sum(page.vowels for page in pages.read), sum(page.others for page in pages.read)
    fonts = {font for page in pages.read for font in page.fonts}
    is_noise = not old_encodings(fonts) and others > 3 * FEW_SIGNS and vowels < FEWEST_VOWELS * (vowels + others)
    if pages.signs and (unknown > UNREADABLE * pages.signs or is_noise):
        message = "lớp chữ của PDF không có bảng mã Unicode nên đọc ra ký tự sai; hãy xin bản khác hoặc chạy OCR"
        raise DocumentError(message, path=path, code="no_unicode")


def _marks(pages: _Pages, raw: RawPage) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    fonts = {font for page in pages.read for font in page.fonts}
    marks += old_encodings(fonts)
    scans = [page.layout.number for page in pages.read if page.is_scan]
    if scans:
        marks.append("scanned_pages")
        logger.warning("scanned pages left out", extra={"document": raw.name, "pages": scans})
    unknown = sum(page.unknown for page in pages.read)
    if unknown:
        marks.append("unreadable_glyphs")
        logger.warning("signs without a letter", extra={"document": raw.name, "signs": unknown})
    if pages.is_cut or not is_whole(raw.content):
        marks.append("cut_short")
    return tuple(marks)


def _find_published(blocks: list[Block]) -> str | None:
    """Day in the head of page 1: of a report behind its place, of an article in its stamp."""
    lines: list[str] = []
    for block in blocks[:HEAD_LINES]:
        if not isinstance(block, Paragraph) or block.parts[0].page > 1:
            break
        lines.append(block.text)
    return find_report_date(lines) or find_clear_stamp(lines)


def _stated_title(document: pdfium.PdfDocument) -> str | None:
    """The title that the file itself states, where it is one and no file name."""
    try:
        title = " ".join(document.get_metadata_value("Title").split())
    except UnicodeDecodeError:  # half a sign: what a damaged file states is no title
        return None
    return title if 8 < len(title) <= 300 and " " in title and not FILE_NAME.search(title) else None


FORMAT = Format(
    suffixes=(".pdf",),
    media_types=("application/pdf", "application/x-pdf"),
    recognises=looks_like_pdf,
    read=read_pdf,
    is_isolated=True,
    max_bytes=100_000_000,
)
