"""The checks that a store holds, within documents and between them -> one list, counted and filtered."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, Select, func, select

from outputs.store.addresses import in_chunks
from outputs.store.check_renewal import CheckMaker, Renewed, renew_cross_checks
from outputs.store.cross_check_pages import (
    CheckPlace,
    CheckTally,
    CrossCheckFilter,
    PlacedCheck,
    read_check_page,
    stamp_of_checks,
    tally_checks,
)
from outputs.store.failures import database_errors
from outputs.store.record_tables import cross_check_figures, cross_checks
from outputs.store.superseding import all_superseded
from outputs.store.tables import checks, documents, extractions, facts
from outputs.store.transactions import begin_read
from schemas.checks import (
    OUTCOMES,
    CheckedDocument,
    CheckedFigure,
    CheckKind,
    CrossKind,
    ListedCheck,
    Outcome,
)
from schemas.record import Record
from schemas.vocabulary import Indicator

_BATCH = 500
_DOCUMENT = tuple(CheckedDocument.model_fields)
_WORST_FIRST: tuple[Outcome, ...] = ("fails", "cannot_tell", "holds")
T = TypeVar("T")


class CheckFilter(Record):
    """Which checks to list; None and an empty tuple stand for all. `province` is the bare name then."""

    kinds: tuple[CheckKind | CrossKind, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    province: str | None = None
    indicator: Indicator | None = None

    def takes(self, check: ListedCheck) -> bool:
        """Whether a check is to be listed."""
        return (
            (not self.kinds or check.kind in self.kinds)
            and (self.province is None or check.province == self.province)
            and (self.indicator is None or check.indicator == self.indicator)
        )


class StoreChecks:
    """The checks of a store. Every call is one transaction; raises OutputError like the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def renew(self, maker: CheckMaker, *, is_whole: bool = False) -> Renewed:
        """Makes the checks between documents anew, where they may be others; see `renew_cross_checks`."""
        return renew_cross_checks(self._engine, maker, is_whole=is_whole)

    def page(self, wanted: CrossCheckFilter, after: CheckPlace | None, limit: int) -> list[PlacedCheck]:
        """The next checks between documents behind a place, `limit` at most."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return read_check_page(connection, wanted, after, limit)

    def stamp(self) -> str:
        """Another one after the checks between documents were made anew with other results; "" where there are none."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return stamp_of_checks(connection)

    def tally(self) -> tuple[CheckTally, ...]:
        """How many checks between documents there are of each sort; empty where none were made."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return tally_checks(connection)

    def listed(self, wanted: CheckFilter | None = None) -> Iterator[ListedCheck]:
        """The checks of all documents that are shown, by their newest extractions, and those between them.

        Returns:
            Failed ones first, then those that cannot tell, then those that hold; of each, those between documents
            first.
        """
        chosen = wanted or CheckFilter()
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            yield from list_checks(connection, chosen)

    def counts(self) -> dict[Outcome, int]:
        """How many checks came out how, of the documents that are shown and between them."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return _count_outcomes(connection)


def _count_outcomes(connection: Connection) -> dict[Outcome, int]:
    between = select(cross_checks.c.outcome, func.count()).group_by(cross_checks.c.outcome)
    newest = select(func.max(extractions.c.extraction_key)).group_by(extractions.c.document_id)
    within = select(checks.c.outcome, func.count()).where(checks.c.extraction_key.in_(newest))
    within = within.group_by(checks.c.outcome)
    found: Counter[Outcome] = Counter()
    for query in (between, within):
        found.update({outcome: count for outcome, count in connection.execute(query)})
    for chunk in in_chunks(all_superseded(connection)):
        hidden = within.where(extractions.c.document_id.in_(chunk)).join_from(checks, extractions)
        found.subtract({outcome: count for outcome, count in connection.execute(hidden)})
    return {outcome: found[outcome] for outcome in OUTCOMES}


def list_checks(connection: Connection, wanted: CheckFilter) -> Iterator[ListedCheck]:
    """What `StoreChecks.listed` gives, inside a transaction that the caller holds."""
    superseded = all_superseded(connection)
    for outcome in _WORST_FIRST:
        if not wanted.outcomes or outcome in wanted.outcomes:
            found = (_between(connection, outcome), _within(connection, outcome, superseded))
            yield from (check for some in found for check in some if wanted.takes(check))


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    return in_chunks(rows, _BATCH)


