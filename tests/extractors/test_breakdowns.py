"""Breakdown tags of a figure by the words around its noun, on sentences of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def groups_of(extraction: Extraction, numeral: str) -> str:
    """The tags of the one fact with that numeral, joined."""
    text = extraction.document.text
    (fact,) = [f for f in extraction.facts if text[f.evidence.start : f.evidence.end] == numeral]
    return " ".join(fact.groups)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng bộ phường có 41 chi bộ tổ dân phố.", "neighbourhood"),
        ("Đảng bộ huyện có 41 chi bộ cơ quan, trường học.", "agency school"),
        ("Toàn huyện có 41 chi bộ lực lượng vũ trang.", "military"),
        ("Toàn huyện có 41 chi bộ bản, tiểu khu.", "neighbourhood village"),
        ("Xã có 41/97 chi đoàn phải ghép sinh hoạt.", "joint"),
        ("Huyện đoàn có 6 đoàn trường học và 41 đoàn cơ quan, lực lượng vũ trang.", "agency"),
        ("Đảng bộ Quân sự có 520 đảng viên; đảng viên là sĩ quan 41.", "military"),
        ("Có 41 đảng viên là sĩ quan công an.", "police"),
        ("Đảng bộ xã kết nạp 13 đảng viên thì 41 là đoàn viên.", "youth"),
        (
            "Có 700 doanh nghiệp ngoài nhà nước nhưng chỉ 41 tổ chức đảng hoạt động trong khu vực này.",
            "private_enterprise",
        ),
        ("Năm 2022 kết nạp 97 người (bác sĩ 41, hành chính 5).", "health"),
        ("Năm 2022 xếp loại 97 người hoàn thành xuất sắc, 41 người vi phạm.", "rating:not_completed"),
        ("Toàn huyện có 41 đảng bộ cấp trên cơ sở.", ""),
        ("Đảng bộ có 41 đảng bộ tập đoàn, tổng công ty.", "enterprise"),
        ("Có 41 đảng viên là công nhân trong doanh nghiệp ngoài nhà nước.", "private_enterprise worker"),
        ("Đảng bộ có 41 đảng viên trong độ tuổi Đoàn.", "youth"),
        ("Toàn huyện có 41 đảng bộ khối cơ quan, doanh nghiệp.", "agency enterprise"),
        ("Công đoàn khu có 41 công đoàn cơ sở khối sản xuất kinh doanh.", "enterprise"),
        ("Tỷ lệ đảng viên trong lực lượng DQTV đạt 41%.", "military"),
        ("Công ty có 41 chi đoàn trực thuộc Đoàn cơ sở.", "subordinate"),
        ("Đoàn viên là 97 đồng chí (chiếm 41% cán bộ công nhân viên công ty).", ""),
        # Courses of the Youth Union lead into it, not into the Party.
        ("Tỉnh đoàn mở lớp cảm tình Đoàn cho 97 thanh niên, kết nạp 41 đoàn viên mới.", ""),
        # Reasons, comparisons and other deeds say nothing of what is counted.
        ("Công đoàn giải thể 41 công đoàn cơ sở do doanh nghiệp ngừng hoạt động.", ""),
        ("Huyện chuyển chính thức cho 41 đảng viên và triển khai quy hoạch cán bộ cấp huyện.", ""),
        ("Năm qua giải thể 41 chi bộ nhưng các doanh nghiệp vẫn ổn định.", ""),
        # A grade told once for several counts, or right before the share; "và" parts two kinds.
        ("Toàn huyện có 41 đảng bộ và 12 chi bộ hoàn thành xuất sắc nhiệm vụ.", "rating:excellent"),
        ("Hằng năm có 41% đảng viên đủ tư cách, hoàn thành tốt nhiệm vụ.", "rating:good"),
        ("Đánh giá 97 chi bộ. Trong đó, chi bộ đạt trong sạch vững mạnh, chiếm 41%.", "rating:strong"),
        ("Năm 2019 kết nạp 97 đảng viên. Trong đó, 12% là dân tộc thiểu số và 41% trong các tôn giáo.", "religious"),
        # Words for people whose comma ends nothing.
        ("Có 41 đảng viên là sỹ quan, chiến sỹ quân đội và công an.", "military other:lãnh đạo, chiến sĩ police"),
        (
            "Có 41 đảng viên là lãnh đạo, quản lý và lao động trong các doanh nghiệp.",
            "enterprise other:lãnh đạo, chiến sĩ",
        ),
        ("Có 41 hội viên tham gia, trong đó hội lập các đội thanh niên xung kích.", ""),
        # A place that owns the cells is no level of theirs.
        ("Trước khi nhập có 41 chi bộ của ba xã cũ.", ""),
        # A word behind two bodies beside each other narrows both.
        ("Đảng bộ thị xã có 41 đảng bộ và 12 chi bộ cơ sở.", "grassroots"),
        ("Toàn huyện có 41 đảng bộ, 12 chi bộ trường học.", "school"),
        # "This kind" is the kind named last.
        ("Tổ chức đảng ở doanh nghiệp tư nhân còn ít: cả năm chỉ lập 41 chi bộ loại hình này.", "private_enterprise"),
        # The force named before; the bare word for peoples as a label; a bracket closed; another share.
        ("Trong lực lượng dân quân tự vệ, tỷ lệ đảng viên đạt 41%.", "military"),
        ("Huyện kết nạp 97 đảng viên, trong đó nữ 38, dân tộc 41, tôn giáo 6.", "ethnic_minority"),
        ("Đại hội bầu 97 cấp ủy viên, trong đó nữ 9, dân tộc 41.", "ethnic_minority"),
        ("Trường kết nạp 27 đảng viên (24 sinh viên và 3 cán bộ), đạt 41% kế hoạch.", ""),
        ("Tổng số cấp ủy viên được bầu là 97 đồng chí, dưới 35 tuổi chiếm 12%, tham gia lần đầu chiếm 41%.", ""),
        ("Xã có đồng bào Khmer 41 hộ với 198 người.", "ethnic_minority"),
        ("Đồng bào dân tộc Thái có 41 hộ.", "ethnic_minority"),
        ("Huyện kết nạp 97 đảng viên (chỉ tiêu 90), trong đó đồng bào Raglai chiếm 41%.", "ethnic_minority"),
        ("Xã có 97 chi bộ, trong đó 41 chi bộ thôn xóm.", "village"),
        # Women and pupils by the words that count them.
        ("Quý I có 41 chị được kết nạp Đảng.", "female"),
        ("Năm học qua có 41 em được kết nạp Đảng.", "student"),
    ],
)
def test_words_that_narrow_a_noun(read: Read, text: str, expected: str) -> None:
    assert groups_of(read(f"Chuyện ở huyện Na Rì\n\n{text}\n"), "41") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huyện kết nạp 97 đảng viên: nữ chiếm 48%, đoàn viên chiếm 41%.", "youth"),
        ("Trong số đảng viên mới kết nạp có 12 nữ, 41 đoàn viên.", "youth"),
        ("Huyện Đoàn giới thiệu 97 đoàn viên ưu tú, trong đó 41 đoàn viên được kết nạp Đảng.", "youth"),
    ],
)
def test_young_members_told_apart(read: Read, text: str, expected: str) -> None:
    extraction = read(f"Chuyện ở huyện Na Rì\n\n{text}\n")
    numeral = "41"
    assert groups_of(extraction, numeral) == expected
    assert all(f.system in ("party", None) for f in extraction.facts)
