import pytest
from timed_figures import figure_of, period_told

from extractors.periods.figures import FigureKind
from extractors.periods.finding import find_periods, find_times
from extractors.periods.table_periods import resolve_table_period
from extractors.periods.timing import has_own_period, make_time_scope
from extractors.rulebook import Rulebook
from schemas.facts import Period

PUBLISHED = "2023-07-15"
FLOW = FigureKind(is_level=False)
LEVEL = FigureKind(is_level=True)
RESULT = FigureKind(is_level=True, is_result=True)
CHANGE = FigureKind(is_level=False, is_change=True)
EVENT = FigureKind(is_level=False, is_event=True)
TALLY = FigureKind(is_level=False, is_tally=True)
ELECTED = FigureKind(is_level=True, is_elected=True)
AIM = FigureKind(is_level=False, is_target=True)
AIMED_LEVEL = FigureKind(is_level=True, is_target=True)


def period(text: str, kind: FigureKind, rulebook: Rulebook, previous: Period | None = None) -> str:
    return period_told(text, kind, rulebook, PUBLISHED, previous)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # A level takes a day of its sentence, a flow a stretch.
        ("Tính đến 31-12-2022, huyện có {45 chi bộ}.", LEVEL, "..2022-12-31"),
        ("Năm 2022, huyện kết nạp {90 đảng viên}.", FLOW, "2022-01-01..2022-12-31"),
        ("Chi bộ thành lập năm 2014, đến nay kết nạp được {9 quần chúng}.", FLOW, "2014-01-01..published"),
        ("Năm 2014 có 5 chi bộ, đến nay kết nạp được {9 quần chúng}.", FLOW, "..published"),
        ("Nhiệm kỳ trước, xã kết nạp {47 đảng viên}.", FLOW, "2015..2020"),
        ("Huyện có {45 chi bộ}.", LEVEL, ".."),
        ("Huyện kết nạp {90 đảng viên} trong năm 2021.", FLOW, "2021-01-01..2021-12-31"),
        # The term that ends a sentence holds for all that was done, unless it is that of an aim.
        (
            "{12 người} bị khai trừ, 7 người bị cách chức trong tổng số 40 đảng viên bị kỷ luật, nhiệm kỳ 2010 - 2015.",
            FLOW,
            "2010..2015",
        ),
        (
            "{12 người} bị khai trừ, huyện rút kinh nghiệm để chuẩn bị tốt đại hội các cấp, nhiệm kỳ 2010 - 2015.",
            FLOW,
            "..",
        ),
        # Years in names of contests and days of birth are no time of the figures.
        ("Huyện kỷ luật {4 đảng viên} có con được nâng điểm trong kỳ thi THPT quốc gia 2018.", FLOW, ".."),
        ("Trải qua 12 năm thành lập (15/10/2008), trường có {20 chi đoàn}.", LEVEL, ".."),
        ("Đảng bộ huyện hiện có {45 chi bộ}.", LEVEL, "..published"),
        ("Đảng bộ huyện đang quản lý {45 chi bộ}.", LEVEL, "..published"),
        ("Đầu nhiệm kỳ (2010), huyện có {45 chi bộ}.", LEVEL, "..2010"),
        # What was done "in" a year is of the whole year, a level of its end.
        ("Trong năm 2022 có việc khác. Vào năm 2021, xã kết nạp {9 đảng viên}.", FLOW, "2021-01-01..2021-12-31"),
        ("Vào năm 2021, xã có {9 đảng viên}.", LEVEL, "..2021-12-31"),
        # A day that is still to come is no level's.
        ("Đại hội họp từ ngày 18 đến 20-12-2023, thay mặt cho {3.130 hội viên}.", LEVEL, ".."),
        ("Đại hội họp từ ngày 18 đến 20-5-2023, thay mặt cho {3.130 hội viên}.", LEVEL, "..2023-05-20"),
        # Founded in a year, and what was done since; a year told in passing; one stretch with the same end.
        ("Từ năm 2018 đến năm 2021, xã Nà Mu, thành lập năm 2020, kết nạp {9 đảng viên}.", FLOW, "2018..2021"),
        ("Sau ngày đi vào hoạt động (1/6/2022), xã có {45 chi bộ}.", LEVEL, ".."),
        (
            "Từ năm 2018 đến nay, huyện công nhận 81 đảng viên, riêng năm 2020 là 16; xóa tên {9 đảng viên}.",
            FLOW,
            "2018..published",
        ),
        ("Từ năm 2018 đến nay, huyện xóa tên 81 đảng viên, riêng năm 2020 là {16}.", FLOW, "2020-01-01..2020-12-31"),
        (
            "Kết quả trong năm tháng đầu năm 2023 khá tốt.\nĐến cuối tháng 5/2023, huyện đã kết nạp {90 đảng viên}.",
            FLOW,
            "2023-01-01..2023-05-31",
        ),
        ("Mười năm trước, huyện nghèo lắm. Mường Tè khi ấy có {43 bản}.", LEVEL, "..2013-12-31"),
        ("Phấn đấu tới 2025: {95%} chi bộ vững mạnh.", AIM, "..2025-12-31"),
        # A report: the day told first in a section is of its levels, the title's term of what a section did.
        (
            "BÁO CÁO NHIỆM KỲ 2015 - 2020\n1. Về tổ chức đảng\nĐến 30/6/2020, có 61 đảng bộ.\nCó {356 chi bộ}.",
            LEVEL,
            "..2020-06-30",
        ),
        (
            "BÁO CÁO NHIỆM KỲ 2015 - 2020\n1. Về tổ chức đảng\nĐến 30/6/2020, có 61 đảng bộ.\n2. Về chi bộ\n"
            "Có {356 chi bộ}.",
            LEVEL,
            "..",
        ),
        (
            "BÁO CÁO NHIỆM KỲ 2015 - 2020\n1. Về xếp loại\nNăm 2019 xếp loại tốt.\n2. Về kỷ luật\n"
            "Kỷ luật {64 đảng viên}.",
            FLOW,
            "2015..2020",
        ),
        (
            "BÁO CÁO NHIỆM KỲ 2015 - 2020\n1. Về kỷ luật\nNăm 2019 làm nghiêm.\nKỷ luật {64 đảng viên}.",
            FLOW,
            "2019-01-01..2019-12-31",
        ),
        # A heading above lines of a label and a number; a sentence is no heading.
        ("BIỂU TỔNG HỢP 6 THÁNG ĐẦU NĂM 2023\nXã Lam Vỹ\nTổng số đảng viên: {266}\n", LEVEL, "..2023-06-30"),
        ("Xã họp bàn về 6 tháng đầu năm 2023.\nXã Lam Vỹ\nTổng số đảng viên: {266}\n", LEVEL, ".."),
        # No level of a term, of years back, of a meeting's day whose year is not printed, of an event further on.
        ("Nhiệm kỳ 2020 - 2025, huyện có {45 chi bộ}.", LEVEL, ".."),
        ("Mười năm qua, từ {2 đảng viên} lúc đầu, chi bộ lớn dần.", LEVEL, ".."),
        ("Ngày 2/7, đại biểu thay mặt cho {3.130 đoàn viên} dự Đại hội.", LEVEL, ".."),
        ("Chi bộ thành lập ngày 6.6.1948 với {35 đảng viên}.", LEVEL, "..1948-06-06"),
        ("Xã dẫn đầu với {283 hội viên}, chín chi hội vững mạnh năm 2022.", LEVEL, ".."),
        ("Xã có {12 chi bộ}; năm 2022 xóa tên bảy đảng viên.", LEVEL, ".."),
        ("Mỗi năm kết nạp nhiều người, huyện có {45 chi bộ}.", LEVEL, ".."),
        # A headline's aim is no plan of the paragraph below.
        (
            "Phát triển đảng viên đạt chỉ tiêu\nTính đến ngày 30-6-2023, huyện kết nạp 90 đảng viên. Trong đó,"
            " {8 đồng chí} là nữ.",
            FLOW,
            "2023-01-01..2023-06-30",
        ),
        ("Năm 2015, bản còn 38 hộ nghèo thì nay giảm còn {9 hộ}.", LEVEL, "..published"),
        ("Tỷ lệ hộ nghèo từ 38% năm 2005 giảm còn {19,5%}.", LEVEL, ".."),
        # What a flow led to.
        ("Năm 2022 kết nạp 90 đảng viên. Nâng tổng số lên {4.012 đồng chí}.", RESULT, "..2022-12-31"),
        # The committee's term, the congress's day, the congresses held.
        ("Đại hội bầu Ban Chấp hành nhiệm kỳ 2020 - 2025 gồm {15 đồng chí}.", ELECTED, "2020..2025"),
        ("Ngày 28/5/2020, xã họp.\nĐại hội bầu {15 đồng chí} vào Ban Chấp hành.", ELECTED, "..2020-05-28"),
        (
            "Ngày 28/5/2020, xã họp.\nĐại hội bầu {15 chị} vào Ban Chấp hành Hội lần V (nhiệm kỳ 2020 - 2025).",
            ELECTED,
            "2020..2025",
        ),
        ("Đến 31/8/2020, đã tổ chức đại hội nhiệm kỳ 2020 - 2025 ở {647 chi bộ}.", TALLY, "..2020-08-31"),
        ("Bảy chi bộ đại hội trong tháng 8/2022. Đến nay, {8 chi bộ} đã đại hội.", TALLY, "..published"),
        # The day of an award.
        ("Năm 2022 có nhiều việc. Ngày 3/2/2023, trao Huy hiệu cho {20 đảng viên}.", EVENT, "2023-02-03..2023-02-03"),
        # Every year.
        ("Hằng năm kết nạp {90 đảng viên}.", FLOW, ".."),
        ("Từ năm 2008 đến năm 2017 kết nạp nhiều, bình quân mỗi năm {1.857 đảng viên}.", FLOW, "2008..2017"),
        ("Năm 2018 lập 5 chi bộ, vượt mục tiêu {2-3 chi bộ} mỗi năm.", FLOW, ".."),
    ],
)
def test_levels_and_flows(rulebook: Rulebook, text: str, kind: FigureKind, expected: str) -> None:
    assert period(text, kind, rulebook) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # Brackets keep their time words, unless they hold nothing else.
        (
            "Năm 2023 kết nạp 4.100 đảng viên (năm 2022: 3.874 đảng viên); lập {9 chi bộ}.",
            FLOW,
            "2023-01-01..2023-12-31",
        ),
        ("Năm 2023 kết nạp 4.100 đảng viên (năm 2022: {3.874 đảng viên}).", FLOW, "2022-01-01..2022-12-31"),
        ("Trong 5 năm (2016 - 2020), huyện kết nạp {900 đảng viên}.", FLOW, "2016..2020"),
        (
            "Đến hết năm 2019 có 38 chi bộ (giảm 9 so với trước khi nhập xã năm 2018), gồm {17 chi bộ}.",
            LEVEL,
            "..2019-12-31",
        ),
        # A date directly behind a figure is its own, and not the next one's.
        ("Tỷ lệ tăng từ 75% năm 2012 lên {81%} năm 2016.", FLOW, "2016-01-01..2016-12-31"),
        ("Nhiệm kỳ 2015 - 2020 tính tới nay, huyện kết nạp {900 đảng viên}.", FLOW, "2015..published"),
        ("Số thôn ghép giảm từ {73} (đầu nhiệm kỳ 2015-2020) xuống 0.", LEVEL, "..2015"),
        # A plan's year is no figure's.
        ("Từ đầu năm 2023 đến nay kết nạp 90 đảng viên, đạt {54%} kế hoạch năm 2023.", FLOW, "2023-01-01..published"),
        # The old and the new level of a change.
        ("Hiện nay, số thôn ghép giảm từ {95 thôn} xuống còn 23 thôn.", LEVEL, ".."),
        ("Sáng 2/7/2023, xã kết nạp 5 người. Cùng ngày, phường kết nạp {4 người}.", FLOW, "2023-07-02..2023-07-02"),
        ("Sáng 2/7/2023, xã kết nạp 5 người. Cùng ngày, phường còn {4 thôn}.", LEVEL, ".."),
        ("Hiện nay, số thôn ghép giảm từ 95 thôn xuống còn {23 thôn}.", LEVEL, "..published"),
        ("Nhiệm kỳ 2015 - 2020 kết nạp 9.000 người. Nhờ đó đảng viên tăng từ {6.023} lên 7.611.", LEVEL, "..2015"),
        ("Nhiệm kỳ 2015 - 2020 kết nạp 9.000 người. Nhờ đó đảng viên tăng từ 6.023 lên {7.611}.", LEVEL, "..2020"),
    ],
)
def test_what_a_time_word_reaches(rulebook: Rulebook, text: str, kind: FigureKind, expected: str) -> None:
    assert period(text, kind, rulebook) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Tính đến 31-12-2022, huyện có 45 chi bộ. Xã nhiều nhất có {9 chi bộ}.", LEVEL, "..2022-12-31"),
        ("Tính đến 31-12-2022, huyện có 45 chi bộ.\nXã nhiều nhất có {9 chi bộ}.", LEVEL, ".."),
        ("Năm 2022 có 45 chi bộ mạnh. Xã có {9 chi bộ}.", LEVEL, ".."),
        (
            "Năm 2022 kết nạp 90 người, nâng số đảng viên lên 900. Trong đó, nữ có {300 đảng viên}.",
            LEVEL,
            "..2022-12-31",
        ),
        ("Từ đầu năm đến nay lập 18 chi bộ. Như vậy, đã có {925 ấp} có chi bộ.", LEVEL, "..published"),
        ("Năm 2022 có nhiều việc.\nHuyện kết nạp {90 đảng viên}.", FLOW, "2022-01-01..2022-12-31"),
        (
            "Nhiệm kỳ 2017 - 2022 kết nạp 60 người; năm 2021 xếp loại tốt.\nXã giới thiệu {90 người}.",
            FLOW,
            "2017..2022",
        ),
        ("Mục tiêu nhiệm kỳ 2025 - 2030 rất cao.\nHội đã mở {46 lớp}.", FLOW, ".."),
        ("Đại hội Đoàn xã, nhiệm kỳ 2022 - 2027 thành công.\nXã đã kết nạp {46 đoàn viên}.", FLOW, ".."),
        (
            "6 tháng đầu năm 2023 kiểm tra 2 chi bộ; đến ngày 10/7/2023 kỷ luật {4 đảng viên}.",
            FLOW,
            "2023-01-01..2023-07-10",
        ),
    ],
)
def test_what_is_taken_from_before(rulebook: Rulebook, text: str, kind: FigureKind, expected: str) -> None:
    assert period(text, kind, rulebook) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # A list and a breakdown go on with the line above.
        ("Đến 31/12/2022 có 45 chi bộ, trong đó:\n- Có 20 chi bộ thôn;\n- {9 chi bộ} trường.", LEVEL, "..2022-12-31"),
        ("Tính đến 31/12/2022 có 900 người.\nPhân tích: (1) Theo nghề: {90 người} làm ruộng.", LEVEL, "..2022-12-31"),
        ("Tính đến 31/12/2022 có 900 người.\nXã Ba có {90 người}.", LEVEL, ".."),
        # A ceremony is of its day, and so is the level that it led to.
        ("Ngày 9/1/2023, phường họp. Tại lễ, phường công bố quyết định lập {1 ban}.", FLOW, "2023-01-09..2023-01-09"),
        ("Ngày 9/1/2023, tại lễ công bố, lập 1 chi bộ. Qua đó, nâng số chi bộ lên {62}.", RESULT, "..2023-01-09"),
        ("Ngày 9/1/2023, phường họp. Phường đã lập {1 chi bộ}.", FLOW, ".."),
        # The level that a way began with.
        ("Từ chỗ {12 làng} chưa có chi bộ, đến năm 2022 đã xóa xong.", LEVEL, ".."),
        # A term that is over, told by a history.
        ("Đảng bộ xã nhiệm kỳ II (1995 - 1997) có: {35 đảng viên}.", LEVEL, "1995..1997"),
        ("Đảng bộ xã nhiệm kỳ II (1995 - 1997) họp bàn việc nước, xã có {35 đảng viên}.", LEVEL, ".."),
        # Until a day, held against the plan of the year; a bare "hiện" does not tell since when.
        ("Đến hết tháng 5, huyện kết nạp {92 đảng viên}, vượt kế hoạch năm.", FLOW, "2023-01-01..2023-05-31"),
        # Without a plan it began with the year, or with the term that is told or that it is held against.
        ("Đến hết tháng 5, huyện kết nạp {92 đảng viên}.", FLOW, "2023-01-01..2023-05-31"),
        ("Đến cuối năm 2022, huyện kết nạp {92 đảng viên}.", FLOW, "..2022-12-31"),
        (
            "Nhiệm kỳ 2020 - 2025 đặt mục tiêu 150. Đến hết tháng 4/2023, đã kết nạp {168 đảng viên}.",
            FLOW,
            "2020..2023-04-30",
        ),
        (
            "Nhiệm kỳ 2020 - 2025 mới qua nửa.\nĐến tháng 6/2023, đã kết nạp {168 người}, đạt 70% nghị quyết đại hội.",
            FLOW,
            "2020..2023-06-30",
        ),
        # The day of the level that a change started from is not that of the next sentence; aims go by a year told.
        ("Đảng viên có đạo tăng từ mức 19% hồi cuối năm 2020. Xã có {7 chi bộ}.", LEVEL, ".."),
        ("Sang năm 2024, xã đặt ra 17 chỉ tiêu. Hộ nghèo còn dưới {0,8%}.", AIMED_LEVEL, "..2024-12-31"),
        # What a merged commune had at first, and what is compared with a founding in brackets.
        ("Xã được nhập từ hai xã cũ, từ ngày 1/7/2022. Lúc mới thành lập, xã có {90 chi bộ}.", LEVEL, "..2022-07-01"),
        ("So với {326 đảng viên} khi mới thành lập (năm 2012), Đảng bộ đã lớn.", LEVEL, "..2012-12-31"),
        ("Năm 2023 lập 9 chi bộ, hiện đang trình {2 hồ sơ}.", FLOW, "..published"),
        # What is told in passing of an earlier year is not what the next paragraph is about.
        ("Từ đầu năm đến nay kết nạp 60. Năm 2021 kết nạp 40.\nCó {25 nữ}.", FLOW, "2023-01-01..published"),
        # The year of birth is no one's period.
        ("Năm 2022 trao Huy hiệu cho bà Mai, sinh năm 1934, và {20 đảng viên}.", FLOW, "2022-01-01..2022-12-31"),
    ],
)  # fmt: skip
def test_lines_above_ceremonies_and_histories(rulebook: Rulebook, text: str, kind: FigureKind, expected: str) -> None:
    assert period(text, kind, rulebook) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Tin trong huyện\n{24 chi bộ} vững mạnh\nNăm 2022 có 24 chi bộ vững mạnh.", FLOW, "2022-01-01..2022-12-31"),
        ("Tin trong huyện\n{24 chi bộ} vững mạnh\nNăm 2022 có 24 đảng bộ vững mạnh.", LEVEL, ".."),
        ("Tin\nNăm 2022 kết nạp 24 người, năm 2021 ít hơn.\nHuyện kết nạp {24 người}", FLOW, "2022-01-01..2022-12-31"),
    ],
)
def test_a_heading_is_told_again(rulebook: Rulebook, text: str, kind: FigureKind, expected: str) -> None:
    assert period(text, kind, rulebook) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Năm 2023 phấn đấu kết nạp {100 đảng viên}.", AIM, "2023-01-01..2023-12-31"),
        ("Năm 2023 phấn đấu tỷ lệ đạt {30,5%}.", AIMED_LEVEL, "..2023-12-31"),
        ("Đến năm 2025, tỷ lệ đạt {30,5%}.", AIMED_LEVEL, "..2025-12-31"),
        ("Nghị quyết nhiệm kỳ 2020 - 2025.\nĐến năm 2025, kết nạp {900 đảng viên}.", AIM, "2020..2025-12-31"),
        ("Đại hội xã nhiệm kỳ 2020 - 2025 đề ra kết nạp {900 đảng viên}.", AIM, "2020..2025"),
        ("Từ nay đến cuối năm phấn đấu kết nạp {26 đảng viên}.", AIM, "2023-07-15..2023-12-31"),
        ("Năm 2022 có nhiều việc. Mục tiêu {100%} thôn có đảng viên.", AIMED_LEVEL, ".."),
    ],
)
def test_aims(rulebook: Rulebook, text: str, kind: FigureKind, expected: str) -> None:
    assert period(text, kind, rulebook) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đến cuối năm 2022 có 45 chi bộ, giảm {3 chi bộ} so với năm 2021.", "2021..2022-12-31"),
        ("Đến cuối năm 2022 có 45 chi bộ. So với năm 2021, số chi bộ giảm {3}.", "2021..2022-12-31"),
        ("Đến cuối năm 2022 có 45 chi bộ (giảm 3 so với năm 2021), 9 đảng bộ (giảm {1}).", "2021..2022-12-31"),
        ("Hiện nay có 45 chi bộ. So với đầu nhiệm kỳ, giảm {3}.", "2020..published"),
        ("Năm 2016, xã còn 34 thôn ghép. Đến hết năm 2022 còn 6, giảm {28 thôn}.", "2016-12-31..2022-12-31"),
    ],
)
def test_a_change_of_a_level_counts_from_a_base(rulebook: Rulebook, text: str, expected: str) -> None:
    assert period(text, CHANGE, rulebook) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Huyện kết nạp {129 đảng viên}\nNăm 2021 kết nạp 99.\nNăm 2022 kết nạp 129 đảng viên.",
            FLOW,
            "2022-01-01..2022-12-31",
        ),
        ("Huyện kết nạp gần {90 đảng viên}\nNăm 2022 kết nạp 87 đảng viên.", FLOW, "2022-01-01..2022-12-31"),
        ("Toàn tỉnh có {78.047 đảng viên}\nĐến nay, toàn tỉnh có 78.047 đảng viên.", LEVEL, "..published"),
        ("Toàn tỉnh có {78.047 đảng viên}\nNăm 2022 có nhiều việc.", LEVEL, ".."),
    ],
)
def test_a_headline_looks_ahead(rulebook: Rulebook, text: str, kind: FigureKind, expected: str) -> None:
    assert period(text, kind, rulebook) == expected


