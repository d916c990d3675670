"""Rates that the next sentence tells again as "that rate", on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đảng viên trong độ tuổi đoàn chiếm 31,5%. Đầu nhiệm kỳ 2015 - 2020, tỷ lệ này mới đạt 18%.",
            ("member.total", "actual", ("youth",), "2015"),
        ),
        (
            "Năm 2022, huyện kết nạp 90 đảng viên, nữ chiếm 43%. Huyện phấn đấu đến năm 2025 nâng tỷ lệ này lên 18%.",
            ("member.admitted", "target", ("female",), "2025-12-31"),
        ),
        # Another noun of its own, and another sentence between.
        ("Đảng viên trẻ chiếm 31,5%. Tỷ lệ che phủ rừng đạt 18%.", ("other", "actual", (), None)),
        ("Đảng viên trẻ chiếm 31,5%. Huyện có 3 trường. Tỷ lệ này mới đạt 18%.", ("other", "actual", (), None)),
    ],
)
def test_that_rate_is_the_one_told_before(read: Read, text: str, expected: tuple[object, ...]) -> None:
    fact = fact_of(read(f"Huyện Ba Bể\n\n{text}\n"), "18")
    assert (fact.indicator, fact.status, fact.groups, fact.period.end) == expected
