"""How far the mention of a place or a body reaches: whether a figure further on in its sentence is still about it."""

import re
from functools import lru_cache

from extractors.light_records import light_record
from extractors.places.dates import first_figure

_OBJECT = re.compile(
    r"(?:(?:trình|báo cáo|đề nghị|xin ý kiến|(?:tham mưu|giúp việc)(?:\scho)?|kiến nghị|đề xuất)\s(?:với\s|lên\s)?"
    r"|(?:đăng ký|cam kết|hứa|giao ước)\svới\s"
    r"|[Pp]hối hợp\s(?:(?:chặt chẽ\s)?(?:với|cùng)\s)?)(?:Ban Thường vụ\s|BTV\s)?\Z"
)
_OFFICE = re.compile(
    r"(?:[Bb]í thư|[Cc]hủ tịch|[Tt]rưởng|[Ủủ]y viên|[Uu]ỷ viên|[Cc]hủ nhiệm|[Gg]iám đốc|[Ll]ãnh đạo"
    r"|[Cc]hánh [Vv]ăn phòng)"
    r"(?: (?!và\b|cho\b|của\b|đã\b|tại\b|ở\b)[^\W\d]{1,10}){0,9} ?\Z"
)
_OFFICE_WORDS = ("í thư", "hủ ", "rưởng", " viên", "iám đốc", "ãnh đạo", "hánh ")
"""One of these stands in every office."""
_AGENT = re.compile(
    r"được (?:(?:[Đđ]ảng bộ|[Đđ]ảng ủy|UBND|Ủy ban nhân dân|Ban Thường vụ|BTV|[Cc]ấp ủy"
    r"|Liên đoàn Lao động|LĐLĐ|(?:Ủy ban )?MTTQ|Hội(?: [^\W\d]{1,8}){1,5}) )?\Z"
)
_SPEECH = re.compile(
    r"cho biết|cho hay|thông tin|nói|khẳng định|chia sẻ|báo cáo|đánh giá|phấn khởi|kể|bảo|nhớ lại|khoe|nhấn mạnh"
    r"|cho rằng|nhận xét|trao đổi|phát biểu|:|“"
)
_DIRECTION = re.compile(r"chuyển[^,;.]{0,60}\s(?:về|sang|đến|đi|lên)\s[^,;.]{0,30}\Z")
_GONE_TO = re.compile(
    r"\d\s(?:đồng chí|đảng viên|đoàn viên|người|cán bộ|chiến sĩ|quân nhân)\s(?:[^\W\d]{1,8}\s){0,4}về\s\Z"
)
_AWAY = re.compile(
    r"(?:\b(?:đi|tận|vô|rời|bỏ)\s(?:(?:làm|học|tận|ra|vào|tới|đến|xa|thuê|ăn|ở|lập nghiệp|công nhân)\s){0,4}"
    r"|\b(?:ra|vào)\s(?:tận\s|thủ đô\s)?"
    r"|\b(?:nhà máy|xưởng|công ty|làm (?:ăn|thuê|công nhân|việc)|đi bộ đội|đóng quân|nhập ngũ)"
    r"\s(?:ở|tại|trong|ngoài)\s)\Z"
)
"""Where people leave for or come home from: "thanh niên đi làm tận Bình Dương"."""
_AT = re.compile(r"(?:ở|tại|về|lên|sang|đến|của|thuộc|từ|vào)\s(?:[Tt]hành phố\s)?\Z")
_ORIGIN = re.compile(
    r"(?:(?:nhập|tách) (?:[^\W\d]{1,8} ){0,2}?từ"
    r"|[Tt]ừ (?:hai|ba|bốn|năm|sáu|các|những|\d{1,2}) (?:xã|phường|huyện|thị trấn))"
    r" [^;.()\d]{0,60}\Z"
)
_IN_LIST = re.compile(r"(?:ở|tại|từ|về)\s[^;.:()]{1,36},\s\Z")
_GIVEN_TO = re.compile(
    r"\b(?:tặng|cho|giúp|hỗ trợ|ủng hộ|trao|xây|đỡ đầu|nhận|thăm)\b[^;.]{0,80}"
    r"\b(?:hộ|học sinh|người|bà con|nhân dân|dân|gia đình|nghèo|trẻ em|nhà|trường|thôn|bản|xã|buôn|ấp)\s"
    r"(?:[^\W\d]{1,8}\s){0,2}\Z"
)
_COMPARISON = re.compile(
    r"(?:nhất|nhì|tốp đầu|dẫn đầu|đứng đầu|so với)\s(?:của\s|trong\s|trên\s|ở\s|cả\s|mức\s|địa bàn\s|toàn\s){0,4}\Z"
)
_TAKEN_OVER = re.compile(r"(?:tiếp nhận|nhận bàn giao|sáp nhập)\s[^;.:]{0,90}\Z")
_BETWEEN = re.compile(
    r"(?:phối hợp|quy chế|chương trình|thỏa thuận|ký kết|kết nghĩa)\sgiữa\s[^;.:()]{0,80}\Z", re.IGNORECASE
)
_ISSUER = re.compile(
    r"(?:[Qq]uyết định|[Nn]ghị quyết|[Cc]hỉ thị|[Kk]ế hoạch|[Đđ]ề án|[Hh]ướng dẫn|[Kk]ết luận|[Cc]hương trình"
    r"|[Qq]uy định|[Tt]hông báo|[Tt]hông tri|[Cc]ông văn|[Tt]ờ trình)"
    r"(?:(?<=[Qq]uyết định)|\s(?:số )?[\w/.-]{0,20}(?:[\s,][^;:()]{0,70})?)\scủa\s"
    r"(?:(?:Ban Thường vụ|BTV|Ban Chấp hành|BCH|UBND|HĐND)\s)?\Z"
)
_FOUNDED = re.compile(
    r"(?:trên cơ sở|kết quả (?:của |từ )?(?:việc|sự))\s(?:[^\W\d]{1,8}\s){0,2}?"
    r"(?:nhập|hợp nhất|tách|điều chỉnh|giải thể|chuyển|nguyên trạng|toàn bộ|[Đđ]ảng bộ|[Cc]hi bộ"
    r"|(?:(?:hai|ba|bốn|năm|các|\d{1,2})\s)?(?:xã|phường|huyện|thị trấn|tỉnh|thôn|bản|ấp|xóm))\b[^;]{0,300}\Z"
)
_POSITION = re.compile(
    r"(?:nằm (?:ở|về|trong|trên|tại)|cửa ngõ|phía (?:[ĐđTtNnBb]\w{2,3}[ -]?){1,2}|giáp|cách)\s"
    r"(?:(?:ở|phía|của|giáp|với|địa bàn|trung tâm|cửa ngõ|[Đđ]ông|[Tt]ây|[Nn]am|[Bb]ắc|[Tt]hủ đô)\s){0,5}\Z"
)
_SEATED = re.compile(
    r"(?:[Đđ]óng (?:quân |chân )?(?:tại|ở|trên)|[Tt]rụ sở (?:chính )?(?:đặt )?(?:tại|ở))\s(?:địa bàn\s|khu vực\s)?"
    r"(?:(?:thôn|xã|phường|thị trấn|huyện|quận)\s[^,;.()]{1,25},\s){0,2}\Z"
    r"|[Nn]ơi đặt (?:trung tâm|trụ sở)(?: hành chính)?(?: của)?\s\Z"
)
_NOT_ALONE = re.compile(
    r"[Kk]hông (?:riêng|chỉ|phải chỉ|riêng gì)(?: (?:gì|ở|có|tại|riêng|[Hh]uyện|xã|tỉnh|phường)){0,3}\s\Z"
)
_CONGRESS_ABOVE = re.compile(
    r"(?:[Cc]hào mừng|[Hh]ướng tới|[Tt]iến tới|trình|[Gg]óp ý|ý kiến|thông qua|thành tích)\s[^.;:]{0,80}?"
    r"[ĐđÐ]ại hội\s(?:đại biểu\s)?(?:[ĐđÐ]ảng bộ\s)?\Z"
)
"""Whose congress is looked forward to, or whose papers are discussed, is not whose figures follow."""
_SHARE_OF = re.compile(
    r"(?:[Cc]hiếm|bằng|tương đương)\s(?:[^\W\d]{1,6}\s){0,3}\d[\d.,]{0,6}\s?%\s(?:so với\s)?(?:trong\s)?"
    r"(?:tổng\s)?(?:số\s)?(?:đảng viên|đoàn viên|hội viên|chi bộ|thôn|bản)\b[^%,;.:()\d\n]{0,60}\Z"
)
"""The whole that a share is told of is not whose figures follow: "chiếm 14% đảng viên toàn Đảng bộ tỉnh; nữ 1.748"."""
_FROM = re.compile(r"\b[Qq]uê\s(?:(?:gốc|quán|nội|ngoại|ở|tại|tận|mãi)\s){0,3}\Z")
"""Where someone comes from: "Anh Thoong, quê ở Con Cuông, về bản năm 2015"."""
_JOINED_WITH = re.compile(r"\b(?:ghép|chung)\s(?:với|cùng|vào)\s(?:[Cc]hi bộ\s)?\Z")
"""The village with whose cell another one meets: "phải sinh hoạt ghép với bản Sam Quảng"."""
_PRAISED = re.compile(
    r"\b(?:tặng|trao)\s(?:[Cc]ờ|[Bb]ằng khen|[Gg]iấy khen)[^;.:\d]{0,40}?\scho\s(?:[ĐđCc]\w{2,3} (?:bộ|ủy) )?\Z"
)
_ELSEWHERE = (
    _JOINED_WITH,
    _PRAISED,
    _CONGRESS_ABOVE,
    _FROM,
    _NOT_ALONE,
    _SEATED,
    _POSITION,
    _OBJECT,
    _AGENT,
    _DIRECTION,
    _GONE_TO,
    _ORIGIN,
    _COMPARISON,
    _BETWEEN,
    _ISSUER,
)
_WINDOW, _CLAUSE, _NEAR = 90, 400, 20
_KNOWN = 2048


