import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.gazetteer import Gazetteer, load_gazetteer
from extractors.places.finding import find_places
from extractors.places.resolution import (
    DocumentPlace,
    Origin,
    ResolvedPlace,
    dateline_province,
    document_place,
    publisher_province,
    resolve_places,
)

SEEDS = Path(__file__).parents[4] / "shared" / "gold" / "seeds"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def _resolve(
    text: str, gazetteer: Gazetteer, *, published: str | None = "2018-10-05", province: str | None = None
) -> tuple[ResolvedPlace, ...]:
    mentions = find_places(text, gazetteer)
    return resolve_places(mentions, gazetteer=gazetteer, published=published, publisher_province=province)


@pytest.mark.parametrize(
    ("text", "name", "code", "province"),
    [
        ("huyện Ba Bể", "huyện Ba Bể", "2025a:D:061", "Bắc Kạn"),
        ("huyện Pác Nặm", "huyện Pác Nặm", "2025a:D:060", "Bắc Kạn"),
        ("xã Công Bằng", "xã Công Bằng", "2025a:W:01867", "Bắc Kạn"),
        ("huyện Mường Chà", "huyện Mường Chà", "2025a:D:097", "Điện Biên"),
        ("huyện Mường Nhé", "huyện Mường Nhé", "2025a:D:096", "Điện Biên"),
        ("huyện Nậm Pồ", "huyện Nậm Pồ", "2025a:D:103", "Điện Biên"),
        ("huyện Điện Biên", "huyện Điện Biên", "2025a:D:100", "Điện Biên"),
        ("xã Na Sang", "xã Na Sang", "2025a:W:03201", "Điện Biên"),
        ("xã Mường Tùng", "xã Mường Tùng", "2025a:W:03181", "Điện Biên"),
        ("xã Huổi Mí", "xã Huổi Mí", "2025a:W:03191", "Điện Biên"),
        ("huyện Bắc Quang", "huyện Bắc Quang", "2025a:D:034", "Hà Giang"),
        ("huyện Krông Nô", "huyện Krông Nô", "2025a:D:664", "Đắk Nông"),
        ("huyện Tân Phú Đông", "huyện Tân Phú Đông", "2025a:D:825", "Tiền Giang"),
        ("huyện Định Hoá", "huyện Định Hóa", "2025a:D:167", "Thái Nguyên"),
        ("thành phố Phổ Yên", "thành phố Phổ Yên", "2025a:D:172", "Thái Nguyên"),
        ("huyện Cái Nước", "huyện Cái Nước", "2025a:D:969", "Cà Mau"),
        ("tỉnh Hà Tây", "tỉnh Hà Tây", "2025a:P:28", "Hà Tây"),
        ("huyện Từ Liêm", "huyện Từ Liêm", "2025a:D:019~2014", "Hà Nội"),
        ("huyện Thuận Thành", "huyện Thuận Thành", "2025a:D:262", "Bắc Ninh"),
        ("thị xã Thuận Thành", "thị xã Thuận Thành", "2025a:D:262", "Bắc Ninh"),
        ("TP. Hội An", "thành phố Hội An", "2025a:D:503", "Quảng Nam"),
        ("Hội An", "thành phố Hội An", "2025a:D:503", "Quảng Nam"),
        ("TP.HCM", "thành phố Hồ Chí Minh", "2025a:P:79", "Hồ Chí Minh"),
        ("HUYỆN BA BỂ", "huyện Ba Bể", "2025a:D:061", "Bắc Kạn"),
        ("tỉnh Bắc Cạn", "tỉnh Bắc Cạn", "2025a:P:06", "Bắc Kạn"),
        ("huyện Thuỷ Nguyên", "huyện Thủy Nguyên", "2025a:D:311", "Hải Phòng"),
        ("Huyện ủy Bù Ðốp", "huyện Bù Đốp", "2025a:D:693", "Bình Phước"),
        ("Hà Giang", "tỉnh Hà Giang", "2025a:P:02", "Hà Giang"),
    ],
)
def test_units_of_2018(gazetteer: Gazetteer, text: str, name: str, code: str, province: str) -> None:
    (place,) = _resolve(text, gazetteer)
    assert (place.name, place.code, place.province, place.is_ambiguous) == (name, code, province, False)
    assert place.successors


