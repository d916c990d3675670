import pytest

from extractors.letterheads import letterhead_association


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Báo cáo kết quả năm 2022\n\nHỘI NÔNG DÂN HUYỆN NA RÌ\nSố: 14-BC/HND", "farmers_union"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH BẮC KẠN\nBÁO CÁO", "trade_union"),
        ("BAN CHẤP HÀNH HỘI LIÊN HIỆP PHỤ NỮ XÃ YÊN DƯƠNG\nBÁO CÁO", "women_union"),
        ("Hội Nông dân huyện Na Rì\nBáo cáo", None),
        ("ĐẢNG BỘ HUYỆN NA RÌ\nBÁO CÁO", None),
        ("BÁO CÁO\nPhối hợp với HỘI NÔNG DÂN HUYỆN NA RÌ", None),
        ("HỘI NÔNG DÂN huyện Na Rì làm theo lời Bác", None),
        (f"Báo cáo\n{'Lời văn. ' * 80}\nHỘI NÔNG DÂN HUYỆN NA RÌ", None),
        ("", None),
    ],
)
def test_whose_report_a_letterhead_says_it_is(text: str, expected: str | None) -> None:
    assert letterhead_association(text) == expected
