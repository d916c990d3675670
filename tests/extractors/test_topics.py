"""Breakdown words before the figure, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import told

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Riêng chi bộ ghép, đầu năm toàn huyện có 41 chi bộ.", "joint"),
        ("Số chi bộ trực thuộc đảng ủy cơ sở, sau sắp xếp, còn 41.", "subordinate"),
        ("Đối với chi bộ trực thuộc đảng ủy cơ sở, xuất sắc 41; tốt 97.", "rating:excellent subordinate"),
        ("Các doanh nghiệp ngoài nhà nước đã kết nạp 41 đảng viên.", "private_enterprise"),
        # The whole counted right before.
        ("Hiện nay, trong tổng số 97 dân quân có 41 đảng viên.", "military"),
        ("Hiện nay, 97 dân quân có 41 đảng viên.", ""),
        ("Toàn huyện có 97 hộ nghèo, trong đó hộ nghèo dân tộc thiểu số 41 hộ.", "ethnic_minority"),
        ("Toàn huyện có 97 đảng viên trẻ, trong đó người Dao có 41 đảng viên.", "ethnic_minority"),
        ("Trong thôn, dân tộc Dao chiếm đa số với 41 hộ.", "ethnic_minority"),
        ("Trong thôn, dân tộc Kinh có 41 hộ.", "other:Kinh"),
        ("Dân số có 97 người, dân tộc Tày chiếm 12%, Dao 21%, Kinh 41%.", "other:Kinh"),
        ("Cấp ủy huyện: cấp huyện 12 cấp ủy viên và cấp cơ sở 41 cấp ủy viên.", "level:commune"),
        ("Huyện có 97 đảng viên, trong đó khối doanh nghiệp có 41 đảng viên.", "enterprise"),
        ("Kết quả xếp loại chi bộ trực thuộc: 41 chi bộ hoàn thành xuất sắc.", "rating:excellent subordinate"),
        ("Công đoàn ngành Giáo dục huyện có 41 công đoàn cơ sở.", ""),
        # What the words before a list say of all in it: reserves, members of one kind before a bracket.
        ("Huyện sắp xếp quân nhân dự bị vào đơn vị dự bị động viên đạt 99%, đúng chuyên nghiệp 81%, đảng viên đạt 41%.",
         "military"),
        ("Huyện trồng rừng đạt 99%, phủ xanh 81%, đảng viên đạt 41%.", ""),
        ("Đảng viên mới là người Tày phần lớn đã qua đào tạo (trung cấp 12 đảng viên; cao đẳng 41 đảng viên).",
         "ethnic_minority"),
        ("Đảng viên nghỉ chế độ hưu trí, mất sức lao động: 41 đồng chí.", "retired"),
        # Words of a clause that "nên" closes belong to another thing.
        ("Cũng vì nhiều cán bộ hưu trí nên số đảng viên của phường là 41.", ""),
        # A superlative before a colon tells apart nobody behind it; a label does.
        ("Xã có đông đồng bào Công giáo nhất huyện: hơn 41 người.", ""),
        # The name of a body tells nobody apart.
        ("Đảng bộ Công an tỉnh có 41 đảng viên.", ""),
    ],
)  # fmt: skip
def test_words_before_the_figure(read: Read, text: str, expected: str) -> None:
    extraction = read(f"Chuyện ở huyện Na Rì\n\n{text}\n")
    body = extraction.document.text
    (fact,) = [f for f in extraction.facts if body[f.evidence.start : f.evidence.end] == "41"]
    assert " ".join(fact.groups) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trong doanh nghiệp tư nhân, toàn huyện có 12 chi bộ với 140 đảng viên.",
         ["12 cell.total private_enterprise", "140 member.total private_enterprise"]),
        ("Ở khu vực doanh nghiệp ngoài nhà nước, cả tỉnh mới có 118 tổ chức đảng.",
         ["118 grassroots_org.total private_enterprise"]),
        # A place among others is none in which all of a sentence is told.
        ("Toàn huyện có 12 chi bộ với 140 đảng viên.", ["12 cell.total", "140 member.total"]),
    ],
)  # fmt: skip
def test_enterprises_that_a_sentence_opens_with(read: Read, text: str, expected: list[str]) -> None:
    assert told(read(f"{text}\n"), groups=True) == expected
