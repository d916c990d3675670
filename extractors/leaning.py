"""Numerals that lean on another one: the same thing in another measure, changes of a flow, aims before results."""

import dataclasses
from collections.abc import Sequence
from itertools import pairwise

from extractors.ages import are_young
from extractors.arithmetic import part_before
from extractors.bracketed_plans import bracketed_plan, is_bracket_of_plan
from extractors.grades import replaced_ratings
from extractors.heads import ORGANIZATIONS, Head
from extractors.indicators import is_level
from extractors.light_records import replace
from extractors.measures import MeasureReading
from extractors.nouns_behind import is_share_base
from extractors.plan_pairs import status_beside_plan
from extractors.quantity import Carried, Quantity, is_flow
from extractors.shared_verbs import same_kind
from extractors.slots import Reading, Slot
from extractors.statuses import GOES_ON
from extractors.topics import groups_between, says_nothing_more
from schemas.vocabulary import Status

_EXAMPLES = frozenset(
    {("tiêu", "biểu"), ("điển", "hình"), ("làm", "tốt"), ("dẫn", "đầu"), ("kết", "quả"), ("nhiều", "nhất")}
)
_YOUTH, _LONGEST_BASE = frozenset({"youth"}), 9
_OF_THOSE = (("trong", "số", "đó"), ("trong", "số", "này"), ("trong", "số", "ấy"))
_TO_NEW_LEVEL = frozenset("xuống còn lên thành chỉ đến về tới rút kéo hạ giảm tăng nâng".split())
_STRIVES = "cue.target.strive"


def leaned_on(
    reading: Reading,
    slot: Slot,
    head: Head,
    measure: MeasureReading,
    previous: Quantity | None,
    done: Sequence[Quantity],
    carried: Carried,
) -> Quantity | None:
    """The quantity that this numeral restates in another measure ("đạt 54% kế hoạch", "(tăng 08)"), or None."""
    if previous is None or not measure.leans or head.side == "right":
        return None
    if measure.measure == "completion":
        if head.side == "left" and head.subject == "other":
            return None
        if done and _is_of_a_thing(reading, slot, done[-1]):
            return done[-1]
        flows = [q for q in done if is_flow(q) and q.measure == "count"]
        flows = [q for q in flows if q.slot.depth <= slot.depth] or flows
        by_body = carried.same_paragraph and previous.indicator == "other" and previous.subject in ORGANIZATIONS
        told = carried.quantity if by_body else None
        if not flows and told is not None and is_flow(told) and slot.depth:
            return told
        return flows[-1] if flows else previous
    if measure.measure == "share" and (part := part_before(reading, slot, done)):
        return part
    if _has_own_noun(head, measure, previous) or (previous.subject == "village" and _has_own_deed(reading, slot)):
        return None
    if head.side == "group" or (head.inherited and _has_own_group(reading, slot, previous)):
        return None
    if measure.measure == "share" and _is_beside_the_poor(reading, previous, done):
        return done[-2]
    return previous if head.inherited or measure.measure == "change" else None


def _has_own_noun(head: Head, measure: MeasureReading, previous: Quantity) -> bool:
    """Whether a noun before the numeral, or another kind of thing, keeps it from restating the one before."""
    if (head.side == "left" and measure.measure != "change") or head.subject != previous.subject != "other":
        return True
    return head.side == "left" and head.subject not in ("other", previous.subject)


def _has_own_deed(reading: Reading, slot: Slot) -> bool:
    """Whether what villages have is told right behind a share of them ("9 thôn, 100% có chi bộ")."""
    behind = (m for m in reading.aspects if slot.at < m.start <= slot.at + 2)
    return any(m.rule.id.startswith("aspect.village.") for m in behind)


def _is_of_a_thing(reading: Reading, slot: Slot, last: Quantity) -> bool:
    """Whether how much of a plan was reached is told of a thing right before ("tiếp nhận 900 đơn vị máu, đạt 88%")."""
    if last.indicator != "other" or "head.thing" not in last.rules or last.slot.depth > slot.depth:
        return False
    words = reading.norms[last.slot.at + 1 : slot.at]
    own = any(norm in (",", ";") for norm in reading.norms[last.slot.left : last.slot.at])
    return own and words[-1:] in (("đạt",), ("bằng",)) and words[-2:-1] in ((",",), ("(",))


