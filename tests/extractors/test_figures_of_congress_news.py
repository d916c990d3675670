"""Figures as news of congresses, of new communes and of closing conferences tells them, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        # A stock told from the start, a grade that is none, villages joined into one.
        ("Năm 2019 huyện hợp nhất 2 đảng bộ, buổi đầu có 92 tổ chức cơ sở đảng.", "92", "grassroots_org.total"),
        ("Huyện ủy đánh giá đây là chi bộ mạnh nhất trong số 87 tổ chức cơ sở đảng.", "87", "grassroots_org.total"),
        ("Thôn Hương Hòa ghép từ 3 thôn cũ.", "3", "other"),
        # Members who only came or kept watch, a size above which cells grew in number, another thing that was cut.
        ("Tối nay 76 đảng viên có mặt đông đủ.", "76", "other"),
        ("Mùa dịch, phường có 40 đoàn viên trực chốt.", "40", "other"),
        ("Xã phấn đấu kết nạp 28 đảng viên, cắt giảm 30% báo cáo định kỳ.", "30", "other"),
        ("Xã kết nạp 28 đảng viên, giảm 30% so với năm trước.", "30", "member.admitted"),
        # How many there are now of those told before.
        ("Lúc đầu chi bộ có 5 đảng viên. Đến nay đã có 12 đồng chí, ai cũng là người làng.", "12", "member.total"),
        ("Lúc đầu chi bộ có 5 đảng viên. Nay con số ấy là 12.", "12", "member.total"),
        # The same count year by year.
        ("Năm 2021 kỷ luật 33 đảng viên. Năm 2022 tăng vọt lên 47, nhiều người lo.", "47", "member.disciplined"),
        ("Năm 2021 kết nạp 33 đảng viên. Đến năm 2022, con số này giảm còn 25.", "25", "member.admitted"),
        ("Năm 2021 kết nạp 33 đảng viên. Năm 2022 đảng số tăng lên 470.", "470", "member.total"),
        # Files of an office, the level that a change started from.
        ("Đến nay, tỷ lệ hồ sơ trễ hạn giảm còn 1,2%.", "1,2", "other"),
        ("Năm 2019 giải thể 3 chi bộ. Cùng với đó, số chi bộ thôn giảm từ 236 xuống 151.", "236", "cell.total"),
        ("Xã có 5 thôn. Đến nay đã có 12 đồng chí đi học.", "12", "other"),
    ],
)  # fmt: skip
def test_what_happened(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert fact_of(read(f"Huyện Ba Bể đổi thay.\n\n{sentence}\n"), numeral).indicator == expected


def test_a_size_above_which_cells_grew_in_number_is_no_figure(read: Read) -> None:
    text = "Huyện Ba Bể còn 151 chi bộ thôn; chi bộ có trên 50 đảng viên tăng gấp đôi."
    assert [fact.value for fact in read(text).facts if fact.indicator == "member.total"] == []


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Thu nhập bình quân đạt 95 triệu đồng; mỗi năm kết nạp từ 35 đảng viên trở lên.", "35", "target"),
        ("Bình quân mỗi năm kết nạp từ 35 đảng viên trở lên.", "35", "actual"),
        ("Đại hội đặt ra 17 chỉ tiêu. Kết nạp 35 đảng viên; hộ nghèo còn 0,8%.", "35", "target"),
        ("Đại hội thống nhất cao. Kết nạp 35 đảng viên; hộ nghèo còn 0,8%.", "35", "actual"),
        ("Xã phấn đấu kết nạp 90 đảng viên. Ban Chấp hành khóa mới gồm 15 đồng chí.", "15", "actual"),
    ],
)
def test_whether_a_figure_is_aimed_at(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert fact_of(read(f"Xã Hà Hiệu, huyện Ba Bể.\n\n{sentence}\n"), numeral).status == expected


@pytest.mark.parametrize(
    ("sentence", "published", "expected"),
    [
        # The term that runs on until its congress is held.
        ("Chuẩn bị bước vào Đại hội Đảng bộ huyện, nhìn lại cả nhiệm kỳ, huyện kết nạp 134 đảng viên.", "2020-06-15",
         ("2015", "2020")),
        ("Cả nhiệm kỳ, huyện kết nạp 134 đảng viên.", "2020-09-15", ("2020", "2020")),
        # The term told last, at the congress that closes it.
        ("Đảng bộ huyện họp Đại hội nhiệm kỳ 2020 - 2025.\n\nNhiệm kỳ 2015 - 2020, thu ngân sách tăng. Cả nhiệm kỳ kết"
         " nạp 134 đảng viên.", None, ("2015", "2020")),
        # The year at whose start something was done; years back from now within a sentence.
        ("Từ năm 2019 đến nay, huyện kết nạp 90 đảng viên.\n\nĐầu năm 2020, huyện kết nạp 134 đảng viên.",
         "2022-06-15", ("2020", "2020")),
        ("Năm 2019, huyện kết nạp 90 đảng viên. Đến năm 2020, con số này giảm còn 134.", "2022-06-15",
         ("2020", "2020")),
        # What a tale says next is of the time it told.
        ("Năm 1982, chi bộ tách riêng. Ông Phú lúc đó 27 tuổi. Chi bộ có 134 đảng viên.", "2022-06-15", ("", "1982")),
        ("Năm 1982, chi bộ tách riêng. Ông Phú vừa xuất ngũ. Chi bộ có 134 đảng viên.", "2022-06-15", ("", "")),
        ("Năm 1982, chi bộ tách. Ông lúc đó 27 tuổi. Tháng năm qua đi, chi bộ đã có 134 đảng viên.", "2022-06-15",
         ("", "")),
        # Years back from now that no young term holds; the first months told in the January behind them.
        ("Huyện vào nhiệm kỳ 2020 - 2025.\n\nTrong 5 năm qua, huyện kết nạp 134 đảng viên.", "2021-10-05",
         ("2016", "2021")),
        ("Năm 2021, huyện làm tốt. Nửa đầu năm, huyện kết nạp 134 đảng viên.", "2022-01-15", ("2021", "2021")),
        ("Muốn trẻ hóa lắm, mà hai năm nay huyện mới kết nạp được 134 đảng viên.", "2022-06-15", ("2020", "2022")),
    ],
)  # fmt: skip
def test_when(read: Read, sentence: str, published: str | None, expected: tuple[str, str]) -> None:
    period = fact_of(read(f"Huyện Ba Bể\n\n{sentence}\n", published=published), "134").period
    assert period is not None
    assert tuple((day or "")[:4] for day in (period.start, period.end)) == expected


def test_most_of_those_counted_are_no_breakdown(read: Read) -> None:
    text = "Huyện Ba Bể.\n\nChi bộ có 8 đảng viên thì quá nửa là nữ.\n\nChi bộ có 9 đảng viên là nữ.\n"
    extraction = read(text)
    assert fact_of(extraction, "8").groups == ()
    assert fact_of(extraction, "9").groups == ("female",)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tỷ lệ hộ nghèo của huyện là 12,7%, riêng xã Hà Hiệu vẫn gần 60%.", "xã Hà Hiệu"),
        ("Tỷ lệ hộ nghèo của huyện là 12,7%, riêng người Dao vẫn gần 60%.", "huyện Ba Bể"),
    ],
)
def test_a_place_set_apart_from_the_whole(read: Read, sentence: str, expected: str) -> None:
    locality = fact_of(read(f"Huyện Ba Bể đổi thay.\n\n{sentence}\n"), "60").locality
    assert locality is not None
    assert locality.name == expected


def test_a_firm_whose_trade_is_two_words(read: Read) -> None:
    text = "Đảng bộ Công ty Cổ phần Luyện thép Lưu Xá (tỉnh Thái Nguyên) có 364 đảng viên."
    assert fact_of(read(text), "364").organization == "Đảng bộ Công ty Cổ phần Luyện thép Lưu Xá"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bản Nà Mò ở xa.\n\nHọ họp bàn. Đủ người, chi bộ được lập năm 2018 với 41 đảng viên.", "bản Nà Mò"),
        ("Bản Nà Lẹng gần. Bản Nà Mò ở xa.\n\nAnh kể, tháng 9, chi bộ kết nạp 41 đảng viên.", "bản Nà Mò"),
        ("Bản Nà Lẹng gần. Bản Nà Mò ở xa.\n\nChi bộ của anh hiện có 41 đảng viên.", "bản Nà Mò"),
        ("Bản Nà Lẹng gần. Bản Nà Mò ở xa.\n\nĐảng bộ họp bàn. Tháng 9, chi bộ kết nạp 41 đảng viên.", "xã Hà Hiệu"),
        ("Bản Nà Lẹng gần. Bản Nà Mò ở xa.\n\nNhiều chi bộ kết nạp 41 đảng viên.", "xã Hà Hiệu"),
    ],
)
def test_a_cell_that_a_tale_goes_on_with(read: Read, text: str, expected: str) -> None:
    locality = fact_of(read(f"Xã Hà Hiệu, huyện Ba Bể có 12 thôn.\n\n{text}\n"), "41").locality
    assert locality is not None
    assert locality.name == expected


def test_a_mean_is_no_whole(read: Read) -> None:
    text = "5 năm qua, huyện Ba Bể kết nạp 872 đảng viên, bình quân mỗi năm 174, trong đó có 203 đảng viên nữ."
    assert [check for check in read(text).checks if check.outcome == "fails"] == []
