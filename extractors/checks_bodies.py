"""Figures -> one number printed for two bodies in one sentence, which is more often a slip than chance."""

from collections.abc import Iterator

from extractors.checks_figures import Figure, Figures, make_check
from extractors.checks_numbers import print_number
from schemas.checks import Check
from schemas.vocabulary import System

_BODIES: dict[System, str] = {
    "party": "Đảng bộ", "youth_union": "Đoàn Thanh niên", "women_union": "Hội Phụ nữ",
    "farmers_union": "Hội Nông dân", "veterans_union": "Hội Cựu chiến binh", "trade_union": "Công đoàn",
    "front": "Mặt trận Tổ quốc",
}  # fmt: skip
_UNITS = {"person": "người", "organization": "tổ chức", "village": "thôn, bản", "household": "hộ"}
_FEWEST_DIGITS = 4


def find_body_checks(figures: Figures) -> Iterator[Check]:
    """One check for each exact number of four significant digits that a sentence gives to two bodies or places."""
    seen: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        fact = figure.fact
        digits = len("".join(map(str, fact.value.normalize().as_tuple().digits)))
        if not figure.is_count or fact.qualifier != "exact" or digits < _FEWEST_DIGITS or fact.denominator is not None:
            continue
        key = (figure.sentence, fact.value, fact.indicator, fact.status, fact.groups, fact.unit)
        first = seen.setdefault(key, figure)
        if first is not figure and _body(first) != _body(figure):
            words = _UNITS.get(fact.unit, fact.unit)
            if figure.subject == "member" and fact.system != "party":
                words = "hội viên" if "union" in str(fact.system) and fact.system not in _MEMBERS else _MEMBERS_WORD
            names = f"{_body(first)} và {_body(figure)}"
            yield make_check("same_figure", "fails", (first, figure), f"{names} cùng có {print_number(fact.value)} {words}")
