"""Lines above the first row of a table with one cell a line -> the heads of its columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.cells import MAX_CELL, index_of, is_empty, is_figure, is_number_head, is_roman, is_text, year_of
from extractors.tables.records import Cell, Head
from extractors.tables.totals import section_of

LABEL_HEAD = re.compile(
    r"(?:tên|đơn vị|địa phương|địa bàn|khu vực|xã|phường|huyện|quận|thành phố|tỉnh|thôn|bản|ấp|làng|buôn|tổ dân phố"
    r"|khu phố|đảng bộ|đảng ủy|chi bộ|tổ chức|cơ sở|nội dung|chỉ tiêu|tdp|xóm|khóm|mức|đối tượng"
    r"|tiêu chí|danh mục|loại|năm|trường|cơ quan)\b",
    re.IGNORECASE,
)
PART_HEAD = re.compile(r"(?:trong đó|chia ra|gồm|bao gồm)\b:?\Z", re.IGNORECASE)
HOW_HEAD = re.compile(
    r"(?:(?:chỉ tiêu|kế hoạch|mục tiêu|kh|ct|thực hiện|kết quả|th|tổng số|số lượng|sl|đạt|t[ỷỉ] lệ|tl|%)\b.{0,30}"
    r"|%.{0,20}|(?:năm )?(?:19|20)\d\d)\Z",
    re.IGNORECASE,
)
_UNIT_HEAD = re.compile(r"(?:đơn vị(?: tính)?|đvt|đv tính)\Z", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)\Z")
_SENTENCE_END = re.compile(r"[.;:!?]\Z")
_NEAR = 8
_LETTER_NUMBER = re.compile(r"[A-Z]\Z")


@dataclass(frozen=True, slots=True)
class HeadLines:
    """The heads of the columns, the head of the labels or None, and the numbers of the columns."""

    heads: tuple[Head, ...]
    label: Cell | None
    ordinals: tuple[Cell, ...]


def find_heads(lines: Sequence[Cell], first: int, width: int, *, has_units: bool = False) -> HeadLines | None:
    """The heads of `width` columns in the lines before `first`, or None when it is not certain which they are.

    `has_units` says that the labels hold the units, which have a head of their own.
    """
    first = _above_section(lines, first)
    first, ordinals = _column_numbers(lines, first)
    names = _names(lines, first, 2 * width + 6)
    names = [n for n in names if not (has_units and _UNIT_HEAD.match(n.text))]
    numbered = next((i for i in range(len(names) - 1, -1, -1) if is_number_head(names[i])), None)
    if numbered is not None:
        names = names[numbered + 1 :]
        heads = part_heads(names[1:], width)
        return HeadLines(tuple(heads), names[0], ordinals) if heads else None
    if len(names) < width:
        return None
    if parted := _with_part_head(names, width):
        return HeadLines(tuple(part_heads(parted[1:], width)), parted[0], ordinals)
    label = names[-width - 1] if len(names) > width else None
    if label is not None and len(names) > width + 1 and not LABEL_HEAD.match(label.text):
        return None
    return HeadLines(tuple(Head(c) for c in names[-width:]), label, ordinals)


def _above_section(lines: Sequence[Cell], first: int) -> int:
    """The line where the name of the first group of rows begins ("I", "Khối xã") when it stands right above a row."""
    if first >= 2 and is_roman(lines[first - 2]) and is_text(lines[first - 1]):
        return first - 2
    return first - 1 if first >= 1 and section_of(lines[first - 1].text) else first


def _with_part_head(names: Sequence[Cell], width: int) -> Sequence[Cell]:
    """The head of the labels and those behind it, when one of the last says that parts follow; else none."""
    near = names[-width - 2 :]
    is_apart = len(near) == width + 2 and LABEL_HEAD.match(near[0].text) is not None
    return near if is_apart and any(PART_HEAD.match(c.text) for c in near[1:-1]) else ()


def _column_numbers(lines: Sequence[Cell], first: int) -> tuple[int, tuple[Cell, ...]]:
    """Where the row of column numbers right above a row begins, and its cells; without one, `first` and none."""
    at, last = first, 1000
    while at > 0 and (_is_counting(lines[at - 1], last) or is_empty(lines[at - 1])):
        at -= 1
        last = index_of(lines[at]) or last
    numbers = tuple(c for c in lines[at:first] if index_of(c) is not None)
    is_row = len(numbers) >= 3 and index_of(numbers[0]) in (1, 2, 3)
    return (at, numbers) if is_row else (first, ())


def find_ordinals(lines: Sequence[Cell]) -> tuple[Cell, ...]:
    """The numbers of columns that begin in the first lines: 1, 2, 3 and so on, at least three; empty without them."""
    first = next((i for i, cell in enumerate(lines[:_NEAR]) if index_of(cell) == 1), None)
    numbers: list[Cell] = []
    for cell in lines[first:] if first is not None else ():
        if index_of(cell) != len(numbers) + 1:
            break
        numbers.append(cell)
    return tuple(numbers) if len(numbers) >= 3 else ()


def _is_counting(cell: Cell, last: int) -> bool:
    value = index_of(cell)
    return (value is not None and value < last) or bool(_LETTER_NUMBER.match(cell.text))


def _names(lines: Sequence[Cell], first: int, most: int) -> list[Cell]:
    """The head lines before `first`, in order; a unit in brackets on a line of its own joins the head above it."""
    names: list[Cell] = []
    at = first
    unit: Cell | None = None
    while at > 0 and len(names) < most:
        at -= 1
        cell = lines[at]
        if is_empty(cell):
            continue
        if _IN_BRACKETS.match(cell.text) and not is_figure(cell):
            unit = cell
            continue
        if not _may_be_head(cell):
            break
        names.insert(0, Cell(cell.start, unit.end, f"{cell.text} {unit.text}") if unit else cell)
        unit = None
        if is_number_head(cell):
            break
    return names


def _may_be_head(cell: Cell) -> bool:
    """Whether a line is no sentence and no figure; a year is a head, and words that say that parts follow are."""
    is_sentence = bool(_SENTENCE_END.search(cell.text)) and not PART_HEAD.match(cell.text)
    return len(cell.text) <= MAX_CELL and not is_sentence and (not is_figure(cell) or year_of(cell.text) is not None)


def part_heads(names: Sequence[Cell], width: int) -> list[Head]:
    """The heads of the columns, in one row or two; empty when they do not come to `width`.

    In two rows the lower one repeats the same words under each upper head ("Số hộ", "Tỷ lệ", "Số hộ", "Tỷ lệ"), or one
    upper head stands over all that follow ("Trong đó", "Nữ", "Dân tộc thiểu số").
    """
    if len(names) == width:
        return [Head(c) for c in names]
    if len(names) == width + 1 and (over := _upper_head(names)) is not None:
        return [*(Head(c) for c in names[:over]), *(Head(c, names[over]) for c in names[over + 1 :])]
    for each in (2, 3, 4):
        parents = len(names) - width
        lower = parents * each
        upper = list(names[: len(names) - lower])
        groups = [names[len(upper) + i * each :][:each] for i in range(parents)]
        same = parents >= 2 and all([c.text for c in g] == [c.text for c in groups[0]] for g in groups)
        if parents > 0 and len(upper) >= parents and same:
            alone = upper[: len(upper) - parents]
            below = [Head(c, upper[len(alone) + i]) for i, group in enumerate(groups) for c in group]
            return [*(Head(c) for c in alone), *below]
    return []


def _upper_head(names: Sequence[Cell]) -> int | None:
    """The one head that stands over all that follow it: it says that parts follow, or they how it went."""
    for at in range(1, len(names) - 1):
        if PART_HEAD.match(names[at].text):
            return at
    for at in range(len(names) - 2):
        if all(HOW_HEAD.match(c.text) for c in names[at + 1 :]) and not HOW_HEAD.match(names[at].text):
            return at
    return None
