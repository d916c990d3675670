"""A mention of time in brackets -> whether a figure outside of them sees it."""

from extractors.periods.finding import PeriodMention

_LONGEST = 200


def is_shut_away(mention: PeriodMention, text: str, at: int) -> bool:
    """Whether a mention stands in brackets beside figures of their own, and not the figure at `at`.

    "Kết nạp 94 đảng viên (năm 2010: 109)": the year is of the figure in the brackets only.
    """
    first = max(text.rfind("\n", 0, mention.start) + 1, mention.start - _LONGEST)
    opened = text.rfind("(", first, mention.start)
    if opened < 0 or ")" in text[opened : mention.start]:
        return False
    last = text.find("\n", mention.end)
    last = min(len(text) if last < 0 else last, mention.end + _LONGEST)
    closed = text.find(")", mention.end - 1, last)
    closed = last if closed < 0 else closed
    inside = text[opened : mention.start] + text[mention.end : closed]
    return not opened <= at <= closed and any(c.isdigit() for c in inside)
