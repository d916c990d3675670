"""Facts, ledger rows and compared cells -> the values of worksheet rows, in Vietnamese words."""

from collections.abc import Mapping
from decimal import Decimal

from outputs.check_words import checks_by_fact
from outputs.comparing.overview import Cell
from outputs.completions import exceeds_target
from outputs.exports.sheets import Figure, Link, Ratio, Value
from outputs.figures import format_date, format_number, format_successors
from outputs.labels import Labels
from outputs.places import NEW_UNIT
from schemas.checks import ListedCheck
from schemas.extraction import Extraction
from schemas.facts import Fact, LedgerRow, Locality, Period
from schemas.numerals import RejectedReading

_CONTEXT = 40
"""Characters shown on either side of a numeral."""

Row = dict[str, Value]


def _link(url: str | None) -> Link | None:
    return Link(url) if url else None


def _end(period: Period) -> str | None:
    return period.end or ("nay" if period.end_is_published else None)


def _locality_values(locality: Locality | None, labels: Labels) -> Row:
    if locality is None:
        return dict.fromkeys(("locality", "level", "province", "successors"))
    return {
        "locality": locality.name,
        "level": labels.levels[locality.level] if locality.level else None,
        "province": locality.province,
        "successors": format_successors(locality),
    }


def _rejected(rejected: RejectedReading | None, labels: Labels) -> str | None:
    """The reading decided against, in words: "1,234 (số thập phân)"."""
    if rejected is None:
        return None
    words = labels.readings[rejected.read_as]
    return words if rejected.value is None else f"{format_number(rejected.value)} ({words})"


def _number_values(fact: Fact, labels: Labels) -> Row:
    is_percent = fact.unit == "percent"
    return {
        "qualifier": labels.qualifiers[fact.qualifier].label,
        "value": Figure(fact.value, is_percent),
        "value_max": Figure(fact.value_max, is_percent) if fact.value_max is not None else None,
        "rejected_reading": _rejected(fact.rejected_reading, labels),
        "unit": labels.unit(fact.unit),
        "denominator": Figure(fact.denominator) if fact.denominator is not None else None,
        "denominator_role": labels.denominator_roles[fact.denominator_role] if fact.denominator_role else None,
        "measure": labels.measures[fact.measure] + (" (phần vượt)" if exceeds_target(fact) else ""),
        "direction": labels.directions[fact.direction] if fact.direction else None,
        "status": labels.statuses[fact.status],
    }


def _fact_values(fact: Fact, extraction: Extraction, labels: Labels) -> Row:
    document, evidence = extraction.document, fact.evidence
    return {
        **_locality_values(fact.locality, labels),
        **_number_values(fact, labels),
        "indicator": labels.indicator(fact.indicator, fact.system),
        "groups": labels.group_list(fact.groups),
        "quote": evidence.quote,
        "url": _link(document.url),
        "period_start": fact.period.start,
        "period_end": _end(fact.period),
        "period_text": fact.period.text,
        "system": labels.systems[fact.system] if fact.system else None,
        "organization": fact.organization,
        "title": document.title,
        "publisher": document.publisher,
        "published": format_date(document.published) if document.published else None,
        "confidence": Ratio(fact.confidence),
        "same_as": fact.same_as,
        "review": labels.reviews[fact.review] if fact.review else None,
        "printed": document.text[evidence.start : evidence.end],
        "document": document.name,
        "fact_id": fact.fact_id,
    }


def fact_rows(extraction: Extraction, labels: Labels) -> list[Row]:
    """One row for each fact of a document, in the order of the text."""
    words = checks_by_fact(extraction, labels)
    return [
        {**_fact_values(fact, extraction, labels), "checks": "; ".join(words[fact.fact_id])}
        for fact in extraction.facts
    ]


def ledger_row(line: LedgerRow, extraction: Extraction, labels: Labels) -> Row:
    """One numeral with the words around it and what it is."""
    document = extraction.document
    context = document.text[max(0, line.start - _CONTEXT) : line.end + _CONTEXT]
    return {
        "document": document.name,
        "text": line.text,
        "label": labels.ledger[line.label],
        "context": " ".join(context.split()),
        "reason": line.reason,
        "fact_id": line.fact_id,
        "start": Figure(Decimal(line.start)),
    }


def check_row(check: ListedCheck, labels: Labels) -> Row:
    """One check in words, with the articles that it quotes; the link is that of the first."""
    documents = check.documents
    return {
        "outcome": labels.outcomes[check.outcome],
        "kind": labels.check_kind(check.kind),
        "statement": check.statement,
        "indicator": labels.indicator(check.indicator, None),
        "locality": check.locality,
        "province": check.province,
        "period": format_date(check.period) if check.period else None,
        "titles": "; ".join(document.title or document.name for document in documents),
        "publishers": "; ".join(dict.fromkeys(document.publisher or "" for document in documents)),
        "url": _link(documents[0].url) if documents else None,
        "fact_ids": "; ".join(figure.fact_id for figure in check.figures),
    }


def comparison_row(cell: Cell, labels: Labels) -> Mapping[str, Value]:
    """One compared figure with its source."""
    measure = labels.measures[cell.measure]
    return {
        "indicator": labels.indicator(cell.indicator, cell.system),
        "groups": labels.group_list(cell.groups),
        "measure": f"{measure} ({labels.directions[cell.direction]})" if cell.direction else measure,
        "locality": cell.place.name,
        "body": cell.body,
        "era": NEW_UNIT if cell.place.is_new else None,
        "level": labels.levels[cell.place.level],
        "province": cell.place.province,
        "qualifier": labels.qualifiers[cell.qualifier].label,
        "value": Figure(cell.value, cell.unit == "percent"),
        "denominator": Figure(cell.denominator) if cell.denominator is not None else None,
        "unit": labels.unit(cell.unit),
        "period_start": cell.period.start,
        "period_end": _end(cell.period),
        "others": Figure(Decimal(cell.others)),
        "title": cell.source.title or cell.source.name,
        "publisher": cell.source.publisher,
        "url": _link(cell.source.url),
        "fact_id": cell.fact_id,
    }
