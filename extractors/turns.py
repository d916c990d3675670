"""One numeral's turn in its sentence -> the noun that it counts, told by the numerals before it where it has none."""

from collections.abc import Sequence

from extractors.carrying import tells_how_many_now
from extractors.heads import OF_UNIONS, ORGANIZATIONS, PEOPLE, Head
from extractors.leaning import is_old_level, taken
from extractors.light_records import light_record, replace
from extractors.named_items import behind_a_share, bracketed_item, is_named_item
from extractors.nouns import find_head
from extractors.nouns_behind import cuts_another_thing, find_right_group
from extractors.poverty import as_poor
from extractors.quantity import Carried, Quantity
from extractors.sequels import are_admitted, find_sequel, is_item_of_blocs, is_unknown_item
from extractors.slots import Reading, Slot, is_text

_NEAR = 8
_LIVED_IN = frozenset({"village", "commune", "district"})
_LISTED = frozenset({"member", "candidate", "committee_member"})
_LABELS = frozenset({"số", "là", "có", "đảng", "viên", "người", "theo", "tổng"})
_FORMS = frozenset({"khiển", "cảnh", "cách"})
_SHARES = frozenset({"chiếm", "lệ", "bằng"})


@light_record(frozen=True, slots=True)
class Turn:
    """One numeral's turn: its own slot, cut to what is its, and where that stands among those of the sentence.

    `previous` is the quantity before it, `done` are all of the sentence so far.
    """

    reading: Reading
    slot: Slot
    slots: Sequence[Slot]
    index: int
    previous: Quantity | None
    done: Sequence[Quantity]
    carried: Carried


def without_taken(slot: Slot, last: Quantity) -> Slot:
    """The slot cut to what does not belong to the numeral before."""
    behind = taken(slot, last) if last.head_end else 0
    if behind <= slot.left <= slot.at:
        return slot
    left = min(max(slot.left, behind), slot.at)
    return Slot(slot.numeral, slot.at, left, slot.stop, slot.break_, slot.depth)


def find_noun(turn: Turn) -> tuple[Head, Turn]:
    """The noun of the numeral, and the turn with the quantity before it that it may go on with."""
    if turn.slot.numeral.is_percent and cuts_another_thing(turn.reading, turn.slot):
        return Head(None, "other", "right", turn.slot.at + 1, inherited=False), replace(turn, previous=None)
    return _find_noun(turn)


def _find_noun(turn: Turn) -> tuple[Head, Turn]:
    reading, slot, previous = turn.reading, turn.slot, turn.previous
    if previous and reading.groups and previous.subject in ORGANIZATIONS:
        turn = _with_people_before(turn, previous)
        previous = turn.previous
    head = _own_noun(turn) if previous is None else _noun_behind_another(turn, previous)
    if previous and previous is turn.carried.quantity and not (turn.carried.goes_on or head.inherited):
        turn = replace(turn, previous=None)
    if head.subject == "other" and "từ" in reading.words and (following := _new_level(turn)):
        base = previous.subject if previous and previous.subject != "other" else None
        head = replace(find_head(reading, following, base), side="left")
    if slot.numeral.is_percent and turn.done and _is_share_of_others(turn, head, turn.done[-1]):
        head = replace(head, subject="other")
    if _admits_a_share(turn, head):
        head = replace(head, subject="member", rule=None)
    head = as_poor(reading, slot, head, told=previous.subject if previous else "")
    if head.subject == "population":
        head = _as_members(turn, head, previous)
    if goes_on := _sequel(turn, head):
        turn = replace(turn, previous=goes_on)
        head = Head(None, goes_on.subject, "none", slot.at + 1, inherited=True)
    if slot.numeral.is_percent and (kind := _kind_told(turn, head)):
        turn = replace(turn, previous=kind)
        head = replace(head, subject=kind.subject, side="none", rule=None, inherited=True)
    is_people = _is_share_of_a_people(turn, head)
    return (Head(None, "population", "none", slot.at + 1, inherited=False) if is_people else head), turn


def _own_noun(turn: Turn) -> Head:
    """The noun of the first numeral."""
    return find_head(turn.reading, turn.slot, None, listed_only=not turn.carried.goes_on)


