"""Villages whose name is a number, told of and passed by, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import place_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]

COMMUNE = "Xã Hà Hiệu, huyện Ba Bể có 12 thôn.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What opens a sentence is told of, wherever it lies, and its cell.
        ("Thôn 7, xã Yến Dương có 41 hộ.", "thôn 7"),
        ("Ấp 4, xã Yến Dương, huyện Ba Bể hiện có 41 hộ.", "ấp 4"),
        ("Chi bộ Khóm 3, Phường 5, TP Cà Mau có 41 đảng viên.", "khóm 3"),
        ("(BBK) - Chi bộ thôn 3, xã Yến Dương có 41 đảng viên.", "thôn 3"),
        ("Chi bộ xóm 9 kết nạp 41 đảng viên.", "xóm 9"),
        ("Thôn 4 nơi ông ở vốn là thôn giáo, 41 hộ thì gần hết theo đạo.", "thôn 4"),
        ("Khóm 3 nằm ngay sau chợ. Khóm có 41 hộ.", "khóm 3"),
        # The bare word further on means it, and the cell that is led.
        ("Thôn 7, xã Yến Dương có 12 hộ. Chi bộ thôn hiện có 41 đảng viên.", "thôn 7"),
        ("Bí thư Chi bộ Tổ dân phố 6 (thị trấn Chợ Rã) cho biết, chi bộ hiện có 41 đảng viên.", "tổ dân phố 6"),
        # These words mean a village before a number only.
        ("Khu 4 có 12 hộ. Chi bộ khu có 41 đảng viên.", "khu 4"),
        ("Chi bộ khối 12, phường Yến Dương có 41 đảng viên.", "khối 12"),
        ("Quân khu 5 có mặt. Toàn xã có 41 đảng viên.", "xã Hà Hiệu"),
        ("Khu vực này xa, xã còn 41 hộ.", "xã Hà Hiệu"),
        # Counts and villages by the way are no places of figures.
        ("Xã có 17 chi bộ (thôn 9, trường học 41).", "xã Hà Hiệu"),
        ("Ông Sinh, ở thôn 5, kể chuyện: xã có 41 hộ nghèo.", "xã Hà Hiệu"),
    ],
)
def test_a_village_whose_name_is_a_number(read: Read, text: str, expected: str) -> None:
    assert place_of(read(f"{COMMUNE}{text}"), "41") == expected
