"""Bodies that a sentence speaks of without their names, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]

_FIRM = (
    "Huyện Nhơn Trạch chăm lo đoàn viên\n\nHuyện Nhơn Trạch có nhiều khu công nghiệp. Anh Thái làm ở Công ty TNHH Dệt "
    "Đại Hưng. Năm 2014, Chi bộ Công ty Dệt Đại Hưng được thành lập.\n\n"
)


@pytest.mark.parametrize(
    ("rest", "numeral", "expected"),
    [
        ("Đến nay, chi bộ đã kết nạp 21 đảng viên.", "21", "Chi bộ Công ty Dệt Đại Hưng"),
        ("Đến nay, chi bộ đã kết nạp nhiều người. Chi bộ còn 19 đảng viên.", "19", "Chi bộ Công ty Dệt Đại Hưng"),
        ("Toàn huyện hiện có nhiều nơi khó. Chi bộ đã kết nạp 21 đảng viên.", "21", None),
        ("Hiện nay, công ty có 98% lao động là đoàn viên công đoàn.", "98", "Công ty TNHH Dệt Đại Hưng"),
        ("Rồi đến Công ty May An Lạc. Hiện nay, công ty có 98% lao động là đoàn viên công đoàn.", "98", None),
    ],
)
def test_a_firm_and_its_cell_are_told_of_again(read: Read, rest: str, numeral: str, expected: str | None) -> None:
    organization = fact_of(read(f"{_FIRM}{rest}\n", province="Đồng Nai"), numeral).organization
    if expected is None:
        assert organization is None or "Dệt Đại Hưng" not in organization
    else:
        assert organization == expected
