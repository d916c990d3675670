"""Shared strings and styles of a workbook -> the text pieces with their fonts, and how cells show numbers."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.readers.number_formats import BUILT_IN
from corpus.readers.office_package import Package, as_int, common_names, has_entities
from corpus.readers.office_text import Run, join_paragraphs, runs_text, settle_text
from schemas.documents import Mark
from schemas.errors import DocumentError

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
Pieces = tuple[Run, ...]
"""Stretches of text with their fonts, None where the cell's font applies."""


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How cells show what they store."""

    format: str = "General"
    font: str | None = None


def stream(package: Package, name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements of `tags` in a part, as they end; each is emptied once the next is asked for.

    Raises:
        DocumentError: As `Package.read`, not well-formed ("malformed"), or with a document type ("entities").
    """
    content = package.read(name)
    if content is None:
        return
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    walk = etree.iterparse(io.BytesIO(common_names(content)), events=("end",), tag=[S + tag for tag in tags], **options)
    try:
        for at, (_, element) in enumerate(walk):
            if at == 0 and element.getroottree().docinfo.internalDTD is not None:
                raise has_entities(package.path, name)
            yield element
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        message = f"phần {name[:60]!a} của tệp hỏng (XML sai); hãy mở bằng Excel rồi lưu lại"
        raise DocumentError(message, path=package.path, code="malformed") from error


def load_strings(package: Package, name: str | None) -> list[Pieces]:
    """The shared strings of a workbook, in order; empty where it has none."""
    return [text_pieces(element) for element in stream(package, name, ("si",))] if name else []


def text_pieces(element: etree._Element) -> Pieces:
    """The text of a `si` or `is` element; readings printed above East Asian letters are left out."""
    pieces: list[Run] = []
    for child in element:
        if child.tag == S + "t":
            pieces.append((_unescaped(child.text), None))
        elif child.tag == S + "r":
            font = child.find(f"{S}rPr/{S}rFont")
            text = "".join(_unescaped(part.text) for part in child.iterchildren(S + "t"))
            pieces.append((text, None if font is None else font.get("val")))
    return tuple(pieces)


def shown_text(pieces: Pieces, font: str | None) -> tuple[str, list[Mark]]:
    """The settled text of a cell on one line, and the old encodings it came from.

    Args:
        pieces: Its text.
        font: Font of the cell, for pieces without their own.
    """
    shown, marks = runs_text((text, own or font) for text, own in pieces)
    if "\n" in shown or "\r" in shown:
        return join_paragraphs([settle_text(line) for line in shown.splitlines()]), marks
    return settle_text(shown), marks


def load_cell_styles(package: Package, name: str | None) -> list[CellStyle]:
    """The cell styles of a workbook, in the order that cells name them."""
    root = package.parse(name) if name else None
    if root is None:
        return []
    formats = dict(BUILT_IN)
    for element in root.iterfind(f"{S}numFmts/{S}numFmt"):
        formats[as_int(element.get("numFmtId"), -1)] = element.get("formatCode", "General")[:200]
    names = [font.find(S + "name") for font in root.iterfind(f"{S}fonts/{S}font")]
    fonts = [None if found is None else found.get("val") for found in names]
    styles: list[CellStyle] = []
    for element in root.iterfind(f"{S}cellXfs/{S}xf"):
        font = as_int(element.get("fontId"), -1)
        shown = formats.get(as_int(element.get("numFmtId")), "General")
        styles.append(CellStyle(format=shown, font=fonts[font] if 0 <= font < len(fonts) else None))
    return styles


def _unescaped(text: str | None) -> str:
    if text is None or "_x" not in text:
        return text or ""
    return ESCAPED.sub(lambda found: _character(int(found.group(1), 16)), text)


def _character(code: int) -> str:
    return " " if 0xD800 <= code <= 0xDFFF else chr(code)
