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
    "SQLITE_FULL": "unable to grow: the disk is full",
    "SQLITE_IOERR": "not readable or writable: the disk fails or is full",
    "SQLITE_NOTADB": "not a database; choose another file",
    "SQLITE_CORRUPT": "damaged; restore it from a backup or delete it and run again",
    "SQLITE_CANTOPEN": "impossible to open; check that its folder exists and may be written",
}
_POSTGRES = {
    "08": "not reachable: the connection broke; see whether the server runs, then run again",
    "28": "closed to this user: the name or password of its URL is wrong",
    "3D": "not there: make the database first (createdb)",
    "25006": "read-only; connect to a server that may be written",
    "40": "busy: another writer was in the way; run again",
    "42501": "closed to this user; grant it the right to make and write tables",
    "53100": "unable to grow: the server's disk is full",
    "53300": "not reachable: the server has too many connections",
    "55P03": "locked by another process; wait for it or end it, then run again",
    "57P": "not reachable: the server is stopping or starting; run again later",
    "58030": "not readable or writable: the server's disk fails or is full",
    "XX001": "damaged; restore it from a backup or delete it and run again",
    "XX002": "damaged; restore it from a backup or delete it and run again",
}
"""By the beginning of SQLSTATE."""


def name_store(url: URL) -> str:
    """The store as a message names it: the file, or the address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def explain(error: BaseException | None) -> str:
    """What is wrong with the store, in words that follow "the store … is"."""
    table = _SQLITE if isinstance(error, sqlite3.Error) else _POSTGRES
    name = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or ""
    known = next((words for code, words in table.items() if name.startswith(code)), None)
    if known:
        return known
    reason = " ".join(str(error).split()) or type(error).__name__
    # A server that was not reached sends no code.
    return f"{'not reachable' if reason.startswith('connection ') else 'not usable'} ({reason})"


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
