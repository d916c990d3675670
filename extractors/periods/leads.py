"""A line of a text -> the line above that it goes on with: the head of its list, or what it breaks down."""

import re

_ITEM = re.compile(r"[ \t\u00a0]*(?:[-+•*●▪–—]|\(?[0-9]{1,2}[.)]|\(?[a-zđ][.)])[ \t\u00a0]*", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[ \t\u00a0]*(?:trong đó|cụ thể|trong số|bao gồm|gồm|riêng|phân tích|cơ cấu|"
    r"(?:phân |xét |chia )?theo (?=nghề|độ|trình|thành|giới|cơ cấu|loại)|"
    r"về (?=cơ cấu|độ tuổi|tuổi đời|trình độ|nghề|thành phần|giới tính|dân tộc))",
    re.IGNORECASE,
)
_HEADS = re.compile(r"(?::|như sau|sau đây|gồm|trong đó)[\s.:]*\Z", re.IGNORECASE)
_REACH = 40
"""Characters between two lines: line breaks and blanks."""
_ITEMS = 40
"""Lines of the longest list."""


def goes_on(text: str) -> bool:
    """Whether a sentence or line goes on with what stands before it ("Trong đó, …", "(2) Về tuổi đời: …")."""
    return _is_part(text, 0)


def find_lead(text: str, start: int) -> tuple[int, int] | None:
    """Start and end of the line that the line at `start` goes on with, or None.

    That is the head of a list ("…, trong đó:") for its items, and the line before for "Trong đó, …".
    """
    first, end = _line_at(text, start)
    is_item, is_part = bool(_ITEM.match(text, first)), _is_part(text, first)
    if not is_item and not is_part:
        return None
    for _ in range(_ITEMS):
        above = text[max(0, first - _REACH) : first].rstrip()
        if not above:
            return None
        first, end = _line_at(text, max(0, first - _REACH) + len(above) - 1)
        goes_further = _is_part(text, first)
        if _HEADS.search(text[max(first, end - _REACH) : end]) or (is_part and not goes_further):
            return first, end
        if not goes_further and not _ITEM.match(text, first):
            return None
    return None


def _is_part(text: str, start: int) -> bool:
    """Whether what begins at `start` goes on with what stands before it."""
    item = _ITEM.match(text, start)
    return bool(_GOES_ON.match(text, item.end() if item else start))


def _line_at(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line that holds the character at `at`."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
