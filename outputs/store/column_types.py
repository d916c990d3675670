"""Types of columns that sort and compare alike on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

Sorted = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point on every database."""


class ExactDecimal(TypeDecorator[Decimal]):
    """A Decimal kept as its digits, so that it comes back exactly as it went in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """The digits of `value`."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """The number that the digits spell."""
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """An aware time kept as UTC text of one width, which sorts by time on every database."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Text that sorts by code point."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The time in UTC, to the microsecond."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without zone: {value}")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The time that the text spells."""
        return None if value is None else datetime.fromisoformat(value)
