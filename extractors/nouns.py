"""Slot -> the noun that the numeral counts: behind it, before it, or the one of the numeral before."""

from extractors.heads import OF_UNIONS, ORGANIZATIONS, PEOPLE, Head
from extractors.list_items import (
    has_body_before,
    implied_subject,
    is_body_item,
    is_joined,
    is_kind_item,
    is_list_item,
    may_inherit,
)
from extractors.nouns_before import find_left_head
from extractors.nouns_behind import (
    find_right_group,
    find_right_head,
    goes_on_as_share,
    has_unknown_noun_behind,
    is_longer,
    is_share_base,
    is_share_of_people,
)
from extractors.rulebook import Match
from extractors.slots import Reading, Slot, is_text
from schemas.rules import GroupRule

_OF_ASSOCIATIONS = frozenset({"member", "cell", "grassroots_org", "candidate"})
_PLACES = ORGANIZATIONS | {"village"}
_PEOPLES = 54
_OF_PEOPLE = frozenset({"member", "candidate", "committee_member"})
_WHOLES = (("trong", "tổng", "số"), ("trên", "tổng", "số"))
_PART = 5
_WHERE = frozenset({"tại", "ở", "của"})
_WITH_OFFICERS = frozenset({"committee_member", "member"})
_ARE = frozenset({"là", "đạt", "có"})
_BROKEN_DOWN = ORGANIZATIONS | {"member", "candidate", "committee_member"}


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
    if listed_only and not is_list_item(reading, slot):
        previous_subject = None
    based = slot.numeral.is_percent and is_share_base(reading, slot)
    right = None if based else _right_head(reading, slot, previous_noun)
    found = _by_breakdown(reading, slot, right, previous_subject, previous_noun) or right
    if found is None and based:
        found = _of_a_base(reading, slot, previous_subject)
    if found:
        return found
    if previous_subject in _PLACES and (stands_for := _stands_for_places(reading, slot)):
        return Head(None, str(previous_subject), "group", stands_for, inherited=True)
    if has_unknown_noun_behind(reading, slot):
        return Head(None, "other", "none", slot.at + 1)
    if previous_subject and _is_item(reading, slot, previous_subject):
        return Head(None, previous_subject, "none", slot.at + 1, inherited=True)
    left = find_left_head(reading, slot)
    if left and (done := _done_by(reading, slot, left)):
        return done
    if left and left.rule and left.rule.id in OF_UNIONS and previous_noun == "head.member" and slot.numeral.is_percent:
        return Head(None, "member", "none", slot.at + 1, inherited=True)
    return left or _bare(reading, slot, previous_subject)


def _right_head(reading: Reading, slot: Slot, previous_noun: str) -> Head | None:
    """The noun behind the numeral; where that is a general one, the members before it that it stands for.

    Such are people that are the whole of a ratio ("ĐV: 7.215/7.841 CNVCLĐ") and members of an association, told in
    full ("Hội viên nông dân toàn tỉnh là 234.567 người").
    """
    right = find_right_head(reading, slot)
    if right is None:
        return None
    is_whole = right.subject == "people" and slot.numeral.denominator is not None
    is_told = right.subject == "person" and reading.norms[slot.at - 1] in _ARE and previous_noun != "head.member"
    left = find_left_head(reading, slot) if is_whole or is_told else None
    if left is None or left.subject != "member" or (is_told and not _is_of_association(reading, slot, left)):
        return right
    return Head(left.rule, "member", "right", right.end, start=right.start)


def _is_of_association(reading: Reading, slot: Slot, left: Head) -> bool:
    """Whether the noun before names members of an association, and no part of others told before it."""
    if left.rule is None or left.rule.system is None or reading.names_part(slot.left, slot.at):
        return False
    return not any(m.rule.subject in PEOPLE and slot.left <= m.start < left.start for m in reading.heads)


def _is_item(reading: Reading, slot: Slot, previous_subject: str) -> bool:
    """Whether the numeral is an item of a list that goes on with what was counted before."""
    if "system" in reading.purposes:
        proposes = previous_subject == "candidate"
        if previous_subject in _OF_ASSOCIATIONS and has_body_before(reading, slot, proposes=proposes):
            return True
        if previous_subject in _OF_PEOPLE and is_body_item(reading, slot):
            return True
    return previous_subject in _BROKEN_DOWN and is_kind_item(reading, slot)


