"""The base of all records: frozen, strict, no unknown fields."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


class Record(BaseModel):
    """A frozen value object; built once, compared by content, never edited."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, json_schema_serialization_defaults_required=True
    )


def json_number(value: Decimal) -> int | float:
    """The JSON number that prints exactly as `value`.

    Args:
        value: A finite number of at most 15 significant digits, which a double holds exactly as printed.
    """
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(json_number, return_type=int | float, when_used="json")]
"""An exact decimal inside, a JSON number outside."""
