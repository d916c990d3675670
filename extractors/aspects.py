"""Slot and noun -> what happened to the thing counted, and which rules say so."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.by_the_way import is_apart, is_by_the_way, is_of_object, is_praised
from extractors.heads import ORGANIZATIONS, Head
from extractors.indicators import default_aspect
from extractors.light_records import light_record
from extractors.own_clauses import are_members_anew
from extractors.rulebook import Match
from extractors.shared_verbs import first_of_row, is_coordinated, of_the_list, or_punished
from extractors.slots import Reading, Slot
from extractors.tokens import behind_last
from extractors.verbs_behind import applicable, verbs_behind
from schemas.rules import AspectRule
from schemas.vocabulary import System

_REACH, _SINCE = 9, 7
_DEEDS = frozenset({"admitted", "official", "established", "removed", "introduced", "trained"})
_SUFFERED = frozenset({"disciplined", "exempted", "removed", "transferred"})
_SEMICOLON = frozenset({";"})
"""It closes what is told of the numeral before."""
_ROUNDS = (("đợt", "cho"), ("đợt", ",", "cho"), ("đợt", "với"), ("lần", "cho"), ("đợt", "trao", "cho"))
_WORDS_OF_ROUNDS = frozenset(words[0] for words in _ROUNDS)
_LEVELS = frozenset({"xuống", "lên"})
_PASSIVE = frozenset({"bị", "được"})
_RECOGNISED, _IN_FULL = ("công", "nhận"), ("chính", "thức")
_IN_OFFICE = "aspect.other.in_office"
"""Members of associations are counted for an office; the Party's are told apart by it ("kỷ luật 35 đảng viên là …")."""
_WEAK_BEHIND = frozenset({"admitted", "established", "other", "introduced", "transferred"})


@light_record(frozen=True, slots=True)
class Aspect:
    """What happened.

    `decided` is False when only the subject's default applies; `noun` is the id of the noun before the numeral that
    says what a general noun behind it means, or "".
    """

    name: str
    rules: tuple[str, ...]
    system: System | None = None
    decided: bool = True
    noun: str = ""


def find_aspect(
    reading: Reading, slots: Sequence[Slot], index: int, head: Head, *, inherited: str | None, alone: bool = False
) -> Aspect:
    """The aspect of a numeral's noun.

    Args:
        reading: The sentence.
        slots: Its slots.
        index: Which slot.
        head: The noun.
        inherited: The aspect of the numeral before when it counts the same kind of thing, else None.
        alone: The figure is a change of its own and shares no verb with the one before.
    """
    if ((head.rule and head.rule.aspect) or "thức" in reading.words) and (given := _given(reading, slots[index], head)):
        return given
    found = _told(reading, slots, index, head, inherited=inherited, alone=alone) if reading.aspects else None
    if found is None:
        found = _shared(reading, slots, index, head, inherited=inherited, alone=alone)
    if found is None:
        return Aspect(default_aspect(head.subject), (), decided=False)
    return found if isinstance(found, Aspect) else Aspect(found.rule.aspect, (found.rule.id,), found.rule.system)


def _told(
    reading: Reading, slots: Sequence[Slot], index: int, head: Head, *, inherited: str | None, alone: bool
) -> Match[AspectRule] | Aspect | None:
    """What words beside the numeral and its noun say: a verb, or what it only goes on with; None without any."""
    slot, subject = slots[index], head.subject
    behind = verbs_behind(reading, slots, index, head)
    if behind:
        behind = [m for m in behind if not is_of_object(reading, m, alone=alone)]
        behind = [m for m in behind if m.rule.id != _IN_OFFICE or (head.rule and head.rule.id != "head.member")]
    first = first_of_row(reading, slots, index)
    floor = behind_last(reading.norms, first.left, first.at, _SEMICOLON) if ";" in reading.words else first.left
    before = applicable(reading.aspects, subject, floor, slot.at, ("before", "both"))
    if before:
        before = [m for m in before if not is_by_the_way(reading, slot, m, subject) and not is_apart(reading, head, m)]
    if before and slot.numeral.is_percent:
        before = [m for m in before if not _only_says_when(reading, m)] or before
    if index and not before and not _WORDS_OF_ROUNDS.isdisjoint(reading.words):
        before = _before_rounds(reading, slots, index, subject)
    if not before and not behind:
        return None
    if behind and all(_is_passive(reading, m) for m in (*before, behind[0])):
        before = []
    chosen = _prefer(behind, before, is_part=slot.numeral.denominator is not None)
    if graded := _graded(reading, slot, chosen, inherited):
        return graded
    chosen = _told_of_noun(before, head) or or_punished(reading, slots, index, subject, chosen)
    if chosen and chosen.rule.id == "aspect.total" and inherited and _goes_on(reading, slot, chosen, inherited):
        return Aspect(inherited, ("scope.same_list",))
    return chosen


