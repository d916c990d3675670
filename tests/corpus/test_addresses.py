import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.addresses import LONGEST, address_forms, address_key, belongs_to, host_of, normalize_address

PAGE = "https://baomau.example/tin-tuc/chi-bo-12.html"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (PAGE, PAGE),
        ("HTTPS://BaoMau.Example/Tin-Tuc", "https://baomau.example/Tin-Tuc"),
        ("http://baomau.example", "http://baomau.example/"),
        ("http://baomau.example:80/a", "http://baomau.example/a"),
        ("https://baomau.example:443/a", "https://baomau.example/a"),
        ("https://baomau.example:8443/a", "https://baomau.example:8443/a"),
        ("https://baomau.example:/a", "https://baomau.example/a"),
        ("https://baomau.example./a", "https://baomau.example/a"),
        ("https://báohàtĩnh.vn/a", "https://xn--bohtnh-ktaf66d.vn/a"),
        ("https://baomau.example/a#binh-luan", "https://baomau.example/a"),
        ("https://baomau.example/a?", "https://baomau.example/a"),
        ("https://baomau.example/tin/../a/./b", "https://baomau.example/a/b"),
        ("https://baomau.example/../../a/..", "https://baomau.example/"),
        ("https://baomau.example/%2e%2E/a", "https://baomau.example/a"),
        ("https://baomau.example/chi%2dbo%c3%aA%7e", "https://baomau.example/chi-bo%C3%AA~"),
        ("https://baomau.example/chi bộ", "https://baomau.example/chi%20b%E1%BB%99"),
        ("https://baomau.example/100%", "https://baomau.example/100%25"),
        ("https://baomau.example/a%2Fb", "https://baomau.example/a%2Fb"),
        ("https://baomau.example\\tin\\a.html", "https://baomau.example/tin/a.html"),
        ("  https://baomau.example/a\n.html\t ", "https://baomau.example/a.html"),
        ("https://user:secret@baomau.example/a", "https://baomau.example/a"),
        ("https://b.example/a.aspx?z=1&a=2&b=&c", "https://b.example/a.aspx?z=1&a=2&b=&c"),
        ("https://b.example/a.aspx?ID=5&amp;cat=7", "https://b.example/a.aspx?ID=5&cat=7"),
        ("https://b.example/a.aspx?utm_source=x&&ID=5", "https://b.example/a.aspx?ID=5"),
        ("https://b.example/a.aspx?q=chi+b%e1%bb%99", "https://b.example/a.aspx?q=chi+b%E1%BB%99"),
        ("https://b.example/a?x[]=1", "https://b.example/a?x%5B%5D=1"),
        ("http://127.0.0.1:8000/m/a", "http://127.0.0.1:8000/a"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
    ],
)
def test_one_form_of_an_address(url: str, address: str) -> None:
    assert normalize_address(url) == address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("b.html", "https://baomau.example/tin-tuc/b.html"),
        ("/b.html", "https://baomau.example/b.html"),
        ("../b.html", "https://baomau.example/b.html"),
        ("?trang=2", "https://baomau.example/tin-tuc/chi-bo-12.html?trang=2"),
        ("//m.baomau.example/b.html", "https://baomau.example/b.html"),
        ("http://khac.example/", "http://khac.example/"),
        ("#dau-trang", PAGE),
    ],
)
def test_links_of_a_page(url: str, address: str) -> None:
    assert normalize_address(url, base=PAGE) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "javascript:void(0)",
        "mailto:toasoan@baomau.example",
        "tel:02393",
        "data:text/html,a",
        "ftp://baomau.example/a",
        "http://",
        "http:///a",
        "http://[::1/a",
        "http://[xyz]/a",
        "http://baomau.example:cổng/a",
        "http://baomau.example:99999/a",
        "http://bao mau.example/a",
        "http://bao%6dau.example/a",
        "http://..example/",
        "http://" + "a" * 64 + ".example/",
        "http://baomau.example/" + "a" * LONGEST,
        "http://baomau.example/" + "ộ" * 300,
        "http://\ud800.example/",
    ],
)
def test_no_pages(url: str) -> None:
    assert normalize_address(url) is None
    assert normalize_address(url, base="") is None


