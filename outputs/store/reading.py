"""Rows -> extractions, a batch of documents at a time, so that memory does not grow with the store."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, distinct, func, select

from outputs.retellings import link_retellings
from outputs.store.addresses import in_chunks
from outputs.store.crawl_tables import twins
from outputs.store.rows import row_to_check, row_to_document, row_to_fact, row_to_ledger
from outputs.store.superseding import all_superseded
from outputs.store.tables import checks, documents, extractions, facts, ledger
from schemas.documents import Document
from schemas.errors import OutputError
from schemas.extraction import Extraction
from schemas.facts import Fact

_BATCH = 50

T = TypeVar("T")


def _is_chosen(extractor: str | None) -> ColumnElement[bool]:
    """Whether an extraction is by this version, or for None the newest of its document."""
    if extractor is not None:
        return extractions.c.extractor == extractor
    newest = select(func.max(extractions.c.extraction_key)).group_by(extractions.c.document_id)
    return extractions.c.extraction_key.in_(newest)


def _is_later(since: int | datetime) -> ColumnElement[bool]:
    return extractions.c.stored_at > since if isinstance(since, datetime) else extractions.c.version > since


def select_keys(
    connection: Connection, extractor: str | None, *, with_superseded: bool, since: int | datetime | None = None
) -> list[int]:
    """Keys of the extractions to read, ordered by name and id of their documents.

    Args:
        connection: An open transaction.
        extractor: One extractor version, or None for each document's newest extraction.
        with_superseded: Whether to read documents too that are older versions of a page.
        since: Only what was stored after this version of the store, or this time.
    """
    joined = extractions.join(documents)
    query = select(extractions.c.extraction_key, documents.c.document_id).select_from(joined)
    query = query.where(_is_chosen(extractor)).order_by(documents.c.name, documents.c.document_id)
    if since is not None:
        query = query.where(_is_later(since))
    left_out = frozenset[str]() if with_superseded else all_superseded(connection)
    return [key for key, document_id in connection.execute(query) if document_id not in left_out]


def count_stored(connection: Connection, document_ids: Iterable[str]) -> int:
    """How many of `document_ids` have an extraction."""
    query = select(func.count(distinct(extractions.c.document_id)))
    return sum(connection.scalar(query.where(extractions.c.document_id.in_(c))) or 0 for c in in_chunks(document_ids))


def newest_extractor(connection: Connection, document_id: str) -> str | None:
    """The version that made the newest extraction of a document; None where there is none."""
    query = select(extractions.c.extractor).where(extractions.c.document_id == document_id)
    extractor: str | None = connection.scalar(query.order_by(extractions.c.extraction_key.desc()).limit(1))
    return extractor


def outdated_documents(connection: Connection, extractor: str) -> tuple[str, ...]:
    """Ids of the documents whose newest extraction is by another version, older versions of a page left out."""
    newest = select(func.max(extractions.c.extraction_key)).group_by(extractions.c.document_id)
    query = select(extractions.c.document_id).where(
        extractions.c.extraction_key.in_(newest), extractions.c.extractor != extractor
    )
    left_out = all_superseded(connection)
    found = connection.scalars(query.order_by(extractions.c.document_id))
    return tuple(document_id for document_id in found if document_id not in left_out)


def read_document(connection: Connection, document_id: str) -> Document:
    """The document of this id as it was last read.

    Raises:
        OutputError: There is none.
    """
    query = select(documents).where(documents.c.document_id == document_id)
    row = connection.execute(query.order_by(documents.c.document_key.desc()).limit(1)).mappings().first()
    if row is None:
        raise OutputError(f"the store holds no document {document_id}; look for its id with: solieu export")
    return row_to_document(row)


def url_of(connection: Connection, document_id: str) -> str | None:
    """The address of a document as it was last read; None without one."""
    query = select(documents.c.url).where(documents.c.document_id == document_id)
    url: str | None = connection.scalar(query.order_by(documents.c.document_key.desc()).limit(1))
    return url


def newest_of(connection: Connection, document_ids: Sequence[str]) -> dict[str, Extraction]:
    """The newest extraction of each of these documents that has one, by id; as many as a batch at most."""
    query = select(func.max(extractions.c.extraction_key)).where(extractions.c.document_id.in_(document_ids))
    keys = connection.scalars(query.group_by(extractions.c.document_id)).all()
    return {one.document.document_id: one for one in read_keys(connection, keys)}


def _read_parts(
    connection: Connection, table: Table, keys: Sequence[int], build: Callable[[RowMapping], T]
) -> dict[int, list[T]]:
    parts: dict[int, list[T]] = defaultdict(list)
    if not keys:
        return parts
    query = select(table).where(table.c.extraction_key.in_(keys)).order_by(table.c.extraction_key, table.c.position)
    for row in connection.execute(query).mappings():
        parts[row["extraction_key"]].append(build(row))
    return parts


def _originals_of(
    connection: Connection, document_ids: Sequence[str], extractor: str | None
) -> dict[str, Sequence[Fact]]:
    """For each of the documents that is a twin, the facts of its original, which may be none."""
    query = select(twins.c.document_id, twins.c.twin_of).where(twins.c.document_id.in_(document_ids))
    original_of = {document_id: twin_of for document_id, twin_of in connection.execute(query)}
    if not original_of:
        return {}
    originals = select(extractions.c.document_id, extractions.c.extraction_key).where(
        extractions.c.document_id.in_(set(original_of.values())), _is_chosen(extractor)
    )
    key_of = {document_id: key for document_id, key in connection.execute(originals)}
    facts_of = _read_parts(connection, facts, list(key_of.values()), row_to_fact)
    return {document_id: facts_of.get(key_of.get(original, -1), ()) for document_id, original in original_of.items()}


def read_keys(
    connection: Connection,
    keys: Sequence[int],
    extractor: str | None = None,
    *,
    with_twins: bool = True,
    facts_only: bool = False,
) -> Iterator[Extraction]:
    """The extractions of these keys, in their order, all held in memory at once.

    Args:
        connection: An open transaction.
        keys: Not more than some hundreds.
        extractor: Whose facts of an original those of its twins are held against; None for the newest.
        with_twins: Whether the facts of twins point to those of their originals.
        facts_only: Whether to leave ledger and checks empty.

    Raises:
        OutputError: What stands in the rows of one of them is no extraction any more.
    """
    try:
        yield from tuple(_build(connection, keys, extractor, with_twins=with_twins, facts_only=facts_only))
    except (ValueError, ArithmeticError) as error:
        reason = " ".join(str(error).split())
        raise OutputError(
            f"the store holds an extraction that cannot be read back ({reason[:200]}); solieu db check names it"
        ) from error


def _build(
    connection: Connection, keys: Sequence[int], extractor: str | None, *, with_twins: bool, facts_only: bool
) -> Iterator[Extraction]:
    facts_of = _read_parts(connection, facts, keys, row_to_fact)
    others = () if facts_only else keys
    ledger_of = _read_parts(connection, ledger, others, row_to_ledger)
    checks_of = _read_parts(connection, checks, others, row_to_check)
    heads = select(
        extractions.c.extraction_key,
        extractions.c.extractor,
        extractions.c.province.label("about_province"),
        extractions.c.locality,
        *documents.c,
    ).join_from(extractions, documents)
    rows = connection.execute(heads.where(extractions.c.extraction_key.in_(keys))).mappings()
    head_of = {row["extraction_key"]: row for row in rows}
    document_ids = [head["document_id"] for head in head_of.values()] if with_twins else []
    original_of = _originals_of(connection, document_ids, extractor)
    for key in keys:
        head = head_of[key]
        original = original_of.get(head["document_id"], ())
        yield Extraction(
            document=row_to_document(head),
            extractor=head["extractor"],
            province=head["about_province"],
            locality=head["locality"],
            facts=link_retellings(facts_of.get(key, ()), original),
            ledger=tuple(ledger_of.get(key, ())),
            checks=tuple(checks_of.get(key, ())),
        )


def read_extractions(
    connection: Connection,
    extractor: str | None,
    *,
    with_superseded: bool = False,
    since: int | datetime | None = None,
    keys: Sequence[int] | None = None,
) -> Iterator[Extraction]:
    """The chosen extractions in the order of `select_keys`, facts of twins pointing to those of their originals.

    Args:
        connection: An open transaction.
        extractor: As in `select_keys`.
        with_superseded: As in `select_keys`.
        since: As in `select_keys`.
        keys: The keys to read, in this order, instead of those of `select_keys`.
    """
    if keys is None:
        keys = select_keys(connection, extractor, with_superseded=with_superseded, since=since)
    for first in range(0, len(keys), _BATCH):
        yield from read_keys(connection, keys[first : first + _BATCH], extractor)