def _noun_behind_another(turn: Turn, previous: Quantity) -> Head:
    """The noun of a numeral that may go on with what was counted before it."""
    base = previous.subject if previous.subject != "other" else None
    is_carried = previous is turn.carried.quantity
    listed_only = is_carried and not turn.carried.goes_on
    head = find_head(turn.reading, turn.slot, base, listed_only=listed_only, previous_noun=previous.noun)
    if previous.indicator == "other" and _is_part_of_others(turn, head, previous):
        head = replace(head, subject="other", rule=head.rule if head.side == "none" else None)
    if is_carried and not head.inherited and _is_labelled_item(turn, head):
        head = replace(head, subject=previous.subject, side="none", rule=None, inherited=True)
    return head


def _new_level(turn: Turn) -> Slot | None:
    """The slot of the new level behind an old one, whose noun both count; None where there is none."""
    following = turn.slots[turn.index + 1] if turn.index + 1 < len(turn.slots) else None
    return following if following and is_old_level(turn.reading, turn.slot, following) else None


def _is_share_of_a_people(turn: Turn, head: Head) -> bool:
    """Whether a percent tells how many of the inhabitants a people is ("31 thôn, người Mường chiếm 62%")."""
    reading, slot, previous = turn.reading, turn.slot, turn.previous
    if not slot.numeral.is_percent or head.side == "right":
        return False
    if previous and previous.subject == "ethnic_group" and head.inherited:
        return True
    if head.inherited and previous and previous.subject not in _LIVED_IN:
        return False
    told = turn.carried.quantity is not None and not turn.done and "nơi" not in reading.norms[slot.left : slot.at]
    if (not head.inherited and head.subject != "other") or told:
        return False
    named = (m for m in reading.groups if slot.left <= m.start and m.rule.group == "ethnic_minority")
    return reading.norms[slot.at - 1] == "chiếm" and any(m.end == slot.at - 1 for m in named)


def _admits_a_share(turn: Turn, head: Head) -> bool:
    """Whether a percent tells how many a committee admits ("Đảng bộ xã phấn đấu mỗi năm kết nạp từ 3% trở lên")."""
    is_share = head.side == "left" and head.subject in ORGANIZATIONS and turn.slot.numeral.is_percent
    return is_share and are_admitted(turn.reading, turn.slot)


def _as_members(turn: Turn, head: Head, previous: Quantity | None) -> Head:
    """Inhabitants of a kind as the members that they are: those admitted, or part of members told before."""
    if head.side == "right" and are_admitted(turn.reading, turn.slot):
        return replace(head, subject="member", rule=None)
    if previous and _is_part_of_members(turn, head, previous):
        return replace(head, subject=previous.subject, side="none", rule=None, inherited=True)
    return head


def _sequel(turn: Turn, head: Head) -> Quantity | None:
    """The count told before that a numeral without a noun goes on with by its verb, or as one more item of a list."""
    last = turn.done[-1] if turn.done else None
    if last and turn.slot.numeral.is_percent and turn.reading.norms[turn.slot.at - 1] == "=":
        return last if last.indicator != "other" else None
    if head.side == "right" and head.subject != "body":
        return None
    told = (*turn.carried.named, *turn.done)
    if last and turn.slot.depth and (item := bracketed_item(turn.reading, turn.slot, told)):
        return item
    if sequel := find_sequel(turn.reading, turn.slot, head, told):
        return sequel
    if last is None or head.side == "right" or not (head.subject in ("other", "people") or _names_a_trait(head, last)):
        return None
    is_item = any(f(turn.reading, turn.slot, last) for f in (is_unknown_item, is_item_of_blocs, is_named_item))
    return last if is_item else behind_a_share(turn.reading, turn.slot, turn.done)


def _names_a_trait(head: Head, last: Quantity) -> bool:
    """Whether members of a union only tell apart those admitted ("trong đó phụ nữ 58, đoàn viên công đoàn 39")."""
    is_union = head.subject == "member" and head.rule is not None and head.rule.id != "head.member"
    return is_union and last.aspect == "admitted" and bool(last.groups)


def _is_part_of_others(turn: Turn, head: Head, previous: Quantity) -> bool:
    """Whether a numeral without a noun behind it is part of what was counted outside the catalogue."""
    slot = turn.slot
    if head.side == "none":
        part = slot.depth > 0 or turn.reading.names_part(slot.left, slot.at)
        bodies = previous.subject in ORGANIZATIONS and previous.aspect == "other"
        return (part and bodies) or _goes_on_with_forms(turn, previous)
    within = head.side == "left" and previous.slot.depth < slot.depth and bool(turn.done)
    return within and head.subject in PEOPLE


