"""Listed facts -> the files of the table view: CSV and JSON as they are read, a workbook whole."""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator

import xlsxwriter

from outputs.exports.facts_csv import csv_cell, protect_text
from outputs.labels import Labels
from outputs.review_app.listed import COLUMNS, Listed, to_cells
from outputs.review_app.words import Words
from schemas.errors import ConfigError

MOST_ROWS = 200_000
"""Rows of a workbook; a spreadsheet program opens no more with comfort."""
_WIDTHS = {"quote": 70, "title": 44, "indicator": 32, "locality": 30, "organization": 26, "url": 36, "source": 20}
_MARK = "\ufeff"


def heads(words: Words) -> list[str]:
    """The names of the columns in the reader's language."""
    return [words(f"column.{name}") for name in COLUMNS]


def write_csv(facts: Iterable[Listed], labels: Labels, words: Words) -> Iterator[str]:
    """The lines of a CSV file, with a mark at its head that tells Excel how to read it."""
    yield _MARK + _csv_line(heads(words))
    for one in facts:
        yield _csv_line([csv_cell(value) for value in to_cells(one, labels, words)])


def _csv_line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def write_json(facts: Iterable[Listed]) -> Iterator[str]:
    """A JSON array of facts as the contract has them, each with its document and what was judged."""
    yield "["
    separator = "\n"
    for one in facts:
        document = {
            "document_id": one.document_id,
            "title": one.title,
            "source": one.source,
            "published": one.published or None,
            "url": one.url,
        }
        content = {"outcome": one.outcome, "document": document, "fact": one.fact.model_dump(mode="json")}
        yield separator + json.dumps(content, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def write_workbook(facts: Iterable[Listed], labels: Labels, words: Words) -> Iterator[bytes]:
    """A workbook with one sheet, a row a fact.

    Raises:
        ConfigError: There are more than `MOST_ROWS`.
    """
    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(file, options)
        sheet = book.add_worksheet(words("nav.table"))
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for column, (name, head) in enumerate(zip(COLUMNS, heads(words), strict=True)):
            sheet.set_column(column, column, _WIDTHS.get(name, 14))
            sheet.write_string(0, column, head, bold)
        sheet.freeze_panes(1, 1)
        row = 0
        for row, one in enumerate(facts, start=1):
            if row > MOST_ROWS:
                raise ConfigError(words("table.too_many", count=MOST_ROWS))
            _write_row(sheet, row, to_cells(one, labels, words))
        sheet.autofilter(0, 0, max(row, 1), len(COLUMNS) - 1)
        book.close()
        file.seek(0)
        while block := file.read(65_536):
            yield block


def _write_row(sheet: "xlsxwriter.worksheet.Worksheet", row: int, cells: tuple[object, ...]) -> None:
    for column, value in enumerate(cells):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            sheet.write_string(row, column, protect_text(value))
        else:
            sheet.write_number(row, column, float(str(value)))
