from collections.abc import Callable

import pytest

from schemas.extraction import Extraction


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "Tháng 6/2023 khá.\nĐến 30/6/2023, huyện Ba Bể có 540 đảng viên; 27 đảng viên được miễn sinh hoạt.",
            None,
            "2023",
        ),
        ("Huyện Ba Bể hiện có 540 đảng viên. Số đảng viên được miễn sinh hoạt là 27.", None, "2023"),
        ("Năm 2022, huyện Ba Bể xóa tên 12 đảng viên; miễn sinh hoạt 27 đảng viên.", "2022", "2022"),
        ("Năm 2022, huyện Ba Bể có 540 đảng viên; cho miễn sinh hoạt 27 đảng viên.", "2022", "2022"),
        ("BIỂU NĂM 2022 CỦA HUYỆN BA BỂ\n- Đảng viên: 540\n- Miễn sinh hoạt: 27\n- Kết nạp: 9", None, "2022"),
        ("BIỂU NĂM 2022 CỦA HUYỆN BA BỂ\n- Kết nạp: 9\n- Miễn sinh hoạt: 27\n- Xóa tên: 2", "2022", "2022"),
        ("Đảng bộ huyện Ba Bể hiện có 27 đảng viên được miễn công tác, sinh hoạt.", None, "2023"),
    ],
)
def test_exempted(text: str, start: str | None, end: str, read: Callable[..., Extraction]) -> None:
    (fact,) = (f for f in read(text).facts if f.indicator == "member.exempted")
    assert ((fact.period.start or "")[:4] or None, (fact.period.end or "")[:4]) == (start, end)
