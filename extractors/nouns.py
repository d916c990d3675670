"""Slot -> the noun that the numeral counts: behind it, before it, or the one of the numeral before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.function_words import (
    COUNT_SKIP,
    EVERY_YEAR,
    FREE_AFTER,
    KINDS,
    LINKS,
    NOT_THE_HEAD,
    PERCENT_SKIP,
    SHARE_BASES,
)
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot, is_text
from extractors.tokens import NUMERAL
from schemas.rules import GroupRule, HeadRule, Subject

PEOPLE = frozenset({"member", "candidate", "committee_member", "trainee", "person", "people"})
ORGANIZATIONS = frozenset({"grassroots_org", "committee", "cell", "body"})
_OF_UNIONS = frozenset({"head.member.union", "head.member.youth"})
_OF_ASSOCIATIONS = frozenset({"member", "cell", "grassroots_org"})
_BROKEN_DOWN = ORGANIZATIONS | {"member", "candidate", "committee_member"}
_NEW_LEVELS = frozenset({"còn", "nay", "lên", "xuống"})
_THIS = frozenset({"đó", "này", "ấy", "tương", "trên"})
_PLAINLY = frozenset({"household", "population", "village"})
_REACH = 12
_STRANGE = 8


@dataclass(frozen=True, slots=True)
class Head:
    """The noun that a numeral counts and where it was found.

    `start` is its token (-1 without a noun), `end` the token behind it. `inherited` says that the noun is the one of
    the numeral before.
    """

    rule: HeadRule | None
    subject: str
    side: Literal["right", "left", "none", "group"]
    end: int
    inherited: bool = False
    start: int = -1


def find_head(
    reading: Reading, slot: Slot, previous_subject: str | None, *, listed_only: bool = False, previous_noun: str = ""
) -> Head:
    """The noun that the numeral counts.

    Args:
        reading: The sentence.
        slot: The numeral.
        previous_subject: What the numeral before counts, or None when there is none.
        listed_only: The numeral before stands in an earlier sentence, so that only an item of a list ("Hội An 110",
            "Là công chức: 231") may go on with it.
        previous_noun: The id of the rule of the noun of the numeral before.
    """
    if listed_only and not _is_list_item(reading, slot):
        previous_subject = None
    based = slot.numeral.is_percent and is_share_base(reading, slot)
    right = None if based else _right_head(reading, slot)
    found = _by_breakdown(reading, slot, right, previous_subject, previous_noun) or right
    if found:
        return found
    if based and previous_subject and _goes_on_as_share(reading, slot):
        return Head(None, previous_subject, "none", slot.at + 1, inherited=True)
    if based and (left := _left_head(reading, slot)):
        return left
    if based and previous_subject:
        return Head(None, previous_subject, "none", slot.at + 1, inherited=True)
    if based and (base := next((m for m in reading.heads if slot.at < m.start < slot.at + 6), None)):
        return Head(base.rule, base.rule.subject, "right", base.end, start=base.start)
    if _unknown_noun_behind(reading, slot):
        return Head(None, "other", "none", slot.at + 1)
    if previous_subject in _OF_ASSOCIATIONS and _body_before(reading, slot):
        return Head(None, str(previous_subject), "none", slot.at + 1, inherited=True)
    if previous_subject in _BROKEN_DOWN and _is_kind_item(reading, slot):
        return Head(None, str(previous_subject), "none", slot.at + 1, inherited=True)
    left = _left_head(reading, slot)
    if left and left.rule and left.rule.id in _OF_UNIONS and previous_noun == "head.member" and slot.numeral.is_percent:
        return Head(None, "member", "none", slot.at + 1, inherited=True)
    return left or _bare(reading, slot, previous_subject)


def _by_breakdown(
    reading: Reading, slot: Slot, right: Head | None, previous_subject: str | None, previous_noun: str
) -> Head | None:
    """The noun of the numeral before when what stands behind only breaks it down ("40 nữ", "884 đoàn viên")."""
    of_union = right is not None and right.rule is not None and right.rule.id in _OF_UNIONS
    if right and of_union and previous_noun == "head.member" and _joined(reading, slot):
        return Head(None, "member", "group", right.end, inherited=True)
    group = _right_group(reading, slot)
    if group is None or (
        previous_subject in ORGANIZATIONS and {"tại", "ở", "của"} & set(reading.norms[slot.left : slot.at])
    ):
        return None
    if right is None and (left := _left_head(reading, slot)) and left.subject in PEOPLE:
        return left
    if previous_subject in group.rule.subjects and (right is None or _longer(group, right)):
        return Head(None, str(previous_subject), "group", group.end, inherited=True)
    if right and right.subject == "people" and previous_subject in PEOPLE and _joined(reading, slot):
        return Head(None, str(previous_subject), "group", right.end, inherited=True)
    return None


def _goes_on_as_share(reading: Reading, slot: Slot) -> bool:
    """Whether a percent only says what share the numeral before is ("…, chiếm 13% tổng số đảng viên")."""
    before = reading.norms[max(slot.left, slot.at - 2) : slot.at]
    return before[-1:] == ("chiếm",) and (len(before) == 1 or before[0] in (",", "và", ";", "(", "–", "-"))


def _body_before(reading: Reading, slot: Slot) -> bool:
    """Whether the name of an association stands right before the numeral ("Hội Phụ nữ 2.860")."""
    return any(
        m.rule.cue == "system" and m.rule.system != "party" and m.end in (slot.at, slot.at - 1) and m.start >= slot.left
        for m in reading.cues
    )


def _is_kind_item(reading: Reading, slot: Slot) -> bool:
    """Whether the numeral is an item "kind number" of a breakdown ("trong đó thôn, làng 688, trường học 102")."""
    if slot.at + 1 < len(reading.norms) and is_text(reading.norms[slot.at + 1]):
        return False
    first = slot.at
    while first - 1 > slot.left and reading.norms[first - 1] in ("là", "có", ":") and first == slot.at:
        first -= 1
    end = first
    while first > slot.left and reading.in_breakdown(first - 1):
        first -= 1
    if first == end or any(slot.left <= m.start and m.end <= first for m in reading.heads):
        return False
    before = reading.norms[first - 1] if first > slot.left else ""
    starts = before in (",", ";", ":", "(", "và", "là", "") or any(
        m.rule.cue == "part" and m.end == first for m in reading.cues
    )
    return starts


def _is_list_item(reading: Reading, slot: Slot) -> bool:
    """Whether a numeral is an item "name number" or "kind: number" that ends at a comma, semicolon or stop."""
    after = reading.norms[slot.at + 1] if slot.at + 1 < len(reading.norms) else "."
    between = range(slot.left, slot.at)
    if any(m.rule.aspect == "rated" and slot.left <= m.start and m.end <= slot.at for m in reading.aspects):
        return True
    if slot.numeral.is_percent:
        return any(m.rule.subject in ORGANIZATIONS and _is_named(reading, m) for m in reading.heads if m.end <= slot.at)
    if is_text(after) and not _refers_back(reading, slot):
        return False
    if len(between) == 0:
        return False
    grouped = any(m.start < slot.at and m.end <= slot.at and m.end >= slot.at - 1 for m in reading.groups)
    if _refers_back(reading, slot):
        return True
    return (
        grouped
        or reading.tokens.doc[slot.at - 1].text[0].isupper()
        or reading.norms[slot.at - 1] in (":", "huyện", "tỉnh")
    )


def is_share_base(reading: Reading, slot: Slot) -> bool:
    """Whether the words behind a percent name its base ("13% tổng số đảng viên")."""
    if "chiếm" in reading.norms[max(slot.left, slot.at - 5) : slot.at]:
        return True
    ahead = reading.norms[slot.at + 1 : slot.at + 5]
    return any(tuple(ahead[: len(base)]) == base for base in SHARE_BASES)


def _bare(reading: Reading, slot: Slot, previous_subject: str | None) -> Head:
    """A numeral without a noun: what a verb implies, or the thing of the numeral before."""
    implied = _implied(reading, slot)
    if implied:
        return Head(None, implied, "none", slot.at + 1)
    if previous_subject and _may_inherit(reading, slot):
        return Head(None, previous_subject, "none", slot.at + 1, inherited=True)
    return Head(None, "other", "none", slot.at + 1)


def _right_head(reading: Reading, slot: Slot) -> Head | None:
    """The noun right behind the numeral; words that only measure or classify may stand between."""
    skip = PERCENT_SKIP if slot.numeral.is_percent else COUNT_SKIP
    for position in range(slot.at + 1, min(slot.stop, slot.at + 7)):
        here = [m for m in reading.heads if m.start == position]
        if here and here[-1].rule.id == "head.thing" and slot.numeral.is_percent:
            return None
        if here:
            return _topic_of_households(reading, slot, here[-1]) or _specific(reading, slot, here[-1])
        if reading.norms[position] not in skip:
            return None
    return None


def _topic_of_households(reading: Reading, slot: Slot, match: Match[HeadRule]) -> Head | None:
    """The kind of households that stands right before a count of households ("hộ nghèo 6.930 hộ"), or None."""
    if match.rule.subject != "household":
        return None
    colon = slot.at > 0 and reading.norms[slot.at - 1] == ":"
    before = [m for m in reading.heads if m.end == slot.at - colon and m.rule.unit == "household"]
    if not before and reading.norms[slot.at - 1] in ("giảm", "còn", "được", "tăng"):
        before = [m for m in reading.heads if m.end <= slot.at and m.rule.unit == "household"][-1:]
        before = [m for m in before if m.rule.subject == "poor_household"]
    return Head(before[-1].rule, before[-1].rule.subject, "right", match.end, start=match.start) if before else None


def _specific(reading: Reading, slot: Slot, match: Match[HeadRule]) -> Head:
    """The head itself, or the definite noun that follows a general one ("đồng chí đảng viên", "người là đảng viên")."""
    if match.rule.subject in ("person", "people"):
        for other in reading.heads:
            gap = reading.norms[match.end : other.start]
            if (
                other.start >= match.end
                and other.end <= slot.stop
                and gap in ((), ("là",))
                and other.rule.subject in ("member", "candidate", "committee_member")
            ):
                return Head(other.rule, other.rule.subject, "right", other.end, start=other.start)
    return Head(match.rule, match.rule.subject, "right", match.end, start=match.start)


def _right_group(reading: Reading, slot: Slot) -> Match[GroupRule] | None:
    """A breakdown word right behind the numeral ("40 nữ", "44% là người dân tộc")."""
    position = slot.at + 1
    while position < slot.stop and reading.norms[position] in ("là", "số"):
        position += 1
    found = [m for m in reading.groups if slot.at < m.start <= position < m.end]
    return found[0] if found else None


def _longer(group: Match[GroupRule], head: Head) -> bool:
    """Whether the breakdown says more than the noun it begins with ("người dân tộc thiểu số", not "chi bộ xã")."""
    if head.subject not in ("person", "people", "population", "ethnic_group"):
        return False
    return group.end > head.end or (head.subject in ("people", "population", "ethnic_group") and group.end == head.end)


def _joined(reading: Reading, slot: Slot) -> bool:
    """Whether the numeral goes on with the list of the one before."""
    between = reading.norms[slot.left : slot.at]
    part = any(m.rule.cue == "part" and slot.left <= m.start < slot.at for m in reading.cues)
    return part or (len(between) <= 3 and any(n in (",", ";", "và") for n in between))


def _unknown_noun_behind(reading: Reading, slot: Slot) -> bool:
    """Whether a common noun that no rule knows stands right behind ("65 loại hình", "100% gia đình")."""
    position = slot.at + 1
    if position >= slot.stop:
        return False
    norm = reading.norms[position]
    if not is_text(norm) or norm in FREE_AFTER:
        return False
    if reading.says_something(position):
        return False
    text = reading.tokens.doc[position].text
    if not text[0].isupper() or (text.isupper() and 2 <= len(text) <= 5):
        return True
    following = reading.tokens.doc[position + 1].text if position + 1 < slot.stop else ""
    return following[:1].islower() and following != NUMERAL and not reading.says_something(position + 1)


def _left_head(reading: Reading, slot: Slot) -> Head | None:
    """The noun before the numeral in its own stretch, joined to it by words such as "là" and "lên", or by none."""
    floor = slot.left
    for i in range(slot.at - 1, slot.left - 1, -1):
        if reading.norms[i] in HARD_STOPS:
            floor = i + 1
            break
    candidates = [
        m
        for m in reading.heads
        if floor <= m.start and m.end <= slot.at and not m.rule.right_only and not _only_a_group(reading, m)
    ]
    counted = [m for m in candidates if m.start and reading.norms[m.start - 1] in ("số", "lượng", "lệ")]
    if counted and counted[-1].rule.subject == "people":
        counted = [m for m in candidates if m.rule.subject == "member" and m.start > counted[-1].start]
    if counted and slot.at - counted[-1].end <= 2 * _REACH and not _lists_bodies(reading, slot, counted[-1]):
        return _left(counted[-1])
    for match in reversed(candidates):
        before = reading.norms[match.start - 1] if match.start else ""
        is_topic = before == "về" and (match.start == 1 or reading.norms[match.start - 2] in (";", "-", ".", ","))
        if before in NOT_THE_HEAD and not is_topic and match.rule.subject in ORGANIZATIONS | {"village", "member"}:
            continue
        if match.rule.subject in ORGANIZATIONS and (
            _is_named(reading, match) or (slot.numeral.is_percent and before == "có")
        ):
            continue
        between = reading.norms[match.end : slot.at]
        if _lists_bodies(reading, slot, match):
            continue
        bare = len(between) <= 2 and not (slot.at + 1 < len(reading.norms) and is_text(reading.norms[slot.at + 1]))
        linked = not between or between[-1] in LINKS or _covered(reading, slot.at - 1) or bare
        strange = sum(1 for i in range(match.end, slot.at) if is_text(reading.norms[i]) and not _familiar(reading, i))
        if strange > _STRANGE or len(between) > 2 * _REACH or not linked:
            return None
        if match.rule.subject == "committee_member" and _acts(reading, match, between):
            return None
        if match.rule.subject in _PLAINLY and _told_of_them(reading, match.end, slot.at):
            return Head(None, "other", "none", slot.at + 1)
        return _left(match)
    return None


def _acts(reading: Reading, match: Match[HeadRule], between: Sequence[str]) -> bool:
    """Whether a committee named by its office ("Ban Thường vụ … đã ban hành 34") does something and is not counted."""
    named = reading.norms[match.start] in ("ban", "bch", "btv")
    return named and bool(between) and between[-1] not in ("gồm", "có", ":", "là", "(")


def _told_of_them(reading: Reading, start: int, end: int) -> bool:
    """Whether words that no rule knows say what households or people do or are ("hộ dân được dùng nước sạch: 98%")."""
    words = [i for i in range(start, end) if is_text(reading.norms[i]) and reading.norms[i] not in LINKS]
    if any(m.rule.cue == "doer" and start <= m.start < end and m.end - m.start > 1 for m in reading.cues):
        return True
    return any(not reading.known(i) and reading.norms[i] not in EVERY_YEAR for i in words)


def _lists_bodies(reading: Reading, slot: Slot, match: Match[HeadRule]) -> bool:
    """Whether the noun only announces the named bodies whose figures follow a colon ("số đảng bộ … cao như: …")."""
    between = reading.norms[match.end : slot.at]
    if match.rule.subject not in ORGANIZATIONS or ":" not in between:
        return False
    name = match.end + between.index(":") + 1
    return name < slot.at and reading.tokens.doc[name].text[0].isupper()


def _is_named(reading: Reading, match: Match[HeadRule]) -> bool:
    """Whether the noun is part of one body's name and counts nothing ("Đảng bộ huyện Ninh Sơn", "Chi bộ Trường …")."""
    following = [t.text for t in reading.tokens.doc[match.end : match.end + 3]]
    if not following:
        return False
    if following[0][0].isupper():
        return True
    return following[0] in KINDS and len(following) > 1 and any(w[0].isupper() for w in following[1:])


