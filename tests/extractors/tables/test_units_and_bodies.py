"""Tables of associations, made up: the units of rows, and the associations that rows and columns name."""

from collections.abc import Callable

from told_facts import facts_by_numeral

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def test_the_unit_of_a_row_says_what_it_counts(read: Read) -> None:
    text = (
        "Hội Nông dân tỉnh\n\nMột số chỉ tiêu năm 2022\nChỉ tiêu | ĐVT | Kế hoạch năm | Thực hiện | Đạt (%)\n"
        "Hội viên kết nạp mới | người | 5.000 | 4.962 | 99,2\nChi hội thành lập mới | chi hội | 20 | 23 | 115\n"
        "Cán bộ Hội được bồi dưỡng | lượt | 1.500 | 1.312 | 87,5\n"
        "Quỹ Hỗ trợ nông dân tăng thêm | triệu đồng | 3.000 | 2.745 | 91,5\n"
    )
    facts = facts_by_numeral(read(text))
    told = {number: facts[number].indicator for number in ("4.962", "23", "1.312", "2.745")}
    assert told == {
        "4.962": "member.admitted",
        "23": "cell.established",
        "1.312": "trainee.total",
        "2.745": "other",
    }


def test_rows_name_the_association(read: Read) -> None:
    text = (
        "Mặt trận Tổ quốc xã\n\nTổ chức\nChi hội\nĐoàn viên, hội viên\nPhát triển mới\nCông đoàn\n21\n1.046\n63\n"
        "Hội Nông dân\n16\n4.873\n112\nHội LHPN\n15\n6.205\n140\nĐoàn TNCS Hồ Chí Minh\n25\n1.318\n87\n"
        "Hội Chữ thập đỏ\n18\n1.577\n9\n"
    )
    facts = facts_by_numeral(read(text))
    told = {number: facts[number].system for number in ("1.046", "4.873", "6.205", "1.318", "1.577", "140")}
    assert told == {
        "1.046": "trade_union",
        "4.873": "farmers_union",
        "6.205": "women_union",
        "1.318": "youth_union",
        "1.577": "other",
        "140": "women_union",
    }
    assert {facts[number].indicator for number in ("1.046", "4.873")} == {"member.total"}


def test_a_column_names_members_of_a_union_in_short(read: Read) -> None:
    text = (
        "Liên đoàn Lao động tỉnh\n\nSTT Đơn vị CĐCS Đoàn viên ĐV phát triển mới\n1 Huyện Chợ Đồn 102 5.214 120\n"
        "2 Huyện Na Rì 65 4.772 92\n3 Huyện Ba Bể 58 3.930 75\n"
    )
    fact = facts_by_numeral(read(text))["120"]
    assert (fact.indicator, fact.system) == ("member.admitted", "trade_union")


def test_a_row_of_a_town_called_like_an_association_is_of_the_party(read: Read) -> None:
    text = (
        "Quảng Nam: Kết nạp đảng viên năm 2022\n\nSTT | Đảng bộ | Chỉ tiêu | Kết nạp\n1 | Hội An | 111 | 98\n"
        "2 | Đoàn Kết | 60 | 71\n3 | Núi Thành | 120 | 133\n"
    )
    facts = facts_by_numeral(read(text))
    assert [facts[number].system for number in ("111", "98", "133")] == ["party", "party", "party"]