def test_a_level_ends_with_the_figure_before_it(rulebook: Rulebook) -> None:
    previous = Period(start="2022", end="2022-12-31", end_is_published=False, text="năm 2022")
    assert period("Kết nạp 90, có {45 chi bộ}.", LEVEL, rulebook, previous) == "..2022-12-31"


@pytest.mark.parametrize(
    ("text", "stands"),
    [("tăng từ 75% năm 2012 lên {81%} năm 2016", True), ("năm 2012 đạt {81%}", False), ("có {9 xã}, năm 2016", False)],
)
def test_a_time_word_stands_behind(rulebook: Rulebook, text: str, stands: bool) -> None:
    figure, scope = figure_of(text, FLOW, rulebook)
    assert has_own_period(scope, figure, figure.start) is stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("năm 2009 chiếm 10%, năm 2011 đạt {14,9%}", True),
        ("kết nạp 90 người trong năm 2022, và như thế vượt {5%}", False),
        ("kết nạp 90 người, so với kế hoạch năm 2022 đạt {95%}", False),
    ],
)
def test_a_time_word_stands_before(rulebook: Rulebook, text: str, stands: bool) -> None:
    figure, scope = figure_of(text, FLOW, rulebook)
    assert has_own_period(scope, figure, figure.text.index(",")) is stands


