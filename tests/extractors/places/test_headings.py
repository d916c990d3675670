"""Units that head a list, on lists of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def places(extraction: Extraction) -> list[tuple[int, str | None]]:
    return [(int(f.value), f.locality.name if f.locality else None) for f in extraction.facts]


def test_a_heading_holds_for_the_items_below(read: Read) -> None:
    text = (
        "Các huyện của tỉnh Bắc Kạn\n* Huyện Chợ Mới:\n\n- Dân số: 38,510 người\n- Số hộ: 9.130\n* Huyện Na Rì\n"
        "- Dân số: 41.210 người\n* Thành phố Bắc Kạn:\nDân số: 45.036 người\nTỉnh Bắc Kạn có 108 xã, phường."
    )
    expected = ["huyện Chợ Mới", "huyện Chợ Mới", "huyện Na Rì", "thành phố Bắc Kạn", "tỉnh Bắc Kạn"]
    assert [name for _, name in places(read(text))] == expected


@pytest.mark.parametrize("mark", ["1- ", "2. ", "II. "])
def test_a_numbered_heading_may_say_something_itself(read: Read, mark: str) -> None:
    text = f"Thành phố Bắc Kạn\n{mark}Phường Sông Cầu: hiện có 16 tổ dân phố\n- Giảm còn 12 tổ dân phố."
    assert {name for _, name in places(read(text))} == {"phường Sông Cầu"}


def test_other_lines_end_a_list(read: Read) -> None:
    text = "Tỉnh Bắc Kạn\nHuyện Na Rì\nNăm qua đã kết nạp 90 đảng viên.\n- Có 12 chi bộ."
    assert {name for _, name in places(read(text))} == {"tỉnh Bắc Kạn"}


def test_a_name_alone_on_its_line_owns_the_sentences_below(read: Read) -> None:
    extraction = read(
        "Tình hình xây dựng Đảng ở tỉnh Bắc Kạn\nHuyện Ba Bể\nNăm 2022 kết nạp 45 đảng viên.\n"
        "Huyện Na Rì\nNăm 2022 kết nạp 39 đảng viên.\n"
    )
    named = [(fact.value, fact.locality.name if fact.locality else None) for fact in extraction.facts]
    assert named == [(45, "huyện Ba Bể"), (39, "huyện Na Rì")]


@pytest.mark.parametrize(
    "line",
    ["Ghi chú: Còn lại đạt kế hoạch. Năm tới giao các đảng bộ kết nạp 700 đảng viên.",
     "Trong hơn một tháng qua, các cấp ủy ở những nơi này đã kết nạp được 700 đảng viên."],
)  # fmt: skip
def test_a_list_of_labels_ends_at_a_note_or_a_sentence(read: Read, line: str) -> None:
    text = f"Tỉnh Bắc Kạn kết nạp\n1. Huyện Ba Bể\nĐảng viên: 45\n2. Huyện Na Rì\nĐảng viên: 39\n{line}\n"
    assert places(read(text)) == [(45, "huyện Ba Bể"), (39, "huyện Na Rì"), (700, "tỉnh Bắc Kạn")]
