"""Tables as files and on the terminal: the same rows, with every source."""

import csv
import io
import json
from decimal import Decimal
from typing import get_args

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

from outputs.comparing.csv_file import HEADS, to_csv
from outputs.comparing.printing import plain_lines, renderables
from outputs.comparing.records import ComparedTable, to_record
from outputs.comparing.request import Request
from outputs.comparing.rows import ReasonCode
from outputs.comparing.table import build_table
from outputs.comparing.words import load_table_words
from outputs.comparing.workbook import to_workbook
from outputs.labels import load_labels
from schemas.facts import Locality, Period

END = Period(start=None, end="2023-12-31", end_is_published=False, text="cuối năm 2023")
YEAR = Period(start="2023-01-01", end="2023-12-31", end_is_published=False, text="năm 2023")


@pytest.fixture
def table(store, build_extraction):
    def document(text, value, name, **fields):
        where = Locality(name="huyện Ba Bể", level="district", code="2025a:D:061", province="Bắc Kạn")
        base = {"period": END, "locality": where, "value": Decimal(1000), "qualifier": "over"}
        kind = {"indicator": "member.admitted", "period": YEAR, "locality": where}
        figures = [(value, kind | fields), ("1.000", base)]
        return build_extraction(f"{text} {value}, tổng số 1.000", figures, name=name, title=f"=Bài {name}")

    store.save([document("Kết nạp được", "30", "a.txt"), document("Theo báo cáo là", "35", "b.txt")])
    return build_table(store, Request(indicator="member.admitted", per="member.total", period="2023"))


def test_csv_has_a_row_a_line_with_all_sources(table):
    (row,) = csv.DictReader(io.StringIO(to_csv([table])))
    assert tuple(row) == HEADS
    assert row["locality"] == "huyện Ba Bể"
    assert {row["value"], row["conflicts"].split(" ")[0]} == {"30", "35"}
    assert (row["sources"], row["verdict"], row["rate_high"]) == ("2", "caution", row["rate"].rstrip("0").rstrip("."))
    assert "conflict" in row["reasons"]
    assert row["documents"].count(".txt") == 2
    assert "tổng số 1.000" in row["quotes"]


def test_json_holds_every_figure_with_its_role_and_reads_back(table):
    line = to_record(table).model_dump_json()
    found = json.loads(line)
    schema = ComparedTable.model_json_schema(by_alias=True, mode="serialization")
    Draft202012Validator(schema).validate(found)
    assert found["schema"] == "solieu-comparison/1"
    (row,) = found["rows"]
    assert [figure["role"] for figure in row["figures"]] == ["value", "conflict", "base"]
    assert all(figure["quote"] and figure["url"] for figure in row["figures"])
    assert row["rate"]["allowed"]["low"] == 0
    assert ComparedTable.model_validate_json(line) == to_record(table)


def test_a_workbook_in_vietnamese_without_formulas_and_the_same_every_time(table):
    labels, words = load_labels(), load_table_words()
    content = to_workbook([table], labels=labels, words=words)
    assert content == to_workbook([table], labels=labels, words=words)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["So sánh", "Nguồn", "Không cộng được", "Giải thích"]
    heads, first = list(book["So sánh"].iter_rows(values_only=True))[:2]
    row = dict(zip(heads, first, strict=True))
    assert row["Địa phương"] == "huyện Ba Bể"
    assert isinstance(row["Giá trị"], int)
    assert "mâu thuẫn" in row["Vì sao"]
    sources = list(book["Nguồn"].iter_rows(values_only=True))
    assert len(sources) == 4
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)


def test_plain_lines_have_as_many_cells_as_heads(table):
    lines = list(plain_lines(table, labels=load_labels(), words=load_table_words()))
    body = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len({len(cells) for cells in body}) == 1
    assert lines[0].startswith("# Đảng viên kết nạp mới, trên 100 đảng viên")
    assert "1 dòng từ 2 bài viết" in lines[-1]


def test_the_terminal_shows_the_same_words(table):
    console = Console(file=io.StringIO(), width=240, record=True)
    for part in renderables(table, labels=load_labels(), words=load_table_words()):
        console.print(part)
    text = console.export_text()
    for word in ("huyện Ba Bể", "tối đa", "dè dặt", "các nguồn mâu thuẫn"):
        assert word in text


def test_every_reason_has_its_words():
    assert set(load_table_words().reasons) == set(get_args(ReasonCode))
