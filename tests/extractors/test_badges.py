"""Badges of years that the people awarded bear, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 3 đồng chí nhận Huy hiệu 75 năm tuổi Đảng, 7 đồng chí 60 năm và 9 đồng chí 30 năm tuổi Đảng.",
         {"3": "75", "7": "60", "9": "30"}),
        ("Trao Huy hiệu Đảng: Huy hiệu 65 năm có 3 đồng chí, 55 năm có 7, 45 năm có 9.",
         {"3": "65", "7": "55", "9": "45"}),
        ("Trao Huy hiệu 60 năm (3 đồng chí), 50 năm (7 đồng chí), 40 năm (9 đồng chí).",
         {"3": "60", "7": "50", "9": "40"}),
        ("Trao Huy hiệu 40 năm tuổi Đảng cho 7 đồng chí và 30 năm tuổi Đảng cho 9 đồng chí.", {"7": "40", "9": "30"}),
        ("Trao Huy hiệu 50, 45 và 40 năm tuổi Đảng cho 27 đồng chí.", {"27": ""}),
        ("Có 27 đảng viên được tặng Huy hiệu 45 năm, 40 năm và 30 năm tuổi Đảng.", {"27": "30 40 45"}),
        ("Có 27 đồng chí nhận Huy hiệu Đảng từ 30 đến 70 năm.", {"27": ""}),
        ("Phường trao Huy hiệu Đảng cho 27 đảng viên.", {"27": ""}),
    ],
)  # fmt: skip
def test_badge_of_each_item(read: Read, text: str, expected: dict[str, str]) -> None:
    extraction = read(f"Chuyện ở phường Na Rì\n\n{text}\n")
    body = extraction.document.text
    found = {
        body[f.evidence.start : f.evidence.end]: " ".join(g.removeprefix("badge:") for g in f.groups)
        for f in extraction.facts
        if f.indicator == "member.awarded"
    }
    assert found == expected


def test_the_round_of_another_year_is_only_compared_with(read: Read) -> None:
    extraction = read(
        "62 đảng viên của 9 chi bộ được trao Huy hiệu Đảng đợt 19/5/2023, tăng 7 đảng viên so với cùng đợt năm 2022; "
        "Huy hiệu 70 năm: 4 đồng chí."
    )
    for numeral in ("62", "7", "4"):
        fact = fact_of(extraction, numeral)
        assert (fact.indicator, (fact.period.end or "")[:4]) == ("member.awarded", "2023")


def test_the_total_of_badges_is_raised(read: Read) -> None:
    text = (
        "Năm 2022 tặng Huy hiệu Đảng cho 412 đảng viên, nâng tổng số đảng viên được tặng Huy hiệu Đảng lên 1.287 lượt."
    )
    assert fact_of(read(text), "1.287").indicator == "member.awarded"
