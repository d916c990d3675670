"""Settings and options -> the engine of a crawl: store, archive, network and extractor behind the steps of the flow."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import islice
from statistics import median
from typing import Literal, TypeVar
from uuid import uuid4

from corpus.archive.pages import iter_archive
from corpus.crawling.crawl_records import CrawlLimits, CrawlTools
from corpus.crawling.health import RUNS, check_health
from corpus.crawling.network import Network
from corpus.crawling.source_crawl import crawl_source
from corpus.isolation.pool import ReaderPool
from extractors.extraction import load_extractor
from flows.batch_results import BatchResult
from flows.check_renewal import renew
from flows.crawl_sources import load_all_sources
from flows.crawl_steps import CrawlOptions, SourceReport
from flows.page_reading import ArticleMeasure, ReadingDesk, read_pages
from flows.run_events import current_events
from flows.settings import Settings
from outputs.store import Store, open_store
from outputs.store.check_renewal import Renewed
from schemas.crawling import CrawlRun, PageVersion, RunCounts, Visit
from schemas.errors import ConfigError, FetchError
from schemas.issues import Issue
from schemas.sources import Source

_REBUILT_AT_ONCE = 500

T = TypeVar("T")

Step = Literal["fetched", "read"]
OnProgress = Callable[[str, Step, int], None]
"""Is told the source, the step, and how many of its pages have come so far in this run."""


class _Ledger:
    """What the steps of one source's run leave for the last one, which sums it up."""

    __slots__ = ("issues", "measures", "pages", "twins")

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self.measures: list[ArticleMeasure] = []
        self.twins = self.pages = 0


