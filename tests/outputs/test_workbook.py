"""facts.xlsx as openpyxl reads it back."""

from decimal import Decimal

import openpyxl
import pytest
from compared import compare

from outputs.exports import sheets
from outputs.exports.sheets import Figure, number_pattern
from outputs.exports.workbook import open_workbook
from outputs.labels import load_labels
from schemas.errors import OutputError

LABELS = load_labels()


def _write(path, *extractions):
    with open_workbook(path, LABELS) as workbook:
        for extraction in extractions:
            workbook.add(extraction)
        workbook.finish(compare(extractions))
    return openpyxl.load_workbook(path)


def _table(sheet):
    heads, *rows = sheet.iter_rows()
    return [{head.value: cell for head, cell in zip(heads, row, strict=True)} for row in rows]


@pytest.fixture(scope="module")
def book(extraction, tmp_path_factory):
    return _write(tmp_path_factory.mktemp("xlsx") / "facts.xlsx", extraction)


def test_sheets_and_heads_are_vietnamese(book):
    assert book.sheetnames == ["Số liệu", "Số trong bài", "Phép kiểm tra", "Bảng so sánh", "Giải thích"]
    assert [cell.value for cell in book["Số liệu"][1]] == [column.head for column in LABELS.columns.values()]
    for sheet in book:
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_one_row_a_fact_with_its_sentence_and_link(book, extraction):
    rows = _table(book["Số liệu"])
    assert [row["Giá trị"].value for row in rows] == [float(fact.value) for fact in extraction.facts]
    assert rows[3]["Mức độ"].value == "trên, hơn"
    assert rows[3]["Cách đọc bị loại"].value == "4,9 (số thập phân)"
    assert rows[3]["Câu trong bài"].value == extraction.facts[3].evidence.quote
    assert rows[3]["Câu trong bài"].alignment.wrap_text
    assert rows[3]["Liên kết"].hyperlink.target == "https://baobackan.vn/a.html"
    assert rows[4]["Chỉ tiêu"].value == "Đảng viên kết nạp mới"
    assert (rows[4]["Trên tổng"].value, rows[4]["Mẫu số là"].value, rows[4]["Đến"].value) == (600, "chỉ tiêu", "nay")
    assert rows[4]["Phép kiểm tra"].value == "Tỷ số và phần trăm: 325 / 600 ≠ 56% (không khớp)"
    assert (rows[5]["Giá trị"].value, rows[5]["Giá trị"].number_format) == (54.2, '#,##0.0"%"')
    assert (rows[6]["Trạng thái"].value, rows[6]["Đến mức"].value) == ("chỉ tiêu, kế hoạch", 150)
    assert (rows[7]["Giá trị"].value, rows[7]["Đơn vị"].value, rows[7]["In trong bài"].value) == (
        1234.5,
        "ha rừng",
        "1.234,5",
    )


def test_the_ledger_lists_every_numeral(book, extraction):
    rows = _table(book["Số trong bài"])
    assert [row["Số trong bài"].value for row in rows] == [line.text for line in extraction.ledger]
    assert rows[0]["Là gì"].value == "số liệu"


def test_comparison_and_guide(book):
    compared = _table(book["Bảng so sánh"])
    assert {row["Địa phương"].value for row in compared} == {"huyện Ba Bể"}
    guide = [row["Cột"].value for row in _table(book["Giải thích"])]
    assert set(guide) >= {column.head for column in LABELS.columns.values()}


@pytest.mark.parametrize("text", ["=1+1", "+84", "-4", "@SUM(A1)", '=HYPERLINK("http://x","y")', "{=1}", "007"])
def test_text_stays_text(tmp_path, build_extraction, text):
    made = build_extraction(
        f"{text} có 7 người", [("7", {"organization": text})], title=text, url="javascript:alert(1)"
    )
    row = _table(_write(tmp_path / "f.xlsx", made)["Số liệu"])[0]
    for head in ("Tổ chức", "Bài viết"):
        assert (row[head].value, row[head].data_type) == (text, "s")
    assert row["Liên kết"].hyperlink is None
    assert row["Liên kết"].value == "javascript:alert(1)"


def test_a_full_sheet_goes_on_in_a_further_one(tmp_path, many, monkeypatch):
    monkeypatch.setattr(sheets, "ROWS_A_SHEET", 51)
    book = _write(tmp_path / "f.xlsx", *many)
    assert [name for name in book.sheetnames if name.startswith("Số liệu")] == ["Số liệu", "Số liệu 2"]
    values = [row["Mã"].value for name in ("Số liệu", "Số liệu 2") for row in _table(book[name])]
    assert values == [fact.fact_id for e in many for fact in e.facts]


def test_links_beyond_what_excel_opens_are_text(tmp_path, many, monkeypatch):
    monkeypatch.setattr(sheets, "LINKS_A_SHEET", 5)
    rows = _table(_write(tmp_path / "f.xlsx", *many)["Số liệu"])
    assert [row["Liên kết"].hyperlink is not None for row in rows].count(True) == 5
    assert rows[-1]["Liên kết"].value == "https://baobackan.vn/a.html"


def test_very_long_texts_are_cut_to_what_a_cell_holds(tmp_path, build_extraction):
    made = build_extraction("có 7 người " + "x" * 40_000, [("7", {})], url="https://x.vn/" + "y" * 3000)
    row = _table(_write(tmp_path / "f.xlsx", made)["Số liệu"])[0]
    assert len(row["Câu trong bài"].value) == 32_767
    assert row["Liên kết"].hyperlink is None


@pytest.mark.parametrize(
    ("value", "is_percent", "pattern"),
    [("4900", False, "#,##0"), ("0.44", False, "#,##0.00"), ("54.20", True, '#,##0.0"%"'), ("1E+3", True, '#,##0"%"')],
)
def test_number_patterns(value, is_percent, pattern):
    assert number_pattern(Figure(Decimal(value), is_percent)) == pattern


def test_no_file_where_none_can_be(tmp_path, extraction):
    (tmp_path / "f.xlsx").mkdir()
    with pytest.raises(OutputError, match=r"f\.xlsx: không ghi được"), open_workbook(tmp_path / "f.xlsx", LABELS):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["f.xlsx"]


def test_checks_have_a_sheet_with_their_articles(tmp_path, extraction, listed_check):
    path = tmp_path / "facts.xlsx"
    with open_workbook(path, LABELS) as workbook:
        workbook.add(extraction)
        workbook.add_check(listed_check)
        workbook.finish(compare([extraction]))
    (row,) = _table(openpyxl.load_workbook(path)["Phép kiểm tra"])
    assert (row["Kết quả"].value, row["Phép kiểm tra"].value) == ("không khớp", "Hai bài khác nhau")
    assert row["Phép tính"].value == listed_check.statement
    assert (row["Thời điểm"].value, row["Báo"].value) == ("31/12/2023", "Báo A; Báo B")
    assert row["Liên kết"].hyperlink.target == "https://a.vn/1"
