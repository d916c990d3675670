"""The name of a body before a figure -> whether the figure may be its own."""

import re

from extractors.organizations import OrganizationMention
from extractors.places.finding import PlaceMention
from extractors.places.reach import is_seat, reaches
from schemas.sentences import Sentence

_BEFORE, _NEAR = 600, 100
_UNDER = re.compile(r"thành lập[^;]{0,120}\strực thuộc\s\Z")
_PART_OF = re.compile(r"\d\s[^\d,;.]{0,30}trực thuộc\s(?:[^\d;.]{0,60}\svà\s)?\Z")
_GOES_ON = re.compile(r";|\s(?:và|đồng thời)\s(?:thành lập|giải thể|tách|sáp nhập|nâng cấp|chuyển|kết nạp)\s")
_OVER = re.compile(r"(?<=\s)[^\W\d_a-zđà-ỹ][^\W\d]{1,8}(?:\s[^\W\d]{1,8})?\strực thuộc\s\Z")
_RENAMED = re.compile(r"(?:đổi tên|nâng cấp|nâng|chuyển|lên|thành|ra mắt|thành lập|giải thể|tiếp nhận)\s(?:mới\s)?\Z")
_SEAT = re.compile(r"(?:\s\([^()\d]{2,20}\))?\s(?:tại|ở|trên địa bàn)\s")
_SUBJECT = re.compile(
    r"(?:^|[.;:,(–-]\s?|[“\"]|\b(?:[Tt]ại|[Ởở]|của|thuộc|là|như|và|toàn|[Tt]heo|[Vv]ới|được|do"
    r"|[Rr]iêng|[Tt]rong đó)\s)\Z"
)


def is_where(organization: OrganizationMention, place: PlaceMention, sentence: Sentence) -> bool:
    """Whether a place behind a body only says where it is: "Phân hiệu Đại học Huế tại tỉnh Quảng Trị"."""
    end, start = organization.end - sentence.start, place.start - sentence.start
    return is_seat(sentence.text, end, start, place.end - sentence.start) or bool(
        _SEAT.fullmatch(sentence.text, end, start)
    )


def may_own(organization: OrganizationMention, sentence: Sentence, start: int) -> bool:
    """Whether a body named before a figure may be what it counts: no object, no office, nothing told apart."""
    first, last = organization.start - sentence.start, organization.end - sentence.start
    if organization.is_kind or not reaches(
        sentence.text, start=first, end=last, figure=start - sentence.start, sentence_start=0
    ):
        return False
    if _GOES_ON.search(sentence.text, last, start - sentence.start) and _PART_OF.search(sentence.text[:first]):
        return False
    if _UNDER.search(sentence.text[max(0, first - _BEFORE) : first]) or is_over_another(organization, sentence):
        return False
    if (
        _RENAMED.search(sentence.text, max(0, first - _NEAR), first)
        and ";" in sentence.text[last : start - sentence.start]
    ):
        return False
    is_plain = organization.system is None and not organization.name.startswith(("Đảng", "Chi bộ", "Công ty"))
    return not is_plain or bool(_SUBJECT.search(sentence.text[:first]))


def is_over_another(organization: OrganizationMention, sentence: Sentence) -> bool:
    """Whether a body is only told as the one over another: "Chi bộ Cơ động trực thuộc Đảng bộ Khối"."""
    first = organization.start - sentence.start
    return bool(_OVER.search(sentence.text, max(0, first - _NEAR), first))
