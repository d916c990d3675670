"""People counted beside a course -> whether they were taught there: "mở 2 lớp cho 120 quần chúng"."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.aspects import Aspect
from extractors.heads import OF_UNIONS, PEOPLE, Head
from extractors.quantity import Quantity
from extractors.slots import PHRASE_ENDS, Reading, Slot
from extractors.tokens import NUMERAL

_LESSON, _SENT, _NAME, _LABEL = 12, 4, 6, 10
_TO_TEACH = (("bồi", "dưỡng"), ("tập", "huấn"), ("đào", "tạo"))
_WORDS_OF_TEACHING = frozenset(pair[0] for pair in _TO_TEACH)
_TO_PUPILS = frozenset({"cho", "với", "thu", "có", "đi"})
TEACHING = frozenset({"học", "huấn", "dưỡng", "triệt", "lớp", "tạo", "truyền", "viên"})
_ON_THE_PARTY, _BARE, _TO_LEARN = "head.class.party", "head.class.bare", 3
_BEHIND_BARE = frozenset({",", "(", ":", ";", "với", "có", "cho"})
_LEARN, _PUPILS = frozenset({"học"}), ("học", "viên")
_SIGNS = PHRASE_ENDS - {NUMERAL}
_ATTEND = frozenset({"qua", "gia", "dự", "học", "đi"})
_DEEDS = frozenset({"official", "removed", "awarded", "transferred", "exempted"})
OTHER_COURSES = (
    "trung cấp", "cao cấp", "sơ cấp", "quốc phòng", "nghiệp vụ", "quản lý nhà nước", "chuyên môn", "lý luận chính trị",
)  # fmt: skip
COURSE_OF_CANDIDATES = ("nhận thức về đảng", "kết nạp đảng", "cảm tình", "tìm hiểu về đảng", "nhận thức đảng")


def settle_taught(reading: Reading, slot: Slot, head: Head, previous: Quantity | None) -> tuple[str, Aspect] | None:
    """What people are who are counted behind a course, or who attend courses counted behind them; None for others."""
    subject = head.subject
    has_class = "class" in reading.subjects
    if has_class and subject in PEOPLE and _attend_courses(reading, slot):
        return "candidate", Aspect("trained", ("scope.course",))
    if subject == "member" and _goes_on_with_course(reading, slot, previous):
        return "trainee", Aspect("total", ("scope.course",))
    if subject not in PEOPLE or not (has_class or not _WORDS_OF_TEACHING.isdisjoint(reading.words)):
        return None
    taught = _course_before(reading, slot, previous)
    if not taught:
        return None
    of_candidates = any(c in taught for c in COURSE_OF_CANDIDATES)
    of_candidates = of_candidates or (taught.startswith("lớp") and _is_on_the_party(reading, slot, previous))
    of_unions = subject == "member" and head.rule is not None and head.rule.id in OF_UNIONS and "đảng" in taught
    if subject == "candidate" or (of_candidates and (of_unions or subject in ("person", "people", "trainee"))):
        return "candidate", Aspect("trained", ("scope.course",))
    return "trainee", Aspect("total", ("scope.course",))


def _is_on_the_party(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether the course counted right before is on the Party, by its own name or by the one that a line begins with.

    "Lớp cảm tình Đảng: 6 lớp, 402 học viên".
    """
    if previous is None or previous.subject != "class" or previous.noun not in (_ON_THE_PARTY, _BARE):
        return False
    if previous.noun == _ON_THE_PARTY:
        return True
    named = [m for m in reading.heads if m.rule.subject == "class" and m.end <= slot.at]
    is_bare = bool(named) and named[-1].rule.id == _BARE and reading.norms[named[-1].end] in _BEHIND_BARE
    return is_bare and next((m.rule.id for m in reversed(named) if m.rule.aspect), "") == _ON_THE_PARTY


def _attend_courses(reading: Reading, slot: Slot) -> bool:
    """Whether people attend courses on the Party that are counted behind them ("90 học sinh tham gia 2 lớp …")."""
    if reading.norms[slot.stop - 1] not in _ATTEND or not _SIGNS.isdisjoint(reading.norms[slot.at : slot.stop]):
        return False
    course = next((m for m in reading.heads if m.start == slot.stop + 1 and m.rule.subject == "class"), None)
    if course is None:
        return False
    told = " ".join(reading.norms[course.start : course.end + _NAME])
    return any(c in told for c in COURSE_OF_CANDIDATES)


