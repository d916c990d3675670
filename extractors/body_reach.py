"""The name of a body before a figure -> whether the figure may be its own."""

import re
from collections.abc import Sequence

from extractors.organizations import OrganizationMention
from extractors.places.finding import PlaceMention
from extractors.places.reach import is_seat, reach_of, reaches
from schemas.sentences import Sentence

_BEFORE, _NEAR, _SUBJECT_REACH = 600, 100, 12
_UNDER_WORD = "trực thuộc"
_UNDER = re.compile(r"thành lập[^;]{0,120}\strực thuộc\s\Z")
_PART_OF = re.compile(r"\d\s[^\d,;.]{0,30}trực thuộc\s(?:[^\d;.]{0,60}\svà\s)?\Z")
_GOES_ON = re.compile(r";|\s(?:và|đồng thời)\s(?:thành lập|giải thể|tách|sáp nhập|nâng cấp|chuyển|kết nạp)\s")
"""What was done to parts of a body ("giải thể 2 chi bộ trực thuộc Đảng bộ Phòng …"), and the next thing done."""
_OVER = re.compile(
    r"(?<=\s)[^\W\d_a-zđà-ỹ][^\W\d]{1,8}(?:\s[^\W\d]{1,8}){0,2}(?:,|\s\([^()\d]{2,40}\),?)?\s"
    r"(?:là\s(?:một\s)?(?:tổ chức|đảng bộ|chi bộ|đơn vị)\s(?:cơ sở\s)?(?:đảng\s)?)?trực thuộc\s\Z"
)
"""A body over the one that was named before it: "Chi bộ Cơ động trực thuộc Đảng bộ Khối"."""
_RENAMED = re.compile(r"(?:đổi tên|nâng cấp|nâng|chuyển|lên|thành|ra mắt|thành lập|giải thể|tiếp nhận)\s(?:mới\s)?\Z")
_GIVEN = re.compile(r"(?:chỉ tiêu|kế hoạch|mục tiêu)\s(?:do\s|của\s|mà\s)?(?:Ban Thường vụ\s)?\Z")
_GIVES = re.compile(r"\s(?:đã\s)?(?:giao|đề ra|phân bổ|phân giao|đặt ra)\b")
"""A body that gave others their target: "chỉ tiêu Đảng ủy Khối giao"."""
_SEAT = re.compile(r"(?:\s\([^()\d]{2,20}\))?\s(?:tại|ở|trên địa bàn)\s")
_PARTY = ("Đảng", "Chi bộ")
_ITS_CELL = re.compile(r",\s(?:chi bộ|đảng bộ|đảng ủy)\s(?!(?:xã|phường|thị trấn|huyện|tỉnh|thôn|bản|ấp|khu)\b)")
_OPENS = re.compile(r"(?:(?:[Tt]heo|[Hh]iện nay|[Hh]iện|[Đđ]ến nay|[Rr]iêng|[Tt]ại|[Vv]ới),?\s)?")
_SUBJECT = re.compile(
    r"(?:^|[.;:,(–-]\s?|[“\"]|\b(?:[Tt]ại|[Ởở]|của|thuộc|là|như|và|toàn|[Tt]heo|[Vv]ới|được|do"
    r"|[Rr]iêng|[Tt]rong đó)\s)\Z"
)
_ASSOCIATION = re.compile(
    r"(?P<mark>[;.,])\s(?:còn\s|riêng\s)?(?:[Cc]ông đoàn|(?:[ĐđÐ]oàn|[Hh]ội)\s"
    r"(?:[Tt]hanh niên|TN|trường|cơ sở|[Pp]hụ nữ|[Ss]inh viên|[Cc]ựu chiến binh))"
    r"(?=\s(?:đã\s|được\s)?(?:có|hiện|quản lý|gồm|kết nạp|với|cũng|giới thiệu|bồi dưỡng|tập hợp|phát triển))"
)


