"""Heads of a table that say little alone -> what they count by the columns before them.

"Thực hiện" behind "Chỉ tiêu đoàn viên" counts members as the aim does; "Tỷ lệ (%)" behind both is of that aim;
"Đoàn viên" behind "Nữ" tells a part of what "Kết nạp" counts; "Cuối năm" tells how many there are of those of whom
others joined.
"""

import re
from collections.abc import Sequence

from extractors.light_records import replace
from extractors.quantity import Quantity
from extractors.tables.records import Head

LEVEL_RULE = "table.level"
LEVEL_HEAD = re.compile(
    r"(?:số |có |hiện )?(?:đầu|cuối) (?:năm|kỳ)(?: (?:19|20)[0-9]{2})?(?:\s?[(].*[)])?\Z|hiện có\Z", re.IGNORECASE
)
"""The head of how many there were before or after what other columns tell was done."""
HOW_HEAD = re.compile(
    r"(?:(?:tổng\s)?số(?:\s(?:lượng|hộ|người|khẩu))?|tổng|sl|hộ|người|t[ỷỉ] lệ|tl|%)(?:\s?\(.*\))?\Z", re.IGNORECASE
)
_DONE = re.compile(
    r"(?:đã |số )?(?:thực hiện|kết quả|đạt được|th)(?: (?:được|năm|cả năm|(?:19|20)[0-9]{2})){0,2}(?:\s?[(].*[)])?\Z",
    re.IGNORECASE,
)
"""Words of a head that only say how what was aimed at went."""
_YOUNG = re.compile(r"(?:là )?(?:đoàn viên|ĐVTN|đoàn TN)(?: (?:thanh niên|TN|TNCS|ưu tú))?\Z", re.IGNORECASE)
"""The head of those who are also members of the Youth Union, beside other parts of a count."""


def told_beside(
    head: Head, quantity: Quantity, before: Sequence[Quantity], last_of: int | None
) -> tuple[Quantity, int | None] | None:
    """What a head counts by the columns before it and which of them it parts, or None when its own words tell.

    Args:
        head: The head.
        quantity: What its words alone count.
        before: What the columns before it count, left to right.
        last_of: The column that the last of them parts, or None.
    """
    if not before:
        return None
    if done := _done_of_plan(before[-1], head):
        return done, None
    if quantity.measure == "share" and _is_of_plan_before(before, head, quantity):
        return replace(quantity, measure="completion"), None
    if last_of is None or not _YOUNG.match(head.cell.text):
        return None
    whole = before[last_of]
    if whole.system == "youth_union" or whole.subject != "member":
        return None
    return replace(whole, groups=whole.groups | {"youth"}, inherits=True), last_of


def level_of(flow: Quantity) -> Quantity:
    """How many there are of those of whom a flow tells."""
    indicator = f"{flow.subject}.total"
    return replace(flow, aspect="total", indicator=indicator, status="actual", groups=frozenset(), rules=(LEVEL_RULE,))


def _done_of_plan(planned: Quantity, head: Head) -> Quantity | None:
    """What a head that only says how it went counts beside one of aims ("Chỉ tiêu đoàn viên", "Thực hiện"), or None."""
    is_told = planned.status == "target" and planned.indicator != "other" and planned.measure == "count"
    return replace(planned, status="actual") if is_told and _DONE.match(head.cell.text) else None


def _is_of_plan_before(before: Sequence[Quantity], head: Head, quantity: Quantity) -> bool:
    """Whether a column that only says "Tỷ lệ (%)" stands behind one of aims and one of results for the same thing."""
    if len(before) < 2 or not HOW_HEAD.match(head.cell.text):
        return False
    aim, done = before[-2:]
    return (
        (aim.status, done.status) == ("target", "actual")
        and aim.measure == done.measure == "count"
        and aim.indicator == done.indicator == quantity.indicator
    )
