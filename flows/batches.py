"""A batch of items -> stored extractions and a count of what happened: the plain functions behind the tasks."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.descriptions import document_id_of
from corpus.isolation.pool import ReaderPool
from corpus.raw_pages import check_suffix, load_raw_page
from extractors.extraction import Extractor
from flows.archived_articles import read_article
from flows.batch_results import BatchResult, add_results
from flows.fetched_files import local_path
from flows.inputs import issue_of
from flows.run_events import tell
from flows.sidecar_memo import SidecarMemo
from flows.work_items import ArchiveItem, StoredItem, WorkItem, printable_item
from outputs.store import Store
from outputs.store.check_renewal import Renewed
from schemas.crawling import ArchivePlace
from schemas.documents import Document, RawPage
from schemas.errors import DocumentError
from schemas.extraction import Extraction
from schemas.issues import Issue
from schemas.sources import Source

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Workbench:
    """What a run holds open for all its batches; `fetched` is the folder for copies of remote files.

    Slots, because Prefect writes a flow's parameters down as JSON and would walk through all attributes.
    """

    __slots__ = ("extractor", "fetched", "on_document", "readers", "sidecars", "sources", "store")

    def __init__(
        self,
        *,
        sources: tuple[Source, ...],
        readers: ReaderPool,
        extractor: Extractor,
        store: Store,
        sidecars: SidecarMemo,
        fetched: Path,
        on_document: Callable[[], None],
    ) -> None:
        self.sources = sources
        self.readers = readers
        self.extractor = extractor
        self.store = store
        self.sidecars = sidecars
        self.fetched = fetched
        self.on_document = on_document


def run_batches(
    batches: Sequence[Sequence[WorkItem]],
    bench: Workbench,
    out: Path | None,
    *,
    process: Callable[[Sequence[WorkItem], Workbench], BatchResult],
    check: Callable[[Store], Renewed],
    publish: Callable[[Store, Path], tuple[Path, ...]],
) -> tuple[BatchResult, tuple[Path, ...]]:
    """The sum of all `batches` after `process`, and the files that `publish` writes into `out` after `check`.

    Without `out` no files are written.
    """
    results = []
    for number, batch in enumerate(batches, start=1):
        results.append(process(list(batch), bench))
        tell_batch(number, results[-1])
    return publish_checked(add_results(results), bench.store, out, check=check, publish=publish)


def publish_checked(
    result: BatchResult,
    store: Store,
    out: Path | None,
    *,
    check: Callable[[Store], Renewed],
    publish: Callable[[Store, Path], tuple[Path, ...]],
) -> tuple[BatchResult, tuple[Path, ...]]:
    """`result` with the counts of the checks that `check` made, and the files that `publish` then wrote into `out`.

    Without `out` there are none.
    """
    check(store)
    counts = store.checks.counts()
    result = result.model_copy(update={"checks_held": counts["holds"], "checks_failed": counts["fails"]})
    return result, publish(store, out) if out is not None else ()


def tell_batch(number: int, result: BatchResult) -> None:
    """Write the event of a batch that is stored, its counters with it."""
    counters = result.model_dump(exclude={"issues", "checks_held", "checks_failed"})
    tell("batch_stored", batch=number, **counters, issues=len(result.issues))


def process_batch(items: Sequence[WorkItem], bench: Workbench) -> BatchResult:
    """Read, extract and store the documents of `items`; the store takes all of them in one transaction or none.

    Raises:
        OutputError: The store cannot be read or written.
    """
    issues: list[Issue] = []
    done: list[_Done] = []
    for item in items:
        try:
            if (one := _process(item, bench)) is not None:
                done.append(one)
        except DocumentError as error:
            issues.append(issue_of(error, printable_item(item)))
        bench.on_document()
    extractions = [one.extraction for one in done]
    saved = bench.store.save(extractions)
    bench.sidecars.add([one.page for one in done if one.page is not None])
    counts = [count_numerals(extraction) for extraction in extractions]
    return BatchResult(
        read=len(extractions),
        known=len(items) - len(extractions) - len(issues),
        facts=sum(len(extraction.facts) for extraction in extractions),
        numerals=sum(total for total, _ in counts),
        accounted=sum(accounted for _, accounted in counts),
        stored=saved.stored,
        unchanged=saved.unchanged,
        issues=(*issues, *(one.remark for one in done if one.remark is not None)),
    )


@dataclass(frozen=True, slots=True)
class _Done:
    """What one item became; `page` without its content, None where the store gave the text."""

    extraction: Extraction
    page: RawPage | None = None
    remark: Issue | None = None


def _process(item: WorkItem, bench: Workbench) -> _Done | None:
    """The extraction of `item`; None where the store shows it already."""
    if isinstance(item, StoredItem):
        if bench.store.is_current(item.document_id, bench.extractor.version):
            return None
        return _Done(bench.extractor.extract(bench.store.document(item.document_id)))
    if isinstance(item, ArchiveItem):
        document = _load_article(item, bench)
        is_known = bench.store.is_current(document.document_id, bench.extractor.version)
        return None if is_known else _Done(bench.extractor.extract(document))
    raw = load_raw_page(local_path(item.address, bench.fetched))
    if _is_known(raw, bench):
        return None
    return _Done(
        extraction=bench.extractor.extract(bench.readers.read(raw, bench.sources)),
        page=raw.model_copy(update={"content": b""}),
        remark=check_suffix(raw, Path(item.address)),
    )


def _load_article(item: ArchiveItem, bench: Workbench) -> Document:
    """The article in the archive that begins at `item`."""
    path = local_path(item.address, bench.fetched)
    place = ArchivePlace(file=f"{path.parent.name}/{path.name}", offset=item.offset, length=item.length)
    return read_article(path.parent.parent, place, read=lambda raw: bench.readers.read(raw, bench.sources))


def count_numerals(extraction: Extraction) -> tuple[int, int]:
    """How many runs of digits the document has, and how many of them the ledger accounts for."""
    spans = [(row.start, row.end) for row in extraction.ledger]
    runs = [match.span() for match in DIGITS.finditer(extraction.document.text)]
    return len(runs), sum(any(start < last and first < end for start, end in spans) for first, last in runs)


def _is_known(raw: RawPage, bench: Workbench) -> bool:
    """Whether the store shows what these rules find in `raw` with its present sidecar."""
    return bench.store.is_current(document_id_of(raw), bench.extractor.version) and bench.sidecars.is_current(raw)
