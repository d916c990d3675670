"""Quantities of a sentence -> the same, with a noun or a grade said once given to those joined to it.

So too the lower grades of a list, which have short names of common speech.
"""

from collections.abc import Sequence

from extractors.heads import ORGANIZATIONS, PEOPLE
from extractors.light_records import replace
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
ROW = "scope.noun_of_the_row"
_ITEMS, _LABEL = 2, 10
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


def share_noun_of_row(reading: Reading, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a row of names, the noun behind its last one given to all ("Thơ 34, Văn xuôi 31 hội viên").

    What the row stands behind may count something else ("ở 8 chi hội chuyên ngành: Thơ 34, …", "… đoàn viên vào Đảng.
    Năm Căn được giao 600, U Minh 850 đoàn viên").
    """
    result = list(quantities)
    for index in range(len(result) - 1, 1, -1):
        last = result[index]
        if last.head_side != "right" or last.subject != "member" or last.measure != "count":
            continue
        first = index
        while first and _is_item_before(reading, result[first - 1], result[first]):
            first -= 1
        if index - first < _ITEMS or not _is_labelled(reading, result[first].slot.left, result[first].slot.at):
            continue
        for item in range(first, index):
            if _counts_another(result[item], last):
                result[item] = _as_counted(result[item], last)
    return result


def _is_item_before(reading: Reading, one: Quantity, following: Quantity) -> bool:
    """Whether a bare figure ends one item of a row, and the next item begins with a name."""
    if not one.inherits or one.head_side == "right" or one.measure != "count" or one.slot.numeral.is_percent:
        return False
    start, end = one.slot.at + 1, following.slot.at
    joined = reading.norms[start : start + 1] in _ROW and end - start <= _LABEL
    told = any(start <= m.start < end and m.rule.subject in PEOPLE for m in reading.heads)
    return joined and not told and _is_labelled(reading, start + 1, end)


def _is_labelled(reading: Reading, start: int, end: int) -> bool:
    """Whether what stands before a figure is a name, behind the last sign that opens an item."""
    signs = [i for i in range(start, end) if reading.norms[i] in (":", ",", ";", "như")]
    begin = signs[-1] + 1 if signs else start
    return begin < end and reading.tokens.words[begin][0].isupper()


def _counts_another(one: Quantity, last: Quantity) -> bool:
    """Whether a bare figure was taken for bodies, or for the members of another body, than the row counts."""
    if one.subject in ORGANIZATIONS:
        return True
    return one.indicator == last.indicator and (one.noun, one.system) != (last.noun, last.system)


def _as_counted(one: Quantity, last: Quantity) -> Quantity:
    """A figure of a row as the last one counts it, with the tags that both have."""
    groups = one.groups & last.groups
    return replace(last, slot=one.slot, groups=groups, inherits=True, rules=(ROW,), head_side="none", head_end=0)


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
