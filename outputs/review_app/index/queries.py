"""The read model -> pages of lists, counts, and the verdicts of reviewers side by side."""

import base64
import binascii
import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from outputs.review_app.index.filters import FactFilter, Sort, conditions
from outputs.review_app.index.schema import FACETS
from schemas.errors import ConfigError

_COLUMNS = (
    "item", "document_id", "start", "end", "extraction_key", "position", "fact_id", "review", "is_open", "is_double",
    "judges", "fails", "confidence", "published", "priority", "outcome",
)  # fmt: skip
_MOST_COUNTED = 100_000


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place in a list behind which, or before which, a page begins."""

    value: float | str
    item: int
    is_back: bool = False

    def text(self) -> str:
        """What an address carries."""
        content = json.dumps([self.value, self.item, self.is_back], ensure_ascii=False).encode()
        return base64.urlsafe_b64encode(content).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """What `text` gave; None for "".

        Raises:
            ConfigError: It is no such text.
        """
        if not text:
            return None
        try:
            value, item, is_back = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        except (ValueError, TypeError, binascii.Error) as error:
            raise ConfigError(f"after={text}: no place in a list") from error
        if not isinstance(value, int | float | str) or not isinstance(item, int):
            raise ConfigError(f"after={text}: no place in a list")
        return cls(value, item, bool(is_back))


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Some rows of a list in its order, and the places where the pages before and behind begin."""

    rows: list[sqlite3.Row]
    before: Cursor | None
    after: Cursor | None


def read_page(
    connection: sqlite3.Connection,
    chosen: FactFilter,
    *,
    sort: Sort = "published",
    is_descending: bool = True,
    cursor: Cursor | None = None,
    limit: int = 50,
) -> ItemPage:
    """One page of the facts that a filter chooses; found by comparing with the last row of the page before."""
    parts, values = conditions(connection, chosen)
    is_back = cursor is not None and cursor.is_back
    falls = is_descending != is_back
    if cursor is not None:
        parts.append(f"({sort}, item) {'<' if falls else '>'} (?, ?)")
        values += [cursor.value, cursor.item]
    where = f"WHERE {' AND '.join(parts)}" if parts else ""
    order = "DESC" if falls else "ASC"
    columns = ", ".join({*_COLUMNS, sort})
    sql = f"SELECT {columns} FROM items {where} ORDER BY {sort} {order}, item {order} LIMIT ?"
    found = connection.execute(sql, (*values, limit + 1)).fetchall()
    has_more = len(found) > limit
    rows = found[:limit]
    if is_back:
        rows.reverse()
    if not rows:
        return ItemPage([], None, None)
    has_before = has_more if is_back else cursor is not None
    has_after = True if is_back else has_more
    before = Cursor(rows[0][sort], rows[0]["item"], is_back=True) if has_before else None
    after = Cursor(rows[-1][sort], rows[-1]["item"]) if has_after else None
    return ItemPage(rows, before, after)


def count_items(connection: sqlite3.Connection, chosen: FactFilter) -> int:
    """How many facts a filter chooses."""
    parts, values = conditions(connection, chosen)
    where = f"WHERE {' AND '.join(parts)}" if parts else ""
    count: int = connection.execute(f"SELECT count(*) FROM items {where}", values).fetchone()[0]
    return count


def count_values(connection: sqlite3.Connection, chosen: FactFilter, name: str) -> list[tuple[str, int]]:
    """How many facts each value of a category would give beside the rest of the filter, the most first."""
    if name not in FACETS:
        raise ConfigError(f"{name} is not counted; only {', '.join(FACETS)}")
    parts, values = conditions(connection, chosen, without=name)
    where = f"WHERE {' AND '.join(parts)}" if parts else ""
    # The plus keeps an index that only one condition fits from being taken for one that counts.
    sql = f"SELECT {name}, count(*) AS number FROM items {where} GROUP BY {name}"
    counted = connection.execute(sql, values).fetchall()
    texts = dict(connection.execute("SELECT code, text FROM codes WHERE kind = ?", (name,)).fetchall())
    found = [(texts[row[0]], row[1]) for row in counted]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def queue_rows(
    connection: sqlite3.Connection, chosen: FactFilter, *, reviewer: str, cursor: Cursor | None, limit: int
) -> list[sqlite3.Row]:
    """The next facts that wait for this reviewer: open ones, and those that another has judged and two are to judge."""
    parts, values = conditions(connection, chosen)
    if cursor is not None:
        parts.append("(priority, item) > (?, ?)")
        values += [cursor.value, cursor.item]
    columns = ", ".join(_COLUMNS)
    end = "ORDER BY priority, item LIMIT ?"
    waiting = " AND ".join(("is_open = 1", *parts))
    second = " AND ".join(("is_double = 1", "is_open = 0", "judges = 1", *parts))
    others = (
        "NOT EXISTS (SELECT 1 FROM verdicts WHERE verdicts.document_id = items.document_id "
        "AND verdicts.start = items.start AND verdicts.reviewer = ?)"
    )
    rows = connection.execute(f"SELECT {columns} FROM items WHERE {waiting} {end}", (*values, limit)).fetchall()
    rows += connection.execute(
        f"SELECT {columns} FROM items WHERE {second} AND {others} {end}", (*values, reviewer, limit)
    ).fetchall()
    return sorted(rows, key=lambda row: (row["priority"], row["item"]))[:limit]


def find_item(connection: sqlite3.Connection, document_id: str, start: int) -> sqlite3.Row | None:
    """The row of the fact at a numeral; None where the extraction has none."""
    columns = ", ".join(_COLUMNS)
    sql = f"SELECT {columns} FROM items WHERE document_id = ? AND start = ?"
    row: sqlite3.Row | None = connection.execute(sql, (document_id, start)).fetchone()
    return row


def document_row(connection: sqlite3.Connection, document_id: str) -> sqlite3.Row | None:
    """The head of a document; None for one that results leave out."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM documents WHERE document_id = ?", (document_id,)
    ).fetchone()
    return row


def decode(connection: sqlite3.Connection) -> dict[int, str]:
    """The text of every code."""
    return {row[0]: row[1] for row in connection.execute("SELECT code, text FROM codes")}


def row_values(row: sqlite3.Row) -> dict[str, Any]:
    """A row by names."""
    return {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row iterates over its values
