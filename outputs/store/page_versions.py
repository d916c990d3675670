"""Archived versions of articles -> what is still to be read, and the documents they became."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, bindparam, func, select

from outputs.store.addresses import in_chunks
from outputs.store.changes import record_changes
from outputs.store.crawl_tables import addresses, archived, page_documents
from outputs.store.failures import database_errors
from outputs.store.superseding import all_superseded, documents_of, superseded_among
from outputs.store.transactions import begin_read, begin_write
from outputs.store.twin_groups import forget_documents
from schemas.crawling import ArchivePlace, PageVersion
from schemas.record import Record

_PAGE = 500
_UNKNOWN_MEDIA_TYPE = "application/octet-stream"


class PageReading(Record):
    """What reading one version gave: its document, or the code of the DocumentError; exactly one of both."""

    page: PageVersion
    document_id: str | None = None
    error: str | None = None


def row_to_version(row: RowMapping) -> PageVersion:
    """The version in a row of the archive's index."""
    return PageVersion(
        url=row["url"],
        final_url=row["final_url"],
        source_id=row["source_id"],
        version=row["version"],
        media_type=row["media_type"] or _UNKNOWN_MEDIA_TYPE,
        sha256=row["sha256"],
        retrieved_at=row["retrieved_at"],
        place=ArchivePlace(file=row["file"], offset=row["offset"], length=row["length"]),
    )


def _unread(source_ids: Sequence[str] | None, extractor: str) -> tuple[Select[Any], ...]:
    """Newest versions that another extractor read last, or none.

    Several queries, of which each follows an index in its order and stops at its limit: for each source, what an
    extractor read that sorts before ("" is none), and what one that sorts behind.
    """
    query = select(archived).join(addresses, addresses.c.newest_key == archived.c.archive_key)
    query = query.order_by(addresses.c.read_by, addresses.c.address_key)
    own = [query] if source_ids is None else [query.where(addresses.c.source_id == one) for one in source_ids]
    of_others = addresses.c.read_by < extractor, addresses.c.read_by > extractor
    return tuple(one.where(is_other) for one in own for is_other in of_others)


class PageVersions:
    """The versions of all articles. Every call is one transaction; raises OutputError like the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def next_unread(self, source_ids: Sequence[str] | None, *, extractor: str, limit: int) -> tuple[PageVersion, ...]:
        """At most `limit` pages that `extractor` has not read, of some sources or of all (None).

        Only the newest version of an address is to be read; older ones are for `versions`. Whoever marks what was
        read is given all of them by and by, whatever is found and fetched meanwhile.
        """
        pages: list[PageVersion] = []
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            for query in _unread(source_ids, extractor):
                if len(pages) < limit:
                    rows = connection.execute(query.limit(limit - len(pages))).mappings()
                    pages += map(row_to_version, rows)
        return tuple(pages)

    def count_unread(self, source_ids: Sequence[str] | None, *, extractor: str) -> int:
        """How many pages `next_unread` still has to give."""
        counts = [select(func.count()).select_from(query.subquery()) for query in _unread(source_ids, extractor)]
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return sum(connection.scalar(count) or 0 for count in counts)

    def mark_read(self, readings: Sequence[PageReading], *, extractor: str) -> None:
        """Remembers that `extractor` read these versions, all or nothing; doing it twice changes nothing.

        A version that once became a document keeps it when it cannot be read any more. Documents that are older
        versions now are forgotten among the twins; their own twins point to the next oldest.
        """
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            for chunk in in_chunks(readings):
                _mark(connection, chunk, extractor)

    def versions(self, source_ids: Sequence[str] | None = None) -> Iterator[PageVersion]:
        """All versions, old and new, of some sources or of all, in the order they were recorded; read in pages."""
        query = select(archived).where(archived.c.version.is_not(None)).order_by(archived.c.archive_key).limit(_PAGE)
        if source_ids is not None:
            query = query.where(archived.c.source_id.in_(source_ids))
        last = 0
        while True:
            with database_errors(self._engine.url), begin_read(self._engine) as connection:
                rows = connection.execute(query.where(archived.c.archive_key > last)).mappings().all()
            yield from map(row_to_version, rows)
            if len(rows) < _PAGE:
                return
            last = rows[-1]["archive_key"]

    def versions_of(self, url: str) -> tuple[PageVersion, ...]:
        """The versions of one address, the oldest first."""
        query = select(archived).join(addresses, addresses.c.address_key == archived.c.address_key)
        query = query.where(addresses.c.url == url, archived.c.version.is_not(None)).order_by(archived.c.version)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return tuple(map(row_to_version, connection.execute(query).mappings()))

    def superseded_documents(self) -> frozenset[str]:
        """Ids of documents that are older versions of a page whose newer version became a document too."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return all_superseded(connection)


def _keys(connection: Connection, readings: Sequence[PageReading]) -> dict[tuple[str, str, int], RowMapping]:
    offsets: dict[tuple[str, str], list[int]] = {}
    for reading in readings:
        page = reading.page
        offsets.setdefault((page.source_id, page.place.file), []).append(page.place.offset)
    found = {}
    for (source_id, file), own in offsets.items():
        query = select(archived).where(archived.c.source_id == source_id, archived.c.file == file)
        for row in connection.execute(query.where(archived.c.offset.in_(own))).mappings():
            found[source_id, file, row["offset"]] = row
    return found


def _mark(connection: Connection, readings: Sequence[PageReading], extractor: str) -> None:
    rows = _keys(connection, readings)
    read = {}
    for reading in readings:
        page = reading.page
        row = rows[page.source_id, page.place.file, page.place.offset]
        read[row["archive_key"]] = (row["address_key"], reading)
    address_keys = {address_key for address_key, _ in read.values()}
    before_it = superseded_among(connection, documents_of(connection, address_keys))
    before = select(page_documents.c.archive_key, page_documents.c.document_id)
    known = {key: document_id for key, document_id in connection.execute(before.where(_among(read)))}
    connection.execute(page_documents.delete().where(_among(read)))
    made = [
        {
            "archive_key": key,
            "document_id": reading.document_id or known.get(key),
            "extractor": extractor,
            "error": reading.error,
        }
        for key, (_, reading) in read.items()
    ]
    connection.execute(page_documents.insert(), made)
    is_newest = (addresses.c.address_key == bindparam("of_key")) & (addresses.c.newest_key == bindparam("read_key"))
    newest = [{"of_key": address_key, "read_key": key} for key, (address_key, _) in read.items()]
    connection.execute(addresses.update().where(is_newest).values(read_by=extractor), newest)
    superseded = superseded_among(connection, documents_of(connection, address_keys))
    regrouped = forget_documents(connection, superseded)
    record_changes(connection, (superseded ^ before_it) | regrouped, sorted(superseded))


def _among(keys: dict[int, Any]) -> Any:
    return page_documents.c.archive_key.in_(list(keys))
