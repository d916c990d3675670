"""Items and settings -> stored extractions and written files: in this process, in several, or on a cluster."""

from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.isolation.pool import ReaderPool
from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.batch_results import BatchResult
from flows.batch_worker import FETCHED, SIDECARS
from flows.batches import Workbench, process_batch, run_batches
from flows.check_renewal import renew
from flows.messages import print_line
from flows.progress import document_progress
from flows.sealed import Sealed
from flows.settings import Settings
from flows.sidecar_memo import SidecarMemo
from flows.spread_job import run_spread
from flows.spreading import choose_spread
from flows.work_items import WorkItem
from outputs.publish import publish
from outputs.store import open_store

NO_PREFECT = (
    "Máy không có địa chỉ 127.0.0.1 nên Prefect không chạy được; vẫn làm đủ việc, chỉ không ghi nhật ký Prefect."
)
MainJob = Callable[[Sequence[Sequence[WorkItem]], Workbench, Path | None], tuple[BatchResult, tuple[Path, ...]]]


def run_items(
    items: Sequence[WorkItem], settings: Settings, *, has_prefect: bool, has_files: bool = True
) -> tuple[BatchResult, tuple[Path, ...]]:
    """Store what is new among `items`, batch by batch, then write the files of the whole store, where `has_files`.

    Args:
        items: What to work on; the settings and their number say where (`choose_spread`).
        settings: Folder, store, sizes and limits.
        has_prefect: Whether a Prefect API is there, as `prefect_api` yields it.
        has_files: Whether files are written at all: of a store of millions they cost more than the work itself.

    Returns:
        The sum of what became of the batches, and the files written.

    Raises:
        OutputError: The store or a file cannot be written; finished batches stay stored.
        ConfigError: The cluster that the settings name cannot be had.
        PipelineError: A worker was lost in the middle of a batch.
    """
    if not has_prefect:
        print_line(NO_PREFECT)
    size = settings.batch_size
    batches = [items[first : first + size] for first in range(0, len(items), size)]
    spread = choose_spread(settings, documents=len(items))
    out = settings.folder if has_files else None
    if spread.where != "local":
        return run_spread(batches, settings, spread, has_prefect=has_prefect, out=out)
    with (
        open_store(settings.database_url(), kept=settings.keep_extractions) as store,
        ReaderPool(settings.reading_limits()) as readers,
        document_progress(len(items)) as progress,
    ):
        bench = Workbench(
            sources=load_sources(),
            readers=readers,
            extractor=load_extractor(),
            store=store,
            sidecars=SidecarMemo(settings.folder / SIDECARS),
            fetched=settings.folder / FETCHED,
            on_document=progress,
        )
        main_job = _load_flow() if has_prefect else _run_plainly
        return main_job(batches, bench, out)


def _load_flow() -> MainJob:
    from flows.main_flow import main_flow  # Prefect reads its settings when it is imported

    return lambda batches, bench, out: main_flow(Sealed(batches), bench, out)


def _run_plainly(
    batches: Sequence[Sequence[WorkItem]], bench: Workbench, out: Path | None
) -> tuple[BatchResult, tuple[Path, ...]]:
    """The same work where Prefect cannot run."""
    return run_batches(batches, bench, out, process=process_batch, check=renew, publish=publish)
