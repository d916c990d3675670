"""Figures of units before July 2025 -> sums for the units of today, where that is exact, else the reason why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from outputs.comparing.definitions import load_definitions
from outputs.comparing.grouping import Groups, Subject, Time
from outputs.comparing.rows import Cell, Refusal, Row
from outputs.comparing.rows_building import Cells, sum_row
from outputs.figures import format_date
from outputs.places import Place, place_key
from schemas.vocabulary import Indicator, Level, Measure

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A former unit of which a unit of today took over all, or only a part (`is_whole` False)."""

    code: str
    name: str
    is_whole: bool


class Tiling(Protocol):
    """Which former units became which units of today, as the gazetteer knows it."""

    def heirs(self, code: str) -> tuple[Place, ...]:
        """The units of today, at the level of a former unit, that took it over; empty when unknown."""

    def parts(self, code: str, level: Level, day: str) -> tuple[Part, ...]:
        """The units of one level on a day (ISO) before the reform that a unit of today took over, sorted by code."""


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown} và {len(names) - _MOST_NAMED} đơn vị khác"


def _times(groups: Groups, code: str) -> Mapping[Time, object]:
    return groups.get(Subject(code, None), {})


def _common_times(groups: Groups, parts: Sequence[Part]) -> set[Time]:
    """The times for which every part has a figure."""
    shared = set(_times(groups, parts[0].code))
    for part in parts[1:]:
        shared &= set(_times(groups, part.code))
    return shared


def refuse_definition(indicator: Indicator, measure: Measure) -> str | None:
    """Why figures of this kind are never added up; None when they may be."""
    if measure != "count":
        return "tỷ lệ và mức tăng, giảm không cộng được"
    if load_definitions().kinds[indicator].adds == "never":
        return "một đối tượng có thể được tính ở nhiều đơn vị, nên không cộng được"
    return None


def refuse_parts(parts: Sequence[Part], groups: Groups) -> str | None:
    """Why the figures of these former units do not make one of today's unit; None when they do."""
    if not parts:
        return "không rõ các đơn vị cũ"
    split = [part.name for part in parts if not part.is_whole]
    if split:
        return f"{_listed(split)} chỉ nhập vào một phần"
    missing = [part.name for part in parts if not _times(groups, part.code)]
    if missing:
        return f"thiếu số liệu của {_listed(missing)}"
    if not _common_times(groups, parts):
        newest = [f"{part.name} {format_date(max(_times(groups, part.code)).as_of)}" for part in parts]
        return f"các đơn vị cũ không có số liệu cùng thời điểm ({_listed(newest)})"
    return None


def _refuse_cells(cells: Sequence[Cell | None]) -> str | None:
    known = [cell for cell in cells if cell is not None]
    if len(known) < len(cells):
        return "có số liệu chỉ là bản đăng lại"
    units = {cell.figure.fact.unit for cell in known}
    return None if len(units) == 1 else f"khác đơn vị tính ({', '.join(sorted(units))})"


@dataclass(frozen=True, slots=True)
class RollUp:
    """Adds up former units; `groups` and `cells` hold the figures of one kind, of units of one level."""

    tiling: Tiling
    groups: Groups
    cells: Cells
    level: Level

    def sums(self, *, all_times: bool = False) -> tuple[list[Row], list[Refusal]]:
        """For each unit of today to which a unit with figures went, its sum or the reason why there is none.

        Args:
            all_times: Whether to give a sum for every time that all former units have a figure for, not the latest.
        """
        targets: dict[str, Place] = {}
        newest: dict[str, str] = {}
        for subject, times in self.groups.items():
            for heir in self.tiling.heirs(subject.place_key):
                key = place_key(heir)
                targets[key] = heir
                newest[key] = max(newest.get(key, ""), max(times).as_of)
        found = [one for key, heir in targets.items() for one in self._of(heir, newest[key], all_times=all_times)]
        return [one for one in found if isinstance(one, Row)], [one for one in found if isinstance(one, Refusal)]

    def _of(self, target: Place, day: str, *, all_times: bool) -> list[Row | Refusal]:
        parts = self.tiling.parts(target.code or "", self.level, day)
        reason = refuse_parts(parts, self.groups)
        if reason:
            return [Refusal(target, reason)]
        times = sorted(_common_times(self.groups, parts), reverse=True)
        return [self._sum(target, parts, time) for time in (times if all_times else times[:1])]

    def _sum(self, target: Place, parts: Sequence[Part], time: Time) -> Row | Refusal:
        subjects = [Subject(part.code, None) for part in parts]
        self.cells.load([(subject, time) for subject in subjects])
        cells = [self.cells.cell(subject, time) for subject in subjects]
        reason = _refuse_cells(cells)
        return Refusal(target, reason) if reason else sum_row(target, [cell for cell in cells if cell is not None])
