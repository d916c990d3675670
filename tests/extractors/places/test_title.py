"""Where the headline of a page ends."""

import pytest

from extractors.places.title import find_title_end
from extractors.sentences import split_sentences

HEADLINE = "Huyện Na Rì kết nạp 41 đảng viên mới"


@pytest.mark.parametrize(
    "above",
    [
        "",
        "Thứ Ba, 05/04/2022 | 09:12\n",
        "Thứ hai,  17/05/2021\n\n",
        ".\n.\n\n",
        "Xây dựng Đảng\n",
        "Cập nhật: 14:05 | 01/02/2020\nChính trị\n",
        "date 2020-07\n",
    ],
)
def test_lines_above_the_headline(above: str) -> None:
    text = f"{above}{HEADLINE}\nNăm 2021, Đảng bộ huyện kết nạp 41 đảng viên."
    assert text[: find_title_end(split_sentences(text))].endswith(HEADLINE)


@pytest.mark.parametrize("headline", ["8/10 xã đạt chuẩn nông thôn mới", "Đảng bộ xã Hà Hiệu vững mạnh"])
def test_figures_are_no_dates(headline: str) -> None:
    text = f"{headline}\nTin từ Huyện ủy Ba Bể hôm nay."
    assert text[: find_title_end(split_sentences(text))] == headline


def test_the_title_that_the_page_states() -> None:
    text = f"Đọc nhiều trong tuần qua\nNhững chuyện hay ở huyện Ba Bể\n{HEADLINE}\nNăm 2021, có thêm người."
    assert text[: find_title_end(split_sentences(text), HEADLINE)].endswith(HEADLINE)


def test_no_text() -> None:
    assert find_title_end(()) == 0