def is_seat(text: str, body_end: int, start: int, end: int) -> bool:
    """Whether the place `text[start:end]` right behind a body only says where that is ("Công ty …, huyện Văn Lâm,")."""
    return text[body_end:start] in (", ", " (") and text[end : end + 1] in (",", ")", ".", ";")


def is_whole_of_share(before: str) -> bool:
    """Whether what stands right behind these words is only the whole of a share ("chiếm 3,1% số đảng viên của")."""
    return "%" in before and bool(_SHARE_OF.search(before))


def is_gone_to(text: str, start: int) -> bool:
    """Whether the place at `start` is where people left for, which is not what is told ("đi làm tận Bình Dương")."""
    return bool(_AWAY.search(text, max(0, start - _WINDOW), start))


def is_joined_with(text: str, start: int) -> bool:
    """Whether the village at `start` is only the one with whose cell another one meets."""
    return bool(_JOINED_WITH.search(text[max(0, start - _NEAR) : start]))


def is_office(text: str, start: int) -> bool:
    """Whether the place or body at `start` only names a person's office ("Bí thư Huyện ủy Ba Bể")."""
    return _is_of_office(text[max(0, start - _WINDOW) : start])


def is_compared(text: str, start: int) -> bool:
    """Whether the place at `start` is what another one is compared with ("thấp nhất trên địa bàn huyện")."""
    return _is_of_comparison(text[max(0, start - _WINDOW) : start])


