"""Rows -> worksheets: heads, widths, number formats, links; text stays text, whatever it begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from outputs.labels import Column

ROWS_A_SHEET = 1_048_576
LINKS_A_SHEET = 65_000
"""Excel opens at most 65,530 links in one sheet; the rest are written as text."""
_LONGEST_TEXT = 32_767
_LONGEST_LINK = 2_000
_LINE, _MARGIN, _TALLEST = 13.0, 3.0, 409.0
"""Heights in points; Excel allows no taller row."""
_LETTERS = 1.1
"""Letters of running text that fit into one unit of column width."""
_BASE = {"font_name": "Arial", "font_size": 10, "valign": "top"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a reader sees with its unit's sign: 54 and is_percent shows "54%" and calculates as 54."""

    value: Decimal
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of one, shown as a percentage: 0.93 shows "93%" and calculates as 0.93."""

    value: float


@dataclass(frozen=True, slots=True)
class Link:
    """An address; http and https become a link, anything else stays text."""

    url: str


Value = str | Figure | Ratio | Link | None


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._numbers: dict[str, Format] = {}
        self.text = workbook.add_format({**_BASE, "text_wrap": True})
        self.link = workbook.add_format({**_BASE, "font_color": "#0B57D0", "underline": 1})
        self.head = workbook.add_format(
            {**_BASE, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E5F", "text_wrap": True, "border": 1}
        )

    def number(self, pattern: str) -> Format:
        """The format that shows numbers by an Excel pattern."""
        if pattern not in self._numbers:
            self._numbers[pattern] = self._workbook.add_format(
                {**_BASE, "num_format": pattern, "align": "right", "indent": 1}
            )
        return self._numbers[pattern]


def number_pattern(figure: Figure) -> str:
    """The Excel pattern that shows all printed digits of a figure, and the sign of a percentage."""
    exponent = figure.value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    decimals = "." + "0" * places if places else ""
    return f'#,##0{decimals}"%"' if figure.is_percent else f"#,##0{decimals}"


def row_height(values: Mapping[str, Value], columns: Mapping[str, Column]) -> float:
    """Points that show the longest wrapped text of a row; not every program finds the height by itself."""
    texts = ((len(value), columns[key].width) for key, value in values.items() if isinstance(value, str))
    lines = max((ceil(length / (_LETTERS * width)) for length, width in texts), default=1)
    return min(_TALLEST, _LINE * max(1, lines) + _MARGIN)


class Sheet:
    """One table, which goes on in a further worksheet when one is full."""

    def __init__(self, workbook: Workbook, formats: Formats, *, name: str, columns: Mapping[str, Column]) -> None:
        self._workbook = workbook
        self._formats = formats
        self._name = name
        self._columns = columns
        self._parts = 0
        self._begin_part()

    def _begin_part(self) -> None:
        self._parts += 1
        self._row = 0
        self._links = 0
        name = self._name if self._parts == 1 else f"{self._name} {self._parts}"
        self._worksheet: Worksheet = self._workbook.add_worksheet(name)
        for index, column in enumerate(self._columns.values()):
            self._worksheet.set_column(index, index, column.width)
            self._worksheet.write_string(0, index, column.head, self._formats.head)
        self._worksheet.freeze_panes(1, 2)
        self._worksheet.set_landscape()
        self._worksheet.repeat_rows(0)

    def _write(self, column: int, value: Value) -> None:
        sheet, formats, row = self._worksheet, self._formats, self._row
        match value:
            case None | "":
                pass
            case Figure():
                sheet.write_number(row, column, float(value.value), formats.number(number_pattern(value)))
            case Ratio():
                sheet.write_number(row, column, value.value, formats.number("0%"))
            case Link() if self._can_link(value.url):
                self._links += 1
                sheet.write_url(row, column, value.url, formats.link, string=value.url)
            case Link():
                sheet.write_string(row, column, value.url[:_LONGEST_TEXT], formats.text)
            case str():
                sheet.write_string(row, column, value[:_LONGEST_TEXT], formats.text)

    def _can_link(self, url: str) -> bool:
        is_web = url.startswith(("http://", "https://"))
        return is_web and len(url) <= _LONGEST_LINK and self._links < LINKS_A_SHEET

    def add(self, values: Mapping[str, Value]) -> None:
        """Writes one row; `values` has a value for every column."""
        if self._row + 1 >= ROWS_A_SHEET:
            self.close()
            self._begin_part()
        self._row += 1
        self._worksheet.set_row(self._row, row_height(values, self._columns))
        for index, key in enumerate(self._columns):
            self._write(index, values[key])

    def close(self) -> None:
        """Puts the filter over all rows of the last worksheet."""
        last = len(self._columns) - 1
        self._worksheet.autofilter(0, 0, self._row, last)
        self._worksheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, self._row, last)})
