import pytest
from lxml import etree

from corpus.readers.html_paging import find_next_page

HERE = "https://bao-mau.example/chinh-tri/ket-nap-dang-vien-moi-o-na-khum-123.html"


def next_page(markup: str, url: str = HERE) -> str | None:
    return find_next_page(etree.fromstring(f"<html><body>{markup}</body></html>", parser=etree.HTMLParser()), url)


@pytest.mark.parametrize(
    ("markup", "url", "found"),
    [
        ('<link rel="next" href="?page=2">', HERE, f"{HERE}?page=2"),
        ('<a href="?trang=2">Trang sau »</a>', HERE, f"{HERE}?trang=2"),
        ('<a href="?page=1">1</a><a href="?page=3">3</a>', f"{HERE}?page=2", f"{HERE}?page=3"),
        (
            '<a href="/chinh-tri/ket-nap-dang-vien-moi-o-na-khum-123-trang-2.html">2</a>',
            HERE,
            "https://bao-mau.example/chinh-tri/ket-nap-dang-vien-moi-o-na-khum-123-trang-2.html",
        ),
        (
            '<a href="/ket-nap-dang-vien-moi/2/">Tiếp theo</a>',
            "https://a.example/ket-nap-dang-vien-moi/",
            "https://a.example/ket-nap-dang-vien-moi/2/",
        ),
        (
            '<a href="/tin/ket-nap-moi-p2.html">Trang 2</a>',
            "https://a.example/tin/ket-nap-moi.html",
            "https://a.example/tin/ket-nap-moi-p2.html",
        ),
        (
            '<a href="/d.aspx?id=7&amp;page=2">Sau</a>',
            "https://a.example/d.aspx?id=7",
            "https://a.example/d.aspx?id=7&page=2",
        ),
    ],
)
def test_the_next_page_of_an_article(markup: str, url: str, found: str) -> None:
    assert next_page(markup, url) == found


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ('<link rel="next" href="/chinh-tri/bai-khac-124.html">', HERE),
        ('<a href="/tin/13">Sau</a>', "https://a.example/tin/12"),
        ('<a href="/tin/2">2</a>', "https://a.example/tin/1"),
        ('<a href="?page=3">3</a><a href="?page=1">1</a>', HERE),
        ('<a href="?page=5">Trang sau</a>', HERE),
        ('<link rel="next" href="?page=9">', f"{HERE}?page=2"),
        ('<a href="https://khac.example/x?page=2">2</a>', HERE),
        ('<a href="?cpage=2">2</a>', HERE),
        ('<a href="javascript:next()">Trang sau</a><a>2</a><a href="#2">2</a>', HERE),
        ('<a href="?page=2">Hai trang báo</a>', HERE),
        ('<a href="http://[x?page=2">2</a>', HERE),
        ("", "không phải địa chỉ"),
    ],
)
def test_other_links_lead_to_no_next_page(markup: str, url: str) -> None:
    assert next_page(markup, url) is None