@pytest.mark.parametrize(
    ("text", "published", "code"),
    [
        ("huyện Đạ Huoai, tỉnh Lâm Đồng", "2018", "2025a:D:681"),
        ("huyện Đạ Huoai, tỉnh Lâm Đồng", "2025-03-01", "2025a:D:682"),
        ("quận Thủ Đức", "2018", "2025a:D:762"),
        ("thành phố Thủ Đức", "2022", "2025a:D:769"),
        ("tỉnh Điện Biên", "2018", "2025a:P:11"),
        ("tỉnh Điện Biên", "2025-09", "2025b:P:11"),
        ("xã Na Sang, tỉnh Điện Biên", "2017", "2025a:W:03201"),
        ("xã Na Sang, tỉnh Điện Biên", "2025-12-01", "2025b:W:03172"),
        ("thành phố Huế", "2018-01-01", "2025a:D:474~2023"),
        ("thành phố Huế", "2025-03-01", "2025a:P:46"),
        ("thành phố Huế", "2025-09-01", "2025b:P:46"),
        ("tỉnh Thừa Thiên Huế", "2018", "2025a:P:46"),
        ("đặc khu Phú Quốc", "2026", "2025b:W:31078"),
        ("huyện Ba Vì, tỉnh Hà Tây", "2006", "2025a:D:271"),
    ],
)
def test_the_date_decides_between_eras(gazetteer: Gazetteer, text: str, published: str, code: str) -> None:
    assert _resolve(text, gazetteer, published=published)[0].code == code


@pytest.mark.parametrize(
    ("text", "province", "codes"),
    [
        ("huyện Châu Thành (Tiền Giang)", None, ["2025a:D:821", "2025a:P:82"]),
        ("huyện Châu Thành", "Trà Vinh", ["2025a:D:847"]),
        ("huyện Châu Thành", None, [None]),
        ("huyện Cao Lãnh và thành phố Cao Lãnh", "Đồng Tháp", ["2025a:D:873", "2025a:D:866"]),
        ("thị xã Kỳ Anh, huyện Kì Anh", None, ["2025a:D:449", "2025a:D:447"]),
        ("huyện Quảng Ninh", "Quảng Bình", ["2025a:D:456"]),
        ("xã Tân Thành", None, [None]),
        ("xã Tân Thành, huyện Phú Bình, tỉnh Thái Nguyên", None, ["2025a:W:05923", "2025a:D:173", "2025a:P:19"]),
        ("phường Quang Trung", "Thái Bình", ["2025a:W:12445"]),
        ("huyện Bảo Lâm, tỉnh Cao Bằng", None, ["2025a:D:042", "2025a:P:04"]),
        ("huyện Tân Phú", "Đồng Nai", ["2025a:D:734"]),
    ],
)
def test_context_decides_between_namesakes(
    gazetteer: Gazetteer, text: str, province: str | None, codes: list[str | None]
) -> None:
    assert [place.code for place in _resolve(text, gazetteer, province=province)] == codes


