"""Slot and noun -> breakdown tags: which part of the members, cells or villages a figure counts."""

from extractors.aspects import is_coordinated
from extractors.badges import badges_of
from extractors.nouns import Head
from extractors.quantity import Quantity
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot, is_text
from schemas.rules import GroupRule

_REASONS = frozenset({"do", "vì", "bởi", "nhằm", "để", "nhưng", "song"})
_REASONS_OF_TWO = frozenset({("so", "với"), ("trên", "tổng"), ("nhờ", "có")})
_OF = frozenset({"là", "ở", "trong", "tại", "thuộc", "các", "số", "người"})
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
    behind = _end_of_noun_phrase(reading, slot, head)
    found = [m for m in groups_between(reading, slot.at + 1, behind, counted) if m.end <= slot.stop]
    found += _groups_of_topic(reading, slot, head, counted)
    found += _groups_of_noun(reading, slot, head, counted)
    if head.side in ("left", "none") or (head.rule and head.rule.subject in ("person", "body")):
        start = clause_start(reading, slot)
        before = [m for m in groups_between(reading, start, slot.at, counted) if m.end <= slot.at]
        found += [m for m in before if not _names_a_body(reading, m)]
    if head.rule and head.rule.subject in ("member", "candidate") and head.rule.id != "head.member":
        found = [m for m in found if not (head.start <= m.start and m.end <= head.end)]
    groups = own | {m.rule.group for m in found}
    if indicator == "member.awarded":
        groups |= badges_of(reading, slot)
    if not indicator.endswith(".rated"):
        groups = {g for g in groups if not g.startswith("rating:")}
    if "rating:strong" in groups:
        groups.discard("rating:excellent")
    if indicator == "member.official":
        groups.discard("probationary")
    if "grassroots" in groups and ("grassroots" in own or counted == "committee"):
        groups.discard("subordinate")
    return frozenset(groups)


def is_trait_of_members(
    reading: Reading, slot: Slot, head: Head, aspect: str, previous: Quantity | None
) -> frozenset[str]:
    """The tag of Youth Union members among members told apart by traits ("nữ 47; đoàn viên 62"), else empty."""
    if previous is None or previous.subject != "member" or aspect != previous.aspect or head.rule is None:
        return frozenset()
    if head.rule.id not in _YOUNG or previous.noun in _YOUNG or previous.system not in (None, "party"):
        return frozenset()
    part = any(m.rule.cue == "part" and slot.left <= m.start < slot.at for m in reading.cues)
    return _YOUTH if part or (previous.groups and is_coordinated(reading, slot)) else frozenset()


def _end_of_noun_phrase(reading: Reading, slot: Slot, head: Head) -> int:
    """Where the words behind a noun stop to narrow it: at a reason, a comparison, or another deed that "và" adds."""
    start = head.end if head.side == "right" else slot.at + 1
    for i in range(start, slot.break_):
        norm, after = reading.norms[i], reading.norms[i + 1] if i + 1 < slot.break_ else ""
        if norm in _REASONS or (norm, after) in _REASONS_OF_TWO:
            return i
        if norm == "và" and any(m.start == i + 1 for m in reading.aspects) and not reading.in_breakdown(i + 1):
            return i
    return slot.break_


def _groups_of_noun(reading: Reading, slot: Slot, head: Head, subject: str) -> list[Match[GroupRule]]:
    """Words right behind a noun that stands before the numeral, wherever the clause begins ("chi bộ ghép, còn 4")."""
    if head.side != "left":
        return []
    found: list[Match[GroupRule]] = []
    end = head.end
    for match in groups_between(reading, head.end, slot.at, subject):
        if any(is_text(n) and n not in _OF for n in reading.norms[end : match.start]):
            break
        found.append(match)
        end = match.end
    return found


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
    start = clause_start(reading, slot)
    topics = [m for m in reading.heads if start <= m.start < slot.at and m.rule.subject == head.rule.subject]
    if not topics:
        return []
    found = groups_between(reading, topics[-1].end, slot.at, subject)
    return [m for m in found if m.end == slot.at or slot.at - m.end <= 2]


def clause_start(reading: Reading, slot: Slot) -> int:
    """The first token of the numeral's own clause: behind the last comma or bracket that no word list holds."""
    for i in range(slot.at - 1, slot.left - 1, -1):
        norm = reading.norms[i]
        if norm in HARD_STOPS or (norm in (",", ")") and not reading.in_word_list(i)):
            return i + 1
    return slot.left


def replaced_ratings(groups: frozenset[str], own: set[str]) -> frozenset[str]:
    """Tags with the numeral's own grade in place of the one before."""
    if any(g.startswith("rating:") for g in own):
        groups = frozenset(g for g in groups if not g.startswith("rating:"))
    return groups | own
