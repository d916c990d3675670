"""General nouns for bodies, and people beside a body -> the longer noun that they are short for, the body's members."""

from collections.abc import Sequence

from extractors.aspects import Aspect
from extractors.function_words import NOT_THE_HEAD
from extractors.heads import ORGANIZATIONS, Head
from extractors.quantity import Quantity
from extractors.rulebook import Match
from extractors.shared_verbs import is_coordinated
from extractors.slots import Reading, Slot, is_text
from extractors.tokens import NUMERAL
from schemas.rules import HeadRule

_JOINING_PEOPLE = frozenset({",", "với", "và", "có", "gồm", "cùng", "tổng", "số"})
_HOLDING = frozenset(
    """
    có chỉ còn gồm với nay hiện được vẻn vẹn vỏn mới vẫn cả đã khi hồi lúc đó ấy bây giờ lớn mạnh phát triển tăng lên
    tới đúng
    """.split()
)
_FOUNDED = frozenset("đầu tiên thành lập được ra đời mắt năm tháng ngày".split()) | {NUMERAL}
"""When the one body was founded whose people are counted ("chi bộ đầu tiên thành lập năm 1977 có 7 đồng chí")."""
_NOUNS = {
    "youth": "head.member.union",
    "association": "head.member.association",
    "women": "head.member.women",
    "farmers": "head.member.farmers",
    "veterans": "head.member.veterans",
}
_IN_THE_CELL = ("trong", "chi", "bộ")
_THOSE = (("ấy",), ("đó",), ("này",), ("họ",))
_TURNS = frozenset({"mà", "nhưng", "song", "thì", "trong"})
_SMALL, _NAME, _GRADED = 200, 6, 14
_ORGANISATION = ("tổ", "chức")
_HOLD = frozenset({"có", "gồm", "lý", "với", "còn"})
_HOLD_ENDS = ((",",), ("với",), (".",), ("và",), ())
_CHANGES = frozenset({"tăng", "giảm"})
_BASE = ("cơ", "sở")
_COMPARED = frozenset({"so", "hơn"})
_HERE = frozenset({"cell", "grassroots_org"})
_UNITS = ("đơn", "vị")
_WHAT_THEY_ARE = frozenset({"đã", "theo", "vắng", "là", "trên", "dưới", "thuộc", "ngoài", "đều", "già", "cao", "tuổi"})


def settle_body(reading: Reading, slot: Slot, head: Head, aspect: Aspect, previous: Quantity | None) -> str:
    """What a general noun for bodies ("tổ chức", "đơn vị") counts here: bodies of a kind, or "other"."""
    if longer := (_short_for(reading, slot, head) or _of_which(reading, slot, head)):
        return longer
    if _are_bases(reading, slot, head, aspect):
        return "grassroots_org"
    left = [
        m
        for m in reading.heads
        if slot.left <= m.start
        and m.end <= slot.at
        and m.rule.subject in ORGANIZATIONS - {"body"}
        and not any(g.start < m.start < g.end for g in reading.groups)
        and not (m.start > slot.left and reading.norms[m.start - 1] in NOT_THE_HEAD)
    ]
    if left:
        return "grassroots_org" if _are_held(reading, slot, left[-1]) else left[-1].rule.subject
    if previous and previous.subject == "cell" and reading.norms[slot.at - 1] in ("của", "thuộc", "trong"):
        return "grassroots_org"
    if aspect.name in ("rated", "congress_held") and reading.norms[slot.at + 1 : slot.at + 3] == ("tổ", "chức"):
        return "grassroots_org"
    bracketed = slot.depth > 0 and reading.norms[slot.break_ : slot.break_ + 1] == (")",)
    if previous and previous.subject in ORGANIZATIONS and bracketed and slot.break_ - slot.at <= 3:
        return previous.subject
    if previous and aspect.name == "rated" and _are_some_graded(reading, slot, previous):
        return previous.subject
    if previous is None or previous.subject not in ORGANIZATIONS:
        return "other"
    changes = reading.norms[slot.at - 1] in _CHANGES
    listed = aspect.name != "total" and is_coordinated(reading, slot)
    return previous.subject if listed or changes else "other"


