"""Lines with one cell each -> tables whose columns are years and whose rows name what is counted, or a place.

The years stand on lines of their own one below the other. Around the figures of a row there may be a unit, a column
left blank and remarks; so a row is read only where it has as many figures as there are years, or where the blank
columns before its figures are those of the full rows. Several figures of a row may stand on one line.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.bilingual import is_preliminary, is_translation
from extractors.tables.cells import is_empty, is_figure, is_text, make_row, make_table, year_of
from extractors.tables.heads import LABEL_HEAD, find_ordinals
from extractors.tables.records import Cell, Head, Row, Table

UNIT = re.compile(
    r"(?:%|đơn vị|người|hộ|tổ chức|chi bộ|đảng bộ|đảng viên|đoàn viên|hội viên|cơ sở|cái|xã|thôn|bản|ấp|lớp|lượt"
    r"|lượt người|ha|km2?|tấn|tạ|kg|con|cây|triệu đồng|tỷ đồng|nghìn đồng|đồng)\Z",
    re.IGNORECASE,
)
_ENDS_IN_YEAR = re.compile(
    r"(?:(?:đến|hết|ước|kế hoạch|thực hiện|[0-9]{1,2}[/.-][0-9]{1,2}|6 tháng|9 tháng)[ /-]){1,3}"
    r"(?:năm )?((?:19|20)[0-9]{2})\Z",
    re.IGNORECASE,
)
_LONGEST = 200
_PIECE = re.compile(r"\S+")
_FIGURES = re.compile(r"(?:\d+(?:[.,]\d+)*|[-–…])(?:\s+(?:\d+(?:[.,]\d+)*|[-–…]))+\Z")


@dataclass(frozen=True, slots=True)
class _Run:
    """Figures and blank cells that follow one another: lines first..last-1, of which `lead` blank ones come first."""

    first: int
    last: int
    lead: int
    width: int


def find_yearly(lines: Sequence[Cell]) -> list[Table]:
    """Tables with a column for each year, one cell a line, in order."""
    lines = [cell for line in lines for cell in _parted(line)]
    tables: list[Table] = []
    position = 0
    while position < len(lines):
        end = _years_end(lines, position)
        years = [c for c in lines[position:end] if not is_preliminary(c.text)]
        if len(years) >= 2:
            rows, last = _rows(lines, len(years), end)
            heads = [Head(c) for c in years]
            label = lines[position - 1] if position and LABEL_HEAD.match(lines[position - 1].text) else None
            label = label if label and is_text(label) else None
            tables += make_table(heads, rows, label_head=label, ordinals=find_ordinals(lines[end:last]))
            position = max(end, last)
        else:
            position += 1
    return tables


def _parted(line: Cell) -> list[Cell]:
    """The figures of a line that holds nothing else, one cell each; any other line as it is."""
    if not _FIGURES.match(line.text):
        return [line]
    return [Cell(line.start + m.start(), line.start + m.end(), m.group()) for m in _PIECE.finditer(line.text)]


def _years_end(lines: Sequence[Cell], position: int) -> int:
    """The line behind the years that count up from a line on; behind the first, some words may stand before a year."""
    last = 0
    while position < len(lines):
        if last and is_preliminary(lines[position].text) and _goes_on(lines, position + 1, last):
            position += 1
        told = _ENDS_IN_YEAR.match(lines[position].text) if last else None
        year = told.group(1) if told else year_of(lines[position].text)
        if year is None or int(year) <= last:
            break
        last = int(year)
        position += 1
    return position


def _goes_on(lines: Sequence[Cell], position: int, last: int) -> bool:
    """Whether a later year stands at a line."""
    year = year_of(lines[position].text) if position < len(lines) else None
    return year is not None and int(year) > last


def _rows(lines: Sequence[Cell], width: int, end: int) -> tuple[list[Row], int]:
    """The rows of so many figures below the years, and the line behind the last one."""
    runs = [run for run in _runs(lines, end, width) if run.width <= width]
    leads = Counter(run.lead for run in runs if run.width == width)
    if not leads:
        return [], end
    lead = leads.most_common(1)[0][0]
    rows: list[Row] = []
    last = end
    for run in runs:
        begin = run.first + (run.lead if run.width == width else lead)
        label = _label(lines, run.first, end)
        if label is None or begin + width > run.last or (run.width < width and run.lead < lead):
            continue
        rows.append(make_row(label, lines[begin : begin + width]))
        last = begin + width
    return rows, last


def _runs(lines: Sequence[Cell], position: int, width: int) -> list[_Run]:
    """The runs of figures and blank cells from a line on, up to a long text or the years of the next table."""
    runs: list[_Run] = []
    ended = False
    while position < len(lines) and not ended:
        first = position
        while position < len(lines) and not ended and (is_figure(lines[position]) or is_empty(lines[position])):
            ended = _years_end(lines, position) - position >= width
            position += not ended
        figures = [i for i in range(first, position) if is_figure(lines[i])]
        if figures:
            runs.append(_Run(first, position, figures[0] - first, figures[-1] + 1 - figures[0]))
        ended = ended or (position == first and position < len(lines) and len(lines[position].text) > _LONGEST)
        position += position == first
    return runs


def _label(lines: Sequence[Cell], at: int, floor: int) -> Cell | None:
    """The label of the row whose figures begin at a line: the words before them, a unit of its own in brackets."""
    unit = lines[at - 1] if at > floor and UNIT.match(lines[at - 1].text) else None
    at -= 2 if unit else 1
    if at > floor and is_translation(lines[at].text) and is_text(lines[at - 1]):
        at -= 1
    if at < floor or not is_text(lines[at]):
        return None
    label = lines[at]
    return Cell(label.start, label.end, f"{label.text} ({unit.text})") if unit else label
