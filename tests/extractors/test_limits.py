"""Numerals that are only supposed, or limits, state no figure; texts of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    "text",
    [
        "Nếu chi bộ có 24 đảng viên, 6 người được miễn sinh hoạt thì số triệu tập là 18.",
        "Giả sử một chi bộ có 40 đảng viên.",
        "Trường hợp chi bộ có 30 đảng viên thì lập đảng bộ.",
        "Chi bộ dưới 9 đảng viên chính thức bầu bí thư.",
        "Chi bộ 8 đảng viên có bầu chi ủy không?",
        "Lập đảng bộ bộ phận ở các nơi có trên 30 đảng viên.",
        "Các chi bộ sinh hoạt đều; mỗi chi bộ tối đa 15 đảng viên.",
    ],
)
def test_what_is_supposed_or_bounded_is_no_figure(read: Read, text: str) -> None:
    extraction = read(text)
    assert extraction.facts == ()
    assert {row.reason for row in extraction.ledger} == {"form.threshold"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nếu như đầu nhiệm kỳ Đảng bộ có 2.100 đảng viên thì nay là 2.600 đảng viên.", ["2100", "2600"]),
        ("Khi Chi bộ Nà Phặc có 12 đảng viên, thôn mới có điện.", ["12"]),
        ("Mỗi chi bộ kết nạp ít nhất 2 đảng viên.", ["2"]),
        ("Thị xã được giao thành lập 3 chi bộ mới và kết nạp ít nhất 40 công nhân.", ["3", "40"]),
        ("Chi bộ gần 40 đảng viên ấy sinh hoạt đều.", ["40"]),
        ("So với tỉnh Đồng Nai, nơi có hơn 5.300 đảng viên có đạo, huyện còn ít.", ["5300"]),
        ("Huyện đã kết nạp 120 đảng viên, kinh nghiệm là gì?", ["120"]),
    ],
)
def test_figures_beside_such_words_stay(read: Read, text: str, expected: list[str]) -> None:
    assert [str(f.value) for f in read(text).facts] == expected
