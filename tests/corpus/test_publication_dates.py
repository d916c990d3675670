import pytest

from corpus.publication_dates import find_clear_stamp, find_date_in_url, find_stamp, parse_stated_date


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2018-10-05T11:03:00+07:00", "2018-10-05"),
        ("2018-10-04T20:30:00Z", "2018-10-05"),
        ("2018-10-05", "2018-10-05"),
        ("2018-10-05 11:03", "2018-10-05"),
        ("05/10/2018 11:03", "2018-10-05"),
        ("10/5/2018 11:03:00 AM", "2018-10-05"),
        ("10/25/2018 1:03:00 PM", "2018-10-25"),
        ("25/10/2018 1:03 PM", "2018-10-25"),
        ("2018-13-45T00:00", None),
        ("hôm qua", None),
        ("0001-01-01T00:00:00", None),
    ],
)
def test_stated_dates(value: str, day: str | None) -> None:
    assert parse_stated_date(value) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thứ Sáu, 05/10/2018, 11:03 (GMT+7)", "2018-10-05"),
        ("08:05 | 03/02/2023", "2023-02-03"),
        ("ngày 5 tháng 10 năm 2018", "2018-10-05"),
        ("5 Tháng 10, 2018", "2018-10-05"),
        ("Cập nhật: 05-10-2018", "2018-10-05"),
        ("Chủ nhật, 5.10.2018", "2018-10-05"),
        ("Nghị quyết 05/10", None),
        ("31/02/2018", None),
        ("Huyện " * 40 + "ngày 5 tháng 10 năm 2018", None),
    ],
)
def test_stamps_of_a_page_s_head(line: str, day: str | None) -> None:
    assert find_stamp(line) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thứ Sáu, 05/10/2018, 11:03 (GMT+7)", "2018-10-05"),
        ("11:03 Thứ Sáu, 05/10/2018", "2018-10-05"),
        ("Cập nhật lúc 11:03, ngày 05/10/2018", "2018-10-05"),
        ("Ngày đăng: 5/10/2018", "2018-10-05"),
        ("08:05 | 03/02/2023", "2023-02-03"),
        ("05/10/2018 11:03 GMT+7", "2018-10-05"),
        ("05/10/2018 11:03 1.204 lượt xem", "2018-10-05"),
        ("- 05/10/2018 11:03:00 AM", "2018-10-05"),
        ("Lan Chi| 05/10/2018 11:03", "2018-10-05"),
        ("Thứ Sáu, ngày 05/10/2018", "2018-10-05"),
        ("Ngày 5/10/2018, Huyện ủy Ba Bể kết nạp 12 đảng viên.", None),
        ("Đại hội diễn ra lúc 8 giờ 00 ngày 05/10/2018 tại huyện Ba Bể.", None),
        ("Ba Bể, ngày 5 tháng 10 năm 2018", None),
        ("Sáng nay 5.10.2018, Huyện ủy Ba Bể công bố số liệu.", None),
        ("Thứ Sáu, ngày 05/10/2018, Huyện ủy Ba Bể họp.", None),
        ("Lịch họp: 05/10/2018 11:03 tại hội trường", None),
    ],
)
def test_only_clear_stamps_date_plain_text(line: str, day: str | None) -> None:
    assert find_clear_stamp(["Tiêu đề", line]) == day


def test_weekday_and_day_above_the_title_are_those_of_reading() -> None:
    assert find_clear_stamp(["Thứ Sáu, 05/10/2018", "Ba Bể kết nạp 12 đảng viên"]) is None
    assert find_clear_stamp(["Thứ Sáu, 05/10/2018", "Ba Bể", "Cập nhật: 07/09/2016"]) == "2016-09-07"


def test_front_matter_dates_plain_text() -> None:
    assert find_clear_stamp(["date 2018-10-05 Huyện ủy Ba Bể " + "họp " * 60]) == "2018-10-05"
    assert find_clear_stamp(["date 2018-10 Huyện ủy Ba Bể họp"]) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://bao.example/2018/10/05/ba-be.html", "2018-10-05"),
        ("https://bao.example/tin/201810/ba-be-323.html", "2018-10"),
        ("https://bao.example/ba-be-20181005110301.htm", "2018-10-05"),
        ("https://bao.example/ba-be-post65256.html", None),
        ("https://bao.example/nhiem-ky-2020-2025/1.html", None),
        ("https://20181005.example/a", None),
    ],
)
def test_dates_in_addresses(url: str, day: str | None) -> None:
    assert find_date_in_url(url) == day
