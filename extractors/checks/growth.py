"""Figures -> checks of a stated growth against the same figure of the earlier time that the text names."""

import re
from collections.abc import Iterator

from extractors.checks.change import check_change, is_change
from extractors.checks.figures import Figure, Figures
from schemas.checks import Check
from schemas.facts import Period

_AGAINST = re.compile(r"^[^;.]{0,30}?so với (?:cùng kỳ )?(?:của )?(?:năm )?(\d{4}|trước|ngoái|cùng kỳ)?")
_FARTHEST = 8


def find_growth_checks(figures: Figures) -> Iterator[Check]:
    """One check for each figure with a growth against a year whose figure the document states, too.

    "Năm 2022 kết nạp 150 đảng viên; năm 2023 kết nạp 180, tăng 20% so với năm 2022."
    """
    for index in range(1, len(figures)):
        change, now = figures[index], figures[index - 1]
        if "so với" not in change.tail or now.sentence != change.sentence or not now.is_count:
            continue
        direction = next((way for way in ("down", "up") if is_change(change, now, way)), None)
        against = _AGAINST.match(change.tail)
        if direction is None or against is None:
            continue
        year = _year_before(now.fact.period, against.group(1))
        before = next(
            (f for f in reversed(figures[max(0, index - _FARTHEST) : index - 1]) if _is_same(f, now, year)), None
        )
        if before is not None:
            yield check_change(before, now, change, direction)


def _year_before(period: Period, named: str | None) -> int | None:
    """The year that the growth is counted from; None where the figure has no year of its own."""
    if period.start is None or period.end is None or period.start[:4] != period.end[:4]:
        return None
    return int(named) if named and named.isdecimal() else int(period.end[:4]) - 1


def _is_same(before: Figure, now: Figure, year: int | None) -> bool:
    """Whether a figure is that of the same thing in the same part of the other year."""
    one, two = before.fact, now.fact
    if year is None or one.period.start is None or one.period.end is None:
        return False
    is_year = one.period.start[:4] == one.period.end[:4] == str(year)
    is_part = (one.period.start[4:], one.period.end[4:]) == ((two.period.start or "")[4:], (two.period.end or "")[4:])
    kinds = [(f.indicator, f.system, f.groups, f.unit, f.status, f.measure) for f in (one, two)]
    places = [f.locality.name if f.locality else None for f in (one, two)]
    return is_year and is_part and kinds[0] == kinds[1] and places[0] == places[1]
