"""Sources -> their reports, by the steps of a crawl: collect, read in batches, check; one broken source is no crash.

The steps come from an engine; who runs them, plainly or as Prefect tasks, is said by `Steps`. Sources are collected
side by side in threads, since they wait for the network; pages are read one batch after the other in the main thread.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pydantic import Field

from flows.batch_results import BatchResult, add_results
from outputs.store.check_renewal import Renewed
from schemas.crawling import CrawlRun, PageVersion, RunCounts
from schemas.documents import RealDate
from schemas.errors import PipelineError
from schemas.issues import Issue
from schemas.record import Record
from schemas.sources import Source

logger = logging.getLogger(__name__)


class CrawlOptions(Record):
    """What narrows a crawl: articles since a partial date, at most so many pages a source, or the archive alone."""

    since: RealDate | None = None
    limit: int | None = Field(default=None, ge=1)
    replay: bool = False


class SourceReport(Record):
    """What a crawl did for one source; `error` says in one line why it could not be done, `issues` what to look at."""

    source_id: str
    name: str
    counts: RunCounts = RunCounts()
    issues: tuple[Issue, ...] = ()
    error: str | None = None

    @property
    def to_look_at(self) -> tuple[Issue, ...]:
        """The issues that a person must act on; the others only say how the run went."""
        return tuple(issue for issue in self.issues if issue.level == "WARNING")


class CrawlReport(Record):
    """The reports of all sources, in the order in which the sources were named."""

    sources: tuple[SourceReport, ...]

    @property
    def broken(self) -> tuple[str, ...]:
        """Sources whose crawl could not be done."""
        return tuple(report.source_id for report in self.sources if report.error is not None)

    @property
    def has_problems(self) -> bool:
        """Whether a person should look: a source is broken or one of its assertions failed."""
        return any(report.error is not None or report.to_look_at for report in self.sources)


# Prefect asks whether a flow's parameter is one.
@runtime_checkable
class CrawlEngine(Protocol):
    """The work of a crawl, step by step; every step may be repeated, since store and archive know what is done.

    An engine is a plain class with `__slots__`: Prefect writes arguments down and would walk through its attributes.
    """

    @property
    def at_once(self) -> int:
        """How many sources are collected side by side, each in a thread that spends its time waiting."""
        ...

    def source(self, source_id: str) -> Source:
        """The source of this id.

        Raises:
            ConfigError: There is none.
        """
        ...

    def collect(self, source_id: str) -> CrawlRun:
        """Find, fetch and archive what is new; called in a thread, for several sources at once.

        Raises:
            FetchError: Not one entrance of the source answered, so that another try in a minute may help.
            OutputError: Archive or store cannot be written.
        """
        ...

    def batches(self, run: CrawlRun) -> Iterable[Sequence[PageVersion]]:
        """The source's archived pages that are still to be read, also those of a run that was killed."""
        ...

    def read(self, pages: Sequence[PageVersion], run: CrawlRun) -> BatchResult:
        """Read, extract and store the pages, all of them or nothing.

        Raises:
            OutputError: The store cannot be written.
        """
        ...

    def check(self, run: CrawlRun, read: BatchResult) -> SourceReport:
        """Link twins, close the run with its counts, and hold it against the source's history."""
        ...

    def renew_checks(self) -> Renewed:
        """Make the checks between documents anew, where the articles read may have changed them.

        Raises:
            OutputError: The store cannot be written.
        """
        ...

    def stop(self) -> None:
        """Let every `collect`, running or to come, end after the page it is at."""
        ...


class Finished(Protocol):
    """A future: of the standard library, or Prefect's."""

    def result(self) -> CrawlRun:
        """What was collected.

        Raises:
            Exception: Whatever collecting raised.
        """
        ...


@dataclass(frozen=True, slots=True)
class Steps:
    """Who runs the engine's steps; `collect_all` yields each source when it is collected."""

    collect_all: Callable[[Sequence[str], CrawlEngine], Iterator[tuple[str, Finished]]]
    read: Callable[[Sequence[PageVersion], CrawlRun, CrawlEngine], BatchResult]
    check: Callable[[CrawlRun, BatchResult, CrawlEngine], SourceReport]
    renew: Callable[[CrawlEngine], Renewed]


def run_steps(source_ids: Sequence[str], engine: CrawlEngine, steps: Steps) -> CrawlReport:
    """Crawl the sources: each is read and checked as soon as it is collected, while others are still collected.

    At the end the checks between documents are made anew, once. A signal, or a time limit of the flow, lets the engine
    stop and goes on to the caller; the next crawl or run makes the checks then.

    Raises:
        ConfigError: An unknown source; nothing has been done then.
        OutputError: The checks between documents cannot be written; all else is done.
    """
    names = {source_id: engine.source(source_id).name for source_id in source_ids}
    reports: dict[str, SourceReport] = {}
    try:
        for source_id, collected in steps.collect_all(tuple(names), engine):
            reports[source_id] = _report(names[source_id], source_id, collected, engine=engine, steps=steps)
    except BaseException:
        engine.stop()
        raise
    steps.renew(engine)
    return CrawlReport(sources=tuple(reports[source_id] for source_id in names))


def plain_steps() -> Steps:
    """The steps without Prefect."""
    return Steps(
        collect_all=_collect_side_by_side,
        read=lambda pages, run, engine: engine.read(pages, run),
        check=lambda run, read, engine: engine.check(run, read),
        renew=lambda engine: engine.renew_checks(),
    )


def _collect_side_by_side(source_ids: Sequence[str], engine: CrawlEngine) -> Iterator[tuple[str, Finished]]:
    with ThreadPoolExecutor(max_workers=engine.at_once, thread_name_prefix="crawl") as pool:
        futures = {pool.submit(engine.collect, source_id): source_id for source_id in source_ids}
        try:
            for future in as_completed(futures):
                yield futures[future], future
        except BaseException:
            # Leaving the pool waits for its threads, which end only when they are told.
            engine.stop()
            raise


def _report(name: str, source_id: str, collected: Finished, *, engine: CrawlEngine, steps: Steps) -> SourceReport:
    try:
        run = collected.result()
        read = add_results([steps.read(pages, run, engine) for pages in engine.batches(run)])
        return steps.check(run, read, engine)
    except PipelineError as error:
        return SourceReport(source_id=source_id, name=name, error=str(error))
    except Exception as error:
        # The flow's edge: one source's bug must not keep the others from their readers.
        logger.exception("crawl of a source broke", extra={"source_id": source_id})
        return SourceReport(source_id=source_id, name=name, error=f"lỗi không ngờ: {type(error).__name__}: {error}")