class Engine:
    """The work of a crawl, step by step. Made by `open_engine`; the steps of several sources may run side by side.

    Slots, because Prefect writes a flow's parameters down as JSON and would walk through all attributes.
    """

    __slots__ = ("_desk", "_ledgers", "_on_progress", "_options", "_run_id", "_settings", "_sources", "_tools")

    def __init__(
        self,
        desk: ReadingDesk,
        tools: CrawlTools,
        *,
        settings: Settings,
        options: CrawlOptions,
        on_progress: OnProgress,
    ) -> None:
        self._desk = desk
        self._tools = tools
        self._settings = settings
        self._options = options
        self._on_progress = on_progress
        events = current_events()
        self._run_id = events.run_id if events else uuid4().hex
        self._sources = {source.id: source for source in desk.sources}
        self._ledgers: defaultdict[str, _Ledger] = defaultdict(_Ledger)

    @property
    def at_once(self) -> int:
        """How many sources are collected side by side."""
        return self._settings.sources_at_once

    def source(self, source_id: str) -> Source:
        """The source of this id.

        Raises:
            ConfigError: There is none.
        """
        source = self._sources.get(source_id)
        if source is None:
            raise ConfigError(f"không có nguồn {source_id}; xem các nguồn bằng: solieu sources list")
        return source

    def collect(self, source_id: str) -> CrawlRun:
        """Find, fetch and archive what is new; in a replay, bring the archive's index into the store instead.

        Raises:
            FetchError: Not one entrance of the source answered, so that another try in a minute may help.
            OutputError: Archive or store cannot be written, or another crawl of the source is at work.
        """
        source = self.source(source_id)
        runs = self._desk.store.runs
        is_resumed = any(before.ended is None for before in runs.history(source_id, 1))
        run = runs.start(self._run_id, source_id, at=self._tools.now(), source=source)
        # Begun anew: what a try that failed remarked is over when the next one succeeds.
        ledger = self._ledgers[source_id] = _Ledger()
        if self._options.replay:
            ledger.issues += self._rebuild_index(source)
            return run
        limits = CrawlLimits(since=self._options.since, pages=self._options.limit, is_resumed=is_resumed)
        outcome = crawl_source(
            source, self._tools, limits=limits, on_page=lambda pages: self._on_progress(source_id, "fetched", pages)
        )
        ledger.issues += outcome.issues
        run = run.model_copy(update={"counts": outcome.counts})
        if not outcome.has_answer and not outcome.stopped:
            runs.finish(run, run.counts, at=self._tools.now(), issues=ledger.issues)
            reasons = "; ".join(issue.message for issue in outcome.issues) or "không lối vào nào trả lời"
            raise FetchError(f"{source_id}: {reasons}", url=source.domains[0])
        return run

    def batches(self, run: CrawlRun) -> Iterator[Sequence[PageVersion]]:
        """The source's archived pages that are still to be read, also those of a run that was killed.

        In a replay: all versions of all pages, old ones too.
        """
        pages, size = self._desk.store.pages, self._settings.batch_size
        if self._options.replay:
            yield from _in_batches(pages.versions([run.source_id]), size)
            return
        while batch := pages.next_unread([run.source_id], extractor=self._desk.extractor.version, limit=size):
            yield batch

    def read(self, pages: Sequence[PageVersion], run: CrawlRun) -> BatchResult:
        """Read, extract and store the pages, all of them or nothing.

        Raises:
            OutputError: The store cannot be written.
        """
        batch = read_pages(pages, self._desk)
        ledger = self._ledgers[run.source_id]
        ledger.measures += batch.measures
        ledger.twins += batch.twins
        ledger.pages += len(pages)
        self._on_progress(run.source_id, "read", ledger.pages)
        return batch.result

    def check(self, run: CrawlRun, read: BatchResult) -> SourceReport:
        """Close the run with its counts and hold it against the source's history."""
        source, ledger, now = self.source(run.source_id), self._ledgers.pop(run.source_id, _Ledger()), self._tools.now()
        measures = ledger.measures
        counts = run.counts.model_copy(
            update={
                "read": read.read,
                "unreadable": len(read.issues),
                "undated": sum(not measure.is_dated for measure in measures),
                "without_facts": sum(not measure.facts for measure in measures),
                "facts": read.facts,
                "numerals": _median([measure.numerals for measure in measures]),
                "characters": _median([measure.characters for measure in measures]),
                "twins": ledger.twins,
            }
        )
        failed = () if self._options.replay else self._check_health(source, run, counts, now=now)
        issues = (*ledger.issues, *failed)
        self._desk.store.runs.finish(run, counts, at=now, issues=(*issues, *read.issues))
        return SourceReport(source_id=source.id, name=source.name, counts=counts, issues=issues)

    def renew_checks(self) -> Renewed:
        """Make the checks between documents anew, where the articles read may have changed them.

        Raises:
            OutputError: The store cannot be written.
        """
        return renew(self._desk.store)

    def _check_health(self, source: Source, run: CrawlRun, counts: RunCounts, *, now: datetime) -> tuple[Issue, ...]:
        store = self._desk.store
        past = store.runs.history(source.id, RUNS + 1)
        ended = [other for other in past if other.ended is not None and other.run_id != run.run_id]
        return check_health(source, counts, history=ended, last_new=store.frontier.last_found(source.id), now=now)

    def stop(self) -> None:
        """Let every `collect`, running or to come, end after the page it is at."""
        self._tools.stop.set()

    def _rebuild_index(self, source: Source) -> list[Issue]:
        issues: list[Issue] = []
        visits = iter_archive(self._tools.archive_root, [source.id])
        for batch in _in_batches(visits, _REBUILT_AT_ONCE):
            issues += [item for item in batch if isinstance(item, Issue)]
            self._desk.store.frontier.record(
                [item for item in batch if isinstance(item, Visit)],
                rechecks=source.recheck_days,
                now=self._tools.now(),
            )
        return issues


def _in_batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def _median(values: Sequence[int]) -> float | None:
    return float(median(values)) if values else None


def _now() -> datetime:
    return datetime.now(UTC)


def _nobody(source_id: str, step: Step, pages: int) -> None:
    """Nobody is told of progress."""


@contextmanager
def open_engine(settings: Settings, options: CrawlOptions, *, on_progress: OnProgress = _nobody) -> Iterator[Engine]:
    """The engine, with store and network open until the end of the block.

    Raises:
        ConfigError: A source file or a setting is wrong.
        OutputError: The store cannot be opened.
    """
    with ExitStack() as stack:
        store: Store = stack.enter_context(open_store(settings.database_url(), kept=settings.keep_extractions))
        stop = threading.Event()
        network = stack.enter_context(Network(settings.fetch_limits(), stop=stop))
        archive_root = settings.archive_root
        tools = CrawlTools(
            frontier=store.frontier,
            fetch=network.fetch,
            archive_root=archive_root,
            now=_now,
            stop=stop,
            rotate_bytes=settings.archive_rotate_mb * 1_000_000,
        )
        desk = ReadingDesk(
            sources=load_all_sources(settings),
            readers=stack.enter_context(ReaderPool(settings.reading_limits())),
            extractor=load_extractor(),
            store=store,
            archive_root=archive_root,
        )
        yield Engine(desk, tools, settings=settings, options=options, on_progress=on_progress)
