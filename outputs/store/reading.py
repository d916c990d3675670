"""Rows -> extractions, a batch of documents at a time, so that memory does not grow with the store."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, distinct, func, select

from outputs.retellings import link_retellings
from outputs.reviewed import as_extracted, as_reviewed
from outputs.store.addresses import in_chunks
from outputs.store.crawl_tables import twins
from outputs.store.cross_checks import said_of, tell_facts
from outputs.store.reviewed_rows import ReviewedRows
from outputs.store.rows import row_to_check, row_to_document, row_to_fact, row_to_ledger
from outputs.store.superseding import all_superseded
from outputs.store.tables import checks, documents, extractions, facts, ledger
from schemas.documents import Document
from schemas.errors import OutputError
from schemas.extraction import Extraction
from schemas.facts import Fact

BATCH = 50

ReviewUse = Literal["ignored", "marked", "applied"]
"""Whether facts are given as extracted, so but marked with what reviewers said, or as the reviewers say they are."""

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
        raise OutputError(
            f"{document_id}: kho không có bài này; hãy tìm document_id trong documents.jsonl của solieu export"
        )
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
    return {one.document.document_id: one for one in read_keys(connection, keys, Reading())}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How extractions are read.

    Attributes:
        extractor: Whose facts of an original those of its twins are held against; None for the newest.
        with_twins: Whether the facts tell what other documents say: those of twins point to their originals, and
            checks between documents stand in `checks` and lower the confidence.
        facts_only: Whether to leave ledger and checks empty.
        reviews: What to do with reviews; they are of each document's newest extraction, others have none.
    """

    extractor: str | None = None
    with_twins: bool = True
    facts_only: bool = False
    reviews: ReviewUse = "ignored"


def originals_of(connection: Connection, document_ids: Sequence[str], reading: Reading) -> dict[str, Sequence[Fact]]:
    """For each of the documents that is a twin, the facts of its original, which may be none.

    What a reviewer corrected in the original is there both as extracted and as corrected.
    """
    query = select(twins.c.document_id, twins.c.twin_of).where(twins.c.document_id.in_(document_ids))
    original_of = {document_id: twin_of for document_id, twin_of in connection.execute(query)}
    if not original_of:
        return {}
    originals = select(extractions.c.document_id, extractions.c.extraction_key).where(
        extractions.c.document_id.in_(set(original_of.values())), _is_chosen(reading.extractor)
    )
    key_of = {document_id: key for document_id, key in connection.execute(originals)}
    facts_of = _read_parts(connection, facts, list(key_of.values()), row_to_fact)
    if reading.reviews == "applied":
        reviewed = ReviewedRows(connection, list(key_of.values()))
        facts_of = {key: [*own, *reviewed.facts(key).values()] for key, own in facts_of.items()}
    return {document_id: facts_of.get(key_of.get(original, -1), ()) for document_id, original in original_of.items()}


def read_keys(connection: Connection, keys: Sequence[int], reading: Reading) -> Iterator[Extraction]:
    """The extractions of these keys, in their order, all held in memory at once.

    Args:
        connection: An open transaction.
        keys: Not more than some hundreds.
        reading: How they are read.

    Raises:
        OutputError: What stands in the rows of one of them is no extraction any more.
    """
    try:
        yield from tuple(_build(connection, keys, reading))
    except (ValueError, ArithmeticError, LookupError) as error:
        reason = " ".join(str(error).split())
        raise OutputError(
            f"kho có một bản trích không đọc lại được ({reason[:200]}); solieu db check --all nói bản nào"
        ) from error


def _read_heads(connection: Connection, keys: Sequence[int]) -> dict[int, RowMapping]:
    heads = select(
        extractions.c.extraction_key,
        extractions.c.extractor,
        extractions.c.province.label("about_province"),
        extractions.c.locality,
        *documents.c,
    ).join_from(extractions, documents)
    rows = connection.execute(heads.where(extractions.c.extraction_key.in_(keys))).mappings()
    return {row["extraction_key"]: row for row in rows}


def _build(connection: Connection, keys: Sequence[int], reading: Reading) -> Iterator[Extraction]:
    facts_of = _read_parts(connection, facts, keys, row_to_fact)
    others = () if reading.facts_only else keys
    ledger_of = _read_parts(connection, ledger, others, row_to_ledger)
    checks_of = _read_parts(connection, checks, others, row_to_check)
    head_of = _read_heads(connection, keys)
    reviewed = ReviewedRows(connection, keys if reading.reviews != "ignored" else ())
    document_ids = [head["document_id"] for head in head_of.values()] if reading.with_twins else []
    original_of = originals_of(connection, document_ids, reading)
    said = said_of(connection, document_ids)
    for key in keys:
        head = head_of[key]
        extraction = Extraction(
            document=row_to_document(head),
            extractor=head["extractor"],
            province=head["about_province"],
            locality=head["locality"],
            facts=tuple(facts_of.get(key, ())),
            ledger=tuple(ledger_of.get(key, ())),
            checks=tuple(checks_of.get(key, ())),
        )
        apply = as_reviewed if reading.reviews == "applied" else as_extracted
        shown = apply(extraction, reviewed.of(key, extraction))
        original = original_of.get(head["document_id"])
        linked = link_retellings(shown.facts, original) if original else shown.facts
        yield shown.model_copy(update={"facts": tell_facts(linked, said)}) if original or said else shown


def read_extractions(connection: Connection, keys: Sequence[int], reading: Reading) -> Iterator[Extraction]:
    """The extractions of these keys, in their order, some at a time; see `read_keys`."""
    for first in range(0, len(keys), BATCH):
        yield from read_keys(connection, keys[first : first + BATCH], reading)