@pytest.mark.parametrize(
    ("text", "published", "province", "expected"),
    [
        ("Đảng bộ thị xã Nghĩa Lộ, tỉnh Yên Bái có 52 tổ chức cơ sở đảng", "2020", None,
         ["thị xã Nghĩa Lộ", "tỉnh Yên Bái"]),
        ("Tại xã Lũng Cú (Đồng Văn), hiện có 9 thôn", "2019", "Hà Giang",
         ["xã Lũng Cú", "huyện Đồng Văn"]),
        ("Các huyện Vị Xuyên, Bắc Mê, Quản Bạ và thành phố Hà Giang đạt 100%", "2016", "Hà Giang",
         ["huyện Vị Xuyên", "huyện Bắc Mê", "huyện Quản Bạ", "thành phố Hà Giang"]),
        ("Hội An 110; Điện Bàn 150; Duy Xuyên 98; Tam Kỳ 77", "2021", "Quảng Nam",
         ["thành phố Hội An", "thị xã Điện Bàn", "huyện Duy Xuyên", "thành phố Tam Kỳ"]),
        ("Huyện ủy Châu Thành (Long An) kết nạp 120 đảng viên", "2015", None,
         ["huyện Châu Thành", "tỉnh Long An"]),
        ("Đồng chí Hoàng Văn Hòa, Bí thư Đảng ủy xã Tân Lập, huyện Bắc Quang", "2018", None,
         ["xã Tân Lập", "huyện Bắc Quang"]),
        ("phường Trần Phú, TP Hà Giang", "2018", None,
         ["phường Trần Phú", "thành phố Hà Giang"]),
        ("Quận ủy Bình Thạnh; Quận 12; huyện Củ Chi", "2022", "Hồ Chí Minh",
         ["quận Bình Thạnh", "quận 12", "huyện Củ Chi"]),
        ("xã Nậm Xe, Phong Thổ có 18 bản", "2020", "Lai Châu",
         ["xã Nậm Xe", "huyện Phong Thổ"]),
        ("Thành ủy Đà Lạt và Huyện ủy Đạ Tẻh", "2019", "Lâm Đồng",
         ["thành phố Đà Lạt", "huyện Đạ Tẻh"]),
        ("Đảng bộ huyện Krông Ana, Cư Kuin", "2017", None,
         ["huyện Krông Ana", "huyện Cư Kuin"]),
        ("Tỉnh Đăk Lăk có 15 huyện, thị xã, thành phố", "2017", None,
         ["tỉnh Đăk Lăk"]),
        ("Theo Ban Tổ chức Tỉnh ủy Thanh Hóa, toàn tỉnh có 229.000 đảng viên", "2022", None,
         ["tỉnh Thanh Hóa"]),
        ("Mường La là huyện nghèo của Sơn La", "2014", None,
         ["huyện Mường La", "tỉnh Sơn La"]),
        ("Đảng bộ xã Mường Lạn (Sốp Cộp)", "2014", "Sơn La",
         ["xã Mường Lạn", "huyện Sốp Cộp"]),
        ("Đảng ủy phường Tô Hiệu, tỉnh Sơn La (mới)", "2025-10-01", None,
         ["phường Tô Hiệu", "tỉnh Sơn La"]),
        ("xã Bạch Thông, tỉnh Thái Nguyên sau sáp nhập", "2025-09-15", None,
         ["xã Bạch Thông", "tỉnh Thái Nguyên"]),
        ("huyện Bạch Thông, tỉnh Bắc Kạn trước đây", "2025-09-15", None,
         ["huyện Bạch Thông", "tỉnh Bắc Kạn"]),
        ("Khi còn là huyện, đến tháng 6 Lý Sơn có 12 chi bộ", "2025-12", None,
         ["huyện Lý Sơn"]),
        ("Đặc khu Lý Sơn có 12 chi bộ", "2025-12", None,
         ["đặc khu Lý Sơn"]),
        ("Bộ đội Biên phòng Nghệ An phối hợp huyện Kỳ Sơn", "2019", None,
         ["tỉnh Nghệ An", "huyện Kỳ Sơn"]),
        ("Hải Hậu, Giao Thủy, Xuân Trường dẫn đầu tỉnh Nam Định", "2013", None,
         ["huyện Hải Hậu", "huyện Giao Thủy", "huyện Xuân Trường", "tỉnh Nam Định"]),
        ("thị trấn Yên Bình, huyện Quang Bình", "2012", "Hà Giang",
         ["thị trấn Yên Bình", "huyện Quang Bình"]),
        ("Huyện đoàn Mù Cang Chải giới thiệu 85 đoàn viên", "2018", None,
         ["huyện Mù Cang Chải"]),
        ("Hội LHPN huyện A Lưới, Nam Đông", "2016", None,
         ["huyện A Lưới", "huyện Nam Đông"]),
        ("TT. Mèo Vạc, H. Mèo Vạc", "2018", None,
         ["thị trấn Mèo Vạc", "huyện Mèo Vạc"]),
        ("Đảng bộ huyện đảo Cô Tô", "2018", None,
         ["huyện Cô Tô"]),
        ("xã Ia Mơ Nông, huyện Chư Păh", "2018", None,
         ["xã Ia Mơ Nông", "huyện Chư Păh"]),
        ("Đảng bộ Khối Doanh nghiệp tỉnh Bình Phước", "2018", None,
         ["tỉnh Bình Phước"]),
        ("Bác Hồ về thăm Tân Trào", "2018", None,
         []),
        ("Anh Giàng A Páo, trưởng bản Háng Đề Dê", "2018", None,
         ["bản Háng Đề Dê"]),
        ("Chị Lê Thị Bình Minh ở phường Đông Hải", "2018", "Thanh Hóa",
         ["phường Đông Hải"]),
        ("Học viện Chính trị khu vực I; Trường Chính trị tỉnh Lào Cai", "2018", None,
         ["tỉnh Lào Cai"]),
        ("cầu Mỹ Thuận, sông Tiền Giang, đường Trường Sơn Đông", "2018", None,
         []),
        ("Huyện Phú Tân (An Giang) và Phú Tân (Cà Mau)", "2018", None,
         ["huyện Phú Tân", "tỉnh An Giang", "huyện Phú Tân", "tỉnh Cà Mau"]),
        ("các xã Pa Ủ, Tá Bạ, Mù Cả (Mường Tè)", "2021", "Lai Châu",
         ["xã Pa Ủ", "xã Tá Bạ", "xã Mù Cả", "huyện Mường Tè"]),
        ("Quảng Ninh có 13 huyện, thị, thành phố", "2018", None,
         ["tỉnh Quảng Ninh"]),
        ("Bà Rịa – Vũng Tàu kết nạp 1.200 đảng viên", "2018", None,
         ["tỉnh Bà Rịa - Vũng Tàu"]),
        ("Ban Thường vụ Thị ủy Hồng Lĩnh", "2018", None,
         ["thị xã Hồng Lĩnh"]),
        ("xã Trung Lý, huyện Mường Lát, Thanh Hóa", "2018", None,
         ["xã Trung Lý", "huyện Mường Lát", "tỉnh Thanh Hóa"]),
        ("Đà Nẵng, Cần Thơ, Hải Phòng và cả nước", "2018", None,
         ["thành phố Đà Nẵng", "thành phố Cần Thơ", "thành phố Hải Phòng", "cả nước"]),
    ],
)  # fmt: skip
def test_phrases_as_papers_print_them(
    gazetteer: Gazetteer, text: str, published: str, province: str | None, expected: list[str]
) -> None:
    places = _resolve(text, gazetteer, published=published, province=province)
    places = tuple(place for place in places if place.mention.kind != "implicit")
    assert [place.name for place in places] == expected
    assert all(place.code or place.level in {"village", "nation"} for place in places)


