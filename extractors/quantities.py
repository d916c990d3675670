"""Slots of a sentence -> what each numeral counts: subject, aspect, measure, status, groups.

Numerals are read in order; each may lean on the one before ("trong đó 9 chi bộ thôn", "đạt 54% kế hoạch").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.aspects import Aspect, find_aspect, is_coordinated, same_kind
from extractors.indicators import default_aspect, find_indicator, is_level
from extractors.measures import MeasureReading, find_measure, find_status
from extractors.nouns import ORGANIZATIONS, PEOPLE, Head, find_head, is_share_base
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot, is_text
from schemas.rules import GroupRule, HeadRule
from schemas.vocabulary import GROUPS, Direction, Measure, Status, System

DOERS = ORGANIZATIONS | {"village", "commune", "district", "household", "poor_household"}
_COURSE_OF_CANDIDATES = ("nhận thức về đảng", "kết nạp đảng", "cảm tình", "tìm hiểu về đảng", "nhận thức đảng")
_PLACES_OF_CELLS = frozenset(
    {"village", "neighbourhood", "school", "police", "military", "health", "agency", "enterprise", "private_enterprise"}
)
_PLANNED = frozenset({"admitted", "official", "established", "opened", "trained", "introduced", "upgraded"})
THRESHOLD = "form.threshold"


@dataclass(frozen=True, slots=True)
class Quantity:
    """What one numeral counts.

    `indicator` "other" is a figure outside the catalogue; `unit` is then the printed noun. `inherits` says that the
    numeral continues the one before it. `rules` are the ids of the rules that decided, in order; `threshold` that the
    numeral is a limit ("xã có từ 3 đảng viên trở lên") and states no figure; `base_start` is the offset of the numeral
    that this one restates in another measure, or None; `noun` is the id of the rule of its noun and `head_end` the token
    behind that noun when it stands behind the numeral, else 0.
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
    threshold: bool = False
    base_start: int | None = None
    noun: str = ""
    head_end: int = 0


@dataclass(frozen=True, slots=True)
class Carried:
    """What an earlier sentence leaves to the next one.

    `quantity` is its main quantity; `goes_on` says that the sentence continues it ("Trong đó, …"), else only items of a
    list may; `named` are its counts in order, for "lần lượt"; `status` holds until a word of intent or result;
    `same_paragraph` says that both sentences stand in one paragraph.
    """

    quantity: Quantity | None = None
    goes_on: bool = False
    named: tuple[Quantity, ...] = ()
    status: Status = "actual"
    same_paragraph: bool = False


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
    for index, slot in enumerate(slots):
        if slot.depth == 0 and index and slots[index - 1].depth > 0:
            previous = outside
        quantity = _read(reading, slots, index, previous, quantities, carried)
        quantities.append(quantity)
        if not quantity.threshold and (quantity.subject != "other" or not slot.numeral.is_percent):
            previous = quantity
            outside = quantity if slot.depth == 0 else outside
    return assign_in_order(reading, quantities, carried.named)


