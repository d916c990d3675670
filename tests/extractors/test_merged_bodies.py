"""Bodies that became one are not what a short name goes on to mean; texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from extractors.merged_bodies import merged_bodies
from extractors.organizations import find_organizations
from schemas.extraction import Extraction

Read = Callable[..., Extraction]
OFFICES, FIRMS = "Đảng bộ Khối các cơ quan tỉnh", "Đảng bộ Khối Doanh nghiệp tỉnh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Thành lập trên cơ sở hợp nhất {OFFICES} và {FIRMS}.", {OFFICES, FIRMS}),
        (f"{OFFICES} (82 tổ chức) và {FIRMS} (47 tổ chức) hợp nhất từ năm 2018.", {OFFICES, FIRMS}),
        (f"Sáp nhập {OFFICES} với 1.200 đảng viên và {FIRMS} với 900 đảng viên.", {OFFICES, FIRMS}),
        (f"{OFFICES} và {FIRMS} ký kết chương trình; hai xã đã hợp nhất.", set()),
        (f"{OFFICES} sáp nhập vào {FIRMS}.", set()),
        (f"{OFFICES} và {FIRMS} họp.", set()),
    ],
)
def test_two_that_became_one(text: str, expected: set[str]) -> None:
    assert merged_bodies(text, find_organizations(text)) == expected


def test_a_short_name_means_the_new_one(read: Read) -> None:
    text = (
        f"Một năm của Khối\n\nĐảng bộ Khối được thành lập trên cơ sở hợp nhất {OFFICES} và {FIRMS}.\n\n"
        "Năm qua, Đảng bộ Khối kết nạp 150 đảng viên.\n"
    )
    assert fact_of(read(text), "150").organization == "Đảng bộ Khối"
    apart = text.replace("được thành lập trên cơ sở hợp nhất", "phối hợp với")
    assert fact_of(read(apart), "150").organization in (OFFICES, FIRMS)
