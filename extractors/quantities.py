"""Slots of a sentence -> what each numeral counts: subject, aspect, measure, status, groups.

Numerals are read in order; each may lean on the one before ("trong đó 9 chi bộ thôn", "đạt 54% kế hoạch").
"""

from collections.abc import Sequence

from extractors.aims import are_to_be_admitted, with_aims_before
from extractors.arithmetic import corrected, shared_change
from extractors.aspects import Aspect
from extractors.bracketed_parts import with_bracketed_parts
from extractors.breakdowns import find_groups, is_trait_of_members
from extractors.continued_plans import goes_on_every_year, goes_on_with_plan, lists_by_plan, lists_rates_of_units
from extractors.heads import PEOPLE, Head
from extractors.in_order import assign_in_order
from extractors.indicators import find_indicator
from extractors.leaning import continued, joined_ratios, leaned_on, reached_after_all
from extractors.light_records import replace
from extractors.limits import bounds_those_before, is_threshold
from extractors.measures import MeasureReading, as_percent, find_measure, tells_who_they_are
from extractors.nouns_behind import is_share_base
from extractors.punished import REASON
from extractors.quantity import Carried, Quantity, is_flow
from extractors.sequels import BEFORE_RETOLD, RETOLD, TRAITS_OF_MEMBERS, find_retold
from extractors.shared_grades import share_noun_behind, share_noun_of_row, with_lower_grades, with_shared_grades
from extractors.shared_tags import with_context
from extractors.slots import Reading, Slot, is_text
from extractors.statuses import EVERY_YEAR_RULE, find_status
from extractors.turns import Turn, find_noun, without_taken
from extractors.what_happened import what_happened
from schemas.rules import HeadRule

_OF_ALL = ("tổng", "số")
_MARKS = frozenset({"khá", "giỏi"})


def read_quantities(reading: Reading, slots: Sequence[Slot], carried: Carried) -> list[Quantity]:
    """One quantity a slot, in order.

    Args:
        reading: The sentence.
        slots: From `make_slots`.
        carried: What the sentence before leaves to this one.
    """
    quantities: list[Quantity] = []
    previous = carried.quantity
    outside = previous
    has_percent = any([slot.numeral.is_percent for slot in slots])
    for index, slot in enumerate(slots):
        if has_percent:
            slot = as_percent(reading, slot, quantities, slots[index + 1] if index + 1 < len(slots) else None)
        if index and slot.depth == 0 and slots[index - 1].depth > 0:
            previous = quantities[-1] if _begins_row(quantities[-1], outside, carried) else outside
        own = without_taken(slot, quantities[-1]) if quantities else slot
        quantity = _read(Turn(reading, own, slots, index, previous, quantities, carried))
        quantities.append(quantity)
        if previous is not None and previous.indicator != "other" and _is_whole(reading, slot, previous, quantity):
            continue
        if (not quantity.threshold or quantity.subject == "other") and (
            quantity.subject != "other" or not (slot.numeral.is_percent or slot.depth)
        ):
            previous = quantity
            outside = quantity if slot.depth == 0 else outside
    return _seen_together(reading, quantities, carried.named) if len(quantities) > 1 else quantities


