"""Links between twins -> groups that all point to their oldest document, inside a transaction that the caller holds."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, select, union

from outputs.places import last_day
from outputs.store.addresses import in_chunks
from outputs.store.crawl_tables import signature_bands, signatures, twins
from outputs.store.superseding import superseded_among
from schemas.crawling import Twin
from schemas.documents import PartialDate
from schemas.twins import DocumentSignature, TwinCandidate

_UNKNOWN = "9999-12-31"


def band_keys(bands: Sequence[str]) -> list[int]:
    """One number for each band and its place; equal for two texts where the band in this place is equal."""
    digests = (hashlib.sha256(f"{place}:{band}".encode()).digest() for place, band in enumerate(bands))
    return sorted({int.from_bytes(digest[:8], "big", signed=True) for digest in digests})


def write_signatures(connection: Connection, given: Sequence[DocumentSignature]) -> list[DocumentSignature]:
    """Writes those of `given` whose documents may have twins, and gives them; superseded ones may not."""
    superseded = superseded_among(connection, [signature.document_id for signature in given])
    kept = list({one.document_id: one for one in given if one.document_id not in superseded}.values())
    document_ids = [signature.document_id for signature in kept]
    known = _keys(connection, document_ids)
    _delete_bands(connection, known.values())
    rows = [{name: value for name, value in signature if name != "bands"} for signature in kept]
    changed = [{**row, "of_document": row["document_id"]} for row in rows if row["document_id"] in known]
    new = [row for row in rows if row["document_id"] not in known]
    if changed:
        is_own = signatures.c.document_id == bindparam("of_document")
        connection.execute(signatures.update().where(is_own), changed)
    if new:
        connection.execute(signatures.insert(), new)
    keys = _keys(connection, document_ids)
    bands = [{"band": b, "signature_key": keys[one.document_id]} for one in kept for b in band_keys(one.bands)]
    if bands:
        connection.execute(signature_bands.insert(), bands)
    return kept


def _keys(connection: Connection, document_ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    query = select(signatures.c.document_id, signatures.c.signature_key)
    for chunk in in_chunks(document_ids):
        found |= {one: key for one, key in connection.execute(query.where(signatures.c.document_id.in_(chunk)))}
    return found


def _delete_bands(connection: Connection, keys: Iterable[int]) -> None:
    for chunk in in_chunks(keys):
        connection.execute(delete(signature_bands).where(signature_bands.c.signature_key.in_(chunk)))


def _age(published: PartialDate | None, key: int) -> tuple[str, int]:
    """Sorts the older one first: by its date, the last day it may mean, then by when it was read."""
    return last_day(published) or _UNKNOWN, key


def _oldest(connection: Connection, document_ids: Iterable[str]) -> str | None:
    """The oldest of those with a signature."""
    ages: dict[str, tuple[str, int]] = {}
    for chunk in in_chunks(document_ids):
        rows = connection.execute(select(signatures).where(signatures.c.document_id.in_(chunk))).mappings()
        ages |= {row["document_id"]: _age(row["published"], row["signature_key"]) for row in rows}
    return min(ages, key=lambda document_id: ages[document_id]) if ages else None


def _group(connection: Connection, document_id: str) -> dict[str, Twin | None]:
    """All documents that tell the story of this one, itself too; None for the original."""
    root = connection.scalar(select(twins.c.twin_of).where(twins.c.document_id == document_id)) or document_id
    rows = connection.execute(select(twins).where(twins.c.twin_of == root)).mappings()
    return {root: None, **{row["document_id"]: Twin(**row) for row in rows}}


def _write_group(connection: Connection, members: Mapping[str, Twin | None], root: str) -> None:
    """Points all members but `root` to it."""
    _delete_links(connection, members)
    rows = [
        {**dict(twin), "document_id": document_id, "twin_of": root}
        for document_id, twin in members.items()
        if document_id != root and twin is not None
    ]
    if rows:
        connection.execute(twins.insert(), rows)


def _delete_links(connection: Connection, document_ids: Iterable[str]) -> None:
    for chunk in in_chunks(document_ids):
        connection.execute(delete(twins).where(twins.c.document_id.in_(chunk)))


def link_twins(connection: Connection, link: Twin) -> frozenset[str] | None:
    """The documents whose original may be another one now; None where one of both has no signature to link by."""
    if link.document_id == link.twin_of:
        raise ValueError(f"a document is no twin of itself: {link.document_id}")
    both = [link.document_id, link.twin_of]
    known = set(connection.scalars(select(signatures.c.document_id).where(signatures.c.document_id.in_(both))))
    if len(known) < 2:
        return None
    members = _group(connection, link.document_id)
    if link.twin_of in members:
        return frozenset()
    members |= _group(connection, link.twin_of)
    # One that was an original until now takes kind and similarity of the new link.
    linked = {document_id: twin or link for document_id, twin in members.items()}
    _write_group(connection, linked, _oldest(connection, linked) or link.twin_of)
    return frozenset(linked)


def forget_documents(connection: Connection, document_ids: Iterable[str]) -> frozenset[str]:
    """Takes documents out of their groups, and their signatures away; the oldest of the others is the original.

    Returns:
        The documents whose original may be another one now.
    """
    keys = _keys(connection, document_ids)
    regrouped: frozenset[str] = frozenset()
    for document_id in keys:
        regrouped |= _leave_group(connection, document_id)
    _delete_bands(connection, keys.values())
    for chunk in in_chunks(keys.values()):
        connection.execute(delete(signatures).where(signatures.c.signature_key.in_(chunk)))
    return regrouped


def _leave_group(connection: Connection, document_id: str) -> frozenset[str]:
    members = _group(connection, document_id)
    _delete_links(connection, [document_id])
    left = {member: twin for member, twin in members.items() if member != document_id}
    if members[document_id] is None and left:
        root = _oldest(connection, left) or min(left)
        _write_group(connection, left, root)
    return frozenset(members) if left else frozenset()


def select_candidates(
    connection: Connection, bands: Sequence[str], exact: str, *, limit: int
) -> tuple[TwinCandidate, ...]:
    """Documents with the same text or a band in common: those of the same text first, then the first read."""
    is_exact = signatures.c.exact == exact
    # Of "this or that" PostgreSQL makes a search through the whole table; each half alone has its index.
    found = union(
        select(signatures.c.signature_key).where(is_exact),
        select(signature_bands.c.signature_key).where(signature_bands.c.band.in_(band_keys(bands))),
    )
    query = select(signatures).where(signatures.c.signature_key.in_(found))
    rows = connection.execute(query.order_by(is_exact.desc(), signatures.c.signature_key).limit(limit)).mappings()
    return tuple(
        TwinCandidate(document_id=row["document_id"], is_exact=row["exact"] == exact, content=row["content"])
        for row in rows
    )
