"""Row of a table -> the unit it prints in a column of units or behind its label, and what it says of the figures."""

import re

from extractors.light_records import replace
from extractors.quantity import Quantity
from extractors.tables.phrases import Reader
from extractors.tables.records import Row

_THINGS = re.compile(
    r"(?:ha|km2?|m2|m²|m|tấn|tạ|kg|con|cây|(?:triệu|tỷ|tỉ|nghìn|ngàn|trđ) ?(?:đồng)?|đồng|căn|nhà|suất|cuộc|buổi|vụ|đợt"
    r"|mô hình|câu lạc bộ|clb|đơn vị máu|điểm|lần|cái|chiếc|công trình|tin|bài)\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:lượt|lượt người|người|đảng viên|đoàn viên|hội viên|quần chúng|chi bộ|chi hội|chi đoàn|lớp|học viên|đồng chí"
    r"|công đoàn cơ sở|cđcs|tổ chức|cơ sở)\Z",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(([^()\d]{1,15})\)\Z")


def read_label(row: Row, reader: Reader, *, percent: bool) -> tuple[Quantity, bool]:
    """What a row counts by its label and its unit, and whether its unit is of money or things."""
    quantity, unit = reader.read(row.label.text, percent=percent), _unit_of(row)
    if _is_of_things(unit):
        outside = replace(quantity, indicator="other", subject="other", unit=unit, groups=frozenset())
        return outside if quantity.indicator != "other" else quantity, True
    words = _with_unit(unit, row.label.text) if quantity.indicator == "other" and not percent else ""
    told = reader.read_behind(words) if words else quantity
    return told if told.indicator != "other" else quantity, False


def _unit_of(row: Row) -> str:
    """The unit of a row, or ""."""
    told = next((c.text for c in row.cells if c and (_THINGS.match(c.text) or _COUNTED.match(c.text))), "")
    bracket = _IN_BRACKETS.search(row.label.text) if not told else None
    return bracket.group(1).strip() if bracket else told


def _is_of_things(unit: str) -> bool:
    """Whether figures in a unit count money, land or things, so that they are no part of members or bodies."""
    return bool(_THINGS.match(unit))


def _with_unit(unit: str, label: str) -> str:
    """The words behind a figure of a row: its unit and its label ("lượt cán bộ Hội được bồi dưỡng"), or ""."""
    if not _COUNTED.match(unit) or not label:
        return ""
    return f"{unit} {label[0].lower()}{label[1:]}"