def _read(
    reading: Reading,
    slots: Sequence[Slot],
    index: int,
    previous: Quantity | None,
    done: Sequence[Quantity],
    carried: Carried,
) -> Quantity:
    taken = _taken(slots[index], previous) if previous and done and previous is done[-1] else 0
    slot = replace(slots[index], left=min(max(slots[index].left, taken), slots[index].at))
    slots = [*slots[:index], slot, *slots[index + 1 :]]
    base = previous.subject if previous and previous.subject != "other" else None
    listed_only = previous is carried.quantity and not carried.goes_on
    noun = previous.noun if previous else ""
    head = find_head(reading, slot, base, listed_only=listed_only, previous_noun=noun)
    if slot.depth > 0 and head.side == "none" and base in ORGANIZATIONS and previous and previous.aspect == "other":
        head = replace(head, subject="other")
    if listed_only and not head.inherited:
        previous = None
    if head.subject == "other" and index + 1 < len(slots) and _is_old_level(reading, slot, slots[index + 1]):
        head = replace(find_head(reading, slots[index + 1], base), side="left")
    measure = find_measure(reading, slot, previous_flow=_is_flow(previous), has_noun=head.side == "right")
    if head.inherited and previous and previous.slot.numeral.is_percent and measure.rules == ("measure.percent",):
        measure = replace(measure, measure=previous.measure, rules=("scope.same_measure",))
    leaning = _leaned_on(reading, slot, head, measure, previous, done)
    if leaning:
        return _continued(reading, slot, leaning, measure)
    inherited = previous.aspect if previous and same_kind(head.subject, previous.subject) else None
    if head.subject == "people" and not head.inherited:
        inherited = None
    if head.subject == "member" and inherited is None and _is_of_the_admitted(slot, head, carried, done):
        inherited = "admitted"
    own_change = measure.measure == "change" and head.side == "right" and not _changes_flow(reading, slot, head, previous)
    aspect = find_aspect(reading, slots, index, head, inherited=inherited, alone=own_change)
    if not aspect.decided and inherited == "admitted" and head.subject == "member" and not done:
        aspect = Aspect("admitted", ("scope.of_the_admitted",))
    subject, aspect = _settle(reading, slot, head, aspect, previous)
    if not aspect.decided and _counted_for_deed(reading, slot, head, subject):
        aspect = Aspect("other", ("cue.doer",))
    indicator = find_indicator(subject, aspect.name) if subject != "other" else "other"
    status, status_rules = find_status(reading, slot, carried.status)
    rule = head.rule
    rules = (*((rule.id,) if rule else ()), *aspect.rules, *measure.rules, *status_rules)
    return Quantity(
        slot=slot,
        subject=subject,
        aspect=aspect.name,
        indicator=indicator,
        unit="percent" if slot.numeral.is_percent else _unit(reading, slot, rule, subject, indicator),
        measure=measure.measure,
        status=status,
        direction=measure.direction,
        groups=_with_context(
            reading,
            slot,
            _find_groups(reading, slot, head, subject, indicator),
            previous,
            subject=subject,
            indicator=indicator,
            generic=head.side == "none" or (rule is not None and rule.subject == "person"),
        ),
        system=aspect.system or (rule.system if rule else (previous.system if previous and head.inherited else None)),
        inherits=head.inherited,
        rules=rules or ("head.none",),
        in_order=measure.in_order,
        head_side="left" if head.side == "left" else "right" if head.side in ("right", "group") else "none",
        threshold=_is_threshold(reading, slot, subject, previous),
        head_end=head.end if head.side == "right" else 0,
        noun=rule.id if rule else previous.noun if previous and head.inherited else "",
    )


def _taken(slot: Slot, previous: Quantity) -> int:
    """The token behind what belongs to the numeral before: its noun with the words behind it."""
    if not previous.head_end:
        return 0
    return previous.slot.break_ if previous.slot.break_ < slot.at else previous.head_end


def _is_old_level(reading: Reading, slot: Slot, following: Slot) -> bool:
    """Whether the numeral is the old level and the next one, which has the noun, the new one ("từ 262 xuống còn 216 xã")."""
    between = reading.norms[slot.at + 1 : following.at]
    before = reading.norms[slot.left : slot.at]
    return (
        bool(between)
        and "từ" in before[-3:]
        and all(n in ("xuống", "còn", "lên", "thành", "chỉ", "đến") for n in between)
    )


def _is_of_the_admitted(slot: Slot, head: Head, carried: Carried, done: Sequence[Quantity]) -> bool:
    """Whether members counted right behind a count of admissions are some of those ("109 đảng viên có trình độ đại học")."""
    whole = carried.quantity
    if done or whole is None or whole.indicator != "member.admitted" or not carried.same_paragraph:
        return False
    told = slot.break_ - head.end >= 2 or slot.depth > 0
    return told and head.side == "right" and slot.numeral.value < whole.slot.numeral.value


def _changes_flow(reading: Reading, slot: Slot, head: Head, previous: Quantity | None) -> bool:
    """Whether a change speaks of the flow right before it ("kết nạp 200 đảng viên, tăng 5 đảng viên so với năm 2017")."""
    if previous is None or previous.subject != head.subject or is_level(previous.indicator, previous.measure):
        return False
    compared = any(m.rule.cue == "base" and slot.at < m.start <= slot.at + 6 for m in reading.cues)
    return compared and slot.at - slot.left <= 4


