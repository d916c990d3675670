"""Members exempted from activities -> whether they are counted as a level or as what was done in a stretch of time."""

import re

from extractors.drafts import Draft
from extractors.indicators import is_level
from extractors.periods.figures import TimedFigure

_STATE = re.compile(r"\b(?:số|diện|đang)(?: đảng viên)?(?: được)? (?:tạm )?miễn\b", re.IGNORECASE)
_DEED = re.compile(
    r"\b(?:cho|cho phép|xét|quyết định|thủ tục)(?: miễn[^0-9,;.]{0,40})? (?:hơn |trên |gần )?\Z", re.IGNORECASE
)
_NOW = re.compile(r"\b(?:hiện|đến nay|tính đến|đang)\b", re.IGNORECASE)
_THERE = re.compile(r"\b(?:có|còn|là)(?: (?:hơn|trên|gần|tới))? \Z", re.IGNORECASE)
_LABEL = re.compile(r"[-+*• ]{0,4}(?:số )?(?:đảng viên )?(?:được )?miễn [^\n:0-9]{0,40}:", re.IGNORECASE)
_MEMBERS = re.compile(
    r"[-+*• ]{0,4}(?:trong đó )?(?:tổng số|số đảng|đảng viên|chính thức|dự bị|nữ|dân tộc|có (?:tôn giáo|đạo)|tôn giáo|"
    r"hưu trí|đoàn viên)[^\n:]{0,40}:",
    re.IGNORECASE,
)
_REACH = 60


def are_exempt(figure: TimedFigure, previous: Draft | None) -> bool:
    """Whether the exempted are a level: told beside the members of a day, or as the number that there is.

    "6.540 đảng viên, trong đó 1.027 đảng viên được miễn sinh hoạt", not "xóa tên 12; miễn sinh hoạt 87".

    Args:
        figure: The figure of members exempted.
        previous: The figure before it in the sentence, or None.
    """
    first = max(figure.sentence.start, figure.start - _REACH)
    if _DEED.search(figure.text, first, figure.start):
        return False
    if previous is None and _LABEL.match(figure.sentence.text):
        line = figure.text.rfind("\n", 0, figure.start)
        above = figure.text[figure.text.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)]
        return bool(_MEMBERS.match(above))
    if previous is None:
        told = bool(_STATE.search(figure.text, first, figure.start))
        return told or bool(_NOW.search(figure.sentence.text) and _THERE.search(figure.text, first, figure.start))
    if previous.indicator == "member.exempted":
        return previous.period.start is None
    return is_level(previous.indicator, previous.quantity.measure)
