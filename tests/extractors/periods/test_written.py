from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.periods.asides import _COMPARED, _NEAR, is_compared
from extractors.periods.finding import find_times
from extractors.periods.readings import READINGS
from extractors.periods.written import TELLING, when_written
from extractors.rulebook import Rulebook
from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Tính đến ngày 30/9/2021, huyện có 20 chi bộ. Năm 2020 kết nạp 9 đảng viên.", "2021-09-30"),
        ("Sáu tháng đầu năm 2019, huyện kết nạp 40 đảng viên.", "2019-06-30"),
        ("Quý III/2022, huyện kết nạp 40 đảng viên; năm 2021: 120.", "2022-09-30"),
        ("Từ ngày 1/7/2025, xã mới có 32 chi bộ.", "2025-07-01"),
        ("Nhiệm vụ 6 tháng cuối năm 2018: kết nạp 60 đảng viên. Năm 2017 đã kết nạp 100.", "2018-06-30"),
        ("Từ đầu năm 2020 đến nay kết nạp 5 đảng viên; năm 2019: 25.", "2020-12-31"),
        ("Nhân kỷ niệm 76 năm Cách mạng Tháng Tám, xã trao 9 Huy hiệu. Từ năm 1946, xã có chi bộ.", "2021-09-30"),
        ("Kỷ niệm 93 năm Ngày thành lập Đảng, xã kết nạp 9 đảng viên.", "2023-02-28"),
        ("Kỷ niệm 75 năm Ngày thành lập Đảng bộ tỉnh, xã kết nạp 9 đảng viên.", None),
        # What is planned, or compared with, is not when it was written.
        ("Tính đến ngày 30/11/2014, xã có 9 chi bộ. Năm 2015, xã phấn đấu thành lập 1 chi bộ.", "2014-11-30"),
        ("Đến ngày 31/12/2016, xã có 9 chi bộ. Năm 2017, xã phấn đấu kết nạp 12 đảng viên.", "2017-01-31"),
        ("Năm 2016, xã kết nạp 9 đảng viên. Năm 2017, xã phấn đấu kết nạp 12 đảng viên.", "2017-01-31"),
        ("Ngày 6/12/2016, xã có 9 chi bộ. Năm 2017, xã phấn đấu kết nạp 12 đảng viên.", "2016-12-06"),
        ("Xã phấn đấu đến tháng 6/2021 có 9 chi bộ.", None),
        ("Xã có 9 chi bộ, tăng 2 so với tháng 6/2021.", None),
        # A later year is told of, or no month: nobody knows when.
        ("Tháng 12/2019, xã ra nghị quyết. Năm 2022 kết nạp 9 đảng viên.", None),
        ("Năm 2022, xã kết nạp 9 đảng viên.", None),
        # No month is a misprint, and tells nothing.
        ("0 tháng đầu năm 2022, xã kết nạp 9 đảng viên.", None),
        ("Nhiệm kỳ 2020 - 2025, xã kết nạp 9 đảng viên.", None),
        ("Xã kết nạp 9 đảng viên.", None),
    ],
)
def test_when_a_text_without_its_day_was_written(rulebook: Rulebook, text: str, now: str | None) -> None:
    found = find_times(text, rulebook.periods, published=None)
    assert (found.published, found.now) == (None, now)


def test_the_day_of_publication_goes_before_what_the_text_tells(rulebook: Rulebook) -> None:
    text = "Tính đến ngày 30/9/2021, huyện có 20 chi bộ."
    assert find_times(text, rulebook.periods, published="2021-10-04").now == "2021-10-04"


@pytest.mark.parametrize(
    ("told", "period"),
    [
        ("Đợt 7/11, huyện trao Huy hiệu Đảng cho 90 đảng viên", ("2021-11-07", "2021-11-07", False)),
        ("Năm ngoái, huyện kết nạp 90 đảng viên", ("2020-01-01", "2020-12-31", False)),
        ("Hai năm qua, huyện kết nạp 90 đảng viên", ("2019", None, True)),
        ("Chín tháng qua, huyện kết nạp 90 đảng viên", ("2021-01-01", "2021-09-30", False)),
        # Until now is not until the month that was guessed, and from now is not from there.
        ("Từ đầu năm đến nay, huyện kết nạp 90 đảng viên", ("2021-01-01", None, True)),
        ("Từ nay đến cuối năm, huyện phấn đấu kết nạp 90 đảng viên", (None, "2021-12-31", False)),
        ("Hiện nay, huyện có 90 chi bộ", (None, None, True)),
    ],
)
def test_times_without_a_year_lean_on_when_it_was_written(
    read: Read, told: str, period: tuple[str | None, str | None, bool]
) -> None:
    extraction = read(f"Xây dựng Đảng ở huyện Ba Bể\nTính đến ngày 30/9/2021, huyện có 20 xã.\n{told}.", published=None)
    found = next(fact.period for fact in extraction.facts if fact.value == 90)
    assert (found.start, found.end, found.end_is_published) == period


def test_an_aim_is_known_by_a_year_that_had_not_come(read: Read) -> None:
    text = "Huyện Ba Bể\nTính đến ngày 30/9/2021, huyện có 20 xã.\nNăm 2022, huyện kết nạp 90 đảng viên."
    assert {fact.value: fact.status for fact in read(text, published=None).facts}[90] == "actual"
    text = text.replace("Năm 2022, huyện", "Năm 2022, huyện phấn đấu")
    assert {fact.value: fact.status for fact in read(text, published=None).facts}[90] == "target"


BEFORE = st.sampled_from(
    ["so ", "So ", "ſo ", "với ", "hơn ", "HƠN ", "kém ", "\u212aém ", "của ", "gấp ", "đôi ", "3 lần ", "một nửa ",
     "cả ", "hồi ", "có "]
)  # fmt: skip


@given(before=st.lists(BEFORE, max_size=6).map("".join))
def test_a_time_is_compared_with_behind_a_word_that_compares(before: str) -> None:
    found = _COMPARED.search(before, max(0, len(before) - _NEAR))
    assert is_compared(f"{before}năm 2020", len(before)) == (found is not None)


@pytest.mark.parametrize("reading", sorted(READINGS))
def test_readings_that_do_not_tell_when_a_text_was_written_are_passed_over(reading: str) -> None:
    groups = {"y": "2021", "y2": "2022", "ey": "2022", "m": "3", "em": "4", "d": "5", "n": "6", "q": "1"}
    planned = [("year", {"y": "2022"}), ("year", {"y": "2023"}), (reading, groups)]
    for done in ([], [("year", {"y": "2021"})]):
        told = when_written([*done, (reading, groups)], planned) != when_written(done, planned[:2])
        assert reading in TELLING or not told
