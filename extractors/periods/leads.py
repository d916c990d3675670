"""A line of a text -> the line above that it goes on with: the head of its list, or what it breaks down."""

import re

_ITEM = re.compile(r"\s*(?:[-+•*●▪–—]|\(?[0-9]{1,2}[.)]|\(?[a-zđ][.)])\s*", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s*(?:trong đó|cụ thể|trong số|bao gồm|gồm|riêng|phân tích|cơ cấu|"
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
    item = _ITEM.match(text)
    return bool(_GOES_ON.match(text, item.end() if item else 0))


def find_lead(text: str, start: int) -> tuple[int, int] | None:
    """Start and end of the line that the line at `start` goes on with, or None.

    That is the head of a list ("…, trong đó:") for its items, and the line before for "Trong đó, …".
    """
    first, end = _line_at(text, start)
    line = text[first:end]
    is_item, is_part = bool(_ITEM.match(line)), goes_on(line)
    if not is_item and not is_part:
        return None
    for _ in range(_ITEMS):
        above = text[max(0, first - _REACH) : first].rstrip()
        if not above:
            return None
        first, end = _line_at(text, max(0, first - _REACH) + len(above) - 1)
        line = text[first:end]
        if _HEADS.search(line) or (is_part and not goes_on(line)):
            return first, end
        if not _ITEM.match(line) and not goes_on(line):
            return None
    return None


def _line_at(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line that holds the character at `at`."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
