"""Lines of a name and figures with spaces between -> tables; heads are found by the columns they stand over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.cells import LETTER, is_number_head, make_table, year_of
from extractors.tables.records import Cell, Head, Table
from extractors.tables.runs import find_years
from extractors.tables.spaced_lines import LONGEST, PIECE, Line, read_lines
from extractors.tables.totals import section_of
from extractors.tables.wordings import read_head
from extractors.tables.words import Stretch, part_stretches, split_words

_NUMBERED_SECTION = re.compile(r"[IVX]{1,5}[.)]?\s+[^\W\d_][^\d.:;]{1,60}\Z")
_FEWEST = 2
_HEAD_LINES = 18
_NEAR_LINES = 6
_LONG_LABEL = 60


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the label ends and each column begins and ends, counted from the start of the line."""

    label_end: int
    spans: tuple[tuple[int, int], ...]

    def column_at(self, begin: int, end: int) -> int | None:
        """The column that a piece of a head stands over; -1 over the labels, None across columns."""
        middle = (begin + end) / 2
        borders = [(self.label_end + self.spans[0][0]) / 2]
        borders += [(a[1] + b[0]) / 2 for a, b in zip(self.spans, self.spans[1:], strict=False)]
        column = sum(middle > border for border in borders) - 1
        left = borders[column] if column >= 0 else 0
        right = borders[column + 1] if column + 1 < len(borders) else self.spans[-1][1] + _LONG_LABEL
        margin = 4
        return column if begin >= left - margin and end <= right + margin else None


def find_spaced(text: str) -> list[Table]:
    """Tables of lines with spaces between the cells, in order."""
    lines = read_lines(text)
    if sum(line.row is not None for line in lines) < _FEWEST:
        return []
    tables: list[Table] = []
    rows: list[Line] = []
    first = 0
    for number, line in enumerate([*lines, Line(0, "", None)]):
        if line.row and (not rows or len(line.row.cells) == len((rows[0].row or line.row).cells)):
            first = number if not rows else first
            rows.append(line)
            continue
        if rows and _parts_rows(line, lines[number + 1 : number + 2], rows[0]):
            continue
        tables += _build(lines[max(0, first - _HEAD_LINES) : first], rows)
        rows, first = ([line], number) if line.row else ([], number)
    return tables


def _parts_rows(line: Line, following: Sequence[Line], row: Line) -> bool:
    """Whether a line only names the rows below it, which go on with those of the table."""
    below = following[0].row if following else None
    return (
        line.row is None
        and below is not None
        and row.row is not None
        and len(below.cells) == len(row.row.cells)
        and _is_section(line)
    )


def _is_section(line: Line) -> bool:
    return section_of(line.text.strip()) is not None or bool(_NUMBERED_SECTION.match(line.text.strip()))


def _build(above: Sequence[Line], rows: Sequence[Line]) -> list[Table]:
    """The table of rows below some lines, when these name every column."""
    ready = [line.row for line in rows if line.row]
    if len(ready) < _FEWEST:
        return []
    width = len(ready[0].cells)
    if above and _is_section(above[-1]):
        above = above[:-1]
    heads = _by_pieces(above, width) or _by_words(above, width) or (_by_capitals(above[-1], width) if above else [])
    if len(heads) == width + 1:
        return make_table(heads[1:], ready, label_head=heads[0].cell)
    heads = _by_place(above[-_NEAR_LINES:], rows, width)
    return make_table(heads, ready) if len(heads) == width else []


def _by_words(above: Sequence[Line], width: int) -> list[Head]:
    """The head of the labels and those of the columns by the words of the last line, or of as few lines as hold them.

    Empty where no lines do.
    """
    for count in range(1, len(above) + 1):
        if len(above[-count].text) > LONGEST:
            break
        lines = [Cell(line.start, line.start + len(line.text), line.text) for line in above[-count:]]
        stretches = list(part_stretches([w for at, line in enumerate(lines) for w in split_words(line, at)]))
        if found := _heads_of(stretches, width):
            return found
    return []


def _heads_of(stretches: Sequence[Stretch], width: int) -> list[Head]:
    """The heads in words that may stand around years; empty when they do not come to the width."""
    before, last = [Stretch((), ()), *stretches][-2:]
    if last.values:
        before, last = last, Stretch((), ())
    years = find_years(before.values)
    if years and len(years) == len(before.values):
        found = read_head(before.words, width, years=[year.cell for year in years], more=last.words)
    else:
        found = read_head(last.words, width, years=[], more=[])
    return [Head(found.label), *found.heads] if found and found.label else []


def _by_pieces(above: Sequence[Line], width: int) -> list[Head]:
    """The heads in one line with wide gaps, that of the labels first; the one of their numbers is left out."""
    pieces = [_piece(above[-1], m) for m in PIECE.finditer(above[-1].text)] if above else []
    pieces = [p for p in pieces if not is_number_head(p)]
    named = len(pieces) > 1 and all(LETTER.search(p.text) or year_of(p.text) or p.text == "%" for p in pieces)
    return [Head(p) for p in pieces] if named and len(pieces) == width + 1 else []


def _piece(line: Line, match: re.Match[str]) -> Cell:
    return Cell(line.start + match.start(), line.start + match.end(), match.group())


def _by_place(above: Sequence[Line], rows: Sequence[Line], width: int) -> list[Head]:
    """The heads by the columns they stand over, on several lines; empty unless every column has one."""
    columns = _columns(rows, width)
    if columns is None:
        return []
    parts: list[list[Cell]] = [[] for _ in range(width)]
    for line in reversed(above):
        pieces = [m for m in PIECE.finditer(line.text) if LETTER.search(m.group())]
        if not pieces and line.text.strip().isdigit():
            continue
        places = [columns.column_at(*m.span()) for m in pieces]
        if not pieces or None in places or all(p == -1 for p in places):
            break
        for match, column in zip(pieces, places, strict=True):
            if column is not None and column >= 0:
                parts[column].insert(0, _piece(line, match))
    if not all(parts):
        return []
    return [Head(Cell(p[0].start, p[-1].end if len(p) == 1 else p[0].end, " ".join(c.text for c in p))) for p in parts]


def _columns(rows: Sequence[Line], width: int) -> _Columns | None:
    """The columns that the rows fill, or None when they overlap."""
    spans = [(10**6, 0)] * width
    label_end = 0
    for line in rows:
        if line.row is None:
            continue
        label_end = max(label_end, line.row.label.end - line.start)
        cells = [(c.start - line.start, c.end - line.start) if c else None for c in line.row.cells]
        spans = [s if c is None else (min(s[0], c[0]), max(s[1], c[1])) for s, c in zip(spans, cells, strict=True)]
    apart = all(a[1] < b[0] for a, b in zip([(0, label_end), *spans], spans, strict=False))
    return _Columns(label_end, tuple(spans)) if apart else None


def _by_capitals(line: Line, width: int) -> list[Head]:
    """The heads in a line without wide gaps: each begins with a capital letter, the first one is of the labels."""
    if "  " in line.text.strip() or "\t" in line.text.strip():
        return []
    pieces: list[Cell] = []
    for word in re.finditer(r"\S+", line.text):
        start, end = line.start + word.start(), line.start + word.end()
        if pieces and not word.group()[0].isupper():
            pieces[-1] = Cell(pieces[-1].start, end, f"{pieces[-1].text} {word.group()}")
        else:
            pieces.append(Cell(start, end, word.group()))
    names = [p for p in pieces if not is_number_head(p)]
    return [Head(p) for p in names] if len(names) == width + 1 else []
