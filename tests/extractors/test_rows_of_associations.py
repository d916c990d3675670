"""Rows of bodies and of names with a figure each in reports of associations, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of, told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def test_the_name_of_a_union_is_one_more_item_of_the_members_told(read: Read) -> None:
    text = (
        "Liên đoàn Lao động tỉnh Bắc Kạn\n\nQuý I, toàn tỉnh kết nạp 231 đoàn viên, trong đó: LĐLĐ huyện Ba Bể 40; "
        "LĐLĐ huyện Na Rì 37; Công đoàn các KCN 101; Công đoàn ngành Y tế: 43; Công đoàn Viên chức tỉnh 10.\n"
    )
    extraction = read(text)
    assert told(extraction) == [f"{n} member.admitted" for n in ("231", "40", "37", "101", "43", "10")]
    places = [fact_of(extraction, n).locality for n in ("37", "101", "43", "10")]
    assert [place.name if place else None for place in places] == ["huyện Na Rì", *["tỉnh Bắc Kạn"] * 3]


def test_bodies_of_one_workplace_are_counted(read: Read) -> None:
    text = "Công đoàn huyện có 900 đoàn viên; công đoàn cơ sở doanh nghiệp: 12; Công đoàn Khu kinh tế có 15 CĐCS."
    assert told(read(text)) == ["900 member.total", "12 grassroots_org.total", "15 grassroots_org.total"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hội có 8 chi hội chuyên ngành: Văn xuôi 31, Thơ 34 và Văn nghệ dân gian 25 hội viên.",
         ["8 cell.total", "31 member.total", "34 member.total", "25 member.total"]),
        ("Hội có 12 chi hội: Nà Phặc 3, Chợ Rã 5, Phủ Thông 4 chi hội với 900 hội viên.",
         ["12 cell.total", "3 cell.total", "5 cell.total", "4 cell.total", "900 member.total"]),
        # The whole behind a row names itself.
        ("Hội có 12 chi hội: Nà Phặc 3, Chợ Rã 5, Phủ Thông 4, toàn huyện có 900 hội viên.",
         ["12 cell.total", "3 cell.total", "5 cell.total", "4 cell.total", "900 member.total"]),
    ],
)  # fmt: skip
def test_the_noun_behind_the_last_name_of_a_row(read: Read, sentence: str, expected: list[str]) -> None:
    assert told(read(f"Hội Nông dân huyện Ba Bể\n\n{sentence}\n")) == expected


def test_the_row_of_a_union_is_not_of_the_party_told_before(read: Read) -> None:
    text = (
        "Tỉnh đoàn Bắc Kạn\n\nNăm 2023, Tỉnh đoàn phấn đấu có 120 đoàn viên được kết nạp Đảng. "
        "Huyện Ba Bể được giao 52, Na Rì 60, Chợ Mới 85 đoàn viên.\n"
    )
    extraction = read(text)
    assert [fact_of(extraction, n).system for n in ("120", "52", "60", "85")] == ["party", *["youth_union"] * 3]


@pytest.mark.parametrize(
    ("text", "numeral", "expected"),
    [
        # A part of a workforce; copies; courses for the Party; thresholds; heads of cells.
        ("Tổng số đoàn viên: 7.215/7.841 CNVCLĐ.", "7.215", "member.total"),
        ("Ký 12 thỏa ước lao động tập thể, nâng tổng số lên 241 bản.", "241", "other"),
        ("Huyện có 241 bản, 12 xã.", "241", "village.total"),
        ("Đoàn xã mở lớp cảm tình Đảng cho 241 đoàn viên.", "241", "candidate.trained"),
        ("Thành lập 3 chi hội; 95% chi hội trưởng được tập huấn.", "95", "other"),
        ("Tỷ lệ nữ tham gia cấp ủy cấp huyện đạt 14%, cấp xã 18%.", "14", "committee_member.total"),
        ("Còn 9 cấp ủy cấp huyện gặp khó khăn.", "9", "other"),
        ("Hội đưa ra khỏi danh sách 62 hội viên.", "62", "member.removed"),
        ("Có 26 chi hội làm mô hình phân loại rác tại hộ.", "26", "cell.total"),
        ("Kết nạp 900 hội viên, giảm 460, thực tăng 440 hội viên.", "440", "member.total"),
        # Guests are no members counted, those for whom delegates stand are.
        ("Tới dự có lãnh đạo các ngành và 152 hội viên.", "152", "other"),
        ("Dự đại hội có 103 đại biểu, đại diện cho 1.520 hội viên.", "1.520", "member.total"),
        # Firms that have a body, loans of households, persons of the Front.
        ("Số doanh nghiệp có vốn nước ngoài có chi bộ là 152.", "152", "other"),
        ("Số chi bộ trong doanh nghiệp là 152.", "152", "cell.total"),
        ("Dư nợ ủy thác 58,7 tỷ đồng/1.021 hộ vay.", "1.021", "other"),
        ("Xã có 31 ban công tác Mặt trận với 403 thành viên.", "403", "other"),
        # What is no page and no picture.
        ("Kết nạp đảng viên: học sinh 78, lực lượng vũ trang 142.", "142", "member.admitted"),
        # Deeds of bodies behind others graded or in congress.
        ("Có 95% cơ sở hội đạt khá; 50% chi hội có câu lạc bộ.", "50", "other"),
        ("Đã có 30 cơ sở hội tổ chức đại hội, 14 cơ sở hội tổ chức hội nghị giữa nhiệm kỳ.", "14", "other"),
        ("Có 14 chi hội nộp báo cáo chậm.", "14", "other"),
        ("Có 18% hội viên nòng cốt.", "18", "member.total"),
        # Offices that members hold, means, cards.
        ("Có 203 hội viên đang là cấp ủy viên.", "203", "other"),
        ("Có 203 hội viên.", "203", "member.total"),
        ("Bình quân mỗi chi hội có 110 hội viên.", "110", "other"),
        ("Hội thu hồi thẻ 12 hội viên.", "12", "other"),
        ("Kết nạp 79 đảng viên (năm học trước 71).", "71", "member.admitted"),
        ("Tổng số hội viên của 9 hội chuyên ngành là 900 người.", "900", "member.total"),
    ],
)
def test_what_single_figures_of_associations_count(read: Read, text: str, numeral: str, expected: str) -> None:
    assert fact_of(read(f"Hội Nông dân huyện Ba Bể\n\n{text}\n"), numeral).indicator == expected


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        ("Có 36 cơ sở hội vững mạnh (70%), 15 cơ sở khá; 12 chi hội yếu.", ("rating:good",)),
        ("Hội xếp loại: 40 cơ sở xuất sắc, 15 cơ sở khá.", ("rating:good",)),
    ],
)
def test_a_grade_of_one_word_behind_the_noun(read: Read, sentence: str, groups: tuple[str, ...]) -> None:
    assert fact_of(read(f"Hội Nông dân huyện Ba Bể\n\n{sentence}\n"), "15").groups == groups


def test_the_plan_that_somebody_gave_was_reached(read: Read) -> None:
    text = "LĐLĐ đã hoàn thành 97% chỉ tiêu do Tổng LĐLĐ giao, với 315 đoàn viên mới được kết nạp.\n"
    assert fact_of(read(text), "315").status == "actual"
    assert fact_of(read("Chỉ tiêu do Tổng LĐLĐ giao là kết nạp 315 đoàn viên.\n"), "315").status == "target"


@pytest.mark.parametrize(
    ("title", "told", "expected"),
    [
        ("Đại hội Phụ nữ xã lần thứ I, nhiệm kỳ 2025 - 2030", "Nhiệm kỳ 2021 - 2025, Hội vượt chỉ tiêu.", "2021"),
        ("Đại hội Phụ nữ xã", "Nhiệm kỳ 2021 - 2025, Hội vượt chỉ tiêu.", "2021"),
        ("Đại hội Phụ nữ xã lần thứ I, nhiệm kỳ 2025 - 2030", "Hội vượt chỉ tiêu.", "2020"),
    ],
)
def test_the_term_of_a_body_merged_before_its_time(read: Read, title: str, told: str, expected: str) -> None:
    text = f"{title}\n\n{told}\n\nTrong nhiệm kỳ, Hội thành lập 5 chi hội.\n"
    assert fact_of(read(text, published="2025-09-27"), "5").period.start == expected


def test_members_behind_a_row_of_bodies_are_of_all(read: Read) -> None:
    text = "Hội Nông dân huyện có 78 chi hội thôn, 41 chi hội trường học với 9.812 hội viên.\n"
    assert fact_of(read(text), "9.812").groups == ()
    assert fact_of(read("Hội Nông dân huyện có 41 chi hội trường học với 9.812 hội viên.\n"), "9.812").groups == (
        "school",
    )


def test_a_body_in_a_list_with_brackets_has_no_place_of_the_one_before(read: Read) -> None:
    text = (
        "Huyện đoàn Ba Bể\n\nĐoàn xã Hà Hiệu kết nạp 52 đoàn viên, xã Yến Dương (52 đoàn viên), "
        "xã Bành Trạch (47), Trường THPT Ba Bể (215).\n"
    )
    place = fact_of(read(text), "215").locality
    assert place is None or place.name != "xã Bành Trạch"


def test_members_of_several_associations_are_of_none_of_them(read: Read) -> None:
    text = "Xã Yên Phong\n\nCác đoàn thể có 6.214 đoàn viên, hội viên. Hội Nông dân có 9 chi hội.\n"
    assert fact_of(read(text), "6.214").system == "other"


def test_a_bracket_tells_the_school_year_before(read: Read) -> None:
    text = (
        "Trường THPT\n\nNăm học 2016 - 2017, kết nạp 79 đảng viên (năm học trước 71), nâng tổng số lên 914 đồng chí.\n"
    )
    extraction = read(text)
    assert fact_of(extraction, "71").period.start == "2015"
    assert (fact_of(extraction, "914").period.end or "")[:4] == "2017"
