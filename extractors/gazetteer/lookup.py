"""The loaded gazetteer: look-ups by code and by name, up to the province, down to the communes, on to today."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from extractors.gazetteer.keys import highland_keys, name_key, plain_key, plain_syllable
from extractors.gazetteer.units import Unit, UnitLevel

NameKey = tuple[str, ...]
_REMEMBERED = 20_000
Key = TypeVar("Key", str, tuple[str, ...])


class LengthsOf(NamedTuple):
    """How many syllables the names have that begin with one syllable, most first: it alone, and by the second one."""

    alone: tuple[int, ...]
    longer: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Units by name key, and by the first syllable of a name how long the names are that begin with it."""

    units: Mapping[NameKey, tuple[Unit, ...]]
    lengths: Mapping[str, LengthsOf]


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """All units before and after the reform of 2025; immutable, safe to share.

    `by_code` holds every unit; `by_key` the units of each canonical name (`keys.name_key`), sorted by code.
    """

    by_code: Mapping[str, Unit]
    by_key: Mapping[NameKey, tuple[Unit, ...]]

    @cached_property
    def numbered(self) -> frozenset[NameKey]:
        """The names that end in a number: since 2025 several communes share what was one town's ("Bảo Lâm 2")."""
        return frozenset(key for key in self.by_key if len(key) > 1 and key[-1].isdecimal())

    def unit(self, code: str) -> Unit:
        """The unit with this code.

        Raises:
            KeyError: No unit has this code.
        """
        return self.by_code[code]

    def named(self, name: str, level: UnitLevel | None = None) -> tuple[Unit, ...]:
        """The units of any era with this bare name in any spelling, sorted by code; of one level if given."""
        return self.with_key(name_key(name), level)

    def with_key(self, key: NameKey, level: UnitLevel | None = None) -> tuple[Unit, ...]:
        """The units whose name, former name or alias has this key, sorted by code; of one level if given."""
        units = self.by_key.get(key, ())
        return units if level is None else tuple(unit for unit in units if unit.level == level)

    def children(self, code: str) -> tuple[Unit, ...]:
        """The units directly below, sorted by code."""
        return self._children.get(code, ())

    def children_ever(self, code: str) -> tuple[Unit, ...]:
        """The units that lie or once lay directly below, sorted by code."""
        return self._children_ever.get(code, ())

    def ancestors(self, code: str) -> tuple[Unit, ...]:
        """The units above, the nearest first; empty for a province."""
        above = []
        parent = self.by_code[code].parent
        while parent is not None:
            above.append(self.by_code[parent])
            parent = above[-1].parent
        return tuple(above)

    def province_of(self, code: str) -> Unit:
        """The province of a unit in its own era; a province is its own."""
        return self._provinces[code]

    def successors(self, code: str) -> tuple[Unit, ...]:
        """The units of today that took over, the largest heir first; empty for a unit of today."""
        return tuple(self.by_code[heir.code] for heir in self.by_code[code].successors)

    def predecessors(self, code: str) -> tuple[Unit, ...]:
        """The units of the old era that a unit of today took over wholly or in part, sorted by code."""
        return self._predecessors.get(code, ())

    def province_now(self, code: str) -> Unit:
        """The province of today in which a unit of any era lies."""
        province = self.province_of(code)
        heirs = self.successors(province.code)
        return heirs[0] if heirs else province

    def province_names(self, code: str) -> frozenset[str]:
        """The bare names that the province of a unit has had then, and that of the province it lies in now."""
        return self._province_names[self.province_of(code).code]

    def province_named(self, name: str, *, is_current: bool | None = None) -> Unit | None:
        """The province with this bare name, of the old era unless `is_current`; None if there is no such one."""
        found = [unit for unit in self.named(name, "province") if is_current is None or unit.is_current == is_current]
        return found[0] if found else None

    @cached_property
    def old_provinces(self) -> tuple[Unit, ...]:
        """The provinces before the reform of 2025."""
        return tuple(unit for unit in self.by_code.values() if unit.level == "province" and not unit.is_current)

    @cached_property
    def province_slugs(self) -> dict[str, str]:
        """The names of the old provinces by how the name of a site writes them ("hagiang")."""
        return {"".join(plain_key(form.name)): form.name for unit in self.old_provinces for form in unit.forms}

    @cached_property
    def above_ever(self) -> Callable[[str], frozenset[str]]:
        """Code -> the codes of all units in which that unit lies or once lay; what was asked is remembered."""
        return lru_cache(maxsize=_REMEMBERED)(self._find_above)

    def _find_above(self, code: str) -> frozenset[str]:
        unit = self.by_code[code]
        above = [parent for parent in (unit.parent, *unit.former_parents) if parent]
        return frozenset(above).union(*(self.above_ever(parent) for parent in above))

    @cached_property
    def keys_of(self) -> Callable[[str], frozenset[NameKey]]:
        """Code -> the keys of all names of that unit; what was asked is remembered."""
        return lru_cache(maxsize=_REMEMBERED)(lambda code: frozenset(unit_keys(self.by_code[code])))

    @cached_property
    def _provinces(self) -> dict[str, Unit]:
        return {code: (self.ancestors(code) or (unit,))[-1] for code, unit in self.by_code.items()}

    @cached_property
    def _province_names(self) -> dict[str, frozenset[str]]:
        provinces = (unit for unit in self.by_code.values() if unit.level == "province")
        return {
            unit.code: frozenset((*(form.name for form in unit.forms), self.province_now(unit.code).name))
            for unit in provinces
        }

    @cached_property
    def _children(self) -> dict[str, tuple[Unit, ...]]:
        return _grouped((unit.parent, unit) for unit in self.by_code.values() if unit.parent)

    @cached_property
    def _children_ever(self) -> dict[str, tuple[Unit, ...]]:
        units = self.by_code.values()
        return _grouped((code, unit) for unit in units for code in (unit.parent, *unit.former_parents) if code)

    @cached_property
    def _predecessors(self) -> dict[str, tuple[Unit, ...]]:
        return _grouped((heir.code, unit) for unit in self.by_code.values() for heir in unit.successors)

    @cached_property
    def names(self) -> NameIndex:
        """The index for running text with accents."""
        return _name_index(self.by_key)

    @cached_property
    def plain_names(self) -> NameIndex:
        """The index for running text that prints no accents at all; built at first need."""
        pairs = ((key, unit) for unit in self.by_code.values() for key in unit_keys(unit))
        return _name_index(_grouped((tuple(map(plain_syllable, key)), unit) for key, unit in pairs))


