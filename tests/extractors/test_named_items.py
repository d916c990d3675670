"""Names that label one more item of those counted before; names and figures invented."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng bộ kết nạp 26 đảng viên, trong đó Nông trường Xuân Hạ 7, Nông trường Suối Cát 6.",
         ["26 member.admitted", "7 member.admitted", "6 member.admitted"]),
        ("Khoa Cơ khí dẫn đầu với 27 sinh viên được kết nạp, kế đến là Khoa Hóa chất 21, Khoa Kinh tế 18.",
         ["27 member.admitted", "21 member.admitted", "18 member.admitted"]),
        # A part is no more than the whole, and what a verb is said of is no item of the list.
        ("Đảng bộ kết nạp 26 đảng viên, trong đó Nông trường Xuân Hạ 70.", ["26 member.admitted", "70 other"]),
        ("Các đơn vị có số đảng viên kết nạp nhiều là Đảng bộ Phường 9 (14), Đảng bộ Phường 4 (11).",
         ["14 member.admitted", "11 member.admitted"]),
        ("Trong năm kết nạp 121 đảng viên: khối phường, xã 74 đảng viên; khối cơ quan hành chính, sự nghiệp 35; "
         "khối lực lượng vũ trang 9.",
         ["121 member.admitted", "74 member.admitted", "35 member.admitted", "9 member.admitted"]),
        ("Xã có 5.120 đảng viên; nữ 1.230 (27,3%), dưới 35 tuổi 1.102.",
         ["5.120 member.total", "1.230 member.total", "27,3 member.total share", "1.102 member.total"]),
        ("Toàn tỉnh kết nạp 874 đảng viên, trong đó phía đông 503, phía tây 371.",
         ["874 member.admitted", "503 member.admitted", "371 member.admitted"]),
        ("Các đảng bộ có số đảng viên kết nạp cao gồm: Kế Sách 205 và TP. Sóc Trăng 172 đảng viên.",
         ["205 member.admitted", "172 member.admitted"]),
    ],
)  # fmt: skip
def test_a_name_labels_one_more_item(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected
