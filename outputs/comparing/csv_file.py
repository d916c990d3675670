"""Tables of comparison -> CSV: one row a line, codes as in the JSON contract, sources joined by "; "."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from outputs.comparing.records import ComparedSource, base_of, number, sources_of
from outputs.comparing.rows import Row, Table
from outputs.exports.facts_csv import protect_text

HEADS = (
    "indicator", "system", "measure", "groups", "rank_best", "rank_worst", "locality", "level", "code", "province",
    "is_new", "body", "qualifier", "value", "value_max", "low", "high", "unit", "period_start", "period_end",
    "period_text", "as_of", "per", "base", "rate", "rate_low", "rate_high", "sources", "checked", "review",
    "is_rolled_up", "verdict", "reasons", "quotes", "documents", "urls", "fact_ids", "conflicts",
)  # fmt: skip
_BETWEEN = "; "


def _text(value: str | int | bool | Decimal | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{number(value):f}"
        case int():
            return str(value)
        case str():
            return protect_text(value)


def _said(sources: Sequence[ComparedSource]) -> str:
    return _BETWEEN.join(f"{source.value:f} ({source.document})" for source in sources)


def _cells(row: Row, table: Table) -> list[str | int | bool | Decimal | None]:
    request, place, allowed = table.request, row.place, row.bounds.allowed
    figures = list(sources_of(row))
    shown = [one for one in figures if one.role in ("value", "base")]
    best, worst = row.rank or (None, None)
    rate = row.rate
    return [
        request.indicator, request.system_for(request.indicator), request.measure, _BETWEEN.join(request.groups),
        best, worst, place.name, place.level, place.code, place.province, place.is_new, row.body, row.qualifier,
        row.value, row.value_max, allowed.low, allowed.high, row.unit, row.period.start, row.period.end,
        row.period.text, row.as_of, request.per, base_of(row), rate.value if rate else None,
        rate.allowed.low if rate else None, rate.allowed.high if rate else None, row.sources, row.checked, row.review,
        row.is_rolled_up, row.verdict.level, _BETWEEN.join(row.verdict.reasons),
        _BETWEEN.join(one.quote for one in shown), _BETWEEN.join(dict.fromkeys(one.document for one in figures)),
        _BETWEEN.join(dict.fromkeys(one.url for one in figures if one.url)),
        _BETWEEN.join(one.fact_id for one in shown),
        _said([one for one in figures if one.role == "conflict"]),
    ]  # fmt: skip


def to_csv(tables: Sequence[Table]) -> str:
    """All rows of all tables under one head, with lines that end as CSV files do."""
    file = io.StringIO(newline="")
    lines = csv.writer(file)
    lines.writerow(HEADS)
    for table in tables:
        lines.writerows([_text(value) for value in _cells(row, table)] for row in table.rows)
    return file.getvalue()
