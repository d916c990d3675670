"""What a person chose on a page -> conditions on the rows of the read model, and back into an address."""

import sqlite3
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import Field

from outputs.review_app.folding import find_words
from outputs.review_app.index.schema import CATEGORIES
from schemas.record import Record

Sort = Literal["priority", "confidence", "value", "place", "published"]
_FEW = 20_000
"""Up to so many facts with the words searched for are looked up; more are found by walking through the list."""


class FactFilter(Record):
    """Which facts a list shows. Each field that is "" lets all through; `q` is text searched for without accents."""

    outcome: str = Field(default="", max_length=20)
    indicator: str = Field(default="", max_length=60)
    province: str = Field(default="", max_length=80)
    source: str = Field(default="", max_length=200)
    year: str = Field(default="", max_length=4)
    level: str = Field(default="", max_length=20)
    measure: str = Field(default="", max_length=20)
    status: str = Field(default="", max_length=20)
    system: str = Field(default="", max_length=20)
    check: Literal["", "fails"] = ""
    document: str = Field(default="", max_length=100)
    q: str = Field(default="", max_length=200)

    def address(self, **more: str | int) -> str:
        """The part of an address behind the "?" that brings this choice back; fields of `more` stand for its own."""
        stated = {**self.model_dump(), **more}
        return urlencode({name: value for name, value in stated.items() if value not in ("", None)})

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything through."""
        return not any(self.model_dump().values())


@dataclass(slots=True)
class Conditions:
    """SQL conditions on `items` and their values; `is_walk` says that rows are best looked through in their order."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    is_walk: bool = False

    def add(self, part: str, *values: Any) -> None:
        """Adds a condition."""
        self.parts.append(part)
        self.values.extend(values)

    @property
    def where(self) -> str:
        """The clause; empty where everything is let through."""
        return f"WHERE {' AND '.join(self.parts)}" if self.parts else ""


def codes_of(connection: sqlite3.Connection, kind: str, *texts: str) -> list[int]:
    """The codes of these values; those that no fact has are left out."""
    marks = ",".join("?" * len(texts))
    rows = connection.execute(f"SELECT code FROM codes WHERE kind = ? AND text IN ({marks})", (kind, *texts))
    return [row[0] for row in rows]


def conditions(connection: sqlite3.Connection, chosen: FactFilter, *, without: str = "") -> Conditions:
    """What a filter lets through.

    Args:
        connection: Of the read model.
        chosen: The filter.
        without: A field that is left out, to count what each of its values would give.
    """
    found = Conditions()
    for name in CATEGORIES:
        wanted = getattr(chosen, name)
        if not wanted or name == without:
            continue
        if name == "outcome" and wanted == "waiting":
            found.add("is_open = 1")
            continue
        codes = codes_of(connection, name, "" if wanted == "-" else wanted)
        found.add(f"{name} = ?", codes[0] if codes else -1)
    if chosen.check == "fails":
        found.add("fails > 0")
    if chosen.document:
        found.add("document_id = ?", chosen.document)
    words = find_words(chosen.q)
    if words:
        _search(connection, words, found)
    return found


def _search(connection: sqlite3.Connection, words: list[str], found: Conditions) -> None:
    """Facts with all words, one behind the other as they were typed: "ba be" is no "be" here and "ba" there."""
    match = " AND ".join(f'"{word}"' for word in words)
    query = "SELECT count(*) FROM (SELECT rowid FROM item_words WHERE item_words MATCH ? LIMIT ?)"
    if connection.execute(query, (match, _FEW + 1)).fetchone()[0] <= _FEW:
        found.add("item IN (SELECT rowid FROM item_words WHERE item_words MATCH ?)", match)
    else:
        found.is_walk = True
    if len(words) > 1 or found.is_walk:
        found.add("instr(words, ?) > 0", f" {' '.join(words)} ")
