"""Heads of tables that say how an aim went, the year that a table is of, and rows that name bodies; own texts."""

from collections.abc import Callable

from told_facts import facts_by_numeral

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def test_how_it_went_goes_with_the_aims_before_it(read: Read) -> None:
    text = (
        "Kết quả phát triển đoàn viên, thành lập công đoàn cơ sở năm 2022 của tỉnh Bắc Kạn\n"
        "Đơn vị\nChỉ tiêu đoàn viên\nThực hiện\nTỷ lệ %\nCĐCS thành lập mới\n"
        "LĐLĐ huyện Ba Bể\n90\n101\n112,2\n7\nLĐLĐ huyện Na Rì\n60\n57\n95\n3\n"
    )
    found = facts_by_numeral(read(text))
    assert (found["90"].indicator, found["90"].status) == ("member.admitted", "target")
    assert (found["101"].indicator, found["101"].status) == ("member.admitted", "actual")
    assert (found["95"].indicator, found["95"].measure) == ("member.admitted", "completion")
    assert found["7"].indicator == "grassroots_org.established"


def test_what_was_done_in_the_year_of_a_day_began_in_january(read: Read) -> None:
    text = (
        "Tổ chức đảng, đảng viên của huyện Ba Bể (số liệu đến 30/11/2022)\n"
        "TT\nXã\nSố đảng viên\nKết nạp trong năm\n1\nXã Địa Linh\n341\n13\n2\nXã Yến Dương\n287\n16\n"
    )
    found = facts_by_numeral(read(text, published="2023-04-01"))
    assert (found["341"].period.start, found["341"].period.end) == (None, "2022-11-30")
    assert (found["13"].period.start, found["13"].period.end) == ("2022-01-01", "2022-11-30")


def test_rows_that_name_bodies_and_rows_of_the_others(read: Read) -> None:
    text = (
        "Kết quả kết nạp đảng viên năm 2022 của xã Địa Linh, huyện Ba Bể\nChi bộ\tChỉ tiêu\tKết nạp\n"
        "Chi bộ Công an xã\t2\t3\nChi bộ Trường Mầm non\t4\t5\nCác chi bộ còn lại\t6\t7\nTổng\t12\t15\n"
    )
    found = facts_by_numeral(read(text))
    assert found["3"].organization == "Chi bộ Công an xã"
    assert found["7"].organization is None
    assert found["15"].organization is None


def test_the_other_villages_are_no_village(read: Read) -> None:
    text = (
        "Số liệu năm 2022 của xã Địa Linh, huyện Ba Bể\nKhóm, ấp | Số hộ | Đảng viên\n"
        "Khóm 1 | 112 | 18\nẤp Pác Nghè | 97 | 14\nCác khóm, ấp còn lại | 608 | 51\n"
    )
    found = facts_by_numeral(read(text))
    names = {numeral: found[numeral].locality for numeral in ("18", "14", "51")}
    assert {k: v.name if v else None for k, v in names.items()} == {
        "18": "khóm 1",
        "14": "ấp Pác Nghè",
        "51": "xã Địa Linh",
    }


def test_members_of_a_union_who_joined_the_party_are_young(read: Read) -> None:
    text = (
        "Số liệu tổ chức Đoàn năm 2022 của Huyện đoàn Ba Bể\nXã | Đoàn viên | Đoàn viên được kết nạp Đảng\n"
        "Xã Địa Linh | 212 | 8\nXã Yến Dương | 187 | 9\n"
    )
    found = facts_by_numeral(read(text))
    assert (found["212"].system, found["212"].groups) == ("youth_union", ())
    assert (found["8"].system, found["8"].groups) == ("party", ("youth",))
