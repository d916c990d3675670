"""A dataclass that only the type checker freezes, for the records that are made several times for each numeral.

A frozen dataclass sets each field through `object.__setattr__`, which takes most of the time of making it. mypy runs
over all that reads such a record, so nothing can set a field of it either; `==` is as ever.
"""

from typing import TYPE_CHECKING

__all__ = ["light_record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as light_record
else:
    from dataclasses import dataclass
    from operator import attrgetter

    def light_record(*, frozen, slots):
        """`dataclass(frozen=…, slots=…)`, with the hash of a frozen one but without its guard."""

        def make(cls):
            record = dataclass(slots=slots, unsafe_hash=frozen)(cls)
            record.__values__ = attrgetter(*record.__match_args__)
            return record

        return make
