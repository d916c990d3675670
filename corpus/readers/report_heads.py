"""Lines of a report's first page -> its kind, its date, and which lines are the sender's, the motto's and the number's.

Source:
    The layout of Vietnamese official papers: on the left the body above, the body and the paper's number; on the right
    the motto of the state or the Party, the place and the day; below them the paper's kind and what it is about.
"""

import re
from collections.abc import Sequence

from corpus.publication_dates import FIRST_YEAR, find_stamp

KIND = re.compile(
    r"(?:báo cáo|nghị quyết|kế hoạch|thông báo|tờ trình|quyết định|công văn|chỉ thị|kết luận|hướng dẫn|chương trình"
    r"|đề án|quy định|biên bản|bản tin|thông cáo báo chí|biểu tổng hợp|bảng tổng hợp|công điện|thông tri|quy chế)",
    re.IGNORECASE,
)
MOTTO = re.compile(r"cộng h(?:òa|oà) xã hội|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam$", re.IGNORECASE)
NUMBER = re.compile(r"số\s*:?\s*[\d….]*\s*[-/]\s*[\w/-]+$", re.IGNORECASE)
PLACE_AND_DAY = re.compile(r"[^\W\d_][^\d,;:]{1,50},\s*ngày\b", re.IGNORECASE)
BLANK_DAY = re.compile(
    r",\s*ngày[\s.…_]*tháng\s*(?P<month>\d{1,2})?[\s.…_]*năm\s*(?P<year>(?:19|20)\d{2})$", re.IGNORECASE
)


def is_document_kind(line: str) -> bool:
    """Whether `line` is nothing but the kind of a paper, in capitals: "BÁO CÁO"."""
    return line.isupper() and KIND.fullmatch(line.strip(" *:")) is not None


def is_head_line(line: str) -> bool:
    """Whether `line` is the motto, the number, or place and day of an official paper."""
    return bool(MOTTO.search(line) or NUMBER.fullmatch(line) or PLACE_AND_DAY.match(line))


def find_report_date(lines: Sequence[str]) -> str | None:
    """Day that a report's head prints behind its place ("Hà Giang, ngày 5 tháng 10 năm 2018"), or None.

    Where the day was left blank for the pen, the month or the year alone comes back.

    Args:
        lines: The lines of the head, down to the title; a date further below is one of the text.
    """
    for line in lines:
        if not PLACE_AND_DAY.match(line):
            continue
        if day := find_stamp(line):
            return day
        blank = BLANK_DAY.search(line)
        if blank and int(blank["year"]) >= FIRST_YEAR:
            month = int(blank["month"] or 0)
            return f"{blank['year']}-{month:02d}" if 1 <= month <= 12 else blank["year"]
    return None
