"""People drawn into a body and new levels of people, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "indicator", "system"),
    [
        ("Hội Cựu chiến binh phấn đấu thu hút trên 41% CCB trên địa bàn vào Hội.", "member.total", "veterans_union"),
        ("Hội Người cao tuổi: Tỷ lệ NCT vào Hội đạt 41%.", "member.total", "other"),
        ("Hội Khuyến học: xã mới đạt 41% dân số tham gia Hội.", "member.total", "other"),
        ("Hội Khuyến học phấn đấu nâng tỷ lệ hội viên lên 41% dân số.", "member.total", "other"),
        ("Hội Phụ nữ: đến năm 2026 thu hút 41% phụ nữ từ 18 tuổi trở lên vào Hội.", "member.total", "women_union"),
        ("Hội Phụ nữ: thu hút 41% phụ nữ từ 18 tuổi tham gia tổ chức Hội.", "member.total", "women_union"),
        ("Hội Phụ nữ đề ra: kết nạp 200 hội viên, thu hút 41% phụ nữ vào tổ chức hội.", "member.total", "women_union"),
        (
            "Hội Phụ nữ: kết nạp 200 hội viên; 41% phụ nữ từ 18 tuổi trở lên tham gia Hội.",
            "member.total",
            "women_union",
        ),
        ("Hội Nông dân phấn đấu thu hút trên 41% hộ nông nghiệp vào Hội.", "member.total", "farmers_union"),
        ("Đến hết năm, 41% cựu chiến binh tham gia tổ chức Hội.", "member.total", "veterans_union"),
        ("Hội Người cao tuổi đã vận động 41% người cao tuổi trên địa bàn vào Hội.", "member.total", "other"),
        ("Đoàn trường kết nạp 90 em, tức là 41% học sinh toàn trường đã vào Đoàn.", "member.total", "youth_union"),
        ("Đoàn trường: 41% học sinh được kết nạp vào Đoàn.", "member.admitted", "youth_union"),
        ("Hội Nông dân: 41% nông dân tham gia Hội thi.", "other", None),
        # Insurance has no members, and at a contest people only take part.
        ("Hội Nông dân: tỷ lệ người dân tham gia bảo hiểm y tế đạt 41%.", "other", None),
        ("Hội Nông dân: xã có 41% dân số tham gia bảo hiểm y tế.", "other", None),
        ("Hội Nông dân: tỷ lệ hội viên tham gia hội thi đạt 41%.", "other", None),
    ],
)
def test_people_drawn_into_a_body(read: Read, text: str, indicator: str, system: str | None) -> None:
    fact = fact_of(read(f"{text}\n"), "41")
    assert (fact.indicator, fact.system) == (indicator, system)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số đảng viên tăng từ 1.180 đồng chí năm 2016 lên 1.306 đồng chí năm 2021.", ("member.total", "2021-12-31")),
        ("Số hội viên tăng từ 1.180 người lên hơn 1.306 người.", ("member.total", None)),
        ("Số hội viên giảm từ 1.420 người xuống còn 1.306 người.", ("member.total", None)),
        # What is no new level is told by its own words.
        ("Từ 1.180 hộ năm trước, số quà lên 1.306 người.", ("other", None)),
    ],
)
def test_the_new_level_of_people_told_before(read: Read, text: str, expected: tuple[str, str | None]) -> None:
    fact = fact_of(read(f"Hội Nông dân huyện Ba Bể\n\n{text}\n"), "1.306")
    assert (fact.indicator, fact.period.end if fact.indicator != "other" else None) == expected