def _is_flow(previous: Quantity | None) -> bool:
    """Whether a percent that is "reached" can be a completion: something was done that plans are made for."""
    return previous is not None and previous.aspect in _PLANNED and previous.indicator != "other"


def assign_in_order(reading: Reading, quantities: list[Quantity], named: Sequence[Quantity]) -> list[Quantity]:
    """Figures behind "lần lượt" given to the things named before them, one each, in order.

    Args:
        reading: The sentence.
        quantities: Its quantities.
        named: The counts of the sentence before, used when the sentence itself names too few things.
    """
    cues = [m for m in reading.cues if m.rule.cue == "in_order"]
    if not cues:
        return quantities
    first = next((i for i, q in enumerate(quantities) if q.slot.at >= cues[0].end), len(quantities))
    followers = [i for i in range(first, len(quantities)) if not quantities[i].threshold]
    own = [q for q in quantities[:first] if q.indicator != "other" and q.measure == "count"]
    bases = (own if len(own) >= len(followers) else [*named, *own])[-len(followers) :] if followers else []
    if len(followers) < 2 or len(bases) < len(followers):
        return quantities
    said = frozenset(g.rule.group for g in reading.groups if quantities[first].slot.left <= g.start < cues[0].start + 6)
    result = list(quantities)
    for index, base in zip(followers, bases, strict=True):
        quantity = quantities[index]
        measure: Measure = "share" if quantity.slot.numeral.is_percent else base.measure
        allowed = frozenset(g for g in said if g in ("non_member", "female", "ethnic_minority"))
        result[index] = replace(
            base,
            slot=quantity.slot,
            measure=measure,
            unit="percent" if quantity.slot.numeral.is_percent else base.unit,
            groups=base.groups | allowed,
            inherits=True,
            rules=(cues[0].rule.id, "scope.in_order"),
            base_start=base.slot.numeral.start,
        )
    return result


# --- leaning on the numeral before --------------------------------------------------------------------------------


def _leaned_on(
    reading: Reading,
    slot: Slot,
    head: Head,
    measure: MeasureReading,
    previous: Quantity | None,
    done: Sequence[Quantity],
) -> Quantity | None:
    """The quantity that this numeral restates in another measure ("đạt 54% kế hoạch", "(tăng 08)"), or None."""
    if previous is None or not measure.leans or head.side == "right":
        return None
    if measure.measure == "completion":
        flows = [q for q in done if _is_flow(q) and q.measure == "count"]
        return flows[-1] if flows else previous
    if head.side == "left" and measure.measure != "change":
        return None
    if head.side == "group" or (head.inherited and _has_own_group(reading, slot, previous)):
        return None
    return previous if head.inherited or measure.measure == "change" else None


def _has_own_group(reading: Reading, slot: Slot, previous: Quantity) -> bool:
    """Whether a breakdown before the numeral makes it another part ("nữ chiếm 30%")."""
    return any(
        slot.left <= m.start < slot.at and previous.subject in m.rule.subjects and m.rule.group not in previous.groups
        for m in reading.groups
    )


def _continued(reading: Reading, slot: Slot, base: Quantity, measure: MeasureReading) -> Quantity:
    """A numeral that speaks of the same thing as another one, in another measure."""
    own = measure.measure != "completion" and not is_share_base(reading, slot)
    end = next((i for i in range(slot.at + 1, slot.break_) if reading.norms[i] == "và"), slot.break_)
    ahead = {m.rule.group for m in _groups_between(reading, slot.at + 1, end, base.subject) if own}
    return replace(
        base,
        slot=slot,
        measure=measure.measure,
        direction=measure.direction,
        unit="percent" if slot.numeral.is_percent else base.unit,
        groups=_replaced_ratings(base.groups, ahead) if base.indicator != "other" else frozenset(),
        inherits=True,
        rules=(*measure.rules, "scope.same_thing"),
        in_order=measure.in_order,
        head_side="none",
        status="actual" if measure.measure == "completion" else base.status,
        base_start=base.slot.numeral.start,
    )


def _replaced_ratings(groups: frozenset[str], own: set[str]) -> frozenset[str]:
    """Tags with the numeral's own grade in place of the one before."""
    if any(g.startswith("rating:") for g in own):
        groups = frozenset(g for g in groups if not g.startswith("rating:"))
    return groups | own


