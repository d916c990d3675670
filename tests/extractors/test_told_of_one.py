"""One place told apart behind all that were admitted, its verb left out; names and figures invented."""

from collections.abc import Callable

import pytest
from told_facts import place_of, told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]
_ALL = "9 tháng, toàn tỉnh kết nạp 1.420 đảng viên, đạt 71% kế hoạch."
_TOLD = ["1.420 member.admitted", "71 member.admitted completion"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã Lộc Thủy chưa đạt, mới 3/8.", ["3 member.admitted"]),
        ("Trong khi đó, thị xã Ba Đồn chỉ đạt 41,2% (70/170).",
         ["41,2 member.admitted completion", "70 member.admitted"]),
        ("Xã Kim Hóa chỉ có 1.", ["1 member.admitted"]),
        ("Một số nơi đạt tỷ lệ cao: Lệ Thủy 92%, Bố Trạch 88,5%; thấp nhất là Minh Hóa với 45%.",
         [f"{n} member.admitted completion" for n in ("92", "88,5", "45")]),
        # What else a place reached is its own figure.
        ("Thu ngân sách của huyện Lệ Thủy chỉ đạt 41,2%.", ["41,2 other share"]),
        ("Huyện Lệ Thủy chỉ có 3 trường.", ["3 other"]),
    ],
)  # fmt: skip
def test_one_place_behind_all_of_them(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(f"{_ALL} {text}\n")) == [*_TOLD, *expected]


def test_the_rate_is_of_the_place_named(read: Read) -> None:
    assert place_of(read(f"{_ALL} Trong khi đó, thị xã Ba Đồn chỉ đạt 41,2% (70/170).\n"), "41,2") == "thị xã Ba Đồn"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công tác kết nạp hội viên ở huyện Minh Hóa mới đạt 43%.", ["43 member.admitted completion"]),
        ("Phát triển đảng viên tại thị xã Ba Đồn chỉ đạt 43%.", ["43 member.admitted completion"]),
        ("Kết nạp đảng viên là nữ đạt 43%.", ["43 member.admitted share"]),
    ],
)
def test_a_rate_behind_a_verb_and_a_unit(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(f"{text}\n")) == expected
