"""A dataclass that only the type checker freezes, for the records that are made several times for each numeral.

A frozen dataclass sets each field through `object.__setattr__`, which takes most of the time of making it. mypy runs
over all of `extractors/`, so nothing there can set a field of such a record either; `replace` and `==` are as ever.
"""

from typing import TYPE_CHECKING

__all__ = ["light_record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as light_record
else:
    from dataclasses import dataclass

    def light_record(*, frozen, slots):
        """`dataclass(frozen=…, slots=…)`, with the hash of a frozen one but without its guard."""
        return dataclass(slots=slots, unsafe_hash=frozen)
