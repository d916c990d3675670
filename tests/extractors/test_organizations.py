"""Names of bodies, and which of them a figure belongs to, on sentences of our own."""

import time
from collections.abc import Callable

import pytest

from extractors.extraction import Extractor
from extractors.organizations import find_organizations
from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def body_of(extraction: Extraction, numeral: str) -> str | None:
    text = extraction.document.text
    (fact,) = [f for f in extraction.facts if text[f.evidence.start : f.evidence.end] == numeral]
    return fact.organization


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng bộ Khối Doanh nghiệp tỉnh kết nạp 12 đảng viên", ["Đảng bộ Khối Doanh nghiệp tỉnh"]),
        ("Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Hà Giang",
         ["Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Hà Giang"]),
        ("Hội Nông dân và Đoàn Thanh niên xã", ["Hội Nông dân", "Đoàn Thanh niên xã"]),
        ("Hội Cựu chiến binh và Hội Nông dân tỉnh", ["Hội Cựu chiến binh", "Hội Nông dân tỉnh"]),
        ("Chi bộ Trường THPT chuyên Lương Văn Chánh", ["Chi bộ Trường THPT chuyên Lương Văn Chánh"]),
        ("Trường THPT Nguyễn Trãi. Các em", ["Trường THPT Nguyễn Trãi"]),
        ("Đảng bộ Trường Đại học Kỹ thuật – Công nghệ Cần Thơ",
         ["Đảng bộ Trường Đại học Kỹ thuật – Công nghệ Cần Thơ"]),
        ("Chủ tịch Hội CCB TP Đà Nẵng Lê Minh Chức", ["Hội CCB TP Đà Nẵng"]),
        ("Chi bộ thôn Nà Mò 2 có 14 đảng viên", ["Chi bộ thôn Nà Mò 2"]),
        ("Chi bộ ấp 3 có 14 đảng viên", ["Chi bộ ấp 3"]),
        ("Chi bộ khóm 58 đảng viên", []),
        ("Chi bộ khu 3 có 14 đảng viên", ["Chi bộ khu 3"]),
        ("Chi bộ khu 14 đảng viên", []),
        ("Chi bộ Tiểu thương Chợ Sa Đéc có 14 đảng viên", ["Chi bộ Tiểu thương Chợ Sa Đéc"]),
        ("Gồm: Khối các cơ quan tỉnh 41; Quân sự 13; Biên phòng 11; Công an 25.",
         ["Đảng bộ Khối các cơ quan tỉnh", "Đảng bộ Quân sự", "Đảng bộ Bộ đội Biên phòng", "Đảng bộ Công an"]),
        ("các trường THPT, lực lượng Công an, đảng bộ huyện Ba Bể", []),
        ("Công đoàn ngành Giáo dục", ["Công đoàn ngành Giáo dục"]),
        ("Đảng bộ Sư đoàn 902 kết nạp 41 đảng viên", ["Đảng bộ Sư đoàn 902"]),
        ("Tiểu đoàn 41 đảng viên", []),
        ("Đoàn Kinh tế - Quốc phòng 902", ["Đoàn Kinh tế - Quốc phòng 902"]),
        ("Trường Cao đẳng Nghề số 8 có 41 đảng viên", ["Trường Cao đẳng Nghề số 8"]),
        ("Trung tâm Y tế huyện Na Rì", ["Trung tâm Y tế huyện Na Rì"]),
        ("Đảng ủy Quân sự huyện Thạch An", ["Đảng ủy Quân sự huyện Thạch An"]),
        ("Bí thư Đảng ủy Dân Chính Đảng Lê Minh Chức cho biết", ["Đảng ủy Dân Chính Đảng"]),
        ("Bí thư Chi bộ Trường THPT Lê Quý Đôn", ["Chi bộ Trường THPT Lê Quý Đôn"]),
        ("Công an tỉnh: kết nạp 41 đảng viên", ["Đảng bộ Công an tỉnh"]),
        ("Đảng bộ Bệnh viện Y học cổ truyền tỉnh", ["Đảng bộ Bệnh viện Y học cổ truyền tỉnh"]),
        # Abroad; a delegation there and a place whose name begins so are no bodies.
        ("Đảng bộ tại Lào có 41 chi bộ, Chi bộ Đại sứ quán 9", ["Đảng bộ tại Lào", "Chi bộ Đại sứ quán"]),
        ("Đảng ủy Việt Nam tại Hàn Quốc họp", ["Đảng ủy Việt Nam tại Hàn Quốc"]),
        ("Đoàn tại Lào, Đảng bộ Lào Cai, Đảng bộ Nga My, Đảng bộ tại Na Rì", []),
        # The Party cells of all communes' police are a kind.
        ("Chi bộ Công an xã có 41 đảng viên, Công an phường 9", []),
        ("Chi bộ Công an xã Kim Lư có 41 đảng viên", ["Chi bộ Công an xã Kim Lư"]),
        ("Chi bộ Hồi sức Cấp cứu vui, Khoa Nội tiết cũng vậy", ["Chi bộ Hồi sức Cấp cứu", "Khoa Nội tiết"]),
        ("Đảng bộ Trụ sở chính có 41 đảng viên", ["Đảng bộ Trụ sở chính"]),
        ("Công ty TNHH MTV Xổ số kiến thiết Hà Nam", ["Công ty TNHH MTV Xổ số kiến thiết Hà Nam"]),
        ("Sở Nông nghiệp và Phát triển nông thôn", ["Sở Nông nghiệp và Phát triển nông thôn"]),
        # Papers differ in the capitals of all words but the first; the rank belongs to no name.
        ("Đảng bộ Bộ đội biên phòng tỉnh", ["Đảng bộ Bộ đội biên phòng tỉnh"]),
        ("Đảng bộ Khối các Cơ quan và Doanh nghiệp tỉnh", ["Đảng bộ Khối các Cơ quan và Doanh nghiệp tỉnh"]),
        ("Đảng bộ cơ quan cấp tỉnh có 61 chi bộ", ["Đảng bộ cơ quan cấp tỉnh"]),
        ("Hội nông dân xã Hà Hiệu", ["Hội nông dân xã Hà Hiệu"]),
        ("Chi bộ Trạm Kiểm lâm Nà Phặc", ["Chi bộ Trạm Kiểm lâm Nà Phặc"]),
        ("Đảng bộ Sở Khoa học và Công nghệ", ["Đảng bộ Sở Khoa học và Công nghệ"]),
        ("Đảng bộ Sở Y tế và Công an tỉnh", ["Đảng bộ Sở Y tế", "Công an tỉnh"]),
        ("Đảng bộ Công ty CP Hóa chất Phốt phát và Phân bón Nà Phặc",
         ["Đảng bộ Công ty CP Hóa chất Phốt phát và Phân bón Nà Phặc"]),
        ("Đảng bộ Đài Tiếng nói Việt Nam", ["Đảng bộ Đài Tiếng nói Việt Nam"]),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_whole(text: str, expected: list[str]) -> None:
    found = find_organizations(text)
    assert [o.name for o in found] == expected
    assert all(text[o.start : o.end] in o.name for o in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng bộ Phân hiệu Đại học Huế (ĐHH) họp. Đảng bộ Phân hiệu ĐHH kết nạp",
         ["Đảng bộ Phân hiệu Đại học Huế", "Đảng bộ Phân hiệu Đại học Huế"]),
        ("Đảng bộ Phân hiệu Đại học Huế (ABC) họp. Đảng bộ Phân hiệu ABC kết nạp",
         ["Đảng bộ Phân hiệu Đại học Huế", "Đảng bộ Phân hiệu ABC"]),
        ("Đại hội Đảng bộ Công ty Sông Bé Lần thứ nhất", ["Đảng bộ Công ty Sông Bé"]),
        ("Công ty kinh doanh có lãi", []),
        ("Đây là trường cao đẳng ngoài công lập", []),
        # A short form that a name explains before it ends.
        ("Đảng bộ Bộ đội Biên phòng (BĐBP) tỉnh họp", ["Đảng bộ Bộ đội Biên phòng tỉnh"]),
        ("Hội Cựu chiến binh (CCB) huyện Ba Bể họp", ["Hội Cựu chiến binh huyện Ba Bể"]),
        # A short form that the text explains.
        ("Đảng ủy khối doanh nghiệp (ĐUK DN) họp. Nay ĐUK có 41 chi bộ",
         ["Đảng ủy khối doanh nghiệp", "Đảng ủy khối doanh nghiệp"]),
        ("Đảng bộ Khu kinh tế (gọi tắt là ĐBK) họp; ĐBK vui",
         ["Đảng bộ Khu kinh tế", "Đảng bộ Khu kinh tế"]),
        ("Đảng ủy khối doanh nghiệp (ABC) họp. Nay ABC có 41 chi bộ", ["Đảng ủy khối doanh nghiệp"]),
        ("Nay ĐUK có 41 chi bộ", []),
        ("Ðảng bộ Khối Doanh nghiệp họp", ["Đảng bộ Khối Doanh nghiệp"]),
        ("Đoàn TN Bộ Công an, Chi bộ Công đoàn các KCN Hà Nam, Đảng bộ bệnh viện Đa khoa Nà Phặc",
         ["Đoàn TN Bộ Công an", "Chi bộ Công đoàn các KCN Hà Nam", "Đảng bộ bệnh viện Đa khoa Nà Phặc"]),
        ("Công an tỉnh Hà Nam xây dựng Đảng bộ vững mạnh", ["Công an tỉnh Hà Nam"]),
        ("Đảng ủy Vùng 7 Hải quân có 41 chi bộ", ["Đảng ủy Vùng 7 Hải quân"]),
        ("Bí thư Chi bộ thôn Nguyễn Văn Thuận cho biết", []),
    ],
)  # fmt: skip
def test_names_are_of_one_body(text: str, expected: list[str]) -> None:
    assert [o.name for o in find_organizations(text)] == expected


