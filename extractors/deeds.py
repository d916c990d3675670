"""Counts of the catalogue -> whether they only tell what bodies and people did, or how many there are to one."""

from itertools import pairwise

from extractors.by_the_way import are_of_a_sort
from extractors.function_words import BOUNDS, FREE_AFTER
from extractors.heads import ORGANIZATIONS, Head
from extractors.own_clauses import are_ground_of_founding, has_so_many
from extractors.poverty import are_called_poor
from extractors.quantity import Quantity
from extractors.slots import PHRASE_ENDS, Reading, Slot, is_text
from extractors.tokens import NUMERAL
from extractors.told_where import TOLD_OF_WHERE, tell_where
from extractors.topics import groups_between

DOERS = ORGANIZATIONS | {"village", "commune", "district", "household", "poor_household"}
_DEED_REACH = 10
_FOR = frozenset({"cho", "vận", "hỗ", "giúp", "tặng", "khám"})
_GATHERED = frozenset({"hút", "dự", "động"})
"""Of "thu hút", "tham dự", "huy động": who came are some of the inhabitants."""
_HOUSEHOLDS_DO = frozenset({"được", "đã", "đạt", "vượt"})
_THESE = frozenset({"toàn", "này", "đó", "ấy", "nêu", "nói"})
_JOINING = frozenset({"và", "của", "thuộc", "ở", "tại", "trong"})
_LIVE_IN = (("trong",), ("ở",), ("của",), ("tại",))
_PLACES = (("thôn",), ("bản",), ("xóm",), ("ấp",), ("làng",), ("buôn",), ("xã",), ("tổ",), ("khu",), ("khóm",))
_LEVELS = frozenset({"xuống", "lên", "thường", "đầu", "hồi", "vào", "hằng", "hàng"})
_COMPARED, _TAKING_PART = ("so", "với"), ("tham", "gia", "của")
_MANY = frozenset({"nhiều", "các", "những", "mỗi"})
_SIZED = frozenset({"household", "population"})
_OF_RELIEF = frozenset({"household", "poor_household", "population", "village", "commune", "district"})
_PRAISED = frozenset({"tiêu", "được", "đầu", "điểm", "dẫn"})
_WHOLE = frozenset({"có", "gồm", "toàn", "số"})
_SORTS = frozenset({"miền", "núi", "vùng", "cao", "biên", "giới", "ven", "biển", "nghèo", "sâu"})
_FOR_MONEY = ("đồng", "/")
_COME = (
    ("tới", "dự"), ("đến", "dự"), ("tham", "dự"), ("về", "dự"), ("cùng", "dự"), ("dự", "đại"), ("dự", "hội"),
    ("dự", "lễ"), ("dự", "buổi"), ("dự", "và"), ("dự", "có"), ("dự", "chương"),
)  # fmt: skip
_STAND_FOR = ("biểu", "cho")
"""Of "tiêu biểu cho": delegates stand for members as they do by "đại diện cho" and "thay mặt"."""
_MOST_GUESTS, _MANY_REACH, _JOINED = 2_000, 12, 4
_HEADS_OF_VILLAGES = frozenset(("trưởng", kind) for kind in ("thôn", "bản", "ấp", "xóm", "buôn", "làng", "khóm", "khu"))
WORDS_OF_RATES = frozenset({"cứ", "/"})
"""One of them stands in every rate."""


def is_rate(reading: Reading, slot: Slot, head: Head) -> bool:
    """Whether a body or class follows a slash, so that the figure tells how many there are to one ("50 người/lớp")."""
    if head.side == "right" and slot.at and reading.norms[slot.at - 1] == "cứ":
        return True
    if head.side != "right" or slot.numeral.is_percent or reading.norms[head.end : head.end + 1] != ("/",):
        return False
    return any(m.start == head.end + 1 and m.rule.subject in DOERS | {"class"} for m in reading.heads)