def _kind_told(turn: Turn, head: Head) -> Quantity | None:
    """The members of a kind counted in the sentence before, whose share is told now ("Sinh viên chiếm 80%")."""
    if turn.done or head.subject not in ("people", "other"):
        return None
    if head.side == "right" or turn.reading.norms[turn.slot.at - 1] != "chiếm" or not turn.carried.same_paragraph:
        return None
    tags = {m.rule.group for m in turn.reading.groups if m.start <= 1 and m.end <= turn.slot.at}
    return next((q for q in turn.carried.named if tags & q.groups and q.subject in ("member", "candidate")), None)


def _goes_on_with_forms(turn: Turn, previous: Quantity) -> bool:
    """Whether forms of punishment go on with those of bodies ("9 tổ chức bị kỷ luật: khiển trách 7, cảnh cáo 2")."""
    if not turn.done or turn.reading.norms[turn.slot.left] not in (",", "và", ";"):
        return False
    return all(not _FORMS.isdisjoint(turn.reading.norms[s.left : s.at]) for s in (previous.slot, turn.slot))


def _is_labelled_item(turn: Turn, head: Head) -> bool:
    """Whether people are an item of a list below the members told, labelled by their kind ("- Nữ: 1.203 đồng chí").

    In a list of units the name of one labels them ("- Xã Kim Lư: 12 đồng chí").
    """
    reading, slot, whole = turn.reading, turn.slot, turn.carried.quantity
    if head.subject != "person" or head.side != "right" or whole is None or turn.done or whole.subject not in _LISTED:
        return False
    words = [i for i in range(slot.left, slot.at) if is_text(reading.norms[i])]
    if turn.carried.goes_on:
        return bool(words) and (reading.norms[slot.at - 1] == ":" or tells_how_many_now(reading))
    return bool(words) and all(
        any(m.start <= i < m.end for m in reading.groups) or reading.norms[i] in _LABELS for i in words
    )


def _with_people_before(turn: Turn, previous: Quantity) -> Turn:
    """The turn that goes on with the people told before, when a breakdown behind the numeral is of people only.

    "Đảng bộ có 240 đảng viên, sinh hoạt tại 13 chi bộ; 40% là nữ". In "240 đảng viên; 9 chi đoàn với 410 đoàn viên" the
    members are those of the bodies beside them.
    """
    group = find_right_group(turn.reading, turn.slot)
    if group is None or not PEOPLE & set(group.rule.subjects) or ORGANIZATIONS & set(group.rule.subjects):
        return turn
    if previous.system not in (None, "party") and _are_its_members(turn.reading, group.start):
        return turn
    told = (q for q in reversed(turn.done) if q.subject in group.rule.subjects and q.indicator != "other")
    return replace(turn, previous=next(told, previous))


def _are_its_members(reading: Reading, start: int) -> bool:
    """Whether members of a union are counted beside its bodies ("nâng lên 487 công đoàn cơ sở, 268.300 đoàn viên")."""
    return any(m.start == start and m.rule.id in OF_UNIONS for m in reading.heads)


def _is_part_of_members(turn: Turn, head: Head, previous: Quantity) -> bool:
    """Whether people before a figure are part of members told ("kết nạp 9 người, trong đó đồng bào Thái 78%").

    A bracket or a list tells so as well ("9 đảng viên (nữ 5, đồng bào Thái 7)").
    """
    reading, slot = turn.reading, turn.slot
    if head.side != "left" or not turn.done or previous.subject not in ("member", "candidate", "committee_member"):
        return False
    if slot.depth > turn.done[0].slot.depth or (previous.inherits and previous.groups):
        return True
    return reading.names_part(slot.left, head.start)


def _is_share_of_others(turn: Turn, head: Head, told: Quantity) -> bool:
    """Whether a percent says what share of the population, or of a whole, a count outside the catalogue is.

    Of a whole it says so right behind the count ("… còn 130, chiếm 19% tổng số chi bộ").
    """
    norms, at = turn.reading.norms, turn.slot.at
    if told.indicator != "other" or told.measure != "count" or norms[at - 1] not in _SHARES:
        return False
    is_beside = norms[told.slot.at + 1 : at] == (",", "chiếm")
    return (head.subject == "population" or is_beside) and at - told.slot.at <= _NEAR
