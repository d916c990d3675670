import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.failures import ExchangeError
from corpus.fetching.locations import follow_location, parse_location


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("HTTP://BaoBacKan.VN", "http://baobackan.vn/"),
        ("http://bao.vn:80/a", "http://bao.vn/a"),
        ("https://bao.vn:443/a?b#c", "https://bao.vn/a?b"),
        ("https://bao.vn:8443/a", "https://bao.vn:8443/a"),
        ("http://bao.vn./a", "http://bao.vn/a"),
        ("http://bao.vn/tin tức/một?q=đảng viên", "http://bao.vn/tin%20t%E1%BB%A9c/m%E1%BB%99t?q=%C4%91%E1%BA%A3ng%20vi%C3%AAn"),
        ("http://bao.vn/%c4%91", "http://bao.vn/%C4%91"),
        ("http://bao.vn/a/../b/./c", "http://bao.vn/b/c"),
        ("http://báo.vn/", "http://xn--bo-mia.vn/"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("  http://bao.vn/a\n", "http://bao.vn/a"),
    ],
)  # fmt: skip
def test_one_place_has_one_spelling(url: str, asked: str) -> None:
    assert parse_location(url).url == asked


def test_parts() -> None:
    location = parse_location("http://[::1]:8080/a?b=c#d")
    assert (location.host, location.port, location.target, location.host_header) == (
        "::1",
        8080,
        "/a?b=c",
        "[::1]:8080",
    )


@pytest.mark.parametrize(
    "url",
    ["", "bao.vn", "/tin", "ftp://bao.vn/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///a",
     "http://ai:mat-khau@bao.vn/", "http://bao.vn@127.0.0.1/", "http://bao.vn:99999/", "http://bao.vn:-1/",
     "http://[::1/", "http://[fe80::1%25eth0]/", "http://./", "http://bao vn/", "gopher://127.0.0.1/_", "http://\x00/",
     "http://" + "a" * 300 + ".vn:x/"],
)  # fmt: skip
def test_what_cannot_be_asked_for(url: str) -> None:
    with pytest.raises(ExchangeError) as error:
        parse_location(url)
    assert error.value.reason == "protocol"


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("/b", "http://bao.vn/b"),
        ("b?c", "http://bao.vn/tin/b?c"),
        ("//khac.vn/x", "http://khac.vn/x"),
        ("https://khac.vn", "https://khac.vn/"),
        ("?trang=2", "http://bao.vn/tin/a?trang=2"),
        ("/tin-tức".encode().decode("latin-1"), "http://bao.vn/tin-t%E1%BB%A9c"),
        ("/caf\xe9", "http://bao.vn/caf%C3%A9"),
        ("  /b ", "http://bao.vn/b"),
    ],
)
def test_where_a_redirect_leads(header: str, target: str) -> None:
    assert follow_location(parse_location("http://bao.vn/tin/a"), header).url == target


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("ftp://bao.vn/", "redirect_outside"),
        ("file:///etc/passwd", "redirect_outside"),
        ("javascript:alert(1)", "redirect_outside"),
        ("http://a:b@bao.vn/", "protocol"),
        ("http://[::1", "protocol"),
        ("http://:80/", "protocol"),
    ],
)
def test_redirects_that_lead_nowhere(header: str, reason: str) -> None:
    with pytest.raises(ExchangeError) as error:
        follow_location(parse_location("http://bao.vn/"), header)
    assert error.value.reason == reason


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for candidate in (text, "http://" + text, "http://bao.vn/" + text):
        try:
            location = parse_location(candidate)
        except ExchangeError:
            continue
        assert location.url.isascii()
        assert not set(location.url) & set("\r\n\t #")
        assert parse_location(location.url) == location
