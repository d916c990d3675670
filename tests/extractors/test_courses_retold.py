"""Pupils whose course the sentence before names, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Đảng ủy mở lớp bồi dưỡng nhận thức về Đảng. Lớp có 72 học viên.", "candidate.trained"),
        ("Đảng ủy mở lớp bồi dưỡng nhận thức về Đảng. Xã đẹp. Học lớp này có 72 học viên.", "candidate.trained"),
        ("- Lớp bồi dưỡng nhận thức về Đảng: 3 lớp, 72 học viên.", "candidate.trained"),
        # Another course since, or beside it, or in another paragraph; marks count nobody.
        ("Đảng ủy mở lớp nhận thức về Đảng. Trường có 72 học viên lớp trung cấp.", "trainee.total"),
        ("Đảng ủy mở lớp nhận thức về Đảng và lớp đảng viên mới. Các lớp có 72 học viên.", "trainee.total"),
        ("Đảng ủy mở lớp nhận thức về Đảng.\nLớp có 72 học viên.", "trainee.total"),
        ("- Lớp nhận thức về Đảng: 3 lớp, 90 học viên; lớp đảng viên mới: 2 lớp, 72 học viên.", "trainee.total"),
        ("Đảng ủy mở lớp nhận thức về Đảng cho 90 học viên, trong đó 72 học viên xếp loại giỏi.", "other"),
    ],
)  # fmt: skip
def test_the_course_before_says_what_pupils_are(read: Read, text: str, indicator: str) -> None:
    assert fact_of(read(f"Huyện Ba Bể\n\n{text}\n"), "72").indicator == indicator
