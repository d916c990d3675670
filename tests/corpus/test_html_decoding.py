import contextlib
import re
import time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from old_encodings import encoded

from corpus.encodings.charsets import CharsetId, load_charsets
from corpus.readers.html_decoding import CONTROL, _small_letters, _without_control, decode_page, read_page
from corpus.readers.html_encodings import OLD_FONT, convert_markup, has_old_text
from schemas.errors import DocumentError

SENTENCE = "Đảng bộ huyện có 45 tổ chức cơ sở đảng với 4.907 đảng viên, tăng 12,5% so với năm 2003; kỵ binh đứng thẳng."
TITLE = "BÁO CÁO KẾT QUẢ KẾT NẠP ĐẢNG VIÊN"


@pytest.mark.parametrize("charset_id", get_args(CharsetId))
@pytest.mark.parametrize("states", ["own", "iso-8859-1", "x-user-defined", "utf-8", ""])
def test_pages_in_one_old_encoding(charset_id: CharsetId, states: str) -> None:
    name = load_charsets()[charset_id].names[0] if states == "own" else states
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={name}">' if name else ""
    page = (
        f'<html><head>{head}<title>{TITLE}</title></head><body><p class="t-i">{SENTENCE}</p><td>số</td></body></html>'
    )
    read = read_page(encoded(page, charset_id), path="a.html")
    assert (read.markup, read.converted) == (page, (charset_id,))


def test_elements_by_their_fonts() -> None:
    page = b"".join(
        [
            b'<html><head><style>p.Mso {font-family:".VnTime"} .H {font:bold 14.0pt ".VnTimeH"}</style></head><body>',
            b"<h1 class=H>", encoded("báo cáo kết quả ", "tcvn3"), b"<b>12</b></h1>",
            b"<p class=Mso>", encoded("số ", "tcvn3"),
            b'<font face="VNI-Times">', encoded("Đà Nẵng", "vni"), b"</font></p>",
            b"<p style=\"font-family:'VPS Times'\">", encoded("đảng viên", "vps"), b"</p>",
            b"<p>", encoded(SENTENCE, "tcvn3"), b"</p>",
            b"<p>Unicode: &#273;&#7843;ng, c&oacute; 5 m&sup2;</p></body></html>",
        ]
    )  # fmt: skip
    read = read_page(page, path="a.html")
    assert '<h1 class="H">BÁO CÁO KẾT QUẢ <b>12</b></h1>' in read.markup
    assert '<p class="Mso">số <font face="VNI-Times">Đà Nẵng</font></p>' in read.markup
    assert ">đảng viên</p>" in read.markup
    assert f"<p>{SENTENCE}</p><p>Unicode: đảng, có 5 m²</p>" in read.markup
    assert read.converted == ("tcvn3", "vni", "vps")


def test_old_letters_as_references_in_a_page_of_utf8() -> None:
    codes = encoded(SENTENCE, "tcvn3")
    references = "".join(f"&#{code};" if code > 0x7F else chr(code) for code in codes)
    read = read_page(f"<html><body><p>{references}</p><p>Số 5</p></body></html>".encode(), path="a.html")
    assert (f"<p>{SENTENCE}</p><p>Số 5</p>" in read.markup, read.converted) == (True, ("tcvn3",))


def test_a_page_that_went_through_utf8_twice() -> None:
    page = f"<html><body><p>{SENTENCE}</p></body></html>".encode().decode("latin-1").encode()
    read = read_page(page, path="a.html")
    assert (SENTENCE in read.markup, read.converted) == (True, ("utf-8-twice",))


@pytest.mark.parametrize(
    ("content", "holds"),
    [
        (f"<p>{SENTENCE} m² © Facebook® km² dm²</p>".encode(), SENTENCE),
        (b"<meta charset=iso-8859-1><p>caf\xe9 \x93tr\xe8s\x94</p>", "café “très”"),
        (b"<rss><title>\xc2\xa7\xc2\xb6ng a\xc2\xb6 b\xc2\xb6</title></rss>", "<rss>"),
        ("<meta charset=gb2312><p>北京</p>".encode("gb2312"), "北京"),
        (f"<p>{SENTENCE}</p>".encode("utf-16-le"), SENTENCE),
        (f"<p>{SENTENCE * 9}</p>".encode() + b"\xff", SENTENCE),
    ],
)
def test_other_pages_stay(content: bytes, holds: str) -> None:
    read = read_page(content, path="a.html")
    assert holds in read.markup
    assert read.converted == ()


def test_what_is_no_vietnamese_and_states_nothing_is_refused() -> None:
    with pytest.raises(DocumentError) as error:
        decode_page("<p>東京都には23の区がある</p>".encode("shift_jis") * 9, path="a.html")
    assert error.value.code == "encoding"


@pytest.mark.parametrize(
    "content",
    [
        b"<" * 300_000 + b"\xe9",
        b"<script>\xe9" * 30_000,
        b"<style>" + b"a{font" * 50_000 + b"\xe9<b face=.VnTime>x",
        b"\xe9" * 300_000,
    ],
)  # fmt: skip
def test_time_grows_with_the_size_only(content: bytes) -> None:
    started = time.process_time()
    with contextlib.suppress(DocumentError):
        decode_page(content, path="a.html")
    assert time.process_time() - started < 10


@settings(max_examples=50)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "<font face=.VnTime>",
                "</font>",
                "<!--",
                "-->",
                "§¶ng bé",
                "<style>p{font:.VnTime}",
                "&#167;",
                "<td",
                "12",
            ]
        )
    )
)
def test_damaged_markup_is_converted_or_left(pieces: list[str]) -> None:
    markup, _ = convert_markup("".join(pieces) or "x")
    assert markup


SIGNS = st.sampled_from(
    (
        "a", "Z", "é", "á", "º", "»", "§", "ß", "\x85", "\x00", "\x1f", "\t", "\ufffe", "\uffff", "\ufeff", "：", "đ",
        "&#1;", "&#x1F", "&#032;", "&#31", "&#9x", "&#9đ", "&#12٣;", "&#0٣;", "&#", "a&#167;", "a&sect;", " ", "\n",
        "face", "FONT-Family", "font", " = ", ":", "\u00a0", '".Vn', "vni", "x vps", "Vi ", "viscii", ";",
        ">", "ả" * 41, "٣",
    )
)  # fmt: skip
OLD_LETTER = re.compile("[\x80-\x9f§-¬®-¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ](?<=[A-Za-z].)")
OLD_REFERENCE = re.compile("&(?<=[A-Za-z]&)(?:#(?:1[2-9][0-9]|2[0-5][0-9])|sect|para|ordf|shy|micro);")


@given(st.lists(SIGNS, max_size=12).map("".join) | st.text(max_size=30))
def test_the_bytes_of_a_page_tell_what_its_markup_has(markup: str) -> None:
    encoded = markup.encode("utf-8", "replace")
    small = _small_letters(encoded)
    words = sum(len(pattern.findall(markup)) for pattern in (OLD_LETTER, OLD_REFERENCE, re.compile("á[º»]")))
    assert has_old_text(markup, encoded, small) == (OLD_FONT.search(markup) is not None or words >= 3)
    read = _without_control(markup, encoded, small)
    assert read.markup == CONTROL.sub(" ", markup)
    assert read.encoded == read.markup.encode("utf-8", "replace")