def test_a_column_takes_its_own_head_before_the_lines_above(rulebook: Rulebook) -> None:
    text = "Kết quả năm 2022\nKết nạp năm 2021 Kết nạp"
    scope = make_time_scope(find_times(text, rulebook.periods, published=PUBLISHED), text)
    own = resolve_table_period(scope, heads=[(17, 33)], table_start=17, kind=FLOW)
    above = resolve_table_period(scope, heads=[(34, 41)], table_start=17, kind=FLOW)
    assert (own.start, above.start) == ("2021-01-01", "2022-01-01")


def test_the_caption_of_levels_stands_close_above(rulebook: Rulebook) -> None:
    text = "Năm 2019, huyện đón đoàn.\n" + "Tin khác.\n" * 120 + "Số hộ"
    scope = make_time_scope(find_times(text, rulebook.periods, published=PUBLISHED), text)
    start = len(text) - 5
    of_levels = resolve_table_period(scope, heads=[], table_start=start, kind=LEVEL)
    of_flows = resolve_table_period(scope, heads=[], table_start=start, kind=FLOW)
    assert (of_levels.end, of_flows.end) == (None, "2019-12-31")


def test_aims_take_every_time_word(rulebook: Rulebook) -> None:
    mentions = find_periods("đại hội nhiệm kỳ 2020 - 2025", rulebook.periods, published=None)
    assert [FLOW.takes(m) for m in mentions] == [False]
    assert [AIM.takes(m) for m in mentions] == [True]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # What is compared with, and the figure in brackets behind it.
        ("Nay có 54 chi bộ; so với 6 tháng đầu năm 2022 ({60 chi bộ}) là ít.", LEVEL, "..2022-06-30"),
        ("Năm 2022 kết nạp 54 người, so với năm 2021 ({60 người}) là ít.", FLOW, "2021..2021"),
        ("Nay có 54 chi bộ. So với năm 2012, khi cả xã mới có {6 chi bộ}, đó là bước dài.", LEVEL, "..2012"),
        ("9 tháng năm 2022 có nhiều việc, so với nửa nhiệm kỳ 2015 - 2020; kỷ luật {60 người}.", FLOW,
         "2022-01-01..2022-09-30"),
        ("Đến 30/6/2023, số chi bộ giảm {6} so với nhiệm kỳ 2015 - 2020.", CHANGE, "2020..2023-06-30"),
        # The year of a plan is not that of what was done.
        ("Tổng kết năm 2022, phương hướng năm 2023, Hội cho biết đã kết nạp {45 người}.", FLOW,
         "2022-01-01..2022-12-31"),
        ("Kết quả năm 2022 và chỉ tiêu năm 2023: phấn đấu kết nạp {45 người}.", AIM, "2023-01-01..2023-12-31"),
        # An aim leans on nothing that is past; one of every year is of its plan.
        ("Nhiệm kỳ qua tốt đẹp. Hội phấn đấu kết nạp {45 người}.", AIM, ".."),
        ("Mục tiêu đến năm 2025 của xã:\n- Hằng năm kết nạp {9 người}.", AIM, "..2025-12-31"),
        ("Giai đoạn 2021 - 2025, phấn đấu giảm {3%} mỗi năm.", AIM, "2021..2025"),
        # The elected hold office for the term that their congress opens.
        ("Ngày 2/7/2020, Đại hội Đảng bộ xã nhiệm kỳ 2020 - 2025 đã bầu {15 đồng chí}.", ELECTED, "2020..2025"),
        ("Đại hội lần II (nhiệm kỳ 1980 - 1982), họp ngày 5/12/1979.\nĐại hội bầu {9 đồng chí}.", ELECTED,
         "1980..1982"),
        ("Nhiệm kỳ II (1995 - 1997) có 35 đảng viên. Ban Chấp hành gồm {5 đồng chí}.", ELECTED, "1995..1997"),
        ("Đại hội nhiệm kỳ 2020 - 2025 đã qua.\nNăm 1977, huyện họp. Đại hội bầu {35 đồng chí}.", ELECTED, ".."),
        # A level that was there at the founding.
        ("Đảng bộ thành lập ngày 1/8/2019.\nKhi mới thành lập, Đảng bộ có {29 chi bộ}.", LEVEL, "..2019-08-01"),
        ("Công ty có chi bộ từ năm 2014, ban đầu {5 đảng viên}.", LEVEL, "..2014"),
        ("Huyện họp ngày 1/8/2019.\nKhi mới thành lập, Đảng bộ có {29 chi bộ}.", LEVEL, ".."),
        # Years in a row.
        ("Các năm 2020, 2021, 2022 lần lượt xóa tên 9, {17} và 12 đảng viên.", FLOW, "2021-01-01..2021-12-31"),
        ("Huyện lần lượt xóa tên 9, 17 và {12} đảng viên trong các năm 2020, 2021, 2022.", FLOW,
         "2022-01-01..2022-12-31"),
        ("Giai đoạn 2020 - 2022 lần lượt xóa tên 9, {17} và 12 đảng viên.", FLOW, "2020..2022"),
        # A number told above that a sentence takes up, and one that the text tells again with its time.
        ("4 tháng đầu năm 2022, 8 người bị xóa tên. Năm 2021 tốt.\nTrong số 8 người, {3 người} đi xa.", FLOW,
         "2022-01-01..2022-04-30"),
        ("Tin nhanh. Huyện kết nạp {85 người}.\nQuý I năm 2022, huyện kết nạp 85 người.", FLOW,
         "2022-01-01..2022-03-31"),
        # The day behind an award; a day of the next clause is none of a level.
        ("Huyện trao Huy hiệu cho {20 đảng viên} nhân dịp 2/9/2022.", EVENT, "2022-09-02..2022-09-02"),
        ("Trước đây chỉ có {5 chi bộ}, thì đến cuối năm 2022 là 31.", LEVEL, ".."),
        ("Sau 10 năm, từ {45 chi bộ}, đến nay có 71 chi bộ.", LEVEL, ".."),
    ],
)  # fmt: skip
def test_plans_terms_comparisons_and_rows(rulebook: Rulebook, text: str, kind: FigureKind, expected: str) -> None:
    assert period(text, kind, rulebook) == expected


