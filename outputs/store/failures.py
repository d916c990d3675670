"""A database's complaint -> one clear line for the person who has to act."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from schemas.errors import OutputError

_SQLITE = {
    "SQLITE_BUSY": "locked by another process; wait for it or end it, then run again",
    "SQLITE_LOCKED": "locked by another process; wait for it or end it, then run again",
    "SQLITE_READONLY": "read-only; give it write permission",
    "SQLITE_FULL": "cannot grow: the disk is full",
    "SQLITE_IOERR": "cannot be read or written: the disk fails or is full",
    "SQLITE_NOTADB": "not a database; choose another file",
    "SQLITE_CORRUPT": "damaged; restore it from a backup or delete it and run again",
    "SQLITE_CANTOPEN": "cannot be opened; check that its folder exists and may be written",
}


def name_store(url: URL) -> str:
    """The store as a message names it: the file, or the address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def explain(error: BaseException | None) -> str:
    """What is wrong with the store, in words that follow "the store … is"."""
    name = getattr(error, "sqlite_errorname", "") if isinstance(error, sqlite3.Error) else ""
    known = next((words for code, words in _SQLITE.items() if name.startswith(code)), None)
    if known:
        return known
    reason = " ".join(str(error).split()) or type(error).__name__
    return f"not usable ({reason})"


@contextmanager
def database_errors(url: URL) -> Iterator[None]:
    """Turns the errors of the database under `url` into OutputError.

    Raises:
        OutputError: The database is locked, read-only, full, damaged, no database, or not reachable.
    """
    try:
        yield
    except DBAPIError as error:
        raise OutputError(f"the store {name_store(url)} is {explain(error.orig)}") from error
