"""Heads of a table -> what each column counts, or what it says of the thing that its rows count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.heads import PEOPLE
from extractors.quantity import Quantity
from extractors.tables.cells import year_of
from extractors.tables.parts import is_graded, part_of
from extractors.tables.phrases import Reader
from extractors.tables.records import Head, Table

PERCENT_HEAD = re.compile(r"%|tỷ lệ|tỉ lệ|đạt|cơ cấu|tỷ trọng", re.IGNORECASE)
ColumnKind = Literal["plan", "result", "percent", "remark"]
_KINDS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    ("remark", re.compile(r"ghi chú|đơn vị tính|đơn vị$|đvt|so với|tăng|giảm|xếp hạng|xếp thứ|điểm", re.IGNORECASE)),
    ("percent", re.compile(r"%|tỷ lệ|tỉ lệ|đạt|cơ cấu", re.IGNORECASE)),
    ("plan", re.compile(r"chỉ tiêu|kế hoạch|mục tiêu|phấn đấu|nghị quyết|\bKH\b|\bCT\b|giao\b", re.IGNORECASE)),
    (
        "result",
        re.compile(r"thực hiện|kết quả|số lượng|\bTH\b|\bSL\b|tổng số|số liệu|năm (?:19|20)\d\d", re.IGNORECASE),
    ),
)
_HOW = re.compile(
    r"(?:(?:tổng\s)?số(?:\s(?:lượng|hộ|người|khẩu))?|tổng|sl|hộ|người|t[ỷỉ] lệ|tl|%)(?:\s?\(.*\))?\Z", re.IGNORECASE
)
_MINORITY = re.compile(r"\A(?:người )?(?:dân tộc|dt|dtts)\Z", re.IGNORECASE)
_UNDER = re.compile(r"\btrong đó\Z", re.IGNORECASE)
_OF_PLAN = re.compile(r"(?:kế hoạch|chỉ tiêu|nghị quyết|mục tiêu|\bKH|\bCT)\b|hoàn thành", re.IGNORECASE)
_RATE = re.compile(r"t[ỷỉ] lệ", re.IGNORECASE)
_BADGE = re.compile(r"(?<!\d)([3-9]\d)\s?năm", re.IGNORECASE)
_PLANNED_YEAR = re.compile(
    r"(?:kế hoạch|KH|thực hiện|TH|ước thực hiện|ước|ƯTH|chỉ tiêu|CT|kết quả|mục tiêu|số liệu)\s(?:năm\s)?"
    r"((?:19|20)\d\d)\Z",
    re.IGNORECASE,
)
_FLOWS = ("admitted", "established", "official", "opened")


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `quantity` is what its head counts; `kind` what it says of the thing that a row counts, or None; `year` its year;
    `after_plan` says that a column of aims stands before it.
    """

    quantity: Quantity
    kind: ColumnKind | None
    year: str | None
    after_plan: bool = False

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


def make_columns(table: Table, reader: Reader) -> list[Column]:
    """The columns of a table, left to right; a column of percents speaks of the one before it."""
    read = [_read_head(head, reader) for head in table.heads]
    flows = [q for q in read if q.aspect in _FLOWS and q.indicator != "other"]
    columns: list[Column] = []
    for head, quantity in zip(table.heads, read, strict=True):
        if quantity.indicator == "other" and PERCENT_HEAD.search(head.text) and quantity.measure != "change":
            quantity = _share_of(columns, head.text) or quantity
        elif (quantity.indicator == "other" or _is_under(head)) and (
            part := _part_of(columns, table.heads, head, reader)
        ):
            quantity = part
        elif quantity.indicator == "other" and quantity.status == "target" and flows:
            quantity = replace(flows[0], status="target")
        planned_before = any(c.kind == "plan" for c in columns)
        columns.append(Column(quantity, _kind(head), _year(head), planned_before))
    return columns


def _is_under(head: Head) -> bool:
    """Whether a head stands below one that says that parts follow ("Trong đó")."""
    return head.parent is not None and bool(_UNDER.search(head.parent.text))


def _share_of(columns: Sequence[Column], head: str) -> Quantity | None:
    """What a column of percents counts: of the last column of counts before it, when that is known.

    It is held against a plan that a column or its own head names.
    """
    counts = [c.quantity for c in columns if c.quantity.measure == "count"]
    if not counts or counts[-1].indicator == "other":
        return None
    of_plan = bool(_OF_PLAN.search(head))
    planned = of_plan or any(q.status == "target" for q in counts)
    measure: Literal["completion", "share"] = "completion" if planned else "share"
    whole = (
        next((q for q in reversed(counts) if not q.inherits and not q.groups), counts[-1]) if of_plan else counts[-1]
    )
    return replace(whole, measure=measure, unit="percent", status="actual", inherits=True)


def _part_of(columns: Sequence[Column], heads: Sequence[Head], head: Head, reader: Reader) -> Quantity | None:
    """What a column counts that only says which of the nearest count before it are counted ("Nữ", "Loại khá")."""
    whole = next((c for c in reversed(columns) if c.quantity.measure == "count" and not c.quantity.inherits), None)
    if whole is None or whole.quantity.indicator == "other":
        return None
    counted = whole.quantity
    words = _MINORITY.sub("dân tộc thiểu số", head.cell.text) if counted.subject in PEOPLE else head.cell.text
    words = f"Trong đó: {words}" if _is_under(head) else words
    told = part_of(heads[columns.index(whole)].text, counted, words, reader)
    if told is None or told.groups <= counted.groups:
        return None
    is_same = told.indicator == counted.indicator and counted.subject in PEOPLE
    return told if is_same or (told.subject == counted.subject and is_graded(head.cell.text)) else None


def _read_head(head: Head, reader: Reader) -> Quantity:
    """What a head counts; a percent of a known thing is a share of it, or the degree to which a plan was met.

    A head that only says how the thing over it is counted ("Số hộ", "Tỷ lệ") leaves the thing to the upper one.
    """
    words = head.parent.text if head.parent and _HOW.match(head.cell.text) else head.text
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
