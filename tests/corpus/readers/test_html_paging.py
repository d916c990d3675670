import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from corpus.readers import html_paging
from corpus.readers.html_paging import find_next_page, next_page_of

HERE = "https://bao-mau.example/chinh-tri/ket-nap-dang-vien-moi-o-na-khum-123.html"


def next_page(markup: str, url: str = HERE) -> str | None:
    """What the tree of the page says, which its bytes must say too."""
    page = f"<html><body>{markup}</body></html>"
    found = find_next_page(etree.fromstring(page, parser=etree.HTMLParser()), url)
    assert next_page_of(page.encode(), url) == found
    return found


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
            '<a href="2">2</a>',
            "https://a.example/ket-nap-dang-vien-moi/",
            "https://a.example/ket-nap-dang-vien-moi/2",
        ),
        ('<a href="?page=&#50;">Trang sau</a>', HERE, f"{HERE}?page=2"),
        ('<a href="?page=%32">Trang sau</a>', HERE, f"{HERE}?page=2"),
        ('<a href="?page=1">1</a><a title="href=" href="?page=2">Sau</a>', HERE, f"{HERE}?page=2"),
        ('<a href="page-2">2</a>', "https://a.example/ket-nap/", "https://a.example/ket-nap/page-2"),
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


LINKS = st.tuples(
    st.sampled_from(("", "/chinh-tri/ket-nap", "ket-nap-moi-o-na-khum-123", "https://bao-mau.example/a", "./", "amp/")),
    st.sampled_from(
        ("?page=", "&amp;trang=", "-trang-", "/trang/", "_", "/", "-p", ".page-", "?PAGE=", "&#47;", "%32")
    ),
    st.sampled_from(("1", "2", "02", "002", "3", "12", "20", "٢", "&#50;", "%32", "")),
    st.sampled_from(("", "/", ".html", ".htm?utm_source=x", "#trang", "/amp", "&amp;x=1")),
).map("".join)
WRITTEN = st.sampled_from(('href="{}"', "href='{}'", 'HREF = "{}"', "class=x href={}", 'title="href=" href="{}"'))


@given(st.lists(st.tuples(LINKS, WRITTEN), max_size=4), st.sampled_from((HERE, f"{HERE}?page=2", "https://a.example/")))
def test_a_page_is_parsed_wherever_a_link_could_lead_on(links: list[tuple[str, str]], url: str) -> None:
    next_page("".join(f"<a {written.format(link)}>Trang sau</a>" for link, written in links), url)


def test_a_page_in_utf_16_leads_on_too() -> None:
    page = '<html><body><p>Kết nạp đảng viên</p><a href="?page=2">Trang sau</a></body></html>'
    assert next_page_of(page.encode("utf-16"), HERE) == f"{HERE}?page=2"


RELATIVE = st.sampled_from(
    ("page-2.html", "trang2", "\\2", "..\\trang-2", "?p=2", "2\t", "%5F2", "./2", "p2.html", "tin-2", "2", "002", " 2",
     "ket-nap-moi/%2F2", "ket-nap-moi%2dpag%65-2", "ket-nap-moi-tran%67-02", "?%70=2", "?pag%65=2", "?p%3D2",
     "a?x=%C3&p=2")
)  # fmt: skip
BASES = st.sampled_from(
    (HERE, HERE[:-5], f"{HERE}?page=1", "https://a.example/ket-nap-moi/", "https://a.example/tin/2/x")
)


@given(st.lists(LINKS | RELATIVE, min_size=1, max_size=4), BASES)
def test_only_links_with_the_number_of_the_next_page_can_lead_on(links: list[str], url: str) -> None:
    root = etree.Element("html")
    for link in links:
        etree.SubElement(root, "a", href=link).text = "Trang sau"
    with pytest.MonkeyPatch.context() as patch:
        found = find_next_page(root, url)
        patch.setattr(html_paging, "HIDDEN", re.compile(""))
        patch.setattr(html_paging, "_may_have", lambda hrefs, number: True)
        assert find_next_page(root, url) == found
