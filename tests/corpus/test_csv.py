import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers import read_document
from corpus.readers.csv import find_delimiter
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError


def read(content: bytes) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    raw = RawPage(name="a.csv", content=content, sha256=digest, media_type="text/csv", sidecar=Metadata())
    return read_document(raw, ())


ROWS = ("STT{d}Xã{d}Kết nạp{d}Tỷ lệ", '1{d}"Xã A{d} cũ"{d}12{d}"54,2%"', "2{d}Xã B{d}1.234{d}")
TEXT = "\r\n".join(ROWS) + "\r\n"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings(delimiter: str, encoding: str) -> None:
    inside = "" if delimiter == "|" else " " if delimiter == "\t" else delimiter
    expected = ["STT | Xã | Kết nạp | Tỷ lệ", f"1 | Xã A{inside} cũ | 12 | 54,2%", "2 | Xã B | 1.234 |"]
    document = read(TEXT.replace("{d}", delimiter).encode(encoding))
    assert [" ".join(line.split()) for line in document.text.split("\n")] == [
        " ".join(line.split())
        for line in (expected if delimiter != "|" else [expected[0], "1 | Xã A| cũ | 12 | 54,2%", expected[2]])
    ]
    assert [r.is_head for r in document.regions if r.role == "table_row"] == [True, False, False]


def test_ragged_rows_titles_and_stated_delimiters() -> None:
    content = "sep=;\r\nKẾT NẠP NĂM 2022\r\n\r\nXã;Tổng;Nữ\r\nA;12\r\nB;7;3;thừa\r\n"
    document = read(content.encode())
    assert document.text.split("\n") == ["KẾT NẠP NĂM 2022", "Xã | Tổng | Nữ |", "A | 12 | |", "B | 7 | 3 | thừa"]
    assert document.title == "KẾT NẠP NĂM 2022"


def test_decimal_commas_do_not_part() -> None:
    assert find_delimiter("Xã;Tỷ lệ\nA;54,2\nB;60,1\n") == ";"


def test_cells_of_several_lines_stay_one_line() -> None:
    assert (
        read('Xã,Tổng,Ghi chú\nA,12,"dòng một\ndòng hai"\n'.encode()).text.split("\n")[1]
        == "A | 12 | dòng một dòng hai"
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b";;;\n;;\n", "no_text"),
        (b"\xff\xfeA", "truncated"),
        (b"\x00\x01\x02" * 9, "binary"),
        (b'a;"' + b"x" * 300_000, "malformed"),
    ],
)
def test_bad_files_are_refused(content: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as error:
        read(content)
    assert error.value.code == code


def test_a_workbook_or_page_named_csv_is_read_as_what_it_is() -> None:
    page = (
        "<html><body><h1>Kết quả</h1><p>"
        + "Huyện có 12 xã và 325 đảng viên mới kết nạp trong năm. " * 3
        + "</p></body></html>"
    )
    assert "325" in read(page.encode()).text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        document = read(content)
    except DocumentError:
        return
    assert all(document.text[r.start : r.end].strip() for r in document.regions)
