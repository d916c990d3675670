"""The store -> the read model: only what changed since the last time, or all of it for a new file."""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from outputs.review_app.folding import find_words
from outputs.review_app.index.between import take_failed
from outputs.review_app.index.judged import Judged, verdict_rows
from outputs.review_app.index.lines import source_name, to_item
from outputs.review_app.index.schema import connect, create, create_indexes, read_marks
from outputs.store import Store
from outputs.store.addresses import in_chunks
from outputs.store.changes import NO_MARK
from outputs.store.listing import Listing

_MANY = 20_000
_DOCUMENT = ("document_id", "extraction_key", "title", "source", "published", "province", "url", "name", "words")


class FactIndex:
    """The read model of one store: `refresh` brings it up to date, `read` gives a connection to ask it.

    Args:
        store: Open as long as this is used.
        path: The file.
        double_share: Per cent of the facts that two reviewers judge; another share builds the file anew.
    """

    def __init__(self, store: Store, path: Path, *, double_share: int = 0) -> None:
        self._store = store
        self._path = path
        self._double_share = double_share
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = connect(path)
        self._codes: dict[tuple[str, str], int] = {}
        self._readers = threading.local()
        self._touched: set[str] = set()
        self._rewritten: set[str] = set()

    def close(self) -> None:
        """Closes the file; readers of other threads close with them."""
        self._connection.close()

    def read(self) -> sqlite3.Connection:
        """This thread's connection, for reading."""
        if not hasattr(self._readers, "connection"):
            self._readers.connection = connect(self._path)
            self._readers.connection.execute("PRAGMA query_only = ON")
        connection: sqlite3.Connection = self._readers.connection
        return connection

    def refresh(self) -> None:
        """Takes over what the store got since; a few microseconds where that is nothing."""
        with self._lock, self._store.listing() as listing:
            version, line, fingerprint = listing.mark()
            changes, changes_mark = listing.changes()
            marks = self._usable_marks(listing)
            at, seen = (int(marks["store"]), int(marks["line"])), int(marks["changes"])
            if (*at, seen) == (version, line, changes):
                return
            self._touched, self._rewritten = set(), set()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                resaved = self._take_documents(listing, at[0]) if version != at[0] else set()
                self._take_reviews(listing, at, resaved)
                self._take_checks(listing, seen, changes)
                self._find_disagreeing()
                marked = {"store": version, "line": line, "fingerprint": fingerprint}
                marked |= {"changes": changes, "changes_mark": changes_mark}
                self._connection.executemany("INSERT OR REPLACE INTO marks VALUES (?, ?)", marked.items())
            except BaseException:
                self._connection.execute("ROLLBACK")
                self._codes = {}
                raise
            self._connection.execute("COMMIT")

    def _usable_marks(self, listing: Listing) -> dict[str, str]:
        """Where the file stands; it is emptied where it is of another store, share or version."""
        marks = read_marks(self._connection)
        if (
            marks is not None
            and marks.get("double") == str(self._double_share)
            and int(marks["line"]) <= listing.mark()[1]
            and listing.is_known(int(marks["store"]), marks["fingerprint"])
            and listing.was_at(int(marks["changes"]), marks["changes_mark"])
        ):
            return marks
        create(self._connection)
        self._codes = {}
        if listing.mark()[0] == 0:
            create_indexes(self._connection)
        empty = {"store": "0", "line": "0", "fingerprint": "", "changes": "0", "changes_mark": NO_MARK}
        empty["double"] = str(self._double_share)
        self._connection.executemany("INSERT INTO marks VALUES (?, ?)", empty.items())
        return empty

    def _take_documents(self, listing: Listing, version: int) -> set[str]:
        """The documents that were stored behind a version, whose rows now stand there."""
        heads = {row.extraction_key: row for row in listing.documents(version)}
        gone = listing.superseded()
        if version:
            self._forget([row.document_id for row in heads.values()] + sorted(gone))
        shown = {key: _to_document(row) for key, row in heads.items() if row.document_id not in gone}
        self._insert_documents(shown.values())
        self._insert_items(listing, version, shown)
        create_indexes(self._connection)
        return {head["document_id"] for head in shown.values()}

    def _take_reviews(self, listing: Listing, at: tuple[int, int], resaved: set[str]) -> None:
        """Judges the documents that reviews came for, and of those stored anew the ones that have some."""
        version, line = at
        touched = self._documents_of(listing.reviewed(line if version else 0))
        if version and resaved:
            touched |= resaved & self._documents_of(listing.reviewed(0))
        for document_id in sorted(touched):
            self._judge(listing, document_id)

    def _take_checks(self, listing: Listing, since: int, changes: int) -> None:
        """What checks between documents say since; and that what is kept of these documents is to be read again."""
        changed = listing.changed(since)
        take_failed(self._connection, listing, self._rewritten | changed)
        sql = "UPDATE documents SET changed = ? WHERE document_id = ?"
        self._connection.executemany(sql, [(changes, document_id) for document_id in sorted(changed)])

    def _forget(self, document_ids: Sequence[str]) -> None:
        self._forget_items(document_ids)
        for chunk in in_chunks(document_ids):
            for table in ("documents", "verdicts"):
                self._connection.execute(f"DELETE FROM {table} WHERE document_id IN ({_marks(chunk)})", chunk)

    def _forget_items(self, document_ids: Sequence[str]) -> None:
        for chunk in in_chunks(document_ids):
            chosen = f"FROM items WHERE document_id IN ({_marks(chunk)})"
            words = f"INSERT INTO item_words (item_words, rowid, words) SELECT 'delete', item, words {chosen}"
            self._connection.execute(words, chunk)
            self._touched |= {row[0] for row in self._connection.execute(f"SELECT same_key {chosen}", chunk)}
            self._connection.execute(f"DELETE {chosen}", chunk)
            own = f"UPDATE documents SET facts = 0, fails = 0 WHERE document_id IN ({_marks(chunk)})"
            self._connection.execute(own, chunk)

    def _insert_documents(self, heads: Iterable[dict[str, Any]]) -> None:
        sql = f"INSERT INTO documents ({', '.join(_DOCUMENT)}) VALUES ({', '.join(f':{name}' for name in _DOCUMENT)})"
        self._connection.executemany(sql, heads)

    def _insert_items(self, listing: Listing, version: int, documents: dict[int, dict[str, Any]]) -> None:
        heads = {key: SimpleNamespace(**document) for key, document in documents.items()}
        build = partial(to_item, code=self._code, double_share=self._double_share)
        rows = (
            build(fact, heads[fact.extraction_key]) for fact in listing.facts(version) if fact.extraction_key in heads
        )
        for chunk in in_chunks(rows, _MANY):
            first = self._next_item()
            self._insert_rows([{**row, "item": first + offset} for offset, row in enumerate(chunk)])

    def _next_item(self) -> int:
        last: int | None = self._connection.execute("SELECT max(item) FROM items").fetchone()[0]
        return (last or 0) + 1

    def _insert_rows(self, rows: Sequence[dict[str, Any]]) -> None:
        if not rows:
            return
        self._touched |= {row["same_key"] for row in rows}
        names = tuple(rows[0])
        sql = f"INSERT INTO items ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"
        self._connection.executemany(sql, rows)
        self._connection.executemany("INSERT INTO item_words (rowid, words) VALUES (:item, :words)", rows)
        counts = Counter(row["document_id"] for row in rows)
        self._rewritten |= counts.keys()
        fails = Counter(row["document_id"] for row in rows if row["fails"])
        self._connection.executemany(
            "UPDATE documents SET facts = facts + ?, fails = fails + ? WHERE document_id = ?",
            [(count, fails[document_id], document_id) for document_id, count in counts.items()],
        )

    def _find_disagreeing(self) -> None:
        """Notes for each key that was touched whether two documents give it two values."""
        for chunk in in_chunks(sorted(self._touched - {""})):
            marks = _marks(chunk)
            self._connection.execute(f"DELETE FROM disagreeing WHERE same_key IN ({marks})", chunk)
            self._connection.execute(
                f"INSERT INTO disagreeing SELECT same_key FROM items WHERE same_key IN ({marks}) AND same_key != '' "
                "GROUP BY same_key HAVING min(value) < max(value) AND count(DISTINCT document_id) > 1",
                chunk,
            )

    def _code(self, kind: str, text: str) -> int:
        known = self._codes.get((kind, text))
        if known is None:
            self._connection.execute("INSERT OR IGNORE INTO codes (kind, text) VALUES (?, ?)", (kind, text))
            row = self._connection.execute("SELECT code FROM codes WHERE kind = ? AND text = ?", (kind, text))
            known = self._codes[kind, text] = row.fetchone()[0]
        return known

    def _documents_of(self, reviewed: Iterable[tuple[str, str | None]]) -> set[str]:
        """The documents that these lines are about, those of the same address with them."""
        found = set()
        for document_id, url in reviewed:
            rows = self._connection.execute(
                "SELECT document_id FROM documents WHERE document_id = ? OR url = ?", (document_id, url)
            )
            found |= {row[0] for row in rows}
        return found

    def _judge(self, listing: Listing, document_id: str) -> None:
        """Writes a document's facts anew as its log says they are, those with them that reviewers added."""
        head = self._connection.execute("SELECT * FROM documents WHERE document_id = ?", (document_id,)).fetchone()
        lines = self._store.reviews.history(document_id)
        verdicts = list(verdict_rows(lines))
        self._connection.execute("DELETE FROM verdicts WHERE document_id = ?", (document_id,))
        self._connection.executemany("INSERT INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", verdicts)
        judged = Judged(self._store.reviews.current(document_id), verdicts)
        build = partial(to_item, head=SimpleNamespace(**dict(head)), code=self._code, double_share=self._double_share)
        rows = judged.items(listing.facts_of(head["extraction_key"]), head["extraction_key"], build, self._code)
        known = dict(self._connection.execute("SELECT start, item FROM items WHERE document_id = ?", (document_id,)))
        self._forget_items([document_id])
        # A fact keeps its number, so that a place in a list stays one.
        free = self._next_item()
        for offset, row in enumerate(rows):
            row["item"] = known.get(row["start"]) or free + offset
        self._insert_rows(rows)


def _marks(chunk: Sequence[str]) -> str:
    return ",".join("?" * len(chunk))


def _to_document(row: Any) -> dict[str, Any]:
    source = source_name(row.publisher, row.url)
    title = row.title or row.name
    return {
        "document_id": row.document_id,
        "extraction_key": row.extraction_key,
        "title": title,
        "source": source,
        "published": row.published or "",
        "province": row.province or "",
        "url": row.url,
        "name": row.name,
        "words": " ".join(find_words(f"{title} {source} {row.province or ''} {row.name}")),
    }
