"""The columns of the flat tables: what each holds, as which type, and which field of the contract explains it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from outputs.exports.facts_csv import HEADS
from outputs.exports.fields import FieldWords, load_fields
from schemas.checks import CheckKind, Outcome
from schemas.vocabulary import (
    INDICATORS,
    LEDGER_LABELS,
    SYSTEMS,
    DenominatorRole,
    Direction,
    Level,
    Measure,
    Qualifier,
    ReadAs,
    ReviewMark,
    Status,
)

ColumnType = Literal["string", "number", "integer", "boolean"]
_PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_OF_DOCUMENT = ("document_id", "title", "publisher", "published", "url")
_PATHS = {
    "rejected_value": "facts.rejected_reading.value", "rejected_as": "facts.rejected_reading.read_as",
    "locality": "facts.locality.name", "locality_level": "facts.locality.level",
    "locality_code": "facts.locality.code", "locality_province": "facts.locality.province",
    "locality_successors": "facts.locality.successors", "period_start": "facts.period.start",
    "period_end": "facts.period.end", "period_end_is_published": "facts.period.end_is_published",
    "period_text": "facts.period.text", "period_inferred": "facts.period.inferred", "start": "facts.evidence.start",
    "end": "facts.evidence.end", "quote": "facts.evidence.quote", "document": "document.name",
}  # fmt: skip
_TYPES: dict[str, ColumnType] = {
    "value": "number", "value_max": "number", "rejected_value": "number", "denominator": "number",
    "confidence": "number", "period_end_is_published": "boolean", "period_inferred": "boolean", "start": "integer",
    "end": "integer", "characters": "integer",
}  # fmt: skip
_LISTS: Mapping[str, tuple[str, ...]] = {
    "indicator": INDICATORS, "system": SYSTEMS, "measure": get_args(Measure), "status": get_args(Status),
    "qualifier": get_args(Qualifier), "denominator_role": get_args(DenominatorRole),
    "direction": get_args(Direction), "rejected_as": get_args(ReadAs), "locality_level": get_args(Level),
    "review": get_args(ReviewMark), "label": LEDGER_LABELS, "kind": get_args(CheckKind), "outcome": get_args(Outcome),
}  # fmt: skip
_DATES = {"published", "period_start", "period_end"}
_CHECK_WORDS = {
    "kind": FieldWords(vi="Loại phép kiểm tra.", en="Kind of check."),
    "outcome": FieldWords(vi="Khớp, không khớp hay chưa rõ.", en="Whether it holds, fails, or cannot be told."),
    "fact_ids": FieldWords(vi="Các số liệu tham gia, cách nhau bằng “; ”.", en='The facts in it, joined by "; ".'),
    "statement": FieldWords(vi="Phép tính thành câu.", en="The arithmetic as a sentence."),
}
DOCUMENT_HEADS = (
    "document_id", "name", "url", "publisher", "title", "published", "province", "locality", "sha256", "characters",
)  # fmt: skip
CHECK_HEADS = ("document_id", "kind", "outcome", "fact_ids", "statement")
LEDGER_HEADS = ("document_id", "start", "end", "text", "label", "fact_id", "reason")
REQUIRED = frozenset(
    {"fact_id", "document_id", "indicator", "measure", "status", "value", "qualifier", "unit", "quote", "kind",
     "outcome", "statement", "label", "sha256", "name"}
)  # fmt: skip
TABLES: Mapping[str, tuple[str, ...]] = {
    "documents": DOCUMENT_HEADS, "facts": HEADS, "checks": CHECK_HEADS, "ledger": LEDGER_HEADS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a flat table. `pattern` and `values` bind text; both may be None."""

    name: str
    type: ColumnType
    words: FieldWords
    values: tuple[str, ...] | None = None
    pattern: str | None = None


def _path(table: str, name: str) -> str:
    if table == "documents" or name in _OF_DOCUMENT:
        return f"document.{name}"
    return _PATHS.get(name, f"facts.{name}") if table == "facts" else f"ledger.{name}"


def columns_of(table: str) -> tuple[ColumnSpec, ...]:
    """The columns of one of `TABLES`, in their order."""
    specs = []
    for name in TABLES[table]:
        words = _CHECK_WORDS.get(name) if table == "checks" else None
        specs.append(
            ColumnSpec(
                name=name,
                type=_TYPES.get(name, "string"),
                words=words or load_fields()[_path(table, name)],
                values=_LISTS.get(name),
                pattern=_PARTIAL_DATE if name in _DATES else None,
            )
        )
    return tuple(specs)
