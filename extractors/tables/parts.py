"""What is counted and the words beside a figure -> the part of it that the words tell: "Trong đó: nữ", "Loại khá"."""

import re

from extractors.heads import PEOPLE
from extractors.light_records import replace
from extractors.quantity import Carried, Quantity
from extractors.tables.phrases import Reader

_PART = re.compile(r"[\s.+*•–-]*(?:trong đó|gồm|riêng)\b", re.IGNORECASE)
_GRADED = re.compile(
    r"[\s.+*•–-]*(?:(?:hoạt động|xếp loại|đạt loại|loại|đạt)\s)?"
    r"(?:xuất sắc|vững mạnh|tốt|khá|trung bình|yếu|kém|(?:không |chưa )?hoàn thành|(?:không |chưa |k)?ht(?:xs|t)?nv)\b",
    re.IGNORECASE,
)
_DASH, _UNIT_BEHIND = re.compile(r"[-+•*–]\s?"), re.compile(r"\([^()\d]{2,15}\)\Z")


def part_of(whole: str, quantity: Quantity, label: str, reader: Reader) -> Quantity | None:
    """What a figure counts whose label only says which part it is of what `whole` counts, or None."""
    part = _PART.match(label) or dashed_part(whole, label)
    told = reader.read(label, carried=Carried(quantity, goes_on=True))
    decided = any(rule.startswith("aspect.") for rule in told.rules)
    if told.indicator != "other" and (decided or (told.groups and quantity.subject in PEOPLE)):
        return replace(told, inherits=True)
    if told.system == "youth_union" and told.indicator == "member.total" and quantity.subject == "member" and part:
        return replace(quantity, groups=quantity.groups | {"youth"}, inherits=True)
    if part or _GRADED.match(label):
        rest = (label[part.end() :] if part else label).lstrip(" .+*•:–-")
        rest = f"{rest} nhiệm vụ" if rest.lower().endswith("hoàn thành") else rest
        again = reader.read(f"{whole} {rest[:1].lower()}{rest[1:]}")
        if again.subject == quantity.subject:
            return replace(again, inherits=True)
    return replace(quantity, inherits=True) if part else None


def is_graded(label: str) -> bool:
    """Whether words begin with a grade ("Hoàn thành tốt nhiệm vụ", "Loại khá")."""
    return bool(_GRADED.match(label))


def dashed_part(whole: str, label: str) -> re.Match[str] | None:
    """The dash of a row below one without, when both name the same unit ("Số đảng viên (Người)", "- Nữ (Người)")."""
    unit = _UNIT_BEHIND.search(label)
    same = unit is not None and whole.endswith(unit.group()) and not _DASH.match(whole)
    return _DASH.match(label) if same else None
