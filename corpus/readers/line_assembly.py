"""Lines of an office document or sheet -> one text, regions that say where each line and cell stands, a document."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.descriptions import build_document
from corpus.encodings.typing_keys import find_typing_marks
from schemas.documents import Document, Mark, Metadata, RawPage, RegionRole, TextRegion
from schemas.errors import DocumentError
from schemas.sources import Source

BAR = "|"
MAX_CHARACTERS = 4_000_000
"""Text of about 2,000 pages; what stands behind is left out and the document marked "cut_short"."""


@dataclass(frozen=True, slots=True)
class RowCell:
    """One filled cell of a printed table row; `column` counts from 1."""

    text: str
    column: int
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document: its `text`, or the `cells` of a table row of `width` columns. All text is settled."""

    text: str = ""
    role: RegionRole = "paragraph"
    cells: tuple[RowCell, ...] = ()
    width: int = 0
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    is_head: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts on the line: its own, or those of its cells."""
        return tuple(cell.text for cell in self.cells) if self.cells else (self.text,)


@dataclass(slots=True)
class Body:
    """The text of a document in the making, with its regions and marks."""

    text: str
    regions: tuple[TextRegion, ...]
    marks: list[Mark] = field(default_factory=list)

    def add_marks(self, marks: Iterable[Mark]) -> None:
        """Add `marks`, each once."""
        self.marks += [mark for mark in dict.fromkeys(marks) if mark not in self.marks]


def assemble(lines: Iterable[Line]) -> Body:
    """The text of `lines`, a newline between them, and a region for each line and each filled cell.

    Cells are parted by " | "; an empty cell leaves its bar, so that columns can be counted. Empty lines are left
    out, and so is everything behind 4 million characters.
    """
    pieces: list[str] = []
    regions: list[TextRegion] = []
    length = 0
    marks: list[Mark] = []
    for line in lines:
        text, cells = _row(line) if line.cells else (unicodedata.normalize("NFC", line.text), [])
        if not text:
            continue
        is_cut = length + len(text) > MAX_CHARACTERS
        if is_cut:
            marks.append("cut_short")
            text = "" if cells else text[: max(0, MAX_CHARACTERS - length)].rstrip()
            if not text:
                break
        place = {"sheet": line.sheet, "table": line.table, "row": line.row}
        regions.append(
            TextRegion(start=length, end=length + len(text), role=line.role, is_head=line.is_head, **place)  # type: ignore[arg-type]
        )
        for start, cell in cells:
            at = {"start": length + start, "end": length + start + len(cell.text), "column": cell.column}
            regions.append(TextRegion(role="cell", is_head=line.is_head or cell.is_head, **at, **place))  # type: ignore[arg-type]
        pieces.append(text)
        length += len(text) + 1
        if is_cut:
            break
    return Body(text="\n".join(pieces), regions=tuple(regions), marks=marks)


def build_office_document(raw: RawPage, body: Body, *, page: Metadata, sources: tuple[Source, ...]) -> Document:
    """The document of `raw` with the text, regions and marks of `body`.

    Raises:
        DocumentError: No text in it ("no_text").
    """
    if not body.text.strip():
        message = "tài liệu không có chữ nào (có thể chỉ có ảnh); hãy mở tệp ra kiểm tra"
        raise DocumentError(message, path=raw.name, code="no_text")
    body.add_marks(find_typing_marks(body.text))
    document = build_document(raw, text=body.text, page=page, sources=sources)
    return document.model_copy(update={"regions": body.regions, "marks": tuple(body.marks)})


def _row(line: Line) -> tuple[str, list[tuple[int, RowCell]]]:
    """The text of a table row, and each of its cells with where it starts in it."""
    by_column = {cell.column: cell for cell in line.cells if cell.text}
    if not by_column:
        return "", []
    text = ""
    placed: list[tuple[int, RowCell]] = []
    for column in range(1, max(line.width, *by_column) + 1 if line.width else max(by_column) + 1):
        if column > 1:
            text += f" {BAR}" if text else BAR
        cell = by_column.get(column)
        if cell is None:
            continue
        text += " " if text else ""
        settled = unicodedata.normalize("NFC", cell.text)
        placed.append((len(text), RowCell(text=settled, column=column, is_head=cell.is_head)))
        text += settled
    return text, placed
