"""Groups of articles of our own that say something of each other, right or with an error planted; one seed, one set.

Each group has a province or a district of its own, so that groups say nothing of each other.
"""

from collections.abc import Iterator
from itertools import count
from random import Random

from planted_errors import Article, Planted, number, off

DISTRICTS = {
    "Bắc Kạn": ["Ba Bể", "Chợ Đồn", "Na Rì", "Ngân Sơn", "Pác Nặm", "Bạch Thông", "Chợ Mới"],
    "Điện Biên": ["Mường Chà", "Mường Nhé", "Tủa Chùa", "Tuần Giáo", "Nậm Pồ", "Mường Ảng", "Điện Biên Đông"],
    "Hà Giang": ["Bắc Quang", "Vị Xuyên", "Quản Bạ", "Yên Minh", "Đồng Văn", "Mèo Vạc", "Hoàng Su Phì", "Xín Mần"],
    "Lai Châu": ["Mường Tè", "Phong Thổ", "Sìn Hồ", "Tam Đường", "Tân Uyên", "Than Uyên", "Nậm Nhùn"],
    "Sơn La": ["Mai Sơn", "Mộc Châu", "Mường La", "Phù Yên", "Quỳnh Nhai", "Sông Mã", "Thuận Châu", "Yên Châu"],
    "Nghệ An": ["Con Cuông", "Kỳ Sơn", "Quế Phong", "Quỳ Châu", "Quỳ Hợp", "Tương Dương", "Nghĩa Đàn", "Đô Lương"],
}  # fmt: skip
WHOLE_OF = {
    "Kon Tum": ["huyện Đăk Glei", "huyện Ngọc Hồi", "huyện Đăk Tô", "huyện Kon Plông", "huyện Kon Rẫy", "huyện Đăk Hà",
                "huyện Sa Thầy", "huyện Tu Mơ Rông", "huyện Ia H'Drai", "thành phố Kon Tum"],
    "Hà Nam": ["thành phố Phủ Lý", "thị xã Duy Tiên", "thị xã Kim Bảng", "huyện Thanh Liêm", "huyện Bình Lục",
               "huyện Lý Nhân"],
}  # fmt: skip
"""All districts of two provinces, as they were at the end of 2024."""
MERGED = {
    "Phú Thọ": ["Phú Thọ", "Vĩnh Phúc", "Hòa Bình"],
    "Bắc Ninh": ["Bắc Ninh", "Bắc Giang"],
    "Vĩnh Long": ["Vĩnh Long", "Bến Tre", "Trà Vinh"],
}
"""Provinces of July 2025 and the whole provinces that they were made of."""
TAIL = " Cấp ủy các cấp tiếp tục quan tâm công tác tạo nguồn, bồi dưỡng quần chúng ưu tú."


