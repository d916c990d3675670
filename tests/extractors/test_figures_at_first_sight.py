"""Figures as new articles tell them at first sight, on sentences of our own: forms found by reading, not by errors."""

from collections.abc import Callable

import pytest
from told_facts import fact_of, place_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Huyện có 318 đảng viên (ĐV) theo đạo Công giáo.", "318", ("religious",)),
        ("Huyện có 318 đảng viên (ĐV) người dân tộc thiểu số (DTTS).", "318", ("ethnic_minority",)),
        ("Trong đó có 41 ĐV nữ.", "41", ("female",)),
        ("Huyện có 318 đảng viên (tăng nhiều) theo đạo Công giáo.", "318", ()),
        ("Ngành giáo dục kết nạp 96 đảng viên, gồm: mầm non 35, tiểu học 28, THCS 33.", "28", ("school",)),
        ("Huyện kết nạp 96 đảng viên. Trình độ: tốt nghiệp THPT 66, THCS 30.", "30", ("other:trình độ",)),
        ("Các chi bộ trường kết nạp 96 đảng viên (mầm non 35, tiểu học 28, THPT 33).", "35", ("school",)),
    ],
)
def test_breakdowns(read: Read, sentence: str, numeral: str, expected: tuple[str, ...]) -> None:
    assert tuple(fact_of(read(f"Huyện Trực Ninh\n\n{sentence}\n"), numeral).groups) == expected


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Huyện có 2.318 đảng viên. Huyện có 124.800 người.", "124.800", "population.total"),
        ("Xã có 14.300 người, trong đó người Thái chiếm 61%.", "61", "population.total"),
        ("Đảng viên người Tày: huyện Bắc Hà có 2.210 người, huyện Sa Pa có 1.198 người.", "1.198", "member.total"),
        ("Năm 2022, có 3 đảng viên bị kỷ luật; đảng viên nữ có 510 người.", "510", "member.total"),
        ("Năm 2022, kỷ luật 14 đảng viên; trong đó đảng viên nữ có 2 người.", "2", "member.disciplined"),
        ("Đại hội với 472 cấp ủy viên, trong đó có 29 chi bộ bầu trực tiếp bí thư.", "29", "other"),
        ("Dự có 198 đại biểu, đại diện cho 36 chi bộ, chiếm 18,4% tổng số đảng viên.", "18,4", "other"),
        ("Toàn huyện có 36 chi bộ thôn, chiếm 18,4% tổng số chi bộ.", "18,4", "cell.total"),
        ("Huyện xây dựng được 141/148 chi bộ thôn có cấp ủy.", "141", "village.with_committee"),
        ("Huyện xây dựng được 14 chi bộ thôn.", "14", "cell.established"),
        ("Tỷ lệ đảng viên tham gia học tập nghị quyết đạt 99,1%.", "99,1", "other"),
        ("Bản chỉ còn 20 hộ nghèo, giảm trên 15 hộ so với năm 2021.", "15", "household.poor"),
        ("Xã có 20 hộ nghèo, 41 hộ cận nghèo, giảm 15 hộ.", "15", "household.total"),
        ("Huyện kết nạp 141 đảng viên thì chỉ có 38 đảng viên ở nông thôn, chiếm 27%.", "27", "member.admitted"),
        ("Phường đã tiếp nhận, xử lý hồ sơ đổi thẻ cho 1.980 đảng viên, đạt 73%.", "73", "other"),
        ("Hội tổ chức 98 buổi đào tạo nghề cho hội viên.", "98", "other"),
        ("Xã có 6 thôn, gần 90% dân số là người Mơ Nâm.", "90", "population.total"),
        ("Bệnh viện có 271 đảng viên ở 19 chi bộ, chiếm 38,5% tổng số viên chức.", "38,5", "member.total"),
        ("Kiểm tra 40 tổ chức đảng và 18 đảng viên (tăng 9 tổ chức và 4 đảng viên).", "4", "other"),
    ],
)
def test_what_is_counted(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert fact_of(read(f"Huyện Trực Ninh\n\n{sentence}\n"), numeral).indicator == expected


@pytest.mark.parametrize(
    ("text", "numeral", "expected"),
    [
        ("Huyện kết nạp 74 đảng viên, đạt 68% chỉ tiêu phấn đấu. 13 xã đều kết nạp 9 đảng viên.", "9", "actual"),
        (
            "Huyện phấn đấu kết nạp 280 đảng viên. Năm qua kết nạp được 271. 97% chi bộ kết nạp đảng viên.",
            "97",
            "actual",
        ),
        ("Huyện phấn đấu mỗi năm kết nạp 60 đảng viên. 97% chi bộ kết nạp đảng viên.", "97", "target"),
        ("Tỷ lệ đảng viên tham gia học tập nghị quyết đạt 99,1%.", "99,1", "actual"),
        ("Chi bộ quyết đạt 9 đảng viên mới.", "9", "target"),
        ("Nhiệm kỳ 2025 - 2030, hội bầu Ban Chấp hành gồm 15 người, Ban Thường vụ 5 người.", "5", "actual"),
        ("Đến năm 2030, thành phố có 5 cụm công nghiệp.", "5", "target"),
    ],
)
def test_results_and_aims(read: Read, text: str, numeral: str, expected: str) -> None:
    read_text = read(f"Huyện Trực Ninh\n\n{text}\n", published="2025-06-20")
    assert fact_of(read_text, numeral).status == expected


def test_how_many_hands_firms_must_have_is_a_limit(read: Read) -> None:
    text = "Huyện Trực Ninh\n\nHuyện có 94 doanh nghiệp có từ 30 lao động trở lên, 17 doanh nghiệp có tổ chức đảng.\n"
    told = [fact.value for fact in read(text).facts]
    assert told == [94, 17]


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Xã kết nạp 21 đảng viên, trong đó có 9 hội viên phụ nữ, 6 hội viên nông dân.", "6", ("party", "farmer")),
        ("Xã kết nạp 21 đảng viên, trong đó có 9 hội viên phụ nữ, 6 hội viên nông dân.", "9", ("party", "female")),
        ("Hội Nông dân xã kết nạp 21 hội viên nông dân, trong đó có 9 hội viên nữ.", "9", ("farmers_union", "female")),
    ],
)
def test_members_of_associations_admitted_to_the_party(
    read: Read, sentence: str, numeral: str, expected: tuple[str, ...]
) -> None:
    fact = fact_of(read(f"Huyện Trực Ninh\n\n{sentence}\n"), numeral)
    assert (fact.system, *fact.groups) == expected


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Tỉnh ủy Nam Định tặng cờ cho Đảng bộ huyện Vụ Bản và 5 chi bộ xuất sắc.", "5", "tỉnh Nam Định"),
        ("Tỉnh ủy Nam Định giao cho Đảng bộ huyện Vụ Bản kết nạp 5 đảng viên.", "5", "huyện Vụ Bản"),
        ("Chi bộ bản Huổi Luông phải ghép với bản Sam Quảng. Nay bản có 78 hộ.", "78", "bản Huổi Luông"),
        ("Chi bộ bản Huổi Luông ở gần bản Sam Quảng. Bản Sam Quảng có 78 hộ.", "78", "bản Sam Quảng"),
    ],
)
def test_places_praised_or_met_with_have_no_figures(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert place_of(read(f"Tin trong tỉnh\n\n{sentence}\n", province="Nam Định"), numeral) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Huyện có 5 Đảng bộ khối cơ quan, doanh nghiệp; 42 chi bộ cơ sở.", None),
        ("Ngày 5/6, Đảng bộ Khối Doanh nghiệp tỉnh họp, có 42 chi bộ cơ sở.", "Đảng bộ Khối Doanh nghiệp tỉnh"),
    ],
)
def test_bodies_counted_are_no_body_named(read: Read, sentence: str, expected: str | None) -> None:
    fact = fact_of(read(f"Tin trong tỉnh\n\n{sentence}\n", province="Nam Định"), "42")
    assert (fact.organization or "").startswith(expected) if expected else fact.organization is None