def _streamed(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    with connection.execute(query.execution_options(yield_per=_BATCH)) as rows:
        yield from rows


def _between(connection: Connection, outcome: Outcome) -> Iterator[ListedCheck]:
    table = cross_checks
    query = select(table).where(table.c.outcome == outcome).order_by(table.c.kind, table.c.check_id)
    keys = [row.check_key for row in connection.execute(query.with_only_columns(table.c.check_key, table.c.kind))]
    for batch in in_chunks(keys, _BATCH):
        figures = _figures(connection, batch)
        heads = _documents(connection, {one.document_id for own in figures.values() for one in own})
        rows = {row.check_key: row for row in connection.execute(select(table).where(table.c.check_key.in_(batch)))}
        for key in batch:
            row, own = rows[key], figures.get(key, ())
            named = ("check_id", "kind", "outcome", "statement", "indicator", "locality", "province", "period")
            fields = {name: getattr(row, name) for name in named}
            yield ListedCheck(**fields, figures=tuple(own), documents=_named(own, heads))


def _figures(connection: Connection, keys: Sequence[int]) -> dict[int, list[CheckedFigure]]:
    link = cross_check_figures
    query = select(link).where(link.c.check_key.in_(keys)).order_by(link.c.check_key, link.c.position)
    found: dict[int, list[CheckedFigure]] = {}
    for row in connection.execute(query):
        found.setdefault(row.check_key, []).append(CheckedFigure(fact_id=row.fact_id, document_id=row.document_id))
    return found


def _documents(connection: Connection, document_ids: Iterable[str]) -> dict[str, CheckedDocument]:
    """The heads of documents as they were last read."""
    newest = select(func.max(extractions.c.extraction_key)).group_by(extractions.c.document_id)
    query = select(*(documents.c[name] for name in _DOCUMENT)).join(extractions)
    found = {}
    for chunk in in_chunks(sorted(document_ids)):
        chosen = newest.where(extractions.c.document_id.in_(chunk))
        rows = connection.execute(query.where(extractions.c.extraction_key.in_(chosen))).mappings()
        found.update({row["document_id"]: CheckedDocument(**row) for row in rows})
    return found


def _named(figures: Iterable[CheckedFigure], heads: Mapping[str, CheckedDocument]) -> tuple[CheckedDocument, ...]:
    ids = dict.fromkeys(one.document_id for one in figures)
    return tuple(heads[document_id] for document_id in ids if document_id in heads)


class _FactHead(NamedTuple):
    """What a list says of the first fact of a check."""

    indicator: Indicator
    locality_name: str | None
    locality_province: str | None
    period_end: str | None


def _within(connection: Connection, outcome: Outcome, superseded: frozenset[str]) -> Iterator[ListedCheck]:
    newest = select(func.max(extractions.c.extraction_key)).group_by(extractions.c.document_id)
    heads = [documents.c[name] for name in _DOCUMENT]
    query = (
        select(checks, *heads)
        .join_from(checks, extractions, checks.c.extraction_key == extractions.c.extraction_key)
        .join(documents, documents.c.document_key == extractions.c.document_key)
        .where(checks.c.outcome == outcome, checks.c.extraction_key.in_(newest))
        .order_by(documents.c.name, documents.c.document_id, checks.c.position)
    )
    for batch in _batches(_streamed(connection, query)):
        shown = [row for row in batch if row.document_id not in superseded]
        about = _fact_heads(connection, {row.extraction_key for row in shown})
        for row in shown:
            first = about.get((row.extraction_key, json.loads(row.fact_ids)[0]))
            # A check about facts that are not there any more says nothing.
            if first is not None:
                yield _listed(row, first)


def _fact_heads(connection: Connection, keys: Iterable[int]) -> dict[tuple[int, str], _FactHead]:
    columns = (facts.c.extraction_key, facts.c.fact_id, *(facts.c[name] for name in _FactHead._fields))
    found = {}
    for chunk in in_chunks(sorted(keys)):
        for row in connection.execute(select(*columns).where(facts.c.extraction_key.in_(chunk))):
            found[row[0], row[1]] = _FactHead(*row[2:])
    return found


def _listed(row: Any, first: _FactHead) -> ListedCheck:
    fact_ids = json.loads(row.fact_ids)
    parts = (row.document_id, row.kind, row.outcome, row.statement, *fact_ids)
    return ListedCheck(
        check_id=hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16],
        kind=row.kind,
        outcome=row.outcome,
        statement=row.statement,
        indicator=first.indicator,
        locality=first.locality_name,
        province=first.locality_province,
        period=first.period_end,
        figures=tuple(CheckedFigure(fact_id=fact_id, document_id=row.document_id) for fact_id in fact_ids),
        documents=(CheckedDocument(**{name: getattr(row, name) for name in _DOCUMENT}),),
    )
