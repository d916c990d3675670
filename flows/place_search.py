"""The gazetteer -> units by name as the review page asks for them: then and now, with and without accents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.gazetteer.load import load_gazetteer
from extractors.gazetteer.units import Unit
from outputs.review_app.folding import fold
from schemas.facts import Locality, SuccessorUnit

MOST = 12
_LEVELS = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class _Entry:
    unit: Unit
    name: str
    plain: str
    full: str


class PlaceSearch:
    """Search in all units of the gazetteer, which is loaded at the first question."""

    def find(self, query: str, limit: int = MOST) -> Sequence[Locality]:
        """The units whose name begins with the query, or holds it as words, the best first.

        A query with accents is held against names with accents first; "ba be" finds "Ba Bể". A kind before the name
        is taken as such ("huyện ba bể"), and a province behind it narrows the search ("tân lập, thái nguyên").
        """
        name, _, province = (part.strip() for part in query.partition(","))
        plain = fold(name)
        if not plain:
            return ()
        above = fold(province)
        found = [
            (score, entry.unit)
            for entry in self._entries
            if (score := _score(entry, name.casefold(), plain)) is not None
            and (not above or above in fold(self._province(entry.unit)))
        ]
        found.sort(key=lambda one: (one[0], _LEVELS.index(one[1].level), not one[1].is_current, one[1].code))
        return tuple(self._locality(unit) for _, unit in found[:limit])

    def unit(self, code: str) -> Locality | None:
        """The unit of this code; None for none."""
        unit = load_gazetteer().by_code.get(code)
        return None if unit is None else self._locality(unit)

    @cached_property
    def _entries(self) -> tuple[_Entry, ...]:
        return tuple(self._build())

    def _build(self) -> Iterator[_Entry]:
        for unit in load_gazetteer().by_code.values():
            names = {form.name: form.full_name for form in unit.forms} | {
                alias: f"{unit.kind} {alias}" for alias in unit.aliases
            }
            for name, full in names.items():
                yield _Entry(unit, name.casefold(), fold(name), fold(full))

    def _province(self, unit: Unit) -> str:
        return load_gazetteer().province_of(unit.code).name

    def _locality(self, unit: Unit) -> Locality:
        gazetteer = load_gazetteer()
        heirs = tuple(
            SuccessorUnit(
                name=gazetteer.unit(heir.code).full_name,
                code=heir.code,
                province=gazetteer.province_of(heir.code).full_name,
                part=heir.is_part,
            )
            for heir in unit.successors
        )
        return Locality(
            name=unit.full_name, level=unit.level, code=unit.code, province=self._province(unit), successors=heirs
        )


def _score(entry: _Entry, name: str, plain: str) -> int | None:
    """How well an entry fits, 0 best; None where it does not."""
    if plain in (entry.plain, entry.full):
        return 0 if name in (entry.name, f"{entry.unit.kind} {entry.name}") or name == plain else 1
    if entry.plain.startswith(plain) or entry.full.startswith(plain):
        return 2 if name == plain or entry.name.startswith(name) or entry.full.startswith(plain) else 3
    return 4 if f" {plain}" in entry.full else None