def test_what_nothing_decides_stays_ambiguous(gazetteer: Gazetteer) -> None:
    (place,) = _resolve("huyện Châu Thành", gazetteer)
    assert place.is_ambiguous
    assert place.name == "huyện Châu Thành"
    assert place.province is None
    assert len(place.alternatives) == 10


def test_a_name_the_rest_speaks_against_is_not_chosen(gazetteer: Gazetteer) -> None:
    text = "Huyện Ba Bể, tỉnh Bắc Kạn. Huyện Pác Nặm. Thanh Hà kể lại."
    place = _resolve(text, gazetteer, province="Bắc Kạn")[-1]
    assert (place.mention.text, place.code, place.is_ambiguous) == ("Thanh Hà", None, True)


def test_villages_nation_and_unknown_communes_have_no_code(gazetteer: Gazetteer) -> None:
    places = _resolve("Trong cả nước, bản Hin 2, xã Lạ Tên và toàn huyện", gazetteer)
    assert [(place.name, place.level, place.code) for place in places] == [
        ("cả nước", "nation", None),
        ("bản Hin 2", "village", None),
        ("xã Lạ Tên", "commune", None),
        ("huyện", "district", None),
    ]
    assert not any(place.is_ambiguous for place in places)


def test_successors_name_their_province_and_part(gazetteer: Gazetteer) -> None:
    commune, district = _resolve("xã Công Bằng, huyện Pác Nặm", gazetteer)
    assert [(heir.name, heir.code, heir.province, heir.part) for heir in commune.successors] == [
        ("xã Cao Minh", "2025b:W:01879", "tỉnh Thái Nguyên", False)
    ]
    assert {heir.name for heir in district.successors} == {"xã Bằng Thành", "xã Cao Minh", "xã Nghiên Loan"}
    assert all(heir.part for heir in district.successors)
    (new,) = _resolve("xã Cao Minh", gazetteer, published="2025-09-01", province="Thái Nguyên")
    assert (new.code, new.successors) == ("2025b:W:01879", ())
    assert commune.to_locality().successors == commune.successors


