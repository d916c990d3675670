"""The village whose cell's paper a text is, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("head", "village"),
    [
        # A letterhead in capitals, with and without the name printed in the text.
        ("ĐẢNG BỘ XÃ HÀ HIỆU\nCHI BỘ THÔN NÀ MÒ\n\nBÁO CÁO\nThôn Nà Mò có đường mới.", "thôn Nà Mò"),
        ("ĐẢNG BỘ XÃ HÀ HIỆU\nCHI BỘ THÔN 5\n\nBÁO CÁO\nkết quả công tác", "thôn 5"),
        # A headline that begins with the cell.
        ("Chi bộ thôn Nà Mò làm theo lời Bác\n\nĐó là cách làm ở xã Hà Hiệu, huyện Ba Bể.", "thôn Nà Mò"),
        # Not that of another body, nor of one village among several.
        ("ĐẢNG BỘ HUYỆN BA BỂ\nĐẢNG BỘ XÃ HÀ HIỆU\n\nBÁO CÁO\nThôn Nà Mò có đường mới.", "xã Hà Hiệu"),
        ("Chi bộ thôn Nà Mò làm theo lời Bác\n\nĐó là cách ở thôn Nà Lẹng, xã Hà Hiệu.", "xã Hà Hiệu"),
        ("Bí thư xã Hà Hiệu dự sinh hoạt với Chi bộ thôn\n\nHọp ở xã Hà Hiệu.", "xã Hà Hiệu"),
    ],
)
def test_the_village_of_a_paper(read: Read, head: str, village: str) -> None:
    extraction = read(f"{head}\n\nTrong năm đã kết nạp 41 đảng viên.\n\nToàn Đảng bộ xã có 214 đảng viên.")
    told = fact_of(extraction, "41").locality
    whole = fact_of(extraction, "214").locality
    assert told is not None
    assert told.name == village
    assert whole is not None
    assert whole.name == "xã Hà Hiệu"
