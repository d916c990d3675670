"""Tables of comparison -> an XLSX file in Vietnamese: the rows, every source, refused sums, what the columns say."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from xlsxwriter import Workbook

from outputs.comparing.records import base_of, sources_of
from outputs.comparing.rows import Row, Table
from outputs.comparing.words import TableWords, period_words, place_words, rank_words, title_of
from outputs.exports.sheets import Figure, Formats, Link, Ratio, Sheet, Value
from outputs.figures import format_date, format_figure, format_period
from outputs.labels import Column, Labels

_SAME_EVERY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_PLACES = Decimal("0.01")
_GUIDE = {
    "sheet": Column(head="Tờ", width=18, meaning=""),
    "column": Column(head="Cột", width=24, meaning=""),
    "meaning": Column(head="Ý nghĩa", width=110, meaning=""),
}
_TITLE = Column(head="Bảng", width=40, meaning="Chỉ tiêu và kỳ được so sánh.")


def _number(value: Decimal | None, *, is_percent: bool = False) -> Figure | None:
    return None if value is None else Figure(value, is_percent)


def _rounded(value: Decimal | None) -> Figure | None:
    return None if value is None else Figure(value.quantize(_PLACES))


def _row_values(row: Row, *, labels: Labels, words: TableWords) -> dict[str, Value]:
    allowed, rate = row.bounds.allowed, row.rate
    first = row.cells[0].figure
    base_periods = dict.fromkeys(format_period(cell.figure.fact.period) for cell in row.base_cells)
    return {
        "rank": rank_words(row),
        "locality": place_words(row.place),
        "province": row.place.province,
        "body": row.body,
        "value": Figure(row.value, row.unit == "percent"),
        "qualifier": labels.qualifiers[row.qualifier].label,
        "low": _number(allowed.low),
        "high": _number(allowed.high),
        "unit": labels.unit(row.unit),
        "period": period_words(row),
        "rate": _number(rate.value if rate else None),
        "rate_low": _rounded(rate.allowed.low if rate else None),
        "rate_high": _rounded(rate.allowed.high if rate else None),
        "base": _number(base_of(row)),
        "base_period": "; ".join(base_periods),
        "sources": Figure(Decimal(row.sources)),
        "checked": Ratio(float(row.checked)),
        "review": labels.reviews[row.review] if row.review else None,
        "verdict": words.verdicts[row.verdict.level],
        "reasons": words.reason_list(row),
        "quote": "\n".join(cell.figure.fact.evidence.quote for cell in row.cells),
        "url": Link(first.source.url) if first.source.url else None,
    }


def _source_values(row: Row, *, labels: Labels, words: TableWords) -> Iterator[dict[str, Value]]:
    for one in sources_of(row):
        prefix = labels.qualifiers[one.qualifier].prefix
        yield {
            "locality": one.locality,
            "period": format_period(one.period),
            "role": words.roles[one.role],
            "figure": format_figure(one.value, unit="", prefix=prefix, value_max=one.value_max),
            "quote": one.quote,
            "title": one.title or one.document,
            "publisher": one.publisher,
            "published": format_date(one.published) if one.published else None,
            "url": Link(one.url) if one.url else None,
            "fact_id": one.fact_id,
        }


def _add_guide(sheet: Sheet, sheets: Mapping[str, Mapping[str, Column]]) -> None:
    for name, columns in sheets.items():
        for column in columns.values():
            sheet.add({"sheet": name, "column": column.head, "meaning": column.meaning})


def to_workbook(tables: Sequence[Table], *, labels: Labels, words: TableWords) -> bytes:
    """The bytes of a workbook with all tables; the same for the same tables."""
    content = io.BytesIO()
    workbook = Workbook(content, {"in_memory": True})
    workbook.set_properties({"title": "solieu", "created": _SAME_EVERY_TIME})
    formats = Formats(workbook)
    columns = {"So sánh": {"table": _TITLE, **words.columns}, "Nguồn": words.source_columns}
    columns["Không cộng được"] = words.refusal_columns
    sheets = {name: Sheet(workbook, formats, name=name, columns=own) for name, own in columns.items()}
    for table in tables:
        title = title_of(table.request, labels)
        for row in table.rows:
            sheets["So sánh"].add({"table": title, **_row_values(row, labels=labels, words=words)})
            for values in _source_values(row, labels=labels, words=words):
                sheets["Nguồn"].add(values)
        for one in table.refusals:
            sheets["Không cộng được"].add({"locality": place_words(one.place), "reason": one.reason})
    guide = Sheet(workbook, formats, name="Giải thích", columns=_GUIDE)
    _add_guide(guide, columns)
    for sheet in (*sheets.values(), guide):
        sheet.close()
    workbook.close()
    return content.getvalue()
