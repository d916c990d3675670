"""The body whose members and cells a figure counts, on sentences of our own."""

from collections.abc import Callable

import pytest

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


def system_of(extraction: Extraction, numeral: str) -> str | None:
    text = extraction.document.text
    (fact,) = [f for f in extraction.facts if text[f.evidence.start : f.evidence.end] == numeral]
    return fact.system


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Chuyện ở huyện Na Rì", "Hội Nông dân huyện có 41 hội viên.", "farmers_union"),
        ("Chuyện ở huyện Na Rì", "Hội LHPN huyện làm tốt. Trong năm, Hội kết nạp mới 41 hội viên.", "women_union"),
        ("Hội, đoàn thể ở Na Rì",
         "Hội Phụ nữ có 12 hội viên.\n\nHội Nông dân làm tốt. Nay có 41 chi hội.", "farmers_union"),
        ("Đại hội Hội Cựu chiến binh huyện Na Rì", "Huyện hội kết nạp 41 hội viên.", "veterans_union"),
        ("Hội Nông dân huyện Na Rì",
         "Có 12 cơ sở hội; năm 2021 có 41 cơ sở hoàn thành xuất sắc nhiệm vụ.", "farmers_union"),
        ("Hội Phụ nữ huyện Na Rì", "Hội giới thiệu 12 hội viên ưu tú cho Đảng, trong đó 41 chị được kết nạp.", "party"),
        ("Hội Phụ nữ huyện Na Rì", "Hội có thêm nhiều hội viên. Quý I kết nạp 41 chị.", "women_union"),
        ("Báo cáo năm 2021", "HỘI NÔNG DÂN HUYỆN NA RÌ\n\nToàn huyện kết nạp mới 41 người.", "farmers_union"),
        ("Hội Phụ nữ huyện Na Rì", "Đảng bộ xã có 287 đảng viên. Nhiệm kỳ qua chỉ kết nạp 41 người.", "party"),
        # "Đoàn viên" are a union's, "hội viên" an association's, whoever else is named.
        ("Hội Nông dân huyện Na Rì", "Hội Nông dân làm tốt. Toàn huyện có 41 đoàn viên.", "youth_union"),
        ("Công đoàn huyện Na Rì", "Toàn huyện có 41 hội viên.", "other"),
        # A text that is about no association speaks of those who joined the Party.
        ("Chuyện ở huyện Na Rì", "Đoàn Thanh niên xã làm tốt. Quý I kết nạp 41 người.", "party"),
        ("Chuyện ở huyện Na Rì", "Chi bộ có 41 đảng viên.", "party"),
        ("Chuyện ở huyện Na Rì", "Toàn huyện có 41 đoàn viên.", "youth_union"),
        ("Chuyện ở huyện Na Rì", "Nghiệp đoàn cơ sở chở khách có 41 đoàn viên.", "trade_union"),
        ("Chuyện ở huyện Na Rì", "Hiện nay tổng số đoàn viên công đoàn đã tăng lên 41 người.", "trade_union"),
        ("Công đoàn huyện Na Rì", "CĐ cơ sở khu vực ngoài nhà nước có 41 đơn vị.", "trade_union"),
        # Those of an association who "were admitted" joined the Party.
        ("Hội Phụ nữ huyện Na Rì", "Trong nhiệm kỳ, có 41 hội viên được vinh dự kết nạp.", "party"),
        # A course that an organ of the Party holds.
        ("Chuyện ở huyện Na Rì",
         "Đoàn Thanh niên giới thiệu 12 đoàn viên; Trung tâm Chính trị huyện mở 41 lớp bồi dưỡng.", "party"),
        # Courses of whoever speaks; congresses of whoever the text is about.
        ("Chuyện ở huyện Na Rì", "Các cấp Hội mở 41 lớp tập huấn. CCB xã góp công; CCB huyện góp của.",
         "veterans_union"),
        ("Hội Nông dân huyện Na Rì", "Hai địa phương hoàn thành 41% đại hội cấp cơ sở.", "farmers_union"),
        # A text that names no association still names its people.
        ("Chuyện ở huyện Na Rì", "Các cấp hội có 41 chi hội. Cựu chiến binh xã góp công; CCB xã góp của.",
         "veterans_union"),
        # Members of a union told as a trait of Party members are none of the union's figure.
        ("Chuyện ở huyện Na Rì", "Số đảng viên là đoàn viên lên tới 41 người.", "party"),
        ("Chuyện ở huyện Na Rì", "Tỷ lệ tập hợp thanh niên vào tổ chức đạt 41%.", "youth_union"),
        ("Công đoàn huyện Na Rì", "Toàn huyện có 97 đoàn viên, trong đó khu vực nhà nước là 41 người.",
         "trade_union"),
        # At a union the short word is its own members; at the Party it is the Party's.
        ("Liên đoàn Lao động huyện Na Rì", "Toàn huyện có 41 ĐV.", "trade_union"),
        ("Chuyện ở huyện Na Rì", "Toàn huyện có 41 ĐV.", "party"),
        ("Đoàn Thanh niên huyện Na Rì",
         "Huyện mở 9 lớp đối tượng Đoàn. Trong đó, 41 đoàn viên ưu tú đã được kết nạp.", "youth_union"),
        # A course on the Party is the Party's, whoever proposed the pupils.
        ("Đoàn Thanh niên huyện Na Rì", "Đoàn giới thiệu 316 đoàn viên ưu tú, mở 41 lớp bồi dưỡng nhận thức về Đảng.",
         "party"),
        ("Chuyện ở huyện Na Rì", "Huyện đã thành lập 12 tổ chức đoàn, 41 tổ chức hội phụ nữ.", "women_union"),
    ],
)  # fmt: skip
def test_system_of_a_figure(read: Read, title: str, text: str, expected: str) -> None:
    assert system_of(read(f"{title}\n\n{text}\n"), "41") == expected


def test_no_system_where_bodies_do_not_apply(read: Read) -> None:
    assert system_of(read("Hội Phụ nữ huyện Na Rì\n\nHuyện có 41 thôn.\n"), "41") is None
