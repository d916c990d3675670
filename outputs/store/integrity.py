"""A store -> what is wrong with it: damaged pages, references, evidence that quotes no text, missing archive files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, Select, func, select

from outputs.store.crawl_tables import (
    addresses,
    archived,
    crawl_issues,
    crawl_runs,
    page_documents,
    signature_bands,
    signatures,
    twins,
)
from outputs.store.current_reviews import stale_reviewed
from outputs.store.failures import database_errors
from outputs.store.reading import Reading, read_keys
from outputs.store.record_tables import exports
from outputs.store.review_log import reviewed_documents
from outputs.store.schema import find_differences
from outputs.store.tables import extractions
from outputs.store.transactions import begin_read
from schemas.errors import OutputError
from schemas.extraction import Extraction
from schemas.issues import Issue

_BATCH = 50
_SHOWN = 3

_REFERENCES = (
    (page_documents.c.document_id, extractions.c.document_id),
    (addresses.c.newest_key, archived.c.archive_key),
    (twins.c.document_id, signatures.c.document_id),
    (twins.c.twin_of, signatures.c.document_id),
    (signature_bands.c.signature_key, signatures.c.signature_key),
    (crawl_issues.c.run_id, crawl_runs.c.run_id),
)
"""What points to what without the database's own care."""


def _issue(code: str, subject: str, message: str) -> Issue:
    return Issue(level="WARNING", code=code, subject=subject, message=message)


def _check_pages(connection: Connection) -> Iterator[Issue]:
    """SQLite's own look at every page; PostgreSQL tells of a damaged one when it is read, as the others below do."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield _issue("damaged", "cơ sở dữ liệu", f"tệp hỏng: {line}; hãy phục hồi từ bản sao lưu")


def _check_schema(connection: Connection) -> Iterator[Issue]:
    for line in find_differences(connection):
        yield _issue("schema", "lược đồ", f"bảng không như chương trình này tạo: {line}")


def _references() -> list[tuple[Column[object], Column[object]]]:
    stated = [(key.parent, key.column) for table in exports.metadata.sorted_tables for key in table.foreign_keys]
    return [*stated, *_REFERENCES]


def _check_references(connection: Connection) -> Iterator[Issue]:
    for child, parent in _references():
        table = child.table
        target = parent.table.alias("target") if parent.table is table else parent.table
        is_there = select(1).where(target.c[parent.name] == child).exists()
        query: Select[tuple[object]] = select(child).where(child.is_not(None), ~is_there)
        count = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
        if count:
            shown = ", ".join(str(value) for value in connection.scalars(query.distinct().limit(_SHOWN)))
            message = f"{count} dòng trỏ tới {parent.table.name}.{parent.name} không có: {shown}"
            yield _issue("orphan", f"{table.name}.{child.name}", message)


def _wrong_quotes(extraction: Extraction) -> Iterator[str]:
    text, known = extraction.document.text, {fact.fact_id for fact in extraction.facts}
    for row in extraction.ledger:
        if text[row.start : row.end] != row.text:
            yield f"chữ số {row.text} không đứng ở {row.start}–{row.end}"
        if row.fact_id is not None and row.fact_id not in known:
            yield f"chữ số {row.text} thuộc số liệu {row.fact_id} không có"
    for fact in extraction.facts:
        evidence = fact.evidence
        if text[evidence.quote_start : evidence.quote_end] != evidence.quote:
            yield f"câu trích của số liệu {fact.fact_id} không đúng như bài"
        if not evidence.quote_start <= evidence.start < evidence.end <= evidence.quote_end:
            yield f"số liệu {fact.fact_id} đứng ngoài câu trích"


def _read_each(connection: Connection, keys: Sequence[int]) -> Iterator[Extraction | Issue]:
    """The extractions; one whose rows no record can be made of is an issue."""
    try:
        yield from list(read_keys(connection, keys, Reading(with_twins=False)))
    except OutputError as error:
        if len(keys) > 1:
            for key in keys:
                yield from _read_each(connection, [key])
            return
        yield _issue("unreadable", f"bản trích {keys[0]}", f"không đọc lại được: {error.__cause__}")


def _check_evidence(connection: Connection, sample: int | None) -> Iterator[Issue]:
    keys = connection.scalars(select(extractions.c.extraction_key).order_by(extractions.c.extraction_key)).all()
    step = 1 if sample is None else max(1, -(-len(keys) // max(1, sample)))
    chosen = keys[::step]
    for first in range(0, len(chosen), _BATCH):
        for read in _read_each(connection, chosen[first : first + _BATCH]):
            if isinstance(read, Issue):
                yield read
                continue
            wrong = list(_wrong_quotes(read))
            if wrong:
                more = f" (và {len(wrong) - 1} chỗ nữa)" if len(wrong) > 1 else ""
                yield _issue("evidence", read.document.name, f"{wrong[0]}{more}")


def _check_reviewed(connection: Connection) -> Iterator[Issue]:
    for name in stale_reviewed(connection, reviewed_documents(connection)):
        message = "số liệu theo nhận xét không khớp với các nhận xét; hãy chạy solieu db upgrade để lập lại"
        yield _issue("reviewed", name, message)


def _check_archive(connection: Connection, root: Path) -> Iterator[Issue]:
    end = func.max(archived.c.offset + archived.c.length)
    query = select(archived.c.file, end, func.count()).group_by(archived.c.file).order_by(archived.c.file)
    for file, needed, count in connection.execute(query):
        path = root / file
        if not path.is_file():
            yield _issue("archive", file, f"không có tệp này trong {root}, {count} trang ở đó không đọc lại được")
        elif path.stat().st_size < needed:
            yield _issue("archive", file, f"tệp dài {path.stat().st_size} byte, kho cần {needed}: đã bị cắt cụt")


def check_store(engine: Engine, *, archive_root: Path | None, sample: int | None) -> Iterator[Issue]:
    """What is wrong with a store, one issue each; none for a sound one.

    Args:
        engine: Of an open store.
        archive_root: Folder of the archive, to look for the files that the store points into; None to leave it.
        sample: Of how many extractions, evenly over the store, the evidence is held against the text; None for all.

    Raises:
        OutputError: The database cannot be read at all.
    """
    with database_errors(engine.url), begin_read(engine) as connection:
        yield from _check_pages(connection)
        yield from _check_schema(connection)
        yield from _check_references(connection)
        yield from _check_evidence(connection, sample)
        yield from _check_reviewed(connection)
        if archive_root is not None:
            yield from _check_archive(connection, archive_root)
