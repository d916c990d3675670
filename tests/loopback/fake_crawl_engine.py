"""A crawl engine without network or store, for tests of who runs its steps."""

import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from flows.batch_results import BatchResult
from flows.crawl_steps import SourceReport
from outputs.store.check_renewal import Renewed
from schemas.crawling import CrawlRun, RunCounts
from schemas.errors import ConfigError
from schemas.issues import Issue
from schemas.sources import Listing, Source


class FakeEngine:
    """Three batches of two pages a source; every source has a host of its own and the host "shared.example".

    `broken` says what collecting ("a") or reading ("read:a") raises; "wait:a" collects until the engine is stopped.
    With `meet`, no source is collected before all are at it. `spans` are the times at which each was collected,
    `renewed_after` how many pages were read when checks between documents were made.
    """

    __slots__ = ("_broken", "_ids", "_meeting", "read_pages", "renewed_after", "spans", "stopped")

    def __init__(self, *source_ids: str, broken: dict[str, BaseException] | None = None, meet: bool = False) -> None:
        self._ids = source_ids
        self._broken = broken or {}
        self._meeting = threading.Barrier(len(source_ids)) if meet else None
        self.stopped = threading.Event()
        self.read_pages: list[str] = []
        self.renewed_after: list[int] = []
        self.spans: dict[str, tuple[float, float]] = {}

    @property
    def at_once(self) -> int:
        return 16

    def source(self, source_id: str) -> Source:
        if source_id not in self._ids:
            raise ConfigError(f"no source {source_id}")
        return Source(
            id=source_id,
            name=source_id.upper(),
            province=None,
            domains=(f"{source_id}.example",),
            listings=(Listing(url="http://shared.example/"),),
            why="test",
        )

    def collect(self, source_id: str) -> CrawlRun:
        began = time.monotonic()
        if self._meeting:
            self._meeting.wait(timeout=10)
        if f"wait:{source_id}" in self._broken:
            assert self.stopped.wait(timeout=20)
        if source_id in self._broken:
            raise self._broken[source_id]
        time.sleep(0.2)
        self.spans[source_id] = (began, time.monotonic())
        return CrawlRun(run_id="1", source_id=source_id, started=datetime(2026, 1, 1, tzinfo=UTC))

    def batches(self, run: CrawlRun) -> Iterator[Sequence[str]]:
        for number in range(3):
            yield [f"{run.source_id}-{number}-{page}" for page in range(2)]

    def read(self, pages: Sequence[str], run: CrawlRun) -> BatchResult:
        if f"read:{run.source_id}" in self._broken:
            raise self._broken[f"read:{run.source_id}"]
        self.read_pages += pages
        return BatchResult(read=len(pages), facts=10)

    def check(self, run: CrawlRun, read: BatchResult) -> SourceReport:
        issues = (
            (Issue(level="WARNING", code="silent", subject=run.source_id, message="…"),) if "z" in self._ids else ()
        )
        counts = RunCounts(read=read.read, facts=read.facts)
        return SourceReport(source_id=run.source_id, name=run.source_id.upper(), counts=counts, issues=issues)

    def renew_checks(self) -> Renewed:
        self.renewed_after.append(len(self.read_pages))
        return Renewed(written=0, removed=0, unchanged=0)

    def stop(self) -> None:
        self.stopped.set()
