"""General nouns and people -> what they stand for here: a member, a pupil of a course, an organisation."""

from itertools import pairwise

from extractors.aspects import Aspect
from extractors.by_the_way import RAISED
from extractors.courses import (
    COURSE_OF_CANDIDATES,
    TEACHING,
    are_taught,
    are_to_be_taught,
    is_other_course,
    settle_taught,
)
from extractors.function_words import NOT_THE_HEAD
from extractors.gathering import WORDS_OF_JOINING, are_gathered, inhabitants_join, is_new_level
from extractors.heads import PEOPLE, Head
from extractors.indicators import default_aspect
from extractors.inhabitants import are_inhabitants
from extractors.light_records import replace
from extractors.nouns_before import is_trait
from extractors.quantity import Quantity
from extractors.shared_verbs import is_coordinated
from extractors.short_nouns import are_members_of_body, are_told_apart, is_of_those, noun_of_members, settle_body
from extractors.slots import Reading, Slot

_TOLD, _FILE = 8, 2
_OF_AN_OFFICE = frozenset({"tiếp", "giải", "xử", "hành", "thủ", "lỗi", "gác", "hạn", "tuyến"})
_OF_CANDIDATES = frozenset({"đảng", "nạp", "quần", "nguồn", "ưu", "cảm"})
_COMMITTEE_OR = frozenset({"committee_member", "other"})
_OF_A_COURSE = frozenset({"lớp", "đảng", "nhận", "cảm", "bồi", "huấn", "khóa", "chính"})
_OF_A_SCHOOL = frozenset({"tiểu", "mầm", "thcs", "thpt", "trường", "phòng", "sinh"})
_OF_VILLAGES = frozenset({"village", "neighbourhood"})
_HAVE_COMMITTEE = (("có", "chi", "ủy"), ("có", "cấp", "ủy"))
_COMMITTEES = frozenset({("chi", "ủy"), ("cấp", "ủy")})
_DRAWN = frozenset({"head.member.veterans", "head.member.women", "head.member.farmers"})


def settle(reading: Reading, slot: Slot, head: Head, aspect: Aspect, previous: Quantity | None) -> tuple[str, Aspect]:
    """What a general noun stands for here, and people in a course."""
    subject = head.subject
    if subject in PEOPLE and head.side == "right" and (taught := settle_taught(reading, slot, head, previous)):
        return taught
    if subject == "member" and (settled := _settle_member(reading, slot, aspect, previous)):
        return settled
    if subject == "trainee" and reading.norms[head.start] == "lượt" and not are_taught(reading, slot, previous):
        return "other", aspect
    if _is_of_an_office(reading, slot, head):
        return "other", aspect
    told = previous is not None and previous.indicator == "village.with_cell"
    may_have = aspect.name in ("total", "other") or (aspect.name == "established" and slot.numeral.denominator)
    if subject == "cell" and may_have and _with_committee(reading, slot, head, told=told):
        return "village", Aspect("with_committee", ("scope.cells_of_villages",))
    may_join = not WORDS_OF_JOINING.isdisjoint(reading.words) and _are_open_to_joining(reading, slot, head)
    if may_join and are_gathered(reading, slot, head):
        return "member", Aspect("total", ("scope.gathered",), noun="head.member.drawn")
    if subject in ("person", "people"):
        return _settle_person(reading, slot, head, aspect, previous)
    if subject == "body":
        return settle_body(reading, slot, head, aspect, previous), aspect
    return subject, aspect


def _are_open_to_joining(reading: Reading, slot: Slot, head: Head) -> bool:
    """Whether those counted may be drawn into a body as its members."""
    if slot.numeral.is_percent and (head.subject == "household" or (head.subject == "member" and head.inherited)):
        return True
    return head.subject in ("people", "other") or _are_some_members(slot, head) or inhabitants_join(reading, slot)


def _settle_member(
    reading: Reading, slot: Slot, aspect: Aspect, previous: Quantity | None
) -> tuple[str, Aspect] | None:
    """What members are who were taught, proposed or elected; None for others."""
    if aspect.name == "trained":
        behind = " ".join(reading.norms[slot.at : slot.break_])
        is_candidate = any(c in behind for c in COURSE_OF_CANDIDATES)
        return ("candidate", aspect) if is_candidate else ("trainee", Aspect("total", aspect.rules))
    if aspect.name == "introduced":
        return "candidate", aspect
    if aspect.name == "serving":
        return "committee_member", Aspect("total", aspect.rules, aspect.system)
    if previous and previous.subject == "candidate" and "scope.coordinated" in aspect.rules:
        return "candidate", aspect
    return None


