"""Values parted by commas, semicolons, tabs or bars (.csv, .tsv) -> Document, as one sheet; cells stay as printed."""

import csv
import io
import re
from collections.abc import Iterator

from corpus.decoding import decode_bytes
from corpus.readers.format import Format
from corpus.readers.grids import GridCell
from corpus.readers.line_assembly import assemble, build_office_document
from corpus.readers.office_text import join_paragraphs, settle_text
from corpus.readers.sheet_blocks import MAX_CELLS, sheet_lines
from corpus.readers.xlsx import find_sheet_metadata
from schemas.documents import Document, Mark, RawPage
from schemas.errors import DocumentError
from schemas.sources import Source

DELIMITERS = (";", "\t", ",", "|")
SAMPLE_ROWS = 60
MAX_FIELD = 200_000
MAX_ROWS = 1_048_576
"""As many as a sheet can have."""
STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
Cells = list[list[str]]


def read_csv(raw: RawPage, sources: tuple[Source, ...]) -> Document:
    """The document of one file of values; rows may be of unequal length.

    Raises:
        DocumentError: "empty", "binary", "truncated" or "encoding" as for plain text, "malformed" (a quotation that
            never ends), or "no_text".
    """
    decoded = decode_bytes(raw.content, path=raw.name)
    text = decoded.text
    stated = STATED.match(text)
    text = text[stated.end() :] if stated else text
    values, is_cut = parse_values(text, stated.group(1) if stated else find_delimiter(text), path=raw.name)
    rows = [
        [GridCell(text=cell, row=at, column=column) for column, cell in enumerate(row, start=1) if cell]
        for at, row in enumerate(values, start=1)
    ]
    lines = sheet_lines(rows, sheet=None)
    body = assemble(lines)
    marks: list[Mark] = ["cut_short"] if is_cut else []
    marks += decoded.converted
    body.add_marks(marks)
    return build_office_document(raw, body, page=find_sheet_metadata(lines), sources=sources)


def find_delimiter(text: str) -> str:
    """The character that parts the first rows most evenly; "," where none parts any."""
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        widths = [len(row) for row in _first_rows(text, delimiter) if any(row)]
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=wide.count)
        score = (wide.count(usual) / len(widths), usual)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def parse_values(text: str, delimiter: str, *, path: str) -> tuple[Cells, bool]:
    """The rows of `text` with settled cells, and whether they were cut at the limit.

    Raises:
        DocumentError: A field of more than 200,000 characters ("malformed").
    """
    rows: Cells = []
    cells_left = MAX_CELLS
    try:
        for row in _reader(text, delimiter):
            rows.append([_settled(cell) for cell in row])
            cells_left -= sum(map(bool, rows[-1]))
            if cells_left < 0 or len(rows) > MAX_ROWS:
                return rows, True
    except csv.Error as error:
        message = f"dòng {len(rows) + 1} sai (dấu ngoặc kép không đóng?); hãy mở bằng Excel rồi lưu lại thành CSV UTF-8"
        raise DocumentError(message, path=path, code="malformed") from error
    return rows, False


def _first_rows(text: str, delimiter: str) -> Cells:
    rows: Cells = []
    try:
        for row in _reader(text[:100_000], delimiter):
            rows.append(row)
            if len(rows) == SAMPLE_ROWS:
                break
    except csv.Error:
        return []
    return rows


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_FIELD)
    return csv.reader(io.StringIO(text.replace("\0", " "), newline=""), delimiter=delimiter)


def _settled(cell: str) -> str:
    return join_paragraphs([settle_text(line) for line in cell.splitlines()]) if "\n" in cell else settle_text(cell)


def _has_no_sign(content: bytes) -> bool:
    """Values are plain text: only their suffix tells them."""
    return False


FORMAT = Format(
    suffixes=(".csv", ".tsv"),
    media_types=("text/csv", "text/tab-separated-values"),
    recognises=_has_no_sign,
    read=read_csv,
    is_isolated=True,
)
