"""A URL -> an open store: settings of the database, and tables of the present schema."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from outputs.store.current_reviews import refresh_reviewed
from outputs.store.failures import database_errors, name_store
from outputs.store.review_log import reviewed_documents
from outputs.store.schema import HEAD, is_older, read_revision, upgrade
from outputs.store.sqlite_files import may_be_written, plain_uri, reading_uri, sqlite_file, unchanged
from outputs.store.store import Store
from outputs.store.transactions import begin_read, begin_write
from outputs.store.writing import KEPT
from schemas.errors import ConfigError, OutputError, ReadOnlyError

_PAUSE_SECONDS = 0.01


def _switch_to_wal(connection: SqliteConnection, wait_seconds: float) -> None:
    """Makes the file one that is read while it is written.

    SQLite does not wait for a writer here, busy_timeout or not: of several processes that open a new file at once,
    all but the first would fail.
    """
    until = time.monotonic() + wait_seconds
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith("SQLITE_READONLY"):
                return  # Whoever reads needs no log, and who writes is told then.
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() >= until:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            # Done, or it cannot be: a database in memory has no log.
            return


def _configure_sqlite(engine: Engine, wait_seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: SqliteConnection, record: Any) -> None:
        # The driver must not open transactions on its own: `begin_write` says when and how.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        _switch_to_wal(connection, wait_seconds)
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


def _build_postgres_engine(url: URL, wait_seconds: float) -> Engine:
    # A plain "postgresql://" would ask for a driver that is not ours.
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    # A long crawl outlives a restart of the server: a connection is tried before it is used.
    engine = create_engine(url, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(wait_seconds * 1000)}")
        connection.commit()

    return engine


def _open_for_reading(engine: Engine, file: Path) -> None:
    @event.listens_for(engine, "do_connect")
    def on_connect(dialect: Any, record: Any, arguments: list[Any], options: dict[str, Any]) -> None:
        arguments[:], options["uri"] = [reading_uri(file)], True


def _build_engine(url: URL, wait_seconds: float, read_only: Path | None) -> Engine:
    if url.get_backend_name() == "postgresql":
        return _build_postgres_engine(url, wait_seconds)
    if url.get_backend_name() != "sqlite":
        raise ArgumentError(f"{url.get_backend_name()} is not known; it may be sqlite or postgresql")
    engine = create_engine(url)
    if read_only is not None:
        _open_for_reading(engine, read_only)
    elif (file := sqlite_file(url)) is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    _configure_sqlite(engine, wait_seconds)
    return engine


def _read_revision(engine: Engine) -> str | None:
    with begin_read(engine) as connection:
        try:
            return read_revision(connection)
        except LookupError as error:
            raise OutputError(
                f"{name_store(engine.url)}: cơ sở dữ liệu của chương trình khác; hãy chỉ đúng kho bằng --database"
            ) from error


def _check_known(engine: Engine, revision: str) -> None:
    if revision != HEAD and not is_older(revision):
        raise OutputError(
            f"kho {name_store(engine.url)}: có lược đồ {revision}, chương trình này ghi lược đồ {HEAD}; "
            "hãy dùng bản chương trình đã tạo kho, hoặc kho khác"
        )


def _bring_up_to_date(engine: Engine) -> None:
    with begin_write(engine) as connection:
        # Another process may have done it while this one waited.
        if read_revision(connection) != HEAD:
            upgrade(connection)
        refresh_reviewed(connection, reviewed_documents(connection))


def _prepare(engine: Engine, *, is_read_only: bool) -> None:
    revision = _read_revision(engine)
    if is_read_only and revision != HEAD:
        _check_known(engine, revision or HEAD)
        raise ReadOnlyError(
            f"kho {name_store(engine.url)}: có lược đồ {revision or 'trống'}, chương trình này cần {HEAD}, mà tệp chỉ "
            "đọc được; hãy chép kho ra thư mục ghi được rồi chạy lại với bản chép"
        )
    if revision is None:
        _bring_up_to_date(engine)
    elif revision != HEAD:
        _check_known(engine, revision)
        if engine.dialect.name != "sqlite":
            raise OutputError(
                f"kho {name_store(engine.url)}: có lược đồ {revision}, chương trình này cần {HEAD}; "
                "hãy sao lưu, dừng các chương trình đang dùng kho, rồi chạy: solieu db upgrade"
            )
        _bring_up_to_date(engine)


def _read_only_file(url: URL) -> Path | None:
    """The file of a store that this process may not write; None for others, and for servers."""
    file = sqlite_file(url)
    return None if file is None or may_be_written(file) else file


@contextmanager
def _open_engine(url: str, wait_seconds: float, *, may_write: bool = True) -> Iterator[Engine]:
    read_only = None
    try:
        parsed = make_url(url)
        read_only = None if may_write else _read_only_file(parsed)
        engine = _build_engine(parsed, wait_seconds, read_only)
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigError(f"địa chỉ kho không dùng được ({error}); ví dụ: sqlite:///data/solieu.sqlite") from error
    except ModuleNotFoundError as error:
        raise OutputError(
            f"địa chỉ kho không dùng được ({error}); cho PostgreSQL hãy cài: pip install 'solieu[postgres]'"
        ) from error
    except OSError as error:
        raise OutputError(f"không tạo được thư mục của kho ({error}); hãy chọn thư mục khác") from error
    try:
        with database_errors(engine.url), unchanged(read_only) if read_only else nullcontext():
            yield engine
    finally:
        engine.dispose()


def upgrade_store(url: str, *, wait_seconds: float = 30) -> tuple[str | None, str]:
    """Brings the store at `url` to the schema of this program, in one transaction; there is no way back.

    What follows from reviews is made anew, also where the schema is that of this program already.

    Returns:
        The revision before, None where there were no tables, and the one now.

    Raises:
        OutputError: The database cannot be opened or written, belongs to another program, or is of a newer one.
    """
    with _open_engine(url, wait_seconds) as engine:
        before = _read_revision(engine)
        if before is not None:
            _check_known(engine, before)
        _bring_up_to_date(engine)
        return before, HEAD


@contextmanager
def open_store(url: str, *, wait_seconds: float = 30, kept: int = KEPT, may_write: bool = True) -> Iterator[Store]:
    """The store at `url`; closed at the end of the block.

    A new database gets its tables. An SQLite file of an older schema is brought up to date; on a server that others
    may be using, `upgrade_store` has to be called for.

    Args:
        url: An SQLAlchemy URL ("sqlite:///data/solieu.sqlite", "postgresql+psycopg://…").
        wait_seconds: How long to wait for another writer before giving up.
        kept: How many extractions of a document stay, the newest of each extractor version; 0 for all.
        may_write: False for a command that reads: an SQLite file that may not be written is then opened all the same.

    Raises:
        ReadOnlyError: The file may only be read, and its schema is an older one.
        ConfigError: The URL is wrong.
        OutputError: The schema is not that of this program, or the database cannot be opened.
    """
    with _open_engine(url, wait_seconds, may_write=may_write) as engine:
        _prepare(engine, is_read_only=not may_write and _read_only_file(engine.url) is not None)
        yield Store(engine, kept=kept)


def is_no_store(path: Path) -> bool:
    """Whether an SQLite file holds none of our tables; it is not written, and what cannot be read may be a store."""
    query = "SELECT count(*) FROM sqlite_master WHERE name IN ('store_revision', 'meta')"
    try:
        with closing(sqlite3.connect(plain_uri(path), uri=True)) as file:
            return not file.execute(query).fetchone()[0]
    except sqlite3.Error:
        return False


def check_reachable(url: str, *, wait_seconds: float = 5) -> str:
    """The revision of the tables of the store at `url`, which is left as it is.

    Raises:
        OutputError: The database cannot be opened, has no tables, belongs to another program, or waits for
            `solieu db upgrade`.
    """
    with _open_engine(url, wait_seconds, may_write=False) as engine:
        revision = _read_revision(engine)
        if revision is None:
            raise OutputError(f"kho {name_store(engine.url)}: chưa có bảng nào; solieu run sẽ tạo")
        _check_known(engine, revision)
        if revision != HEAD:
            raise OutputError(f"kho {name_store(engine.url)}: có lược đồ cũ {revision}; hãy chạy: solieu db upgrade")
        return revision
