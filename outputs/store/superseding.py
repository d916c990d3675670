"""Which documents are older versions of a page that was read anew: they stay stored, and out of all results."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, exists, select

from outputs.store.addresses import in_chunks
from outputs.store.crawl_tables import archived, page_documents


def _has_newer() -> ColumnElement[bool]:
    """Whether a later version of the same address became a document too; one that cannot be read replaces nothing."""
    later, later_document = archived.alias("later"), page_documents.alias("later_document")
    return exists(
        select(later.c.archive_key)
        .select_from(later.join(later_document, later.c.archive_key == later_document.c.archive_key))
        .where(
            later.c.address_key == archived.c.address_key,
            later.c.version > archived.c.version,
            later_document.c.document_id.is_not(None),
        )
    )


def superseded_among(connection: Connection, document_ids: Iterable[str]) -> frozenset[str]:
    """Those of `document_ids` that became of some page, and are the newest readable version of none."""
    found: set[str] = set()
    for chunk in in_chunks(document_ids):
        own = select(page_documents.c.document_id).where(page_documents.c.document_id.in_(chunk))
        current = own.join(archived).where(archived.c.version.is_not(None), ~_has_newer())
        found |= set(connection.scalars(own)) - set(connection.scalars(current))
    return frozenset(found)


def documents_of(connection: Connection, address_keys: Iterable[int]) -> set[str]:
    """The documents that any version of these addresses became."""
    query = select(page_documents.c.document_id).join(archived).where(page_documents.c.document_id.is_not(None))
    found: set[str] = set()
    for chunk in in_chunks(address_keys):
        found |= set(connection.scalars(query.where(archived.c.address_key.in_(chunk))))
    return found


def all_superseded(connection: Connection) -> frozenset[str]:
    """All documents that are superseded; looked for at the few pages that have a second version."""
    changed = connection.scalars(select(archived.c.address_key).where(archived.c.version == 2)).all()
    return superseded_among(connection, documents_of(connection, changed))
