"""Slot -> the noun or breakdown behind the numeral, or what else stands there."""

from bisect import bisect_left
from itertools import pairwise

from extractors.function_words import COUNT_SKIP, FREE_AFTER, PERCENT_SKIP, SHARE_BASES
from extractors.heads import OF_UNIONS, Head
from extractors.rulebook import Match
from extractors.slots import Reading, Slot, is_text
from extractors.tokens import NUMERAL
from schemas.rules import GroupRule, HeadRule

_LEFT = frozenset({"còn", "giảm", "xuống", "là", "chỉ"})
_NOT_POOR = frozenset({"cận", "thoát", "giảm", "xóa", "xoá", "đói", "không"})
_OPENS_BASE = frozenset(base[:1] for base in SHARE_BASES)
_CUTS = (("cắt", "giảm"), ("tiết", "kiệm"), ("rút", "ngắn"))
_BODIES = frozenset({"grassroots_org", "cell", "committee"})
_OF_PEOPLE = frozenset({"member", "candidate", "committee_member"})
_REACHED = frozenset({"đạt", "bằng", "đương", "lên", "tới"})
_PAPERS = frozenset(
    {
        ("thỏa", "ước"), ("thoả", "ước"), ("tạp", "chí"), ("đặc", "san"), ("tập", "san"), ("cam", "kết"),
        ("ấn", "phẩm"), ("phát", "hành"), ("hợp", "đồng"), ("bản", "tin"), ("tờ", "rơi"), ("tờ", "gấp"),
    }
)  # fmt: skip
"""Words for what is printed or signed, which "bản" then counts copies of."""
_TIMES_OF_A_LEVEL = frozenset((edge, of) for edge in ("đầu", "cuối", "giữa") for of in ("nhiệm", "năm", "tháng", "quý"))
"""Behind a level they begin its time ("từ 19,6% đầu nhiệm kỳ xuống 9,3%")."""


def is_share_base(reading: Reading, slot: Slot) -> bool:
    """Whether the words behind a percent name its base ("13% tổng số đảng viên")."""
    if "chiếm" in reading.norms[max(slot.left, slot.at - 5) : slot.at]:
        return True
    ahead = reading.norms[slot.at + 1 : slot.at + 5]
    if reading.norms[slot.at - 1] == "bằng" and ahead[:1] == ("số",):
        return True
    if is_share_of_people(reading, slot):
        return True
    return ahead[:1] in _OPENS_BASE and any(ahead[: len(base)] == base for base in SHARE_BASES)


def is_share_of_inhabitants(reading: Reading, slot: Slot) -> bool:
    """Whether the words behind a percent name the inhabitants as its base ("2% dân số", "2% so với dân số")."""
    behind = reading.norms[slot.at + 1 : slot.at + 5]
    return behind[:2] == ("dân", "số") or behind == ("so", "với", "dân", "số")


def is_share_of_people(reading: Reading, slot: Slot) -> bool:
    """Whether a percent says what share of the inhabitants others reach ("dân quân tự vệ đạt 1,4% dân số")."""
    return is_share_of_inhabitants(reading, slot) and reading.norms[slot.at - 1] in _REACHED


def goes_on_as_share(reading: Reading, slot: Slot) -> bool:
    """Whether a percent only says what share the numeral before is ("…, chiếm 13% tổng số đảng viên")."""
    before = reading.norms[max(slot.left, slot.at - 2) : slot.at]
    return before[-1:] in (("chiếm",), ("bằng",)) and (len(before) == 1 or before[0] in (",", "và", ";", "(", "–", "-"))


def cuts_another_thing(reading: Reading, slot: Slot) -> bool:
    """Whether a percent is by how much something told behind it was cut ("cắt giảm 30% báo cáo định kỳ")."""
    behind = reading.norms[slot.at + 1 : slot.at + 2]
    return reading.norms[slot.at - 2 : slot.at] in _CUTS and bool(behind) and is_text(behind[0]) and behind[0] != "so"


def find_right_head(reading: Reading, slot: Slot) -> Head | None:
    """The noun right behind the numeral; words that only measure or classify may stand between."""
    percent, nouns = slot.numeral.is_percent, reading.nouns
    skip = PERCENT_SKIP if percent else COUNT_SKIP
    for position in range(slot.at + 1, min(slot.stop, slot.at + 7)):
        if position in nouns:
            noun = nouns[position][-1]
            rule = noun.rule
            if percent and rule.id == "head.thing":
                return None
            if "bản" in reading.words and _are_copies(reading, noun):
                return Head(rule, "other", "right", noun.end, start=position)
            topic = _topic_of_households(reading, slot, noun) if rule.subject == "household" else None
            return topic or _specific(reading, slot, noun)
        if reading.norms[position] not in skip:
            return None
    return None


def _are_copies(reading: Reading, match: Match[HeadRule]) -> bool:
    """Whether "bản" counts copies of what the sentence spoke of before ("ký 12 thỏa ước, nâng tổng số lên 241 bản")."""
    if reading.norms[match.start : match.end] != ("bản",):
        return False
    if _PAPERS.isdisjoint(pairwise(reading.norms[: match.start])):
        return False
    return not any(m.rule.subject == "village" and m.start < match.start - 1 for m in reading.heads)


