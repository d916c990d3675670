"""Figures as articles on villages, firms, schools and associations tell them, on sentences of our own."""

from collections.abc import Callable

import pytest
from told_facts import fact_of, place_of

from schemas.extraction import Extraction

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trai làng đi làm tận Bình Dương. Bây giờ, hộ nghèo còn 4,7%.", "huyện Trực Ninh"),
        ("Ông bỏ nhà máy ở Long An về quê. Nay tỷ lệ hộ nghèo còn 4,7%.", "huyện Trực Ninh"),
        ("Tỉnh Bình Dương cũng làm như vậy. Bây giờ, hộ nghèo còn 4,7%.", "tỉnh Bình Dương"),
        ("Huyện được Liên đoàn Lao động tỉnh Nam Định giao, nay tỷ lệ hộ nghèo còn 4,7%.", "huyện Trực Ninh"),
        ("Huyện đăng ký với tỉnh đưa tỷ lệ hộ nghèo còn 4,7%.", "huyện Trực Ninh"),
        ("Ông đáp tỉnh bơ: hộ nghèo còn 4,7%.", "huyện Trực Ninh"),
        ("Hợp tác xã Nà Sản làm ăn khá, tỷ lệ hộ nghèo còn 4,7%.", "huyện Trực Ninh"),
        ("Trực Ninh được coi là “cái nôi nghề may” của Nam Định với tỷ lệ hộ nghèo 4,7%.", "huyện Trực Ninh"),
    ],
)
def test_places_told_by_the_way_have_no_figures(read: Read, sentence: str, expected: str) -> None:
    text = f"Huyện Trực Ninh đổi thay\n\nHuyện Trực Ninh nay đã khác.\n\n{sentence}\n"
    assert place_of(read(text, province="Nam Định"), "4,7") == expected


def test_the_commune_of_a_village_is_what_a_text_is_about(read: Read) -> None:
    text = "Người lính già\n\nTrời tạnh, ông Nghĩa ra thôn Xuân Lai, xã Hoa Thủy. Xóm có 27 đảng viên.\n"
    assert place_of(read(text, province="Quảng Bình"), "27") == "xã Hoa Thủy"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Về tổ chức, Hội có 28 chi hội.", "huyện Lệ Thủy"),
        ("Về tổ chức, thôn xóm có 28 chi hội.", "xã Hoa Thủy"),
    ],
)
def test_an_association_named_before_is_of_its_own_unit(read: Read, sentence: str, expected: str) -> None:
    text = (
        "Chuyện ở xã Hoa Thủy\n\nXã Hoa Thủy nay đã khác.\n\n"
        f"Theo Hội Cựu chiến binh huyện Lệ Thủy, phong trào đi lên.\n\n{sentence}\n"
    )
    assert place_of(read(text, province="Quảng Bình"), "28") == expected


@pytest.mark.parametrize(
    ("sentence", "numeral", "expected"),
    [
        ("Năm 2022, có 2 đảng viên bị cảnh cáo và 12 người được kết nạp.", "12", "member.admitted"),
        ("Năm 2022, có 2 đảng viên bị cảnh cáo và 12 người bị khiển trách.", "12", "member.disciplined"),
        ("Xã kết nạp 41 đảng viên. Đáng mừng là 20 đồng chí trong số ấy là nữ.", "20", "member.admitted"),
        ("Xã kết nạp 41 đảng viên. Đáng mừng là 20 đồng chí ở lại quê.", "20", "other"),
        ("Đảng bộ xã phấn đấu mỗi năm kết nạp từ 3% trở lên so với tổng số đảng viên.", "3", "member.admitted"),
        ("Chi bộ công ty ra đời năm 2018, đến nay chi bộ đã có 17 đồng chí.", "17", "member.total"),
        ("Năm 2023, hội kết nạp 84 hội viên. Trong số hội viên nay có 13 đảng viên.", "13", "member.total"),
        ("Đơn vị liên hệ với trường nghề, mỗi năm gửi 6 người đi học.", "6", "other"),
        ("Mỗi năm, xã gửi 6 người đi học lớp nhận thức về Đảng.", "6", "candidate.trained"),
        ("Đơn hàng giảm khiến gần 500 đoàn viên mất việc.", "500", "other"),
        ("Chi bộ có 17 đảng viên thì 11 người đã trên 55 tuổi.", "11", "member.total"),
        ("Chi bộ có 17 đảng viên thì 11 người đi làm ăn xa.", "11", "other"),
        ("Số hộ nghèo từ 71 hộ năm 2010 giảm còn 13 hộ vào cuối năm 2020.", "71", "household.poor"),
        ("Năm 2018, khi 3 đảng viên chuyển đi nơi khác, chi bộ chỉ còn 2 người.", "2", "member.total"),
    ],
)
def test_what_is_counted(read: Read, sentence: str, numeral: str, expected: str) -> None:
    assert fact_of(read(f"Huyện Trực Ninh\n\n{sentence}\n"), numeral).indicator == expected


def test_a_result_told_at_last_ends_the_plan_of_the_sentence_before(read: Read) -> None:
    text = "Năm nay, huyện được giao lập 9 công đoàn cơ sở. Tới giờ mới lập được 3.\n"
    assert fact_of(read(text, published="2023-05-26"), "3").status == "actual"


def test_the_school_year_told_last_is_the_latest_named(read: Read) -> None:
    text = (
        "Năm học 2022 - 2023, trường có 21 lớp. So với năm học 2018 - 2019, trường đông hơn. "
        "Năm học vừa rồi, Đoàn trường kết nạp 236 đoàn viên.\n"
    )
    period = fact_of(read(text), "236").period
    assert (period.start, period.end) == ("2022", "2023")


def test_a_school_is_told_of_behind_an_opening_and_beside_others(read: Read) -> None:
    opening = "Tiếng trống vừa dứt, cô học trò nhỏ đã chạy xuống phòng. " * 5
    text = (
        f"Lớp trẻ phấn đấu\n\n{opening}\n\nTrường THPT Mai Sơn nằm ven đường. Nhà trường chăm lo cho học trò. "
        "Đoàn trường, chi bộ trường, công đoàn trường đều vui. Có em nay học Trường Sĩ quan Lục quân 1.\n\n"
        "Chi bộ nhà trường có 39 đảng viên.\n"
    )
    assert "Trường THPT Mai Sơn" in (fact_of(read(text, province="Yên Bái"), "39").organization or "")
