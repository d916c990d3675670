"""The body that a whole document is about, on texts of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("lead", "told", "expected"),
    [
        ("Trường Đại học Nông Lâm Thái Nguyên có 14 khoa. Đảng ủy nhà trường chú trọng việc này.",
         "Toàn Đảng bộ có 512 đảng viên.", "Trường Đại học Nông Lâm Thái Nguyên"),
        ("Bệnh viện Nhi Nam Định là bệnh viện lớn. Đảng ủy bệnh viện chú trọng việc này.",
         "Năm nay, có 512 đảng viên mới được kết nạp.", "Bệnh viện Nhi Nam Định"),
        ("Công ty Cổ phần Bao bì Phố Nối lập năm 2004. Chi bộ công ty gồm phần lớn là thợ.",
         "Năm nay, kết nạp 512 đảng viên.", "Công ty Cổ phần Bao bì Phố Nối"),
        ("Chúng tôi đến Công ty Cổ phần Gạch Yên Phụ, thị xã Nghi Sơn. Công ty lập năm 2004. Chi bộ có ít đảng viên.",
         "Đảng bộ đã kết nạp 512 đảng viên. Đảng ủy cử nhiều người đi học lớp do Thị ủy mở.",
         "Công ty Cổ phần Gạch Yên Phụ"),
        ("Xí nghiệp Thủy nông Bến Tre có nhiều thợ giỏi.", "Chi bộ Xí nghiệp có 512 đảng viên.",
         "Chi bộ Xí nghiệp Thủy nông Bến Tre"),
        ("Đảng bộ Agribank Trà Vinh họp.", "Năm nay, Đảng bộ kết nạp 512 đảng viên.", "Đảng bộ Agribank Trà Vinh"),
        ("Trung đoàn 852 nhiều năm ở biên giới. Cán bộ trung đoàn giúp các xã lập chi bộ.",
         "Năm qua, kết nạp 512 đảng viên.", "Trung đoàn 852"),
        ("Tại xã Long Hòa, huyện Châu Thành, trường Đại học Trà Vinh họp mặt. Phó Hiệu trưởng trường Đại học Trà Vinh "
         "chúc mừng.", "Đây là niềm vui của 512 đảng viên mới.", "Trường Đại học Trà Vinh"),
    ],
)  # fmt: skip
def test_the_body_that_a_text_begins_with(read: Read, lead: str, told: str, expected: str) -> None:
    extraction = read(f"Phát triển đảng viên trẻ\n\n{lead}\n\n{told}\n", province="Trà Vinh")
    assert fact_of(extraction, "512").organization == expected


@pytest.mark.parametrize(
    "text",
    [
        "Huyện Na Rì kết nạp đảng viên trẻ\n\nTrường THPT Na Rì vui hơn. Nhà trường chú trọng việc này.\n\n"
        "Năm qua, kết nạp 512 đảng viên.\n",
        "Kết nạp đảng viên trẻ\n\nTrường THPT Yên Hân và Trường THPT Nà Phặc vui. Nhà trường chú trọng việc này.\n\n"
        "Năm qua, kết nạp 512 đảng viên.\n",
        "Kết nạp đảng viên trẻ\n\nTrường THPT Yên Hân vui hơn. Nhà trường chú trọng việc này.\n\n"
        "Huyện Na Rì, xã Kim Lư, xã Cư Lễ và Huyện ủy Na Rì đều vậy.\n\nNăm qua, kết nạp 512 đảng viên.\n",
        "Na Rì chăm lo việc học\n\nTrường THPT Yên Hân vui hơn. Nhà trường, chi bộ nhà trường đều vui.\n\n"
        "Năm qua, kết nạp 512 đảng viên.\n",
        "Kết nạp đảng viên trẻ\n\nTrường THPT Yên Hân vui hơn.\n\nNăm qua, kết nạp 512 đảng viên.\n",
    ],
)
def test_a_school_by_the_way_has_not_the_figures_of_the_text(read: Read, text: str) -> None:
    fact = fact_of(read(text), "512")
    assert fact.organization is None
    assert fact.locality is not None


def test_a_place_by_the_way_in_a_title_leaves_the_text_to_its_body(read: Read) -> None:
    text = (
        "Thầy thuốc Bắc Kạn vượt khó\n\nBệnh viện Đa khoa Nà Phặc có nhiều khoa. "
        "Đảng ủy bệnh viện chú trọng việc này.\n\nNăm nay, kết nạp 512 đảng viên.\n"
    )
    assert fact_of(read(text), "512").organization == "Bệnh viện Đa khoa Nà Phặc"


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("Năm 2021, Đảng bộ kết nạp 512 đảng viên. Đảng bộ đã khen thưởng.", "Đảng bộ Quân sự tỉnh"),
        ("Năm 2021, Đảng bộ kết nạp 512 đảng viên. Đảng bộ đã khen thưởng. Đảng bộ huyện Na Rì vui.", None),
    ],
)
def test_the_only_party_body_of_a_text(read: Read, later: str, expected: str | None) -> None:
    text = f"Chuyện ở biên giới\n\nTỉnh Bắc Kạn có rừng. Đảng bộ Quân sự tỉnh làm nhiều việc.\n\n{later}\n"
    assert fact_of(read(text), "512").organization == expected


def test_a_body_that_another_came_from_is_not_the_one_meant(read: Read) -> None:
    text = (
        "Thành lập 3 chi bộ\n\nTiền thân của các chi bộ này trực thuộc Chi bộ Công đoàn các KCN Bắc Kạn. Chi bộ "
        "Công đoàn các KCN vui.\n\nPhó Bí thư Đảng bộ Khối Doanh nghiệp cho biết như vậy.\n"
    )
    assert fact_of(read(text), "3").organization == "Đảng bộ Khối Doanh nghiệp"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("Khối có 61 chi, đảng bộ cơ sở; chuyển chi bộ lên Đảng bộ Công ty May Hòa Phú.", "Đảng ủy Khối doanh nghiệp"),
        ("Toàn Đảng bộ có 61 chi bộ.", "Đảng bộ Khối doanh nghiệp"),
        ("Đảng bộ Khối có 61 chi bộ.", "Đảng bộ Khối doanh nghiệp"),
    ],
)
def test_a_body_known_by_its_committee_keeps_that_name(read: Read, rest: str, expected: str) -> None:
    text = f"Đảng ủy khối doanh nghiệp kết nạp 41 đảng viên\n\nĐảng ủy khối doanh nghiệp họp. {rest}\n"
    assert fact_of(read(text), "41").organization == expected