def _is_of_an_office(reading: Reading, slot: Slot, head: Head) -> bool:
    """Whether classes stand beside a school or its pupils ("01 trường/3 lớp"), files beside no word of the Party."""
    if head.rule is None or head.rule.id not in ("head.class.bare", "head.candidate.dossier"):
        return False
    if head.rule.id == "head.candidate.dossier":
        words = set(reading.norms)
        return head.end - head.start == _FILE and bool(words & _OF_AN_OFFICE) and not words & _OF_CANDIDATES
    near = set(reading.norms[max(0, slot.at - 4) : slot.at + 6])
    return bool(near & _OF_A_SCHOOL) and not near & (TEACHING - {"học", "lớp"})


def _settle_person(
    reading: Reading, slot: Slot, head: Head, aspect: Aspect, previous: Quantity | None
) -> tuple[str, Aspect]:
    if at_once := _settle_at_once(reading, slot, head, aspect, previous):
        return at_once
    if aspect.name not in ("total", "other"):
        same = aspect.rules == ("scope.coordinated",) and previous is not None and previous.subject == "member"
        is_other = is_other_course(reading, slot)
        return _person_by_aspect(replace(aspect, noun=previous.noun) if same and previous else aspect, is_other)
    if slot.numeral.is_percent and are_to_be_taught(reading, slot, head):
        return "trainee", Aspect("total", ("scope.course",))
    if head.subject == "people" or aspect.name == "other":
        return "other", aspect
    left = [m for m in reading.heads if slot.left <= m.start and m.end <= slot.at and not is_trait(reading, m)]
    left = [m for m in left if not (m.start and reading.norms[m.start - 1] in NOT_THE_HEAD)] or left
    for match in reversed(left):
        if match.rule.subject in ("member", "candidate", "committee_member", "trainee", "population"):
            name = default_aspect(match.rule.subject)
            return match.rule.subject, Aspect(name, aspect.rules, decided=False, noun=match.rule.id)
    if previous and (alike := _settle_like(reading, slot, head, aspect, previous)):
        return alike
    if head.subject == "person" and are_inhabitants(reading, slot, previous):
        return "population", Aspect("total", ("scope.of_a_people",))
    if head.subject == "person" and are_members_of_body(reading, slot, head, previous):
        noun = noun_of_members(reading, slot)
        return "member", Aspect("total", ("scope.of_the_body",), decided=False, noun=noun)
    return "other", aspect


def _settle_like(
    reading: Reading, slot: Slot, head: Head, aspect: Aspect, previous: Quantity
) -> tuple[str, Aspect] | None:
    """What people are who are the new level of those told before, or joined to them; None for others."""
    if previous.subject == "member" and aspect.rules == (RAISED,):
        return "member", replace(aspect, system=previous.system, noun=previous.noun)
    if previous.subject == "member" and previous.aspect == "transferred" and _are_left_in_body(reading, slot):
        return "member", Aspect("total", ("scope.left_in_body",), decided=False, noun=previous.noun)
    if is_new_level(reading, slot, head, previous):
        return previous.subject, Aspect(previous.aspect, ("scope.new_level",), previous.system, noun=previous.noun)
    goes_on = is_coordinated(reading, slot) or _goes_straight_on(reading, slot) or is_of_those(reading, head.end)
    goes_on = goes_on or are_told_apart(reading, slot, head, previous)
    comes_every_time = "mỗi" in reading.words and "mỗi" in reading.norms[slot.left : slot.at]
    if previous.subject in PEOPLE and goes_on and not comes_every_time:
        noun = previous.noun if previous.subject == "member" else ""
        return previous.subject, Aspect(previous.aspect, ("scope.coordinated",), previous.system, noun=noun)
    return None


def _are_left_in_body(reading: Reading, slot: Slot) -> bool:
    """Whether people are who is left when others moved on ("3 đảng viên chuyển đi, chi bộ chỉ còn 2 người")."""
    words = reading.norms[max(slot.left, slot.at - _TOLD) : slot.at]
    return words[-1:] == ("còn",) and "bộ" in words