def _stands_for_places(reading: Reading, slot: Slot) -> int:
    """The token behind what stands for villages or bodies told before, beside the numeral; 0 when nothing does.

    "… còn 12 nơi sinh hoạt ghép", "Thôn, bản: 61; đã có chi bộ 58", "… vững mạnh (trong đó 7 tiêu biểu)".
    """
    if _are_models(reading, slot):
        return slot.at + 3
    if reading.norms[slot.at + 1 : slot.at + 2] == ("nơi",):
        behind = reading.norms[slot.at + 2 : slot.at + 3]
        is_told = not behind or not is_text(behind[0]) or any(m.start == slot.at + 2 for m in reading.aspects)
        return slot.at + 2 if is_told else 0
    last = slot.at - (reading.norms[slot.at - 1] in (":", "là"))
    told = [m for m in reading.aspects if m.rule.id.startswith("aspect.village.") and m.end == last]
    labels = told and not any(slot.left <= m.start < told[-1].start for m in reading.heads)
    return slot.at + 1 if labels and told[-1].start >= slot.left else 0


def _are_models(reading: Reading, slot: Slot) -> bool:
    """Whether the figure counts the models among those of the best grade ("… vững mạnh (trong đó 7 tiêu biểu)")."""
    model = reading.norms[slot.at + 1 : slot.at + 3] == ("tiêu", "biểu") and slot.at + 3 >= slot.break_
    return model and (slot.depth > 0 or reading.names_part(slot.left, slot.at))


def _done_by(reading: Reading, slot: Slot, body: Head) -> Head | None:
    """What a verb right before a bare numeral implies, when the noun before it is of the body that did it.

    "Đảng ủy cơ sở thi hành kỷ luật 18, chi bộ thi hành kỷ luật 29".
    """
    is_circle = body.rule is not None and body.rule.id == "head.standing_committee"
    if body.subject not in ORGANIZATIONS and not is_circle:
        named = [m for m in reading.cues if m.rule.cue == "system" and m.start <= body.start < m.end]
        if not named:
            return None
    after = reading.norms[slot.at + 1 : slot.at + 2]
    if slot.numeral.is_percent or after not in ((",",), (";",), (".",), (")",), ("và",), ()):
        return None
    ends_here = (m for m in reading.aspects if m.end == slot.at and m.rule.implies)
    told = [m for m in ends_here if body.end <= m.start or m.start < body.start]
    return Head(None, str(told[0].rule.implies), "none", slot.at + 1) if told else None


def _of_a_base(reading: Reading, slot: Slot, previous_subject: str | None) -> Head | None:
    """The noun of a percent that names its base: of the numeral before, the one before it, else that of the base."""
    if previous_subject and goes_on_as_share(reading, slot):
        return Head(None, previous_subject, "none", slot.at + 1, inherited=True)
    if left := find_left_head(reading, slot):
        return left
    base = next((m for m in reading.heads if slot.at < m.start < slot.at + 6), None)
    base = None if base and "," in reading.norms[slot.at : base.start] else base
    of_others = base is not None and base.rule.subject == "member" and previous_subject in ORGANIZATIONS
    if previous_subject and not of_others:
        return Head(None, previous_subject, "none", slot.at + 1, inherited=True)
    if is_share_of_people(reading, slot):
        return Head(None, "other", "none", slot.at + 1)
    return Head(base.rule, base.rule.subject, "right", base.end, start=base.start) if base else None


