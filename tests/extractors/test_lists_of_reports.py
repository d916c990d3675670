"""Lists in which reports state their figures, line by line, on texts of our own."""

from collections.abc import Callable

from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def test_labelled_lines_go_on_with_the_members_above(read: Read) -> None:
    text = (
        "1. Tổng số đảng viên: 3.905 đ/c\n- Nữ: 1.118 đ/c\n- Dân tộc thiểu số: 2.640 đ/c\n- Tôn giáo: 9 đ/c\n"
        "2. Kết nạp đảng viên: 104 đ/c. Trong đó: nữ: 51; ĐVTN: 72; tuổi bình quân: 27,9."
    )
    assert told(read(text), groups=True) == [
        "3.905 member.total",
        "1.118 member.total female",
        "2.640 member.total ethnic_minority",
        "9 member.total religious",
        "104 member.admitted",
        "51 member.admitted female",
        "72 member.admitted youth",
    ]


def test_grades_in_a_row_are_of_the_bodies_before_the_colon(read: Read) -> None:
    text = "Xếp loại tổ chức cơ sở đảng: HTXSNV: 7/41; HTTNV: 29/41; không HTNV: 1."
    assert told(read(text), groups=True) == [
        "7 grassroots_org.rated rating:excellent",
        "29 grassroots_org.rated rating:good",
        "1 grassroots_org.rated rating:not_completed",
    ]
    text = "Đoàn xã xếp loại chi đoàn: vững mạnh 9, khá 3, trung bình 1."
    assert told(read(text), groups=True) == [
        "9 cell.rated rating:strong",
        "3 cell.rated rating:good",
        "1 cell.rated rating:completed",
    ]


def test_items_with_a_noun_of_their_own_are_no_part_of_the_members_before(read: Read) -> None:
    text = "Huyện có 4.870 đảng viên. Trong đó: Đảng bộ xã, thị trấn: 13; Đảng bộ cơ quan: 3."
    assert told(read(text), groups=True) == [
        "4.870 member.total",
        "13 committee.total level:commune",
        "3 committee.total agency",
    ]


def test_those_put_out_of_an_association_left_it(read: Read) -> None:
    facts = read("Hội Nông dân huyện kết nạp 410 hội viên; đưa ra khỏi tổ chức 96.").facts
    assert [(f.indicator, f.system) for f in facts] == [
        ("member.admitted", "farmers_union"),
        ("member.removed", "farmers_union"),
    ]


def test_aims_reach_over_their_list_and_a_ratio_in_brackets_is_none(read: Read) -> None:
    text = "Chỉ tiêu năm 2021: kết nạp 380 hội viên trở lên; 94% cơ sở Hội đạt vững mạnh; mở 9 lớp tập huấn cán bộ."
    assert told(read(text), groups=True) == [
        "380 member.admitted target",
        "94 grassroots_org.rated share target rating:strong",
        "9 class.opened target",
    ]
    text = "Đảng bộ kết nạp 39 đảng viên, đạt 130% nghị quyết (39/30)."
    assert told(read(text), groups=True) == [
        "39 member.admitted",
        "130 member.admitted completion",
        "39 member.admitted",
    ]


def test_abbreviated_candidates_and_the_whole_behind_a_slash(read: Read) -> None:
    text = "Đoàn xã có 390 đoàn viên/1.040 thanh niên; giới thiệu 16 ĐVƯT cho Đảng, có 8 đồng chí được kết nạp."
    assert told(read(text), groups=True)[0] == "390 member.total"
    assert told(read(text), groups=True)[1:] == ["16 candidate.introduced youth", "8 member.admitted youth"]
    text = "Công đoàn huyện quản lý 3.120 đoàn viên/3.300 CNVCLĐ, trong đó nữ 1.870."
    assert told(read(text), groups=True) == ["3.120 member.total", "3.300 other", "1.870 member.total female"]
