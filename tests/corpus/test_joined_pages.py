"""Pages of one article joined: what they repeat stands once, rows and regions stay what they are."""

import hashlib

import pytest

from corpus.joined_pages import join_pages
from corpus.readers.html import read_html
from schemas.documents import Document, Metadata, RawPage

URL = "https://bao-mau.example/xay-dung-dang/bai-viet-12.html"
TITLE = "Huyện Ba Bể tìm nguồn đảng viên"
LEAD = "Năm 2021, Đảng bộ huyện Ba Bể kết nạp 147 đảng viên, phần lớn là người trẻ."


def page(body: str, *, number: int = 1, title: str = TITLE) -> Document:
    markup = (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><article><h1>{title}</h1>'
        f"<p><b>{LEAD}</b></p>{body}</article></body></html>"
    )
    content = markup.encode()
    url = URL if number == 1 else f"{URL}?trang={number}"
    digest = hashlib.sha256(content).hexdigest()
    sidecar = Metadata(url=url)
    return read_html(RawPage(name="a", content=content, sha256=digest, media_type="text/html", sidecar=sidecar), ())


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


HEAD = row("Đơn vị", "Đảng viên")
ONE = page(
    f"<p>Xã Địa Linh có 341 đảng viên.</p><table>{HEAD}{row('Xã Yến Dương', '287')}{row('Xã Hà Hiệu', '412')}</table>"
)
TWO = page(
    f"<table>{HEAD}{row('Xã Mỹ Phương', '305')}{row('Xã Hà Hiệu', '412')}</table><p>Còn 7 thôn chưa có chi bộ.</p>",
    number=2,
)


def test_title_and_lead_stand_once_and_rows_are_kept() -> None:
    joined = join_pages([ONE, TWO], is_whole=True)
    lines = joined.text.split("\n")
    assert lines.count(TITLE) == lines.count(LEAD) == 1
    assert lines.count("Đơn vị | Đảng viên") == lines.count("Xã Hà Hiệu | 412") == 2
    assert lines[-1] == "Còn 7 thôn chưa có chi bộ."
    assert joined.text.startswith(ONE.text)
    assert (joined.title, joined.url) == (TITLE, URL)


def test_regions_quote_the_same_words_and_tables_are_counted_on() -> None:
    joined = join_pages([ONE, TWO], is_whole=True)
    cells = {joined.text[r.start : r.end]: (r.table, r.row) for r in joined.regions if r.role == "cell"}
    assert cells["287"] == (1, 2)
    assert cells["305"] == (2, 2)
    assert [r.start for r in joined.regions] == sorted(r.start for r in joined.regions)


@pytest.mark.parametrize("title", [f"{TITLE} - Trang 2", f"{TITLE} (trang 2)", f"{TITLE} | Page 2"])
def test_a_title_with_the_number_of_its_page_is_the_same_title(title: str) -> None:
    joined = join_pages([ONE, page("<p>Còn 7 thôn chưa có chi bộ.</p>", number=2, title=title)], is_whole=True)
    assert joined.text.removeprefix(ONE.text) == "\nCòn 7 thôn chưa có chi bộ."


def test_a_long_paragraph_in_the_middle_that_was_there_stands_once() -> None:
    said = "Theo số liệu của Huyện ủy, toàn huyện hiện có 4.906 đảng viên ở 45 tổ chức cơ sở đảng."
    one, two = page(f"<p>{said}</p>"), page(f"<p>Có 9 xã.</p><p>{said}</p><p>Có 3 trường.</p>", number=2)
    assert join_pages([one, two], is_whole=True).text == f"{one.text}\nCó 9 xã.\nCó 3 trường."


def test_a_page_that_says_nothing_new_changes_only_the_identity() -> None:
    joined = join_pages([ONE, ONE], is_whole=True)
    assert joined.text == ONE.text
    assert joined.document_id != ONE.document_id


def test_identity_and_marks() -> None:
    joined, again = join_pages([ONE, TWO], is_whole=False), join_pages([ONE, TWO], is_whole=True)
    assert joined.document_id == again.document_id != ONE.document_id
    assert (joined.marks, again.marks) == (("more_pages",), ())
    assert joined.sha256 not in (ONE.sha256, TWO.sha256)