def _is_of_office(before: str) -> bool:
    for word in _OFFICE_WORDS:
        if word in before:
            return _ends_in_office(before)
    return False


@lru_cache(maxsize=_KNOWN)
def _ends_in_office(before: str) -> bool:
    return bool(_OFFICE.search(before))


@lru_cache(maxsize=_KNOWN)
def _is_of_comparison(before: str) -> bool:
    return bool(_COMPARISON.search(before))


@lru_cache(maxsize=_KNOWN)
def _stands_elsewhere(before: str) -> bool:
    """Whether words right before a place or body make it another one's; every figure behind it asks again."""
    is_of_congress = "ại hội" in before and _CONGRESS_ABOVE.search(before)
    return bool(is_of_congress) or is_whole_of_share(before) or any(other.search(before) for other in _ELSEWHERE)


@light_record(frozen=True, slots=True)
class Reach:
    """What stands before a mention in its sentence, which decides for all figures behind it how far it reaches.

    `is_elsewhere` says that it owns none of them, `is_founded_on` that another unit was made of it, `is_office` that
    it only names a person's office; `text` is the document's, `start` and `end` its own offsets, `sentence` the start
    of its sentence.
    """

    text: str
    start: int
    end: int
    sentence: int
    is_elsewhere: bool
    is_founded_on: bool
    is_office: bool


