"""Parts of a year with "năm nay", "năm ngoái" or "năm tới": of that year; names and figures invented."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đến cuối tháng 6 năm nay, toàn xã còn 71 hộ nghèo.", (None, "2023-06-30")),
        ("Cuối năm 2022, xã có 96 hộ nghèo; đến tháng 6 năm nay còn 71 hộ.", (None, "2023-06-30")),
        ("Đến giữa năm nay, huyện có 71 chi bộ.", (None, "2023-06-30")),
        ("Hồi tháng 6 năm ngoái, chi bộ kết nạp 71 đảng viên.", ("2022-06-01", "2022-06-30")),
        ("Quý I năm nay, huyện kết nạp 71 đảng viên.", ("2023-01-01", "2023-03-31")),
        ("Ngày 19/5 năm nay, huyện kết nạp 71 đảng viên.", ("2023-05-19", "2023-05-19")),
        ("Dịp 19/5 năm ngoái, huyện trao Huy hiệu Đảng cho 71 đảng viên.", ("2022-05-19", "2022-05-19")),
        ("Đợt 2-9 năm 2022, huyện trao Huy hiệu Đảng cho 71 đảng viên.", ("2022-09-02", "2022-09-02")),
        ("Năm tới, huyện đặt mục tiêu kết nạp 71 đảng viên.", ("2024-01-01", "2024-12-31")),
        ("Cuối năm 2022, huyện còn 9 chi bộ yếu, giảm 71 hộ nghèo so với đầu năm.", ("2022-01", "2022-12-31")),
        ("Khi ấy chi bộ có 3 người, nay Đảng bộ phường có tới 71 chi bộ.", (None, "2023-10-12")),
        ("Năm 2021, huyện có 9 chi bộ. Trong năm, huyện kết nạp 71 đảng viên.", ("2021-01-01", "2021-12-31")),
        ("Năm 2021, huyện có 9 chi bộ.\nTrong năm, huyện kết nạp 71 đảng viên.", ("2023-01-01", "2023-12-31")),
        ("Năm 2021, huyện được giao 90 đảng viên. Đến hết tháng 9, huyện kết nạp 71 đảng viên.", (None, "2021-09-30")),
        (
            "Có 42 cơ sở đảng được đánh giá cuối năm 2022. Kết quả: hoàn thành tốt nhiệm vụ 71 cơ sở, yếu kém 2.",
            ("2022-01-01", "2022-12-31"),
        ),
        ("Ba năm liền, xã chỉ kết nạp 71 đảng viên.", ("2020", "2023-10-12")),
        ("Năm 2021, huyện kết nạp 9 đảng viên. Mới đây, huyện kết nạp 71 đảng viên.", (None, None)),
        ("Năm 2021, huyện kết nạp 9 người. Mới đây, ngày 12/6, kết nạp 71 đảng viên.", ("2023-06-12", "2023-06-12")),
        ("Sang năm, huyện phấn đấu kết nạp 71 đảng viên.", ("2024-01-01", "2024-12-31")),
        ("Năm 2017, anh được kết nạp. Năm sau, chi bộ có thêm 71 đảng viên.", ("2018-01-01", "2018-12-31")),
        ("Năm 2012, xã có nghị quyết. Sáu năm sau, xã đã kết nạp 71 đảng viên.", ("2012", "2018")),
        ("Năm 2006, chi bộ có 5 đảng viên. Sau năm năm, chi bộ có 71 đảng viên.", (None, "2011")),
        ("Năm 2022, sau 2 năm chống dịch, bệnh viện kết nạp 71 đảng viên.", ("2022-01-01", "2022-12-31")),
        # What is of no part of a year keeps to the year itself, and five years to come are no year.
        ("Năm nay, huyện kết nạp 71 đảng viên.", ("2023-01-01", "2023-12-31")),
        ("Trong 5 năm tới, huyện phấn đấu kết nạp 71 đảng viên.", (None, None)),
    ],
)
def test_parts_of_years_told_by_other_words(read: Read, text: str, expected: tuple[str | None, str | None]) -> None:
    fact = fact_of(read(f"{text}\n", published="2023-10-12"), "71")
    assert (fact.period.start, fact.period.end) == expected


@pytest.mark.parametrize(("year", "inferred"), [("năm nay", True), ("năm 2023", False)])
def test_a_year_told_by_other_words_is_inferred(read: Read, year: str, inferred: bool) -> None:
    fact = fact_of(read(f"Quý I {year}, huyện kết nạp 71 đảng viên.\n", published="2023-10-12"), "71")
    assert fact.period.inferred is inferred
