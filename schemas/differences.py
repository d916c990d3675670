"""What became of the facts of a document from one extractor version to another."""

from typing import Literal

from schemas.record import Record

Change = Literal["appeared", "vanished", "changed"]


class FieldChange(Record):
    """One field of a fact, as text, before and after; None where the field does not apply."""

    field: str
    old: str | None
    new: str | None


class FactChange(Record):
    """One fact that is not the same in two extractions of a document.

    `start` and `end` are the numeral in the text of the new extraction, for a vanished fact of the old. `fields` are
    those that changed; empty for a fact that appeared or vanished, whose indicator and value are given. `is_reviewed`
    says that a verdict on this numeral is to be looked at again.
    """

    change: Change
    document_id: str
    document_name: str
    old_fact_id: str | None
    new_fact_id: str | None
    indicator: str
    value: str | None
    start: int
    end: int
    numeral: str
    quote: str
    fields: tuple[FieldChange, ...] = ()
    is_reviewed: bool = False
