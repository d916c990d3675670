"""Rows of facts with the head of their document, for lists and indexes; no text of a document is read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from outputs.store.addresses import in_chunks
from outputs.store.changes import mark_of, newest_version
from outputs.store.derived_tables import document_changes
from outputs.store.record_tables import cross_check_figures, cross_checks, reviews
from outputs.store.rows import row_to_fact
from outputs.store.superseding import all_superseded
from outputs.store.tables import documents, extractions, facts
from schemas.facts import Fact

_BATCH = 5_000
FACT_COLUMNS = (
    "fact_id", "indicator", "system", "measure", "status", "value", "unit", "groups", "locality_name", "locality_level",
    "locality_code", "locality_province", "organization", "period_start", "period_end", "period_end_is_published",
    "evidence_start", "evidence_end", "quote", "confidence", "checks", "same_as",
)  # fmt: skip
DOCUMENT_COLUMNS = ("name", "title", "publisher", "url", "published")


def _newest() -> Select[tuple[int]]:
    return select(func.max(extractions.c.extraction_key)).group_by(extractions.c.document_id)


def _since(version: int) -> Any:
    return and_(extractions.c.version > version, extractions.c.extraction_key.in_(_newest()))


class Listing:
    """Reads lists inside one transaction, made by `Store.listing`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self) -> tuple[int, int, str]:
        """The last version of the store, the last line of the log of reviews, and the last extraction's fingerprint."""
        newest = select(extractions.c.version, extractions.c.fingerprint)
        row = self._connection.execute(newest.order_by(extractions.c.extraction_key.desc()).limit(1)).one_or_none()
        version, fingerprint = row or (0, "")
        return version, self._connection.scalar(select(func.max(reviews.c.number))) or 0, fingerprint

    def is_known(self, version: int, fingerprint: str) -> bool:
        """Whether the store surely was at this mark: it holds the extraction that made it."""
        if version == 0:
            return True
        own = select(extractions.c.version).where(extractions.c.version == version)
        return self._connection.scalar(own.where(extractions.c.fingerprint == fingerprint).limit(1)) is not None

    def changes(self) -> tuple[int, str]:
        """The number of the last change of results, by whatever it was, and its mark."""
        return newest_version(self._connection)

    def was_at(self, version: int, mark: str) -> bool:
        """Whether the store surely made this change: another one, or one restored from a backup, did not."""
        return mark_of(self._connection, version) == mark

    def changed(self, since: int) -> set[str]:
        """The documents whose results changed behind this number of `changes`."""
        query = select(document_changes.c.document_id).where(document_changes.c.version > since)
        return set(self._connection.scalars(query))

    def failed_between(self, document_ids: Sequence[str]) -> dict[tuple[str, str], int]:
        """How many checks between documents fail about each fact of these, by document and fact id; none with 0."""
        link = cross_check_figures
        query = select(link.c.document_id, link.c.fact_id).join(cross_checks).where(cross_checks.c.outcome == "fails")
        found: Counter[tuple[str, str]] = Counter()
        for chunk in in_chunks(document_ids):
            found.update(
                (row[0], row[1]) for row in self._connection.execute(query.where(link.c.document_id.in_(chunk)))
            )
        return dict(found)

    def superseded(self) -> frozenset[str]:
        """Documents that are older versions of a page read anew."""
        return all_superseded(self._connection)

    def documents(self, since: int) -> Iterator[Row[Any]]:
        """Of documents stored after this version: id, key of the newest extraction, province, and the head."""
        columns = (extractions.c.document_id, extractions.c.extraction_key, extractions.c.province)
        joined = extractions.join(documents, documents.c.document_key == extractions.c.document_key)
        query = select(*columns, *(documents.c[name] for name in DOCUMENT_COLUMNS)).select_from(joined)
        yield from self._connection.execute(query.where(_since(since)).order_by(extractions.c.extraction_key))

    def facts(self, since: int) -> Iterator[Row[Any]]:
        """The facts of those documents: key of the extraction, position, and `FACT_COLUMNS`."""
        columns = (facts.c.extraction_key, facts.c.position, *(facts.c[name] for name in FACT_COLUMNS))
        joined = facts.join(extractions, extractions.c.extraction_key == facts.c.extraction_key)
        query = select(*columns).select_from(joined).where(_since(since))
        result = self._connection.execution_options(yield_per=_BATCH).execute(
            query.order_by(facts.c.extraction_key, facts.c.position)
        )
        yield from result

    def facts_of(self, extraction_key: int) -> Sequence[Row[Any]]:
        """The facts of one extraction, in the columns of `facts`."""
        columns = (facts.c.extraction_key, facts.c.position, *(facts.c[name] for name in FACT_COLUMNS))
        query = select(*columns).where(facts.c.extraction_key == extraction_key).order_by(facts.c.position)
        return self._connection.execute(query).all()

    def reviewed(self, since: int) -> list[tuple[str, str | None]]:
        """Document and address of each line of the log behind this number, each pair once."""
        query = select(reviews.c.document_id, reviews.c.url).where(reviews.c.number > since).distinct()
        return [(row[0], row[1]) for row in self._connection.execute(query)]

    def read(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Fact]:
        """The facts at these keys and positions, whole; those that are gone are left out."""
        wanted = set(places)
        found: dict[tuple[int, int], Fact] = {}
        for chunk in in_chunks(sorted({key for key, _ in wanted})):
            positions: Sequence[int] = sorted({position for _, position in wanted})
            query = select(facts).where(facts.c.extraction_key.in_(chunk))
            if len(positions) <= len(chunk) * 4:
                query = query.where(facts.c.position.in_(positions))
            for row in self._connection.execute(query).mappings():
                place = (row["extraction_key"], row["position"])
                if place in wanted:
                    found[place] = row_to_fact(row)
        return found
