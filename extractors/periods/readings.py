"""What a wording of time says -> its dates: calendar arithmetic, anchored on the day of publication.

Source:
    Congresses of the Party's districts and provinces take place every five years (2010, 2015, 2020, 2025), which gives
    the start of a running term that the text does not name.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from extractors.periods.anchors import Anchor, Groups

PeriodKind = Literal["flow", "since", "as_of", "now", "base", "recurring", "day", "term", "office", "congress", "none"]
TERM_YEARS = 5
_WORDS = dict(zip("một hai ba bốn năm sáu bảy tám chín mười".split(), range(1, 11), strict=True)) | {"lăm": 5, "mốt": 1}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
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


def _number(words: str) -> int:
    """The value of digits, or of number words below a hundred ("hai mươi lăm")."""
    if words.isdigit():
        return int(words)
    total = 0
    for word in words.split():
        total = total * 10 if word == "mươi" else total + _WORDS[word]
    return total


def _edge(year: str, month: str | None = None, day: str | None = None, *, closing: bool = False) -> str:
    """One end of a stretch, as exact as printed; the end of a month that closes it is its last day."""
    if not month:
        return year
    length = calendar.monthrange(int(year), int(month))[1]
    if day and int(day) <= length:
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return f"{year}-{int(month):02d}-{length:02d}" if closing else f"{year}-{int(month):02d}"


def _year_for(groups: Groups, anchor: Anchor, month: int = 1) -> tuple[str | None, bool]:
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


def _flow(first: str | None, last: str | None, *, inferred: bool = False) -> PeriodReading:
    return PeriodReading("flow", first, last, inferred=inferred)


def _since(first: str | None, *, inferred: bool = False, kind: PeriodKind = "flow") -> PeriodReading:
    return PeriodReading(kind, first, to_published=True, inferred=inferred)


def _months(year: str | None, first: int, last: int, *, inferred: bool) -> PeriodReading:
    """The months from `first` to `last` of a year."""
    if year is None or not 1 <= first <= last <= 12:
        return _flow(None, None, inferred=True)
    end = _edge(year, str(last), closing=True)
    return _flow(f"{year}-{first:02d}-01", end, inferred=inferred)


def _whole_year(year: str | None, *, inferred: bool = False) -> PeriodReading:
    return _months(year, 1, 12, inferred=inferred)


def _read_since_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    if anchor.term:
        past = _past_term(anchor) if anchor.published else None
        return _since((past or anchor.term)[0], inferred=True)
    year = anchor.published_year
    start = str(int(year) - int(year) % TERM_YEARS) if year else None
    if start and anchor.published and start == year and anchor.published[5:7] < "06":
        start = str(int(start) - TERM_YEARS)
    return _since(start, inferred=True)


def _read_since_term_until(groups: Groups, anchor: Anchor) -> PeriodReading:
    return _flow(_read_since_term({}, anchor).first, _read_as_of(groups, anchor).last, inferred=True)


def _read_this_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    if anchor.term:
        first, last = _past_term(anchor) or anchor.term
        return PeriodReading("term", first, last, inferred=True)
    return _read_since_term(groups, anchor)


def _read_whole_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The term that the text is named for, at its opening congress too."""
    return PeriodReading("term", *anchor.term, inferred=True) if anchor.term else _read_since_term(groups, anchor)


