"""Facts with their places and sources -> figures that can be set side by side."""

from dataclasses import dataclass

from outputs.bodies import body_of, system_of
from outputs.comparing.definitions import Kind, load_definitions
from outputs.comparing.intervals import Bounds, bounds_of
from outputs.comparing.periods import Span, real_last_day, span_of
from outputs.places import Place, Source, last_day, place_key
from schemas.facts import Fact
from schemas.vocabulary import System

CHECKED, FAILED = "✓", "✗"
"""How the words of a check begin that holds, and of one that fails, in the `checks` of a fact."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One actual figure of the catalogue about an administrative unit or a body in it; see `choosing.Stated`."""

    fact: Fact
    place: Place
    source: Source

    @property
    def document_id(self) -> str:
        """The document that states it."""
        return self.source.document_id

    @property
    def system(self) -> System | None:
        """The organisation that tells figures of one indicator apart."""
        return system_of(self.fact)

    @property
    def body(self) -> str | None:
        """The body inside the unit that it is about; None for the whole unit."""
        return body_of(self.fact)

    @property
    def is_dated(self) -> bool:
        """Whether the text gives a time, be it that of publication."""
        period = self.fact.period
        return bool(period.end or period.start) or period.end_is_published

    @property
    def day(self) -> str:
        """The last day that the text gives, or ""."""
        return last_day(self.fact.period.end or self.fact.period.start)

    @property
    def as_of(self) -> str:
        """The last day it holds for, else the day of publication, or ""."""
        return self.day or self.published_day

    @property
    def published_day(self) -> str:
        """The day of publication, or ""."""
        return last_day(self.source.published)

    @property
    def is_inferred(self) -> bool:
        """Whether its time is not printed with it: the sum under a table of some units takes that of the page."""
        return self.fact.period.inferred

    @property
    def is_exact(self) -> bool:
        """Whether no bound word stands with it."""
        return self.fact.qualifier == "exact"

    @property
    def confidence(self) -> float:
        """How sure its reading is."""
        return self.fact.confidence

    @property
    def start(self) -> int:
        """Where its numeral stands."""
        return self.fact.evidence.start

    @property
    def place_key(self) -> str:
        """The same for all figures about one unit."""
        return place_key(self.place)

    @property
    def kind(self) -> Kind:
        """Whether it is a level or a flow."""
        return load_definitions().kind(self.fact.indicator, self.fact.measure)

    @property
    def span(self) -> Span | None:
        """The days that a flow covers, where both ends are known; a level covers the day it is as of."""
        if self.kind == "flow":
            return span_of(self.fact.period, self.source.published)
        day = real_last_day(self.fact.period.end or self.source.published or "") if self.has_own_day else ""
        return Span(day, day) if day else None

    @property
    def has_own_day(self) -> bool:
        """Whether the text says as of when: by a date, or by "to this day" with a known day of publication."""
        period = self.fact.period
        return bool(period.end) or (period.end_is_published and self.source.published is not None)

    @property
    def bounds(self) -> Bounds:
        """The values it allows and makes expect."""
        fact = self.fact
        return bounds_of(fact.value, fact.value_max, fact.qualifier, is_percent=fact.unit == "percent")

    @property
    def is_checked(self) -> bool:
        """Whether arithmetic of its document supports it, and none contradicts it."""
        return any(words.startswith(CHECKED) for words in self.fact.checks) and not self.is_contradicted

    @property
    def is_contradicted(self) -> bool:
        """Whether arithmetic of its document contradicts it."""
        return any(words.startswith(FAILED) for words in self.fact.checks)
