"""Archived answers -> rows of the archive's index, and versions of pages out of their bodies."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, RowMapping, bindparam, func, select

from outputs.store.addresses import in_chunks
from outputs.store.crawl_tables import archived
from outputs.store.rows import Row
from schemas.crawling import ArchivePlace, Visit

Place = tuple[str, str, int]
"""Source, file and offset of an archived answer."""

_GOT = ("fetched", "unchanged")


def place_of(visit: Visit) -> Place | None:
    """Where the answer is archived; None where it is not."""
    place = visit.place
    return None if place is None else (visit.source_id, place.file, place.offset)


def known_places(connection: Connection, places: Iterable[Place]) -> set[Place]:
    """Those of `places` that the index has."""
    offsets = defaultdict(list)
    for source_id, file, offset in places:
        offsets[source_id, file].append(offset)
    known = set()
    for (source_id, file), own in offsets.items():
        query = select(archived.c.offset).where(archived.c.source_id == source_id, archived.c.file == file)
        for chunk in in_chunks(own):
            found = connection.scalars(query.where(archived.c.offset.in_(chunk)))
            known |= {(source_id, file, offset) for offset in found}
    return known


def archived_row(visit: Visit, place: ArchivePlace, address_key: int | None) -> Row:
    """The columns of one archived answer; it belongs to an address only where it is a page to read."""
    is_page = visit.kind == "article" and visit.status in _GOT and visit.sha256 is not None
    return {
        **dict(place),
        **{name: getattr(visit, name) for name in ("source_id", "url", "final_url", "kind", "status", "http_status")},
        **{name: getattr(visit, name) for name in ("media_type", "etag", "last_modified", "sha256", "retrieved_at")},
        "address_key": address_key if is_page else None,
        "further": _hash_of_further(visit) if is_page else None,
    }


def _hash_of_further(visit: Visit) -> str | None:
    """A hash of the bodies of an article's further pages, in their order; None without any."""
    hashes = "".join(page.sha256 for page in visit.further)
    return hashlib.sha256(hashes.encode()).hexdigest() if hashes else None


def insert_archived(connection: Connection, rows: Sequence[Row]) -> None:
    """Writes `rows` into the index."""
    if rows:
        connection.execute(archived.insert(), list(rows))


def _bodies(connection: Connection, address_keys: Sequence[int]) -> Iterator[tuple[int, list[RowMapping]]]:
    order = (archived.c.address_key, archived.c.retrieved_at, archived.c.archive_key)
    for chunk in in_chunks(address_keys):
        rows = connection.execute(select(archived).where(archived.c.address_key.in_(chunk)).order_by(*order))
        yield from ((key, list(own)) for key, own in groupby(rows.mappings().all(), lambda row: row["address_key"]))


def number_versions(connection: Connection, address_keys: Sequence[int]) -> tuple[list[Row], set[Place]]:
    """Numbers the versions of these addresses: in the order of time, each body that differs from the one before.

    Returns:
        For each address the columns that tell its newest version and last body; and where all versions begin.
    """
    last, begun, changed = list[Row](), set[Place](), list[Row]()
    for address_key, rows in _bodies(connection, address_keys):
        numbers = _numbers([(row["sha256"], row["further"]) for row in rows])
        versions = [row for row, number in zip(rows, numbers, strict=True) if number]
        begun |= {(row["source_id"], row["file"], row["offset"]) for row in versions}
        pairs = zip(rows, numbers, strict=True)
        changed += [{"of_key": row["archive_key"], "number": n} for row, n in pairs if row["version"] != n]
        body = {name: rows[-1][name] for name in ("etag", "last_modified", "sha256")}
        last.append({"of_key": address_key, "newest_key": versions[-1]["archive_key"], **body})
    if changed:
        statement = archived.update().where(archived.c.archive_key == bindparam("of_key"))
        connection.execute(statement.values(version=bindparam("number")), changed)
    return last, begun


def _numbers(hashes: Sequence[tuple[str, str | None]]) -> list[int | None]:
    """1 for the first hashes, the next number for each that differ from those before, None for the others."""
    numbers: list[int | None] = []
    version = 0
    for before, own in zip([None, *hashes], hashes, strict=False):
        is_new = own != before
        version += is_new
        numbers.append(version if is_new else None)
    return numbers


def select_ends(connection: Connection, source_id: str) -> dict[str, int]:
    """For each file of a source, the offset behind its last record in the index."""
    ends = select(archived.c.file, func.max(archived.c.offset + archived.c.length))
    rows = connection.execute(ends.where(archived.c.source_id == source_id).group_by(archived.c.file))
    return {file: int(end) for file, end in rows}


def select_newest_answer(connection: Connection, url: str) -> RowMapping | None:
    """The newest answer to `url` that brought a body, of whatever kind."""
    query = select(archived).where(archived.c.url == url, archived.c.status.in_(_GOT), archived.c.sha256.is_not(None))
    order = (archived.c.retrieved_at.desc(), archived.c.archive_key.desc())
    return connection.execute(query.order_by(*order).limit(1)).mappings().first()
