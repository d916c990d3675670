"""A percent -> what it is of, where the numbers around it say so: 66/110 is 60 %, 5.127 of 6.891 is 74,4 %.

Words such as "đạt" do not tell a completion from a share; the arithmetic of the sentence does.
"""

from collections.abc import Sequence
from decimal import Decimal

from extractors.heads import ORGANIZATIONS, PEOPLE
from extractors.light_records import replace
from extractors.measures import MeasureReading
from extractors.quantity import Quantity
from extractors.slots import Reading, Slot

_FLOWS = frozenset({"admitted", "official", "established", "opened", "trained", "introduced"})
_SAME = frozenset({("tương", "ứng"), ("tương", "đương")})
_LEAST, _PAIR = 8, 2
_UNITS = frozenset({"village", "commune", "district"})


def corrected(
    reading: Reading,
    slot: Slot,
    measure: MeasureReading,
    previous: Quantity | None,
    done: Sequence[Quantity],
    told: Quantity | None = None,
) -> MeasureReading:
    """The measure of a percent as the numbers before it in the sentence prove it, else `measure` unchanged.

    A percent that is the a/b before it is a completion when b is a target, else a share; one that is the count before
    it over an earlier count of the sentence is a share, unless that count is the aim; one "tương ứng" to a change is
    that change. One in a bracket is a completion when it is the count before it over an aim for the same, told earlier
    or (`told`) in the sentence before.
    """
    if not slot.numeral.is_percent or previous is None or not done or previous is not done[-1]:
        return measure
    number = previous.slot.numeral
    if number.is_percent or measure.measure == "change":
        return measure
    words = reading.norms[slot.left : slot.at]
    if previous.measure == "change" and (tuple(words[-2:]) in _SAME or words == ("(",)):
        return replace(measure, measure="change", direction=previous.direction, rules=("measure.same_change",))
    if number.denominator is not None:
        if measure.rules[0].startswith("cue.") or not _is_ratio(slot.numeral.value, number.value, number.denominator):
            return measure
        planned = previous.aspect in _FLOWS and previous.subject not in ORGANIZATIONS and "chiếm" not in words
        return replace(measure, measure="completion" if planned else "share", rules=("measure.of_the_ratio",))
    aims = (*done[:-1], *((told,) if told else ())) if words == ("(",) or _restates(words) else ()
    least = _LEAST if words == ("(",) else 1
    if any(_is_aim(aim, previous, slot) and aim.slot.numeral.value >= least for aim in aims):
        return replace(measure, measure="completion", rules=("measure.of_the_aim",))
    if measure.measure == "completion" and measure.rules == ("measure.reached",):
        counts = [q for q in done[:-1] if q.measure == "count" and not q.slot.numeral.is_percent]
        wholes = [q for q in counts if q.slot.numeral.value >= _LEAST]
        whole = next((q for q in wholes if _is_ratio(slot.numeral.value, number.value, q.slot.numeral.value)), None)
        if whole and not (whole.status == "target" and whole.indicator == previous.indicator):
            return replace(measure, measure="share", rules=("measure.of_the_whole",))
    return measure


def _restates(words: Sequence[str]) -> bool:
    """Whether the words say that a percent is the count before ("được 16, tức là 35,5%", "02 = 100%", "9, bằng 3%")."""
    if tuple(words) == (",", "bằng"):
        return True
    return tuple(words[-1:]) in (("=",), ("tức",)) or tuple(words[-2:]) in (("tức", "là"), ("nghĩa", "là"))


def _is_aim(aim: Quantity, reached: Quantity, slot: Slot) -> bool:
    """Whether a percent is a count over an aim for the same."""
    if aim.status != "target" or aim.measure != "count" or (aim.indicator, aim.aspect) == ("other", "other"):
        return False
    is_same = aim.indicator == reached.indicator and reached.aspect in _FLOWS and reached.measure == "count"
    number, goal = reached.slot.numeral.value, aim.slot.numeral.value
    return is_same and _is_ratio(slot.numeral.value, number, goal)


_OF_ALL = ("tổng", "số")


def part_before(reading: Reading, slot: Slot, done: Sequence[Quantity]) -> Quantity | None:
    """The count that a percent tells the share of, where its whole stands between ("31 đảng viên trên tổng số 90")."""
    if len(done) < _PAIR or not slot.numeral.is_percent:
        return None
    part, whole = done[-2], done[-1]
    if whole.subject in ORGANIZATIONS and part.measure == "count" and _is_of_all_members(reading, slot, part, whole):
        return part
    if part.indicator == "other" or part.measure != "count" or whole.indicator != "other" or whole.measure != "count":
        return None
    told = reading.norms[max(part.slot.at, whole.slot.at - 4) : whole.slot.at]
    before = told[:-1][-3:] if told[-1:] in (("hơn",), ("gần",), ("khoảng",)) else told[-3:]
    is_whole = before[-1:] == ("trên",) or (before[-1:] == ("số",) and before[:1] in (("trên",), ("trong",)))
    fits = is_whole and _is_ratio(slot.numeral.value, part.slot.numeral.value, whole.slot.numeral.value)
    return part if fits else None


def _is_of_all_members(reading: Reading, slot: Slot, part: Quantity, bodies: Quantity) -> bool:
    """Whether a percent right behind bodies is of all members or staff, so that it tells no share of bodies.

    "198 đại biểu, đại diện cho 36 chi, đảng bộ, chiếm 18,4% tổng số đảng viên", "271 đảng viên ở 19 chi bộ, chiếm 38%
    tổng số viên chức".
    """
    stand_for = "diện" in reading.norms[bodies.slot.left : bodies.slot.at]
    if reading.norms[slot.at - 1] != "chiếm" or not (stand_for or part.indicator == "member.total"):
        return False
    behind = reading.norms[slot.at + 1 : slot.at + 3]
    return behind == _OF_ALL and any(m.rule.subject in PEOPLE for m in reading.nouns.get(slot.at + 3, ()))


def shared_change(reading: Reading, slot: Slot, measure: MeasureReading, done: Sequence[Quantity]) -> MeasureReading:
    """The change of the count before when one "tăng" stands for two nouns ("tăng 6 chi bộ và 31 đảng viên …").

    It stands for two kinds of units without a comparison too ("giảm 412 thôn, 23 xã").
    """
    last = done[-1] if done else None
    if last is None or measure.measure != "count" or last.measure != "change" or last.slot.numeral.is_percent:
        return measure
    between = (
        reading.norms[last.slot.break_ : slot.at]
        if last.slot.break_ < slot.at
        else reading.norms[slot.at - 1 : slot.at]
    )
    bases = [m for m in reading.cues if m.rule.cue == "base"]
    compared = any(m.start < last.slot.at or slot.at < m.start <= slot.break_ for m in bases)
    if between[-1:] != ("và",) or len(between) > 1 or not compared:
        units = between in ((",",), ("và",)) and last.subject in _UNITS
        if not units or not any(m.rule.subject in _UNITS for m in reading.nouns.get(slot.at + 1, ())):
            return measure
    return replace(measure, measure="change", direction=last.direction, rules=("measure.same_change",))


def _is_ratio(percent: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Whether a printed percent is part / whole, to half a unit of its last decimal."""
    exponent = percent.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    return whole != 0 and abs(part * 100 / whole - percent) <= step
