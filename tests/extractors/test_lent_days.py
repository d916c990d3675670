"""The day that a sentence tells, and the levels of other places and bodies in the sentences behind it."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]
DAY, END = "Đến 30/6/2022", "2022-06-30"
HEAD = "Huyện Ba Bể làm tốt công tác xây dựng Đảng\n\n"


@pytest.mark.parametrize(
    ("text", "numeral", "end"),
    [
        # The same place goes on with its day, a place in it too; another one of its sort does not, nor does the whole.
        (f"{DAY}, xã Địa Linh có 12 chi bộ. Đảng bộ xã có 341 đảng viên.", "341", END),
        (f"{DAY}, huyện Ba Bể có 45 chi bộ. Xã Địa Linh có 12 chi bộ.", "12", END),
        (f"{DAY}, xã Địa Linh có 12 chi bộ. Ở xã Yến Dương, Đảng bộ có 9 chi bộ.", "9", None),
        (f"{DAY}, xã Địa Linh có 12 chi bộ. Toàn huyện Ba Bể có 245 chi bộ.", "245", None),
        (f"{DAY}, huyện có 45 chi bộ. Xã Địa Linh làm tốt. Toàn huyện có 4.512 đảng viên.", "4.512", END),
        # A row of places has the day told before it, and so has what its sentence tells itself.
        (f"{DAY}, hội có 899 hội viên. Cụ thể: xã Địa Linh 311, xã Yến Dương 288.", "288", END),
        (f"{DAY}, xã Địa Linh có 12 chi bộ, xã Yến Dương có 9 chi bộ.", "9", END),
        # What is compared with in a sentence that tells no day is of another place.
        (f"{DAY}, còn 9 thôn ghép. Huyện Ba Bể có 97% thôn có đảng viên, cả nước 98,9%.", "97", END),
        (f"{DAY}, còn 9 thôn ghép. Huyện Ba Bể có 97% thôn có đảng viên, cả nước 98,9%.", "98,9", None),
        # Of two firms the second has no day of the first, in a province it has that of the province.
        (f"{DAY}, Đảng bộ Công ty May Hòa An có 64 đảng viên. Đảng bộ Bệnh viện Hà Phú có 342.", "342", None),
        (f"{DAY}, toàn tỉnh có 3.190 đảng viên. Đảng bộ Công ty May Hòa An có 64 đảng viên.", "64", END),
    ],
)  # fmt: skip
def test_a_day_is_lent_to_levels_of_the_same_place(read: Read, text: str, numeral: str, end: str | None) -> None:
    assert fact_of(read(f"{HEAD}{text}\n"), numeral).period.end == end


@pytest.mark.parametrize(
    ("text", "numeral", "end"),
    [
        ("Huyện hiện có 611 đảng viên, tăng từ mức 319 hồi năm 2020. Riêng xã Địa Linh có 88.", "88", "2023-07-15"),
        ("Nhiệm kỳ 2012 - 2017, huyện làm tốt. Hội viên từ 70 tuổi trở lên hơn 2.100 người.", "2.100", None),
    ],
)  # fmt: skip
def test_the_time_of_an_old_level_and_an_age_from_which_are_no_day_of_a_level(
    read: Read, text: str, numeral: str, end: str | None
) -> None:
    assert fact_of(read(f"{HEAD}{text}\n"), numeral).period.end == end
