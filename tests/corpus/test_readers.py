import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.raw_pages import load_raw_page
from corpus.readers import read_document
from corpus.sample_corpus import sample_folder
from corpus.source_catalogue import load_sources
from schemas.documents import Document, Metadata, RawPage
from schemas.errors import DocumentError

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
SAMPLES = sorted(path for path in sample_folder().iterdir() if path.suffix in (".html", ".txt"))
SOURCES = load_sources()
DIGITS = re.compile(r"\d+")


def read(content: bytes, *, media_type: str = "text/html", sidecar: Metadata | None = None) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    raw = RawPage(name="a.html", content=content, sha256=digest, media_type=media_type, sidecar=sidecar or Metadata())
    return read_document(raw, SOURCES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sample_pages_give_their_expected_text(path: Path) -> None:
    expected = path.parents[1] / "gold" / "sample" / f"{path.stem}.txt"
    assert read_document(load_raw_page(path), SOURCES).text == expected.read_bytes().decode()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_layouts_give_their_expected_text(path: Path) -> None:
    document = read_document(load_raw_page(path), SOURCES)
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert document.text.split("\n") == expected.split("\n")
    assert DIGITS.findall(document.text) == DIGITS.findall(expected)
    assert document.title == expected.split("\n")[0]
    assert document.published == "2021-10-05"


def test_plain_text_stays_as_it_is() -> None:
    text = "\r\n  Tiêu đề \r\n\r\nThứ Sáu, 05/10/2018, 11:03 (GMT+7)\r\nCó\u00a012 xã.  \n"
    document = read(b"\xef\xbb\xbf" + text.encode(), media_type="text/plain")
    assert document.text == text
    assert (document.title, document.published) == ("Tiêu đề", "2018-10-05")


def test_running_text_at_the_end_of_the_head_is_no_stamp() -> None:
    line = "Ba Bể: họp " + "và bàn việc làng " * 33 + "\nHọp lúc 08:00 ngày 05/10/2018"
    assert read((line + ", huyện bàn việc chung" * 9).encode(), media_type="text/plain").published is None


def test_the_sidecar_comes_before_the_page() -> None:
    sidecar = Metadata(
        title="Khác", published="2017", url="https://www.baobackan.vn/1", byline="A", province="Hà Giang"
    )
    document = read(PAGES[0].read_bytes(), sidecar=sidecar)
    assert (document.title, document.published, document.byline, document.province) == ("Khác", "2017", "A", "Hà Giang")
    assert document.publisher == "Báo Bắc Kạn"


def test_the_source_gives_the_province() -> None:
    document = read("Có 12 xã.".encode(), media_type="text/plain", sidecar=Metadata(url="https://baobackan.vn/a"))
    assert (document.publisher, document.province) == ("Báo Bắc Kạn", "Bắc Kạn")


def test_dates_of_the_body_are_no_date_of_publication() -> None:
    page = (
        "<h1>Tiêu đề của bài viết này</h1><p>"
        + "Ngày 23-5-2016, huyện có 12 xã và 325 đảng viên mới được kết nạp. " * 3
    )
    assert read(page.encode()).published is None


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1258"])
def test_charsets_of_pages(charset: str) -> None:
    sentence = "Huyện có 325 đảng viên mới trong năm nay, tăng 12 người so với cùng kỳ năm trước."
    page = f'<meta charset="{charset}"><h1>Kết quả công tác của huyện</h1><p>{sentence}</p>'
    if charset == "windows-1258":
        # What this charset has no letter for, it writes as letter and mark.
        page = "".join(_in_1258(letter) for letter in page)
    assert read(page.encode(charset)).text.split("\n")[1] == sentence


def _in_1258(letter: str) -> str:
    import unicodedata

    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        base, mark = unicodedata.normalize("NFD", letter)[:-1], unicodedata.normalize("NFD", letter)[-1]
        if mark not in "\u0300\u0301\u0303\u0309\u0323":
            base, mark = unicodedata.normalize("NFD", letter)[0] + unicodedata.normalize("NFD", letter)[2:], "\u0323"
        return unicodedata.normalize("NFC", base) + mark
    return letter


@pytest.mark.parametrize(
    "content", [b"", b"  \n", b"<html></html>", b"<p>12</p>", b"%PDF-1.4", b"\0" * 99, b"<!-- x -->"]
)
def test_pages_without_an_article_are_refused(content: bytes) -> None:
    with pytest.raises(DocumentError) as error:
        read(content)
    assert error.value.code in {"empty", "no_text", "binary", "encoding", "damaged"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_pages_are_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(PAGES)).read_bytes())
    pieces = st.sampled_from(
        [b"<table>", b"</div>", b"<!--", b"&#0;", b"&#x1f;", b"<svg>", b"<plaintext>", b"\x03", b"\xff", b"<td", b""]
    )
    for at, piece, cut in data.draw(st.lists(st.tuples(st.integers(0, 4000), pieces, st.integers(0, 300)), max_size=8)):
        content[at : at + cut] = piece
    try:
        document = read(bytes(content))
    except DocumentError:
        return
    assert "\n\n" not in document.text
