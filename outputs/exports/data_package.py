"""Extractions -> a Frictionless data package: CSV tables with their schemas, keys, sources and hashes."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from outputs.exports.columns import DOCUMENT_HEADS, REQUIRED, TABLES, ColumnSpec, columns_of
from outputs.exports.facts_csv import csv_cell, fact_row
from outputs.exports.manifest import digest
from schemas.extraction import Extraction

_BETWEEN = "; "
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TITLES = {
    "documents": "Bài viết (documents)",
    "facts": "Số liệu (facts)",
    "checks": "Phép kiểm tra (checks)",
    "ledger": "Mọi con số (ledger)",
}
_LICENSE = {
    "name": "notspecified",
    "title": "Câu trích thuộc bản quyền của từng báo, số liệu là sự kiện (quotes belong to their publishers)",
}
_DESCRIPTION = (
    "Số liệu trích tự động từ báo chí và báo cáo tiếng Việt, mỗi số kèm nguyên văn câu làm chứng. "
    "Figures extracted from Vietnamese news and reports, each with the sentence that states it."
)
Rows = list[list[str]]


class _Sources:
    """Publishers and how many documents of theirs are in the package."""

    def __init__(self) -> None:
        self._sites: dict[str, str | None] = {}
        self.documents: Counter[str] = Counter()

    def add(self, extraction: Extraction) -> None:
        document = extraction.document
        parts = urlsplit(document.url or "")
        site = f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else None
        name = document.publisher or parts.netloc or document.name
        self._sites[name] = min(filter(None, (self._sites.get(name), site)), default=None)
        self.documents[name] += 1

    def listed(self) -> list[dict[str, str]]:
        return [{"title": name, **({"path": site} if site else {})} for name, site in sorted(self._sites.items())]


def _rows(extraction: Extraction) -> dict[str, Rows]:
    head = extraction.to_contract().document
    own = [extraction.document.document_id]
    return {
        "documents": [[_text(getattr(head, name)) for name in DOCUMENT_HEADS]],
        "facts": [[_text(value) for value in fact_row(fact, extraction)] for fact in extraction.facts],
        "checks": [[*own, one.kind, one.outcome, _BETWEEN.join(one.fact_ids), one.statement]
                   for one in extraction.checks],
        "ledger": [[*own, *(_text(getattr(line, name)) for name in TABLES["ledger"][1:])]
                   for line in extraction.ledger],
    }  # fmt: skip


def _text(value: Any) -> str:
    return csv_cell(Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value, protect=False)


def _field(column: ColumnSpec, table: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.name in REQUIRED and (column.name, table) != ("fact_id", "ledger"):
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    unit = {"unit": column.words.unit} if column.words.unit else {}
    boolean = {"trueValues": ["true"], "falseValues": ["false"]} if column.type == "boolean" else {}
    description = f"{column.words.vi} {column.words.en}"
    stated = {"constraints": constraints} if constraints else {}
    return {"name": column.name, "type": column.type, "description": description, **unit, **boolean, **stated}


def _schema(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column, table) for column in columns_of(table)], "missingValues": [""]}
    if table == "documents":
        return schema | {"primaryKey": ["document_id"]}
    key = {"primaryKey": ["fact_id"]} if table == "facts" else {}
    reference = {"resource": "documents", "fields": ["document_id"]}
    return schema | key | {"foreignKeys": [{"fields": ["document_id"], "reference": reference}]}


def _resource(folder: Path, table: str) -> dict[str, Any]:
    path = folder / f"{table}.csv"
    return {
        "name": table,
        "type": "table",
        "title": _TITLES[table],
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
        "schema": _schema(table),
    }


class DataPackage:
    """An open data package: documents as they come by `add`, the description at the end."""

    def __init__(self, folder: Path, writers: Mapping[str, Callable[[Rows], None]]) -> None:
        self._folder = folder
        self._writers = writers
        self._sources = _Sources()

    def add(self, extraction: Extraction) -> None:
        """Writes the rows of one document."""
        self._sources.add(extraction)
        for table, rows in _rows(extraction).items():
            self._writers[table](rows)

    def describe(self, version: str) -> dict[str, Any]:
        """What datapackage.json says, once all tables are written and closed."""
        return {
            "$schema": _PROFILE,
            "name": "solieu",
            "title": "Số liệu từ báo chí Việt Nam",
            "description": _DESCRIPTION,
            "version": version,
            "licenses": [_LICENSE],
            "sources": self._sources.listed(),
            "resources": [_resource(self._folder, table) for table in TABLES],
        }


@contextmanager
def open_data_package(folder: Path, version: str) -> Iterator[Callable[[Extraction], None]]:
    """A function that writes one document's rows into the tables of the package in `folder`, which must not exist.

    Text is not protected from spreadsheets here: the package is for programs, and must give what was read.
    """
    folder.mkdir()
    with ExitStack() as stack:
        writers = {}
        for table, heads in TABLES.items():
            path = folder / f"{table}.csv"
            lines = csv.writer(stack.enter_context(path.open("w", encoding="utf-8", newline="")), lineterminator="\n")
            lines.writerow(heads)
            writers[table] = lines.writerows
        package = DataPackage(folder, writers)
        yield package.add
    text = json.dumps(package.describe(version), ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
