"""Figures -> checks of a level before, a level after, and the change between them."""

import re
from collections.abc import Iterator

from extractors.checks.figures import Figure, Figures, make_check
from extractors.checks.kinds import are_of_one_kind, are_of_one_place
from extractors.checks.numbers import Bounds, compare, print_figure, print_number, printed_places
from schemas.checks import Check, Outcome

_BOUND = r"(?:(?:hơn|trên|gần|khoảng|chỉ|là|có|được|thêm|tới|đến|ở|mức|con số)\s*)*"
FROM = re.compile(rf"\btừ\s+(?:chỗ|mức|con số)?\s*(?:(?:chỉ )?có|còn)?\s*{_BOUND}$")
_DOWN = re.compile(rf"(?:xuống|còn|giảm(?: còn| xuống)?)\s*(?:chỉ\s*)?(?:còn\s*)?{_BOUND}$")
_UP = re.compile(rf"(?:lên|tăng(?: lên)?)\s*{_BOUND}$")
_CHANGE_UP = re.compile(rf"tăng\s*(?:thêm|lên)?\s*{_BOUND}$")
_CHANGE_DOWN = re.compile(rf"(?:giảm|xóa|xoá|bớt)\s*(?:được|đi|bớt)?\s*{_BOUND}$")
_COMPARED = re.compile(rf"so với[^;.]*\(\s*(?:là\s*)?{_BOUND}$|so với[^;.(]{{0,40}}\blà\s*{_BOUND}$")
RAISES = re.compile(rf"(?:nâng|đưa)\s[^;.]*(?:lên|là|đạt|thành)\s*(?:con số\s*)?{_BOUND}$")
_LONGEST = 120


def find_change_checks(figures: Figures) -> Iterator[Check]:
    """Before, after and change ("từ 95 xuống còn 23, xóa được 72")."""
    for index, figure in enumerate(figures):
        if "từ" in figure.gap and index + 1 < len(figures) and _is_pair(figure, figures[index + 1]):
            yield _check_pair(figures, index)
        if index > 1 and "so với" in figure.gap:
            yield from _check_base(figures, index)


def _is_pair(before: Figure, after: Figure) -> bool:
    """Whether two figures are the old and the new level of one thing."""
    return (
        before.sentence == after.sentence
        and before.is_percent == after.is_percent
        and are_of_one_kind(before, after)
        and are_of_one_place(before, after)
        and len(after.gap) <= _LONGEST
        and bool(FROM.search(before.gap))
        and _direction(after.gap) is not None
    )


def _direction(gap: str) -> str | None:
    if _DOWN.search(gap):
        return "down"
    return "up" if _UP.search(gap) else None


def _check_pair(figures: Figures, index: int) -> Check:
    before, after = figures[index], figures[index + 1]
    direction = _direction(after.gap)
    low, high = (after, before) if direction == "down" else (before, after)
    if low.bounds.low > high.bounds.high:
        words = "giảm" if direction == "down" else "tăng"
        statement = f"từ {print_figure(before.fact)} đến {print_figure(after.fact)} không phải là {words}"
        return make_check("before_after_change", "fails", (before, after), statement)
    for change in _near_in_clause(figures, index):
        if is_change(change, before, direction or "up"):
            return check_change(before, after, change, direction or "up")
    arrow = "giảm" if direction == "down" else "tăng"
    difference = print_number(abs(before.fact.value - after.fact.value))
    points = " điểm phần trăm" if before.is_percent else ""
    statement = f"{print_figure(before.fact)} → {print_figure(after.fact)}: {arrow} {difference}{points}"
    return make_check("before_after_change", "holds", (before, after), statement)


def _near_in_clause(figures: Figures, index: int) -> Iterator[Figure]:
    """The two figures behind and the two before a pair that a semicolon does not part from it."""
    for behind in figures[index + 2 : index + 4]:
        if behind.sentence != figures[index].sentence or ";" in behind.gap:
            break
        yield behind
    for at in range(index - 1, max(-1, index - 3), -1):
        if figures[at].sentence != figures[index].sentence or ";" in figures[at + 1].gap:
            break
        yield figures[at]


def is_change(change: Figure, level: Figure, direction: str) -> bool:
    """Whether a figure near the two levels says how much they differ."""
    words = _CHANGE_DOWN if direction == "down" else _CHANGE_UP
    is_like = change.is_percent or (change.fact.unit == level.fact.unit and change.subject == level.subject)
    return is_like and bool(words.search(change.gap)) and not RAISES.search(change.gap)


def check_change(before: Figure, after: Figure, change: Figure, direction: str) -> Check:
    """An old and a new level against the change that the text states, as a number or in percent of the old one."""
    high, low = (before, after) if direction == "down" else (after, before)
    difference = high.bounds.minus(low.bounds)
    left = f"{print_number(high.fact.value)} - {print_number(low.fact.value)}"
    outcome: Outcome
    if change.is_percent and not before.is_percent:
        return _check_relative(before, after, change, difference)
    outcome = compare(difference, change.bounds)
    if change.is_percent and outcome != "holds":
        return _check_relative(before, after, change, difference)
    sign = "=" if outcome == "holds" else "≠"
    statement = f"{left} {sign} {print_figure(change.fact)}"
    return make_check("before_after_change", outcome, (before, after, change), statement)


def _check_relative(before: Figure, after: Figure, change: Figure, difference: Bounds) -> Check:
    """A change in percent of the old level."""
    relative = difference.percent_of(before.bounds) if before.bounds.low > 0 else difference
    outcome = compare(relative, change.bounds)
    shown = print_number(relative.likely_low, max(1, printed_places(change.fact.value)))
    verdict = "khớp với" if outcome == "holds" else "không khớp với"
    statement = (
        f"{print_number(before.fact.value)} → {print_number(after.fact.value)}: {shown}%, "
        f"{verdict} “{print_figure(change.fact)}”"
    )
    return make_check("before_after_change", outcome, (before, after, change), statement)


def _check_base(figures: Figures, index: int) -> Iterator[Check]:
    """A new level, its change, and the old level in brackets: "còn 19, giảm 76 so với năm 2016 (95)"."""
    after, change, before = figures[index - 2 : index + 1]
    if after.sentence != before.sentence or not _COMPARED.search(before.gap) or before.is_percent != after.is_percent:
        return
    if before.subject != after.subject or before.fact.unit != after.fact.unit:
        return
    if not are_of_one_place(before, change, after):
        return
    for direction in ("down", "up"):
        if is_change(change, after, direction):
            yield check_change(before, after, change, direction)
