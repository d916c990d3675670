import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from underthesea import word_tokenize

from extractors.folding import fold
from extractors.numerals import find_numerals
from extractors.rulebook import Rulebook
from extractors.sentences import split_sentences
from extractors.tokens import MAX_SEGMENTED, NUMERAL, Segmenter, TokenizedSentence, behind_last, make_vocab, tokenize
from schemas.numerals import Numeral
from schemas.sentences import Sentence


def cut(text: str, rulebook: Rulebook, segment: Segmenter) -> list[TokenizedSentence]:
    numerals, rejections = find_numerals(text, rulebook.numerals)
    return [
        tokenize(
            sentence,
            numerals=[n for n in numerals if sentence.start <= n.start < sentence.end],
            rejections=[r for r in rejections if sentence.start <= r.start < sentence.end],
            segment=segment,
        )
        for sentence in split_sentences(text)
    ]


def words(tokens: TokenizedSentence, text: str) -> list[str]:
    found: list[str] = []
    for start, end, inside in zip(tokens.starts, tokens.ends, tokens.inside, strict=True):
        piece = text[start:end]
        if inside:
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Có 95/1.813 thôn.", ["Có", NUMERAL, "thôn", "."]),
        ("đạt 12,5 % kế hoạch", ["đạt", NUMERAL, "kế", "hoạch"]),
        ("từ 30 - 35 đảng viên", ["từ", NUMERAL, "đảng", "viên"]),
        ("1,2 triệu người", [NUMERAL, "người"]),
        ("Nghị quyết 04-NQ/TU", ["Nghị", "quyết", NUMERAL, "-", "NQ", "/", "TU"]),
        ("bản “trắng” đảng viên", ["bản", "trắng", "đảng", "viên"]),
        ("Ea H’leo, M'Đrắk", ["Ea", "H’leo", ",", "M'Đrắk"]),
        ("rộng 12 km² ¹, “dân” số¹ đông", ["rộng", NUMERAL, "km²", ",", "dân", "số", "đông"]),
    ],
)
def test_numerals_are_one_token_and_quotation_marks_none(
    rulebook: Rulebook, segment: Segmenter, text: str, tokens: list[str]
) -> None:
    found = cut(text, rulebook, segment)
    assert [token for sentence in found for token in sentence.words] == tokens


def test_offsets_numerals_and_rejections(rulebook: Rulebook, segment: Segmenter) -> None:
    text = "Đầu đề\nNăm 2019 có 95/1.813 thôn."
    sentence = cut(text, rulebook, segment)[1]
    pieces = [text[start:end] for start, end in zip(sentence.starts, sentence.ends, strict=True)]
    assert pieces == ["Năm", "2019", "có", "95/1.813", "thôn", "."]
    assert {text[start : start + 2]: index for start, index in sentence.numerals.items()} == {"95": 3}
    assert {index: rejection.text for index, rejection in sentence.rejected.items()} == {1: "2019"}


def test_norm_is_our_folding() -> None:
    vocab = make_vocab()
    assert vocab["HOÀ"].norm_ == vocab["hòa"].norm_ == fold("Hoà") == "hòa"


PLAIN = (
    "Đảng bộ huyện lãnh đạo nhân dân phát triển kinh tế",
    "Các chi bộ thôn bản tổ chức sinh hoạt định kỳ hàng tháng",
    "Công tác phát triển đảng viên ở vùng đồng bào dân tộc thiểu số gặp nhiều khó khăn",
    "Văn bản này do Ban Tổ chức Huyện ủy ban hành",
    "Hội Liên hiệp Phụ nữ tỉnh vận động hội viên tham gia xây dựng nông thôn mới",
    "Bản làng vùng cao hôm nay đã có điện",
    "Thanh niên tình nguyện giúp dân gặt lúa",
    "Quần chúng ưu tú được giới thiệu cho Đảng xem xét",
)


