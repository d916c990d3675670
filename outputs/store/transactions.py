"""An engine -> one transaction at a time: writers queue up, readers see one unchanging state."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import RLock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

_WRITERS_LOCK = 7_365_496
"""Number of the PostgreSQL advisory lock that writers of a store take."""
_turns: WeakKeyDictionary[Engine, AbstractContextManager[bool]] = WeakKeyDictionary()


@contextmanager
def begin_write(engine: Engine) -> Iterator[Connection]:
    """One transaction that no other writer overlaps; rolled back when the block fails."""
    with (
        _turn_of_threads(engine),
        engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
        yield connection


def _turn_of_threads(engine: Engine) -> AbstractContextManager[object]:
    """The turn to write among the threads of this process.

    SQLite has them try again after pauses that grow to a tenth of a second, which a crawl of many hosts spends most of
    its time in; PostgreSQL wakes the next one itself.
    """
    if engine.dialect.name != "sqlite":
        return nullcontext()
    return _turns.setdefault(engine, RLock())


@contextmanager
def begin_read(engine: Engine) -> Iterator[Connection]:
    """One transaction in which every query sees the same state, whatever others write meanwhile."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection
