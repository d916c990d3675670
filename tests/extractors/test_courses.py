"""People counted beside courses: those on the Party teach candidates, others pupils; names and figures invented."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thị ủy mở 4 lớp nhận thức về Đảng vào cuối tuần. Đã có 245 người theo học, trong đó 98 người là công nhân.",
         ["4 class.opened", "245 candidate.trained", "98 candidate.trained"]),
        ("Huyện ủy mở 5 lớp bồi dưỡng nhận thức về Đảng. Số học viên tham gia là 430 người.",
         ["5 class.opened", "430 candidate.trained"]),
        ("Huyện mở 12 lớp chính trị với 940 học viên, trong đó 5 lớp dành cho quần chúng ưu tú với 412 người.",
         ["12 class.opened", "940 trainee.total", "5 class.opened", "412 candidate.trained"]),
        ("- Lớp cảm tình Đảng: 6 lớp, 402 học viên.", ["6 class.opened", "402 candidate.trained"]),
        ("- Lớp bồi dưỡng đảng viên mới: 3 lớp, 210 học viên.", ["3 class.opened", "210 trainee.total"]),
        ("Trung tâm mở lớp đối tượng kết nạp Đảng cho sinh viên; năm 2022 mở 2 lớp, 150 người học.",
         ["2 class.opened", "150 candidate.trained"]),
        ("Trong năm mở 3 lớp nhận thức về Đảng; 215/220 học viên được cấp giấy chứng nhận.",
         ["3 class.opened", "215 candidate.trained"]),
        # A course of another kind behind the first teaches pupils, and so does one on something else.
        ("Đảng bộ mở 2 lớp bồi dưỡng kết nạp Đảng cho 187 quần chúng, 1 lớp cấp ủy viên với 164 học viên.",
         ["2 class.opened", "187 candidate.trained", "1 class.opened", "164 trainee.total"]),
        ("Trong năm mở 3 lớp nhận thức về Đảng; bồi dưỡng nghiệp vụ cho 300 học viên.",
         ["3 class.opened", "300 trainee.total"]),
        ("Huyện mở 5 lớp tập huấn. Số học viên tham gia là 430 người.", ["5 class.opened", "430 other"]),
        ("Huyện mở 5 lớp nhận thức về Đảng. Dịp này, 12 người hiến máu.", ["5 class.opened", "12 other"]),
    ],
)  # fmt: skip
def test_people_at_courses(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(f"{text}\n")) == expected
