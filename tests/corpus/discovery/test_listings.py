import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.discovery.listings import listing_pages, parse_listing
from schemas.crawling import FoundAddress
from schemas.errors import ConfigError, DocumentError
from schemas.sources import Listing

URL = "https://baomau.example/xay-dung-dang/"
ARTICLE = r"-\d+\.html$"


def parse(body: str, *, links: str | None = None, article: str | None = ARTICLE) -> tuple[FoundAddress, ...]:
    listing = Listing(url=URL, links=links)
    content = f"<!DOCTYPE html><html><head><title>Xây dựng Đảng</title></head><body>{body}</body></html>".encode()
    return parse_listing(content, url=URL, listing=listing, article=article)


def test_links_that_match_the_pattern_of_articles_in_their_order() -> None:
    body = """<nav><a href="/xay-dung-dang/">Xây dựng Đảng</a><a href="/gioi-thieu.html">Giới thiệu</a></nav>
        <a href="/b-2.html?utm_source=x#top">Tin B</a> <a href="a-1.html">Tin A</a> <a href="javascript:x-1.html">x</a>
        <a name="neo">Neo</a> <a href="https://khac.example/c-3.html">Tin C</a>"""
    found = parse(body)
    assert [(address.url, address.title) for address in found] == [
        ("https://baomau.example/b-2.html", "Tin B"),
        ("https://baomau.example/xay-dung-dang/a-1.html", "Tin A"),
        ("https://khac.example/c-3.html", "Tin C"),
    ]
    assert {address.found_in for address in found} == {URL}


@pytest.mark.parametrize("links", [".tin a", ".tin h3 > a", ".tin", "div.tin h3"])
def test_links_by_selector(links: str) -> None:
    body = '<div class="tin"><h3><a href="/tin/mot">Tin A</a></h3></div><div class="qc"><a href="/b-2.html">B</a></div>'
    found = parse(body, links=links)
    assert [(address.url, address.title) for address in found] == [("https://baomau.example/tin/mot", "Tin A")]


def test_a_selector_that_finds_nothing_gives_nothing() -> None:
    assert parse('<a href="/a-1.html">A</a>', links=".bo-cu a") == ()


def test_without_selector_and_pattern_every_link_is_taken() -> None:
    assert len(parse('<a href="/a">A</a><a href="/b">B</a><a href="mailto:x@y.example">C</a>', article=None)) == 2


def test_a_broken_selector_is_an_error_of_the_source() -> None:
    with pytest.raises(ConfigError):
        parse('<a href="/a-1.html">A</a>', links="a[")


@pytest.mark.parametrize(
    ("links", "title"),
    [
        ('<a href="/a-1.html">Chi bộ <b>thôn</b>\n Nà Lẹng</a>', "Chi bộ thôn Nà Lẹng"),
        ('<a href="/a-1.html"><img src="a.jpg" alt="Ảnh chi bộ"></a>', "Ảnh chi bộ"),
        ('<a href="/a-1.html"><img alt=""></a><a href="/a-1.html"><img alt="Ảnh chi bộ"></a>', "Ảnh chi bộ"),
        ('<a href="/a-1.html" title="Chi bộ thôn"><img alt="Ảnh"></a>', "Chi bộ thôn"),
        ('<a href="/a-1.html"><img alt="Ảnh rất rất dài"></a><a href="/a-1.html">Chi bộ</a>', "Chi bộ"),
        ('<a href="/a-1.html">Chi bộ thôn</a><a href="/a-1.html#bl">12</a><a href="/a-1.html">Xem</a>', "Chi bộ thôn"),
        ('<a href="/a-1.html" title="Chi bộ thôn Nà Lẹng">Chi bộ thôn...</a>', "Chi bộ thôn Nà Lẹng"),
        ('<a href="/a-1.html" title="Chi bộ thôn Nà Lẹng">Chi bộ thôn …</a>', "Chi bộ thôn Nà Lẹng"),
        ('<a href="/a-1.html" title="Bấm để xem">Chi bộ thôn</a>', "Chi bộ thôn"),
        ('<a href="/a-1.html"><h3>Chi bộ thôn</h3><p>Phần mở đầu dài hơn tít nhiều</p></a>', "Chi bộ thôn"),
        ('<a href="/a-1.html">A &amp; B &quot;C&quot;</a>', 'A & B "C"'),
        ('<a href="/a-1.html"></a>', None),
        ('<a href="/a-1.html"> <span></span> </a>', None),
    ],
)
def test_titles(links: str, title: str | None) -> None:
    (found,) = parse(links)
    assert found.title == title


NEIGHBOUR = '<li><a href="/b-2.html">Tin B</a> <span>01/02/2017 08:00</span></li>'


