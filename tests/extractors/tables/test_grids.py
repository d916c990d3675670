"""Tables whose lines print every cell, with heads of two levels, groups of rows and remarks; texts of our own."""

from collections.abc import Callable

from told_facts import facts_by_numeral

from extractors.extraction import Extractor
from extractors.tables.finding import find_tables
from schemas.documents import Document
from schemas.extraction import Extraction
from schemas.facts import Fact

Read = Callable[..., Extraction]


def meaning(fact: Fact) -> tuple[str, str, str | None]:
    return fact.indicator, fact.status, fact.locality.name if fact.locality else None


def test_merged_heads_and_a_remark(read: Read) -> None:
    text = (
        "KẾT QUẢ KẾT NẠP ĐẢNG VIÊN HUYỆN BA BỂ NĂM 2021\nĐơn vị tính: người\n"
        "TT | Xã | Tổng số đảng viên | Đảng viên mới kết nạp | | Ghi chú\n"
        "TT | Xã | Tổng số đảng viên | Tổng số | Nữ | Ghi chú\n"
        "A | B | 1 | 2 | 3 | 4\n"
        "1 | Xã Địa Linh | 341 | 13 | 5 |\n2 | Xã Yến Dương | 287 | 16 | 7 | vượt\n"
        "Tổng cộng | | 628 | 29 | 12 |\n"
    )
    found = facts_by_numeral(read(text))
    assert meaning(found["341"]) == ("member.total", "actual", "xã Địa Linh")
    assert meaning(found["16"]) == ("member.admitted", "actual", "xã Yến Dương")
    assert found["7"].groups == ("female",)
    assert meaning(found["29"]) == ("member.admitted", "actual", "huyện Ba Bể")
    assert (found["13"].period.start, found["13"].period.end) == ("2021-01-01", "2021-12-31")


def test_groups_of_rows_and_years_above(read: Read) -> None:
    text = (
        "Huyện Chợ Đồn\nBảng 2. Đảng viên mới kết nạp theo khối\n"
        "Khối | Đơn vị | Năm 2018 | | Năm 2019 |\n| | Kết nạp | Trong đó nữ | Kết nạp | Trong đó nữ\n"
        "Xã | Xã Bằng Lãng | 11 | 4 | 15 | 6\nXã | Xã Yên Mỹ | 8 | 2 | 9 | -\nCộng | | 19 | 5 | 24 | 7\n"
    )
    found = facts_by_numeral(read(text))
    assert meaning(found["11"]) == ("member.admitted", "actual", "xã Bằng Lãng")
    assert found["15"].period.end == "2019"
    assert (found["6"].groups, found["6"].period.end) == (("female",), "2019")
    assert meaning(found["24"]) == ("member.admitted", "actual", "huyện Chợ Đồn")


def test_rows_of_people_are_parts_of_what_the_caption_counts(read: Read) -> None:
    text = (
        "Huyện Ngân Sơn\nBảng 1. Số đảng viên kết nạp theo thành phần\nThành phần | Năm 2020 | 9 tháng năm 2021\n"
        "Giáo viên, nhân viên y tế | 21 | 17\nCán bộ thôn, bản | 32 | 26\nTổng số | 53 | 43\n"
    )
    found = facts_by_numeral(read(text))
    assert {found[n].indicator for n in ("21", "17", "32", "26", "53", "43")} == {"member.admitted"}
    assert found["21"].groups == ("health", "teacher")
    assert found["43"].groups == ()
    assert (found["26"].period.start, found["26"].period.end) == ("2021-01-01", "2021-09-30")


def test_a_flow_until_a_day_begins_with_the_stretch_of_the_caption(read: Read) -> None:
    text = (
        "Kết nạp đảng viên quý II năm 2022 của huyện Na Rì\nSố liệu tính đến ngày 30/6/2022.\n"
        "Xã | Chỉ tiêu | Kết nạp\nXã Kim Lư | 7 | 5\nXã Sơn Thành | 6 | 8\n"
    )
    found = facts_by_numeral(read(text))
    assert (found["5"].period.start, found["5"].period.end) == ("2022-04-01", "2022-06-30")
    assert found["7"].status == "target"


def test_a_table_alone_is_placed_and_dated_by_the_title(
    extractor: Extractor, new_document: Callable[..., Document]
) -> None:
    text = (
        "STT | Tên xã | Kết nạp mới | Nữ\n1 | Xã Địa Linh | 14 | 6\n| Tổng cộng | 14 | 6\n2 | Xã Chu Hương | 15 | 8\n"
    )
    document = new_document(text).model_copy(update={"title": "Kết nạp đảng viên năm 2019 ở huyện Ba Bể"})
    found = facts_by_numeral(extractor.extract(document))
    assert meaning(found["15"]) == ("member.admitted", "actual", "xã Chu Hương")
    assert {f.period.end for f in found.values()} == {"2019-12-31"}


def test_names_and_figures_without_a_head(read: Read) -> None:
    found = facts_by_numeral(
        read("Huyện Bạch Thông\nTổ chức cơ sở đảng | 39\nĐảng viên | 3.907\nChi bộ trực thuộc | 204\nHết.\n")
    )
    assert [found[n].indicator for n in ("39", "3.907", "204")] == [
        "grassroots_org.total", "member.total", "cell.total",
    ]  # fmt: skip