def _are_held(reading: Reading, slot: Slot, owner: Match[HeadRule]) -> bool:
    """Whether organisations are those that a committee holds ("Đảng bộ huyện có 41 tổ chức, 1.507 đảng viên")."""
    if owner.rule.subject != "committee" or reading.norms[slot.at + 1 : slot.at + 3] != _ORGANISATION:
        return False
    named = owner.start == 0 or reading.tokens.words[owner.start][0].isupper()
    return named and reading.norms[slot.at - 1] in _HOLD and reading.norms[slot.at + 3 : slot.at + 4] in _HOLD_ENDS


def _are_bases(reading: Reading, slot: Slot, head: Head, aspect: Aspect) -> bool:
    """Whether "cơ sở" alone stands for the bodies of the lowest tier.

    They are graded ("22/24 cơ sở đạt vững mạnh"), or an association has them ("Hội LHPN huyện có 21 cơ sở, …").
    """
    if head.side != "right" or reading.norms[head.start : head.end] != _BASE:
        return False
    if aspect.name == "rated":
        return _says_no_other_kind(reading, slot, head.end)
    behind = reading.norms[head.end : head.end + 1]
    if behind and is_text(behind[0]) and behind[0] not in _JOINING_PEOPLE:
        return False
    told = reading.norms[max(slot.left, slot.at - 2) : slot.at]
    bodies = [m for m in reading.cues if m.rule.cue == "system" and slot.left <= m.start and m.end <= slot.at]
    return not _HOLDING.isdisjoint(told) and bool(bodies) and bodies[-1].rule.system != "party"


def _are_some_graded(reading: Reading, slot: Slot, previous: Quantity) -> bool:
    """Whether units are some of the bodies graded ("49 tổ chức cơ sở đảng được xếp loại có 9 đơn vị hoàn thành …")."""
    told = previous.subject in ORGANIZATIONS and previous.aspect in ("rated", "total")
    return told and reading.norms[slot.at - 1] == "có" and 0 < slot.at - previous.slot.at <= _GRADED


def _short_for(reading: Reading, slot: Slot, head: Head) -> str:
    """The bodies counted before by a noun of which this one is the first part, or "".

    "30 cơ sở Hội, trong đó 25 cơ sở xã, 5 cơ sở khối cơ quan", "420 tổ chức cơ sở đảng, giảm 6 tổ chức".
    """
    words = reading.norms[head.start : head.end]
    if head.side != "right" or not words:
        return ""
    counted = [m for m in reading.heads if m.end <= slot.at and m.rule.subject in ORGANIZATIONS - {"body"}]
    whole = counted[-1] if counted else None
    if (
        whole is None
        or reading.norms[whole.start - 1] != NUMERAL
        or not _begins(reading, whole.start, whole.end, words)
    ):
        return ""
    return whole.rule.subject if _says_no_other_kind(reading, slot, head.end) else ""


def _of_which(reading: Reading, slot: Slot, head: Head) -> str:
    """The bodies counted before of which units are told to be a part, or "".

    "312 công đoàn cơ sở với 98.400 đoàn viên, trong đó khu vực ngoài nhà nước là 244 đơn vị".
    """
    if reading.norms[head.start : head.end] != _UNITS or not reading.names_part(slot.left, slot.at):
        return ""
    counted = [m for m in reading.heads if m.end <= slot.at and m.rule.subject in _HERE]
    whole = counted[-1] if counted and reading.norms[counted[-1].start - 1] == NUMERAL else None
    return whole.rule.subject if whole and _says_no_other_kind(reading, slot, head.end) else ""


def _begins(reading: Reading, start: int, end: int, words: Sequence[str]) -> bool:
    """Whether a noun contains the words of a shorter one before its own end."""
    noun = reading.norms[start:end]
    return any(noun[i : i + len(words)] == tuple(words) for i in range(len(noun) - len(words)))