def _read_next_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The term that begins: the one named when the text is of its congress, else the one behind it."""
    if anchor.term is None:
        return PeriodReading("term", inferred=True)
    last = anchor.term[1]
    first, last = anchor.term if _past_term(anchor) else (last, str(int(last) + TERM_YEARS))
    return PeriodReading("term", first, last, inferred=True)


def _read_term_begin(groups: Groups, anchor: Anchor) -> PeriodReading:
    if "y" in groups:
        return PeriodReading("as_of", last=groups["y"])
    return PeriodReading("as_of", last=_read_this_term(groups, anchor).first, inferred=True)


def _read_base_term(groups: Groups, anchor: Anchor) -> PeriodReading:
    return PeriodReading("base", first=_read_term_begin(groups, anchor).last)


def _past_term(anchor: Anchor) -> tuple[str, str] | None:
    """The term before the one named, when the text is of the congress that opens it; else None."""
    if anchor.term is None or anchor.has_begun or (anchor.published_year or "0") > anchor.term[0]:
        return None
    return str(int(anchor.term[0]) - TERM_YEARS), anchor.term[0]


def _read_months_past(groups: Groups, anchor: Anchor) -> PeriodReading:
    """The last months: the first ones of the year when they just ended, else so many before publication."""
    months, now = _number(groups["n"]), anchor.published_month
    year = anchor.published_year
    if year is None or now is None or months in (now, now - 1):
        return _read_months_first(groups, anchor)
    earlier = int(year) * 12 + now - 1 - months
    return _since(f"{earlier // 12}-{earlier % 12 + 1:02d}", inferred=True)


def _read_months_first(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, inferred = _year_for(groups, anchor)
    return _months(year, 1, _number(groups["n"]), inferred=inferred)


def _read_months_last(groups: Groups, anchor: Anchor) -> PeriodReading:
    first = 13 - _number(groups["n"])
    year, inferred = _year_for(groups, anchor, first)
    return _months(year, first, 12, inferred=inferred)


def _read_quarter(groups: Groups, anchor: Anchor) -> PeriodReading:
    last = 3 * (_ROMAN.get(groups["q"]) or int(groups["q"]))
    year, inferred = _year_for(groups, anchor, last - 2)
    return _months(year, last - 2, last, inferred=inferred)


def _read_month(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, inferred = _year_for(groups, anchor, int(groups["m"]))
    return _months(year, int(groups["m"]), int(groups["m"]), inferred=inferred)


def _read_since_month(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, inferred = _year_for(groups, anchor, int(groups["m"]))
    return _since(_edge(year, groups["m"], groups.get("d")) if year else None, inferred=inferred)


def _read_as_of(groups: Groups, anchor: Anchor) -> PeriodReading:
    """As of a day, the end of a month, or the end of a year."""
    month, day = groups.get("m", "12"), groups.get("d")
    year, inferred = _year_for(groups, anchor, int(month) if "m" in groups else 1)
    return PeriodReading("as_of", last=_edge(year, month, day, closing=True) if year else None, inferred=inferred)


def _read_year_begin(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, inferred = _year_for(groups, anchor)
    return PeriodReading("as_of", last=f"{year}-01" if year else None, inferred=inferred)


def _read_day(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, inferred = _year_for(groups, anchor, int(groups["m"]))
    day = _edge(year, groups["m"], groups["d"]) if year else None
    return PeriodReading("day", day, day, inferred=inferred)


def _read_span(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From a day, month or year (d, m, y) to another (ed, em, ey), each as exact as printed."""
    closing = {"y": groups["ey"]} if "ey" in groups else {}
    last, inferred = _year_for(closing, anchor, int(groups.get("m", "1")))
    if last is None:
        return _flow(None, None, inferred=True)
    first = _edge(groups.get("y", last), groups.get("m"), groups.get("d"))
    return _flow(first, _edge(last, groups.get("em"), groups.get("ed"), closing=True), inferred=inferred)


def _read_from_now(groups: Groups, anchor: Anchor) -> PeriodReading:
    """From the day of publication to the end of a year."""
    year = groups.get("y") or anchor.published_year
    return _flow(anchor.published, f"{year}-12-31" if year else None, inferred=True)


def _spans(stretch: tuple[str, str], years: int) -> bool:
    """Whether a stretch is of so many years, the first one counted or not."""
    return int(stretch[1]) - int(stretch[0]) in (years - 1, years)


def _read_years_past(groups: Groups, anchor: Anchor) -> PeriodReading:
    year, years = anchor.published_year, _number(groups["n"])
    if (
        anchor.stretch
        and _spans(anchor.stretch, years)
        and abs(int(year or anchor.stretch[1]) - int(anchor.stretch[1])) < 2
    ):
        return PeriodReading("since", *anchor.stretch, inferred=True)
    if years == TERM_YEARS and anchor.term:
        past = _past_term(anchor)
        return PeriodReading("term", *past, inferred=True) if past else _since(anchor.term[0], inferred=True)
    return _since(str(int(year) - years) if year else None, inferred=True, kind="since")


def _read_years_after(groups: Groups, anchor: Anchor) -> PeriodReading:
    """So many years behind the last year named: now, when that is the year of publication."""
    year, now, years = anchor.year, anchor.published_year, _number(groups["n"])
    if now is None:
        return _since(None, inferred=True)
    if year is None or abs(int(year) + years - int(now)) <= 1:
        return _since(year or str(int(now) - years), inferred=True)
    return PeriodReading("as_of", last=str(int(year) + years), inferred=True)