def counted_for_deed(
    reading: Reading, slot: Slot, head: Head, subject: str, *, previous: Quantity | None = None
) -> bool:
    """Whether bodies or people are counted for what they did ("8 đảng bộ vượt kế hoạch", "100% hội viên có thẻ").

    Args:
        reading: The sentence.
        slot: The numeral.
        head: Its noun.
        subject: What the noun stands for here.
        previous: The quantity before it.
    """
    if head.side != "right" or reading.norms[head.end : head.end + 1] == ("thì",):
        return False
    if subject == "poor_household" and are_called_poor(reading, head.end):
        return False
    if subject in DOERS and _tells_deed(reading, slot, head.end):
        return True
    if subject in _OF_RELIEF and _is_no_stock(reading, slot, head, subject, previous):
        return True
    if subject in ORGANIZATIONS and slot.numeral.denominator is not None and _have(reading, head.end):
        return True
    if _are_only_some(reading, slot, head, subject) or tell_where(reading, slot, subject):
        return True
    if subject in ("household", "poor_household") and head.end < slot.break_:
        behind = reading.norms[_behind_place(reading, head.end, slot.break_)]
        some = slot.numeral.is_percent or reading.norms[head.end + 1 : head.end + 2] == ("người",)
        does = behind in _HOUSEHOLDS_DO or (behind == "có" and some)
        return is_text(behind) and (does or behind not in FREE_AFTER | _THESE | _LEVELS)
    if not slot.numeral.is_percent or subject not in DOERS | {"member", "population"}:
        return False
    return _do_something(reading, slot, head, subject)


def _behind_place(reading: Reading, start: int, end: int) -> int:
    """The token behind the words that say where households live ("41 hộ trong bản làm theo"), or the first of them."""
    if reading.norms[start : start + 1] not in _LIVE_IN or reading.norms[start + 1 : start + 2] not in _PLACES:
        return start
    at = start + 2
    while at < end and reading.tokens.words[at][0].isupper():
        at += 1
    return at if at < end else start


def _tells_deed(reading: Reading, slot: Slot, start: int) -> bool:
    """Whether words of a deed stand behind the noun of bodies, before a comparison."""
    deeds = [m for m in reading.cues_of("doer") if m.start >= start and not are_of_a_sort(reading, m, start)]
    if not deeds:
        return False
    limit = min(_shared_end(reading, slot), start + _DEED_REACH * (2 if slot.numeral.is_percent else 1))
    if "so" in reading.words:
        limit = next((i for i in range(start, limit) if reading.norms[i : i + 2] == _COMPARED), limit)
    return any(
        m.start < limit and not any(g.rule.group == "joint" and g.start <= m.start < g.end for g in reading.groups)
        for m in deeds
    )


def attend(reading: Reading, slot: Slot) -> bool:
    """Whether a sentence that tells who came counts them ("Tới dự có đại diện các ban và 150 hội viên").

    Those for whom delegates stand are counted as such: "Dự đại hội có 103 đại biểu, đại diện cho 3.000 hội viên".
    """
    if slot.numeral.is_percent or reading.norms[:2] not in _COME:
        return False
    words = reading.norms[slot.left : slot.at]
    stand_for = "diện" in words or "mặt" in words or _STAND_FOR in pairwise(words)
    return not stand_for and slot.numeral.value <= _MOST_GUESTS


def _are_only_some(reading: Reading, slot: Slot, head: Head, subject: str) -> bool:
    """Whether words beside a figure say that it is not all there are.

    One body is said to be among some ("một trong 5 chi bộ tiêu biểu"), villages have or get something, or a head who is
    the secretary too ("kiêm trưởng thôn 112/140 thôn"), people get something, members come to a meeting, households got
    a loan ("58 tỷ đồng/1.021 hộ").
    """
    if subject == "member":
        return attend(reading, slot)
    if subject in ("household", "poor_household"):
        return reading.norms[slot.at - 2 : slot.at] == _FOR_MONEY
    before = reading.norms[max(slot.left, slot.at - 3) : slot.at]
    if subject in TOLD_OF_WHERE and reading.norms[slot.at - 1] == "trong":
        one = reading.norms[slot.at - 2 : slot.at - 1] in (("một",), (NUMERAL,))
        return one and not _PRAISED.isdisjoint(reading.norms[head.end : slot.break_])
    if subject == "village" and slot.numeral.denominator is not None and before[-1:] in (("ở",), ("tại",)):
        return True
    if subject == "village" and not _HEADS_OF_VILLAGES.isdisjoint(pairwise(before)):
        return True
    if subject == "village":
        has = head.end < slot.break_ and reading.norms[head.end] == "có"
        return before[-1:] == ("cho",) or has or has_so_many(reading, head)
    return subject == "population" and not (_FOR | _GATHERED).isdisjoint(before)


def _do_something(reading: Reading, slot: Slot, head: Head, subject: str) -> bool:
    """Whether words that no rule knows say what a share of bodies or people does; parts of a whole only are."""
    if subject == "member" and reading.names_part(slot.left, slot.at):
        return False
    rest = [i for i in range(head.end, slot.break_) if is_text(reading.norms[i])]
    grouped = groups_between(reading, head.end, slot.break_, subject)
    in_party = any(m.rule.aspect == "in_party" and m.start >= head.end for m in reading.aspects)
    return len(rest) >= 2 and not grouped and not in_party


