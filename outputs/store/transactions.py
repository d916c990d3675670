"""An engine -> one transaction at a time: writers queue up, readers see one unchanging state."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

_WRITERS_LOCK = 7_365_496
"""Number of the PostgreSQL advisory lock that writers of a store take."""


@contextmanager
def begin_write(engine: Engine) -> Iterator[Connection]:
    """One transaction that no other writer overlaps; rolled back when the block fails."""
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
        yield connection


@contextmanager
def begin_read(engine: Engine) -> Iterator[Connection]:
    """One transaction in which every query sees the same state, whatever others write meanwhile."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection
