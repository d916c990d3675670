"""What the figures of a table count, on small tables of our own."""

from collections.abc import Callable

import pytest

from extractors.tables.phrases import Reader
from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def told(extraction: Extraction) -> dict[str, tuple[str, str, str, str | None, str | None]]:
    """Indicator, measure, status, place and end of the period of every figure, by the figure as printed."""
    text = extraction.document.text
    return {
        text[f.evidence.start : f.evidence.end]: (
            f.indicator, f.measure, f.status, f.locality.name if f.locality else None, f.period.end,
        )
        for f in extraction.facts
    }  # fmt: skip


def test_the_head_of_the_labels_says_that_rows_are_villages(read: Read) -> None:
    text = (
        "Xã Lục Bình, huyện Bạch Thông hiện nay\nSTT\nTên bản\nSố hộ\nDân số\n"
        "1\nNà Mu 2\n79\n1821\n2\nKhau Vai\n95\n402\n"
        "Tổng cộng\n174\n2.223\n"
    )
    extraction = read(text)
    found = told(extraction)
    assert found["1821"][::3] == ("population.total", "bản Nà Mu 2")
    assert found["95"][::3] == ("household.total", "bản Khau Vai")
    assert found["174"][::3] == ("household.total", "xã Lục Bình")
    labels = {row.text: row.label for row in extraction.ledger}
    assert labels["1"] == "ordinal"
    assert labels["2"] in ("ordinal", "name")


def test_plan_result_and_percent_of_what_a_row_counts(read: Read) -> None:
    text = (
        "Đảng bộ huyện Chợ Đồn năm 2022\nTT | Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện | Tỷ lệ %\n"
        "1 | Kết nạp đảng viên | người | 150 | 162 | 108\n2 | Tỷ lệ hộ nghèo | % | 8 | 7,2 | -\n"
    )
    found = told(read(text))
    assert found["150"][:3] == ("member.admitted", "count", "target")
    assert found["108"][:3] == ("member.admitted", "completion", "actual")
    assert found["8"][:3] == ("household.poor", "share", "target")
    assert found["7,2"][:3] == ("household.poor", "share", "actual")


def test_years_over_columns_and_parts_below_a_row(read: Read) -> None:
    text = (
        "Huyện Chợ Đồn\nNội dung | 2018 | 2019\nTổng số đảng viên | 8.100 | 8.250\nTrong đó: nữ | 2.900 | 3.010\n"
        "Tổ chức cơ sở đảng | 51 | 52\nXếp loại khá (%) | 11,5 | 12,5\nDiện tích (ha) | 44 | 46\n"
    )
    extraction = read(text)
    found = told(extraction)
    assert found["8.100"][::4] == ("member.total", "2018")
    assert found["52"][::4] == ("grassroots_org.total", "2019")
    assert found["11,5"][:2] == ("grassroots_org.rated", "share")
    assert found["44"][0] == "other"
    women = next(f for f in extraction.facts if f.value == 3010)
    assert (women.groups, women.period.start, women.period.end) == (("female",), None, "2019")
    rated = next(f for f in extraction.facts if f.indicator == "grassroots_org.rated")
    assert rated.period.start == rated.period.end == "2018"


def test_the_caption_says_what_rows_of_units_count(read: Read) -> None:
    text = "Kết quả kết nạp đảng viên\nĐơn vị | 2018 | 2019\nXã Lục Bình | 8 | 9\nXã Tân Tú | 5 | 7\n"
    assert told(read(text))["7"] == ("member.admitted", "count", "actual", "xã Tân Tú", "2019")


def test_the_caption_says_what_is_graded(read: Read) -> None:
    heads = "Đơn vị | Tổng số | Hoàn thành tốt nhiệm vụ | Ghi chú"
    text = f"Xếp loại tổ chức cơ sở đảng năm 2021\n{heads}\nXã Lục Bình | 30 | 21 | -\nXã Tân Tú | 32 | 24 | -\n"
    (good,) = [f for f in read(text).facts if f.value == 21]
    assert (good.indicator, good.groups) == ("grassroots_org.rated", ("rating:good",))
    text = (
        "Xếp loại đảng viên năm 2021\nMức | Số lượng | Tỷ lệ\nHoàn thành tốt nhiệm vụ | 81 | 90\nHoàn thành | 9 | 10\n"
    )
    found = told(read(text))
    assert (found["81"][:2], found["90"][:2]) == (("member.rated", "count"), ("member.rated", "share"))


def test_a_list_of_names_counts_what_the_line_above_says(read: Read) -> None:
    text = "Số đảng viên kết nạp năm 2021:\n- Xã Lục Bình: 12\n- Xã Tân Tú: 9 đảng viên\n- Xã Sỹ Bình: 7\n"
    found = told(read(text))
    assert found["9"] == ("member.admitted", "count", "actual", "xã Tân Tú", "2021-12-31")


def test_an_upper_head_names_what_the_lower_one_counts(read: Read) -> None:
    text = (
        "TT\nXã\nTổng số hộ\nHộ nghèo\nHộ cận nghèo\nSố hộ\nTỷ lệ\nSố hộ\nTỷ lệ\n"
        "1\nXã Lục Bình\n400\n41\n10,2\n22\n5,5\n2\nXã Tân Tú\n300\n60\n20\n33\n11\n"
    )
    found = told(read(text))
    assert [found[n][:2] for n in ("400", "41", "10,2")] == [
        ("household.total", "count"),
        ("household.poor", "count"),
        ("household.poor", "share"),
    ]
    assert {found[n][0] for n in ("22", "5,5")} == {"other"}


def test_aims_on_lines_in_turn(read: Read) -> None:
    text = (
        "Huyện Chợ Đồn\nMục tiêu nhiệm kỳ 2020 - 2025\nCHỈ TIÊU PHẤN ĐẤU\n"
        "- Giảm hộ nghèo\nDưới 4%\n- Đường bê tông\n80%\n"
        "- Phát triển đảng viên mới\n250 trở lên\n"
    )
    found = told(read(text))
    assert found["4"] == ("household.poor", "share", "target", "huyện Chợ Đồn", "2025")
    assert found["250"] == ("member.admitted", "count", "target", "huyện Chợ Đồn", "2025")
    assert found["80"][0] == "other"


def test_a_cell_with_a_unit_of_its_own_is_outside_the_catalogue(read: Read) -> None:
    text = "TT\nThôn\nSố hộ\nCách xã\n1\nNà Mu\n88\n2,5 km\n2\nKhau Vai\n76\n3 km\n3\nPác Lùng\n64\n1km\n"
    extraction = read(text)
    assert {f.indicator for f in extraction.facts if f.value <= 3} == {"other"}
    assert sum(f.indicator == "household.total" for f in extraction.facts) == 3


@pytest.mark.parametrize(
    ("words", "indicator"),
    [
        ("Số xã, phường, thị trấn", "commune.total"),
        ("Dân số trung bình (người)", "population.total"),
        ("Mật độ dân số (người/km2)", "other"),
        ("+ Số chi bộ trực thuộc", "cell.total"),
        ("Diện tích tự nhiên (km2)", "other"),
    ],
)
def test_words_of_a_cell(reader: Reader, words: str, indicator: str) -> None:
    assert reader.read(words).indicator == indicator


@pytest.fixture(scope="module")
def reader(request: pytest.FixtureRequest) -> Reader:
    extractor = request.getfixturevalue("extractor")
    return Reader(extractor.rulebook, extractor.segment)