def _shared(
    reading: Reading, slots: Sequence[Slot], index: int, head: Head, *, inherited: str | None, alone: bool
) -> Match[AspectRule] | Aspect | None:
    """What a numeral that no verb stands beside shares with the one before it; None when it goes on with nothing."""
    slot, subject = slots[index], head.subject
    if subject in ORGANIZATIONS and not slot.numeral.is_percent and _is_old_level(reading, slot):
        return None
    if inherited is not None and subject == "village" and (alone or _new_level(reading, slot)):
        return Aspect(inherited, ("scope.new_level",))
    is_bare = inherited is not None and _is_bare(head)
    if is_bare and (inherited == "rated" or not _new_level(reading, slot) or _from_another(reading, slots, index)):
        return Aspect(str(inherited), ("scope.same_list",))
    if alone or reading.norms[slot.at - 1] == "còn" or not is_coordinated(reading, slot):
        return None
    has = reading.norms[slot.at - 1] == "có"
    there_are = has and ";" in reading.norms[slot.left : slot.at]
    apart = inherited == "other" and (head.side == "left" or there_are)
    apart = apart or (inherited == "dissolved" and (has or reading.norms[slot.at - 1] == "với"))
    apart = apart or (inherited in _SUFFERED and there_are and are_members_anew(reading, slot))
    if inherited is not None and not apart:
        return Aspect(inherited, ("scope.coordinated",))
    return of_the_list(reading, slots, index, subject) if subject != "people" and head.side != "left" else None


def _is_old_level(reading: Reading, slot: Slot) -> bool:
    """Whether a stock is told before and behind a change ("số chi bộ giảm từ 236 xuống 151"), which shares no verb."""
    if reading.norms[slot.at - 2 : slot.at] not in (("giảm", "từ"), ("tăng", "từ")):
        return False
    return not _LEVELS.isdisjoint(reading.norms[slot.at + 1 : slot.at + 6])


def _is_passive(reading: Reading, match: Match[AspectRule]) -> bool:
    """Whether a verb tells what was done to the people before it ("1 đảng viên bị cảnh cáo và 12 người …")."""
    return reading.norms[match.start] in _PASSIVE or reading.norms[match.start - 1] in _PASSIVE


def _graded(reading: Reading, slot: Slot, chosen: Match[AspectRule] | None, inherited: str | None) -> Aspect | None:
    """What bodies or people with a grade are counted for: the praise of a list, or the last grade of a row; or None."""
    if chosen and chosen.rule.aspect == "rated" and chosen.start > slot.at and is_praised(reading, slot):
        return Aspect("other", ("scope.praised",))
    if inherited == "rated" and chosen and _is_last_grade(reading, slot, chosen):
        return Aspect("rated", ("scope.same_list",))
    return None


def _before_rounds(reading: Reading, slots: Sequence[Slot], index: int, subject: str) -> list[Match[AspectRule]]:
    """The verb before the rounds in which it was done ("Tặng Huy hiệu Đảng 4 đợt cho 512 đảng viên")."""
    rounds = slots[index - 1]
    if reading.norms[rounds.at + 1 : slots[index].at] not in _ROUNDS:
        return []
    return applicable(reading.aspects, subject, rounds.left, rounds.at, ("before", "both"))


def _given(reading: Reading, slot: Slot, head: Head) -> Aspect | None:
    """The aspect that the noun itself has, or that the words around it can only mean."""
    if head.rule and (aspect := head.rule.aspect):
        return Aspect(aspect, (), decided=aspect not in ("total", "poor"))
    return Aspect("official", ("form.recognised",)) if _is_recognised(reading, slot, head) else None


def _is_recognised(reading: Reading, slot: Slot, head: Head) -> bool:
    """Whether members are recognised as full members ("công nhận 112 đảng viên chính thức")."""
    if head.subject != "member" or head.side != "right" or reading.norms[head.end : head.end + 2] != _IN_FULL:
        return False
    return any(pair == _RECOGNISED for pair in pairwise(reading.norms[max(slot.left, slot.at - _REACH) : slot.at]))


