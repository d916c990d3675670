"""A dataclass that only the type checker freezes, for the records that are made several times for each numeral.

A frozen dataclass sets each field through `object.__setattr__`, which takes most of the time of making it. mypy runs
over all of `extractors/`, so nothing there can set a field of such a record either; `==` is as ever, and `replace` does
what that of dataclasses does, which looks at every field by its name, for light records alone.
"""

from typing import TYPE_CHECKING

__all__ = ["light_record", "lightened", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass as light_record
    from dataclasses import replace
    from typing import TypeVar

    M = TypeVar("M")

    def lightened(model: M) -> M:
        """The values of a model of pydantic under the same names."""
        return model
else:
    from dataclasses import dataclass, make_dataclass
    from functools import cache
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

    def lightened(model):
        """The values of a model of pydantic under the same names, for what is read many times a document.

        A model looks in a way of its own for names it lacks, which makes reading those it has three times as slow.
        """
        names = tuple(type(model).model_fields)
        return _light_class(type(model).__name__, names)(*[getattr(model, name) for name in names])

    @cache
    def _light_class(name, fields):
        return make_dataclass(name, fields, slots=True, unsafe_hash=True)
