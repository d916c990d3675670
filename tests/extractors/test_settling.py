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
        ("Hội Phụ nữ kết nạp 420 hội viên mới, nâng tổng số lên 21.350 chị.",
         ["420 member.admitted", "21.350 member.total"]),
        ("Huyện kết nạp 88 đoàn viên công đoàn, đưa tổng số lên 5.120 người.",
         ["88 member.admitted", "5.120 member.total"]),
        ("Cả chi bộ 9 người, quá nửa là phụ nữ.", ["9 member.total"]),
        ("Chi bộ kết nạp 162 đảng viên, bằng 81% chỉ tiêu tỉnh giao và tăng 14 đảng viên so với cùng kỳ.",
         ["162 member.admitted", "81 member.admitted completion", "14 member.admitted change"]),
        ("Toàn huyện có 1.870 đảng viên là người có đạo. Sau 7 năm, con số này tăng lên 2.415 đồng chí.",
         ["1.870 member.total religious", "2.415 member.total religious"]),
        ("Huyện tách 14 chi bộ ghép thành 33 chi bộ độc lập; giữ lại 16 chi bộ ghép.",
         ["14 cell.total joint", "33 cell.established independent", "16 cell.total joint"]),
        ("Đến nay, toàn tỉnh mới có 306 tổ chức đảng được thành lập.", ["306 grassroots_org.total"]),
        ("Từ năm 2020 đến nay, toàn tỉnh có 306 tổ chức đảng được thành lập.", ["306 grassroots_org.established"]),
        ("Chi bộ ra đời năm 2017 từ 3 đảng viên chuyển sinh hoạt từ nơi cư trú về.", ["3 member.total"]),
        ("Quận kết nạp 214 đảng viên thì khối doanh nghiệp ngoài nhà nước có 41 người.",
         ["214 member.admitted", "41 member.admitted private_enterprise"]),
        ("Huyện kết nạp 12 học sinh, chiếm 30% số đảng viên mới của huyện (40 đồng chí).",
         ["12 member.admitted student", "30 member.admitted share student", "40 member.admitted"]),
        ("Ở Phú Mỹ, nơi người Khmer chiếm 64%, có 9 chi bộ.",
         ["64 population.total share ethnic_minority", "9 cell.total"]),
        ("Tỷ lệ hộ nghèo giảm bình quân 3,4%/năm, hiện còn 5,86%.",
         ["3,4 household.poor change", "5,86 household.poor share"]),
        ("Phấn đấu hộ nghèo giảm còn dưới 8%.", ["8 household.poor share target"]),
        ("Toàn tỉnh giảm 412 thôn, 23 xã.", ["412 village.total change", "23 commune.total change"]),
        ("Đến nay, 90 thôn có chi bộ; 12 thôn bí thư kiêm trưởng thôn.", ["90 village.with_cell", "12 other"]),
        ("Huyện lập 9 chi bộ quân sự, 9/9 chi bộ có chi ủy.", ["9 cell.established military", "9 other"]),
        ("Phường đã cử 52 cấp ủy viên bám khu vực.", ["52 other"]),
        ("Tặng Huy hiệu 30, 40 năm tuổi Đảng cho 28 đồng chí.", ["28 member.awarded"]),
        ("Đảng bộ kỷ luật 7 đảng viên, trong đó khai trừ 1 vì báo tin cho lâm tặc.",
         ["7 member.disciplined", "1 member.removed"]),
        ("Đại hội họp hồi tháng 6 đề ra kết nạp 40 đảng viên trở lên.", ["40 member.admitted target"]),
        ("Huyện mở 6 lớp xóa mù, bổ túc văn hóa.", ["6 other"]),
        ("Trong dịch, 15 đảng viên tình nguyện ở lại nhà máy.", ["15 other"]),
        ("Dân số là 49.500 người, trong đó người Kinh chiếm đa số là 35.500 người (71,7%).",
         ["49.500 population.total", "35.500 population.total other:Kinh", "71,7 population.total share other:Kinh"]),
        ("Dân số là 49.500 người; các dân tộc thiểu số khác có 14.000 người.",
         ["49.500 population.total", "14.000 population.total ethnic_minority"]),
        ("Dân số là 49.500 người; ngày hội có 14.000 người dự.", ["49.500 population.total", "14.000 other"]),
        ("Tại xã Ea Tul - nơi người Êđê chiếm 93% dân số, có 8 chi bộ.",
         ["93 population.total share ethnic_minority", "8 cell.total"]),
    ],
)  # fmt: skip
def test_what_is_counted(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text), groups=True) == expected
