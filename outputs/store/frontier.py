"""The memory of a crawl in the store: which addresses there are, what became of them, when to ask again."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Engine, func, select

from outputs.store.address_states import Timing
from outputs.store.addresses import (
    found_again,
    found_row,
    in_chunks,
    insert_addresses,
    load_states,
    row_to_state,
    select_due,
    select_states,
    update_addresses,
)
from outputs.store.archive_index import select_ends, select_newest_answer
from outputs.store.crawl_tables import addresses
from outputs.store.crawl_tables import addresses as known
from outputs.store.failures import database_errors
from outputs.store.transactions import begin_read, begin_write
from outputs.store.visits import record_visits
from schemas.crawling import AddressState, AddressStatus, ArchivePlace, FoundAddress, Visit
from schemas.retry_policy import RetryPolicy

_PAGE = 1_000


class StoreFrontier:
    """Addresses and their states. Every call is one transaction; times are aware; urls are compared as given.

    All methods raise OutputError when the database cannot be read or written; then nothing was.
    """

    def __init__(self, engine: Engine, *, policy: RetryPolicy | None = None) -> None:
        self._engine = engine
        self._policy = policy or RetryPolicy()

    def add_found(self, source_id: str, addresses: Sequence[FoundAddress], *, at: datetime) -> int:
        """Remembers `addresses`, and gives how many were new.

        A known address keeps its state and its source; a title or date that it lacked is filled in. One that was
        modified after its last visit, and before `at`, is due at once.
        """
        distinct = {address.url: address for address in reversed(addresses)}
        ordered = [distinct.pop(address.url) for address in addresses if address.url in distinct]
        new = 0
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            for chunk in in_chunks(ordered):
                states = load_states(connection, [address.url for address in chunk])
                missing = [found_row(source_id, address, at) for address in chunk if address.url not in states]
                again = (found_again(*states[a.url], a, at) for a in chunk if a.url in states)
                insert_addresses(connection, missing)
                update_addresses(connection, [row for row in again if row is not None])
                new += len(missing)
        return new

    def due(self, source_id: str, *, now: datetime, limit: int, since: str | None = None) -> tuple[AddressState, ...]:
        """Addresses that may be asked for at `now`.

        Args:
            source_id: Whose addresses.
            now: Those with a later `next_try` wait.
            limit: At most so many.
            since: Partial date; addresses known to be published before it are left out, those without date not.

        Returns:
            Never asked ones first, of them those found last and then those published last; then failed ones, then
            all others, by `next_try`.
        """
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return select_due(connection, source_id, now=now, limit=limit, since=since)

    def record(self, visits: Sequence[Visit], *, rechecks: Sequence[int] = (), now: datetime) -> None:
        """Writes the states that `visits` lead to, and the places of what was archived, all or nothing.

        A visit that is recorded twice changes nothing: it is known by its place in the archive, one without by its
        address and time. A body with another hash than the one before is a new version of its page; the same body
        makes the address "unchanged". All times are counted from those of the visits, so that recording the archive
        into an empty store gives the same states again.

        Args:
            visits: In any order.
            rechecks: Ages in days, since the first body, at which a page becomes due again.
            now: The present time; a visit is taken to be no later.
        """
        timing = Timing(policy=self._policy, rechecks=tuple(rechecks), now=now)
        with database_errors(self._engine.url), begin_write(self._engine) as connection:
            record_visits(connection, visits, timing)

    def archived_until(self, source_id: str) -> dict[str, int]:
        """For each archive file of the source, the offset behind the last record that is known here."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return select_ends(connection, source_id)

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """ETag and Last-Modified of the newest archived body of `url` (any kind); None where there was none."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            row = select_newest_answer(connection, url)
        return (row["etag"], row["last_modified"]) if row else (None, None)

    def archived_place(self, url: str) -> ArchivePlace | None:
        """Where the newest archived body of `url` (any kind) stands, to read it again when the server says 304."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            row = select_newest_answer(connection, url)
        return ArchivePlace(file=row["file"], offset=row["offset"], length=row["length"]) if row else None

    def known(self, urls: Sequence[str]) -> frozenset[str]:
        """Those of `urls` that are remembered, whatever their state."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            return frozenset(
                url
                for chunk in in_chunks(urls)
                for url in connection.scalars(select(addresses.c.url).where(addresses.c.url.in_(chunk)))
            )

    def state(self, url: str) -> AddressState | None:
        """What is known about an article's address; None when it was never found."""
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            found = load_states(connection, [url]).get(url)
        return found[1] if found else None

    def states(self, source_id: str, status: AddressStatus | None = None) -> Iterator[AddressState]:
        """All addresses of a source, or those of one status, in the order they were found; read in pages."""
        query = select(known.c.address_key, *select_states().selected_columns).order_by(known.c.address_key)
        query = query.where(known.c.source_id == source_id).limit(_PAGE)
        if status is not None:
            query = query.where(known.c.status == status)
        last = 0
        while True:
            with database_errors(self._engine.url), begin_read(self._engine) as connection:
                rows = connection.execute(query.where(known.c.address_key > last)).mappings().all()
            yield from map(row_to_state, rows)
            if len(rows) < _PAGE:
                return
            last = rows[-1]["address_key"]

    def count_states(self, source_id: str) -> dict[AddressStatus, int]:
        """How many addresses of a source have each status; those that none has are left out."""
        query = select(known.c.status, func.count()).where(known.c.source_id == source_id)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            rows = connection.execute(query.group_by(known.c.status)).all()
        return {status: count for status, count in rows}

    def last_found(self, source_id: str) -> datetime | None:
        """When the newest address of a source was found; None before the first."""
        query = select(func.max(known.c.found_at)).where(known.c.source_id == source_id)
        with database_errors(self._engine.url), begin_read(self._engine) as connection:
            moment: datetime | None = connection.scalar(query)
        return moment
