"""The checks between documents some at a time, as pages show them, and how many there are of each sort."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, or_, select

from outputs.store.record_tables import cross_check_figures, cross_checks
from schemas.checks import CheckedFigure, CrossCheck, CrossKind, Outcome
from schemas.record import Record

_STATED = ("kind", "outcome", "statement", "indicator", "locality", "province", "period")


class CrossCheckFilter(Record):
    """Which checks between documents; None stands for all. `province` is the bare name then."""

    outcome: Outcome = "fails"
    kind: CrossKind | None = None
    province: str | None = None


class CheckPlace(NamedTuple):
    """Where a check stands in the order of pages: by kind, and of one kind as they were found."""

    kind: str
    key: int


class PlacedCheck(NamedTuple):
    """A check and its place."""

    place: CheckPlace
    check: CrossCheck


class CheckTally(NamedTuple):
    """How many checks of a kind came out so in a province."""

    kind: CrossKind
    outcome: Outcome
    province: str | None
    number: int


def read_check_page(
    connection: Connection, wanted: CrossCheckFilter, after: CheckPlace | None, limit: int
) -> list[PlacedCheck]:
    """The next checks behind a place; the index over outcome and kind has them in this order."""
    table = cross_checks
    query = select(table).where(table.c.outcome == wanted.outcome).order_by(table.c.kind, table.c.check_key)
    if wanted.kind is not None:
        query = query.where(table.c.kind == wanted.kind)
    if wanted.province is not None:
        query = query.where(table.c.province == wanted.province)
    if after is not None:
        is_behind = and_(table.c.kind == after.kind, table.c.check_key > after.key)
        query = query.where(table.c.kind >= after.kind, or_(table.c.kind > after.kind, is_behind))
    rows = connection.execute(query.limit(limit)).all()
    figures = _figures(connection, [row.check_key for row in rows])
    return [
        PlacedCheck(
            CheckPlace(row.kind, row.check_key),
            CrossCheck(**{name: getattr(row, name) for name in _STATED}, figures=tuple(figures[row.check_key])),
        )
        for row in rows
    ]


def _figures(connection: Connection, keys: Sequence[int]) -> dict[int, list[CheckedFigure]]:
    link = cross_check_figures
    query = select(link).where(link.c.check_key.in_(keys)).order_by(link.c.check_key, link.c.position)
    found: dict[int, list[CheckedFigure]] = {key: [] for key in keys}
    for row in connection.execute(query):
        found[row.check_key].append(CheckedFigure(fact_id=row.fact_id, document_id=row.document_id))
    return found


def stamp_of_checks(connection: Connection) -> str:
    """Changes when checks are made anew and differ: their number, and the last one; quick, unlike `tally_checks`."""
    count = connection.scalar(select(func.count()).select_from(cross_checks))
    last = select(cross_checks.c.check_key, cross_checks.c.check_id).order_by(cross_checks.c.check_key.desc()).limit(1)
    row = connection.execute(last).one_or_none()
    return f"{count}:{row.check_key}:{row.check_id}" if row else ""


def tally_checks(connection: Connection) -> tuple[CheckTally, ...]:
    """How many checks there are of each kind, outcome and province; empty where none were made."""
    table = cross_checks
    by = (table.c.kind, table.c.outcome, table.c.province)
    return tuple(CheckTally(*row) for row in connection.execute(select(*by, func.count()).group_by(*by)))