def test_a_company_keeps_its_name_where_companies_are_spoken_of(read: Read) -> None:
    text = (
        "Thành lập đảng bộ\n\nCông ty Thương mại Sông Bé ra mắt đảng bộ.\n\n"
        "Đảng bộ Công ty có 41 đảng viên.\n\nNay Công ty kinh doanh có lãi. Đại hội Đảng bộ Công ty Lần thứ hai đã họp."
    )
    assert body_of(read(text), "41") == "Đảng bộ Công ty Thương mại Sông Bé"


def test_a_body_with_its_seat_owns_its_figures(read: Read) -> None:
    text = "Chuyện ở Bắc Kạn\n\nNăm qua, Đảng bộ Phân hiệu Đại học Huế tại tỉnh Bắc Kạn kết nạp 41 đảng viên."
    assert body_of(read(text), "41") == "Đảng bộ Phân hiệu Đại học Huế"


def test_a_group_of_contest_is_told_by_its_kind(read: Read) -> None:
    text = (
        "Ký kết giao ước\n\nHội Luật gia tỉnh Hà Giang họp cụm thi đua số 7 cùng các tỉnh.\n\n"
        "Năm qua, Cụm kết nạp 41 hội viên.\n\nHội Luật gia tỉnh Hà Giang kết nạp 9 hội viên."
    )
    extraction = read(text)
    assert body_of(extraction, "41") == "Cụm thi đua số 7"
    assert body_of(extraction, "9") != "Cụm thi đua số 7"


