"""A store's address -> the SQLite file behind it, and how a file is opened that may only be read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy import URL

from schemas.errors import OutputError

_URI = "file:"


def sqlite_file(url: URL) -> Path | None:
    """The file of the store at `url`, a path or one of SQLite's own URIs; None where the store is none in a file."""
    name = url.database
    if url.get_backend_name() != "sqlite" or not name or name == ":memory:":
        return None
    return Path(unquote(urlsplit(name).path)) if name.startswith(_URI) else Path(name)


def reading_uri(file: Path) -> str:
    """The URI that opens `file` for nothing but reading, and leaves nothing beside it.

    SQLite reads a file with a log of writes by means of two files beside it, which it makes when they are missing: a
    reader that may not make them is refused, and of one that may, they would keep the owner out. Where no writer is at
    work there is no log, and the file is read as what it is: one that does not change.
    """
    log = file.with_name(f"{file.name}-wal")
    is_in_use = log.is_file() and log.stat().st_size
    return f"{file.absolute().as_uri()}?{'mode=ro' if is_in_use else 'immutable=1'}"


def plain_uri(file: Path) -> str:
    """The URI that reads `file`, whether or not it may be written; for a look without an open store."""
    return f"{file.absolute().as_uri()}?mode=ro" if may_be_written(file) else reading_uri(file)


def may_be_written(file: Path) -> bool:
    """Whether this process may write `file` and beside it; one that is not there yet is another question."""
    real = file.resolve()
    return not real.is_file() or (os.access(real, os.W_OK) and os.access(real.parent, os.W_OK))


@contextmanager
def unchanged(file: Path) -> Iterator[None]:
    """Refuses what was read in the block where somebody else wrote the file meanwhile.

    Raises:
        OutputError: Somebody did.
    """
    before = _state(file)
    yield
    if _state(file) != before:
        raise OutputError(f"kho {file}: có chương trình vừa ghi trong lúc đọc; hãy chạy lại lệnh này")


def _state(file: Path) -> tuple[int, int]:
    stat = file.stat()
    return stat.st_mtime_ns, stat.st_size