def _settle_at_once(
    reading: Reading, slot: Slot, head: Head, aspect: Aspect, previous: Quantity | None
) -> tuple[str, Aspect] | None:
    """What people are who learn where no course is named ("gửi 6 người đi học") or sit on a committee; else None."""
    told = previous is not None and previous.aspect == "trained"
    if aspect.name == "trained" and not told and _OF_A_COURSE.isdisjoint(reading.norms):
        return "other", aspect
    return _settle_in_committee(reading, slot, head, previous)


def _settle_in_committee(
    reading: Reading, slot: Slot, head: Head, previous: Quantity | None
) -> tuple[str, Aspect] | None:
    """What people or officers are who are counted behind a committee; None for others."""
    officer = head.rule is not None and head.rule.id == "head.officer"
    if head.subject != "person" and not officer:
        return None
    if _are_of_inner_circle(reading, slot):
        return "other", Aspect("other", ("scope.inner_circle",))
    told = previous is not None and previous.aspect in ("disciplined", "removed")
    punished = told and reading.names_part(slot.left, slot.at)
    is_committee = not punished and _committee_of(reading, slot)
    return ("committee_member", Aspect("total", ("scope.committee",))) if is_committee else None


def _are_of_inner_circle(reading: Reading, slot: Slot) -> bool:
    """Whether people are counted right behind a standing committee or inspectors ("Ban Thường vụ gồm 11 đồng chí")."""
    named = [m for m in reading.heads if slot.left <= m.start and m.end <= slot.at and m.rule.subject in _COMMITTEE_OR]
    return bool(named) and named[-1].rule.id == "head.standing_committee" and slot.at - named[-1].end <= _TOLD


def _with_committee(reading: Reading, slot: Slot, head: Head, *, told: bool) -> bool:
    """Whether cells of villages are told to have a committee ("1.132 chi bộ thôn, tổ dân phố có chi ủy").

    `told` says that villages with a cell were counted before ("91 thôn có chi bộ; trong đó 78 chi bộ có cấp ủy").
    """
    if head.side != "right":
        return False
    if told and reading.norms[head.end : head.end + 3] in _HAVE_COMMITTEE:
        return True
    kinds = [m for m in reading.groups if head.start <= m.start < slot.break_ and m.rule.group in _OF_VILLAGES]
    if not kinds:
        return False
    words = reading.norms[kinds[-1].end - 1 : slot.break_]
    return not {"chưa", "không"} & {*words} and any(pair in _COMMITTEES for pair in pairwise(words))


def _are_some_members(slot: Slot, head: Head) -> bool:
    """Whether a percent is of those whom an association is for ("95% CCB"), so that it is no share of its members."""
    return slot.numeral.is_percent and head.rule is not None and head.rule.id in _DRAWN


def _goes_straight_on(reading: Reading, slot: Slot) -> bool:
    """Whether only words that join stand before people counted ("… thì có 27 đồng chí nữ")."""
    words = reading.norms[max(slot.left, slot.at - 2) : slot.at]
    return words[-1:] == ("có",) and words[0] in ("thì", "trong", "số", "và", "đó")


def _person_by_aspect(aspect: Aspect, is_other_course: bool) -> tuple[str, Aspect]:
    """What people are by what happened to them; those at a course that is not on the Party are pupils."""
    if aspect.name in ("trained", "introduced"):
        is_pupil = aspect.name == "trained" and is_other_course
        return ("trainee", Aspect("total", aspect.rules)) if is_pupil else ("candidate", aspect)
    if aspect.name == "serving":
        return "committee_member", Aspect("total", aspect.rules, aspect.system)
    if aspect.name == "in_party":
        return "member", Aspect("total", aspect.rules, "party")
    return "member", aspect


def _committee_of(reading: Reading, slot: Slot) -> bool:
    """Whether the people are the members of a committee named before ("Ban Chấp hành … gồm 19 đồng chí")."""
    before = [n for n in reading.norms[slot.left : slot.at] if n != ":"]
    if not before or before[-1] not in ("gồm", "có", "bộ", "ủy", "vụ", "bch", "hành", "là", "với"):
        return False
    left = [m for m in reading.heads if slot.left <= m.start and m.end <= slot.at]
    named = [m for m in left if m.rule.subject == "committee_member"]
    return bool(named) and all(
        m.rule.subject in ("committee_member", "committee", "cell") for m in left[left.index(named[-1]) :]
    )