class _Desk:
    """Writes articles with numbers of their own, and hands out each district once."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._numbers = count(1)
        self._places = [(province, place) for province, places in DISTRICTS.items() for place in places]
        random.shuffle(self._places)

    def place(self) -> tuple[str, str]:
        return self._places.pop()

    def write(self, text: str, province: str, *, paper: str, published: str, title: str | None = None) -> Article:
        name = f"{next(self._numbers):04}.txt"
        return Article(name, text + TAIL, paper, published, province, title)


def _members(place: str, province: str, figure: str, day: str = "31/12/2023") -> str:
    return f"Đến ngày {day}, Đảng bộ huyện {place} ({province}) có {figure} đảng viên."


def _conflict(desk: _Desk, is_wrong: bool) -> Planted:
    province, place = desk.place()
    value = desk.random.randrange(3_000, 6_000)
    other = off(desk.random, value) if is_wrong else value
    first = desk.write(_members(place, province, number(value)), province, paper="Báo A", published="2024-01-15")
    later = f"Theo Ban Tổ chức Huyện ủy, {_members(place, province, number(other))[0].lower()}"
    later += _members(place, province, number(other))[1:]
    second = desk.write(later, province, paper="Báo B", published="2024-02-02")
    return Planted("conflict" if is_wrong else "agreement", is_wrong, (first, second))


def _rounding(desk: _Desk, is_wrong: bool) -> Planted:
    province, place = desk.place()
    value = desk.random.randrange(31, 60) * 100 + desk.random.randrange(5, 60)
    rounded = value // 100 * 100 + (300 if is_wrong else 0)
    first = desk.write(_members(place, province, number(value)), province, paper="Báo A", published="2024-01-15")
    second = desk.write(
        _members(place, province, f"hơn {number(rounded)}"), province, paper="Báo B", published="2024-02-02"
    )
    return Planted("conflict" if is_wrong else "rounding", is_wrong, (first, second))


def _copy(desk: _Desk, is_wrong: bool) -> Planted:
    province, place = desk.place()
    value = desk.random.randrange(3_000, 6_000)
    other = off(desk.random, value) if is_wrong else value
    first = desk.write(_members(place, province, number(value)), province, paper="Báo A", published="2024-01-15")
    second = desk.write(_members(place, province, number(other)), province, paper="Báo B", published="2024-01-16")
    return Planted("syndicated", is_wrong, (first, second), is_twins=True)


def _body(desk: _Desk, is_wrong: bool) -> Planted:
    province, place = desk.place()
    whole = desk.random.randrange(2_000, 3_000)
    part = whole + 400 if is_wrong else desk.random.randrange(300, 900)
    first = desk.write(_members(place, province, number(whole)), province, paper="Báo A", published="2024-01-15")
    women = f"Đến ngày 31/12/2023, Đảng bộ huyện {place} ({province}) có {number(part)} đảng viên nữ, nhiều hơn trước."
    second = desk.write(women, province, paper="Báo B", published="2024-02-02")
    return Planted("scope", is_wrong, (first, second))


def _months(desk: _Desk, is_wrong: bool) -> Planted:
    province, place = desk.place()
    half = desk.random.randrange(60, 120)
    more = half - 25 if is_wrong else half + desk.random.randrange(20, 60)
    text = "Trong {} tháng đầu năm 2023, huyện {} ({}) kết nạp được {} đảng viên."
    first = desk.write(text.format(6, place, province, half), province, paper="Báo A", published="2023-07-10")
    second = desk.write(text.format(9, place, province, more), province, paper="Báo B", published="2023-10-10")
    return Planted("scope", is_wrong, (first, second))


def _series(desk: _Desk, is_wrong: bool) -> Planted:
    province, place = desk.place()
    value, articles = desk.random.randrange(3_000, 5_000), []
    for year in range(2018, 2024):
        shown = value // 10 if is_wrong and year == 2021 else value
        text = _members(place, province, number(shown), f"31/12/{year}")
        articles.append(desk.write(text, province, paper="Báo A", published=f"{year + 1}-01-20"))
        value += desk.random.randrange(40, 140)
    return Planted("broken_series", is_wrong, tuple(articles))


def _districts(desk: _Desk, is_wrong: bool, province: str) -> Planted:
    total, articles = 0, []
    for place in WHOLE_OF[province]:
        people = desk.random.randrange(30_000, 160_000)
        total += people
        text = f"Đến ngày 31/12/2024, dân số {place} ({province}) có {number(people)} người."
        articles.append(desk.write(text, province, paper="Báo A", published="2025-01-20"))
    shown = total // 10 * 9 if is_wrong else total
    text = f"Đến ngày 31/12/2024, dân số toàn tỉnh {province} có {number(shown)} người."
    articles.append(desk.write(text, province, paper="Báo B", published="2025-02-03"))
    return Planted("units_total", is_wrong, tuple(articles))


def _merged(desk: _Desk, is_wrong: bool, province: str) -> Planted:
    total, articles = 0, []
    for old in MERGED[province]:
        members = desk.random.randrange(50_000, 90_000)
        total += members
        text = f"Đến ngày 31/12/2024, Đảng bộ tỉnh {old} có {number(members)} đảng viên."
        articles.append(desk.write(text, old, paper=f"Báo {old}", published="2025-01-20"))
    shown = total * 3 // 5 if is_wrong else total * 101 // 100
    text = f"Đến ngày 30/9/2025, Đảng bộ tỉnh {province} có {number(shown)} đảng viên."
    articles.append(desk.write(text, province, paper="Báo B", published="2025-10-08"))
    return Planted("reform_2025", is_wrong, tuple(articles))


def _corrected(desk: _Desk, is_said: bool) -> Planted:
    province, place = desk.place()
    value = desk.random.randrange(3_000, 6_000)
    title = "Đính chính số liệu đảng viên" if is_said else "Tiếp tục phát triển đảng viên"
    first = desk.write(_members(place, province, number(value)), province, paper="Báo A", published="2024-01-15")
    text = _members(place, province, number(off(desk.random, value)))
    second = desk.write(text, province, paper="Báo A", published="2024-02-02", title=title)
    return Planted("revision", False, (first, second))


def plant_between(seed: int) -> Iterator[Planted]:
    """For every relation between articles two right groups and two wrong ones, and two corrections."""
    desk = _Desk(Random(seed))
    for write in (_conflict, _rounding, _copy, _body, _months, _series):
        for turn in range(4):
            yield write(desk, turn % 2 == 1)
    yield _districts(desk, is_wrong=False, province="Kon Tum")
    yield _districts(desk, is_wrong=True, province="Hà Nam")
    yield _merged(desk, is_wrong=False, province="Phú Thọ")
    yield _merged(desk, is_wrong=True, province="Bắc Ninh")
    yield _corrected(desk, is_said=True)
    yield _corrected(desk, is_said=False)
