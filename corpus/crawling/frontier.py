"""What a crawl needs of whoever remembers its addresses; the store of `outputs` is one such memory."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from schemas.crawling import AddressState, ArchivePlace, FoundAddress, Visit


class Frontier(Protocol):
    """The memory of a crawl. Every call is one transaction; times are aware, in UTC."""

    def known(self, urls: Sequence[str]) -> frozenset[str]:
        """Those of `urls` that are remembered, whatever their state."""
        ...

    def add_found(self, source_id: str, addresses: Sequence[FoundAddress], *, at: datetime) -> int:
        """Remember `addresses`; returns how many were new. One that is known keeps its state.

        A known address whose `modified` is later than its last visit becomes due at once.
        """
        ...

    def due(self, source_id: str, *, now: datetime, limit: int, since: str | None = None) -> tuple[AddressState, ...]:
        """Addresses that may be asked for at `now`: never asked first (newest found first), then by `next_try`.

        Args:
            source_id: Whose addresses.
            now: Those with a later `next_try` wait.
            limit: At most so many.
            since: Partial date; addresses known to be published before it are left out, those without date not.
        """
        ...

    def record(self, visits: Sequence[Visit], *, rechecks: Sequence[int] = (), now: datetime) -> None:
        """Write the states that `visits` lead to, and the places of what was archived, all or nothing.

        A visit that is recorded twice (as after a crash) changes nothing. `rechecks` are ages in days at which a
        fetched article becomes due again. A body with another hash than the newest is a new version of its page.
        """
        ...

    def archived_until(self, source_id: str) -> dict[str, int]:
        """For each archive file of the source, the offset behind the last record that is known here."""
        ...

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """ETag and Last-Modified of the newest archived body of `url` (any kind); None where there was none."""
        ...

    def archived_place(self, url: str) -> ArchivePlace | None:
        """Where the newest archived body of `url` (any kind) stands."""
        ...
