"""Rows of the newest extractions, some at a time: documents, facts and checks behind a place, in the order of storing.

The order is that of keys, which only grow: whoever read to the end goes on from there when more was stored.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Connection, RowMapping, Table, func, select

from outputs.retellings import link_retellings
from outputs.store.addresses import in_chunks
from outputs.store.changes import newest_version
from outputs.store.cross_checks import said_of, tell_facts
from outputs.store.fact_places import Place, find_facts, places_of, select_places, stream_places
from outputs.store.portion_filters import (
    CheckFilter,
    DocumentFilter,
    FactFilter,
    check_conditions,
    document_conditions,
    is_newest,
)
from outputs.store.reading import BATCH, Reading, ReviewUse, originals_of, read_keys
from outputs.store.reviewed_rows import ReviewedRows
from outputs.store.rows import row_to_check, row_to_fact
from outputs.store.superseding import all_superseded
from outputs.store.tables import checks, documents, extractions, facts
from schemas.checks import Check
from schemas.extraction import DocumentHead, Extraction
from schemas.facts import Fact
from schemas.record import Record

T = TypeVar("T")

_OWN = tuple(
    extractions.c[name]
    for name in ("extraction_key", "document_id", "extractor", "province", "locality", "version", "stored_at")
)
_HEAD = ("name", "url", "publisher", "title", "published", "sha256")


class StoredHead(Record):
    """A document as other systems know it, and what the store knows of its newest extraction."""

    head: DocumentHead
    extractor: str
    version: int
    stored_at: datetime | None


class FactLine(NamedTuple):
    """A fact of a document."""

    fact: Fact
    document: StoredHead


class CheckLine(NamedTuple):
    """A check of a document."""

    check: Check
    document: StoredHead


class Portion(NamedTuple, Generic[T]):
    """Some rows, and the place of the last one; None where there are no more now."""

    items: list[T]
    last: Place | None


class Portions:
    """Reads inside one transaction; made by `Store.portions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._superseded = all_superseded(connection)

    @property
    def version(self) -> int:
        """The number of the last call of `save` that wrote something; 0 before."""
        return newest_version(self._connection)[0]

    def documents(self, wanted: DocumentFilter, after: Place | None, most: int) -> Portion[StoredHead]:
        """Documents behind a place."""
        found, has_more = self._extraction_places(wanted, after, most)
        heads = self.heads({place.key for place in found})
        return Portion([heads[place.key] for place in found], found[-1] if has_more else None)

    def extractions(self, wanted: DocumentFilter, after: Place | None, most: int) -> Portion[Extraction]:
        """The same whole, a few at a time: not more than a batch, whatever is asked for."""
        found, has_more = self._extraction_places(wanted, after, min(most, BATCH))
        whole = tuple(read_keys(self._connection, [place.key for place in found], Reading(reviews=wanted.reviews)))
        return Portion(list(whole), found[-1] if has_more else None)

    def facts(self, wanted: FactFilter, after: Place | None, most: int) -> Portion[FactLine]:
        """Facts behind a place; they tell what other documents say, as in all results."""
        with closing(find_facts(self._connection, wanted, after)) as places:
            found, has_more = self._take(places, most)
        return Portion(self._fact_lines(found, wanted.reviews), found[-1] if has_more else None)

    def _fact_lines(self, places: Sequence[Place], reviews: ReviewUse) -> list[FactLine]:
        whole = self._facts(places, reviews)
        heads = self.heads({place.key for place in places})
        owners = sorted({head.head.document_id for head in heads.values()})
        originals = originals_of(self._connection, owners, Reading(reviews=reviews)) if owners else {}
        said = said_of(self._connection, owners)
        lines = []
        for place in places:
            fact, document = [whole[place]], heads[place.key]
            original = originals.get(document.head.document_id)
            (told,) = tell_facts(link_retellings(fact, original) if original else fact, said)
            lines.append(FactLine(told, document))
        return lines

    def _facts(self, places: Sequence[Place], reviews: ReviewUse) -> dict[Place, Fact]:
        found = {place: row_to_fact(row) for place, row in self._rows(facts, places).items()}
        reviewed = ReviewedRows(self._connection, sorted({one.key for one in places}) if reviews != "ignored" else ())
        for place in places:
            judged = reviewed.facts(place.key).get(place.position)
            if judged is not None:
                is_applied = reviews == "applied"
                found[place] = judged if is_applied else found[place].model_copy(update={"review": judged.review})
        return found

    def checks(self, wanted: CheckFilter, after: Place | None, most: int) -> Portion[CheckLine]:
        """Checks behind a place."""
        conditions = (*check_conditions(wanted), *document_conditions(wanted))
        with closing(stream_places(self._connection, select_places(checks, conditions, after))) as places:
            found, has_more = self._take(places, most)
        rows = self._rows(checks, found)
        heads = self.heads({place.key for place in found})
        lines = [CheckLine(row_to_check(rows[place]), heads[place.key]) for place in found]
        return Portion(lines, found[-1] if has_more else None)

    def fact(self, fact_id: str, reviews: ReviewUse = "ignored") -> FactLine | None:
        """The fact of this id in a newest extraction; None where there is none, or as reviewed a rejected one."""
        for place in places_of(self._connection, fact_id, reviews):
            (line,) = self._fact_lines([place], reviews)
            if line.document.head.document_id not in self._superseded:
                return None if reviews == "applied" and line.fact.review == "rejected" else line
        return None

    def _extraction_places(self, wanted: DocumentFilter, after: Place | None, most: int) -> tuple[list[Place], bool]:
        keys = extractions.c.extraction_key
        behind = [] if after is None else [keys > after.key]
        query = select(keys, extractions.c.document_id).join_from(extractions, documents)
        query = query.where(*document_conditions(wanted), is_newest(), *behind).order_by(keys)
        with self._connection.execute(query.execution_options(stream_results=True)) as rows:
            return self._take(((Place(key, 0), owner) for key, owner in rows), most)

    def _take(self, rows: Iterable[tuple[Place, str]], most: int) -> tuple[list[Place], bool]:
        taken: list[Place] = []
        for place, owner in rows:
            if owner in self._superseded:
                continue
            if len(taken) == most:
                return taken, True
            taken.append(place)
        return taken, False

    def _rows(self, table: Table, places: Sequence[Place]) -> dict[Place, RowMapping]:
        found, wanted = {}, set(places)
        for chunk in in_chunks(sorted({place.key for place in places})):
            keys = set(chunk)
            own = [place.position for place in places if place.key in keys]
            query = select(table).where(table.c.extraction_key.in_(chunk), table.c.position.between(min(own), max(own)))
            for row in self._connection.execute(query).mappings():
                place = Place(row["extraction_key"], row["position"])
                if place in wanted:
                    found[place] = row
        return found

    def heads(self, keys: Iterable[int]) -> dict[int, StoredHead]:
        """The documents of these extractions, by their keys."""
        query = select(*_OWN, *(documents.c[name] for name in _HEAD), func.length(documents.c.text).label("characters"))
        query = query.join_from(extractions, documents)
        found = {}
        for chunk in in_chunks(keys):
            for row in self._connection.execute(query.where(extractions.c.extraction_key.in_(chunk))).mappings():
                fields = {name: row[name] for name in DocumentHead.model_fields}
                found[row["extraction_key"]] = StoredHead(
                    head=DocumentHead(**fields),
                    extractor=row["extractor"],
                    version=row["version"],
                    stored_at=row["stored_at"],
                )
        return found
