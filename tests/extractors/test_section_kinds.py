"""Kinds of bodies that a heading names for the figures below it, and grades that label figures, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def test_cells_below_a_heading_are_of_its_kind(read: Read) -> None:
    text = (
        "Xếp loại năm 2022\n1. Tổ chức cơ sở đảng\nCó 40 TCCSĐ được xếp loại.\n2. Chi bộ trực thuộc đảng ủy cơ sở\n"
        "Có 214 chi bộ được xếp loại, trong đó 42 chi bộ hoàn thành xuất sắc nhiệm vụ (19,6%).\n3. Đảng viên\n"
        "Có 3.000 đảng viên, sinh hoạt ở 230 chi bộ.\n"
    )
    assert told(read(text), groups=True) == [
        "40 grassroots_org.rated",
        "214 cell.rated subordinate",
        "42 cell.rated rating:excellent subordinate",
        "19,6 cell.rated share rating:excellent subordinate",
        "3.000 member.total",
        "230 cell.total",
    ]


def test_a_heading_that_joins_kinds_names_none(read: Read) -> None:
    text = "2. Chi bộ cơ sở và chi bộ trực thuộc:\nNăm 2022 có 41 chi bộ được xếp loại.\n"
    assert told(read(text), groups=True) == ["41 cell.rated"]


@pytest.mark.parametrize("sign", [":", " có", ": Có"])
def test_a_grade_labels_the_figure_with_its_noun(read: Read, sign: str) -> None:
    text = f"Xếp loại năm 2022\n- Hoàn thành tốt nhiệm vụ{sign} 30 TCCSĐ (13 đảng bộ, 17 chi bộ), chiếm 71,4%."
    assert told(read(text), groups=True) == [
        "30 grassroots_org.rated rating:good",
        "13 committee.rated grassroots rating:good",
        "17 cell.rated grassroots rating:good",
        "71,4 grassroots_org.rated share rating:good",
    ]
