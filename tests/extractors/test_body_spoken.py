"""Bodies that a text speaks of by their kind alone, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]
_LEAD = "Huyện Ba Bể trẻ hóa đội ngũ\n\nHuyện Ba Bể có nhiều cách làm.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The school or firm named in a paragraph before, by its kind or its cell.
        ("Em Ngân học Trường THPT Ba Bể.\n\nTừ đó, Đảng bộ nhà trường đã kết nạp 41 đảng viên.", "Trường THPT Ba Bể"),
        ("Em Ngân học Trường THPT Ba Bể.\n\nThầy kể: “Khi ấy, trường có 41 đảng viên”.", "Trường THPT Ba Bể"),
        ("Chị Lệ làm ở Công ty May Sông Năng.\n\nĐến nay, chi bộ có 41 đảng viên.", "Công ty May Sông Năng"),
        # The speaker's own, and the cell that a paragraph opens with.
        (
            "Phó Giám đốc Công ty May Sông Năng - Trương Văn Bảy nói: “Khó lắm. Năm 2021, chúng tôi kết nạp 41 người”.",
            "Công ty May Sông Năng",
        ),
        ("Tại Công ty May Sông Năng, chi bộ từng lo tan rã. Năm 2018, có 41 đảng viên.", "Công ty May Sông Năng"),
        # A unit told of since, a count of such bodies, and a figure of the unit itself.
        ("Em Ngân học Trường THPT Ba Bể.\n\nXã Hà Hiệu ở xa.\n\nĐến nay, chi bộ có 41 đảng viên.", None),
        ("Em Ngân học Trường THPT Ba Bể.\n\nĐến nay, mỗi trường có 41 đảng viên.", None),
        ("Em Ngân học Trường THPT Ba Bể.\n\nToàn huyện có 41 đảng viên.", None),
    ],
)
def test_a_body_is_spoken_of_by_its_kind(read: Read, text: str, expected: str | None) -> None:
    assert fact_of(read(_LEAD + text, province="Bắc Kạn"), "41").organization == expected


def test_trades_stand_inside_the_names_of_firms(read: Read) -> None:
    text = f"{_LEAD}Công ty TNHH Dệt nhuộm Sông Năng có 41 đảng viên.\n"
    assert fact_of(read(text, province="Bắc Kạn"), "41").organization == "Công ty TNHH Dệt nhuộm Sông Năng"
