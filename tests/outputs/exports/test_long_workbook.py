"""A workbook whose rows and links wait in files is the one that xlsxwriter writes."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from xlsxwriter import Workbook

from outputs.exports.long_workbook import LongWorkbook
from outputs.exports.sheets import Figure, Formats, Link, Ratio, Sheet
from outputs.labels import Column

COLUMNS = {name: Column(head=name.upper(), width=20, meaning="") for name in ("text", "number", "first", "second")}
ADDRESSES = (
    "https://a.vn/tin-1.html", "https://a.vn/tin-1.html", "http://b.vn/#phần-2", "https://c.vn/a b&c<d>\"e\"?x=%20",
    "https://d.vn/" + "x" * 1980, "https://e.vn/\U0001f600" + "y" * 100, "javascript:alert(1)", None,
)  # fmt: skip


def _fill(workbook):
    workbook.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    formats = Formats(workbook)
    for name, rows in (("Một", 300), ("Không", 0), ("Hai", 40)):
        sheet = Sheet(workbook, formats, name=name, columns=COLUMNS)
        for number in range(rows):
            first, second = (ADDRESSES[(number + n) % len(ADDRESSES)] for n in (0, 3))
            sheet.add(
                {
                    "text": f"dòng {number} <&> \x01 " + "chữ " * (number % 50),
                    "number": Ratio(0.5) if number % 9 == 0 else Figure(Decimal(number) / 4),
                    "first": Link(first) if first else None,
                    "second": Link(second) if second else "",
                }
            )
        sheet.close()
    return workbook


def test_it_is_byte_for_byte_that_of_xlsxwriter(tmp_path):
    plain = Workbook(str(tmp_path / "plain.xlsx"), {"constant_memory": True, "use_zip64": True})
    _fill(plain).close()
    (tmp_path / "waiting").mkdir()
    _fill(LongWorkbook(str(tmp_path / "long.xlsx"), str(tmp_path / "waiting"))).close()
    assert (tmp_path / "long.xlsx").read_bytes() == (tmp_path / "plain.xlsx").read_bytes()
    assert list((tmp_path / "waiting").iterdir()) == []


@pytest.mark.parametrize("name", ["row_info", "row_sizes", "hyperlinks", "external_hyper_links"])
def test_nothing_of_earlier_rows_stays(tmp_path, name):
    workbook = _fill(LongWorkbook(str(tmp_path / "long.xlsx"), str(tmp_path)))
    assert max(len(getattr(worksheet, name)) for worksheet in workbook.worksheets()) <= 1
    workbook.close()