def _goes_on_with_course(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether members are joined to those taught right before ("… cho 90 quần chúng và 63 đảng viên mới")."""
    if previous is None or "scope.course" not in previous.rules or slot.numeral.is_percent:
        return False
    return reading.norms[slot.left : slot.at] in (("và",), (",",), ("cùng",), (",", "và"))


def learn_about_party(reading: Reading, slot: Slot, head: Head, told: Sequence[Quantity]) -> bool:
    """Whether people come to the courses on the Party counted before ("4 lớp nhận thức về Đảng; 215 học viên …").

    Args:
        reading: The sentence.
        slot: The numeral.
        head: Its noun.
        told: The counts of this sentence and the one before it, in order.
    """
    course = next((q for q in reversed(told) if q.subject == "class"), None)
    if course is None or course.noun != _ON_THE_PARTY or slot.numeral.is_percent:
        return False
    before = reading.norms[slot.left : slot.at]
    if any(pair in _TO_TEACH for pair in pairwise(before)):
        return False
    if any(m.rule.subject == "class" and slot.left <= m.start < slot.at for m in reading.heads):
        return False
    if head.subject == "trainee":
        return head.side != "none" and reading.norms[head.start] != "lượt"
    if head.subject not in ("person", "people"):
        return False
    behind = reading.norms[head.end : slot.break_][:_TO_LEARN]
    return not _LEARN.isdisjoint(behind) or _PUPILS in pairwise(before)


def are_taught(reading: Reading, slot: Slot, previous: Quantity | None) -> bool:
    """Whether people counted by the times they came were taught something there."""
    near = set(reading.norms[slot.left : slot.break_])
    told = previous is not None and previous.subject in ("class", "trainee")
    return told or bool(near & (TEACHING - {"viên"}))


def _course_before(reading: Reading, slot: Slot, previous: Quantity | None) -> str:
    """The words of a course whose pupils the numeral counts, or "" when there is none."""
    between = reading.norms[slot.left : slot.at]
    beside = previous is not None and previous.subject == "class" and between[-1:] in (("(",), (",",), (":",))
    if not beside and _TO_PUPILS.isdisjoint(between[-7:]):
        return ""
    if _has_own_deed(reading, slot):
        return ""
    taught = [i for i in range(len(between) - 1) if between[i : i + 2] in _TO_TEACH]
    if taught and "đi" in between[max(0, taught[0] - 3) : taught[0]] and len(between) - taught[-1] <= _SENT:
        return " ".join(between[taught[0] :])
    if taught and "cho" in between[taught[-1] :] and len(between) - taught[-1] <= _LESSON:
        return " ".join(between[taught[-1] :])
    courses = [
        m for m in reading.heads if m.rule.subject == "class" and m.end <= slot.at and m.start >= slot.left - _LABEL
    ]
    if courses and (courses[-1].start >= slot.left or (previous and previous.subject == "class")):
        counted = courses[-1].start
        is_labelled = len(courses) > 1 and reading.norms[counted - 2 : counted] == (":", NUMERAL)
        return " ".join(reading.norms[courses[-2].start if is_labelled else counted : slot.at])
    return ""


def _has_own_deed(reading: Reading, slot: Slot) -> bool:
    """Whether a clause of its own tells what was done to people behind a course ("…; chuyển chính thức cho 163 …")."""
    if _DEEDS.isdisjoint(reading.deeds):
        return False
    stops = [i for i in range(slot.left, slot.at) if reading.norms[i] in (";", ",")]
    return bool(stops) and any(stops[-1] < m.start < slot.at and m.rule.aspect in _DEEDS for m in reading.aspects)


def is_other_course(reading: Reading, slot: Slot) -> bool:
    """Whether people learn at a course of another kind than that on the Party ("29 người học lớp trung cấp …")."""
    behind = " ".join(reading.norms[slot.at : slot.break_])
    return any(c in behind for c in OTHER_COURSES) and not any(c in behind for c in COURSE_OF_CANDIDATES)


def are_to_be_taught(reading: Reading, slot: Slot, head: Head) -> bool:
    """Whether a percent says how many of those to be taught were ("đào tạo, bồi dưỡng cán bộ công đoàn đạt 118%")."""
    if head.side != "left" or reading.norms[slot.at - 1] != "đạt":
        return False
    return reading.norms[max(0, head.start - 2) : head.start] in _TO_TEACH
