"""A URL -> an open store: engine settings, tables, schema version."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from outputs.store.failures import database_errors, name_store
from outputs.store.store import Store
from outputs.store.tables import MIGRATIONS, SCHEMA_VERSION, meta, metadata
from outputs.store.transactions import begin_write
from schemas.errors import OutputError


def _configure_sqlite(engine: Engine, wait_seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: SqliteConnection, record: Any) -> None:
        # The driver must not open transactions on its own: `begin_write` says when and how.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


def _build_engine(url: URL, wait_seconds: float) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url)
    if url.database and not url.database.startswith("file:"):
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    _configure_sqlite(engine, wait_seconds)
    return engine


def _prepare(engine: Engine) -> None:
    with begin_write(engine) as connection:
        tables = set(inspect(connection).get_table_names())
        if "meta" not in tables and "documents" in tables:
            raise OutputError(f"the database {name_store(engine.url)} belongs to another program; choose another one")
        metadata.create_all(connection)
        version = connection.scalar(select(meta.c.value).where(meta.c.key == "schema"))
        if version is None:
            connection.execute(meta.insert().values(key="schema", value=SCHEMA_VERSION))
            version = SCHEMA_VERSION
        while version in MIGRATIONS:
            version, statements = MIGRATIONS[version]
            for statement in statements:
                connection.exec_driver_sql(statement)
            connection.execute(meta.update().where(meta.c.key == "schema").values(value=version))
        if version != SCHEMA_VERSION:
            raise OutputError(
                f"the store {name_store(engine.url)} has schema {version}, this program writes {SCHEMA_VERSION}; "
                "use the program that made it, or another store"
            )


@contextmanager
def open_store(url: str, *, wait_seconds: float = 30) -> Iterator[Store]:
    """The store at `url`, with its tables made; closed at the end of the block.

    Args:
        url: An SQLAlchemy URL ("sqlite:///data/solieu.sqlite", "postgresql+psycopg://…").
        wait_seconds: How long to wait for another writer before giving up (SQLite).

    Raises:
        OutputError: The URL is wrong, or the database cannot be opened or written.
    """
    try:
        parsed = make_url(url)
        engine = _build_engine(parsed, wait_seconds)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise OutputError(f"the store's URL cannot be used: {error}") from error
    except OSError as error:
        raise OutputError(f"the store's folder cannot be made: {error}") from error
    try:
        with database_errors(parsed):
            _prepare(engine)
        yield Store(engine)
    finally:
        engine.dispose()
