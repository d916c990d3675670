import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import zipped
from openpyxl import load_workbook

from corpus.readers import read_document, xlsx
from corpus.readers.xlsx import MEDIA_TYPE
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError

Book = xlsxwriter.Workbook
Sheet = xlsxwriter.worksheet.Worksheet
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(content: bytes) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    raw = RawPage(name="a.xlsx", content=content, sha256=digest, media_type=MEDIA_TYPE, sidecar=Metadata())
    return read_document(raw, ())


def workbook(fill: Callable[[Book, Sheet], object], *, name: str = "Sheet1") -> bytes:
    target = io.BytesIO()
    book = Book(target, {"in_memory": True})
    fill(book, book.add_worksheet(name))
    book.close()
    return target.getvalue()


def lines(*rows: tuple[object, ...], name: str = "Sheet1") -> list[str]:
    return read(
        workbook(lambda _, sheet: [sheet.write_row(at, 0, row) for at, row in enumerate(rows)], name=name)
    ).text.split("\n")


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[name] = change(parts[name])
    return zipped(parts)


SHEET = "xl/worksheets/sheet1.xml"
TABLE = (("STT", "Xã", "Tổng"), (1, "A", 12), (2, "B", 7))


def test_sheet_names_are_headings_unless_they_say_nothing() -> None:
    assert lines(*TABLE, name="Biểu 02")[0] == "Biểu 02"
    assert lines(*TABLE, name="Sheet1")[0] == "STT | Xã | Tổng"
    assert lines(("BIỂU 02: KẾT NẠP",), (), *TABLE, name="Biểu 02")[:2] == ["BIỂU 02: KẾT NẠP", "STT | Xã | Tổng"]


def test_titles_units_and_remarks_stand_around_their_table() -> None:
    rows = (("KẾT NẠP ĐẢNG VIÊN",), ("", "", "Đơn vị tính: người"), *TABLE, ("Ghi chú: chưa tính xã C",))
    document = read(workbook(lambda _, sheet: [sheet.write_row(at, 0, row) for at, row in enumerate(rows)]))
    found = [(r.role, r.table, r.row) for r in document.regions if r.role != "cell"]
    assert found == [
        ("caption", None, None), ("unit_line", None, None), ("table_row", 1, 1), ("table_row", 1, 2),
        ("table_row", 1, 3), ("paragraph", None, None),
    ]  # fmt: skip
    assert document.title == "KẾT NẠP ĐẢNG VIÊN"
    assert all(region.sheet == "Sheet1" for region in document.regions)


def test_official_heads_give_the_day() -> None:
    def fill(book: Book, sheet: Sheet) -> None:
        sheet.merge_range("A1:B1", "HUYỆN ỦY BA BỂ")
        sheet.merge_range("C1:F1", "Ba Bể, ngày 12 tháng 01 năm 2023")
        sheet.merge_range("A3:F3", "TỔNG HỢP KẾT NẠP")
        for at, row in enumerate(TABLE, start=4):
            sheet.write_row(at, 0, row)

    document = read(workbook(fill))
    assert (document.title, document.published) == ("TỔNG HỢP KẾT NẠP", "2023-01-12")


def test_blank_rows_part_tables_and_blocks_without_heads_go_on() -> None:
    rows = (*TABLE, (), (3, "C", 5), (), ("Khối", "Nữ", "Nam"), ("X", 1, 2))
    document = read(workbook(lambda _, sheet: [sheet.write_row(at, 0, row) for at, row in enumerate(rows)]))
    assert [(r.table, r.row) for r in document.regions if r.role == "table_row"] == [
        (1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2),
    ]  # fmt: skip


def test_tables_beside_one_another() -> None:
    head = ("STT", "Xã", "Tổng")
    assert lines((*head, "", *head), (1, "A", 12, "", 2, "B", 7)) == [
        "STT | Xã | Tổng", "1 | A | 12", "STT | Xã | Tổng", "2 | B | 7",
    ]  # fmt: skip


def test_empty_columns_and_rows_are_left_out() -> None:
    assert lines((), ("", "Xã", "", "Tổng", "Nữ"), ("", "A", "", 12, 5)) == ["Xã | Tổng | Nữ", "A | 12 | 5"]


