"""Tags that a figure has from the figure before it, on sentences of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The head of a list of grades.
        ("Trong số 15 đảng bộ xã, thị trấn, 3 đảng bộ được xếp loại xuất sắc, 41 hoàn thành tốt.",
         "level:commune rating:good"),
        ("Xếp loại có 97 tổ chức cơ sở đảng: hoàn thành tốt nhiệm vụ 48 (có 7 đảng bộ và 41 chi bộ).",
         "grassroots rating:good"),
        # The tier of the parts of organisations of the lowest tier.
        ("Toàn huyện thành lập 45 tổ chức cơ sở đảng, trong đó có 4 đảng bộ và 41 chi bộ.", "grassroots"),
        ("Đảng bộ có 97 tổ chức cơ sở đảng. Riêng năm 2018 thành lập 41 chi bộ.", ""),
        # Members of the bodies counted right before them.
        ("Toàn tỉnh có 20 chi bộ quân sự xã, thị trấn với 41 đảng viên.", "military"),
        ("Toàn huyện có 97 doanh nghiệp thành lập tổ chức đảng, với 41 đảng viên.", "enterprise"),
        ("Toàn huyện có 20 chi bộ thôn với 41 đảng viên.", ""),
        ("Có 97 doanh nghiệp ngoài nhà nước có tổ chức đảng với 41 đảng viên.", "private_enterprise"),
        # The grade of the items of a list of shares; the change of a figure in brackets.
        ("Số chi bộ cơ quan hoàn thành tốt nhiệm vụ đạt 97%, chi bộ trường học đạt 41%.", "rating:good school"),
        ("Xã kết nạp 97 đảng viên là học sinh (tăng 41 đảng viên so với năm 2008).", "student"),
        ("Huyện có 97 chi bộ thôn, khu dân cư, giảm 41 chi bộ so với năm trước.", "neighbourhood village"),
        # Where a body's people are says nothing of the names behind it in a list; totals are of no tier.
        ("Số đảng viên kết nạp: Công an 97, Đồi Sim 41.", ""),
        ("Đoàn có 14 chi đoàn cơ sở, tổng số chi đoàn là 41 chi đoàn.", ""),
        # The level of a committee holds for its parts, until another one is named.
        ("Cấp ủy cấp huyện có 97 đồng chí, nữ 41 đồng chí.", "female level:district"),
        ("Cấp ủy cấp huyện có 97 đồng chí, nữ 12 đồng chí; cấp ủy cấp xã 41 đồng chí.", "level:commune"),
        ("Nữ cấp ủy viên cấp huyện 97 đồng chí; cấp xã 41 đồng chí.", "female level:commune"),
        # Some of the people told before.
        ("Các trường giới thiệu 97 học sinh học lớp nhận thức về Đảng; trong đó 41 đồng chí được kết nạp Đảng.",
         "student"),
        # The same told again: a share in brackets, the new level, the inhabitants of households.
        ("Đảng viên dân tộc thiểu số chiếm 12% so với tổng số đảng viên (41 đảng viên).", "ethnic_minority"),
        ("Huyện có 12 đảng viên người Dao, chiếm 29,3% tổng số đảng viên toàn huyện (41 đồng chí).", ""),
        ("Huyện nâng số đảng viên người Dao từ 12 lên 41.", "ethnic_minority"),
        ("Năm 2014 huyện có 12 chi bộ quân sự, đến năm 2018 là 41.", "military"),
        ("Trong thôn, dân tộc Dao có 12 hộ, 41 khẩu.", "ethnic_minority"),
        # What there was before a merger; more than there are organisations are no parts of them.
        ("Huyện có 14 chi bộ quân sự (trước khi sắp xếp là 41).", "military"),
        ("Đảng bộ có 17 tổ chức cơ sở đảng, trong đó có 41 chi bộ.", ""),
        ("Đảng bộ có 22 tổ chức cơ sở đảng, trong đó 14 đảng bộ và 8 chi bộ; dưới đó có 41 chi bộ.", ""),
        ("Đồng bào dân tộc thiểu số có 12 hộ/41 khẩu.", "ethnic_minority"),
        ("Đồng bào dân tộc thiểu số có 12 hộ/58 khẩu, chiếm 41% dân số toàn huyện.", "ethnic_minority"),
        ("Người Dao có 12 hộ; toàn xã có 41 hộ.", ""),
        # A share behind the whole is of those counted before it.
        ("Huyện có 12 đảng viên nữ trong tổng số hơn 58 đảng viên của Đảng bộ, chiếm 41%.", "female"),
        ("Huyện có 12 đảng viên nữ, nâng tổng số lên 58 đảng viên, tăng 41%.", ""),
        # "That number" is the one told before.
        ("Đảng viên người Công giáo chỉ có 6 người. Số ấy nhích dần: 2015 là 19, 2020 là 41.", "religious"),
        ("Đảng viên người Công giáo có 60 người. Trong số ấy có 41 đoàn viên.", "youth"),
    ],
)  # fmt: skip
def test_tags_from_the_figure_before(read: Read, text: str, expected: str) -> None:
    extraction = read(f"Chuyện ở huyện Na Rì\n\n{text}\n")
    body = extraction.document.text
    (fact,) = [f for f in extraction.facts if body[f.evidence.start : f.evidence.end] == "41"]
    assert " ".join(fact.groups) == expected
