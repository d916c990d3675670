"""A dataclass that only the type checker freezes, for the records that are made several times for each numeral.

A frozen dataclass sets each field through `object.__setattr__`, which takes most of the time of making it. mypy runs
over all of `extractors/`, so nothing there can set a field of such a record either; `==` is as ever, and `replace` does
what that of dataclasses does, which looks at every field by its name, for light records alone.
"""

from typing import TYPE_CHECKING

__all__ = ["light_record", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass as light_record
    from dataclasses import replace
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

    def replace(record, /, **changes):
        """A light record like another one, some of its fields changed."""
        new = type(record)(*record.__values__(record))
        for name, value in changes.items():
            setattr(new, name, value)
        return new
