"""Verbs that only say when or how, and what is counted beside them, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Năm 2011, khi ông được bầu làm chủ tịch, Hội Cựu chiến binh xã có 274 hội viên.", "274", "member.total"),
        ("Ngày kết nạp đảng viên đầu tiên, chi bộ chỉ có 13 đảng viên.", "13", "member.total"),
        ("Lúc được kết nạp, ông kể, chi bộ có 15 đảng viên.", "15", "member.total"),
        ("Có người đã chuyển đi nơi khác, chi bộ còn 19 đồng chí.", "19", "member.total"),
        ("Tủa được kết nạp, là người trẻ nhất trong số 17 đảng viên của chi bộ.", "17", "member.total"),
        ("Dịp trao Huy hiệu Đảng năm nay, Đảng bộ xã có 12 đồng chí.", "12", "member.awarded"),
        ("Bà Hoa, 45 năm tuổi Đảng, cho biết chi bộ có 12 đảng viên.", "12", "member.total"),
        ("Ông Tuyền, 61 tuổi, 33 năm tuổi Đảng, là một trong 12 đảng viên của xã.", "12", "member.total"),
        ("Chi bộ có 3 đảng viên 50 năm tuổi Đảng, 12 đảng viên 40 năm tuổi Đảng.", "12", "member.total"),
        ("Huyện trao Huy hiệu 60 năm, 50 năm tuổi Đảng, cho 12 đảng viên.", "12", "member.awarded"),
        ("Từ tổ tự quản ấy, 7 anh lần lượt vào Đảng.", "7", "member.admitted"),
    ],
)
def test_a_verb_of_another_time_tells_nothing_of_what_a_body_had(
    read: Read, sentence: str, numeral: str, expected: str
) -> None:
    assert fact_of(read(f"Huyện Cẩm Xuyên\n\n{sentence}\n"), numeral).indicator == expected


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Mở rộng đường, 36 hộ phải lùi tường rào.", "36", "other"),
        ("Hội viên họp bàn, thôn có 36 hộ.", "36", "household.total"),
        ("Chi hội đứng ra họp 3 thôn, chia phiên nước.", "3", "other"),
        ("Chi hội chỉ có 54 hội viên, mỗi kỳ họp đến được 20 người.", "20", "other"),
        ("Huyện có 312 công đoàn cơ sở, trong đó khu vực ngoài nhà nước là 244 đơn vị.", "244", "grassroots_org.total"),
        ("Huyện có 312 công đoàn cơ sở, trong đó 244 đơn vị đạt chỉ tiêu.", "244", "other"),
        ("Huyện có 34 chi đoàn yếu kém; đến nay giảm còn 11.", "11", "cell.rated"),
    ],
)
def test_what_figures_of_ordinary_articles_count(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert fact_of(read(f"Huyện Cẩm Xuyên\n\n{sentence}\n"), numeral).indicator == expected


def test_the_grade_of_those_that_are_left_is_that_of_those_told_before(read: Read) -> None:
    text = "Huyện có 34 chi đoàn yếu kém; đến nay giảm còn 11.\n"
    assert fact_of(read(text), "11").groups == ("rating:weak",)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Đầu năm 2021, huyện rà soát, có 34 chi đoàn yếu kém.", "actual"),
        ("Năm 2023, có 34 chi đoàn vững mạnh.", "target"),
    ],
)
def test_an_aim_does_not_reach_into_a_time_that_is_over(read: Read, sentence: str, expected: str) -> None:
    text = f"Huyện đoàn giao mỗi cán bộ giúp ba chi đoàn. {sentence}\n"
    assert fact_of(read(text, published="2022-11-22"), "34").status == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("các cơ sở đoàn giới thiệu 186 đoàn viên cho Đảng; 121 đồng chí được kết nạp.", "party"),
        ("các cơ sở đoàn kết nạp 186 đồng chí.", "youth_union"),
    ],
)
def test_what_is_compared_is_of_the_body_told_before(read: Read, sentence: str, expected: str) -> None:
    text = f"Tuổi trẻ Huyện đoàn Phong Thổ\n\nNăm 2022, {sentence} So với cùng kỳ, tăng 19 đồng chí.\n"
    assert fact_of(read(text), "19").system == expected


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Năm 2018, chi bộ có thêm 12 đảng viên.", "12", "member.admitted"),
        ("Năm 2018, chi bộ có 12 đảng viên.", "12", "member.total"),
        ("Hiện có 163 người tham gia cấp ủy, 205 người làm trưởng thôn.", "163", "committee_member.total"),
        ("Hiện có 163 người tham gia cấp ủy, 205 người làm trưởng thôn.", "205", "other"),
    ],
)
def test_further_figures_of_ordinary_articles(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert fact_of(read(f"Huyện Cẩm Xuyên\n\n{sentence}\n"), numeral).indicator == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hiện Hội có 23 chi hội người cao tuổi. Năm 2019, Hội kết nạp thêm 684 cụ.", "other"),
        ("Hiện Hội có 23 chi hội người cao tuổi. Năm 2019, chi bộ kết nạp thêm 684 người.", "party"),
    ],
)
def test_an_association_admits_its_own(read: Read, sentence: str, expected: str) -> None:
    text = f"Tuổi cao ở Ninh Giang\n\nNgười già không ngồi yên.\n\n{sentence}\n"
    assert fact_of(read(text), "684").system == expected
