"""The crawl as Prefect flows: one for the command line, and two with plain parameters for deployments.

Import this module only inside `prefect_api`, or in a worker: Prefect reads its settings when it is imported.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from prefect import flow, runtime, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.concurrency.sync import concurrency
from prefect.events import emit_event
from prefect.futures import PrefectFuture, as_completed
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner

from corpus.crawling.health import SILENT
from flows.artifacts import artifact_key, describe_outcome, render_issues, render_summary
from flows.automations import SILENT_EVENT
from flows.batch_results import BatchResult
from flows.collector import collect_seldom
from flows.crawl_sources import choose_sources, load_all_sources
from flows.crawl_steps import (
    CrawlEngine,
    CrawlOptions,
    CrawlReport,
    Finished,
    SourceReport,
    Steps,
    run_steps,
)
from flows.deployments import FLOW_NAME, FLOW_OF_ALL, host_limits
from flows.report_events import tell_report
from flows.run_events import run_events
from flows.run_logs import adopted_loggers
from flows.settings import Settings, load_settings
from outputs.store.check_renewal import Renewed
from schemas.crawling import CrawlRun, PageVersion
from schemas.errors import ConfigError, FetchError, PipelineError

HOST_WAIT_SECONDS = 900
"""How long to wait for a host that another run is asking; later than that, the next schedule is soon enough."""
HOST_LEASE_SECONDS = 60
"""When the hosts of a killed run are free again; Prefect renews the lease of a living one."""
RETRY_SECONDS = [60.0, 300.0]
"""A network that was away at start, as after a reboot, is mostly back within minutes."""
FLOW_SECONDS = 4 * 3_600
"""A scheduled run ends after an hour and a half by its page limit; one that hangs must not keep its source for ever."""

logger = logging.getLogger(__name__)


def _is_no_answer(collect: Any, run: Any, state: State[Any]) -> bool:
    return isinstance(state.result(raise_on_failure=False), FetchError)


# Retried only where no entrance answered: single pages are tried again by the engine, later, by their own state.
@task(name="find, fetch and archive", task_run_name="collect {source_id}", cache_policy=NO_CACHE)
def collect_task(source_id: str, engine: CrawlEngine) -> CrawlRun:
    """Archive what is new at one source, alone with its hosts wherever their limits are registered."""
    names = list(host_limits(engine.source(source_id)))
    with ExitStack() as held:
        try:
            held.enter_context(concurrency(names, timeout_seconds=HOST_WAIT_SECONDS, lease_duration=HOST_LEASE_SECONDS))
        except TimeoutError as error:
            raise PipelineError("một lần chạy khác đang hỏi máy chủ của nguồn này; lần sau sẽ làm tiếp") from error
        return engine.collect(source_id)


# No retries: reading and extracting are pure, and the store waits for other writers by itself.
@task(name="read, extract and store a batch", task_run_name="read {run.source_id}", cache_policy=NO_CACHE)
def read_task(pages: Sequence[PageVersion], run: CrawlRun, engine: CrawlEngine) -> BatchResult:
    """Store what is found in the archived pages, all of them or nothing."""
    return engine.read(pages, run)


@task(name="check health", task_run_name="check {run.source_id}", cache_policy=NO_CACHE)
def check_task(run: CrawlRun, read: BatchResult, engine: CrawlEngine) -> SourceReport:
    """Close the run of one source and hold it against the source's history."""
    return engine.check(run, read)


@task(name="check between documents", task_run_name="check between documents", cache_policy=NO_CACHE)
def renew_task(engine: CrawlEngine) -> Renewed:
    """Make the checks between documents anew, where the articles read may have changed them."""
    return engine.renew_checks()


@flow(name="solieu crawl here", validate_parameters=False)
def crawl_here(source_ids: Sequence[str], engine: CrawlEngine) -> CrawlReport:
    """The crawl of the command line, with an engine that is already open."""
    return _crawl(source_ids, engine)