def _told_of_noun(before: Sequence[Match[AspectRule]], head: Head) -> Match[AspectRule] | None:
    """What is told of villages right behind their noun, before a word of a stock ("thôn có chi bộ hiện là 96%")."""
    if head.side != "left" or head.subject != "village":
        return None
    told = [m for m in before if m.rule.id.startswith("aspect.village.")]
    first = next((m for m in told if m.start == head.end), None)
    return first if first and not any(first.start < m.start <= first.end for m in told) else None


def _only_says_when(reading: Reading, match: Match[AspectRule]) -> bool:
    """Whether a word for a stock says no more than that a rate is of today ("thôn có chi bộ hiện là 95%")."""
    return match.rule.id == "aspect.total" and reading.norms[match.start : match.end] in (("hiện",), ("đến", "nay"))


def _goes_on(reading: Reading, slot: Slot, match: Match[AspectRule], inherited: str) -> bool:
    """Whether words for a stock only go on with what was told before.

    Villages of a kind that are left ("xóa 10 buôn trắng đảng viên, hiện chỉ còn 2 buôn"), a percent of those just told
    ("Trong đó số đảng viên dưới 30 tuổi chiếm 55,6%"), the last item of a row of years ("từ đầu năm đến nay: 5").
    """
    if inherited.startswith(("without_", "joint")):
        return reading.norms[slot.at - 1] == "còn" and reading.norms[match.end - 1] in ("hiện", "nay")
    if inherited.startswith("with_"):
        return reading.norms[slot.at - 2 : slot.at] in (("mới", "có"), ("chỉ", "có"), ("mới", "được"))
    if inherited == "rated":
        return reading.norms[slot.at - 1] == "còn" and _no_noun_behind(reading, slot)
    words = reading.norms[match.start : match.end]
    if words[-2:] == ("đến", "nay") and "từ" in reading.norms[max(slot.left, match.start - _SINCE) : match.start]:
        return inherited in _DEEDS and _no_noun_behind(reading, slot)
    told = words == ("số", "đảng", "viên")
    return told and slot.numeral.is_percent and reading.names_part(slot.left, match.start)


def _no_noun_behind(reading: Reading, slot: Slot) -> bool:
    """Whether a figure ends its item of a list."""
    return slot.at + 1 >= len(reading.norms) or reading.norms[slot.at + 1] in (".", ";", ",")


def _is_bare(head: Head) -> bool:
    """Whether the numeral has no noun of its own and goes on with the numeral before."""
    return head.inherited and head.rule is None and head.side == "none"


def _new_level(reading: Reading, slot: Slot) -> bool:
    """Whether only words of a new level stand before the numeral ("từ 95 bản xuống còn 23 bản")."""
    words = reading.norms[max(slot.left, slot.at - 3) : slot.at]
    return any(n in ("xuống", "lên", "còn") and words[max(0, i - 1)] != "trở" for i, n in enumerate(words))


def _from_another(reading: Reading, slots: Sequence[Slot], index: int) -> bool:
    """Whether the numeral before is what a new one rose or fell from ("được kết nạp tăng từ 120 lên 156")."""
    return index > 0 and "từ" in reading.norms[slots[index - 1].at - 2 : slots[index - 1].at]


def _prefer(
    behind: list[Match[AspectRule]], before: list[Match[AspectRule]], *, is_part: bool
) -> Match[AspectRule] | None:
    """The aspect that decides: modifiers of villages and gradings behind, else the verb nearest before.

    A part of a printed whole ("có 600/1.100 hội viên được cấp thẻ") is told for the deed behind it.
    """
    strong = [m for m in behind if m.rule.aspect not in _WEAK_BEHIND]
    verbs = [m for m in before if m.rule.aspect != "total"]
    praised = bool(verbs) and verbs[-1].rule.aspect == "other" and bool(strong) and strong[0].rule.aspect == "rated"
    if strong and not praised:
        return strong[0]
    if verbs and verbs[-1].start > max([m.start for m in before if m.rule.aspect == "total"], default=-1):
        return verbs[-1]
    if behind and (is_part or not (before and behind[0].rule.aspect == "other")):
        return behind[0]
    return before[-1] if before else None


def _is_last_grade(reading: Reading, slot: Slot, match: Match[AspectRule]) -> bool:
    """Whether "vi phạm" is the last grade of a row of members graded ("hoàn thành 246, vi phạm 9")."""
    ends = match.end in (slot.at, slot.break_)
    return (
        ends and reading.norms[match.start : match.end] == ("vi", "phạm") and "," in reading.norms[slot.left : slot.at]
    )