def _only_a_group(reading: Reading, match: Match[HeadRule]) -> bool:
    """Whether a noun for people is a breakdown of what was counted before ("nữ chiếm 41%")."""
    return match.rule.subject == "people" and any(g.start <= match.start and match.end <= g.end for g in reading.groups)


def _covered(reading: Reading, position: int) -> bool:
    """Whether a breakdown, an aspect or a cue covers a token."""
    told = any(m.start <= position < m.end for m in reading.groups)
    told = told or any(m.start <= position < m.end for m in reading.aspects)
    return told or any(m.start <= position < m.end for m in reading.cues)


def _left(match: Match[HeadRule]) -> Head:
    return Head(match.rule, match.rule.subject, "left", match.end, start=match.start)


def _implied(reading: Reading, slot: Slot) -> Subject | None:
    """The subject that a verb before the numeral implies when no noun is printed."""
    for match in reversed(reading.aspects):
        if slot.left <= match.start and match.end <= slot.at and match.rule.implies:
            near = slot.at - match.end <= 3
            return match.rule.implies if near or _names_behind_colon(reading, slot, match.end) else None
    return None


def _names_behind_colon(reading: Reading, slot: Slot, verb_end: int) -> bool:
    """Whether the numeral is of a name that a colon sets off from a verb ("kết nạp nhiều: Sở Y tế 14")."""
    colons = [i for i in range(verb_end, slot.at) if reading.norms[i] == ":"]
    if len(colons) != 1 or colons[0] - verb_end > 3 or not 0 < slot.at - colons[0] - 1 <= 9:
        return False
    return all(
        reading.tokens.doc[i].text[0].isupper() for i in (colons[0] + 1, colons[0] + 2)[: slot.at - colons[0] - 1]
    )