# --- settling what is meant -----------------------------------------------------------------------------------------


def _settle(reading: Reading, slot: Slot, head: Head, aspect: Aspect, previous: Quantity | None) -> tuple[str, Aspect]:
    """What a general noun stands for here, and people in a course."""
    subject = head.subject
    taught = subject in PEOPLE and head.side == "right" and _course_before(reading, slot, previous)
    if taught:
        of_candidates = any(c in taught for c in _COURSE_OF_CANDIDATES)
        if subject == "candidate" or (of_candidates and subject in ("person", "people", "trainee")):
            return "candidate", Aspect("trained", ("scope.course",))
        return "trainee", Aspect("total", ("scope.course",))
    if subject == "member" and previous and previous.subject == "candidate" and "scope.coordinated" in aspect.rules:
        return "candidate", aspect
    if subject in ("person", "people"):
        return _settle_person(reading, slot, head, aspect, previous)
    if subject == "body":
        return _settle_body(reading, slot, aspect, previous), aspect
    return subject, aspect


def _course_before(reading: Reading, slot: Slot, previous: Quantity | None) -> str:
    """The words of a course whose pupils the numeral counts, or "" when there is none."""
    between = reading.norms[slot.left : slot.at]
    if not ({"cho", "với", "thu", "có"} & set(between[-7:])):
        return ""
    courses = [m for m in reading.heads if m.rule.subject == "class" and m.end <= slot.at and m.start >= slot.left - 8]
    if courses and (courses[-1].start >= slot.left or (previous and previous.subject == "class")):
        return " ".join(reading.norms[courses[-1].start : slot.at])
    return ""


def _settle_person(
    reading: Reading, slot: Slot, head: Head, aspect: Aspect, previous: Quantity | None
) -> tuple[str, Aspect]:
    if head.subject == "person" and _committee_of(reading, slot):
        return "committee_member", Aspect("total", ("scope.committee",))
    if aspect.name in ("trained", "introduced"):
        return "candidate", aspect
    if aspect.name == "serving":
        return "committee_member", Aspect("total", aspect.rules)
    if aspect.name == "in_party":
        return "member", Aspect("total", aspect.rules, "party")
    if aspect.name not in ("total", "other"):
        return "member", aspect
    if head.subject == "people" or aspect.name == "other":
        return "other", aspect
    left = [m for m in reading.heads if slot.left <= m.start and m.end <= slot.at]
    for match in reversed(left):
        if match.rule.subject in ("member", "candidate", "committee_member", "trainee", "population"):
            return match.rule.subject, Aspect(default_aspect(match.rule.subject), aspect.rules, decided=False)
    if previous and previous.subject in PEOPLE and is_coordinated(reading, slot):
        return previous.subject, Aspect(previous.aspect, ("scope.coordinated",))
    return "other", aspect


def _committee_of(reading: Reading, slot: Slot) -> bool:
    """Whether the people are the members of a committee named before ("Ban Chấp hành … gồm 19 đồng chí")."""
    if slot.at == slot.left or reading.norms[slot.at - 1] not in ("gồm", "có"):
        return False
    left = [m for m in reading.heads if slot.left <= m.start and m.end <= slot.at]
    named = [m for m in left if m.rule.subject == "committee_member"]
    return bool(named) and all(m.rule.subject in ("committee_member", "committee", "cell") for m in left[left.index(named[-1]) :])


def _settle_body(reading: Reading, slot: Slot, aspect: Aspect, previous: Quantity | None) -> str:
    left = [
        m
        for m in reading.heads
        if slot.left <= m.start and m.end <= slot.at and m.rule.subject in ORGANIZATIONS - {"body"}
    ]
    if left:
        return left[-1].rule.subject
    if aspect.name in ("rated", "congress_held") and reading.norms[slot.at + 1 : slot.at + 3] == ("tổ", "chức"):
        return "grassroots_org"
    return previous.subject if previous and previous.subject in ORGANIZATIONS and aspect.name != "total" else "other"


