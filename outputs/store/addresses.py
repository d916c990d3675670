"""Rows of `addresses` -> states and back, inside a transaction that the caller holds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, case, or_, select

from outputs.store.crawl_tables import addresses
from outputs.store.rows import Row
from schemas.crawling import AddressState, FoundAddress

CHUNK = 500
"""Values in one IN list; databases allow some thousands."""

T = TypeVar("T")

_STATE = tuple(addresses.c[name] for name in AddressState.model_fields)


def in_chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def row_to_state(row: RowMapping) -> AddressState:
    """The state in a row that has all its columns, whatever others."""
    return AddressState(**{name: row[name] for name in AddressState.model_fields})


def select_states() -> Select[Any]:
    """A query for the columns of states."""
    return select(*_STATE)


def load_states(connection: Connection, urls: Iterable[str]) -> dict[str, tuple[int, AddressState]]:
    """Key and state of each address that is known, by url."""
    query = select(addresses.c.address_key, *_STATE)
    found = {}
    for chunk in in_chunks(urls):
        for row in connection.execute(query.where(addresses.c.url.in_(chunk))).mappings():
            found[row["url"]] = (row["address_key"], row_to_state(row))
    return found


def insert_addresses(connection: Connection, rows: Sequence[Row]) -> None:
    """Writes new addresses; `rows` have the columns that one who finds an address knows."""
    if rows:
        connection.execute(addresses.insert(), list(rows))


def found_row(source_id: str, found: FoundAddress, at: datetime) -> Row:
    """The columns of an address that was found at `at`, and may be asked for from then on."""
    return {
        "url": found.url,
        "source_id": source_id,
        "status": "found",
        "tries": 0,
        "next_try": at,
        "title": found.title,
        "published": found.published,
        "found_at": at,
        "found_in": found.found_in,
    }


def found_again(key: int, state: AddressState, found: FoundAddress, at: datetime) -> Row | None:
    """The columns that finding a known address once more changes, or None.

    A time of modification behind `at` is one of a wrong clock or zone, and waits until it has come.
    """
    is_modified = (
        found.modified is not None
        and state.checked_at is not None
        and state.checked_at < found.modified <= at
        and (state.next_try is None or state.next_try > at)
    )
    row = {
        "of_key": key,
        "title": state.title or found.title,
        "published": state.published or found.published,
        "next_try": at if is_modified else state.next_try,
    }
    is_same = (row["title"], row["published"], row["next_try"]) == (state.title, state.published, state.next_try)
    return None if is_same else row


def update_addresses(connection: Connection, rows: Sequence[Row]) -> None:
    """Writes `rows`, all with the same columns; `of_key` says which address each one changes.

    A row with another `newest_key` than before makes the address one to read.
    """
    if not rows:
        return
    values: dict[str, ColumnElement[Any]] = {
        n: bindparam(f"new_{n}", type_=addresses.c[n].type) for n in rows[0] if n != "of_key"
    }
    if "newest_key" in values:
        is_same = addresses.c.newest_key == values["newest_key"]
        values["read_by"] = case((is_same, addresses.c.read_by), else_="")
    statement = addresses.update().where(addresses.c.address_key == bindparam("of_key")).values(values)
    connection.execute(statement, [{n if n == "of_key" else f"new_{n}": v for n, v in row.items()} for row in rows])


def select_due(
    connection: Connection, source_id: str, *, now: datetime, limit: int, since: str | None
) -> tuple[AddressState, ...]:
    """Never asked first, the newest found and published of them; then failures, then all others, by `next_try`."""
    column = addresses.c
    own = select_states().where(column.source_id == source_id)
    if since is not None:
        # A date that is less exact than `since` may lie behind it.
        own = own.where(
            or_(column.published.is_(None), column.published >= since, column.published.in_([since[:4], since[:7]]))
        )
    waited = own.where(column.next_try <= now).order_by(column.next_try, column.address_key)
    newest = (column.found_at.desc(), column.published.desc().nulls_last(), column.address_key)
    queries = (
        own.where(column.status == "found").order_by(*newest),
        waited.where(column.status == "failed"),
        waited.where(column.status.in_(("fetched", "unchanged", "gone", "refused"))),
    )
    due: list[AddressState] = []
    for query in queries:
        if len(due) < limit:
            due += map(row_to_state, connection.execute(query.limit(limit - len(due))).mappings())
    return tuple(due)
