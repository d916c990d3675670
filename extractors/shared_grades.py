"""Quantities of a sentence -> the same, with a noun or a grade said once given to those joined to it.

So too the lower grades of a list, which have short names of common speech.
"""

from collections.abc import Sequence
from dataclasses import replace

from extractors.heads import ORGANIZATIONS
from extractors.quantity import Quantity
from extractors.slots import Reading

_ROW = ((",",), ("và",), (";",))
RULE, LOWER_RULE = "scope.shared_grade", "scope.lower_grade"
_LOWER = {
    ("khá",): "rating:good",
    ("trung", "bình"): "rating:completed",
    ("yếu",): "rating:weak",
    ("kém",): "rating:weak",
    ("yếu", "kém"): "rating:weak",
}
_BESIDE = frozenset({",", ";", ":", "(", ")", "%", "và", "là", "có", "loại", "xếp", "đạt", "chiếm", "còn", "số"})
"""What may stand beside such a grade between two figures."""
_GRADED = ORGANIZATIONS - {"body"} | {"member"}
_JOINED = frozenset({",", "và", "cùng", "với", "có", "ít", "nhất", "trên", "hơn", "gần", "khoảng", "từ"})


def share_noun_behind(reading: Reading, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with one noun behind a row of bare numerals given to all ("9, 17 và 12 đảng viên bị xóa tên")."""
    result = list(quantities)
    for index in range(len(result) - 2, -1, -1):
        bare, following = result[index], result[index + 1]
        between = reading.norms[bare.slot.at + 1 : following.slot.at]
        if bare.indicator != "other" or bare.head_end or following.head_side != "right" or between not in _ROW:
            continue
        if bare.slot.numeral.is_percent == following.slot.numeral.is_percent:
            result[index] = replace(
                following, slot=bare.slot, rules=(*following.rules, "scope.noun_behind"), head_end=0
            )
    return result


def with_shared_grades(reading: Reading, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, a share of bodies or members graded as the one that it is joined to.

    "Ít nhất 90% chi bộ và 98% đảng viên hoàn thành tốt nhiệm vụ" tells the grade of both.
    """
    result = list(quantities)
    for index in range(len(result) - 2, -1, -1):
        one, following = result[index], result[index + 1]
        if not _is_open(one) or following.aspect != "rated" or following.measure != "share":
            continue
        grades = frozenset(group for group in following.groups if group.startswith("rating:"))
        between = reading.norms[one.head_end : following.slot.at]
        if grades and following.head_side == "right" and {"và", ","} & set(between) and set(between) <= _JOINED:
            result[index] = replace(
                one,
                aspect="rated",
                indicator=f"{one.subject}.rated",
                groups=one.groups | grades,
                rules=(*one.rules, RULE),
            )
    return result


def with_lower_grades(reading: Reading, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, those of a list of grades with the grade that stands before them ("vững mạnh 80%, khá: 15%").

    These grades are words of common speech, so they are read only between two figures of such a list.
    """
    result = list(quantities)
    for index in range(1, len(result)):
        before, own = result[index - 1], result[index]
        if before.aspect != "rated" or own.aspect != "rated" or not own.inherits or own.subject != before.subject:
            continue
        between = reading.norms[before.slot.at + 1 : own.slot.at]
        grade = _LOWER.get(tuple(word for word in between if word not in _BESIDE))
        if grade:
            kept = (group for group in own.groups if not group.startswith("rating:"))
            result[index] = replace(own, groups=frozenset([*kept, grade]), rules=(*own.rules, LOWER_RULE))
    return result


def _is_open(quantity: Quantity) -> bool:
    """Whether a percent of bodies or members is told without what became of them."""
    if quantity.measure != "share" or quantity.head_side != "right" or quantity.subject not in _GRADED:
        return False
    has_grade = any(group.startswith("rating:") for group in quantity.groups)
    return quantity.aspect in ("total", "rated") and not has_grade and bool(quantity.head_end)
