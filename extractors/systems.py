"""Which body a figure belongs to: the Party, a mass body, and the organisation that the text names."""

import bisect
import re
from collections.abc import Sequence

from extractors.associations_before import body_before, nearest_association
from extractors.bodies import SystemScope
from extractors.drafts import Draft
from extractors.joined_associations import JOINED_PARTY, TO_PARTY, elected_to, joined_same
from extractors.party_parts import is_of_party
from extractors.quantity import Quantity
from extractors.row_bodies import association_beside
from extractors.spoken_associations import last_association
from schemas.sentences import Sentence
from schemas.vocabulary import System

_PEOPLE = ("head.people", "head.person", "head.person.female", "head.person.pupil", "head.case", "head.none", "")
_ASSOCIATION_HEADS = (
    "head.member.union",
    "head.member.association",
    "head.member.all",
    "head.cell.association",
    "head.grassroots_org.association",
)
_UNIONS = ("youth_union", "trade_union")
_SPOKEN, _TOLD, _NEAR = 120, 60, 12
_OF_ALL = (*_PEOPLE, "head.member.drawn")
_WERE_ADMITTED = re.compile(
    r"(?:[\d.]+|[^\W\d]{1,6}(?: [^\W\d]{1,6}){0,2}?) (?:đoàn|hội|công đoàn) viên"
    r"[^,.;\d]{0,30}được (?:[^\W\d]+ ){0,3}kết nạp(?! (?:vào|làm) )"
)
_ARE_IN_PARTY = re.compile(r"[\d.,/]+\s?%? (?:(?:người|đồng chí|hội viên|đoàn viên|chị|cụ) )?là đảng viên")
_PARTS_OF = re.compile(r"(?:trong (?:số )?đó|[,;(])(?: có| thì)?:? \Z")
_COMMITTEE_OF_ASSOCIATION = re.compile(
    r"(?:Ban [Cc]hấp hành|BCH) (?:lâm thời )?(?:Hội|Đoàn|Liên minh|Liên đoàn|Liên hiệp|Công đoàn)(?!\w)"
)
_SAYS_PARTY = re.compile(r"[ĐđÐ]ảng|[Cc]hi bộ|[Cc]ấp ủy")
_AMONG_THESE = re.compile(r"(?:Trong (?:số )?(?:này|đó|ấy|những người này|các đảng viên)|Số này)\b")
"""Begins a sentence that goes on with those told of in the one before."""
_COMPARED = re.compile(r"(?:So với|Tăng|Giảm)\b[^,;.]{0,40}(?:,|\d)")
_NEW_IN_PARTY = re.compile(r"cho [ĐÐ]ảng[^.]{0,60}kết nạp|đảng viên mới")
"""Begins a sentence that only compares, and what tells in the one before that people joined the Party."""
_HOI_ADMITS = re.compile(r"(?<!\w)Hội (?:đã |cũng |vừa ){0,2}(?:kết nạp|phát triển)(?: thêm| mới| được){0,2} \Z")
"""An association as the one that admits: "Chín tháng năm nay, Hội kết nạp thêm 684 cụ"."""
_GATHERED = re.compile(r"tập hợp|thu hút")
_SAYS_ASSOCIATION = re.compile(
    r"(?<!\w)(?:Hội(?!\s(?:nghị|đồng|trường|thảo|thi))|(?:cơ sở|chi|các cấp) hội"
    r"|(?:[Cc]ông đoàn|CĐ|[Hh]ội|[Đđ]oàn|[Nn]ghiệp đoàn) cơ sở|CĐCS)(?!\w)"
)
_COURSE_OF_UNION = re.compile(r"(?:[Cc]ảm tình|[Đđ]ối tượng) Đoàn")
_COURSE_OF_PARTY = re.compile(
    r"[\d.]+ (?:khóa |đợt )?(?:lớp|khóa)[^,.;:\d]{0,30} (?:(?:nhận thức|tìm hiểu) về|cảm tình|kết nạp) [ĐÐ]ảng(?!\w)"
)
"""Courses that only the Party holds, whoever helps to open them."""
_PARTY_HOLDS = re.compile(
    r"(?:[;.]|^)\s?(?:Trung tâm (?:[Bb]ồi dưỡng )?[Cc]hính trị|Trường Chính trị|Ban Tổ chức|Ban Tuyên giáo"
    r"|Đảng (?:ủy|uỷ)|(?:Tỉnh|Huyện|Thành|Thị|Quận) (?:ủy|uỷ))\b[^;.]{0,80}\Z"
)
"""An organ of the Party as the subject of the clause that ends there."""
_SHORT = re.compile(r"(?<!\w)ĐV(?!\w)")
_NAMED = re.compile(r"[\d.]+ (?:tổ chức|cơ sở|chi) [Hh]ội ([^,.;:\d(]{3,24})")
_OF_NOUN: dict[str, System] = {"head.member.trade_union": "trade_union"}
_BODIES = ("head.body", "head.congress")
_BASES = re.compile(r"[\d.,/]+%? cơ sở(?!\s(?:[ĐđÐ]ảng|chính trị))")
_OF_NO_BODY = re.compile(r"[\d.,/]+ (?:[Tt]ổ chức cơ sở|TCCS)(?!\s(?:[ĐđÐ]ảng|\())")
"""Bodies of the lowest tier, not said to be the Party's."""
_WITH_SYSTEM = ("grassroots_org", "committee", "cell", "member", "committee_member", "class", "trainee")


