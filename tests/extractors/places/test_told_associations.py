"""Associations told of by their kind alone, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import place_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]

_DISTRICT = "Huyện Ba Bể vượt khó\n\nHuyện Ba Bể có nhiều mô hình hay.\n\n"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("Ông Hồi là Chủ tịch Hội Cựu chiến binh xã Yến Dương. Năm 2014, Hội có 118 hội viên.", "xã Yến Dương"),
        ("Ông Hồi là Chủ tịch Hội Cựu chiến binh xã Yến Dương.\n\nNăm 2014, Hội có 118 hội viên.", "huyện Ba Bể"),
        ("Ông Hồi là Chủ tịch Hội Cựu chiến binh xã Yến Dương. Cả huyện có 118 hội viên.", "huyện Ba Bể"),
        (
            "Ông Hồi ở Hội Cựu chiến binh xã Yến Dương. Ở xã Hà Hiệu thì khác. Năm 2014, Hội có 118 hội viên.",
            "xã Hà Hiệu",
        ),
        ("Chị Vân, Chi hội trưởng Chi hội nuôi bò xã Yến Dương, kể. Nay chi hội có 118 hội viên.", "xã Yến Dương"),
    ],
)
def test_an_association_that_acts_is_the_one_the_paragraph_named(read: Read, rest: str, expected: str) -> None:
    assert place_of(read(f"{_DISTRICT}{rest}\n", province="Bắc Kạn"), "118") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Anh Sơn về làng, hôm đó anh Sơn vui. Làng có 118 hộ nghèo.", "huyện Ba Bể"),
        ("Anh Sơn là huyện miền núi. Năm 2014 còn 118 hộ nghèo.", "huyện Anh Sơn"),
    ],
)
def test_a_person_called_by_name_is_no_place(read: Read, sentence: str, expected: str) -> None:
    assert place_of(read(f"{_DISTRICT}{sentence}\n", province="Bắc Kạn"), "118") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Anh Thoong, quê ở Na Rì, về đây đã lâu. Nay còn 118 hộ nghèo.", "huyện Ba Bể"),
        ("Ở Na Rì, nhiều người về đây. Nay còn 118 hộ nghèo.", "huyện Na Rì"),
    ],
)
def test_where_someone_comes_from_is_not_what_is_told(read: Read, sentence: str, expected: str) -> None:
    assert place_of(read(f"{_DISTRICT}{sentence}\n", province="Bắc Kạn"), "118") == expected
