"""Times of a report's labels, and of what a merger left, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("heading", "end", "status"),
    [
        ("kết quả công tác năm 2022, phương hướng nhiệm vụ năm 2023", "2022-12-31", "actual"),
        ("Phương hướng nhiệm vụ năm 2023", "2023-12-31", "target"),
    ],
)
def test_the_time_of_labels(read: Read, heading: str, end: str, status: str) -> None:
    text = f"BÁO CÁO\n{heading}\n- Chi hội Phụ nữ: 214 hội viên.\n- Chi hội Nông dân: 176 hội viên.\n"
    fact = fact_of(read(text, published="2022-12-20"), "176")
    assert (fact.period and fact.period.end, fact.status) == (end, status)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Sau sáp nhập năm 2018, huyện Na Rì còn 63 thôn.", "2018-12-31"),
        ("Huyện Na Rì, hợp nhất năm 2018, có 63 thôn.", None),
    ],
)
def test_the_year_of_a_merger(read: Read, text: str, end: str | None) -> None:
    fact = fact_of(read(text), "63")
    assert (fact.period and fact.period.end) == end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        # At a congress, the end of the term that it closes where that was told last.
        (
            "Đại hội Hội Nông dân huyện, nhiệm kỳ 2023 - 2028.\n\nTrong nhiệm kỳ 2018 - 2023, huyện kết nạp 12 người. "
            "Đến cuối nhiệm kỳ, Hội có 63 chi hội.\n",
            "2023",
        ),
        (
            "Đại hội Hội Nông dân huyện, nhiệm kỳ 2023 - 2028.\n\nTrong nhiệm kỳ 2023 - 2028, huyện sẽ kết nạp 12. "
            "Đến cuối nhiệm kỳ, Hội có 63 chi hội.\n",
            "2028",
        ),
    ],
)
def test_the_end_of_the_term_told_last(read: Read, text: str, end: str) -> None:
    fact = fact_of(read(text, published="2023-06-15"), "63")
    assert (fact.period and fact.period.end) == end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Năm 2009, công đoàn ra đời. Hai năm sau, số đoàn viên lên 763. Năm 2023, kết nạp 18 đoàn viên.", "2011"),
        ("Năm 2021, công đoàn ra đời. Hai năm sau, số đoàn viên lên 763. Năm 2023, kết nạp 18 đoàn viên.", None),
    ],
)
def test_years_after_a_year_named_in_a_text_without_a_day(read: Read, text: str, end: str | None) -> None:
    fact = fact_of(read(text, published=None), "763")
    assert (fact.period and fact.period.end) == end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Giai đoạn 2017 - 2021, tỷ lệ hộ nghèo giảm từ 63% xuống còn 2%.", "2017"),
        ("Chương trình giảm nghèo giai đoạn 2017 - 2021, tỷ lệ hộ nghèo giảm từ 63% xuống còn 2%.", None),
        ("Chú Tám làm việc xã từ năm 2005. Hồi chú mới nhận việc, ấp có 63 hộ nghèo.", "2005-12-31"),
        ("Chú Tám về làng năm 2014. Dạo ấy, làng có 63 hộ nghèo.", "2014-12-31"),
        ("Chú Tám về làng năm 2014. Lúc ấy làng có 12 hộ nghèo. Chi bộ vẻn vẹn 63 đảng viên.", "2014-12-31"),
        ("Chú Tám về làng năm 2014. Lúc ấy làng có 12 hộ nghèo. Chi bộ nay có 63 đảng viên.", "2023-07-15"),
    ],
)
def test_levels_of_an_earlier_time(read: Read, text: str, end: str | None) -> None:
    fact = fact_of(read(text), "63")
    assert (fact.period and fact.period.end) == end
