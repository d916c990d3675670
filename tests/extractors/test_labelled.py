"""Labelled lines that leave what they count to the heading or line above, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    "heading", ["1.2. Kết nạp đảng viên:", "II. Phát triển đảng viên năm 2021", "b) Kết nạp đảng:"]
)
def test_plan_and_result_below_a_heading(read: Read, heading: str) -> None:
    text = (
        f"Huyện Na Rì\n- Xóa tên đảng viên: 61\n{heading}\n- Chỉ tiêu giao: 140\n- Kết nạp: 74; nữ 31\n"
        "- So với KH năm: 52,9%\n"
    )
    assert told(read(text), groups=True) == [
        "61 member.removed",
        "140 member.admitted target",
        "74 member.admitted",
        "31 member.admitted female",
        "52,9 member.admitted completion",
    ]


def test_grades_below_the_heading_that_names_the_graded(read: Read) -> None:
    text = (
        "Xếp loại tổ chức cơ sở đảng năm 2020:\n- Hoàn thành tốt nhiệm vụ: 28\nXếp loại đảng viên:\n"
        "- Hoàn thành tốt nhiệm vụ: 3.100\n- Không hoàn thành: 12\n"
    )
    assert told(read(text), groups=True) == [
        "28 grassroots_org.rated rating:good",
        "3.100 member.rated rating:good",
        "12 member.rated rating:not_completed",
    ]


@pytest.mark.parametrize("words", ["\n+ Chính thức: 4.301\n+ Dự bị: 185", " (chính thức: 4.301; dự bị: 185)"])
def test_full_members_are_members(read: Read, words: str) -> None:
    assert told(read(f"Tổng số đảng viên: 4.486{words}"), groups=True) == [
        "4.486 member.total",
        "4.301 member.total",
        "185 member.total probationary",
    ]
    assert told(read("Huyện kết nạp 45 đảng viên; chuyển chính thức 39."))[1] == "39 member.official"


def test_each_unit_of_a_list_takes_what_its_head_counts(read: Read) -> None:
    text = (
        "Huyện Na Rì tặng Huy hiệu Đảng cho 96 đảng viên\nChia theo đơn vị:\n"
        "Thị trấn Yến Lạc: 19 đảng viên, trong đó 2 đồng chí nhận Huy hiệu 70 năm\nXã Kim Lư: 14\nXã Cư Lễ: 12\n"
    )
    assert told(read(text), groups=True) == [
        "96 member.awarded",
        "19 member.awarded",
        "2 member.awarded badge:70",
        "14 member.awarded",
        "12 member.awarded",
    ]
    text = (
        "Huyện Na Rì kết nạp đảng viên năm 2020\nKết quả cụ thể:\n- Xã Kim Lư: 12/15, đạt 80%\n- Xã Cư Lễ: 8 đồng chí"
    )
    assert told(read(text)) == ["12 member.admitted", "80 member.admitted completion", "8 member.admitted"]


def test_a_heading_of_other_things_leaves_nothing(read: Read) -> None:
    text = "Huyện Na Rì\nKết nạp 45 đảng viên.\n2. Thu ngân sách\n- Kế hoạch: 520 triệu đồng\n- Thực hiện: 530\n"
    assert told(read(text))[:1] == ["45 member.admitted"]
    assert [line.split()[1] for line in told(read(text))[1:]] == ["other", "other"]


def test_pupils_of_the_course_that_labels_a_line(read: Read) -> None:
    text = "Huyện Na Rì\n- Lớp bồi dưỡng nhận thức về Đảng: 3 lớp, 214 học viên\n- Lớp tin học: 2 lớp, 133 học viên"
    assert told(read(text)) == ["3 class.opened", "214 candidate.trained", "2 class.opened", "133 trainee.total"]