def resolve_system(
    scope: SystemScope,
    quantity: Quantity,
    *,
    sentence: Sentence,
    start: int,
    before: Sequence[Sentence] = (),
    previous: Draft | None = None,
) -> System | None:
    """The body of a figure, or None where bodies do not apply (population, villages, "other").

    Args:
        scope: From `make_system_scope`.
        quantity: What the figure counts.
        sentence: Its sentence.
        start: Offset of the figure.
        before: The sentences before it in its paragraph, nearest last.
        previous: The figure before it in its sentence, or None.
    """
    subject, head = quantity.indicator.partition(".")[0], quantity.noun
    if subject not in _WITH_SYSTEM:
        return None
    joined = quantity.aspect == "admitted" and _goes_on_with_party(sentence, before)
    if joined or is_of_party(quantity, previous, sentence=sentence, start=start):
        return "party"
    if previous and head == "head.member" and _are_members_in_party(quantity, previous, sentence, start):
        return previous.system
    if quantity.system or head in _OF_NOUN:
        return quantity.system or _OF_NOUN[head]
    if subject in ("class", "trainee", "committee_member"):
        return _of_courses_and_committees(scope, subject, sentence, start)
    if head in _BODIES or (head == "head.grassroots_org" and _OF_NO_BODY.match(sentence.text, start - sentence.start)):
        speaks = head == "head.congress" or _SAYS_ASSOCIATION.search(sentence.text)
        speaks = speaks or _BASES.match(sentence.text, start - sentence.start)
        return (body_before(scope, sentence, start, before) if speaks else None) or "party"
    return _of_people_and_cells(scope, quantity, sentence, start, before, previous)


def _goes_on_with_party(sentence: Sentence, before: Sequence[Sentence]) -> bool:
    """Whether a sentence goes on with those who joined the Party in the one before ("Trong số này, nữ có 41 người")."""
    if not before:
        return False
    if _COMPARED.match(sentence.text):
        return bool(_NEW_IN_PARTY.search(before[-1].text))
    return bool(_AMONG_THESE.match(sentence.text) and JOINED_PARTY.search(before[-1].text))


def _are_members_in_party(quantity: Quantity, previous: Draft, sentence: Sentence, start: int) -> bool:
    """Whether some members of an association just counted are said to be in the Party ("trong đó 14% là đảng viên")."""
    if previous.indicator != "member.total" or previous.system in (None, "party") or quantity.aspect != "total":
        return False
    is_part = _PARTS_OF.search(sentence.text, 0, start - sentence.start)
    return bool(is_part and _ARE_IN_PARTY.match(sentence.text, start - sentence.start))


