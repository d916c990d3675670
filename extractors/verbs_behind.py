"""Slot and noun -> what is said behind a numeral's noun, and the matches that may say it."""

from collections.abc import Iterable, Sequence

from extractors.function_words import BOUNDS
from extractors.heads import ORGANIZATIONS, PEOPLE, Head
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, PHRASE_ENDS, Reading, Slot
from extractors.tokens import NUMERAL
from schemas.rules import AspectRule

_OF_PEOPLE = frozenset({"serving", "in_party", "admitted"})
_OF_ROWS = ORGANIZATIONS | {"village"}
_OF_BODIES_IN_A_ROW = frozenset({"rated", "with_cell", "congress_held"})
_DONE_TO_PEOPLE = frozenset({"admitted", "awarded", "disciplined", "removed", "official", "exempted", "transferred"})
_WHERE = frozenset({"của", "thuộc", "ở", "tại", "trong"})
_TURNS = frozenset({"nhưng", "song"})
_JOINED, _NAME = 8, 9
_JOIN = ("tham", "gia")
_DRAWS = frozenset({("thu", "hút"), ("tập", "hợp"), ("quy", "tụ")})
_BODIES_OF_MEMBERS = frozenset(
    {("chi", "hội"), ("tổ", "hội"), ("chức", "hội"), ("sở", "hội"), ("chi", "đoàn"), ("nghiệp", "đoàn")}
)
_BODY_REACH, _BODY_NAME = 14, 6


def verbs_behind(reading: Reading, slots: Sequence[Slot], index: int, head: Head) -> list[Match[AspectRule]]:
    """What is said behind a numeral's noun; of a row, behind the second noun too.

    A phrase that a joining word is part of ("được tặng và truy tặng") goes on behind the end of the noun phrase.
    """
    if not reading.aspects:
        return []
    slot, subject = slots[index], head.subject
    at, end = slot.at, _shared_end(reading, slots, index)
    if not _TURNS.isdisjoint(reading.words):
        end = _before_a_turn(reading, slot, end)
    behind = [m for m in reading.aspects if m.start > at and m.start < end]
    if behind:
        behind = [m for m in behind if m.rule.side != "before" and subject in m.rule.subjects]
    if subject == "member" and behind and draws_into_bodies(reading, slot):
        behind = [m for m in behind if reading.norms[m.start : m.start + 2] != _JOIN]
    if not behind and subject in PEOPLE and (done := _behind_their_bodies(reading, slots, index, subject)):
        return done
    if not behind and subject in ("people", "person"):
        return [m for m in _behind_a_row(reading, slot, subject) if m.rule.aspect in _OF_PEOPLE]
    if not behind and slot.numeral.is_percent and head.side == "right" and subject in _OF_ROWS:
        told = _behind_a_row(reading, slot, subject) or _behind_next_share(reading, slots, index, subject)
        return [m for m in told if m.rule.aspect in _OF_BODIES_IN_A_ROW]
    return behind


def _behind_their_bodies(reading: Reading, slots: Sequence[Slot], index: int, subject: str) -> list[Match[AspectRule]]:
    """What was done to people, behind a count of their bodies ("62 đảng viên của 9 chi bộ được trao Huy hiệu")."""
    slot = slots[index]
    if index + 1 == len(slots) or slots[index + 1].at != slot.break_ or reading.norms[slot.break_ - 1] not in _WHERE:
        return []
    bodies = slots[index + 1]
    if not any(m.start == bodies.at + 1 and m.rule.subject in ORGANIZATIONS for m in reading.heads):
        return []
    told = applicable(reading.aspects, subject, bodies.at + 1, bodies.break_, ("behind", "both"))
    return [m for m in told if m.rule.aspect in _DONE_TO_PEOPLE]


def _behind_next_share(reading: Reading, slots: Sequence[Slot], index: int, subject: str) -> list[Match[AspectRule]]:
    """The grade behind the share that a comma joins ("100% chi bộ, 95% đảng viên hoàn thành tốt nhiệm vụ")."""
    slot = slots[index]
    if index + 1 == len(slots) or reading.norms[slot.break_ : slot.break_ + 1] != (",",):
        return []
    following = slots[index + 1]
    own = following.numeral.is_percent and any(m.start == following.at + 1 for m in reading.heads)
    if not own or not BOUNDS.issuperset(reading.norms[slot.break_ + 1 : following.at]):
        return []
    told = applicable(reading.aspects, subject, following.at + 1, following.break_, ("behind", "both"))
    return [m for m in told if m.rule.aspect == "rated"]


