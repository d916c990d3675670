"""Lines above a table -> those that may tell what it is of."""

import bisect
import re
from collections.abc import Sequence

from extractors.tables.bilingual import is_translation
from extractors.tables.cells import is_number_head, is_text
from extractors.tables.records import Cell

_UNIT = re.compile(r"\W*(?:đơn vị(?: tính)?|đvt|unit)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\(.*\)\Z")
_EMPTY = re.compile(
    r"\W*(?:(?:các |từng )?(?:bảng|biểu|phụ lục|chi tiết|cụ thể|số liệu|kết quả|danh sách|đơn vị|trong đó|nguồn|như sau"
    r"|sau đây|tổng hợp|kèm theo|chia theo|phân theo|theo đơn vị|xem|của|theo|dưới đây|đảng bộ|địa phương|số)\W*"
    r"|[IVX0-9]{1,4}\b\W*){1,8}\Z",
    re.IGNORECASE,
)
"""Words of a line that only says that a table follows ("Biểu 1", "Cụ thể như sau:")."""
_SENTENCE_END = re.compile(r"[.;!?]\Z")
_ABOVE = 4
_FAR = 12
_LONGEST_TITLE = 200


def find_caption(lines: Sequence[Cell], start: int) -> Cell | None:
    """The line above a table, besides its unit and what is left of its head, or None at the top of the text."""
    at = bisect.bisect_left(lines, start, key=lambda line: line.start)
    above = [line for line in lines[max(0, at - _ABOVE) : at] if line.end <= start and _may_be_caption(line)]
    if len(above) > 1 and above[-1].text[0].islower():
        first, last = above[-2:]
        return Cell(first.start, last.end, f"{first.text} {last.text}")
    return above[-1] if above else None


def find_above(lines: Sequence[Cell], start: int) -> tuple[Cell, ...]:
    """The nearest line above a table that names something, and the title where only sentences stand between them.

    Lines in brackets and those that only say that a table follows name nothing.
    """
    at = bisect.bisect_left(lines, start, key=lambda line: line.start)
    for line in reversed(lines[max(0, at - _FAR) : at]):
        if line.end <= start and _may_be_caption(line) and not _says_little(line):
            return (line,)
    title = lines[0] if at and lines[0].end <= start and len(lines[0].text) <= _LONGEST_TITLE else None
    return (title,) if title and not is_number_head(title) else ()


def says_nothing(line: str) -> bool:
    """Whether a line stands in brackets or only says that something follows ("Kết quả cụ thể:")."""
    return bool(_ASIDE.match(line) or _EMPTY.match(line))


def _says_little(line: Cell) -> bool:
    return says_nothing(line.text) or bool(_SENTENCE_END.search(line.text))


def _may_be_caption(line: Cell) -> bool:
    """Whether a line tells what a table is of: no unit, no head of running numbers, no translation."""
    is_named = is_text(line) and not is_number_head(line) and not _UNIT.match(line.text)
    return is_named and not is_translation(line.text)