def reach_of(text: str, start: int, end: int, sentence: int) -> Reach:
    """How far the mention `text[start:end]` reaches, by what stands before it in its sentence.

    Args:
        text: The text that holds the mention.
        start: Start of the mention, or of the name of the body that holds it.
        end: End of the mention.
        sentence: Start of its sentence.
    """
    before = text[max(sentence, start - _WINDOW) : start]
    is_elsewhere = _stands_elsewhere(before)
    is_founded = not is_elsewhere and is_founded_on(text, sentence, start)
    is_office = not is_elsewhere and _is_of_office(before)
    return Reach(text, start, end, sentence, is_elsewhere, is_founded, is_office)


def reaches(reach: Reach, figure: int) -> bool:
    """Whether what a mention names may own the figure at `figure` of the same sentence.

    It does not where it is told apart in a bracket, is the object of a report or request, gave or granted something,
    is what a new unit was made of or what another place is compared with, was taken over by the one whose total is
    told, names the office of a person who does not speak, is where somebody went to, is a side of an agreement, has
    issued a decision, only says where something lies or is seated, or belongs to another figure of a clause that a
    semicolon closed.
    """
    if reach.is_elsewhere:
        return False
    text, start, sentence = reach.text, reach.start, reach.sentence
    gap = text[reach.end : figure]
    if (")" in gap and is_told_apart(gap)) or (reach.is_founded_on and not gap.startswith(" (")):
        return False
    if "tổng số" in gap and _TAKEN_OVER.search(text[max(sentence, start - _WINDOW) : start]):
        return False
    if reach.is_office and not _SPEECH.search(gap):
        return False
    return not (";" in gap and _is_behind_figure(text[max(sentence, start - _CLAUSE) : start]))


def is_founded_on(text: str, begin: int, start: int) -> bool:
    """Whether the place or body at `start` is one that another was made of ("trên cơ sở sáp nhập xã A và xã B")."""
    first = max(begin, start - _CLAUSE)
    if text.find("trên cơ sở", first, start) < 0 and text.find("kết quả", first, start) < 0:
        return False
    return bool(_FOUNDED.search(text[first:start].rpartition(". ")[2]))


def is_told_apart(gap: str) -> bool:
    """Whether a bracket closes in `gap` that was opened before it: what it held does not reach further."""
    closing = gap.find(")")
    return closing >= 0 and "(" not in gap[:closing]


def _is_behind_figure(before: str) -> bool:
    """Whether a place that stands right behind `before` only says where the figure before it in its clause is."""
    clause = before[before.rfind(";") + 1 :]
    in_list = clause[max(0, len(clause) - 40) :]
    said_where = _AT.search(clause) or _IN_LIST.search(in_list) or _GIVEN_TO.search(clause)
    return bool(said_where) and first_figure(clause) < len(clause)
