"""Periods of facts -> spans of days that can be compared, and the periods that a person asks for."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from outputs.places import last_day
from schemas.errors import ConfigError
from schemas.facts import Period

_ASKED = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?(\.\.\d{4}(-(0[1-9]|1[0-2]))?)?")
_QUARTER = re.compile(r"(\d{4})-(?:Q([1-4])|H([12]))")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included and as full ISO dates."""

    first: str
    last: str

    @property
    def days(self) -> int:
        """How many days it has."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1

    def holds(self, day: str) -> bool:
        """Whether a day lies in it; one that `last_day` filled up to a 31st that its month lacks does, too."""
        ends_a_month = real_last_day(self.last[:7]) == self.last
        return self.first <= day <= (f"{self.last[:8]}31" if ends_a_month else self.last)

    def is_as_long_as(self, other: "Span") -> bool:
        """Whether both are of one length, as far as months differ in theirs."""
        return abs(self.days - other.days) <= max(2, min(self.days, other.days) // 20)


def first_day(day: str) -> str:
    """A partial date filled up to its beginning: "2023" -> "2023-01-01"."""
    return day + {4: "-01-01", 7: "-01", 10: ""}[len(day)]


def real_last_day(day: str) -> str:
    """A partial date filled up to the day that its end really has: "2023-02" -> "2023-02-28"."""
    if len(day) == 7 and "01" <= day[5:] <= "12":
        return f"{day}-{monthrange(int(day[:4]), int(day[5:]))[1]:02}"
    return last_day(day)


def span_of(period: Period, published: str | None) -> Span | None:
    """The days that a flow covers; None when the text leaves one end open or prints days that no month has.

    Args:
        period: As the fact tells it. A single partial date stands for all its days ("2023": the year).
        published: The day of publication, which ends a period "to this day".
    """
    end = period.end or (published if period.end_is_published else None)
    start = period.start or (end if end and len(end) < 10 else None)
    if start is None or end is None:
        return None
    try:
        span = Span(first_day(start), real_last_day(end))
        return span if span.days > 0 else None
    except ValueError:
        return None


def parse_period(text: str) -> Span:
    """The days that a person asks for: 2023, 2023-06, 2023-H1, 2023-Q2, 2023-06-30, 2020..2023.

    Raises:
        ConfigError: It is none of these, or it ends before it begins.
    """
    part = _QUARTER.fullmatch(text)
    if part:
        year, quarter, half = part.groups()
        last_month = int(quarter) * 3 if quarter else int(half) * 6
        first_month = last_month - (2 if quarter else 5)
        return Span(f"{year}-{first_month:02}-01", real_last_day(f"{year}-{last_month:02}"))
    if not _ASKED.fullmatch(text):
        raise ConfigError(f"--period {text}: hãy viết 2023, 2023-06, 2023-H1, 2023-Q2, 2023-06-30 hoặc 2020..2023")
    first, _, last = text.partition("..")
    try:
        span = Span(first_day(first), real_last_day(last or first))
        is_empty = span.days < 1
    except ValueError as error:
        raise ConfigError(f"--period {text}: không có ngày này") from error
    if is_empty:
        raise ConfigError(f"--period {text}: kết thúc trước khi bắt đầu")
    return span
