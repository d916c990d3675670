"""Batches and a choice of workers -> a finished run: the store opened first, then workers, then the files written."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from flows.batch_results import BatchResult, add_results
from flows.batch_worker import BatchJob, build_job, work_batch
from flows.batches import publish_checked, tell_batch
from flows.check_renewal import renew
from flows.progress import document_progress
from flows.settings import Settings
from flows.spreading import Spread, plain_pool, prefect_runner
from flows.work_items import WorkItem, anywhere
from outputs.publish import publish
from outputs.store import Store, open_store
from outputs.store.check_renewal import Renewed

AHEAD = 2
"""Batches handed out for each worker: one at work, one that waits."""
UNKNOWN_WORKERS = 16
"""For how many workers batches are handed out where a cluster has its own number."""


def run_spread(
    batches: Sequence[Sequence[WorkItem]], settings: Settings, spread: Spread, *, has_prefect: bool, out: Path | None
) -> tuple[BatchResult, tuple[Path, ...]]:
    """The sum of all `batches`, worked on by the workers of `spread`, and the files that were written into `out` then.

    Raises:
        OutputError: The store or a result cannot be written.
        ConfigError: The workers cannot be had.
        PipelineError: A worker was lost in the middle of a batch.
    """
    # Opened here first: the tables are made before several workers ask for them.
    with (
        open_store(settings.database_url(), kept=settings.keep_extractions) as store,
        document_progress(sum(map(len, batches))) as progress,
    ):
        plan = SpreadPlan(
            [tuple(map(anywhere, batch)) for batch in batches],
            build_job(settings),
            store=store,
            workers=spread.workers,
            on_batch=progress,
        )
        if not has_prefect:
            with plain_pool(spread.workers) as submit:
                return run_plan(plan, out, submit=submit)
        from flows.spread_flow import spread_flow  # Prefect reads its settings when it is imported

        with prefect_runner(spread, settings) as runner:
            return spread_flow.with_options(task_runner=runner)(plan, out)


class SpreadPlan:
    """What a spread run works on: batches of items, the job of the workers, the store, whom to tell.

    Slots, because Prefect writes a flow's parameters down as JSON and would walk through all attributes.
    """

    __slots__ = ("ahead", "batches", "job", "on_batch", "store")

    def __init__(
        self,
        batches: Sequence[Sequence[WorkItem]],
        job: BatchJob,
        *,
        store: Store,
        workers: int,
        on_batch: Callable[[int], None],
    ) -> None:
        self.batches = batches
        self.job = job
        self.store = store
        self.ahead = AHEAD * (workers or UNKNOWN_WORKERS)
        self.on_batch = on_batch

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Prefect sends the parameters of a flow along with each task: workers get a word in place of store and bar."""
        return str, ("plan",)


def run_plan(
    plan: SpreadPlan,
    out: Path | None,
    *,
    submit: Callable[..., Any],
    check: Callable[[Store], Renewed] = renew,
    publish: Callable[[Store, Path], tuple[Path, ...]] = publish,
) -> tuple[BatchResult, tuple[Path, ...]]:
    """The sum of the batches of `plan`, handed out by `submit` a few at a time, and the files once all is checked."""
    results = []
    for number, result in enumerate(_finished(plan, submit), start=1):
        results.append(result)
        tell_batch(number, result)
    return publish_checked(add_results(results), plan.store, out, check=check, publish=publish)


def _finished(plan: SpreadPlan, submit: Callable[..., Any]) -> Iterator[BatchResult]:
    """The results in the order of the batches."""
    pending: deque[tuple[int, Any]] = deque()
    for batch in plan.batches:
        if len(pending) >= plan.ahead:
            yield _result(pending.popleft(), plan)
        pending.append((len(batch), submit(work_batch, batch, plan.job)))
    while pending:
        yield _result(pending.popleft(), plan)


def _result(pending: tuple[int, Any], plan: SpreadPlan) -> BatchResult:
    documents, future = pending
    result: BatchResult = future.result()
    plan.on_batch(documents)
    return result
