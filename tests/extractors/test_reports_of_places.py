"""Figures as reports of communes, districts and provinces state them, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A grade told behind the second of two shares.
        (
            "Hằng năm có trên 88% chi bộ và gần 91% đảng viên được xếp loại hoàn thành tốt nhiệm vụ.",
            ["88 cell.rated share rating:good", "91 member.rated share rating:good"],
        ),
        (
            "Kết quả, 96% chi bộ, 93% đảng viên hoàn thành tốt nhiệm vụ trở lên.",
            ["96 cell.rated share rating:good", "93 member.rated share rating:good"],
        ),
        (
            "Xã có 96% chi bộ, 93% đảng viên được học nghị quyết.",
            ["96 cell.total share", "93 other share"],
        ),
        # The parts of organisations graded; a bracket is no whole of the list behind it.
        (
            "Có 47 tổ chức cơ sở đảng được xếp loại (1 chi bộ mới thành lập). Trong đó: hoàn thành xuất sắc nhiệm vụ 9 "
            "(4 đảng bộ và 5 chi bộ), chiếm 19,1%.",
            [
                "47 grassroots_org.rated",
                "1 cell.established",
                "9 grassroots_org.rated rating:excellent",
                "4 committee.rated grassroots rating:excellent",
                "5 cell.rated grassroots rating:excellent",
                "19,1 grassroots_org.rated share rating:excellent",
            ],
        ),
        # Those praised are no count of the graded.
        (
            "Huyện tặng giấy khen cho 7 tổ chức cơ sở đảng, 19 chi bộ và 140 đảng viên hoàn thành xuất sắc nhiệm vụ.",
            ["7 other", "19 other", "140 other"],
        ),
        # A ratio in words; bodies that only say where.
        ("Có 14 trong số 21 thôn chưa có chi bộ.", ["14 village.without_cell"]),
        (
            "Các chi bộ đã xóa tên 16 đảng viên (chủ yếu ở 2 đảng bộ xã Hà Hiệu 7, Phúc Lộc 5).",
            ["16 member.removed", "2 other", "7 member.removed", "5 member.removed"],
        ),
        # Courses attended, a new level with its time, a change since a founding.
        (
            "Có 310 học sinh lớp 12 tham gia 5 lớp bồi dưỡng nhận thức về Đảng.",
            ["310 candidate.trained student", "5 class.opened"],
        ),
        (
            "Tỷ lệ hộ nghèo từ 21,5% năm 2010 giảm còn 9,4% cuối năm 2014.",
            ["21,5 household.poor share", "9,4 household.poor share"],
        ),
        (
            "Đảng bộ còn 52 tổ chức cơ sở đảng, giảm 9 tổ chức so với lúc thành lập.",
            ["52 grassroots_org.total", "9 grassroots_org.total change"],
        ),
        ("Đảng bộ huyện quản lý 38 tổ chức, 2.105 đảng viên.", ["38 grassroots_org.total", "2.105 member.total"]),
        # Who was first; what was reached of an aim, and what is more than one.
        (
            "Tỉnh kết nạp 1.840 đảng viên. Dẫn đầu là huyện Ba Bể với 212 đảng viên, huyện Na Rì 190 đảng viên.",
            ["1.840 member.admitted", "212 member.admitted", "190 member.admitted"],
        ),
        (
            "Toàn tỉnh có 41.900 đảng viên. Đông nhất là huyện Ba Bể với 4.212 đảng viên.",
            ["41.900 member.total", "4.212 member.total"],
        ),
        (
            "Nghị quyết đặt chỉ tiêu kết nạp 800 đảng viên; đến nay kết nạp 232 đồng chí, đạt 29%.",
            ["800 member.admitted target", "232 member.admitted", "29 member.admitted completion"],
        ),
        (
            "Huyện kết nạp 96 đảng viên. Nhiều xã vượt chỉ tiêu như xã Hà Hiệu 9/7 đảng viên.",
            ["96 member.admitted", "9 member.admitted"],
        ),
        ("Xã kết nạp 96 đảng viên mới/KH 90.", ["96 member.admitted", "90 member.admitted target"]),
        # Newcomers and the young of a committee; rounds of awards; members excused.
        (
            "Ban Chấp hành gồm 33 đồng chí, trong đó nữ 6 đồng chí, trẻ tuổi 4 đồng chí, tham gia lần đầu 12 đồng chí.",
            [
                "33 committee_member.total",
                "6 committee_member.total female",
                "4 committee_member.total youth",
                "12 committee_member.total",
            ],
        ),
        ("Huyện tặng Huy hiệu Đảng 4 đợt cho 431 đảng viên.", ["4 other", "431 member.awarded"]),
        ("Có 61 đảng viên được xét miễn công tác, miễn sinh hoạt đảng.", ["61 member.exempted"]),
        # When a resolution was passed sets no aim.
        (
            "Năm 2005, khi Huyện ủy ra Nghị quyết chuyên đề, cả huyện có 61 thôn thì 19 thôn chưa có chi bộ.",
            ["61 village.total", "19 village.without_cell"],
        ),
        ("Xã còn 4 buôn chưa có chi ủy.", ["4 other"]),
    ],
)
def test_figures(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text), groups=True) == expected


def test_units_meant_by_a_bound_are_no_figure(read: Read) -> None:
    text = "Xã kết nạp 14 đảng viên; kiểm tra các chi bộ đạt dưới 60% chỉ tiêu."
    assert told(read(text))[0] == "14 member.admitted"
    assert not [f for f in read(text).facts if f.indicator == "member.admitted" and f.measure == "completion"]
