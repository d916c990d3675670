"""Ratios of bodies in a text on congresses, on texts of our own."""

from collections.abc import Callable

from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def test_bare_ratios_below_congresses_count_congresses(read: Read) -> None:
    text = (
        "Đến 15/4/2020, 187/412 tổ chức cơ sở đảng hoàn thành đại hội.\nTiến độ ở các đảng bộ: Hà Hiệu 38/52 TCCSĐ, "
        "Mỹ Phương 29/47.\nCó 20/52 TCCSĐ hoàn thành tốt nhiệm vụ; 38/40 thôn có chi bộ."
    )
    assert told(read(text)) == [
        "187 grassroots_org.congress_held",
        "38 grassroots_org.congress_held",
        "29 grassroots_org.congress_held",
        "20 grassroots_org.rated",
        "38 village.with_cell",
    ]


def test_ratios_of_other_texts_stay_totals(read: Read) -> None:
    assert told(read("Tiến độ: Hà Hiệu 38/52 TCCSĐ.")) == ["38 grassroots_org.total"]
