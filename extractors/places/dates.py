"""Text -> where its first figure stands, past the dates before it: "Ngày 3/2, năm 2019, xã có 12 thôn"."""

import re

_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2}[/-]\d{4}|(?:19|20)\d\d|\d{1,2} (?:tháng|năm)\b")
_WORD_OF_DATE = re.compile(r"(?:[Nn]gày|[Tt]háng|[Nn]ăm|[Qq]uý|[Kk]hóa|[Tt]ừ|[Đđ]ến)\s\Z")
_NUMBER_OF_DATE = re.compile(r"\d[\d/-]*")
_WORD_BEFORE = 8
"""Characters of a date before its first digit, at most."""


def first_figure(text: str) -> int:
    """Offset of the first digit of `text` that belongs to no date, or its length."""
    digit, begin = _DIGIT.search(text), 0
    while digit is not None:
        at = digit.start()
        has_word = _WORD_OF_DATE.search(text, max(begin, at - _WORD_BEFORE), at)
        date = _NUMBER_OF_DATE.match(text, at) if has_word else _DATE.match(text, at)
        if date is None:
            return at
        begin = date.end()
        digit = _DIGIT.search(text, begin)
    return len(text)