def test_associations_carry_their_system() -> None:
    text = "Liên đoàn Lao động tỉnh, Hội LHPN huyện, Tỉnh đoàn, Hội Chữ thập đỏ, Đảng bộ Khối"
    systems = [o.system for o in find_organizations(text)]
    assert systems == ["trade_union", "women_union", "youth_union", "other", None]


@pytest.mark.parametrize("place", ["Than Uyên", "Hội An", "Trạm Tấu"])
def test_a_place_whose_name_begins_like_a_body_is_none(read: Read, place: str) -> None:
    assert body_of(read(f"Chuyện Đảng\n\nĐảng bộ {place} kết nạp 41 đảng viên.\n", province=None), "41") is None


@pytest.mark.parametrize(
    ("text", "expected"), [("Hội nông dân", True), ("Hội Nông dân", True), ("Hội Nông dân xã Hà Hiệu", False)]
)
def test_an_association_without_its_place_is_a_kind(text: str, expected: bool) -> None:
    assert [o.is_kind for o in find_organizations(text)] == [expected]


LEAD = "Chuyện phát triển Đảng\n\n"


@pytest.mark.parametrize(
    ("text", "numeral", "expected"),
    [
        # Named in the sentence.
        ("Năm qua, Đảng bộ Công an tỉnh kết nạp 41 đảng viên.", "41", "Đảng bộ Công an tỉnh"),
        ("Tại Công ty Gỗ Thuận An (Ba Bể), công đoàn có 41 đoàn viên.", "41", "Công ty Gỗ Thuận An"),
        ("Chi bộ bon B’Tin, xã Hà Hiệu (Ba Bể) có 41 đảng viên.", "41", "Chi bộ bon B’Tin"),
        ("Kết quả: huyện Ba Bể 12 đảng viên; Công an tỉnh 41.", "41", "Đảng bộ Công an tỉnh"),
        # An administrative unit behind it takes over.
        ("Đảng bộ Công an tỉnh kết nạp 12 đảng viên; toàn tỉnh kết nạp 41 đảng viên.", "41", None),
        ("Toàn tỉnh kết nạp 12 đảng viên. Đảng bộ Công an tỉnh dẫn đầu.\n\nHuyện Na Rì kết nạp 41 đảng viên.",
         "41", None),
        # Only mentioned.
        ("Đảng bộ Tập đoàn đã đề nghị Đảng ủy Khối Doanh nghiệp Trung ương xét tặng Huy hiệu cho 41 đảng viên.", "41",
         "Đảng bộ Tập đoàn"),
        ("Toàn tỉnh có nhiều nơi làm tốt (như Đảng bộ Công an tỉnh), kết nạp 41 đảng viên.", "41", None),
        # Spoken of further on in the paragraph.
        ("Tỉnh Bắc Kạn làm tốt. Ông A, Bí thư Chi bộ Công ty cổ phần Giày Minh Phú, kể. "
         "Chi bộ thành lập với 41 đảng viên.",
         "41", "Chi bộ Công ty cổ phần Giày Minh Phú"),
        ("Huyện Na Rì có nhiều đơn vị. Đảng bộ Công an tỉnh là một. Năm 2022, đảng bộ này kết nạp 41 đảng viên.", "41",
         "Đảng bộ Công an tỉnh"),
        # Short forms.
        ("Đảng bộ Khối Doanh nghiệp tỉnh mở hội nghị. Năm 2022, Đảng ủy Khối kết nạp 41 đảng viên.", "41",
         "Đảng bộ Khối Doanh nghiệp tỉnh"),
        # The body that the whole text is about.
        ("Đảng bộ Quân sự tỉnh có nhiều việc mới.\n\nBảy tháng qua kết nạp 41 đảng viên.",
         "41", "Đảng bộ Quân sự tỉnh"),
        ("Tỉnh ủy Bắc Kạn khen Đảng bộ Quân sự tỉnh.\n\nBảy tháng qua kết nạp 41 đảng viên.", "41", None),
    ],
)  # fmt: skip
def test_body_of_a_figure(read: Read, text: str, numeral: str, expected: str | None) -> None:
    assert body_of(read(f"{LEAD}{text}\n"), numeral) == expected


