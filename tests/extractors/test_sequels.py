"""Numerals that no noun of their own stands beside go on with what was told before; texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def told_in_catalogue(extraction: Extraction) -> list[str]:
    """Every figure of the catalogue with its tags; the others are left out."""
    return [line for line in told(extraction, groups=True) if line.split()[1] != "other"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Toàn huyện có 46 tổ chức cơ sở đảng với 2.150 đảng viên. Trong năm thành lập 3, giải thể 1.",
            [
                "46 grassroots_org.total",
                "2.150 member.total",
                "3 grassroots_org.established",
                "1 grassroots_org.dissolved",
            ],
        ),
        (
            "Huyện chấm dứt 30 chi bộ thôn để hình thành 14.",
            ["30 cell.dissolved village", "14 cell.established village"],
        ),
        (
            "Tỉnh có 690 công đoàn cơ sở; vận động thành lập 71 đơn vị, giải thể 22.",
            ["690 grassroots_org.total", "71 grassroots_org.established", "22 grassroots_org.dissolved"],
        ),
        (
            "Trong năm có 31 đảng viên bị kỷ luật. Xếp theo mức độ: 20 khiển trách, 8 cảnh cáo, 3 cách chức.",
            ["31 member.disciplined", "20 member.disciplined", "8 member.disciplined", "3 member.disciplined"],
        ),
        (
            "Huyện kỷ luật 40 đảng viên. Vi phạm về đất đai chiếm 40% (16/40), còn lại là lối sống 14, phẩm chất 10.",
            [
                "40 member.disciplined",
                "40 member.disciplined share",
                "16 member.disciplined",
                "14 member.disciplined",
                "10 member.disciplined",
            ],
        ),
        (
            "Năm 2018, Đảng bộ kết nạp 61 đảng viên. Năm nay được Tỉnh ủy giao 70, quý I phấn đấu tối thiểu 20.",
            ["61 member.admitted", "70 member.admitted target", "20 member.admitted target"],
        ),
        (
            "Kết nạp 140 đảng viên, trong đó nữ 70; công nhân trong các thành phần kinh tế 25; trình độ phổ thông 12.",
            [
                "140 member.admitted",
                "70 member.admitted female",
                "25 member.admitted worker",
                "12 member.admitted",
            ],
        ),
        (
            "Năm nay, phường mới kết nạp 14 đảng viên. Cuối năm, chúng tôi quyết đạt 30.",
            ["14 member.admitted", "30 member.admitted target"],
        ),
        (
            "Năm 2023, xã phấn đấu kết nạp 12 đảng viên nhưng chỉ đạt 9.",
            ["12 member.admitted target", "9 member.admitted"],
        ),
        (
            "Kết nạp 131 đảng viên, trong đó phụ nữ 58, đoàn viên công đoàn 39.",
            ["131 member.admitted", "58 member.admitted female", "39 member.admitted other:công đoàn viên"],
        ),
    ],
)
def test_bare_figures_go_on_with_what_their_words_tell_of(read: Read, text: str, expected: list[str]) -> None:
    assert told_in_catalogue(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kết nạp 3.012 đảng viên, trong đó sinh viên 214. Trong 214 sinh viên nói trên, Cao Lộc chiếm 97.",
            [
                "3.012 member.admitted",
                "214 member.admitted student",
                "214 member.admitted student",
                "97 member.admitted student",
            ],
        ),
        (
            "Đảng bộ có 98 chi bộ. Trong số 98 đơn vị ấy, khối doanh nghiệp tư nhân chiếm 36.",
            ["98 cell.total", "98 cell.total", "36 cell.total private_enterprise"],
        ),
        ("Đảng bộ có 98 chi bộ. Trong số 120 đơn vị kinh tế, 36 có lãi.", ["98 cell.total"]),
    ],
)
def test_a_whole_told_again_is_the_count_before(read: Read, text: str, expected: list[str]) -> None:
    assert told_in_catalogue(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng bộ thành lập 2 chi bộ, làm 14 km đường; trồng rừng 30.", ["2 cell.established"]),
        ("Kết nạp 12 đảng viên, trong đó nữ 5; hiến đất 30 m2.", ["12 member.admitted", "5 member.admitted female"]),
        ("Huyện kỷ luật 12 đảng viên. Số vụ vi phạm giao thông chiếm 14%.", ["12 member.disciplined"]),
    ],
)
def test_other_things_beside_the_list_are_none_of_it(read: Read, text: str, expected: list[str]) -> None:
    assert told_in_catalogue(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thôn, khối phố: 410; đã có chi bộ 398; còn 12 nơi sinh hoạt ghép.",
            ["410 village.total", "398 village.with_cell", "12 village.joint_cell"],
        ),
        ("Tỷ lệ bản có chi bộ hiện đạt 96,4%.", ["96,4 village.with_cell share"]),
        ("Thôn, tổ dân phố từ 1.297 rút về 1.146.", ["1.297 village.total", "1.146 village.total"]),
        ("Tỷ lệ hộ nghèo từ 31,6% kéo xuống 12,2%.", ["31,6 household.poor share", "12,2 household.poor share"]),
        ("Đến nay, huyện đã giảm được 218 thôn, tổ dân phố.", ["218 village.total change"]),
    ],
)
def test_villages_told_by_labels_and_levels(read: Read, text: str, expected: list[str]) -> None:
    assert told_in_catalogue(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ở cấp chi bộ trực thuộc, trong sạch vững mạnh 82% (tiêu biểu 17), hoàn thành tốt 14,7, yếu kém 3,3.",
            [
                "82 cell.rated share rating:strong subordinate",
                "17 cell.rated share rating:strong subordinate",
                "14,7 cell.rated share rating:good subordinate",
                "3,3 cell.rated share rating:weak subordinate",
            ],
        ),
        (
            "Trong 402 tổ chức cơ sở đảng được xét có 319 đạt trong sạch, vững mạnh (tiêu biểu 52) và 2 yếu kém.",
            [
                "402 grassroots_org.rated",
                "319 grassroots_org.rated rating:strong",
                "52 grassroots_org.rated rating:strong",
                "2 grassroots_org.rated rating:weak",
            ],
        ),
        (
            "Riêng 71 đảng bộ xã có 53 đảng bộ trong sạch, vững mạnh, 12 hoàn thành tốt.",
            [
                "71 committee.total level:commune",
                "53 committee.rated level:commune rating:strong",
                "12 committee.rated level:commune rating:good",
            ],
        ),
        ("Chi bộ đạt 82% kế hoạch, kết nạp 14 người.", ["14 member.admitted"]),
    ],
)
def test_rows_of_grades(read: Read, text: str, expected: list[str]) -> None:
    assert told_in_catalogue(read(text))[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Có 30 đồng chí được trao Huy hiệu, trong đó mốc 60, 55 và 50 năm lần lượt là 4, 6 và 20 đồng chí.",
            [
                "30 member.awarded",
                "4 member.awarded badge:60",
                "6 member.awarded badge:55",
                "20 member.awarded badge:50",
            ],
        ),
        (
            "Kế hoạch: thành lập 3 chi bộ, kết nạp 150 đảng viên. Năm 2016, con số lần lượt là 4 và 161, đạt 107,3%.",
            [
                "3 cell.established target",
                "150 member.admitted target",
                "4 cell.established",
                "161 member.admitted",
                "107,3 member.admitted completion",
            ],
        ),
    ],
)
def test_figures_in_the_order_of_what_was_named(read: Read, text: str, expected: list[str]) -> None:
    assert told_in_catalogue(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Từ năm 2010 đến nay, huyện công nhận 812 đảng viên chính thức.", ["812 member.official"]),
        ("Chi bộ có 40 đảng viên chính thức, 3 đảng viên dự bị.", ["40 member.total", "3 member.total probationary"]),
        ("Mục tiêu của năm 2019: 130 đảng viên.", ["130 member.admitted target"]),
        ("Huyện đặt ra con số 210 đảng viên mới.", ["210 member.admitted target"]),
        ("Kết nạp 88 đảng viên.\nSo với KH năm: 40%", ["88 member.admitted", "40 member.admitted completion"]),
        (
            "Kết nạp 50 đảng viên, tăng so với năm 2016 là 11,68%.",
            ["50 member.admitted", "11,68 member.admitted change"],
        ),
        ("Không để số bị kỷ luật vượt 0,5% tổng đảng viên.", ["0,5 member.disciplined share"]),
        (
            "Theo Đề án số 07, giai đoạn 2016 - 2020 mỗi năm Đảng bộ thành lập từ 3 - 5 tổ chức đảng.",
            ["3 grassroots_org.established target"],
        ),
        (
            "Kế hoạch: kết nạp 150 đảng viên. Năm đầu kết nạp 162, đạt 108%; riêng công nhân có 54 người.",
            [
                "150 member.admitted target",
                "162 member.admitted",
                "108 member.admitted completion",
                "54 member.admitted worker",
            ],
        ),
        (
            "Đảng bộ có 29 đảng bộ cơ sở, 1 chi bộ cơ sở, với 5.469 chi bộ.",
            ["29 committee.total grassroots", "1 cell.total grassroots", "5.469 cell.total"],
        ),
        (
            "Có 923 đảng viên, trong đó có 626 cán bộ, 297 sinh viên.",
            ["923 member.total", "626 member.total", "297 member.total student"],
        ),
    ],
)
def test_what_happened_measure_and_status_by_the_words_around(read: Read, text: str, expected: list[str]) -> None:
    assert told_in_catalogue(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cả nhiệm kỳ phấn đấu kết nạp 400 đảng viên. Năm 2021 chúng tôi chỉ được 63 vì dịch. Tính đến hết tháng 6 "
            "đã có 88, vượt 9,5% kế hoạch.",
            [
                "400 member.admitted target",
                "63 member.admitted",
                "88 member.admitted",
                "9,5 member.admitted completion",
            ],
        ),
        (
            "Năm 2021 xã kết nạp 14 đảng viên. Năm 2022, chỉ tiêu 12, đến hết tháng 10 được 15, vượt 25%.",
            [
                "14 member.admitted",
                "12 member.admitted target",
                "15 member.admitted",
                "25 member.admitted completion",
            ],
        ),
        ("Năm 2021 xã kết nạp 14 đảng viên. Năm 2022 thêm 3.", ["14 member.admitted", "3 member.admitted"]),
        ("Năm 2022 xã kết nạp 3 giáo dân vào Đảng.", ["3 member.admitted religious"]),
        ("Xã có 3.000 giáo dân.", ["3.000 population.total religious"]),
        # Another verb, another thing or no time keep a bare number from going on.
        ("Năm 2021 xã kết nạp 14 đảng viên. Năm 2022 trồng được 15 ha quế.", ["14 member.admitted"]),
        ("Năm 2021 xã kết nạp 14 đảng viên. Chè bán được 15.", ["14 member.admitted"]),
    ],
)
def test_bare_numbers_of_those_admitted(read: Read, text: str, expected: list[str]) -> None:
    assert told_in_catalogue(read(text, published="2022-11-15")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phát triển Đảng: Chỉ tiêu ĐU giao 02, thực hiện 02 = 100%.",
            ["02 member.admitted target", "02 member.admitted", "100 member.admitted completion"],
        ),
        ("Năm 2020 được giao 4, kết nạp 5.", ["4 member.admitted target", "5 member.admitted"]),
        (
            "Năm nay phấn đấu mở 4 lớp, kết nạp 5 đảng viên.",
            ["4 class.opened target", "5 member.admitted target"],
        ),
        (
            "Năm nay giao kết nạp 45 đảng viên, mới được 16, tức là 35,5%.",
            ["45 member.admitted target", "16 member.admitted", "35,5 member.admitted completion"],
        ),
        (
            "Từ đầu năm kết nạp 16 đảng viên. Trong 16 đảng viên mới ấy có 10 đoàn viên, 4 nữ.",
            ["16 member.admitted", "16 member.admitted", "10 member.admitted youth", "4 member.admitted female"],
        ),
        (
            "Có 68 đảng viên là người Công giáo trên tổng số 402 đảng viên, chiếm gần 17%.",
            ["68 member.total religious", "402 member.total", "17 member.total share religious"],
        ),
        (
            "Lúc mới thành lập, Đảng bộ huyện vẻn vẹn 12 tổ chức cơ sở đảng với 318 đảng viên.",
            ["12 grassroots_org.total", "318 member.total"],
        ),
        ("Già làng, 55 năm tuổi Đảng, kể: “Năm 1980 chỉ có 2 đảng viên”.", ["2 member.total"]),
    ],
)
def test_results_beside_plans_and_wholes(read: Read, text: str, expected: list[str]) -> None:
    assert told_in_catalogue(read(text)) == expected
