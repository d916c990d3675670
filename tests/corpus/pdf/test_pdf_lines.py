"""Glyphs placed by hand -> the text of their line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.pdf.accents import mend_accents
from corpus.readers.pdf.glyphs import Glyph
from corpus.readers.pdf.pieces import find_pieces
from corpus.readers.pdf.private_signs import read_private
from corpus.readers.pdf.syllables import is_cut, is_syllable

SIZE = 10.0


def place(text: str, *, left: float = 0.0, blank: float = 3.0, base: float = 100.0, size: float = SIZE) -> list[Glyph]:
    """Each sign 6 points wide, combining marks over the letter before; "_" is a gap without a sign."""
    glyphs = []
    for sign in text:
        width = blank if sign in " _" else 6.0 * size / SIZE
        if unicodedata.combining(sign):
            glyphs.append(Glyph(sign, left - 4, left - 1, base, size, "Times", 400))
            continue
        if sign != "_":
            glyphs.append(Glyph(sign, left, left + width, base, size, "Times", 400))
        left += width
    return glyphs


def line_of(glyphs: list[Glyph]) -> str:
    return " ".join(piece.text for piece in find_pieces(mend_accents(glyphs)))


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("có 120 người", "có 120 người"),
        ("có_120_người", "có 120 người"),
        ("DIE\u0302\u0300U TO\u0302\u0309NG", "DIỀU TỔNG"),
        ("tie\u0301\u0302ng", "tiếng"),
        ("bằng ﬁ và ﬂ", "bằng fi và fl"),
    ],
)
def test_blanks_and_marks(printed: str, text: str) -> None:
    assert line_of(place(printed)) == text


def test_a_blank_without_width_is_none() -> None:
    assert line_of(place("ĐIỀ U KHO ẢN", blank=0.2)) == "ĐIỀUKHOẢN"


@pytest.mark.parametrize(
    ("cut", "whole"), [("ĐIỀ U", "ĐIỀU"), ("TỔ NG", "TỔNG"), ("NGƯỜ I", "NGƯỜI"), ("huyệ n", "huyện")]
)
def test_a_blank_inside_a_syllable_is_taken_out(cut: str, whole: str) -> None:
    assert line_of(place(f"có {cut} ba bốn")) == f"có {whole} ba bốn"


@pytest.mark.parametrize("text", ["tổ c ba bốn", "xã A và B", "ở thôn U Minh", "tổ nông dân"])
def test_words_that_could_be_parts_stay_apart(text: str) -> None:
    assert line_of(place(text)) == text


def test_a_mark_before_its_letter_and_one_at_the_end_of_the_line() -> None:
    acute = Glyph("´", 12.5, 15.5, 100.0, SIZE, "CMR", 400)
    word = place("hoc")
    assert line_of([*word[:1], acute._replace(left=7.5, right=10.5), *word[1:]]) == "hóc"
    dot = Glyph("\u0323", 8.0, 10.0, 100.0, SIZE, "Other", 400)
    assert line_of([*place("hoc tap"), dot]) == "học tap"


def test_a_tilde_between_words_is_no_mark() -> None:
    assert line_of(place("12 ~ 15")) == "12 ~ 15"


def test_a_raised_number_is_not_glued_to_a_figure() -> None:
    note = Glyph("1", 18.2, 21.0, 96.0, 6.0, "Times", 400)
    assert line_of([*place("120"), note, *place("người", left=24.5)]) == "120¹ người"


def test_letters_raised_behind_a_figure_stand_in_brackets() -> None:
    note = Glyph("a", 18.2, 21.0, 96.0, 6.0, "Times", 400)
    assert line_of([*place("120"), note]) == "120 [a]"


def test_a_lowered_number_is_no_figure() -> None:
    low = Glyph("2", 12.1, 15.0, 102.5, 6.0, "Times", 400)
    assert line_of([*place("CO"), low]) == "CO₂"


def test_bold_by_printing_twice_is_read_once() -> None:
    shifted = [glyph._replace(left=glyph.left + 0.4, right=glyph.right + 0.4) for glyph in place("BÁO CÁO")]
    assert line_of([*place("BÁO CÁO"), *shifted]) == "BÁO CÁO"


def test_a_double_letter_is_no_second_printing() -> None:
    assert line_of(place("số 1100 và xoong")) == "số 1100 và xoong"


def test_letters_set_apart_for_show_are_words() -> None:
    assert line_of(place("B Á O_ _C Á O", blank=2.5)) == "BÁO CÁO"


def test_a_narrow_blank_in_a_grouped_figure_is_a_slip() -> None:
    slip = Glyph(" ", 57.0, 58.5, 100.0, SIZE, "Times", 400)
    glyphs = [*place("xã có ba 1."), slip, *place("813", left=58.5), *place("đảng viên", left=79.5)]
    assert line_of(glyphs) == "xã có ba 1.813 đảng viên"


@pytest.mark.parametrize("text", ["1. 813 xã", "mục 1. 813 xã nữa", "12 345 xã và 7"])
def test_a_full_blank_behind_a_number_stays(text: str) -> None:
    assert line_of(place(text)) == text


def test_a_wide_gap_parts_pieces_but_not_an_items_mark() -> None:
    pieces = find_pieces([*place("1."), *place("Xã A", left=30), *place("24", left=120)])
    assert [piece.text for piece in pieces] == ["1. Xã A", "24"]


def test_a_wall_parts_what_stands_close() -> None:
    pieces = find_pieces([*place("ab"), *place("cd", left=14)], walls=[13.0])
    assert [piece.text for piece in pieces] == ["ab", "cd"]


@pytest.mark.parametrize(
    ("code", "font", "text"),
    [
        (0xF0B7, "Symbol", "•"),
        (0xF02D, "Symbol", "-"),
        (0xF035, "Moved", "5"),
        (0xF035, "Wingdings", "\ufffd"),
        (0xE123, "X", "\ufffd"),
    ],
)
def test_private_signs(code: int, font: str, text: str) -> None:
    glyph = read_private(Glyph(chr(code), 0, 6, 0, SIZE, font, 400))
    assert (glyph.text, glyph.is_known) == (text, text != "\ufffd")


@pytest.mark.parametrize("word", "điều tổng người nghiêng quyết khuỷu thuở giếng yêu uyên xoong nguyễn ĐƯỢC".split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["iề", "điề", "TCCSĐ", "ngườ", "x", "", "12"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(("first", "second"), [("tổ", "chức"), ("có", "12"), ("", ""), ("TỔ", "ng"), ("xã", "N")])
def test_what_is_not_cut(first: str, second: str) -> None:
    assert not is_cut(first, second, is_near=False)


WORD = st.sampled_from("đảng viên 1.813 2,5 12/15 kết nạp người ở xã Hà Giang (54%) 2018".split())


@given(st.lists(WORD, min_size=1, max_size=12), st.booleans(), st.booleans())
def test_words_come_back_however_they_are_spaced_and_composed(
    words: list[str], has_blanks: bool, is_apart: bool
) -> None:
    printed = (" " if has_blanks else "_").join(words)
    if is_apart:
        printed = unicodedata.normalize("NFD", printed)
    assert line_of(place(printed)) == " ".join(words)
