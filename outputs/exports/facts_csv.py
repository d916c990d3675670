"""Extractions -> facts.csv: one fact a row, codes as in the JSON contract, readable by programs and by Excel."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from schemas.extraction import Extraction
from schemas.facts import Fact, Locality

HEADS = (
    "fact_id", "indicator", "system", "measure", "status", "value", "value_max", "rejected_value", "rejected_as",
    "denominator", "denominator_role", "qualifier", "unit", "direction", "groups", "locality", "locality_level",
    "locality_code", "locality_province", "locality_successors", "organization", "period_start", "period_end",
    "period_end_is_published", "period_text", "period_inferred", "start", "end", "quote", "confidence", "rules",
    "checks", "same_as", "review", "document_id", "document", "title", "publisher", "published", "url",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_BETWEEN = "; "


def protect_text(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula: an apostrophe before a first =, +, - or @."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv_cell(value: str | Decimal | float | bool | None, *, protect: bool = True) -> str:
    """A value as a CSV file spells it; text that a spreadsheet would take for a formula is protected or not."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case str():
            return protect_text(value) if protect else value
        case _:
            return repr(value)


def _locality_cells(locality: Locality | None) -> tuple[str | None, ...]:
    if locality is None:
        return (None,) * 5
    successors = _BETWEEN.join(unit.name for unit in locality.successors)
    return locality.name, locality.level, locality.code, locality.province, successors


def fact_row(fact: Fact, extraction: Extraction) -> tuple[str | Decimal | float | bool | None, ...]:
    """The values of one fact in the order of `HEADS`; lists are joined by "; "."""
    period, evidence, document = fact.period, fact.evidence, extraction.document
    rejected = fact.rejected_reading
    return (
        fact.fact_id, fact.indicator, fact.system, fact.measure, fact.status, fact.value, fact.value_max,
        rejected.value if rejected else None, rejected.read_as if rejected else None,
        fact.denominator, fact.denominator_role, fact.qualifier, fact.unit, fact.direction, _BETWEEN.join(fact.groups),
        *_locality_cells(fact.locality), fact.organization, period.start, period.end, period.end_is_published,
        period.text, period.inferred, Decimal(evidence.start), Decimal(evidence.end), evidence.quote, fact.confidence,
        _BETWEEN.join(fact.rules), _BETWEEN.join(fact.checks), fact.same_as, fact.review,
        document.document_id, document.name, document.title, document.publisher, document.published, document.url,
    )  # fmt: skip


@contextmanager
def open_facts_csv(path: Path) -> Iterator[Callable[[Extraction], None]]:
    """A function that writes one document's facts as rows of the file at `path`.

    The byte-order mark at the file's head tells Excel that it is UTF-8.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADS)

        def add(extraction: Extraction) -> None:
            rows.writerows([csv_cell(value) for value in fact_row(fact, extraction)] for fact in extraction.facts)

        yield add