def find_owner(named: Sequence[OrganizationMention], sentence: Sentence, start: int) -> OrganizationMention | None:
    """The body named last that may own the figure at `start`, or None.

    It owns none behind an association without a name that is the subject of the next clause ("; Đoàn Thanh niên có");
    behind a comma that one may be inside it ("Tại Công ty A, công đoàn có").
    """
    own = next((o for o in reversed(named) if may_own(o, sentence, start)), None)
    told = _ASSOCIATION.search(sentence.text, own.end - sentence.start, start - sentence.start) if own else None
    return None if told and own and (own.system or told["mark"] != ",") else own


def is_where(organization: OrganizationMention, place: PlaceMention, sentence: Sentence) -> bool:
    """Whether a place behind a body only says where it is: "Phân hiệu Đại học Huế tại tỉnh Quảng Trị"."""
    end, start = organization.end - sentence.start, place.start - sentence.start
    return is_seat(sentence.text, end, start, place.end - sentence.start) or bool(
        _SEAT.fullmatch(sentence.text, end, start)
    )


def may_own(organization: OrganizationMention, sentence: Sentence, start: int) -> bool:
    """Whether a body named before a figure may be what it counts: no object, no office, nothing told apart."""
    first, last = organization.start - sentence.start, organization.end - sentence.start
    if organization.is_kind or not reaches(reach_of(sentence.text, first, last, 0), start - sentence.start):
        return False
    is_closed = sentence.text.find(";", last, start - sentence.start) >= 0
    is_part = sentence.text.find(_UNDER_WORD, max(0, first - _NEAR), first) >= 0
    if is_part and _is_left(sentence.text, (first, last, start - sentence.start)):
        return False
    is_under = is_part and sentence.text.endswith(_UNDER_WORD, 0, first - 1)
    if is_under and _UNDER.search(sentence.text[max(0, first - _BEFORE) : first]):
        return False
    if is_over_another(organization, sentence):
        return False
    if _GIVES.match(sentence.text, last) and _GIVEN.search(sentence.text, max(0, first - _NEAR), first):
        return False
    if is_closed and _RENAMED.search(sentence.text, max(0, first - _NEAR), first):
        return False
    is_plain = organization.system is None and not organization.name.startswith(("Đảng", "Chi bộ", "Công ty"))
    return not is_plain or bool(_SUBJECT.search(sentence.text, max(0, first - _SUBJECT_REACH), first))


def _is_left(text: str, at: tuple[int, int, int]) -> bool:
    """Whether parts of a body were told of, and then the next thing that was done; `at` is its span and the figure."""
    first, last, figure = at
    return bool(_GOES_ON.search(text, last, figure) and _PART_OF.search(text, max(0, first - _NEAR), first))


def opens_with(organization: OrganizationMention, sentence: Sentence) -> bool:
    """Whether a Party body is what a sentence begins to speak of ("Hiện nay, Đảng bộ Khối có …").

    So is the body whose cell or committee is spoken of right behind it: "Tại Công ty A, chi bộ từng …".
    """
    first = organization.start - sentence.start
    is_party = organization.name.startswith(_PARTY) or _ITS_CELL.match(sentence.text, organization.end - sentence.start)
    return bool(is_party and organization.system is None and _OPENS.fullmatch(sentence.text, 0, first))


def is_in_bracket(organization: OrganizationMention, sentence: Sentence) -> bool:
    """Whether a body is only where another one is: "Chi bộ Công ty A (KCN Quế Võ) ra đời sớm nhất"."""
    return sentence.text.endswith("(", 0, organization.start - sentence.start)


def is_over_another(organization: OrganizationMention, sentence: Sentence) -> bool:
    """Whether a body is only told as the one over another: "Chi bộ Cơ động trực thuộc Đảng bộ Khối"."""
    first = organization.start - sentence.start
    if not sentence.text.endswith("trực thuộc ", 0, first):
        return False
    return bool(_OVER.search(sentence.text, max(0, first - _NEAR), first))
