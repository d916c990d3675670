"""Rows of facts -> the figures of one kind: first the few columns that choose among them, then the chosen ones whole.

The first step reads from an index alone where the store has it (`facts_for_comparing`), so that a million facts
are compared in less than a second; sentences and successors are read for the figures that are shown.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, or_, select

from outputs.places import Source, last_day
from outputs.retellings import link_retellings
from outputs.store.addresses import in_chunks
from outputs.store.crawl_tables import twins
from outputs.store.cross_checks import said_of, tell_facts
from outputs.store.rows import row_to_fact
from outputs.store.superseding import all_superseded
from outputs.store.tables import documents, extractions, facts
from schemas.facts import Fact
from schemas.record import Record
from schemas.vocabulary import Indicator, Level, Measure, System

_ESCAPE = "\\"
_SOURCE = ("document_id", "name", "title", "publisher", "url", "published")


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

    `published` is read only where the text gives the period no end, which is where the choice of a time needs it.
    """

    document_id: str
    published: str | None
    extraction_key: int
    position: int
    locality_name: str
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
        return self.locality_code or f"{self.locality_name.casefold()}|{self.locality_province or ''}"

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
    def is_exact(self) -> bool:
        """Whether no bound word stands with it."""
        return self.qualifier == "exact"


class StoredFigure(NamedTuple):
    """A fact and where it stands."""

    fact: Fact
    source: Source


_COLUMNS = (
    facts.c.extraction_key, facts.c.position, facts.c.locality_name, facts.c.locality_code, facts.c.locality_province,
    facts.c.organization, facts.c.system, facts.c.period_start, facts.c.period_end, facts.c.period_end_is_published,
    facts.c.qualifier, facts.c.confidence, facts.c.evidence_start,
)  # fmt: skip
_PERIOD_END = 8
"""Where `period_end` stands among them."""
_FEW = 5_000
"""Up to so many extractions are looked up one by one; for more it is quicker to read the newest of all."""


def _to_json(groups: Sequence[str]) -> str:
    return json.dumps(groups, ensure_ascii=False, separators=(",", ":"))


def _named(name: str) -> ColumnElement[bool]:
    return or_(facts.c.locality_name == name, facts.c.locality_name.endswith(f" {name}", autoescape=True))


def _conditions(wanted: FigureFilter) -> Iterator[ColumnElement[bool]]:
    yield facts.c.indicator == wanted.indicator
    yield facts.c.status == "actual"
    yield facts.c.measure == wanted.measure
    yield facts.c.groups == _to_json(wanted.groups)
    yield facts.c.same_as.is_(None)
    yield facts.c.locality_level.is_not(None) if wanted.level is None else facts.c.locality_level == wanted.level
    if wanted.system is not None:
        own = facts.c.system == wanted.system
        yield or_(own, facts.c.system.is_(None)) if wanted.system == "party" else own
    if wanted.province is not None:
        yield facts.c.locality_province == wanted.province
    if wanted.locality is not None:
        yield _named(wanted.locality)
    told = func.coalesce(facts.c.period_end, facts.c.period_start)
    if wanted.since is not None:
        yield or_(told >= wanted.since, told.is_(None))
    if wanted.until is not None:
        yield or_(told < wanted.until, told.is_(None))


