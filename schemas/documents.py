"""What is read: the metadata a file brings along, the raw bytes, and the one text that every offset refers to."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from schemas.record import Record

PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date as exact as it is known: "2020", "2023-01", "2017-12-31"."""


def _in_the_calendar(text: str) -> str:
    date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    return text


RealDate = Annotated[PartialDate, AfterValidator(_in_the_calendar)]
"""A partial date that a person states: the calendar has it. What an article prints may be 30 February all the same."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Metadata(Record):
    """What is known about a document besides its bytes: a sidecar `NAME.meta.json`, or the head of a page.

    Every field may be None (unknown). `published` is a partial date.
    """

    url: str | None = None
    publisher: str | None = None
    published: RealDate | None = None
    title: str | None = None
    province: str | None = None
    byline: str | None = None


class RawPage(Record):
    """One file as it came, byte for byte, before anything reads it."""

    name: str
    content: bytes = Field(repr=False)
    sha256: Sha256
    media_type: str
    sidecar: Metadata
    retrieved_at: datetime | None = None


RegionRole = Literal[
    "title", "lead", "heading", "paragraph", "list_item", "caption", "table_row", "cell", "footnote", "text_box",
    "unit_line",
]  # fmt: skip
"""What a stretch of a document's text is on its page."""

Mark = Literal[
    "tcvn3", "vni", "viscii", "vps", "vietware-x", "windows-1258", "utf-8-twice", "telex", "vni-keys", "viqr",
    "unaccented", "scanned_pages", "cut_short", "more_pages", "hidden_left_out", "tracked_changes",
    "cells_without_value", "unreadable_glyphs",
]  # fmt: skip
"""What an analyst must know of how a text came to be: converted from an old encoding; typed with the keys of an input
program, or without accents (left as it is, never guessed); pages without a text layer left out; cut at a limit; going
on on a web page of its own; hidden text, rows or sheets left out; read as if all tracked changes were accepted; cells
that show an error or a formula without a stored result left empty; signs of which the file does not say what letters
they are."""


class TextRegion(Record):
    """Where `text[start:end]` stands in its source. Regions are sorted by `start`; cells lie inside their row.

    `page` counts from 1; `box` is left, top, right, bottom in points from the page's upper left corner. `sheet`
    names a worksheet. `table`, `row` and `column` count from 1 in the document, the table and the row; a merged
    cell has the number of its first column. `is_head` marks rows and cells that head others.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    role: RegionRole
    page: int | None = Field(default=None, ge=1)
    box: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    table: int | None = Field(default=None, ge=1)
    row: int | None = Field(default=None, ge=1)
    column: int | None = Field(default=None, ge=1)
    is_head: bool = False


class Document(Record):
    """One text to extract from.

    `text` is NFC and made once; every offset of every record counts its code points, half-open. `document_id`
    is a hash of the raw bytes and the url. `province` is the publisher's or the stated one, or None. `regions` may
    be empty: plain text has none.
    """

    document_id: str
    name: str
    url: str | None
    publisher: str | None
    title: str | None
    byline: str | None
    published: PartialDate | None
    retrieved_at: datetime | None
    media_type: str
    sha256: Sha256
    province: str | None
    text: str = Field(repr=False)
    regions: tuple[TextRegion, ...] = Field(default=(), repr=False)
    marks: tuple[Mark, ...] = ()
