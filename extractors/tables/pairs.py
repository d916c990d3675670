"""Lines that name a thing, each with its figure on the line below -> tables of one column.

Plans list their aims so ("- Giảm hộ nghèo", "Dưới 5%"), and so do drawings that became text. A head above may say that
the figures are aims.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from extractors.figure_lines import lines_above_labels
from extractors.tables.cells import LONGEST_VALUE, NUMBER, is_figure, is_text, make_row, make_table
from extractors.tables.columns import find_kind
from extractors.tables.heads import LABEL_HEAD
from extractors.tables.records import Cell, Head, Row, Table

_BOUND = r"dưới|trên|hơn|gần|khoảng|từ|đạt|không quá|không dưới|ít nhất|tối thiểu|tối đa|[<>≥≤]"
_VALUE = re.compile(
    rf"(?:(?:{_BOUND})\s?){{0,2}}{NUMBER}(?:\s?[-–]\s?{NUMBER})?(?:\s[^\W\d_]{{1,10}}){{0,4}}\Z", re.IGNORECASE
)
_MARK = re.compile(r"[-+•*·–]\s?")
_SENTENCE_END = re.compile(r"[.;!?]\Z")
_FEWEST = 3
_GAP = 8
_ABOVE = 10


def find_pairs(lines: Sequence[Cell], text: str = "") -> list[Table]:
    """Tables of labels and figures on lines in turn, in order; not where figures of `text` stand above their labels."""
    labelled = _above_labels(text)
    tables: list[Table] = []
    found: list[int] = []
    position = 0
    while position < len(lines):
        if _is_pair(lines, position, labelled):
            if found and position - found[-1] - 2 > _gap(lines, found, position):
                tables += _build(lines, found)
                found = []
            found.append(position)
            position += 2
        else:
            position += 1
    return tables + _build(lines, found)


def _above_labels(text: str) -> frozenset[int]:
    """Where the figures begin that stand above their labels."""
    lines = text.split("\n")
    above = lines_above_labels(lines)
    if not above:
        return frozenset()
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    return frozenset(starts[at] + len(lines[at]) - len(lines[at].lstrip()) for at in above)


def _is_pair(lines: Sequence[Cell], at: int, labelled: frozenset[int]) -> bool:
    """Whether a label stands at a line and its figure on the next one, which the line below does not go on with."""
    if at + 1 >= len(lines) or not is_text(lines[at]) or _SENTENCE_END.search(lines[at].text):
        return False
    value = lines[at + 1]
    if value.start in labelled or len(value.text) > LONGEST_VALUE or not _VALUE.match(value.text):
        return False
    return at + 2 == len(lines) or not (is_figure(value) and lines[at + 2].text[0].islower())


def _gap(lines: Sequence[Cell], found: Sequence[int], position: int) -> int:
    """How many other lines may stand between two pairs: some in a list with marks, else only a heading."""
    marked = _MARK.match(lines[found[-1]].text) and _MARK.match(lines[position].text)
    return _GAP if marked else 1


def _build(lines: Sequence[Cell], found: Sequence[int]) -> list[Table]:
    if len(found) < _FEWEST:
        return []
    rows: list[Row] = [make_row(lines[at], [lines[at + 1]]) for at in found]
    if table := _below_heads(lines, found[0], rows):
        return table
    above = lines[max(0, found[0] - _ABOVE) : found[0]]
    said = [c for c in above if is_text(c) and find_kind(c.text) in ("plan", "result")]
    head = said[-1] if said else above[-1] if above else lines[found[0]]
    start, end = min(head.start, rows[0].label.start), lines[found[-1] + 1].end
    marks = tuple(r.index for r in rows if r.index)
    return [Table(start, end, (Head(head),), tuple(rows), ordinals=marks, is_pairs=True)]


def _below_heads(lines: Sequence[Cell], first: int, rows: Sequence[Row]) -> list[Table]:
    """The table of pairs right below the heads of both columns ("Đơn vị", "Số đảng viên"), else none."""
    if first < 2 or not all(row.cells[0] and is_figure(row.cells[0]) for row in rows):
        return []
    label, head = lines[first - 2 : first]
    is_head = is_text(label) and is_text(head) and not _SENTENCE_END.search(f"{label.text}{head.text}")
    return make_table([Head(head)], rows, label_head=label) if is_head and LABEL_HEAD.match(label.text) else []
