import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.folding import LOOK_ALIKES, fold, fold_text, spellings


@pytest.mark.parametrize(
    ("folded", "forms"),
    [
        ("hòa", ["hoà", "Hoà", "HÒA", "HOÀ", "hòa"]),
        ("ủy", ["uỷ", "Uỷ", "ỦY", "ủy"]),
        ("thúy", ["thuý", "Thúy"]),
        ("khỏe", ["khoẻ", "KHỎE"]),
        ("toàn", ["toàn", "tòan", "TOÀN"]),
        ("đảng", ["Đảng", "ĐẢNG", "Ðảng", "ðảng"]),
        ("quý", ["Quý", "QUÝ", "quí"]),
        ("kỳ", ["kì", "Kỳ"]),
        ("lý", ["lí", "LÝ"]),
        ("quỳ", ["quỳ"]),
        ("30-35", ["30–35", "30—35", "30‑35"]),
        (" ", ["\u00a0", " "]),
    ],
)
def test_one_form_for_all_spellings(folded: str, forms: list[str]) -> None:
    assert {form: fold(form) for form in forms} == dict.fromkeys(forms, folded)


@pytest.mark.parametrize("word", ["hoàn", "toán", "khoản", "xoáy", "huỳnh", "quyết", "quy", "oà", "uy"])
def test_tone_marks_of_closed_syllables_stay(word: str) -> None:
    closed = {"oà": "òa"}
    assert fold(word) == closed.get(word, word)


@given(st.text())
def test_length_stays_and_folding_twice_changes_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(fold_text(text)) == len(text)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"], max_codepoint=0x1EFF), max_size=8))
def test_a_word_folds_like_its_small_letters(word: str) -> None:
    small = word.lower()
    if len(small) == len(word) and unicodedata.is_normalized("NFC", small):
        assert fold(word) == fold(small)


@given(
    st.lists(st.sampled_from(["Huyện", "uỷ", "HOÀ", "kì", "quỳ", "Ð", "–", "_", "Σ", "İ", " ", "’", "Ⓐ", "a\u0301"]))
)
def test_a_long_text_folded_in_pieces_is_folded_as_a_short_one(words: list[str]) -> None:
    text = "".join(words)
    padding = "." * 400
    assert fold_text(padding + text) == padding + fold_text(text)


SYLLABLES = st.sampled_from("hoà|òa|oàn|òan|oà|quí|quý|uỳ|ùy|kì|lí|mĩ|a|ng|nh|é|_|1| |.".split("|"))


@given(st.lists(SYLLABLES, max_size=12).map("".join))
def test_no_word_is_passed_over_that_folding_changes(text: str) -> None:
    assert fold_text(text) == re.sub(r"\w+", lambda word: fold(word.group()), text)


def test_text_is_folded_word_by_word() -> None:
    text = "Huyện uỷ HOÀ Bình"
    assert fold_text(text) == "huyện ủy hòa bình"
    assert fold_text("") == ""
    assert fold_text("12.\nQuý III (Huyện uỷ, HOÀ)\tQuỳ") == "12.\nquý iii (huyện ủy, hòa)\tquỳ"


@pytest.mark.parametrize(
    ("piece", "printed"),
    [
        ("hòa b", {"hòa b", "hoà b"}),
        ("toàn", {"toàn", "tòan"}),
        ("nhiệm kỳ", {"nhiệm kỳ", "nhiệm kì"}),
        ("tiểu", {"tiểu", "tiểù", "tiểú", "tiểủ", "tiểũ", "tiểụ"}),
        ("đảng", {"đảng"}),
    ],
)
def test_what_text_may_print_for_a_piece(piece: str, printed: set[str]) -> None:
    assert spellings(piece) == printed


LETTERS = st.sampled_from(
    [*"htkmlqpuoayeiđ -_1", "oà", "òa", "uý", "úy", "oẹ", "ọe", "ì", "í", "ỉ", "Ð", "–", "Oà", "qu"]
)


@given(letters=st.lists(LETTERS, max_size=10), start=st.integers(0, 9), length=st.integers(1, 6))
@settings(max_examples=500)
def test_every_stretch_of_a_text_is_a_spelling_of_what_it_is_folded_to(
    letters: list[str], start: int, length: int
) -> None:
    text = "".join(letters)
    small = text.lower()
    for letter, usual in LOOK_ALIKES.items():
        small = small.replace(letter, usual)
    assert small[start : start + length] in spellings(fold_text(text)[start : start + length])
