"""Slots of a sentence -> what each numeral counts: subject, aspect, measure, status, groups.

Numerals are read in order; each may lean on the one before ("trong đó 9 chi bộ thôn", "đạt 54% kế hoạch").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.indicators import default_aspect, find_indicator
from extractors.measures import find_measure, find_status
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot, is_text
from schemas.rules import AspectRule, CueRule, GroupRule, HeadRule, Subject
from schemas.vocabulary import Direction, Measure, Status, System

PEOPLE = frozenset({"member", "candidate", "committee_member", "trainee", "person"})
ORGANIZATIONS = frozenset({"grassroots_org", "committee", "cell", "body"})
DOERS = ORGANIZATIONS | {"village", "commune", "district", "household"}
_PERCENT_SKIP = frozenset({"số", "các", "của", "là", "/", "năm", "những", "trong", "tổng", "cán", "bộ", "trở", "lên"})
_COUNT_SKIP = frozenset({"tập", "thể", "lượt", "vị", "bà", "con", "cái"})
_SHARE_BASE = (("tổng", "số"), ("trên", "tổng"), ("so", "với", "tổng"), ("trong", "tổng"), ("trong", "số"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """What one numeral counts.

    `indicator` "other" is a figure outside the catalogue; `unit` is then the printed noun. `inherits` says that the
    numeral continues the one before it in the sentence. `rules` are the ids of the rules that decided, in order.
    """

    slot: Slot
    subject: str
    aspect: str
    indicator: str
    unit: str
    measure: Measure
    status: Status
    direction: Direction | None
    groups: frozenset[str]
    system: System | None
    inherits: bool
    rules: tuple[str, ...]
    in_order: bool = False
    head_side: Literal["right", "left", "none"] = "none"


@dataclass(frozen=True, slots=True)
class _Head:
    """The noun that a numeral counts and where it was found."""

    rule: HeadRule | None
    subject: str
    side: Literal["right", "left", "none", "group"]
    end: int
    inherited: bool = False


def read_quantities(reading: Reading, slots: Sequence[Slot], *, carried: Quantity | None = None) -> list[Quantity]:
    """One quantity a slot, in order.

    Args:
        reading: The sentence.
        slots: From `make_slots`.
        carried: The last quantity of the sentence before when this one goes on with its list, else None.
    """
    quantities: list[Quantity] = []
    previous = carried
    for slot in slots:
        quantity = _read(reading, slot, previous)
        quantities.append(quantity)
        if quantity.indicator != "other" or quantity.subject != "other":
            previous = quantity
    return quantities


def _read(reading: Reading, slot: Slot, previous: Quantity | None) -> Quantity:
    measure = find_measure(reading, slot, previous.measure if previous else None)
    head = _find_head(reading, slot, previous, measure.measure)
    if measure.measure == "completion" or (head.inherited and measure.leans and previous):
        if previous:
            return _continued(slot, previous, measure.measure, measure.direction, measure.rules, reading)
    aspect, aspect_rules, aspect_groups = _find_aspect(reading, slot, head, previous)
    if head.subject in DOERS and aspect == default_aspect(head.subject) and _does(reading, slot, head):
        aspect, aspect_rules = "other", (*aspect_rules, "cue.doer")
    subject = _settle_subject(reading, slot, head, aspect, previous)
    indicator = find_indicator(subject, aspect) if subject != "other" else "other"
    status, status_rules = find_status(reading, slot)
    groups = _find_groups(reading, slot, head, subject) | aspect_groups
    if indicator == "other":
        groups = frozenset()
    rule = head.rule
    unit = "percent" if slot.numeral.is_percent else _unit(reading, slot, rule, subject, indicator)
    rules = (*((rule.id,) if rule else ()), *aspect_rules, *measure.rules, *status_rules)
    return Quantity(
        slot=slot,
        subject=subject,
        aspect=aspect,
        indicator=indicator,
        unit=unit,
        measure=measure.measure,
        status=status,
        direction=measure.direction,
        groups=groups,
        system=rule.system if rule else (previous.system if previous and head.inherited else None),
        inherits=head.inherited,
        rules=rules or ("head.none",),
        in_order=measure.in_order,
        head_side="left" if head.side == "left" else "right" if head.side in ("right", "group") else "none",
    )


def _continued(
    slot: Slot,
    previous: Quantity,
    measure: Measure,
    direction: Direction | None,
    rules: tuple[str, ...],
    reading: Reading,
) -> Quantity:
    """A percent that speaks of the quantity before: same thing, other measure."""
    status: Status = "actual" if measure != "count" else previous.status
    extra = frozenset(g.rule.group for g in _right_groups(reading, slot, previous.subject))
    return replace(
        previous,
        slot=slot,
        measure=measure,
        direction=direction,
        unit="percent" if slot.numeral.is_percent else previous.unit,
        status=status if previous.status == "actual" or measure == "completion" else previous.status,
        groups=previous.groups | extra if previous.indicator != "other" else frozenset(),
        inherits=True,
        rules=(*rules, "scope.same_thing"),
    )


# --- the noun -----------------------------------------------------------------------------------------------------


def _find_head(reading: Reading, slot: Slot, previous: Quantity | None, measure: Measure) -> _Head:
    """The noun that the numeral counts: behind it, before it, or the one of the numeral before."""
    right = _right_head(reading, slot)
    if right and not (slot.numeral.is_percent and _is_share_base(reading, slot)):
        return right
    if right is None and not slot.numeral.is_percent:
        group = _right_groups(reading, slot, "member", immediate=True)
        if group and previous and previous.subject in PEOPLE:
            return _Head(None, previous.subject, "group", slot.at + 1, inherited=True)
    left = _left_head(reading, slot)
    if slot.numeral.is_percent and previous and _is_share_base(reading, slot):
        return _Head(None, previous.subject, "none", slot.at + 1, inherited=True)
    if left:
        return left
    implied = _implied(reading, slot)
    if implied and (right is None):
        return _Head(None, implied, "none", slot.at + 1)
    if previous and _may_inherit(reading, slot, measure):
        return _Head(None, previous.subject, "none", slot.at + 1, inherited=True)
    return _Head(None, "other", "none", slot.at + 1)


def _right_head(reading: Reading, slot: Slot) -> _Head | None:
    """The noun right behind the numeral; words that only measure or classify may stand between."""
    skip = _PERCENT_SKIP if slot.numeral.is_percent else _COUNT_SKIP
    position = slot.at + 1
    limit = min(slot.stop, slot.at + 7)
    while position < limit:
        here = [m for m in reading.heads if m.start == position]
        if here:
            return _specific(reading, slot, here[0])
        if reading.norms[position] not in skip:
            return None
        position += 1
    return None


def _specific(reading: Reading, slot: Slot, match: Match[HeadRule]) -> _Head:
    """The head itself, or the definite noun that follows a general one ("đồng chí đảng viên", "người là đảng viên")."""
    if match.rule.subject in ("person", "body", "class"):
        for other in reading.heads:
            gap = reading.norms[match.end : other.start]
            if other.start >= match.end and other.end <= slot.stop and gap in ((), ("là",), ("cho",)):
                if other.rule.subject in PEOPLE and match.rule.subject == "person":
                    return _Head(other.rule, other.rule.subject, "right", other.end)
    return _Head(match.rule, match.rule.subject, "right", match.end)


def _is_share_base(reading: Reading, slot: Slot) -> bool:
    """Whether the words behind a percent name its base ("13% tổng số đảng viên")."""
    ahead = reading.norms[slot.at + 1 : slot.at + 5]
    return any(tuple(ahead[: len(base)]) == base for base in _SHARE_BASE)


def _left_head(reading: Reading, slot: Slot) -> _Head | None:
    """The last noun before the numeral in its own stretch."""
    floor = slot.left
    for i in range(slot.at - 1, slot.left - 1, -1):
        if reading.norms[i] in HARD_STOPS:
            floor = i + 1
            break
    candidates = [m for m in reading.heads if floor <= m.start and m.end <= slot.at]
    if not candidates:
        return None
    people = [m for m in candidates if m.rule.subject in PEOPLE and m.rule.subject != "person"]
    match = people[-1] if people and candidates[-1].rule.subject in ("person", "village", "commune", "district") else candidates[-1]
    return _Head(match.rule, match.rule.subject, "left", match.end)


def _implied(reading: Reading, slot: Slot) -> Subject | None:
    """The subject that a verb before the numeral implies when no noun is printed."""
    for match in reversed(reading.aspects):
        if slot.left <= match.start and match.end <= slot.at and match.rule.implies:
            return match.rule.implies
    return None


def _may_inherit(reading: Reading, slot: Slot, measure: Measure) -> bool:
    """Whether a bare numeral may continue the list of the numeral before."""
    if slot.numeral.is_percent or measure == "change":
        return True
    after = reading.norms[slot.at + 1] if slot.at + 1 < len(reading.norms) else "."
    return not is_text(after) or after in ("và", "đạt", "chiếm", "bằng")


# --- what happened ------------------------------------------------------------------------------------------------


def _find_aspect(
    reading: Reading, slot: Slot, head: _Head, previous: Quantity | None
) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """Aspect, the rules that decided, and groups that the aspect's words carry."""
    subject = head.subject
    if head.rule and head.rule.aspect:
        return head.rule.aspect, (head.rule.id,), frozenset()
    behind = _applicable(reading.aspects, subject, slot.at + 1, slot.break_, ("behind", "both"))
    before = _applicable(reading.aspects, subject, slot.left, slot.at, ("before", "both"))
    chosen = _prefer(subject, behind, before)
    if chosen:
        return chosen.rule.aspect, (chosen.rule.id,), frozenset(chosen.rule.groups)
    if previous and _coordinated(reading, slot) and _same_kind(subject, previous):
        return previous.aspect, ("scope.coordinated",), frozenset()
    return default_aspect(subject), (), frozenset()


