"""The gazetteer -> which former units became which units of today, as the comparison asks for it."""

from extractors.gazetteer.load import load_gazetteer
from extractors.gazetteer.lookup import Gazetteer
from extractors.gazetteer.units import REFORM_DAY, Unit
from outputs.comparing.rollup import Part
from outputs.places import Place
from schemas.vocabulary import Level

_LAST_DAY = "2025-06-30"


class GazetteerTiling:
    """`outputs.comparing.rollup.Tiling` by the gazetteer of the extractors, loaded once."""

    @property
    def _gazetteer(self) -> Gazetteer:
        """Loaded with the first question."""
        return load_gazetteer()

    def _place(self, unit: Unit) -> Place:
        province = self._gazetteer.province_of(unit.code).name
        return Place(name=unit.full_name, level=unit.level, province=province, code=unit.code)

    def heirs(self, code: str) -> tuple[Place, ...]:
        """The units of today, at the level of a former unit, that took it over; empty when unknown."""
        unit = self._gazetteer.by_code.get(code)
        if unit is None or unit.is_current:
            return ()
        return tuple(map(self._place, (one for one in self._gazetteer.successors(code) if one.level == unit.level)))

    def parts(self, code: str, level: Level, day: str) -> tuple[Part, ...]:
        """The units of one level on a day before the reform that a unit of today took over, sorted by code."""
        then = day if "" < day < REFORM_DAY else _LAST_DAY
        units = self._gazetteer.predecessors(code)
        return tuple(
            Part(code=unit.code, name=unit.form_on(then).full_name, is_whole=_is_whole(unit))
            for unit in units
            if unit.level == level and unit.is_valid_on(then)
        )


def _is_whole(unit: Unit) -> bool:
    return len(unit.successors) == 1 and not unit.successors[0].is_part
