"""Bytes -> an open PDF, or one clear line why not."""

import re

import pypdfium2 as pdfium
import pypdfium2.raw as c

from corpus.readers.pdf.geometry import Frame
from schemas.errors import DocumentError

HEADER = re.compile(rb"%PDF-\d")
HEAD_BYTES = 1_024
TAIL_BYTES = 2_048
CATALOGUE = re.compile(rb"\b(\d{1,9})\s+0\s+obj\s{0,9}<<[^<>]{0,200}?/Type\s{0,3}/Catalog\b")
END = b"\nendstream\nendobj\ntrailer<</Root %s 0 R>>\nstartxref\n0\n%%%%EOF\n"


def looks_like_pdf(content: bytes) -> bool:
    """Whether a PDF's header stands in the first kilobyte, where readers look for it."""
    return HEADER.search(content[:HEAD_BYTES]) is not None


def is_whole(content: bytes) -> bool:
    """Whether the file ends as a PDF does; a truncated one has lost its end, and perhaps pages."""
    return b"%%EOF" in content[-TAIL_BYTES:]


def open_pdf(content: bytes, *, path: str) -> pdfium.PdfDocument:
    """The open document; the caller closes it.

    Raises:
        DocumentError: Locked by a password ("encrypted"), not readable as a PDF ("damaged"), or without pages
            ("empty").
    """
    try:
        document = _open(content)
    except pdfium.PdfiumError as error:
        if c.FPDF_GetLastError() == c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            message = "tệp PDF có mật khẩu; hãy mở khoá, lưu thành bản không mật khẩu rồi đọc lại"
            raise DocumentError(message, path=path, code="encrypted") from error
        message = "tệp PDF hỏng, không mở được; hãy tải lại hoặc xin bản khác"
        raise DocumentError(message, path=path, code="damaged") from error
    if len(document) == 0:
        document.close()
        raise DocumentError("tệp PDF không có trang nào; hãy xin bản khác", path=path, code="empty")
    return document


def _open(content: bytes) -> pdfium.PdfDocument:
    """The open document, also of a file that lost its end, where its catalogue is still there.

    The library finds the objects of such a file by itself, but not which of them is the root.
    """
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        catalogues = [] if is_whole(content) else CATALOGUE.findall(content)
        if not catalogues:
            raise
    # What was cut may have been a stream, which would swallow the rest.
    return pdfium.PdfDocument(content + END % catalogues[-1])


def frame_of(page: pdfium.PdfPage) -> Frame:
    """How the page's own space becomes the space of its upper left corner, as the page is shown."""
    box = c.FS_RECTF()
    if not c.FPDF_GetPageBoundingBox(page.raw, box):
        width, height = page.get_size()
        return Frame(0.0, 0.0, width, height, 0)
    left, right = sorted((box.left, box.right))
    bottom, top = sorted((box.bottom, box.top))
    return Frame(left, bottom, right - left, top - bottom, c.FPDFPage_GetRotation(page.raw) % 4)
