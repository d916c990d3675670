"""Slot and noun -> breakdown tags: which part of the members, cells or villages a figure counts."""

from extractors.aspects import is_coordinated
from extractors.function_words import LINKS
from extractors.nouns import Head
from extractors.quantity import Quantity
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot, is_text
from schemas.rules import GroupRule
from schemas.vocabulary import GROUPS

_PLACES_OF_CELLS = frozenset(
    {"village", "neighbourhood", "school", "police", "military", "health", "agency", "enterprise", "private_enterprise"}
)

_YOUNG = frozenset({"head.member.youth", "head.member.union"})
_YOUTH = frozenset({"youth"})


def groups_between(reading: Reading, start: int, end: int, subject: str) -> list[Match[GroupRule]]:
    """Breakdown words that begin between two tokens and may narrow the subject, in order; may be empty."""
    return [m for m in reading.groups if start <= m.start < end and subject in m.rule.subjects]


def find_groups(reading: Reading, slot: Slot, head: Head, subject: str, indicator: str) -> frozenset[str]:
    """Breakdown tags: the noun's own, those of the words behind it, and of the words before when the noun is there."""
    if indicator == "other":
        return frozenset()
    counted = "member" if subject in ("people", "person", "trainee") else subject
    own = set(head.rule.groups) if head.rule else set()
    found = [m for m in groups_between(reading, slot.at + 1, slot.break_, counted) if m.end <= slot.stop]
    found += _groups_of_topic(reading, slot, head, counted)
    if head.side in ("left", "none") or (head.rule and head.rule.subject in ("person", "body")):
        start = _clause_start(reading, slot)
        before = [m for m in groups_between(reading, start, slot.at, counted) if m.end <= slot.at]
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


def with_context(
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
    generic = generic and _says_nothing_more(reading, slot)
    if not groups and generic and subject == previous.subject and indicator == previous.indicator:
        return frozenset(g for g in previous.groups if not g.startswith(("badge:", "rating:")))
    if subject in ("committee", "cell") and not groups & {"subordinate", "other:bộ phận"}:
        part = reading.names_part(slot.left, slot.at)
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


def is_trait_of_members(
    reading: Reading, slot: Slot, head: Head, aspect: str, previous: Quantity | None
) -> frozenset[str]:
    """The tag of Youth Union members among members told apart by traits ("nữ 47; đoàn viên 62"), else empty."""
    if previous is None or previous.subject != "member" or aspect != previous.aspect or head.rule is None:
        return frozenset()
    if head.rule.id not in _YOUNG or previous.noun in _YOUNG or previous.system not in (None, "party"):
        return frozenset()
    part = reading.names_part(slot.left, slot.at)
    return _YOUTH if part or (previous.groups and is_coordinated(reading, slot)) else frozenset()


def _says_nothing_more(reading: Reading, slot: Slot) -> bool:
    """Whether only linking words and names stand before the numeral in its clause, and hardly a word behind."""
    before = range(_clause_start(reading, slot), slot.at)
    told = [i for i in before if is_text(reading.norms[i]) and reading.norms[i] not in LINKS]
    behind = [i for i in range(slot.at + 1, slot.break_) if is_text(reading.norms[i])]
    return not [i for i in told if reading.tokens.doc[i].text[0].islower()] and len(behind) <= 2


def _names_a_body(reading: Reading, match: Match[GroupRule]) -> bool:
    """Whether a breakdown word is part of a body's name ("Đảng bộ Quân sự tỉnh")."""
    before = reading.norms[max(0, match.start - 2) : match.start]
    return (
        before[-2:] in (("đảng", "bộ"), ("đảng", "ủy"), ("chi", "bộ"))
        and reading.tokens.doc[match.start].text[0].isupper()
    )


def _groups_of_topic(reading: Reading, slot: Slot, head: Head, subject: str) -> list[Match[GroupRule]]:
    """Words behind the noun when it stands before the numeral too ("đảng viên là nữ 934 đảng viên")."""
    if head.side != "right" or head.rule is None:
        return []
    start = _clause_start(reading, slot)
    topics = [m for m in reading.heads if start <= m.start < slot.at and m.rule.subject == head.rule.subject]
    if not topics:
        return []
    found = groups_between(reading, topics[-1].end, slot.at, subject)
    return [m for m in found if m.end == slot.at or slot.at - m.end <= 2]


def _clause_start(reading: Reading, slot: Slot) -> int:
    """The first token of the numeral's own clause: behind the last comma or bracket that no word list holds."""
    for i in range(slot.at - 1, slot.left - 1, -1):
        norm = reading.norms[i]
        if norm in HARD_STOPS or (norm in (",", ")") and not reading.in_word_list(i)):
            return i + 1
    return slot.left


def _badges(reading: Reading, slot: Slot) -> set[str]:
    """The badge of years behind (or before) the count of its bearers; a list of badges names none of them."""
    badges = [t for t, r in sorted(reading.tokens.rejected.items()) if r.reason == "name.badge"]
    joined = "và" in reading.norms[slot.at : slot.break_]
    behind = [t for t in badges if slot.break_ <= t < slot.stop] if slot.break_ in badges and not joined else []
    before = [t for t in badges if _clause_start(reading, slot) <= t < slot.at]
    found = behind or before
    if len(found) != 1:
        return set()
    years = reading.tokens.rejected[found[0]].text
    return {f"badge:{int(years)}"} & GROUPS if years.isdigit() else set()


def replaced_ratings(groups: frozenset[str], own: set[str]) -> frozenset[str]:
    """Tags with the numeral's own grade in place of the one before."""
    if any(g.startswith("rating:") for g in own):
        groups = frozenset(g for g in groups if not g.startswith("rating:"))
    return groups | own
