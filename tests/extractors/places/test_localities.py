"""The place of each figure, on sentences of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def places(extraction: Extraction) -> list[tuple[str, str | None]]:
    """Every figure as printed with the name of its place, in text order."""
    text = extraction.document.text
    return [
        (text[f.evidence.start : f.evidence.end], f.locality.name if f.locality else None) for f in extraction.facts
    ]


def place_of(extraction: Extraction, numeral: str) -> str | None:
    (found,) = [name for printed, name in places(extraction) if printed == numeral]
    return found


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        # The item of a list, the row of places with its row of figures.
        ("Kết quả: Ba Bể kết nạp 41 đảng viên; Na Rì 36.", "36", "huyện Na Rì"),
        ("Hai huyện Ba Bể và Na Rì kết nạp lần lượt 41 và 36 đảng viên.", "41", "huyện Ba Bể"),
        ("Hai huyện Ba Bể và Na Rì kết nạp lần lượt 41 và 36 đảng viên.", "36", "huyện Na Rì"),
        ("Đơn vị kết nạp nhiều đảng viên là Ba Bể, Na Rì và Pác Nặm, tương ứng 41, 36 và 29 người.",
         "36", "huyện Na Rì"),
        ("Hộ nghèo còn nhiều ở Ba Bể, Na Rì (21%, 24%).", "24", "huyện Na Rì"),
        # Back to the whole.
        ("Huyện Ba Bể kết nạp 41 đảng viên; toàn tỉnh kết nạp 800 đảng viên.", "800", "tỉnh Bắc Kạn"),
        ("Toàn tỉnh kết nạp 800 đảng viên, thấp hơn mức của cả nước là 900 đảng viên.", "900", "cả nước"),
        # What a mention does not reach.
        ("Huyện Na Rì: toàn Đảng bộ kết nạp 41 đảng viên; chi nhánh tại Ba Bể có 9 chi bộ.", "41", "huyện Na Rì"),
        ("Các cơ quan kết nạp 41 đảng viên, bằng nửa kế hoạch; cơ sở 2 tại Ba Bể có 9 chi bộ.", "41", "tỉnh Bắc Kạn"),
        ("Huyện Ba Bể kết nạp cao nhất tỉnh với 41 đảng viên.", "41", "huyện Ba Bể"),
        ("Ông Lê Văn A, Phó Bí thư Huyện ủy Ba Bể dự và trao thẻ cho 41 đảng viên thuộc Đảng bộ huyện Na Rì.", "41",
         "huyện Na Rì"),
        ("Ông Lê Văn A, Phó Bí thư Huyện ủy Ba Bể cho biết: đã kết nạp 41 đảng viên.", "41", "huyện Ba Bể"),
        ("Xã Thượng Giáo được thành lập, nhập từ hai xã Hà Hiệu, Yến Dương, có 41 đảng viên.", "41", "xã Thượng Giáo"),
        ("Huyện Na Rì chuyển sinh hoạt cho 12 đảng viên về huyện Ba Bể, kết nạp 41 đảng viên.", "41", "huyện Na Rì"),
        ("Tiếp nhận 12 đảng viên về từ huyện Ba Bể, Na Rì; công nhận chính thức 41 đảng viên.", "41", "tỉnh Bắc Kạn"),
        ("Đảng bộ xã Hà Hiệu trực thuộc Đảng bộ huyện Ba Bể, gồm 41 đảng viên.", "41", "xã Hà Hiệu"),
        # Behind the figure.
        ("Lễ kết nạp 41 đảng viên tại Chi bộ thôn Nà Mò, xã Hà Hiệu.", "41", "xã Hà Hiệu"),
        ("Trong 120 đảng viên của huyện Ba Bể có 41 đảng viên mới ở xã Hà Hiệu.", "41", "xã Hà Hiệu"),
        ("Trong 120 đảng viên của huyện Ba Bể có 41 ở xã Hà Hiệu.", "120", "huyện Ba Bể"),
        ("Huyện Ba Bể kết nạp 120 đảng viên, trong đó 79 người ở xã Hà Hiệu, 41 người ở xã Yến Dương.", "41",
         "xã Yến Dương"),
        ("Huyện Ba Bể kết nạp 41 đảng viên tại xã Hà Hiệu và xã Yến Dương.", "41", "huyện Ba Bể"),
        # What another place is told to have more than.
        ("Huyện Ba Bể kết nạp 120 đảng viên, nhiều hơn huyện Na Rì 41 người.", "41", "huyện Ba Bể"),
        # Whom something was given to is told of no further.
        ("Huyện Na Rì tặng 300 suất quà cho học sinh nghèo xã Kim Lư; kết nạp 41 đảng viên.", "41", "huyện Na Rì"),
        # A body that only helped says nothing of its place.
        ("Huyện Na Rì phối hợp với Trường Chính trị tỉnh mở lớp cho 41 quần chúng.", "41", "huyện Na Rì"),
        # The kind told behind a bare name; a kind word that is a common noun.
        ("Hà Hiệu là xã vùng sâu có 41 đảng viên.", "41", "xã Hà Hiệu"),
        ("Huyện Ba Bể có 12 chi bộ trạm y tế xã; 41 chi bộ quân sự.", "41", "huyện Ba Bể"),
        ("Trong tỉnh thành lập được 41 chi bộ.", "41", "tỉnh Bắc Kạn"),
        # A row of places and a row of bare figures; several places with one figure.
        ("Xã Hà Hiệu và xã Yến Dương có tỷ lệ hộ nghèo cao nhất trên toàn huyện Ba Bể là 38% và 41%.", "41",
         "xã Yến Dương"),
        ("Các huyện Ba Bể, Na Rì và Pác Nặm kết nạp được 41 đảng viên.", "41", "tỉnh Bắc Kạn"),
        ("Cùng với Na Rì, huyện Ba Bể kết nạp 41 đảng viên.", "41", "huyện Ba Bể"),
        # What only says where something lies, or issued, agreed, or was taken over.
        ("Hà Hiệu là xã rẻo cao của huyện Ba Bể có 41 đảng viên.", "41", "xã Hà Hiệu"),
        ("Là huyện vùng cao của tỉnh Bắc Kạn, huyện Na Rì có 41 chi bộ.", "41", "huyện Na Rì"),
        ("Huyện Na Rì lập chi bộ với 41 đảng viên, trực thuộc Huyện ủy Ba Bể.", "41", "huyện Na Rì"),
        ("Thực hiện Nghị quyết số 12 của Huyện ủy Ba Bể, đến nay có 41 chi bộ.", "41", "tỉnh Bắc Kạn"),
        ("Theo quy chế phối hợp giữa Huyện ủy Ba Bể với Huyện ủy Na Rì, đến nay có 41 chi bộ.", "41", "tỉnh Bắc Kạn"),
        ("Huyện Ba Bể tiếp nhận xã Hà Hiệu của huyện Na Rì, nâng tổng số đảng viên lên 41.", "41", "huyện Ba Bể"),
        ("Xã Hà Hiệu giảm nhiều nhất trên địa bàn huyện, còn 41 hộ nghèo.", "41", "xã Hà Hiệu"),
        ("Tổng cộng toàn tỉnh: 41 chi bộ.", "41", "tỉnh Bắc Kạn"),
        ("Có 12 thôn có chi bộ, chiếm 30%; bình quân huyện Na Rì tỷ lệ này đạt 41%.", "41", "huyện Na Rì"),
        ("Kết nạp được 41 đảng viên, trong khi lớp trẻ đi làm thuê ở huyện Na Rì.", "41", "tỉnh Bắc Kạn"),
        ("Xã Hà Hiệu là kết quả của việc nhập xã Yến Dương với nơi khác, dân số 41 người.", "41", "xã Hà Hiệu"),
        ("Hội nghị nối từ phường Đức Xuân đến 41 xã, phường.", "41", "tỉnh Bắc Kạn"),
        ("Trong huyện Na Rì, các xã: Kim Lư 12 thôn, Côn Minh 41 thôn.", "41", "xã Côn Minh"),
        ("Tỷ lệ hộ nghèo ở khu vực thị trấn giảm 41%.", "41", "tỉnh Bắc Kạn"),
    ],
)  # fmt: skip
def test_place_in_the_sentence(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert place_of(read(f"Bắc Kạn kết nạp đảng viên\n\n{sentence}\n"), numeral) == expected


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Khu vực Tây Nguyên có 41 chi bộ.", "41", "Tây Nguyên"),
        ("Đến nay 41 thôn, buôn của các tỉnh Tây Nguyên đã có chi bộ.", "41", "Tây Nguyên"),
        ("Tỷ lệ ở cả Tây Bắc là 97% thôn có đảng viên.", "97", "Tây Bắc"),
        ("Bắc Kạn là tỉnh nằm ở vùng Đông Bắc, có 41 chi bộ.", "41", "tỉnh Bắc Kạn"),
        ("Theo Ban Chỉ đạo Tây Nguyên, tỉnh có 41 chi bộ.", "41", "tỉnh Bắc Kạn"),
        ("Toàn Đảng ta có 41 tổ chức cơ sở đảng.", "41", "cả nước"),
        ("Toàn Đảng bộ có 41 tổ chức cơ sở đảng.", "41", "tỉnh Bắc Kạn"),
    ],
)
def test_regions_and_the_nation(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert place_of(read(f"Chuyện ở Bắc Kạn\n\n{sentence}\n"), numeral) == expected


def test_the_paragraph_keeps_its_place(read: Read) -> None:
    text = (
        "Bắc Kạn kết nạp đảng viên\n\n"
        "Huyện Na Rì làm tốt việc này. Năm qua kết nạp 41 đảng viên.\n\nKết nạp 800 đảng viên.\n"
    )
    extraction = read(text)
    assert place_of(extraction, "41") == "huyện Na Rì"
    assert place_of(extraction, "800") == "tỉnh Bắc Kạn"


def test_a_sentence_goes_back_to_the_unit_of_the_text(read: Read) -> None:
    text = "Huyện Na Rì họp\n\nỞ xã Kim Lư, 12 chi bộ còn khó. Huyện phải mở lớp riêng. Năm qua có 41 lớp.\n"
    assert place_of(read(text), "41") == "huyện Na Rì"


def test_a_list_of_places_is_no_topic(read: Read) -> None:
    text = "Bắc Kạn kết nạp đảng viên\n\nNa Rì kết nạp 36 đảng viên, Ba Bể 41. Cả năm kết nạp 800 đảng viên.\n"
    assert place_of(read(text), "800") == "tỉnh Bắc Kạn"


def test_a_city_that_is_a_province(read: Read) -> None:
    text = (
        "Huyện Vĩnh Thạnh có 41 đảng viên mới\n\n"
        "Huyện Vĩnh Thạnh kết nạp 41 đảng viên. Toàn thành phố có 52.000 đảng viên.\n"
    )
    assert place_of(read(text, province="Cần Thơ"), "52.000") == "thành phố Cần Thơ"


@pytest.mark.parametrize(
    ("title", "told", "expected"),
    [
        ("Bắc Kạn: Kết nạp 700 đảng viên", "Thành phố Bắc Kạn đạt kế hoạch.", "tỉnh Bắc Kạn"),
        ("Bắc Kạn: Kết nạp 700 đảng viên", "Thành phố Bắc Kạn vượt; thành phố Bắc Kạn dẫn đầu toàn tỉnh.",
         "tỉnh Bắc Kạn"),
        ("Thành phố Bắc Kạn phát triển đảng", "Năm qua, Bắc Kạn kết nạp 700 đảng viên.", "thành phố Bắc Kạn"),
        ("Phát triển đảng", "Toàn thành phố vui. Thành phố Bắc Kạn họp. Năm qua, Bắc Kạn kết nạp 700 đảng viên.",
         "thành phố Bắc Kạn"),
        ("Cả tỉnh vui", "Còn thôn trắng là Ba Bể (41), Na Rì (16).\nBắc Kạn có 700 chi bộ.", "tỉnh Bắc Kạn"),
        ("Cả tỉnh vui", "Kết nạp theo huyện: Na Rì 41, Bắc Kạn 700, Ba Bể 36 đảng viên.", "thành phố Bắc Kạn"),
    ],
)  # fmt: skip
def test_a_city_of_the_name_of_its_province(read: Read, title: str, told: str, expected: str) -> None:
    assert place_of(read(f"{title}\n\n{told}\n"), "700") == expected


def test_the_whole_above_is_told_by_the_way(read: Read) -> None:
    text = (
        "Huyện Na Rì kết nạp đảng viên\n\nHuyện Na Rì có 90 chi bộ. Toàn tỉnh Bắc Kạn cùng kỳ kết nạp 611 đảng viên. "
        "Có 41 đảng viên chuyển đi.\n"
    )
    assert [name for _, name in places(read(text))] == ["huyện Na Rì", "tỉnh Bắc Kạn", "huyện Na Rì"]


def test_a_level_is_first_one_of_its_kind(read: Read) -> None:
    text = "Trong lũ\n\nXã Hà Hiệu ngập.\n\nPhường Sông Cầu cũng vậy.\n\nNhưng từ đầu năm, xã kết nạp 41 đảng viên.\n"
    assert place_of(read(text), "41") == "xã Hà Hiệu"


def test_a_title_takes_the_place_of_the_sentence_that_tells_the_figure_again(read: Read) -> None:
    text = (
        "Xóa 26 bản trắng đảng viên\n\nTừ 26 bản chưa có đảng viên ở huyện Na Rì, nay đã có chi bộ.\n\n"
        "Bắc Kạn có 41 chi bộ. Tỉnh Bắc Kạn kết nạp 800 đảng viên. Bắc Kạn mở 3 lớp cảm tình Đảng.\n"
    )
    first, second = (name for printed, name in places(read(text)) if printed == "26")
    assert (first, second) == ("huyện Na Rì", "huyện Na Rì")


def test_a_dateline_is_no_place_of_a_figure(read: Read) -> None:
    text = (
        "Đại hội Hội Cựu chiến binh\n\n"
        "ĐÀ NẴNG - Sáng 19-5, huyện Hòa Vang khai mạc đại hội. 5 năm qua kết nạp 420 hội viên.\n"
    )
    assert place_of(read(text, province="Đà Nẵng"), "420") == "huyện Hòa Vang"


def test_a_number_that_names_no_unit_counts(read: Read) -> None:
    text = "Đảng bộ huyện Na Rì có 52 chi bộ (phường 8; cơ quan 14; trường học 30)."
    assert place_of(read(text), "14") == "huyện Na Rì"


def test_communes_of_a_district_in_a_list(read: Read) -> None:
    text = "Huyện ủy Lục Ngạn kết nạp 113 đảng viên\n\nĐơn vị kết nạp cao là Thanh Hải 11/15, Đồng Cốc 8/7.\n"
    extraction = read(text, published=None, province="Bắc Giang")
    assert [place_of(extraction, "11"), place_of(extraction, "8")] == ["xã Thanh Hải", "xã Đồng Cốc"]


def test_an_office_alone_makes_no_article_of_a_province(read: Read) -> None:
    text = (
        "Kỷ luật đảng viên trong 6 tháng\n\nBan Bí thư đã thi hành kỷ luật 17 đảng viên.\n\n"
        "Ông Lê Văn A, cựu Bí thư Tỉnh ủy Lào Cai. (Ảnh: N.H)\n"
    )
    assert place_of(read(text, province=None), "17") == "cả nước"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Thôn Nà Mò, xã Hà Hiệu, huyện Ba Bể có 41 hộ.", "thôn Nà Mò"),
        ("Thôn Đội là thôn khó khăn của xã Hà Hiệu, huyện Ba Bể với 41 hộ.", "thôn Đội"),
        ("Chi bộ bản Pù Lùng có 41 đảng viên.", "bản Pù Lùng"),
        ("Bản Pù Lùng ở xã Hà Hiệu rất xa. Năm 2013 bản tách chi bộ riêng, đến nay có 41 đảng viên.", "bản Pù Lùng"),
        ("Bản Pù Lùng rất xa. Chi bộ bản làm tốt, mỗi năm chi bộ bồi dưỡng 41 quần chúng.", "bản Pù Lùng"),
        ("Bản Pù Lùng 41 đảng viên.", "bản Pù Lùng"),
        ("Điển hình như ở bản Pù Lùng (xã Hà Hiệu), chi bộ có 41 đảng viên.", "bản Pù Lùng"),
        # The village that a bare word means; the number of a village; a village by the way.
        ("Chúng tôi về bản Pù Lùng, xã Hà Hiệu, huyện Ba Bể. Bản có 41 hộ.", "bản Pù Lùng"),
        ("Chi bộ bản Pù Lùng ở xã Hà Hiệu còn trẻ. Năm nay, chi bộ đã kết nạp 41 đảng viên.", "bản Pù Lùng"),
        ("Chúng tôi về bản Pù Lùng, xã Hà Hiệu, huyện Ba Bể. Xã có 41 chi bộ.", "xã Hà Hiệu"),
        ("Huyện Ba Bể có đường về bản Pù Lùng, nay có 41 chi bộ.", "huyện Ba Bể"),
    ],
)
def test_villages(read: Read, paragraph: str, expected: str) -> None:
    assert place_of(read(f"Bắc Kạn kết nạp đảng viên\n\n{paragraph}\n"), "41") == expected


def test_a_level_is_the_one_the_paragraph_speaks_of(read: Read) -> None:
    text = (
        "Xã Hà Hiệu kết nạp đảng viên\n\nXã Hà Hiệu kết nạp 12 đảng viên.\n\n"
        "Xã Yến Dương cũng làm tốt. Đảng ủy xã trao thẻ cho 41 đảng viên.\n\nĐảng bộ xã có 300 đảng viên.\n"
    )
    extraction = read(text)
    assert [place_of(extraction, "41"), place_of(extraction, "300")] == ["xã Yến Dương", "xã Hà Hiệu"]


def test_a_region_in_the_title_keeps_its_figure(read: Read) -> None:
    text = "Gần 41% buôn làng Tây Nguyên có chi bộ\n\nTỉnh Gia Lai có 41% làng có chi bộ, tỉnh Kon Tum có 38%.\n"
    names = [name for printed, name in places(read(text, province=None)) if printed == "41"]
    assert names == ["Tây Nguyên", "tỉnh Gia Lai"]


HEADED = """Các đơn vị hành chính
* Huyện Ba Bể:
- Số chi bộ: 41

