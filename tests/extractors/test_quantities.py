"""Kind, measure and status of a figure by what stands around it, on sentences of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def told(extraction: Extraction) -> list[str]:
    """Every fact as "numeral indicator", with the measure unless it is a count and the status unless it is actual."""
    text = extraction.document.text
    return [
        " ".join(
            (
                text[f.evidence.start : f.evidence.end],
                f.indicator,
                *((f.measure,) if f.measure != "count" else ()),
                *((f.status,) if f.status != "actual" else ()),
            )
        )
        for f in extraction.facts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "đạt" tells a completion from a share only by arithmetic.
        (
            "Năm 2022, Đảng bộ huyện kết nạp 66/110 đảng viên, đạt 60%.",
            ["66 member.admitted", "60 member.admitted completion"],
        ),
        (
            "Đảng bộ có 500 đảng viên, trong đó 125 đảng viên nữ, đạt 25%.",
            ["500 member.total", "125 member.total", "25 member.total share"],
        ),
        (
            "Số đảng viên tăng 12 đồng chí, tương ứng 4% so với năm trước.",
            ["12 member.total change", "4 member.total change"],
        ),
        # One "tăng" and one comparison stand for both nouns.
        (
            "Đảng bộ tăng 6 chi bộ và 31 đảng viên so với năm 2015.",
            ["6 cell.total change", "31 member.total change"],
        ),
        ("Đảng bộ huyện có 500 đảng viên, tăng 12 đồng chí.", ["500 member.total", "12 member.total change"]),
    ],
)
def test_a_percent_is_what_the_numbers_prove(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Các chỉ tiêu chủ yếu năm 2023:\n- Kết nạp 45 đảng viên mới.\n- 90% chi bộ hoàn thành tốt nhiệm vụ.",
            ["45 member.admitted target", "90 cell.rated share target"],
        ),
        (
            "Kết quả đạt được năm 2022:\n- Kết nạp 45 đảng viên mới.\n- 90% chi bộ hoàn thành tốt nhiệm vụ.",
            ["45 member.admitted", "90 cell.rated share"],
        ),
        (
            "Phấn đấu năm 2023 giữ vững thành tích. 95% đảng viên hoàn thành tốt nhiệm vụ.",
            ["95 member.rated share target"],
        ),
        # Striving to join is what a person does; it sets no aim.
        (
            "Nguồn quần chúng phấn đấu vào Đảng dồi dào, năm 2022 kết nạp được 103 đảng viên.",
            ["103 member.admitted"],
        ),
    ],
)
def test_an_aim_reaches_over_the_list_below_it_and_no_further(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đã hoàn thành 45 đại hội chi bộ và 12 đại hội cấp cơ sở.",
            ["45 cell.congress_held", "12 grassroots_org.congress_held"],
        ),
        (
            "Ban Chấp hành Đảng bộ gồm 33 đồng chí, Ban Thường vụ gồm 11 đồng chí.",
            ["33 committee_member.total", "11 committee_member.total"],
        ),
        (
            "Đảng bộ có 3 chi bộ: chi bộ thôn Nà Pài 21 đảng viên, chi bộ trường học 12 đảng viên.",
            ["3 cell.total", "21 member.total", "12 member.total"],
        ),
        (
            "Từ đầu năm kết nạp 500 đoàn viên, thành lập mới từ 10 - 15 công đoàn cơ sở.",
            ["500 member.admitted", "10 grassroots_org.established"],
        ),
        (
            "Sáu tháng đầu năm, Đảng bộ kết nạp 74 đảng viên, đạt 37% chỉ tiêu 200 đảng viên đã giao.",
            ["74 member.admitted", "37 member.admitted completion", "200 member.admitted target"],
        ),
        (
            "Năm 2022, toàn tỉnh kết nạp 228/210 đảng viên, đạt 108,6% chỉ tiêu được giao, tăng 48 đảng viên so với "
            "năm 2021.",
            ["228 member.admitted", "108,6 member.admitted completion", "48 member.admitted change"],
        ),
        # Bodies counted for what they do are no total.
        (
            "Năm 2022, Đảng bộ huyện phấn đấu kết nạp 450 đoàn viên, 100% cơ sở đoàn có công trình thanh niên.",
            ["450 member.admitted target", "100 other share target"],
        ),
        # Where people come from, whom cells help, and what is praised is counted for something else.
        (
            "Năm qua, huyện bồi dưỡng 120 quần chúng ưu tú của 6 chi bộ.",
            ["120 candidate.introduced", "6 other"],
        ),
        ("Năm 2022 chi bộ giúp 15 hộ gia đình đảng viên thoát nghèo.", ["15 other"]),
        ("Khen thưởng 5 tập thể và 12 đảng viên.", ["5 other", "12 other"]),
        # Numbers that cells and quarters are called by are no figures.
        ("Sáp nhập khu số 3, số 4 có 20 đảng viên.", ["20 member.total"]),
    ],
)
def test_the_noun_and_the_deed_decide_what_is_counted(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đảng bộ huyện có 90 chi bộ, trong đó: cơ quan: 40; trường học: 35; doanh nghiệp: 15.",
            ["90 cell.total", "40 cell.total", "35 cell.total", "15 cell.total"],
        ),
        (
            "Kết nạp 45 đảng viên, trong đó nữ 20, dân tộc thiểu số 30.",
            ["45 member.admitted", "20 member.admitted", "30 member.admitted"],
        ),
        (
            "Tỷ lệ chi bộ hoàn thành tốt nhiệm vụ là 80%, đảng viên hoàn thành tốt nhiệm vụ là 85%.",
            ["80 cell.rated share", "85 member.rated share"],
        ),
        (
            "Toàn huyện có 560 đảng viên, tăng 25 đồng chí; kết nạp mới tăng 5 đảng viên so với năm trước.",
            ["560 member.total", "25 member.total change", "5 member.admitted change"],
        ),
        (
            "Nhiệm kỳ qua, huyện kết nạp 900 đảng viên, trong đó vùng giáo 75, người theo đạo Công giáo 32.",
            ["900 member.admitted", "75 member.admitted", "32 member.admitted"],
        ),
        (
            "Năm 2022, toàn tỉnh kết nạp 500 đảng viên. Nhiều nhất là Ba Bể 120, ít nhất là Chợ Mới 40.",
            ["500 member.admitted", "120 member.admitted", "40 member.admitted"],
        ),
        # One noun behind several numbers.
        (
            "Năm 2022, hai huyện Ba Bể và Na Rì dẫn đầu với 3.120 và 2.465 đoàn viên.",
            ["3.120 member.total", "2.465 member.total"],
        ),
        # From how many members on a body is formed counts nobody.
        ("Chi bộ có 3 đảng viên trở lên được thành lập tổ đảng.", []),
    ],
)
def test_an_item_of_a_list_counts_what_the_list_does(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


def test_a_ratio_may_name_its_noun_twice(read: Read) -> None:
    facts = read("Năm 2022, Đoàn xã kết nạp 256 đoàn viên/1.206 đoàn viên.").facts
    assert [(fact.value, fact.denominator) for fact in facts] == [(256, 1206)]
