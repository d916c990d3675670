"""Verbs that only the first of several like items states, and clauses that tell a stock, on texts of our own."""

from collections.abc import Callable

from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def test_items_share_the_verbs_of_the_first(read: Read) -> None:
    text = (
        "Năm 2022, xã Hà Hiệu thành lập 3 chi bộ, kết nạp 21 đảng viên; xã Bành Trạch 2 chi bộ, 17 đảng viên; "
        "xã Yến Dương 1 chi bộ, 9 đảng viên."
    )
    assert told(read(text)) == [
        "3 cell.established",
        "21 member.admitted",
        "2 cell.established",
        "17 member.admitted",
        "1 cell.established",
        "9 member.admitted",
    ]


def test_an_item_with_words_of_its_own_shares_none(read: Read) -> None:
    text = "Huyện thành lập 5 chi bộ, kết nạp 120 đảng viên; hiện có 40 chi bộ, 1.200 đảng viên."
    assert told(read(text)) == ["5 cell.established", "120 member.admitted", "40 cell.total", "1.200 member.total"]


def test_more_than_were_admitted_are_a_stock(read: Read) -> None:
    text = "Năm 2022 các đoàn thể phát triển 612 đoàn viên, hội viên; Hội Nông dân có 2.206 hội viên."
    assert told(read(text)) == ["612 member.admitted", "2.206 member.total"]
    text = "Năm 2022 các hội phát triển 612 hội viên; Hội Nông dân có 206 hội viên, Hội Phụ nữ có 175 hội viên."
    assert told(read(text)) == ["612 member.admitted", "206 member.admitted", "175 member.admitted"]


def test_joint_cells_spread_over_places(read: Read) -> None:
    text = "Huyện còn 7 chi bộ sinh hoạt ghép, tập trung ở Hà Hiệu 4, Bành Trạch 3."
    assert told(read(text), groups=True) == ["7 cell.total joint", "4 cell.total joint", "3 cell.total joint"]
