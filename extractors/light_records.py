"""Light records, made of others: one with some fields changed, and one with the values of a model of pydantic.

`replace` does what that of dataclasses does, which looks at every field by its name, for light records alone.
"""

from typing import TYPE_CHECKING

from schemas.light_record import light_record

__all__ = ["light_model", "light_record", "lightened", "replace"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import replace
    from typing import TypeVar

    M = TypeVar("M")

    def lightened(model: M) -> M:
        """The values of a model of pydantic under the same names."""
        return model

    def light_model(model: type[M]) -> Callable[..., M]:
        """A record with the fields of a model of pydantic, which nothing checks."""
        return model
else:
    from dataclasses import field, make_dataclass
    from functools import cache
    from operator import attrgetter

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
        return light_model(type(model))(**dict(model))

    @cache
    def light_model(model):
        """A light record with the fields of a model of pydantic, which is copied as the model is."""
        fields = sorted(model.model_fields.items(), key=lambda item: not item[1].is_required())
        told = [(name, object, *_default(info)) for name, info in fields]
        record = make_dataclass(model.__name__, told, slots=True, unsafe_hash=True, namespace={"model_copy": _copied})
        record.__values__ = attrgetter(*record.__match_args__)
        return record

    def _default(info):
        return () if info.is_required() else (field(default=info.get_default(call_default_factory=True)),)

    def _copied(self, *, update):
        return replace(self, **update)
