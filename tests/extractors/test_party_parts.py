"""Parts and growth of the Party's members told in texts of associations, on sentences of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("sentence", "system"),
    [
        ("Đảng bộ xã kết nạp 13 đảng viên thì 46 là đoàn viên.", "party"),
        ("Đảng bộ xã kết nạp 73 đảng viên, có 46 đồng chí là hội viên cựu chiến binh.", "party"),
        ("Có 98 hội viên đã trở thành đảng viên; riêng năm nay có 46.", "party"),
        ("Trong các hợp tác xã có 98 đảng viên; từ đầu năm kết nạp được 46.", "party"),
        ("Dẫn đầu là xã Kim Lư với 87 đoàn viên được kết nạp Đảng, kế đến là xã Cư Lễ 46.", "party"),
        # Another body is told of between; no part is told.
        ("Đảng bộ xã kết nạp 13 đảng viên, Hội Nông dân kết nạp 46 hội viên.", "farmers_union"),
        ("Xã có 13 đảng viên, 46 hội viên.", "farmers_union"),
    ],
)
def test_whose_people_they_are(read: Read, sentence: str, system: str) -> None:
    extraction = read(f"Hội Nông dân huyện Na Rì làm nhiều việc\n\n{sentence}\n")
    assert next(f.system for f in extraction.facts if f.value == 46) == system
