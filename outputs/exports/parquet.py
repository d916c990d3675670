"""Extractions -> facts.parquet: one fact a row, typed, lists as lists, written by DuckDB in bounded memory."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from outputs.exports.columns import columns_of
from outputs.exports.facts_csv import HEADS, csv_cell, fact_row
from schemas.errors import OutputError
from schemas.extraction import Extraction

_LISTS = ("groups", "locality_successors", "rules", "checks")
_TYPES = {"string": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN"}
_ROW_GROUP = 20_480
_MEMORY = "400MB"


def _expression(name: str, kind: str) -> str:
    if name in _LISTS:
        return f'coalesce(string_split("{name}", \'; \'), []::VARCHAR[]) AS "{name}"'
    return f'CAST("{name}" AS {_TYPES[kind]}) AS "{name}"'


def _convert(source: Path, target: Path) -> None:
    import duckdb  # a large library, and only this format needs it

    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in HEADS)
    chosen = ", ".join(_expression(column.name, column.type) for column in columns_of("facts"))
    # One thread and the order of insertion: the same facts give the same bytes.
    settings = {"threads": 1, "memory_limit": _MEMORY, "temp_directory": str(source.parent)}
    read = f"read_csv(?, header=true, columns={{{columns}}}, quote='\"', escape='\"', delim=',', parallel=false)"
    try:
        with duckdb.connect(config=settings) as connection:
            connection.execute(
                f"COPY (SELECT {chosen} FROM {read}) TO '{str(target).replace(chr(39), chr(39) * 2)}' "
                f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP})",
                [str(source)],
            )
    except duckdb.Error as error:
        raise OutputError(
            f"{target.name}: không ghi được ({' '.join(str(error).split())}); hãy xem quyền ghi và chỗ trống"
        ) from error


@contextmanager
def open_parquet(path: Path) -> Iterator[Callable[[Extraction], None]]:
    """A function that takes one document's facts; the file at `path` is written at the end of the block.

    Rows wait in a CSV file beside it, which is removed. Numbers are doubles, which hold the at most 15 digits of
    a figure as printed.
    """
    waiting = path.with_suffix(".waiting.csv")
    try:
        with waiting.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(HEADS)

            def add(extraction: Extraction) -> None:
                facts = (fact_row(fact, extraction) for fact in extraction.facts)
                rows.writerows([csv_cell(value, protect=False) for value in row] for row in facts)

            yield add
        _convert(waiting, path)
    finally:
        waiting.unlink(missing_ok=True)