def test_the_elected_of_one_sentence_share_their_term(rulebook: Rulebook) -> None:
    term = Period(start="2020", end="2025", end_is_published=False, text="nhiệm kỳ 2020 - 2025")
    assert period("Đại hội bầu 15 đồng chí, trong đó {4 nữ}.", ELECTED, rulebook, term) == "2020..2025"
    assert period("Đại hội bầu 15 đồng chí, xã có {4 chi bộ}.", LEVEL, rulebook, term) == "..2025"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # A number of a name before "hiện"; the year behind "và", "thì" begins what comes next.
        ("Tổ dân phố 7 hiện có {90 hộ}.", LEVEL, "..published"),
        ("Năm 2015 có {21 thôn} chưa có chi bộ thì đến năm 2020 chỉ còn 2.", LEVEL, "..2015-12-31"),
        ("Năm 2018 xóa tên {13 người và} 6 tháng đầu năm 2019 xóa tên 8.", FLOW, "2018-01-01..2018-12-31"),
        # A sentence that goes on with one that tells of a day.
        ("Dịp 19/5/2022, xã kết nạp 9 người.\nCụ thể, Chi bộ Một kết nạp {5 người}.", FLOW, "2022-05-19..2022-05-19"),
        # An aim for the time ahead is none of the stretch that was told; "cùng kỳ" is told of no term.
        ("Giai đoạn 2016 - 2018, xã kết nạp 30.\nThời gian tới, phấn đấu kết nạp {40 người}.", AIM, ".."),
        ("Quý I/2023 có 9 vụ.\nNhiệm kỳ 2020 - 2025 khá.\nXóa tên {7 người}, bằng 71% so với cùng kỳ.", FLOW,
         "2023-01-01..2023-03-31"),
        # One year that is over opens nothing that goes on until now.
        ("Năm 1997, chi bộ ra đời. Đến nay, đã kết nạp {150 người}.", FLOW, "..published"),
        ("Xã hình thành ngày 1/7/2021.\nĐảng bộ được thành lập với {58 chi bộ}.", LEVEL, "..2021-07-01"),
    ],
)  # fmt: skip
def test_names_days_told_before_and_aims_ahead(rulebook: Rulebook, text: str, kind: FigureKind, expected: str) -> None:
    assert period(text, kind, rulebook) == expected