def test_a_relative_link_needs_a_base() -> None:
    assert normalize_address("/tin.html") is None
    assert normalize_address("/tin.html", base="khong-phai-dia-chi") is None
    assert normalize_address("/tin.html", base="http://[") is None


@pytest.mark.parametrize(
    "twin",
    [
        "http://baomau.example/tin/a",
        "https://www.baomau.example/tin/a",
        "http://www.baomau.example/tin/a/",
        "https://baomau.example//tin/a/",
        "https://m.baomau.example/tin/a",
        "https://baomau.example/amp/tin/a",
        "https://baomau.example/tin/a/amp/?utm_source=x",
        "https://baomau.example:443/tin/a?fbclid=1#top",
    ],
)
def test_twins_have_one_key(twin: str) -> None:
    address = normalize_address(twin)
    assert address is not None
    assert address_key(address) == "https://baomau.example/tin/a"


@pytest.mark.parametrize(
    "other",
    ["https://baomau.example/tin/A", "https://baomau.example/tin/a?b=1", "https://tin.baomau.example/tin/a",
     "https://baomau.example:8443/tin/a"],
)  # fmt: skip
def test_other_pages_have_other_keys(other: str) -> None:
    assert address_key(str(normalize_address(other))) != "https://baomau.example/tin/a"


def test_the_forms_of_an_address_begin_with_itself_and_share_its_key() -> None:
    forms = address_forms("http://www.baomau.example/tin/a/")
    assert forms[0] == "http://www.baomau.example/tin/a/"
    assert len(forms) == len(set(forms)) == 8
    assert {address_key(form) for form in forms} == {"https://baomau.example/tin/a"}
    assert len(address_forms("https://baomau.example/a.html?b=1")) == 4
    assert len(address_forms("https://baomau.example/")) == 4
    assert address_forms("http://127.0.0.1:80/") == ("http://127.0.0.1:80/", "https://127.0.0.1:80/")


@pytest.mark.parametrize(
    ("address", "belongs"),
    [
        ("https://baomau.example/a", True),
        ("http://www.baomau.example:8000/a", True),
        ("https://tin.baomau.example/a", True),
        ("https://xbaomau.example/a", False),
        ("https://baomau.example.khac.example/a", False),
        ("https://khac.example/baomau.example", False),
        ("http://127.0.0.2:80/a", False),
        ("", False),
    ],
)
def test_hosts_of_a_source(address: str, belongs: bool) -> None:
    assert belongs_to(address, ("baomau.example", "127.0.0.1")) is belongs


def test_hosts_without_port_and_www() -> None:
    assert host_of("http://www.baomau.example:8000/a") == "baomau.example"
    assert host_of("http://[::1]:8000/a") == "[::1]"
    assert host_of("http://www.vn/a") == "www.vn"


LINKS = st.one_of(
    st.text(),
    st.builds("{}://{}".format, st.sampled_from(["http", "https", "HTTP"]), st.text()),
    st.builds(
        "http://{}/{}?{}".format,
        st.sampled_from(["m.m.a.vn", "a.vn:80", "[::1]", "ộ.vn", "amp.www.a.vn"]),
        st.text(st.sampled_from("/.%2eEaAmp;()S&\\ộ\ud800-html:jsessionid=")),
        st.text(st.sampled_from("&amp;=%2661utm_sid0[]?#ộ")),
    ),
)


@settings(max_examples=500)
@given(LINKS, st.one_of(st.none(), LINKS))
def test_any_text_has_one_form_or_none(url: str, base: str | None) -> None:
    address = normalize_address(url, base=base)
    if address is None:
        return
    assert address.isascii()
    assert normalize_address(address) == address
    key = address_key(address)
    assert key in {address_key(form) for form in address_forms(address)}
    assert {address_key(form) for form in address_forms(address)} == {key}


@pytest.mark.parametrize(
    "piece", ["/amp", "/../", "%2e%2e/", "&amp;", "m.", "(S(a))", "/(S(a))", ";jsessionid=", "%", "\\", "[", "ộ", "?a="]
)
def test_long_links_take_no_long_time(piece: str) -> None:
    started = time.perf_counter()
    for start in ("http://a.vn/", "http://", "http://a.vn/?"):
        normalize_address(start + piece * (LONGEST // len(piece)))
        normalize_address(start + piece * (LONGEST // len(piece) - 20) + "/z")
    assert time.perf_counter() - started < 1
