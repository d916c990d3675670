"""Stamps, attributes and addresses -> the day of publication as a partial date. Never a date of the body.

Source:
    The forms and their order are those measured in the project's notes on page dates; Vietnamese pages print the
    day before the month.
"""

import re
from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
FIRST_YEAR = 1990
MAX_STAMP = 160
"""Characters of the longest line that can be a stamp."""

WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật|CN|T[2-7])"
CLOCK = r"\d{1,2}\s*(?:[:h]|giờ)\s*\d{2}(?:[:h]\d{2}|\s*phút)?(?:\s*[AP]M)?"
NUMERIC = r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d{2})"
WORDED = r"(?:ngày\s+)?(?P<wd>\d{1,2})\s+tháng\s+(?P<wm>\d{1,2})\s*(?:,|năm)?\s*(?P<wy>(?:19|20)\d{2})"
DAY = rf"(?:(?<![\d/.-]){NUMERIC}|(?<!\d){WORDED})(?!\d)"
BETWEEN = r"[\s,|;:()–-]*(?:ngày|lúc)?[\s,|;:()–-]*"
ANNOUNCED = (
    r"(?:cập\s+nhật|(?:ngày\s+)?đăng(?:\s+(?:tải|ngày|lúc|bởi))?|ngày\s+(?:đăng|xuất\s+bản|cập\s+nhật|tạo)|xuất\s+bản)"
)

BYLINE = r"(?:[^\d\n]{0,40}[|•–-]\s*)?"
TAIL = rf"(?:{BETWEEN}(?:GMT.*|[\d.]+\s+lượt\s+(?:xem|đọc)))?$"

NOT_STAMP = re.compile(
    rf"{DAY}|{CLOCK}|{WEEKDAY}|{ANNOUNCED}|GMT\s*[+-]?\s*\d*(?::\d\d)?|\(GMT.*?\)"
    rf"|(?:lượt|lần)\s+(?:xem|đọc)\s*:?\s*[\d.,]*|[\d.,]+\s*(?:lượt|lần)\s+(?:xem|đọc)|[\d.,]+\s*bình luận",
    re.IGNORECASE,
)
"""What a stamp consists of; the days of each in groups that nobody reads here."""
MOST_STAMP_WORDS = 6
WORDS = re.compile(r"\w+")

STAMP = re.compile(DAY, re.IGNORECASE)
CLEAR_STAMPS = (
    re.compile(rf"\b{WEEKDAY}{BETWEEN}{DAY}{BETWEEN}{CLOCK}", re.IGNORECASE),
    re.compile(rf"{CLOCK}{BETWEEN}{WEEKDAY}{BETWEEN}{DAY}", re.IGNORECASE),
    re.compile(
        rf"\b{ANNOUNCED}(?:\s+(?:lúc|ngày))?{BETWEEN}(?:{WEEKDAY}{BETWEEN})?(?:{CLOCK}{BETWEEN})?{DAY}", re.IGNORECASE
    ),
    re.compile(rf"(?:{WEEKDAY}{BETWEEN})?{CLOCK}{BETWEEN}{DAY}{TAIL}", re.IGNORECASE),
    re.compile(rf"^{BYLINE}{DAY}{BETWEEN}{CLOCK}{TAIL}", re.IGNORECASE),
)
UNDER_TITLE = re.compile(rf"^{WEEKDAY}{BETWEEN}{DAY}$", re.IGNORECASE)
FRONT_MATTER = re.compile(r"(?:date|published):?\s+(\d{4})-(\d{2})-(\d{2})(?!\S)", re.IGNORECASE)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}|$)")
HALF_DAY = re.compile(r"\b[AP]M\b", re.IGNORECASE)
URL_DAY = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})/|[/-]((?:19|20)\d{2})(\d{2})(\d{2})(?=\d{4,}|[/.-]|$)"
)
URL_MONTH = re.compile(r"/((?:19|20)\d{2})/?(\d{2})/")


def parse_stated_date(value: str) -> str | None:
    """Day that a page's own data state, "YYYY-MM-DD" in Vietnamese time, or None.

    Args:
        value: ISO 8601, "05/10/2018 11:03" (day first), or "10/5/2018 11:03:00 AM" (month first, as ASP.NET prints).
    """
    value = value.strip()
    if ISO.match(value):
        return _parse_iso(value)
    found = STAMP.search(value)
    if found is None:
        return None
    if HALF_DAY.search(value) and found.group("d"):
        swapped = _as_day(found.group("y"), found.group("d"), found.group("m"))
        return swapped or _found_day(found)
    return _found_day(found)


def find_stamp(line: str) -> str | None:
    """Day that a short `line` of a page's head prints, or None; long lines are running text and give none."""
    found = STAMP.search(line) if len(line) <= MAX_STAMP else None
    return _found_day(found) if found else None


def is_stamp(line: str) -> bool:
    """Whether `line` is nothing but a stamp of day or clock: perhaps an author or a section beside it, no sentence."""
    if len(line) > MAX_STAMP:
        return False
    rest, count = NOT_STAMP.subn(" ", line)
    return count > 0 and not any(map(str.isdigit, rest)) and len(WORDS.findall(rest)) <= MOST_STAMP_WORDS


def find_clear_stamp(lines: list[str]) -> str | None:
    """Day of the first line that can only be a stamp of publication, or None.

    A clear stamp has weekday, day and clock, or announces itself ("Cập nhật …", "Ngày đăng …"), or is nothing
    but day and clock, perhaps behind an author or before the views. A line of weekday and day alone is one below the
    title; above it, it is the day on which the page was read.

    Args:
        lines: The lines of a page's head; the first one that is not blank is the title.
    """
    stated = FRONT_MATTER.match(lines[0]) if lines else None
    if stated and (day := _as_day(*stated.groups())):
        return day
    if day := _find_in_lines(lines, CLEAR_STAMPS):
        return day
    return _find_in_lines(lines[1:], (UNDER_TITLE,))


def _find_in_lines(lines: list[str], patterns: tuple[re.Pattern[str], ...]) -> str | None:
    """Day of the first short line that one of the patterns reads, or None."""
    for line in lines:
        if len(line) > MAX_STAMP:
            continue
        found = next((match for pattern in patterns if (match := pattern.search(line))), None)
        if found and (day := _found_day(found)):
            return day
    return None


def find_date_in_url(url: str) -> str | None:
    """Day or month ("2018-10") that the path of `url` carries, or None."""
    path = url.split("//", 1)[-1].partition("/")[2]
    for found in URL_DAY.finditer("/" + path):
        parts = [part for part in found.groups() if part]
        if day := _as_day(*parts):
            return day
    found_month = URL_MONTH.search("/" + path)
    if found_month and 1 <= int(found_month.group(2)) <= 12 and int(found_month.group(1)) >= FIRST_YEAR:
        return f"{found_month.group(1)}-{found_month.group(2)}"
    return None


def _parse_iso(value: str) -> str | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return _as_day(*value[:10].split("-"))
    if moment.tzinfo is not None:
        moment = moment.astimezone(VIETNAM)
    return _as_day(str(moment.year), str(moment.month), str(moment.day))


def _found_day(found: re.Match[str]) -> str | None:
    if found.group("y"):
        return _as_day(found.group("y"), found.group("m"), found.group("d"))
    return _as_day(found.group("wy"), found.group("wm"), found.group("wd"))


def _as_day(year: str, month: str, day: str) -> str | None:
    try:
        result = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return result.isoformat() if result.year >= FIRST_YEAR else None
