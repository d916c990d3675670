"""Dates of a stretch of time: calendar arithmetic, anchored on the day of publication."""

import calendar
from typing import Literal

from extractors.light_records import light_record
from extractors.periods.anchors import Anchor, Groups

PeriodKind = Literal["flow", "since", "as_of", "now", "base", "recurring", "day", "term", "office", "congress", "none"]
_WORDS = dict(zip("một hai ba bốn năm sáu bảy tám chín mười".split(), range(1, 11), strict=True)) | {"lăm": 5, "mốt": 1}


@light_record(frozen=True, slots=True)
class PeriodReading:
    """What a wording says: `first` and `last` are partial ISO dates or None.

    `to_published` means that it ends on the day of publication; `inferred` that a date is not printed. `kind` "since"
    is a stretch without "until now" in its words, "office" the term of a committee and "congress" the term that a
    congress opens, which are periods of the elected and of aims; "base" and "none" are no one's period.
    """

    kind: PeriodKind
    first: str | None = None
    last: str | None = None
    to_published: bool = False
    inferred: bool = False


def number_of(words: str) -> int:
    """The value of digits, or of number words below a hundred ("hai mươi lăm")."""
    if words.isdigit():
        return int(words)
    total = 0
    for word in words.split():
        total = total * 10 if word == "mươi" else total + _WORDS[word]
    return total


def edge_of(year: str, month: str | None = None, day: str | None = None, *, closing: bool = False) -> str:
    """One end of a stretch, as exact as printed; the end of a month that closes it is its last day."""
    if not month:
        return year
    length = calendar.monthrange(int(year), int(month))[1]
    if day and int(day) <= length:
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return f"{year}-{int(month):02d}-{length:02d}" if closing else f"{year}-{int(month):02d}"


def year_for(groups: Groups, anchor: Anchor, month: int = 1) -> tuple[str | None, bool]:
    """The printed year, or the one to infer: that of publication, unless `month` would lie ahead of it.

    A month ahead belongs to the last year named, when that is the year before; and to the year before anyway when it
    lies half a year ahead ("sáu tháng cuối năm" in January).
    """
    if "y" in groups:
        return groups["y"], False
    year, now = anchor.published_year, anchor.published_month
    if year is None:
        return anchor.told_year, True
    before = str(int(year) - 1)
    if now and month > now and (anchor.year == before or month - now > 5):
        return before, True
    return year, True


def flow(first: str | None, last: str | None, *, inferred: bool = False) -> PeriodReading:
    """A stretch from a date to another."""
    return PeriodReading("flow", first, last, inferred=inferred)


def since(first: str | None, *, inferred: bool = False, kind: PeriodKind = "flow") -> PeriodReading:
    """A stretch from a date to the day of publication."""
    return PeriodReading(kind, first, to_published=True, inferred=inferred)


def months_of(year: str | None, first: int, last: int, *, inferred: bool) -> PeriodReading:
    """The months from `first` to `last` of a year."""
    if year is None or not 1 <= first <= last <= 12:
        return flow(None, None, inferred=True)
    end = edge_of(year, str(last), closing=True)
    return flow(f"{year}-{first:02d}-01", end, inferred=inferred)


def whole_year(year: str | None, *, inferred: bool = False) -> PeriodReading:
    """The twelve months of a year."""
    return months_of(year, 1, 12, inferred=inferred)
