"""Whose members are told where the Party, a union and the Front are named side by side, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "numeral", "system"),
    [
        # The Front has no "hội viên".
        (
            "Hội Phụ nữ xã.\n\nLãnh đạo Ủy ban MTTQ xã cùng 118 đại biểu, đại diện cho 412 hội viên.",
            "412",
            "women_union",
        ),
        # Members beside the bodies of their union, behind those of the Party.
        ("Xã có 112 đảng viên; 9 công đoàn cơ sở với 412 đoàn viên.", "412", "trade_union"),
        ("Xã có 112 đảng viên; 9 chi đoàn với 412 đoàn viên.", "412", "youth_union"),
        ("Huyện đoàn giới thiệu 96 quần chúng, 40 người vào Đảng; phát triển mới 412 đoàn viên.", "412", "youth_union"),
        ("Huyện kết nạp 96 đảng viên, trong đó 41 đoàn viên.", "41", "party"),
        # Some members of an association are in the Party.
        ("Hội Phụ nữ phường có 900 hội viên, trong đó 41% là đảng viên.", "41", "women_union"),
        ("Phường có 900 hộ, 41% là đảng viên.", "41", "party"),
        # A sentence goes on with those who joined the Party.
        ("Liên đoàn Lao động: năm qua, 96 đoàn viên được kết nạp Đảng. Trong số này, nữ có 41 người.", "41", "party"),
        ("Hội Nông dân: năm qua, Hội kết nạp 96 hội viên. Trong số này, nữ có 41 người.", "41", "farmers_union"),
        # "CĐCS" says that the units graded are a union's.
        ("Xếp loại CĐCS: vững mạnh 41 đơn vị.", "41", "trade_union"),
    ],
)
def test_the_body_of_members(read: Read, text: str, numeral: str, system: str) -> None:
    head = "Liên đoàn Lao động tỉnh" if "CĐCS" in text else "Xã Yên Phong"
    assert fact_of(read(f"{head}\n\n{text}\n"), numeral).system == system


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Đại hội bầu Ban Chấp hành khóa VI gồm 13 đồng chí.", "other"),
        ("Đại hội bầu Ban Chấp hành Đảng bộ khóa VI gồm 13 đồng chí.", "committee_member.total"),
    ],
)
def test_the_committee_that_a_congress_elects(read: Read, sentence: str, indicator: str) -> None:
    text = f"Đội ngũ văn nghệ sĩ Bắc Kạn\n\nHội Văn học Nghệ thuật tỉnh có 100 hội viên.\n\n{sentence}\n"
    assert fact_of(read(text), "13").indicator == indicator


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chi bộ Đoàn Luật sư", "Chi bộ Đoàn Luật sư"),
        ("Đảng bộ cơ quan Liên minh HTX tỉnh", "Đảng bộ cơ quan Liên minh HTX tỉnh"),
    ],
)
def test_the_party_body_inside_an_association(read: Read, name: str, expected: str) -> None:
    fact = fact_of(read(f"Tỉnh Bắc Kạn\n\nHội nghị khai mạc.\n\n{name} có 41 đảng viên.\n"), "41")
    assert (fact.organization, fact.groups) == (expected, ())


def test_the_name_of_a_body_ends_with_its_line(read: Read) -> None:
    extraction = read("Công đoàn ngành Giáo dục\n- Kết nạp được 41 đảng viên.\n")
    assert "\n" not in (fact_of(extraction, "41").organization or "")


@pytest.mark.parametrize(
    ("text", "numeral", "period"),
    [
        ("Từ khi hoạt động theo mô hình mới (1/7/2022) đến nay, xã kết nạp 41 đảng viên.", "41", "2022-07-01"),
        ("Từ ngày 1/7/2022 (khi sáp nhập xã) đến nay, xã kết nạp 41 đảng viên.", "41", "2022-07-01"),
        ("Nhiệm kỳ 2018 - 2023, Hội kết nạp 90 hội viên, trong đó năm 2019: 30, năm 2020: 20; xóa tên 41 hội viên.",
         "41", "2018"),
        ("Nhiệm kỳ 2018 - 2023, Hội kết nạp 90 hội viên; năm 2020 kết nạp 41 hội viên.", "41", "2020-01-01"),
    ],
)  # fmt: skip
def test_when_associations_did_it(read: Read, text: str, numeral: str, period: str) -> None:
    assert fact_of(read(f"Hội Nông dân xã Yên Phong\n\n{text}\n"), numeral).period.start == period


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Hằng năm có từ 91% chi hội trở lên xếp loại tốt, không còn chi hội yếu.", "actual"),
        ("Hằng năm, qua bình xét có từ 91% chi hội trở lên xếp loại tốt.", "actual"),
        ("Hằng năm có từ 91% chi hội trở lên xếp loại tốt.", "target"),
    ],
)
def test_grades_of_every_year(read: Read, sentence: str, status: str) -> None:
    assert fact_of(read(f"Hội Nông dân xã Yên Phong\n\n{sentence}\n"), "91").status == status
