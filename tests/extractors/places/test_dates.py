"""The first figure of a text is the first digit outside of the dates that one expression would find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.places.dates import first_figure

DATE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2}[/-]\d{4}"
    r"|(?:[Nn]gày|[Tt]háng|[Nn]ăm|[Qq]uý|[Kk]hóa|[Tt]ừ|[Đđ]ến)\s\d[\d/-]*"
    r"|(?:19|20)\d\d|\d{1,2} (?:tháng|năm)\b"
)
PIECES = "ngày|Năm|năm|tháng|từ|đến|quý| | |\n|1|2|12|2019|19/5|/|-|.|201|20|5|x|\u00a0|, |1.234|١".split("|")


@pytest.mark.parametrize(
    ("text", "figure"),
    [("Ngày 3/2, năm 2019, xã có 12 thôn", "12"), ("Xã có 12 thôn", "12"), ("Tháng 5, từ 2010 đến 2015", ""), ("", "")],
)
def test_the_first_figure_is_no_date(text: str, figure: str) -> None:
    assert text[first_figure(text) :].partition(" ")[0] == figure


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_dates_are_passed_one_by_one(text: str) -> None:
    dates = [match.span() for match in DATE.finditer(text)]
    digits = [at for at, sign in enumerate(text) if sign.isdecimal()]
    expected = next((at for at in digits if not any(first <= at < last for first, last in dates)), len(text))
    assert first_figure(text) == expected
