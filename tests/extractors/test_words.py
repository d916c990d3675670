"""The fast reading of underthesea's word model against its own tagger."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from underthesea.pipeline import word_tokenize

from extractors.sentences import split_sentences
from extractors.tokens import Segmenter, load_segmenter, load_stock_segmenter
from extractors.word_model import CrfModel, WordScores, load_crf_model
from extractors.words import WordBounds
from schemas.documents import Document

FOLDER = Path(word_tokenize.__path__[0]) / "models" / "ws_crf_vlsp2013_20230727"
SYLLABLES = (
    "đảng viên chi bộ Huyện ủy văn bản làng nông thôn mới 1 2147483648 , . : ( Ba Bể THPT đ Đ hoà hòa xã hội ạ ơi "
    "tổ chức cơ sở chính trị bí thư İ ß Σ ǅ ﬁ ² ٣ – ½ ñ 😀"
).split()


@pytest.fixture(scope="module")
def model() -> CrfModel:
    return load_crf_model(FOLDER)


@pytest.fixture(scope="module")
def fast(model: CrfModel) -> Segmenter:
    scores = WordScores(model)
    return lambda tokens: WordBounds(tokens, scores)


@pytest.fixture(scope="module")
def stock() -> Segmenter:
    return load_stock_segmenter(FOLDER)


def test_same_words_on_real_articles(
    fast: Segmenter, stock: Segmenter, corpus_path: Path, load_path: Callable[[Path], Document]
) -> None:
    for sentence in split_sentences(load_path(corpus_path).text):
        tokens = sentence.text.split()
        assert list(fast(tokens)) == list(stock(tokens))


@given(tokens=st.lists(st.sampled_from(SYLLABLES) | st.text("aạbcđ0 1Ấ\u0301", min_size=1, max_size=4), max_size=40))
@settings(max_examples=300, deadline=None)
def test_same_words_on_any_tokens(fast: Segmenter, stock: Segmenter, tokens: list[str]) -> None:
    tokens = [token.replace(" ", "x") for token in tokens]
    assert list(fast(tokens)) == list(stock(tokens))


@given(tokens=st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=60), data=st.data())
@settings(max_examples=200, deadline=None)
def test_a_token_asked_for_alone_has_the_same_answer(
    fast: Segmenter, stock: Segmenter, tokens: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(tokens) - 1))
    assert fast(tokens)[at] == stock(tokens)[at]


def test_bounds_are_a_sequence(fast: Segmenter) -> None:
    bounds = fast(["đảng", "viên", "chi", "bộ"])
    assert isinstance(bounds, Sequence)
    assert len(bounds) == 4
    assert bounds[1:] == [True, False, True]
    assert bounds[-1]
    with pytest.raises(IndexError):
        bounds[4]


def test_a_word_longer_than_any_other_is_not_kept(fast: Segmenter, stock: Segmenter) -> None:
    tokens = ["xã", "đ" * 100_000, "bản"]
    assert list(fast(tokens)) == list(stock(tokens))


@pytest.mark.parametrize("name", ["models.bin", "features.bin", "dictionary.bin"])
def test_files_of_another_form_are_refused(tmp_path: Path, name: str) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / name).write_bytes(b"lCRF")
    with pytest.raises(ValueError, match=r"holds no CRFsuite model"):
        load_crf_model(tmp_path)


def test_unknown_features_are_refused(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    content = (tmp_path / "features.bin").read_bytes()
    (tmp_path / "features.bin").write_bytes(content.replace(b"T[0].istitle", b"T[0].isother"))
    with pytest.raises(ValueError, match=r"unknown features: \['T\[0\]\.isother'\]"):
        load_crf_model(tmp_path)


def test_the_stock_tagger_is_the_way_out(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def refuse(folder: Path) -> CrfModel:
        raise ValueError(f"no model in {folder.name}")

    monkeypatch.setattr("extractors.tokens.load_crf_model", refuse)
    assert list(load_segmenter()(["đảng", "viên"])) == [False, True]
    assert "slower words" in caplog.text