def test_heads_on_two_levels() -> None:
    def fill(book: Book, sheet: Sheet) -> None:
        for place, text in (("A1:A2", "STT"), ("B1:B2", "Xã"), ("C1:D1", "Kết nạp")):
            sheet.merge_range(place, text)
        sheet.write_row("C2", ["Tổng", "Nữ"])
        sheet.write_row("A3", ["A", "B", 1, 2])
        sheet.write_row("A4", [1, "X", 12, 5])

    document = read(workbook(fill))
    assert document.text.split("\n") == [
        "STT | Xã | Kết nạp |",
        "STT | Xã | Tổng | Nữ",
        "A | B | 1 | 2",
        "1 | X | 12 | 5",
    ]
    assert [r.is_head for r in document.regions if r.role == "table_row"] == [True, True, True, False]


def test_row_heads_merged_downwards_are_repeated_but_figures_never() -> None:
    def fill(book: Book, sheet: Sheet) -> None:
        sheet.write_row("A1", ["Khối", "Xã", "Tổng", "Chung"])
        sheet.merge_range("A2:A3", "Khối xã")
        sheet.merge_range("D2:D3", 19)
        sheet.write_row("B2", ["A", 12])
        sheet.write_row("B3", ["B", 7])

    assert read(workbook(fill)).text.split("\n")[1:] == ["Khối xã | A | 12 | 19", "Khối xã | B | 7 |"]


def test_years_as_heads() -> None:
    document = read(workbook(lambda _, s: [s.write_row(0, 0, ["Xã", 2020, 2021]), s.write_row(1, 0, ["A", 9, 12])]))
    assert [r.is_head for r in document.regions if r.role == "table_row"] == [True, False]


def test_numbers_days_and_texts_are_shown_as_in_the_sheet() -> None:
    def fill(book: Book, sheet: Sheet) -> None:
        sheet.write_row("A1", ["Ngày", "Số", "Tỷ lệ", "Chữ", "Đúng"])
        sheet.write_datetime("A2", datetime(2022, 3, 5), book.add_format({"num_format": "d-mmm-yy"}))  # noqa: DTZ001
        sheet.write_number("B2", 1234.5, book.add_format({"num_format": "#,##0.0"}))
        sheet.write_number("C2", 0.5416, book.add_format({"num_format": "0.0%"}))
        sheet.write_rich_string("D2", book.add_format({"bold": True}), "Xã ", "A\u00a0B\nmới")
        sheet.write_boolean("E2", True)

    assert read(workbook(fill)).text.split("\n")[1] == "05/03/2022 | 1.234,5 | 54,2% | Xã A B mới | TRUE"


def test_formulas_give_stored_results_and_say_where_there_is_none() -> None:
    def fill(book: Book, sheet: Sheet) -> None:
        sheet.write_row("A1", ["Xã", "Tổng", "Nữ", "Nam"])
        sheet.write("A2", "A")
        sheet.write_formula("B2", "=1+11", None, 12)
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("D2", '="năm "&2', None, "năm 2")

    stored = workbook(fill)
    document = read(stored)
    assert document.text.split("\n")[1] == "A | 12 | | năm 2"
    assert document.marks == ("cells_without_value",)
    gone = with_part(stored, SHEET, lambda xml: xml.replace(b"<v>12</v>", b"").replace(b'"e"', b'"str"'))
    assert read(gone).marks == ("cells_without_value",)


def test_a_file_that_openpyxl_wrote() -> None:
    target = io.BytesIO()
    book = load_workbook(io.BytesIO(workbook(lambda _, s: [s.write_row(at, 0, row) for at, row in enumerate(TABLE)])))
    book.active["D2"] = "=C2*2"
    book.save(target)
    document = read(target.getvalue())
    assert document.text.split("\n") == ["STT | Xã | Tổng", "1 | A | 12", "2 | B | 7"]
    assert document.marks == ("cells_without_value",)