def _of_people_and_cells(
    scope: SystemScope,
    quantity: Quantity,
    sentence: Sentence,
    start: int,
    before: Sequence[Sentence],
    previous: Draft | None,
) -> System | None:
    """The body of members and cells, by their noun."""
    head, at = quantity.noun, start - sentence.start
    if head == "head.member" and scope.main in _UNIONS and _says_short(sentence.text, at):
        return scope.main
    if head == "head.candidate.union" and scope.main == "youth_union" and _joined_union(sentence, at, before):
        return scope.main
    if head in _PEOPLE and previous is not None and joined_same(quantity, previous, sentence, start):
        return previous.system
    if head in _PEOPLE and quantity.aspect in ("admitted", "removed"):
        return _of_admitted(scope, sentence, start, before)
    if head in _ASSOCIATION_HEADS:
        if quantity.inherits and (listed := association_beside(sentence.text, at)):
            return listed
        if quantity.aspect == "admitted" and _WERE_ADMITTED.match(sentence.text, at):
            return "party"
        named = _NAMED.match(sentence.text, at)
        if named and (own := last_association(named.group(1))):
            return own
        own = nearest_association(scope, sentence, start, before, with_front=False)
        return "other" if head == "head.member.all" and own is None else _of_association(scope, head, own)
    drawn = head == "head.member.drawn"
    gathered = drawn or (head in _OF_ALL and _GATHERED.search(sentence.text, max(0, at - _TOLD), at))
    if not gathered or quantity.subject != "member":
        return "party"
    named_last = last_association(sentence.text[max(0, at - _TOLD) : at])
    return named_last or body_before(scope, sentence, start, before) or next(iter(scope.spoken), "party")


def _says_short(text: str, at: int) -> bool:
    """Whether members are told in short, which at a union is short for its own ("8.527 ĐV", "tổng số ĐV lên 900")."""
    near = text[max(0, at - _TOLD) : at + _NEAR]
    return bool(_SHORT.search(near)) and "đảng viên" not in near.lower()


def _joined_union(sentence: Sentence, at: int, before: Sequence[Sentence]) -> bool:
    """Whether those who were admitted had been at a course for the Youth Union."""
    told = (before[-1].text if before else "") + sentence.text[:at]
    return bool(_COURSE_OF_UNION.search(told)) and "Đảng" not in told[-_TOLD:] + sentence.text[at : at + _TOLD]


def _of_courses_and_committees(scope: SystemScope, subject: str, sentence: Sentence, start: int) -> System:
    """The association that the sentence names before, that elects, or that the text is about; else the Party."""
    if subject == "class" and _COURSE_OF_PARTY.match(sentence.text, start - sentence.start):
        return "party"
    near = nearest_association(scope, sentence, start, ())
    if subject == "class" and near and _PARTY_HOLDS.search(sentence.text, 0, start - sentence.start):
        return "party"
    if subject == "committee_member":
        own = _COMMITTEE_OF_ASSOCIATION.search(sentence.text, 0, start - sentence.start)
        return (
            near
            or elected_to(scope, sentence, start)
            or scope.main
            or ("other" if own else _of_congress(scope, sentence))
        )
    if near or scope.main or not _SAYS_ASSOCIATION.search(sentence.text):
        return near or scope.main or "party"
    named = {system for _, system in scope.associations}
    return next(iter(scope.spoken), next(iter(named)) if len(named) == 1 else "party")


def _of_congress(scope: SystemScope, sentence: Sentence) -> System:
    """Whose congress elects a committee, by the first body with figures; the Party's where the sentence names it."""
    is_congress = "ại hội" in sentence.text and not _SAYS_PARTY.search(sentence.text)
    return scope.cues[0][1] if is_congress and scope.cues else "party"


def _of_association(scope: SystemScope, head: str, near: System | None) -> System:
    """The association that "đoàn viên" or "hội viên" belongs to: a union has the ones, the others have the others."""
    is_union = head == "head.member.union"
    fitting = (system for system in (near, scope.main, *scope.spoken) if system and (system in _UNIONS) == is_union)
    named = {system for _, system in scope.associations if (system in _UNIONS) == is_union}
    only = next(iter(named)) if len(named) == 1 else None
    return next(fitting, only) or ("youth_union" if is_union else "other")


def _of_admitted(scope: SystemScope, sentence: Sentence, start: int, before: Sequence[Sentence]) -> System:
    """The body that people joined: the Party unless the text is about an association; then what it spoke of last."""
    at = start - sentence.start
    if scope.main is None and _HOI_ADMITS.search(sentence.text, max(0, at - _TOLD), at):
        near = nearest_association(scope, sentence, start, before, with_front=False)
        return near or (scope.spoken[0] if scope.spoken else "party")
    if scope.main is None or TO_PARTY.search(sentence.text, max(0, at - _SPOKEN), at + _TOLD):
        return "party"
    begin = before[0].start if before else sentence.start
    last = bisect.bisect_left(scope.cues, start, key=lambda cue: cue[0]) - 1
    is_near = last >= 0 and scope.cues[last][0] >= begin
    return scope.cues[last][1] if is_near else scope.main
