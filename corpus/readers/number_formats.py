"""A stored value and its number format -> what the sheet shows, with Vietnamese separators.

"1234.5" with "#,##0.0" is "1.234,5". A decimal fraction of three digits, which Vietnamese readers could take for
thousands ("1,234"), gets a zero behind it ("1,2340") unless a percent sign or a group of thousands makes it clear.

Source:
    Number format codes of ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from functools import lru_cache

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%",
    10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "dd/mm/yyyy", 16: "dd/mm",
    17: "mm/yyyy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: '#,##0;-#,##0;"-"',
    42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 45: "mm:ss", 46: "h:mm:ss",
    47: "mm:ss", 48: "0.0E+0", 49: "@",
}  # fmt: skip
TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|([0#?](?:[0#?,. ]*[0#?])?,*)|(E[+-]0+)|(.)', re.DOTALL)
DATE_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|E[+-]', re.IGNORECASE)
ELAPSED = re.compile(r"\[([hms]+)\]", re.IGNORECASE)
CONDITION = re.compile(r"\[([<>=]{1,2})\s*(-?\d+(?:\.\d+)?)\]")
GENERAL_DIGITS = 10
LARGEST_EXPONENT = 30
LAST_DAY = 2_958_465
FORMATS_KEPT = 500
"""Codes whose parts are remembered; a workbook has a handful."""


@dataclass(frozen=True, slots=True)
class _Digits:
    """The digit places of one format section."""

    whole: int
    decimals: int
    optional: int
    is_grouped: bool
    divisor: int


def show_number(stored: str, code: str, *, is_1904: bool = False) -> str:
    """What a cell shows that stores the number `stored` with the format `code`.

    Args:
        stored: As the file has it: "1234.5", "1.5E-3", or anything, which is returned as it is.
        code: Number format, "General" or "" for none.
        is_1904: Whether days count from 1904.
    """
    try:
        value = Decimal(stored.strip())
    except InvalidOperation:
        return stored
    if not value.is_finite() or abs(value.adjusted()) > LARGEST_EXPONENT:
        return stored
    section, is_own_negative = _section(code or "General", value)
    if is_date_format(section):
        return _show_date(value, section, is_1904=is_1904)
    shown = _show(abs(value) if is_own_negative else value, section)
    return " ".join(shown.split())


@lru_cache(maxsize=FORMATS_KEPT)
def is_date_format(code: str) -> bool:
    """Whether `code` shows dates or times."""
    return any(letter in _date_letters(code) for letter in "dmyhs")


def _date_letters(code: str) -> str:
    """`code` without what is shown as it is; "[h]", hours beyond a day, counts as "h"."""
    return DATE_LETTERS.sub("", ELAPSED.sub(r"\1", code)).casefold()


def _section(code: str, value: Decimal) -> tuple[str, bool]:
    """The section of `code` that `value` falls into, and whether it is one of negative numbers only."""
    sections = _split(code)
    conditions = [CONDITION.search(section) for section in sections]
    if any(conditions):
        fitting = (
            section
            for section, found in zip(sections, conditions, strict=True)
            if found is None or _holds(value, found.group(1), Decimal(found.group(2)))
        )
        return next(fitting, sections[-1]), False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


@lru_cache(maxsize=FORMATS_KEPT)
def _split(code: str) -> list[str]:
    """The sections of a format; a semicolon in quotes parts nothing."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)', code, re.DOTALL) or ["General"]


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    match sign:
        case "<":
            return value < bound
        case "<=":
            return value <= bound
        case ">":
            return value > bound
        case ">=":
            return value >= bound
        case "=":
            return value == bound
        case _:
            return value != bound


def _show(value: Decimal, section: str) -> str:
    if section.strip().casefold() in ("general", "@") or "/" in re.sub(r'"[^"]*"|\\.', "", section):
        return show_plain(value)
    tokens = [match.groups() for match in TOKEN.finditer(section)]
    numbers = [number for _, _, _, number, _, _ in tokens if number]
    is_percent = any(other == "%" for *_, other in tokens)
    if any(exponent for *_, exponent, _ in tokens):
        return show_plain(value)
    scaled = value * 100 if is_percent else value
    shown, sign = "", "-" if value < 0 else ""
    figure = _figure(abs(scaled), _digits("".join(numbers)), is_clear=is_percent) if numbers else ""
    for quoted, escaped, bracket, number, _, other in tokens:
        if number:
            shown, figure = shown + sign + figure, ""
            sign = ""
        elif bracket is not None:
            shown += bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
        else:
            shown += quoted or escaped or (other if other not in (None, ",", "@") else "") or ""
    return sign + shown.replace("General", show_plain(abs(value)))


def show_plain(value: Decimal) -> str:
    """`value` without grouping, as cells without a format show it: at most ten digits that count."""
    with localcontext() as context:
        context.prec = max(GENERAL_DIGITS, value.adjusted() + 1)
        rounded = +value
    text = f"{rounded:f}"
    whole, _, fraction = text.partition(".")
    return whole + _fraction(fraction.rstrip("0"), is_clear=False)


def _digits(places: str) -> _Digits:
    whole, _, decimals = places.partition(".")
    stripped = whole.rstrip(", ")
    commas = len(whole) - len(stripped) + (len(decimals) - len(decimals.rstrip(",")))
    grouped = "," in stripped or bool(re.search(r"[#0] [#0]", stripped))
    return _Digits(
        whole=whole.count("0"),
        decimals=sum(decimals.count(letter) for letter in "0#?"),
        optional=sum(decimals.count(letter) for letter in "#?"),
        is_grouped=grouped,
        divisor=1000 ** min(commas, 4),
    )


def _figure(value: Decimal, digits: _Digits, *, is_clear: bool) -> str:
    with localcontext() as context:
        context.prec = 80
        step = Decimal(1).scaleb(-digits.decimals)
        rounded = (value / digits.divisor).quantize(step, rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    whole = whole.rjust(digits.whole, "0")
    is_thousands = digits.is_grouped and len(whole) > 3
    if digits.is_grouped:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ".", whole)
    for _ in range(digits.optional):
        fraction = fraction[:-1] if fraction.endswith("0") else fraction
    if whole == "0" and not fraction and not digits.whole:
        return ""
    return whole + _fraction(fraction, is_clear=is_clear or is_thousands)


def _fraction(digits: str, *, is_clear: bool) -> str:
    if not digits:
        return ""
    return f",{digits}0" if len(digits) == 3 and not is_clear else f",{digits}"


def _show_date(value: Decimal, section: str, *, is_1904: bool) -> str:
    if not 0 <= value <= LAST_DAY:
        return show_plain(value)
    bare = _date_letters(section)
    start = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 31) if value < 60 else datetime(1899, 12, 30)  # noqa: DTZ001
    try:
        moment = start + timedelta(seconds=int((value * 86_400).to_integral_value(ROUND_HALF_UP)))
    except OverflowError:
        return show_plain(value)
    has_clock = "h" in bare or "s" in bare
    has_month = bool(re.search(r"(?<![hs:])m+(?!:?s)", re.sub(r"h+[^a-z]*m+", "h", bare)))
    parts = ["%d"] if "d" in bare.replace("ddd", "") or "dddd" in bare else []
    parts += ["%m"] if has_month and (parts or "y" in bare or not has_clock) else []
    parts += ["%Y"] if "y" in bare else []
    shown = moment.strftime("/".join(parts)) if parts else ""
    clock = moment.strftime("%H:%M:%S" if "s" in bare else "%H:%M") if has_clock else ""
    return " ".join(filter(None, (shown, clock))) or show_plain(value)
