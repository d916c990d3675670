"""Slot -> the noun before the numeral in its own stretch."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.function_words import LINKS, NOT_THE_HEAD
from extractors.heads import OF_UNIONS, ORGANIZATIONS, Head
from extractors.list_items import is_familiar, is_named
from extractors.rulebook import Match
from extractors.slots import HARD_STOPS, Reading, Slot, is_text
from extractors.tokens import NUMERAL, behind_last
from extractors.told_of_nouns import KINDS, did_something, told_of_them
from schemas.rules import HeadRule

_PLAINLY = frozenset({"household", "population", "village", "commune", "district"})
_MODIFIES = frozenset({"trong", "của", "từ", "cho", "với"})
_BEFORE_TOPIC = frozenset({"ở", "cấp", "đối", "với", "về", "riêng", "trong", "các", "số", "khối", "tại"})
_TO_ADMIT = frozenset({("kết", "nạp"), ("phát", "triển")})
_OPENERS = frozenset({"là", "như", "gồm", ":"})
_NEXT_ITEM, _LONGEST_NAME = ((",",), (";",), ("và",), ("(",)), 8
_REACH = 12
_STRANGE = 8


def find_left_head(reading: Reading, slot: Slot) -> Head | None:
    """The noun before the numeral in its own stretch, joined to it by words such as "là" and "lên", or by none."""
    candidates = _candidates(reading, slot)
    if not candidates:
        return None
    if _admitted_nobody(reading, slot, candidates) or any(_firms_have_them(reading, slot, m) for m in candidates):
        return Head(None, "other", "none", slot.at + 1)
    counted = [m for m in candidates if _is_counted(reading, m)]
    if counted and counted[-1].rule.subject == "people":
        counted = [m for m in candidates if m.rule.subject == "member" and m.start > counted[-1].start]
    if counted and slot.at - counted[-1].end <= 2 * _REACH and not _lists_bodies(reading, slot, counted[-1]):
        return _plain(reading, slot, counted[-1])
    nearest = next((m for m in reversed(candidates) if not _is_part_of_a_phrase(reading, slot, m)), None)
    if nearest is None or not _is_linked(reading, slot, nearest):
        return None
    if nearest.rule.subject == "committee_member" and _acts(reading, nearest, reading.norms[nearest.end : slot.at]):
        return None
    return _plain(reading, slot, nearest)


def _admitted_nobody(reading: Reading, slot: Slot, candidates: Sequence[Match[HeadRule]]) -> bool:
    """Whether bodies are counted for having admitted nobody ("Chi bộ 2 năm không kết nạp được đảng viên còn 9")."""
    bodies = next((m for m in candidates if m.rule.subject in ORGANIZATIONS), None)
    if bodies is None or not any(m.rule.subject == "member" and m.start > bodies.end for m in candidates):
        return False
    between = reading.norms[bodies.end : slot.at]
    denied = next((i for i, norm in enumerate(between) if norm in ("không", "chưa")), None)
    return denied is not None and not _TO_ADMIT.isdisjoint(pairwise(between[denied : denied + 4]))


def _is_counted(reading: Reading, match: Match[HeadRule]) -> bool:
    """Whether a word for a number stands before the noun ("tổng số đảng viên", "trong số các chi bộ")."""
    first = match.start - (reading.norms[max(0, match.start - 1)] == "các")
    return first > 0 and reading.norms[first - 1] in ("số", "lượng", "lệ")


def _plain(reading: Reading, slot: Slot, match: Match[HeadRule]) -> Head:
    """The noun, or none of the catalogue when households, people or villages are counted for what they do."""
    is_plain = match.rule.subject in _PLAINLY and told_of_them(reading, match.end, slot.at)
    if is_plain or (slot.numeral.is_percent and did_something(reading, slot, match)):
        return Head(None, "other", "none", slot.at + 1)
    return _left(match)


def _candidates(reading: Reading, slot: Slot) -> list[Match[HeadRule]]:
    """The nouns between the last hard stop and the numeral that may be counted by a figure behind them, in order."""
    norms = reading.norms
    floor = behind_last(norms, slot.left, slot.at, HARD_STOPS)
    inside = [m for m in reading.heads if m.end <= slot.at and m.start >= floor and _may_be_left(reading, m)]
    if not inside:
        return inside
    if len(inside) > 1 and "so" in reading.words:
        inside = [m for m in inside if norms[m.start - 4 : m.start - 2] != ("so", "với")]
    if "village" in reading.subjects:
        inside = [m for m in inside if not (m.rule.subject == "village" and _names_one(reading, m))]
    return [m for m in inside if not _only_a_group(reading, m) and not _tells_of_villages(reading, m)]


def _may_be_left(reading: Reading, match: Match[HeadRule]) -> bool:
    """Whether a noun may be counted by a figure behind it; units of a place only as a number ("số xã là 15")."""
    if not match.rule.right_only:
        return True
    return match.rule.subject in ("commune", "district") and _is_counted(reading, match)


def _names_one(reading: Reading, match: Match[HeadRule]) -> bool:
    """Whether a number behind the noun is the name of one village ("xóm 13"), or the noun ends a name ("Vụ Bản")."""
    rejected, words = reading.tokens.rejected.get(match.end), reading.tokens.words
    if match.start and words[match.start].istitle() and words[match.start - 1].istitle():
        return True
    return rejected is not None and rejected.label == "name"


def _tells_of_villages(reading: Reading, match: Match[HeadRule]) -> bool:
    """Whether a noun is part of what is told of the villages right before it ("thôn chưa có chi bộ: 12")."""
    if "village" not in reading.subjects:
        return False
    told = (m for m in reading.aspects if m.start <= match.start < m.end and m.rule.id.startswith("aspect.village."))
    return any(h.rule.subject == "village" and h.end == m.start for m in told for h in reading.heads)


def _is_part_of_a_phrase(reading: Reading, slot: Slot, match: Match[HeadRule]) -> bool:
    """Whether a noun belongs to another phrase or names one body, so that an earlier noun may be counted."""
    before = reading.norms[match.start - 1] if match.start else ""
    is_topic = before == "về" and (match.start == 1 or reading.norms[match.start - 2] in (";", "-", ".", ","))
    if (
        before in NOT_THE_HEAD
        and not is_topic
        and not _opens_grades(reading, slot, match)
        and match.rule.subject in ORGANIZATIONS | {"village", "member"}
    ):
        return True
    if match.rule.subject == "village" and _labels_an_item(reading, slot, match):
        return True
    if match.rule.subject in ("people", "population") and before in _MODIFIES:
        return True
    if match.rule.subject == "population" and before == "là":
        return True
    if match.rule.subject == "committee_member" and before == "có" and reading.norms[slot.at - 1] != "có":
        return True
    if match.rule.subject in ORGANIZATIONS and (
        is_named(reading, match) or (slot.numeral.is_percent and before == "có")
    ):
        return True
    return _lists_bodies(reading, slot, match)


def _firms_have_them(reading: Reading, slot: Slot, match: Match[HeadRule]) -> bool:
    """Whether firms are counted that have a body ("Số doanh nghiệp có tổ chức đảng là 120")."""
    if match.rule.subject not in ORGANIZATIONS or reading.norms[match.start - 1 : match.start] != ("có",):
        return False
    firms = [m for m in reading.heads if slot.left <= m.start < match.start and m.rule.id == "head.enterprise"]
    return bool(firms) and reading.norms[firms[-1].start - 1 : firms[-1].start] in (("số",), ("lệ",))


def _labels_an_item(reading: Reading, slot: Slot, match: Match[HeadRule]) -> bool:
    """Whether a village is named as one of a list behind a count ("…, cụ thể: thôn Nà Mô: 2; thôn 3: 1")."""
    if reading.norms[slot.at - 1] != ":" or not reading.tokens.has_figure(0, match.start):
        return False
    name = reading.tokens.words[match.end : slot.at - 1]
    return bool(name) and all(word[0].isupper() or word == NUMERAL for word in name)


def _opens_grades(reading: Reading, slot: Slot, match: Match[HeadRule]) -> bool:
    """Whether a noun opens the sentence as what is graded in it ("Ở cấp chi bộ, trong sạch vững mạnh 82%, …")."""
    if slot.left or not all(n in _BEFORE_TOPIC for n in reading.norms[: match.start]):
        return False
    sign = next((i for i in range(match.end, slot.at) if reading.norms[i] in (",", ":")), 0)
    return any(m.rule.aspect == "rated" and m.start == sign + 1 and m.end <= slot.at for m in reading.aspects if sign)


def _is_linked(reading: Reading, slot: Slot, match: Match[HeadRule]) -> bool:
    """Whether the words between a noun and the numeral join them, few of them unknown."""
    between = reading.norms[match.end : slot.at]
    bare = len(between) <= 2 and not (slot.at + 1 < len(reading.norms) and is_text(reading.norms[slot.at + 1]))
    strange = sum(1 for i in range(match.end, slot.at) if is_text(reading.norms[i]) and not is_familiar(reading, i))
    if strange > _STRANGE or len(between) > 2 * _REACH:
        return False
    return (
        not between
        or between[-1] in LINKS
        or (between[-1] == "dưới" and slot.numeral.is_percent)
        or _covered(reading, slot.at - 1)
        or bare
        or _opens_row(reading, match.end, slot.at)
    )


def _opens_row(reading: Reading, start: int, end: int) -> bool:
    """Whether a row of names begins between a noun and the figure ("… nhiều đảng viên là Ba Bể 16, Na Rì 45")."""
    sign = next(
        (i for i in range(end - 1, max(start - 1, end - _LONGEST_NAME), -1) if reading.norms[i] in _OPENERS), end
    )
    names = [i for i in range(sign + 1, end) if reading.norms[i] not in KINDS]
    behind = reading.norms[end + 1 : end + 2]
    return bool(names) and behind in _NEXT_ITEM and all(reading.tokens.words[i][0].isupper() for i in names)


def _lists_bodies(reading: Reading, slot: Slot, match: Match[HeadRule]) -> bool:
    """Whether the noun only announces the named bodies whose figures follow ("Một số đảng bộ … cao như A (9)")."""
    between = reading.norms[match.end : slot.at]
    sign = next((n for n in (":", "như", "là") if n in between), "")
    if match.rule.subject not in ORGANIZATIONS or not sign:
        return False
    name = match.end + between.index(sign) + 1
    if sign != ":" and reading.norms[slot.at - 1] != "(":
        return False
    if any(m.rule.aspect == "rated" and m.start <= name < m.end for m in reading.aspects):
        return False
    if any(m.rule.cue == "plan" and m.start == name for m in reading.cues):
        return False
    return name < slot.at and reading.tokens.words[name][0].isupper()


def _acts(reading: Reading, match: Match[HeadRule], between: Sequence[str]) -> bool:
    """Whether a committee named by its office ("Ban Thường vụ … đã ban hành 34") does something and is not counted."""
    named = reading.norms[match.start] in ("ban", "bch", "btv")
    return named and bool(between) and between[-1] not in ("gồm", "có", ":", "là", "(")


def _only_a_group(reading: Reading, match: Match[HeadRule]) -> bool:
    """Whether a noun for people is a breakdown of what was counted before ("nữ chiếm 41%")."""
    if is_trait(reading, match):
        return True
    within = (g for g in reading.groups if g.start <= match.start and match.end <= g.end)
    if match.rule.subject == "person":
        return any(g.rule.group == "ethnic_minority" for g in within)
    return match.rule.subject == "people" and any(within)


def _covered(reading: Reading, position: int) -> bool:
    """Whether a breakdown, an aspect or a cue covers a token."""
    told = any(m.start <= position < m.end for m in reading.groups)
    told = told or any(m.start <= position < m.end for m in reading.aspects)
    return told or any(m.start <= position < m.end for m in reading.cues)


def _left(match: Match[HeadRule]) -> Head:
    return Head(match.rule, match.rule.subject, "left", match.end, start=match.start)


def is_trait(reading: Reading, match: Match[HeadRule]) -> bool:
    """Whether members of a union are named as a trait of Party members ("đảng viên mới là đoàn viên")."""
    if match.rule.id not in OF_UNIONS or reading.norms[max(0, match.start - 1)] not in ("là", "từ"):
        return False
    return any(m.rule.id == "head.member" and 0 <= match.start - m.end <= 5 for m in reading.heads)
