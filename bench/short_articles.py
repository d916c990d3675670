"""Short news pages about real districts, as many as wanted, the same for the same number.

The figures of a district's year are the same wherever it is told, but for some articles that print another one: checks
between documents have something to compare, and something to find.
"""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from random import Random

from extractors.gazetteer.load import load_gazetteer

FIRST_YEAR, YEARS = 2010, 15
MISPRINTED = 40
"""One article in so many prints another number of members."""


def districts() -> tuple[tuple[str, str], ...]:
    """Full name of each district before July 2025, and of its province, in the order of their codes."""
    gazetteer = load_gazetteer()
    units = sorted(gazetteer.by_code.values(), key=lambda unit: unit.code)
    return tuple(
        (unit.full_name, gazetteer.province_of(unit.code).full_name)
        for unit in units
        if unit.level == "district" and unit.code.startswith("2025a") and "~" not in unit.code
    )


def make_article(number: int, places: Sequence[tuple[str, str]]) -> str:
    """Article `number` as a page of HTML: eight figures and more in about nine hundred characters."""
    place, province = places[number % len(places)]
    year = FIRST_YEAR + number // len(places) % YEARS
    told = Random(f"{place}{province}{year}")
    members, cells = told.randrange(2_000, 9_000), told.randrange(120, 480)
    admitted, women = told.randrange(90, 400), told.randrange(20, 90)
    if number % MISPRINTED == 0:
        members += 100
    title = f"{place} tổng kết công tác xây dựng Đảng năm {year}, kỳ {number}"
    paragraphs = (
        f"Chiều nay, Đảng bộ {place} ({province}) tổ chức hội nghị tổng kết công tác xây dựng Đảng năm {year}.",
        f"Đến cuối năm {year}, Đảng bộ {place} có {_printed(members)} đảng viên, sinh hoạt tại {cells} chi bộ. "
        f"Trong năm, toàn đảng bộ kết nạp {admitted} đảng viên mới, trong đó có {women} đảng viên nữ.",
        f"Các trung tâm chính trị mở {told.randrange(3, 12)} lớp bồi dưỡng nhận thức về Đảng cho "
        f"{_printed(admitted + told.randrange(50, 300))} quần chúng ưu tú; xét chuyển đảng chính thức cho "
        f"{told.randrange(60, 300)} đảng viên dự bị.",
        "Hội nghị đề nghị các chi bộ chọn nguồn từ đoàn viên, hội viên có nhiều việc làm tốt ở thôn, bản, tổ dân phố, "
        "phân công đảng viên chính thức theo dõi, giúp đỡ từng người, và không để thôn nào chưa có chi bộ riêng.",
    )
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    stamp = f"{year}-12-{1 + number % 28:02}T08:00:00+07:00"
    head = (
        f'<meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta property="og:url" content="https://bao{number % 63}.example.vn/tin-{number}.html">'
        f'<meta property="article:published_time" content="{stamp}">'
    )
    return (
        f'<!doctype html><html lang="vi"><head>{head}</head><body><article><h1>{escape(title)}</h1>{body}'
        "</article></body></html>"
    )


def write_articles(folder: Path, *, first: int, last: int) -> None:
    """Write articles `first` to `last`, the last left out, into `folder`, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    places = districts()
    for number in range(first, last):
        (folder / f"{number:06}.html").write_text(make_article(number, places), encoding="utf-8")


def _printed(number: int) -> str:
    return f"{number:,}".replace(",", ".")
