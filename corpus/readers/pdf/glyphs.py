"""One page's text layer -> its glyphs, each with the letter it stands for, its place, size and font."""

import ctypes
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from corpus.readers.pdf.geometry import Box, Frame

MAX_PAGE_GLYPHS = 60_000
"""A page of small print has about 8,000."""

LONGEST_NAME = 128
"""Bytes of a font's name; of a longer one nothing is read."""
SUBSET = re.compile(r"^[A-Z]{6}\+")
SKEW = math.radians(6)
"""Text turned from a quarter turn by more than this is a watermark or an ornament."""


class Glyph(NamedTuple):
    """One printed sign.

    `left` to `right` is its advance along the line, `base` the line it stands on, `size` the height of its type in
    points; `quarters` are the clockwise turns by which it lies on the shown page. `is_known` is False where the font
    does not say which letter the sign stands for.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str
    weight: int
    quarters: int = 0
    is_known: bool = True

    @property
    def top(self) -> float:
        """Top of its type, about the height of a capital with a mark."""
        return self.base - 0.9 * self.size

    @property
    def bottom(self) -> float:
        """Bottom of its type, about the depth of a "g"."""
        return self.base + 0.22 * self.size

    @property
    def box(self) -> Box:
        """Its place on the page."""
        return Box(self.left, self.top, self.right, self.bottom)


class _Run(NamedTuple):
    font: str
    weight: int
    scale: float
    quarters: int | None


def read_glyphs(page: pdfium.PdfPage, frame: Frame) -> list[Glyph]:
    """The glyphs of `page` in the order of its content, blanks among them, ornaments at odd angles not.

    Glyphs lie in the frame of the shown page; a glyph turned by quarters keeps its place there, and `left`, `right`
    and `base` are those of the sheet turned until it reads upright (`directions.upright` does the turning).
    """
    text_page = c.FPDFText_LoadPage(page.raw)
    if not text_page:
        return []
    try:
        return list(_glyphs(text_page, frame))
    finally:
        c.FPDFText_ClosePage(text_page)


def _glyphs(text_page: "c.FPDF_TEXTPAGE", frame: Frame) -> Iterator[Glyph]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF()
    runs: dict[int, _Run] = {}
    for index in range(min(c.FPDFText_CountChars(text_page), MAX_PAGE_GLYPHS)):
        if c.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        code = c.FPDFText_GetUnicode(text_page, index)
        owner = ctypes.cast(c.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value or 0
        run = runs.get(owner)
        if run is None:
            run = runs[owner] = _run_of(text_page, index, frame)
        if run.quarters is None:
            continue
        c.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
        c.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
        text = "-" if code == 2 and c.FPDFText_IsHyphen(text_page, index) == 1 else _letter(code)
        is_known = text != "\ufffd" and c.FPDFText_HasUnicodeMapError(text_page, index) != 1
        yield _place(text, run, frame, place=(x.value, y.value, box), is_known=is_known)


def _letter(code: int) -> str:
    return chr(code) if 31 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _place(text: str, run: _Run, frame: Frame, *, place: "tuple[float, float, c.FS_RECTF]", is_known: bool) -> Glyph:
    x, y, rect = place
    if not frame.quarters and not run.quarters:  # nearly all pages; the general way takes three times as long
        left, right = rect.left - frame.left, rect.right - frame.left
        base = frame.bottom + frame.height - y
        return Glyph(text, left, right, base, run.scale, run.font, run.weight, 0, is_known)
    box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
    at_x, at_y = frame.point(x, y)
    quarters = run.quarters or 0
    width, height = frame.shown_width, frame.shown_height
    match quarters:
        case 0:
            left, right, base = box.left, box.right, at_y
        case 1:
            left, right, base = box.top, box.bottom, width - at_x
        case 2:
            left, right, base = width - box.right, width - box.left, height - at_y
        case _:
            left, right, base = height - box.bottom, height - box.top, at_x
    return Glyph(text, left, right, base, run.scale, run.font, run.weight, quarters, is_known)


def _run_of(text_page: "c.FPDF_TEXTPAGE", index: int, frame: Frame) -> _Run:
    matrix, flags = c.FS_MATRIX(), ctypes.c_int()
    c.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
    name = ctypes.create_string_buffer(LONGEST_NAME)
    c.FPDFText_GetFontInfo(text_page, index, name, LONGEST_NAME, ctypes.byref(flags))
    font = SUBSET.sub("", name.value.decode("utf-8", "replace"))
    weight = max(c.FPDFText_GetFontWeight(text_page, index), 0)
    size = abs(c.FPDFText_GetFontSize(text_page, index)) * math.hypot(matrix.c, matrix.d)
    angle = math.atan2(matrix.b, matrix.a) - math.radians(90 * frame.quarters)
    quarter = round(angle / (math.pi / 2))
    is_odd = abs(angle - quarter * math.pi / 2) > SKEW or not 0.5 < size < 2_000
    return _Run(font, weight, size, None if is_odd else -quarter % 4)
