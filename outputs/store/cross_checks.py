"""Checks between documents -> rows and back; what they say of the facts of a document."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

from sqlalchemy import Connection, Engine, Select, delete, func, select

from outputs.store.addresses import in_chunks
from outputs.store.changes import record_changes
from outputs.store.failures import database_errors
from outputs.store.record_tables import cross_check_figures, cross_checks
from outputs.store.transactions import begin_read, begin_write
from schemas.checks import MARKS, CrossCheck, Outcome
from schemas.facts import Fact
from schemas.record import Record

_IN_MEMORY = 8 << 20
_BATCH = 500
_MOST_TOLD = 3
_ROW = ("kind", "outcome", "statement", "indicator", "locality", "province", "period")
_ORDER: dict[Outcome, int] = {"fails": 0, "cannot_tell": 1, "holds": 2}

_LOOKED_AT = frozenset({"accepted", "corrected", "added"})
"""What a person has said of the article's figure outweighs what other articles say."""

Finder = Callable[[Connection], Iterator[CrossCheck]]


class Renewed(Record):
    """How many checks a renewal wrote, took away and left alone."""

    written: int
    removed: int
    unchanged: int


class Said(Record):
    """What one check between documents says of one fact; `cap` is how sure the fact may be at most."""

    outcome: Outcome
    statement: str
    cap: float | None


def renew_cross_checks(engine: Engine, find: Finder) -> Renewed:
    """Brings the rows to what `find` finds now; what stands there already keeps its row.

    Everything is found in one reading transaction and waits in a file, so that writers are held up only while rows
    are written.

    Raises:
        OutputError: The store cannot be read or written; nothing was.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY, mode="w+", encoding="utf-8") as spool:
        with database_errors(engine.url), begin_read(engine) as connection:
            for check in find(connection):
                spool.write(check.model_dump_json() + "\n")
        spool.seek(0)
        with database_errors(engine.url), begin_write(engine) as connection:
            return _bring_up_to_date(connection, spool)


def _bring_up_to_date(connection: Connection, lines: IO[str]) -> Renewed:
    held = dict(map(tuple, connection.execute(select(cross_checks.c.check_id, cross_checks.c.check_key)).all()))
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
    for chunk in in_chunks(gone):
        touched.update(connection.scalars(_documents_of(chunk)))
        connection.execute(delete(cross_checks).where(cross_checks.c.check_key.in_(chunk)))
    # The facts of these documents tell of other checks now, and the next increment must show it.
    record_changes(connection, touched, (check_id for check_id in seen ^ held.keys()))
    return Renewed(written=written, removed=len(gone), unchanged=len(held) - len(gone))


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


def said_of(connection: Connection, document_ids: Iterable[str]) -> Mapping[str, Sequence[Said]]:
    """What checks between documents say of the facts of these documents, by fact id, the worst first.

    Of one outcome no more than a few are given for each fact.
    """
    found: dict[str, dict[Outcome, list[Said]]] = defaultdict(lambda: defaultdict(list))
    link, check = cross_check_figures, cross_checks
    query = select(link.c.fact_id, link.c.check_key, check.c.outcome, check.c.statement).join(check)
    for chunk in in_chunks(document_ids):
        rows = connection.execute(query.where(link.c.document_id.in_(chunk)).order_by(check.c.check_id)).all()
        failed = {key for _, key, outcome, _ in rows if outcome == "fails"}
        sizes = _sizes(connection, failed)
        for fact_id, key, outcome, statement in rows:
            own = found[fact_id][outcome]
            if len(own) < _MOST_TOLD:
                cap = _cap(sizes[key]) if outcome == "fails" else None
                own.append(Said(outcome=outcome, statement=statement, cap=cap))
    return {
        fact_id: [one for outcome in sorted(own, key=lambda name: _ORDER[name]) for one in own[outcome]]
        for fact_id, own in found.items()
    }


def _sizes(connection: Connection, keys: Iterable[int]) -> dict[int, int]:
    """How many figures each of these checks is about."""
    sizes: dict[int, int] = {}
    query = select(cross_check_figures.c.check_key, func.count()).group_by(cross_check_figures.c.check_key)
    for chunk in in_chunks(keys):
        rows = connection.execute(query.where(cross_check_figures.c.check_key.in_(chunk)))
        sizes |= {key: size for key, size in rows}
    return sizes


def _cap(figures: int) -> float:
    """How sure a fact of a failed check may be at most: of n figures that contradict each other one is wrong."""
    return max(0.5, 1 - 1 / figures)


def tell_facts(facts: Sequence[Fact], said: Mapping[str, Sequence[Said]]) -> tuple[Fact, ...]:
    """The facts with what checks between documents say of them, and no surer than a failed one allows."""
    return tuple(_told(fact, said[fact.fact_id]) if fact.fact_id in said else fact for fact in facts)


def _told(fact: Fact, said: Sequence[Said]) -> Fact:
    words = tuple(f"{MARKS[one.outcome]} {one.statement}" for one in said)
    caps = [one.cap for one in said if one.cap is not None and fact.review not in _LOOKED_AT]
    confidence = min([fact.confidence, *caps])
    return fact.model_copy(update={"checks": (*fact.checks, *words), "confidence": confidence})
