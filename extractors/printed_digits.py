"""A run of digits with its separators -> its exact value, and the reading that was rejected.

Source:
    "." between groups of three is a thousands separator, "," a decimal one, as the statistics office prints them;
    some offices part the groups by a blank, as the international standard of units has it.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from schemas.errors import ParseError
from schemas.numerals import RejectedReading

MAX_DIGITS = 15
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_FOREIGN_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_FIRST_GROUP, _NEXT_GROUP = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}(?:,\d{1,3})?")
_FIRM_BLANKS = frozenset("\u00a0\u2009\u202f")
"""Blanks at which no line breaks: whoever put one between digits meant one number."""
_TELLS_AMOUNT = re.compile(
    r"(?<![^\W_])(?:có|là|được|nạp|đạt|với|gồm|trên|hơn|gần|còn|từ|lên|tới|đến|cho|của|khoảng|số|quản lý)[^\S\n]\Z|/\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[^\S\n](?!trong|và|hoặc)[^\W\d_]{2}|[^\S\n]?%|/\d")
_MOST_BLANKS = 3


def parse_numeral(text: str) -> tuple[Decimal, RejectedReading | None]:
    """Exact value of one run of digits with separators, and the reading that was rejected, if there is one.

    Args:
        text: Digits with "." and "," inside, NFC, no sign or unit: "1.234,5", "08", "2.500.000".

    Raises:
        ParseError: Longer than 15 digits (no statistic is), or the separators cannot all be read.
    """
    if len(text) > MAX_DIGITS and sum(c.isdigit() for c in text) > MAX_DIGITS:
        raise ParseError("more than 15 digits", text=text)
    if not text.isascii() or not text.strip(".,"):
        raise ParseError("no plain digits", text=text)
    if text.isdigit():
        return Decimal(text), None
    if _GROUPED.fullmatch(text):
        rejected = _as_decimal(text) if text.count(".") == 1 and "," not in text else None
        return Decimal(text.replace(".", "").replace(",", ".")), rejected
    if _FOREIGN_GROUPED.fullmatch(text):
        rejected = _as_decimal(text) if text.count(",") == 1 and "." not in text else None
        return Decimal(text.replace(",", "")), rejected
    if text.count(",") == 1 and "." not in text:
        return Decimal(text.replace(",", ".")), None
    if text.count(".") == 1 and "," not in text:
        return Decimal(text), as_thousands(text, "separator.no_group")
    raise ParseError("the separators cannot all be read", text=text)


def _as_decimal(text: str) -> RejectedReading:
    """The reading of one grouped separator as a decimal one."""
    value = Decimal(text.replace(",", "."))
    return RejectedReading(text=text, read_as="decimal", value=value, reason="separator.groups")


def as_thousands(
    text: str, reason: Literal["separator.no_group", "separator.percent", "separator.scale"]
) -> RejectedReading:
    """The reading of one separator as one between groups of digits."""
    value = Decimal(text.replace(",", "").replace(".", ""))
    return RejectedReading(text=text, read_as="thousands", value=value, reason=reason)


def read_groups(text: str, runs: Sequence[tuple[int, int]], index: int) -> tuple[int, Decimal, RejectedReading | None]:
    """How many runs of digits from `index` on are one number ("1 234 567"; mostly 1), its value, the rejected reading.

    Raises:
        ParseError: As `parse_numeral` does.
    """
    count = _blank_groups(text, runs, index)
    printed = text[runs[index][0] : runs[index + count - 1][1]]
    return count, *parse_numeral(printed if count == 1 else "".join(printed.split()))


def _blank_groups(text: str, runs: Sequence[tuple[int, int]], index: int) -> int:
    """How many runs of digits from `index` on are groups of thousands with one blank between.

    Common blanks part the cells of a row too: between them one number is read only behind a word that an amount
    follows, and before what is counted.
    """
    last, is_firm = index, True
    while last + 1 < len(runs) and last - index < _MOST_BLANKS and runs[last + 1][0] == runs[last][1] + 1:
        gap = text[runs[last][1]]
        if gap == "\n" or not gap.isspace() or not _NEXT_GROUP.fullmatch(text, *runs[last + 1]):
            break
        is_firm &= gap in _FIRM_BLANKS
        last += 1
    start = runs[index][0]
    if last == index or not _FIRST_GROUP.fullmatch(text, *runs[index]):
        return 1
    is_told = _TELLS_AMOUNT.search(text, max(0, start - 12), start) and _COUNTED.match(text, runs[last][1])
    return last - index + 1 if is_firm or is_told else 1
