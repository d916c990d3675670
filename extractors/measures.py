"""Slot -> measure and direction: count, share, completion or change."""

import dataclasses
from collections.abc import Sequence

from extractors.excesses import exceeds_plan, passes_plan_of, surpasses
from extractors.function_words import WORDS_OF_PLAN
from extractors.light_records import light_record, replace
from extractors.nouns_behind import is_share_base
from extractors.quantity import Quantity, is_flow
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot
from extractors.tokens import NUMERAL
from schemas.rules import AspectRule, CueRule
from schemas.vocabulary import Direction, Measure

_NEAR, _PEOPLE_ADMITTED, _BASE = 4, 3, 7
_NEW_LEVEL = frozenset({",", "(", ":", "từ", "còn", "lên", "xuống", "là", "đạt", "có"})
_TO_PERCENT = frozenset({":", "đạt", "bằng", "là", "mới", "chỉ"})
_COMPARED = (("so",), ("năm",), ("cùng",), ("đầu",), ("nhiệm",))
_ONLY, _IN = frozenset({"mới", "chỉ"}), frozenset({"ở", "tại", "của"})
_MODEL = ("tiêu", "biểu")
_GOING_ON = ((",",), (";",), ("và",), (")",), ("(",))
_TO_NEW_SHARE = (("lên",), ("xuống",), ("xuống", "còn"), ("còn",), ("lên", "đến"), ("lên", "tới"), ("đến",))
_WHOLE = 100
_RATES = frozenset({"lệ", "tl"})
_GRADE = ("hoàn", "thành")
"""The lowest grade but one, which is no plan fulfilled: "27 hoàn thành (3,1%)", "7% hoàn thành, 1% không"."""
_BEHIND_GRADE = frozenset({"(", ",", ";", "và", "còn"})


@light_record(frozen=True, slots=True)
class MeasureReading:
    """The measure, and whether the figure leans on the numeral before it."""

    measure: Measure
    direction: Direction | None
    leans: bool
    rules: tuple[str, ...]
    in_order: bool = False


_COUNT = MeasureReading("count", None, False, ())


def find_measure(reading: Reading, slot: Slot, previous: Quantity | None, *, has_noun: bool) -> MeasureReading:
    """Count, share, completion or change, by the cues between the numeral before and the next stop.

    Args:
        reading: The sentence.
        slot: The numeral.
        previous: What the numeral before counts.
        has_noun: The counted noun stands right behind.
    """
    change = _change_cue(reading, slot) if "change" in reading.purposes else None
    if slot.numeral.is_percent:
        return _percent(
            reading,
            slot,
            change,
            previous_flow=is_flow(previous) and not has_noun,
            previous_rated=previous is not None and previous.aspect == "rated",
        )
    if change:
        return MeasureReading("change", change.rule.direction, _no_noun(reading, slot), (change.rule.id,))
    if "vượt" not in reading.words:
        return _COUNT
    if exceeds_plan(reading, slot):
        return MeasureReading("completion", None, _no_noun(reading, slot), ("measure.exceeds_plan",))
    if surpasses(reading, slot):
        return MeasureReading("change", "up", False, ("measure.surpasses",))
    return _COUNT


def _excess(reading: Reading, slot: Slot) -> list[Match[CueRule]]:
    """The words right before a percent that say that a plan was reached or passed; those of a grade do not."""
    found = [m for m in reading.cues_of("excess") if max(slot.left, slot.at - _NEAR) <= m.start and m.end <= slot.at]
    graded = [m for m in reading.aspects if m.rule.aspect == "rated" and slot.left <= m.start < slot.at]
    return [m for m in found if not any(g.start <= m.start < g.end for g in graded)]


def _is_grade(reading: Reading, slot: Slot, excess: Match[CueRule]) -> bool:
    """Whether "hoàn thành" ends the item before the figure, as the grade of what was counted there."""
    words = reading.norms[excess.start : slot.at]
    return words[:2] == _GRADE and _BEHIND_GRADE.issuperset(words[2:])