def _is_beside_the_poor(reading: Reading, previous: Quantity, done: Sequence[Quantity]) -> bool:
    """Whether the count before tells the whole of poor households, or their people ("144 hộ nghèo trên 3.206 hộ")."""
    if len(done) < 2 or done[-1] is not previous or done[-2].indicator != "household.poor":
        return False
    before = reading.norms[previous.slot.at - 1]
    return previous.indicator == "population.total" or (
        previous.indicator == "household.total" and before in ("trên", "số", "/")
    )


def _has_own_group(reading: Reading, slot: Slot, previous: Quantity) -> bool:
    """Whether a breakdown before the numeral, or an age, makes it another part ("nữ chiếm 30%"), or one behind it."""
    if are_young(reading, slot, previous.subject) or _are_kinh(reading, slot, previous):
        return True
    other = [m for m in reading.groups if previous.subject in m.rule.subjects and m.rule.group not in previous.groups]
    if any(slot.left <= m.start < slot.at for m in other):
        return True
    behind = [m for m in other if slot.at < m.start <= slot.at + 3 and m.end <= slot.break_ and previous.groups]
    return any(not m.rule.group.startswith("rating:") for m in behind)


def _are_kinh(reading: Reading, slot: Slot, previous: Quantity) -> bool:
    """Whether the Kinh end a list of peoples by their bare name ("dân tộc Thái chiếm 62%, Kinh 2%")."""
    return "ethnic_minority" in previous.groups and reading.norms[slot.at - 1] == "kinh"


def continued(reading: Reading, slot: Slot, base: Quantity, measure: MeasureReading) -> Quantity:
    """A numeral that speaks of the same thing as another one, in another measure."""
    of_those = reading.norms[slot.at + 1 : slot.at + 4] in _OF_THOSE
    own = measure.measure != "completion" and (of_those or not is_share_base(reading, slot))
    is_beside = base.measure == "change" != measure.measure and base.base_start is not None
    end = next((i for i in range(slot.at + 1, slot.break_) if reading.norms[i] == "và"), slot.break_)
    ahead = {m.rule.group for m in groups_between(reading, slot.at + 1, end, base.subject) if own}
    planned = slot.depth > 0 and (is_bracket_of_plan(reading, slot) or bracketed_plan(reading, slot) is not None)
    if base.measure == measure.measure == "share" and base.groups == _YOUTH and not says_nothing_more(reading, slot):
        base = replace(base, groups=frozenset())
    return replace(
        base,
        slot=slot,
        measure=measure.measure,
        direction=measure.direction,
        unit="percent" if slot.numeral.is_percent else base.unit,
        groups=replaced_ratings(base.groups, ahead) if base.indicator != "other" else frozenset(),
        inherits=True,
        rules=(*measure.rules, "scope.same_thing"),
        in_order=measure.in_order,
        head_side="none",
        status=_status_beside(reading, slot, base, measure, planned=planned),
        base_start=base.base_start if is_beside else base.slot.numeral.start,
        head_end=0,
    )


def _status_beside(reading: Reading, slot: Slot, base: Quantity, measure: MeasureReading, *, planned: bool) -> Status:
    """The status of a numeral that restates another: a bracket's plan, how much was reached, what is now, or as it."""
    if planned:
        return "target"
    if beside := status_beside_plan(reading, slot):
        return beside
    if measure.measure == "completion":
        is_told_here = base.slot.numeral.start >= reading.tokens.sentence.start
        return "target" if base.status == "target" and _STRIVES in base.rules and is_told_here else "actual"
    now = any(n == "hiện" for n in reading.norms[slot.left : slot.at])
    return "actual" if slot.depth > base.slot.depth and now else base.status


