"""Numbers and periods as Vietnamese readers write them."""

from decimal import Decimal

import pytest

from outputs.figures import format_date, format_fact, format_figure, format_number, format_period
from outputs.labels import load_labels
from schemas.facts import Period


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("4900", "4.900"),
        ("0.44", "0,44"),
        ("54.20", "54,2"),
        ("1E+3", "1.000"),
        ("1234567.5", "1.234.567,5"),
        ("0", "0"),
    ],
)
def test_numbers(value, written):
    assert format_number(Decimal(value)) == written


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({"unit": "person", "prefix": "trên"}, "trên 325"),
        ({"unit": "percent"}, "325%"),
        ({"unit": "person", "denominator": Decimal(1600)}, "325/1.600"),
        ({"unit": "percent", "value_max": Decimal(400)}, "325–400%"),
    ],
)
def test_figures(fields, written):
    assert format_figure(Decimal(325), **fields) == written


@pytest.mark.parametrize(
    ("start", "end", "is_published", "written"),
    [
        (None, None, False, ""),
        (None, None, True, "đến nay"),
        (None, "2017-12-31", False, "cuối 2017"),
        (None, "2018-10-05", True, "đến 05/10/2018"),
        ("2020", None, True, "2020 – nay"),
        ("2020", None, False, "từ 2020"),
        ("2015", "2020", False, "2015 – 2020"),
        ("2019", "2019", False, "2019"),
        ("2019-01-01", "2019-12-31", False, "năm 2019"),
        ("2023-01-01", "2023-06-30", False, "01–06/2023"),
        ("2024-02-01", "2024-02-29", False, "02/2024"),
        ("2023-03-15", "2023-09-02", False, "15/03 – 02/09/2023"),
        ("2022-12-01", "2023-01-31", False, "01/12/2022 – 31/01/2023"),
    ],
)
def test_periods(start, end, is_published, written):
    assert format_period(Period(start=start, end=end, end_is_published=is_published, text=None)) == written


def test_dates():
    assert [format_date(d) for d in ("2020", "2023-01", "2017-12-31")] == ["2020", "01/2023", "31/12/2017"]


def test_a_change_says_its_direction(extraction):
    fact = extraction.facts[0].model_copy(update={"measure": "change", "direction": "down", "qualifier": "over"})
    assert format_fact(fact, load_labels()) == "giảm trên 45"
