"""Phrases as whole words, by plain search and by their pattern."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.whole_words import whole_words

WORDS = whole_words(["phấn đấu", "sẽ", "giao", "tới đây", "được [0-9]", "kế hoạch"])
PIECES = st.sampled_from(
    ["phấn đấu", "Phấn Đấu", "PHẤN", " đấu", "sẽ", "ſẽ", "giao", "gıao", "gİao", "tới", " ", "đây", "được", "5",
     "\u212aế", "_", "kế hoạch", "hoạch", ",", "\n"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm nay phấn đấu kết nạp", True),
        ("KẾ HOẠCH năm", True),
        ("được 5 đồng chí", True),
        ("được đồng chí", False),
        ("sẽx", False),
        ("bàn giao", True),
    ],
)
def test_whole_words_are_found(text: str, expected: bool) -> None:
    assert WORDS.are_in(text) == expected


@given(text=st.lists(PIECES, max_size=8).map("".join))
@settings(max_examples=500)
def test_a_text_without_a_part_holds_no_phrase(text: str) -> None:
    assert WORDS.may_be_in(text) or not WORDS.pattern.search(text)
    assert WORDS.are_in(text) == bool(WORDS.pattern.search(text))