def _topic_of_households(reading: Reading, slot: Slot, match: Match[HeadRule]) -> Head | None:
    """The kind of households that stands right before a count of households ("hộ nghèo 6.930 hộ"), or None."""
    colon = slot.at > 0 and reading.norms[slot.at - 1] == ":"
    before = [m for m in reading.heads if m.end == slot.at - colon and m.rule.unit == "household"]
    if not before and reading.norms[slot.at - 1] in ("giảm", "còn", "được", "tăng", "từ", "xuống", "lên"):
        before = [m for m in reading.heads if m.end <= slot.at and m.rule.unit == "household"]
        before = [m for m in before if m.end - m.start > 1][-1:]
        before = [m for m in before if m.rule.subject == "poor_household"]
    before = before or _labels_of_poor(reading, slot)
    if before:
        return Head(before[-1].rule, before[-1].rule.subject, "right", match.end, start=match.start)
    poor = reading.norms[slot.at - 1] in _LEFT and _are_poor(reading, slot)
    return Head(match.rule, "poor_household", "right", match.end, start=match.start) if poor else None


def _labels_of_poor(reading: Reading, slot: Slot) -> list[Match[HeadRule]]:
    """Poor households that label a line whose first figure counts households ("Hộ nghèo: đầu nhiệm kỳ 316 hộ")."""
    if reading.tokens.has_figure(0, slot.at) or "tổng" in reading.norms[: slot.at]:
        return []
    labels = [m for m in reading.heads if m.rule.subject == "poor_household" and m.end < slot.at]
    return [m for m in labels if reading.norms[m.end] == ":"][-1:]


def _are_poor(reading: Reading, slot: Slot) -> bool:
    """Whether members called poor are the topic of a count of their households ("số hội viên nghèo còn 23 hộ")."""
    words = reading.norms[slot.left : slot.at]
    poor = [i for i, word in enumerate(words) if word == "nghèo" and i and words[i - 1] not in _NOT_POOR]
    return bool(poor) and "viên" in words[: poor[-1]] and not {",", ";"} & set(words[poor[-1] :])


def _of_party_members(reading: Reading, slot: Slot) -> bool:
    """Whether a sentence tells of Party members before, so that "đoàn viên" is what some of them also are."""
    return any(m.rule.id == "head.member" and m.end <= slot.at for m in reading.heads)


def _specific(reading: Reading, slot: Slot, match: Match[HeadRule]) -> Head:
    """The head itself, or the definite noun that follows a general one ("đồng chí đảng viên", "đơn vị chi bộ")."""
    rule, end = match.rule, match.end
    if rule.subject == "body":
        kind = next((m for m in reading.nouns.get(end, ()) if m.rule.subject in _BODIES), match)
        return Head(kind.rule, kind.rule.subject, "right", kind.end, start=kind.start)
    if rule.subject in ("person", "people"):
        behind = reading.nouns.get(end, ())
        if reading.norms[end : end + 1] == ("là",):
            behind = (*behind, *reading.nouns.get(end + 1, ()))
        for other in behind:
            is_union = other.start > end and other.rule.id in OF_UNIONS
            if (
                other.end <= slot.stop
                and other.rule.subject in _OF_PEOPLE
                and not (is_union and _of_party_members(reading, slot))
            ):
                return Head(other.rule, other.rule.subject, "right", other.end, start=other.start)
    return Head(rule, rule.subject, "right", end, start=match.start)


def find_right_group(reading: Reading, slot: Slot) -> Match[GroupRule] | None:
    """A breakdown word right behind the numeral ("40 nữ", "44% là người dân tộc")."""
    norms, behind = reading.norms, slot.at + 1
    position = behind
    while position < slot.stop and norms[position] in ("là", "số"):
        position += 1
    starts = reading.group_starts
    following = bisect_left(starts, behind)
    if following == len(starts) or starts[following] > position:
        return None
    found = [m for m in reading.groups if m.end > position and m.start <= position]
    return found[0] if found and found[0].start >= behind else None


def is_longer(group: Match[GroupRule], head: Head) -> bool:
    """Whether the breakdown says more than the noun it begins with ("người dân tộc thiểu số", not "chi bộ xã")."""
    if head.subject not in ("person", "people", "population", "ethnic_group"):
        return False
    return group.end > head.end or (head.subject in ("people", "population", "ethnic_group") and group.end == head.end)


def has_unknown_noun_behind(reading: Reading, slot: Slot) -> bool:
    """Whether a common noun that no rule knows stands right behind ("65 loại hình", "100% gia đình")."""
    position = slot.at + 1
    if position >= slot.stop:
        return False
    norm = reading.norms[position]
    if not is_text(norm) or norm in FREE_AFTER:
        return False
    if reading.says_something(position) or reading.norms[position : position + 2] in _TIMES_OF_A_LEVEL:
        return False
    text = reading.tokens.words[position]
    if not text[0].isupper() or (text.isupper() and 2 <= len(text) <= 5):
        return True
    following = reading.tokens.words[position + 1] if position + 1 < slot.stop else ""
    return following[:1].islower() and following != NUMERAL and not reading.says_something(position + 1)
