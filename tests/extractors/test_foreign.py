"""Figures of other countries' parties and people, on sentences of our own."""

from collections.abc import Callable

import pytest

from extractors.foreign import ForeignScope
from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def counted(extraction: Extraction) -> list[str]:
    """Every fact of the catalogue as "numeral indicator"."""
    text = extraction.document.text
    facts = [f for f in extraction.facts if f.indicator != "other"]
    return [f"{text[f.evidence.start : f.evidence.end]} {f.indicator}" for f in facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A foreign party in the sentence, or in the one that the sentence goes on with.
        ("Đảng Cộng sản Trung Quốc có 97 triệu đảng viên. Huyện Na Rì có 412 đảng viên.", ["412 member.total"]),
        ("Đảng Cộng sản Cuba họp đại hội. Đảng này có 650.000 đảng viên.", []),
        ("Khảo sát 300 đảng viên Cộng hòa và 250 đảng viên Dân chủ.", []),
        # The same words name parties and places of Vietnam.
        ("Đảng Lao động Việt Nam khi ấy có 412 đảng viên ở huyện Na Rì.", ["412 member.total"]),
        ("Đảng bộ xã Cộng Hòa có 412 đảng viên.", ["412 member.total"]),
        ("Huyện Na Rì thực hiện quy chế dân chủ, có 412 đảng viên.", ["412 member.total"]),
        ("Đoàn của Trung Quốc thăm huyện Na Rì, nơi có 412 đảng viên.", ["412 member.total"]),
    ],
)
def test_members_of_a_foreign_party_are_outside_the_catalogue(read: Read, text: str, expected: list[str]) -> None:
    assert counted(read(text, province=None)) == expected


ABROAD = (
    "Bầu cử ở Hoa Kỳ\n\nHãng tin ở Washington cho biết đảng Dân chủ thắng.\n\nCó 52% cử tri là đảng viên, 1.200 hộ."
)


def test_a_text_about_abroad_has_no_figures_of_the_catalogue(read: Read) -> None:
    assert counted(read(ABROAD, province=None)) == []
    assert counted(read(f"Huyện Na Rì\n\n{ABROAD}", province="Bắc Kạn"))


def test_a_text_that_speaks_more_of_vietnam_is_not_about_abroad() -> None:
    both = "Đại sứ Nhật Bản và Hàn Quốc chúc mừng. Đảng ta, Việt Nam, cả nước có 5 triệu đảng viên."
    assert not ForeignScope(both, names_units=False).is_whole
    assert ForeignScope("Tại Nhật Bản và Hàn Quốc có 5 triệu đảng viên.", names_units=False).is_whole


def test_party_bodies_abroad_are_vietnams_own(read: Read) -> None:
    text = "Đảng bộ tại Hàn Quốc\n\nTại Hàn Quốc, Đảng bộ có 17 chi bộ. Năm 2022, Đảng bộ kết nạp 21 đảng viên."
    assert counted(read(text, province=None)) == ["17 cell.total", "21 member.admitted"]
    assert {f.organization for f in read(text, province=None).facts} == {"Đảng bộ tại Hàn Quốc"}
