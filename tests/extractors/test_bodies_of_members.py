"""Where the bodies are whose members a figure counts, on sentences of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Bodies that hold the members.
        ("Xã đã thành lập chi bộ công an với tổng số 41 đảng viên.", ["police"]),
        ("Các chi bộ quân sự trực thuộc đảng bộ phường có 41 đảng viên.", ["military"]),
        ("Chi bộ Quân sự xã Tân Lập ra mắt tháng 12-2019 với 41 đảng viên.", ["military"]),
        ("Có 9 tổ chức đảng lập ở doanh nghiệp tư nhân, với 41 đảng viên.", ["private_enterprise"]),
        ("Toàn vùng có 9 chi bộ quân sự xã, phường, thị trấn, số lượng đảng viên 41 đồng chí.", ["military"]),
        ("Có 9 chi bộ các trường đại học, cao đẳng với 41 đảng viên.", ["school"]),
        # The one body of a name is told of itself.
        ("Chi bộ Trường Tiểu học Tân Lập có 41 đảng viên.", []),
        ("Lễ kết nạp 41 đảng viên tại Chi bộ thôn Khe Lạnh.", []),
        ("Chi bộ thôn có 41 đảng viên.", []),
        # All bodies of a kind that admitted them.
        ("Các chi bộ trường học kết nạp 41 đảng viên.", ["school"]),
        ("Đảng bộ các xã, thị trấn đã kết nạp 41 đảng viên.", ["level:commune"]),
        ("Đảng bộ Công an huyện kết nạp 41 đảng viên.", []),
        # Bodies behind the noun.
        ("Xã kết nạp 9 đảng viên, trong đó 41 đảng viên chi bộ nông thôn.", ["village"]),
        ("Huyện kết nạp 41 đảng viên ở các chi bộ trường học.", ["school"]),
        ("Từ đầu năm, các chi bộ quân sự xã trong huyện kết nạp 41 đảng viên.", ["military"]),
        # What brackets hold belongs to what stands before them.
        ("Có 12 chi bộ trường học (tăng 2 chi bộ so với năm 2021) với 41 đảng viên.", ["school"]),
        ("Đảng bộ xã (gồm cả chi bộ trường học) có 41 đảng viên.", []),
    ],
)
def test_where_the_bodies_are(read: Read, text: str, expected: list[str]) -> None:
    (fact,) = [f for f in read(text).facts if f.value == 41]
    assert list(fact.groups) == expected
