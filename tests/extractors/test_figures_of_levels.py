"""Levels, fractions and excesses as daily news tells them, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of, place_of, told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # The lower part of a fraction in words is no count; a percentage in words is one figure.
        ("Trong đó, hai phần ba đảng viên là nữ.", []),
        ("Chi bộ có ba phần năm đảng viên là thợ lò.", []),
        ("Khoảng hai phần trăm đảng viên là người Hoa.", ["hai member.total share"]),
        # Cells of villages that have no committee.
        ("Toàn xã có 12 chi bộ thôn có chi ủy.", ["12 village.with_committee"]),
        ("Có 3 chi bộ thôn chưa có chi ủy.", ["3 other"]),
        ("Xã có 9 thôn, 100% có chi bộ.", ["9 village.total", "100 village.with_cell share"]),
        ("Xã có 9 thôn, chiếm 100% có điện.", ["9 village.total", "100 village.total share"]),
        # A new level of what was told before is of the same kind.
        ("Số đảng viên kết nạp tăng mạnh (từ 150 lên 168 đảng viên).", ["150 member.admitted", "168 member.admitted"]),
        ("Số đảng viên tăng mạnh (từ 150 lên 168 đảng viên).", ["150 member.total", "168 member.total"]),
        # What a body made of others has is not dissolved with these.
        ("Đảng bộ mới hợp nhất từ 3 đảng bộ cũ, có 52 chi bộ.", ["3 committee.dissolved", "52 cell.total"]),
        ("Đảng bộ mới sáp nhập từ 2 đảng bộ, với 32 chi bộ.", ["2 committee.dissolved", "32 cell.total"]),
        ("Năm qua, huyện giải thể 3 đảng bộ và 12 chi bộ.", ["3 committee.dissolved", "12 cell.dissolved"]),
        # By how many a plan was passed, whoever set it.
        ("Xã kết nạp 13 người, vượt chỉ tiêu đề ra 3 người.", ["13 member.admitted", "3 member.admitted completion"]),
        (
            "Xã phấn đấu kết nạp 13 đảng viên, vượt chỉ tiêu đề ra 3 người.",
            ["13 member.admitted target", "3 member.admitted completion target"],
        ),
        # The shortest grade is no plan fulfilled.
        (
            "Có 75,2% đảng viên hoàn thành tốt, 7,8% hoàn thành, 0,5% không hoàn thành nhiệm vụ.",
            ["75,2 member.rated share", "7,8 member.rated share", "0,5 member.rated share"],
        ),
        ("Xã kết nạp 8 đảng viên, hoàn thành 80% kế hoạch.", ["8 member.admitted", "80 member.admitted completion"]),
    ],
)  # fmt: skip
def test_what_is_counted(read: Read, sentence: str, expected: list[str]) -> None:
    assert told(read(f"Huyện Ba Bể đổi thay.\n\n{sentence}\n")) == expected


@pytest.mark.parametrize(
    ("sentence", "numeral", "period"),
    [
        ("Có tới 3/4 chi bộ thôn chưa có chi ủy.", "3", None),
        ("Tính tới 3/4, toàn xã có 12 chi bộ.", "12", (None, "2023-04-03")),
        ("Gần chục năm nay, chi bộ kết nạp được 11 đảng viên.", "11", None),
        ("Năm nay, chi bộ kết nạp được 11 đảng viên.", "11", ("2023-01-01", "2023-12-31")),
        ("Từ 3 đảng viên ban đầu, nay chi bộ có 15 đảng viên.", "15", (None, "2023-07-15")),
        ("Thôn Tân Lập, nay thôn Đồng Tâm, kết nạp 15 đảng viên.", "15", None),
    ],
)
def test_when(read: Read, sentence: str, numeral: str, period: tuple[str | None, str] | None) -> None:
    found = fact_of(read(f"Huyện Ba Bể đổi thay.\n\n{sentence}\n"), numeral).period
    assert (found and (found.start, found.end) if found and found.text else None) == period


def test_the_number_of_a_central_resolution_does_not_make_a_text_one_about_the_country(read: Read) -> None:
    assert place_of(read("Thực hiện Nghị quyết số 21-NQ/TW, chi bộ kết nạp 8 đảng viên."), "8") != "cả nước"
    assert place_of(read("Theo Ban Tổ chức Trung ương, năm qua kết nạp 8 đảng viên."), "8") == "cả nước"


@pytest.mark.parametrize(
    ("sentence", "numeral", "system", "groups"),
    [
        ("Hội viên nông dân toàn tỉnh là 234.567 người.", "234.567", "farmers_union", ()),
        ("Tổng số hội viên phụ nữ trong huyện là 15.678 chị.", "15.678", "women_union", ()),
        ("Số hội viên Hội Chữ thập đỏ là 4.567 người.", "4.567", "other", ()),
        ("Trong 98 đảng viên mới, đoàn viên thanh niên là 62 người.", "62", "party", ("youth",)),
        ("Đảng viên mới trong độ tuổi đoàn viên thanh niên là 62 đồng chí.", "62", "party", ("youth",)),
    ],
)
def test_members_told_in_full_are_those_of_their_association(
    read: Read, sentence: str, numeral: str, system: str, groups: tuple[str, ...]
) -> None:
    fact = fact_of(read(f"Tỉnh Bắc Kạn đổi thay.\n\n{sentence}\n"), numeral)
    assert (fact.system, fact.groups) == (system, groups)


@pytest.mark.parametrize(
    "opening",
    [
        "Kết nạp đảng viên:", "Các đơn vị kết nạp nhiều đảng viên là", "Những huyện có nhiều đảng viên mới gồm",
        "Dẫn đầu về kết nạp đảng viên là huyện", "Đơn vị kết nạp nhiều đảng viên:", "Kết nạp đảng viên ở các huyện:",
    ],
)  # fmt: skip
def test_a_row_of_units_opens_with_a_colon_or_a_verb(read: Read, opening: str) -> None:
    found = read(f"{opening} Chợ Đồn 21, Na Rì 18, Bạch Thông 16.")
    assert told(found) == ["21 member.admitted", "18 member.admitted", "16 member.admitted"]
    assert [place_of(found, n) for n in ("21", "18", "16")] == ["huyện Chợ Đồn", "huyện Na Rì", "huyện Bạch Thông"]


def test_a_person_behind_a_colon_is_no_place(read: Read) -> None:
    assert place_of(read("Huyện Ba Bể kết nạp 8 đảng viên.\nĐảng viên: Minh Hóa, 30 tuổi."), "8") == "huyện Ba Bể"


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Xã Bảo Lâm 2 kết nạp 12 đảng viên.", "xã Bảo Lâm 2"),
        ("Xã Đoàn Xá kết nạp 12 đảng viên.", "xã Đoàn Xá"),
        ("Xã đoàn Đoàn Xá kết nạp 12 đoàn viên.", "xã Đoàn Xá"),
        ("Kết nạp đảng viên: Buôn Ma Thuột 12 đồng chí, Krông Pắc 16 đồng chí.", "thành phố Buôn Ma Thuột"),
        ("Kết nạp đảng viên ở các huyện: Vụ Bản 12, Ý Yên 32.", "huyện Vụ Bản"),
    ],
)
def test_units_whose_names_hold_other_words(read: Read, sentence: str, place: str) -> None:
    found = read(sentence, province=None)
    assert place_of(found, "12") == place
    assert {fact.indicator for fact in found.facts} == {"member.admitted"}
