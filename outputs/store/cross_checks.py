"""Checks between documents -> what they say of the facts of a document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, func, select

from outputs.store.addresses import in_chunks
from outputs.store.record_tables import cross_check_figures, cross_checks
from schemas.checks import MARKS, Outcome
from schemas.facts import Fact
from schemas.record import Record

_MOST_TOLD = 3
_ORDER: dict[Outcome, int] = {"fails": 0, "cannot_tell": 1, "holds": 2}

_LOOKED_AT = frozenset({"accepted", "corrected", "added"})
"""What a person has said of the article's figure outweighs what other articles say."""


class Said(Record):
    """What one check between documents says of one fact; `cap` is how sure the fact may be at most."""

    outcome: Outcome
    statement: str
    cap: float | None


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