@flow(name=FLOW_OF_ALL)
def crawl(
    source_ids: list[str] | None = None, since: str | None = None, limit: int | None = None, replay: bool = False
) -> State[CrawlReport]:
    """Crawl the sources named, or all that have a schedule; settings come from the environment of the process."""
    chosen = choose_sources(source_ids or [], load_all_sources(_worker_settings()), replay=replay)
    return _crawl_deployed([source.id for source in chosen], CrawlOptions(since=since, limit=limit, replay=replay))


@flow(
    name=FLOW_NAME,
    flow_run_name="{source_id}",
    timeout_seconds=FLOW_SECONDS,
)
def crawl_source(
    source_id: str, since: str | None = None, limit: int | None = None, replay: bool = False
) -> State[CrawlReport]:
    """Crawl one source; settings come from the environment of the process."""
    return _crawl_deployed([source_id], CrawlOptions(since=since, limit=limit, replay=replay))


def _crawl_deployed(source_ids: Sequence[str], options: CrawlOptions) -> State[CrawlReport]:
    """Completed, with another name where a person should look; Failed where a source could not be crawled at all."""
    settings = _worker_settings()
    collect_seldom()
    from flows.crawl_engine import open_engine  # `solieu deploy` takes the flows alone, not what reads and extracts

    with (
        run_events("crawl", settings, flow_run=str(runtime.flow_run.id), name=runtime.flow_run.name) as events,
        adopted_loggers(events),
        open_engine(settings, options) as engine,
    ):
        report = _crawl(source_ids, engine)
        tell_report(report)
    message = describe_outcome(report)
    if report.broken:
        errors = "; ".join(f"{source.source_id}: {source.error}" for source in report.sources if source.error)
        return Failed(message=f"{message}. {errors}")
    return Completed(message=message, data=report, name="CompletedWithIssues" if report.has_problems else None)


def _worker_settings() -> Settings:
    settings = load_settings()
    if runtime.deployment.id and not settings.folder.is_absolute():
        raise ConfigError(
            f"SOLIEU_OUT={settings.out}: phải là đường dẫn tuyệt đối, vì worker xoá thư mục làm việc sau mỗi lần chạy"
        )
    return settings


def _crawl(source_ids: Sequence[str], engine: CrawlEngine) -> CrawlReport:
    steps = Steps(collect_all=_collect_all, read=read_task, check=check_task, renew=renew_task)
    report = run_steps(source_ids, engine, steps)
    for about, render in (("summary", render_summary), ("issues", render_issues)):
        create_markdown_artifact(render(report), key=artifact_key(source_ids, about=about))
    _tell_silence(report)
    logger.info(describe_outcome(report))
    return report


def _tell_silence(report: CrawlReport) -> None:
    """Events that the server's automation waits for (`flows.automations`)."""
    for source in report.sources:
        for issue in source.issues:
            if issue.code == SILENT:
                resource = {
                    "prefect.resource.id": f"solieu.source.{source.source_id}",
                    "prefect.resource.name": source.name,
                }
                emit_event(SILENT_EVENT, resource, payload={"message": issue.message})


def _collect_all(source_ids: Sequence[str], engine: CrawlEngine) -> Iterator[tuple[str, Finished]]:
    collect = collect_task
    if runtime.deployment.id:  # A person who waits would rather be told at once.
        collect = collect_task.with_options(
            retries=len(RETRY_SECONDS), retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=_is_no_answer
        )
    with ThreadPoolTaskRunner(max_workers=engine.at_once) as runner:  # type: ignore[var-annotated]
        futures: dict[PrefectFuture[Any], str] = {
            runner.submit(collect, {"source_id": source_id, "engine": engine}): source_id for source_id in source_ids
        }
        try:
            for future in as_completed(list(futures)):
                yield futures[future], future
        except BaseException:
            # Leaving the runner waits for its threads, which end only when they are told.
            engine.stop()
            raise
