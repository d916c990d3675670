from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.number_formats import is_date_format, show_number

ACCOUNTING = '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("1234.5", "#,##0.0", "1.234,5"),
        ("1234", "General", "1234"),
        ("1234", "", "1234"),
        ("1234.567", "General", "1234,5670"),
        ("0.125", "0.000", "0,1250"),
        ("1234567.891", "#,##0.000", "1.234.567,891"),
        ("0.30000000000000004", "General", "0,3"),
        ("54.166666666666664", "General", "54,16666667"),
        ("123456789012", "General", "123456789012"),
        ("1E-3", "General", "0,0010"),
        ("-12.5", "0.0", "-12,5"),
        ("0.5416666", "0.0%", "54,2%"),
        ("0.54167", "0.000%", "54,167%"),
        ("1.086", "0%", "109%"),
        ("-12", "#,##0;(#,##0)", "(12)"),
        ("0", ACCOUNTING, "-"),
        ("1234567", ACCOUNTING, "1.234.567"),
        ("-3", ACCOUNTING, "(3)"),
        ("12", '0" người"', "12 người"),
        ("12", '"Năm "0', "Năm 12"),
        ("12", '#,##0\\ "đ"', "12 đ"),
        ("1234567", "#,##0,", "1.235"),
        ("1234", "# ##0", "1.234"),
        ("12.50", "0.##", "12,5"),
        ("3", "#,##0.0##", "3,0"),
        ("0", "#", ""),
        ("5", ";;;", ""),
        ("7", "00", "07"),
        ("2.5", "0", "3"),
        ("45.5", "[>100]0;[Red]0.0", "45,5"),
        ("145.5", "[>100]0;[Red]0.0", "146"),
        ("5", '[=1]"có";"không"', "không"),
        ("5", '"x;y"0', "x;y5"),
        ("0.75", "# ?/?", "0,75"),
        ("12000", "0.00E+00", "12000"),
        ("5", "[$₫-42A] #,##0", "₫ 5"),
        ("43378", "dd/mm/yyyy", "05/10/2018"),
        ("43378", "[$-42A]dd mmmm yyyy;@", "05/10/2018"),
        ("43378", "m/d/yyyy", "05/10/2018"),
        ("43378", "mmm-yy", "10/2018"),
        ("43378", "yyyy", "2018"),
        ("43378", "d-mmm", "05/10"),
        ("43378.5", "d/m/yy h:mm", "05/10/2018 12:00"),
        ("0.3", "[h]:mm", "07:12"),
        ("59", "dd/mm/yyyy", "28/02/1900"),
        ("-5", "dd/mm/yyyy", "-5"),
        ("9999999", "dd/mm/yyyy", "9999999"),
        ("abc", "0", "abc"),
        ("1e400", "0", "1e400"),
        ("NaN", "0", "NaN"),
    ],
)
def test_values_are_shown_as_their_format_says(stored: str, code: str, shown: str) -> None:
    assert show_number(stored, code) == shown


def test_days_of_old_macintosh_files() -> None:
    assert show_number("41916", "dd/mm/yyyy", is_1904=True) == "05/10/2018"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("dd/mm/yyyy", True),
        ("General", False),
        ('0" ngày"', False),
        ("[Red]0", False),
        ("mm:ss", True),
        ("0.00E+00", False),
    ],
)
def test_formats_of_dates(code: str, expected: bool) -> None:
    assert is_date_format(code) is expected


@given(st.decimals(-(10**7), 10**7, places=2), st.sampled_from(["General", "#,##0.00", "0.00", "#,##0.00;-#,##0.00"]))
def test_shown_numbers_read_back(value: Decimal, code: str) -> None:
    shown = show_number(str(value), code)
    assert Decimal(shown.replace(".", "").replace(",", ".")) == value


@given(st.integers(61, 73_000))
def test_shown_days_read_back(day: int) -> None:
    shown = datetime.strptime(show_number(str(day), "dd/mm/yyyy"), "%d/%m/%Y").replace(tzinfo=UTC)
    assert shown == datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=day)


@given(
    st.text(alphabet='0#?.,;%"\\[]_*E+-/ @dmyhs$>=1', max_size=24), st.sampled_from(["0", "1234.5", "-7", "43378.25"])
)
def test_any_format_shows_one_line(code: str, stored: str) -> None:
    shown = show_number(stored, code)
    assert "\n" not in shown
    assert len(shown) < 200
