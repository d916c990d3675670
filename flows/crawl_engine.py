"""A stand-in of the crawl engine, until the real one is here: asks each listing page once and counts the answers.

REPLACE this file: `open_engine` is all that `flows/crawl_flow.py` takes from it.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event
from urllib.request import urlopen
from uuid import uuid4

from flows.batches import BatchResult
from flows.crawl_sources import load_all_sources
from flows.crawl_steps import CrawlOptions, SourceReport
from flows.settings import Settings
from schemas.crawling import CrawlRun, RunCounts
from schemas.errors import ConfigError, FetchError
from schemas.sources import Source

logger = logging.getLogger("corpus.stand_in")


class StandIn:
    __slots__ = ("_batch", "_options", "_out", "_sources", "_stop")

    def __init__(self, settings: Settings, options: CrawlOptions) -> None:
        self._sources = {source.id: source for source in load_all_sources(settings)}
        self._options = options
        self._out = settings.out
        self._batch = settings.batch_size
        self._stop = Event()

    def source(self, source_id: str) -> Source:
        try:
            return self._sources[source_id]
        except KeyError as error:
            raise ConfigError(f"không có nguồn {source_id}") from error

    def collect(self, source_id: str) -> CrawlRun:
        counts = RunCounts()
        for listing in self.source(source_id).listings:
            if self._stop.wait(self.source(source_id).rate.seconds):
                break
            try:
                with urlopen(listing.url, timeout=10) as answer:
                    size = len(answer.read())
            except OSError as error:
                raise FetchError(f"{listing.url}: {error}", url=listing.url) from error
            logger.info("listing fetched", extra={"url": listing.url, "bytes": size})
            counts = counts.model_copy(update={"found": counts.found + 1, "fetched": counts.fetched + 1})
        return CrawlRun(run_id=uuid4().hex, source_id=source_id, started=datetime.now(UTC), counts=counts)

    def batches(self, run: CrawlRun) -> Iterator[Sequence[str]]:
        pages = [f"{run.source_id}:{number}" for number in range(run.counts.fetched)]
        for first in range(0, len(pages), self._batch):
            yield pages[first : first + self._batch]

    def read(self, pages: Sequence[str], run: CrawlRun) -> BatchResult:
        self._out.mkdir(parents=True, exist_ok=True)
        with (self._out / f"{run.source_id}.txt").open("a", encoding="utf-8") as file:
            file.writelines(f"{page}\n" for page in pages)
        return BatchResult(read=len(pages))

    def check(self, run: CrawlRun, read: BatchResult) -> SourceReport:
        counts = run.counts.model_copy(update={"read": read.read, "facts": read.facts})
        return SourceReport(source_id=run.source_id, name=self.source(run.source_id).name, counts=counts)

    def stop(self) -> None:
        self._stop.set()


@contextmanager
def open_engine(settings: Settings, options: CrawlOptions) -> Iterator[StandIn]:
    yield StandIn(settings, options)
