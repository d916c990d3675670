"""What may hide in a crawled text is shown, and no name breaks out of a header."""

import re
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.escaping import content_disposition, drop_hidden, reveal, web_address


def test_reveal_leaves_vietnamese_alone():
    text = "Đảng viên hoà/hòa\tở Hà Nội – “tốt” 50%\u00a0🙂 ❤\ufe0f e\u0323\u0302\nhai"
    assert reveal(text) == text
    assert reveal(None) == ""


@pytest.mark.parametrize(
    "hidden",
    ["\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\u2060", "\u00ad", "\u034f", "\u3164", "\u2800", "\ud800",
     "\ufeff", "\U000e0041", "\U000e0101", "\x00", "\x1b", "\x85", "\u2028"],
)  # fmt: skip
def test_what_hides_is_named(hidden):
    assert reveal(f"đảng{hidden}viên") == f"đảng⟦U+{ord(hidden):04X}⟧viên"
    assert drop_hidden(f"đảng{hidden}viên") == "đảngviên"


@given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_no_control_and_no_mark_of_format_is_left(text):
    # Signs of Arabic, Syriac and Kaithi numbers are of category Cf, but are seen.
    seen = {"\n", "\t"}
    left = {sign for sign in reveal(text) if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} - seen
    assert all(unicodedata.name(sign).startswith(("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN")) for sign in left)


@pytest.mark.parametrize(
    "url",
    [None, "javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc", "//x.vn", "x",
     "https://bao.vn/\u202egpj.exe", "http://a.vn/\x00"],
)  # fmt: skip
def test_only_web_addresses_become_links(url):
    assert web_address(url) is None
    assert web_address("HTTPS://x.vn/a") == "HTTPS://x.vn/a"


def _file_name(header: str) -> str:
    return unquote(header.partition("filename*=UTF-8''")[2])


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("facts.csv", "facts.csv"),
        ("Số liệu 2023.xlsx", "Số liệu 2023.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("..", "solieu"),
        ("", "solieu"),
        ('a"; filename="b.exe', "a ; filename= b.exe"),
        ("x.csv\r\nSet-Cookie: a=b", "x.csv Set-Cookie a=b"),
        ("gpj.\u202eexe", "gpj.exe"),
    ],
)
def test_a_download_is_saved_under_a_plain_name(name, saved):
    assert _file_name(content_disposition(name)) == saved


@given(st.text(max_size=400))
def test_no_name_breaks_out_of_its_header(name):
    header = content_disposition(name)
    assert header.isascii()
    assert re.fullmatch(r"attachment; filename=\"[0-9A-Za-z._-]+\"; filename\*=UTF-8\'\'[0-9A-Za-z._~%-]+", header)
