"""A few items of a backfill, worked on in a store that is thrown away -> what all of them will cost."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.isolation.pool import ReaderPool
from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.batch_worker import FETCHED
from flows.batches import Workbench, process_batch
from flows.settings import Settings
from flows.sidecar_memo import SidecarMemo
from flows.work_items import StoredItem, WorkItem
from outputs.store import Store, open_store
from outputs.store_address import store_address
from schemas.record import Record

SAMPLE = 24
"""Items that are tried: enough for the mean of articles, little enough to wait for."""


class Estimate(Record):
    """What a backfill will cost: documents at most, seconds with `workers` of them, bytes of the store.

    `tried` items were measured; with none, nothing but `documents` is known.
    """

    documents: int
    tried: int
    workers: int
    seconds: float
    store_bytes: int


def estimate(items: Sequence[WorkItem], settings: Settings, *, workers: int, store: Store) -> Estimate:
    """What working on all of `items` will cost, from some of them taken at even distances.

    Loading models and rules is left out: it is paid once a worker. What the store shows already is counted as new,
    so a backfill that goes on after a stop takes less.

    Args:
        items: All of them.
        settings: Limits of reading.
        workers: Processes that will work side by side.
        store: Where items that name a stored document have their text.
    """
    chosen = list(items)[:: max(1, len(items) // SAMPLE)][:SAMPLE]
    if not chosen:
        return Estimate(documents=0, tried=0, workers=workers, seconds=0, store_bytes=0)
    with tempfile.TemporaryDirectory(prefix="solieu-") as name:
        seconds, grown = _try(chosen, settings, Path(name), store)
    share = len(items) / len(chosen)
    return Estimate(
        documents=len(items),
        tried=len(chosen),
        workers=workers,
        seconds=seconds * share / workers,
        store_bytes=round(grown * share),
    )


def _try(items: Sequence[WorkItem], settings: Settings, folder: Path, store: Store) -> tuple[float, int]:
    """Seconds for reading, extracting and storing `items`, and bytes by which a store grows."""
    extractor = load_extractor()
    with (
        ReaderPool(settings.reading_limits()) as readers,
        open_store(store_address(folder / "trial.sqlite")) as trial,
    ):
        bench = Workbench(
            sources=load_sources(),
            readers=readers,
            extractor=extractor,
            store=trial,
            sidecars=SidecarMemo(folder / "sidecars.jsonl"),
            fetched=settings.folder / FETCHED,
            on_document=lambda: None,
        )
        before, start = trial.total_bytes(), time.perf_counter()
        stored = [item.document_id for item in items if isinstance(item, StoredItem)]
        trial.save([extractor.extract(store.document(document_id)) for document_id in stored])
        process_batch([item for item in items if not isinstance(item, StoredItem)], bench)
        return time.perf_counter() - start, trial.total_bytes() - before
