"""Years named in a row -> the year of each figure ("trong các năm 2021, 2022 và 2023 lần lượt có 9, 17 và 12")."""

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.light_records import replace
from extractors.periods.figures import TimedFigure
from extractors.periods.finding import PeriodMention

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_RANGE = re.compile(r"[-–—]|đến|tới")
_IN_TURN = re.compile(r"lần lượt|tương ứng", re.IGNORECASE)
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_KNOWN = 2048


def find_in_order(mentions: Sequence[PeriodMention], figure: TimedFigure) -> PeriodMention | None:
    """The year of a figure that stands in a row as long as the row of years in its sentence, or None.

    Args:
        mentions: The mentions of time of its sentence.
        figure: What looks for its year.
    """
    row = next((m for m in mentions if _is_row(m)), None)
    turn = _IN_TURN.search(figure.text, figure.sentence.start, figure.start) if row else None
    if row is None or turn is None:
        return None
    years = _YEAR.findall(row.text)
    last = row.start if row.start > turn.start() else figure.sentence.end
    places = [m.start() for m in _FIGURE.finditer(figure.text, turn.end(), last)][: len(years)]
    if len(places) < len(years) or figure.start not in places:
        return None
    year = years[places.index(figure.start)]
    return replace(row, first=f"{year}-01-01", last=f"{year}-12-31")


def _is_row(mention: PeriodMention) -> bool:
    """Whether a mention names years one by one."""
    return mention.kind == "flow" and _is_row_of_years(mention.text)


@lru_cache(maxsize=_KNOWN)
def _is_row_of_years(text: str) -> bool:
    return len(_YEAR.findall(text)) > 1 and not _RANGE.search(text)