def test_hidden_sheets_rows_and_columns_are_left_out_and_said() -> None:
    def fill(book: Book, sheet: Sheet) -> None:
        for at, row in enumerate((("STT", "Xã", "Mật", "Tổng"), (1, "A", 99, 12), (2, "B", 98, 7))):
            sheet.write_row(at, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        hidden = book.add_worksheet("Nháp")
        hidden.write("A1", "Nháp 97")
        hidden.hide()

    document = read(workbook(fill))
    assert document.text.split("\n") == ["STT | Xã | Tổng", "1 | A | 12"]
    assert document.marks == ("hidden_left_out",)


def test_what_lies_under_a_merged_cell_is_not_shown() -> None:
    content = workbook(lambda _, s: [s.write_row(at, 0, row) for at, row in enumerate(TABLE)])
    merge = b'</sheetData><mergeCells><mergeCell ref="B2:C2"/></mergeCells>'
    merged = with_part(content, SHEET, lambda xml: xml.replace(b"</sheetData>", merge))
    assert read(merged).text.split("\n")[1] == "1 | A |"


def test_many_cells_are_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_CELLS", 90)
    document = read(workbook(lambda _, s: [s.write_row(at, 0, [f"Xã {at}", *range(8)]) for at in range(1_000)]))
    assert document.marks == ("cut_short",)
    assert sum(region.role == "cell" for region in document.regions) == pytest.approx(90, abs=10)
    assert document.text.startswith("Xã 0 | 0 | 1")


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        (SHEET, lambda xml: xml[: len(xml) // 2], "malformed"),
        (SHEET, lambda xml: xml.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'), "entities"),
        ("xl/workbook.xml", lambda xml: b"<a/>", "malformed"),
        ("xl/sharedStrings.xml", lambda xml: b"<sst", "malformed"),
        (SHEET, lambda xml: re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", xml, flags=re.DOTALL), "no_text"),
    ],
)
def test_bad_parts_are_refused(name: str, change: Callable[[bytes], bytes], code: str) -> None:
    content = workbook(lambda _, s: [s.write_row(at, 0, row) for at, row in enumerate(TABLE)])
    with pytest.raises(DocumentError) as error:
        read(with_part(content, name, change))
    assert error.value.code == code


def test_entities_are_not_resolved() -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><sst'
    content = workbook(lambda _, s: s.write("A1", "Xã A"))
    with pytest.raises(DocumentError) as error:
        read(with_part(content, "xl/sharedStrings.xml", lambda xml: xml.replace(b"<sst", declared)))
    assert error.value.code == "entities"


ODD = st.sampled_from(
    [b"</c>", b"<c>", b'<c r="ZZZ9999999" t="s"><v>99</v></c>', b"<row>", b"</row>", b'r="B0"', b't="d"', b't="s"',
     b"<v>1e999</v>", b"<v>-</v>", b's="77"', b'<mergeCell ref="A1:XFD1048576"/>', b"&#0;", b"<is><t>x</t></is>", b""]
)  # fmt: skip
CONTENT = workbook(lambda _, s: [s.write_row(at, 0, row) for at, row in enumerate(TABLE)])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(300, 1200), ODD, st.integers(0, 40)), min_size=1, max_size=5))
def test_damaged_sheets_are_read_or_refused(changes: list[tuple[int, bytes, int]]) -> None:
    def change(xml: bytes) -> bytes:
        for at, piece, cut in changes:
            xml = xml[:at] + piece + xml[at + cut :]
        return xml

    try:
        document = read(with_part(CONTENT, SHEET, change))
    except DocumentError:
        return
    assert all(document.text[r.start : r.end].strip() for r in document.regions)


def cells() -> Iterator[st.SearchStrategy[object]]:
    yield st.integers(0, 99_999)
    yield st.sampled_from(["Xã A", "", "Tổng", "(1)", "Ghi chú: 7", "Đơn vị tính: người", "2020"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.one_of(*cells()), max_size=6), min_size=1, max_size=8))
def test_no_cell_is_lost_or_doubled(rows: list[list[object]]) -> None:
    content = workbook(lambda _, s: [s.write_row(at, 0, row) for at, row in enumerate([*rows, [], ["cuối"]])])
    printed = re.findall(r"\d+", " ".join(str(cell) for row in rows for cell in row))
    assert sorted(re.findall(r"\d+", read(content).text)) == sorted(printed)