def _applicable(
    matches: Iterable[Match[AspectRule]], subject: str, start: int, end: int, sides: tuple[str, ...]
) -> list[Match[AspectRule]]:
    return [
        m for m in matches if start <= m.start and m.end <= end and subject in m.rule.subjects and m.rule.side in sides
    ]


def _prefer(
    subject: str, behind: list[Match[AspectRule]], before: list[Match[AspectRule]]
) -> Match[AspectRule] | None:
    """The aspect that decides: modifiers of villages and gradings behind, else the verb nearest before."""
    strong = [m for m in behind if m.rule.aspect not in ("admitted", "established", "other", "introduced", "transferred")]
    if strong:
        return strong[0]
    verbs = [m for m in before if m.rule.aspect != "total"]
    last_total = max((m.start for m in before if m.rule.aspect == "total"), default=-1)
    if verbs and verbs[-1].start > last_total:
        return verbs[-1]
    if behind:
        return behind[0]
    return before[-1] if before else None


def _coordinated(reading: Reading, slot: Slot) -> bool:
    """Whether the words between two numerals only join them."""
    between = [n for n in reading.norms[slot.left : slot.at]]
    if any(n in HARD_STOPS and n != ";" for n in between):
        return False
    joins = {m.start for m in reading.cues if m.rule.cue == "part" and slot.left <= m.start < slot.at}
    return bool(joins) or any(n in (",", ";", "và", "(", ":") for n in between)


