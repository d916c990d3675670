"""Totals, sections, wholes and percentages of tables against their parts; tables of our own with made-up figures."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]

SECTIONS = """Kết quả kết nạp đảng viên của huyện Bắc Quang năm 2021
STT | Đơn vị | Tổng số đảng viên | Trong đó: nữ | Kết nạp mới | | Chỉ tiêu | Tỷ lệ (%)
| | | | Tổng số | Nữ | |
1 | 2 | 3 | 4 | 5 | 6 | 7 | 8=5/7*100
I | Khối xã, thị trấn | 1.205 | 410 | 58 | 23 | 60 | 96,7
1 | Xã Đồng Yên | 412 | 150 | 21 | 9 | 20 | 105,0
2 | Xã Vĩnh Phúc | 365 | 120 | 17 | 6 | 20 | 85,0
3 | Xã Quang Minh | 428 | 140 | 20 | 8 | 20 | 100,0
II | Khối cơ quan | 310 | 131 | 12 | 5 | 10 | 120,0
1 | Chi bộ Bệnh viện | 140 | 80 | 7 | 4 | 5 | 140,0
2 | Chi bộ Trung tâm Y tế | 170 | 51 | 5 | 1 | 5 | 100,0
Tổng cộng | | 1.515 | 541 | 70 | 28 | 70 | 100,0
"""
SUBTOTALS = """Đảng viên của huyện Bắc Mê năm 2020
Đơn vị | Đảng viên | Kết nạp mới
Khối xã | |
Xã Yên Cường | 310 | 14
Xã Minh Sơn | 275 | 11
Cộng khối xã | 585 | 25
Khối cơ quan | |
Chi bộ Công an | 62 | 3
Chi bộ Tòa án | 18 | -
Cộng khối cơ quan | 80 | 3
Tổng cộng | 665 | 28
"""
BREAKDOWN = """Tổ chức cơ sở đảng của tỉnh Bắc Kạn năm 2019
Đơn vị | Tổng số TCCSĐ | Chia ra | | Xếp loại | | |
| | Đảng bộ cơ sở | Chi bộ cơ sở | HTXSNV | HTTNV | HTNV | KHTNV
Huyện Ba Bể | 45 | 19 | 26 | 9 | 30 | 5 | 1
Huyện Bạch Thông | 40 | 17 | 23 | 8 | 28 | 4 | 0
Huyện Na Rì | 52 | 20 | 32 | 10 | 38 | 3 | 1
Huyện Pác Nặm | 33 | 12 | 21 | 6 | 24 | 2 | 1
Cộng | 170 | 68 | 102 | 33 | 120 | 14 | 3
"""
FIRST = """Đảng viên mới kết nạp của huyện Mường La năm 2018
Đơn vị | Đảng viên mới kết nạp
Tổng số | 61
Xã Nặm Păm | 17
Xã Chiềng San | 24
Xã Tạ Bú | 20
"""
PEOPLE = """Đảng viên của huyện Ngân Sơn
Chỉ tiêu | Năm 2019 | Năm 2020 | Năm 2021
Tổng số đảng viên | 1.400 | 1.450 | 1.515
Trong đó: - Nữ | 480 | 500 | 541
- Dân tộc thiểu số | 900 | 930 | 980
Kết nạp trong năm | 60 | 65 | 70
"""
PEOPLES_SHARES = """Cơ cấu đảng viên của huyện Sốp Cộp năm 2020
Đơn vị | Đảng viên | Cơ cấu (%)
Xã Mường Và | 300 | 30,0
Xã Nậm Lạnh | 250 | 25,0
Xã Dồm Cang | 450 | 45,0
Cộng | 1.000 | 100
"""
TABLES = {
    "sections": SECTIONS, "subtotals": SUBTOTALS, "breakdown": BREAKDOWN, "first": FIRST, "people": PEOPLE,
    "shares": PEOPLES_SHARES,
}  # fmt: skip


def outcomes(extraction: Extraction) -> dict[str, str]:
    return {check.statement: check.outcome for check in extraction.checks}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES.keys())
def test_right_tables_are_quiet(read: Read, text: str) -> None:
    assert [s for s, outcome in outcomes(read(text)).items() if outcome != "holds"] == []


HOLDING = {
    "sections": (
        SECTIONS,
        "412 + 365 + 428 = 1.205", "1.205 + 310 = 1.515", "9 + 6 + 8 = 23", "140 + 170 = 310",
        "17/20 = 85%, khớp với “85%”", "70/70 = 100%, khớp với “100%”",
    ),
    "subtotals": (SUBTOTALS, "310 + 275 = 585", "62 + 18 = 80", "14 + 11 + 3 = 28"),
    "breakdown": (
        BREAKDOWN, "19 + 26 = 45", "9 + 30 + 5 + 1 = 45", "6 + 24 + 2 + 1 = 33", "45 + 40 + 52 + 33 = 170"
    ),
    "first": (FIRST, "17 + 24 + 20 = 61"),
    "shares": (PEOPLES_SHARES, "300 + 250 + 450 = 1.000", "250/1.000 = 25%, khớp với “25%”"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOLDING.values(), ids=HOLDING.keys())
def test_what_adds_up_is_told(read: Read, case: tuple[str, ...]) -> None:
    told = outcomes(read(case[0]))
    assert [told.get(statement) for statement in case[1:]] == ["holds"] * (len(case) - 1)


PLANTED = {
    "a section": (SECTIONS, "1.205 | 410", "1.215 | 410", {"412 + 365 + 428 ≠ 1.215"}),
    "the grand total": (SECTIONS, "1.515 | 541", "1.525 | 541", {"1.205 + 310 ≠ 1.525"}),
    "a row": (SECTIONS, "428 | 140", "482 | 140", {"412 + 365 + 482 ≠ 1.205"}),
    "a percentage": (SECTIONS, "20 | 85,0", "20 | 95,0", {"17/20 = 85%, không khớp với “95%”"}),
    "more women than members": (
        SECTIONS, "170 | 51", "170 | 510", {"510 > 170: bộ phận lớn hơn tổng số", "80 + 510 ≠ 131"}
    ),
    "a subtotal": (SUBTOTALS, "585 | 25", "595 | 25", {"310 + 275 ≠ 595"}),
    "the total of subtotals": (SUBTOTALS, "665 | 28", "656 | 28", {"310 + 275 + 62 + 18 ≠ 656"}),
    "a breakdown": (BREAKDOWN, "52 | 20 | 32", "52 | 20 | 23", {"20 + 23 ≠ 52", "26 + 23 + 23 + 21 ≠ 102"}),
    "a grade": (BREAKDOWN, "| 6 | 24 |", "| 6 | 42 |", {"6 + 42 + 2 + 1 ≠ 33", "30 + 28 + 38 + 42 ≠ 120"}),
    "a total above its rows": (FIRST, "| 61", "| 71", {"17 + 24 + 20 ≠ 71"}),
    "a share of the whole": (PEOPLES_SHARES, "250 | 25,0", "250 | 35,0", {"250/1.000 = 25%, không khớp với “35%”"}),
}  # fmt: skip


@pytest.mark.parametrize("case", PLANTED.values(), ids=PLANTED.keys())
def test_planted_errors_are_found(read: Read, case: tuple[str, str, str, set[str]]) -> None:
    text, right, wrong, expected = case
    assert text.count(right) == 1
    failing = {s for s, outcome in outcomes(read(text.replace(right, wrong))).items() if outcome == "fails"}
    assert failing == expected


def test_rows_of_some_of_many_prove_nothing(read: Read) -> None:
    text = (
        "Kết nạp đảng viên ở một số xã của huyện Phong Thổ năm 2020\nĐơn vị | Đảng viên mới kết nạp\n"
        "Xã Dào San | 21\nXã Mù Sang | 9\nToàn huyện | 187\n"
    )
    assert outcomes(read(text)) == {}


def test_means_are_no_totals(read: Read) -> None:
    text = (
        "Thu nhập của các xã huyện Yên Lập năm 2020\nĐơn vị | Thu nhập bình quân (triệu đồng)\n"
        "Xã Mỹ Lung | 31,5\nXã Mỹ Lương | 34,0\nXã Lương Sơn | 36,5\nTổng cộng | 34,0\n"
    )
    assert [s for s, outcome in outcomes(read(text)).items() if outcome == "fails"] == []


def test_a_table_goes_on_behind_a_repeated_head(read: Read) -> None:
    head = "Đơn vị | Đảng viên | Kết nạp mới\n"
    text = (
        f"Đảng viên của huyện Tủa Chùa năm 2019\n{head}Xã Mường Báng | 310 | 14\nXã Xá Nhè | 275 | 11\n{head}"
        "Xã Mường Đun | 120 | 6\nXã Tủa Thàng | 95 | 4\nTổng cộng | 800 | 35\n"
    )
    assert outcomes(read(text)) == {"310 + 275 + 120 + 95 = 800": "holds", "14 + 11 + 6 + 4 = 35": "holds"}


def test_a_section_is_a_body_of_its_own(read: Read) -> None:
    facts = [f for f in read(SECTIONS).facts if f.indicator == "member.total" and not f.groups]
    assert [(f.value, f.organization) for f in facts if f.locality and f.locality.name == "huyện Bắc Quang"] == [
        (1205, "Khối xã, thị trấn"),
        (310, "Khối cơ quan"),
        (140, "Chi bộ Bệnh viện"),
        (170, "Chi bộ Trung tâm Y tế"),
        (1515, None),
    ]


def test_columns_computed_from_others_are_numbered_not_counted(read: Read) -> None:
    extraction = read(SECTIONS)
    labels = [row.label for row in extraction.ledger if row.text in {"8", "5", "7"}][:3]
    assert "fact" not in {row.label for row in extraction.ledger if row.start < SECTIONS.index("I | Khối")}
    assert set(labels) == {"ordinal"}
