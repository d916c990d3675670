"""Wordings of time in a text -> what those without a year lean on: the term, the year and the stretch named."""

from collections import Counter
from collections.abc import Mapping, Sequence

from extractors.light_records import light_record, replace

Groups = Mapping[str, str]
"""What a wording names: y, y2 years, m months, d days, n counts, q quarters."""
_LENGTHS, _CUT_SHORT = ((5,), (2, 3)), ((4,),)
_BEGUN = frozenset({"since_year", "term_span"})
_OPENED = frozenset({"office", "congress"})
_TERMS = _OPENED | _BEGUN | {"term", "term_year", "base_term", "term_begin", "term_end"}
PARTS_OF_A_YEAR = frozenset({"months_first", "months_last", "quarters_first", "quarter", "half_year", "since_new_year"})
_YEARS = frozenset({"year", "month", "day", "as_of", "span"})
_ON_SCREEN = "2000"
"""Since then provincial papers are on the web; what is read here was written later."""


@light_record(frozen=True, slots=True)
class Anchor:
    """What a wording may lean on: the day of publication, and what the text named before it.

    `now` is the day of publication, or the month in which a text without one seems written (`periods.written`).

    `term` is the running term, `past` the one named that ends where it begins, as that of a unit merged before its time
    ("nhiệm kỳ 2021 - 2025"), and `has_begun` whether the text tells what was done in it; `year`, `stretch` and
    `school_year` are the last ones named, `then` also a year compared with, `day` that of the last level and `event`
    that of the last event; `running` is the year that a text without a day of publication tells of; `before_congress`
    whether it tells of a congress that is still to be held.
    """

    published: str | None
    now: str | None
    term: tuple[str, str] | None = None
    year: str | None = None
    stretch: tuple[str, str] | None = None
    school_year: tuple[str, str] | None = None
    running: str | None = None
    has_begun: bool = False
    then: str | None = None
    day: str | None = None
    event: str | None = None
    past: tuple[str, str] | None = None
    before_congress: bool = False

    @property
    def published_year(self) -> str | None:
        """The year of publication, or None."""
        return self.now[:4] if self.now else None

    @property
    def published_month(self) -> int | None:
        """The month of publication, or None."""
        return int(self.now[5:7]) if self.now and len(self.now) > 4 else None

    @property
    def told_year(self) -> str | None:
        """The year that a wording without one is of, when no day of publication is known.

        The last one named, unless the text tells of a later one: "6 tháng đầu năm" behind a look back is not of it. A
        year before papers were read on screens, or before the running term, is one that is looked back on.
        """
        year = max(filter(None, (self.year, self.running)), default=None)
        is_past = year is not None and (year < _ON_SCREEN or (self.term is not None and year < self.term[0]))
        return None if is_past else year


def make_anchor(
    found: Sequence[tuple[str, Groups]],
    published: str | None,
    *,
    now: str | None,
    done: Sequence[tuple[str, Groups]],
    before_congress: bool = False,
) -> Anchor:
    """What the wordings of a text lean on before the first of them.

    Args:
        found: The name of the reading and the named groups of each wording.
        published: The day of publication, a partial ISO date, or None when unknown.
        now: That day, or about when the text was written, or None.
        done: Those of them that are of no plan; they tell the year of the text before the others do.
        before_congress: Whether the text tells of a congress that is still to be held.
    """
    terms = [(g["y"], g["y2"]) for reading, g in found if reading in _TERMS and "y2" in g]
    begun = {(g["y"], g["y2"]) for reading, g in found if reading in _BEGUN and "y2" in g}
    running = None if now else (_running_year(done) or _running_year(found))
    short = [(g["y"], g["y2"]) for reading, g in found if reading == "term" and "y2" in g and "plan" not in g]
    year = now[:4] if now else running
    term = _running_term(terms, year) or _running_term(short, year, lengths=_CUT_SHORT)
    is_told = not (now or running) and not any(
        r in _OPENED and (g["y"], g.get("y2")) == term for r, g in found if "y" in g
    )
    past = max((t for t in short if term and t[1] == term[0] and t[0] < t[1]), default=None)
    return Anchor(
        published,
        now,
        term,
        running=running,
        has_begun=term in begun or is_told,
        past=past,
        before_congress=before_congress,
    )


def move_anchor(anchor: Anchor, reading: str, groups: Groups) -> Anchor:
    """The anchor behind a wording: what it names is what the next may lean on."""
    if "y" not in groups or reading == "none":
        return anchor
    if reading == "base":
        return replace(anchor, then=groups["y"])
    last = groups.get("y2", groups["y"])
    span = (groups["y"], last)
    ahead = anchor.now is None and (reading in _TERMS or _is_aim(reading, groups))
    return replace(
        anchor,
        year=anchor.year if ahead else last,
        then=anchor.then if ahead else last,
        stretch=span if reading in ("term", "year_span") and "y2" in groups else anchor.stretch,
        school_year=max(span, anchor.school_year or span) if reading == "school_year" else anchor.school_year,
    )


def _is_aim(reading: str, groups: Groups) -> bool:
    """Whether a wording is most often of an aim: the end of a year that is printed without a month."""
    return reading == "as_of" and "m" not in groups


def _running_year(found: Sequence[tuple[str, Groups]]) -> str | None:
    """The year that a text tells of: the last one of which it names a part, else the one it names most.

    Of two named as often it is the later one.
    """
    parts = [g["y"] for reading, g in found if reading in PARTS_OF_A_YEAR and "y" in g]
    if parts:
        return max(parts)
    named = Counter(g["y"] for reading, g in found if reading in _YEARS and "y" in g and not _is_aim(reading, g))
    return max(named, key=lambda year: (named[year], year), default=None)


def _running_term(
    terms: Sequence[tuple[str, str]], year: str | None, *, lengths: Sequence[Sequence[int]] = _LENGTHS
) -> tuple[str, str] | None:
    """The named term that holds the year of the text, else the last one named that is not over by then.

    Terms are of five years; those of two or three, as cells and students' associations have, count where none is.
    """
    of_length = ([t for t in terms if int(t[1]) - int(t[0]) in length] for length in lengths)
    usual = next(filter(None, of_length), [])
    holding = [t for t in usual if year and t[0] <= year <= t[1]]
    return holding[0] if holding else max((t for t in usual if not year or t[1] >= year), default=None)
