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
_BODIES = (
    "chi bộ", "đảng bộ", "đảng ủy", "đơn vị", "công ty", "nhà trường", "khối", "phân xưởng", "đồn", "trung đoàn",
    "lữ đoàn", "bệnh viện", "ngân hàng", "chi nhánh", "nhà máy",
)  # fmt: skip
_INSTITUTIONS = ("công ty", "nhà máy", "xí nghiệp", "bệnh viện", "nông trường", "lâm trường")
_SPOKEN_OF = (
    r"này|ông|bà|tôi|chúng tôi|anh|chị|công ty|trường|đã có|có|còn|mới|hiện|được|thành lập|ra đời|kết nạp"
    r"|giới thiệu|(?:đã|vừa|chỉ|luôn)\s(?:có|kết nạp|phát triển|giới thiệu|bồi dưỡng|còn)"
)
_WE_DO = r"(?:(?:đã|vừa|chỉ|mới|cũng)\s){0,2}(?:kết nạp|giới thiệu|bồi dưỡng|phát triển)"
_KIND = (
    r"trường|công ty|bệnh viện|học viện|nhà máy|phòng|sở|cục"
    r"|chi cục|đồn|trung đoàn|sư đoàn|lữ đoàn|tổng công ty|tập đoàn|ngân hàng|chi nhánh|xí nghiệp|trung tâm|khoa"
    r"|phân xưởng|cảng"
)


def _any_of(words: Sequence[str]) -> str:
    """A pattern for words, each with a small or a capital letter."""
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words)


def _rests_of(words: Sequence[str]) -> str:
    """A pattern for words without their first letters; what begins with plain letters is found several times sooner."""
    return "|".join(word[1:] for word in words)


_BACK = re.compile(rf"(?<!\d\s)(?<!các\s)(?:{_any_of(_BODIES)}) (?:{_SPOKEN_OF})|[Cc]húng tôi {_WE_DO}")
_MAY_BACK = re.compile(rf"(?:{_rests_of((*_BODIES, 'chúng tôi'))}) (?:{_SPOKEN_OF}|{_WE_DO})")
"""Stands in all that `_BACK` finds, as `_MAY_TELL_KIND` does for the patterns of kinds."""
_TURN = re.compile(r"(?:Ở|Tại|Riêng|Còn|Với|Đối với)\s(?:ở\s|tại\s|với\s)?")
_UNIT_BODY = re.compile(
    r"[Đđ]ảng bộ (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\b|(?:Tỉnh|Thành|Huyện|Quận|Thị) (?:ủy|uỷ)"
)
"""The Party body of a unit, which "Đảng bộ" then goes on to mean."""
_KIND_TOLD = re.compile(rf"\b(?:[Đđ]ảng bộ|[Đđ]ảng ủy|[Cc]hi bộ)\s(?P<kind>{_KIND})\s(?=[a-zà-ỹđ])")
_GROUP_TOLD = re.compile(
    r"(?:^|[.;:,]\s|\b[Tt]rong\s|\b[Tt]oàn\s)(?P<kind>[Cc]ụm|[Kk]hối thi đua)(?=\s(?!số\s)[a-zà-ỹđ]|[,.])"
)
_INSTITUTION_TOLD = re.compile(
    rf"(?:^|[.;:,“]\s?|\b[Tt]oàn\s|\b[Cc]ả\s)(?P<kind>{_any_of(_INSTITUTIONS)})"
    r"\s(?:ông\s|tôi\s|chúng tôi\s|này\s)?(?:đã\s|chỉ\s|mới\s)?(?:có|còn|hiện|kết nạp)\b"
)
_MAY_TELL_KIND = re.compile(
    rf"ảng (?:bộ|ủy)\s(?:{_KIND})\s|hi bộ\s(?:{_KIND})\s|ụm|hối thi đua|{_rests_of(_INSTITUTIONS)}"
)
_OPENS = re.compile(r"(?:(?:[Hh]iện nay|[Hh]iện|[Nn]ay|[Đđ]ến nay|[Bb]ây giờ|[Tt]ới giờ),?\s)?\Z")
_PARAGRAPH = 700
_WHOLE = re.compile(r"[Tt]oàn (?:[Đđ]ảng bộ|[Kk]hối)\b")


def refers_back(
    bodies: NamedBodies, start: int, sentence: Sentence, before: Sequence[Sentence], place: PlaceMention | None
) -> str | None:
    """The body named last in the paragraph when the sentence speaks of "the cell", "this body" and the like."""
    if not may_refer_back(sentence.text):
        return None
    said = sentence.text[: start - sentence.start]
    back = _BACK.search(said)
    if back is None:
        return None
    if not before:
        return _cell_of_paragraph_before(bodies, sentence, back) if place is None else None
    if _WHOLE.search(said):
        return _topic_of(bodies, before[0])
    earlier = _told_in(bodies, before, back.group())
    if earlier is None and place is None and (again := _BACK.search(before[0].text)):
        return _cell_of_paragraph_before(bodies, before[0], again)
    if earlier is None or (place is not None and place.start >= earlier.end):
        return None
    is_of_unit = back.group().startswith(PARTY_BODIES) and any(_UNIT_BODY.search(s.text) for s in before)
    return None if is_of_unit and not earlier.name.startswith(PARTY_BODIES) else bodies.in_full(earlier)


def _cell_of_paragraph_before(bodies: NamedBodies, opening: Sentence, back: re.Match[str]) -> str | None:
    """The cell of an institution told of last that a paragraph begins with ("Đến nay, chi bộ đã kết nạp 21 …")."""
    if not back.group().lower().startswith("chi bộ") or not _OPENS.match(opening.text[: back.start()]):
        return None
    near = [o for o in bodies.between(opening.start - _PARAGRAPH, opening.start) if o.name.startswith("Chi bộ ")]
    return bodies.in_full(near[-1]) if near and not bodies.between(opening.start, opening.end) else None


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
    told = (_KIND_TOLD, _GROUP_TOLD, _INSTITUTION_TOLD)
    said = next((m for pattern in told if (m := pattern.search(sentence.text, 0, start - sentence.start))), None)
    if said is None:
        return None
    kind = f"{said['kind'].lower()} "
    named = [o for o in bodies.mentions if bare_body(o.name).startswith(kind)]
    if said.re is _INSTITUTION_TOLD:
        if not _are_one(named):
            return None
        named = [o for o in named if not o.name.startswith(PARTY_BODIES)] or named
    before = (o for o in reversed(named) if o.start < sentence.start)
    return next((bodies.in_full(o) for o in before), None)


def _are_one(named: Sequence[OrganizationMention]) -> bool:
    """Whether all names of institutions of a kind hold the words of the shortest ("Công ty TNHH Dệt A", "… Dệt A")."""
    words = sorted((set(bare_body(o.name).split()) for o in named), key=len)
    return bool(words) and all(words[0] <= other for other in words)


@lru_cache(maxsize=_KNOWN)
def may_refer_back(sentence: str) -> bool:
    """Whether words like "chi bộ này" may stand anywhere in a sentence, whose every figure asks for those before it."""
    return _MAY_BACK.search(sentence) is not None


@lru_cache(maxsize=_KNOWN)
def may_tell_kind(sentence: str) -> bool:
    """Whether a kind of body may be named anywhere in a sentence, whose every figure asks for one before it."""
    return _MAY_TELL_KIND.search(sentence) is not None


def _last(mentions: Sequence[OrganizationMention]) -> OrganizationMention | None:
    return mentions[-1] if mentions else None
