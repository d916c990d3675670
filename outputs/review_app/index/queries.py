"""The read model -> pages of lists, counts, and the verdicts of reviewers side by side."""

import base64
import binascii
import json
import sqlite3
from dataclasses import dataclass

from outputs.review_app.index.filters import Conditions, FactFilter, Sort, conditions
from outputs.review_app.index.schema import FACETS
from schemas.errors import ConfigError

_COLUMNS = (
    "item", "document_id", "start", "end", "extraction_key", "position", "fact_id", "review", "is_open", "is_double",
    "judges", "fails", "confidence", "published", "priority", "outcome",
)  # fmt: skip
_JUDGED = frozenset({"accepted", "corrected", "rejected", "added"})
_FEW_ROWS = 30_000
"""Up to so many rows are found by their conditions and then sorted."""
_NOT_BY = (
    "NOT EXISTS (SELECT 1 FROM verdicts WHERE verdicts.document_id = items.document_id "
    "AND verdicts.start = items.start AND verdicts.reviewer = ?)"
)


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
    found_by = conditions(connection, chosen)
    is_back = cursor is not None and cursor.is_back
    falls = is_descending != is_back
    by = _order_by(connection, found_by, sort, f"items_by_{sort}")
    if cursor is not None:
        found_by.add(f"({by.column}, item) {'<' if falls else '>'} (?, ?)", cursor.value, cursor.item)
    order = "DESC" if falls else "ASC"
    columns = ", ".join({*_COLUMNS, sort})
    sql = f"SELECT {columns} FROM {by.table} {found_by.where} ORDER BY {by.column} {order}, item {order} LIMIT ?"
    found = connection.execute(sql, (*found_by.values, limit + 1)).fetchall()
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


@dataclass(frozen=True, slots=True)
class _OrderBy:
    """How a sorted list is read: `table` and `column` as they stand in the statement."""

    table: str
    column: str


def _order_by(connection: sqlite3.Connection, found_by: Conditions, column: str, index: str) -> _OrderBy:
    """Few rows are found by their conditions and sorted; of many the sorted index soon meets enough.

    The database would take the first way always, and sort half of a million rows for one page.
    """
    walked = _OrderBy(f"items INDEXED BY {index}", column)
    if not found_by.parts or found_by.is_walk:
        return walked
    sql = f"SELECT count(*) FROM (SELECT 1 FROM items {found_by.where} LIMIT ?)"
    count = connection.execute(sql, (*found_by.values, _FEW_ROWS + 1)).fetchone()[0]
    # The plus keeps the sorted index out.
    return _OrderBy("items", f"+{column}") if count <= _FEW_ROWS else walked


def count_items(connection: sqlite3.Connection, chosen: FactFilter) -> int:
    """How many facts a filter chooses."""
    found_by = conditions(connection, chosen)
    count: int = connection.execute(f"SELECT count(*) FROM items {found_by.where}", found_by.values).fetchone()[0]
    return count


def count_values(connection: sqlite3.Connection, chosen: FactFilter, name: str) -> list[tuple[str, int]]:
    """How many facts each value of a category would give beside the rest of the filter, the most first."""
    if name not in FACETS:
        raise ConfigError(f"{name} is not counted; only {', '.join(FACETS)}")
    found_by = conditions(connection, chosen, without=name)
    sql = f"SELECT {name}, count(*) AS number FROM items {found_by.where} GROUP BY {name}"
    counted = connection.execute(sql, found_by.values).fetchall()
    texts = dict(connection.execute("SELECT code, text FROM codes WHERE kind = ?", (name,)).fetchall())
    found = [(texts[row[0]], row[1]) for row in counted]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def queue_rows(
    connection: sqlite3.Connection, chosen: FactFilter, *, reviewer: str, cursor: Cursor | None, limit: int
) -> list[sqlite3.Row]:
    """The next facts that wait for this reviewer: open ones, and those that another has judged and two are to judge.

    Who asks for facts that were judged gets these, to look at them again.
    """
    found = []
    waiting: list[tuple[str, str, tuple[str, ...]]] = [
        ("is_open = 1", "items_waiting", ()),
        (f"is_double = 1 AND is_open = 0 AND judges = 1 AND {_NOT_BY}", "items_double", (reviewer,)),
    ]
    judged: list[tuple[str, str, tuple[str, ...]]] = [("is_open = 0", "items_waiting", ())]
    for state, index, values in judged if chosen.outcome in _JUDGED else waiting:
        found_by = conditions(connection, chosen)
        found_by.add(state, *values)
        by = _order_by(connection, found_by, "priority", index)
        if cursor is not None:
            found_by.add(f"({by.column}, item) > (?, ?)", cursor.value, cursor.item)
        sql = f"SELECT {', '.join(_COLUMNS)} FROM {by.table} {found_by.where} ORDER BY {by.column}, item LIMIT ?"
        found += connection.execute(sql, (*found_by.values, limit)).fetchall()
    return sorted(found, key=lambda row: (row["priority"], row["item"]))[:limit]


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