@pytest.mark.parametrize("text", PLAIN)
def test_words_are_those_of_underthesea(rulebook: Rulebook, segment: Segmenter, text: str) -> None:
    (sentence,) = cut(text, rulebook, segment)
    assert words(sentence, text) == word_tokenize(text, use_token_normalize=False)


def test_a_syllable_inside_a_longer_word_is_no_word(rulebook: Rulebook, segment: Segmenter) -> None:
    (sentence,) = cut("Văn bản này nói về bản làng", rulebook, segment)
    assert not sentence.is_word(1, 2)
    assert sentence.is_word(0, 2)


def test_a_very_long_sentence_is_not_segmented(segment: Segmenter) -> None:
    assert not any(segment(["đảng", "viên"] * MAX_SEGMENTED))


@given(text=st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_tokens_lie_in_their_sentence_in_order(rulebook: Rulebook, text: str) -> None:
    def one_by_one(tokens: Sequence[str]) -> list[bool]:
        return [False] * len(tokens)

    for sentence in cut(text, rulebook, one_by_one):
        ends = [sentence.sentence.start, *sentence.ends[:-1]]
        assert all(end <= start for end, start in zip(ends, sentence.starts, strict=False))
        assert all(start < end for start, end in zip(sentence.starts, sentence.ends, strict=True))
        assert len(sentence.words) == len(sentence.inside) == len(sentence.starts)


def numeral(text: str, start: int, end: int, reach: int) -> Numeral:
    return Numeral(start=start, end=end, text=text[start:end], value=Decimal(1), reach=(start, reach))


def test_what_a_numeral_reaches_over_is_told_once() -> None:
    text = "có 12 triệu 5 trăm đảng viên"
    sentence = Sentence(start=0, end=len(text), text=text, paragraph=0)
    numerals = [numeral(text, 3, 5, 18), numeral(text, 12, 13, 13)]
    tokens = tokenize(sentence, numerals=numerals, rejections=[], segment=lambda tokens: [False] * len(tokens))
    assert tokens.words == ("có", NUMERAL, NUMERAL, "đảng", "viên")
    assert (tokens.starts, tokens.ends) == ((0, 3, 12, 19, 24), (2, 18, 13, 23, 28))
    assert tokens.numerals == {3: 1, 12: 2}


@given(text=st.text("aĐ’'1.,_ “”¹²m-\u0301\xa0", max_size=30))
@settings(max_examples=300)
def test_tokens_are_what_one_pattern_finds_without_quotation_marks_and_notes(text: str) -> None:
    sentence = Sentence(start=7, end=7 + len(text), text=text, paragraph=0)
    tokens = tokenize(sentence, numerals=[], rejections=[], segment=lambda tokens: [False] * len(tokens))
    pieces = re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_", text)
    found = [(piece.start() + 7, piece.group()) for piece in pieces]
    plain = [(start, word if word[:-1] == "m" else word.rstrip("¹²")) for start, word in found]
    expected = [(start, start + len(word), word) for start, word in plain if word and word not in "“”’'"]
    assert list(zip(tokens.starts, tokens.ends, tokens.words, strict=True)) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"), [(0, 6, 4), (0, 3, 2), (2, 3, 2), (4, 6, 4), (3, 3, 3), (0, -1, 0)]
)
def test_what_stands_behind_the_last_of_some_signs(start: int, end: int, expected: int) -> None:
    norms = ("xã", ";", "có", ",", "nữ", "là")
    assert behind_last(norms, start, end, frozenset({";", ","})) == expected


def test_half_a_sign_in_a_broken_text_is_no_numeral(rulebook: Rulebook, segment: Segmenter) -> None:
    (tokens,) = cut("Xã \ud800 có 9 chi bộ \ud800 và 120 đảng viên.", rulebook, segment)
    assert [tokens.norms[at + 1] for at in sorted(tokens.numerals.values())] == ["chi", "đảng"]
