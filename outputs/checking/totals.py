"""Figures of units at one time -> those of the units below beside that of the unit above, as a sum or as a bound."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from outputs.checking.moments import Moment, Told, build_check, can_contradict, say_figure, say_subject, say_with_source
from outputs.checking.units import Units
from outputs.comparing.definitions import load_definitions
from outputs.comparing.intervals import Interval
from outputs.figures import format_number
from outputs.labels import Labels
from schemas.checks import CrossCheck, Outcome

_FEWEST = 2
_SHOWN = 6


def find_unit_totals(figures: Sequence[Told], units: Units, labels: Labels) -> Iterator[CrossCheck]:
    """Every larger unit whose figure and whose units' figures are told for one time.

    Args:
        figures: Of one indicator in one province, whole units only are looked at.
        units: How units lie in each other.
        labels: Vietnamese words.
    """
    known: dict[Moment, dict[str, Told]] = defaultdict(dict)
    for told in figures:
        if _can_be_added(told) and told.moment and told.row.place_code:
            best = known[told.moment].get(told.row.place_code)
            if best is None or told.rank < best.rank:
                known[told.moment][told.row.place_code] = told
    for moment, by_code in sorted(known.items()):
        below: dict[str, list[Told]] = defaultdict(list)
        for code, told in sorted(by_code.items()):
            parent = units.parent(code)
            if parent in by_code:
                below[parent].append(told)
        for parent, parts in below.items():
            yield from _check(by_code[parent], parts, len(units.children(parent, moment.last)), labels)


def _can_be_added(told: Told) -> bool:
    row = told.row
    adds = load_definitions().kinds[told.indicator].adds
    return row.measure == "count" and row.status == "actual" and told.is_whole and told.is_dated and adds != "never"


def _check(whole: Told, parts: Sequence[Told], of: int, labels: Labels) -> Iterator[CrossCheck]:
    """Parts that lie above the whole contradict it, however many are known; that they make it up, only all can say."""
    added = Interval(Decimal(0), Decimal(0))
    for part in parts:
        added = added.plus(part.bounds.allowed)
    allowed = whole.bounds.allowed
    about = (whole, *parts)
    left = _sum(parts, labels)
    right = f"{say_subject(whole, labels)}: {say_with_source(whole, labels)}"
    is_all = len(parts) == of
    wrong: Outcome = "fails" if can_contradict(about) else "cannot_tell"
    if allowed.high is not None and added.low > allowed.high:
        yield build_check("units_total", wrong, about, f"{left} > {right}: các đơn vị lớn hơn tổng số")
    elif is_all and load_definitions().kinds[whole.indicator].adds == "units":
        is_sum = added.meets(allowed)
        sign = "=" if is_sum else "≠"
        yield build_check("units_total", "holds" if is_sum else wrong, about, f"{left} {sign} {right}")
    elif is_all:
        yield build_check("units_total", "holds", about, f"{left} ≤ {right}")
    elif len(parts) >= _FEWEST:
        why = f"mới có {len(parts)}/{of} đơn vị"
        yield build_check("units_total", "cannot_tell", about, f"{left} ≤ {right}; {why}")


def _sum(parts: Sequence[Told], labels: Labels) -> str:
    """The parts with their names and their sum: "huyện A 40 + huyện B 60 = 100"."""
    named = [f"{part.row.place_name} {say_figure(part, labels)}" for part in parts]
    shown = named if len(named) <= _SHOWN else [*named[: _SHOWN - 1], "…", named[-1]]
    if len(parts) == 1:
        return named[0]
    total = format_number(sum((part.row.value for part in parts), Decimal(0)))
    return f"{' + '.join(shown)} ({len(parts)} đơn vị) = {total}"