def test_a_line_that_only_names_the_rows_below_it_is_no_head() -> None:
    text = "Xã | Kết nạp | Nữ\nXã Hòa An | 5 | 2\nVùng cao | |\nXã Kim Bình | 7 | -\nXã Tân An | - | -\n"
    (table,) = find_tables(text)
    assert [row.label.text for row in table.rows] == ["Xã Hòa An", "Xã Kim Bình", "Xã Tân An"]


def test_the_lower_body_of_a_letterhead_writes(read: Read) -> None:
    text = (
        "ĐẢNG BỘ TỈNH BẮC KẠN\nHUYỆN ỦY PÁC NẶM\nSố 12-BC/HU\nBÁO CÁO\nkết quả phát triển đảng 6 tháng đầu năm 2018\n"
        "Kết nạp 61 đảng viên. Lũy kế từ đầu nhiệm kỳ đến nay kết nạp được 390 đảng viên.\n"
        "Khai trừ 3 đảng viên.\n"
    )
    found = facts_by_numeral(read(text, published="2018-07-09"))
    assert meaning(found["61"])[2] == "huyện Pác Nặm"
    assert (found["3"].period.start, found["3"].period.end) == ("2018-01-01", "2018-06-30")


def test_units_beside_labels_are_no_labels(read: Read) -> None:
    text = (
        "Huyện Chợ Đồn năm 2022\nTT | Nội dung | ĐVT | Kế hoạch | Thực hiện\n"
        "1 | Kết nạp đảng viên | Người | 144 | 151\n2 | Chuyển đảng chính thức | Người | 137 | 126\n"
    )
    found = facts_by_numeral(read(text))
    assert meaning(found["144"])[:2] == ("member.admitted", "target")
    assert meaning(found["126"])[:2] == ("member.official", "actual")


def test_three_levels_of_heads_with_times_and_a_percent_of_the_plan(read: Read) -> None:
    text = (
        "Huyện Na Rì\n"
        "TT | Đảng bộ | Tổng số đảng viên đến 30/9/2021 "
        "| Kết nạp đảng viên 9 tháng đầu năm 2021 | | | Tỷ lệ % so với kế hoạch\n"
        "TT | Đảng bộ | Tổng số đảng viên đến 30/9/2021 | Tổng số | Trong đó | | Tỷ lệ % so với kế hoạch\n"
        "TT | Đảng bộ | Tổng số đảng viên đến 30/9/2021 | Tổng số | Nữ | Đoàn viên | Tỷ lệ % so với kế hoạch\n"
        "1 | Đảng bộ xã Kim Lư | 312 | 11 | 5 | 7 | 110\n2 | Đảng bộ xã Sơn Thành | 278 | 8 | 3 | 4 | 80,5\n"
        "Cộng | | 590 | 19 | 8 | 10 | 95,2\n"
    )
    found = facts_by_numeral(read(text))
    assert meaning(found["312"])[::2] == ("member.total", "xã Kim Lư")
    assert (found["312"].period.start, found["312"].period.end) == (None, "2021-09-30")
    assert (found["11"].period.start, found["11"].period.end) == ("2021-01-01", "2021-09-30")
    assert (found["5"].groups, found["7"].groups, found["110"].groups) == (("female",), ("youth",), ())
    assert (found["80,5"].indicator, found["80,5"].measure) == ("member.admitted", "completion")


def test_the_column_with_the_fewest_repeats_names_the_rows(read: Read) -> None:
    text = (
        "Huyện Ba Bể\nTT | Thôn | Xã | Số hộ | Đảng viên\n"
        "1 | Nà Mằm | Xã Khang Ninh | 64 | 12\n2 | Bản Nản | Xã Khang Ninh | 53 | 9\n"
    )
    found = facts_by_numeral(read(text))
    assert meaning(found["64"])[::2] == ("household.total", "thôn Nà Mằm")


def test_a_stretch_told_in_a_sentence_is_no_caption_of_levels(read: Read) -> None:
    text = (
        "Từ đầu năm 2023 đến nay, huyện Ba Bể kết nạp 66 đảng viên.\n"
        "Xã | Đảng viên | Kết nạp\nXã Địa Linh | 341 | 13\nXã Yến Dương | 287 | 16\n"
    )
    found = facts_by_numeral(read(text))
    assert found["341"].period.end is None
    assert found["13"].period.start == "2023-01-01"


def test_raised_numbers_of_footnotes_are_no_words(read: Read) -> None:
    found = facts_by_numeral(read("Năm 2022, huyện Ba Bể kết nạp 214² đảng viên mới³.\n"))
    assert found["214"].indicator == "member.admitted"


def test_short_heads_of_parts(read: Read) -> None:
    text = (
        "Huyện Ba Bể\nĐơn vị | Đảng viên | Trong đó |\n| | Nữ | Dân tộc\n"
        "Xã Địa Linh | 345 | 120 | 301\nXã Yến Dương | 287 | 99 | 270\n"
    )
    found = facts_by_numeral(read(text))
    assert (found["301"].indicator, found["301"].groups) == ("member.total", ("ethnic_minority",))
    assert found["99"].groups == ("female",)