@pytest.mark.parametrize(
    ("publisher", "province"),
    [
        ("Báo Bắc Kạn", "Bắc Kạn"),
        ("Báo và Đài Phát thanh Truyền hình Thái Nguyên", "Thái Nguyên"),
        ("Báo Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Báo Thừa Thiên Huế", "Thừa Thiên Huế"),
        ("TTXVN", None),
        (None, None),
    ],
)
def test_publishers(gazetteer: Gazetteer, publisher: str | None, province: str | None) -> None:
    assert publisher_province(publisher, gazetteer) == province


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("Title\n\nBBK - Pác Nặm là huyện", "Bắc Kạn"),
        ("Title\nBĐB - Tại", "Điện Biên"),
        ("BHG - Phát triển", None),
        ("Chi bộ BBK họp", None),
    ],
)
def test_datelines(gazetteer: Gazetteer, text: str, province: str | None) -> None:
    assert dateline_province(text, gazetteer) == province


def _document(text: str, gazetteer: Gazetteer, *, province: str | None, published: str = "2018") -> DocumentPlace:
    places = _resolve(text, gazetteer, province=province, published=published)
    return document_place(
        places, gazetteer=gazetteer, published=published, publisher_province=province, title_end=text.find("\n")
    )


@pytest.mark.parametrize(
    ("text", "province", "published", "expected"),
    [
        ("Ba Bể phát triển đảng viên\nTỉnh Bắc Kạn. Xã Công Bằng", None, "2018", ("Bắc Kạn", "huyện Ba Bể")),
        ("Tin\nToàn tỉnh có 5 huyện. Toàn tỉnh hơn trước.", "Hà Giang", "2018", ("Hà Giang", "tỉnh Hà Giang")),
        ("Phường Quy Nhơn\nPhường Quy Nhơn họp", "Gia Lai", "2025-08-30", ("Bình Định", "phường Quy Nhơn")),
        ("Không đâu\nKhông có gì", None, "2018", (None, None)),
        # The township that bears the name of its district is not meant by that name alone.
        ("Tin\nĐịnh Hóa làm tốt. Huyện Định Hóa họp ở thị trấn Định Hóa. Huyện Định Hóa khen.", "Thái Nguyên",
         "2018", ("Thái Nguyên", "huyện Định Hóa")),
        ("Ba Tri làm tốt\nHuyện Ba Tri họp. Có thị trấn Ba Tri (9), huyện Ba Tri khen.", "Bến Tre", "2018",
         ("Bến Tre", "huyện Ba Tri")),
    ],
)  # fmt: skip
def test_document_place(
    gazetteer: Gazetteer, text: str, province: str | None, published: str, expected: tuple[str | None, str | None]
) -> None:
    found = _document(text, gazetteer, province=province, published=published)
    assert (found.province, found.locality) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A caption is no title, the dateline no subject, an office no place; where a place lies matters little.
        ("Huyện Na Rì (Ảnh: A)\nTỉnh Bắc Kạn trao thẻ. Huyện Ba Bể, huyện Pác Nặm cùng dự. Toàn tỉnh vui.",
         "tỉnh Bắc Kạn"),
        ("Tin\nBẮC KẠN - Sáng 19-5, huyện Na Rì họp. Đảng bộ huyện mạnh. Huyện Na Rì khen.", "huyện Na Rì"),
        ("Tin\nHuyện Na Rì (Bắc Kạn) họp. Huyện Na Rì (Bắc Kạn) khen.", "huyện Na Rì"),
        ("Tin\nXã Hà Hiệu họp. Ông A, Bí thư Huyện ủy Ba Bể, ông B, Chủ tịch UBND huyện Ba Bể cùng dự.", "xã Hà Hiệu"),
        # The line below a picture; a level in the title; an office.
        ("Tin\nĐảng bộ tỉnh trao huy hiệu.\nXã Hà Hiệu trao huy hiệu.\nToàn tỉnh có thêm.", "tỉnh Bắc Kạn"),
        ("Toàn tỉnh kết nạp nhiều\nHuyện Na Rì kết nạp nhiều.", "tỉnh Bắc Kạn"),
        ("Trưởng ban HĐND tỉnh thăm xã Hà Hiệu\nBí thư Tỉnh ủy đến.", "xã Hà Hiệu"),
        # The nation in the title, unless something is only compared with it.
        ("Toàn Đảng có nhiều đảng viên\nCác tỉnh: Bắc Kạn, Hà Giang. Bắc Kạn hơn.", "cả nước"),
        ("Dẫn đầu cả nước\nHuyện Na Rì làm tốt.", "huyện Na Rì"),
        # Only schools name the district.
        ("Tin\nHọc sinh trên địa bàn huyện, Trường THPT Na Rì. Huyện ủy quan tâm.", "huyện Na Rì"),
        ("Tin\nHọc sinh trên địa bàn huyện, Trường THPT Na Rì, Trường THPT Ba Bể.", "tỉnh Bắc Kạn"),
        # A first line as long as a paragraph is no title.
        ("Huyện Na Rì " + "có nhiều việc phải làm trong năm nay và năm sau, " * 6 + "\nToàn tỉnh. Cả tỉnh. Trong tỉnh."
         " Huyện Ba Bể. Tỉnh Bắc Kạn họp.", "tỉnh Bắc Kạn"),
    ],
)  # fmt: skip
def test_what_is_said_by_the_way_counts_little(gazetteer: Gazetteer, text: str, expected: str) -> None:
    places = _resolve(text, gazetteer, province="Bắc Kạn")
    found = document_place(
        places,
        gazetteer=gazetteer,
        published="2018",
        publisher_province="Bắc Kạn",
        title_end=text.find("\n"),
        text=text,
    )
    assert found.locality == expected


