import re
from pathlib import Path

import pytest

import corpus
from corpus.raw_pages import load_raw_page
from corpus.readers import read_document
from schemas.documents import Document, Metadata

REPORTS = Path(corpus.__file__).parent / "gold" / "reports"
PDFS = sorted(REPORTS.glob("pdf-*.pdf"))
DIGITS = re.compile(r"\d+")


def read(path: Path) -> Document:
    raw = load_raw_page(path)
    return read_document(raw.model_copy(update={"sidecar": Metadata()}), ())


def test_the_set_is_there() -> None:
    assert len(PDFS) >= 8


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_reports_give_their_expected_text(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    document = read(path)
    assert document.text.split("\n") == expected.split("\n")
    assert DIGITS.findall(document.text) == DIGITS.findall(expected)


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_each_line_and_cell_has_its_place(path: Path) -> None:
    document = read(path)
    covered = set()
    for region in document.regions:
        quoted = document.text[region.start : region.end]
        assert quoted == quoted.strip() != ""
        assert "\n" not in quoted
        assert region.page is not None
        assert region.box is not None
        left, top, right, bottom = region.box
        assert 0 <= left < right <= 596
        assert 0 <= top < bottom <= 843
        covered.update(range(region.start, region.end))
        if region.role == "cell":
            assert " | " not in quoted
            assert region.table
            assert region.row
            assert region.column
    starts = [region.start for region in document.regions]
    assert starts == sorted(starts)
    assert {at for at, sign in enumerate(document.text) if not sign.isspace()} <= covered


def test_an_official_head_is_read_column_by_column() -> None:
    document = read(REPORTS / "pdf-bac-quang-bao-cao.pdf")
    assert document.published == "2018-10-05"
    assert document.title == "BÁO CÁO kết quả công tác phát triển đảng viên 9 tháng đầu năm 2018"
    notes = [document.text[r.start : r.end] for r in document.regions if r.role == "footnote"]
    assert [note[0] for note in notes] == ["¹", "²"]


def test_an_article_in_columns() -> None:
    document = read(REPORTS / "pdf-bao-hai-cot.pdf")
    assert (document.title, document.published) == ("Tân Lạc tạo nguồn đảng viên từ thôn, bản", "2019-05-14")
    assert {region.role for region in document.regions} >= {"title", "lead", "heading", "paragraph"}


def test_a_table_over_two_pages_is_one() -> None:
    document = read(REPORTS / "pdf-lang-son-nhieu-trang.pdf")
    rows = [region for region in document.regions if region.role == "table_row"]
    assert {row.table for row in rows} == {1}
    assert [row.row for row in rows] == list(range(1, 18))
    assert {row.page for row in rows} == {1, 2}
    assert [row.row for row in rows if row.is_head] == [1]


def test_heads_of_two_levels_and_merged_row_heads() -> None:
    document = read(REPORTS / "pdf-bieu-hai-tang.pdf")
    cells = [region for region in document.regions if region.role == "cell"]
    assert {cell.row for cell in cells if cell.is_head} == {1, 2}
    assert [c.column for c in cells if c.row == 2] == [3, 4, 5, 6]
    last = {document.text[c.start : c.end]: c.column for c in cells if c.row == 8}
    assert last == {"Cộng": 1, "45": 3, "16": 4, "48": 5, "23": 6}
    roles = {document.text[r.start : r.end]: r.role for r in document.regions}
    assert roles["Đơn vị tính: người"] == "unit_line"
    assert roles["Bảng 1. Đảng viên mới kết nạp theo khối năm 2020 và 2021"] == "caption"


def test_a_scanned_page_among_others_is_marked() -> None:
    document = read(REPORTS / "pdf-cau-ke-trang-quet.pdf")
    assert document.marks == ("scanned_pages",)
    assert {region.page for region in document.regions} == {1, 3}
