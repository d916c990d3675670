"""A text -> its lines, each with the row of a name and figures that it is, if it is one."""

import re
from collections.abc import Sequence

from extractors.light_records import light_record
from extractors.tables.cells import LETTER, MAX_COLUMNS, NUMBER, is_figure, make_row, year_of
from extractors.tables.records import Cell, Row
from extractors.tables.totals import is_total

_FIGURE = re.compile(rf"{NUMBER}|[-–]")
_LAST_SIGNS = "%-–"
"""What a figure ends with, when that is no digit."""
_LABEL = re.compile(r"(?:(\d{1,3})(?:[.)]\s*|\s+))?(\D[^\d]{1,60})\Z")
_WIDE_LABEL = re.compile(r"(?:(\d{1,3})(?:[.)]\s*|\s+))?(\D.{1,60})\Z")
_ALL_FIGURES = re.compile(rf"(?:{NUMBER}|[-–])(?: (?:{NUMBER}|[-–]))*\Z")
PIECE = re.compile(r"\S+(?: \S+)*")
"""What stands between gaps of two spaces or more."""
LONGEST = 220
"""Characters of the longest line that can be a row or a head."""


@light_record(frozen=True, slots=True)
class Line:
    """One non-empty line: where it starts in the text, what it says, its row or None."""

    start: int
    text: str
    row: Row | None


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not empty, in order."""
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Line(start, line, _read_row(start, line) if len(line) <= LONGEST else None))
        start += len(line) + 1
    return lines


def _read_row(start: int, line: str) -> Row | None:
    """A line as a row: an optional running number, a name, figures behind it.

    Where gaps are wide they alone part the cells, so that a name may end with a number.
    """
    last = line.rstrip()[-1]
    if not last.isdecimal() and last not in _LAST_SIGNS:
        return None
    pieces = list(PIECE.finditer(line))
    wide = len(pieces) > 1
    begin = _pieces_begin(pieces) if wide else _figures_begin(line)
    label = (_WIDE_LABEL if wide else _LABEL).match(line[:begin].strip()) if begin else None
    if label is None or not LETTER.search(label.group(2)):
        return None
    figures = [Cell(start + m.start(), start + m.end(), m.group()) for m in _FIGURE.finditer(line, begin)]
    alone = len(figures) == 1 and not wide and not label.group(1) and not is_total(label.group(2))
    if not 1 <= len(figures) <= MAX_COLUMNS or not any(map(is_figure, figures)) or alone:
        return None
    if all(year_of(c.text) for c in figures):
        return None  # the head
    offset = start + len(line) - len(line.lstrip())
    index = Cell(offset, offset + label.end(1), label.group(1)) if label.group(1) else None
    name = " ".join(label.group(2).split())
    at = offset + label.start(2)
    return make_row(Cell(at, at + len(label.group(2).rstrip()), name), figures, index)


def _pieces_begin(pieces: Sequence[re.Match[str]]) -> int:
    """Where the pieces of figures at the end of a line begin; 0 without any."""
    begin = 0
    for piece in reversed(pieces):
        if not _ALL_FIGURES.match(piece.group()):
            break
        begin = piece.start()
    return begin


def _figures_begin(line: str) -> int:
    """Where the figures at the end of a line begin, words being parted by single spaces; 0 without any."""
    found = 0
    end = len(line.rstrip())
    while end > 0:
        first = line.rfind(" ", 0, end) + 1
        if not first or (line[first:end] != "%" and not _FIGURE.fullmatch(line, first, end)):
            break
        found, end = first, len(line[:first].rstrip())
    return found
