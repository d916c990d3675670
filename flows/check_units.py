"""The gazetteer -> how administrative units lie in each other, as checks between documents ask for it."""

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
