"""By how much a plan was passed, told in percent behind those who set it."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2018, huyện kết nạp 271 đảng viên, vượt chỉ tiêu tỉnh giao 13%.", "13 member.admitted completion"),
        ("Đảng bộ tỉnh kết nạp 1.248 đảng viên, vượt chỉ tiêu Đại hội đề ra 2,5%.", "2,5 member.admitted completion"),
        ("Huyện kết nạp 271 đảng viên, chiếm 13%.", "13 member.admitted share"),
        ("Xã Hà Hiệu kết nạp 9 đảng viên (vượt 3 đảng viên).", "3 member.admitted completion"),
    ],
)  # fmt: skip
def test_a_plan_is_passed(read: Read, text: str, expected: str) -> None:
    assert told(read(text))[-1] == expected
