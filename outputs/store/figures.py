"""The chosen figures of a comparison -> the facts whole, with their sources.

Sentences and successors are read for the figures that are shown, not for those to choose among (`candidates`).
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from outputs.places import Source
from outputs.retellings import link_retellings
from outputs.store.addresses import in_chunks
from outputs.store.candidates import Candidate, FigureFilter, select_candidates
from outputs.store.crawl_tables import twins
from outputs.store.cross_checks import said_of, tell_facts
from outputs.store.reviewed_rows import ReviewedRows
from outputs.store.rows import row_to_fact
from outputs.store.superseding import all_superseded
from outputs.store.tables import documents, extractions, facts
from schemas.facts import Fact

_SOURCE = ("document_id", "name", "title", "publisher", "url", "published")


class StoredFigure(NamedTuple):
    """A fact and where it stands."""

    fact: Fact
    source: Source


class FigureReader:
    """Reads figures inside one transaction, so that all that it gives is of one state of the store."""

    def __init__(self, connection: Connection, *, is_reviewed: bool = True) -> None:
        self._connection = connection
        self._is_reviewed = is_reviewed
        self._superseded = all_superseded(connection)

    def candidates(self, wanted: FigureFilter) -> list[Candidate]:
        """The actual figures of one kind, each told first in its document, in the newest extraction of each.

        Those of pages that were read anew are left out; those of twins are not, see `read`.
        """
        found = select_candidates(self._connection, wanted, is_reviewed=self._is_reviewed)
        return [one for one in found if one.document_id not in self._superseded] if self._superseded else found

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
        reviewed = self._reviewed({key for keys in by_position.values() for key in keys})
        for position, keys in sorted(by_position.items()):
            at_position = select(facts).where(facts.c.position == position)
            for chunk in in_chunks(sorted(keys)):
                rows = self._connection.execute(at_position.where(facts.c.extraction_key.in_(chunk))).mappings().all()
                found.update({(row["extraction_key"], position): row_to_fact(row) for row in rows})
        return found | reviewed

    def _reviewed(self, keys: Iterable[int]) -> dict[tuple[int, int], Fact]:
        """All that was reviewed in these extractions, by key and position; nothing where reviews play no part."""
        own = sorted(keys)
        rows = ReviewedRows(self._connection, own if self._is_reviewed else ())
        return {(key, position): fact for key in own for position, fact in rows.facts(key).items()}

    def _facts_of(self, keys: Iterable[int]) -> dict[int, list[Fact]]:
        """All facts of these extractions, as extracted, and those that stand for them as reviewed."""
        found: dict[int, list[Fact]] = defaultdict(list)
        for chunk in in_chunks(keys):
            query = select(facts).where(facts.c.extraction_key.in_(chunk))
            rows = self._connection.execute(query.order_by(facts.c.extraction_key, facts.c.position)).mappings()
            for row in rows:
                found[row["extraction_key"]].append(row_to_fact(row))
        for (key, _), fact in self._reviewed(found).items():
            found[key].append(fact)
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
            found.update({row[0]: Source(*row[1:]) for row in self._connection.execute(query).all()})
        return found
