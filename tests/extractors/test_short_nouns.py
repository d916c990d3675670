"""Nouns that are short for one told before, and people beside one body, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội Nông dân huyện có 30 cơ sở Hội, trong đó 25 cơ sở xã, thị trấn, 5 cơ sở khối cơ quan.",
         ["30 grassroots_org.total", "25 grassroots_org.total", "5 grassroots_org.total"]),
        ("Toàn tỉnh có 490 tổ chức cơ sở đảng, giảm 6 tổ chức so với năm 2020.",
         ["490 grassroots_org.total", "6 grassroots_org.total change"]),
        # Another kind of body is told by words that no rule knows.
        ("Toàn tỉnh có 490 tổ chức cơ sở đảng, 12 tổ chức phi chính phủ.", ["490 grassroots_org.total", "12 other"]),
        ("Huyện có 12 chi bộ, 4 đơn vị sự nghiệp.", ["12 cell.total", "4 other"]),
    ],
)  # fmt: skip
def test_a_general_noun_is_short_for_the_one_before(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội Phụ nữ xã có 9 chi hội. Chi hội Nà Tông có 28 chị mà 19 chị chưa biết chữ.",
         ["9 cell.total", "28 member.total", "19 other"]),
        ("Chi bộ Đồn Biên phòng chỉ 9 đồng chí nhưng phụ trách 7 làng.", ["9 member.total", "7 other"]),
        ("Chi bộ thôn Nà Lẹng chỉ 9 đồng chí nhưng làm được nhiều việc.", ["9 member.total"]),
        ("Chi bộ thôn Nà Lẹng có 5 đồng chí đi dự hội nghị.", ["5 other"]),
        ("Chi bộ khi đó gồm 8 người, phải họp nhờ.", ["8 member.total"]),
        ("Chi bộ Nà Tông đã lớn mạnh với 21 đồng chí.", ["21 member.total"]),
        ("Bây giờ, bản có 11 người trong chi bộ.", ["11 member.total"]),
        ("Bây giờ, bản có 11 người trong đội cồng chiêng.", ["11 other"]),
        ("Năm 2012 chi bộ chỉ có 6 người, họp lúc nào cũng thiếu.", ["6 member.total"]),
        ("Các chi bộ có 28 đồng chí.", ["28 other"]),
    ],
)  # fmt: skip
def test_people_beside_one_body_are_its_members(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(text)) == expected


def test_women_of_a_womens_body_are_not_told_apart(read: Read) -> None:
    (_, fact) = read("Hội Phụ nữ xã có 9 chi hội. Chi hội Nà Tông có 28 chị.").facts
    assert (fact.system, fact.groups) == ("women_union", ())