def draws_into_bodies(reading: Reading, slot: Slot) -> bool:
    """Whether members are drawn into bodies just counted or said to be there.

    "9 chi hội, thu hút 400 hội viên tham gia", "các xã có tổ chức Hội, thu hút 3.872 hội viên".
    """
    words = reading.norms[: slot.at]
    if words[-2:] not in _DRAWS or words[-3:-2] not in ((",",), (";",)):
        return False
    first = max(0, len(words) - 3 - _BODY_REACH)
    told = [i for i in range(first, len(words) - 4) if words[i : i + 2] in _BODIES_OF_MEMBERS]
    if not told or NUMERAL in words[told[-1] :] or len(words) - 3 - (told[-1] + 2) > _BODY_NAME:
        return False
    before = words[max(0, told[-1] - 2) : told[-1]]
    return before[-1:] == (NUMERAL,) or "có" in before or before == ("có", "tổ")


def _before_a_turn(reading: Reading, slot: Slot, end: int) -> int:
    """`end`, or the word before it that turns to what those counted do ("9 đồng chí nhưng phụ trách …")."""
    return next((i for i in range(slot.at + 1, end) if reading.norms[i] in _TURNS), end)


def _behind_a_row(reading: Reading, slot: Slot, subject: str) -> list[Match[AspectRule]]:
    """The verbs behind a second noun of the row ("191 bí thư chi bộ, Trưởng Công an xã tham gia cấp ủy")."""
    stop = slot.break_
    if stop + 1 >= len(reading.norms) or reading.norms[stop] != ",":
        return []
    named = reading.tokens.words[stop + 1][0].isupper() or any(m.start == stop + 1 for m in reading.heads)
    ends = PHRASE_ENDS if subject in PEOPLE else HARD_STOPS
    end = next((i for i in range(stop + 1, slot.stop) if reading.norms[i] in ends), slot.stop)
    return applicable(reading.aspects, subject, stop + 1, end, ("behind", "both")) if named else []


def _shared_end(reading: Reading, slots: Sequence[Slot], index: int) -> int:
    """Where the words behind a numeral end; "100% thôn và 80% trường có chi bộ" shares the words behind the second."""
    slot, norms = slots[index], reading.norms
    end = slot.break_
    sign = norms[end] if end < len(norms) else ""
    if sign == "(" and (behind := behind_a_share(reading, slot) or _behind_a_bracket(reading, slot)):
        return next((i for i in range(behind, len(norms)) if norms[i] in PHRASE_ENDS), len(norms))
    if sign != NUMERAL or "và" not in norms[slot.at + 1 : end]:
        return end
    last = end - 2 if norms[end - 1] in BOUNDS else end - 1
    if last > slot.at and norms[last] == "và" and index + 1 < len(slots):
        return last if _repeats_noun(reading, slot) else slots[index + 1].break_
    return next((i for i in range(slot.at + 1, end) if norms[i] == "và" and end - i <= _JOINED), end)


def _repeats_noun(reading: Reading, slot: Slot) -> bool:
    """Whether the next figure repeats the noun, so that its verb is its own ("86 đảng viên nữ và 27 đảng viên …")."""
    noun = next((m for m in reading.heads if m.start == slot.at + 1), None)
    told = noun is not None and slot.stop - noun.end > 1
    return told and any(m.start == slot.stop + 1 and noun and m.rule.id == noun.rule.id for m in reading.heads)


def _behind_a_bracket(reading: Reading, slot: Slot) -> int:
    """Where the words begin that go on behind a bracket with a name ("1 quần chúng (huyện Ba Tơ) đã …"), or 0."""
    closing = reading.norms[slot.break_ : slot.stop].index(")") if _opens_name(reading, slot) else 0
    return slot.break_ + closing + 1 if closing else 0


def behind_a_share(reading: Reading, slot: Slot) -> int:
    """The token behind a bracket that holds one figure alone ("45 chi bộ (12,5%) hoàn thành …"), or 0."""
    bracket = reading.norms[slot.break_ : slot.break_ + 3]
    return slot.break_ + 3 if bracket == ("(", NUMERAL, ")") and not slot.numeral.is_percent else 0


def _opens_name(reading: Reading, slot: Slot) -> bool:
    """Whether a bracket that ends what is counted closes within a few words, with no figure in it."""
    inside = reading.norms[slot.break_ : min(slot.stop, slot.break_ + _NAME)]
    return inside[:1] == ("(",) and ")" in inside and NUMERAL not in inside


def applicable(
    matches: Iterable[Match[AspectRule]], subject: str, start: int, end: int, sides: tuple[str, ...]
) -> list[Match[AspectRule]]:
    """The matches between two tokens that can be said of a subject from one of these sides."""
    found = [m for m in matches if m.end <= end and m.start >= start]
    return [m for m in found if m.rule.side in sides and subject in m.rule.subjects] if found else found
