"""Ages beside a figure of people, on sentences of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã có 41 đảng viên dưới 30 tuổi.", ["youth"]),
        ("Năm 2020, xã kết nạp 97 đảng viên, tuổi đời từ 18 - 30 có 41 đồng chí.", ["youth"]),
        ("Ban Chấp hành có 97 đồng chí, trong đó 41 đồng chí dưới 40 tuổi.", ["youth"]),
        ("Xã có 41 đảng viên dưới 40 tuổi.", []),
        ("Xã có 41 đảng viên trên 60 tuổi.", []),
        ("Xã có 41 đảng viên từ 31 đến 40 tuổi.", []),
        ("Xã có 41 đảng viên từ 18 tuổi trở lên.", []),
        ("Xã có 41 đảng viên, 97 đảng viên dưới 30 tuổi.", []),
    ],
)
def test_who_is_young(read: Read, text: str, expected: list[str]) -> None:
    (fact,) = [f for f in read(text).facts if f.value == 41]
    assert list(fact.groups) == expected
