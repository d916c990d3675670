"""Lines above tables that tell what these are of, on texts of our own."""

import pytest

from extractors.tables.captions import find_above, find_caption, says_nothing
from extractors.tables.cells import find_lines


@pytest.mark.parametrize(
    ("line", "empty"),
    [
        ("Kết quả cụ thể như sau:", True),
        ("Chia theo đơn vị:", True),
        ("Biểu 2", True),
        ("(Kèm theo Công văn số 12-CV/HU)", True),
        ("Kết quả kết nạp đảng viên", False),
        ("Năng suất lúa các xã", False),
    ],
)
def test_lines_that_only_say_that_something_follows(line: str, empty: bool) -> None:
    assert says_nothing(line) is empty


def test_the_title_where_nothing_nearer_names_a_thing() -> None:
    text = "Kết nạp đảng viên ở huyện Na Rì\n(Kèm theo Báo cáo số 9)\nNăm qua các xã đã cố gắng.\nBiểu 1\nXã\n"
    (above,) = find_above(find_lines(text), text.index("Xã\n"))
    assert above.text == "Kết nạp đảng viên ở huyện Na Rì"


def test_a_nearer_name_comes_before_the_title() -> None:
    text = "Kết nạp đảng viên ở huyện Na Rì\nNăng suất lúa\nBiểu 1\nXã\n"
    lines = find_lines(text)
    assert [c.text for c in find_above(lines, text.index("Xã\n"))] == ["Năng suất lúa"]
    caption = find_caption(lines, text.index("Xã\n"))
    assert caption is not None
    assert caption.text == "Biểu 1"
