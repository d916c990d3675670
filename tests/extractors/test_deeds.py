"""Figures that look like counts of the catalogue and tell of a deed, of help or of a size, on sentences of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def counted(extraction: Extraction) -> list[str]:
    """Every fact of the catalogue as "numeral indicator"."""
    text = extraction.document.text
    facts = [f for f in extraction.facts if f.indicator != "other"]
    return [f"{text[f.evidence.start : f.evidence.end]} {f.indicator}" for f in facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Those that relief or a disaster reached, beside all there are.
        ("Huyện phân bổ gạo cứu đói cho 310 hộ với 1.420 nhân khẩu.", []),
        ("Xã có 1.200 hộ, 5.100 nhân khẩu, trong đó 300 hộ bị ngập.",
         ["1.200 household.total", "5.100 population.total"]),
        ("Có 9/12 huyện trong toàn tỉnh sẽ được cấp giống lúa.", []),
        ("Huyện có 9 xã, 2 thị trấn.", ["9 commune.total", "2 commune.total"]),
        # Those for whom delegates stand.
        ("Dự đại hội có 115 đại biểu, tiêu biểu cho 397 đảng viên.", ["397 member.total"]),
        ("Dự đại hội có 115 đại biểu tiêu biểu và 397 đảng viên.", []),
        # A people beside the villages it lives in.
        ("Xã có 31 thôn, người Mường chiếm 62%.", ["31 village.total", "62 population.total"]),
        ("Ngày hội thu hút hơn 400 người dân, 16 đảng viên được biểu dương.", []),
        # The day when one was admitted tells when others were there.
        ("Ngày ông vào Đảng, cả xã có gần 30 đảng viên.", ["30 member.total"]),
        # Units that something was done with.
        ("Bộ đề xuất sáp nhập 16 huyện và sắp xếp 23 xã.", []),
        ("Sau sáp nhập, tỉnh còn 9 huyện.", ["9 district.total"]),
        ("Xã được thành lập trên cơ sở sáp nhập 3 xã Minh Côi, Bằng Giã, Vô Tranh.", ["3 commune.total"]),
        ("Xã được thành lập từ 3 xã: Minh Côi, Bằng Giã, Vô Tranh.", ["3 commune.total"]),
        ("Đoàn đến thăm 3 xã Minh Côi, Bằng Giã, Vô Tranh.", []),
        ("Xã được thành lập trên cơ sở 3 xã cũ.", []),
        # Units that were spoken of before.
        ("Bộ máy ở 3 huyện này và 4 xã nói trên đã ổn định.", []),
        # Households told for what they do, and villages told by their names.
        ("Nhìn vào đó, 41 hộ trong bản làm theo. Trong bản có 58 hộ.", ["58 household.total"]),
        ("Số hộ nghèo giảm từ 312 hộ xuống còn 87 hộ.", ["312 household.poor", "87 household.poor"]),
        ("Huyện làm thử ở 2 thôn Tà Lang và Giàn Bí. Xã có 9 thôn.", ["9 village.total"]),
        ("Thôn có 19 hộ nghèo thuộc diện bảo trợ xã hội.", ["19 household.poor"]),
        ("Có 19 hộ nghèo được hỗ trợ nhà ở.", []),
        ("Huyện có 18 thôn chưa có đảng viên và 7 thôn chỉ có 1 - 2 đảng viên; 9 ấp có dưới 3 đảng viên.",
         ["18 village.without_member"]),
        ("Huyện có 97 thôn có đảng viên, 12 thôn có chi bộ.", ["97 village.with_member", "12 village.with_cell"]),
        ("Nhìn vào bảng, 2 huyện vùng cao Minh Hóa, Tuyên Hóa đạt tỷ lệ cao nhất. Tỉnh có 8 huyện.",
         ["8 district.total"]),
        # Where something was done; where members meet and households live there are so many.
        ("Mô hình nhân ra 8 thôn, chi bộ quân sự đã có ở 120 xã, phường. Xã có 9 thôn.", ["9 village.total"]),
        ("Đoàn công tác đến thăm 6 chi bộ vùng biên, làm điểm tại 3 xã. Đường vào 2 bản lầy lội.", []),
        ("Đảng bộ có 240 đảng viên sinh hoạt tại 12 chi bộ.", ["240 member.total", "12 cell.total"]),
        ("Xã có 4.700 hộ ở 9 thôn.", ["4.700 household.total", "9 village.total"]),
        ("Minh Hóa là một trong 3 huyện dẫn đầu phong trào. Tỉnh có 8 huyện.", ["8 district.total"]),
        # What cells fail at, and what members do with others.
        ("4 chi bộ suốt nhiệm kỳ không phát triển nổi một người. Đảng bộ có 12 chi bộ.", ["12 cell.total"]),
        ("Đầu năm mới có 2 xã làm thử. Hơn 30 đảng viên cùng người dân dọn bùn.", []),
        # How large many are.
        ("Nhiều thôn có quy mô trên 900 hộ.", []),
        ("Thôn Nà Cọ có quy mô trên 90 hộ.", ["90 household.total"]),
    ],
)  # fmt: skip
def test_units_and_households_told_for_something_else(read: Read, text: str, expected: list[str]) -> None:
    assert counted(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huyện giải quyết tố cáo 3 đảng viên và khiếu nại kỷ luật đảng 2 đảng viên.", []),
        ("Cấp ủy đã kiểm tra, giám sát đối với 1.250 đảng viên.", []),
        ("Đoàn giám sát việc lãnh đạo, chỉ đạo, tổ chức thực hiện các chủ trương, nghị quyết đối với 40 tổ chức đảng, "
         "18 Huyện ủy viên.", []),
        ("Thi hành kỷ luật 3 đảng viên và cảnh cáo 2 đảng viên.", ["3 member.disciplined", "2 member.disciplined"]),
        ("Thi hành kỷ luật 8 tổ chức đảng và 58 đảng viên vi phạm, trong đó có 20 đảng viên vi phạm về tham nhũng.",
         ["58 member.disciplined", "20 member.disciplined"]),
        ("Kiểm tra 8 tổ chức đảng và 58 đảng viên vi phạm.", []),
        # A part of a whole is told for what it did, a plain count for what there is.
        ("Hội hiện chỉ có 600/1.100 hội viên được cấp thẻ.", []),
        ("Qua 45 năm xây dựng và phát triển, từ 15 cán bộ ban đầu, đến nay trường có 820 viên chức.", []),
        ("Trong năm đã phát triển được 15 đảng viên.", ["15 member.admitted"]),
        # Those sent to a task, and papers that are called by the word for a village.
        ("Trong đêm, xã huy động 12 chi bộ bản trực, 70 đảng viên cùng 35 dân quân giúp dân.", []),
        ("Toàn tỉnh ký 250 bản thỏa ước lao động tập thể, 12 bản cam kết; huyện gửi 3 bản tham luận.", []),
        ("Huyện đoàn kết nạp 900 đoàn viên, trưởng thành đoàn 410 đồng chí.", ["900 member.admitted"]),
        ("Xã có 9 chi hội thì đã có 6 chi hội xây dựng được quỹ.", ["9 cell.total"]),
    ],
)  # fmt: skip
def test_people_told_for_what_was_done_with_them(read: Read, text: str, expected: list[str]) -> None:
    assert counted(read(text)) == expected


def test_mean_ages_in_turn_are_ages(read: Read) -> None:
    extraction = read("Tuổi bình quân của cấp ủy là 47,5; của ủy viên ban thường vụ là 50,2 và của bí thư là 51,6.")
    assert [(row.text, row.label) for row in extraction.ledger] == [("47,5", "age"), ("50,2", "age"), ("51,6", "age")]


def test_bodies_that_admitted_nobody_are_no_stock(read: Read) -> None:
    assert counted(read("Chi bộ 2 năm liền không kết nạp được đảng viên còn 130, chiếm 19% tổng số chi bộ.")) == []
    text = "Chi bộ thôn chưa kết nạp được đảng viên; xã kết nạp 12 đảng viên."
    assert counted(read(text)) == ["12 member.admitted"]


def test_villages_whose_head_is_the_secretary_are_no_stock(read: Read) -> None:
    text = "Bí thư chi bộ kiêm trưởng thôn 112/140 thôn, đạt 80%. Toàn xã có 20 thôn."
    assert counted(read(text)) == ["20 village.total"]
