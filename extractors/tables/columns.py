"""Heads of a table -> what each column counts, or what it says of the thing that its rows count."""

import re
from collections.abc import Sequence
from typing import Literal

from extractors.heads import PEOPLE
from extractors.light_records import light_record, replace
from extractors.quantity import Quantity
from extractors.tables.beside import HOW_HEAD, LEVEL_HEAD, level_of, told_beside
from extractors.tables.cells import year_of
from extractors.tables.parts import is_graded, part_of
from extractors.tables.phrases import Reader
from extractors.tables.records import Head, Table

PERCENT_HEAD = re.compile(r"%|tỷ lệ|tỉ lệ|\A(?:mức )?đạt\b|cơ cấu|tỷ trọng", re.IGNORECASE)
ColumnKind = Literal["plan", "result", "percent", "remark"]
_KINDS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    ("percent", re.compile(r"(?:%|t[ỷỉ] lệ).*(?:kế hoạch|chỉ tiêu|nghị quyết|\bKH\b|\bCT\b)", re.IGNORECASE)),
    ("remark", re.compile(r"ghi chú|đơn vị tính|đơn vị$|đvt|so với|tăng|giảm|xếp hạng|xếp thứ|điểm", re.IGNORECASE)),
    ("percent", PERCENT_HEAD),
    ("plan", re.compile(r"chỉ tiêu|kế hoạch|mục tiêu|phấn đấu|nghị quyết|\bKH\b|\bCT\b|giao\b", re.IGNORECASE)),
    (
        "result",
        re.compile(r"thực hiện|kết quả|số lượng|\bTH\b|\bSL\b|tổng số|số liệu|năm (?:19|20)\d\d", re.IGNORECASE),
    ),
)
BARE_HEAD = re.compile(
    r"(?:(?:tổng\s)?số(?:\s(?:lượng|liệu))?|tổng(?:\scộng)?|cộng|sl|chỉ tiêu|kế hoạch|mục tiêu|kh|thực hiện|kết quả|th"
    r"|(?:kế hoạch|chỉ tiêu|thực hiện|kết quả|kh|th)\s(?:được\s)?(?:giao|năm)?\s?(?:(?:19|20)\d\d)?)(?:\s?\(.*\))?\Z",
    re.IGNORECASE,
)
_TRAIT = re.compile(r"\btuổi\b(?! đảng)|trình độ|đại học|trung cấp|cao đẳng|lý luận", re.IGNORECASE)
"""The head of a trait that no tag stands for, beside other parts of a count."""
_MINORITY = re.compile(r"\A(?:người )?(?:dân tộc|dt|dtts)\Z", re.IGNORECASE)
_UNDER = re.compile(r"\btrong đó:?\Z", re.IGNORECASE)
_OF_PLAN = re.compile(r"(?:kế hoạch|chỉ tiêu|nghị quyết|mục tiêu|\bKH|\bCT)\b|hoàn thành", re.IGNORECASE)
_RATE = re.compile(r"t[ỷỉ] lệ", re.IGNORECASE)
_BADGE = re.compile(r"(?<!\d)([3-9]\d)\s?năm", re.IGNORECASE)
_PLANNED_YEAR = re.compile(
    r"(?:kế hoạch|KH|thực hiện|TH|ước thực hiện|ước|ƯTH|chỉ tiêu|CT|kết quả|mục tiêu|số liệu)\s(?:năm\s)?"
    r"((?:19|20)\d\d)\Z",
    re.IGNORECASE,
)
_FLOWS = ("admitted", "established", "official", "opened")


@light_record(frozen=True, slots=True)
class Column:
    """One column.

    `quantity` is what its head counts; `kind` what it says of the thing that a row counts, or None; `year` its year;
    `after_plan` says that a column of aims stands before it; `of` is the column whose figures it parts or holds
    against others, or None.
    """

    quantity: Quantity
    kind: ColumnKind | None
    year: str | None
    after_plan: bool = False
    of: int | None = None

    def apply(self, quantity: Quantity, *, is_percent: bool) -> Quantity:
        """What a figure of this column says of the thing that its row counts."""
        if self.kind == "plan":
            quantity = replace(quantity, status="target")
        if self.kind == "percent":
            measure: Literal["completion", "share"] = "completion" if self.after_plan else "share"
            return replace(quantity, measure=measure, unit="percent", status="actual")
        if is_percent and quantity.measure == "count":
            return replace(quantity, measure="share", unit="percent")
        return quantity


def make_columns(table: Table, reader: Reader, caption: tuple[str, Quantity] | None = None) -> list[Column]:
    """The columns of a table, left to right; a column of percents speaks of the one before it.

    `caption` is the line above the table and what it counts, where rows are units: heads that only say "Tổng số" or
    "Kế hoạch" count that.
    """
    read = [_read_head(head, reader) for head in table.heads]
    flows = [q for q in read if q.aspect in _FLOWS and q.indicator != "other"]
    if caption:
        read = [_of_caption(h, caption[1], flows) or q for h, q in zip(table.heads, read, strict=True)]
    columns: list[Column] = []
    for head, quantity in zip(table.heads, read, strict=True):
        of: int | None = None
        if quantity.indicator == "other" and PERCENT_HEAD.search(head.text) and quantity.measure != "change":
            quantity, of = _share_of(columns, head.text) or (quantity, None)
        elif (quantity.indicator == "other" or _is_under(head)) and (
            part := _part_of(columns, table.heads, head, reader, caption[0] if caption else "")
        ):
            quantity, of = part
        elif quantity.indicator == "other" and quantity.status == "target" and flows:
            quantity = replace(flows[0], status="target")
        elif flows and quantity.indicator == "other" and LEVEL_HEAD.match(head.cell.text):
            quantity = level_of(flows[0])
        else:
            last_of = columns[-1].of if columns else None
            quantity, of = told_beside(head, quantity, [c.quantity for c in columns], last_of) or (quantity, of)
        planned_before = any(c.kind == "plan" for c in columns)
        columns.append(Column(quantity, _kind(head), _year(head), planned_before, of))
    return columns


