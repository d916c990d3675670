import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.folding import fold, fold_text


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


def test_text_is_folded_word_by_word() -> None:
    text = "Huyện uỷ HOÀ Bình"
    assert fold_text(text) == "huyện ủy hòa bình"
    assert fold_text("") == ""
    assert fold_text("12.\nQuý III (Huyện uỷ, HOÀ)\tQuỳ") == "12.\nquý iii (huyện ủy, hòa)\tquỳ"
