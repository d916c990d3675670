"""Tags of a figure seen from the association that speaks, on sentences of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        # All members of a body are what it is for.
        ("Hội Phụ nữ huyện Na Rì", "Hội kết nạp mới hội viên, nâng tổng số hội viên lên 41 chị.", ""),
        ("Hội Nông dân huyện Na Rì", "Toàn huyện có 41 hội viên nữ.", "female"),
        # Those whom it proposes to the Party are so too.
        ("Hội Phụ nữ huyện Na Rì", "Hội giới thiệu 41 hội viên ưu tú cho Đảng.", "female"),
        ("Hội Nông dân huyện Na Rì", "Hội giới thiệu 97 hội viên ưu tú cho Đảng; 41 người được kết nạp.", "farmer"),
        ("Huyện Đoàn Na Rì", "Huyện Đoàn giới thiệu 41 đoàn viên ưu tú cho Đảng.", "youth"),
        ("Công đoàn huyện Na Rì", "Công đoàn giới thiệu 97 đoàn viên ưu tú và có 41 người được kết nạp Đảng.", ""),
        ("Huyện Đoàn Na Rì", "Năm qua có 41 đoàn viên được kết nạp Đảng.", "youth"),
    ],
)
def test_tags_seen_from_the_body(read: Read, title: str, text: str, expected: str) -> None:
    extraction = read(f"{title}\n\n{text}\n")
    body = extraction.document.text
    (fact,) = [f for f in extraction.facts if body[f.evidence.start : f.evidence.end] == "41"]
    assert " ".join(fact.groups) == expected
