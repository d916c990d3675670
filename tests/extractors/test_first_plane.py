"""Classes that are written out hold what they hold otherwise, in the first plane of Unicode."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.first_plane import is_of_first_plane, written_out


@pytest.mark.parametrize("one", [r"[^\W\d_]", r"\d", r"[^\W_]"])
@given(text=st.text(alphabet=st.characters(max_codepoint=0xFFFF)))
def test_a_class_written_out_finds_the_same(one: str, text: str) -> None:
    assert re.findall(f"[{written_out(one)}]", text) == re.findall(one, text)


@given(text=st.text())
def test_texts_with_a_larger_character_are_of_no_first_plane(text: str) -> None:
    assert is_of_first_plane(text) == (max(text, default="") <= "\uffff")