def _refers_back(reading: Reading, slot: Slot) -> bool:
    """Whether words before the numeral stand for what was counted before ("con số này là", "tỷ lệ đó chỉ còn")."""
    words = reading.norms[slot.left : slot.at]
    return any(
        words[i] in ("số", "lệ") and i + 1 < len(words) and (words[i + 1] in _THIS or words[max(0, i - 1)] == "con")
        for i in range(len(words))
    )


def _may_inherit(reading: Reading, slot: Slot) -> bool:
    """Whether a bare numeral may continue the numeral before: only known words or names stand between."""
    if tuple(reading.norms[slot.at - 1 : slot.at + 2 : 2]) == ("(", ")") or _refers_back(reading, slot):
        return True
    after = reading.norms[slot.at + 1] if slot.at + 1 < len(reading.norms) else "."
    if slot.at > slot.left and reading.norms[slot.at - 1] in _NEW_LEVELS and not is_text(after):
        return True
    start = max([slot.left, *(i + 1 for i in range(slot.left, slot.at - 1) if reading.norms[i] == ":")])
    begins = max([start, *(i + 1 for i in range(start, slot.at - 1) if reading.norms[i] in (";", ","))])
    if begins > slot.left and reading.tokens.doc[begins].text[0].isupper() and slot.at - begins <= 9:
        return True
    unknown = [i for i in range(start, slot.at) if is_text(reading.norms[i]) and not _familiar(reading, i)]
    return len(unknown) <= (2 if slot.numeral.is_percent and slot.at - start <= 6 else 0)


def _familiar(reading: Reading, position: int) -> bool:
    """Whether a token is a name, a linking word or part of any match."""
    return (
        reading.tokens.doc[position].text[0].isupper()
        or reading.norms[position] in LINKS
        or reading.norms[position] in FREE_AFTER
        or reading.known(position)
    )