def _counted_for_deed(reading: Reading, slot: Slot, head: Head, subject: str) -> bool:
    """Whether bodies or people are counted for what they did ("8 đảng bộ vượt kế hoạch", "100% hội viên có thẻ")."""
    if head.side != "right":
        return False
    if subject in DOERS:
        deeds = [
            m
            for m in reading.cues
            if m.rule.cue == "doer"
            and head.end <= m.start < min(slot.break_, head.end + 5)
            and not any(g.start <= m.start < g.end for g in reading.groups)
        ]
        if deeds:
            return True
    if subject == "village" and head.end < slot.break_ and reading.norms[head.end] == "có":
        return True
    if subject in ("household", "poor_household") and head.end < slot.break_:
        return is_text(reading.norms[head.end]) and reading.norms[head.end] not in ("và", "với", "trên", "toàn")
    if not slot.numeral.is_percent or subject not in DOERS | {"member"}:
        return False
    rest = [i for i in range(head.end, slot.break_) if is_text(reading.norms[i])]
    grouped = _groups_between(reading, head.end, slot.break_, subject)
    in_party = any(m.rule.aspect == "in_party" and m.start >= head.end for m in reading.aspects)
    return len(rest) >= 2 and not grouped and not in_party


def _is_threshold(reading: Reading, slot: Slot, subject: str, previous: Quantity | None) -> bool:
    """Whether the numeral is a limit that organisations or villages meet ("11 xã có dưới 3 đảng viên")."""
    between = reading.norms[slot.left : slot.at]
    if tuple(between[-2:]) in (("không", "đủ"), ("chưa", "đủ")) or tuple(between[-3:]) == ("không", "có", "đủ"):
        return True
    bounded = slot.numeral.qualifier != "exact" or slot.numeral.value_max is not None
    limits = bounded or "từ" in between[-2:]
    plural = any(n in ("các", "những", "nếu", "mỗi") for n in between)
    if limits and plural and "lệ" in between[-8:] and "có" in between[-8:]:
        return True
    if not limits or "có" not in between[-4:]:
        return False
    generic = [m for m in reading.heads if slot.left <= m.start and m.end <= slot.at and m.rule.subject in DOERS]
    if generic and slot.numeral.qualifier in ("under", "at_least") and slot.at - generic[-1].end <= 4:
        return subject in PEOPLE
    if previous and previous.slot.at == slot.left - 1 and previous.subject in DOERS and previous.head_end:
        tail = reading.norms[previous.head_end : slot.at]
        return subject in PEOPLE | {"population"} and len(tail) <= 8 and not {",", ";", "với"} & set(tail)
    return False


# --- groups and units -----------------------------------------------------------------------------------------------


def _groups_between(reading: Reading, start: int, end: int, subject: str) -> list[Match[GroupRule]]:
    return [m for m in reading.groups if start <= m.start < end and subject in m.rule.subjects]


def _find_groups(reading: Reading, slot: Slot, head: Head, subject: str, indicator: str) -> frozenset[str]:
    """Breakdown tags: the noun's own, those of the words behind it, and of the words before when the noun is there."""
    if indicator == "other":
        return frozenset()
    counted = "member" if subject in ("people", "person", "trainee") else subject
    own = set(head.rule.groups) if head.rule else set()
    found = [m for m in _groups_between(reading, slot.at + 1, slot.break_, counted) if m.end <= slot.stop]
    found += _groups_of_topic(reading, slot, head, counted)
    if head.side in ("left", "none", "group") or (head.rule and head.rule.subject in ("person", "body")):
        start = _clause_start(reading, slot)
        before = [m for m in _groups_between(reading, start, slot.at, counted) if m.end <= slot.at]
        found += [m for m in before if not _names_a_body(reading, m)]
    if head.rule and head.rule.subject in ("member", "candidate") and head.rule.id != "head.member":
        found = [m for m in found if not (head.start <= m.start and m.end <= head.end)]
    groups = own | {m.rule.group for m in found}
    if indicator == "member.awarded":
        groups |= _badges(reading, slot)
    if not indicator.endswith(".rated"):
        groups = {g for g in groups if not g.startswith("rating:")}
    if "rating:strong" in groups:
        groups.discard("rating:excellent")
    if indicator == "member.official":
        groups.discard("probationary")
    if "grassroots" in groups and ("grassroots" in own or counted == "committee"):
        groups.discard("subordinate")
    return frozenset(groups)