def _percent(
    reading: Reading, slot: Slot, change: Match[CueRule] | None, *, previous_flow: bool, previous_rated: bool
) -> MeasureReading:
    """The measure of a percent; `previous_flow` says that the numeral before counts something done in a period.

    `previous_rated` says that it counts what got a grade, so that "hoàn thành" is the next grade.
    """
    in_order = any([m.end <= slot.at for m in reading.purposes.get("in_order", ())])
    if change:
        return MeasureReading("change", change.rule.direction, True, (change.rule.id,), in_order)
    excess = _excess(reading, slot) if "excess" in reading.purposes else []
    if "plan" in reading.purposes and (plan := _plan_behind(reading, slot) or _plan_before(reading, slot)):
        return MeasureReading("completion", None, True, (plan.rule.id,), in_order)
    if "vượt" in reading.words and "plan" in reading.purposes and passes_plan_of(reading, slot):
        return MeasureReading("completion", None, True, ("measure.exceeds_plan",), in_order)
    if excess and ((previous_rated and _is_grade(reading, slot, excess[-1])) or _is_ceiling(reading, slot)):
        excess = []
    if excess and not any(n in ("mục", "tiêu") for n in reading.norms[excess[-1].end : slot.at]):
        return MeasureReading("completion", None, True, (excess[-1].rule.id,), in_order)
    rate = not _RATES.isdisjoint(reading.norms[slot.left : slot.at]) or _is_of_a_part(reading, slot)
    if (
        previous_flow
        and not rate
        and reading.norms[slot.left : slot.at][-1:] == ("đạt",)
        and not is_share_base(reading, slot)
    ):
        return MeasureReading("completion", None, True, ("measure.reached",), in_order)
    if not rate and _is_reached_deed(reading, slot):
        return MeasureReading("completion", None, True, ("measure.reached",), in_order)
    if slot.numeral.value > _WHOLE:
        return MeasureReading("completion", None, True, ("measure.above_the_whole",), in_order)
    return MeasureReading("share", None, True, ("measure.percent",), in_order)


def as_percent(reading: Reading, slot: Slot, done: Sequence[Quantity], following: Slot | None = None) -> Slot:
    """The slot, its numeral a percentage when the sign stands only at one before or behind ("tốt 71,2%, khá 20,4")."""
    last = done[-1].slot if done else None
    number = slot.numeral
    if following is not None and _is_old_share(reading, slot, following):
        return replace(slot, numeral=dataclasses.replace(number, is_percent=True))
    if last is None or not last.numeral.is_percent or number.is_percent or number.denominator is not None:
        return slot
    if not _no_noun(reading, slot) and reading.norms[slot.at + 1] != "và":
        return slot
    words = reading.norms[last.at + 1 : slot.at]
    in_bracket = words[:1] == ("(",) and words[1:] == _MODEL and number.value < last.numeral.value
    in_row = words[:1] in _GOING_ON and NUMERAL not in words and "tuổi" not in words and "từ" not in words[-2:]
    is_part = in_row and number.value != number.value.to_integral_value() and number.value <= _WHOLE
    if not in_bracket and not is_part:
        return slot
    return replace(slot, numeral=dataclasses.replace(number, is_percent=True))


def _is_of_a_part(reading: Reading, slot: Slot) -> bool:
    """Whether a breakdown stands right before "đạt", so that the percent is a share ("…, nữ đạt 42%")."""
    return reading.norms[slot.at - 1] == "đạt" and any(
        m.end == slot.at - 1 and m.start >= slot.left and not m.rule.group.startswith("rating:") for m in reading.groups
    )


def tells_who_they_are(reading: Reading, slot: Slot) -> bool:
    """Whether a percent is told of a kind of people, which is no plan gone on with ("đạt 62%, 43% là nữ")."""
    if reading.norms[slot.at + 1 : slot.at + 2] != ("là",):
        return False
    behind = (m for m in reading.groups if slot.at < m.start <= slot.at + _NEAR and m.end <= slot.break_)
    return any(not m.rule.group.startswith("rating:") for m in behind)


def _is_old_share(reading: Reading, slot: Slot, following: Slot) -> bool:
    """Whether the sign behind a new share counts for the old one too ("tăng từ 27,5 lên 31,2%")."""
    number = slot.numeral
    if number.is_percent or number.denominator is not None or not following.numeral.is_percent or number.value > _WHOLE:
        return False
    between = reading.norms[slot.at + 1 : following.at]
    return "từ" in reading.norms[max(slot.left, slot.at - 2) : slot.at] and between in _TO_NEW_SHARE


