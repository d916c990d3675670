"""A grade said once for shares of bodies and members, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of, facts_by_numeral

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def told(extraction: Extraction, numeral: str) -> tuple[str, tuple[str, ...]]:
    """The indicator and the groups of the fact whose numeral is printed so."""
    fact = fact_of(extraction, numeral)
    return fact.indicator, fact.groups


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Phấn đấu 91% chi bộ và 97% đảng viên hoàn thành tốt nhiệm vụ.", ("cell.rated", ("rating:good",))),
        ("Năm 2020, 91% tổ chức cơ sở đảng, ít nhất 97% đảng viên hoàn thành xuất sắc nhiệm vụ.",
         ("grassroots_org.rated", ("rating:excellent",))),
        # A share with words of its own keeps them.
        ("Năm 2020, 91% đảng viên là nữ và 97% đảng viên hoàn thành tốt nhiệm vụ.", ("member.total", ("female",))),
        ("Năm 2020, 91% chi bộ hoàn thành nhiệm vụ và 97% đảng viên hoàn thành tốt nhiệm vụ.",
         ("cell.rated", ("rating:completed",))),
        ("Năm 2020, 91% chi bộ có chi ủy; 97% đảng viên hoàn thành tốt nhiệm vụ.", ("other", ())),
    ],
)  # fmt: skip
def test_the_grade_of_shares_joined(read: Read, sentence: str, expected: tuple[str, tuple[str, ...]]) -> None:
    extraction = read(f"Huyện Ba Bể\n\n{sentence}\n")
    assert told(extraction, "91") == expected
    assert told(extraction, "97")[0] == "member.rated"


def test_lower_grades_of_a_list_have_short_names(read: Read) -> None:
    found = facts_by_numeral(read("Năm 2018, chi đoàn vững mạnh 74,2%, khá: 20,1%; trung bình 5,7%.\n"))
    told = [found[numeral].groups for numeral in ("74,2", "20,1", "5,7")]
    assert told == [("rating:strong",), ("rating:good",), ("rating:completed",)]
