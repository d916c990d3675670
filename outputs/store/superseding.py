"""Which documents are older versions of a page that was read anew: they stay stored, and out of all results."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Select, exists, select

from outputs.store.addresses import in_chunks
from outputs.store.crawl_tables import archived, page_documents


def _has_newer() -> ColumnElement[bool]:
    """Whether a later version of the same address became a document too; one that cannot be read replaces nothing."""
    later, later_document = archived.alias("later"), page_documents.alias("later_document")
    joined = later.join(later_document, later.c.archive_key == later_document.c.archive_key)
    return exists(
        select(later.c.archive_key)
        .select_from(joined)
        .where(
            later.c.address_key == archived.c.address_key,
            later.c.version > archived.c.version,
            later_document.c.document_id.is_not(None),
        )
    )


def select_superseded() -> Select[tuple[str]]:
    """A query for the ids of documents that are the newest readable version of no address."""
    joined = page_documents.join(archived)
    current = (
        select(page_documents.c.document_id)
        .select_from(joined)
        .where(page_documents.c.document_id.is_not(None), archived.c.version.is_not(None), ~_has_newer())
    )
    return (
        select(page_documents.c.document_id)
        .distinct()
        .where(page_documents.c.document_id.is_not(None), page_documents.c.document_id.not_in(current))
    )


def superseded_among(connection: Connection, document_ids: Iterable[str]) -> frozenset[str]:
    """Those of `document_ids` that are superseded."""
    found: set[str] = set()
    for chunk in in_chunks(document_ids):
        own = page_documents.c.document_id.in_(chunk)
        current = (
            select(page_documents.c.document_id)
            .select_from(page_documents.join(archived))
            .where(own, archived.c.version.is_not(None), ~_has_newer())
        )
        crawled = set(connection.scalars(select(page_documents.c.document_id).where(own)))
        found |= crawled - set(connection.scalars(current))
    return frozenset(found)