@pytest.mark.parametrize(
    ("text", "province", "origin", "expected"),
    [
        ("Tin\nHuyện ủy họp.", "Bắc Kạn", Origin(publisher="Cổng TTĐT huyện Na Rì"), "huyện Na Rì"),
        ("Tin\nHuyện ủy họp.", "Tây Ninh", Origin(url="https://hoathanh.tayninh.gov.vn/vi/news"), "huyện Hòa Thành"),
        ("Tin\nHuyện ủy họp.", "Bắc Kạn", Origin(publisher="Báo Bắc Kạn", url="https://baobackan.vn"), "tỉnh Bắc Kạn"),
        ("Tin\nLĐLĐ tỉnh họp.", None, Origin(url="http://a.vn/LDLD-tinh-Hung-Yen-Phat-trien/1.bld"), "tỉnh Hưng Yên"),
        ("Tin\nLĐLĐ tỉnh họp.", None, Origin(url="http://a.vn/tinh-hung-yen-va-tinh-ha-nam"), None),
        ("Tin\nXã Hà Hiệu. Đảng bộ xã Hà Hiệu. Xã Hà Hiệu.", "Bắc Kạn", Origin(publisher="Huyện Ba Bể"), "xã Hà Hiệu"),
        ("Tin\nHọp.", None, Origin(url="http://[bad"), None),
        ("Thôn buôn ở Tây Nguyên\nHọp.", None, Origin(), "Tây Nguyên"),
        # The page of a commune on the site of its district; an address that says again what the text names.
        ("Tin\nĐảng bộ xã họp.", "Bắc Kạn", Origin(publisher="Huyện Ba Bể", url="http://a.vn/Xa-Ha-Hieu/tin"),
         "xã Hà Hiệu"),
        ("Tin\nTỉnh Bắc Kạn họp. Xã Hà Hiệu, huyện Ba Bể.", None, Origin(url="http://a.vn/xa-ha-hieu-hop"),
         "xã Hà Hiệu"),
    ],
)  # fmt: skip
def test_the_place_a_document_comes_from(
    gazetteer: Gazetteer, text: str, province: str | None, origin: Origin, expected: str | None
) -> None:
    places = _resolve(text, gazetteer, province=province)
    found = document_place(
        places, gazetteer=gazetteer, publisher_province=province, title_end=3, text=text, origin=origin
    )
    assert found.locality == expected


