"""The main job over several processes or a Dask cluster, as a Prefect flow; the batches are those of the plain job.

Import this module only inside `prefect_api`: Prefect reads its settings when it is imported.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.batch_results import BatchResult
from flows.batch_worker import BatchJob
from flows.main_flow import check_task, keep_counters, publish_task
from flows.spread_job import SpreadPlan, run_plan
from flows.work_items import WorkItem


# No retries: what a lost worker leaves undone is handed to another by Dask, or done by the next run.
@task(name="read, extract and store a batch", cache_policy=NO_CACHE)
def worker_task(
    work: Callable[[Sequence[WorkItem], BatchJob], BatchResult], items: Sequence[WorkItem], job: BatchJob
) -> BatchResult:
    """In a worker: store what is new among the documents of `items`, all of it or nothing."""
    return work(items, job)


@flow(name="solieu run", validate_parameters=False)
def spread_flow(plan: SpreadPlan, out: Path | None) -> tuple[BatchResult, tuple[Path, ...]]:
    """Store what is new in the batches of `plan`, check it against all else, then publish the store into `out`, if any.

    A batch is one task and one transaction of its worker: a killed run keeps its finished batches.
    """
    result, files = run_plan(plan, out, submit=worker_task.submit, check=check_task, publish=publish_task)
    keep_counters(result)
    return result, files
