"""What a sentence leaves to the next one, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def told(extraction: Extraction, numeral: str) -> tuple[str, tuple[str, ...]]:
    """The indicator and the groups of the fact whose numeral is printed so."""
    fact = fact_of(extraction, numeral)
    return fact.indicator, fact.groups


@pytest.mark.parametrize(
    ("sentences", "numeral", "expected"),
    [
        ("Năm 2018, kết nạp 90 đảng viên. Nữ chiếm 22,1%, công nhân chiếm 48%.", "22,1",
         ("member.admitted", ("female",))),
        ("Năm 2018, kết nạp 90 đảng viên. Nữ chiếm 22,1%, công nhân chiếm 48%.", "48",
         ("member.admitted", ("worker",))),
        ("Đảng bộ có 90 đảng viên. Đảng viên nữ chiếm 31%; còn lại là nam.", "31", ("member.total", ("female",))),
        # The whole is told, or nobody was counted before.
        ("Năm 2018, kết nạp 90 đảng viên. Nữ chiếm 52% dân số.", "52", ("population.total", ("female",))),
        ("Huyện có 90 hộ. Nữ chiếm 52%.", "52", ("other", ())),
    ],
)  # fmt: skip
def test_a_share_goes_on_with_those_told_before(
    read: Read, sentences: str, numeral: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert told(read(f"Huyện Ba Bể\n\n{sentences}\n"), numeral) == expected


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Phối hợp mở 2 lớp nhận thức về Đảng (196 học viên).", "196", "candidate.trained"),
        ("Phối hợp mở 2 lớp cảm tình Đảng, 77 học viên.", "77", "candidate.trained"),
        ("Phối hợp mở 1 lớp đảng viên mới (98 học viên).", "98", "trainee.total"),
        ("Phối hợp mở 2 lớp bồi dưỡng, kết nạp 91 đảng viên.", "91", "member.admitted"),
        # The last item of a row of years.
        ("Năm 2017 kết nạp 41; 2018: 32; từ đầu năm 2020 đến nay: 5.", "5", "member.admitted"),
        ("Năm 2017 kết nạp 41, đến nay có 95 đảng viên.", "95", "member.total"),
        # Trades are people who join; the officers of a village's militia are no villages.
        ("Năm 2018, chi bộ kết nạp 6 thợ lò.", "6", "member.admitted"),
        ("Năm 2018, chi bộ kết nạp 6 bác sĩ trẻ.", "6", "member.admitted"),
        ("Mỏ có 6 thợ lò.", "6", "other"),
        ("Có 1.906/2.117 thôn đội trưởng là đảng viên.", "1.906", "member.total"),
        ("Có 46/46 tổ chức đảng trực thuộc học tập nghị quyết.", "46", "other"),
        ("Từ 2 đảng viên khi mới thành lập (năm 2008), nay chi bộ có 19 đảng viên.", "2", "member.total"),
        # Those joined in a list by their trades.
        ("Năm 2018, kết nạp 90 đảng viên, trong đó: thợ lò 41, thợ cơ điện 9.", "9", "member.admitted"),
    ],
)  # fmt: skip
def test_what_people_are_beside_a_count(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert told(read(f"Huyện Ba Bể\n\n{sentence}\n"), numeral)[0] == expected


def test_some_of_many_is_no_number(read: Read) -> None:
    assert read("Mỗi năm, huyện Ba Bể thêm vài chục đảng viên trẻ, mấy chục đoàn viên.").facts == ()


def test_schooling_goes_on_with_those_admitted(read: Read) -> None:
    text = (
        "Quý I/2021, kết nạp 356 đảng viên; nữ 171.\nTrình độ chuyên môn từ đại học trở lên chiếm 52,5%, "
        "cao đẳng 21,3%."
    )
    text = text.replace("\n", " ")
    assert told(read(text), "52,5")[0] == told(read(text), "21,3")[0] == "member.admitted"
    assert told(read("Huyện có 356 hộ. Trình độ đại học chiếm 52,5%."), "52,5")[0] == "other"


@pytest.mark.parametrize("head", ["đạt tỷ lệ cao so với kế hoạch năm gồm", "đạt tỷ lệ cao so với chỉ tiêu:"])
def test_units_listed_by_a_plan_tell_how_much_of_it_was_reached(read: Read, head: str) -> None:
    text = f"Năm 2021, kết nạp 356 đảng viên, trong đó nữ 171. Các đảng bộ {head} xã Hà Hiệu (31,2%), xã Mỹ Hòa (24%)."
    for numeral in ("31,2", "24"):
        fact = fact_of(read(text), numeral)
        assert (fact.indicator, fact.measure, fact.groups) == ("member.admitted", "completion", ())


def test_a_year_in_the_head_of_a_list_is_no_figure(read: Read) -> None:
    text = "Năm 2017, kết nạp 190 đảng viên. Các đảng bộ kết nạp năm 2017 vượt chỉ tiêu gồm có: xã Mỹ Hòa (158,18%)."
    fact = fact_of(read(text), "158,18")
    assert (fact.indicator, fact.measure) == ("member.admitted", "completion")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết đề ra mỗi năm kết nạp từ 180 đảng viên trở lên. Trong dịp này, 41 đảng viên được trao Huy hiệu.",
         "actual"),
        ("Mục tiêu của huyện là 350 đảng viên mới. Chi bộ Trường Hà Hiệu có 41 đảng viên.", "actual"),
        ("Năm tới phấn đấu kết nạp 200 đảng viên. Cùng với đó, mở 41 lớp bồi dưỡng nhận thức về Đảng.", "target"),
    ],
)  # fmt: skip
def test_an_aim_ends_where_a_sentence_tells_what_is(read: Read, text: str, expected: str) -> None:
    assert fact_of(read(text), "41").status == expected
