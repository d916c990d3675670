"""What a program says a fact is -> the fact: fields that are left out stay as they are."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints

from outputs.api.comparisons import Tag
from outputs.api.errors import ApiError
from outputs.api.parameters import LARGEST_NUMBER
from schemas.facts import Fact, Locality, Period
from schemas.reviews import Verdict
from schemas.vocabulary import DenominatorRole, Direction, Indicator, Level, Measure, Qualifier, Status, System

_LARGEST = 999_999_999_999_999
"""As many digits as a JSON number carries exactly."""

_Bounds = Field(ge=0, le=_LARGEST)
Figure = Annotated[int, Strict(), _Bounds] | Annotated[float, Strict(), _Bounds, Field(allow_inf_nan=False)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]
Date = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
Reason = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$")]


def _number_as_such(value: object) -> object:
    """What JSON calls a number: 3 and 3.0, but neither "3" nor true."""
    if isinstance(value, str | bool):
        raise ValueError("a number is needed")
    return value


_AsSuch = BeforeValidator(_number_as_such)
# The bounds stand first: behind a function they would be checked, but not described.
Whole = Annotated[int, Field(ge=0, le=LARGEST_NUMBER), _AsSuch]


class Statement(BaseModel):
    """A part of a body."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class UnitStatement(Statement):
    """A unit of today that took over another one."""

    name: Words
    code: Words
    province: Words | None
    part: Annotated[bool, Strict()] = False


class LocalityStatement(Statement):
    """The unit a figure is about, as it was then; `code` is the gazetteer's, or null."""

    name: Words
    level: Level | None
    code: Words | None = None
    province: Words | None = None
    successors: list[UnitStatement] = Field(default_factory=list, max_length=200)


class PeriodStatement(Statement):
    """The time a figure is about."""

    start: Date | None
    end: Date | None
    end_is_published: Annotated[bool, Strict()] = False
    text: Words | None = None
    inferred: Annotated[bool, Strict()] = False


class FactChanges(Statement):
    """Fields of a fact; those that are left out stay as they are."""

    indicator: Indicator | None = None
    system: System | None = None
    measure: Measure | None = None
    status: Status | None = None
    value: Figure | None = None
    value_max: Figure | None = None
    denominator: Figure | None = None
    denominator_role: DenominatorRole | None = None
    qualifier: Qualifier | None = None
    unit: Words | None = None
    direction: Direction | None = None
    groups: list[Tag] | None = Field(default=None, max_length=20)
    locality: LocalityStatement | None = None
    organization: Words | None = None
    period: PeriodStatement | None = None


class VerdictBody(Statement):
    """A verdict on a fact. `revision` is that of the history the reviewer saw: 0 where nobody had judged it."""

    verdict: Verdict = Field(description="accepted, corrected or rejected; added for a numeral without a fact")
    revision: Whole
    reason: Reason | None = None
    changes: FactChanges | None = Field(default=None, description="With corrected and added: what the fact is")


class AdditionBody(Statement):
    """A fact that was missed: `text[start:end]` is its numeral."""

    start: Whole
    end: Annotated[int, Field(ge=1, le=LARGEST_NUMBER), _AsSuch]
    revision: Whole
    reason: Reason | None = None
    changes: FactChanges


class UndoBody(Statement):
    """Why a line is taken back."""

    reason: Reason | None = None


_MAY_BE_NULL = frozenset(
    {"system", "value_max", "denominator", "denominator_role", "direction", "locality", "organization"}
)


def _converted(name: str, value: Any) -> Any:
    match value:
        case bool() | None | str():
            return value
        case int() | float():
            return Decimal(str(value))
        case LocalityStatement():
            return Locality.model_validate_json(value.model_dump_json())
        case PeriodStatement():
            return Period.model_validate_json(value.model_dump_json())
        case list():
            return tuple(sorted(set(value)))
    raise AssertionError(name)


def apply_changes(fact: Fact, changes: FactChanges) -> Fact:
    """The fact with the fields that are stated.

    Raises:
        ApiError: Fields do not go together, or one that a fact must have is null.
    """
    stated = {name: _converted(name, getattr(changes, name)) for name in sorted(changes.model_fields_set)}
    for name, value in stated.items():
        if value is None and name not in _MAY_BE_NULL:
            raise ApiError(409, f"{name} must not be null", where=f"body.changes.{name}")
    changed = Fact.model_validate({**dict(fact), **stated})
    if changed.value_max is not None and changed.value_max < changed.value:
        raise ApiError(409, "value_max is less than value", where="body.changes.value_max")
    if (changed.denominator is None) != (changed.denominator_role is None):
        raise ApiError(409, "denominator and denominator_role go together", where="body.changes.denominator")
    period = changed.period
    if period.start and period.end and period.start > f"{period.end}~":
        raise ApiError(409, "the period ends before it begins", where="body.changes.period")
    return changed
