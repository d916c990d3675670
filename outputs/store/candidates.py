"""Rows of facts, as extracted and as reviewed -> the figures of one kind by the few columns that choose among them.

Those of facts as extracted are read from an index alone (`facts_for_comparing`), so that a million facts are compared
in less than a second.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Table, case, func, null, or_, select

from outputs.places import last_day
from outputs.store.addresses import in_chunks
from outputs.store.derived_tables import reviewed_facts
from outputs.store.tables import documents, extractions, facts
from schemas.record import Record
from schemas.vocabulary import Indicator, Level, Measure, System


class FigureFilter(Record):
    """One kind of figure. `system` None takes figures of every organisation, `level` None units of every level.

    `province` is the bare name of the province then; `locality` a unit's name, with or without its kind. `since` and
    `until` are partial dates, the second left out: figures of that time, and those whose text gives none.
    """

    indicator: Indicator
    measure: Measure = "count"
    system: System | None = None
    groups: tuple[str, ...] = ()
    level: Level | None = None
    province: str | None = None
    locality: str | None = None
    since: str | None = None
    until: str | None = None


class Candidate(NamedTuple):
    """One figure by the columns that choose; `outputs.comparing.choosing.Stated`.

    Name and province of a unit are read only where it has no code, which says more and is shorter. `published` is read
    only for documents with a figure whose period has no end, where the choice of a time needs it.
    """

    document_id: str
    published: str | None
    extraction_key: int
    position: int
    locality_name: str | None
    locality_code: str | None
    locality_province: str | None
    organization: str | None
    system: str | None
    period_start: str | None
    period_end: str | None
    period_end_is_published: bool
    qualifier: str
    confidence: float
    start: int

    @property
    def place_key(self) -> str:
        """The same for all figures about one unit, as `outputs.places.place_key` makes it."""
        return self.locality_code or f"{(self.locality_name or '').casefold()}|{self.locality_province or ''}"

    @property
    def is_dated(self) -> bool:
        """Whether the text gives a time."""
        return bool(self.period_end or self.period_start) or self.period_end_is_published

    @property
    def day(self) -> str:
        """The last day that the text gives, or ""."""
        return last_day(self.period_end or self.period_start)

    @property
    def as_of(self) -> str:
        """That day, or the day of publication."""
        return last_day(self.period_end or self.period_start or self.published)

    @property
    def published_day(self) -> str:
        """The day of publication, or ""."""
        return last_day(self.published)

    @property
    def is_inferred(self) -> bool:
        """Never: the index does not say it, and which time is the latest does not depend on it."""
        return False

    @property
    def is_exact(self) -> bool:
        """Whether no bound word stands with it."""
        return self.qualifier == "exact"


_WITHOUT_CODE = frozenset({"locality_name", "locality_province"})
_COLUMNS = (
    "extraction_key", "position", "locality_name", "locality_code", "locality_province", "organization", "system",
    "period_start", "period_end", "period_end_is_published", "qualifier", "confidence", "evidence_start",
)  # fmt: skip


def _to_json(groups: Sequence[str]) -> str:
    return json.dumps(groups, ensure_ascii=False, separators=(",", ":"))


def _conditions(wanted: FigureFilter, table: Table) -> Iterator[ColumnElement[bool]]:
    column = table.c
    yield column.indicator == wanted.indicator
    yield column.status == "actual"
    yield column.measure == wanted.measure
    yield column.groups == _to_json(wanted.groups)
    yield column.same_as.is_(None)
    yield column.locality_level.is_not(None) if wanted.level is None else column.locality_level == wanted.level
    if wanted.system is not None:
        own = column.system == wanted.system
        yield or_(own, column.system.is_(None)) if wanted.system == "party" else own
    if wanted.province is not None:
        yield column.locality_province == wanted.province
    if wanted.locality is not None:
        name, last = column.locality_name, f" {wanted.locality}"
        yield or_(name == wanted.locality, name.endswith(last, autoescape=True))
    told = func.coalesce(column.period_end, column.period_start)
    if wanted.since is not None:
        yield or_(told >= wanted.since, told.is_(None))
    if wanted.until is not None:
        yield or_(told < wanted.until, told.is_(None))


def _select(connection: Connection, wanted: FigureFilter, table: Table) -> Sequence[Row[tuple[Any, ...]]]:
    """Rows of document and `_COLUMNS`, of whatever extraction."""
    has_no_code = table.c.locality_code.is_(None)
    columns = [case((has_no_code, table.c[name])) if name in _WITHOUT_CODE else table.c[name] for name in _COLUMNS]
    joined = table.join(extractions, extractions.c.extraction_key == table.c.extraction_key)
    query = select(extractions.c.document_id, null().label("published"), *columns).select_from(joined)
    query = query.where(*_conditions(wanted, table))
    if table is reviewed_facts:
        query = query.where(func.coalesce(table.c.review, "") != "rejected")
    return connection.execute(query).all()


def _older_extractions(connection: Connection) -> set[int]:
    """The extractions that are not the newest of their document.

    Asked for once, from the index of documents: for each figure it would take half of the time of a comparison.
    """
    several = select(extractions.c.document_id).group_by(extractions.c.document_id).having(func.count() > 1)
    query = select(extractions.c.document_id, extractions.c.extraction_key)
    newest: dict[str, int] = {}
    older: set[int] = set()
    for document_id, key in connection.execute(query.where(extractions.c.document_id.in_(several))):
        older.add(min(key, newest.get(document_id, key)))
        newest[document_id] = max(key, newest.get(document_id, key))
    return older - set(newest.values())


def _published(connection: Connection, keys: Iterable[int]) -> dict[int, str | None]:
    joined = extractions.join(documents, documents.c.document_key == extractions.c.document_key)
    query = select(extractions.c.extraction_key, documents.c.published).select_from(joined)
    found: dict[int, str | None] = {}
    for chunk in in_chunks(sorted(keys)):
        rows = connection.execute(query.where(extractions.c.extraction_key.in_(chunk))).all()
        found.update(map(tuple, rows))
    return found


def select_candidates(connection: Connection, wanted: FigureFilter, *, is_reviewed: bool) -> list[Candidate]:
    """The figures of the newest extraction of every document.

    Args:
        connection: An open transaction.
        wanted: Which.
        is_reviewed: Whether facts that reviewers judged are as they say, not as extracted.
    """
    older = _older_extractions(connection)
    found = [one for one in map(Candidate._make, _select(connection, wanted, facts)) if one.extraction_key not in older]
    if is_reviewed:
        places = select(reviewed_facts.c.extraction_key, reviewed_facts.c.position)
        places = places.where(reviewed_facts.c.indicator_before == wanted.indicator)
        judged = {(key, position) for key, position in connection.execute(places)}
        found = [one for one in found if (one.extraction_key, one.position) not in judged] if judged else found
        reviewed = map(Candidate._make, _select(connection, wanted, reviewed_facts))
        found += [one for one in reviewed if one.extraction_key not in older]
    published = _published(connection, {one.extraction_key for one in found if one.period_end is None})
    return [
        one._replace(published=published[one.extraction_key]) if one.extraction_key in published else one
        for one in found
    ]