class FigureReader:
    """Reads figures inside one transaction, so that all that it gives is of one state of the store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._superseded = all_superseded(connection)

    def candidates(self, wanted: FigureFilter) -> list[Candidate]:
        """The actual figures of one kind, each told first in its document, in the newest extraction of each.

        Those of pages that were read anew are left out; those of twins are not, see `read`.
        """
        rows = self._connection.execute(select(*_COLUMNS).where(*_conditions(wanted))).all()
        newest = self._newest({row[0] for row in rows})
        shown = [row for row in rows if row[0] in newest]
        published = self._published({row[0] for row in shown if row[_PERIOD_END] is None})
        return [Candidate(newest[row[0]], published.get(row[0]), *row) for row in shown]

    def _newest(self, keys: set[int]) -> dict[int, str]:
        """The documents of those extractions that are their document's newest, and shown; maybe of others too."""
        found: dict[int, str] = {}
        own = select(func.max(extractions.c.extraction_key), extractions.c.document_id)
        query = own.group_by(extractions.c.document_id)
        if len(keys) > _FEW:
            found = dict(map(tuple, self._connection.execute(query).all()))
        else:
            for chunk in in_chunks(sorted(keys)):
                named = select(extractions.c.document_id).where(extractions.c.extraction_key.in_(chunk))
                rows = self._connection.execute(query.where(extractions.c.document_id.in_(named))).all()
                found.update(map(tuple, rows))
        return {key: document_id for key, document_id in found.items() if document_id not in self._superseded}

    def _published(self, keys: Iterable[int]) -> dict[int, str | None]:
        joined = extractions.join(documents, documents.c.document_key == extractions.c.document_key)
        query = select(extractions.c.extraction_key, documents.c.published).select_from(joined)
        found: dict[int, str | None] = {}
        for chunk in in_chunks(sorted(keys)):
            rows = self._connection.execute(query.where(extractions.c.extraction_key.in_(chunk))).all()
            found.update(map(tuple, rows))
        return found

    def read(self, chosen: Iterable[Candidate]) -> dict[Candidate, StoredFigure]:
        """The chosen figures whole; without those that only tell again what the original of their document tells."""
        by_key: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in chosen:
            by_key[candidate.extraction_key].append(candidate)
        whole = self._facts((key, one.position) for key, group in by_key.items() for one in group)
        originals = self._originals({one.document_id for group in by_key.values() for one in group})
        sources = self._sources(by_key)
        said = said_of(self._connection, {source.document_id for source in sources.values()})
        found = {}
        for key, group in by_key.items():
            told_first = originals.get(group[0].document_id, ())
            for candidate in group:
                (fact,) = tell_facts([whole[key, candidate.position]], said)
                if not told_first or link_retellings([fact], told_first)[0].same_as is None:
                    found[candidate] = StoredFigure(fact, sources[key])
        return found

    def _facts(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Fact]:
        """The facts at these keys and positions; SQLite looks up a list of keys, while it scans for one of pairs."""
        by_position: dict[int, list[int]] = defaultdict(list)
        for key, position in places:
            by_position[position].append(key)
        found = {}
        for position, keys in sorted(by_position.items()):
            at_position = select(facts).where(facts.c.position == position)
            for chunk in in_chunks(sorted(keys)):
                rows = self._connection.execute(at_position.where(facts.c.extraction_key.in_(chunk))).mappings()
                found.update({(row["extraction_key"], position): row_to_fact(row) for row in rows})
        return found

    def _facts_of(self, keys: Iterable[int]) -> dict[int, list[Fact]]:
        """All facts of these extractions, in the order of the text."""
        found: dict[int, list[Fact]] = defaultdict(list)
        for chunk in in_chunks(keys):
            query = select(facts).where(facts.c.extraction_key.in_(chunk))
            rows = self._connection.execute(query.order_by(facts.c.extraction_key, facts.c.position)).mappings()
            for row in rows:
                found[row["extraction_key"]].append(row_to_fact(row))
        return found

    def _originals(self, document_ids: Iterable[str]) -> dict[str, list[Fact]]:
        """The facts of the original of each document that is a twin."""
        original_of: dict[str, str] = {}
        for chunk in in_chunks(document_ids):
            query = select(twins.c.document_id, twins.c.twin_of).where(twins.c.document_id.in_(chunk))
            original_of |= {twin: original for twin, original in self._connection.execute(query)}
        key_of: dict[str, int] = {}
        newest = select(extractions.c.document_id, func.max(extractions.c.extraction_key))
        for chunk in in_chunks(set(original_of.values())):
            query = newest.where(extractions.c.document_id.in_(chunk)).group_by(extractions.c.document_id)
            key_of |= {document_id: key for document_id, key in self._connection.execute(query)}
        by_key = self._facts_of(key_of.values())
        return {twin: by_key[key_of[original]] for twin, original in original_of.items() if original in key_of}

    def _sources(self, keys: Iterable[int]) -> dict[int, Source]:
        joined = extractions.join(documents, documents.c.document_key == extractions.c.document_key)
        columns = (extractions.c.extraction_key, *(documents.c[name] for name in _SOURCE))
        found = {}
        for chunk in in_chunks(keys):
            query = select(*columns).select_from(joined).where(extractions.c.extraction_key.in_(chunk))
            found.update({row[0]: Source(*row[1:]) for row in self._connection.execute(query)})
        return found