* Huyện Na Rì:
- Số chi bộ: 36
"""


def test_headings_own_the_lines_below(read: Read) -> None:
    assert places(read(HEADED)) == [("41", "huyện Ba Bể"), ("36", "huyện Na Rì")]


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Xã Hà Hiệu được thành lập trên cơ sở sáp nhập xã Yến Dương, một phần xã Thượng Giáo, có 41 chi bộ.", "41",
         "xã Hà Hiệu"),
        ("Xã Hà Hiệu nằm ở phía Bắc của huyện Ba Bể, giáp huyện Na Rì, có 41 chi bộ.", "41", "xã Hà Hiệu"),
        ("Năm 2008, khi thành lập Đảng bộ huyện Ba Bể, toàn tỉnh có 41 chi bộ.", "41", "tỉnh Bắc Kạn"),
        ("Tỉnh lập 41 chi bộ (có 3 xã thuộc huyện Ba Bể lập 2 chi bộ).", "41", "tỉnh Bắc Kạn"),
        ("Ba Bể là đảng bộ lớn thứ 2 trong các đảng bộ trực thuộc Tỉnh ủy, với 41 chi bộ.", "41", "huyện Ba Bể"),
        ("Các xã của huyện Ba Bể lập chi bộ Công an xã với 41 đảng viên.", "41", "huyện Ba Bể"),
    ],
)  # fmt: skip
def test_what_a_mention_only_tells(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert place_of(read(f"Tin của tỉnh Bắc Kạn\n{sentence}"), numeral) == expected


def test_a_reporter_is_no_place(read: Read) -> None:
    text = "Tin trong tỉnh\nToàn tỉnh có 41 chi bộ.\nBa Bể\n"
    assert read(text).locality == "tỉnh Bắc Kạn"


def test_a_title_that_tells_of_one_unit_without_its_name(read: Read) -> None:
    text = (
        "Bắc Giang: Một huyện kỷ luật 31 đảng viên\n\nHuyện Lục Ngạn, tỉnh Bắc Giang đã kỷ luật 31 đảng viên.\n\n"
        "Trong số này có 5 cấp ủy viên."
    )
    extraction = read(text, province="Bắc Giang")
    assert places(extraction) == [("31", "huyện Lục Ngạn"), ("31", "huyện Lục Ngạn"), ("5", "huyện Lục Ngạn")]
    of_all = read(text.replace("Một huyện", "Đã").replace("Trong số này có", "Có"), province="Bắc Giang")
    assert place_of(of_all, "5") == "tỉnh Bắc Giang"


@pytest.mark.parametrize("lead", ["Điển hình là", "Nhất là", "Tiêu biểu như", "Chẳng hạn"])
def test_an_example_is_a_clause_of_its_own(read: Read, lead: str) -> None:
    text = f"{lead} thôn Phú Cát (huyện Ba Bể) có tới 9 chi bộ."
    assert places(read(text)) == [("9", "thôn Phú Cát")]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Ngày 12/9, tại Đà Nẵng, Tổng Liên đoàn Lao động Việt Nam tổ chức hội nghị.", "cả nước"),
        ("Sáng 12/9, tại thành phố Đà Nẵng, Ban Tổ chức Trung ương tổ chức hội nghị.", "cả nước"),
        ("Ngày 12/9, tại Đà Nẵng, T.Ư Đoàn tổ chức hội nghị.", "cả nước"),
        ("Ngày 12/9, tại Đà Nẵng, Ban Bí thư TW Ðoàn tổ chức hội nghị.", "cả nước"),
        ("Ngày 12/9, tại tỉnh Lạng Sơn, TƯ Hội LHPN Việt Nam họp.", "cả nước"),
        ("Chiều 12/9, tại Hà Nội, Ủy ban Kiểm tra T.Ư họp.", "cả nước"),
        ("Ngày 12/9, tại Đà Nẵng, Thành đoàn họp theo kế hoạch của T.Ư Đoàn.", "thành phố Đà Nẵng"),
        ("Ngày 12/9, tại Đà Nẵng, hội nghị toàn quốc ngành tổ chức xây dựng Đảng khai mạc.", "cả nước"),
        ("Ngày 12/9, tại Đà Nẵng, diễn ra hội nghị trực tuyến toàn quốc tổng kết công tác Hội.", "cả nước"),
        ("Đà Nẵng (TTXVN 12/9) - Ban Tổ chức Trung ương tổ chức hội nghị.", "cả nước"),
        ("Đà Nẵng (TTXVN 12/9) - Thành ủy Đà Nẵng tổ chức hội nghị.", "thành phố Đà Nẵng"),
        ("Ngày 12/9, tại Đà Nẵng, Hội Nông dân thành phố tổ chức hội nghị.", "thành phố Đà Nẵng"),
        ("Ngày 12/9, tại Đà Nẵng, Ban Tổ chức Trung ương làm việc với Thành ủy Đà Nẵng.", "thành phố Đà Nẵng"),
    ],
)
def test_where_a_body_of_the_nation_met(read: Read, opening: str, expected: str) -> None:
    text = f"Phát triển tổ chức\n\n{opening} Đến nay, đã kết nạp 41.000 đoàn viên.\n"
    assert place_of(read(text, province=None), "41.000") == expected


def test_a_meeting_of_the_nation_tells_its_figures_though_units_are_listed(read: Read) -> None:
    text = (
        "Phát triển tổ chức\n\nNgày 12/9, tại Đà Nẵng, Ban Tổ chức Trung ương họp. Năm qua, cả nước kết nạp 181.000 "
        "đảng viên, nhiều nhất là Đà Nẵng (1.412), Thanh Hóa (7.630).\n\nĐã xóa tên 3.215 đảng viên.\n"
    )
    assert place_of(read(text, province=None), "3.215") == "cả nước"


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Ngày 12/9, tại Hà Nội đã diễn ra hội thảo của Ban Chỉ đạo Trung ương.", "cả nước"),
        ("Bộ Chính trị mở hội nghị sơ kết việc thực hiện nghị quyết ở Thủ đô Hà Nội.", "cả nước"),
        ("Tại trụ sở số 9 phố Cây Me (Hà Nội), Trung ương Hội Làm vườn họp.", "cả nước"),
        ("Hà Nội, ngày 12/9: Trung ương Hội Làm vườn họp.", "cả nước"),
        ("Ngày 12/9, tại Hà Nội, hội thảo do Ban Chỉ đạo Trung ương mở. Tỉnh ủy và tương đương dự.", "cả nước"),
        ("Ngày 12/9, tại Hà Nội, hội nghị về Nghị quyết Trung ương 4 do Thành ủy mở.", "thành phố Hà Nội"),
        ("Ngày 12/9, tại Hà Nội, Đảng bộ quận Ba Đình học Nghị quyết Trung ương 4.", "quận Ba Đình"),
        ("Đảng bộ Hà Nội học Nghị quyết Trung ương 4.", "thành phố Hà Nội"),
    ],
)
def test_the_capital_is_only_where_the_nation_meets(read: Read, opening: str, expected: str) -> None:
    text = f"Phát triển tổ chức\n\n{opening}\n\nĐến nay, đã kết nạp 41.000 đảng viên.\n"
    assert place_of(read(text, province=None), "41.000") == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Sáng 11/1, tại thành phố Bắc Kạn, Tỉnh đoàn họp.", "tỉnh Bắc Kạn"),
        ("Sáng 11/1, tại TP Bắc Kạn, Hội CCB tỉnh họp.", "tỉnh Bắc Kạn"),
        ("Ngày 11/1, tại huyện Na Rì, Ban Thường trực Hội Nông dân tỉnh họp.", "tỉnh Bắc Kạn"),
        ("Sáng 11/1, tại thành phố Bắc Kạn, Thành đoàn họp.", "thành phố Bắc Kạn"),
        ("Sáng 11/1, tại huyện Na Rì, Hội CCB huyện họp.", "huyện Na Rì"),
    ],
)
def test_the_town_where_a_body_of_the_province_met(read: Read, opening: str, expected: str) -> None:
    text = f"Tổng kết công tác\n\n{opening} Năm qua, kết nạp 410 hội viên mới.\n"
    assert place_of(read(text), "410") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Hướng tới Đại hội Đảng bộ tỉnh Hà Giang lần thứ XVII, Đảng bộ kết nạp 41 đảng viên.", "huyện Na Rì"),
        ("Đại hội góp ý dự thảo văn kiện trình Đại hội Đảng bộ tỉnh Hà Giang. Đại hội bầu 41 đồng chí vào cấp ủy.",
         "huyện Na Rì"),
        ("Chào mừng Đại hội Đảng bộ tỉnh Hà Giang, huyện kết nạp 41 đảng viên.", "huyện Na Rì"),
        ("Đại hội Đảng bộ tỉnh Hà Giang bầu 41 đồng chí vào Ban Chấp hành.", "tỉnh Hà Giang"),
        ("Đảng bộ kết nạp 41 đảng viên, trong đó tại xã Kim Lư và xã Cư Lễ là nhiều nhất.", "huyện Na Rì"),
        ("Đảng bộ kết nạp 41 đảng viên tại xã Kim Lư.", "xã Kim Lư"),
    ],
)  # fmt: skip
def test_the_congress_of_another_level(read: Read, told: str, expected: str) -> None:
    assert place_of(read(f"Đảng bộ huyện Na Rì\n\n{told}\n"), "41") == expected


def test_each_of_several_examples_is_by_the_way(read: Read) -> None:
    text = (
        "Kỷ luật trong Đảng\n\nBan Bí thư vừa thông báo.\n\nTrong năm, có 4.100 đảng viên bị kỷ luật.\n\n"
        "Điển hình như TP. HCM kỷ luật 310 đảng viên, trong đó có cán bộ của thành ủy; Thanh Hóa kỷ luật 290 đảng viên;"
        " Hà Nội kỷ luật 280 đảng viên."
    )
    assert places(read(text, province=None)) == [
        ("4.100", "cả nước"), ("310", "thành phố Hồ Chí Minh"), ("290", "tỉnh Thanh Hóa"), ("280", "thành phố Hà Nội"),
    ]  # fmt: skip


def test_members_of_the_body_right_behind_the_figure(read: Read) -> None:
    text = (
        "Đại hội Đảng bộ xã Hà Hiệu\n\nDự đại hội có lãnh đạo các sở, ngành của tỉnh cùng 120 đại biểu thay mặt"
        " 412 đảng viên của Đảng bộ xã."
    )
    assert place_of(read(text), "412") == "xã Hà Hiệu"


def test_who_decided_is_not_what_is_counted(read: Read) -> None:
    text = (
        "Đại hội Đảng bộ xã Hà Hiệu\n\nĐại hội nghe quyết định của Tỉnh ủy chỉ định Ban Chấp hành Đảng bộ gồm"
        " 27 đồng chí."
    )
    assert place_of(read(text), "27") == "xã Hà Hiệu"


def test_a_plan_is_of_the_place_that_made_it(read: Read) -> None:
    text = "Bắc Kạn kết nạp đảng viên\n\nTheo kế hoạch của huyện Na Rì, năm nay kết nạp 41 đảng viên."
    assert place_of(read(text), "41") == "huyện Na Rì"


def test_a_paragraph_goes_on_with_what_the_one_above_counted(read: Read) -> None:
    text = (
        "Huyện Ba Bể xóa tên 30 đảng viên\n\nHuyện Ba Bể xóa tên 30 đảng viên.\n\n"
        "Trước đó, huyện Na Rì xóa tên 48 đảng viên.\n\nTrong số này có 19 đảng viên dự bị.\n\nCó 7 chi bộ yếu."
    )
    extraction = read(text)
    assert [place_of(extraction, "19"), place_of(extraction, "7")] == ["huyện Na Rì", "huyện Ba Bể"]


def test_a_title_that_tells_where_its_unit_lies(read: Read) -> None:
    text = "Một huyện ở Bắc Kạn xóa tên 24 đảng viên\n\nHuyện Na Rì vừa xóa tên 31 đảng viên."
    assert place_of(read(text), "24") == "huyện Na Rì"


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Năm 2022, cả nước kết nạp 180.300 đảng viên. Quảng Bình làm tốt. Quảng Bình có nhiều cách làm.", "cả nước"),
        ("Cùng với cả nước, Quảng Bình có 1.200 chi bộ. Quảng Bình có nhiều cách làm.", "tỉnh Quảng Bình"),
        ("Hội nghị tổng kết diễn ra tại Hà Nội sáng 3/6. Nghệ An, Thanh Hóa, Quảng Bình, Sơn La phát biểu.", "cả nước"),
    ],
)
def test_a_text_that_opens_with_the_nation(read: Read, opening: str, expected: str) -> None:
    text = f"Phát triển đảng viên\n\n{opening}\n\nTỷ lệ nữ chiếm khá. Có 41 chi bộ mới.\n"
    assert place_of(read(text, province=None), "41") == expected


def test_an_example_does_not_make_a_text_of_the_nation_one_of_a_province(read: Read) -> None:
    text = (
        "Kết nạp đảng viên\n\nBan Tổ chức Trung ương vừa thông báo. Riêng Thanh Hóa kết nạp 600 đảng viên.\n\n"
        "Trong năm, có 41 đảng viên bị kỷ luật."
    )
    assert places(read(text, province=None)) == [("600", "tỉnh Thanh Hóa"), ("41", "cả nước")]
