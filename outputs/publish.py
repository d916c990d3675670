"""A store -> every file that people and systems read, in one pass over the extractions."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from outputs.atomic import staged_folder
from outputs.comparing.overview import compare
from outputs.exports.documents_jsonl import open_documents_jsonl
from outputs.exports.facts_csv import open_facts_csv
from outputs.exports.facts_jsonl import open_facts_jsonl
from outputs.exports.workbook import open_workbook
from outputs.labels import load_labels
from outputs.report.pages import DOCUMENTS_IN_ONE_PAGE, Report
from outputs.store import Store
from schemas.extraction import Extraction


def _pass_by(extractions: Iterable[Extraction], takers: Iterable[Callable[[Extraction], None]]) -> Iterator[Extraction]:
    """The same extractions, each shown to every taker on its way."""
    for extraction in extractions:
        for take in takers:
            take(extraction)
        yield extraction


def _write_all(store: Store, folder: Path) -> None:
    labels, counts = load_labels(), store.counts()
    is_one_page = counts.documents - counts.superseded <= DOCUMENTS_IN_ONE_PAGE
    report = Report(folder, labels, is_one_page=is_one_page)
    with ExitStack() as stack:
        workbook = stack.enter_context(open_workbook(folder / "facts.xlsx", labels))
        takers = (
            stack.enter_context(open_documents_jsonl(folder / "documents.jsonl")),
            stack.enter_context(open_facts_jsonl(folder / "facts.jsonl")),
            stack.enter_context(open_facts_csv(folder / "facts.csv")),
            workbook.add,
            report.add,
        )
        comparison = compare(_pass_by(store.extractions(), takers))
        workbook.finish(comparison)
        report.finish(comparison)


def publish(store: Store, folder: Path) -> tuple[Path, ...]:
    """Writes the exports and the report into `folder` and gives their paths, sorted.

    All files show one state of the store. They take their places together at the end; a killed or failed run
    leaves the files of the run before.

    Raises:
        OutputError: A file cannot be written, or the store cannot be read.
    """
    with staged_folder(folder) as stage:
        _write_all(store, stage)
        names = sorted(path.name for path in stage.iterdir())
    return tuple(folder / name for name in names)