def unit_names(unit: Unit) -> tuple[str, ...]:
    """Every bare name of a unit: of all its forms, and its aliases."""
    return (*(form.name for form in unit.forms), *unit.aliases)


def unit_keys(unit: Unit) -> Iterable[NameKey]:
    """The canonical key of every name of a unit, and of the joined spellings of highland names."""
    for name in unit_names(unit):
        yield name_key(name)
        yield from highland_keys(name)


def _grouped(pairs: Iterable[tuple[Key, Unit]]) -> dict[Key, tuple[Unit, ...]]:
    found: dict[Key, dict[str, Unit]] = {}
    for key, unit in pairs:
        found.setdefault(key, {})[unit.code] = unit
    return {key: tuple(units[code] for code in sorted(units)) for key, units in found.items()}


def _name_index(units: Mapping[NameKey, tuple[Unit, ...]]) -> NameIndex:
    found: dict[str, dict[str, set[int]]] = {}
    for key in units:
        found.setdefault(key[0], {}).setdefault("".join(key[1:2]), set()).add(len(key))
    lengths = {}
    for first, by_second in found.items():
        alone = tuple(by_second.pop("", ()))
        longer = {second: (*sorted(sizes, reverse=True), *alone) for second, sizes in by_second.items()}
        lengths[first] = LengthsOf(alone, longer)
    return NameIndex(units, lengths)


def build_gazetteer(units: Iterable[Unit]) -> Gazetteer:
    """A gazetteer of these units.

    Raises:
        ValueError: Two units share a code, or a parent or successor is missing.
    """
    by_code: dict[str, Unit] = {}
    for unit in units:
        if unit.code in by_code:
            raise ValueError(f"two units share the code {unit.code}")
        by_code[unit.code] = unit
    for unit in by_code.values():
        for code in (unit.parent, *(heir.code for heir in unit.successors)):
            if code is not None and code not in by_code:
                raise ValueError(f"{unit.code} names the unknown unit {code}")
    return Gazetteer(by_code, _grouped((key, unit) for unit in by_code.values() for key in unit_keys(unit)))
