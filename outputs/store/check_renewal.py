"""Checks between documents that were found now -> rows of the store: new ones written, those that are no more gone.

Only what may be others since the last time is looked at (`stale_checks`), all of it where another program made them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, delete, false, func, or_, select, true

from outputs.store.addresses import in_chunks
from outputs.store.changes import newest_version, number_version, with_twins
from outputs.store.failures import database_errors
from outputs.store.record_tables import cross_check_figures, cross_checks
from outputs.store.stale_checks import Scope, Subject, read_state, settle
from outputs.store.transactions import begin_read, begin_write
from schemas.checks import CrossCheck
from schemas.record import Record

_IN_MEMORY = 8 << 20
_BATCH = 500
_ROW = ("kind", "outcome", "statement", "indicator", "locality", "province", "period")


@dataclass(frozen=True, slots=True)
class CheckMaker:
    """Who finds checks between documents.

    Attributes:
        find: All checks in a scope, or in the whole store for None, inside an open transaction.
        widen: The scope within which all checks are to be found anew where these subjects changed; none reaches out
            of it.
        version: Another one wherever the same figures may give other checks.
    """

    find: Callable[[Connection, Scope | None], Iterator[CrossCheck]]
    widen: Callable[[frozenset[Subject]], Scope]
    version: str


class Renewed(Record):
    """How many checks a renewal wrote, took away and left alone."""

    written: int
    removed: int
    unchanged: int


def renew_cross_checks(engine: Engine, maker: CheckMaker, *, is_whole: bool = False) -> Renewed:
    """Brings the rows to what `maker` finds now; what stands there already keeps its row.

    Everything is found in one reading transaction and waits in a file, so that writers are held up only while rows
    are written.

    Args:
        engine: Of the store.
        maker: Who finds them.
        is_whole: Whether to look at the whole store, whatever changed.

    Raises:
        OutputError: The store cannot be read or written; nothing was.
    """
    renewed = None
    while renewed is None:
        renewed = _renew_once(engine, maker, is_whole)
    return renewed


def _renew_once(engine: Engine, maker: CheckMaker, is_whole: bool) -> Renewed | None:
    """None where another program made the checks meanwhile: what was found here may be older than what stands there."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY, mode="w+", encoding="utf-8") as spool:
        with database_errors(engine.url), begin_read(engine) as connection:
            state, version = read_state(connection), newest_version(connection)[0]
            is_all = is_whole or state.made_by != maker.version
            scope = None if is_all else maker.widen(state.stale)
            if scope is not None and not scope:
                return Renewed(written=0, removed=0, unchanged=_count(connection))
            for check in maker.find(connection, scope):
                spool.write(check.model_dump_json() + "\n")
        spool.seek(0)
        with database_errors(engine.url), begin_write(engine) as connection:
            if read_state(connection).number != state.number:
                return None
            renewed = _bring_up_to_date(connection, spool, scope)
            settle(connection, state.number + 1, maker.version, version=version)
            return renewed


def _count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(cross_checks)) or 0


def _is_in(scope: Scope | None) -> ColumnElement[bool]:
    """Whether a stored check is of this scope."""
    if scope is None:
        return true()
    province = func.coalesce(cross_checks.c.province, "")
    own = (and_(cross_checks.c.indicator == one, province.in_(sorted(names))) for one, names in sorted(scope.items()))
    return or_(false(), *own)


def _bring_up_to_date(connection: Connection, lines: IO[str], scope: Scope | None) -> Renewed:
    before = _count(connection)
    query = select(cross_checks.c.check_id, cross_checks.c.check_key).where(_is_in(scope))
    held = dict(map(tuple, connection.execute(query).all()))
    next_key = (connection.scalar(select(func.max(cross_checks.c.check_key))) or 0) + 1
    written, seen, touched = 0, set[str](), set[str]()
    checks = map(CrossCheck.model_validate_json, lines)
    while batch := list(islice(checks, _BATCH)):
        new = {check.check_id: check for check in batch if check.check_id not in held and check.check_id not in seen}
        seen.update(check.check_id for check in batch)
        _insert(connection, list(new.values()), next_key)
        next_key += len(new)
        written += len(new)
        touched.update(figure.document_id for check in new.values() for figure in check.figures)
    gone = [key for check_id, key in held.items() if check_id not in seen]
    touched |= _delete(connection, gone)
    if touched:
        # The facts of these documents tell of other checks now, and the next increment must show it.
        number_version(connection, with_twins(connection, touched), seen ^ held.keys())
    return Renewed(written=written, removed=len(gone), unchanged=before - len(gone))


def _delete(connection: Connection, keys: Iterable[int]) -> set[str]:
    """Deletes checks; the documents that they were about."""
    touched: set[str] = set()
    for chunk in in_chunks(keys):
        touched.update(connection.scalars(_documents_of(chunk)))
        connection.execute(delete(cross_checks).where(cross_checks.c.check_key.in_(chunk)))
    return touched


def _documents_of(keys: Sequence[int]) -> Select[tuple[str]]:
    return select(cross_check_figures.c.document_id).where(cross_check_figures.c.check_key.in_(keys)).distinct()


def _insert(connection: Connection, checks: Sequence[CrossCheck], first_key: int) -> None:
    if not checks:
        return
    rows, figures = [], []
    for key, check in enumerate(checks, start=first_key):
        rows.append({"check_key": key, "check_id": check.check_id} | {name: getattr(check, name) for name in _ROW})
        figures += [{"check_key": key, "position": at, **dict(one)} for at, one in enumerate(check.figures)]
    connection.execute(cross_checks.insert(), rows)
    connection.execute(cross_check_figures.insert(), figures)


def drop_checks_about(connection: Connection, document_ids: Iterable[str], fact_ids: Iterable[str]) -> set[str]:
    """Deletes the checks that name facts of these documents whose figures are none any more.

    What is true instead is found the next time that checks are made: until then a check is missing, and none is wrong.

    Returns:
        All documents that the checks were about.
    """
    keys: set[int] = set()
    link = cross_check_figures
    for chunk in in_chunks(sorted(fact_ids)):
        query = select(link.c.check_key).where(link.c.document_id.in_(sorted(document_ids)), link.c.fact_id.in_(chunk))
        keys.update(connection.scalars(query))
    return _delete(connection, sorted(keys))