def _is_reached_deed(reading: Reading, slot: Slot) -> bool:
    """Whether a percent is of a plan for what a verb names and no figure ("Kết nạp đảng viên mới đạt 92%")."""
    if slot.depth and _is_example(reading, slot):
        return True
    if reading.norms[max(slot.left, slot.at - 1) : slot.at] != ("đạt",) or is_share_base(reading, slot):
        return False
    at = slot.at - 2 if reading.norms[slot.at - 2] in _ONLY else slot.at - 1
    done = [m for m in reading.aspects if slot.left <= m.start and m.end < slot.at and m.rule.aspect == "admitted"]
    told = [m for m in done if m.rule.side != "behind" and (at - m.end <= _PEOPLE_ADMITTED or _of_unit(reading, m, at))]
    kinds = [m for m in reading.groups if not m.rule.group.startswith("level:")]
    return bool(told) and not any(told[0].end <= m.start < slot.at for m in kinds)


def _of_unit(reading: Reading, match: Match[AspectRule], end: int) -> bool:
    """Whether only the name of a unit stands between a verb and its rate ("kết nạp hội viên ở huyện A mới đạt 43%")."""
    where = next((i for i in range(match.end, end) if reading.norms[i] in _IN), end)
    if not (where - match.end <= _PEOPLE_ADMITTED and 1 < end - where <= _BASE):
        return False
    return not any(n in HARD_STOPS or n == NUMERAL for n in reading.norms[where:end])


def _is_example(reading: Reading, slot: Slot) -> bool:
    """Whether a bracket tells how much of its plan a named body reached ("kết nạp đạt thấp như Đình Lập (38%)")."""
    done = [m for m in reading.aspects if slot.left <= m.start and m.end < slot.at and m.rule.aspect == "admitted"]
    behind = reading.norms[done[-1].end : done[-1].end + _BASE] if done else ()
    return "đạt" in behind[:_PEOPLE_ADMITTED] and "như" in behind and reading.norms[slot.at - 1] == "("


def _plan_behind(reading: Reading, slot: Slot) -> Match[CueRule] | None:
    """The plan or target that a percent is of: its first words stand right behind."""
    for match in reading.cues_of("plan"):
        if slot.at < match.start <= slot.at + 3 and match.end <= slot.stop:
            between = reading.norms[slot.at + 1 : match.start]
            if "(" in between and "lệ" in reading.norms[slot.left : slot.at]:
                continue
            if all(n in ("so", "với", "của", "trên", "(", "các", "theo", "trở", "lên", "về") for n in between):
                return match
    return None


def _is_ceiling(reading: Reading, slot: Slot) -> bool:
    """Whether a percent of members is a ceiling ("không để số bị kỷ luật vượt 0,5% tổng số đảng viên")."""
    return is_share_base(reading, slot) and "không" in reading.norms[slot.left : slot.at]


def _plan_before(reading: Reading, slot: Slot) -> Match[CueRule] | None:
    """The plan that labels a percent as compared with it ("So với KH năm: 44,3%", "so với chỉ tiêu giao đạt 80%")."""
    for match in reversed(reading.cues_of("plan")):
        if slot.left <= match.start and match.end <= slot.at:
            compared = (
                reading.norms[match.start] == "so" or "so" in reading.norms[max(0, match.start - 2) : match.start]
            )
            between = reading.norms[match.end : slot.at]
            return match if compared and all(n in WORDS_OF_PLAN or n in _TO_PERCENT for n in between) else None
    return None


def _change_cue(reading: Reading, slot: Slot) -> Match[CueRule] | None:
    """A growth or fall right before the numeral, with no word of a new level between."""
    changes = reading.cues_of("change")
    if not changes:
        return None
    stops = _NEW_LEVEL - ({"từ"} if slot.numeral.value_max is not None else set())
    stops = stops - {":"} if slot.numeral.is_percent else stops
    for match in reversed(changes):
        if match.end > slot.at or match.start < slot.left:
            continue
        between = reading.norms[match.end : slot.at]
        if between[:1] in _COMPARED and between[-1] == "là" and not {",", ";"} & set(between):
            return match
        if len(between) > _NEAR or any(n in HARD_STOPS or n in stops for n in between):
            return None
        return match
    return None


def _no_noun(reading: Reading, slot: Slot) -> bool:
    """Whether nothing is counted behind the numeral ("(tăng 08)")."""
    after = reading.norms[slot.at + 1] if slot.at + 1 < len(reading.norms) else "."
    return not after[0].isalpha()
