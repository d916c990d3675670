"""What general nouns and people stand for beside what was counted before; names and figures invented."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chi bộ có 21 đảng viên thì 16 đồng chí theo đạo.", ["21 member.total", "16 member.total religious"]),
        ("Chi bộ có 8 đảng viên thì hết 5 người đã ngoài sáu mươi.", ["8 member.total", "5 member.total"]),
        # What they did is no trait of theirs.
        ("Chi bộ có 31 đảng viên thì 24 đồng chí nhà ngập vẫn bám thôn.", ["31 member.total", "24 other"]),
        ("Toàn huyện 91/91 thôn có chi bộ; trong đó 78 chi bộ có cấp ủy.",
         ["91 village.with_cell", "78 village.with_committee"]),
        ("Toàn huyện có 91 chi bộ; trong đó 78 chi bộ có cấp ủy.", ["91 cell.total", "78 other"]),
        ("Tỷ lệ nữ tham gia cấp ủy cơ sở đạt 24,6%.", ["24,6 committee_member.total share female level:commune"]),
        ("Các chi bộ xóa tên 38 đảng viên; 205 đảng viên tuổi cao, sức yếu được miễn sinh hoạt.",
         ["38 member.removed", "205 member.exempted"]),
        ("Xã có 27 thôn, trong đó 4 thôn không có đảng viên tại chỗ.",
         ["27 village.total", "4 village.without_member"]),
        ("Một số nơi có nhiều đảng viên bị xử lý là quận Ninh Kiều 19 đồng chí, quận Thốt Nốt 14.",
         ["19 member.disciplined", "14 member.disciplined"]),
        ("Chi bộ đầu tiên thành lập năm 1977 có 7 đồng chí.", ["7 member.total"]),
        ("Cả chi bộ 9 người, quá nửa là phụ nữ.", ["9 member.total"]),
        ("Chi bộ kết nạp 162 đảng viên, bằng 81% chỉ tiêu tỉnh giao và tăng 14 đảng viên so với cùng kỳ.",
         ["162 member.admitted", "81 member.admitted completion", "14 member.admitted change"]),
        ("Toàn huyện có 1.870 đảng viên là người có đạo. Sau 7 năm, con số này tăng lên 2.415 đồng chí.",
         ["1.870 member.total religious", "2.415 member.total religious"]),
        ("Huyện mở 6 lớp xóa mù, bổ túc văn hóa.", ["6 other"]),
        ("Trong dịch, 15 đảng viên tình nguyện ở lại nhà máy.", ["15 other"]),
        ("Tại xã Ea Tul - nơi người Êđê chiếm 93% dân số, có 8 chi bộ.",
         ["93 population.total share ethnic_minority", "8 cell.total"]),
    ],
)  # fmt: skip
def test_what_is_counted(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text), groups=True) == expected