def test_a_row_of_a_table_names_its_body(read: Read) -> None:
    text = (
        "Kết nạp đảng viên năm 2023 ở Bắc Kạn\n\nĐơn vị | Chỉ tiêu kết nạp đảng viên | Kết nạp đảng viên\n"
        "Huyện Na Rì | 95 | 89\nĐảng bộ Khối các cơ quan tỉnh | 135 | 127\n"
    )
    assert body_of(read(text), "127") == "Đảng bộ Khối các cơ quan tỉnh"
    assert body_of(read(text), "89") is None


@pytest.mark.parametrize(
    "unit", ["Đảng bộ Khối - ", "Trường THPT Nguyễn Trãi và ", "Hội Nông dân TP. ", "Công an tỉnh 8; "]
)
def test_time_grows_with_the_text(unit: str) -> None:
    find_organizations(unit)
    begin = time.process_time()
    find_organizations(unit * 20_000)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A committee where the text never speaks of the body; its kind alone for its full name; an abbreviation.
        ("Đảng ủy Khối Doanh nghiệp tỉnh họp\n\nĐảng ủy Khối đã kết nạp 41 đảng viên.",
         "Đảng ủy Khối Doanh nghiệp tỉnh"),
        ("Đảng ủy Khối Doanh nghiệp tỉnh họp\n\nĐảng bộ đã kết nạp 41 đảng viên.", "Đảng bộ Khối Doanh nghiệp tỉnh"),
        ("Chuyện ở Bệnh viện Đa khoa Na Rì\n\nĐảng bộ Bệnh viện có 41 đảng viên.", "Đảng bộ Bệnh viện Đa khoa Na Rì"),
        ("Đảng bộ Bộ đội Biên phòng tỉnh\n\nĐảng bộ BĐBP tỉnh có 41 đảng viên.", "Đảng bộ Bộ đội Biên phòng tỉnh"),
        ("Chuyện Đảng\n\nĐảng bộ BĐBP tỉnh có 41 đảng viên.", "Đảng bộ Bộ đội Biên phòng tỉnh"),
        # A body taken over; the one told of before.
        ("Chuyện Đảng\n\nĐảng bộ Khối Công nghiệp tiếp nhận Đảng bộ Công ty Mộc Lan (ML), đưa tổng số đảng viên"
         " lên 41 đồng chí.", "Đảng bộ Khối Công nghiệp"),
        ("Chuyện Đảng\n\nChi bộ Trường THPT Lê Quý Đôn còn trẻ. Năm nay, chi bộ đã kết nạp 41 đảng viên.",
         "Chi bộ Trường THPT Lê Quý Đôn"),
    ],
)  # fmt: skip
def test_the_full_name_of_a_body(read: Read, text: str, expected: str) -> None:
    assert body_of(read(f"{text}\n"), "41") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A short name that the text prints in full, and one that it does not.
        ("Đoàn Thanh niên EVN\n\nCó 41 chi đoàn, Đoàn thanh niên Tập đoàn Điện lực Việt Nam luôn đi đầu.",
         "Đoàn thanh niên Tập đoàn Điện lực Việt Nam"),
        ("Đoàn Thanh niên EVN\n\nCó 41 chi đoàn, luôn đi đầu.", "Đoàn Thanh niên EVN"),
        # A part of a force that stands first in its clause.
        ("Sư đoàn 902 ở tỉnh Gia Lai\n\nRiêng Trung đoàn 48 kết nạp 41 đảng viên.", "Trung đoàn 48"),
        # Where a body is seated is not whose figure it is.
        ("Tổng công ty Giấy Việt Nam\n\nTổng công ty đóng tại huyện Phù Ninh, tỉnh Phú Thọ. Đảng bộ có 41 đảng viên.",
         "Tổng công ty Giấy Việt Nam"),
        # The official name of a bloc.
        ("Hiện Đảng bộ Khối cơ quan Trung ương có 41 đảng bộ.", "Đảng bộ Khối các cơ quan Trung ương"),
        ("Đảng bộ Khối cơ quan tỉnh Hòa Bình có 41 chi bộ.", "Đảng bộ Khối cơ quan tỉnh Hòa Bình"),
        # An association of the whole country is no body of its own.
        ("Hội Nông dân Việt Nam\n\nHội có 41 chi hội.", None),
    ],
)  # fmt: skip
def test_the_names_of_national_bodies(read: Read, text: str, expected: str | None) -> None:
    assert body_of(read(text, province=None), "41") == expected


def test_the_body_whose_site_printed_the_text(read: Read, extractor: Extractor) -> None:
    document = read("Tin hoạt động\n\nTrong năm kết nạp được 41 đảng viên.\n", province=None).document
    own = extractor.extract(document.model_copy(update={"publisher": "Trường Đại học Mỏ - Địa chất"}))
    assert body_of(own, "41") == "Trường Đại học Mỏ - Địa chất"
