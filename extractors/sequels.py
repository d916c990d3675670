"""Numeral without a noun of its own -> the count told before that it goes on with, by the words beside it."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.heads import ORGANIZATIONS, PEOPLE, Head
from extractors.levels_now import WORDS_OF_NOW, level_before_now
from extractors.quantity import Quantity
from extractors.series_of_years import goes_on_by_years
from extractors.slots import Reading, Slot, is_text
from extractors.tokens import NUMERAL

_TIMES = frozenset({"trước", "kỳ", "ngoái"})
_TIME = 2
RETOLD = "scope.retold"
YOUNG = frozenset({"head.member.youth", "head.member.union"})
"""The nouns for members of the Youth Union."""
TRAITS_OF_MEMBERS = {
    **dict.fromkeys(YOUNG, "youth"),
    "head.member.women": "female",
    "head.member.farmers": "farmer",
    "head.member.veterans": "other:cựu chiến binh",
}
"""What members of an association are among those admitted to the Party, by the id of the noun."""
_FOUNDED = frozenset({"established", "dissolved", "upgraded"})
_PUNISHED = frozenset({"disciplined", "removed"})
_BOUNDS = frozenset(
    {"được", "mới", "thêm", "ít", "nhất", "tối", "thiểu", "khoảng", "chừng", "hơn", "trên", "gần", "từ", "là"}
)
_INTENTS = frozenset({"phấn", "giao", "đăng", "hứa", "chỉ", "kế", "mục", "quyết"})
_RESULTS = frozenset("được mới chỉ thêm có đã là cũng vẫn đạt khoảng chừng hơn trên gần".split())
_STRETCHES = frozenset({"năm", "tháng", "quý", "kỳ"})
_BEFORE_RESULTS = _STRETCHES | frozenset(
    "nay này rồi ngoái trước qua đó ấy nên tôi xã huyện tỉnh thôn bản ấp phường".split()
)
_BEFORE_RESULTS |= {NUMERAL, ","}
_SO_FAR = frozenset({("tính", "đến"), ("đến", "hết"), ("cộng", "dồn"), ("cả", "năm"), ("nhiệm", "kỳ")})
_REASONS = frozenset({"và", "vì", "do", "nhờ", "bởi"})
"""What goes on behind a count without telling what was counted."""
_UNSAID = frozenset({"other", "people", "member"})
_GENERAL = frozenset({"person", "people", "body", "other"})
BEFORE_RETOLD = frozenset({"trong", "số"})
"""What stands right before a count that is told again."""
_BLOCS = frozenset({"khối", "ngành", "lĩnh", "khu", "loại", "phía", "vùng"})
_HARMLESS = frozenset({"doer", "system"})
_BLOC_WORDS = (("lĩnh", "vực"), ("khu", "vực"), ("loại", "hình"), ("vùng", "cao"), ("vùng", "thấp"))
_SIDES = frozenset({"đông", "tây", "nam", "bắc"})
_BEFORE_ITEM = frozenset({",", ";", ":", "(", "đó", "gồm", "là", "và"})
_LABEL, _LONG_LABEL, _LEAST_RETOLD = 4, 12, 5


def find_sequel(reading: Reading, slot: Slot, head: Head, told: Sequence[Quantity]) -> Quantity | None:
    """The count told before that a numeral goes on with, though no noun or another one stands beside it; or None.

    Args:
        reading: The sentence.
        slot: The numeral.
        head: What it seems to count.
        told: The counts of this sentence and the one before it, in order.
    """
    if head.side == "right" and head.subject == "body" and _verb_before(reading, slot, _FOUNDED):
        return _last(told, ORGANIZATIONS - {"body"})
    if head.side == "right" or not told:
        return None
    if _ends_phrase(reading, slot):
        if _goes_on_admitting(reading, slot, head, told[-1]):
            return told[-1]
        if _verb_before(reading, slot, _FOUNDED):
            return _last(told, ORGANIZATIONS)
        if head.subject in _UNSAID and goes_on_by_years(reading, slot, told[-1]):
            return told[-1]
        if not WORDS_OF_NOW.isdisjoint(reading.words) and not slot.numeral.is_percent:
            bare = head.subject in _UNSAID or head.side == "left"
            if bare and (level := level_before_now(reading, slot, told)):
                return level
        if _is_aimed_at(reading, slot) and head.subject in ORGANIZATIONS | {"other"}:
            return next((q for q in reversed(told) if q.aspect == "admitted" and q.measure == "count"), None)
    return told[-1] if _is_punishment(reading, slot, told[-1]) else None


def are_admitted(reading: Reading, slot: Slot) -> bool:
    """Whether a verb of admission stands right before the numeral ("kết nạp được 3 giáo dân")."""
    return _verb_before(reading, slot, frozenset({"admitted"}))


def find_retold(reading: Reading, slot: Slot, head: Head, told: Sequence[Quantity]) -> Quantity | None:
    """The count told before that a numeral only tells again as a whole ("Trong 214 sinh viên nói trên"), or None."""
    value = slot.numeral.value
    if slot.at == 0 or slot.numeral.is_percent or value < _LEAST_RETOLD or slot.numeral.denominator is not None:
        return None
    if reading.norms[slot.at - 1] not in BEFORE_RETOLD or "trong" not in reading.norms[max(0, slot.at - 3) : slot.at]:
        return None
    same = [q for q in told if q.slot.numeral.value == value and q.measure == "count" and q.indicator != "other"]
    if not same:
        return None
    base = same[-1]
    alike = PEOPLE if base.subject in PEOPLE else ORGANIZATIONS
    if head.side == "right" and head.subject in ("person", "people") and base.subject not in PEOPLE:
        return None
    fits = head.side != "right" or head.subject in _GENERAL or head.subject in alike
    return base if fits else None


def is_of_an_earlier_time(reading: Reading, slot: Slot, head: Head, done: Sequence[Quantity]) -> bool:
    """Whether a bracket tells how many were admitted at the time beside it ("…, gấp 3 lần năm 2020 (3 đảng viên)")."""
    if head.side != "right" or slot.at < _TIME or reading.norms[slot.at - 1] != "(":
        return False
    last = next((q for q in reversed(done) if q.indicator != "other"), None)
    if last is None or last.indicator != "member.admitted":
        return False
    bracketed = reading.norms[head.end : head.end + 1] == (")",)
    return bracketed and (reading.norms[slot.at - _TIME] in _TIMES or slot.at - _TIME in reading.tokens.rejected)


def is_part_of_retold(head: Head, previous: Quantity | None) -> bool:
    """Whether a breakdown goes on with the admitted told again ("Trong số 86 đảng viên mới có 39 nữ, 57 đoàn viên")."""
    if previous is None or previous.rules != (RETOLD,) or previous.aspect != "admitted":
        return False
    return head.inherited or (head.rule is not None and head.rule.id in YOUNG)


def is_unknown_item(reading: Reading, slot: Slot, last: Quantity) -> bool:
    """Whether a label that no rule knows is one more item of a list ("cơ quan 31; quỹ tín dụng 4")."""
    if not last.inherits or last.indicator == "other" or not _ends_phrase(reading, slot):
        return False
    if last.measure != "count" or slot.numeral.is_percent or reading.norms[last.slot.at + 1] not in (",", ";"):
        return False
    first = last.slot.at + 2
    label = [i for i in range(first, slot.at) if is_text(reading.norms[i])]
    if slot.left > last.slot.at + 1 or not label or any(reading.tokens.words[i][0].isupper() for i in label):
        return False
    kinds = {"people", last.subject}
    kind = next((m for m in reading.heads if m.start == first and m.rule.subject in kinds), None)
    if kind and last.subject in PEOPLE:
        return len(label) <= _LONG_LABEL and "," not in reading.norms[first : slot.at]
    return len(label) <= _LABEL and not any(reading.says_something(i) for i in label)


def is_item_of_blocs(reading: Reading, slot: Slot, last: Quantity) -> bool:
    """Whether a bloc or field labels a part of those counted ("trong đó khối trường 121, khối tư pháp 49")."""
    if last.indicator == "other" or last.measure != "count" or slot.numeral.is_percent:
        return False
    if not _ends_phrase(reading, slot) or (slot.numeral.value > last.slot.numeral.value and not last.inherits):
        return False
    first = next((i for i in range(slot.at - 1, slot.left, -1) if _begins_bloc(reading, i)), None)
    if first is None or not 1 < slot.at - first <= _LONG_LABEL:
        return False
    told = last.inherits or reading.names_part(last.slot.at, first) or reading.norms[first - 1] == ":"
    told = told or any(_begins_bloc(reading, i) for i in range(max(last.slot.left, 1), last.slot.at))
    said = any(first <= m.start < slot.at for m in reading.aspects)
    said = said or any(first <= m.start < slot.at and m.rule.cue not in _HARMLESS for m in reading.cues)
    return told and not said


def _begins_bloc(reading: Reading, at: int) -> bool:
    """Whether the name of a bloc or field begins as an item of a list."""
    norms = reading.norms
    if norms[at] not in _BLOCS or norms[at - 1] not in _BEFORE_ITEM:
        return False
    if norms[at] == "phía":
        return not _SIDES.isdisjoint(norms[at + 1 : at + 2])
    return norms[at] in ("khối", "ngành") or norms[at : at + 2] in _BLOC_WORDS


def _ends_phrase(reading: Reading, slot: Slot) -> bool:
    """Whether nothing is counted behind the numeral."""
    after = reading.norms[slot.at + 1 : slot.at + 2]
    return not after or not is_text(after[0]) or after[0] in _REASONS


def _last(told: Sequence[Quantity], subjects: frozenset[str]) -> Quantity | None:
    """The last count of some kind told before."""
    counts = (q for q in reversed(told) if q.subject in subjects and q.indicator != "other" and q.measure == "count")
    return next(counts, None)


def _verb_before(reading: Reading, slot: Slot, names: frozenset[str]) -> bool:
    """Whether a verb of some meaning stands right before the numeral, words that only bound it between."""
    if names.isdisjoint(reading.deeds):
        return False
    told = [m for m in reading.aspects if slot.left <= m.start and m.end <= slot.at]
    last = max((m.end for m in told), default=0)
    near = all(n in _BOUNDS for n in reading.norms[last : slot.at])
    return near and any(m.end == last and m.rule.aspect in names for m in told)


def _is_aimed_at(reading: Reading, slot: Slot) -> bool:
    """Whether a verb of intent stands right before the numeral ("năm tới phấn đấu 140", "được giao 160")."""
    verbs = (m for m in reading.cues_of("target") if slot.left <= m.start and m.end <= slot.at)
    last = max(verbs, key=lambda m: m.end, default=None)
    if last is None or reading.norms[last.end - 1] in ("hoạch", "tiêu") or slot.numeral.is_percent:
        return False
    known = _INTENTS & set(reading.norms[last.start : last.end])
    return bool(known) and all(n in _BOUNDS for n in reading.norms[last.end : slot.at])


def _goes_on_admitting(reading: Reading, slot: Slot, head: Head, last: Quantity) -> bool:
    """Whether a bare numeral tells how many more were admitted, or are to be, after a count of those admitted."""
    if last.indicator != "member.admitted" or last.measure != "count" or head.subject not in _UNSAID:
        return False
    return not slot.numeral.is_percent and (_is_reached(reading, slot) or _is_number_of_plan(reading, slot))


def _is_reached(reading: Reading, slot: Slot) -> bool:
    """Whether a verb of result behind a time tells how many were admitted then ("Năm 2021 chúng tôi chỉ được 63")."""
    first = slot.at
    while first > slot.left and reading.norms[first - 1] in _RESULTS:
        first -= 1
    run, before = set(reading.norms[first : slot.at]), reading.norms[slot.left : first]
    if not before or _STRETCHES.isdisjoint(before) or before[-1] not in _BEFORE_RESULTS:
        return False
    if run & {"được", "thêm"} or (run == {"chỉ"} and before[-1] in ("ngoái", "nay", "trước")):
        return True
    return bool(run & {"có", "là"}) and not _SO_FAR.isdisjoint(pairwise(before))


def _is_number_of_plan(reading: Reading, slot: Slot) -> bool:
    """Whether the numeral is the plan itself, right behind its noun ("Năm 2019, chỉ tiêu 12, đến hết tháng 10 …")."""
    told = reading.norms[max(slot.left, slot.at - 2) : slot.at]
    return told in (("chỉ", "tiêu"), ("kế", "hoạch"))


def _is_punishment(reading: Reading, slot: Slot, last: Quantity) -> bool:
    """Whether the form of a punishment stands right behind ("17 khiển trách") of members told of."""
    if last.aspect not in _PUNISHED or last.subject not in PEOPLE:
        return False
    return any(m.start == slot.at + 1 and m.end >= slot.break_ and m.rule.aspect in _PUNISHED for m in reading.aspects)
