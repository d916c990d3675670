"""Figures -> one number printed for two bodies in one sentence, which is more often a slip than chance."""

from collections.abc import Iterator

from extractors.checks_figures import Figure, Figures, make_check
from extractors.checks_numbers import print_number
from schemas.checks import Check
from schemas.vocabulary import System

_BODIES: dict[System, str] = {
    "party": "Đảng bộ", "youth_union": "Đoàn Thanh niên", "women_union": "Hội Phụ nữ",
    "farmers_union": "Hội Nông dân", "veterans_union": "Hội Cựu chiến binh", "trade_union": "Công đoàn",
    "front": "Mặt trận Tổ quốc", "other": "tổ chức khác",
}  # fmt: skip
_MEMBERS: dict[System, str] = {"party": "đảng viên", "youth_union": "đoàn viên", "trade_union": "đoàn viên"}
_UNITS = {"person": "người", "organization": "tổ chức", "village": "thôn, bản", "household": "hộ"}
_FEWEST_DIGITS = 4


def find_body_checks(figures: Figures) -> Iterator[Check]:
    """One check for each exact number of four significant digits that a sentence gives to two bodies or places."""
    seen: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        fact = figure.fact
        if not figure.is_count or fact.qualifier != "exact" or _digits(figure) < _FEWEST_DIGITS:
            continue
        key = (figure.sentence, fact.value, fact.indicator, fact.status, fact.groups, fact.unit)
        first = seen.setdefault(key, figure)
        names = _two_names(first, figure)
        if names is not None:
            statement = f"{names} cùng có {print_number(fact.value)} {_unit(first)}"
            yield make_check("same_figure", "fails", (first, figure), statement)


def _digits(figure: Figure) -> int:
    """Significant digits: 16.731 has five, 12.000 two."""
    return len(figure.fact.value.normalize().as_tuple().digits)


def _two_names(first: Figure, second: Figure) -> str | None:
    """The names of two bodies or places, or None when both figures are of one."""
    one, two = first.fact, second.fact
    if one.system != two.system and one.system and two.system:
        return f"{_BODIES[one.system]} và {_BODIES[two.system]}"
    if one.locality and two.locality and one.locality.name != two.locality.name:
        return f"{one.locality.name} và {two.locality.name}"
    return None


def _unit(figure: Figure) -> str:
    fact = figure.fact
    if figure.subject == "member" and fact.system:
        return _MEMBERS.get(fact.system, "hội viên")
    return _UNITS.get(fact.unit, fact.unit)
