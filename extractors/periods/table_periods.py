"""Mentions of time around a table -> the period of each of its figures."""

from collections.abc import Sequence

from extractors.periods.dating import UNTIL, make_period
from extractors.periods.figures import FigureKind
from extractors.periods.finding import PeriodMention
from extractors.periods.scope import TimeScope
from schemas.facts import Period

_CAPTION = 1000
_OF_TABLES = frozenset({"flow", "term", "as_of", "now"})


def resolve_table_period(
    scope: TimeScope, *, heads: Sequence[tuple[int, int]], table_start: int, kind: FigureKind, text: str = ""
) -> Period:
    """The period of a table's figure: printed in its column's head, else the last one before the table.

    Args:
        scope: From `make_time_scope`.
        heads: Starts and ends of the heads over its column, the nearest first.
        table_start: Where the table begins; the caption of a table of levels stands close above.
        kind: What the figure is.
        text: The document's text; a stretch that a whole sentence tells of is no caption for levels.
    """
    own = [m for head in heads for m in scope.between(*head)]
    is_flow = not kind.is_level or kind.is_target
    first = 0 if is_flow else max(0, table_start - _CAPTION)
    kinds = _OF_TABLES | {"day"} if kind.is_event else _OF_TABLES
    above = [m for m in reversed(scope.between(first, table_start)) if m.kind in kinds]
    if is_flow:
        above = [m for m in above if m.kind != "now" or UNTIL.match(m.text)]
    else:
        above = [m for m in above if m.kind != "flow" or not _is_in_prose(text, m)]
    nearest = next(iter(above), None)
    chosen = own[-1] if own and not (is_flow and _is_in_year_of(nearest, own[-1])) else nearest
    until_a_day = is_flow and chosen is not None and chosen.kind == "as_of"
    base = _opening_above(above, chosen.last) or _opening_of_year(chosen, own) if until_a_day and chosen else None
    return make_period(chosen, scope.published, kind=kind, base=base)


def _is_in_year_of(day: PeriodMention | None, own: PeriodMention) -> bool:
    """Whether a column's head only says "in the year" below the day as of which the table is printed."""
    return own.kind == "flow" and own.inferred and day is not None and day.kind == "as_of" and not day.inferred


def _opening_of_year(closing: PeriodMention, own: Sequence[PeriodMention]) -> str | None:
    """The first of January, for a flow until a day whose head says "in the year", or until the last day of a year."""
    last = closing.last or ""
    return f"{last[:4]}-01-01" if last.endswith("-12-31") or (own and last) else None


def _is_in_prose(text: str, mention: PeriodMention) -> bool:
    """Whether a mention stands in a line that ends as a sentence does."""
    return text[mention.end :].partition("\n")[0].rstrip().endswith((".", "!", ";"))


def _opening_above(above: Sequence[PeriodMention], last: str | None) -> str | None:
    """Where a flow that a table tells "until a day" began: the nearest stretch told above that holds the day."""
    stretches = (m for m in above if m.kind in ("flow", "term") and m.first and m.last)
    return next((m.first for m in stretches if last and (m.first or "")[:4] <= last[:4] <= (m.last or "")[:4]), None)