def test_an_undated_text_that_tells_of_a_term_is_of_it(rulebook: Rulebook) -> None:
    told = find_periods("Nhiệm kỳ 2016 - 2021, tăng so với đầu nhiệm kỳ.", rulebook.periods, published=None)
    opened = find_periods("Đại hội nhiệm kỳ 2016 - 2021: tăng so với đầu nhiệm kỳ.", rulebook.periods, published=None)
    assert (told[-1].first, opened[-1].first) == ("2016", "2011")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trong quý I/2023 lập 3 chi bộ.\nQua đánh giá năm 2022, đảng bộ xã giữ vững nền nếp.\n"
            "Đảng viên hoàn thành tốt nhiệm vụ chiếm {80%}.",
            "2022-01-01..2022-12-31",
        ),
        # No grade, or a year that no rating is told of: the paragraph goes by what the text is about.
        (
            "Trong quý I/2023 lập 3 chi bộ.\nQua đánh giá năm 2022, đảng bộ xã giữ vững nền nếp.\n"
            "Huyện kết nạp {80 đảng viên}.",
            "2023-01-01..2023-03-31",
        ),
        (
            "Trong quý I/2023 lập 3 chi bộ.\nNăm 2022, đảng bộ xã giữ vững nền nếp.\n"
            "Đảng viên hoàn thành tốt nhiệm vụ chiếm {80%}.",
            "2023-01-01..2023-03-31",
        ),
    ],
)
def test_grades_go_on_with_the_year_that_was_rated(rulebook: Rulebook, text: str, expected: str) -> None:
    assert period(text, FLOW, rulebook) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # The heading of a part of a report holds over what is told by the way in a paragraph of that part.
        ("Báo cáo\nI. KẾT QUẢ NĂM 2021\nNăm 2020 mở 3 lớp.\nHội kết nạp {80 người}.", FLOW, "2021-01-01..2021-12-31"),
        ("Báo cáo\nI. KẾT QUẢ NĂM 2021\nMở 3 lớp.\nII. THI ĐUA\nNăm 2020 mở 3 lớp.\nHội kết nạp {80 người}.", FLOW,
         "2020-01-01..2020-12-31"),
        ("Báo cáo\nPhần thứ nhất: Kết quả năm 2021\nNăm 2020 mở 3 lớp.\nHội kết nạp {80 người}.", FLOW,
         "2021-01-01..2021-12-31"),
        # A term that begins in the year of publication is no time of what was done.
        ("Năm 2023, xã tổ chức Đại hội hội nông dân, nhiệm kỳ 2023 - 2028. Xã kết nạp {59 hội viên}.", FLOW,
         "2023-01-01..2023-12-31"),
        # "Hiện nay" in the name of a resolution.
        ("Năm 2022, quán triệt Nghị quyết “Một số vấn đề về xây dựng Đảng hiện nay”; mở {47 lớp}.", FLOW,
         "2022-01-01..2022-12-31"),
    ],
)  # fmt: skip
def test_headings_terms_and_names(rulebook: Rulebook, text: str, kind: FigureKind, expected: str) -> None:
    assert period(text, kind, rulebook) == expected


def test_what_is_reached_by_a_day_looks_ahead_to_no_time(rulebook: Rulebook) -> None:
    text = "{39 chi bộ} đã đại hội\n\nĐại hội xã sẽ diễn ra trong tháng 8/2023."
    assert period(text, TALLY, rulebook) == ".."
    assert period(text, FLOW, rulebook) == "2023-08-01..2023-08-31"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Kết quả năm 2022.\nĐến cuối năm, toàn tỉnh có {45 chi bộ}.", "2023-01-12", "..2022-12-31"),
        ("Kết quả năm 2022.\nĐến cuối năm, toàn tỉnh có {45 chi bộ}.", "2023-11-12", "..2023-12-31"),
        ("Đến cuối năm, toàn tỉnh có {45 chi bộ}.", "2023-01-12", "..2023-12-31"),
    ],
)
def test_the_end_of_the_year_that_a_text_tells_of(rulebook: Rulebook, text: str, published: str, expected: str) -> None:
    assert period_told(text, LEVEL, rulebook, published) == expected
