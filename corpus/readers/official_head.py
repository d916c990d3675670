"""Lines of an official paper -> its title and its day.

Source:
    The head that official papers of state bodies (Nghị định 30/2020/NĐ-CP) and of the Party (Hướng dẫn
    36-HD/VPTW) share: bodies and motto, number and "place, ngày … tháng … năm …", kind of paper, its subject.
"""

import re
from collections.abc import Sequence
from datetime import date

HEAD_LINES = 40
"""Lines among which the head of a paper stands."""
LONGEST_TITLE = 250
DAY = re.compile(
    r"\bngày(?P<d>[\s.…_]*\d{0,2})[\s.…_]*\btháng(?P<m>[\s.…_]*\d{0,2})[\s.…_]*\bnăm\s+(?P<y>(?:19|20)\d\d)\s*\.?\s*\Z",
    re.IGNORECASE,
)
PLACE = re.compile(r"(?:\A|[^,\n]*\S)\s*,\s*\Z")
KIND = re.compile(
    r"(?:báo cáo(?: nhanh| tóm tắt| tổng kết)?|kết luận|thông báo|nghị quyết|kế hoạch|tờ trình|chương trình|chỉ thị"
    r"|hướng dẫn|quyết định|công văn|đề án|biên bản|phụ lục(?: (?:số )?[\dIVX]+)?"
    r"|biểu(?: (?:số )?[\dIVX]+)?|bảng tổng hợp)\Z",
    re.IGNORECASE,
)
MOTTO = re.compile(
    r"cộng hòa xã hội chủ nghĩa|cộng hoà xã hội chủ nghĩa|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam\Z"
    r"|đoàn tncs hồ chí minh\Z|mục lục\Z|phần thứ|\W*\Z",
    re.IGNORECASE,
)
BODY = re.compile(
    r"(?:đảng bộ|đảng ủy|đảng uỷ|tỉnh ủy|tỉnh uỷ|thành ủy|huyện ủy|huyện uỷ|thị ủy|quận ủy|ủy ban|uỷ ban|ubnd|hđnd"
    r"|ban tổ chức|ban thường vụ|bch|ban chấp hành|liên đoàn|hội |chi bộ|văn phòng|sở |phòng |trường |số\s*[:\d])",
    re.IGNORECASE,
)


def find_official_date(lines: Sequence[str]) -> str | None:
    """Day of the first line of a head that ends in "…, ngày 5 tháng 10 năm 2018"; a partial date where it has gaps."""
    for line in lines[:HEAD_LINES]:
        found = DAY.search(line) if len(line) <= LONGEST_TITLE else None
        if found and (PLACE.match(line[: found.start()]) or not line[: found.start()].strip(" (")):
            return _partial(*(re.sub(r"\D", "", found.group(name)) for name in "ymd"))
    return None


def find_official_title(lines: Sequence[str], *, is_title: Sequence[bool]) -> str | None:
    """The title of a paper, or None.

    The first line that looks like a title and is no motto and no name of a body; a kind of paper alone ("BÁO CÁO")
    goes on with the next such lines.

    Args:
        lines: The lines of the document.
        is_title: For each line, whether it looks like a title (centred and bold, or a title style).
    """
    marked = [at for at, line in enumerate(lines[:HEAD_LINES]) if is_title[at] and _can_be_title(line)]
    kinds = [at for at in marked if KIND.match(lines[at])]
    named = [at for at in marked if at in kinds or not BODY.match(lines[at])]
    first = next(iter(kinds or named), None)
    if first is None:
        return None
    title = lines[first]
    if first in kinds:
        following = [at for at in named if at > first and not KIND.match(lines[at])]
        for at, expected in zip(following, range(first + 1, first + 4), strict=False):
            if at == expected:
                title = f"{title} {lines[at]}"
    return title[:LONGEST_TITLE]


def _can_be_title(line: str) -> bool:
    return 4 < len(line) <= LONGEST_TITLE and not MOTTO.match(line) and not DAY.search(line)


def _partial(year: str, month: str, day: str) -> str | None:
    try:
        if month and day:
            return date(int(year), int(month), int(day)).isoformat()
        return f"{year}-{int(month):02d}" if month and 1 <= int(month) <= 12 else year
    except ValueError:
        return None