def _same_kind(subject: str, previous: Quantity) -> bool:
    """Whether what the numeral counts can share the verb of the numeral before."""
    kinds = (PEOPLE, ORGANIZATIONS, frozenset({"village"}))
    return previous.subject == subject or any(subject in k and previous.subject in k for k in kinds)


def _does(reading: Reading, slot: Slot, head: _Head) -> bool:
    """Whether the organisations or villages are counted for what they did ("8 đảng bộ vượt kế hoạch")."""
    if head.side != "right":
        return False
    return any(m.rule.cue == "doer" and head.end <= m.start < min(slot.break_, head.end + 5) for m in reading.cues)


def _settle_subject(reading: Reading, slot: Slot, head: _Head, aspect: str, previous: Quantity | None) -> str:
    """What a general noun ("đồng chí", "đơn vị") stands for here."""
    if head.subject == "person":
        if aspect not in ("total", "other"):
            return "member"
        left = [m for m in reading.heads if slot.left <= m.start and m.end <= slot.at]
        for match in reversed(left):
            if match.rule.subject in ("member", "candidate", "committee_member", "trainee", "population"):
                return match.rule.subject
        if previous and previous.subject in PEOPLE and _coordinated(reading, slot):
            return previous.subject
        return "other"
    if head.subject == "body":
        return previous.subject if previous and previous.subject in ORGANIZATIONS and aspect != "total" else "other"
    return head.subject


# --- groups and units -----------------------------------------------------------------------------------------------


def _right_groups(reading: Reading, slot: Slot, subject: str, *, immediate: bool = False) -> list[Match[GroupRule]]:
    end = slot.at + 3 if immediate else slot.break_
    return [
        m
        for m in reading.groups
        if slot.at < m.start < min(end, slot.stop) and m.end <= slot.stop and subject in m.rule.subjects
    ]


def _find_groups(reading: Reading, slot: Slot, head: _Head, subject: str) -> frozenset[str]:
    """Breakdown tags: the noun's own, those of the words behind it, and of the words before when the noun is there."""
    groups = set(head.rule.groups) if head.rule else set()
    groups.update(m.rule.group for m in _right_groups(reading, slot, subject))
    if head.side == "left" or (head.rule and head.rule.subject in ("person", "body")):
        groups.update(
            m.rule.group
            for m in reading.groups
            if slot.left <= m.start and m.end <= slot.at and subject in m.rule.subjects
        )
    return frozenset(groups)


def _unit(reading: Reading, slot: Slot, rule: HeadRule | None, subject: str, indicator: str) -> str:
    """The unit: fixed for the catalogue, the printed noun outside it."""
    if indicator != "other" and rule:
        return rule.unit
    if indicator != "other":
        return "person" if subject in PEOPLE else "organization"
    words = []
    for i in range(slot.at + 1, min(slot.break_, slot.at + 3)):
        if not is_text(reading.norms[i]):
            break
        words.append(reading.tokens.doc[i].text)
    return " ".join(words) or (rule.unit if rule else "unit")


def cue_before(cues: Sequence[Match[CueRule]], kind: str, start: int, end: int) -> Match[CueRule] | None:
    """The last cue of a kind between two tokens, or None."""
    found = [m for m in cues if m.rule.cue == kind and start <= m.start and m.end <= end]
    return found[-1] if found else None
