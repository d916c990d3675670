"""A store -> every file that people and systems read, in one pass over the extractions."""

import logging
from collections.abc import Callable, Collection
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from outputs.atomic import staged_folder
from outputs.comparing.overview import open_overview
from outputs.exports.checks_files import open_checks_csv, open_checks_jsonl
from outputs.exports.data_package import open_data_package
from outputs.exports.documents_jsonl import open_documents_jsonl
from outputs.exports.facts_csv import open_facts_csv
from outputs.exports.facts_jsonl import open_facts_jsonl
from outputs.exports.manifest import ExportCounts, Manifest, list_files, write_manifest
from outputs.exports.parquet import open_parquet
from outputs.exports.workbook import FactsWorkbook, open_workbook
from outputs.labels import load_labels
from outputs.report.pages import DOCUMENTS_IN_ONE_PAGE, Report
from outputs.store import Store
from outputs.store.reading import ReviewUse
from outputs.store.since import Since
from outputs.store.snapshot import Snapshot
from schemas.checks import ListedCheck
from schemas.errors import ConfigError, OutputError
from schemas.exports import ExportEntry
from schemas.extraction import Extraction

ExportFormat = Literal["jsonl", "csv", "xlsx", "report", "parquet", "package"]
FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
DEFAULT_FORMATS: tuple[ExportFormat, ...] = ("jsonl", "csv", "xlsx", "report")
"""What a run writes; the others are for those who ask."""

_log = logging.getLogger(__name__)

Taker = Callable[[Extraction], None]
CheckTaker = Callable[[ListedCheck], object]


class _Counter:
    """Counts the records that pass."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys(ExportCounts.model_fields, 0)

    def add(self, extraction: Extraction) -> None:
        self._counts["documents"] += 1
        for name in ("facts", "ledger", "checks"):
            self._counts[name] += len(getattr(extraction, name))

    def counts(self) -> ExportCounts:
        return ExportCounts(**self._counts)


def _open_plain(stack: ExitStack, folder: Path, formats: Collection[ExportFormat], version: str) -> list[Taker]:
    """The takers of the formats that need nothing but the extractions."""
    takers = []
    if "jsonl" in formats:
        takers.append(stack.enter_context(open_documents_jsonl(folder / "documents.jsonl")))
        takers.append(stack.enter_context(open_facts_jsonl(folder / "facts.jsonl")))
    if "csv" in formats:
        takers.append(stack.enter_context(open_facts_csv(folder / "facts.csv")))
    if "parquet" in formats:
        takers.append(stack.enter_context(open_parquet(folder / "facts.parquet")))
    if "package" in formats:
        takers.append(stack.enter_context(open_data_package(folder / "datapackage", version)))
    return takers


def _open_checks(stack: ExitStack, folder: Path, formats: Collection[ExportFormat]) -> list[CheckTaker]:
    """The takers of checks of the plain formats."""
    takers: list[CheckTaker] = []
    if "jsonl" in formats:
        takers.append(stack.enter_context(open_checks_jsonl(folder / "checks.jsonl")))
    if "csv" in formats:
        takers.append(stack.enter_context(open_checks_csv(folder / "checks.csv", load_labels())))
    return takers


def _write_checks(
    snapshot: Snapshot, folder: Path, formats: Collection[ExportFormat], others: list[CheckTaker]
) -> None:
    """All checks of the store, also those of documents that are not new: they speak of old and new ones together."""
    with ExitStack() as stack:
        takers = [*_open_checks(stack, folder, formats), *others]
        for check in snapshot.checks() if takers else ():
            for take in takers:
                take(check)


def _open_readings(
    stack: ExitStack, snapshot: Snapshot, folder: Path, formats: Collection[ExportFormat]
) -> list[FactsWorkbook | Report]:
    """What people read: besides the extractions it shows checks and the comparison of localities."""
    labels = load_labels()
    opened: list[FactsWorkbook | Report] = []
    if "xlsx" in formats:
        opened.append(stack.enter_context(open_workbook(folder / "facts.xlsx", labels)))
    if "report" in formats:
        opened.append(Report(folder, labels, is_one_page=snapshot.documents <= DOCUMENTS_IN_ONE_PAGE))
    return opened


def _write_all(snapshot: Snapshot, folder: Path, formats: Collection[ExportFormat]) -> ExportCounts:
    counter = _Counter()
    with ExitStack() as stack:
        readings = _open_readings(stack, snapshot, folder, formats)
        takers = [counter.add, *_open_plain(stack, folder, formats, snapshot.version)]
        takers += [one.add for one in readings]
        overview = stack.enter_context(open_overview(folder)) if readings else None
        if overview is not None:
            takers.append(overview.add)
        for extraction in snapshot.extractions():
            for take in takers:
                take(extraction)
        _write_checks(snapshot, folder, formats, [one.add_check for one in readings])
        if overview is not None:
            comparison = overview.comparison()
            for one in readings:
                one.finish(comparison)
    return counter.counts()


def _earlier(store: Store, folder: Path, since: str | None) -> Since:
    if since != "last":
        return Since.parse(since) if since else Since()
    last = store.exports.history(1, target=str(folder.resolve()))
    return Since.parse(Manifest.model_validate_json(last[0].manifest).version) if last else Since()


def _write_down(store: Store, entry: ExportEntry) -> None:
    """Puts the export into the store's log; a store that may only be read gets none, and the files are good."""
    try:
        store.exports.add(entry)
    except OutputError as error:
        _log.warning("%s: đã xuất đủ, nhưng không ghi được vào sổ xuất của kho (%s)", entry.target, error)


def publish(
    store: Store,
    folder: Path,
    *,
    formats: Collection[ExportFormat] = DEFAULT_FORMATS,
    since: str | None = None,
    reviews: ReviewUse = "applied",
) -> tuple[Path, ...]:
    """Writes the exports and the report into `folder` and gives their paths, sorted; the store's log says so.

    All files show one state of the store. They take their places together at the end; a killed or failed run
    leaves the files of the run before.

    Args:
        store: An open store.
        folder: Made when it is missing; files of other formats in it stay.
        formats: What to write; manifest.json comes with them.
        since: Only documents whose results are new or others since then, as `Since.parse` reads it; "last" for what
            this store exported last into this folder, or everything when it never did.
        reviews: Whether facts are as reviewers say they are, or as extracted.

    Raises:
        ConfigError: `since` is none, or a report was asked for of a part of the store.
        OutputError: A file cannot be written, or the store cannot be read.
    """
    if since is not None and "report" in formats:
        raise ConfigError("--since không đi cùng report: báo cáo luôn nói về cả kho")
    earlier = _earlier(store, folder, since)
    with store.snapshot(earlier, reviews=reviews) as snapshot, staged_folder(folder) as stage:
        manifest = Manifest(
            version=snapshot.version,
            since=earlier.text,
            reviews=reviews,
            counts=_write_all(snapshot, stage, formats),
            removed=snapshot.removed(),
        )
        written = write_manifest(stage, manifest, list_files(stage))
        names = sorted(path.name for path in stage.iterdir())
        entry = ExportEntry(
            made_at=datetime.now(UTC),
            target=str(folder.resolve()),
            version=snapshot.number,
            since=snapshot.since,
            manifest=written,
        )
    _write_down(store, entry)
    return tuple(folder / name for name in names)
