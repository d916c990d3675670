"""What changed results -> which checks between documents are to be made anew: an indicator in a province at a time.

A mark is set in the transaction that changes results, and taken away in the one that writes the checks made since:
however a program ends, no check stays stale without one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, select

from outputs.store.addresses import in_chunks
from outputs.store.derived_tables import check_renewals, reviewed_facts, stale_checks
from outputs.store.tables import extractions, facts

Scope = Mapping[str, frozenset[str]]
"""Bare names of provinces by indicator; "" stands for figures without a province."""


class Subject(NamedTuple):
    """What checks are about at most: figures of one indicator in one province are held against each other."""

    indicator: str
    province: str


class CheckState(NamedTuple):
    """How far the checks of a store are up to date.

    `number` counts the times that they were made, `made_by` names the program that did it last; None before the first.
    """

    number: int
    made_by: str | None
    stale: frozenset[Subject]


def is_held_against_others(table: Table) -> ColumnElement[bool]:
    """Whether a row of `facts` or `reviewed_facts` is a figure that checks between documents look at."""
    column = table.c
    return and_(column.indicator != "other", column.same_as.is_(None), column.locality_level.is_not(None))


def subjects_of(connection: Connection, document_ids: Iterable[str]) -> frozenset[Subject]:
    """What the newest extractions of these documents are about, as extracted and as reviewed."""
    found: set[Subject] = set()
    newest = select(func.max(extractions.c.extraction_key)).group_by(extractions.c.document_id)
    for chunk in in_chunks(document_ids):
        keys = connection.scalars(newest.where(extractions.c.document_id.in_(chunk))).all()
        for table in (facts, reviewed_facts):
            query = select(table.c.indicator, func.coalesce(table.c.locality_province, "")).distinct()
            query = query.where(table.c.extraction_key.in_(keys), is_held_against_others(table))
            found.update(Subject(*row) for row in connection.execute(query))
    return frozenset(found)


def mark_stale(connection: Connection, subjects: Iterable[Subject], version: int) -> None:
    """Writes down that figures of these subjects are others since this version of the store."""
    provinces: dict[str, list[str]] = defaultdict(list)
    for subject in sorted(subjects):
        provinces[subject.indicator].append(subject.province)
    for indicator, own in provinces.items():
        for chunk in in_chunks(own):
            is_one = and_(stale_checks.c.indicator == indicator, stale_checks.c.province.in_(chunk))
            connection.execute(delete(stale_checks).where(is_one))
            rows = [{"indicator": indicator, "province": one, "version": version} for one in chunk]
            connection.execute(stale_checks.insert(), rows)


def read_state(connection: Connection) -> CheckState:
    """What is stale now."""
    last = select(check_renewals.c.number, check_renewals.c.made_by).order_by(check_renewals.c.number.desc()).limit(1)
    row = connection.execute(last).one_or_none()
    query = select(stale_checks.c.indicator, stale_checks.c.province)
    stale = frozenset(Subject(*one) for one in connection.execute(query))
    return CheckState(row.number, row.made_by, stale) if row else CheckState(0, None, stale)


def settle(connection: Connection, number: int, made_by: str, *, version: int) -> None:
    """Takes away the marks up to a version, as of which checks were found, and names who found them."""
    connection.execute(delete(stale_checks).where(stale_checks.c.version <= version))
    connection.execute(delete(check_renewals))
    connection.execute(check_renewals.insert().values(number=number, made_by=made_by, at=datetime.now(UTC)))
