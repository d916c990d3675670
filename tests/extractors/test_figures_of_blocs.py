"""Figures of Party bodies that are no administrative units: blocs, companies, forces, schools; texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of, told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A percent of a kind of people is no plan gone on with.
        (
            "Đảng bộ Khối kết nạp 187 đảng viên, đạt 62% kế hoạch năm, 43% là nữ.",
            ["187 member.admitted", "62 member.admitted completion", "43 member.admitted share female"],
        ),
        (
            "Đảng bộ Khối kết nạp 187 đảng viên, đạt 62% kế hoạch năm, bằng 43% cùng kỳ.",
            ["187 member.admitted", "62 member.admitted completion", "43 member.admitted completion"],
        ),
        # Blocs and fields as the labels of parts.
        (
            "Đảng bộ hiện có 3.108 đảng viên; trong đó, khối tham mưu, giúp việc Tỉnh ủy 812, khối tư pháp 703.",
            ["3.108 member.total", "812 member.total", "703 member.total"],
        ),
        (
            "Đảng bộ kết nạp 187 đảng viên, trong đó ngành giáo dục 60, lĩnh vực văn hóa 3; mở 4 lớp nhận thức.",
            ["187 member.admitted", "60 member.admitted", "3 member.admitted", "4 class.opened"],
        ),
        ("Đảng bộ kết nạp 187 đảng viên; khối phố có 12 hộ.", ["187 member.admitted", "12 household.total"]),
        # Some of those told of a deed.
        (
            "Đảng bộ Trường kết nạp 467 đảng viên thì có 405 sinh viên, trong đó 131 em có đạo.",
            ["467 member.admitted", "405 member.admitted student", "131 member.admitted religious student"],
        ),
        # A deed in a clause of its own behind a course; people fostered behind people admitted.
        (
            "Sư đoàn mở 4 lớp đảng viên mới; chuyển Đảng chính thức cho 163 đồng chí.",
            ["4 class.opened", "163 member.official"],
        ),
        ("Sư đoàn mở 4 lớp đảng viên mới, cho 163 đồng chí.", ["4 class.opened", "163 trainee.total"]),
        (
            "Bộ đội giúp xã kết nạp 37 đảng viên, bồi dưỡng 81 quần chúng ưu tú.",
            ["37 member.admitted", "81 candidate.introduced"],
        ),
        # Members of a union beside its bodies.
        (
            "Kết nạp 1.846 đoàn viên, lập 23 công đoàn cơ sở, nâng tổng số lên 487 công đoàn cơ sở, 26.830 đoàn viên.",
            [
                "1.846 member.admitted",
                "23 grassroots_org.established",
                "487 grassroots_org.total",
                "26.830 member.total",
            ],
        ),
        # The tier above the lowest one.
        (
            "Đảng bộ Bộ có 33 tổ chức cơ sở đảng (12 đảng bộ cấp trên cơ sở, 21 đảng bộ cơ sở).",
            ["33 grassroots_org.total", "12 committee.total", "21 committee.total grassroots"],
        ),
        # What a sentence leaves is the whole, not the part told last.
        (
            "Đảng bộ kết nạp 893 đảng viên, trong đó 264 đảng viên nữ. Chia theo năm: 2015: 121; 2016: 204.",
            ["893 member.admitted", "264 member.admitted female", "121 member.admitted", "204 member.admitted"],
        ),
        (
            "Đảng bộ kết nạp 264 đảng viên nữ. Chia theo năm: 2015: 121; 2016: 143.",
            ["264 member.admitted female", "121 member.admitted female", "143 member.admitted female"],
        ),
        # The label of a sentence whose figures print its noun again.
        (
            "Chi bộ trực thuộc đảng ủy cơ sở: hoàn thành xuất sắc 151/208 chi bộ; hoàn thành tốt 49.",
            ["151 cell.rated rating:excellent subordinate", "49 cell.rated rating:good subordinate"],
        ),
        # Members move with their bodies, or leave the army.
        (
            "Sư đoàn bàn giao 94 đảng viên về địa phương, trong đó 57 đồng chí về tỉnh Cao Bằng.",
            ["94 member.transferred", "57 member.transferred"],
        ),
        (
            "Khối chuyển giao 3 đảng bộ với 120 đảng viên.",
            ["3 other", "120 member.transferred"],
        ),
        ("Sau khi bàn giao 3 đảng bộ, Khối có 900 đảng viên.", ["3 other", "900 member.total"]),
        # What there was when a body was founded is no deed.
        (
            "Từ con số 214 đảng viên, 11 chi bộ khi mới thành lập, nay Đảng bộ Khối đã có 37 chi bộ.",
            ["214 member.total", "11 cell.total", "37 cell.total"],
        ),
        # How much was reached of what the sentence before aimed at.
        (
            "Năm 2023, Đảng bộ Khối phấn đấu kết nạp 120 đảng viên. Đến nay, đã đạt 74,5%.",
            ["120 member.admitted target", "74,5 member.admitted completion"],
        ),
        ("Đảng bộ Khối có 120 đảng viên. Đến nay, đã đạt 74,5%.", ["120 member.total", "74,5 other share"]),
        # Members beside Party bodies in enterprises.
        (
            "Tỉnh có 213 tổ chức đảng trong doanh nghiệp ngoài nhà nước, 4.890 đảng viên.",
            ["213 grassroots_org.total private_enterprise", "4.890 member.total private_enterprise"],
        ),
        # A bracket begins a row of names below figures of another kind.
        (
            "Đảng bộ Khối có 486 chi bộ.\n\nKết nạp được nhiều là: Đảng bộ Công ty Gỗ Sông Cầu (21 đảng viên), "
            "Đảng bộ Công ty Chè Nà Phặc 14.",
            ["486 cell.total", "21 member.admitted", "14 member.admitted"],
        ),
        # Students abroad.
        (
            "Đảng bộ kết nạp 94 đảng viên, trong đó sinh viên, nghiên cứu sinh 55 đồng chí.",
            ["94 member.admitted", "55 member.admitted student"],
        ),
    ],
)
def test_what_is_counted(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(f"Chuyện xây dựng Đảng\n\n{text}\n"), groups=True) == expected


@pytest.mark.parametrize(
    ("text", "numeral", "expected"),
    [
        # The whole of a share has no figures that follow.
        (
            "Đảng bộ Khối các cơ quan tỉnh có 4.172 đảng viên, chiếm 14% đảng viên toàn Đảng bộ tỉnh; nữ: 1.748.",
            "1.748",
            "Đảng bộ Khối các cơ quan tỉnh",
        ),
        (
            "Đảng bộ Khối các cơ quan tỉnh có tổng số 4.172 đảng viên, chiếm 14% số đảng viên của toàn tỉnh.",
            "4.172",
            "Đảng bộ Khối các cơ quan tỉnh",
        ),
        # A body in brackets is only where another one is.
        (
            "Chi bộ Công ty Gỗ Sông Cầu (KCN Thanh Bình) ra đời sớm nhất. Công ty có 90 thợ, chi bộ có 15 đảng viên.",
            "15",
            "Chi bộ Công ty Gỗ Sông Cầu",
        ),
        # Whom offices serve is not whose figures follow.
        (
            "Đảng bộ Khối các cơ quan tỉnh có 3.108 đảng viên, trong đó khối tham mưu, giúp việc Tỉnh ủy 812.",
            "812",
            "Đảng bộ Khối các cơ quan tỉnh",
        ),
        # A short form inside a name.
        (
            "Đảng bộ Bộ đội Biên phòng (BĐBP) tỉnh có 19 tổ chức cơ sở đảng.",
            "19",
            "Đảng bộ Bộ đội Biên phòng tỉnh",
        ),
        # A row in order is the next body's.
        (
            "Đảng bộ UBND tỉnh có 11 chi bộ xuất sắc, 46 hoàn thành tốt; Đảng bộ Quân sự tỉnh lần lượt là 7 và 30.",
            "30",
            "Đảng bộ Quân sự tỉnh",
        ),
    ],
)
def test_whose_figures_they_are(read: Read, text: str, numeral: str, expected: str) -> None:
    assert fact_of(read(f"Chuyện xây dựng Đảng\n\n{text}\n"), numeral).organization == expected


def test_where_people_went_is_not_whose_figures_follow(read: Read) -> None:
    text = "Khối giới thiệu 57 đồng chí về huyện Na Rì, 37 đồng chí về huyện Ba Bể, kết nạp 21 đảng viên."
    fact = fact_of(read(f"Chuyện xây dựng Đảng ở Bắc Kạn\n\n{text}\n"), "21")
    assert fact.locality is not None
    assert fact.locality.name == "tỉnh Bắc Kạn"


def test_the_whole_of_a_share_of_a_place(read: Read) -> None:
    text = "Xã Hà Hiệu có 512 đảng viên, bằng 3% số đảng viên toàn huyện Ba Bể; nữ có 120 đồng chí."
    fact = fact_of(read(f"Chuyện xây dựng Đảng\n\n{text}\n"), "120")
    assert fact.locality is not None
    assert fact.locality.name == "xã Hà Hiệu"


@pytest.mark.parametrize(
    ("text", "numeral", "expected"),
    [
        ("Đảng bộ kết nạp 893 đảng viên. Chia theo năm: 2015: 121; 2016: 204.", "121", "2015-01-01"),
        ("Đảng bộ kết nạp 893 đảng viên. Theo từng năm: 2015 (121 đảng viên), 2016 (204).", "204", "2016-01-01"),
        ("Cả năm ngoái, chi bộ chỉ kết nạp được 2 đảng viên.", "2", "2022-01-01"),
        ("Cả năm, chi bộ chỉ kết nạp được 2 đảng viên.", "2", "2023-01-01"),
    ],
)
def test_when_it_was(read: Read, text: str, numeral: str, expected: str) -> None:
    assert fact_of(read(f"Chuyện xây dựng Đảng\n\n{text}\n"), numeral).period.start == expected


def test_a_body_of_the_nation_with_a_place_in_a_name_and_parts_outside_of_a_place(read: Read) -> None:
    text = (
        "Đảng bộ Tập đoàn Hóa chất Việt Nam họp\n\nNgày 29/6, tại Hà Nội, Đảng bộ Tập đoàn Hóa chất Việt Nam họp. "
        "Đảng bộ có 14 đảng bộ, trong đó 9 đảng bộ ở các đơn vị ngoài Hà Nội.\n\n"
        "Đảng bộ Công ty Hóa chất Lâm Thao kết nạp 167 đảng viên.\n"
    )
    extraction = read(text, province=None)
    assert {f.locality.name if f.locality else None for f in extraction.facts} == {"cả nước"}


def test_a_union_inside_a_body_is_what_a_text_is_about(read: Read) -> None:
    union = "Công đoàn các Khu công nghiệp Biên Hòa"
    text = (
        f"Đơn hàng giảm, công đoàn vẫn giữ đoàn viên\n\n{union} họp. Nay {union} vui. {union} được khen.\n\n"
        "Dù khó khăn, đơn vị thành lập 21 công đoàn cơ sở, kết nạp 184 đoàn viên.\n"
    )
    assert fact_of(read(text, province="Đồng Nai"), "184").organization == union
    assert fact_of(read(text.replace(union, "Công đoàn ngành"), province="Đồng Nai"), "184").organization is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kết quả xếp loại có 15 tổ chức cơ sở đảng hoàn thành tốt.", "Đảng bộ Bộ đội Biên phòng tỉnh"),
        ("Toàn tỉnh có 415 chi bộ. Kết quả xếp loại có 15 tổ chức cơ sở đảng hoàn thành tốt.", None),
        ("Huyện Na Rì có 15 tổ chức cơ sở đảng hoàn thành tốt.", None),
    ],
)
def test_a_paragraph_is_about_the_body_it_begins_with(read: Read, sentence: str, expected: str | None) -> None:
    text = (
        "Chuyện xây dựng Đảng\n\nXã Hà Hiệu có 5 chi bộ. Huyện Ba Bể có 40 chi bộ.\n\n"
        f"Hiện nay, Đảng bộ Bộ đội Biên phòng tỉnh có 19 tổ chức cơ sở đảng. {sentence}\n"
    )
    assert fact_of(read(text), "15").organization == expected