def _is_no_stock(reading: Reading, slot: Slot, head: Head, subject: str, previous: Quantity | None) -> bool:
    """Whether units, households or people are some of those there are, or a size of many."""
    if subject == "commune" and are_ground_of_founding(reading, slot) and not _points_back(reading, head.end):
        return False
    if subject in ("commune", "district") and (
        slot.numeral.denominator or _tells_which(reading, head.end) or _have(reading, head.end)
    ):
        return True
    if subject in ("commune", "district") and (
        _are_treated(reading, slot, previous) or reading.norms[slot.at - 3 : slot.at] == _TAKING_PART
    ):
        return True
    if subject == "village" and slot.numeral.denominator is None and _names_them(reading, head.end):
        return True
    if subject in _SIZED and _is_size_of_many(reading, slot):
        return True
    if not slot.numeral.is_percent and _points_back(reading, head.end):
        return True
    return _is_of_relief(reading, slot, previous)


def _are_treated(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether a verb right before says what was done with units ("sáp nhập 16 huyện và 37 xã")."""
    if any(m.rule.id == "aspect.other.units" and 0 <= slot.at - m.end <= 1 for m in reading.aspects):
        return True
    listed = previous is not None and previous.subject in ("commune", "district") and previous.aspect == "other"
    return listed and reading.norms[slot.at - 1] in (",", "và") and slot.at - slot.left <= _JOINED


def _points_back(reading: Reading, start: int) -> bool:
    """Whether units are only those spoken of before ("ở 2 quận này", "3 xã nói trên")."""
    behind = reading.norms[start : start + 2]
    return behind[:1] in (("này",), ("cũ",)) or behind in (("nói", "trên"), ("trước", "đây"), ("trước", "sáp"))


def _is_of_relief(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether a sentence tells what befell or was given, and the figure is not all there are ("xã có 90 hộ")."""
    if not any(m.rule.cue == "relief" for m in reading.cues):
        return False
    if slot.numeral.denominator is not None:
        return True
    goes_on = previous is not None and previous.aspect == "total" and previous.subject in _OF_RELIEF
    goes_on = goes_on and slot.at - slot.left <= _JOINED and not reading.names_part(slot.left, slot.at)
    return not (goes_on or (slot.at > 0 and reading.norms[slot.at - 1] in _WHOLE))


def _is_size_of_many(reading: Reading, slot: Slot) -> bool:
    """Whether a bound says how large many villages or bodies are ("nhiều thôn có quy mô trên 900 hộ")."""
    if slot.numeral.qualifier == "exact":
        return False
    floor = max(slot.left, slot.at - _MANY_REACH)
    nouns = [m for m in reading.heads if floor <= m.start and m.end < slot.at and m.rule.subject in DOERS - _SIZED]
    return any(m.start > floor and reading.norms[m.start - 1] in _MANY for m in nouns)


def _shared_end(reading: Reading, slot: Slot) -> int:
    """Where the words about a numeral end; "32 phường và 22 xã đã thành lập" shares those behind the second."""
    end = slot.break_
    last = end - 2 if reading.norms[end - 1] in BOUNDS and end - 2 > slot.at else end - 1
    if end < len(reading.norms) and reading.norms[end] == NUMERAL and reading.norms[last] in _JOINING:
        stops = (i for i in range(end + 1, len(reading.norms)) if reading.norms[i] in PHRASE_ENDS)
        return next((i for i in stops if not reading.in_word_list(i)), len(reading.norms))
    return end


def _have(reading: Reading, start: int) -> bool:
    """Whether units are told to have something that is not counted ("21 xã, thị trấn có trung tâm học tập")."""
    words = reading.norms[start : start + 2]
    return words[:1] == ("có",) and words[1:] not in ((NUMERAL,), ("tổng",), ("trên",), ("hơn",), ("gần",), ("khoảng",))


def _tells_which(reading: Reading, start: int) -> bool:
    """Whether what follows says which units are meant, so that they are not counted as such."""
    return start < len(reading.norms) and (reading.norms[start] in (":", "là") or _names_them(reading, start))


def _names_them(reading: Reading, start: int) -> bool:
    """Whether names joined by a comma or "và" follow ("2 huyện Kim Sơn và Yên Mô")."""
    joined = False
    while start < len(reading.norms) and reading.norms[start] in _SORTS:
        start += 1
    for i in range(start, min(start + 8, len(reading.norms))):
        if reading.norms[i] in (",", "và", ";"):
            joined = i > start
        elif not reading.tokens.words[i][0].isupper():
            return False
        elif joined:
            return True
    return False
