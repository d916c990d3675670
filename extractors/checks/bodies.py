"""Figures -> one number printed for two bodies in one sentence, which is more often a slip than chance.

For two places it may be chance, in a long list above all: that tells nothing for sure.
"""

from collections.abc import Iterator

from extractors.checks.figures import Figure, Figures, make_check
from extractors.checks.numbers import print_number
from schemas.checks import Check, Outcome
from schemas.vocabulary import System

_BODIES: dict[System | None, str] = {
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
        if not figure.is_count or fact.qualifier != "exact":
            continue
        key = (figure.sentence, fact.value, fact.indicator, fact.status, fact.groups, fact.unit)
        first = seen.setdefault(key, figure)
        if first is figure or _digits(figure) < _FEWEST_DIGITS:
            continue
        if _are_two(first.fact.system, fact.system):
            yield _check("fails", f"{_BODIES[first.fact.system]} và {_BODIES[fact.system]}", first, figure)
        elif _are_two(_place(first), _place(figure)):
            yield _check("cannot_tell", f"{_place(first)} và {_place(figure)}", first, figure)


def _digits(figure: Figure) -> int:
    """Significant digits: 16.731 has five, 12.000 two."""
    return len(figure.fact.value.normalize().as_tuple().digits)


def _are_two(one: str | None, two: str | None) -> bool:
    return one is not None and two is not None and one != two


def _place(figure: Figure) -> str | None:
    return figure.fact.locality.name if figure.fact.locality else None


def _check(outcome: Outcome, names: str, first: Figure, second: Figure) -> Check:
    statement = f"{names} cùng có {print_number(first.fact.value)} {_unit(first)}"
    return make_check("same_figure", outcome, (first, second), statement)


def _unit(figure: Figure) -> str:
    fact = figure.fact
    if figure.subject == "member" and fact.system:
        return _MEMBERS.get(fact.system, "hội viên")
    return _UNITS.get(fact.unit, fact.unit)
