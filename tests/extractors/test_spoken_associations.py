"""Associations by the people a text names."""

import pytest

from extractors.spoken_associations import last_association, spoken_associations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cựu Chiến binh giúp nhau. CCB xã góp công. Phụ nữ cũng góp.", ("veterans_union",)),
        ("nông dân, nông dân, nông dân; phụ nữ, phụ nữ", ("farmers_union", "women_union")),
        ("Chi bộ có 12 đảng viên.", ()),
    ],
)
def test_named_twice_or_more_most_often_first(text: str, expected: tuple[str, ...]) -> None:
    assert spoken_associations(text, 0) == expected


@pytest.mark.parametrize("odd", ["", " İ"])
def test_whatever_the_case_of_the_text(odd: str) -> None:
    assert spoken_associations(f"NÔNG DÂN, Nông dân và phụ nữ{odd}", 0) == ("farmers_union",)


def test_named_in_the_title() -> None:
    assert spoken_associations("Công đoàn huyện\n\nCó 12 đoàn viên.", 15) == ("trade_union",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("phụ nữ và thanh niên", "youth_union"), ("tỷ lệ tập hợp", None)],
)
def test_named_last(text: str, expected: str | None) -> None:
    assert last_association(text) == expected
