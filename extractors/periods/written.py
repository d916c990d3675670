"""Times that a text without a day of publication names -> about when it was written.

Most articles are kept without their day. News tells of what has just been done: the latest day, month, quarter or
half-year named for what is no plan is close to the day of writing, where the text tells of no later year.
"""

from collections.abc import Iterable, Iterator, Sequence

from extractors.periods.anchors import Groups
from extractors.periods.stretches import edge_of, number_of

FEASTS = {
    "feast_of_party": (1930, 2),
    "feast_of_revolution": (1945, 9),
    "feast_of_october": (1917, 11),
    "feast_of_uncle_ho": (1890, 5),
    "feast_of_army": (1944, 12),
    "feast_of_youth_union": (1931, 3),
}
"""Year and month from which a feast is counted, by reading: it is written of about the day on which it returns."""
_DATED = frozenset({"day", "as_of", "month", "since_day", "since_month"})
_RUNNING = frozenset({"since_new_year", "year_start"})
_MONTHS_OF = {"months_first": 1, "months_past": 1, "quarters_first": 3}
TELLING = frozenset(
    {
        "year",
        "year_span",
        "span",
        "anniversary",
        "half_year",
        "quarter",
        "months_last",
        *FEASTS,
        *_DATED,
        *_RUNNING,
        *_MONTHS_OF,
    }
)
"""The readings that `when_written` goes by; it passes over all others."""
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}


def when_written(done: Sequence[tuple[str, Groups]], planned: Sequence[tuple[str, Groups]]) -> str | None:
    """About the day on which a text was written, such as "2023-07-31"; the last of a month or year where that is told.

    Args:
        done: The name of the reading and the named groups of each wording of time that is of no plan.
        planned: Those of plans. The year behind the last one told is planned when that is over: then it is January.

    Returns:
        None where the text names no month and no running year in the last year that it tells of.
    """
    told = max((g.get("y2", g["y"]) for reading, g in done if reading in ("year", "year_span")), default="")
    halves = (_end(g["y"], 6) for reading, g in planned if reading == "months_last" and "y" in g)
    last = max((*_months(done), *halves), default="")
    running = max((g["y"] for reading, g in done if reading in _RUNNING and "y" in g), default="")
    if last and last[:4] >= told:
        is_over = last.endswith("-12-31")
        return (_january(last[:4], planned) if is_over else None) or last
    if running and running >= told:
        return f"{running}-12-31"
    return _january(told, planned) if told else None


def _january(told: str, planned: Sequence[tuple[str, Groups]]) -> str | None:
    """The first month behind the year told, in a text with plans for that next year; else None."""
    following = str(int(told) + 1)
    is_planned = any(reading == "year" and groups["y"] == following for reading, groups in planned)
    return f"{following}-01-31" if is_planned else None


def _months(done: Iterable[tuple[str, Groups]]) -> Iterator[str]:
    """The day with which each wording that names a month ends."""
    for reading, groups in done:
        if reading in FEASTS:
            founded, month = FEASTS[reading]
            yield _end(str(founded + number_of(groups["n"])), month)
        elif reading == "span" and "ey" in groups and "em" in groups:
            yield _end(groups["ey"], groups["em"], groups.get("ed"))
        elif reading == "anniversary" and "m" in groups:
            yield _end(groups["y2"], groups["m"], groups.get("d"))
        elif "y" not in groups:
            continue
        elif reading in _DATED and "m" in groups:
            yield _end(groups["y"], groups["m"], groups.get("d"))
        elif reading in _MONTHS_OF and (number := number_of(groups["n"])):
            yield _end(groups["y"], _MONTHS_OF[reading] * number)
        elif reading == "half_year":
            yield _end(groups["y"], 6)
        elif reading == "quarter":
            yield _end(groups["y"], _QUARTERS[groups["q"]])


def _end(year: str, month: str | int, day: str | None = None) -> str:
    return edge_of(year, str(min(int(month), 12)), day, closing=True)
