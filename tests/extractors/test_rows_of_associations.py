"""Rows of bodies and of names with a figure each in reports of associations, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of, told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def test_the_name_of_a_union_is_one_more_item_of_the_members_told(read: Read) -> None:
    text = (
        "Liên đoàn Lao động tỉnh Bắc Kạn\n\nQuý I, toàn tỉnh kết nạp 231 đoàn viên, trong đó: LĐLĐ huyện Ba Bể 40; "
        "LĐLĐ huyện Na Rì 37; Công đoàn các KCN 101; Công đoàn ngành Y tế: 43; Công đoàn Viên chức tỉnh 10.\n"
    )
    extraction = read(text)
    assert told(extraction) == [f"{n} member.admitted" for n in ("231", "40", "37", "101", "43", "10")]
    places = [fact_of(extraction, n).locality for n in ("37", "101", "43", "10")]
    assert [place.name if place else None for place in places] == ["huyện Na Rì", *["tỉnh Bắc Kạn"] * 3]


def test_bodies_of_one_workplace_are_counted(read: Read) -> None:
    text = "Công đoàn huyện có 900 đoàn viên; công đoàn cơ sở doanh nghiệp: 12; Công đoàn Khu kinh tế có 15 CĐCS."
    assert told(read(text)) == ["900 member.total", "12 grassroots_org.total", "15 grassroots_org.total"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hội có 8 chi hội chuyên ngành: Văn xuôi 31, Thơ 34 và Văn nghệ dân gian 25 hội viên.",
         ["8 cell.total", "31 member.total", "34 member.total", "25 member.total"]),
        ("Hội có 12 chi hội: Nà Phặc 3, Chợ Rã 5, Phủ Thông 4 chi hội với 900 hội viên.",
         ["12 cell.total", "3 cell.total", "5 cell.total", "4 cell.total", "900 member.total"]),
        # The whole behind a row names itself.
        ("Hội có 12 chi hội: Nà Phặc 3, Chợ Rã 5, Phủ Thông 4, toàn huyện có 900 hội viên.",
         ["12 cell.total", "3 cell.total", "5 cell.total", "4 cell.total", "900 member.total"]),
    ],
)  # fmt: skip
def test_the_noun_behind_the_last_name_of_a_row(read: Read, sentence: str, expected: list[str]) -> None:
    assert told(read(f"Hội Nông dân huyện Ba Bể\n\n{sentence}\n")) == expected


def test_the_row_of_a_union_is_not_of_the_party_told_before(read: Read) -> None:
    text = (
        "Tỉnh đoàn Bắc Kạn\n\nNăm 2023, Tỉnh đoàn phấn đấu có 120 đoàn viên được kết nạp Đảng. "
        "Huyện Ba Bể được giao 52, Na Rì 60, Chợ Mới 85 đoàn viên.\n"
    )
    extraction = read(text)
    assert [fact_of(extraction, n).system for n in ("120", "52", "60", "85")] == ["party", *["youth_union"] * 3]


@pytest.mark.parametrize(
    ("text", "numeral", "expected"),
    [
        # A part of a workforce; copies; courses for the Party; thresholds; heads of cells.
        ("Tổng số đoàn viên: 7.215/7.841 CNVCLĐ.", "7.215", "member.total"),
        ("Ký 12 thỏa ước lao động tập thể, nâng tổng số lên 241 bản.", "241", "other"),
        ("Huyện có 241 bản, 12 xã.", "241", "village.total"),
        ("Đoàn xã mở lớp cảm tình Đảng cho 241 đoàn viên.", "241", "candidate.trained"),
        ("Thành lập 3 chi hội; 95% chi hội trưởng được tập huấn.", "95", "other"),
        ("Tỷ lệ nữ tham gia cấp ủy cấp huyện đạt 14%, cấp xã 18%.", "14", "committee_member.total"),
        ("Còn 9 cấp ủy cấp huyện gặp khó khăn.", "9", "other"),
        ("Hội đưa ra khỏi danh sách 62 hội viên.", "62", "member.removed"),
        ("Có 26 chi hội làm mô hình phân loại rác tại hộ.", "26", "cell.total"),
        ("Kết nạp 900 hội viên, giảm 460, thực tăng 440 hội viên.", "440", "member.total"),
    ],
)
def test_what_single_figures_of_associations_count(read: Read, text: str, numeral: str, expected: str) -> None:
    assert fact_of(read(f"Hội Nông dân huyện Ba Bể\n\n{text}\n"), numeral).indicator == expected