def _by_breakdown(
    reading: Reading, slot: Slot, right: Head | None, previous_subject: str | None, previous_noun: str
) -> Head | None:
    """The noun of the numeral before when what stands behind only breaks it down ("40 nữ", "884 đoàn viên")."""
    if right and previous_noun == "head.member" and _are_of_union(reading, slot, right):
        return Head(None, "member", "group", right.end, inherited=True)
    if right and previous_subject in _WITH_OFFICERS and _is_officer_in_list(reading, slot, right):
        return Head(None, str(previous_subject), "group", right.end, inherited=True)
    if right and right.subject == "people" and _are_some_of_them(reading, slot, previous_subject):
        return Head(None, str(previous_subject), "group", right.end, inherited=True)
    group = find_right_group(reading, slot) if reading.groups else None
    if group is None or _counts_no_part(reading, slot, right, group, previous_subject):
        return None
    told = right is None or (right.subject == "people" and previous_subject not in PEOPLE)
    left = find_left_head(reading, slot) if told else None
    if left and (left.subject in PEOPLE or _are_graded(reading, slot, left, group)):
        return left
    if previous_subject in group.rule.subjects and (right is None or is_longer(group, right)):
        return Head(None, str(previous_subject), "group", group.end, inherited=True)
    if right and right.subject == "people" and previous_subject in PEOPLE and is_joined(reading, slot):
        return Head(None, str(previous_subject), "group", right.end, inherited=True)
    return None


def _are_of_union(reading: Reading, slot: Slot, head: Head) -> bool:
    """Whether members of a union, told as such and not as new ones, go on with the list of Party members."""
    if head.rule is None or head.rule.id not in OF_UNIONS or "mới" in reading.norms[head.start : head.end]:
        return False
    return is_joined(reading, slot)


def _counts_no_part(
    reading: Reading, slot: Slot, right: Head | None, group: Match[GroupRule], previous_subject: str | None
) -> bool:
    """Whether a breakdown behind the numeral is of a noun of its own: peoples listed, or people where bodies are."""
    if right and _lists_peoples(reading, slot, right, group.end):
        return True
    is_of_bodies = previous_subject in ORGANIZATIONS
    if is_of_bodies and not _WHERE.isdisjoint(reading.norms[slot.left : slot.at]):
        return True
    if right is None or right.subject != "people":
        return False
    return is_of_bodies or reading.norms[max(slot.left, slot.at - 3) : slot.at] in _WHOLES


def _are_graded(reading: Reading, slot: Slot, bodies: Head, group: Match[GroupRule]) -> bool:
    """Whether a percent grades bodies told before it ("Trong số chi bộ được đánh giá, có 21% hoàn thành tốt …").

    A committee that "has" some is the one whose members or cells are graded.
    """
    if bodies.subject not in ORGANIZATIONS or not slot.numeral.is_percent or not group.rule.group.startswith("rating:"):
        return False
    return bodies.subject != "committee" or reading.norms[slot.at - 1] != "có"


def _are_some_of_them(reading: Reading, slot: Slot, previous_subject: str | None) -> bool:
    """Whether people counted behind "trong đó" are some of those just counted ("…, trong đó có 90 cán bộ")."""
    if previous_subject not in _OF_PEOPLE or slot.numeral.is_percent:
        return False
    words = reading.norms[slot.left : slot.at]
    part = reading.names_part(slot.left, slot.at) and "riêng" not in words
    return part and len(words) <= _PART and not any(slot.left <= m.start < slot.at for m in reading.aspects)


def _lists_peoples(reading: Reading, slot: Slot, head: Head, end: int) -> bool:
    """Whether peoples are counted and then named ("4 dân tộc Thái, Mông, Dao"), not the people of one."""
    few = not slot.numeral.is_percent and slot.numeral.value <= _PEOPLES
    return head.subject == "ethnic_group" and few and reading.norms[end : end + 1] in ((",",), ("và",), (":",))


def _is_officer_in_list(reading: Reading, slot: Slot, head: Head) -> bool:
    """Whether officers are counted right behind a sign that goes on with a list."""
    listed = reading.norms[slot.at - 1] in (":", ",", "(", "và", ";") and slot.numeral.denominator is None
    return listed and head.rule is not None and head.rule.id == "head.officer"


def _bare(reading: Reading, slot: Slot, previous_subject: str | None) -> Head:
    """A numeral without a noun: what a verb implies, or the thing of the numeral before."""
    implied = implied_subject(reading, slot)
    if implied:
        return Head(None, implied, "none", slot.at + 1)
    if previous_subject and may_inherit(reading, slot):
        return Head(None, previous_subject, "none", slot.at + 1, inherited=True)
    return Head(None, "other", "none", slot.at + 1)
