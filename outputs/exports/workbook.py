"""Extractions, their checks and their comparison -> facts.xlsx, written row by row so that memory does not grow."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter.exceptions import FileCreateError

from outputs.comparing.overview import Comparison
from outputs.exports.long_workbook import LongWorkbook
from outputs.exports.sheets import Formats, Sheet
from outputs.exports.workbook_rows import check_row, comparison_row, fact_rows, ledger_row
from outputs.labels import Column, Labels
from schemas.checks import ListedCheck
from schemas.errors import OutputError
from schemas.extraction import Extraction

_SAME_EVERY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Excel wants a day of creation; a fixed one keeps the bytes the same for the same store."""
_GUIDE = {
    "sheet": Column(head="Tờ", width=18, meaning=""),
    "column": Column(head="Cột", width=24, meaning=""),
    "meaning": Column(head="Ý nghĩa", width=110, meaning=""),
}


class FactsWorkbook:
    """An open facts.xlsx: facts and ledger as they come by `add`, comparison and guide at the end."""

    def __init__(self, workbook: LongWorkbook, labels: Labels) -> None:
        self._labels = labels
        self._workbook = workbook
        self._formats = Formats(workbook)
        self._facts = self._sheet("Số liệu", labels.columns)
        self._ledger = self._sheet("Số trong bài", labels.ledger_columns)
        self._checks = self._sheet("Phép kiểm tra", labels.check_columns)

    def _sheet(self, name: str, columns: dict[str, Column]) -> Sheet:
        return Sheet(self._workbook, self._formats, name=name, columns=columns)

    def add(self, extraction: Extraction) -> None:
        """Writes the facts and the ledger of one document."""
        for row in fact_rows(extraction, self._labels):
            self._facts.add(row)
        for line in extraction.ledger:
            self._ledger.add(ledger_row(line, extraction, self._labels))

    def add_check(self, check: ListedCheck) -> None:
        """Writes one check; the failed ones come first."""
        self._checks.add(check_row(check, self._labels))

    def finish(self, comparison: Comparison) -> None:
        """Writes the comparison and the guide; the last call before the workbook closes."""
        compared = self._sheet("Bảng so sánh", self._labels.comparison_columns)
        for cell in comparison.cells:
            compared.add(comparison_row(cell, self._labels))
        guide = self._sheet("Giải thích", _GUIDE)
        tables = {
            "Số liệu": self._labels.columns,
            "Số trong bài": self._labels.ledger_columns,
            "Phép kiểm tra": self._labels.check_columns,
            "Bảng so sánh": self._labels.comparison_columns,
        }
        for sheet, columns in tables.items():
            for column in columns.values():
                guide.add({"sheet": sheet, "column": column.head, "meaning": column.meaning})
        for note in self._labels.notes:
            guide.add({"sheet": "Ghi chú", "column": None, "meaning": note})
        for sheet_in_use in (self._facts, self._ledger, self._checks, compared, guide):
            sheet_in_use.close()


@contextmanager
def open_workbook(path: Path, labels: Labels) -> Iterator[FactsWorkbook]:
    """A workbook to fill, saved at `path` at the end of the block; rows wait in files beside it, not in memory."""
    with TemporaryDirectory(dir=path.parent, prefix=".xlsx-") as folder:
        workbook = LongWorkbook(str(path), folder)
        workbook.set_properties({"title": "solieu", "created": _SAME_EVERY_TIME})
        try:
            yield FactsWorkbook(workbook, labels)
            workbook.close()
        except FileCreateError as error:
            raise OutputError(f"{path.name}: không ghi được ({error}); hãy xem quyền ghi và chỗ trống") from error
        finally:
            # xlsxwriter 3.3 closes its files of waiting rows only when saving succeeds; on a full disk what they still
            # hold cannot be written, and the error of the block says so.
            for worksheet in workbook.worksheets():
                with suppress(OSError):
                    worksheet._opt_close()
