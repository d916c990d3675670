"""Articles of our own with errors planted in their arithmetic, and the same articles without; one seed, one set.

Places are real, figures are drawn. Every pair of functions writes one kind of relation: `right` with figures that
fit, `wrong` with one that does not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

PLACES = {
    "Bắc Kạn": ["Ba Bể", "Chợ Đồn", "Na Rì", "Ngân Sơn", "Pác Nặm", "Bạch Thông", "Chợ Mới"],
    "Điện Biên": ["Mường Chà", "Mường Nhé", "Tủa Chùa", "Tuần Giáo", "Nậm Pồ", "Mường Ảng"],
    "Hà Giang": ["Bắc Quang", "Vị Xuyên", "Quản Bạ", "Yên Minh", "Đồng Văn", "Mèo Vạc"],
}


@dataclass(frozen=True)
class Article:
    """One made-up article; `kind` is the check that it is about, None for those of a group."""

    name: str
    text: str
    publisher: str
    published: str
    province: str
    title: str | None = None


@dataclass(frozen=True)
class Planted:
    """Articles that belong together, the kind of check that they give, and whether an error stands in them."""

    kind: str
    is_wrong: bool
    articles: tuple[Article, ...]
    is_twins: bool = False


def number(value: float) -> str:
    """A number as papers print it."""
    whole, _, fraction = f"{value:,}".partition(".")
    grouped = whole.replace(",", ".")
    return f"{grouped},{fraction}" if fraction not in ("", "0") else grouped


def off(random: Random, value: int) -> int:
    """Another number of about that size: two digits swapped, or one changed."""
    digits = list(str(value))
    for _ in range(20):
        one, two = random.randrange(len(digits)), random.randrange(len(digits))
        changed = digits[:]
        changed[one], changed[two] = changed[two], changed[one]
        other = int("".join(changed))
        if changed[0] != "0" and abs(other - value) > max(2, value // 50):
            return other
    return value + max(3, value // 8)


def _parts(random: Random, is_wrong: bool) -> str:
    one, two = random.randrange(12, 30), random.randrange(12, 40)
    shown = off(random, one + two) if is_wrong else one + two
    return random.choice(
        (
            f"Đảng bộ huyện hiện có {shown} tổ chức cơ sở đảng ({one} đảng bộ, {two} chi bộ).",
            f"Toàn Đảng bộ huyện có {shown} tổ chức cơ sở đảng, gồm {one} đảng bộ và {two} chi bộ cơ sở.",
            f"Huyện ủy hiện có {shown} tổ chức cơ sở đảng, trong đó có {one} đảng bộ và {two} chi bộ cơ sở.",
        )
    )


def _parts_of_cells(random: Random, is_wrong: bool) -> str:
    village, school, police = random.randrange(7, 20), random.randrange(3, 6), random.randrange(1, 3)
    total = village + school + police + (random.randrange(2, 5) if is_wrong else 0)
    return (
        f"Đảng bộ xã có {total} chi bộ, gồm {village} chi bộ thôn, {school} chi bộ trường học và {police} chi bộ công "
        "an."
    )


def _ratio(random: Random, is_wrong: bool) -> str:
    of = random.randrange(40, 90)
    part = random.randrange(of // 2, of - 3)
    share = 100 * part / of - (random.randrange(4, 12) if is_wrong else 0)
    shown = number(round(share, 1))
    return random.choice(
        (
            f"Cấp ủy huyện có {part}/{of} đồng chí là người dân tộc thiểu số, chiếm {shown}%.",
            f"Toàn huyện có {part}/{of} chi bộ hoàn thành tốt nhiệm vụ, đạt {shown}%.",
            f"Qua đánh giá, có {part}/{of} chi bộ ({shown}%) hoàn thành tốt nhiệm vụ.",
        )
    )


def _share(random: Random, is_wrong: bool) -> str:
    whole = random.randrange(420, 900)
    part = random.randrange(100, 300)
    share = 100 * part / whole + (random.randrange(5, 20) if is_wrong else 0)
    shown = number(round(share, 1))
    return random.choice(
        (
            f"Đảng bộ huyện kết nạp được {whole} đảng viên, trong đó có {part} đảng viên nữ, chiếm {shown}%.",
            f"Huyện kết nạp {whole} đảng viên, trong đó nữ {part} người ({shown}%).",
            f"Năm qua có {part} nữ được kết nạp trong tổng số {whole} đảng viên mới, chiếm {shown}%.",
        )
    )


def _in_order(random: Random, is_wrong: bool) -> str:
    whole, one, two = 400, random.randrange(80, 160), random.randrange(20, 60)
    shares = [number(round(100 * part / whole, 1)) for part in (one, two)]
    shares[1] = number(round(100 * two / whole, 1) + 7) if is_wrong else shares[1]
    return (
        f"Trong {whole} đảng viên mới có {one} nữ và {two} người dân tộc thiểu số, lần lượt chiếm {shares[0]}% và "
        f"{shares[1]}%."
    )


def _grades(random: Random, is_wrong: bool) -> str:
    best, good, none = random.randrange(12, 20), random.randrange(60, 75), 1
    done = 100 - best - good - none + (random.randrange(3, 9) if is_wrong else 0)
    return (
        f"Về xếp loại đảng viên, hoàn thành xuất sắc nhiệm vụ {best}%, hoàn thành tốt nhiệm vụ {good}%, hoàn thành "
        f"nhiệm vụ {done}%, không hoàn thành nhiệm vụ {none}%."
    )


def _change(random: Random, is_wrong: bool) -> str:
    before, after = random.randrange(60, 99), random.randrange(15, 40)
    by = off(random, before - after) if is_wrong else before - after
    return random.choice(
        (
            f"Số bản chưa có đảng viên giảm từ {before} bản xuống còn {after} bản, xóa được {by} bản “trắng”.",
            f"Đến nay, toàn huyện còn {after} bản chưa có đảng viên, giảm {by} bản so với năm 2020 ({before} bản).",
        )
    )


def _growth(random: Random, is_wrong: bool) -> str:
    before = random.choice((120, 150, 160, 200, 250))
    by = random.choice((10, 20, 30, 50))
    now = before + before * by // 100
    by += 15 if is_wrong else 0
    more = now - before + (17 if is_wrong else 0)
    return random.choice(
        (
            f"Năm 2022, huyện kết nạp {before} đảng viên; năm 2023 kết nạp {now} người, tăng {by}% so với năm 2022.",
            f"Năm 2022 huyện kết nạp được {before} đảng viên. Năm 2023, huyện kết nạp được {now} đảng viên, tăng "
            f"{more} đảng viên so với năm 2022.",
        )
    )


def _completion(random: Random, is_wrong: bool) -> str:
    target = random.randrange(300, 700)
    done = random.randrange(target // 3, target)
    percent = round(100 * done / target) + (random.randrange(6, 20) if is_wrong else 0)
    return random.choice(
        (
            f"Từ đầu nhiệm kỳ đến nay, huyện đã kết nạp được {done}/{target} đảng viên, bằng {percent}% kế hoạch.",
            f"Quý III, huyện kết nạp {done} đảng viên, đạt {percent}% kế hoạch ({target} đảng viên).",
            f"Năm nay huyện được giao chỉ tiêu kết nạp {target} đảng viên, đến nay đã kết nạp {done} đảng viên, đạt "
            f"{percent}% chỉ tiêu.",
        )
    )


def _flow(random: Random, is_wrong: bool) -> str:
    old, added = random.randrange(3_000, 5_000), random.randrange(70, 190)
    new = old + added + (random.randrange(200, 900) if is_wrong else 0)
    return random.choice(
        (
            f"Đầu năm, Đảng bộ huyện có {number(old)} đảng viên; trong năm kết nạp {added} đảng viên mới, nâng tổng số "
            f"đảng viên lên {number(new)} đồng chí.",
            f"Năm qua, huyện kết nạp {added} đảng viên, nâng tổng số đảng viên của toàn Đảng bộ từ {number(old)} lên "
            f"{number(new)} đảng viên.",
        )
    )


def _average(random: Random, is_wrong: bool) -> str:
    cells, mean = random.randrange(12, 40), random.randrange(14, 26)
    members = cells * mean
    mean += random.choice((-5, 5)) if is_wrong else 0
    shown = number(members)
    return random.choice(
        (
            f"Đảng bộ xã có {shown} đảng viên sinh hoạt tại {cells} chi bộ, bình quân mỗi chi bộ có {mean} đảng viên.",
            f"Đảng bộ có {cells} chi bộ với {shown} đảng viên, bình quân {mean} đảng viên/chi bộ.",
        )
    )


def _part_above(random: Random, is_wrong: bool) -> str:
    whole = random.randrange(150, 400)
    part = whole + random.randrange(20, 90) if is_wrong else random.randrange(40, whole)
    return random.choice(
        (
            f"Huyện kết nạp {whole} đảng viên, trong đó có {part} đảng viên là nông dân.",
            f"Trong năm, toàn Đảng bộ kết nạp {whole} đảng viên (nữ {part}).",
        )
    )


def _longer_time(random: Random, is_wrong: bool) -> str:
    year = random.randrange(120, 300)
    half = year + random.randrange(20, 60) if is_wrong else random.randrange(40, year)
    return f"Năm 2022, huyện kết nạp {year} đảng viên. Trong 6 tháng đầu năm 2022, huyện kết nạp {half} đảng viên."


def _two_bodies(random: Random, is_wrong: bool) -> str:
    women = random.randrange(11_111, 19_999) // 10 * 10 + 7
    farmers = women if is_wrong else women - random.randrange(300, 2_000)
    return f"Hội Phụ nữ huyện có {number(women)} hội viên; Hội Nông dân huyện có {number(farmers)} hội viên."


def _named(random: Random, is_wrong: bool) -> str:
    names = random.sample(["Pá Một", "Huổi Hai", "Nậm Ba", "Khuổi Bốn", "Lũng Năm", "Nà Sáu"], random.randrange(3, 6))
    count = len(names) + (2 if is_wrong else 0)
    listed = f"{', '.join(names[:-1])} và {names[-1]}"
    return random.choice(
        (
            f"Huyện còn {count} bản chưa có đảng viên, đó là các bản: {listed}.",
            f"Toàn huyện còn {count} bản chưa có chi bộ, gồm: {listed}.",
        )
    )


WITHIN: dict[str, tuple[str, Callable[[Random, bool], str]]] = {
    "parts": ("parts_total", _parts),
    "parts of cells": ("parts_total", _parts_of_cells),
    "ratio": ("ratio_percent", _ratio),
    "share": ("ratio_percent", _share),
    "in order": ("ratio_percent", _in_order),
    "grades": ("parts_total", _grades),
    "change": ("before_after_change", _change),
    "growth": ("before_after_change", _growth),
    "completion": ("completion", _completion),
    "flow": ("flow_level", _flow),
    "average": ("rate_base", _average),
    "part above": ("part_whole", _part_above),
    "longer time": ("part_whole", _longer_time),
    "two bodies": ("same_figure", _two_bodies),
    "named": ("parts_total", _named),
}


def plant_within(seed: int, each: int) -> Iterator[Planted]:
    """For every relation within an article so many right and so many wrong ones."""
    random = Random(seed)
    for name, (kind, write) in WITHIN.items():
        for turn in range(2 * each):
            province = random.choice(list(PLACES))
            place, is_wrong = random.choice(PLACES[province]), turn % 2 == 1
            head = f"Những năm qua, Đảng bộ huyện {place} luôn quan tâm công tác phát triển đảng viên. "
            tail = " Cấp ủy các cấp tiếp tục tạo nguồn từ đoàn viên ưu tú, cán bộ thôn và người có uy tín."
            text = head + write(random, is_wrong) + tail
            article = Article(f"{name}-{turn}.txt", text, f"Báo {province}", "2023-12-20", province)
            yield Planted(kind, is_wrong, (article,))
