"""One numeral's turn -> what happened to what it counts, where the words around it can only mean one thing."""

from itertools import pairwise

from extractors.aspects import Aspect
from extractors.deeds import WORDS_OF_RATES, is_rate
from extractors.gathering import is_new_level
from extractors.heads import ORGANIZATIONS, PEOPLE, Head
from extractors.inhabitants import are_all_of_a_place
from extractors.nouns_behind import is_share_of_inhabitants
from extractors.punished import WORDS_OF_OFFENCES, are_punished
from extractors.raised_totals import raised_total
from extractors.series_of_years import goes_on_by_years
from extractors.turns import Turn

_MAKES = frozenset({"tách", "nhập", "nhất", "ghép", "chia"})
_SIGNS = frozenset({",", ";", ".", "("})
_FOUNDED = (("được", "thành", "lập"), ("được", "lập"), ("ra", "đời"))
_FOUNDING = frozenset({("thành", "lập"), ("ra", "đời"), ("ra", "mắt")})
_NOW, _SINCE = frozenset({"nay", "hiện"}), frozenset({"từ", "qua", "kỳ", "quý", "tháng"})


def told_at_once(turn: Turn, head: Head) -> tuple[str, Aspect] | None:
    """The subject and its aspect: a total raised, punishments listed, a rate, a share of all inhabitants; or None."""
    reading, slot = turn.reading, turn.slot
    words = reading.words
    if "tổng" in words and head.subject not in ORGANIZATIONS and (raised := raised_total(reading, slot)):
        return "member", raised
    may_be_punished = "disciplined" in reading.deeds or not WORDS_OF_OFFENCES.isdisjoint(words)
    if may_be_punished and are_punished(reading, slot, head, (*turn.carried.named, *turn.done)):
        return "member", Aspect("disciplined", ("scope.of_offences",))
    if head.inherited and turn.previous and "năm" in words and goes_on_by_years(reading, slot, turn.previous):
        return "member", Aspect(turn.previous.aspect, ("scope.of_another_year",))
    if not WORDS_OF_RATES.isdisjoint(words) and is_rate(reading, slot, head):
        return head.subject, Aspect("other", ("form.rate",))
    if (
        "người" in words
        and head.subject in PEOPLE
        and are_all_of_a_place(reading, slot, turn.previous or turn.carried.quantity)
    ):
        return "population", Aspect("total", ("scope.of_a_place",))
    if head.subject == "member" and (aspect := _of_members(turn, head)):
        return "member", aspect
    if head.side == "right" and head.subject in ORGANIZATIONS and not slot.numeral.is_percent:
        return _of_bodies(turn, head)
    return None


def _of_members(turn: Turn, head: Head) -> Aspect | None:
    """What happened to members who are a share of all inhabitants, a new level of those told before, or founders."""
    reading, slot, words = turn.reading, turn.slot, turn.reading.words
    if "dân" in words and slot.numeral.is_percent and is_share_of_inhabitants(reading, slot):
        return Aspect("total", ("scope.of_the_inhabitants",))
    last = turn.previous if "từ" in words else None
    if last and last.aspect != "total" and is_new_level(reading, slot, head, last):
        return Aspect(last.aspect, ("scope.new_level",), last.system)
    if "transferred" in reading.deeds and _are_founders(turn):
        return Aspect("total", ("scope.founders",))
    return None


def _are_founders(turn: Turn) -> bool:
    """Whether a body was founded with those members ("chi bộ ra đời năm 2017 từ 3 đảng viên chuyển sinh hoạt về")."""
    norms, slot = turn.reading.norms, turn.slot
    if turn.done or norms[slot.at - 1] not in ("với", "từ") or slot.numeral.is_percent:
        return False
    return any(pair in _FOUNDING for pair in pairwise(norms[slot.left : slot.at]))


def _of_bodies(turn: Turn, head: Head) -> tuple[str, Aspect] | None:
    """Bodies that others were made into ("tách 14 chi bộ ghép thành 33 chi bộ"), or that were founded and are there."""
    reading, slot = turn.reading, turn.slot
    if head.subject == "body":
        return None
    last = turn.done[-1] if turn.done else None
    if last and last.subject in ORGANIZATIONS and reading.norms[slot.at - 1] in ("thành", "lập"):
        before = reading.norms[max(0, last.slot.left) : last.slot.at]
        between = reading.norms[last.slot.at + 1 : slot.at]
        if not _MAKES.isdisjoint(before) and _SIGNS.isdisjoint(between):
            return head.subject, Aspect("established", ("scope.made_of",))
    behind = reading.norms[head.end : slot.break_]
    founded = any(behind[i : i + len(words)] == words for words in _FOUNDED for i in range(len(behind)))
    if founded and not _NOW.isdisjoint(reading.norms[: slot.at]) and _SINCE.isdisjoint(reading.norms[: slot.at]):
        return head.subject, Aspect("total", ("scope.founded_so_far",))
    return None