def joined_ratios(reading: Reading, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with the whole of a ratio that words part ("356 đoàn viên/1.606 đoàn viên") as denominator."""
    result: list[Quantity] = []
    for quantity in quantities:
        part = result[-1] if result else None
        if part is not None and _is_whole_of(reading, quantity, part):
            number, whole = part.slot.numeral, quantity.slot.numeral
            span = (whole.start, whole.end)
            ratio = dataclasses.replace(number, denominator=whole.value, denominator_span=span)
            result[-1] = replace(part, slot=replace(part.slot, numeral=ratio))
        else:
            result.append(quantity)
    return result


def reached_after_all(quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with a count told as reached when a percentage of the plan for it follows ("… 162, đạt 108%").

    Only the sentence before set an aim, and no word of this one.
    """
    told = {q.base_start for q in quantities if q.measure == "completion" and q.status == "actual"}
    return [
        replace(q, status="actual") if q.slot.numeral.start in told and GOES_ON in q.rules else q for q in quantities
    ]


def _is_whole_of(reading: Reading, whole: Quantity, part: Quantity) -> bool:
    """Whether a slash joins a count to the whole it is of: the same kind of thing, or "/tổng số"."""
    number, other = part.slot.numeral, whole.slot.numeral
    if other.denominator is not None or other.value_max is not None:
        return False
    if number.denominator is not None or number.is_percent or whole.slot.numeral.is_percent or part.measure != "count":
        return False
    between = reading.norms[part.slot.at + 1 : whole.slot.at]
    if len(between) < 2 or "/" not in between[-3:] or {",", ";", "(", ":"} & set(between):
        return False
    return between[-3:] == ("/", "tổng", "số") or (between[-1] == "/" and whole.subject == part.subject != "other")


def taken(slot: Slot, previous: Quantity) -> int:
    """The token behind what belongs to the numeral before: its noun with the words behind it."""
    if not previous.head_end:
        return 0
    return previous.slot.break_ if previous.slot.break_ < slot.at else previous.head_end


def is_old_level(reading: Reading, slot: Slot, following: Slot) -> bool:
    """Whether the numeral is the old level and the next one, with the noun, the new ("từ 262 xuống còn 216 xã")."""
    between = reading.norms[slot.at + 1 : following.at]
    before = reading.norms[slot.left : slot.at]
    return bool(between) and "từ" in before[-3:] and all(n in _TO_NEW_LEVEL for n in between)


def is_of_the_admitted(reading: Reading, slot: Slot, head: Head, carried: Carried, done: Sequence[Quantity]) -> bool:
    """Whether members counted right behind admissions are some of those ("109 đảng viên có trình độ đại học").

    So are those of bodies that a sentence below gives as examples ("Các đảng bộ làm tốt như: Hà Hiệu (9 đảng viên)").
    """
    whole = carried.quantity
    if done or whole is None or whole.indicator != "member.admitted":
        return False
    if whole.status == "target" and carried.same_paragraph and reading.norms[:2] == ("kết", "quả"):
        return head.side == "right"
    if head.subject == "person":
        return carried.same_paragraph and reading.norms[slot.at - 1] == "được"
    if not carried.same_paragraph and not (slot.depth and _gives_examples(reading, slot)):
        return False
    if reading.norms[slot.at - 1] == "từ" and slot.numeral.value_max is None:
        return False
    told = slot.break_ - head.end >= 2 or slot.depth > 0
    return told and head.side == "right" and slot.numeral.value < whole.slot.numeral.value


def _gives_examples(reading: Reading, slot: Slot) -> bool:
    """Whether the words before a figure name those that did well."""
    words = reading.norms[: slot.at]
    return any(pair in _EXAMPLES for pair in pairwise(words)) and bool({"như", "là", ":"} & set(words))


def changes_flow(reading: Reading, slot: Slot, head: Head, previous: Quantity | None) -> bool:
    """Whether a change speaks of the flow right before it ("kết nạp 200 đảng viên, tăng 5 so với năm 2017")."""
    if (
        previous is None
        or not same_kind(previous.subject, head.subject)
        or is_level(previous.indicator, previous.measure)
    ):
        return False
    if slot.depth > previous.slot.depth and previous.measure == "change":
        return True
    bases = [m for m in reading.cues if m.rule.cue == "base" and slot.left <= m.start <= slot.at + 6]
    commas = [i for i in range(slot.left, slot.at) if reading.norms[i] in (",", ";", "và")]
    start = commas[-1] + 1 if commas else slot.left
    if any(start <= m.start <= start + 1 and reading.norms[m.start] == "so" for m in bases):
        return slot.at - start <= _LONGEST_BASE
    return bool(bases) and slot.at - (commas[-1] if commas else slot.left) <= 6
