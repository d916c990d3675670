"""An SQLite store in use -> a sound copy of it, complete or absent."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from outputs.atomic import file_errors, flush_file, new_file_beside
from outputs.store.failures import explain, name_store
from outputs.store.sqlite_files import plain_uri, sqlite_file
from schemas.errors import OutputError


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(plain_uri(source), uri=True)) as store,
        closing(sqlite3.connect(target)) as copy,
    ):
        # All pages in one step: one state of the store; in WAL mode writers go on meanwhile.
        store.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise OutputError(f"kho {source}: bị hỏng ({found}), chưa sao lưu gì; hãy phục hồi từ bản sao lưu cũ")


def backup_store(url: str, target: Path, *, replaces: bool = False) -> int:
    """Writes a copy of the SQLite store at `url` to `target`, checks it, and gives its size in bytes.

    Others may read and write the store meanwhile; the copy is one state of it.

    Args:
        url: Of a store in a file.
        target: Its folder is made when it is missing.
        replaces: Whether an older file there may be replaced; it stays until the new one is complete.

    Raises:
        OutputError: The store is none in a file, is not there or is damaged; or `target` cannot be written.
    """
    parsed = make_url(url)
    source = sqlite_file(parsed)
    if source is None or not source.is_file():
        raise OutputError(f"{name_store(parsed)}: không có tệp SQLite nào để sao lưu; hãy chỉ đúng kho bằng --database")
    if target.exists() and (not replaces or target.samefile(source)):
        raise OutputError(f"{target}: đã có tệp này; hãy chọn tên khác")
    with file_errors(target), new_file_beside(target) as unfinished:
        try:
            _copy(source, unfinished)
        except sqlite3.Error as error:
            raise OutputError(f"kho {source}: không sao lưu được vào {target}: {explain(error)}") from error
        flush_file(unfinished)
        size = os.stat(unfinished).st_size  # noqa: PTH116
        unfinished.replace(target)
        flush_file(target.parent)
    return size
