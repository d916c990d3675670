import re
import unicodedata
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_encodings import encoded, sentences

from corpus.encodings.charsets import CharsetId, load_charsets
from corpus.encodings.codes import FROM_CODES, WINDOWS_1252, decode_codes
from corpus.encodings.conversion import Run, convert, convert_lines, convert_runs

GOLD = sorted((Path(__file__).parents[3] / "corpus" / "gold" / "open").glob("*.txt"))
SENTENCE = "Đảng bộ huyện có 45 tổ chức cơ sở đảng với 4.907 đảng viên, tăng 12,5% so với năm 2003; kỵ binh đứng thẳng."
FONTS: dict[CharsetId, str] = {
    "tcvn3": ".VnTime", "vni": "VNI-Times", "viscii": "VI Times", "vps": "VPS Times", "vietware-x": "VNtimes new roman"
}  # fmt: skip
NUMERAL = re.compile(r"\d[\d.,%/-]*")
SIGNS_ALONE = frozenset(letter for letter in WINDOWS_1252 if not letter.isalpha())
ids = st.sampled_from(get_args(CharsetId))


def surface(text: str, charset_id: CharsetId) -> str:
    return encoded(text, charset_id).decode("latin-1")


@given(sentences(), ids)
def test_random_text_comes_back_by_its_table(text: str, charset_id: CharsetId) -> None:
    charset = load_charsets()[charset_id]
    decoded = decode_codes(surface(text, charset_id), charset)
    if charset_id == "tcvn3":
        assert decoded.lower() == text.lower()
    else:
        assert decoded == text
    assert NUMERAL.findall(decoded) == NUMERAL.findall(text)
    assert unicodedata.is_normalized("NFC", decoded)


@given(sentences(), ids)
def test_text_without_a_font_is_read_right_or_left_alone(text: str, charset_id: CharsetId) -> None:
    for codes in (surface(text, charset_id), surface(text, charset_id).translate(FROM_CODES)):
        converted = convert(codes)
        is_read = converted is None or converted.text.lower() == text.lower()
        # The euro sign alone is no À, nor a dash alone Ở: what stands for both is taken for the sign.
        assert is_read or any(word in SIGNS_ALONE for word in codes.split())


@given(sentences())
def test_a_font_of_capitals_gives_capitals(text: str) -> None:
    codes = surface(text.lower(), "tcvn3")
    converted = convert(codes, font=".VnTimeH")
    assert (converted.text if converted else codes) in (text.upper(), codes)
    if any(letter.isalpha() and not letter.isascii() for letter in codes):
        assert converted is None or converted.text == text.upper()


@pytest.mark.parametrize("charset_id", get_args(CharsetId))
@pytest.mark.parametrize("is_1252", [False, True])
def test_a_sentence_tells_its_encoding(charset_id: CharsetId, is_1252: bool) -> None:
    codes = surface(SENTENCE, charset_id)
    converted = convert(codes.translate(FROM_CODES) if is_1252 else codes)
    assert converted is not None
    assert (converted.text, converted.encodings) == (SENTENCE, (charset_id,))


@pytest.mark.parametrize("charset_id", sorted(FONTS))
@pytest.mark.parametrize("word", ["số", "ứng", "bộ", "Đ"])
def test_a_font_tells_what_one_word_does_not(charset_id: CharsetId, word: str) -> None:
    codes = surface(word, charset_id)
    assert convert(codes) is None
    converted = convert(codes, font=FONTS[charset_id])
    assert converted is not None
    assert (converted.text, converted.encodings) == (word, (charset_id,))


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Cộng hoà", ".VnTimeH"),
        ("là 12", "VNI-Times"),
        ("số", "VPS Times"),
        (SENTENCE, ".VnTime"),
        ("chi bo 12", ".VnTime"),
        ("", ".VnTime"),
        ("§ 5, 12 m² và 30°", None),
        ("Le café très élégant de l’hôtel, déjà célèbre en été, où l’élève français reçoit sa leçon à l’école", None),
        ("El señor Núñez comió ñandú en la montaña mañana, año español; niño pequeño también está aquí", None),
        ("Der Überfluß der Bäume für die Männer größer als früher, schöne Grüße aus München und Köln", None),
    ],
)
def test_what_is_unicode_stays(text: str, font: str | None) -> None:
    assert convert(text, font=font) is None


def test_normal_articles_have_no_old_encoding() -> None:
    for path in GOLD:
        lines = path.read_text(encoding="utf-8").split("\n")
        assert convert_lines(lines) == (lines, ())


@pytest.mark.parametrize("how", ["latin-1", "cp1252"])
def test_utf8_that_was_encoded_twice(how: str) -> None:
    text = SENTENCE + " “Người” – ĐỌC…"
    codes = text.encode().decode("latin-1")
    converted = convert(codes.translate(FROM_CODES) if how == "cp1252" else codes)
    assert converted is not None
    assert (converted.text, converted.encodings) == (text, ("utf-8-twice",))


def test_bytes_lost_on_the_way_come_back_where_one_letter_spells() -> None:
    codes = "Đảng bộ huyện Ba Bể có 12 người được học, mọi nhà".encode().decode("cp1252", "ignore")
    converted = convert(codes)
    assert converted is not None
    # "mọi", "mỏi" and "mời" are all words: what cannot be known is left.
    assert converted.text == "Đảng bộ huyện Ba Bể có 12 người được học, má»i nhà"


def test_each_line_by_its_own_words_and_short_ones_by_their_neighbours() -> None:
    lines = [
        "BÁO CÁO của huyện Cư Kuin về công tác phát triển đảng viên",
        "Số",
        surface("Tổng số", "tcvn3"),
        surface(SENTENCE, "tcvn3"),
        surface("số xã 12", "tcvn3"),
        "2003 | 12,5%",
        surface(SENTENCE, "vni"),
        surface("xã", "vni"),
    ]
    texts, encodings = convert_lines(lines)
    assert texts == [lines[0], "Số", "Tổng số", SENTENCE, "số xã 12", "2003 | 12,5%", SENTENCE, "xã"]
    assert encodings == ("tcvn3", "vni")


def test_runs_of_one_paragraph() -> None:
    runs = [
        Run(surface("báo cáo ", "tcvn3"), ".VnTimeH"),
        Run(surface("Đ", "tcvn3"), ".VnTime"),
        Run(surface("ả", "tcvn3"), ".VnTime"),
        Run(surface("ng bộ: ", "tcvn3"), ".VnTime"),
        Run("45 tổ chức, ", "Times New Roman"),
        Run("ño", "VNI-Times"),
        Run("àng baøo", "VNI-Times,Bold"),
    ]
    converted = convert_runs(runs)
    assert converted.text == "BÁO CÁO Đảng bộ: 45 tổ chức, đồng bào"
    assert converted.encodings == ("tcvn3", "vni")
    assert convert_runs([]).text == ""