def test_units_above_the_main_locality(gazetteer: Gazetteer) -> None:
    found = _document("Xã Hà Hiệu\nXã Hà Hiệu, huyện Ba Bể, tỉnh Bắc Kạn", gazetteer, province="Bắc Kạn")
    assert [unit.name for unit in found.above] == ["huyện Ba Bể", "tỉnh Bắc Kạn"]


@given(
    st.lists(st.sampled_from(["huyện Châu Thành", "Điện Biên", "xã Tân Thành", ", ", " ( ", "toàn tỉnh", "bản Hin"]))
)
@settings(deadline=None)
def test_every_mention_gets_one_consistent_result(pieces: list[str]) -> None:
    gazetteer = load_gazetteer()
    mentions = find_places(" ".join(pieces), gazetteer)
    for date in (None, "2018", "2025-12"):
        places = resolve_places(mentions, gazetteer=gazetteer, published=date, title_end=5)
        assert tuple(place.mention for place in places) == mentions
        for place in places:
            assert place.name
            assert place.code is None or place.code in place.mention.candidates
            assert not (place.code and place.is_ambiguous)
            assert bool(place.alternatives) == place.is_ambiguous
        document_place(places, gazetteer=gazetteer, published=date)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not part of the project")
@pytest.mark.parametrize("number", range(5))
def test_seed_articles(gazetteer: Gazetteer, number: int) -> None:
    labels_path = next(SEEDS.glob(f"{number:03d}_*.ann.json"))
    labels = json.loads(labels_path.read_text("utf-8"))
    text = labels_path.with_name(labels_path.name.replace(".ann.json", ".txt")).read_text("utf-8")
    province = publisher_province(labels["publisher"], gazetteer)
    places = _resolve(text, gazetteer, published=labels["published"], province=province)
    found = document_place(places, gazetteer=gazetteer, publisher_province=province, title_end=text.find("\n"))
    assert (found.province, found.locality) == (labels["province"], labels["locality"])
    assert not any(place.is_ambiguous for place in places)
    wanted = {row["locality"] for row in labels["mentions"] if "locality" in row}
    assert wanted <= {place.name for place in places if place.code}
