"""What the interface answers: the records of the project, in pages."""

from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from schemas.access import Role
from schemas.checks import Check
from schemas.documents import Mark
from schemas.extraction import DocumentHead
from schemas.facts import Fact, LedgerRow
from schemas.record import Record
from schemas.reviews import Verdict
from schemas.vocabulary import Indicator, System

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """Some rows, in the order in which they were stored."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)

    version: int = Field(description="Version of the store, for `since_version` next time")
    next: str | None = Field(description="Cursor of the next page; null at the end")
    items: tuple[T, ...]


class FactItem(Fact):
    """A fact as in the JSON contract, with its document's head: a line of facts.jsonl."""

    document: DocumentHead


class CheckItem(Check):
    """A check with its document's head."""

    document: DocumentHead


class DocumentItem(DocumentHead):
    """A document's head, and its newest extraction: by which version of the program, when stored."""

    extractor: str
    version: int
    stored_at: datetime | None


class DocumentDetail(Record):
    """A document with its text, to which every `start` and `end` refers in code points, and all that was found."""

    document: DocumentHead
    extractor: str
    byline: str | None
    retrieved_at: datetime | None
    marks: tuple[Mark, ...]
    text: str
    facts: tuple[Fact, ...]
    ledger: tuple[LedgerRow, ...]
    checks: tuple[Check, ...]


class ReviewLine(Record):
    """A line of the log of reviews: a verdict, or with `undoes` what takes an earlier line back."""

    number: int
    document_id: str
    start: int
    end: int
    extractor: str
    verdict: Verdict
    reviewer: str
    reviewed_at: datetime
    reason: str | None
    before: Fact | None
    after: Fact | None
    undoes: int | None
    is_undone: bool


class ReviewHistory(Record):
    """All lines about one numeral. `revision` is the number of the last one, 0 for none: send it with a verdict."""

    revision: int
    lines: tuple[ReviewLine, ...]


class ReviewPage(Record):
    """Some lines of the log, in their order."""

    next: str | None = Field(description="Cursor of the next page; null at the end")
    items: tuple[ReviewLine, ...]


class IndicatorItem(Record):
    """An indicator, and its Vietnamese name by organisation."""

    indicator: Indicator
    names: dict[System, str]


class ExportItem(Record):
    """An export that was made; `name` is that of its folder."""

    made_at: datetime
    name: str
    version: int
    since: int | None
    manifest: dict[str, Any]


class Me(Record):
    """Who asks, and what that one may do."""

    name: str
    role: Role
    via: str
