"""A store, or files -> the checks of their figures, listed, counted and written; what `solieu check` does."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, TextIO, get_args

from pydantic import ValidationError

from corpus.files import find_inputs
from corpus.isolation.pool import ReaderPool
from corpus.source_catalogue import load_sources
from extractors.extraction import load_extractor
from flows.check_renewal import renew, renew_if_writable
from flows.export_job import check_store_exists
from flows.inputs import load_document
from flows.messages import print_issue
from flows.settings import Settings
from flows.table_formats import choose_format
from outputs.atomic import file_errors, new_file_beside
from outputs.check_table import Counts, table_lines
from outputs.exports.checks_files import csv_writer, jsonl_writer
from outputs.labels import load_labels
from outputs.store import Store, open_store
from outputs.store.check_list import CheckFilter
from outputs.store_address import store_address
from schemas.checks import KINDS, OUTCOMES, ListedCheck, Outcome
from schemas.errors import ConfigError
from schemas.issues import Issue
from schemas.record import Record

Format = Literal["table", "json", "csv"]
ENDINGS: dict[str, Format] = {".csv": "csv", ".json": "json", ".jsonl": "json", ".txt": "table"}
_NAMED = {"kinds": ("--kind", KINDS), "outcomes": ("--outcome", OUTCOMES)}


class CheckOutput(Record):
    """How checks are written: into a file or to standard output; `shown` and `limit` are those of a table."""

    format: Format = "table"
    out: Path | None = None
    shown: tuple[Outcome, ...] = ("fails", "cannot_tell")
    limit: int = 200


def build_filter(**stated: Any) -> CheckFilter:
    """The checks that the command line asks for.

    Raises:
        ConfigError: A value is not of its closed list.
    """
    try:
        return CheckFilter.model_validate(stated)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        option, values = _NAMED.get(str(first["loc"][0]), ("--indicator", ("các chỉ tiêu trong docs/terms.md",)))
        raise ConfigError(f"{option} {first['input']}: chỉ có {', '.join(values)}") from error


def format_for(stated: str | None, out: Path | None) -> Format:
    """The format asked for, else the one that the name of the file tells, else a table.

    Raises:
        ConfigError: There is no such format, or the file's name promises another.
    """
    return choose_format(stated, out, formats=get_args(Format), endings=ENDINGS)


def check_whole_store(settings: Settings, wanted: CheckFilter, output: CheckOutput, *, is_whole: bool = False) -> int:
    """Makes the checks between the store's documents anew where they may be others, and writes those asked for.

    Args:
        settings: Of the store.
        wanted: Which to write.
        output: How to write them.
        is_whole: Whether to make all of them anew, whatever changed.

    Returns:
        1 where one of them fails, else 0.

    Raises:
        ConfigError: The store's address is no URL.
        OutputError: There is no store, it cannot be written, or the file cannot be.
    """
    with open_store(check_store_exists(settings), may_write=False) as store:
        renew_if_writable(store, is_whole=is_whole)
        return _check(store, wanted, output)


def check_paths(paths: Sequence[Path], settings: Settings, wanted: CheckFilter, output: CheckOutput) -> int:
    """The same for files, which are read into a store that is gone at the end.

    Returns:
        1 where a check fails or a path gave no document, else 0.

    Raises:
        OutputError: The file cannot be written.
    """
    with (
        TemporaryDirectory(prefix="solieu-check-") as folder,
        open_store(store_address(Path(folder) / "store.sqlite")) as store,
    ):
        problems = _read_into(store, paths, settings)
        renew(store)
        return _check(store, wanted, output) or (1 if problems else 0)


def _read_into(store: Store, paths: Sequence[Path], settings: Settings) -> int:
    """Stores what can be read; the number of paths that gave no document."""
    found = find_inputs(paths)
    issues = list(found.issues)
    extractor, sources = load_extractor(), load_sources()
    with ReaderPool(settings.reading_limits()) as readers:
        for first in range(0, len(found.files), settings.batch_size):
            batch = found.files[first : first + settings.batch_size]
            read = [load_document(path, sources, readers) for path in batch]
            issues += [one for one in read if isinstance(one, Issue)]
            store.save([extractor.extract(one) for one in read if not isinstance(one, Issue)])
    for issue in issues:
        print_issue(issue)
    return len(issues)


def _check(store: Store, wanted: CheckFilter, output: CheckOutput) -> int:
    counts: Counts = Counter()
    with _opened(output) as file:
        _write(_counted(store.checks.listed(wanted), counts), counts, output, file)
    return 1 if any(count and outcome == "fails" for (_, outcome), count in counts.items()) else 0


def _counted(checks: Iterable[ListedCheck], counts: Counts) -> Iterator[ListedCheck]:
    for check in checks:
        counts[check.kind, check.outcome] += 1
        yield check


@contextmanager
def _opened(output: CheckOutput) -> Iterator[TextIO]:
    """What to write into: standard output, or a file that takes its place when it is complete.

    Raises:
        OutputError: The file cannot be written.
    """
    if output.out is None:
        yield sys.stdout
        return
    encoding = "utf-8-sig" if output.format == "csv" else "utf-8"
    with file_errors(output.out), new_file_beside(output.out) as path:
        with path.open("w", encoding=encoding, newline="") as file:
            yield file
        path.replace(output.out)


def _write(checks: Iterable[ListedCheck], counts: Counts, output: CheckOutput, file: TextIO) -> None:
    labels = load_labels()
    if output.format == "table":
        for line in table_lines(checks, counts, labels, shown=output.shown, limit=output.limit):
            file.write(line + "\n")
        return
    add = csv_writer(file, labels) if output.format == "csv" else jsonl_writer(file)
    for check in checks:
        add(check)
