"""A store -> rows and bytes of each table."""

from pathlib import Path

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from outputs.store.failures import database_errors
from outputs.store.record_tables import exports
from outputs.store.sqlite_files import sqlite_file
from outputs.store.transactions import begin_read
from schemas.record import Record


class TableSize(Record):
    """One table: its rows, and its bytes with its indexes; None where the database cannot tell."""

    table: str
    rows: int
    bytes: int | None


def _sqlite_bytes(connection: Connection) -> dict[str, int]:
    query = (
        "SELECT m.tbl_name, sum(s.pgsize) FROM dbstat AS s JOIN sqlite_master AS m ON m.name = s.name "
        "WHERE s.aggregate = TRUE GROUP BY m.tbl_name"
    )
    try:
        return {table: int(size) for table, size in connection.exec_driver_sql(query)}
    except DBAPIError:
        # SQLite is built without this view on some systems.
        return {}


def _postgres_bytes(connection: Connection) -> dict[str, int]:
    query = "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND pg_table_is_visible(oid)"
    return {table: int(size) for table, size in connection.exec_driver_sql(query)}


def table_sizes(engine: Engine) -> tuple[TableSize, ...]:
    """Every table of the store with its rows and bytes, by name."""
    with database_errors(engine.url), begin_read(engine) as connection:
        sizes = _sqlite_bytes(connection) if engine.dialect.name == "sqlite" else _postgres_bytes(connection)
        return tuple(
            TableSize(
                table=name,
                rows=connection.scalar(select(func.count()).select_from(table)) or 0,
                bytes=sizes.get(name),
            )
            for name, table in sorted(exports.metadata.tables.items())
        )


def total_bytes(engine: Engine) -> int:
    """Bytes of the whole database on disk, an SQLite file's log of writes included."""
    if engine.dialect.name == "sqlite":
        file = sqlite_file(engine.url) or Path()
        parts = (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm"))
        return sum(part.stat().st_size for part in parts if part.is_file())
    with database_errors(engine.url), begin_read(engine) as connection:
        return int(connection.scalar(select(func.pg_database_size(func.current_database()))) or 0)
