"""Candidates who wait to be admitted: a level of today beside those admitted; names and figures invented."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chín tháng, huyện kết nạp 88 đảng viên. Còn 21 quần chúng đã xong hồ sơ, chờ thẩm tra.", (None, True)),
        ("6 tháng đầu năm 2023, xã kết nạp 4 đảng viên, 21 quần chúng khác đang hoàn thiện hồ sơ.", (None, True)),
        ("Năm 2023, xã kết nạp 6 đảng viên, hồ sơ của 21 quần chúng nữa đang chờ huyện xét.", (None, True)),
        ("Tám tháng qua, huyện kết nạp 77 đảng viên; còn hơn 21 hồ sơ đang chờ thẩm tra.", (None, True)),
        # Who was proposed in a time is of that time, and a day told goes before.
        ("6 tháng đầu năm 2023, xã giới thiệu 21 quần chúng ưu tú cho Đảng.", ("2023-01-01", False)),
        ("Tính đến hết tháng 9/2023, 21 hồ sơ đang được thẩm định.", (None, False)),
    ],
)
def test_candidates_who_wait(read: Read, text: str, expected: tuple[str | None, bool]) -> None:
    fact = fact_of(read(f"{text}\n"), "21")
    assert fact.indicator == "candidate.introduced"
    assert (fact.period.start, fact.period.end_is_published) == expected
