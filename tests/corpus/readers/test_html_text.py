"""Settled text, and lines that are found again by what they print."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.html_text import PrintedLines, line_key, settle

PIECES = st.sampled_from(
    [
        "a",
        "A",
        "Đảng bộ",
        "huyện",
        " ",
        "  ",
        "\u00a0",
        "\n",
        "\u200b",
        "\u00ad",
        "e\u0301",
        "ß",
        "_",
        "12",
        "…",
        "“",
        "\u2028",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=20)


@given(TEXTS)
def test_settled_text_is_one_line_of_nfc_without_invisible_signs(text: str) -> None:
    bare = text if text.isascii() else re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text)
    assert settle(text) == unicodedata.normalize("NFC", " ".join(bare.split()))


@given(TEXTS)
def test_a_key_has_the_letters_and_digits(text: str) -> None:
    assert line_key(text) == re.sub(r"\W+", "", text).casefold()


@given(st.lists(TEXTS, max_size=12), TEXTS)
def test_lines_are_found_again_by_what_they_print(lines: list[str], other: str) -> None:
    seen, keys = PrintedLines(), set[str]()
    for line in lines:
        assert (line in seen) == (line_key(line) in keys)
        assert seen.add(line) == (line_key(line) in keys)
        keys.add(line_key(line))
    assert (other in seen) == (line_key(other) in keys)
