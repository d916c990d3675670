"""Units with the kinds that the layers of the gazetteer print -> with all that they had, each with its days.

Source: raised.toml, whose head says what it holds.
"""

import datetime
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from extractors.gazetteer.units import Form, Unit

_DAY = datetime.timedelta(days=1)
Raised = Mapping[str, Mapping[str, list[str]]]
"""Bare name of a province -> name of a unit in it -> its kinds in order of time, those behind the first with a day."""


def with_kinds_over_time(units: Iterable[Unit], table: str) -> Iterator[Unit]:
    """The units in their order; those that were raised have every kind that they had, the newest first.

    Raises:
        ValueError: The table is no TOML, names a unit that is not there, or a day is none.
    """
    raised: Raised = tomllib.loads(table)
    left = {(province, name) for province, own in raised.items() for name in own}
    units = tuple(units)
    provinces = {unit.code: unit.name for unit in units if unit.level == "province"}
    for unit in units:
        key = (provinces.get(unit.parent or "", ""), unit.name)
        if unit.level == "district" and key in left and _last_kind(raised[key[0]][key[1]]) == unit.kind:
            left.discard(key)
            unit = replace(unit, forms=_forms(unit, raised[key[0]][key[1]]))
        yield unit
    if left:
        raise ValueError(f"no unit of that kind is there: {', '.join(sorted(name for _, name in left))}")


def _last_kind(told: list[str]) -> str:
    """The kind that a unit has since it was raised last."""
    return told[-1].rpartition(" ")[0]


def _forms(unit: Unit, told: list[str]) -> tuple[Form, ...]:
    """The forms of a unit, the newest first, from its kinds and days."""
    kinds = [(told[0], None), *((kind, day) for kind, _, day in (entry.rpartition(" ") for entry in told[1:]))]
    layers = {form.kind: form.layers for form in unit.forms}
    forms: list[Form] = []
    for index, (kind, since) in enumerate(kinds):
        following = kinds[index + 1][1] if index + 1 < len(kinds) else None
        until = str(datetime.date.fromisoformat(following) - _DAY) if following else None
        forms.insert(0, Form(unit.name, kind, layers.get(kind, ()), since, until))
    kept = tuple(form for form in unit.forms if form.kind not in {kind for kind, _ in kinds})
    return (*forms, *kept)
