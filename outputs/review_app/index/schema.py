"""The tables of the read model, in one SQLite file of its own beside the store.

It holds what lists need of each current fact: what filters, sorts and counts. Categories are numbers (`codes`), so
that an index over all of them stays small. Anything missing is 0 or "", never null: a page of a list is found by
comparing, and null compares with nothing. `fails` counts the failed checks about a fact, `crossed` those of them that
are between documents; `changed` is the version of the store in which something of a document last did.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

VERSION = 3
"""A file of another version is built anew."""

CATEGORIES = ("indicator", "province", "source", "year", "outcome", "level", "measure", "status", "system")
"""Columns that filter and are counted; their values are codes."""
FACETS = ("outcome", "indicator", "province", "source", "year")
"""Those that a page offers with counts."""
OPEN = ("open", "reopened")
"""Outcomes of facts that wait for a verdict."""

_FACET_COLUMNS = ", ".join((*CATEGORIES, "fails", "is_open"))

SCHEMA = f"""
CREATE TABLE marks (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE codes (code INTEGER PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (kind, text));
CREATE TABLE documents (
  document_id TEXT PRIMARY KEY, extraction_key INTEGER NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL,
  published TEXT NOT NULL, province TEXT NOT NULL, url TEXT, name TEXT NOT NULL, facts INTEGER NOT NULL DEFAULT 0,
  fails INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, words TEXT NOT NULL
);
CREATE INDEX documents_by_url ON documents (url);
CREATE INDEX documents_by_date ON documents (published, document_id);
CREATE TABLE items (
  item INTEGER PRIMARY KEY, document_id TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  extraction_key INTEGER NOT NULL, position INTEGER NOT NULL, fact_id TEXT NOT NULL, review INTEGER NOT NULL DEFAULT 0,
  is_open INTEGER NOT NULL DEFAULT 1, is_double INTEGER NOT NULL DEFAULT 0, judges INTEGER NOT NULL DEFAULT 0,
  {", ".join(f"{name} INTEGER NOT NULL" for name in CATEGORIES)},
  fails INTEGER NOT NULL, crossed INTEGER NOT NULL DEFAULT 0, is_repeat INTEGER NOT NULL, priority REAL NOT NULL,
  confidence REAL NOT NULL, value REAL NOT NULL,
  place TEXT NOT NULL, published TEXT NOT NULL, same_key TEXT NOT NULL, words TEXT NOT NULL
);
CREATE VIRTUAL TABLE item_words USING fts5(
  words, content='items', content_rowid='item', detail='none', columnsize=0, tokenize='unicode61 remove_diacritics 0'
);
CREATE TABLE verdicts (
  document_id TEXT NOT NULL, start INTEGER NOT NULL, reviewer TEXT NOT NULL, number INTEGER NOT NULL,
  verdict TEXT NOT NULL, indicator TEXT NOT NULL, month TEXT NOT NULL, is_first INTEGER NOT NULL,
  PRIMARY KEY (document_id, start, number)
);
CREATE TABLE disagreeing (same_key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX verdicts_by_reviewer ON verdicts (reviewer, document_id, start);
"""

INDEXES = (
    "items_by_document ON items (document_id, start)",
    "items_by_fact ON items (fact_id)",
    "items_waiting ON items (is_open, priority)",
    "items_double ON items (is_double, is_open, judges, priority)",
    "items_crossed ON items (document_id, fact_id, crossed) WHERE crossed > 0",
    "items_same ON items (same_key, value, document_id) WHERE same_key != ''",
    *(f"items_by_{name} ON items ({name})" for name in ("priority", "value", "place", "published", "confidence")),
    *(f"facet_{name} ON items ({name}, {_FACET_COLUMNS.replace(name + ', ', '')})" for name in FACETS),
)
"""Made behind the first rows, which is quicker than keeping them."""


def connect(path: Path | str) -> sqlite3.Connection:
    """A connection that waits for others, and that loses at most what the store has."""
    connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA mmap_size = 1073741824")
    return connection


@contextmanager
def opened(path: Path | str) -> Iterator[sqlite3.Connection]:
    """A connection for one block."""
    with closing(connect(path)) as connection:
        yield connection


def create(connection: sqlite3.Connection) -> None:
    """Empty tables, whatever stood there."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'item\\_words\\_%' ESCAPE '\\'"
    for row in connection.execute(names).fetchall():
        connection.execute(f'DROP TABLE IF EXISTS "{row[0]}"')
    connection.executescript(SCHEMA)
    connection.execute("INSERT INTO marks VALUES ('version', ?)", (str(VERSION),))


def create_indexes(connection: sqlite3.Connection) -> None:
    """The indexes, where they are not there yet; inside the transaction that the caller may have begun."""
    for index in INDEXES:
        connection.execute(f"CREATE INDEX IF NOT EXISTS {index}")


def read_marks(connection: sqlite3.Connection) -> dict[str, str] | None:
    """What the file was built from; None where it is to be built anew."""
    try:
        marks = {row[0]: row[1] for row in connection.execute("SELECT key, value FROM marks")}
    except sqlite3.OperationalError:
        return None
    return marks if marks.get("version") == str(VERSION) else None
