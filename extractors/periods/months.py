"""What a wording of months or quarters says -> their dates."""

from extractors.periods.anchors import Anchor, Groups
from extractors.periods.stretches import PeriodReading, edge_of, flow, months_of, number_of, since, year_for

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def read_months_past(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The last months: the first ones of the year when they just ended, else so many before publication."""
    months, now = number_of(groups["n"]), anchor.published_month
    year = anchor.published_year
    if year is None or now is None or months in (now, now - 1):
        return read_months_first(groups, anchor)
    return read_months_after(groups, anchor)


def read_months_first(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The first months of a year, printed or the running one; told early in a year, of the one told before."""
    months = number_of(groups["n"])
    year, inferred = year_for(groups, anchor, (months + 1) // 2)
    return months_of(year, 1, months, inferred=inferred)


def read_months_last(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The last months of a year, printed or the running one."""
    first = 13 - number_of(groups["n"])
    year, inferred = year_for(groups, anchor, first)
    return months_of(year, first, 12, inferred=inferred)


def read_months_running(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The months of the year until the last one that is over; other numbers of months are a length of time."""
    months, now = number_of(groups["n"]), anchor.published_month
    return read_months_first(groups, anchor) if now and months in (now, now - 1) else PeriodReading("none")


def read_months_after(groups: Groups, anchor: Anchor) -> PeriodReading:
    """So many months to the day of publication."""
    year, now = anchor.published_year, anchor.published_month
    if year is None or now is None:
        return since(None, inferred=True)
    first = int(year) * 12 + now - 1 - number_of(groups["n"])
    return since(f"{first // 12}-{first % 12 + 1:02d}", inferred=True)


def read_quarter(groups: Groups, anchor: Anchor) -> PeriodReading:
    """A quarter, its number printed in digits or in Roman ones."""
    last = 3 * (_ROMAN.get(groups["q"]) or int(groups["q"]))
    year, inferred = year_for(groups, anchor, last - 2)
    return months_of(year, last - 2, last, inferred=inferred)


def read_quarters(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From the first month of a quarter to the last one of another of the same year."""
    first, last = read_quarter(groups, anchor), read_quarter({**groups, "q": groups["q2"]}, anchor)
    year = (last.first or "")[:4]
    return flow(f"{year}{(first.first or '')[4:]}" if year and first.first else None, last.last, inferred=last.inferred)


def read_until_quarter(groups: Groups, anchor: Anchor) -> PeriodReading:
    """As of the last day of a quarter."""
    quarter = read_quarter(groups, anchor)
    return PeriodReading("as_of", last=quarter.last, inferred=quarter.inferred)


def read_months(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From a month to a later one of the year printed behind it; a row that runs backwards has no dates."""
    return months_of(groups["y"], int(groups["m"]), int(groups["em"]), inferred=False)


def read_month(groups: Groups, anchor: Anchor) -> PeriodReading:
    """One month."""
    year, inferred = year_for(groups, anchor, int(groups["m"]))
    return months_of(year, int(groups["m"]), int(groups["m"]), inferred=inferred)


def read_since_month(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From a month, or a day of it, to now."""
    year, inferred = year_for(groups, anchor, int(groups["m"]))
    return since(edge_of(year, groups["m"], groups.get("d")) if year else None, inferred=inferred)
