"""A batch of items in a process that holds nothing but the installed project -> stored extractions, and their count."""

import atexit
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

from corpus.isolation.limits import ReadingLimits
from corpus.isolation.pool import ReaderPool
from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.batch_results import BatchResult
from flows.batches import Workbench, process_batch
from flows.collector import collect_seldom
from flows.settings import Settings
from flows.sidecar_memo import SidecarMemo
from flows.work_items import WorkItem
from outputs.store import open_store
from schemas.record import Record

SIDECARS = ".sidecars.jsonl"
FETCHED = ".fetched"
_one_at_a_time = threading.Lock()


class BatchJob(Record):
    """What a worker must know of a run; it finds the files and the store under the same addresses as the run does."""

    database_url: str
    keep_extractions: int
    out: str
    limits: ReadingLimits


def build_job(settings: Settings) -> BatchJob:
    """The job of a run with `settings`; a worker reads one document at a time, whatever they say."""
    return BatchJob(
        database_url=settings.database_url(),
        keep_extractions=settings.keep_extractions,
        out=str(settings.folder.absolute()),
        limits=settings.reading_limits().model_copy(update={"workers": 1}),
    )


def work_batch(items: Sequence[WorkItem], job: BatchJob) -> BatchResult:
    """Store what is new among the documents of `items`, all of it or nothing; a batch may be worked on again.

    Models, rules and the store are opened once a process, with its first batch.

    Raises:
        OutputError: The store cannot be opened or written.
    """
    # A worker of a cluster may have several threads; models and rules are for one.
    with _one_at_a_time:
        return process_batch(items, _open_bench(job))


@lru_cache(maxsize=1)
def _open_bench(job: BatchJob) -> Workbench:
    collect_seldom()
    held = ExitStack()
    atexit.register(held.close)
    return Workbench(
        sources=load_sources(),
        readers=held.enter_context(ReaderPool(job.limits)),
        extractor=load_extractor(),
        store=held.enter_context(open_store(job.database_url, kept=job.keep_extractions)),
        sidecars=SidecarMemo(Path(job.out) / SIDECARS),
        fetched=Path(job.out) / FETCHED,
        on_document=_nobody,
    )


def _nobody() -> None:
    """The run counts whole batches."""
