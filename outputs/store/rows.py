"""Records <-> rows of the store's tables. What goes in comes back equal: decimals, offsets, order, time zones."""

import json
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from schemas.checks import Check
from schemas.documents import Document, TextRegion
from schemas.facts import Evidence, Fact, LedgerRow, Locality, Period, SuccessorUnit, TableCell
from schemas.numerals import RejectedReading

Row = dict[str, Any]

_LOCALITY = ("locality_name", "locality_level", "locality_code", "locality_province", "locality_successors")
_SUCCESSORS = ("name", "code", "province", "part")
_PLAIN_FACT_FIELDS = (
    "fact_id", "indicator", "system", "measure", "status", "value", "value_max", "denominator", "denominator_role",
    "qualifier", "unit", "direction", "organization", "confidence", "same_as",
)  # fmt: skip
_REGION_FIELDS = tuple(TextRegion.model_fields)
_PLAIN_DOCUMENT_FIELDS = (
    "document_id", "name", "url", "publisher", "title", "byline", "published", "media_type", "sha256", "province",
    "text",
)  # fmt: skip


def _to_json(values: Sequence[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def document_to_row(document: Document) -> Row:
    """The columns of `documents` that come from the document itself."""
    row: Row = {field: getattr(document, field) for field in _PLAIN_DOCUMENT_FIELDS}
    row["retrieved_at"] = document.retrieved_at.isoformat() if document.retrieved_at else None
    row["regions"] = _to_json([[getattr(region, field) for field in _REGION_FIELDS] for region in document.regions])
    row["marks"] = _to_json(document.marks)
    return row


def row_to_document(row: RowMapping) -> Document:
    """The document that `document_to_row` was given."""
    retrieved_at = datetime.fromisoformat(row["retrieved_at"]) if row["retrieved_at"] else None
    return Document(
        **{field: row[field] for field in _PLAIN_DOCUMENT_FIELDS},
        retrieved_at=retrieved_at,
        regions=tuple(map(_to_region, json.loads(row["regions"]))),
        marks=tuple(json.loads(row["marks"])),
    )


def _to_region(values: Sequence[Any]) -> TextRegion:
    fields = dict(zip(_REGION_FIELDS, values, strict=True))
    return TextRegion(**fields | {"box": tuple(fields["box"]) if fields["box"] else None})


def _locality_columns(locality: Locality | None) -> Row:
    if locality is None:
        return dict.fromkeys(
            ("locality_name", "locality_level", "locality_code", "locality_province", "locality_successors")
        )
    return {
        "locality_name": locality.name,
        "locality_level": locality.level,
        "locality_code": locality.code,
        "locality_province": locality.province,
        "locality_successors": _to_json(
            [[unit.name, unit.code, unit.province, unit.part] for unit in locality.successors]
        ),
    }


def _rejected_to_text(rejected: RejectedReading | None) -> str | None:
    if rejected is None:
        return None
    value = None if rejected.value is None else str(rejected.value)
    return _to_json([rejected.text, rejected.read_as, value, rejected.reason])


def _text_to_rejected(content: str | None) -> RejectedReading | None:
    if content is None:
        return None
    text, read_as, value, reason = json.loads(content)
    number = None if value is None else Decimal(value)
    return RejectedReading(text=text, read_as=read_as, value=number, reason=reason)


def _cell_to_text(cell: TableCell | None) -> str | None:
    return None if cell is None else _to_json([getattr(cell, name) for name in TableCell.model_fields])


def _text_to_cell(content: str | None) -> TableCell | None:
    return None if content is None else TableCell(**dict(zip(TableCell.model_fields, json.loads(content), strict=True)))


def fact_to_row(fact: Fact) -> Row:
    """The columns of `facts`, without the extraction and the position."""
    row: Row = {field: getattr(fact, field) for field in _PLAIN_FACT_FIELDS}
    row |= _locality_columns(fact.locality)
    return row | {
        "rejected_reading": _rejected_to_text(fact.rejected_reading),
        "groups": _to_json(fact.groups),
        "rules": _to_json(fact.rules),
        "checks": _to_json(fact.checks),
        "period_start": fact.period.start,
        "period_end": fact.period.end,
        "period_end_is_published": fact.period.end_is_published,
        "period_text": fact.period.text,
        "period_inferred": fact.period.inferred,
        "evidence_start": fact.evidence.start,
        "evidence_end": fact.evidence.end,
        "evidence_page": fact.evidence.page,
        "evidence_cell": _cell_to_text(fact.evidence.cell),
        "quote_start": fact.evidence.quote_start,
        "quote_end": fact.evidence.quote_end,
        "quote": fact.evidence.quote,
    }


def _row_to_locality(row: RowMapping) -> Locality | None:
    if row["locality_name"] is None:
        return None
    return _build_locality(*(row[name] for name in _LOCALITY))


# A store tells thousands of figures of one unit; what is read back is frozen, so that facts may share it. One with its
# successors takes nearly four kilobytes: that of all provinces and districts and those communes that came up last are
# kept, not those of the whole country.
@lru_cache(maxsize=2_048)
def _build_locality(name: str, level: Any, code: str | None, province: str | None, successors: str) -> Locality:
    units = (SuccessorUnit(**dict(zip(_SUCCESSORS, unit, strict=True))) for unit in json.loads(successors))
    return Locality(name=name, level=level, code=code, province=province, successors=tuple(units))


@lru_cache(maxsize=2_048)
def _to_words(content: str) -> tuple[Any, ...]:
    """A stored list of words."""
    return tuple(json.loads(content))


def row_to_fact(row: RowMapping) -> Fact:
    """The fact that `fact_to_row` was given."""
    return Fact(
        **{field: row[field] for field in _PLAIN_FACT_FIELDS},
        rejected_reading=_text_to_rejected(row["rejected_reading"]),
        groups=_to_words(row["groups"]),
        rules=_to_words(row["rules"]),
        checks=_to_words(row["checks"]),
        locality=_row_to_locality(row),
        period=Period(
            start=row["period_start"],
            end=row["period_end"],
            end_is_published=row["period_end_is_published"],
            text=row["period_text"],
            inferred=row["period_inferred"],
        ),
        evidence=Evidence(
            start=row["evidence_start"],
            end=row["evidence_end"],
            quote=row["quote"],
            quote_start=row["quote_start"],
            quote_end=row["quote_end"],
            page=row["evidence_page"],
            cell=_text_to_cell(row["evidence_cell"]),
        ),
    )


def ledger_to_row(line: LedgerRow) -> Row:
    """The columns of `ledger`, without the extraction and the position."""
    return dict(line)


def row_to_ledger(row: RowMapping) -> LedgerRow:
    """The ledger row that `ledger_to_row` was given."""
    return LedgerRow(**{field: row[field] for field in LedgerRow.model_fields})


def check_to_row(check: Check) -> Row:
    """The columns of `checks`, without the extraction and the position."""
    return {**dict(check), "fact_ids": _to_json(check.fact_ids)}


def row_to_check(row: RowMapping) -> Check:
    """The check that `check_to_row` was given."""
    return Check(
        kind=row["kind"],
        outcome=row["outcome"],
        fact_ids=tuple(json.loads(row["fact_ids"])),
        statement=row["statement"],
    )
