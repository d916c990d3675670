"""What a wording of years without their numbers says -> their dates."""

from extractors.light_records import replace
from extractors.periods.anchors import Anchor, Groups
from extractors.periods.stretches import PeriodReading, flow, number_of, since, whole_year, year_for
from extractors.periods.terms import TERM_YEARS, past_term

_SHORT, _SPRING = 3, 4
"""The month before which a year that is told without its number can be the one before."""


def _spans(stretch: tuple[str, str], years: int) -> bool:
    """Whether a stretch is of so many years, the first one counted or not."""
    return int(stretch[1]) - int(stretch[0]) in (years - 1, years)


def read_years_past(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The last years: the stretch that the text names of so many, its term, or back from publication."""
    year, years = anchor.published_year, number_of(groups["n"])
    if (
        anchor.stretch
        and _spans(anchor.stretch, years)
        and abs(int(year or anchor.stretch[1]) - int(anchor.stretch[1])) < 2
    ):
        return PeriodReading("since", *anchor.stretch, inferred=True)
    if years == TERM_YEARS and anchor.term and not _has_just_begun(anchor.term, year, anchor):
        past = past_term(anchor)
        return PeriodReading("term", *past, inferred=True) if past else since(anchor.term[0], inferred=True)
    return since(str(int(year) - years) if year else None, inferred=True, kind="since")


def _has_just_begun(term: tuple[str, str], year: str | None, anchor: Anchor) -> bool:
    """Whether a term began too short a time ago for the years back from now to be those of it, and none is over."""
    return year is not None and past_term(anchor) is None and 0 < int(year) - int(term[0]) < _SHORT


def read_years_ago(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The year so many years before publication."""
    year = anchor.published_year
    return whole_year(str(int(year) - number_of(groups["n"])) if year else None, inferred=True)


def read_years_after(groups: Groups, anchor: Anchor) -> PeriodReading:
    """So many years behind the last year named: now, when that is the year of publication.

    Without one it is no time before the year that the text tells of.
    """
    year, now, years = anchor.year, anchor.published_year, number_of(groups["n"])
    if now is None:
        then = str(int(year) + years) if year else None
        is_over = then is not None and anchor.running is not None and int(then) < int(anchor.running)
        return PeriodReading("as_of", last=then, inferred=True) if is_over else since(None, inferred=True)
    if anchor.stretch and abs(int(anchor.stretch[0]) + years - int(now)) <= 1:
        return since(anchor.stretch[0], inferred=True)
    if year is None or int(year) + years > int(now) + 1:
        return since(str(int(now) - years), inferred=True)
    if int(year) + years >= int(now) - 1:
        return since(year, inferred=True)
    return flow(year, str(int(year) + years), inferred=True)


def read_this_year(groups: Groups, anchor: Anchor, *, back: int = 0) -> PeriodReading:
    """The year of publication, or `back` years before; without one the last year named, of the running term if any."""
    year = anchor.published_year or (anchor.year or anchor.running if not back else None)
    if year and anchor.now is None and anchor.term and year < anchor.term[0]:
        year = None
    return whole_year(str(int(year) - back) if year else None, inferred=True)


def read_next_year(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The year behind that of publication; of a text of spring that sums up the year before, the running one."""
    is_over = (anchor.published_month or 12) < _SHORT and anchor.year == str(int(anchor.published_year or 0) - 1)
    return read_this_year(groups, anchor, back=0 if is_over else -1)


def read_year_after(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The year behind the last one named, unless that is the running one."""
    if anchor.year and (anchor.published_year is None or anchor.year < anchor.published_year):
        return whole_year(str(int(anchor.year) + 1), inferred=True)
    return read_next_year(groups, anchor)


def read_within_year(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The year within which something was done: the one told right before, else at its beginning the one before."""
    if "y" in groups:
        return whole_year(groups["y"], inferred=True)
    month = anchor.published_month or 12
    looks_back = month < 3 or (month < 7 and anchor.year == str(int(anchor.published_year or 0) - 1))
    return read_this_year(groups, anchor, back=1 if looks_back else 0)


def read_year_end(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The end of the year that the text tells of: at its beginning, that of the year told before."""
    is_over = (anchor.published_month or 12) < _SPRING and anchor.year == str(int(anchor.published_year or 0) - 1)
    return replace(read_this_year(groups, anchor, back=1 if is_over else 0), kind="as_of")


def read_year_start(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From the first of January: of the year that a text of spring sums up, else of the running one."""
    is_over = (anchor.published_month or 12) < _SPRING and anchor.year == str(int(anchor.published_year or 0) - 1)
    if "y" in groups or not is_over:
        return since(whole_year(year_for(groups, anchor)[0]).first, inferred="y" not in groups)
    return read_this_year(groups, anchor, back=1)
