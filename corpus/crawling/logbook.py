"""Answers -> archive, then memory: what the archive has not safely taken is never remembered as fetched."""

from collections.abc import Callable, Sequence
from datetime import datetime

from corpus.archive.archive import Archive
from corpus.archive.records import build_visit
from corpus.crawling.frontier import Frontier
from schemas.crawling import Answer, Kind, Visit

EVERY = 25
"""Visits in one transaction: what a kill can make the archive's tail repeat to the memory, never the network."""


class Logbook:
    """The one way in which a crawl of a source writes: `enter` each answer, `settle` before it ends.

    A killed crawl leaves at most `EVERY` answers in the archive that the memory does not know; opening the archive
    again gives them back, and they are remembered then instead of being asked for again.
    """

    def __init__(
        self,
        archive: Archive,
        frontier: Frontier,
        *,
        source_id: str,
        rechecks: Sequence[int],
        now: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._frontier = frontier
        self._source_id = source_id
        self._rechecks = rechecks
        self._now = now
        self._open: list[Visit] = []

    def recover(self) -> int:
        """Remember what the archive holds and the memory does not; returns how many answers that were."""
        recovered = self._archive.recovered
        if recovered:
            self._frontier.record(recovered, rechecks=self._rechecks, now=self._now())
        return len(recovered)

    def enter(self, answer: Answer, *, kind: Kind) -> Visit:
        """Archive `answer`, where a server gave one, and note the visit; every 25th call remembers them."""
        place = self._archive.append(answer, kind=kind)
        visit = build_visit(answer, source_id=self._source_id, kind=kind, place=place)
        self._open.append(visit)
        if len(self._open) >= EVERY:
            self.settle()
        return visit

    def settle(self) -> None:
        """Bring the archive to disk, then remember all visits noted so far, in one transaction."""
        if self._open:
            self._archive.flush()
            self._frontier.record(tuple(self._open), rechecks=self._rechecks, now=self._now())
            self._open.clear()
