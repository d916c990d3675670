"""Words that a check asks for before it tries a pattern: no text that the pattern matches is without them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.checks import change, growth, lists, names, part_lists, ratio, tables

PIECES = st.sampled_from(
    "từ so với nâng đưa tổng số cộng toàn tỉnh lên là đạt tăng giảm vượt trong đó này số gồm bao cả cụ thể chi tiết ( "
    ": | \n , ; . có đảng viên cùng kỳ năm trước 2020 chỉ hơn A B mức kế hoạch đó".split(" ")
)
TEXTS = st.lists(PIECES, max_size=24).map(" ".join)
NEEDED = (
    (change.FROM, ("từ",)),
    (change._COMPARED, ("so với",)),
    (change.RAISES, ("nâng", "đưa")),
    (growth._AGAINST, ("so với",)),
    (lists._HEAD, (":",)),
    (names._LIST, (":",)),
    (ratio._EXCESS, ("vượt",)),
    (tables._TOTAL_ROW, ("tổng", "cộng", "toàn")),
)


@pytest.mark.parametrize(("pattern", "words"), NEEDED, ids=[pattern.pattern[:20] for pattern, _ in NEEDED])
@given(text=TEXTS)
@settings(max_examples=300)
def test_what_a_pattern_matches_holds_one_of_the_words(
    pattern: re.Pattern[str], words: tuple[str, ...], text: str
) -> None:
    assert not pattern.search(text) or any(word in text for word in words)


@given(before=TEXTS, words=st.sampled_from(["trong đó", "trong số này", "bao gồm", "gồm", "cụ thể", "(", ":", ""]))
@settings(max_examples=300)
def test_a_list_is_introduced_only_where_a_gap_ends_as_introductions_do(before: str, words: str) -> None:
    for gap in (before, f"{before} {words} {before[:40]}", f"{before}{words}"):
        found = [m.end() for m in part_lists._INTRODUCED.finditer(gap)]
        is_near = bool(found) and len(gap) - found[-1] <= part_lists._LONGEST
        assert part_lists.may_introduce(gap) or not is_near
