"""Figures of a store -> when they hold, what they allow, and how they and their sources are said in Vietnamese."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from outputs.bodies import body_named, has_system
from outputs.comparing.definitions import Kind, load_definitions
from outputs.comparing.intervals import Bounds, bounds_of
from outputs.comparing.periods import real_last_day, span_of
from outputs.figures import format_date, format_figure, format_period
from outputs.labels import Labels
from outputs.store.told_figures import ToldFigure
from schemas.checks import CheckedFigure, CrossCheck, CrossKind, Outcome
from schemas.facts import Period
from schemas.vocabulary import Indicator

_A_DAY = 10
_SURE = 0.5
"""Readings that are less sure than that contradict nothing."""


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """When a figure holds: a level its day (both ends), a flow its span; full ISO dates."""

    last: str
    first: str


@dataclass(frozen=True)
class Told:
    """A figure with what checks ask of it."""

    row: ToldFigure
    indicator: Indicator

    @cached_property
    def kind(self) -> Kind:
        """Whether it is a level or a flow."""
        return load_definitions().kind(self.indicator, self.row.measure)

    @cached_property
    def period(self) -> Period:
        """The period as its fact tells it."""
        row = self.row
        return Period(
            start=row.period_start,
            end=row.period_end,
            end_is_published=row.is_to_publication,
            text=None,
            inferred=row.is_inferred,
        )

    @cached_property
    def moment(self) -> Moment | None:
        """When it holds; None where its text leaves that open."""
        if self.kind == "flow":
            span = span_of(self.period, self.row.published)
            return Moment(span.last, span.first) if span else None
        day = self.row.period_end or (self.row.published if self.row.is_to_publication else None)
        return Moment(real_last_day(day), real_last_day(day)) if day else None

    @property
    def is_firm(self) -> bool:
        """Whether its text prints the time: "to this day" may be that of the report that the article was made from."""
        return self.is_dated and not self.row.is_to_publication

    @cached_property
    def is_dated(self) -> bool:
        """Whether its time is known, to the day where it is a level or ends on the day of publication."""
        row = self.row
        if row.is_inferred:
            return False
        if row.is_to_publication and row.period_end is None:
            return len(row.published or "") == _A_DAY
        return self.kind == "flow" or len(row.period_end or "") == _A_DAY

    @cached_property
    def body(self) -> str | None:
        """The body inside its unit that it is about; None for the whole unit."""
        row = self.row
        name = body_named(row.organization, row.system if has_system(self.indicator) else None)
        return " ".join(name.casefold().split()) if name else None

    @property
    def is_whole(self) -> bool:
        """Whether it counts all there are in its unit."""
        return self.body is None and self.row.groups == "[]"

    @cached_property
    def bounds(self) -> Bounds:
        """The values it allows and makes expect."""
        row = self.row
        return bounds_of(row.value, row.value_max, row.qualifier, is_percent=row.unit == "percent")

    @property
    def is_exact(self) -> bool:
        """Whether no bound word stands with it and it is no range."""
        return self.row.qualifier == "exact" and self.row.value_max is None

    @cached_property
    def rank(self) -> tuple[bool, bool, float, str, str]:
        """Sorts what is best to be held against others first."""
        row = self.row
        return not self.is_exact, not self.is_firm, -row.confidence, row.published or "9999", row.fact_id

    def checked(self) -> CheckedFigure:
        """The fact as a check names it."""
        return CheckedFigure(fact_id=self.row.fact_id, document_id=self.row.document_id)


def can_contradict(figures: Sequence[Told]) -> bool:
    """Whether figures that do not fit are a contradiction.

    Their times must be printed and their readings likely; and they must stand in two documents: what one document
    lists may belong to another of its figures, and its own arithmetic is checked where it is read.
    """
    is_sure = all(told.is_firm and told.row.confidence >= _SURE for told in figures)
    return is_sure and len({told.row.document_id for told in figures}) > 1


def say_figure(told: Told, labels: Labels) -> str:
    """Its number with its bound: "trên 5.300"."""
    row = told.row
    prefix = labels.qualifiers[row.qualifier].prefix
    return format_figure(row.value, unit=row.unit, prefix=prefix, value_max=row.value_max)


def say_source(told: Told) -> str:
    """Who printed it, and when: "Báo Bắc Kạn, 15/01/2024"."""
    row = told.row
    name = row.publisher or f"“{row.title or row.document_id}”"
    return f"{name}, {format_date(row.published)}" if row.published else name


def say_with_source(told: Told, labels: Labels) -> str:
    """Its number and who printed it: "5.314 (Báo Bắc Kạn, 15/01/2024)"."""
    return f"{say_figure(told, labels)} ({say_source(told)})"


def say_subject(told: Told, labels: Labels, *, with_time: bool = True) -> str:
    """What it counts, where and when: "Đảng viên, huyện Ba Bể, cuối 2023"."""
    row = told.row
    words = [labels.indicator(told.indicator, row.system)]
    words += [labels.measures[row.measure]] if row.measure != "count" else []
    words += [f"({labels.statuses['target']})"] if row.status == "target" else []
    tags = group_tags(row.groups)
    words += [f"({labels.group_list(tags)})"] if tags else []
    place = row.organization if told.body and row.organization else row.place_name
    when = format_period(told.period) if with_time else ""
    return ", ".join(filter(None, (" ".join(words), place, when)))


@lru_cache(maxsize=1024)
def group_tags(groups: str) -> tuple[str, ...]:
    """The tags of a stored list."""
    return tuple(json.loads(groups))


def build_check(kind: CrossKind, outcome: Outcome, about: Sequence[Told], statement: str) -> CrossCheck:
    """A check about these figures; place and time are those of the first.

    Args:
        kind: What sort of statement it is.
        outcome: How it came out.
        about: At least one, in the order in which the statement names them.
        statement: Arithmetic and sources as a sentence.
    """
    first = about[0]
    return CrossCheck(
        kind=kind,
        outcome=outcome,
        figures=tuple(dict.fromkeys(told.checked() for told in about)),
        statement=statement,
        indicator=first.indicator,
        locality=first.row.place_name,
        province=first.row.province,
        period=first.moment.last if first.moment else None,
    )
