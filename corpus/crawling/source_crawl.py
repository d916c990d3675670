"""One source -> its new and changed pages in the archive, and what became of every address."""

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from corpus.archive.reading import read_page
from corpus.archive.writing import open_archive
from corpus.crawling.frontier import Frontier
from corpus.crawling.logbook import EVERY, Logbook
from corpus.discovery.discovery import discover
from schemas.crawling import AddressState, Answer, FoundAddress, Kind, RunCounts
from schemas.documents import PartialDate
from schemas.issues import Issue
from schemas.record import Record
from schemas.sources import Source

PAUSING = frozenset({"rate_limited", "robots_unreachable"})
"""Reasons for which the rest of a host's addresses would fail too: they stay due for the next run."""


class Fetch(Protocol):
    """`Fetcher.fetch`, so that a test may stand in for the network."""

    def __call__(
        self, url: str, *, source: Source, kind: Kind, etag: str | None = None, last_modified: str | None = None
    ) -> Answer:
        """The answer to `url`; a failure is an answer too."""
        ...


class CrawlLimits(Record):
    """What a person narrowed a crawl to: only articles not known to be older than `since`, at most `pages` of them."""

    since: PartialDate | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class CrawlTools:
    """What a crawl works with; shared by the sources that are crawled side by side."""

    frontier: Frontier
    fetch: Fetch
    archive_root: Path
    now: Callable[[], datetime]
    stop: threading.Event = field(default_factory=threading.Event)


class CrawlOutcome(Record):
    """What a crawl of one source did before anything was read; `recovered` answers came back from a killed run."""

    counts: RunCounts
    issues: tuple[Issue, ...] = ()
    recovered: int = 0
    stopped: bool = False


def crawl_source(
    source: Source, tools: CrawlTools, *, limits: CrawlLimits, on_page: Callable[[int, int], None]
) -> CrawlOutcome:
    """Find new addresses of `source`, ask for all that are due, archive the answers, remember what became of them.

    Args:
        source: Where to look.
        tools: Memory, network, archive, clock, and the event that ends the crawl after the page in work.
        limits: Since when, and how many pages.
        on_page: Called after each page with the pages done and the pages known to be due.

    Returns:
        Counts of this run without what reading adds, and remarks about entrances and refusals.

    Raises:
        OutputError: The archive or the memory cannot be written, or another crawl of this source is at work.
    """
    archive: AbstractContextManager[object] = open_archive(
        tools.archive_root, source.id, known=tools.frontier.archived_until(source.id)
    )
    with archive as opened:
        logbook = Logbook(
            opened, tools.frontier, source_id=source.id, rechecks=source.recheck_days, now=tools.now
        )
        crawl = _SourceCrawl(source, tools, limits, logbook, recovered=logbook.recover())
        try:
            crawl.discover()
            crawl.visit_due(on_page)
        finally:
            logbook.settle()
    return crawl.outcome()


class _SourceCrawl:
    """The crawl of one source while it lasts: what it has counted so far."""

    def __init__(
        self, source: Source, tools: CrawlTools, limits: CrawlLimits, logbook: Logbook, *, recovered: int
    ) -> None:
        self._source = source
        self._tools = tools
        self._limits = limits
        self._logbook = logbook
        self._recovered = recovered
        self._statuses: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()
        self._issues: list[Issue] = []
        self._found = self._new = self._requests = self._bytes = 0
        self._is_paused = False

    def discover(self) -> None:
        """Remember the addresses of every entrance; those of one entrance before the next is asked for."""
        found = discover(
            self._source, self._fetch_entrance, since=self._limits.since, is_known=self._tools.frontier.known
        )
        for entrance in found:
            self._found += len(entrance.addresses)
            self._new += self._tools.frontier.add_found(
                self._source.id, entrance.addresses, at=self._tools.now()
            )
            self._issues += entrance.issues
            if self._is_over():
                break
        self._logbook.settle()

    def visit_due(self, on_page: Callable[[int, int], None]) -> None:
        """Ask for every address that is due, in batches that are remembered before the next one is drawn."""
        done: set[str] = set()
        while not self._is_over():
            batch = [state for state in self._draw(done) if state.url not in done]
            if not batch:
                return
            for state in batch:
                if self._is_over():
                    break
                self._visit(state)
                done.add(state.url)
                on_page(len(done), len(done) + self._waiting(batch, done))
            self._logbook.settle()

    def outcome(self) -> CrawlOutcome:
        """What the crawl did."""
        counts = RunCounts(
            found=self._found,
            new=self._new,
            fetched=self._statuses["fetched"],
            unchanged=self._statuses["unchanged"],
            gone=self._statuses["gone"],
            refused=self._statuses["refused"],
            failed=dict(sorted(self._failed.items())),
            requests=self._requests,
            megabytes=round(self._bytes / 1e6, 3),
        )
        return CrawlOutcome(
            counts=counts,
            issues=tuple(self._issues),
            recovered=self._recovered,
            stopped=self._tools.stop.is_set(),
        )
