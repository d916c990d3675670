"""A sentence that says "this cell" or "the school" -> the body named before it that is meant."""

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.body_names import PARTY_BODIES, bare_body
from extractors.body_reach import is_in_bracket, is_over_another
from extractors.full_names import NamedBodies
from extractors.organizations import OrganizationMention
from extractors.places.finding import PlaceMention
from schemas.sentences import Sentence

_KNOWN = 256
_BACK = re.compile(
    r"(?<!\d\s)(?<!các\s)(?:[Cc]hi bộ|[Đđ]ảng bộ|[Đđ]ảng ủy|[Đđ]ơn vị|[Cc]ông ty|[Nn]hà trường|[Kk]hối"
    r"|[Pp]hân xưởng|[Đđ]ồn|[Tt]rung đoàn|[Ll]ữ đoàn|[Bb]ệnh viện|[Nn]gân hàng|[Cc]hi nhánh|[Nn]hà máy)"
    r" (?:này|ông|bà|tôi|chúng tôi|anh|chị|công ty|trường|đã có|có|mới|hiện|được|thành lập|ra đời|kết nạp|giới thiệu"
    r"|(?:đã|vừa|chỉ|luôn)\s(?:có|kết nạp|phát triển|giới thiệu|bồi dưỡng|còn))"
    r"|[Cc]húng tôi (?:(?:đã|vừa|chỉ|mới|cũng)\s){0,2}(?:kết nạp|giới thiệu|bồi dưỡng|phát triển)"
)
_TURN = re.compile(r"(?:Ở|Tại|Riêng|Còn|Với|Đối với)\s(?:ở\s|tại\s|với\s)?")
_UNIT_BODY = re.compile(
    r"[Đđ]ảng bộ (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\b|(?:Tỉnh|Thành|Huyện|Quận|Thị) (?:ủy|uỷ)"
)
"""The Party body of a unit, which "Đảng bộ" then goes on to mean."""
_KIND_TOLD = re.compile(
    r"\b(?:[Đđ]ảng bộ|[Đđ]ảng ủy|[Cc]hi bộ)\s(?P<kind>trường|công ty|bệnh viện|học viện|nhà máy|phòng|sở|cục"
    r"|chi cục|đồn|trung đoàn|sư đoàn|lữ đoàn|tổng công ty|tập đoàn|ngân hàng|chi nhánh|xí nghiệp|trung tâm|khoa"
    r"|phân xưởng|cảng)\s(?=[a-zà-ỹđ])"
)
_GROUP_TOLD = re.compile(
    r"(?:^|[.;:,]\s|\b[Tt]rong\s|\b[Tt]oàn\s)(?P<kind>[Cc]ụm|[Kk]hối thi đua)(?=\s(?!số\s)[a-zà-ỹđ]|[,.])"
)
_GROUP_NAMED = re.compile("[Cc]ụm|[Kk]hối thi đua")
_WHOLE = re.compile(r"[Tt]oàn (?:[Đđ]ảng bộ|[Kk]hối)\b")


def refers_back(
    bodies: NamedBodies, start: int, sentence: Sentence, before: Sequence[Sentence], place: PlaceMention | None
) -> str | None:
    """The body named last in the paragraph when the sentence speaks of "the cell", "this body" and the like."""
    if not before or not may_refer_back(sentence.text):
        return None
    said = sentence.text[: start - sentence.start]
    back = _BACK.search(said)
    if back is None:
        return None
    if _WHOLE.search(said):
        return _topic_of(bodies, before[0])
    earlier = _told_in(bodies, before, back.group())
    if earlier is None or (place is not None and place.start >= earlier.end):
        return None
    is_of_unit = back.group().startswith(PARTY_BODIES) and any(_UNIT_BODY.search(s.text) for s in before)
    return None if is_of_unit and not earlier.name.startswith(PARTY_BODIES) else bodies.in_full(earlier)


def _topic_of(bodies: NamedBodies, opening: Sentence) -> str | None:
    """The Party body that a paragraph turns to: "Ở Đảng bộ Quân sự tỉnh, bức tranh có nét khác"."""
    turn = _TURN.match(opening.text)
    at = opening.start + turn.end() if turn else opening.end
    named = bodies.between(at, at + 1) if turn else ()
    return bodies.in_full(named[0]) if named and named[0].name.startswith(PARTY_BODIES) else None


def _told_in(bodies: NamedBodies, before: Sequence[Sentence], back: str) -> OrganizationMention | None:
    """The body named last that words like "chi bộ này" may mean; the one over another is only told by the way."""
    named = ((o, s) for s in before for o in bodies.between(s.start, s.end))
    told = [o for o, s in named if not is_over_another(o, s) and not is_in_bracket(o, s)]
    cells = [o for o in told if o.name.startswith("Chi bộ")]
    if back.lower().startswith("chi bộ"):
        return _last(cells or told)
    is_body = back.startswith(PARTY_BODIES)
    return _last([o for o in told if not (is_body and o in cells)])


def of_kind(bodies: NamedBodies, start: int, sentence: Sentence) -> str | None:
    """The body named last whose kind the sentence names ("Năm nay, Đảng bộ trường kết nạp …"), or None."""
    if not may_tell_kind(sentence.text):
        return None
    told = (_KIND_TOLD, _GROUP_TOLD)
    said = next((m for pattern in told if (m := pattern.search(sentence.text, 0, start - sentence.start))), None)
    if said is None:
        return None
    kind = f"{said['kind'].lower()} "
    named = (o for o in reversed(bodies.between(0, sentence.start)) if bare_body(o.name).startswith(kind))
    return next((bodies.in_full(o) for o in named), None)


@lru_cache(maxsize=_KNOWN)
def may_refer_back(sentence: str) -> bool:
    """Whether words like "chi bộ này" stand anywhere in a sentence, whose every figure asks for those before it."""
    return _BACK.search(sentence) is not None


@lru_cache(maxsize=_KNOWN)
def may_tell_kind(sentence: str) -> bool:
    """Whether a kind of body is named anywhere in a sentence, whose every figure asks for one before it."""
    return _KIND_TOLD.search(sentence) is not None or _GROUP_NAMED.search(sentence) is not None


def _last(mentions: Sequence[OrganizationMention]) -> OrganizationMention | None:
    return mentions[-1] if mentions else None
