"""One paragraph element -> its accepted, visible text, with the text boxes and notes that hang on it.

Left out: deleted and moved-away text, hidden text, comments, instructions of fields, page numbers, tables of
contents, marks of footnotes. Of two renderings of one drawing the first is read.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.docx_styles import Look, Styles, W, is_on
from corpus.readers.office_text import Run, runs_text, symbol_text
from schemas.documents import Mark

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CONTAINERS = frozenset(
    W + name
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent", "bdo", "dir", "ruby", "rubyBase",
        "subDoc", "r",
    )
) | {MC + "Choice", MC + "Fallback"}  # fmt: skip
REVISIONS = frozenset(W + name for name in ("ins", "del", "moveTo", "moveFrom"))
DROPPED_FIELDS = frozenset(
    {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "NOTEREF", "TOC", "TOA", "INDEX", "RD", "TC", "XE"}
)
LIVE_DATES = frozenset({"DATE", "TIME"})
LETTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
POWER_BASE = re.compile(r"(?:\b(?:[mcdk]?m|10)|\))\Z")
REFERENCE = re.compile(r"[\s\d(),;*†\[\]]+\Z")


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph holds: its text with tabs and line breaks, its text boxes, the ids of its notes."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    is_bold: bool = False


@dataclass(slots=True)
class _OpenField:
    instruction: str = ""
    has_result: bool = False


class RunReader:
    """Reads the paragraphs of one story (body, note) in order: fields may begin in one and end in another."""

    def __init__(self, styles: Styles, *, fields_are_closed: bool = True, is_converted: bool = False) -> None:
        self.styles = styles
        self._dropped = DROPPED_FIELDS | LIVE_DATES if is_converted else DROPPED_FIELDS
        self._fields: list[_OpenField] = []
        self._fields_are_closed = fields_are_closed
        self._found = ParagraphText()
        self._pieces: list[Run] = []
        self._bold: list[bool] = []
        self.marks: list[Mark] = []

    def read(self, paragraph: etree._Element, look: Look) -> ParagraphText:
        """The content of `paragraph`, whose style looks like `look`."""
        self._found, self._pieces, self._bold = ParagraphText(), [], []
        self._children(paragraph, look)
        if not self._fields_are_closed:
            self._fields = []
        self._fields = [entry for entry in self._fields if entry.has_result]
        self._found.text, marks = runs_text(self._pieces)
        self.marks += marks
        self._found.is_bold = bool(self._bold) and all(self._bold)
        return self._found

    def _children(self, element: etree._Element, look: Look) -> None:
        for child in element:
            self._element(child, look)

    def _element(self, element: etree._Element, look: Look) -> None:
        tag = element.tag
        if tag in REVISIONS:
            self.marks.append("tracked_changes")
        if tag == W + "r":
            self._run(element, look)
        elif tag == W + "fldSimple":
            if _field_name(element.get(W + "instr", "")) not in self._dropped:
                self._children(element, look)
        elif tag == W + "sdt":
            self._control(element, look)
        elif tag == MC + "AlternateContent":
            self._children(first_rendering(element), look)
        elif tag in CONTAINERS:
            self._children(element, look)
        elif tag in (MATH + "oMath", MATH + "oMathPara"):
            self._add(_formula(element), look)

    def _control(self, element: etree._Element, look: Look) -> None:
        content = element.find(W + "sdtContent")
        if content is not None and not is_on(element.find(W + "sdtPr"), "showingPlcHdr"):
            self._children(content, look)

    def _run(self, element: etree._Element, look: Look) -> None:
        look = self.styles.run(look, element.find(W + "rPr"))
        for child in element:
            self._part(child, look)

    def _part(self, part: etree._Element, look: Look) -> None:
        name = part.tag[len(W) :] if isinstance(part.tag, str) and part.tag.startswith(W) else ""
        if name == "t":
            self._add(part.text or "", look)
        elif name in LETTERS:
            self._add(LETTERS[name], look)
        elif name == "br":
            self._add("\n" if part.get(W + "type") in (None, "textWrapping") else "", look)
        elif name == "sym":
            code = _hexadecimal(part.get(W + "char"))
            self._add(symbol_text(code, part.get(W + "font")), look)
        elif name in ("fldChar", "instrText"):
            self._field_part(name, part)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(part, look, kind=name.removesuffix("Reference"))
        else:
            self._drawing(part, look)

    def _drawing(self, part: etree._Element, look: Look) -> None:
        if part.tag in (W + "drawing", W + "pict", W + "object"):
            self._found.boxes += [] if look.is_hidden else find_boxes(part)
        elif part.tag == MC + "AlternateContent":
            boxes = find_boxes(part)
            self._found.boxes += [] if look.is_hidden else boxes
            if not boxes:
                for child in first_rendering(part):
                    self._part(child, look)
        elif part.tag in CONTAINERS:
            self._element(part, look)

    def _field_part(self, name: str, part: etree._Element) -> None:
        if name == "instrText":
            if self._fields:
                self._fields[-1].instruction += part.text or ""
            return
        kind = part.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(_OpenField())
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, part: etree._Element, look: Look, *, kind: str) -> None:
        if not look.is_hidden and not self._in_dropped_field():
            self._found.notes.append((kind, part.get(W + "id", "")))

    def _add(self, text: str, look: Look) -> None:
        if not text or self._in_dropped_field():
            return
        if look.is_hidden:
            if text.strip():
                self.marks.append("hidden_left_out")
            return
        if look.is_superscript:
            text = self._superscript(text)
        if text.strip():
            self._bold.append(look.is_bold)
        self._pieces.append((text, look.font))

    def _superscript(self, text: str) -> str:
        """Exponents as characters of their own; numbers that refer to notes are left out, so is no figure changed."""
        if not REFERENCE.match(text):
            return text
        before = "".join(piece for piece, _ in self._pieces[-3:])
        is_power = POWER_BASE.search(before) and text.strip().lstrip("-").isdecimal()
        return text.translate(SUPERSCRIPTS) if is_power else ""

    def _in_dropped_field(self) -> bool:
        return any(not entry.has_result or _field_name(entry.instruction) in self._dropped for entry in self._fields)


def first_rendering(alternate: etree._Element) -> etree._Element:
    """The rendering of alternate content that is read: the first choice, else the fallback, else itself (empty)."""
    for name in ("Choice", "Fallback"):
        found = alternate.find(MC + name)
        if found is not None:
            return found
    return etree.Element("empty")


def find_boxes(element: etree._Element) -> list[etree._Element]:
    """The contents of text boxes below `element`, each once, in order; those inside other boxes stay in them."""
    if element.tag == MC + "AlternateContent":
        renderings = (child for child in element if child.tag in (MC + "Choice", MC + "Fallback"))
        return next(filter(None, (find_boxes(rendering) for rendering in renderings)), [])
    found: list[etree._Element] = []
    for child in element:
        if child.tag == W + "txbxContent":
            found.append(child)
        elif isinstance(child.tag, str):
            found += find_boxes(child)
    return found


def fields_are_closed(root: etree._Element) -> bool:
    """Whether as many fields end as begin; where not, none can be trusted to end."""
    kinds = [part.get(W + "fldCharType") for part in root.iter(W + "fldChar")]
    return kinds.count("begin") == kinds.count("end")


def _formula(element: etree._Element) -> str:
    parts: list[str] = []
    for part in element.iter(MATH + "t", MATH + "den"):
        parts.append("/" if part.tag == MATH + "den" else part.text or "")
    return "".join(parts)


def _field_name(instruction: str) -> str:
    words = instruction.split(maxsplit=1)
    return words[0].upper() if words else ""


def _hexadecimal(text: str | None) -> int:
    try:
        return int(text[:6], 16) if text else 0x20
    except ValueError:
        return 0x20
