"""Which body named near a figure it belongs to, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trong tổng số 46 đảng viên của Chi bộ Công đoàn các KCN Bắc Kạn, phần lớn là thợ.",
         "Chi bộ Công đoàn các KCN Bắc Kạn"),
        ("Trong số 46 đảng viên thuộc Đảng bộ Công ty Gỗ Sông Cầu, nhiều người trẻ.", "Đảng bộ Công ty Gỗ Sông Cầu"),
        ("Có 46 đảng viên của Chi bộ Nhà máy Bia Nà Phặc được kết nạp.", "Chi bộ Nhà máy Bia Nà Phặc"),
        ("Có 46 đoàn viên ở Trường THPT Yên Hân được kết nạp Đảng.", "Trường THPT Yên Hân"),
        ("Có 46 đồng chí ưu tú của Công an tỉnh được kết nạp Đảng.", "Công an tỉnh"),
        # The parts of a body that somebody else acts on.
        ("Đảng ủy Sư đoàn 902 giải thể 46 chi bộ trực thuộc Đảng bộ Phòng Hậu cần.", "Đảng ủy Sư đoàn 902"),
        ("Đảng ủy Sư đoàn 902 giải thể 2 chi bộ trực thuộc Đảng bộ Phòng Hậu cần và thành lập 46 chi bộ.",
         "Đảng ủy Sư đoàn 902"),
        ("Đảng ủy Sư đoàn 902 đổi tên Đảng bộ Phòng Hậu cần; thành lập 46 chi bộ.", "Đảng ủy Sư đoàn 902"),
        # A body over another one.
        ("Đảng bộ Công ty Gỗ Sông Cầu trực thuộc Đảng ủy Khối Doanh nghiệp đã kết nạp 46 đảng viên.",
         "Đảng bộ Công ty Gỗ Sông Cầu"),
        ("Đảng bộ Công ty Gỗ Sông Cầu, trực thuộc Đảng bộ Khối Doanh nghiệp tỉnh, có 46 đảng viên.",
         "Đảng bộ Công ty Gỗ Sông Cầu"),
        # A body that only helped; an association without a name in the next clause.
        ("Đảng ủy Sư đoàn 902 phối hợp Trường Chính trị tỉnh mở lớp cho 46 quần chúng.", "Đảng ủy Sư đoàn 902"),
        ("Công đoàn Công ty Gỗ Sông Cầu có 91 đoàn viên; Đoàn Thanh niên có 46 đoàn viên.", None),
        ("Công đoàn Công ty Gỗ Sông Cầu có 91 đoàn viên, Đoàn Thanh niên giới thiệu 46 đoàn viên ưu tú.", None),
        # Who gave the target has it not to reach.
        ("Đảng bộ Công ty Gỗ Sông Cầu vượt chỉ tiêu Đảng ủy Khối Doanh nghiệp giao (46 đảng viên).",
         "Đảng bộ Công ty Gỗ Sông Cầu"),
        # People of the forces are told apart, no unit.
        ("Đảng bộ Công an tỉnh kết nạp 91 đảng viên, trong đó công an xã 46 người.", "Đảng bộ Công an tỉnh"),
        # Places that only say where a body is.
        ("Công ty Gỗ Sông Cầu, huyện Na Rì, có 46 đảng viên.", "Công ty Gỗ Sông Cầu"),
        ("Chi bộ Trường THPT Yên Hân (huyện Na Rì) có 46 đảng viên.", "Chi bộ Trường THPT Yên Hân"),
        ("Đảng bộ Khối Doanh nghiệp ra mắt Chi bộ Công ty Gỗ Bắc Kạn; huyện Na Rì kết nạp 46 đảng viên.", None),
    ],
)  # fmt: skip
def test_bodies_of_the_sentence(read: Read, sentence: str, expected: str | None) -> None:
    assert fact_of(read(f"Chuyện phát triển Đảng\n\n{sentence}\n"), "46").organization == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        # The body told last, where the sentence says what is special of it.
        ("Quận ủy Liên Chiểu lập Đảng bộ Trường Cao đẳng tư thục Hải Vân. Đây là trường ngoài công lập đầu tiên của "
         "TP Đà Nẵng có Đảng bộ, với 46 đảng viên.", "Đảng bộ Trường Cao đẳng tư thục Hải Vân"),
        ("Huyện ủy Na Rì lập Chi bộ Công ty Gỗ Sông Cầu. Đây là chi bộ doanh nghiệp đầu tiên của huyện Na Rì, nâng số "
         "đảng viên toàn huyện lên 46 đồng chí.", None),
        # "Đảng bộ" is the unit's where the paragraph speaks of it, and never a cell.
        ("Đảng bộ huyện Na Rì họp. Công ty Cổ phần Gỗ Sông Cầu có chi bộ. Hiện nay, Đảng bộ có 46 chi bộ.", None),
        ("Đảng bộ xã Kim Lư vui. Trong đó, Chi bộ Trường Tiểu học Kim Lư có 18 đảng viên. Nay Đảng bộ có 46 chi bộ.",
         None),
        ("Trường THPT Yên Hân kết nạp 4 em, Trường THPT Nà Phặc kết nạp 5 em. Toàn Đảng bộ có 46 đảng viên.", None),
        ("Ở Đảng bộ Quân sự tỉnh, việc này khác hẳn. Toàn Đảng bộ có 46 chi bộ.", "Đảng bộ Quân sự tỉnh"),
        ("Kết quả như sau: huyện Na Rì: 12 đảng viên; Công an: 46 đảng viên.", "Đảng bộ Công an"),
        ("Bộ đội Biên phòng tỉnh vui. Đảng bộ Biên phòng kết nạp 46 đảng viên.", "Đảng bộ Bộ đội Biên phòng"),
        ("Chi bộ Phân xưởng Cơ điện vui. Phân xưởng có 91 thợ, năm nay kết nạp 46 đảng viên.",
         "Chi bộ Phân xưởng Cơ điện"),
        ("Đồn Biên phòng Nà Phặc ở xa. Năm 2020, đồn kết nạp 46 đảng viên.", "Đồn Biên phòng Nà Phặc"),
        ("Phòng Cảnh sát giao thông khác hẳn. Đảng bộ phòng với 46 đảng viên có 9 chi bộ.",
         "Phòng Cảnh sát giao thông"),
        ("Đảng bộ Quân sự tỉnh họp. Chi bộ Kho 31 vui. Năm nay, trong 91 chi bộ được xét, có 46 chi bộ xuất sắc.",
         "Đảng bộ Quân sự tỉnh"),
        # The body over another is not what "Đảng bộ" goes on with.
        ("Đảng bộ Bệnh viện Nà Phặc trực thuộc Đảng ủy Khối các cơ quan tỉnh họp. Đảng bộ có 46 đảng viên.",
         "Đảng bộ Bệnh viện Nà Phặc"),
    ],
)  # fmt: skip
def test_bodies_of_the_paragraph(read: Read, paragraph: str, expected: str | None) -> None:
    assert fact_of(read(f"Chuyện phát triển Đảng\n\n{paragraph}\n"), "46").organization == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Ngày 8-12, tại TP Hà Nội, Đảng ủy Học viện họp. Năm qua, kết nạp 46 đảng viên.", True),
        ("Tại Hải Phòng, học viện mở lớp bồi dưỡng kết nạp Đảng cho 46 quần chúng ưu tú.", True),
        ("Đóng quân trên địa bàn huyện Na Rì, học viện còn khó. Năm qua, kết nạp 46 đảng viên.", True),
        ("Tại huyện Na Rì, kết quả cũng tốt. Năm qua, kết nạp 46 đảng viên.", False),
        ("Tại huyện Na Rì, lực lượng công an giúp kết nạp 46 đảng viên.", False),
    ],
)
def test_where_the_body_met_or_acted(read: Read, paragraph: str, expected: bool) -> None:
    fact = fact_of(read(f"Học viện Kỹ thuật Quân sự tổng kết\n\n{paragraph}\n", province=None), "46")
    assert (fact.organization == "Học viện Kỹ thuật Quân sự") == expected


def test_a_department_goes_by_its_full_name(read: Read) -> None:
    text = "Đảng bộ cơ quan Sở Y tế Hà Giang tổng kết\n\nĐảng bộ Sở hiện có 46 đảng viên.\n"
    assert fact_of(read(text), "46").organization == "Đảng bộ cơ quan Sở Y tế Hà Giang"


def test_a_branch_is_not_the_body_itself(read: Read) -> None:
    text = (
        "Chuyện phát triển Đảng\n\nĐảng bộ Agribank họp. Đảng bộ Agribank Chi nhánh Hà Nam có 91 đảng viên. "
        "Đảng bộ Agribank kết nạp 46 đảng viên.\n"
    )
    assert fact_of(read(text), "46").organization == "Đảng bộ Agribank"
    assert fact_of(read(text), "91").organization == "Đảng bộ Agribank Chi nhánh Hà Nam"
