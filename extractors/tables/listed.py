"""Lines of a name, a colon and a figure below a line that names what they count -> tables of one column.

"Số đảng viên kết nạp của các xã:" and below it "- Xã Trung Môn: 12", "- Xã Kim Phú: 9".
"""

import re
from collections.abc import Sequence

from extractors.tables.cells import NUMBER, make_row
from extractors.tables.records import Cell, Head, Row, Table

_CAPITAL = "A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ"
_KIND = (
    r"(?:(?:các\s)?(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|thôn|bản|ấp|buôn|làng|xóm|khóm|tổ dân phố"
    r"|khu phố|đảng bộ|đảng ủy|chi bộ)\s){0,2}"
)
_LINE = re.compile(
    rf"(?:[-+*•·–]\s?|\d{{1,3}}\s?[.)/-]\s?)?((?i:{_KIND})(?:[{_CAPITAL}]\w{{0,12}}|\d{{1,3}})(?:\s[{_CAPITAL}0-9]\w{{0,12}}){{0,5}})"
    rf"\s?:\s?({NUMBER}(?:\s[^\W\d_]{{1,6}}){{0,2}})[.;,]?\Z"
)
_ROW_START = re.compile(rf"(?:[-+*•·–]\s?)?(?i:{_KIND})[{_CAPITAL}][^:\d]{{1,40}}:\s?\d")
_FEWEST = 3
_LONGEST = 120


def find_listed(lines: Sequence[Cell]) -> list[Table]:
    """Tables of lines with a name and its figure, in order."""
    tables: list[Table] = []
    rows: list[Row] = []
    first = 0
    for number, line in enumerate([*lines, Cell(0, 0, "")]):
        row = _read_row(line)
        if row:
            first = first if rows else number
            rows.append(row)
            continue
        if len(rows) >= _FEWEST and first:
            while first > 1 and _ROW_START.match(lines[first - 1].text):
                first -= 1  # rows that tell more than a figure
            head = lines[first - 1]
            tables.append(
                Table(head.start, rows[-1].cells[0].end if rows[-1].cells[0] else 0, (Head(head),), tuple(rows))
            )
        rows = []
    return tables


def _read_row(line: Cell) -> Row | None:
    match = _LINE.match(line.text) if len(line.text) <= _LONGEST else None
    if match is None:
        return None
    label = Cell(line.start + match.start(1), line.start + match.end(1), match.group(1))
    return make_row(label, [Cell(line.start + match.start(2), line.start + match.end(2), match.group(2))])
