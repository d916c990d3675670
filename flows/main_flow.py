"""The main job as a Prefect flow: find, read, extract, store, check, publish.

Import this module only inside `prefect_api`: Prefect reads its settings when it is imported.
"""

from collections.abc import Sequence
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows.batch_results import BatchResult
from flows.batches import Workbench, process_batch, run_batches
from flows.check_renewal import renew
from flows.run_events import current_events
from flows.run_record import render_record
from flows.sealed import Sealed
from flows.work_items import WorkItem
from outputs.publish import publish
from outputs.store import Store
from outputs.store.check_renewal import Renewed


# No task retries: reading and extracting are pure, and the store waits for other writers by itself.
@task(name="read, extract and store a batch", cache_policy=NO_CACHE)
def batch_task(items: Sealed[Sequence[WorkItem]], bench: Workbench) -> BatchResult:
    """Store what is new among the documents of `items`, all of it or nothing."""
    return process_batch(items.content, bench)


def _process(items: Sequence[WorkItem], bench: Workbench) -> BatchResult:
    return batch_task(Sealed(items), bench)


@task(name="check", cache_policy=NO_CACHE)
def check_task(store: Store) -> Renewed:
    """Make the checks between the documents of the store anew."""
    return renew(store)


@task(name="publish", cache_policy=NO_CACHE)
def publish_task(store: Store, folder: Path) -> tuple[Path, ...]:
    """Write the exports and the report of everything in the store."""
    return publish(store, folder)


@flow(name="solieu run", validate_parameters=False)
def main_flow(
    batches: Sealed[Sequence[Sequence[WorkItem]]], bench: Workbench, out: Path | None
) -> tuple[BatchResult, tuple[Path, ...]]:
    """Store what is new in `batches`, check it against all else, then publish the whole store into `out`, if any.

    A batch is one task and one transaction: a killed run keeps its finished batches, and the next run does the
    rest. With nothing new, the files are written again all the same, so that they always show the store.
    """
    result, files = run_batches(batches.content, bench, out, process=_process, check=check_task, publish=publish_task)
    keep_counters(result)
    return result, files


def keep_counters(result: BatchResult) -> None:
    """Keep the counters of the run at work as an artifact of Prefect."""
    events = current_events()
    create_markdown_artifact(render_record(result, run_id=events.run_id if events else "?"), key="run-counters")
