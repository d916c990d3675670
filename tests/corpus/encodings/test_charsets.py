"""Every letter of every table, and sentences as they stand in old documents, not made by our own tables."""

import unicodedata
from typing import get_args

import pytest
from old_encodings import LETTERS, encoded

from corpus.encodings.charsets import CharsetId, find_charset, load_charsets
from corpus.encodings.codes import as_codes, decode_codes

MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc"
SEEN: list[tuple[CharsetId, str, str]] = [
    ("tcvn3", "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc", MOTTO),
    ("vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc", MOTTO),
    ("viscii", "Cµng hòa xã hµi chü nghîa Vi®t Nam Ðµc l§p - Tñ do - HÕnh phúc", MOTTO),
    ("vps", "C¶ng hòa xã h¶i chû nghïa ViŒt Nam ñ¶c lÆp - T¿ do - Hånh phúc", MOTTO),
    ("vietware-x", "Thoaït Vãö", "Thoát Về"),
    ("vni", "kî luaät, ñöùng thaúng, ÑAØ NAÜNG, kó thuaät, Myõ", "kỵ luật, đứng thẳng, ĐÀ NẴNG, kĩ thuật, Mỹ"),
    ("vni", "Aùp duïng, Ñöôïc", "Áp dụng, Được"),
    ("tcvn3", "Th«ng t−, nhµ n-íc, h−íng dÉn", "Thông tư, nhà nước, hướng dẫn"),
    ("tcvn3", "§¶ng-®oµn, 20-10, 5−6, xuÊt - nhËp", "Đảng-đoàn, 20-10, 5−6, xuất - nhập"),
    ("tcvn3", "\uf0a7\uf0b6ng bé", "Đảng bộ"),
    ("tcvn3", "“§¶ng bé” – 12%…", "“Đảng bộ” – 12%…"),
    ("vps", "“Çäng viên”", "“đảng viên”"),
    ("vps", "HUY\x06N \x12I", "HUYỆN ỘI"),
    ("windows-1258", "ÐaÒng bôò huyêòn, xaÞ", "Đảng bộ huyện, xã"),
]


def test_every_encoding_has_every_letter_but_capitals_that_tcvn3_lacks() -> None:
    assert len(LETTERS) == 134
    for charset in load_charsets().values():
        reached = {charset.decode(code) for code in charset.letters}
        missing = set(LETTERS) - reached
        if charset.id == "windows-1258":
            missing = {letter for letter in missing if not _is_letter_and_mark(letter, reached)}
        assert missing == (
            {letter.upper() for letter in charset.small_for_capitals} if charset.id == "tcvn3" else set()
        )
    assert len(load_charsets()["tcvn3"].small_for_capitals) == 60


def _is_letter_and_mark(letter: str, reached: set[str]) -> bool:
    parts = unicodedata.normalize("NFD", letter)
    tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", parts.replace(tone, "")) in reached | set("aeiouyAEIOUY")


@pytest.mark.parametrize("charset_id", get_args(CharsetId))
@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_comes_back(charset_id: CharsetId, letter: str) -> None:
    charset = load_charsets()[charset_id]
    codes = encoded(letter, charset_id).decode("latin-1")
    lost = charset_id == "tcvn3" and letter.lower() in charset.small_for_capitals
    assert charset.decode(codes) == (letter.lower() if lost else letter)
    assert charset.knows(codes)


@pytest.mark.parametrize("charset_id", get_args(CharsetId))
def test_ascii_is_itself(charset_id: CharsetId) -> None:
    ascii_text = "".join(map(chr, range(0x20, 0x7F))) + "\r\n\t"
    assert decode_codes(ascii_text, load_charsets()[charset_id]) == ascii_text


@pytest.mark.parametrize(("charset_id", "codes", "text"), SEEN)
def test_text_as_it_stands_in_old_documents(charset_id: CharsetId, codes: str, text: str) -> None:
    assert decode_codes(codes, load_charsets()[charset_id]) == text


def test_codes_have_the_length_of_their_text() -> None:
    text = "“ŒŸ”–\uf0b6\u03bc\u2219§đ"
    assert len(as_codes(text)) == len(text)


@pytest.mark.parametrize(
    ("name", "charset_id"),
    [
        ("x-viet-vps", "vps"),
        ("VISCII", "viscii"),
        ("x-viet-tcvn", "tcvn3"),
        ("Windows-1258", "windows-1258"),
        ("utf-8", None),
    ],
)
def test_names_that_pages_state(name: str, charset_id: CharsetId | None) -> None:
    found = find_charset(name)
    assert (found.id if found else None) == charset_id
