"""What stands before a wording of time -> whether the text tells of that time, or only compares or plans with it."""

import re

from extractors.searching import outline_of
from extractors.whole_words import whole_words

_COMPARED = re.compile(
    r"(?:so (?:với )?|\b(?:hơn|kém) (?:của )?|\bgấp (?:[0-9,]{1,5} lần|đôi|rưỡi|ba) (?:so với )?|"
    r"\b(?:bằng|một) nửa (?:của )?)(?:(?:của|cả|hồi|kết quả|bình quân|trung bình|cùng kỳ|thời điểm) ){0,2}\Z",
    re.IGNORECASE,
)
_COMPARES = ("so ", "hơn ", "kém ", "gấp ", " nửa ")
"""Of these words one stands before each time that is only compared with."""
_PLAN = whole_words(
    ["phương hướng", "nhiệm vụ", "kế hoạch", "chương trình", "mục tiêu", "chỉ tiêu", "giải pháp", "dự kiến"]
)
_REVIEW = re.compile(
    r"\b(?:tổng kết|sơ kết|kết quả|kiểm điểm|đánh giá|tình hình|hoàn thành|thực hiện|đạt|vượt|bằng)\b", re.IGNORECASE
)
_RESOLVED = re.compile(
    r"nhiệm kỳ \(?[0-9]{4} ?[-–/] ?[0-9]{4}\)?,? (?:đã )?(?:đề ra|xác định|nêu|đặt ra|giao)\b", re.IGNORECASE
)
_NAMED = re.compile(
    r"\b(?:thực hiện|triển khai|quán triệt|cụ thể hóa)[^.;:\n0-9]{0,30} nghị quyết[^.;:\n0-9]{0,90}\Z", re.IGNORECASE
)
_INTENT = whole_words(
    ["phấn đấu", "mục tiêu", "chỉ tiêu", "kế hoạch", "sẽ", "dự kiến", "đặt ra", "đề ra", "giao", "nhiệm vụ",
     "phương hướng", "tiếp tục", "tập trung", "tới đây", "thời gian tới", "từ nay", "yêu cầu", "đề nghị"]
)  # fmt: skip
_DEED = whole_words(["đã", "đạt", "vượt", "bằng", "kết quả", "được [0-9]", "nâng", "tổng kết"])
_CONGRESS_AHEAD = re.compile(
    r"(?:trước thềm|chuẩn bị(?: tốt)?(?: bước vào| tiến hành| tổ chức| cho)?|tiến tới|hướng (?:tới|về)"
    r"|trước(?: ngày| khi bước vào)?|sắp bước vào) đại hội (?:đại biểu )?(?:lần thứ [ivxl0-9]{1,6} )?đảng bộ "
    r"(?:huyện|xã|phường|thị trấn|thị xã|quận|thành phố|tỉnh|khối|các cấp|lần thứ|khóa)",
    re.IGNORECASE,
)
_CONGRESS, _LEAD, _TAIL = "đại hội", 40, 80
"""What stands in all that `_CONGRESS_AHEAD` matches, no more characters before it and from it on than these."""
_ENDS = re.compile(r"[.;:\n](?=\s|\Z)")
_NEAR, _REACH, _NAME, _CLAUSE = 40, 60, 150, 200


def is_compared(text: str, start: int) -> bool:
    """Whether the time at `start` is only compared with ("so với 6 tháng đầu năm 2019")."""
    first = max(0, start - _NEAR)
    before = text[first:start].casefold()
    return any([word in before for word in _COMPARES]) and bool(_COMPARED.search(text, first, start))


def is_planned(text: str, start: int) -> bool:
    """Whether the time at `start` is that of a plan, not of what is told ("phương hướng, nhiệm vụ năm 2024")."""
    return _is_of_plan(text[max(0, start - 2 * _REACH) : start]) or bool(_RESOLVED.match(text, start))


def is_ahead(text: str, start: int) -> bool:
    """Whether the sentence around the time at `start` tells of aims, and of nothing done ("Năm 2023, phấn đấu")."""
    if is_planned(text, start):
        return True
    before = max(text.rfind(mark, max(0, start - _CLAUSE), start) for mark in (". ", "; ", "\n")) + 1
    end = _ENDS.search(text, start, start + _CLAUSE)
    sentence = text[max(before, start - _CLAUSE) : end.start() if end else start + _CLAUSE]
    return not _DEED.are_in(sentence) and _INTENT.are_in(sentence)


def tells_congress_ahead(text: str) -> bool:
    """Whether a text is of the time before a congress ("Trước thềm Đại hội Đảng bộ huyện …"): the old term runs on."""
    outline = outline_of(text)
    if outline is None:
        return _CONGRESS_AHEAD.search(text) is not None
    at = outline.find(_CONGRESS)
    while at >= 0 and not _CONGRESS_AHEAD.search(text, max(0, at - _LEAD), at + _TAIL):
        at = outline.find(_CONGRESS, at + 1)
    return at >= 0


def names_a_resolution(text: str, start: int) -> bool:
    """Whether the term at `start` is in the name of a resolution ("Thực hiện Nghị quyết Đại hội …, nhiệm kỳ …")."""
    return bool(_NAMED.search(text, max(0, start - _NAME), start))


def _is_of_plan(before: str) -> bool:
    """Whether words right before a time make it that of a plan."""
    if not _PLAN.may_be_in(before[-_REACH:]):
        return False
    clause = before[max(before.rfind(mark) for mark in ",;.:\n0123456789") + 1 :]
    return _PLAN.pattern.search(clause[-_REACH:]) is not None and not _REVIEW.search(clause)