def _with_context(
    reading: Reading,
    slot: Slot,
    groups: frozenset[str],
    previous: Quantity | None,
    *,
    subject: str,
    indicator: str,
    generic: bool,
) -> frozenset[str]:
    """Tags that the numeral before adds: the tier of parts, and what a parallel count of another level shares."""
    if previous is None or not is_coordinated(reading, slot):
        return groups
    if not groups and generic and subject == previous.subject and indicator == previous.indicator:
        return frozenset(g for g in previous.groups if not g.startswith(("badge:", "rating:")))
    if subject in ("committee", "cell") and "subordinate" not in groups:
        part = any(m.rule.cue == "part" and slot.left <= m.start < slot.at for m in reading.cues)
        opens = previous.noun == "head.grassroots_org" and (part or slot.depth > previous.slot.depth)
        follows = "grassroots" in previous.groups and previous.subject in ("committee", "cell")
        placed = groups & _PLACES_OF_CELLS
        if previous.aspect == "total" and not placed and (opens or (follows and slot.depth == previous.slot.depth)):
            return groups | {"grassroots"}
    levels = frozenset(g for g in groups if g.startswith("level:"))
    if (
        subject == previous.subject
        and levels
        and levels == groups
        and any(g.startswith("level:") for g in previous.groups)
    ):
        return levels | frozenset(g for g in previous.groups if not g.startswith("level:"))
    return groups


def _names_a_body(reading: Reading, match: Match[GroupRule]) -> bool:
    """Whether a breakdown word is part of a body's name ("Đảng bộ Quân sự tỉnh")."""
    before = reading.norms[max(0, match.start - 2) : match.start]
    return before[-2:] in (("đảng", "bộ"), ("đảng", "ủy"), ("chi", "bộ")) and reading.tokens.doc[match.start].text[0].isupper()


def _groups_of_topic(reading: Reading, slot: Slot, head: Head, subject: str) -> list[Match[GroupRule]]:
    """Words behind the noun when it stands before the numeral too ("đảng viên là nữ 934 đảng viên")."""
    if head.side != "right" or head.rule is None:
        return []
    start = _clause_start(reading, slot)
    topics = [m for m in reading.heads if start <= m.start < slot.at and m.rule.subject == head.rule.subject]
    if not topics:
        return []
    found = _groups_between(reading, topics[-1].end, slot.at, subject)
    return [m for m in found if m.end == slot.at or slot.at - m.end <= 2]


def _clause_start(reading: Reading, slot: Slot) -> int:
    """The first token of the numeral's own clause: behind the last comma or bracket that no word list holds."""
    covered = [(m.start, m.end) for m in (*reading.heads, *reading.groups)]
    for i in range(slot.at - 1, slot.left - 1, -1):
        if reading.norms[i] in HARD_STOPS or (
            reading.norms[i] in (",", ")") and not any(s < i < e for s, e in covered)
        ):
            return i + 1
    return slot.left


def _badges(reading: Reading, slot: Slot) -> set[str]:
    """The badge of years behind (or before) the count of its bearers; a list of badges names none of them."""
    badges = [t for t, r in sorted(reading.tokens.rejected.items()) if r.reason == "name.badge"]
    behind = [t for t in badges if slot.break_ <= t < slot.stop] if slot.break_ in badges else []
    before = [t for t in badges if _clause_start(reading, slot) <= t < slot.at]
    found = behind or before
    if len(found) != 1:
        return set()
    years = reading.tokens.rejected[found[0]].text
    return {f"badge:{int(years)}"} & GROUPS if years.isdigit() else set()


def _unit(reading: Reading, slot: Slot, rule: HeadRule | None, subject: str, indicator: str) -> str:
    """The unit: fixed for the catalogue, the printed noun outside it."""
    if indicator != "other":
        return rule.unit if rule else "person" if subject in PEOPLE else "organization"
    words = []
    for i in range(slot.at + 1, min(slot.break_, slot.at + 3)):
        if not is_text(reading.norms[i]):
            break
        words.append(reading.tokens.doc[i].text)
    return " ".join(words) or (rule.unit if rule else "unit")