def _seen_together(reading: Reading, quantities: list[Quantity], named: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a sentence with what some of them say of others."""
    if "/" in reading.words:
        quantities = joined_ratios(reading, quantities)
    if any([q.indicator == "other" for q in quantities]):
        quantities = share_noun_behind(reading, quantities)
    quantities = share_noun_of_row(reading, quantities)
    if any([q.status == "target" for q in quantities]):
        quantities = reached_after_all(with_aims_before(reading, quantities))
    if any([q.aspect == "rated" for q in quantities]):
        quantities = with_lower_grades(reading, with_shared_grades(reading, quantities))
    return assign_in_order(reading, with_bracketed_parts(reading, quantities), named)


def _begins_row(bracketed: Quantity, outside: Quantity | None, carried: Carried) -> bool:
    """Whether a bracket tells what a row of names goes on with, nothing of the kind being told above it.

    "Kết nạp được nhiều là: Công ty A (21 đảng viên), Công ty B 14", below "Khối có 486 chi bộ".
    """
    above = outside is not None and outside is carried.quantity
    return above and is_flow(bracketed) and outside is not None and outside.subject != bracketed.subject


def _is_whole(reading: Reading, slot: Slot, previous: Quantity, quantity: Quantity) -> bool:
    """Whether a slash joins a count to a count of others that it is of ("249 đảng viên/637 CBCNV"), or to its plan."""
    if "tổng" in reading.words and previous.subject == quantity.subject and _tells_all(reading, slot):
        return slot.left > 0 and previous.slot.at == slot.left - 1
    if quantity.indicator != "other":
        planned = quantity.status == "target" and previous.status == "actual"
        return planned and "/" in reading.norms[slot.at - 3 : slot.at]
    return reading.norms[slot.at - 1] == "/" and previous.slot.at >= slot.left - 1


def _tells_all(reading: Reading, slot: Slot) -> bool:
    """Whether words before a figure say that it is of all there are ("trên tổng số 814", "trong tổng số hơn 814")."""
    before = reading.norms[max(slot.left, slot.at - 4) : slot.at]
    return any(before[i + 1 : i + 3] == _OF_ALL and before[i] in ("trên", "trong") for i in range(len(before) - 2))


def _read(turn: Turn) -> Quantity:
    """What one numeral counts, given the numerals before it."""
    head, turn = find_noun(turn)
    reading, slot, previous = turn.reading, turn.slot, turn.previous
    may_be_retold = reading.norms[slot.at - 1] in BEFORE_RETOLD
    if may_be_retold and (retold := find_retold(reading, slot, head, (*turn.carried.named, *turn.done))):
        return _again(retold, slot, head)
    measure = _find_measure(turn, head)
    if measure.leans and previous and head.side != "right":
        leaning = leaned_on(reading, slot, head, measure, previous, turn.done, turn.carried)
        if leaning and not _tells_marks(turn, leaning.subject):
            return replace(continued(reading, slot, leaning, measure), threshold=bounds_those_before(reading, slot))
    subject, aspect = what_happened(turn, head, measure)
    if _tells_marks(turn, subject):
        subject, aspect = "other", Aspect("other", ("scope.marks",))
    if aspect.name == "congress_held" and measure.rules == ("cue.excess",):
        measure = replace(measure, measure="share")
    if measure.rules == ("measure.percent",) and goes_on_with_plan(turn, aspect):
        measure = replace(measure, measure="completion", rules=("scope.same_measure",))
    built = _build(turn, head, measure, subject=subject, aspect=aspect)
    if REASON not in aspect.rules or not turn.done:
        return built
    return replace(built, groups=built.groups | {g for g in turn.done[-1].groups if g.startswith("rating:")})


def _find_measure(turn: Turn, head: Head) -> MeasureReading:
    """The measure of a numeral by the words beside it and the numerals before it."""
    reading, slot, done = turn.reading, turn.slot, turn.done
    measure = find_measure(reading, slot, turn.previous, has_noun=head.side == "right")
    if slot.numeral.is_percent:
        return _measure_of_percent(turn, head, measure)
    return shared_change(reading, slot, measure, done) if done and done[-1].measure == "change" else measure


def _measure_of_percent(turn: Turn, head: Head, measure: MeasureReading) -> MeasureReading:
    """The measure of a percent, as the numerals before it prove it or tell it for both."""
    reading, slot, previous = turn.reading, turn.slot, turn.previous
    if measure.rules == ("measure.reached",) and previous and previous.slot.numeral.is_percent:
        measure = replace(measure, measure=previous.measure, rules=("scope.same_measure",))
    measure = corrected(reading, slot, measure, previous, turn.done, turn.carried.quantity)
    if (
        head.inherited
        and previous
        and previous.slot.numeral.is_percent
        and measure.rules == ("measure.percent",)
        and reading.norms[slot.at - 1] != "chiếm"
        and not (previous.measure == "change" and reading.norms[slot.at - 1] == "còn")
        and not (previous.measure == "change" and ";" in reading.norms[previous.slot.at : slot.at])
        and not (reading.norms[slot.at - 1] == "bằng" and is_share_base(reading, slot))
        and not tells_who_they_are(reading, slot)
    ):
        measure = replace(measure, measure=previous.measure, rules=("scope.same_measure",))
    by_plan = measure.rules == ("measure.percent",) and (lists_by_plan(turn) or lists_rates_of_units(turn))
    if by_plan and goes_on_with_plan(turn, previous):
        measure = replace(measure, measure="completion", rules=("cue.plan",))
    return measure


def _again(retold: Quantity, slot: Slot, head: Head) -> Quantity:
    """A count told before, told again by another numeral."""
    return replace(
        retold,
        slot=slot,
        inherits=True,
        rules=(RETOLD,),
        base_start=retold.slot.numeral.start,
        head_side="right" if head.side == "right" else "none",
        head_end=head.end if head.side == "right" else 0,
    )


def _tells_marks(turn: Turn, subject: str) -> bool:
    """Whether a figure tells what marks those taught got ("100% học viên đạt khá, giỏi"), which counts nobody."""
    if subject not in ("trainee", "candidate"):
        return False
    slot, norms = turn.slot, turn.reading.norms
    if not slot.numeral.is_percent:
        behind = norms[slot.at : slot.break_]
        return "loại" in behind and not _MARKS.isdisjoint(behind)
    return not _MARKS.isdisjoint(norms[max(0, slot.at - 3) : min(slot.break_ + 2, slot.at + 9)])


def _build(turn: Turn, head: Head, measure: MeasureReading, *, subject: str, aspect: Aspect) -> Quantity:
    """The quantity from its noun, measure, subject and aspect."""
    reading, slot, previous, rule = turn.reading, turn.slot, turn.previous, head.rule
    indicator = find_indicator(subject, aspect.name) if subject != "other" else "other"
    initial = turn.carried.status
    if initial != "actual" and any([q.measure == "completion" and q.status == "actual" for q in turn.done]):
        initial = "actual"
    status, status_rules = find_status(reading, slot, initial)
    if status == "actual" and turn.done and goes_on_every_year(turn):
        status, status_rules = "target", (EVERY_YEAR_RULE,)
    unsaid = indicator == "member.total" and not aspect.decided and measure.measure == "count"
    if unsaid and are_to_be_admitted(reading, slot, status_rules):
        aspect, indicator = Aspect("admitted", ("scope.aimed_at",)), "member.admitted"
    rules = aspect.rules + measure.rules + status_rules
    system, noun = (previous.system, previous.noun) if previous and head.inherited else (None, "")
    if rule:
        system, noun, rules = rule.system, rule.id, (rule.id, *rules)
    groups = find_groups(reading, slot, head, subject, indicator)
    if previous:
        may_be_trait = rule is not None and rule.id in TRAITS_OF_MEMBERS
        if may_be_trait and (trait := is_trait_of_members(reading, slot, head, aspect.name, previous)):
            system, noun, groups = previous.system, previous.noun, groups | trait
        generic = head.side == "none" or (rule is not None and rule.subject == "person")
        groups = with_context(reading, slot, groups, previous, subject=subject, indicator=indicator, generic=generic)
    is_limit = is_threshold(reading, slot, subject, previous)
    return Quantity(
        slot,
        subject,
        aspect.name,
        indicator,
        "percent" if slot.numeral.is_percent else _unit(reading, slot, rule, subject, indicator),
        measure.measure,
        status,
        measure.direction,
        groups,
        aspect.system or system,
        head.inherited,
        rules or ("head.none",),
        in_order=measure.in_order,
        head_side="right" if head.side == "group" else head.side,
        threshold=is_limit or (slot.numeral.qualifier != "exact" and _goes_on_with_limits(turn)),
        head_end=head.end if head.side == "right" else 0,
        noun=aspect.noun or noun,
    )


def _goes_on_with_limits(turn: Turn) -> bool:
    """Whether a least or most number goes on with limits ("có từ 9 trở lên thì bầu chi ủy, có 30 trở lên …")."""
    slot, last = turn.slot, turn.done[-1] if turn.done else None
    bounded = slot.numeral.qualifier in ("at_least", "under", "at_most")
    return last is not None and last.threshold and bounded and "có" in turn.reading.norms[slot.at - 2 : slot.at]


def _unit(reading: Reading, slot: Slot, rule: HeadRule | None, subject: str, indicator: str) -> str:
    """The unit: fixed for the catalogue, the printed noun outside it."""
    if indicator != "other":
        return rule.unit if rule else "person" if subject in PEOPLE else "organization"
    words = []
    for i in range(slot.at + 1, min(slot.break_, slot.at + 3)):
        if not is_text(reading.norms[i]):
            break
        words.append(reading.tokens.words[i])
    return " ".join(words) or (rule.unit if rule else "unit")
