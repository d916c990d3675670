"""A store -> every file that people and systems read, in one pass over the extractions."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, get_args

from outputs.atomic import staged_folder
from outputs.comparing.overview import compare
from outputs.exports.checks_files import open_checks_csv, open_checks_jsonl
from outputs.exports.data_package import open_data_package
from outputs.exports.documents_jsonl import open_documents_jsonl
from outputs.exports.facts_csv import open_facts_csv
from outputs.exports.facts_jsonl import open_facts_jsonl
from outputs.exports.manifest import Manifest, list_files, write_manifest
from outputs.exports.parquet import open_parquet
from outputs.exports.workbook import FactsWorkbook, open_workbook
from outputs.labels import load_labels
from outputs.report.pages import DOCUMENTS_IN_ONE_PAGE, Report
from outputs.store import Store
from outputs.store.snapshot import Since, Snapshot, SnapshotCounts
from schemas.checks import ListedCheck
from schemas.errors import ConfigError
from schemas.extraction import Extraction

ExportFormat = Literal["jsonl", "csv", "xlsx", "report", "parquet", "package"]
FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
DEFAULT_FORMATS: tuple[ExportFormat, ...] = ("jsonl", "csv", "xlsx", "report")
"""What a run writes; the others are for those who ask."""

Taker = Callable[[Extraction], None]
CheckTaker = Callable[[ListedCheck], object]


def _pass_by(extractions: Iterable[Extraction], takers: Iterable[Taker]) -> Iterator[Extraction]:
    """The same extractions, each shown to every taker on its way."""
    for extraction in extractions:
        for take in takers:
            take(extraction)
        yield extraction


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


def _write_all(
    snapshot: Snapshot, folder: Path, *, formats: Collection[ExportFormat], counts: SnapshotCounts, since: Since
) -> None:
    extractions, version = snapshot.extractions(since), snapshot.version
    labels = load_labels()
    report = Report(folder, labels, is_one_page=counts.documents <= DOCUMENTS_IN_ONE_PAGE)
    workbook: FactsWorkbook | None = None
    with ExitStack() as stack:
        takers = _open_plain(stack, folder, formats, version)
        if "xlsx" in formats:
            workbook = stack.enter_context(open_workbook(folder / "facts.xlsx", labels))
            takers.append(workbook.add)
        if "report" in formats:
            takers.append(report.add)
        passing = _pass_by(extractions, takers)
        if workbook is None and "report" not in formats:
            for _ in passing:
                pass
            _write_checks(snapshot, folder, formats, [])
            return
        comparison = compare(passing)
        adders: list[CheckTaker] = [workbook.add_check] if workbook is not None else []
        _write_checks(snapshot, folder, formats, adders + ([report.add_check] if "report" in formats else []))
        if workbook is not None:
            workbook.finish(comparison)
        if "report" in formats:
            report.finish(comparison)


def _manifest(snapshot: Snapshot, folder: Path, *, since: Since, stated: str | None) -> Manifest:
    return Manifest(
        version=snapshot.version,
        since=stated,
        counts=snapshot.counts(since),
        removed=snapshot.removed(since),
        files=list_files(folder),
    )


def publish(
    store: Store, folder: Path, *, formats: Collection[ExportFormat] = DEFAULT_FORMATS, since: str | None = None
) -> tuple[Path, ...]:
    """Writes the exports and the report into `folder` and gives their paths, sorted.

    All files show one state of the store. They take their places together at the end; a killed or failed run
    leaves the files of the run before.

    Args:
        store: An open store.
        folder: Made when it is missing; files of other formats in it stay.
        formats: What to write; manifest.json comes with them.
        since: Only documents that are new or changed since a version of an earlier manifest, or a time of retrieval.

    Raises:
        ConfigError: `since` is neither, or a report was asked for of a part of the store.
        OutputError: A file cannot be written, or the store cannot be read.
    """
    if since is not None and "report" in formats:
        raise ConfigError("--since không đi cùng report: báo cáo luôn nói về cả kho")
    earlier = Since.parse(since) if since else Since()
    with store.snapshot() as snapshot, staged_folder(folder) as stage:
        _write_all(snapshot, stage, formats=formats, counts=snapshot.counts(earlier), since=earlier)
        write_manifest(stage, _manifest(snapshot, stage, since=earlier, stated=since))
        names = sorted(path.name for path in stage.iterdir())
    return tuple(folder / name for name in names)
