"""A village whose name is a number -> whether the text tells of it, or only counts or passes it by.

"Thôn 7, xã Cư Kbang có 182 hộ" and "Chi bộ ấp 3 kết nạp 2 đảng viên" tell of it; "xóm 13, trường học 3" counts.
"""

import re

from extractors.places.mention import PlaceMention

_AT = re.compile(r"(?:^|\n|[.;:!?,“]\s?|\s)(?:[Tt]ại|[Ởở]|[Rr]iêng)\s(?:[Cc]hi bộ\s)?\Z")
_GOES_ON = re.compile(r",?\s(?:nơi\s)?(?:có|hiện|nay|hiện nay|đến nay|là|chỉ)\b|,\s(?:[Cc]hi bộ|xã|phường)\b")
"""What goes on behind a village where something is: "Ở khu phố 5, nơi có 612 hộ"."""
_OPENS = re.compile(
    r"(?:^|\n|[.!?“;]\s?|\s[-–]\s|\)\s?[-–]?\s?)"
    r"(?:(?:Hiện nay|Hiện|Đến nay|(?:Đến |Trong )?[Nn]ăm \d{4}|Cũng như),?\s)?(?P<cell>[Cc]hi (?:bộ|đoàn)\s)?\Z"
)
_BRANCH = re.compile(r"(?<!các )(?<!\d )[Cc]hi (?:bộ|hội|đoàn)\s\Z")
_UNIT = (
    r"(?:,?\s\(?(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|TP\.?|TX\.?|[Tt]ỉnh)\s"
    r"[A-ZĐÂÔÊƯÝÁÀÍÓÚ\d][^,;.()\n]{0,24}?\)?)"
)
_TELLS = re.compile(
    rf"{_UNIT}{{0,3}},?\s(?:nơi [^,.;:\d]{{1,30}} )?(?:vốn |hiện nay |hiện |nay |đã |cũng |mới |vẫn |chỉ ){{0,2}}"
    r"(?:có|còn|gồm|kết nạp|được|giới thiệu|là|từ|thành lập|ra đời|nằm|thuộc|giáp|cách|ở)\b"
)
"""What goes on behind a village that opens a sentence, and where it lies: "Xóm 12, xã Sơn Hải hiện có 187 hộ"."""
_NEAR = 48


def is_counted(mention: PlaceMention) -> bool:
    """Whether the name of a village is nothing but a number."""
    return mention.kind == "village" and (mention.name or "").isdecimal()


def is_told_of(mention: PlaceMention, text: str) -> bool:
    """Whether what follows is told of a village whose name is a number."""
    start = mention.start
    begin = max(0, start - _NEAR)
    if _AT.search(text, begin, start):
        return not mention.text.isdecimal() and _GOES_ON.match(text, mention.end) is not None
    opens = _OPENS.search(text, begin, start)
    if opens is None or not (opens["cell"] or mention.text[:1].isupper()):
        return False
    return _TELLS.match(text, mention.end) is not None


def is_of_cell(mention: PlaceMention, text: str) -> bool:
    """Whether the cell of a village whose name is a number is named ("Bí thư Chi bộ ấp 4"), to go on with."""
    start = mention.start
    return _BRANCH.search(text, max(0, start - _NEAR), start) is not None