@pytest.mark.parametrize(
    ("item", "day"),
    [
        ('<a href="/a-1.html">Tin A</a> <span class="date">05/10/2018 14:30</span>', "2018-10-05"),
        ('<a href="/a-1.html">Tin A</a> (05-10-2018)', "2018-10-05"),
        ('<span>Thứ Sáu, 05/10/2018 | 14:30 GMT+7</span><a href="/a-1.html">Tin A</a>', "2018-10-05"),
        ('<a href="/a-1.html">A</a><time datetime="2018-10-05T14:30:00+07:00">2 giờ trước</time>', "2018-10-05"),
        ('<a href="/a-1.html">A</a><time title="05/10/2018 14:30">hôm qua</time>', "2018-10-05"),
        ('<div><a href="/a-1.html"><img></a></div><div><a href="/a-1.html">A</a></div><p>5/10/2018</p>', "2018-10-05"),
        ('<a href="/a-1.html"><h3>Tin A ngày 19/5/2016</h3><em>05/10/2018</em></a>', "2018-10-05"),
        ('<a href="/a-1.html">Kỷ niệm 19/5/2016</a> <i>05/10/2018</i>', "2018-10-05"),
        ('<a href="/a-1.html">Kỷ niệm 19/5/2016</a>', None),
        (
            '<a href="/a-1.html">A</a><p>Ngày 05/10/2018, tại huyện Ba Bể, chi bộ thôn Nà Lẹng kết nạp 5 đảng viên</p>',
            None,
        ),
        ('<a href="/a-1.html">A</a><script>var d = "05/10/2018"</script><!-- 05/10/2018 -->', None),
        ('<a href="/a-1.html">A</a> 31/02/2018', None),
        ('<a href="/a-1.html">A</a>', None),
    ],
)
@pytest.mark.parametrize("tag", ["li", "div", "article"])
def test_days_beside_the_link(item: str, day: str | None, tag: str) -> None:
    body = f"<p>Thứ Hai, 03/03/2025</p><ul><{tag}>{item}</{tag}>{NEIGHBOUR}</ul>"
    first, second = parse(body)
    assert (first.published, second.published) == (day, "2017-02-01")


@pytest.mark.parametrize(
    "body",
    [
        '<p>Thứ Hai, 03/03/2025</p><a href="/a-1.html">A</a>',
        '<form><p>Thứ Hai, 03/03/2025</p><a href="/a-1.html">A</a></form>',
        f'<div><p>Thứ Hai, 03/03/2025</p><a href="/a-1.html">A</a><p>{"chữ " * 1000}</p></div>',
        '<div><p>Thứ Hai, 03/03/2025</p><ul><li><a href="/a-1.html">A</a></li></ul></div>',
    ],
)
def test_the_day_of_the_page_is_no_day_of_its_only_article(body: str) -> None:
    (found,) = parse(body)
    assert found.published is None


@pytest.mark.parametrize(
    ("base", "address"),
    [("/goc/", "https://baomau.example/goc/a-1.html"), ("https://khac.example/", "https://khac.example/a-1.html"),
     ("javascript:x", "https://baomau.example/xay-dung-dang/a-1.html")],
)  # fmt: skip
def test_a_base_element(base: str, address: str) -> None:
    content = f'<html><head><base href="{base}"></head><body><a href="a-1.html">A</a></body></html>'.encode()
    (found,) = parse_listing(content, url=URL, listing=Listing(url=URL), article=ARTICLE)
    assert found.url == address


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_charsets(charset: str) -> None:
    stated = "windows-1258" if charset == "cp1258" else "iso-8859-1"
    page = f'<html><head><meta charset="{stated}"></head><body><a href="/a-1.html">Hà Nam</a></body></html>'
    (found,) = parse_listing(page.encode(charset), url=URL, listing=Listing(url=URL), article=ARTICLE)
    assert found.title == "Hà Nam"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"\x89PNG\r\n"])
def test_what_is_no_page_is_told(content: bytes) -> None:
    with pytest.raises(DocumentError):
        parse_listing(content, url=URL, listing=Listing(url=URL), article=ARTICLE)


@pytest.mark.parametrize(
    "content",
    [b"https://baomau.example/", b"<?xml version='1.0'?><rss><a href='/a-1.html'>A</a></rss>", b"trang-1.html"],
)
def test_other_text_is_read_without_a_warning(content: bytes) -> None:
    assert len(parse_listing(content, url=URL, listing=Listing(url=URL), article=ARTICLE)) == content.count(b"<a ")


def test_pages_of_a_listing() -> None:
    paging = "https://baomau.example/?trang={page}"
    assert list(listing_pages(Listing(url=URL))) == [URL]
    assert list(listing_pages(Listing(url=URL, paging=paging))) == [URL]
    three = [URL, "https://baomau.example/?trang=2", "https://baomau.example/?trang=3"]
    assert list(listing_pages(Listing(url=URL, paging=paging, pages=3))) == three
    assert list(listing_pages(Listing(url=URL, paging=paging, pages=2, first_page=0)))[1:] == [
        "https://baomau.example/?trang=0"
    ]


PIECES = st.sampled_from(
    """<a href='/a-1.html'>|<a href='/b-2.html'>|<a href='http://['>|<a>|</a>|<li>|</li>|<div>|</div>|<time>
    |05/10/2018|Tin|<base href='x:'>|<base href='http://['>|<!--|-->|<script>|</script>|&|<|>|<h3>|<img alt='A'>|\x00
    |ộ|<table>|<tr>|<td>""".split("|")
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(), st.lists(PIECES).map("".join)), st.sampled_from([None, "a", "li a", "li"]))
def test_any_bytes_give_addresses_or_a_document_error(content: bytes | str, links: str | None) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    try:
        found = parse_listing(raw, url=URL, listing=Listing(url=URL, links=links), article=None)
    except DocumentError:
        return
    assert len({address.url for address in found}) == len(found)


@pytest.mark.parametrize(
    "piece",
    ['<li><a href="a-{}.html">Tin</a> 05/10/2018</li>', '<div><a href="a-{}.html">Tin</a>', '<a href="a-{}.html">Tin',
     '<a href="a-1.html">x</a><p>05/10</p>', "<div>", "<a href=", "<!--", "<table><tr><td>"],
)  # fmt: skip
def test_time_grows_with_length_only(piece: str) -> None:
    times = []
    for count in (500, 2_000):
        body = "".join(piece.format(number) for number in range(count))
        started = time.process_time()
        parse(body)
        times.append(time.process_time() - started)
    assert times[1] < 8 * times[0] + 0.25
