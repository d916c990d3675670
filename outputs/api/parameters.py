"""Parameters of requests: each with its limits, and unknown ones refused, so that no filter is silently left out."""

import re
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Path
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from outputs.comparing.periods import parse_period
from schemas.checks import CheckKind, Outcome
from schemas.vocabulary import Indicator, Measure, Status, System

_DATE_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]")
MOST = 500
LARGEST_NUMBER = 2_147_483_647
"""What a column of the store holds."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
Cursor = Annotated[str, StringConstraints(min_length=8, max_length=80, pattern=r"^[A-Za-z0-9_-]+$")]
PeriodText = Annotated[str, StringConstraints(pattern=r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$")]
Id = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._:-]+$")]
Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]


def _in_range(moment: datetime) -> datetime:
    """The time in UTC; the first and the last day of the calendar may lie outside of it there."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if moment.year > 1 else datetime.min.replace(tzinfo=UTC)


def _as_written(value: object) -> object:
    """What a query says, if it begins like a date: a bare number is no time."""
    if isinstance(value, str) and not _DATE_TIME.match(value):
        raise ValueError("a time is written 2026-11-01T00:00:00Z")
    return value


def _true_or_false(value: object) -> object:
    """What a query says, if it is one of the two words: "1", "on" or "TRUE" are none of the description."""
    if not isinstance(value, bool) and value not in ("true", "false"):
        raise ValueError("true or false")
    return value


Flag = Annotated[bool, BeforeValidator(_true_or_false)]
Moment = Annotated[AwareDatetime, BeforeValidator(_as_written), AfterValidator(_in_range)]


class Parameters(BaseModel):
    """Parameters after the question mark."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Since(Parameters):
    """What was stored after an earlier reading."""

    since_version: int | None = Field(
        default=None, ge=0, le=LARGEST_NUMBER, description="Stored after this `version` of an earlier answer"
    )
    since: Moment | None = Field(
        default=None, description="Stored at this time or later", examples=["2026-11-01T00:00:00Z"]
    )


class DocumentChoice(Since):
    """Which documents."""

    source: Words | None = Field(default=None, description="The publisher, as stored", examples=["Báo Hà Giang"])
    province: Words | None = Field(default=None, description="The province by its bare name", examples=["Hà Giang"])


class OwnerChoice(DocumentChoice):
    """Parts of which documents."""

    document: Words | None = Field(default=None, description="Id of one document")


class CheckChoice(OwnerChoice):
    """Which checks."""

    kind: CheckKind | None = Field(default=None, description="What was reckoned")
    outcome: Outcome | None = Field(default=None, description="Whether it holds")


class Reviewing(Parameters):
    """What verdicts do to facts; each fact says in `review` what its reviewer said."""

    reviewed: Flag = Field(
        default=True,
        description="As reviewers say: corrected and added ones so, rejected ones left out; false: as extracted",
    )


class FactChoice(OwnerChoice, Reviewing):
    """Which facts; `province` is that of the figure's place, as it was then."""

    indicator: Indicator | None = Field(default=None, description="What is counted")
    system: System | None = Field(default=None, description="Whose organisation")
    measure: Measure | None = Field(default=None, description="A count, a share, …")
    status: Status | None = Field(default=None, description="Reached or planned")
    locality: Words | None = Field(default=None, description="Code of a unit", examples=["2025a:D:061"])
    period: PeriodText | None = Field(
        default=None, description="When the figure's period ends: 2023, 2023-06, 2023-Q2, 2023-H1", examples=["2023"]
    )
    outcome: Outcome | None = Field(default=None, description="A check with this outcome is about the fact")

    @property
    def months(self) -> tuple[str, str] | None:
        """The first and the last month of `period`."""
        if self.period is None:
            return None
        span = parse_period(self.period)
        return span.first[:7], span.last[:7]


class Paging(Parameters):
    """Where a page begins and how long it is."""

    limit: int = Field(default=100, ge=1, le=MOST, description="Rows of one page at most")
    cursor: Cursor | None = Field(default=None, description="`next` of the page before")
