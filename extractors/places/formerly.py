"""Two places of a text and what stands between them -> whether the second only says where the first once lay."""

import re

_FORMERLY = re.compile(
    r"\s?[,(]\s?(?:(?:trước (?:đây|kia)|ngày trước|nguyên|vốn|cũ|nay)\s(?:là|thuộc)\s(?:thuộc\s)?|thuộc\s)\Z",
    re.IGNORECASE,
)
_LONGEST = 30


def says_where_it_lay(text: str, end: int, start: int) -> bool:
    """Whether a place at `start` is told behind one that ends at `end` only as where that lay or lies.

    "Xã Hiếu Tử (trước đây thuộc huyện Tiểu Cần)", "xã Yên Hòa, nay thuộc tỉnh Phú Thọ".
    """
    return 0 < start - end <= _LONGEST and _FORMERLY.fullmatch(text, end, start) is not None
