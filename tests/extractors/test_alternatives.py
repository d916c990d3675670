"""Alternatives parted by their first letters match what they match in a row."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.alternatives import by_first_letter


@given(
    words=st.lists(st.text(alphabet="abđ&( ", min_size=1, max_size=3), min_size=1, max_size=8, unique=True),
    text=st.text(alphabet="abđ&( ", max_size=12),
)
def test_the_same_is_found_as_by_one_behind_the_other(words: list[str], text: str) -> None:
    patterns = [re.escape(word) for word in words]
    assert re.findall(by_first_letter(patterns), text) == re.findall("|".join(patterns), text)


@pytest.mark.parametrize(
    ("words", "pattern"),
    [(["tổ", "đội", "thôn"], "t(?:ổ|hôn)|đội"), (["ấp"], "ấp"), ([r"\&", r"\(", "a"], r"\&|\(|a"), ([], "")],
)
def test_words_of_one_letter_are_tried_together(words: list[str], pattern: str) -> None:
    assert by_first_letter(words) == pattern