def _says_no_other_kind(reading: Reading, slot: Slot, start: int) -> bool:
    """Whether only known breakdowns or a comparison follow a general noun, so that no other kind of body is told."""
    for i in range(start, slot.break_):
        if reading.norms[i] in _COMPARED:
            return True
        if is_text(reading.norms[i]) and not reading.known(i):
            return False
    return True


def are_members_of_body(reading: Reading, slot: Slot, head: Head, previous: Quantity | None) -> bool:
    """Whether people are counted beside the bodies they are members of ("9 chi bộ với 215 đồng chí"), or one body."""
    if slot.numeral.is_percent:
        return False
    if _are_all_of_one(reading, slot, head) or reading.norms[head.end : head.end + 3] == _IN_THE_CELL:
        return True
    if previous is None or previous.subject not in _HERE or previous.aspect != "total":
        return False
    if previous.noun == "head.cell.front":
        return False
    between = reading.norms[slot.left : slot.at]
    told = 0 < len(between) <= 3 and all(n in _JOINING_PEOPLE for n in between)
    return told and not previous.slot.numeral.is_percent


def are_told_apart(reading: Reading, slot: Slot, head: Head, previous: Quantity) -> bool:
    """Whether some of all members told are told apart by what they are ("có 21 đảng viên thì 16 đồng chí theo đạo")."""
    if previous.indicator not in ("member.total", "member.admitted") or "thì" not in reading.norms[slot.left : slot.at]:
        return False
    if slot.numeral.value > previous.slot.numeral.value:
        return False
    if reading.norms[slot.at - 1] == "có":
        return reading.in_breakdown(slot.at - 2)
    at_once = "thì" in reading.norms[max(slot.left, slot.at - 2) : slot.at]
    return at_once and not _WHAT_THEY_ARE.isdisjoint(reading.norms[head.end : head.end + 1])


def is_of_those(reading: Reading, at: int) -> bool:
    """Whether the words from `at` on say that some of those told before are counted ("41 chị trong số ấy")."""
    return reading.norms[at : at + 2] == ("trong", "số") and reading.norms[at + 2 : at + 3] in _THOSE


def noun_of_members(reading: Reading, slot: Slot) -> str:
    """The id of the noun for the members of the body before: the Party's, or an association's."""
    bodies = [m for m in reading.heads if m.end <= slot.at and m.rule.subject in _HERE]
    kind = bodies[-1].rule.id.partition("head.cell.")[2] if bodies else ""
    return _NOUNS.get(kind, "head.member")


def _are_many(reading: Reading, start: int) -> bool:
    """Whether a number that is no year, or a plural, stands before a body ("9 chi bộ có 28 người")."""
    before = reading.norms[start - 1] if start else ""
    return before in (*NOT_THE_HEAD, "các") or (before == NUMERAL and start - 1 not in reading.tokens.rejected)


def _are_all_of_one(reading: Reading, slot: Slot, head: Head) -> bool:
    """Whether people are all that one small body has ("Chi hội Nà Tông có 28 chị", "chi bộ chỉ 9 đồng chí nhưng …")."""
    behind = reading.norms[head.end : head.end + 1]
    if (
        head.side != "right"
        or slot.numeral.value > _SMALL
        or (behind and is_text(behind[0]) and behind[0] not in _TURNS)
    ):
        return False
    bodies = [m for m in reading.heads if slot.left <= m.start and m.end <= slot.at and m.rule.subject in _HERE]
    if not bodies or _are_many(reading, bodies[-1].start):
        return False
    between = range(bodies[-1].end, slot.at)
    named = [i for i in between if reading.tokens.words[i][0].isupper() or reading.in_breakdown(i)]
    holding = _HOLDING | _FOUNDED if "lập" in reading.words or "mắt" in reading.words else _HOLDING
    return len(named) <= _NAME and all(i in named or i - 1 in named or reading.norms[i] in holding for i in between)