def _of_caption(head: Head, counted: Quantity, flows: Sequence[Quantity]) -> Quantity | None:
    """What a head counts that only says how what the caption counts is counted, or that it was aimed at; or None.

    What is aimed at is the first of the `flows` of other heads.
    """
    if LEVEL_HEAD.match(head.text):
        return level_of(counted)
    if not BARE_HEAD.match(head.text):
        return None
    if find_kind(head.text) == "plan":
        return replace(flows[0] if flows else counted, status="target")
    return counted


def _is_under(head: Head) -> bool:
    """Whether a head stands below one that says that parts follow ("Trong đó")."""
    return head.parent is not None and bool(_UNDER.search(head.parent.text))


def _share_of(columns: Sequence[Column], head: str) -> tuple[Quantity, int] | None:
    """What a column of percents counts, when that is known, and of which column before it: of the last one of counts.

    It is held against a plan that a column or its own head names; then it is of the whole.
    """
    counts = [i for i, c in enumerate(columns) if c.quantity.measure == "count"]
    if not counts or columns[counts[-1]].quantity.indicator == "other":
        return None
    planned = bool(_OF_PLAN.search(head)) or any(columns[i].quantity.status == "target" for i in counts)
    measure: Literal["completion", "share"] = "completion" if planned else "share"
    at = counts[-1]
    if planned:
        at = next((i for i in reversed(counts) if _is_whole(columns[i].quantity)), at)
    whole = columns[at].quantity
    return replace(whole, measure=measure, unit="percent", status="actual", inherits=True), at


def _is_whole(quantity: Quantity) -> bool:
    """Whether a column counts a known result and no part of it."""
    return not (quantity.inherits or quantity.groups or quantity.indicator == "other" or quantity.status == "target")


def _part_of(
    columns: Sequence[Column], heads: Sequence[Head], head: Head, reader: Reader, caption: str
) -> tuple[Quantity, int] | None:
    """What a column counts that only says which of the nearest count before it are counted ("Nữ", "Loại khá")."""
    whole = (i for i in reversed(range(len(columns))) if _is_counted(columns[i].quantity))
    at = next((i for i in whole if not _TRAIT.search(heads[i].text)), None)
    if at is None or columns[at].quantity.indicator == "other":
        return None
    counted = columns[at].quantity
    words = _MINORITY.sub("dân tộc thiểu số", head.cell.text) if counted.subject in PEOPLE else head.cell.text
    words = f"Trong đó: {words}" if _is_under(head) else words
    words_of_whole = caption if caption and BARE_HEAD.match(heads[at].text) else heads[at].text
    told = part_of(words_of_whole, counted, words, reader)
    if told is None or told.groups <= counted.groups:
        return None
    is_same = told.indicator == counted.indicator and counted.subject in PEOPLE
    return (told, at) if is_same or (told.subject == counted.subject and is_graded(head.cell.text)) else None


def _is_counted(quantity: Quantity) -> bool:
    return quantity.measure == "count" and not quantity.inherits


def _read_head(head: Head, reader: Reader) -> Quantity:
    """What a head counts; a percent of a known thing is a share of it, or the degree to which a plan was met.

    A head that only says how the thing over it is counted ("Số hộ", "Tỷ lệ") leaves the thing to the upper one.
    """
    words = head.parent.text if head.parent and HOW_HEAD.match(head.cell.text) else head.text
    quantity = with_badges(reader.read(words), words)
    percent = "%" in head.text or bool(_RATE.match(head.cell.text))
    if percent and quantity.indicator != "other" and quantity.measure == "count":
        return reader.read(words, percent=True)
    return quantity


def badges_in(words: str) -> frozenset[str]:
    """The tags of the badges of years that a head names ("Huy hiệu 40 năm", "40 năm"); may be empty."""
    return frozenset(f"badge:{years}" for years in _BADGE.findall(words))


def with_badges(quantity: Quantity, words: str) -> Quantity:
    """The quantity with the badges that its head names, where badges are counted."""
    return replace(quantity, groups=quantity.groups | badges_in(words)) if quantity.aspect == "awarded" else quantity


def find_kind(head: str) -> ColumnKind | None:
    """What a head says of the thing that a row counts, or None."""
    return next((kind for kind, pattern in _KINDS if pattern.search(head)), None)


def _kind(head: Head) -> ColumnKind | None:
    return "result" if year_of(head.cell.text) else find_kind(head.text)


def _year(head: Head) -> str | None:
    own = year_of(head.cell.text) or (year_of(head.parent.text) if head.parent else None)
    told = None if own else _PLANNED_YEAR.match(head.cell.text)
    return told.group(1) if told else own
