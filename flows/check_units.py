"""The gazetteer -> how administrative units lie in each other, as checks between documents ask for it."""

from collections.abc import Iterator
from functools import cache, cached_property

from flows.tiling import GazetteerTiling


class GazetteerUnits(GazetteerTiling):
    """`outputs.checking.units.Units` by the gazetteer of the extractors."""

    def parent(self, code: str) -> str | None:
        """The unit directly above; None for a province and for an unknown code."""
        unit = self._gazetteer.by_code.get(code)
        return unit.parent if unit else None

    def children(self, code: str, day: str) -> tuple[str, ...]:
        """The units directly below on a day (ISO), sorted by code; empty when unknown."""
        return tuple(unit.code for unit in self._gazetteer.children(code) if unit.is_valid_on(day))

    def provinces_with(self, province: str) -> frozenset[str]:
        """Bare names of the provinces, then and now, whose units became each other's, this one among them if known."""
        return self._together.get(province, frozenset())

    @cached_property
    def _together(self) -> dict[str, frozenset[str]]:
        """Each name of a province, with the names of all that units of it became or were, directly or by others."""
        groups: dict[str, frozenset[str]] = {}
        for names in set(map(frozenset, self._exchanging())):
            whole = names.union(*(groups.get(name, ()) for name in names))
            groups |= dict.fromkeys(whole, whole)
        return groups

    def _exchanging(self) -> Iterator[tuple[str, ...]]:
        """For each unit the names of its province and of those of its heirs, at any time."""
        provinces = {code: self._gazetteer.province_of(code) for code in self._gazetteer.by_code}
        for code, unit in self._gazetteer.by_code.items():
            own = [provinces[code], *(provinces[heir.code] for heir in unit.successors)]
            yield tuple({form.name: None for province in own for form in province.forms})


@cache
def load_units() -> GazetteerUnits:
    """The units, read once a process."""
    return GazetteerUnits()