def _read_school_year(groups: Groups, anchor: Anchor) -> PeriodReading:
    """A school year, printed or the running one: from September to May."""
    if "y" in groups:
        return _flow(groups["y"], groups["y2"])
    if anchor.school_year:
        return _flow(*anchor.school_year, inferred=True)
    year = anchor.published_year
    first = int(year) - (0 if (anchor.published_month or 1) > 8 else 1) if year else None
    return _flow(str(first), str(first + 1), inferred=True) if first else _flow(None, None, inferred=True)


def _read_this_year(groups: Groups, anchor: Anchor, *, back: int = 0) -> PeriodReading:
    year = anchor.published_year or (anchor.year or anchor.running if not back else None)
    return _whole_year(str(int(year) - back) if year else None, inferred=True)


def _read_within_year(groups: Groups, anchor: Anchor) -> PeriodReading:
    return _read_this_year(groups, anchor, back=1 if (anchor.published_month or 12) < 3 else 0)


def _base_of(reading: PeriodReading) -> PeriodReading:
    return PeriodReading("base", first=reading.last or reading.first)


def _stretch_of(anchor: Anchor) -> PeriodReading:
    return PeriodReading("term", *anchor.stretch, inferred=True) if anchor.stretch else PeriodReading("none")


READINGS: dict[str, Callable[[Groups, Anchor], PeriodReading]] = {
    "base": lambda g, a: PeriodReading("base", first=_edge(g["y"], g.get("m"), g.get("d")) if "y" in g else None),
    "base_term": _read_base_term,
    "base_year": lambda g, a: _base_of(_read_year_begin(g, a)),
    "base_last_year": lambda g, a: _base_of(_read_this_year(g, a, back=1)),
    "none": lambda g, a: PeriodReading("none"),
    "recurring": lambda g, a: PeriodReading("recurring"),
    "since_day": lambda g, a: _since(_edge(g["y"], g["m"], g["d"]), inferred=True, kind="since"),
    "since_year": lambda g, a: _since(g["y"]),
    "since_open": lambda g, a: _since(g["y"], inferred=True, kind="since"),
    "since_term": _read_since_term,
    "since_new_year": lambda g, a: _since(_whole_year(_year_for(g, a)[0]).first, inferred="y" not in g),
    "since_month": _read_since_month,
    "since_quarter": lambda g, a: _since(_read_quarter(g, a).first, inferred=True),
    "this_term": _read_this_term,
    "whole_term": _read_whole_term,
    "next_term": _read_next_term,
    "term_span": _read_span,
    "since_term_until": _read_since_term_until,
    "term_end": lambda g, a: PeriodReading("as_of", last=a.term[1] if a.term else None, inferred=True),
    "term_begin": _read_term_begin,
    "whole_stretch": lambda g, a: _stretch_of(a),
    "span": _read_span,
    "from_now": _read_from_now,
    "year_span": lambda g, a: _flow(g["y"], g["y2"]),
    "school_year": _read_school_year,
    "term": lambda g, a: PeriodReading("term", g["y"], g["y2"]),
    "congress": lambda g, a: PeriodReading("congress", g["y"], g["y2"]),
    "office": lambda g, a: PeriodReading("office", g["y"], g["y2"]),
    "months_first": _read_months_first,
    "months_past": _read_months_past,
    "quarters_first": lambda g, a: _read_months_first({**g, "n": str(3 * _number(g["n"]))}, a),
    "half_year": lambda g, a: _read_months_first({**g, "n": "6"}, a),
    "year_begin": _read_year_begin,
    "months_last": _read_months_last,
    "quarter": _read_quarter,
    "month": _read_month,
    "as_of": _read_as_of,
    "until_year_end": lambda g, a: replace(_read_this_year(g, a), kind="as_of"),
    "now": lambda g, a: PeriodReading("now", to_published=True),
    "then": lambda g, a: _whole_year(a.year, inferred=True),
    "years_past": _read_years_past,
    "years_after": _read_years_after,
    "day": _read_day,
    "anniversary": lambda g, a: PeriodReading("day", g["y2"], g["y2"], inferred=True),
    "year": lambda g, a: _whole_year(g["y"]),
    "this_year": _read_this_year,
    "within_year": _read_within_year,
    "last_year": lambda g, a: _read_this_year(g, a, back=1),
}
