"""Items as they come -> for each key the best one, and how many were offered, in order: kept in a file, not in memory.

The file is a database of SQLite's that no one else sees: it is gone with its folder, and never reads what is not its
own.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from schemas.errors import OutputError

T = TypeVar("T")
Part = str | int | float
"""What items are compared by; text by its code points, as in Python."""

_AT_ONCE = 1_000
_CACHE = 8_000
"""Kilobytes of the file that SQLite keeps in memory."""


@contextmanager
def open_item_file(folder: Path) -> Iterator[sqlite3.Connection]:
    """A file for items in `folder`, gone at the end of the block.

    Raises:
        OutputError: It cannot be written.
    """
    with TemporaryDirectory(dir=folder, prefix=".items-") as name:
        try:
            with closing(sqlite3.connect(Path(name) / "items.sqlite", isolation_level=None)) as connection:
                for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE}"):
                    connection.execute(f"PRAGMA {setting}")
                connection.execute("BEGIN")
                yield connection
        except sqlite3.Error as error:
            raise OutputError(f"{folder}: không ghi được ({error}); hãy xem quyền ghi và chỗ trống") from error


class BestItems(Generic[T]):
    """The best items of one sort.

    Args:
        connection: Of `open_item_file`.
        name: Of the sort; another one for each.
        kind: How items become JSON and come back equal.
        ranks: By how many parts items of one key are compared.
        orders: By how many parts the best ones are ordered.
    """

    def __init__(
        self, connection: sqlite3.Connection, name: str, kind: TypeAdapter[T], *, ranks: int, orders: int
    ) -> None:
        self._connection = connection
        self._kind = kind
        self._name = name
        self._waiting: list[tuple[Any, ...]] = []
        rank, order = [f"rank_{n}" for n in range(ranks)], [f"order_{n}" for n in range(orders)]
        columns = ["item_key", "is_chosen", *rank, *order, "content"]
        self._order = ", ".join([*order, "first"])
        better = f"({_list(rank, 'excluded.')}) > ({_list(rank, f'{name}.')})"
        taken = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
        self._insert = (
            f"INSERT INTO {name} ({_list(columns)}) VALUES ({_list(['?'] * len(columns))}) "
            f"ON CONFLICT (item_key) DO UPDATE SET {taken} WHERE {better}"
        )
        self._count = f"UPDATE {name} SET offered = offered + ? WHERE item_key = ?"
        offered = "first INTEGER PRIMARY KEY, offered INTEGER NOT NULL DEFAULT 0"
        connection.execute(f"CREATE TABLE {name} ({offered}, {_list(columns)}, UNIQUE (item_key))")

    def offer(
        self,
        key: str,
        item: T,
        *,
        rank: tuple[Part, ...],
        order: tuple[Part, ...],
        offered: int = 1,
        is_chosen: bool = False,
    ) -> None:
        """Takes an item in the place of that of the same key and a lower rank, if any.

        Args:
            key: What it is the best of.
            item: The item.
            rank: Greater for a better one; of equal ones the first stays.
            order: Where it comes; of equal ones that whose key was offered first comes first.
            offered: How many stand behind it.
            is_chosen: Whether `chosen` gives it.
        """
        content = self._kind.dump_json(item).decode()
        self._waiting.append((offered, key, is_chosen, *rank, *order, content))
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._connection.executemany(self._insert, (row[1:] for row in waiting))
        self._connection.executemany(self._count, (row[:2] for row in waiting))

    def __iter__(self) -> Iterator[tuple[T, int]]:
        """The best items in order, and how many were offered for the key of each."""
        return self._read("")

    def chosen(self) -> Iterator[tuple[T, int]]:
        """Those of them that were offered as chosen."""
        return self._read("WHERE is_chosen")

    def count(self, *parts: int) -> int:
        """How many different values these parts of the order have among the best."""
        self._write()
        columns = _list([f"order_{part}" for part in parts])
        query = f"SELECT count(*) FROM (SELECT DISTINCT {columns} FROM {self._name})"
        found: int = self._connection.execute(query).fetchone()[0]
        return found

    def _read(self, where: str) -> Iterator[tuple[T, int]]:
        self._write()
        query = f"SELECT content, offered FROM {self._name} {where} ORDER BY {self._order}"
        for content, offered in self._connection.execute(query):
            yield self._kind.validate_json(content), offered


def _list(columns: list[str], before: str = "") -> str:
    return ", ".join(f"{before}{column}" for column in columns)
