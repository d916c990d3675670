"""Levels of units of July 2025 -> each beside the sum of the units that it was made of, where that is exact."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from outputs.checking.moments import Told, build_check, can_contradict, say_figure, say_subject, say_with_source
from outputs.checking.units import Units
from outputs.comparing.definitions import load_definitions
from outputs.comparing.rollup import Part
from outputs.figures import format_number
from outputs.labels import Labels
from outputs.places import NEW_ERA
from schemas.checks import CrossCheck

REFORM_DAY = "2025-07-01"
_OLDEST = "2023-07-01"
"""Figures from before tell too little of what there was when the units were merged."""
_LATEST = "2026-12-31"
_NEAR, _FAR = Decimal("0.05"), Decimal("0.20")
_A_YEAR = Decimal("0.03")
"""By how much a level may drift a year, beside what is lost in a merger."""
_NAMED = 3


@dataclass(slots=True)
class Reform:
    """The last figure of each unit before the reform, and the first of each after it, of one kind.

    It holds no more than two figures a unit, however many the store has.
    """

    before: dict[str, Told] = field(default_factory=dict)
    after: dict[str, Told] = field(default_factory=dict)

    def add(self, told: Told) -> None:
        """Takes a figure, if it is one to be compared across the reform."""
        code, moment = told.row.place_code, told.moment
        if code is None or moment is None or not _is_comparable(told):
            return
        if code.startswith(NEW_ERA):
            known = self.after.get(code)
            if REFORM_DAY <= moment.last <= _LATEST and (known is None or _is_earlier(told, known)):
                self.after[code] = told
        elif _OLDEST <= moment.last < REFORM_DAY:
            known = self.before.get(code)
            if known is None or _is_earlier(known, told):
                self.before[code] = told

    def checks(self, units: Units, labels: Labels) -> Iterator[CrossCheck]:
        """One check for each unit of today of which a former unit's figure is known."""
        for code, told in sorted(self.after.items()):
            parts = units.parts(code, told.row.level, "2025-06-30")
            known = [self.before[part.code] for part in parts if part.code in self.before]
            if known:
                yield _check(told, parts, known, labels)


def _is_comparable(told: Told) -> bool:
    row = told.row
    is_plain = told.kind == "level" and row.measure == "count" and row.status == "actual" and told.is_whole
    return is_plain and told.row.value > 0 and load_definitions().kinds[told.indicator].adds != "never"


def _is_earlier(one: Told, other: Told) -> bool:
    """Whether the first is of an earlier day, or of the same and the better figure."""
    if one.moment is None or other.moment is None:
        return False
    return (one.moment.last, one.rank) < (other.moment.last, other.rank)


def _check(now: Told, parts: tuple[Part, ...], known: list[Told], labels: Labels) -> CrossCheck:
    about = (now, *known)
    right = f"{say_subject(now, labels)}: {say_with_source(now, labels)}"
    total = sum((told.row.value for told in known), Decimal(0))
    named = " + ".join(f"{told.row.place_name} {say_figure(told, labels)}" for told in known[:_NAMED])
    more = f" + {len(known) - _NAMED} đơn vị khác" if len(known) > _NAMED else ""
    left = f"{named}{more}" if len(known) == 1 else f"{named}{more} = {format_number(total)}"
    reason = _reason(parts, known)
    if reason:
        return build_check("reform_2025", "cannot_tell", about, f"{left}; {right}; {reason}")
    off = abs(now.row.value - total) / total
    drift = _A_YEAR * Decimal(_days(known, now)) / Decimal("365.25")
    is_bound = not all(told.is_exact for told in about)
    words = f"{left} → {right}, lệch {format_number(round(off * 100, 1))}%"
    if off <= _NEAR + drift:
        return build_check("reform_2025", "holds", about, words)
    if off > _FAR + drift and not is_bound and can_contradict(about):
        return build_check("reform_2025", "fails", about, f"{words}: quá xa tổng các đơn vị cũ")
    return build_check("reform_2025", "cannot_tell", about, f"{words}: có thể do biến động hoặc làm tròn")


def _reason(parts: tuple[Part, ...], known: list[Told]) -> str | None:
    """Why the former units do not make up the one of today; None when they do."""
    split = [part.name for part in parts if not part.is_whole]
    if split:
        return f"{', '.join(split[:_NAMED])} chỉ nhập vào một phần"
    codes = {told.row.place_code for told in known}
    missing = [part.name for part in parts if part.code not in codes]
    return f"thiếu số liệu của {', '.join(missing[:_NAMED])}" if missing else None


def _days(known: list[Told], now: Told) -> int:
    first = min(told.moment.last for told in known if told.moment)
    last = now.moment.last if now.moment else first
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        # A day that its month does not have: no drift is allowed for.
        return 0
