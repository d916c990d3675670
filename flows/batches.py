"""A batch of paths -> stored extractions and a count of what happened: the plain functions behind the tasks."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.descriptions import document_id_of
from corpus.isolation.pool import ReaderPool
from corpus.raw_pages import check_suffix, load_raw_page
from extractors.extraction import Extractor
from flows.inputs import issue_of
from flows.sidecar_memo import SidecarMemo
from outputs.store import Store
from outputs.store.cross_checks import Renewed
from schemas.documents import RawPage
from schemas.errors import DocumentError
from schemas.extraction import Extraction
from schemas.issues import Issue
from schemas.record import Record
from schemas.sources import Source

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class BatchResult(Record):
    """What became of one batch; `known` documents were last extracted by this very version and left alone.

    An issue of level WARNING is about a path that gave no document, one of level INFO about one that did. The checks
    are those of the whole store, once a run has made them.
    """

    read: int = 0
    known: int = 0
    facts: int = 0
    numerals: int = 0
    accounted: int = 0
    stored: int = 0
    unchanged: int = 0
    issues: tuple[Issue, ...] = ()
    checks_held: int = 0
    checks_failed: int = 0


class Workbench:
    """What a run holds open for all its batches: sources, readers, extractor, store, sidecar memo, whom to tell.

    Slots, because Prefect writes a flow's parameters down as JSON and would walk through all attributes.
    """

    __slots__ = ("extractor", "on_document", "readers", "sidecars", "sources", "store")

    def __init__(
        self,
        *,
        sources: tuple[Source, ...],
        readers: ReaderPool,
        extractor: Extractor,
        store: Store,
        sidecars: SidecarMemo,
        on_document: Callable[[], None],
    ) -> None:
        self.sources = sources
        self.readers = readers
        self.extractor = extractor
        self.store = store
        self.sidecars = sidecars
        self.on_document = on_document


def run_batches(
    batches: Sequence[Sequence[Path]],
    bench: Workbench,
    out: Path,
    *,
    process: Callable[[Sequence[Path], Workbench], BatchResult],
    check: Callable[[Store], Renewed],
    publish: Callable[[Store, Path], tuple[Path, ...]],
) -> tuple[BatchResult, tuple[Path, ...]]:
    """The sum of all `batches` after `process`, and the files that `publish` writes into `out` after `check`."""
    result = add_results([process(list(batch), bench) for batch in batches])
    check(bench.store)
    counts = bench.store.checks.counts()
    result = result.model_copy(update={"checks_held": counts["holds"], "checks_failed": counts["fails"]})
    return result, publish(bench.store, out)


def process_batch(paths: Sequence[Path], bench: Workbench) -> BatchResult:
    """Read, extract and store the documents at `paths`; the store takes all of them in one transaction or none.

    Raises:
        OutputError: The store cannot be written.
    """
    issues: list[Issue] = []
    remarks: list[Issue | None] = []
    extractions: list[Extraction] = []
    pages: list[RawPage] = []
    for path in paths:
        try:
            raw = load_raw_page(path)
            if not _is_known(raw, bench):
                extractions.append(bench.extractor.extract(bench.readers.read(raw, bench.sources)))
                remarks.append(check_suffix(raw, path))
                pages.append(raw.model_copy(update={"content": b""}))
        except DocumentError as error:
            issues.append(issue_of(error, path))
        bench.on_document()
    saved = bench.store.save(extractions)
    bench.sidecars.add(pages)
    counts = [count_numerals(extraction) for extraction in extractions]
    return BatchResult(
        read=len(extractions),
        known=len(paths) - len(extractions) - len(issues),
        facts=sum(len(extraction.facts) for extraction in extractions),
        numerals=sum(total for total, _ in counts),
        accounted=sum(accounted for _, accounted in counts),
        stored=saved.stored,
        unchanged=saved.unchanged,
        issues=(*issues, *filter(None, remarks)),
    )


def count_numerals(extraction: Extraction) -> tuple[int, int]:
    """How many runs of digits the document has, and how many of them the ledger accounts for."""
    spans = [(row.start, row.end) for row in extraction.ledger]
    runs = [match.span() for match in DIGITS.finditer(extraction.document.text)]
    return len(runs), sum(any(start < last and first < end for start, end in spans) for first, last in runs)


def add_results(results: Sequence[BatchResult]) -> BatchResult:
    """The sum of `results`, their issues in order."""
    numbers = {
        name: sum(getattr(result, name) for result in results) for name in BatchResult.model_fields if name != "issues"
    }
    return BatchResult(**numbers, issues=tuple(issue for result in results for issue in result.issues))


def _is_known(raw: RawPage, bench: Workbench) -> bool:
    """Whether the store shows what these rules find in `raw` with its present sidecar."""
    return bench.store.is_current(document_id_of(raw), bench.extractor.version) and bench.sidecars.is_current(raw)
