"""Numerals beside a plan or an aim -> whether they are its number: set, reached of it, or told before the result."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.bracketed_plans import bracketed_plan
from extractors.heads import Head
from extractors.light_records import replace
from extractors.quantity import Quantity, is_flow
from extractors.shared_verbs import same_kind
from extractors.slots import Reading, Slot
from extractors.tokens import NUMERAL

_PLANS = frozenset({"chỉ", "kế", "giao", "đặt", "cần"})
_AIMS = frozenset({("chỉ", "tiêu"), ("mục", "tiêu"), ("kế", "hoạch")})
_OF_A_TIME = frozenset({"của", "năm", "nhiệm", "kỳ", "cả", "giai", "đoạn", "là", "-", "–", NUMERAL})
_REACHING = frozenset({"đạt", "vượt", "và", "đến", "cuối", "hết", "ít", "nhất", "tối", "thiểu", "trên", "từ"})
REACHED = "scope.set_or_reached"
_SO_FAR = frozenset({"mới", "hiện", "chỉ", "đã"})
_NEAR = 5
_OF_A_STOCK = frozenset({"thiếu", "hụt", "có", "còn", "lên", "tổng", "với", "nắm", "gồm", "quản", "tại", "cho"})


def with_aims_before(reading: Reading, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with a bare aim told as what follows ("chỉ tiêu giao là 60, đến nay đã kết nạp 41 đảng viên")."""
    result = list(quantities)
    for index, (aim, reached) in enumerate(pairwise(quantities)):
        slot = aim.slot
        bare = aim.indicator == "other" and aim.status == "target" and not aim.head_end and not slot.numeral.is_percent
        is_last = reading.norms[slot.at + 1 : slot.at + 2] in ((",",), (";",), (")",), ("nhưng",), ("song",))
        if not (bare and is_last and is_flow(reached) and reached.measure == "count" and reached.status == "actual"):
            continue
        if _PLANS & set(reading.norms[slot.left : slot.at]) and reading.norms[slot.at - 1] in ("là", "giao"):
            rules = (*aim.rules, "scope.aim_before")
            result[index] = replace(reached, slot=slot, status="target", rules=rules, groups=frozenset(), head_end=0)
    return result


def is_set_or_reached(reading: Reading, slot: Slot, told: Sequence[Quantity]) -> bool:
    """Whether members are counted as set by a plan or reached of it ("chỉ tiêu 2.200 đảng viên", "đạt 66/110").

    Behind others admitted, only such can be more than the whole they are held against ("vượt chỉ tiêu như … 9/7").
    """
    number = slot.numeral
    if number.is_percent:
        return False
    if number.denominator is not None and number.value > number.denominator and any(is_flow(q) for q in told):
        return True
    before = reading.norms[max(slot.left, slot.at - 4) : slot.at]
    if bracketed_plan(reading, slot) or _sets_a_number(reading, slot):
        return True
    if slot.numeral.denominator is not None and before[-1:] in (("đạt",), ("được",)):
        return True
    if before[-1:] == (":",) and _labels_an_aim(reading.norms[slot.left : slot.at - 1]):
        return True
    return any(
        m.rule.cue == "target" and m.end in (slot.at, slot.at - 1) and reading.norms[m.start] in _PLANS
        for m in reading.cues
        if m.start >= slot.left and (m.end == slot.at or before[-1:] in (("là",), ("từ",)))
    )


def reached_of_aim(reading: Reading, slot: Slot, head: Head, told: Sequence[Quantity]) -> Quantity | None:
    """The aim of the sentence before of which a count was reached ("… Đến nay mới thực hiện được 118 …")."""
    goes_on = reading.norms[slot.at - 1] in ("và", ",") and bool(told) and REACHED in told[-1].rules
    is_reached = reading.norms[slot.at - 1] == "được" and reading.norms[slot.at - 2] in _SO_FAR
    if slot.numeral.is_percent or not (is_reached or goes_on):
        return None
    aims = (q for q in reversed(told) if q.status == "target" and is_flow(q) and same_kind(head.subject, q.subject))
    return next(aims, None)


def _sets_a_number(reading: Reading, slot: Slot) -> bool:
    """Whether only words of time stand between an aim and its number ("chỉ tiêu cả năm 12", "phấn đấu … đạt 150")."""
    aims = [m for m in reading.cues if m.rule.cue == "target" and slot.left <= m.start and m.end <= slot.at]
    between = reading.norms[aims[-1].end : slot.at] if aims else ()
    plain = all(n in _OF_A_TIME or n in _REACHING for n in between)
    return bool(between) and plain and bool(_REACHING & set(between) or reading.norms[aims[-1].start] in _PLANS)


def _labels_an_aim(words: Sequence[str]) -> bool:
    """Whether a label says only that an aim of some time follows ("Mục tiêu của năm 2010: 130 đảng viên")."""
    aims = [i for i, pair in enumerate(pairwise(words)) if pair in _AIMS]
    return bool(aims) and all(n in _OF_A_TIME for n in words[aims[-1] + 2 :])


def are_to_be_admitted(reading: Reading, slot: Slot, rules: Sequence[str]) -> bool:
    """Whether members aimed at are new ones ("chỉ tiêu toàn tỉnh là 2.450 đảng viên"), by no word of a stock before.

    Args:
        reading: The sentence.
        slot: The numeral.
        rules: The rules that decided its status; an aim that only goes on from the sentence before tells nothing.
    """
    if slot.numeral.is_percent or not any(rule.startswith("cue.target") for rule in rules):
        return False
    return _OF_A_STOCK.isdisjoint(reading.norms[max(slot.left, slot.at - _NEAR) : slot.at])
