"""A part of a year, a month or a day told without its year -> the year that the text prints for it elsewhere."""

import re
from collections.abc import Mapping, Sequence

from extractors.periods.anchors import PARTS_OF_A_YEAR, Groups
from extractors.periods.asides import is_ahead
from schemas.rules import PeriodRule

Found = tuple[int, int, PeriodRule, Groups]
"""Start and end of a wording, its rule and what it names."""
_Part = tuple[str, str | None]
"""A part of a year: the name of its reading, and how many months or which quarter."""
PrintedYears = Mapping[_Part, tuple[int, str | None]]
_OF_A_YEAR = PARTS_OF_A_YEAR | {"as_of", "month", "day"}
_TELLS = re.compile(r"[^.;:\d\n]{0,50}\b(?:đã|được|mới|phấn đấu|kết nạp|đạt|thành lập)\b")
_LOOKS_BACK = ("năm qua", "trong năm qua")
_NEAR, _QUOTED, _LONG_AGO = 160, 3, 2
_RELATIVE = {"this_year": 0, "last_year": -1}
_JOINS = (" ", " của ")
INFERRED = "told"
"""The group of a wording whose year is told by other words than its number."""


def with_years_of_aims(text: str, found: Sequence[Found]) -> list[Found]:
    """The wordings, with the year of an aim for what is told close behind it in its paragraph of a part of a year.

    "Năm 2021, chỉ tiêu là 90; hết tháng 2 mới được 8", "Năm 2023, thành phố đặt mục tiêu 330. Đến ngày 25/12: 351".
    """
    years, told = list[tuple[int, str]](), list[Found]()
    for start, end, rule, groups in found:
        if rule.reading == "year":
            years = [(end, groups["y"])] if is_ahead(text, start) else []
        elif years and _is_without_year(groups, rule.reading) and _goes_on(text, years[0][0], (start, end)):
            groups = {**groups, "y": years[0][1]}
        told.append((start, end, rule, groups))
    return told


def with_relative_years(text: str, found: Sequence[Found], now: str | None) -> list[Found]:
    """The wordings, those of a part of a year joined with "năm nay" or "năm ngoái" right behind them.

    "Đến tháng 6 năm nay", "Quý I năm ngoái", "Dịp 19/5 năm nay"; "Trong năm" is in the year told right before it ("Năm
    2022, xã kết nạp 9 đảng viên. Trong năm, …"), as is "Đến hết tháng 9" where that year was over long ago. Without a
    day of publication they keep their own way.
    """
    if now is None:
        return list(found)
    told = list[Found]()
    for start, end, rule, groups in found:
        last = told[-1] if told else None
        if last and _may_be_of_it(groups, rule.reading, last, now) and _tells_its_year(text, last, start):
            told.append((start, end, rule, {**groups, "y": last[3]["y"], INFERRED: last[3]["y"]}))
        elif (
            last
            and rule.reading in _RELATIVE
            and text[last[1] : start] in _JOINS
            and _is_without_year(last[3], last[2].reading)
        ):
            year = str(int(now[:4]) + _RELATIVE[rule.reading])
            told[-1] = (last[0], end, last[2], {**last[3], "y": year, INFERRED: year})
        else:
            told.append((start, end, rule, groups))
    return told


def _may_be_of_it(groups: Groups, reading: str, last: Found, now: str) -> bool:
    """Whether a wording may be of the year told before: "trong năm", or a part of one that was over long ago."""
    if last[2].reading != "year":
        return False
    is_old = int(now[:4]) - int(last[3]["y"]) >= _LONG_AGO
    return reading == "within_year" or (is_old and _is_without_year(groups, reading))


def _tells_its_year(text: str, last: Found, start: int) -> bool:
    """Whether a wording begins a sentence in the paragraph of a year that another one began with."""
    if "\n" in text[last[1] : start] or text.startswith(_LOOKS_BACK, start):
        return False
    return _opens_sentence(text, last[0]) and _opens_sentence(text, start)


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - _QUOTED) : at].rstrip(' “"')
    return not before or before[-1] in ".;:\n!?"


def _is_without_year(groups: Groups, reading: str) -> bool:
    """Whether a wording is of some months or a day, without the year; a year's end has it by itself."""
    return "y" not in groups and reading in _OF_A_YEAR and not (reading == "as_of" and "m" not in groups)


def _goes_on(text: str, year: int, at: tuple[int, int]) -> bool:
    """Whether a wording stands close behind a year that ends at `year`, in its paragraph, and tells something itself.

    "Năm 2026 giao 4.100; riêng quý I là 900": the part only goes on with the aim.
    """
    start, end = at
    is_near = start - year < _NEAR and "\n" not in text[year:start]
    return is_near and (text[start - 8 : start].endswith("quả ") or _TELLS.match(text, end) is not None)


def printed_years(found: Sequence[Found]) -> PrintedYears:
    """Each part of a year that is printed with its year -> where it stands first, and its year if it is always one."""
    printed: dict[_Part, tuple[int, str | None]] = {}
    for start, _, rule, groups in found:
        if "y" in groups and rule.reading in PARTS_OF_A_YEAR:
            first, year = printed.get(_part(rule.reading, groups), (start, groups["y"]))
            printed[_part(rule.reading, groups)] = (first, year if year == groups["y"] else None)
    return printed


def with_printed_year(groups: Groups, reading: str, years: PrintedYears, start: int) -> Groups:
    """A part of a year without its year, as in a headline, is the one that is told with its year further on."""
    if "y" in groups or reading not in PARTS_OF_A_YEAR:
        return groups
    first, year = years.get(_part(reading, groups), (start, None))
    return {**groups, "y": year} if year and first > start else groups


def _part(reading: str, groups: Groups) -> _Part:
    return reading, groups.get("n") or groups.get("q")
