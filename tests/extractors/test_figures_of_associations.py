"""Figures of associations, on sentences of our own: what they count, whose they are, of what time."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "indicator", "system"),
    [
        # Members are drawn into bodies just counted; at a contest they only take part.
        (
            "Hội Nông dân huyện có 9 chi hội nghề nghiệp, thu hút 412 hội viên tham gia.",
            "member.total",
            "farmers_union",
        ),
        ("Hội Nông dân huyện mở hội thi, thu hút 412 hội viên tham gia.", "other", None),
        ("Hội Cựu chiến binh phấn đấu thu hút 412% cựu quân nhân vào Hội.", "member.total", "veterans_union"),
        # "Cơ sở" alone stands for the bodies of the lowest tier of an association.
        ("Hội Phụ nữ huyện có 41 cơ sở, 900 hội viên. Huyện có 412 hộ nghèo.", "household.poor", None),
        ("Hội Phụ nữ huyện có 412 cơ sở, 9.000 hội viên.", "grassroots_org.total", "women_union"),
        ("Hội Phụ nữ xếp loại: 412 cơ sở xuất sắc, 3 cơ sở khá.", "grassroots_org.rated", "women_union"),
        ("Xã có 412 cơ sở kinh doanh.", "other", None),
        ("Hội Cựu chiến binh huyện có 412 tổ chức cơ sở, 900 hội viên.", "grassroots_org.total", "veterans_union"),
        ("Đảng bộ huyện có 412 tổ chức cơ sở đảng.", "grassroots_org.total", "party"),
        # A raised total tells of the members, or of those newly admitted.
        (
            "Hội Nhà báo nâng tổng số hội viên đang sinh hoạt tại 6 chi hội lên 412 người.",
            "member.total",
            "other",
        ),
        ("Huyện nâng tổng số đảng viên mới trong 9 tháng lên 412, đạt 90% kế hoạch.", "member.admitted", "party"),
        ("Huyện nâng tổng số đảng viên toàn Đảng bộ lên 412 đồng chí.", "member.total", "party"),
        ("Năm nay, chỉ tiêu toàn huyện là 412 đảng viên.", "member.admitted", "party"),
        ("Đến năm 2030, mục tiêu là cả nước có 412 đảng viên.", "member.total", "party"),
        # People whom an association admits join it.
        ("Chi hội Người cao tuổi có 236 hội viên, riêng năm 2015 kết nạp 412 cụ.", "member.admitted", "other"),
        ("Hội có 236 hội viên, năm qua kết nạp vào Đảng 412 người.", "member.admitted", "party"),
        # Lawyers are members where the Bar is told of.
        ("Đoàn Luật sư tỉnh kết nạp thêm 412 luật sư.", "member.admitted", "other"),
        ("Phiên tòa có 412 luật sư.", "other", None),
        # What is done for members counts none of them.
        ("Hội lập hồ sơ cho 412 hội viên hưởng trợ cấp một lần.", "other", None),
        ("Các xã còn 412 hộ CCB nghèo.", "household.poor", None),
        ("Công đoàn phát triển tăng thêm 412 đoàn viên.", "member.admitted", "trade_union"),
        ("Các đoàn thể có 412 đoàn viên, hội viên.", "member.total", "other"),
        ("Chi bộ thôn 5 tổ chức Đại hội, Chi bộ có 412 đảng viên.", "member.total", "party"),
    ],
)
def test_what_is_counted(read: Read, text: str, indicator: str, system: str | None) -> None:
    fact = fact_of(read(f"{text}\n"), "412")
    assert (fact.indicator, fact.system) == (indicator, system)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội có 24 cơ sở hội (17 xã, thị trấn và 7 cơ quan), 226 chi hội.", ("level:commune", "agency")),
        ("Hội có 24 cơ sở hội, gồm 17 xã, thị trấn và 7 cơ quan.", ("level:commune", "agency")),
        ("Hội có 25 cơ sở hội (17 xã, thị trấn và 7 cơ quan).", None),
    ],
)
def test_parts_that_add_up_are_bodies(read: Read, text: str, expected: tuple[str, str] | None) -> None:
    extraction = read(f"Hội Cựu chiến binh huyện\n\n{text}\n")
    parts = [fact_of(extraction, number) for number in ("17", "7")]
    told = tuple(" ".join(p.groups) for p in parts if p.indicator == "grassroots_org.total")
    assert told == (expected or ())


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Sau sáp nhập 3 xã, Đảng bộ xã có 31 chi bộ.", "cell.total"),
        ("Xã được hợp nhất từ 3 xã, có 31 chi bộ trực thuộc.", "cell.total"),
        ("Xã được sáp nhập từ 3 xã, có 21.000 dân, 31 khu phố.", "village.total"),
        ("Huyện giải thể 3 đảng bộ và 31 chi bộ.", "cell.dissolved"),
        ("Mô hình được ra mắt ở 31/31 ấp.", "other"),
    ],
)
def test_what_a_place_has_after_a_merger(read: Read, text: str, indicator: str) -> None:
    assert fact_of(read(f"{text}\n"), "31").indicator == indicator


def test_a_list_does_not_take_the_year_planned_at_its_head(read: Read) -> None:
    text = (
        "Hội nghị tổng kết năm 2022, triển khai nhiệm vụ năm 2024. Hội viên các xã như sau:\n"
        "- Xã Cường Lợi: 412 hội viên\n- Xã Kim Lư: 97 hội viên\n"
    )
    fact = fact_of(read(f"Hội Nông dân huyện Na Rì\n\n{text}", published="2022-12-20"), "412")
    assert (fact.status, fact.period.end) == ("actual", "2022-12-31")


def test_an_aim_of_another_paragraph_is_no_time_of_what_was_done(read: Read) -> None:
    text = "Đến năm 2025, cả nước phấn đấu có 12 triệu đoàn viên.\nCông đoàn có 41 đoàn viên được kết nạp Đảng.\n"
    fact = fact_of(read(f"Liên đoàn Lao động huyện: 6 tháng đầu năm 2023\n\n{text}", published="2023-07-09"), "41")
    assert (fact.status, (fact.period.start or "")[:4]) == ("actual", "2023")


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Năm 2024, phấn đấu tỷ lệ tập hợp hội viên đạt 70%.", "70", (None, "2024-12-31")),
        ("Đại hội nhiệm kỳ 2023 - 2025. Nhiệm kỳ tới, Hội phấn đấu kết nạp 70 hội viên.", "70", ("2023", "2025")),
        ("Tỷ lệ hộ nghèo giảm từ 19,6% cuối năm 2021 xuống còn 9,3%.", "19,6", (None, "2021-12-31")),
        (
            "Đại hội lần thứ I, nhiệm kỳ 2023 - 2028.\nNhiệm kỳ 2018 - 2023, Hội mở 2 lớp.\n"
            "Đại hội đề ra chỉ tiêu: mỗi năm kết nạp ít nhất 70 hội viên.",
            "70",
            ("2023", "2028"),
        ),
    ],
)
def test_times_of_levels_and_aims(read: Read, text: str, number: str, expected: tuple[str | None, str]) -> None:
    fact = fact_of(read(f"{text}\n", published="2023-11-16"), number)
    assert (fact.period.start, fact.period.end) == expected


@pytest.mark.parametrize(
    ("text", "number", "place"),
    [
        ("Kết nạp cao nhất là Mỹ Xuyên 90 hội viên; thấp nhất Cù Lao Dung, chỉ 41.", "41", "huyện Cù Lao Dung"),
        ("Chi hội nuôi ong (Mỹ Xuyên) 41 hội viên; trồng bưởi (Kế Sách) 22 hội viên.", "41", "huyện Mỹ Xuyên"),
        ("Tỉnh (sau khi nhập Mỹ Xuyên, Kế Sách) có 41 đảng bộ.", "41", "tỉnh Sóc Trăng"),
    ],
)
def test_the_place_beside_a_figure(read: Read, text: str, number: str, place: str) -> None:
    locality = fact_of(read(f"{text}\n", province="Sóc Trăng"), number).locality
    assert locality is not None
    assert locality.name == place
