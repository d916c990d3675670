"""Runs of values in running text -> which are years, numbers of columns, running numbers, and how wide a row is."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.cells import MAX_COLUMNS
from extractors.tables.words import Stretch, Word, number_in, year_in

_YEARS_APART = 5
_SURE_COUNT = 4
_VILLAGES = ("thôn", "bản", "ấp", "buôn", "làng", "xóm", "khóm", "tổ", "tdp", "khu")
_NUMBERED_THINGS = (*_VILLAGES, "phố", "bộ", "số", "phường", "quận")


@dataclass(frozen=True, slots=True)
class Shape:
    """How many values a row has; `of_villages` says that its head speaks of villages, whose names may hold numbers."""

    width: int
    of_villages: bool = False


def find_years(values: Sequence[Word]) -> tuple[Word, ...]:
    """The years that values begin with, counting up, at least two; else none."""
    years: list[int] = []
    for word in values:
        year = year_in(word)
        if year is None or (years and not 0 < year - years[-1] <= _YEARS_APART):
            break
        years.append(year)
    return tuple(values[: len(years)]) if len(years) >= 2 else ()


def count_columns(values: Sequence[Word], *, is_sure: bool) -> tuple[Word, ...]:
    """The numbers of columns that values begin with: 1, 2, 3 and so on, at least three.

    Where it is not sure that a head ended (`is_sure`), they are four or a running number stands behind them.
    """
    first = number_in(values[0]) if values else None
    if first not in (1, 2, 3):
        return ()
    count = 0
    while count < len(values) and number_in(values[count]) == first + count:
        count += 1
    behind = values[count:]
    ended = is_sure or count >= _SURE_COUNT or (len(behind) == 1 and number_in(behind[0]) == 1)
    return tuple(values[:count]) if count >= 3 and ended and len(behind) <= 1 else ()


def find_shape(stretches: Sequence[Stretch], pending: Word | None, years: int) -> Shape | None:
    """The shape of the rows that begin with some stretches, or None when their widths differ.

    Args:
        stretches: The first rows, each with its words and values.
        pending: The running number before the first row when it is known, else None.
        years: How many years the head has, or 0.
    """
    widths = Counter(len(s.values) for s in stretches if len(s.values) > 1)
    width, often = widths.most_common(1)[0] if widths else (0, 0)
    if often < 2 or width > MAX_COLUMNS + 2:
        return None
    alike = [s for s in stretches if len(s.values) == width]
    ends = [s.values[-1] for s in alike]
    marks_behind = _counts_up(ends, pending) or (width == years + 1 > 2 and _is_counting(ends, pending))
    if width != years and (marks_behind or (width > 2 and _is_bullets(ends))):
        width -= 1
    if width > 1 and width != years and _names_end_in_number(alike):
        width -= 1
    return Shape(width)


def _counts_up(ends: Sequence[Word], pending: Word | None) -> bool:
    """Whether the last values of rows are the running numbers of the next ones; a count may start again."""
    numbers = [number_in(w) for w in ends]
    first = number_in(pending) if pending else None
    pairs = list(itertools.pairwise(numbers))
    up = sum(a is not None and b in (a + 1, 1) for a, b in pairs)
    if first is not None and numbers[0] == first + 1:
        return 2 * up >= len(pairs)
    return len(pairs) >= 1 and numbers[0] in (1, 2) and 3 * up >= 2 * len(pairs)


def _names_end_in_number(stretches: Sequence[Stretch]) -> bool:
    """Whether the first value of each row belongs to its name ("Tổ dân phố 1 210 802 Tổ dân phố 2 198 745")."""
    firsts = [number_in(s.values[0]) for s in stretches]
    up = all(a is not None and b is not None and a < b for a, b in itertools.pairwise(firsts))
    return up and len(firsts) > 1 and all(can_end_in_number(s.words) for s in stretches)


def _is_counting(ends: Sequence[Word], pending: Word | None) -> bool:
    """Whether the last values of rows are running numbers that count up, or list marks."""
    last = (number_in(pending) or 0) if pending else 0
    for word in ends:
        number = number_in(word)
        if word.kind != "empty" and number not in (1, last + 1, None if last else 2):
            return False
        last = number or last
    return True


def _is_bullets(ends: Sequence[Word]) -> bool:
    return 3 * sum(w.kind == "empty" for w in ends) > 2 * len(ends)


def speaks_of_villages(words: Sequence[Word]) -> bool:
    """Whether a head speaks of villages, whose names may end with a number ("Tên bản")."""
    return any(w.text.lower() in _VILLAGES for w in words)


def can_end_in_number(words: Sequence[Word]) -> bool:
    """Whether a name can go on with a number ("Tổ dân phố 5", "Chi bộ 2")."""
    return bool(words) and words[-1].text.lower() in _NUMBERED_THINGS
