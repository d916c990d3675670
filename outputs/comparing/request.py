"""What a person asks to see side by side."""

from typing import Literal

from outputs.bodies import has_system
from outputs.comparing.periods import Span, parse_period
from outputs.store.candidates import FigureFilter
from schemas.facts import Groups
from schemas.record import Record
from schemas.vocabulary import Indicator, Level, Measure, System

By = Literal["locality", "period", "organization"]
Boundary = Literal["then", "2025"]


class Request(Record):
    """One table: one indicator by localities, periods or organisations.

    `system` None means the Party's figures where the indicator belongs to an organisation. `period` is as
    `parse_period` reads it, None for the latest figure of each row. `boundary` "then" shows units before July 2025,
    "2025" those of today, with the sums of former units where that is exact; None shows both, told apart.
    """

    indicator: Indicator
    by: By = "locality"
    measure: Measure = "count"
    system: System | None = None
    groups: Groups = ()
    level: Level | None = None
    province: str | None = None
    locality: str | None = None
    period: str | None = None
    per: Indicator | None = None
    boundary: Boundary | None = None

    @property
    def span(self) -> Span | None:
        """The days asked for.

        Raises:
            ConfigError: `period` is no period.
        """
        return parse_period(self.period) if self.period else None

    def system_for(self, indicator: Indicator) -> System | None:
        """Whose figures of an indicator are meant; None where it belongs to no organisation."""
        return (self.system or "party") if has_system(indicator) else None

    def filter(self) -> FigureFilter:
        """The figures that may stand in the table."""
        span = self.span
        return FigureFilter(
            indicator=self.indicator,
            measure=self.measure,
            system=self.system_for(self.indicator),
            groups=self.groups,
            level=self.level,
            province=self.province,
            locality=self.locality,
            since=span.first[:4] if span else None,
            until=f"{int(span.last[:4]) + 1}" if span else None,
        )

    def base_filter(self) -> FigureFilter | None:
        """The figures that may be the base of a rate: of the same units, at any time."""
        if self.per is None:
            return None
        system = self.system_for(self.per)
        changed = {"indicator": self.per, "measure": "count", "system": system, "groups": (), "since": None}
        return self.filter().model_copy(update=changed | {"until": None})
